"""Where a word stands among all texts, looked up in the shipped files as the browser's two carriers do."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Protocol

from . import pairs
from .arranged import within
from .normalise import units

BREAK = "\n"
"""Stands between two texts; no normalised word holds one."""
LAST = "\uffff"
"""After all units of a text."""


class Carrier(Protocol):
    """One of the two."""

    def first(self, word: str, start: int, end: int) -> int:
        """The first place of a normalised word (in units of UTF-16) in [start, end); -1: none."""


class Scan:
    """All texts in a row: overrides/assets/search/scan.js."""

    def __init__(self, flats: Iterable[str], sizes: Iterable[int]) -> None:
        """The normalised texts, each brought to the size that is shipped for it."""
        fitted = (units(flat)[:size].ljust(size, BREAK) for flat, size in zip(flats, sizes, strict=False))
        self._row = BREAK.join(fitted)

    def first(self, word: str, start: int, end: int) -> int:
        """See `Carrier`."""
        return self._row.find(word, start, end)


class Index:
    """The lists of `pairs`, those that a word needs: overrides/assets/search/pairs.js."""

    def __init__(self, firsts: Sequence[str], load: Callable[[int], str]) -> None:
        """The first pair of every shard; what brings the entries of a shard by its number."""
        self._firsts, self._load = [units(first) for first in firsts], load
        self._shards: dict[int, Mapping[str, str]] = {}
        self._lists: dict[str, pairs.Places] = {}

    def first(self, word: str, start: int, end: int) -> int:
        """See `Carrier`."""
        if not self._firsts:
            return -1
        if len(word) == 1:
            return next(iter(pairs.between(self._known(word, self._single), start, end)), -1)
        offsets = [*range(2, len(word) - 1, 2), len(word) - 2]
        later = [(at, self._known(word[at : at + 2], self._pair)) for at in offsets]
        found = pairs.between(self._known(word[:2], self._pair), start, end)
        return next((place for place in found if all(pairs.contains(many, place + at) for at, many in later)), -1)

    def _known(self, key: str, read: Callable[[str], pairs.Places]) -> pairs.Places:
        """The places of a pair or a single character, read once."""
        if key not in self._lists:
            self._lists[key] = read(key)
        return self._lists[key]

    def _pair(self, pair: str) -> pairs.Places:
        return pairs.decode(self._shard(within(self._firsts, pair)).get(pair, ""))

    def _single(self, character: str) -> pairs.Places:
        """The places of all pairs that begin with a character, in as little memory as they need."""
        shards = range(within(self._firsts, character), within(self._firsts, character + LAST) + 1)
        entries = chain.from_iterable(self._shard(number).items() for number in shards)
        lists = [pairs.decode(written) for pair, written in entries if pair[0] == character]
        return array("I", sorted(chain.from_iterable(lists)))

    def _shard(self, number: int) -> Mapping[str, str]:
        if number not in self._shards:
            self._shards[number] = dict(pairs.entries(self._load(number)))
        return self._shards[number]
