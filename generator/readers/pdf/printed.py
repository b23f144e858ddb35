"""From characters with places to printed lines: which stand on one line, in which order, where the blanks are. Pure.

The order is that of the places, not that of the file: programs draw the quotation marks of a line after its words,
because they come from another font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .glyphs import Glyph

_SAME_LINE = 0.35
"""Em by which baselines on one line may differ: fonts set their characters differently deep, marks of notes high."""
_SMALL = 0.8
"""Marks of notes and indices are at most so large, compared with their line."""
_RAISED = 0.6
"""Em by which they stand above or below it."""
_MARKS = 12
"""Characters that they are at most on one line."""
_OVERLAP, _BESIDE = 0.2, 0.5
"""Em by which they reach over the characters beside them, or stand away from the nearest one."""
_TWICE = 0.12
"""Em: the same character so close to itself is bold type, printed twice."""
_LATIN_GAP = 0.15
"""Em of white between two Latin letters that is a blank."""
_HAN_GAP = 0.55
"""Em beside a Chinese character: less is only the air between Chinese and Latin or a stretched line."""
_BLANK = 0.1
"""Em of white at least where a blank is printed; a blank without any is none."""
_CLOSING = "，。、；：？！”’）》〉】〕」』…—,.;:?!)]}%"
_OPENING = "“‘（《〈【〔「『([{"
_TAIL = re.compile(r"[\d-]+$")


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed line, or the part of it that stands in one column or cell."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, points from the top."""
    size: float
    """Size of most of its characters."""
    head: float
    """Width of what cannot be parted at its beginning: a character or a word, with the marks that stick to it."""
    light: bool
    """Whether all of it is pale."""
    blank: bool = False
    """Whether a blank is printed at its end."""
    tail: float = 0
    """Em of white before a number at its end, 0 without one: large in tables of contents."""


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters by baseline, from top to bottom; blanks alone are no line."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.y):
        row = found[-1] if found else None
        if row and glyph.y - row[0].y <= _SAME_LINE * min(row[0].size, glyph.size):
            row.append(glyph)
        else:
            found.append([glyph])
    inked = [row for row in found if any(not glyph.blank for glyph in row)]
    return [sorted(_once(row), key=lambda glyph: glyph.x0) for row in _with_marks(inked)]


def _with_marks(found: Iterable[list[Glyph]]) -> list[list[Glyph]]:
    """Rows of raised or lowered small characters belong to the line beside which they stand."""
    lowered: list[list[Glyph]] = []
    for row in found:
        _add(lowered, row)
    raised: list[list[Glyph]] = []
    for row in reversed(lowered):
        _add(raised, row)
    return raised[::-1]


def _add(lines: list[list[Glyph]], row: list[Glyph]) -> None:
    """One more row, or more of the line before."""
    if lines and _is_mark(row, lines[-1]):
        lines[-1] = lines[-1] + row
    else:
        lines.append(row)


def _is_mark(row: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    """Whether a row is a few small characters close to a line, where the line leaves room for them."""
    size = max(glyph.size for glyph in line)
    marks = [glyph for glyph in row if not glyph.blank]
    near = abs(row[0].y - line[0].y) <= _RAISED * size and all(glyph.size <= _SMALL * size for glyph in marks)
    if not near or len(marks) > _MARKS:
        return False
    words = [glyph for glyph in line if not glyph.blank]
    beside = min(max(mark.x0 - word.x1, word.x0 - mark.x1) for mark in marks for word in words)
    return -_OVERLAP * size <= beside <= _BESIDE * size


def _once(row: Sequence[Glyph]) -> Iterator[Glyph]:
    """Without the second printing of bold characters; those without a width stand on each other by no will."""
    seen: dict[str, list[Glyph]] = {}
    for glyph in row:
        others = seen.setdefault(glyph.text, [])
        near = _TWICE * glyph.size
        alone = glyph.blank or glyph.unmeasured
        if alone or not any(abs(o.x0 - glyph.x0) <= near and abs(o.y - glyph.y) <= near for o in others[-8:]):
            others.append(glyph)
            yield glyph


def segments(row: Sequence[Glyph], gap: float) -> Iterator[list[Glyph]]:
    """The parts of a row with more than `gap` em of white between them; blanks are white."""
    part: list[Glyph] = []
    for glyph in row:
        if glyph.blank:
            continue
        if part and glyph.x0 - part[-1].x1 > gap * min(glyph.size, part[-1].size):
            yield part
            part = []
        part.append(glyph)
    if part:
        yield part


def printed(row: Sequence[Glyph]) -> Printed:
    """One line of characters in order, at least one of them with ink."""
    inked = [index for index, glyph in enumerate(row) if not glyph.blank]
    core = list(row[inked[0] : inked[-1] + 1])
    words = _words(core)
    text = "".join(words)
    size = median([glyph.size for glyph in core if not glyph.blank])
    return Printed(
        text=text,
        x0=core[0].x0,
        x1=max(glyph.x1 for glyph in core),
        y=median([glyph.y for glyph in core]),
        size=size,
        head=_head(core),
        light=all(glyph.light for glyph in core),
        blank=len(row) > inked[-1] + 1,
        tail=_tail(core, text, size),
    )


def _words(core: Sequence[Glyph]) -> list[str]:
    """The characters with blanks where white shows them."""
    white = _usual_white(core)
    words = [core[0].text]
    last = core[0]
    waiting = ""
    for glyph in core[1:]:
        if glyph.blank:
            waiting += glyph.text
            continue
        gap = glyph.x0 - last.x1
        if waiting and (gap > _BLANK * glyph.size or glyph.unmeasured):
            words.append(waiting)
        elif not waiting and gap - white > _limit(last, glyph):
            words.append(" ")
        words.append(glyph.text)
        last, waiting = glyph, ""
    return words


def _usual_white(core: Sequence[Glyph]) -> float:
    """White between all characters of a line that was stretched to full width; 0 for others."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(core) if not (a.blank or b.blank)]
    return max(0.0, median(gaps)) if len(gaps) > 1 else 0.0


def _limit(left: Glyph, right: Glyph) -> float:
    """Points of white that are a blank between two characters."""
    wide = is_wide(left.text[-1]) or is_wide(right.text[0])
    return (_HAN_GAP if wide else _LATIN_GAP) * max(left.size, right.size)


def is_wide(char: str) -> bool:
    """Whether a character is as wide as it is high: Chinese and its punctuation, curly quotes too."""
    return unicodedata.east_asian_width(char) in "WF" or char in "“”‘’…—"


def _head(core: Sequence[Glyph]) -> float:
    """Width of the first piece that no line break may part."""
    end = 0
    while end < len(core) - 1 and core[end].text in _OPENING:
        end += 1
    if not is_wide(core[end].text[0]):
        while end + 1 < len(core) and not (core[end + 1].blank or is_wide(core[end + 1].text[0])):
            end += 1
    while end + 1 < len(core) and core[end + 1].text in _CLOSING:
        end += 1
    return core[end].x1 - core[0].x0


def _tail(core: Sequence[Glyph], text: str, size: float) -> float:
    """Em of white before the number at the end of the line."""
    number = _TAIL.search(text)
    if not number or not number.start():
        return 0
    inked = [glyph for glyph in core if not glyph.blank]
    first = len(inked) - len(number[0])
    return max(0.0, (inked[first].x0 - inked[first - 1].x1) / size) if first > 0 and size else 0
