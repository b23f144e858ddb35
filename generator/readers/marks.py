"""The inline marks of Markdown: found, taken out, and every other character left where it stands. Pure.

Only what is surely a mark is one; in doubt a character is text, because official texts are full of `**县`, `5*3*2`,
`国发[2023]16号` and `____年`. Marks: backslash escapes, `code`, **bold**, __bold__, *stress*, ***both***,
links, images, the tags of `_TAGS`. Literal: entities (but for blanks at the line's start), _stress_, ~~struck~~,
footnotes, link definitions, <addresses>, all other tags (10<sup>4</sup> must not become 104).
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ..source import Line
from .normalise import pick


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of a line that is not text."""

    start: int
    end: int
    code: str = ""
    """Diagnostic that reports the words in it; empty for a mere mark."""
    shade: int = 0
    """Characters after it that are literal although they stay."""


_ACTIVE = re.compile(r"[\\`*_\[<&]")
_ESCAPE = re.compile(r"\\[!-/:-@\[-`{-~]")
_TICKS = re.compile(r"`+")
# An address needs a `/ . : # @`, else `[2020](1)` would be a link; brackets inside it one level deep.
_ADDRESS = r"""\((?=[^()\s]*[/.:#@])(?:[^()\s]|\([^()\s]*+\))*+(?:\s++"[^"]*+")?\)"""
_IMAGE = re.compile(rf"!\[[^\[\]]*+\]{_ADDRESS}")
_LINK = re.compile(rf"\[([^\[\]]++)\]{_ADDRESS}")
_TAGS = "b|strong|i|em|u|small|big|mark|font|center|span|p|div|br"
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*+)?/?>|^(?:&(?:emsp|ensp|nbsp|#12288|#8195|#8194|#160);\s*+)+", re.I)
_RUN = re.compile(r"\*+|_+")
_KINDS = ("*", "**", "***", "__")
_STOPS = frozenset("，。、；：？！）》”’】〕」』…,.;:?!)]}")
_OPENERS = frozenset("（《“‘【〔「『([{")
_SENTENCE_ENDS = frozenset("。；：！？")
_COMMAS = frozenset("、，,")
# Stars before one of these stand for a name: `**县`, `王**同志`.
_PLACEHOLDER = frozenset("省市县区州盟旗乡镇村街局厅委部处科股院校厂公同书主年月日")


def inline(line: Line) -> tuple[Line, tuple[Cut, ...]]:
    """The line without inline marks, and the stretches taken out whose words must be reported (offsets in `line`)."""
    if not _ACTIVE.search(line.text):
        return line, ()
    shadow, cuts = line.text, list[Cut]()
    for find in _PASSES:
        found = list(find(shadow))
        shadow = _shaded(shadow, found)
        cuts.extend(found)
    cuts.sort(key=lambda cut: cut.start)
    return pick(line, _kept(cuts, len(line.text))), tuple(cut for cut in cuts if cut.code)


def _shaded(text: str, cuts: Iterable[Cut]) -> str:
    """The text with NUL wherever later passes must see nothing."""
    parts, start = [], 0
    for cut in sorted(cuts, key=lambda cut: cut.start):
        end = cut.end + cut.shade
        parts += [text[start : cut.start], "\0" * (end - cut.start)]
        start = end
    return "".join(parts) + text[start:]


def _kept(cuts: Iterable[Cut], length: int) -> Iterator[tuple[int, int]]:
    """The stretches between cuts that are in order."""
    start = 0
    for cut in cuts:
        if cut.start > start:
            yield start, cut.start
        start = cut.end
    yield start, length


def _code(text: str) -> Iterator[Cut]:
    """Runs of backticks, each with the next of its length; what stands between is literal."""
    runs = [run for run in _TICKS.finditer(text) if text[run.start() - 1 : run.start()] != "\\"]
    later: defaultdict[int, list[int]] = defaultdict(list)
    for index in reversed(range(len(runs))):
        later[len(runs[index][0])].append(index)
    free = 0
    for index, run in enumerate(runs):
        same = later[len(run[0])]
        same.pop()
        if index >= free and same:
            close = runs[same[-1]]
            yield Cut(run.start(), run.end(), shade=close.start() - run.end())
            yield Cut(close.start(), close.end())
            free = same[-1] + 1


def _escapes(text: str) -> Iterator[Cut]:
    for match in _ESCAPE.finditer(text):
        yield Cut(match.start(), match.start() + 1, shade=1)


def _images(text: str) -> Iterator[Cut]:
    for match in _IMAGE.finditer(text):
        yield Cut(*match.span(), "R133")


def _links(text: str) -> Iterator[Cut]:
    for match in _LINK.finditer(text):
        yield Cut(match.start(), match.start() + 1)
        yield Cut(match.end(1), match.end(), "R132")


def _tags(text: str) -> Iterator[Cut]:
    for match in _TAG.finditer(text):
        yield Cut(*match.span(), "R134")


def _emphasis(text: str) -> Iterator[Cut]:
    """Pairs of runs of stars or low lines of one kind; pairs never cross."""
    open_runs: dict[str, list[re.Match[str]]] = {kind: [] for kind in _KINDS}
    for run in _RUN.finditer(text):
        same = open_runs.get(run[0])
        if same is None:
            continue
        if same and _closes(text, run) and not _names(text, same[-1], run):
            first = same.pop()
            yield from (Cut(*first.span()), Cut(*run.span()))
            _forget(open_runs.values(), first.start())
        elif _opens(text, run):
            same.append(run)


def _forget(stacks: Iterable[list[re.Match[str]]], start: int) -> None:
    """Drop the runs that opened after `start`: they stand inside a pair and are text."""
    for stack in stacks:
        while stack and stack[-1].start() > start:
            stack.pop()


def _opens(text: str, run: re.Match[str]) -> bool:
    """CommonMark's left-flanking, stricter: no stop follows; `*` and `__` do not open inside a word."""
    before, after = _around(text, run)
    if after.isspace() or after in _STOPS:
        return False
    return _border(before) or (run[0] in ("**", "***") and not _sign(after))


def _closes(text: str, run: re.Match[str]) -> bool:
    """CommonMark's right-flanking; `**（一）加强领导。**各级` closes too, although a word follows the stop."""
    before, after = _around(text, run)
    if before.isspace() or before in _OPENERS or before in _COMMAS:
        return False
    return _border(after) or (run[0] in ("**", "***") and (not _sign(before) or _han(after)))


def _names(text: str, first: re.Match[str], last: re.Match[str]) -> bool:
    """Whether both runs stand for names left out: `**县和**镇`."""
    before, after = _around(text, last)
    return _around(text, first)[1] in _PLACEHOLDER and _han(after) and before not in _SENTENCE_ENDS


def _around(text: str, run: re.Match[str]) -> tuple[str, str]:
    """The characters before and after a run; the line's ends count as blanks."""
    return text[run.start() - 1 : run.start()] or " ", text[run.end() : run.end() + 1] or " "


def _border(char: str) -> bool:
    return char.isspace() or _sign(char)


def _sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


_PASSES: tuple[Callable[[str], Iterator[Cut]], ...] = (_code, _escapes, _images, _links, _tags, _emphasis)
"""In order of precedence: what one has taken, later ones do not see."""
