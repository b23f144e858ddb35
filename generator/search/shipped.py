"""Reads the search's files back, as the browser would, for the self-test at the end of a build."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from . import pairs, sections
from .layout import LISTING, folder, name
from .normalise import normalise, units
from .script import unpack


class Shipped:
    """The search of a built site.

    A file that is missing or damaged holds nothing, as it would hold nothing for the browser; so the self-test misses
    its sections.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        """`files`: site-relative paths → contents, as `search.files` returns them."""
        listing = unpack(files.get(LISTING, ""))
        self._files, self._folder = files, folder(str(listing.get("version", "")))
        self._shards = len(listing.get("pairs", ())) if listing.get("carrier") == "index" else None
        documents = self._file(name("documents"))
        columns = [self._file(name("sections", number)) for number, _ in enumerate(documents.get("shards", ()))]
        urls, sizes = sections.read(documents, columns)
        self.texts = _by_url(urls, self._rows(len(listing.get("texts", ()))))
        """Address → normalised text of the sections there."""
        self._spans = _spans(urls, sizes)
        self._written = dict(self._entries())
        self._beginning: dict[str, list[str]] = {}
        for pair in self._written:
            self._beginning.setdefault(pair[0], []).append(pair)
        self._lists: dict[str, pairs.Places] = {}
        self._singles: dict[str, pairs.Places] = {}

    def holds(self, url: str, phrase: str) -> bool:
        """Whether the search, asked for a normalised phrase, answers with the section at an address."""
        if self._shards is None:
            return phrase in self.texts.get(url, "")
        return any(self._stands(units(phrase), start, end) for start, end in self._spans.get(url, ()))

    def _stands(self, phrase: str, start: int, end: int) -> bool:
        if len(phrase) == 1:
            return bool(pairs.between(self._single(phrase), start, end))
        later = [(at, self._places(phrase[at : at + 2])) for at in range(1, len(phrase) - 1)]
        firsts = pairs.between(self._places(phrase[:2]), start, end)
        return any(all(pairs.contains(places, first + at) for at, places in later) for first in firsts)

    def _single(self, char: str) -> pairs.Places:
        """The places of all pairs that begin with a character."""
        if char not in self._singles:
            beginning = map(self._places, self._beginning.get(char, ()))
            self._singles[char] = sorted(chain.from_iterable(beginning))
        return self._singles[char]

    def _places(self, pair: str) -> pairs.Places:
        if pair not in self._lists:
            self._lists[pair] = pairs.decode(self._written.get(pair, ""))
        return self._lists[pair]

    def _file(self, path: str) -> dict[str, Any]:
        return unpack(self._files.get(self._folder + path, ""))

    def _rows(self, shards: int) -> Iterator[str]:
        """The texts in order."""
        for number in range(shards):
            yield from (str(row[-1]) for row in self._file(name("texts", number)).get("rows", ()))

    def _entries(self) -> Iterator[tuple[str, str]]:
        for number in range(self._shards or 0):
            yield from pairs.entries(str(self._file(name("pairs", number)).get("entries", "")))


def _by_url(urls: Iterable[str], rows: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for url, text in zip(urls, rows, strict=False):
        found[url] = found[url] + "\n" + normalise(text) if url in found else normalise(text)
    return found


def _spans(urls: Iterable[str], sizes: Sequence[int]) -> dict[str, list[tuple[int, int]]]:
    """Address → where its sections begin and end among all texts."""
    starts = accumulate(sizes, lambda start, size: start + size + 1, initial=0)
    spans: dict[str, list[tuple[int, int]]] = {}
    for url, start, size in zip(urls, starts, sizes, strict=False):
        spans.setdefault(url, []).append((start, start + size))
    return spans
