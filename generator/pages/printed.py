"""What pages made for paper share: the text in pieces, a table of contents, the source line, the place for buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from .. import markdown as md
from ..labels import ADDED, origin
from ..model import Document, Section
from .body import View, section_text
from .common import spoken_date

LONGEST = 1500
"""Blocks on one page: browsers and Python-Markdown stay quick."""
BUTTONS = '<div class="y-tools" data-print></div>'
"""Where scripts put 打印 and 朗读; without them it is empty and takes no room."""
LISTED = 60
"""Lines of a table of contents from which on its deeper levels are left out."""
FEWEST = 3
"""Sections that are worth a table of contents."""
NAMED = ("closing", "attachment", "notes")
"""Kinds of sections that a table of contents lists even when they have no heading of their own."""

Piece = tuple[str, str]
"""Id of a section, and one block of it as Markdown."""


def pieces(view: View, section: Section, level: int) -> Iterator[Piece]:
    """A section and all below it, block by block."""
    for block in section_text(view, replace(section, children=()), level):
        yield section.id, block
    for child in section.children:
        yield from pieces(view, child, level + 1)


def contents(sections: Sequence[Section], entry: Callable[[Section], str]) -> Iterator[str]:
    """The table of contents, as deep as it stays short; `entry` makes the link to a section. None for few sections."""
    depths = (_items(sections, entry, deep) for deep in (3, 2, 1))
    items = next((found for found in depths if _size(found) <= LISTED), None) or _items(sections, entry, 1)
    if _size(items) >= FEWEST:
        yield from contents_block(items)


def contents_block(items: md.Bullets) -> Iterator[str]:
    """A table of contents with its heading."""
    yield md.heading(2, md.escape("目录"), id="contents", classes=("y-outline", "y-contents"))
    yield md.bullets(items)


def source_line(document: Document, place: str, line: int = 0, *, facts: bool = True) -> str:
    """Where a text is from: 出处：《…》二（一）（讲话，2025年3月5日），原文件 a.docx 第 12 段."""
    known = f"（{told}）" if facts and (told := kind_and_date(document)) else ""
    words = f"出处：《{document.meta.title}》{place}{known}，{origin(document.source, line)}"
    return md.paragraph(md.escape(words), classes=("y-meta", "y-source"))


def kind_and_date(document: Document) -> str:
    """讲话，2025年3月5日; what is not known is left out."""
    return "，".join(filter(None, (document.meta.kind, spoken_date(document.meta.date))))


def numbers(sections: Sequence[Section]) -> str:
    """How a section is cited, from the numbers of those above it and its own: 二（一）2, 第二章第五条, 结束语."""
    return "".join(
        section.ordinal.text.strip("、.．，, ") if section.ordinal else ADDED.get(section.kind, "")
        for section in sections
    )


def _items(sections: Sequence[Section], entry: Callable[[Section], str], deep: int) -> md.Bullets:
    named = [section for section in sections if section.heading or section.kind in NAMED]
    return [(entry(s), _items(s.children, entry, deep - 1) if deep > 1 else []) for s in named]


def _size(items: md.Bullets) -> int:
    return sum(1 + _size(below) for _, below in items)
