"""From looks to hints: heading levels, title lines, entries of a table of contents. Hints only, for styles are misused.

Offices put whole paragraphs into heading styles, titles into Heading 1, and most of them use no styles at all but
centre a title and write it large (GB/T 9704-2012 §7.3.1: 2号小标宋体字, 居中).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...source import Line

_HEADING = 60
"""Characters of a heading at most."""
_OPEN_ENDS = ("。", "；", "，", "、", "：", "！", "？", ";", ",", ":")
_LARGER = 3
"""Half points by which a title is larger than the text."""
_TOP = 25
"""Lines in which a title must have begun."""
_CONTENTS = re.compile(r"目\s*[录次]")
_NUMBERED = re.compile(r"第.{1,5}[编章节条]|[（(]?[一二三四五六七八九十\d]+[)）、.．]")


@dataclass(frozen=True, slots=True)
class Seen:
    """A line and what it looks like."""

    line: Line
    outline: int | None = None
    """Outline level that its style or it itself has, 0-based."""
    is_titled: bool = False
    """Whether it is in the style for titles."""
    is_contents: bool = False
    """Whether it is an entry of a table of contents."""
    is_centred: bool = False
    size: int = 0
    """Half points of most of its characters; 0 = unknown."""


def hinted(seen: Sequence[Seen]) -> tuple[Line, ...]:
    """The lines with level and hint."""
    misused = _misused(seen)
    titles = _titles(seen)
    return tuple(_hinted(one, i in titles, misused) for i, one in enumerate(seen))


def _hinted(one: Seen, is_title: bool, misused: frozenset[int]) -> Line:
    if one.line.cells:
        return one.line
    if one.is_contents:
        return replace(one.line, hint="toc")
    if is_title:
        return replace(one.line, hint="title")
    is_heading = one.outline is not None and one.outline not in misused and _may_head(one.line.text)
    return replace(one.line, level=one.outline + 2) if is_heading and one.outline is not None else one.line


def _may_head(text: str) -> bool:
    return len(text) <= _HEADING and not text.endswith(_OPEN_ENDS)


def _misused(seen: Sequence[Seen]) -> frozenset[int]:
    """Outline levels that more than half of all lines have: they tell nothing."""
    counts = Counter(one.outline for one in seen if one.outline is not None)
    return frozenset(level for level, count in counts.items() if count * 2 > len(seen) and len(seen) > 4)


def _titles(seen: Sequence[Seen]) -> frozenset[int]:
    """Indices of the lines of the title: in its style, or large and centred, or the first heading before any number."""
    usual = _usual_size(seen)
    found: list[int] = []
    for i, one in enumerate(seen[:_TOP]):
        text = one.line.text
        if one.is_contents or one.line.cells or _CONTENTS.fullmatch(text):
            break
        large = one.is_centred and one.size >= usual + _LARGER
        first = one.outline == 0 and _continues(seen, found, i)
        if (one.is_titled or large or first) and _may_head(text) and not _NUMBERED.match(text):
            found.append(i)
        elif not _may_head(text) or one.outline is not None:
            break
    return frozenset(found)


def _continues(seen: Sequence[Seen], found: Sequence[int], index: int) -> bool:
    """Whether a heading of the first level stands at the top, or right below such a line of the title."""
    return index == 0 or (found[-1:] == [index - 1] and seen[index - 1].outline == 0)


def _usual_size(seen: Sequence[Seen]) -> int:
    """Half points of most characters of the text."""
    counts: Counter[int] = Counter()
    for one in seen:
        counts[one.size] += len(one.line.text)
    return commonest(counts)


def commonest(counts: Counter[int]) -> int:
    """What was counted most often; 0 when nothing was. (`most_common(1)` would load a module, which a child process
    under limits cannot do.)"""
    return max(counts, key=counts.__getitem__, default=0)
