"""Tables in plain text: neighbouring lines that are parted by tabs into the same number of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ..source import Line

TAB = re.compile(r"[^\t]+")


def tabular(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines, those of a table as rows with cells; a single line with tabs is none."""
    for width, group in groupby(lines, key=_width):
        run = list(group)
        yield from (_rows(run) if width > 1 and len(run) > 1 else run)


def _width(line: Line) -> int:
    """Cells of a line that is not a row yet."""
    return 0 if line.cells else line.text.count("\t") + 1


def _rows(run: Sequence[Line]) -> Iterator[Line]:
    for line in run:
        cells = tuple(line.cut(found.start(), found.end()) for found in TAB.finditer(line.text))
        yield replace(line, cells=cells, head=line is run[0])
