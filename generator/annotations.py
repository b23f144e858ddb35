"""What was found in documents: addresses beside the tree, never edits of it (stand-off annotation).

The page writer applies all links of a line at once; where two overlap, the longer one stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from .model import Document, Section
from .source import Line
from .text import CLOSING, stops

HEADING = -1
"""`At.block` of a section's heading."""
LinkKind = Literal["term", "formula", "citation"]


@dataclass(frozen=True, slots=True)
class At:
    """A stretch of a document's text: part of one line."""

    document: str
    """Id of the document."""
    section: str
    """Id of the section."""
    block: int
    """Index in the section's body; `HEADING`: its heading."""
    line: int
    """Index in the block's lines: 0, but for the rows of a table."""
    start: int
    """First character in the line's text, 0-based."""
    end: int
    """One past the last."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One line of a section, with its address."""

    document: Document
    section: Section
    line: Line
    at: At
    """The whole line."""

    @property
    def text(self) -> str:
        """Its words."""
        return self.line.text

    def part(self, start: int, end: int) -> At:
        """The address of a stretch of it."""
        return replace(self.at, start=start, end=end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) of the sentence around a stretch; one that runs over a stop gives all its sentences."""
        text, ends = self.text, _ends(self.text)
        place = bisect_right(ends, start)
        begin = ends[place - 1] if place else 0
        while begin < start and (text[begin] in CLOSING or text[begin].isspace()):
            begin += 1
        place = bisect_left(ends, end)
        finish = ends[place] if place < len(ends) else len(text)
        while finish < len(text) and text[finish] in CLOSING:
            finish += 1
        return begin, finish


def line_of(section: Section, at: At) -> Line:
    """The line of an address in its section."""
    return section.title if at.block == HEADING else section.body[at.block].lines[at.line]


@lru_cache(maxsize=64)
def _ends(text: str) -> tuple[int, ...]:
    """Where the sentences of a line end; kept, for much is asked of one line, and it may be as long as a book."""
    return tuple(stop + 1 for stop in stops(text))


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of text that leads somewhere: to a page of the site, or to a section of a document."""

    at: At
    kind: LinkKind
    page: str = ""
    """Path below docs/: `terms/si-ge-yi-shi-1a2b3c4d.md`."""
    document: str = ""
    """Id of a document; `section` is empty for the document itself."""
    section: str = ""
    note: str = ""
    """What is told on a tap before the page is opened: plain text, short; empty = the link opens at once."""


def passages(document: Document) -> Iterator[Passage]:
    """Every line of the text in reading order: headings, paragraphs, rows of tables; notes are left out.

    What stands before the text (title lines, contents, disclaimers) is none of it: nothing there is annotated.
    """
    for part in document.parts:
        if part.kind != "notes":
            for section in part.walk():
                yield from section_passages(document, section)


def section_passages(document: Document, section: Section) -> Iterator[Passage]:
    """The lines of a section without its subsections'."""
    rows = [(HEADING, 0, section.title)] if section.title.text and section.kind != "root" else []
    rows += [(i, j, line) for i, block in enumerate(section.body) for j, line in enumerate(block.lines)]
    for block, number, line in rows:
        yield Passage(document, section, line, At(document.id, section.id, block, number, 0, len(line.text)))


def longest(links: Iterable[Link]) -> list[Link]:
    """The links of one line without overlaps, in order: the longest wins, of equal ones the first."""
    kept: list[Link] = []
    starts: list[int] = []
    for link in sorted(links, key=lambda link: (link.at.start - link.at.end, link.at.start)):
        place = bisect_right(starts, link.at.start)
        is_free = not place or kept[place - 1].at.end <= link.at.start
        if is_free and (place == len(kept) or link.at.end <= kept[place].at.start):
            kept.insert(place, link)
            starts.insert(place, link.at.start)
    return kept
