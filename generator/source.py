"""A document as it was read: records that are frozen, slotted, made of tuples, addressed by position.

A text never changes on its way: a `Line` carries the words as they are shown and, in its pieces, where each stretch of
them stands in the source file.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
Hint = Literal["", "title", "toc"]


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
    hint: Hint = ""
    """What its looks or its style say: a title (centred, large), an entry of a table of contents. Never proof."""

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
        return Line(self.text + glue + other.text, pieces, self.level, indent=self.indent, hint=self.hint)

    def cut(self, start: int, end: int | None = None) -> Line:
        """The part from `start` to `end` as a line of its own, blanks at its ends dropped."""
        end = len(self.text) if end is None else end
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        part = part.strip()
        first = Piece(0, *self.at(start))
        inner = (p for p in self.pieces if start < p.offset < start + len(part))
        pieces = (first, *(Piece(p.offset - start, p.line, p.column) for p in inner))
        return Line(part, pieces, self.level, indent=self.indent, hint=self.hint)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a document: carried along, never looked into."""

    line: int
    """Number of the line after whose words it stands; 0 = before all."""
    name: str
    """ASCII file name made of its checksum: `3f2a9c01.png`."""
    data: bytes
    alt: str = ""
    """Words that its author wrote for those who cannot see it."""


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
    split: str | None = None
    """`no`: the file is one document, whatever it looks like."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as it was read: bytes decoded, format marks removed, words untouched.

    `Line.number` counts physical lines in txt and md, body paragraphs in docx (a table and a text box count as part of
    the paragraph before them: same number, columns running on), printed lines in pdf, paragraphs and cells in html.
    """

    path: str
    """Path below the content folder, with `/`."""
    sha256: str
    """Of the file's bytes, hex."""
    format: str
    """What its content is: txt, md, docx, doc, wps, rtf, odt, fodt, xml (Word 2003), pdf, html."""
    encoding: str
    """Codec that was found: utf-8, utf-8-sig, gb18030, big5, utf-16-le …; empty for formats that are no text."""
    lines: tuple[Line, ...]
    """Non-blank lines in order."""
    given: Meta = Meta()
    """What the clerk says, in YAML front matter or the sidecar file: it goes before everything else."""
    omitted: tuple[Omission, ...] = ()
    """What was read and is not text."""
    notes: tuple[Line, ...] = ()
    """Footnotes and endnotes in the order of their marks, each beginning with the mark that stands in the text (`[1]`);
    numbered by the line that refers to them."""
    pictures: tuple[Picture, ...] = ()
    """In reading order."""
    pages: tuple[int, ...] = ()
    """Number of the first line on each page, for formats that have pages (pdf)."""
    announced: Meta = Meta()
    """What a web page says of its article beside the text: number, date, who issued it."""
    part: str = ""
    """Title of the document in a file that holds several; empty = the file is one document."""

    @property
    def key(self) -> tuple[str, str]:
        """What tells documents apart: the file, and which document of it."""
        return self.path, self.part


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something a human should know, as a record; `codes.CODES` has its words."""

    code: str
    """Key of `codes.CODES`, e.g. `O101`."""
    loc: Loc
    args: tuple[str, ...] = ()
    """Fill the message's placeholders in order."""
