"""The ruling lines of a page: straight lines, thin bars, the sides of rectangles. Pure.

Coordinates are points from the upper left corner of the page as it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pdfminer.layout import LTComponent, LTContainer, LTCurve, LTLine, LTRect

_THIN = 2.5
"""Points: a filled rectangle not thicker is a line."""


class Ruling(NamedTuple):
    """A horizontal or vertical line."""

    x0: float
    y0: float
    x1: float
    y1: float


def rulings(layout: LTContainer[LTComponent]) -> Iterable[Ruling]:
    """The straight horizontal and vertical lines, thin bars and the sides of rectangles on a page."""
    high = layout.height
    for item in _flat(layout):
        x0, y0, x1, y1 = item.x0, high - item.y1, item.x1, high - item.y0
        if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
            yield _ruling(x0, y0, x1, y1)
        elif isinstance(item, LTRect) and item.stroke:
            yield from (Ruling(x0, y0, x1, y0), Ruling(x0, y1, x1, y1), Ruling(x0, y0, x0, y1), Ruling(x1, y0, x1, y1))


def _ruling(x0: float, y0: float, x1: float, y1: float) -> Ruling:
    """The middle of a thin bar."""
    if x1 - x0 >= y1 - y0:
        return Ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _flat(layout: LTContainer[LTComponent]) -> Iterable[LTCurve]:
    """All lines and rectangles, those in figures too; the library limits how deep figures go."""
    for item in layout:
        if isinstance(item, LTLine | LTRect):
            yield item
        elif isinstance(item, LTContainer):
            yield from _flat(item)
