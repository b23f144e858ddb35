"""Paragraphs and tables as lines of a source: every printed line is a piece of its paragraph. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...source import Hint, Line, Piece
from ..normalise import Tally, logical_line, row
from .flow import Placed
from .grids import Grid
from .margins import Setting
from .paragraphs import Block
from .printed import Printed, is_wide

_FIRST = 12
"""Lines at the head of the document among which its title stands."""
_LARGER = 1.15
"""A title's size compared with that of the text."""
_MIDDLE = 3.0
"""Em between the white left and right of a title: clerks centre lines that keep the indent of a paragraph."""
_TABLES_MEET = 3.0
"""Points by which the edges of a table may differ from page to page."""
_NO_BLANK_AFTER = "-/\\([{（“‘@_"
"""After these a word goes on in the next line without a blank."""
_ADDRESS = re.compile(r"(?:://|www\.)[!-~]*$")
"""An address at the end of a line is broken anywhere."""


def lines(blocks: Sequence[Block], setting: Setting, path: str, tally: Tally) -> Iterator[Line]:
    """The lines of a document in order, tables as rows."""
    for before, block, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        item = block.lines[0].item
        if isinstance(item, Grid):
            yield from _table(block.lines[0], item, path, tally, head=not _goes_on(before, item))
        else:
            parts = [(placed.number, 0, placed.item) for placed in block.lines if isinstance(placed.item, Printed)]
            line = _paragraph(parts, path, tally)
            if line.text:
                yield replace(line, hint=_hint(block, item, setting, (before, after)))


def _hint(block: Block, first: Printed, setting: Setting, beside: Sequence[Block | None]) -> Hint:
    """What the looks of a paragraph say; an entry of a table of contents has others beside it."""
    if block.toc and any(other and other.toc for other in beside):
        return "toc"
    placed = block.lines[0]
    large = first.size >= _LARGER * setting.size and placed.number <= _FIRST
    edges = setting.of(placed)
    middle = abs(first.x0 - edges.left + first.x1 - edges.right) <= _MIDDLE * first.size
    return "title" if large and middle else ""


def _paragraph(parts: Sequence[tuple[int, int, Printed]], path: str, tally: Tally) -> Line:
    """Printed lines, each with its number and the column at which it begins, as one line."""
    found = []
    for (number, column, part), after in zip(parts, [*parts[1:], None], strict=True):
        line = logical_line(part.text, number, column, path, tally)
        glue = after is not None and _is_parted(part, after[2])
        found.append(replace(line, text=line.text + " ") if glue and line.text else line)
    return _joined([line for line in found if line.text] or found[:1])


def _is_parted(left: Printed, right: Printed) -> bool:
    """Whether a blank stands between two lines: where one was printed, and between words that are not Chinese."""
    a, b = left.text[-1], right.text[0]
    if is_wide(a) or is_wide(b):
        return left.blank and not (is_wide(a) and is_wide(b))
    return left.blank or not (a in _NO_BLANK_AFTER or _ADDRESS.search(left.text))


def _joined(parts: Sequence[Line]) -> Line:
    """Lines as one; halves first, so that a long paragraph is not copied line by line."""
    if len(parts) == 1:
        return parts[0]
    middle = len(parts) // 2
    left, right = _joined(parts[:middle]), _joined(parts[middle:])
    shift = len(left.text)
    pieces = left.pieces + tuple(Piece(piece.offset + shift, piece.line, piece.column) for piece in right.pieces)
    return Line(left.text + right.text, pieces)


def _goes_on(before: Block | None, grid: Grid) -> bool:
    """Whether a table is the further part of the one on the page before."""
    last = before.lines[0].item if before else None
    if not isinstance(last, Grid) or len(last.rows[0]) != len(grid.rows[0]):
        return False
    return max(abs(last.x0 - grid.x0), abs(last.x1 - grid.x1)) <= _TABLES_MEET


def _table(placed: Placed, grid: Grid, path: str, tally: Tally, *, head: bool) -> Iterator[Line]:
    """The rows of a table; a row counts as one printed line."""
    for index, contents in enumerate(grid.rows):
        yield replace(_row(contents, placed.number + index, path, tally), head=head and index == 0)


def _row(contents: Sequence[Sequence[Printed]], number: int, path: str, tally: Tally) -> Line:
    """Cells side by side. Their columns count all that is printed in the row, one more after each line and cell."""
    cells: list[Line] = []
    column = 0
    for content in contents:
        parts = []
        for part in content:
            parts.append((number, column, part))
            column += len(part.text) + 1
        cells.append(_paragraph(parts, path, tally) if parts else Line("", (Piece(0, number, column),)))
        column += not parts
    return row(cells)
