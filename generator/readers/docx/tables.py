"""Tables (ECMA-376 Part 1 §17.4): which cell stands in which column, and the cells of a row as one line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ...source import Line, Piece
from .. import limits
from ..normalise import merged
from .wml import TC, TR, inside, is_deleted, is_hidden, number, value, w

LAYOUT_ROWS, LAYOUT_LINES = 2, 6
"""A table of so few rows with so many lines in one cell is a frame around text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it stands in the file."""

    element: etree._Element
    span: int = 1
    """Columns that it covers."""
    goes_on: bool = False
    """Whether it belongs to the cell above it (vMerge)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it stands in the file; columns may be empty at its ends."""

    cells: tuple[Cell, ...]
    before: int = 0
    after: int = 0
    is_hidden: bool = False

    @property
    def width(self) -> int:
        """Columns in all."""
        return self.before + sum(cell.span for cell in self.cells) + self.after


def rows(table: etree._Element) -> tuple[Row, ...]:
    """The rows of a w:tbl in order, those rows and cells left out that a tracked change deleted."""
    found = tuple(_row(row) for row in _parts(table, TR) if not is_deleted(row))
    if max((row.width for row in found), default=0) <= limits.WORD_COLUMNS:
        return found
    return tuple(Row(tuple(Cell(c.element) for c in row.cells), is_hidden=row.is_hidden) for row in found)


def deleted(table: etree._Element) -> Iterator[etree._Element]:
    """The rows and cells that a tracked change deleted."""
    for row in _parts(table, TR):
        yield from filter(is_deleted, (row,) if is_deleted(row) else _parts(row, TC))


def _parts(whole: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row."""
    return inside(whole, lambda element: element.tag == tag)


def is_layout(table: Sequence[Row], contents: Sequence[Sequence[Sequence[Line]]]) -> bool:
    """Whether a table only frames or places its text: one column, more columns than any table has, or a whole text in
    one cell. `contents`: the lines of each cell of each row."""
    width = max((row.width for row in table), default=0)
    longest = max((len(lines) for row in contents for lines in row), default=0)
    return width <= 1 or width > limits.WORD_COLUMNS or (len(table) <= LAYOUT_ROWS and longest >= LAYOUT_LINES)


def line(row: Row, contents: Sequence[Line], width: int, *, head: bool) -> Line:
    """A row as a line: its cells joined by tabs. A cell that covers several columns has its words in the first.

    `contents`: one line for each cell of the row, empty where it has no words; they tell the places.
    """
    first, last = contents[0], contents[-1]
    cells = [_empty(first, at_end=False)] * row.before
    for cell, content in zip(row.cells, contents, strict=True):
        cells += [content, *[_empty(content)] * (cell.span - 1)]
    cells += [_empty(last)] * (width - len(cells))
    words = _joined(cells, "\t")
    return Line(words.text if words.text.strip() else "", words.pieces, cells=tuple(cells), head=head)


def cell_line(lines: Sequence[Line], here: tuple[int, int]) -> Line:
    """All paragraphs of a cell as one line, a blank between them; empty, standing `here`, when there are none."""
    flat = [part for one in lines for part in (one.cells or (one,)) if part.text]
    if len(flat) == 1:
        return flat[0]
    return _joined(flat, " ") if flat else Line("", (Piece(0, *here),))


def _row(row: etree._Element) -> Row:
    cells = tuple(_cell(cell) for cell in _parts(row, TC) if not is_deleted(cell))
    properties = row.find(w("trPr"))
    before, after = (max(number(value(properties, name)), 0) for name in ("gridBefore", "gridAfter"))
    return Row(cells, before, after, is_hidden(row))


def _cell(cell: etree._Element) -> Cell:
    properties = cell.find(w("tcPr"))
    merge = None if properties is None else properties.find(w("vMerge"))
    goes_on = merge is not None and value(properties, "vMerge") != "restart"
    return Cell(cell, max(number(value(properties, "gridSpan"), 1), 1), goes_on)


def _empty(beside: Line, *, at_end: bool = True) -> Line:
    """A cell without words, right behind another or right before it."""
    return Line("", (Piece(0, *(beside.end if at_end else (beside.number, beside.column))),))


def _joined(parts: Sequence[Line], glue: str) -> Line:
    """Several lines as one; the glue stands where each of them ends."""
    pieces: list[Piece] = []
    length = 0
    for part in parts:
        pieces += [Piece(length + piece.offset, piece.line, piece.column) for piece in part.pieces]
        length += len(part.text) + 1
        pieces.append(Piece(length - 1, *part.end))
    text = glue.join(part.text for part in parts)
    return Line(text, tuple(piece for piece in merged(pieces) if piece.offset < max(len(text), 1)))
