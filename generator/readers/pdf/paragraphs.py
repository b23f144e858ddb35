"""Which printed lines make one paragraph. Pure.

Geometry decides: where a line begins and ends between the edges of the text, how far it stands from the one before,
how large it is. What it says (a number at its head, a full stop before) only helps where the places leave a choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from .flow import Placed
from .grids import Grid
from .margins import Setting
from .printed import Printed

_STEP = 0.8
"""Em by which the beginning of a line must differ to be an indent."""
_SLACK = 0.8
"""Em of white that a full line may have besides what the next line's first word needs."""
_EXACT = 0.4
"""Em by which the indent of a first line may differ from the usual one, and a line of text from the middle."""
_FAR = 8.0
"""Em from the left edge where only signatures, dates and titles begin."""
_RAGGED = 2.0
"""Em of white on both sides of a centred line."""
_SIZES = 1.12
"""How much larger a line of another paragraph is."""
_APART, _PARTED, _WIDE = 1.15, 1.35, 1.6
"""Distance of lines, compared with the usual one, that may part paragraphs, that does unless the line before is
indented, and that always does."""
_LEADER = 2.0
"""Em of white or dots before the number of a page in a table of contents."""
_FINAL = re.compile(r"[。！？；：!?;:…][”’）)」』】]*$")
_MARKER = re.compile(
    r"第\s?[〇零一二三四五六七八九十百千\d]+\s?[编章节条部分]|[一二三四五六七八九十百]+\s?[、.．]|[（(]\s?[一二三四五六七八九十百\d]+\s?[）)]"
    r"|\d+(?:\.\d+)*\s?(?:[.．、)）](?!\d)|\s)|[①-⑳⒈-⒛●■◆◇○□•·]|附[件录表]"
)
_TOC = re.compile(r"(?:[.．·•…⋯‥。_-]\s?){3,}\s*[（(]?\s*(?:\d+|[ivxlcIVXLC]+)\s*[）)]?$")


@dataclass(frozen=True, slots=True)
class Block:
    """The printed lines of a paragraph; or a table, or the further rows of the one before."""

    lines: tuple[Placed, ...]
    toc: bool = False
    """Whether it ends like an entry of a printed table of contents."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How paragraphs are told apart in a document."""

    indent: float = 0
    """Em by which their first lines are indented; 0 = they are not."""
    spaced: bool = False
    """By white between them."""

    def is_indent(self, offset: float) -> bool:
        """Whether a line that begins so many em from the edge has the indent of a first line."""
        return bool(self.indent) and abs(offset - self.indent) <= _EXACT


def blocks(kept: Sequence[Placed], setting: Setting) -> Iterator[Block]:
    """Paragraphs and tables in order."""
    style = _style(kept, setting)
    run: list[Placed] = []
    for placed in kept:
        if run and not (_is_line(placed) and _is_line(run[-1]) and _continues(run, placed, setting, style)):
            yield _block(run)
            run = []
        run.append(placed)
    if run:
        yield _block(run)


def _is_line(placed: Placed) -> bool:
    return isinstance(placed.item, Printed)


def _block(run: Sequence[Placed]) -> Block:
    last = run[-1].item
    if isinstance(last, Grid):
        return Block(tuple(run))
    return Block(tuple(run), is_entry(last))


def is_entry(line: Printed) -> bool:
    """Whether a line ends like an entry of a table of contents: dots or white, then the number of a page."""
    return _TOC.search(line.text) is not None or (line.tail >= _LEADER and len(line.text) > 3)


def _is_centred(placed: Placed, line: Printed, setting: Setting, style: _Style) -> bool:
    """Whether a line stands in the middle, with white on both sides, and not at the indent of a paragraph."""
    edges = setting.of(placed)
    left, right = line.x0 - edges.left, edges.right - line.x1
    large = line.size > _SIZES * setting.size
    if not large and style.is_indent(left / (line.size or 1)):
        return False
    near = abs(left - right) <= (1 if large else _EXACT) * line.size
    return near and min(left, right) >= _RAGGED * line.size


def _offset(placed: Placed, line: Printed, setting: Setting) -> float:
    """Em between the left edge and the beginning of a line."""
    return (line.x0 - setting.of(placed).left) / (line.size or 1)


def _is_short(placed: Placed, line: Printed, following: Printed, setting: Setting) -> bool:
    """Whether what begins the following line would have had room at the end of this one."""
    white = setting.of(placed).right - line.x1
    return white > following.head + _SLACK * line.size


def _style(kept: Sequence[Placed], setting: Setting) -> _Style:
    """Indented: some full indented lines go on at the edge. Spaced: lines at the edge stand apart after short ones."""
    indents: Counter[float] = Counter()
    spaced = short = 0
    for a, b in pairwise(kept):
        if a.region == b.region and isinstance(a.item, Printed) and isinstance(b.item, Printed):
            before, after = _offset(a, a.item, setting), _offset(b, b.item, setting)
            ends = _is_short(a, a.item, b.item, setting)
            indents[round(before, 1)] += _STEP <= before <= _FAR / 2 and after < _STEP and not ends
            short += ends and after < _STEP
            spaced += ends and after < _STEP and _spread([a], b, setting) > _APART
    if indents.total() > 1:
        return _Style(indent=indents.most_common(1)[0][0])
    return _Style(spaced=spaced > 2 and spaced > short / 2)


def _continues(run: Sequence[Placed], placed: Placed, setting: Setting, style: _Style) -> bool:
    """Whether a line goes on with the paragraph of those in `run`."""
    before, line = run[-1].item, placed.item
    assert isinstance(before, Printed) and isinstance(line, Printed)
    sizes = sorted((before.size, line.size))
    alone = is_entry(before) or _is_centred(run[-1], before, setting, style)
    alone = alone or _is_centred(placed, line, setting, style)
    if alone or sizes[1] > _SIZES * sizes[0] or _is_short(run[-1], before, line, setting):
        return False
    offsets = _offset(run[-1], before, setting), _offset(placed, line, setting)
    if max(offsets) > _FAR or _is_apart(_spread(run, placed, setting), before, offsets, style):
        return False
    return _goes_on(run, line, offsets, style)


def _is_apart(spread: float, before: Printed, offsets: tuple[float, float], style: _Style) -> bool:
    """Whether the white above a line parts it from the one before."""
    if spread > _WIDE or (style.spaced and spread > _APART):
        return True
    indent = offsets[0] - offsets[1] >= _STEP  # then the line stands where the second of a paragraph does
    return not indent and (spread > _PARTED or (spread > _APART and _ends(before)))


def _goes_on(run: Sequence[Placed], line: Printed, offsets: tuple[float, float], style: _Style) -> bool:
    """The same, from where the two lines begin: `offsets`, em from the left edge."""
    before = run[-1].item
    assert isinstance(before, Printed)
    numbered = _MARKER.match(line.text) is not None
    step = offsets[1] - offsets[0]
    if step >= _STEP:  # further right: a hanging paragraph, else a new one
        return len(run) == 1 and _MARKER.match(before.text) is not None and not numbered and not _ends(before)
    if step <= -_STEP:  # further left: the second line of an indented paragraph
        return len(run) == 1
    if style.indent:  # the second line of a paragraph would stand at the edge
        return not (len(run) == 1 and style.is_indent(offsets[1]))
    return not (numbered and _ends(before))


def _ends(line: Printed) -> bool:
    return _FINAL.search(line.text) is not None


def _spread(run: Sequence[Placed], placed: Placed, setting: Setting) -> float:
    """Distance from the line before, compared with the usual one; 1 over the border of a page or column."""
    before, line = run[-1], placed.item
    assert isinstance(line, Printed) and isinstance(before.item, Printed)
    if before.region != placed.region:
        return 1.0
    usual = setting.pitch(placed.page, line.size)
    earlier = run[-2] if len(run) > 1 else None
    if earlier and isinstance(earlier.item, Printed) and earlier.region == before.region:
        usual = max(usual, before.item.y - earlier.item.y)
    return (line.y - before.item.y) / usual if usual else 1.0
