"""Running heads, running feet and page numbers: what stands at the edge of pages and comes again. Pure.

Place alone is no proof: a line at the edge that comes but once is text and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .flow import Flow, Placed
from .printed import Printed

_EDGE = 0.16
"""Share of the height of a page at its top and foot in which they stand."""
_LINES = 3
"""Lines at each edge that are looked at."""
_SAME = 4.0
"""Points by which their height may differ from page to page."""
_WHITE = 1.25
"""White between a running head and the text, compared with the lines of the text."""
_PITCH = 2.2
"""Em between lines at most."""
_SMALLER = 0.92
"""Size of a running head beside which no white is needed, compared with the text."""
_SHORT = 5
"""Characters of a page number with its dashes: a single one beside others that count is one too."""
_OFTEN = 3
"""Pages on which a running head comes at least, in documents of more than three pages."""
_SENTENCE = tuple("。，；、：？！")
_NUMBER = re.compile(r"\d+|(?<![A-Za-z])[ivxlcIVXLCⅠ-ⅿ]+(?![A-Za-z])")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line at the edge of a page, its numbers apart."""

    number: int
    page: int
    y: float
    size: float
    bottom: bool
    apart: bool
    """Whether it stands apart from what is further inside."""
    words: str
    values: tuple[int, ...]


def running_heads(flow: Flow) -> frozenset[int]:
    """Numbers of the lines that repeat at the edges of the pages and stand apart from the text.

    What repeats outside of such a line (the first line of a head of two) belongs to it.
    """
    edges = [edge for page in range(len(flow.pages)) for edge in _edges(flow, page)]
    alike: set[int] = set()
    for group in _groups(edges):
        alike |= {edge.number for edge in _counting(group)} | {edge.number for edge in _constant(group, flow)}
    slots = [edge for edge in edges if edge.number in alike]
    alike |= {edge.number for edge in edges if edge.number not in alike and _fits(edge, edges, slots)}
    found: set[int] = set()
    inside: _Edge | None = None
    for edge in reversed(edges):  # from the text to the edge
        beside = inside is not None and (inside.page, inside.bottom) == (edge.page, edge.bottom)
        joins = beside and inside is not None and inside.number in found
        if edge.number in alike and (edge.apart or joins or _is_number(edge)):
            found.add(edge.number)
        inside = edge
    return frozenset(found)


def _is_number(edge: _Edge) -> bool:
    """Whether a line is the number of a page with its dashes and nothing else."""
    return bool(edge.values) and len(edge.words) <= _SHORT


def _edges(flow: Flow, page: int) -> Iterator[_Edge]:
    """The first and last lines of a page that stand near its top or foot."""
    lines = sorted(
        ((placed, placed.item) for placed in flow.on(page) if isinstance(placed.item, Printed)),
        key=lambda pair: pair[1].y,
    )
    high = flow.pages[page].height
    top = [pair for pair in lines[:_LINES] if pair[1].y <= _EDGE * high]
    foot = [pair for pair in lines[: -_LINES - 1 : -1] if pair[1].y >= (1 - _EDGE) * high and pair not in top]
    for pairs, inwards in ((top, lines), (foot, lines[::-1])):
        for index, (placed, item) in enumerate(pairs):
            inner = [line for _, line in inwards[index + 1 : index + 3]]
            yield _edge(placed, item, bottom=pairs is foot, apart=_is_apart(item, inner))


def _is_apart(line: Printed, inner: Sequence[Printed]) -> bool:
    """Whether a line is smaller than the next one towards the text, or farther from it than the text's lines are."""
    if not inner:
        return False
    usual = _PITCH * inner[0].size
    if len(inner) > 1:
        usual = min(usual, abs(inner[1].y - inner[0].y))
    return abs(inner[0].y - line.y) > _WHITE * usual or line.size < _SMALLER * inner[0].size


def _edge(placed: Placed, item: Printed, *, bottom: bool, apart: bool) -> _Edge:
    text = "".join(item.text.split())
    values = tuple(_value(match[0]) for match in _NUMBER.finditer(text))
    return _Edge(placed.number, placed.page, item.y, item.size, bottom, apart, _NUMBER.sub("#", text), values)


def _value(number: str) -> int:
    """An Arabic or Roman number."""
    if number.isdecimal():
        return int(number[:9])
    digits = [_ROMAN.get(char.lower(), 0) for char in number]
    return sum(-a if a < b else a for a, b in pairwise([*digits, 0]))


def _groups(edges: Iterable[_Edge]) -> Iterator[list[_Edge]]:
    """Lines with the same words at the same height."""
    by_words: dict[tuple[bool, str], list[list[_Edge]]] = {}
    for edge in edges:
        groups = by_words.setdefault((edge.bottom, edge.words), [])
        near = next((group for group in groups if abs(group[0].y - edge.y) <= _SAME), None)
        if near is None:
            groups.append(near := [])
        near.append(edge)
    for groups in by_words.values():
        yield from groups


def _counting(group: Sequence[_Edge]) -> Iterator[_Edge]:
    """Those whose number grows with the pages; numbers that begin anew belong to them when others count."""
    runs: set[int] = set()
    for a, b in pairwise(group):
        steps = [y - x for x, y in zip(a.values, b.values, strict=True)]
        if b.page - a.page in steps and all(step in (0, b.page - a.page) for step in steps):
            runs |= {a.number, b.number}
    yield from (edge for edge in group if edge.number in runs or (runs and _is_number(edge)))


def _constant(group: Sequence[_Edge], flow: Flow) -> Iterator[_Edge]:
    """Those that are the same on several pages; a running head is no sentence."""
    by_values: dict[tuple[int, ...], list[_Edge]] = {}
    for edge in group:
        by_values.setdefault(edge.values, []).append(edge)
    for same in by_values.values():
        pages = len({edge.page for edge in same})
        if same[0].words.endswith(_SENTENCE):
            continue
        if pages >= _OFTEN or (pages > 1 and pages == len(flow.pages)):
            yield from same


def _fits(edge: _Edge, edges: Iterable[_Edge], slots: Iterable[_Edge]) -> bool:
    """Whether a line comes twice at the very place of running heads: the head of a short chapter."""
    at_slot = any(s.bottom == edge.bottom and abs(s.y - edge.y) < 1 and abs(s.size - edge.size) < 0.5 for s in slots)
    return at_slot and any(
        other.page != edge.page and (other.words, other.values, other.bottom) == (edge.words, edge.values, edge.bottom)
        for other in edges
    )
