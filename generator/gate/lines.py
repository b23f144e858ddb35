"""The lines of a document that readers will see, and words about a place in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..labels import place
from ..model import Document, Section, Table
from ..source import Diagnostic, Line, Loc
from ..text import fold

BESIDE = 8  # characters quoted on either side of a place
SHOWN = 6  # places that are listed
APART = 3  # so many lines with one kind of finding are told one by one, more of them together


@dataclass(frozen=True, slots=True)
class Shown:
    """A line that is published."""

    line: Line
    view: str
    """Its words, folded: as long as the words."""
    table: bool = False
    """Whether it is a row of a table."""
    attached: bool = False
    """Whether it stands in an attachment."""
    front: bool = False
    """Whether it stands before the text."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a line."""

    line: Line
    start: int
    end: int

    @property
    def words(self) -> str:
        """The words there."""
        return self.line.text[self.start : self.end]

    @property
    def around(self) -> str:
        """The words there with their neighbours."""
        begin, end = max(self.start - BESIDE, 0), self.end + BESIDE
        return " ".join(self.line.text[begin:end].split())


def shown(document: Document) -> tuple[Shown, ...]:
    """Every line in reading order; a printed table of contents only repeats headings."""
    return tuple(_shown(document))


def _shown(document: Document) -> Iterator[Shown]:
    for paragraph in document.front:
        if paragraph.role != "toc":
            yield Shown(paragraph.line, fold(paragraph.line.text), front=True)
    for part in document.parts:
        for section in part.walk():
            yield from _section(section, part.kind == "attachment")


def _section(section: Section, attached: bool) -> Iterator[Shown]:
    if section.title.text:
        yield Shown(section.title, fold(section.title.text), attached=attached)
    for block in section.body:
        for line in block.lines:
            yield Shown(line, fold(line.text), isinstance(block, Table), attached)


def findings(code: str, document: Document, spots: Sequence[Spot]) -> Iterator[Diagnostic]:
    """A finding for each line; where there are many, one for all of them.

    Arguments: the words it is about, and, where it is about several places, how many they are and where.
    """
    source = document.source
    lines = {spot.line: spot for spot in reversed(spots)}
    if len(lines) <= APART:
        for spot in reversed(lines.values()):
            yield Diagnostic(code, Loc(source.path, *spot.line.at(spot.start)), (spot.around, ""))
        return
    first = spots[0]
    names = list(dict.fromkeys(place(source, spot.line.at(spot.start)[0]) for spot in spots))
    where = "、".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")
    yield Diagnostic(
        code, Loc(source.path, *first.line.at(first.start)), (first.words, f"，共 {len(spots)} 处：{where}")
    )
