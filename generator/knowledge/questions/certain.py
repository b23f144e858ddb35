"""Formulas that questions may be made of: the document itself names every item, in words that stand by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...annotations import HEADING, At, Passage
from ..formulas import Formula, Item
from ..mentions import plain

KINDS = ("standard", "local", "announcement")
SHORTEST, LONGEST = 2, 40
"""Characters of an item."""
UNEVEN = 3
"""How many times as long as the shortest the longest item may be, and two characters more: more is a faulty cut."""
DANGLING = re.compile(r"^(?:在.*[上中下内里]|.*(?:上|方面)|为了.*|[\d①-⑳].*|.*[…、，：；])$")
"""What is no item by itself: 在经济战线上, 为了实现…."""
LED = re.compile("^(?:[对同与把将按由]|选择|围绕|针对|聚焦|突出|落实|加强|开展|推进|抓好|做好)")
"""What may have led to a list and stayed on its first item."""
PAIRS = (("“", "”"), ("‘", "’"), ("（", "）"), ("《", "》"), ("(", ")"))
NUMERALS = re.compile("[一二三四五六七八九十〇\\d]+")

Lines = Mapping[tuple[str, str, int, int], Passage]
"""The lines of all documents by document, section, block and row."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item with its place."""

    text: str
    at: At


@dataclass(frozen=True, slots=True)
class Known:
    """A formula whose items are certain."""

    formula: Formula
    mention: At
    """The mention that its items belong to."""
    items: tuple[Listed, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of its items."""
        return tuple(item.text for item in self.items)

    @property
    def is_inline(self) -> bool:
        """Whether all of it stands in one line."""
        return all(row(item.at) == row(self.mention) for item in self.items)

    @property
    def is_name(self) -> bool:
        """Whether its words name it wherever they stand, and not only at their place (三个方面)."""
        return self.formula.kind != "announcement"


def row(at: At) -> tuple[str, str, int, int]:
    """The line of an address."""
    return at.document, at.section, at.block, at.line


def find(formulas: Iterable[Formula], lines: Lines) -> tuple[Known, ...]:
    """The certain ones, one for each name in each document; of several with one name none can be told apart."""
    found: dict[tuple[str, str], list[Known]] = {}
    for formula in formulas:
        if formula.kind in KINDS and (known := _known(formula, lines)):
            found.setdefault((formula.document, formula.id), []).append(known)
    return tuple(group[0] for group in found.values() if len(group) == 1 or group[0].is_name)


def _known(formula: Formula, lines: Lines) -> Known | None:
    if formula.resolution != "document" or formula.certainty != "sure" or len(formula.items) < 2:
        return None
    items = tuple(_listed(formula.items, lines))
    texts = [item.text for item in items]
    if len(items) != len(formula.items) or not _is_even(texts) or not _as_the_table(formula, texts):
        return None
    known = Known(formula, _mention(formula, items), items)
    is_list = len({row(item.at) for item in items}) == 1
    return known if not (is_list and _is_frayed(known, lines)) else None


def _listed(items: Sequence[Item], lines: Lines) -> Iterator[Listed]:
    """The items whose words stand in their lines, each at its very place."""
    for item in items:
        if not item.at or row(item.at) not in lines:
            continue
        start = lines[row(item.at)].text.find(item.text, item.at.start)
        if start >= 0 and start + len(item.text) <= item.at.end and _stands_alone(item.text):
            yield Listed(item.text, lines[row(item.at)].part(start, start + len(item.text)))


def _stands_alone(text: str) -> bool:
    is_whole = all(text.count(a) == text.count(b) for a, b in PAIRS)
    return SHORTEST <= len(text) <= LONGEST and is_whole and not DANGLING.match(text)


def _is_even(texts: Sequence[str]) -> bool:
    """Whether items differ by more than their numbers, are no part of one another, and about equally long."""
    if len({NUMERALS.sub("", text) for text in texts}) < len(texts):
        return False
    if any(one != other and one in other for one in texts for other in texts):
        return False
    return max(map(len, texts)) <= UNEVEN * min(map(len, texts)) + 2


def _as_the_table(formula: Formula, texts: Sequence[str]) -> bool:
    """Whether a name of the table has the table's items: what a document says otherwise is perhaps something else."""
    expansion = formula.term.expansion if formula.term else ()
    if not expansion:
        return True
    return len(expansion) == len(texts) and all(alike(*pair) for pair in zip(expansion, texts, strict=True))


def alike(one: str, other: str) -> bool:
    """Whether two items say nearly the same: one within the other, or most characters shared."""
    first, second = plain(one).replace("的", ""), plain(other).replace("的", "")
    if first in second or second in first:
        return True
    shared = len(set(first) & set(second))
    return shared * 4 >= 3 * min(len(set(first)), len(set(second)))


def _mention(formula: Formula, items: Sequence[Listed]) -> At:
    """The mention beside the items: in their line, else the first in or above their section."""
    beside = [at for at in formula.mentions if row(at) == row(items[0].at)]
    section = items[0].at.section
    above = [at for at in formula.mentions if not at.section or f"{section}-".startswith(f"{at.section}-")]
    return (*beside, *above[::-1], *formula.mentions)[0]


def _is_frayed(known: Known, lines: Lines) -> bool:
    """Whether a plain list seems cut in the wrong place: its first item led by a preposition, its last too long."""
    texts = known.texts
    if is_numbered(known, lines):
        return False
    others = texts[:-1]
    mean = sum(map(len, others)) / len(others)
    is_led = bool(LED.match(texts[0])) and not any(LED.match(text) for text in texts[1:])
    has_more = "的" in texts[-1] and not any("的" in text for text in others)
    return is_led or has_more or len(texts[-1]) > 2 * mean or len(texts[0]) > 2 * len(texts[1])


ORDINAL = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}(?:是|要|、)|第[一二三四五六七八九十]{1,2}[，、]?|[（(][一二三四五六七八九十\d]{1,2}[)）]|"
    r"\d{1,2}[.．、]|[①-⑳]|首先[，]?|其次[，]?|最后[，]?)\s*$"
)


def is_numbered(known: Known, lines: Lines) -> bool:
    """Whether the text numbers every item: 一是…二是…, （一）…（二）…."""
    return all(_bears_number(lines[row(item.at)], item.at) for item in known.items)


def _bears_number(passage: Passage, at: At) -> bool:
    if at.block == HEADING:
        return passage.section.ordinal is not None
    return bool(ORDINAL.search(passage.text[: at.start])) or (not at.start and passage.section.ordinal is not None)
