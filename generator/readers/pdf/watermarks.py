"""Large words printed under or over the text of a page, upright ones too. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median

from .glyphs import Glyph

_PALE, _DARK = 1.6, 3.0
"""How much larger than the text pale and dark characters of a watermark are at least."""
_HIGH = 0.8
"""Em that a character rises above its baseline."""


def without(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], tuple[str, ...]]:
    """The characters without those that lie across other text, and the words of these.

    Only what overlaps other characters is a watermark: a large pale title with room of its own is text.
    """
    inked = [glyph for glyph in glyphs if not glyph.blank]
    if not inked:
        return list(glyphs), ()
    usual = median([glyph.size for glyph in inked])
    large = {glyph for glyph in inked if glyph.size >= (_PALE if glyph.light else _DARK) * usual}
    small = sorted((glyph for glyph in inked if glyph not in large), key=lambda glyph: glyph.y)
    heights = [glyph.y for glyph in small]
    sizes = {glyph.size for glyph in large if _covers(glyph, small, heights)}
    words = (glyph for glyph in inked if glyph in large and glyph.size in sizes)
    kept = [glyph for glyph in glyphs if not (glyph in large and glyph.size in sizes)]
    return kept, tuple(_stretches(words))


def _covers(glyph: Glyph, others: Sequence[Glyph], heights: Sequence[float]) -> bool:
    """Whether another character stands inside the box of this one."""
    first = bisect_left(heights, glyph.y - _HIGH * glyph.size)
    last = bisect_left(heights, glyph.y)
    return any(o.x0 < glyph.x1 and o.x1 > glyph.x0 for o in others[first:last])


def _stretches(words: Iterable[Glyph]) -> Iterable[str]:
    """Words on one baseline as one stretch."""
    for _, group in groupby(words, key=lambda glyph: round(glyph.y)):
        yield "".join(glyph.text for glyph in group)
