"""The blocks of a page as lines of text, and as omissions. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from ...source import Hint, Line, Loc, Omission, Piece
from ..normalise import Tally, logical_line
from .page import Block, Look, Page
from .selection import Selection

_LARGE = 17.5
"""Points: 小二号 (18 pt) and more is larger than any text (三号, 16 pt)."""
_TITLE = 60
_HEADING = 80
"""Longer lines in <h1> … <h6> that end in a stop are paragraphs."""
_STOPS = "。；，：！？"
_HAN_NUMBER = "[一二三四五六七八九十百零〇]{1,6}"
_NUMBERED = re.compile(
    rf"\s?(?:第\s?(?:{_HAN_NUMBER}|\d+)\s?[编章节条]|{_HAN_NUMBER}\s?、|[（(](?:{_HAN_NUMBER}|\d+)[)）]|附\s?件|\d+[.．、])"
)


def text(page: Page, chosen: Selection, path: str, tally: Tally) -> dict[int, Line]:
    """The lines of the text by the index of their block."""
    kept = [(i, block) for i, block in enumerate(page.blocks) if chosen.is_kept(i)]
    head = {i for i, _ in takewhile(lambda pair: pair[1].look.centred and not pair[1].cells, kept)}
    found = ((i, _line(block, i in head, path, tally)) for i, block in kept)
    return {i: line for i, line in found if line.text}


def headed(page: Page, lines: Mapping[int, Line]) -> dict[int, Line]:
    """The lines with a head on the first row of each table that is left: the rows before it may be no text."""
    found, is_first = {}, False
    for i, block in enumerate(page.blocks):
        is_first = bool(block.cells) and (is_first or block.head)
        if line := lines.get(i):
            found[i] = line if line.head == is_first else replace(line, head=is_first)
            is_first = False
    return found


def omitted(page: Page, chosen: Selection, path: str, tally: Tally) -> tuple[Omission, ...]:
    """What is no text, one omission a block, each counted."""
    found = []
    for i, reason in sorted(chosen.reasons.items()):
        block = page.blocks[i]
        words = logical_line(block.text, block.number, 0, path, Tally()).text
        if words:
            found.append(Omission(block.number, words, reason))
            tally.add(reason, Loc(path, block.number))
    return tuple(found)


def levelled(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Headings one level down where <h1> is no title: where several stand in the text."""
    first = next((i for i, line in enumerate(lines) if line.level == 1), 0)
    others = sum(line.level == 1 for line in lines[first + 1 :])
    if not others:
        return tuple(lines)
    start = 0 if _NUMBERED.match(lines[first].text) else first + 1
    return tuple(
        replace(line, level=line.level + 1) if line.level and i >= start else line for i, line in enumerate(lines)
    )


def _line(block: Block, in_head: bool, path: str, tally: Tally) -> Line:
    if block.cells:
        return _row(block, path, tally)
    line = logical_line(block.text, block.number, 0, path, tally)
    level = block.look.level
    if len(line.text) > _HEADING and line.text.endswith(tuple(_STOPS)):
        level = 0
    hint = _hint(line.text, block.look, in_head)
    return replace(line, level=level, hint=hint) if level or hint else line


def _hint(words: str, look: Look, in_head: bool) -> Hint:
    """Whether a line looks like a title: centred and large; above all text bold will do."""
    looks = look.centred and (look.size >= _LARGE or (in_head and look.bold))
    short = len(words) <= _TITLE and not words.endswith(tuple(_STOPS)) and not _NUMBERED.match(words)
    return "title" if looks and short else ""


def _row(block: Block, path: str, tally: Tally) -> Line:
    """A row of a table: cells side by side, a tab between them; each cell with words has a number of its own."""
    cells: list[Line] = []
    pieces: list[Piece] = []
    length, number, column = 0, block.number, 0
    for words, filled in zip(block.cells, accumulate(bool(words.strip()) for words in block.cells), strict=True):
        column = column if filled <= 1 or not words.strip() else 0
        number = block.number + max(filled - 1, 0)
        cell = logical_line(words, number, column, path, tally)
        pieces += [Piece(length + piece.offset, piece.line, piece.column) for piece in cell.pieces]
        length, column = length + len(cell.text) + 1, column + len(words) + 1
        pieces.append(Piece(length - 1, number, column - 1))
        cells.append(cell)
    joined = "\t".join(cell.text for cell in cells)
    if not joined.strip():
        return Line("", (Piece(0, block.number, 0),))
    used = {piece.offset: piece for piece in pieces if piece.offset < len(joined)}
    return Line(joined, tuple(used.values()), cells=tuple(cells), head=block.head)
