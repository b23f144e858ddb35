"""The shipped files of the search: plain scripts that the result page loads and looks through.

Texts are matched, not tokens: a query finds every section whose `normalise`d text holds its `normalise`d words. Two
carriers give the same answers: `scan` sends all texts once and looks through them, `index` sends the lists of `pairs`
that a query needs. `overrides/assets/search/` is the other half, in the browser.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Literal

from ..results import Record
from . import pairs, sections, texts
from .layout import FOLDER, LISTING, TRADITIONAL, folder, name
from .normalise import normalise, units
from .script import pack
from .shipped import Shipped
from .traditional import SIMPLIFIED
from .traditional import TRADITIONAL as TRADITIONAL_CHARACTERS

__all__ = ["CARRIERS", "FOLDER", "Shipped", "files", "normalise"]

Carrier = Literal["scan", "index"]
CARRIERS = ("auto", "scan", "index")
"""What mkdocs.yml may say under `extra.yandu.search.carrier`."""
FORMAT = 1
"""Of the files: sites are searched together only where it is the same (`store.js`)."""
LARGE = 4_000_000
"""Bytes of all texts, compressed, from which `auto` takes the index."""
TEXTS: dict[Carrier, int] = {"scan": 1_000_000, "index": 12_000}
"""Bytes of a file of texts: large where all are needed, small where they are looked up."""


def files(
    records: Sequence[Record],
    carrier: str = "auto",
    words: Mapping[str, object] | None = None,
    *,
    site_name: str = "",
    also: Sequence[str] = (),
) -> tuple[tuple[str, str], ...]:
    """The search's files as (path below docs/, content), `LISTING` first; `words` is what `vocabulary.build` found.

    `also` are the paths of sites that are searched together with it.
    """
    chosen = choose(records) if carrier == "auto" else carrier
    flats = [units(normalise(record.text)) for record in records]
    documents, columns = sections.write(records, flats)
    inner = [(name("documents"), pack(documents))]
    inner += [(name("sections", number), pack(shard)) for number, shard in enumerate(columns)]
    shards = list(texts.shards(records, TEXTS["index" if chosen == "index" else "scan"]))
    inner += [(name("texts", number), pack(texts.table(shard))) for number, shard in enumerate(shards)]
    lists = list(pairs.shards(pairs.lists(flats))) if chosen == "index" else []
    inner += [(name("pairs", number), pack({"entries": entries})) for number, (_, entries) in enumerate(lists)]
    inner += [(name("words"), pack(words))] if words else []
    version = _digest(content for _, content in inner)
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
    table = {"traditional": TRADITIONAL_CHARACTERS, "simplified": SIMPLIFIED}
    outer = ((LISTING, pack(listing)), (TRADITIONAL, pack(table)))
    return *outer, *((folder(version) + path, content) for path, content in inner)


def choose(records: Sequence[Record]) -> Carrier:
    """The carrier for a site of this size."""
    packer = zlib.compressobj()
    size = sum(len(packer.compress(record.text.encode("utf-8", "surrogatepass"))) for record in records)
    return "index" if size + len(packer.flush()) > LARGE else "scan"


def _digest(contents: Iterator[str]) -> str:
    whole = sha256()
    for content in contents:
        whole.update(content.encode())
    return whole.hexdigest()[:8]
