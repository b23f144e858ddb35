"""The records that flow through the pipeline: frozen, slotted, made of tuples, addressed by position.

A text never changes on its way: a `Line` carries the words as they are shown and, in its pieces, where each stretch of
them stands in the source file. Tags and the like are addresses beside the tree, never edits of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
SectionKind = Literal["heading", "runin", "numpara", "article", "attachment", "closing", "signature", "root"]
Role = Literal[
    "disclaimer", "title", "subtitle", "date", "speaker", "number", "note", "toc", "salutation",
    "body", "item", "closing", "signature", "attachments", "remark",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Loc:
    """A place in a source file."""

    file: str
    """Path below the content folder, with `/`."""
    line: int = 0
    """Physical line, 1-based; 0 = the file as a whole."""
    column: int = 0
    """Characters before the place in that line, 0-based."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of characters."""

    start: int
    """First character, 0-based."""
    end: int
    """One past the last character."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Says that from `offset` on a line's text stands at `line`, `column` of its source."""

    offset: int
    """0-based offset in the line's text."""
    line: int
    """Physical line, 1-based."""
    column: int
    """0-based column in that physical line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line (a paragraph): its words and where they come from."""

    text: str
    """The words as they are shown, without indent and trailing blanks."""
    pieces: tuple[Piece, ...]
    """Ascending by offset, the first at 0."""
    level: int = 0
    """Heading level that the format itself gives (Markdown `##` = 2); 0 = none."""
    cells: tuple[Line, ...] = ()
    """The cells when the line is a row of a table; `text` is then their words joined by tabs."""
    head: bool = False
    """Whether it is the first row of a table."""
    indent: int = 0
    """Blank columns before the text in the source (a full-width blank counts 2)."""

    @property
    def number(self) -> int:
        """Physical line on which the text begins."""
        return self.pieces[0].line

    @property
    def column(self) -> int:
        """Column at which the text begins."""
        return self.pieces[0].column

    def at(self, offset: int) -> tuple[int, int]:
        """Physical (line, column) of the character at `offset`; one past the end is allowed."""
        piece = self.pieces[bisect_right(self.pieces, offset, key=lambda p: p.offset) - 1]
        return piece.line, piece.column + offset - piece.offset

    @property
    def end(self) -> tuple[int, int]:
        """Physical (line, column) one past the last character."""
        line, column = self.at(max(len(self.text) - 1, 0))
        return line, column + bool(self.text)

    def joined(self, other: Line) -> Line:
        """This line and the next as one paragraph, without a blank except between Latin words."""
        glue = " " if self.text[-1:].isascii() and other.text[:1].isascii() and self.text[-1:].isalnum() else ""
        shift = len(self.text) + len(glue)
        pieces = self.pieces + tuple(Piece(p.offset + shift, p.line, p.column) for p in other.pieces)
        return Line(self.text + glue + other.text, pieces, self.level, indent=self.indent)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part from `start` to `end` as a line of its own, blanks at its ends dropped."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        first = Piece(0, *self.at(start))
        inner = (p for p in self.pieces if start < p.offset < start + len(part))
        pieces = (first, *(Piece(p.offset - start, p.line, p.column) for p in inner))
        return Line(part, pieces, self.level, indent=self.indent)


@dataclass(frozen=True, slots=True)
class Omission:
    """A line of the source, or a stretch of one, that is not part of the text: page junk, a comment."""

    line: int
    """Physical line, 1-based."""
    text: str
    """The words left out."""
    reason: str
    """Diagnostic code that says why."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What is known about a document besides its words; None = unknown."""

    title: str | None = None
    subtitle: str | None = None
    date: str | None = None
    """ISO 8601, as exact as known: `2020`, `2020-03` or `2020-03-18`."""
    speaker: str | None = None
    issuer: str | None = None
    """发文机关."""
    number: str | None = None
    """文号, e.g. 国发〔2023〕16号."""
    kind: str | None = None
    """讲话, 要点, 方案 …: the word that ends the title, see `structure.forms.KIND_WORDS`."""
    slug: str | None = None
    """ASCII address of the document, when the clerk gives one."""
    topics: tuple[str, ...] = ()
    """Topics that the clerk gives the document; they replace the automatic ones of the whole document."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: bytes decoded, format marks removed, words untouched."""

    path: str
    """Path below the content folder, with `/`."""
    sha256: str
    """Of the file's bytes, hex."""
    format: str
    """Name of its reader: txt, md."""
    encoding: str
    """Codec that was found: utf-8, utf-8-sig, gb18030, big5, utf-16-le …"""
    lines: tuple[Line, ...]
    """Non-blank lines in order."""
    given: Meta = Meta()
    """From YAML front matter and the sidecar file."""
    omitted: tuple[Omission, ...] = ()
    """What was read and is not text."""


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

    @property
    def parts(self) -> tuple[Section, ...]:
        """The sections on top, in reading order: the root, the closing, the attachments."""
        return (self.root, *((self.closing,) if self.closing else ()), *self.attachments)

    def sections(self) -> Iterator[Section]:
        """Every section in reading order."""
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a human should know, as a record; `codes.CODES` has its words."""

    code: str
    """Key of `codes.CODES`, e.g. `O101`."""
    loc: Loc
    args: tuple[str, ...] = ()
    """Fill the message's placeholders in order."""
