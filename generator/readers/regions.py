"""The parts of a Markdown file that are not read as Markdown: fenced blocks and comments. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..source import Line, Loc, Omission
from .normalise import Tally, pick

MARKS = "R131"
"""Code of lines that are only marks: omitted without a finding, for there are no words in them."""
_COMMENT = "R130"
_FENCE = re.compile(r"(`{3,}(?=[^`]*$)|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class Row:
    """A line on its way; `literal` inside a fence."""

    line: Line
    literal: bool = False


@dataclass(slots=True)
class Dropped:
    """What was left out so far."""

    path: str
    omitted: list[Omission] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def add(self, line: Line, code: str, start: int = 0, end: int | None = None) -> None:
        """Record the words of a line from `start` to `end`."""
        number, column = line.at(start)
        self.omitted.append(Omission(number, line.text[start:end], code))
        if code != MARKS:
            self.tally.add(code, Loc(self.path, number, column))


def without_fences(lines: Sequence[Line], dropped: Dropped) -> tuple[Row, ...]:
    """The lines as rows; a fence that is closed is dropped and its content literal, an open one is text."""
    pairs = dict(_fences([line.text for line in lines]))
    rows, until = [], -1
    for index, line in enumerate(lines):
        if index in pairs or index == until:
            dropped.add(line, MARKS)
            until = pairs.get(index, -1)
        else:
            rows.append(Row(line, literal=index < until))
    return tuple(rows)


def _fences(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(opening line, closing line) of each fenced block."""
    marks = [(index, match) for index, text in enumerate(texts) if (match := _FENCE.fullmatch(text))]
    longest = _longest_closers(marks)
    opened: tuple[int, str] | None = None
    for number, (index, match) in enumerate(marks):
        mark = match[1]
        if opened is None and longest[number][mark[0]] >= len(mark):
            opened = index, mark
        elif opened and not match[2].strip() and mark.startswith(opened[1]):
            yield opened[0], index
            opened = None


def _longest_closers(marks: Sequence[tuple[int, re.Match[str]]]) -> list[dict[str, int]]:
    """For each fence mark: how long the longest bare one after it is, by its character."""
    found, best = [], {"`": 0, "~": 0}
    for _, match in reversed(marks):
        found.append(dict(best))
        if not match[2].strip():
            best[match[1][0]] = max(best[match[1][0]], len(match[1]))
    return found[::-1]


def without_comments(rows: Sequence[Row], dropped: Dropped) -> Iterator[Row]:
    """The rows without `<!-- … -->`, also over several lines; one that is never closed is text."""
    last = max((index for index, row in enumerate(rows) if not row.literal and "-->" in row.line.text), default=-1)
    inside = False
    for index, row in enumerate(rows):
        if row.literal and not inside:
            yield row
            continue
        spans, inside = _comments(row.line.text, inside, closes=index < last)
        for start, end in spans:
            dropped.add(row.line, _COMMENT, start, end)
        rest = pick(row.line, _outside(spans, len(row.line.text))) if spans else row.line
        if rest.text:
            yield Row(rest)


def _comments(text: str, inside: bool, *, closes: bool) -> tuple[list[tuple[int, int]], bool]:
    """The commented stretches of a line, and whether the comment goes on; `closes` = a later line has a `-->`."""
    spans, start = [], 0
    while inside or (start := text.find("<!--", start)) >= 0:
        end = text.find("-->", start if inside else start + 4)
        if end < 0 and not (inside or closes):
            break
        spans.append((start, end + 3 if end >= 0 else len(text)))
        inside, start = end < 0, spans[-1][1]
        if inside:
            break
    return spans, inside


def _outside(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """What lies between stretches."""
    start = 0
    for first, end in spans:
        yield start, first
        start = end
    yield start, length
