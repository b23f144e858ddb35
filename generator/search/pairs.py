"""The index of the carrier for large sites: where every pair of neighbouring characters stands.

A phrase stands where its pairs stand side by side: 民主集中 where 民主 stands and 集中 two characters on. So every
piece of the text is found, wherever words are cut, and the browser loads only the few lists that a query needs. A
single character is the union of the pairs that begin with it; the last character of a text makes a list of its own.

A place counts the units (UTF-16) of all normalised texts one after another, one unit apart, so that no phrase runs over
the end of a text. Lists are written as differences (`numbers`), sorted by pair and cut into shards. In a shard, entries
are parted by `!`: a first character alone, then each second character (a blank for none) with its places.
overrides/assets/search/pairs.js reads them.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from . import numbers

BREAK = "!"
END = " "
HIGHEST = 0xFFFFFFFF
"""The highest place that there can be."""
SHARD = 16_000
"""Characters of a shard; one long list may make it longer."""

Places = Sequence[int]
Lists = Mapping[str, Places]
"""Pair, or last character of a text → the places where it begins, ascending."""


def lists(flats: Iterable[str]) -> dict[str, array[int]]:
    """All lists of the normalised texts (in units of UTF-16)."""
    found: dict[str, array[int]] = {}
    base = 0
    for flat in flats:
        for at in range(len(flat)):
            pair = flat[at : at + 2]
            if pair in found:
                found[pair].append(base + at)
            else:
                found[pair] = array("I", (base + at,))
        base += len(flat) + 1
    return found


def shards(found: Lists) -> Iterator[tuple[str, str]]:
    """(first pair, entries) of every shard, in order."""
    first, parts, size, above = "", list[str](), 0, ""
    for pair in sorted(found):
        if size > SHARD:
            yield first, BREAK.join(parts)
            parts, size, above = [], 0, ""
        if not parts:
            first = pair
        if pair[0] != above:
            above = pair[0]
            parts.append(above)
        parts.append((pair[1:] or END) + encode(found[pair]))
        size += len(parts[-1]) + 1
    if parts:
        yield first, BREAK.join(parts)


def encode(places: Places) -> str:
    """Ascending places as their differences.

    >>> encode([0, 44, 89, 8189])
    '#OQ#TZ#'
    """
    return numbers.encode([places[0], *(after - before for before, after in pairwise(places))])


def decode(text: str) -> array[int]:
    """What `encode` wrote; of what is damaged, wrong places."""
    places = list(accumulate(numbers.decode(text)))
    if places and places[-1] > HIGHEST:
        places = [place & HIGHEST for place in places]
    return array("I", places)


def entries(shard: str) -> Iterator[tuple[str, str]]:
    """(pair, list as written) of a shard."""
    first = ""
    for entry in shard.split(BREAK):
        if len(entry) == 1:
            first = entry
        elif entry:
            yield first + entry[0].replace(END, ""), entry[1:]


def between(places: Sequence[int], start: int, end: int) -> Sequence[int]:
    """The ascending places that lie in [start, end)."""
    return places[bisect_left(places, start) : bisect_left(places, end)]


def contains(places: Sequence[int], place: int) -> bool:
    """Whether a place is among the ascending places."""
    return bool(between(places, place, place + 1))
