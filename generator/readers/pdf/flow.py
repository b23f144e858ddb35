"""The whole document as one stream of numbered printed lines and tables. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .columns import Layout
from .grids import Grid
from .printed import Printed


@dataclass(frozen=True, slots=True)
class Placed:
    """A printed line or a table with its place in the document."""

    item: Printed | Grid
    number: int
    """Printed lines before it in the document, plus 1; a row of a table counts as one."""
    page: int
    """0-based."""
    region: int
    """Counts the columns and parts of pages through the document: in one region lines follow from top to bottom."""
    column: int
    """0 = the page's width, 1 left, 2 right."""

    @property
    def length(self) -> int:
        """Its characters."""
        item = self.item
        parts = (part for row in item.rows for cell in row for part in cell) if isinstance(item, Grid) else [item]
        return sum(len(part.text) for part in parts)


@dataclass(frozen=True, slots=True)
class Flow:
    """All of it in reading order."""

    pages: tuple[Layout, ...]
    placed: tuple[Placed, ...]
    first: tuple[int, ...]
    """Number of the first line of each page; of an empty page that of the line that comes next."""
    last: int
    """Number of the last line."""
    starts: tuple[int, ...]
    """Index in `placed` of the first on each page, and their count."""

    def on(self, page: int) -> tuple[Placed, ...]:
        """What stands on a page."""
        return self.placed[self.starts[page] : self.starts[page + 1]]


def flow(pages: Sequence[Layout], aside: Sequence[int]) -> Flow:
    """Number the lines of all pages; `aside` = lines of each page that are left out at its end."""
    placed: list[Placed] = []
    first: list[int] = []
    starts: list[int] = []
    number, regions = 1, 0
    for index, page in enumerate(pages):
        first.append(number)
        starts.append(len(placed))
        for region in page.regions:
            for item in region.items:
                placed.append(Placed(item, number, index, regions, region.column))
                number += len(item.rows) if isinstance(item, Grid) else 1
            regions += 1
        number += aside[index]
    return Flow(tuple(pages), tuple(placed), tuple(first), number - 1, (*starts, len(placed)))
