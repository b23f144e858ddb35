"""Between which edges the text of a document stands, how far its lines are apart, how large it is. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .flow import Flow, Placed
from .printed import Printed

_GRAIN = 3.0
"""Points to which edges are rounded when they are counted."""
_MIRRORED = 8.0
"""Points by which the right edges of left and right pages differ at least where margins are mirrored."""
_SUPPORT = 0.03
"""Share of lines that begin at an edge for it to be the left one."""
_AGREE = 4
"""Lines of a page that must share an edge of their own."""
_REACH = 1.5
"""Em within which the ends of full lines differ: marks may hang over."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Left and right edge of running text, points."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set."""

    edges: dict[tuple[int, int], Edges]
    """By page and column."""
    size: float
    """Of most of its characters."""
    pitches: dict[tuple[int, int], float]
    """Usual distance of baselines, by page (-1 = all) and rounded size."""

    def of(self, placed: Placed) -> Edges:
        """The edges that hold for a line."""
        return self.edges[placed.page, placed.column]

    def pitch(self, page: int, size: float) -> float:
        """Usual distance of lines of a size on a page; a line and a half where nothing is known."""
        key = round(size)
        return self.pitches.get((page, key)) or self.pitches.get((-1, key)) or 1.5 * size


def setting(flow: Flow, kept: Sequence[Placed]) -> Setting:
    """Measure a document; `kept` are its lines without running heads."""
    pages: dict[tuple[int, int], list[Printed]] = defaultdict(list)
    sizes: Counter[float] = Counter()
    for placed in kept:
        if isinstance(placed.item, Printed):
            pages[placed.page, placed.column].append(placed.item)
            sizes[round(placed.item.size, 1)] += len(placed.item.text)
    usual = _usual(flow, pages)
    edges = {place: _own(lines, usual[place]) for place, lines in pages.items()}
    return Setting(edges, sizes.most_common(1)[0][0] if sizes else 0.0, _pitches(kept, edges))


def _usual(flow: Flow, pages: dict[tuple[int, int], list[Printed]]) -> dict[tuple[int, int], Edges]:
    """For each page and column the edges of all pages of its size; left and right pages apart where they differ."""
    together: dict[tuple[int, int, int], list[Printed]] = defaultdict(list)
    apart: dict[tuple[int, int, int, int], list[Printed]] = defaultdict(list)
    for (page, column), lines in pages.items():
        key = round(flow.pages[page].width), round(flow.pages[page].height), column
        together[key] += lines
        apart[*key, page % 2] += lines
    sides = {key: _edges(lines) for key, lines in apart.items()}
    whole = {key: _edges(lines) for key, lines in together.items()}
    found = {}
    for page, column in pages:
        key = round(flow.pages[page].width), round(flow.pages[page].height), column
        left, right = sides.get((*key, 0)), sides.get((*key, 1))
        differ = left and right and abs(left.right - right.right) > _MIRRORED
        found[page, column] = sides[*key, page % 2] if differ else whole[key]
    return found


def _edges(lines: Sequence[Printed]) -> Edges:
    """The leftmost edge at which enough lines begin, the place at which the longest lines end."""
    starts = Counter(round(line.x0 / _GRAIN) for line in lines)
    near = {start: sum(starts[start + step] for step in (-1, 0, 1)) for start in starts}
    enough = min(max(2.0, _SUPPORT * len(lines)), max(near.values()))
    left = min(start for start in starts if near[start] >= enough)
    return Edges(min(line.x0 for line in lines if abs(line.x0 / _GRAIN - left) <= 1), _right(lines))


def _right(lines: Iterable[Printed]) -> float:
    """The middle of the ends of the longest lines: marks hang over it, stretched lines may fall short of it."""
    lines = list(lines)
    most = max(line.x1 for line in lines)
    ends = sorted(line.x1 for line in lines if line.x1 >= most - _REACH * line.size)
    return ends[len(ends) // 2]


def _own(lines: Sequence[Printed], usual: Edges) -> Edges:
    """The edges of one page: the usual ones, unless no line keeps to them and several share others.

    Lines that all begin further right but end where others do are first lines with their indent.
    """
    own = _edges(lines)
    left = _shared([line.x0 for line in lines], own.left, usual.left, lines[0].size / 2)
    right = _shared([line.x1 for line in lines], own.right, usual.right, lines[0].size / 2)
    return Edges(left if right != usual.right else min(left, usual.left), right)


def _shared(places: Sequence[float], own: float, usual: float, near: float) -> float:
    """The page's own edge when enough lines stand at it and none at the usual one."""
    at_own = sum(abs(place - own) <= near for place in places)
    return own if at_own >= _AGREE and not any(abs(place - usual) <= 2 * near for place in places) else usual


def _pitches(kept: Sequence[Placed], edges: dict[tuple[int, int], Edges]) -> dict[tuple[int, int], float]:
    """The commonest distance of lines of one size that follow each other, by page and for all pages.

    Only what follows a full line counts: it goes on with a paragraph, mostly.
    """
    steps: dict[tuple[int, int], Counter[float]] = defaultdict(Counter)
    for a, b in pairwise(kept):
        if a.region != b.region or not (isinstance(a.item, Printed) and isinstance(b.item, Printed)):
            continue
        step, size = b.item.y - a.item.y, round(b.item.size)
        full = edges[a.page, a.column].right - a.item.x1 <= _REACH * a.item.size
        if full and round(a.item.size) == size and size <= step * 1.2 and step <= 4 * size:
            steps[a.page, size][round(step * 2) / 2] += 1
            steps[-1, size][round(step * 2) / 2] += 1
    return {key: count.most_common(1)[0][0] for key, count in steps.items() if key[0] < 0 or count.total() > _AGREE}
