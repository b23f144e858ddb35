"""Tables with ruling lines: which lines belong together, which cells they part, what stands in the cells. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..limits import PDF_TABLE_LINES
from .glyphs import Glyph
from .printed import Printed, printed, rows
from .rulings import Ruling

_NEAR = 3.0
"""Points by which lines that meet may miss each other."""
_SHORTEST = 4.0
"""Points of a line that parts cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells, each cell its printed lines; every row has the same number of cells."""

    x0: float
    x1: float
    y: float
    """Top."""
    bottom: float
    rows: tuple[tuple[tuple[Printed, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """The grid of one table, and on which stretches its lines are drawn: index of the place → (start, end)."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    upright: dict[int, list[tuple[float, float]]]
    level: dict[int, list[tuple[float, float]]]


def grids(glyphs: Sequence[Glyph], rulings: Iterable[Ruling]) -> tuple[tuple[Grid, ...], list[Glyph]]:
    """The tables of a page, and the characters that stand in none of them.

    A table has two rows and two columns at least; a frame around text is none. A page with more lines than any table
    has is a drawing.
    """
    level, upright = _split(r for r in rulings if max(r.x1 - r.x0, r.y1 - r.y0) >= _SHORTEST)
    lines = _merged(level, upright=False) + _merged(upright, upright=True)
    if len(lines) > PDF_TABLE_LINES:
        return (), list(glyphs)
    rest = list(glyphs)
    found = []
    for frame in filter(None, map(_frame, _connected(lines))):
        grid, rest = _filled(frame, rest)
        if grid:
            found.append(grid)
    return tuple(sorted(found, key=lambda grid: grid.y)), rest


def _split(lines: Iterable[Ruling]) -> tuple[list[Ruling], list[Ruling]]:
    """Level lines and upright ones."""
    level: list[Ruling] = []
    upright: list[Ruling] = []
    for line in lines:
        (level if line.x1 - line.x0 > line.y1 - line.y0 else upright).append(line)
    return level, upright


def _merged(lines: Iterable[Ruling], *, upright: bool) -> list[Ruling]:
    """Lines in one direction: the borders of neighbouring cells, drawn one by one, are one line."""
    found: list[Ruling] = []
    last: dict[int, int] = {}
    for line in sorted(lines, key=lambda r: (r.y0, r.x0) if upright else (r.x0, r.y0)):
        place = round((line.x0 if upright else line.y0) / _NEAR)
        index = next((last[p] for p in (place, place - 1, place + 1) if p in last), None)
        before = found[index] if index is not None else None
        if index is not None and before and _touch(before, line):
            found[index] = _longer(before, line, upright=upright)
        else:
            last[place] = len(found)
            found.append(line)
    return found


def _longer(line: Ruling, more: Ruling, *, upright: bool) -> Ruling:
    """A line that reaches to the end of one that touches it."""
    if upright:
        return line._replace(y1=max(line.y1, more.y1))
    return line._replace(x1=max(line.x1, more.x1))


def _connected(lines: list[Ruling]) -> list[list[Ruling]]:
    """Lines that touch, directly or through others."""
    groups: list[list[Ruling]] = []
    left = lines
    while left:
        group, queue, left = [], [left[0]], left[1:]
        while queue:
            line = queue.pop()
            group.append(line)
            touching = [other for other in left if _touch(line, other)]
            if touching:
                queue += touching
                left = [other for other in left if not _touch(line, other)]
        groups.append(group)
    return groups


def _touch(a: Ruling, b: Ruling) -> bool:
    across = a.x0 <= b.x1 + _NEAR and b.x0 <= a.x1 + _NEAR
    return across and a.y0 <= b.y1 + _NEAR and b.y0 <= a.y1 + _NEAR


def _frame(group: Sequence[Ruling]) -> _Frame | None:
    """The grid of a group of lines; None when it has not two rows and two columns."""
    level, upright = _split(group)
    if not level or not upright:
        return None
    xs = _places([line.x0 for line in upright] + [min(r.x0 for r in level), max(r.x1 for r in level)])
    ys = _places([line.y0 for line in level] + [min(r.y0 for r in upright), max(r.y1 for r in upright)])
    if len(xs) < 3 or len(ys) < 3:
        return None
    across, down = _stretches(ys, level, upright=False), _stretches(xs, upright, upright=True)
    return _Frame(xs, ys, down, across)


def _stretches(
    places: tuple[float, ...], lines: Iterable[Ruling], *, upright: bool
) -> dict[int, list[tuple[float, float]]]:
    """Where lines are drawn, by the index of their place."""
    found: dict[int, list[tuple[float, float]]] = {}
    for line in lines:
        place = line.x0 if upright else line.y0
        index = min(range(len(places)), key=lambda i: abs(places[i] - place))
        found.setdefault(index, []).append((line.y0, line.y1) if upright else (line.x0, line.x1))
    return found


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Values in order, those close to each other once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return tuple(found)


def _filled(frame: _Frame, glyphs: list[Glyph]) -> tuple[Grid | None, list[Glyph]]:
    """A frame with the characters in its cells, and the others."""
    inside: dict[tuple[int, int], list[Glyph]] = {}
    rest = []
    owner = _owners(frame)
    for glyph in glyphs:
        box = _box(frame, glyph)
        if box is None:
            rest.append(glyph)
        else:
            inside.setdefault(owner[box], []).append(glyph)
    if len({key for key, content in inside.items() if any(not g.blank for g in content)}) < 2:
        return None, glyphs
    count = range(len(frame.xs) - 1)
    cells = tuple(
        tuple(tuple(printed(row) for row in rows(inside.get((i, j), ()))) for j in count)
        for i in range(len(frame.ys) - 1)
    )
    full = tuple(row for row in cells if any(row))
    return Grid(frame.xs[0], frame.xs[-1], frame.ys[0], frame.ys[-1], full), rest


def _box(frame: _Frame, glyph: Glyph) -> tuple[int, int] | None:
    """Row and column of the smallest box in which the middle of a character stands."""
    row = bisect_right(frame.ys, glyph.y - glyph.size / 3) - 1
    column = bisect_right(frame.xs, (glyph.x0 + glyph.x1) / 2) - 1
    inside = 0 <= row < len(frame.ys) - 1 and 0 <= column < len(frame.xs) - 1
    return (row, column) if inside else None


def _owners(frame: _Frame) -> dict[tuple[int, int], tuple[int, int]]:
    """For every box of the grid the upper left box of its cell: boxes without a line between them are one cell."""
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(len(frame.ys) - 1):
        for j in range(len(frame.xs) - 1):
            if (i, j) not in owner:
                for box in _cell(frame, (i, j)):
                    owner.setdefault(box, (i, j))
    return owner


def _cell(frame: _Frame, first: tuple[int, int]) -> set[tuple[int, int]]:
    """All boxes that are reached from one without crossing a line."""
    cell, queue = {first}, [first]
    while queue:
        i, j = queue.pop()
        for box in _open(frame, i, j):
            if box not in cell:
                cell.add(box)
                queue.append(box)
    return cell


def _open(frame: _Frame, i: int, j: int) -> Iterable[tuple[int, int]]:
    """The boxes beside one, and below and above it, that no line parts from it."""
    middle_x, middle_y = (frame.xs[j] + frame.xs[j + 1]) / 2, (frame.ys[i] + frame.ys[i + 1]) / 2
    for step, edge in ((-1, j), (1, j + 1)):
        if 0 < edge < len(frame.xs) - 1 and not _drawn(frame.upright.get(edge, ()), middle_y):
            yield i, j + step
    for step, edge in ((-1, i), (1, i + 1)):
        if 0 < edge < len(frame.ys) - 1 and not _drawn(frame.level.get(edge, ()), middle_x):
            yield i + step, j


def _drawn(stretches: Iterable[tuple[float, float]], place: float) -> bool:
    """Whether a line is drawn beside the middle of a box."""
    return any(start - _NEAR <= place <= end + _NEAR for start, end in stretches)
