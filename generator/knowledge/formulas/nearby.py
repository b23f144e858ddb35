"""Items of a formula behind it in its own paragraph: a series, or a list behind a colon, 即, or a bracket.

Every way gives the items when they are as many as the words say, else nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...annotations import Passage
from ...model import Paragraph, Series
from ...text import CLOSING, OPENING, stops
from .shapes import Item, Place

LEAD = 26
"""Characters between a formula and the series that it announces, at most."""
OPENERS = re.compile(
    r"^[”’」\"]?(?:（(?!见|下|以下|简)(?:即|指|包括)?|[^，。；：、！？（“]{0,6}?(?:：|:|——|[，。]?即(?!使|将|可)：?|"
    r"，?(?:分别)?(?:是指|指的是|就是|包括|分别[是为]|主要[是为])：?|（(?:即|指|包括)))"
)
"""What stands between a formula and the list of its items."""
NEXT = re.compile("[”’」]?[^，。；：！？“]{0,6}[，。：]")
"""From a formula to the next clause or sentence."""
SAID = re.compile(r"(?:是指|指的是|指|包括|分别[是为]|主要[是为]|即)：?")
"""What leads to the list in an explanation."""
PARTS = tuple(map(re.compile, ("；", "、", "、|以及|[和及与](?=[^、]{1,16}$)", "、|以及|和|与", "，", "[、，]")))
"""Separators of a list, the surer first; the last two only where the parts are alike or many."""
LED = re.compile("^(?:同(?![志步心盟等])|对(?![外口台策内等])|把(?!握|关))")
"""A preposition before the first item of a list, and no part of it: 同帝国主义、封建主义和…."""
NUMBERED = re.compile(r"\s*(?:\d{1,2}[.、．]|[①-⑳])")
"""A number that an item has in a list without recognised ordinals: ①."""
LONGEST = 24
"""Characters of an item of a list without ordinals."""
STRETCH = 2 * LONGEST + 2
"""Characters for each item that a list may take with its separators: what is longer is no list of so many."""


def series(place: Place) -> tuple[Item, ...]:
    """The items of a series that follows (抓住两个关键，一是…二是…)."""
    for found in _series(place):
        items = found.items
        lead = place.passage.text[place.end : items[0].span.start]
        if items[0].span.start >= place.end and _announces(lead) and len(items) == place.declared:
            return tuple(_titled(place.passage, i.title.start, i.title.end) for i in items)
    return ()


def spelled(place: Place) -> tuple[Item, ...]:
    """The items of a series whose ordinals are the digits of the formula (“一三五”：一是…三是…五是…)."""
    for found in _series(place):
        if found.formula == place.text and found.items[0].span.start >= place.end:
            return tuple(_titled(place.passage, i.title.start, i.title.end) for i in found.items)
    return ()


def behind(place: Place) -> tuple[Item, ...]:
    """The items of a list right behind it (四个层次：法律、法规、规章、地方性法规)."""
    stretch = listed_behind(place)
    return as_many(place.passage, place.declared, *stretch) if stretch else ()


def repeated(place: Place) -> tuple[Item, ...]:
    """The items in the next clause or sentence when each begins with what is counted: “两个聚焦”。聚焦…、聚焦…"""
    text, key = place.passage.text, place.tail
    lead = NEXT.match(text, place.end)
    if len(key) < 2 or not lead:
        return ()
    stop = re.compile("[。！？]").search(text, lead.end())
    start, end = lead.end(), min(stop.start() if stop else len(text), lead.end() + (place.declared + 1) * STRETCH)
    for separator in PARTS[:2] + PARTS[4:5]:
        spans = split(text[start:end], separator)
        if len(spans) == place.declared and all(text.startswith(key, start + a) for a, _ in spans):
            return tuple(item(place.passage, start + a, start + b) for a, b in spans)
    return ()


def listed_behind(place: Place) -> tuple[int, int] | None:
    """(start, end) of what a colon or the like behind a formula opens, up to the end of the sentence."""
    text = place.passage.text
    opener = OPENERS.match(text[place.end :])
    if not opener:
        return None
    start = place.end + opener.end()
    bracket = "（" in opener[0]
    stop = re.search("）" if bracket else "[。！？]", text[start:])
    return start, start + stop.start() if stop else len(text)


def as_many(passage: Passage, declared: int, start: int, end: int) -> tuple[Item, ...]:
    """The parts of a stretch, by the first separator that makes as many as are counted."""
    end = min(end, start + (declared + 1) * STRETCH)
    for separator in PARTS:
        text = passage.text[start:end]
        if "、" in separator.pattern and "，" not in separator.pattern:
            first = next((stop for stop in stops(text, "，；：。") if "、" in text[:stop] or declared < 3), len(text))
            text = text[:first]
        spans = split(text, separator)
        if len(spans) == declared and _are_items([text[a:b] for a, b in spans], separator.pattern):
            first = spans[0][0] + led(*(text[a:b] for a, b in spans))
            return tuple(item(passage, start + a, start + b) for a, b in [(first, spans[0][1]), *spans[1:]])
    return ()


def led(first: str, *others: str) -> int:
    """Characters of a preposition before the first part of a list; none when another part begins so, too."""
    return int(bool(LED.match(first)) and not any(map(LED.match, others)))


def _are_items(parts: Sequence[str], separator: str) -> bool:
    """Whether parts of a list are its items: short, and alike where only commas part them."""
    if len(parts) < 2 or max(map(len, parts)) > 2 * LONGEST:
        return False
    if separator == "，" and not all(part.strip()[:1].isdecimal() for part in parts):
        heads, ends = {part[0] for part in parts}, {part.rstrip("。；")[-1] for part in parts}
        return len(heads) == 1 or len(ends) == 1 or len({len(part) for part in parts}) == 1
    return separator != "[、，]" or len(parts) > 3


def nearly(place: Place) -> int:
    """How many short parts a plain list right behind a formula has, when they are not as many as it says; else 0."""
    stretch = listed_behind(place)
    if not stretch or stretch[1] - stretch[0] > (place.declared + 1) * STRETCH:
        return 0
    text = place.passage.text[slice(*stretch)]
    parts = [text[a:b] for a, b in split(text, PARTS[1])]
    is_plain = len(parts) > 1 and not re.search("[，；：等…和与及]", text)
    return len(parts) if is_plain and all(len(p) <= LONGEST // 2 for p in parts) and len(parts) != place.declared else 0


def split(text: str, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    """The parts of a text between separators outside quotation marks and brackets; empty ones left out."""
    if not separator.search(text):
        return [(0, len(text))] if text.strip() else []
    depth, inside = 0, []
    for char in text:
        depth += (char in OPENING) - (char in CLOSING and depth > 0)
        inside.append(depth > 0)
    cuts = [0]
    for found in separator.finditer(text):
        if not inside[found.start()]:
            cuts += found.span()
    cuts.append(len(text))
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=True) if text[a:b].strip()]


def _announces(lead: str) -> bool:
    """Whether the words between a formula and a series make it the formula's: few, and no stop but at their end."""
    return len(lead) <= LEAD and not re.search("[。；！？].", lead.strip())


def _series(place: Place) -> Sequence[Series]:
    at = place.passage.at
    block = place.passage.section.body[at.block] if at.block >= 0 else None
    return block.series if isinstance(block, Paragraph) else ()


def _titled(passage: Passage, start: int, end: int) -> Item:
    """An item of a series; clauses that go on as its title began are part of it (提升…，提升…，提升…三方面上发力)."""
    text = passage.text
    while (
        text[end : end + 1] == "，" and text[end + 1 : end + 3] in text[start:end] and len(text[end + 1 : end + 3]) == 2
    ):
        stop = re.compile("[，。；：！？]").search(text, end + 1)
        end = stop.start() if stop else len(text)
    return item(passage, start, max(start + 1, end))


def item(passage: Passage, start: int, end: int) -> Item:
    """A stretch as an item, without blanks, quotation marks around all of it and 和 before it."""
    text = passage.text
    number = NUMBERED.match(text, start, end)
    start = number.end() if number and number.end() < end else start
    while start < end - 1 and (text[start].isspace() or text[start : start + 2] in ("以及",)):
        start += 2 if text[start : start + 2] == "以及" else 1
    if text[start] in "“‘" and text[end - 1] in "”’" and text[start:end].count(text[start]) == 1:
        start, end = start + 1, end - 1
    while end > start + 1 and text[end - 1] in "。；，;, \u3000":
        end -= 1
    return Item(text[start:end], passage.part(start, end))
