"""What is known of the sections without their texts: enough to rank, count and filter them, and to open them.

Names that repeat stand once: what a document has in common, in `documents`; of its sections there are columns of
values, cut into files by whole documents, so that the browser loads only those of documents with hits.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby, pairwise
from posixpath import commonprefix

from ..results import Record
from . import numbers
from .normalise import normalise, units

BREAK = " "
"""Parts addresses; none holds a blank."""
_LAST_NUMBER = re.compile(r"[0-9]{1,9}(?=/?$)")
SHARD = 1_000
"""Sections after which the next file begins with the next document."""

Row = tuple[Record, str]
"""A section and its normalised text in units of UTF-16."""


class Numbered(dict[Hashable, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: Hashable) -> int:
        self[thing] = len(self)
        return self[thing]


def write(records: Sequence[Record], flats: Sequence[str]) -> tuple[dict[str, object], list[dict[str, object]]]:
    """The file of documents, and the files of columns.

    `documents`: [title, address, date, kind, how many sections, how many units of text] in order, a text taking a unit
    more than it has; `shards`: how many documents each file of columns has; `names` of the topics.
    """
    names = Numbered()
    documents = list(_documents(zip(records, flats, strict=True)))
    shards = list(_shards(documents))
    columns = [_columns([row for document in shard for row in document], names) for shard in shards]
    heads = [_document(document) for document in documents]
    return {"documents": heads, "shards": [len(shard) for shard in shards], "names": list(names)}, columns


def _documents(rows: Iterator[Row]) -> Iterator[list[Row]]:
    for _, group in groupby(rows, key=lambda row: (row[0].source, _folder(row[0]))):
        yield list(group)


def _shards(documents: Sequence[list[Row]]) -> Iterator[Sequence[list[Row]]]:
    start = size = 0
    for end, document in enumerate(documents, 1):
        size += len(document)
        if size >= SHARD or end == len(documents):
            yield documents[start:end]
            start, size = end, 0


def _document(rows: Sequence[Row]) -> list[object]:
    first = rows[0][0]
    taken = sum(len(flat) + 1 for _, flat in rows)
    return [first.document, _folder(first), first.date, first.kind, len(rows), taken]


def _columns(rows: Sequence[Row], names: Numbered) -> dict[str, object]:
    """A value for every section of a file.

    `urls` below the document's address, each after the one before (`_after`); `levels` of nesting (0: the document
    itself and its parts); `heads`: how many units of the text are its heading; `sizes`: how many it has; `topics`:
    which of `mixtures` of topics, given as numbers of `names`. All but urls and sizes are `numbers.runs`.
    """
    mixtures = Numbered()
    urls = [record.url.removeprefix(_folder(record)) for record, _ in rows]
    topics = [mixtures[tuple(names[name] for name in record.topics)] for record, _ in rows]
    return {
        "urls": BREAK.join(_after(before, url) for before, url in pairwise(["", *urls])),
        "levels": numbers.runs(len(record.place) for record, _ in rows),
        "heads": numbers.runs(heading(record, flat) for record, flat in rows),
        "sizes": numbers.encode(len(flat) for _, flat in rows),
        "topics": numbers.runs(topics),
        "mixtures": list(mixtures),
    }


def heading(record: Record, flat: str) -> int:
    """How many units at the beginning of a normalised text are its heading; 0: it has none."""
    title = units(normalise(record.title))
    return len(title) if record.headed and flat.startswith(title) else 0


def _folder(record: Record) -> str:
    """Where the pages of the record's document lie: `slug/`."""
    return record.url.partition("/")[0] + "/" if "/" in record.url else ""


def _after(before: str, url: str) -> str:
    """An address as what it shares with the one before, and the rest; nothing when its number is just the next."""
    if url == _next(before):
        return ""
    shared = len(commonprefix([before, url]))
    return numbers.number(shared) + url[shared:]


def _next(url: str) -> str:
    """An address with its last number one higher: `2-1/#art-9` → `2-1/#art-10`."""
    return _LAST_NUMBER.sub(lambda found: str(int(found[0]) + 1), url)


def addresses(column: str) -> list[str]:
    """Addresses below those of their documents, out of a column that `write` wrote."""
    found, url = [], ""
    for entry in column.split(BREAK):
        shared = next(numbers.decode(entry), 0)
        url = url[:shared] + entry.lstrip(numbers.BEFORE)[1:] if entry else _next(url)
        found.append(url)
    return found
