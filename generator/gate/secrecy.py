"""Marks that say who may read a paper (GB/T 9704-2012 §7.2.2): 机密★1年, 内部资料, 会后收回.

Those above the title are found with the structure (M103); here are the ones elsewhere, and those that stand only where
nothing is published: in a page's head or foot, in a watermark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Document
from ..source import Diagnostic, Loc
from ..structure import forms
from ..text import fold
from .lines import Shown, Spot, findings

SHORT = 30  # characters of a line that is nothing but a mark
STARRED = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]")
MARK = re.compile(
    r"[(【\[<]?\s*(?:(?:绝密|机密|秘密)(?:级|件)?(?:\s+.{0,12})?|内部(?:资料|文件|材料|使用|传阅|参阅|掌握)(?:[,、;\s]?.{0,14})?"
    r"|.{0,10}(?:不得|严禁|请勿|禁止|切勿)(?:外传|外泄|翻印|扩散|复印)|.{0,8}(?:会后|阅后|用后|限期)(?:收回|退回|销毁)"
    r"|.{0,6}注意保密)\s*[)】\]>]?[。!]?"
)
SIGNS = ("密", "内部", "外传", "外泄", "翻印", "扩散", "复印", "收回", "退回", "销毁")


def check(document: Document, lines: Sequence[Shown]) -> Iterator[Diagnostic]:
    """G104: marks in the text; G105: the first mark in what was left out of it."""
    told = {row.line for row in lines if row.front and forms.SECRET.fullmatch(row.line.text)}
    marks = ((row, mark(row.view)) for row in lines if row.line not in told)
    yield from findings("G104", document, [Spot(row.line, *span) for row, span in marks if span])
    for omission in document.source.omitted:
        text = " ".join(omission.text.split())
        if forms.SECRET.fullmatch(text) or mark(fold(text)):
            yield Diagnostic("G105", Loc(document.source.path, omission.line), (text[:SHORT],))
            return


def mark(view: str) -> tuple[int, int] | None:
    """(start, end) of the mark in a folded line."""
    if not any(sign in view for sign in SIGNS):
        return None
    found = STARRED.search(view) or (MARK.fullmatch(view) if len(view) <= SHORT else None)
    return found.span() if found else None
