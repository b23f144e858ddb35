"""Wrong line ends: missing ones (a speech on one line, 第二条 inside 第一条) and too many (hard wrapping)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ..source import Diagnostic, Line, Loc
from ..text import fold, is_final
from .ordinals import NUMBER, Marker, match

LONG = 300  # a paragraph longer than this may be a whole text on one line
GAP = re.compile(r"\s+")  # which of them part paragraphs, `_is_break` says
SENTENCE_END = r"(?<=[。；：！？”）〕])\s*"
INNER = re.compile(rf"{SENTENCE_END}(?=第\s?{NUMBER}\s?[条章]|{NUMBER}、|\({NUMBER}\))")
WRAP_MIN, WRAP_MAX = 30, 100  # columns of a hard-wrapped line, a Chinese character counting two
SLACK = 5  # columns by which a full line may fall short: punctuation is not put at a line's head


def repair(lines: tuple[Line, ...], path: str) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """Paragraphs as the author meant them, with one finding for each kind of repair."""
    parted = tuple(part for line in lines for part in _parted(line))
    whole = tuple(_unwrapped(parted))
    mended = tuple(_mended(whole))
    counts = (
        ("O105", len(parted) - len(lines)),
        ("O106", len(parted) - len(whole)),
        ("O104", len(mended) - len(whole)),
    )
    first = lines[0].number if lines else 0
    return mended, tuple(Diagnostic(code, Loc(path, first), (str(n),)) for code, n in counts if n)


def _parted(line: Line) -> Iterator[Line]:
    """The paragraphs of a text that stands on one line and marks them only by full-width blanks."""
    gaps = [m for m in GAP.finditer(line.text) if _is_break(line.text, m)]
    if len(line.text) < LONG or len(gaps) < 2 or line.cells:
        yield line
        return
    start = 0
    for gap in gaps:
        yield line.cut(start, gap.start())
        start = gap.end()
    yield line.cut(start)


def _is_break(text: str, gap: re.Match[str]) -> bool:
    """Two full-width blanks part, but not inside 第一章　　总则; a single one parts a sentence from a number only."""
    blanks = gap[0].count("\u3000")
    before = text[max(0, gap.start() - 8) : gap.start()]
    if not blanks or not before or re.search(rf"第\s?{NUMBER}\s?[编章节条]$", fold(before)):
        return False
    sentence_ends = before[-1] in "。！？：；”）〕"
    return "\u3000\u3000" in gap[0] or (sentence_ends and match(text[gap.end() : gap.end() + 20]) is not None)


def columns(text: str) -> int:
    """Width of a text in columns: GBK needs two bytes for exactly those characters that are two columns wide."""
    return len(text.encode("gbk", "replace"))


def _unwrapped(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Join the lines of a paragraph that was broken at a fixed width."""
    width = _wrap_width(lines)
    indented = _is_indented(lines)
    run: list[Line] = []
    for line in lines:
        if run and not (width and _continues(run, line, width, indented)):
            yield _joined(run)
            run = []
        run.append(line)
    if run:
        yield _joined(run)


def _joined(run: Sequence[Line]) -> Line:
    """Several lines as one paragraph; halves first, so that a long paragraph is not copied line by line."""
    if len(run) == 1:
        return run[0]
    middle = len(run) // 2
    return _joined(run[:middle]).joined(_joined(run[middle:]))


def _wrap_width(lines: tuple[Line, ...]) -> int:
    """The width at which a file's lines were broken, 0 when they were not.

    Most lines that end in the middle of a sentence must be of that width, and none much longer.
    """
    widths = sorted(line.indent + columns(line.text) for line in lines)
    width = widths[int(len(widths) * 0.95)] if widths else 0
    open_ended = [line for line in lines if not is_final(line.text) and not line.level]
    full = sum(line.indent + columns(line.text) >= width - SLACK for line in open_ended)
    is_wrapped = len(lines) >= 6 and WRAP_MIN <= width <= WRAP_MAX and widths[-1] <= width + SLACK
    return width if is_wrapped and full >= 4 and full * 2 >= len(open_ended) else 0


def _is_indented(lines: tuple[Line, ...]) -> bool:
    """Whether paragraphs are marked by an indent: some lines have one and some have not."""
    marked = sum(line.indent >= 2 for line in lines)
    return 0.05 * len(lines) <= marked <= 0.8 * len(lines)


def _continues(run: Sequence[Line], line: Line, width: int, indented: bool) -> bool:
    """Whether `line` goes on with the paragraph of the lines in `run`: only after a full line."""
    last = run[-1]
    marked = line.level or line.cells or last.level or last.cells
    if marked or last.indent + columns(last.text) < width - SLACK:
        return False
    return line.indent < 2 if indented else not is_final(last.text) and match(line.text) is None


def _mended(lines: tuple[Line, ...]) -> Iterator[Line]:
    """Give back the line ends that were lost before 第N条 and the like: where the next number of a series stands
    after a sentence's end inside a paragraph and nowhere at the start of a line."""
    at_start = {_key(marker) for line in lines if (marker := match(line.text))}
    last: dict[str, int] = {}
    for line in lines:
        start = 0
        _note(last, match(line.text))
        for cut in _lost(line, at_start, last):
            yield line.cut(start, cut)
            start = cut
        yield line.cut(start) if start else line


def _key(marker: Marker) -> tuple[str, int]:
    return marker.ordinal.style, marker.ordinal.value[0]


def _note(last: dict[str, int], marker: Marker | None) -> None:
    if marker and not marker.weak:
        style, value = _key(marker)
        last[style] = value


def _lost(line: Line, at_start: Iterable[tuple[str, int]], last: dict[str, int]) -> Iterator[int]:
    view = fold(line.text)
    for found in INNER.finditer(view):
        marker = match(line.text[found.end() : found.end() + 40])
        if not marker or not found.end():
            continue
        style, value = _key(marker)
        spaced = style == "条" and line.text[found.end() + marker.end :][:1].isspace()
        missing = (style, value) not in at_start and (style, value + 1) in at_start
        if last.get(style) == value - 1 and style in ("条", "章", "一、") and (spaced or missing):
            last[style] = value
            yield found.end()
