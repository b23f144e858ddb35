"""The order in which a page is read: tables where they stand, two columns one after the other. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .glyphs import Glyph, Sheet
from .grids import Grid, grids
from .printed import Printed, printed, rows, segments

_PARTED = 1.2
"""Em of white that may be the gutter between two columns."""
_FEWEST = 6
"""Lines in each column at least."""
_CROSSING = 0.34
"""Share of a page's lines that may run across the gutter: titles and pictures' captions."""
_FULL = 0.08
"""Share of a column's lines that end at its right edge: in columns there is running text, in lists beside each other
hardly two lines are equally long."""
_FULL_LINES = 3
"""Such lines at least."""
_WIDEST = 4.5
"""Em of the gutter: lists beside each other mostly have more white between them."""
_EDGE = 1.0
"""Em by which a full line may fall short."""
_NARROWEST = 6.0
"""Em of a column."""
_SUPPORT = 0.1
"""Share of the lines at the commonest edge: paragraphs begin further right than their other lines."""
_BESIDE = 0.5
"""Share of the lines with text left and right that makes a page doubtful."""
_MIDDLE = 2.0
"""Em left of it where a line begins that stands alone in the middle of the page: its number."""


@dataclass(frozen=True, slots=True)
class Region:
    """What is read from top to bottom without a break: a page, or one column of a part of it."""

    column: int
    """0 = the page's whole width, 1 left, 2 right."""
    items: tuple[Printed | Grid, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A page in reading order."""

    width: float
    height: float
    regions: tuple[Region, ...]
    gutter: tuple[float, float] | None = None
    """Right edge of the left column and left edge of the right one."""
    doubtful: bool = False
    """Whether text stands left and right and nothing says if these are columns."""

    @property
    def items(self) -> tuple[Printed | Grid, ...]:
        """All of it in order."""
        return tuple(item for region in self.regions for item in region.items)


def layout(sheet: Sheet, before: Layout | None = None) -> Layout:
    """The lines and tables of a page in the order in which they are read; `before` = the last page in columns."""
    tables, rest = grids(sheet.glyphs, sheet.rulings)
    lines = rows(rest)
    gutter, doubtful = _gutter(lines, before.gutter if before else None)
    if gutter is None:
        items = _sorted([*map(printed, lines), *tables])
        return Layout(sheet.width, sheet.height, (Region(0, items),), doubtful=doubtful)
    regions = tuple(_regions(_zones(lines, tables, gutter), gutter[1]))
    return Layout(sheet.width, sheet.height, regions, gutter)


def _sorted(items: Iterable[Printed | Grid]) -> tuple[Printed | Grid, ...]:
    return tuple(sorted(items, key=lambda item: item.y))


Gutter = tuple[float, float]
Part = Sequence[Glyph]


def _gutter(lines: Sequence[Part], earlier: Gutter | None) -> tuple[Gutter | None, bool]:
    """The white between two columns, None without them; and whether it is in doubt that there are columns.

    Where an earlier page has columns, its gutter holds as long as hardly a line runs over it.
    """
    parts = [part for line in lines for part in segments(line, _PARTED)]
    if earlier and _sides(parts, earlier[1], fewest=1, crossing=_CROSSING * len(lines)):
        return earlier, False
    edge = _middle_edge(parts)
    sides = _sides(parts, edge, fewest=_FEWEST, crossing=_CROSSING * len(lines)) if edge is not None else None
    if edge is None or sides is None:
        return None, False
    gutter = max(part[-1].x1 for part in sides[0]), edge
    narrow = gutter[1] - gutter[0] <= _WIDEST * sides[1][0][0].size
    if narrow and all(map(_is_running, sides)):
        return gutter, False
    beside = sum(line[0].x0 < edge < line[-1].x1 for line in lines)
    return None, beside - (len(parts) - sum(map(len, sides))) > _BESIDE * len(lines)


def _sides(
    parts: Sequence[Part], edge: float, *, fewest: int, crossing: float
) -> tuple[Sequence[Part], Sequence[Part]] | None:
    """The parts of lines left and right of an edge; None when one side has too few or too many run over it."""
    left = [part for part in parts if part[-1].x1 <= edge]
    right = [part for part in parts if part[0].x0 >= edge]
    enough = min(len(left), len(right)) >= fewest
    return (left, right) if enough and len(parts) - len(left) - len(right) <= crossing else None


def _middle_edge(parts: Sequence[Part]) -> float | None:
    """The leftmost place near the middle of the text where enough parts of lines begin; a point left of it."""
    if not parts:
        return None
    left = min(part[0].x0 for part in parts)
    width = max(part[-1].x1 for part in parts) - left
    edges = Counter(round(part[0].x0 / 3) for part in parts if 0.35 * width < part[0].x0 - left < 0.65 * width)
    if not edges:
        return None
    enough = max(2, _SUPPORT * max(edges.values()))
    grain = min((edge for edge, count in edges.items() if count >= enough), default=edges.most_common(1)[0][0])
    return min(part[0].x0 for part in parts if abs(part[0].x0 / 3 - grain) <= 1) - 1


def _is_running(parts: Sequence[Part]) -> bool:
    """Whether the parts of lines in a column are running text: enough of them end at its right edge."""
    size = parts[0][0].size
    ends = sorted(part[-1].x1 for part in parts if part[-1].x1 - part[0].x0 >= _NARROWEST * size)
    full = max((sum(end - _EDGE * size <= other <= end for other in ends) for end in ends[-3:]), default=0)
    return full >= max(_FULL_LINES, _FULL * len(parts))


@dataclass(slots=True)
class _Zone:
    """A part of the page from one line across it to the next."""

    across: list[Printed | Grid]
    left: list[Glyph]
    right: list[Glyph]
    tables: list[Grid]


def _zones(lines: Iterable[Part], tables: Sequence[Grid], gutter: Gutter) -> Iterator[_Zone]:
    """Parts of the page in order: what runs across, then the two columns below it."""
    zone = _Zone([], [], [], [])
    placed: list[tuple[float, Part | Grid]] = [(min(glyph.y for glyph in line), line) for line in lines]
    placed += [(table.y, table) for table in tables]
    for _, item in sorted(placed, key=lambda pair: pair[0]):
        across = item.x0 < gutter[1] < item.x1 if isinstance(item, Grid) else _crosses(item, gutter)
        if across and (zone.left or zone.right or zone.tables):
            yield zone
            zone = _Zone([], [], [], [])
        if across:
            zone.across.append(item if isinstance(item, Grid) else printed(item))
        elif isinstance(item, Grid):
            zone.tables.append(item)
        else:
            zone.left += [glyph for glyph in item if glyph.x0 < gutter[1]]
            zone.right += [glyph for glyph in item if glyph.x0 >= gutter[1]]
    yield zone


def _crosses(line: Part, gutter: Gutter) -> bool:
    """Whether one part of a line runs over the gutter, or all of it stands beside it: a page number."""
    parts = list(segments(line, _PARTED))
    first = parts[0][0]
    alone = len(parts) == 1 and gutter[0] - _MIDDLE * first.size <= first.x0 < gutter[1] - 1
    return alone or any(part[0].x0 < gutter[1] - 1 and part[-1].x1 > gutter[1] + 1 for part in parts)


def _regions(zones: Iterable[_Zone], edge: float) -> Iterator[Region]:
    """Each zone: its width first, then the left column, then the right one."""
    for zone in zones:
        yield Region(0, tuple(zone.across))
        for column, glyphs in ((1, zone.left), (2, zone.right)):
            tables = [table for table in zone.tables if (table.x0 < edge) == (column == 1)]
            yield Region(column, _sorted([*map(printed, rows(glyphs)), *tables]))
