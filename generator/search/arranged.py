"""The sections as the browser arranges them out of the files of `sections`; overrides/assets/search/store.js does it.

The browser goes from a place to its document and from there to the section, by counts that stand in several files.
Where these do not agree, it would come to a wrong section or to none: such a file is as good as missing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import accumulate, chain, repeat
from typing import Any

from . import numbers, sections

BROKEN = (LookupError, TypeError, ValueError, OverflowError)
"""What comes of reading nonsense; the browser's scripts fail likewise."""


def starts(lengths: Iterable[int], first: int = 0) -> array[int]:
    """Where each of many lengths in a row begins; one more: the end."""
    return array("I", accumulate(lengths, initial=first))


def within(begins: Sequence[Any], place: object) -> int:
    """The number of the stretch that holds a place, found by halving: its beginning is the last not after the place."""
    return max(bisect_right(begins, place) - 1, 0)


class Arranged:
    """Addresses, sizes and places of all sections, by number. Of those in damaged files, nothing is known."""

    def __init__(self, documents: Mapping[str, Any], files: Iterable[Mapping[str, Any]]) -> None:
        """What `sections.write` wrote: `documents`, and `files` of columns. Raises `BROKEN` for damaged `documents`."""
        heads = documents["documents"]
        self._folders = [str(head[1]) for head in heads]
        self._firsts = starts(head[4] for head in heads)
        self._begins = starts(head[5] for head in heads)
        self._shards = starts(documents["shards"])
        self._names = len(documents["names"])
        many = self._firsts[-1]
        self.urls: list[str | None] = [None] * many
        """None: not known."""
        self.sizes = array("I", [0]) * many
        """How many units of normalised text each has."""
        self.bases = array("I", [0]) * many
        """Where each begins, if the normalised texts stood in a row, one unit apart."""
        for number, columns in enumerate(files):
            with suppress(*BROKEN):
                self._fill(number, columns)

    def _fill(self, number: int, columns: Mapping[str, Any]) -> None:
        """Takes over what a file of columns says, if it agrees with the file of documents."""
        low, high = self._shards[number], self._shards[number + 1]
        first, end = self._firsts[low], self._firsts[high]
        sizes = array("I", numbers.decode(columns["sizes"]))
        urls = sections.addresses(columns["urls"])
        bases = starts((size + 1 for size in sizes), self._begins[low])
        agreed = all(bases[self._firsts[at] - first] == self._begins[at] for at in range(low, high + 1))
        if agreed and len(urls) == len(sizes) == end - first and _whole(columns, end - first, self._names):
            self.urls[first:end] = map(str.__add__, self._above(low, high), urls)
            self.sizes[first:end], self.bases[first:end] = sizes, bases[:-1]

    def _above(self, low: int, high: int) -> Iterator[str]:
        """The address of the document of each section, of the documents from `low` to before `high`."""
        many = (self._firsts[at + 1] - self._firsts[at] for at in range(low, high))
        return chain.from_iterable(map(repeat, self._folders[low:high], many))


def _whole(columns: Mapping[str, Any], many: int, names: int) -> bool:
    """Whether all other columns have as many values, and those of topics mean something."""
    topics, mixtures = list(numbers.decode(columns["topics"])), columns["mixtures"]
    counts = [sum(list(numbers.decode(columns[name]))[1::2]) for name in ("levels", "heads", "topics")]
    known = all(topic < len(mixtures) for topic in topics[::2])
    return counts == [many] * 3 and known and all(name < names for mixture in mixtures for name in mixture)
