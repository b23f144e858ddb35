"""The shipped files of the search: plain scripts that the result page loads and looks through.

Texts are matched, not tokens: a query finds every section whose `normalise`d text holds its `normalise`d words. Two
carriers give the same answers: `scan` sends all texts once and looks through them, `index` sends the lists of `pairs`
that a query needs. `overrides/assets/search/` is the other half, in the browser.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from ..results import Record
from . import pairs, parts, sections, texts
from .layout import CODE, FOLDER, FORMAT, LISTING, TRADITIONAL, folder, name
from .normalise import normalise, units
from .script import pack
from .shipped import Shipped
from .traditional import TABLE

__all__ = ["CARRIERS", "CODE", "FOLDER", "Shipped", "files", "normalise", "parts"]

File = tuple[str, str]
"""Path and content."""
Carrier = Literal["scan", "index"]
CARRIERS = ("auto", "scan", "index")
"""What mkdocs.yml may say under `extra.yandu.search.carrier`."""
LARGE = 4_000_000
"""Bytes of all texts, compressed, from which `auto` takes the index."""
TEXTS: dict[Carrier, int] = {"scan": 1_000_000, "index": 8_000}
"""Bytes of a file of texts: large where all are needed, small where they are looked up."""


def files(
    records: Sequence[Record],
    carrier: str = "auto",
    words: Callable[[], Mapping[str, object]] | None = None,
    *,
    site_name: str = "",
    also: Sequence[str] = (),
) -> tuple[File, ...]:
    """The search's files as (path below docs/, content), `LISTING` first; `words` says what `vocabulary.build` found.

    It is asked last. `also` are the paths of sites that are searched together with it.
    """
    chosen = _carrier(records, carrier)
    flats = [units(normalise(record.text)) for record in records]
    shards = list(texts.shards(records, TEXTS[chosen]))
    lists = list(pairs.shards(pairs.lists(flats))) if chosen == "index" else []
    inner = (*_sections(records, flats), *_texts(shards), *_pairs(lists), *_words(words))
    version = _digest(inner)
    listing = {
        "format": FORMAT,
        "version": version,
        "name": site_name,
        "also": list(also),
        "carrier": chosen,
        "sections": len(records),
        "texts": [len(shard) for shard in shards],
        "pairs": [first for first, _ in lists],
        "words": bool(words),
    }
    outer = ((LISTING, pack(listing)), (TRADITIONAL, pack(TABLE)))
    return *outer, *((folder(version) + path, content) for path, content in inner)


def _carrier(records: Sequence[Record], asked: str) -> Carrier:
    if asked == "auto":
        return choose(records)
    return "index" if asked == "index" else "scan"


def choose(records: Sequence[Record]) -> Carrier:
    """The carrier for a site of this size."""
    packer = zlib.compressobj()
    size = sum(len(packer.compress(record.text.encode("utf-8", "surrogatepass"))) for record in records)
    return "index" if size + len(packer.flush()) > LARGE else "scan"


def _sections(records: Sequence[Record], flats: Sequence[str]) -> Iterator[File]:
    documents, columns = sections.write(records, flats)
    yield name("documents"), pack(documents)
    for number, shard in enumerate(columns):
        yield name("sections", number), pack(shard)


def _texts(shards: Iterable[Sequence[Record]]) -> Iterator[File]:
    for number, shard in enumerate(shards):
        yield name("texts", number), pack(texts.table(shard))


def _pairs(lists: Iterable[tuple[str, str]]) -> Iterator[File]:
    for number, (_, entries) in enumerate(lists):
        yield name("pairs", number), pack({"entries": entries})


def _words(words: Callable[[], Mapping[str, object]] | None) -> Iterator[File]:
    if words:
        yield name("words"), pack(words())


def _digest(inner: Iterable[File]) -> str:
    """Name of a folder, after what is in it."""
    whole = sha256()
    for _, content in inner:
        whole.update(content.encode())
    return whole.hexdigest()[:8]
