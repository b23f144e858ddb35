"""Book-title marks: 《…》, with others nested inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MARKS = re.compile(r"[《》≪≫〈〉]")
PAIRS = {"《": "》", "≪": "≫", "〈": "〉"}
LONGEST = 160
"""Characters of a name; a mark that is closed later was never closed."""


@dataclass(frozen=True, slots=True)
class Title:
    """A stretch in book-title marks."""

    start: int
    """Of the opening mark."""
    end: int
    """One past the closing mark."""
    depth: int
    """0 = in no other marks."""

    def name(self, text: str) -> str:
        """The words between the marks."""
        return text[self.start + 1 : self.end - 1].strip()


def titles(text: str) -> list[Title]:
    """All names in book-title marks, in the order in which they begin; marks without their partner are none.

    A single 〈…〉 outside 《…》 is none either: it is a mathematician's or a typist's bracket.
    """
    return sorted((t for t in _pairs(text) if t.depth or text[t.start] != "〈"), key=lambda t: t.start)


def _pairs(text: str) -> Iterator[Title]:
    """Each opening mark with its partner."""
    open_marks: list[int] = []
    found: list[tuple[int, int]] = []
    for mark in MARKS.finditer(text):
        if mark[0] in PAIRS:
            open_marks.append(mark.start())
            continue
        partner = next((i for i in reversed(open_marks) if PAIRS[text[i]] == mark[0]), None)
        if partner is not None:
            del open_marks[open_marks.index(partner) :]
            found.append((partner, mark.end()))
    short = [(start, end) for start, end in found if 3 <= end - start <= LONGEST]
    for start, end in short:
        yield Title(start, end, sum(a < start and end < b for a, b in short))
