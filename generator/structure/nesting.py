"""Which numbers are sections, and which stands below which: learned from each document, never from a fixed level.

GB/T 15834-2011 B.3.8 lets a text start at any level; real ones also put 一、 above 第X条, run （一） on across sections
and restart 一、 under a heading without number. So the order of styles is voted by the document itself: whatever starts
again at 1 between two neighbours of another series stands below that series.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..source import Diagnostic, Line, Loc
from ..text import is_final
from . import contents
from .ordinals import RANKS, Marker, match

QUOTE_REACH = 40  # paragraphs that one quotation may span
TITLE_LIKE = 30  # characters of a heading without number
PLAIN = ""  # style of a heading without number


@dataclass(slots=True)
class Node:
    """A section while the tree is being built."""

    line: Line
    marker: Marker | None = None
    body: list[Line] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)

    @property
    def style(self) -> str:
        """Key of the node's series."""
        return style_of(self.marker) if self.marker else PLAIN

    @property
    def value(self) -> int:
        """Last component of its number."""
        return self.marker.ordinal.value[-1] if self.marker else 0


def style_of(marker: Marker) -> str:
    """Key of the series a number belongs to; decimal ones are told apart by depth: 1.1, 1.1.1."""
    return ".".join("1" * len(marker.ordinal.value)) if marker.ordinal.style == "1.1" else marker.ordinal.style


def select(lines: Sequence[Line], path: str) -> tuple[list[Marker | None], tuple[Diagnostic, ...]]:
    """The number of each line that starts a section; quotations, references and stray quantities have none."""
    quoted = _quoted(lines) | contents.inside(lines)
    found = [None if i in quoted or line.cells else match(line.text) for i, line in enumerate(lines)]
    values = {(style_of(m), m.ordinal.value) for m in found if m}
    last: dict[str, tuple[int, ...]] = {}
    problems = []
    for i, marker in enumerate(found):
        if not marker:
            continue
        style, value = style_of(marker), marker.ordinal.value
        if marker.weak and not _expected(style, value, last.get(style), values):
            if style in last and last[style][-1] + 1 < value[-1] <= last[style][-1] + 3:
                problems.append(Diagnostic("O103", Loc(path, lines[i].number), (marker.ordinal.text,)))
            found[i] = None
        else:
            last[style] = value
    return found, tuple(problems)


def _expected(
    style: str, value: tuple[int, ...], last: tuple[int, ...] | None, values: set[tuple[str, tuple[int, ...]]]
) -> bool:
    """Whether a weak number goes on with its series, or begins one that goes on."""
    if style == "1" and ("1.1", (value[0], 1)) not in values:
        return False  # `1 总则` is a number only where 1.1 follows
    begins = value[-1] == 1
    if last and value == (*last[:-1], last[-1] + 1):
        return True
    return begins and (style in ("1.", "（1）", "①") or (style, (*value[:-1], 2)) in values or len(value) > 1)


def _quoted(lines: Sequence[Line]) -> set[int]:
    """Lines inside a quotation that runs over several paragraphs; one that never closes is a slip of the pen."""
    inside: set[int] = set()
    for i, line in enumerate(lines):
        opened = line.text.count("“") - line.text.count("”")
        if i in inside or opened <= 0:
            continue
        for j in range(i + 1, min(i + QUOTE_REACH, len(lines))):
            opened += lines[j].text.count("“") - lines[j].text.count("”")
            if opened <= 0:
                inside.update(range(i + 1, j + 1))
                break
    return inside


def standing(markers: Sequence[Marker | None]) -> dict[str, int]:
    """Position of each style in this document's own order, 0 on top."""
    above: dict[tuple[str, str], int] = defaultdict(int)
    started: dict[str, set[str]] = defaultdict(set)
    last: dict[str, int] = {}
    for marker in markers:
        if not marker:
            continue
        style, value = style_of(marker), marker.ordinal.value[-1]
        if value == last.get(style, 0) + 1 and style in last:
            for other in started[style]:
                above[style, other] += 1
        started[style] = set()
        if value == 1:
            for other in last:
                started[other].add(style)
        last[style] = value
    return {style: i for i, style in enumerate(_ordered(list(last), above))}


def _ordered(styles: list[str], above: dict[tuple[str, str], int]) -> list[str]:
    """Usual order, neighbours exchanged as long as the document's votes say so."""
    order = sorted(styles, key=lambda s: RANKS.get(s, RANKS["1.1"] + len(s) / 100))
    for _ in order:
        for i in range(len(order) - 1):
            a, b = order[i], order[i + 1]
            if above[b, a] > above[a, b]:
                order[i], order[i + 1] = b, a
    return order


def tree(lines: Sequence[Line], markers: Sequence[Marker | None]) -> Node:
    """The sections as the numbers nest them; the root's line is the first line or, without any, an empty one."""
    return _Builder(lines, markers).build()


class _Builder:
    """Walks the lines once with a stack of open sections."""

    def __init__(self, lines: Sequence[Line], markers: Sequence[Marker | None]) -> None:
        self.lines = lines
        self.markers = markers
        self.order = standing(markers)
        self.plain = _plain_headings(lines, markers)
        self.root = Node(lines[0])
        self.stack = [self.root]

    def build(self) -> Node:
        for i, line in enumerate(self.lines):
            marker = self.markers[i]
            if i in self.plain:
                self._close_plain(line)
                self._open(Node(line))
            elif marker:
                self._close(i, marker)
                self._open(Node(line, marker))
            else:
                self.stack[-1].body.append(line)
        return self.root

    def _open(self, node: Node) -> None:
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def _close_plain(self, line: Line) -> None:
        """A Markdown heading closes those of its level and below and all numbered sections that bear no higher mark."""
        while len(self.stack) > 1 and not 0 < self.stack[-1].line.level < line.level:
            self.stack.pop()

    def _close(self, index: int, marker: Marker) -> None:
        """Close all sections that the new one is not part of."""
        style = style_of(marker)
        open_series = [n for n in self.stack if n.style == style]
        if open_series and not self._starts_inner_series(index, style, open_series):
            goes_on = [n for n in open_series if marker.ordinal.value[-1] == n.value + 1]
            sibling = (goes_on or open_series)[-1]
            del self.stack[next(i for i, n in enumerate(self.stack) if n is sibling) :]
        elif not open_series:
            while len(self.stack) > 1 and self._stands_below(self.stack[-1], style, self.lines[index]):
                self.stack.pop()

    def _stands_below(self, node: Node, style: str, line: Line) -> bool:
        if node.style == PLAIN:
            return 0 < line.level <= node.line.level
        return self.order[node.style] > self.order[style]

    def _starts_inner_series(self, index: int, style: str, open_series: list[Node]) -> bool:
        """Whether a second 一、 is a series inside the open one: then the outer number comes later, out of turn."""
        marker = self.markers[index]
        if not marker or marker.ordinal.value[-1] != 1:
            return False
        run, outer = 1, open_series[-1].value
        for later in self.markers[index + 1 :]:
            if later and self.order[style_of(later)] < self.order[style]:
                return False
            if later and style_of(later) == style:
                value = later.ordinal.value[-1]
                if value == run + 1:
                    run = value
                else:
                    return value == outer + 1
        return False


def _plain_headings(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """Headings without number: Markdown ones, and short lines under which a series of the top level begins anew."""
    listed = contents.inside(lines)
    marked = {i for i, line in enumerate(lines) if line.level > 1 and not markers[i]}
    firsts: dict[str, list[int]] = defaultdict(list)
    for i, marker in enumerate(markers):
        if marker and marker.ordinal.value == (1,):
            firsts[style_of(marker)].append(i)
    top = next((style_of(m) for m in markers if m), "")
    again = {i - 1 for i in firsts[top][1:] if _is_title_like(lines, markers, i - 1)}
    first = firsts[top][0] - 1 if firsts[top] else -1
    heads = {first} if again and _is_title_like(lines, markers, first) else set()
    return (marked | again | heads) - listed


def _is_title_like(lines: Sequence[Line], markers: Sequence[Marker | None], index: int) -> bool:
    if index < 0 or markers[index] or lines[index].cells:
        return False
    text = lines[index].text
    return len(text) <= TITLE_LIKE and not is_final(text) and not text.endswith(("，", "、", ","))
