"""Tables of data, as rows of cells; tables that only place things on the page are none. Pure.

HTML standard, «4.9.12 Processing model»: where cells that span rows and columns come to stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ..limits import TABLE_CELLS, TABLE_COLUMNS
from .labels import label
from .looks import DROPPED
from .page import Block, Image, Page

_PARTS = DROPPED | {"thead", "tbody", "tfoot", "tr", "caption", "td", "th", "br"}
_CELLED = frozenset(("thead", "tbody", "tfoot", "tr", "td", "th"))
_HOLDERS = frozenset(("table", "thead", "tbody", "tfoot", "tr"))
_BREAKING = frozenset(("table", "h1", "h2", "h3", "h4", "h5", "h6", "article", "form"))
_MAIN_SHARE, _MAIN_BLOCKS, _MAIN_LENGTH = 0.6, 3, 400
"""A cell that holds most of a table's words, as several long paragraphs, is a page's column and no cell."""
_FINAL = "。！？：；…，、!?:;,.）)"

Reading = Callable[[etree._Element], Page]
"""What stands in a cell."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the words of its cells, and what else stands in them."""

    cells: tuple[str, ...]
    linked: int
    hidden: tuple[Block, ...]
    images: tuple[Image, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    row: int
    column: int
    page: Page


def rows(table: etree._Element, read: Reading) -> tuple[Row, ...]:
    """The rows that hold words or pictures, all with the same number of cells; none when the table holds no data."""
    if not _is_grid(table):
        return ()
    placed = list(_placed(table))
    if not placed:
        return ()
    cells = [_Cell(row, column, read(cell)) for row, column, cell in placed]
    return _aligned(cells) if _holds_data(cells) else ()


def _is_grid(table: etree._Element) -> bool:
    """Whether a table is made of rows and cells only, with no table, no row and no heading inside of cells."""
    for element in table.iterdescendants():
        tag = element.tag
        if tag in _BREAKING:
            return False
        parent = element.getparent()
        inside = parent is not None and parent.tag in _HOLDERS
        if tag in _CELLED and not inside:
            return False
        if inside and (tag not in _PARTS or _has_words(element.tail)):
            return False
        if tag in _HOLDERS and _has_words(element.text):
            return False
    return not _has_words(table.text)


def _has_words(text: str | None) -> bool:
    return bool(text and text.strip())


def _placed(table: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """(row, column, cell) of every cell; nothing when the table is too large to be laid out."""
    found = []
    covered: dict[int, int] = {}
    total = 0
    for index, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while covered.get(column, 0):
                column += 1
            found.append((index, column, cell))
            wide, high = _span(cell, "colspan", TABLE_COLUMNS), _span(cell, "rowspan", TABLE_CELLS)
            covered.update(dict.fromkeys(range(column, column + wide), high))
            column += wide
        total += len(covered)
        if total > TABLE_CELLS:
            return
        covered = {place: left - 1 for place, left in covered.items() if left > 1}
    yield from found


def _span(cell: etree._Element, name: str, limit: int) -> int:
    words = cell.get(name, "").strip()
    return min(max(int(words), 1), limit) if words.isascii() and words[:9].isdecimal() and len(words) < 9 else 1


def _shown(page: Page) -> list[Block]:
    return [block for block in page.blocks if not block.look.hidden]


def _holds_data(cells: Sequence[_Cell]) -> bool:
    """Two rows and two columns with words; or labels of a document's data; and no cell that is a page's column."""
    full = [cell for cell in cells if _shown(cell.page)]
    if any(label(block.text) for cell in full for block in _shown(cell.page)[:1]):
        return True
    if len({cell.row for cell in full}) < 2 or len({cell.column for cell in full}) < 2:
        return False
    lengths = [sum(len(block.text) for block in _shown(cell.page)) for cell in full]
    longest = max(range(len(full)), key=lengths.__getitem__)
    is_main = lengths[longest] > max(_MAIN_SHARE * sum(lengths), _MAIN_LENGTH)
    return not (is_main and len(_shown(full[longest].page)) >= _MAIN_BLOCKS)


def _aligned(cells: Sequence[_Cell]) -> tuple[Row, ...]:
    """Rows of equal width; columns and rows without words are left out (a merged cell covers columns of no use)."""
    columns = sorted({cell.column for cell in cells if _shown(cell.page)})
    by_row: dict[int, list[_Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    found = (_row(row, columns) for row in by_row.values())
    return tuple(row for row in found if any(row.cells) or row.images or row.hidden)


def _row(cells: Sequence[_Cell], columns: Sequence[int]) -> Row:
    words = {cell.column: _joined([block.text.strip() for block in _shown(cell.page)]) for cell in cells}
    blocks = [block for cell in cells for block in cell.page.blocks]
    return Row(
        tuple(words.get(column, "") for column in columns),
        sum(block.linked for block in blocks if not block.look.hidden),
        tuple(block for block in blocks if block.look.hidden),
        tuple(image for cell in cells for image in cell.page.images),
    )


def _joined(parts: Sequence[str]) -> str:
    """The paragraphs of a cell as one: a blank between words that would run into one another.

    A single character and what ends in a stop need none: 序⏎号 was broken by a narrow column.
    """
    text = ""
    for part in parts:
        apart = text and text[-1] not in _FINAL and min(len(text), len(part)) > 1
        text += (" " if apart else "") + part
    return text.replace("\t", " ")
