"""Sentences and clauses of a line, with what stands before them: ordinals, connecting words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ...annotations import Passage
from ...model import Paragraph
from ...text import fold, stops

Title = Literal["", "closed", "open"]
ENDS = "。；！？;!?"
COMMAS = "，,：:"


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two stops or commas, without them."""

    start: int
    end: int
    text: str
    title: Title = ""
    """`closed`: the title of an item that ends there (一是抓专项整治。): what follows says the same at length;
    `open`: the first clause of an item."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line with its sentences, each as its clauses."""

    passage: Passage
    sentences: tuple[tuple[Clause, ...], ...]


def read_through(passage: Passage) -> Text:
    """A line taken apart."""
    return Text(passage, tuple(_sentences(passage)))


def outside(line: Text, spans: Sequence[tuple[int, int]]) -> Text:
    """A line without the clauses that lie within the spans."""
    rows = (tuple(c for c in row if not any(a <= c.start < b for a, b in spans)) for row in line.sentences)
    return Text(line.passage, tuple(row for row in rows if row))


def _sentences(passage: Passage) -> Iterator[tuple[Clause, ...]]:
    text, titles = passage.text, _titles(passage)
    begin, row = 0, list[Clause]()
    for stop in [*stops(text, ENDS + COMMAS), len(text)]:
        start, end = _trimmed(text, begin, stop)
        if start < end:
            row.append(Clause(start, end, text[start:end], titles.get(end, "")))
        begin = stop + 1
        if row and (stop == len(text) or text[stop] in ENDS):
            yield tuple(row)
            row = []


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without blanks and closing marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in "”’）)"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _titles(passage: Passage) -> dict[int, Title]:
    """Where the titles of the items of enumerations end; one without a number is a title even before a comma."""
    section, block = passage.section, passage.at.block
    paragraph = section.body[block] if 0 <= block < len(section.body) else None
    series = paragraph.series if isinstance(paragraph, Paragraph) else ()
    found: dict[int, Title] = {}
    for one in series:
        lead = passage.text[: one.items[0].span.start].rstrip("，,：:。 ")
        found |= {len(lead): "closed"} if one.declared else {}
    for item in (item for one in series for item in one.items):
        stop, more = passage.text[item.title.end : item.title.end + 1], item.span.end - item.title.end > 4
        found[item.title.end] = "closed" if more and (stop in ("。", "：") or not item.ordinal) else "open"
    return found


_ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}是|[一二三四五六七八九十]{1,3}(?=要)|"
    r"第[一二三四五六七八九十]{1,3}[，,、]?|[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)]"
    r"|\d{1,2}[.、]|[一二三四五六七八九十]{1,3}、|[①-⑳]|——|[-—●■◆·•]+)\s*"
)


def ordinal(text: str, start: int = 0) -> int:
    """Where the words begin behind the printed number of an item."""
    found = _ORDINAL.match(fold(text), start)
    return found.end() if found else start
