"""Reads the search's files back, as the browser would, for the self-test at the end of a build."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from .arranged import BROKEN, Arranged, starts, within
from .carriers import Carrier, Index, Scan
from .layout import FORMAT, LISTING, TRADITIONAL, folder, name
from .normalise import normalise, units
from .script import unpack
from .traditional import TABLE

NOTHING: Mapping[str, Any] = {"documents": (), "shards": (), "names": ()}
"""What there is of sections when the file of documents cannot be read."""
VOCABULARY = {"words", "readings", "others", "same"}
"""What there is in the file of words."""


class Shipped:
    """The search of a built site.

    A file that is missing or damaged holds nothing, as it would hold nothing for the browser; so the self-test misses
    its sections. Counts that do not agree with one another are damage too: the browser would go wrong by them.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        """`files`: site-relative paths → contents, as `search.files` returns them."""
        self._files, self._listing = files, unpack(files.get(LISTING, ""))
        self._folder = folder(str(self._listing.get("version", "")))
        self._sections = self._arranged()
        self.lacking = tuple(self._lacking())
        """Paths of files that every search needs and that are missing or damaged; with any of them nothing is found."""
        self.texts: dict[str, str] = {}
        """Address → normalised text of the sections there."""
        self._numbers: dict[str, list[int]] = {}
        self._carrier: Carrier = Scan((), ())
        if not self.lacking:
            self._open()

    def read(self) -> None:
        """Reads all lists, for copies of this process."""
        self._carrier.read()

    def holds(self, url: str, phrase: str) -> bool:
        """Whether the search, asked for a normalised phrase, answers with the section at an address."""
        return any(self._answers(number, units(phrase)) for number in self._numbers.get(url, ()))

    def _answers(self, number: int, phrase: str) -> bool:
        """Whether the phrase is found where the section stands."""
        start = self._sections.bases[number]
        return self._carrier.first(phrase, start, start + self._sections.sizes[number]) >= 0

    def _open(self) -> None:
        tables = [self._table(number) for number, _ in enumerate(self._listing["texts"])]
        self._carrier = self._carried(tables)
        begins = starts(self._listing["texts"])
        for number, url in enumerate(self._sections.urls):
            text = _row(tables, begins, number)
            if url is not None and text is not None:
                self._numbers.setdefault(url, []).append(number)
                self.texts[url] = f"{self.texts[url]}\n{text}" if url in self.texts else text

    def _carried(self, tables: list[list[str]]) -> Carrier:
        if self._listing["carrier"] == "index":
            return Index(self._listing["pairs"], self._entries)
        return Scan(chain.from_iterable(tables), self._sections.sizes)

    def _lacking(self) -> Iterator[str]:
        if unpack(self._files.get(TRADITIONAL, "")) != TABLE:
            yield TRADITIONAL
        if not self._readable():
            yield LISTING
        elif len(self._sections.urls) != self._listing["sections"]:
            yield self._folder + name("documents")
        elif self._listing["words"] and VOCABULARY - self._file(name("words")).keys():
            yield self._folder + name("words")

    def _readable(self) -> bool:
        """Whether the listing says what the browser needs of it."""
        said = self._listing
        known = said.get("format") == FORMAT and said.get("carrier") in ("scan", "index") and "words" in said
        with suppress(*BROKEN):
            return known and bool(starts(said["texts"])[-1] == said["sections"] and _are_texts(said["pairs"]))
        return False

    def _arranged(self) -> Arranged:
        documents = self._file(name("documents"))
        with suppress(*BROKEN):
            return Arranged(documents, [self._file(name("sections", at)) for at, _ in enumerate(documents["shards"])])
        return Arranged(NOTHING, ())

    def _table(self, number: int) -> list[str]:
        """The normalised texts of a file."""
        with suppress(*BROKEN):
            return [normalise(text) for _, _, text in self._file(name("texts", number))["rows"]]
        return []

    def _entries(self, number: int) -> str:
        return str(self._file(name("pairs", number)).get("entries", ""))

    def _file(self, path: str) -> dict[str, Any]:
        return unpack(self._files.get(self._folder + path, ""))


def _are_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _row(tables: list[list[str]], begins: Sequence[int], number: int) -> str | None:
    """The text of a section: first its file is found by the counts of all files, then its row in there."""
    shard = within(begins, number)
    row = number - begins[shard]
    return tables[shard][row] if shard < len(tables) and row < len(tables[shard]) else None
