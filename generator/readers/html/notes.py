"""Footnotes and endnotes of pages that Word saved: `mso-element:footnote`. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...source import Line
from ..normalise import Tally, logical_line
from .page import Page

_NOTE = re.compile(r"mso-element\s*:\s*(?:foot|end)note\s*(?:;|$)")
_MARK = re.compile(r"\[[^\]\s]{1,8}\]|[①-⑳]")


def found(page: Page, lines: Mapping[int, Line], path: str, tally: Tally) -> tuple[tuple[Line, ...], frozenset[int]]:
    """The notes whose marks stand in the text, and the indices of the blocks that hold them.

    `lines` are those of the text by block index. A note is numbered by the line that refers to it, columns running on.
    """
    notes: list[Line] = []
    taken: set[int] = set()
    ends: dict[int, int] = {}
    marks = _marks(lines)
    for region in page.regions:
        if not _NOTE.search(region.style.lower()):
            continue
        inside = [i for i in range(region.first, region.end) if i in lines and i not in taken]
        if not inside:
            continue
        text = " ".join(page.blocks[i].text.strip() for i in inside)
        mark = _MARK.match(text)
        place = marks.get(mark[0]) if mark else None
        if place is None or place.number > inside[0]:
            continue
        column = ends.get(place.number, place.end[1] + 1)
        notes.append(logical_line(text, place.number, column, path, tally))
        ends[place.number] = column + len(text) + 1
        taken.update(inside)
    notes.sort(key=lambda note: (note.number, note.column))
    return tuple(note for note in notes if note.text), frozenset(taken)


def _marks(lines: Mapping[int, Line]) -> dict[str, Line]:
    """Every mark in the text with the first line that holds it."""
    found: dict[str, Line] = {}
    for line in lines.values():
        for mark in _MARK.findall(line.text):
            found.setdefault(mark, line)
    return found
