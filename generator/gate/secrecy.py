"""Marks that say who may read a paper (GB/T 9704-2012 §7.2.2): 机密★1年, 内部资料, 会后收回.

They count wherever they stand, also where nothing is published: in a page's head or foot, in a watermark. A file with a
密级 is not published until the clerk accepts that; of other marks the clerk is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Document
from ..source import Diagnostic, Loc, Omission
from ..structure import forms
from ..text import fold
from .lines import Shown, Spot, findings, shown

SHORT = 30  # characters of a line that is nothing but a mark
STARRED = re.compile(r"(?:绝密|机密|秘密)\s*[★☆]")
MARK = re.compile(
    r"[(【\[<]?\s*(?:(?:绝密|机密|秘密)(?:级|件)?(?:\s+.{0,12})?|内部(?:资料|文件|材料|使用|传阅|参阅|掌握)(?:[,、;\s]?.{0,14})?"
    r"|.{0,10}(?:不得|严禁|请勿|禁止|切勿)(?:外传|外泄|翻印|扩散|复印)|.{0,8}(?:会后|阅后|用后|限期)(?:收回|退回|销毁)"
    r"|.{0,6}注意保密)\s*[)】\]>]?[。!]?"
)
SIGNS = ("密", "内部", "外传", "外泄", "翻印", "扩散", "复印", "收回", "退回", "销毁")


def check(document: Document, lines: Sequence[Shown]) -> Iterator[Diagnostic]:
    """G104: marks in the text; G105: the first mark in what was left out of it. What G112 tells is not told again."""
    told = _graded(document, lines)
    marks = ((row, mark(row.view)) for row in lines if row is not told)
    yield from findings("G104", document, [Spot(row.line, *span) for row, span in marks if span])
    for omission in document.source.omitted:
        if omission is not told and mark(fold(_words(omission))):
            yield Diagnostic("G105", Loc(document.source.path, omission.line), (_words(omission)[:SHORT],))
            return


def withheld(document: Document) -> Iterator[Diagnostic]:
    """G112: the first 密级 of a document, in its text or in what was left out of it."""
    found = _graded(document, shown(document))
    if isinstance(found, Shown):
        yield Diagnostic(
            "G112", Loc(document.source.path, found.line.number), (" ".join(found.line.text.split())[:SHORT],)
        )
    elif found:
        yield Diagnostic("G112", Loc(document.source.path, found.line), (_words(found)[:SHORT],))


def _graded(document: Document, lines: Sequence[Shown]) -> Shown | Omission | None:
    """The first line that is a 密级; one that only speaks of it, in a sentence or in a table, is none."""
    rows = (r for r in lines if not r.table and (_is_grade(r.view) or (r.front and STARRED.search(r.view))))
    left_out = (omission for omission in document.source.omitted if _is_grade(fold(_words(omission))))
    return next(rows, None) or next(left_out, None)


def _is_grade(view: str) -> bool:
    """Whether a folded line is a 密级, alone or with what else stands above a title."""
    line = view.strip()
    return "密" in line and len(line) <= SHORT and bool(STARRED.search(line) or forms.GRADE.fullmatch(line))


def _words(omission: Omission) -> str:
    return " ".join(omission.text.split())


def mark(view: str) -> tuple[int, int] | None:
    """(start, end) of the mark in a folded line."""
    if not any(sign in view for sign in SIGNS):
        return None
    found = STARRED.search(view) or (MARK.fullmatch(view) if len(view) <= SHORT else None)
    return found.span() if found else None
