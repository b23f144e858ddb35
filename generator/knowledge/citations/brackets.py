"""Book-title marks: 《…》, with others nested inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
    short = sorted((start, end) for start, end in _pairs(text) if 3 <= end - start <= LONGEST)
    return [title for title in _nested(short) if title.depth or text[title.start] != "〈"]


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) from each closing mark's nearest partner on; what was opened between the two was never closed."""
    opened: dict[str, list[int]] = {closing: [] for closing in PAIRS.values()}
    for mark in MARKS.finditer(text):
        if mark[0] in PAIRS:
            opened[PAIRS[mark[0]]].append(mark.start())
        elif opened[mark[0]]:
            partner = opened[mark[0]][-1]
            for starts in opened.values():
                while starts and starts[-1] >= partner:
                    starts.pop()
            yield partner, mark.end()


def _nested(pairs: Iterable[tuple[int, int]]) -> Iterator[Title]:
    """Pairs in the order in which they begin, each with the number of those around it."""
    around: list[int] = []
    for start, end in pairs:
        while around and around[-1] < end:
            around.pop()
        yield Title(start, end, len(around))
        around.append(end)
