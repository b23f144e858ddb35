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

    def read(self) -> None:
        """Reads all that it would read later, so that copies of this process need not read it once more."""

    def first(self, word: str, start: int, end: int) -> int:
        """The first place of a normalised word (in units of UTF-16) in [start, end); -1: none."""


class Scan:
    """All texts in a row: overrides/assets/search/scan.js."""

    def __init__(self, flats: Iterable[str], sizes: Iterable[int]) -> None:
        """The normalised texts, each brought to the size that is shipped for it."""
        fitted = (units(flat)[:size].ljust(size, BREAK) for flat, size in zip(flats, sizes, strict=False))
        self._row = BREAK.join(fitted)

    def read(self) -> None:
        """See `Carrier`."""

    def first(self, word: str, start: int, end: int) -> int:
        """See `Carrier`."""
        return self._row.find(word, start, end)


class Index:
    """The lists of `pairs`, those that a word needs: overrides/assets/search/pairs.js."""

    def __init__(self, firsts: Sequence[str], load: Callable[[int], str]) -> None:
        """The first pair of every shard; what brings the entries of a shard by its number."""
        self._firsts, self._load = [units(first) for first in firsts], load
        self._shards: dict[int, Mapping[str, str]] = {}
        self._pairs: dict[str, pairs.Places] = {}
        self._singles: dict[str, pairs.Places] = {}

    def read(self) -> None:
        """See `Carrier`."""
        every = chain.from_iterable(self._shard(number) for number, _ in enumerate(self._firsts))
        for character in {pair[0] for pair in every}:
            self._single(character)

    def first(self, word: str, start: int, end: int) -> int:
        """See `Carrier`."""
        if not self._firsts:
            return -1
        if len(word) == 1:
            return next(iter(pairs.between(self._single(word), start, end)), -1)
        offsets = [*range(2, len(word) - 1, 2), len(word) - 2]
        later = [(at, self._pair(word[at : at + 2])) for at in offsets]
        found = pairs.between(self._pair(word[:2]), start, end)
        return next((place for place in found if all(pairs.contains(many, place + at) for at, many in later)), -1)

    def _pair(self, pair: str) -> pairs.Places:
        """The places of a pair, or of a character at the end of a text."""
        if pair not in self._pairs:
            self._pairs[pair] = pairs.decode(self._shard(within(self._firsts, pair)).get(pair, ""))
        return self._pairs[pair]

    def _single(self, character: str) -> pairs.Places:
        """The places of all pairs that begin with a character, in as little memory as they need."""
        if character not in self._singles:
            shards = range(within(self._firsts, character), within(self._firsts, character + LAST) + 1)
            every = chain.from_iterable(self._shard(number) for number in shards)
            lists = [self._pair(pair) for pair in every if pair[0] == character]
            self._singles[character] = array("I", sorted(chain.from_iterable(lists)))
        return self._singles[character]

    def _shard(self, number: int) -> Mapping[str, str]:
        if number not in self._shards:
            self._shards[number] = dict(pairs.entries(self._load(number)))
        return self._shards[number]
