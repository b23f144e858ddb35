"""A document taken apart. Tags and the like are addresses beside the tree, never edits of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .source import Line, Meta, Source

SectionKind = Literal["heading", "runin", "numpara", "article", "attachment", "closing", "signature", "notes", "root"]
Role = Literal[
    "notice", "disclaimer", "title", "subtitle", "date", "speaker", "number", "note", "toc", "salutation",
    "body", "item", "closing", "signature", "attachments", "remark", "footnote",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of characters."""

    start: int
    """First character, 0-based."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number that a document prints before a section, a paragraph or an item."""

    style: str
    """Row of `ordinals.STYLES`."""
    value: tuple[int, ...]
    """第十条之一 = (10, 1), 3.1.2 = (3, 1, 2)."""
    text: str
    """As printed, closing mark included: `（一）`, `1.`, `第十条`."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an inline series."""

    ordinal: str
    """As printed: `一是`, `第二，`, `另一个是`."""
    span: Span
    """From the ordinal to the next item or the paragraph's end, in the paragraph's text."""
    title: Span
    """The item's leading words without ordinal and stop."""


@dataclass(frozen=True, slots=True)
class Series:
    """An enumeration inside one paragraph (一是…；二是…)."""

    items: tuple[Item, ...]
    declared: int | None = None
    """The count announced before it (三个平台 → 3)."""
    formula: str | None = None
    """The quoted all-numeral formula whose digits the ordinals spell (一三五)."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of text."""

    line: Line
    """Its words, ordinal included."""
    role: Role = "body"
    ordinal: Ordinal | None = None
    """The number it begins with, when it is an item of a list and not a section."""
    level: int = 0
    """Depth of an item below its section: 1 = item, 2 = item of an item; 0 = plain text."""
    id: str = ""
    """Anchor of an item; empty = none."""
    series: tuple[Series, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, as every block has them."""
        return (self.line,)


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row is its head."""

    rows: tuple[Line, ...]
    """Lines with cells."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines, as every block has them."""
        return self.rows


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A section, as the document's own numbering cuts it."""

    id: str
    """From structure: `2-1-3` = third in the first in the second; `art-12` = 第十二条; `a1-2` = in attachment 1."""
    kind: SectionKind
    title: Line
    """What stands as heading, ordinal and closing stop included; of an article or a numbered paragraph the ordinal."""
    ordinal: Ordinal | None = None
    heading: str = ""
    """The heading without ordinal and closing stop; empty when the section has none of its own."""
    body: tuple[Block, ...] = ()
    """Blocks before the first subsection."""
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """This section and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Document:
    """One document, taken apart."""

    id: str
    """ASCII slug, the first part of all its addresses."""
    meta: Meta
    front: tuple[Paragraph, ...]
    """What stands before the text: disclaimer, title lines, date, speaker, contents, salutation."""
    root: Section
    """Its body is the preamble, its children the sections of the first level."""
    closing: Section | None
    """The words after the last section, signature and date included."""
    attachments: tuple[Section, ...]
    source: Source
    notes: Section | None = None
    """Footnotes and endnotes, one a paragraph; the source has them apart from its lines."""

    @property
    def parts(self) -> tuple[Section, ...]:
        """The sections on top, in reading order: the root, the closing, the attachments, the notes."""
        closing, notes = ((section,) if section else () for section in (self.closing, self.notes))
        return (self.root, *closing, *self.attachments, *notes)

    def sections(self) -> Iterator[Section]:
        """Every section in reading order."""
        for part in self.parts:
            yield from part.walk()
