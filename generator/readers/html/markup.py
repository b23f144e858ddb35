"""The source of a page to a tree: entities and slips that browsers mend are mended first. Pure.

lxml's HTML parser opens no file and no connection; scripts are never run. Sizes are checked before anything is built,
and a tree that the parser cut short is no tree: nothing may be lost in silence.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

from lxml import etree

from ...source import Diagnostic, Loc
from ..limits import PAGE_SIZE, PAGE_TAGS

_ENTITY = re.compile(r"&(?:(?:#\d{1,9}|#[xX][\da-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?)?")
_MARKS = {ord(char): f"&#{ord(char)};" for char in "&<>\"'"}
_CONTROLS = dict.fromkeys((*range(1, 9), *range(14, 32), 127), "\x9f") | {11: " ", 12: " "}
_PAGE_END = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_STRAY_BREAK = re.compile(r"</br\s*/?>", re.IGNORECASE)
_PARAGRAPH_END = re.compile(r"</p\s*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:font|span|b|i|u|em|strong|big|small|a|o:p|st1:\w+|label|abbr|section|div|center)\b[^<>]*>", re.IGNORECASE
)
_ROOMS = re.compile(r"<\s*(?:html|body|head|!doctype)\b", re.IGNORECASE)
_FATAL = 3


def parse(text: str, path: str) -> tuple[etree._Element | None, tuple[Diagnostic, ...]]:
    """The root of the tree; None with the reason (R196 too large or too deep, R191 empty)."""
    tags = text.count("<")
    if len(text) > PAGE_SIZE or tags > PAGE_TAGS:
        words = f"{len(text) / 1024**2:.0f} MB、{tags} 个标签，上限 {PAGE_SIZE / 1024**2:.0f} MB、{PAGE_TAGS} 个"
        return None, (Diagnostic("R196", Loc(path), (words,)),)
    mended = _mended(text)
    root, deep = _tree(mended)
    if deep:
        root, deep = _tree(_INLINE.sub(_break_or_nothing, mended))
    if deep:
        return None, (Diagnostic("R196", Loc(path), ("标签一层套一层，多得读不了",)),)
    return root, () if root is not None else (Diagnostic("R191", Loc(path)),)


def is_fragment(text: str) -> bool:
    """Whether the source is a piece of a page: the article itself, without <html> or <body>."""
    return not _ROOMS.search(text)


def _mended(text: str) -> str:
    """Every entity as the character it stands for in HTML 5; the ends of lines that tags at the wrong place mean.

    A `</p>` that closes nothing begins a new paragraph in browsers; a <br> behind each `</p>` says the same. Behind
    `</html>` pages go on, for their parts are put together by programs; browsers show what follows.
    """
    text = _ENTITY.sub(_character, text.translate(_CONTROLS)) if "&" in text else text.translate(_CONTROLS)
    return _PARAGRAPH_END.sub("</p><br>", _STRAY_BREAK.sub("<br>", _PAGE_END.sub("", text)))


def _character(match: re.Match[str]) -> str:
    return _meant(match[0])


@lru_cache(maxsize=1024)
def _meant(entity: str) -> str:
    """What an entity stands for, safe to stand in the source again."""
    return unescape(entity).translate(_CONTROLS).translate(_MARKS)


def _break_or_nothing(tag: re.Match[str]) -> str:
    """What is left of a tag when a page nests too deeply: a line end where it stood for one."""
    return "<br>" if re.match(r"</?(?:div|section|center)", tag[0], re.IGNORECASE) else ""


def _tree(text: str) -> tuple[etree._Element | None, bool]:
    """The tree, and whether the parser gave up because elements stood too deeply in one another."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        root = None
    return root, any(entry.level == _FATAL and "RESOURCE" in entry.type_name for entry in parser.error_log)
