"""Which section stands on which page: pages are cut by size, sections by structure.

A section's children get pages of their own while its text is longer than `limit` characters; shorter ones stay anchors
on their parent's page. Articles and numbered paragraphs have no headings to navigate by and stay together ten times as
long: a chapter of a regulation is read as one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from . import attached
from .attached import Start
from .labels import cited, size
from .model import Document, Section
from .source import Picture

TOGETHER = 10  # times the limit for children without headings
WITHOUT_HEADING = ("article", "numpara")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of a document."""

    path: str
    """Below docs/."""
    head: Section
    """The section that gives the page its heading."""
    trail: tuple[Section, ...]
    """Sections above it, outermost first, without the root."""
    inline: tuple[Section, ...]
    """Sections below the head that stand on this page, in order: subtrees of its children, closing, attachments."""
    below: tuple[Section, ...]
    """Children of the head that have pages of their own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All pages of one document in reading order."""

    document: Document
    sheets: tuple[Sheet, ...]
    places: dict[str, tuple[str, str]]
    """Section id → (page path, anchor); the anchor of a page's own head is empty."""
    pictures: Mapping[Start, tuple[Picture, ...]]
    """By the heading or block behind which they stand."""
    marks: Mapping[int, Mapping[str, str]]
    """Line number → mark of a note in that line → the note's id."""
    cited: Mapping[str, str]
    """Section id → its number, as one cites it: 二（一）2."""


def plan(document: Document, limit: int) -> Plan:
    """Cut a document into pages."""
    sheets = tuple(_document_sheets(document, limit))
    places = {}
    for sheet in sheets:
        places[sheet.head.id] = (sheet.path, "")
        for top in sheet.inline:
            places.update({section.id: (sheet.path, section.id) for section in top.walk()})
    return Plan(document, sheets, places, attached.pictures(document), attached.marks(document), cited(document))


def _document_sheets(document: Document, limit: int) -> Iterator[Sheet]:
    """All pages; notes that are short stand on the last one."""
    *sheets, last = _text_sheets(document, limit)
    yield from sheets
    notes = document.notes
    short = notes is not None and size(notes) <= limit
    yield replace(last, inline=(*last.inline, notes)) if notes and short else last
    if notes and not short:
        yield Sheet(f"{document.id}/{notes.id}.md", notes, (), (), ())


def _text_sheets(document: Document, limit: int) -> Iterator[Sheet]:
    """The pages without the notes."""
    tail = tuple(part for part in document.parts[1:] if part is not document.notes)
    length = sum(size(section) for section in document.parts)
    path = f"{document.id}/index.md"
    if (
        not _is_cut(document.root, limit)
        and length <= limit * TOGETHER
        and not (length > limit and document.attachments)
    ):
        yield Sheet(path, document.root, (), (*document.root.children, *tail), ())
        return
    *sheets, last = _sheets(document.root, (), path, document.id, limit)
    yield from sheets
    signed = document.closing if document.closing and document.closing.kind == "signature" else None
    yield replace(last, inline=(*last.inline, signed)) if signed else last
    for section in tail:
        if section is not signed:
            yield from _sheets(section, (), f"{document.id}/{section.id}.md", document.id, limit)


def _sheets(head: Section, trail: tuple[Section, ...], path: str, slug: str, limit: int) -> Iterator[Sheet]:
    cut = _is_cut(head, limit)
    inline, below = ((), head.children) if cut else (head.children, ())
    yield Sheet(path, head, trail, inline, below)
    if cut:
        inner = trail if head.kind == "root" else (*trail, head)
        for child in head.children:
            yield from _sheets(child, inner, f"{slug}/{child.id}.md", slug, limit)


def _is_cut(section: Section, limit: int) -> bool:
    if not section.children:
        return False
    headed = any(child.kind not in WITHOUT_HEADING for child in section.children)
    return size(section) > limit * (1 if headed else TOGETHER)
