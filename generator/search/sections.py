"""What is known of all sections without their texts: enough to rank, count and filter, and to open them.

One row a section would repeat every name; so there are columns, and what a document has in common stands once.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from itertools import groupby, pairwise
from posixpath import commonprefix
from typing import Any

from ..results import Record
from . import numbers
from .normalise import normalise, units

BREAK = " "
"""Parts addresses; none holds a blank."""


class Numbered(dict[Hashable, int]):
    """Numbers things in the order in which they are first asked for."""

    def __missing__(self, thing: Hashable) -> int:
        self[thing] = len(self)
        return self[thing]


def columns(records: Sequence[Record], flats: Sequence[str]) -> dict[str, object]:
    """The columns; `flats` are the normalised texts of the records, in units of UTF-16.

    `documents`: [title, address, date, kind, how many sections] in order. Then a value for every section: `urls` below
    its document's address, each as the number of characters it begins with like the one before, and the rest; `levels`
    of nesting (0: the document itself and its parts); `heads`: how many characters of the text are its heading;
    `sizes`: how many it has; `topics`: which of `mixtures` of topics, each given as numbers of `names`.
    """
    names, mixtures = Numbered(), Numbered()
    topics = [mixtures[tuple(names[name] for name in record.topics)] for record in records]
    documents, urls = [], []
    for (_, folder), group in groupby(records, key=lambda record: (record.source, _folder(record))):
        rows = list(group)
        documents.append([rows[0].document, folder, rows[0].date, rows[0].kind, len(rows)])
        urls += [row.url.removeprefix(folder) for row in rows]
    return {
        "documents": documents,
        "urls": BREAK.join(_after(before, url) for before, url in pairwise(["", *urls])),
        "levels": numbers.encode(len(record.place) for record in records),
        "heads": numbers.encode(heading(record, flat) for record, flat in zip(records, flats, strict=True)),
        "sizes": numbers.encode(map(len, flats)),
        "topics": numbers.encode(topics),
        "mixtures": list(mixtures),
        "names": list(names),
    }


def read(columns: Mapping[str, Any]) -> tuple[list[str], list[int]]:
    """Addresses and sizes of all sections out of `columns`."""
    folders = [document[1] for document in columns.get("documents", ()) for _ in range(int(document[4]))]
    urls, url = [], ""
    for folder, entry in zip(folders, str(columns.get("urls", "")).split(BREAK), strict=False):
        url = url[: next(numbers.decode(entry), 0)] + entry.lstrip(numbers.BEFORE)[1:]
        urls.append(str(folder) + url)
    return urls, list(numbers.decode(str(columns.get("sizes", ""))))


def _after(before: str, url: str) -> str:
    """An address as what it shares with the one before, and the rest."""
    shared = len(commonprefix([before, url]))
    return numbers.number(shared) + url[shared:]


def _folder(record: Record) -> str:
    """Where the pages of the record's document lie: `slug/`."""
    return record.url.partition("/")[0] + "/" if "/" in record.url else ""


def heading(record: Record, flat: str) -> int:
    """How many characters at the beginning of a normalised text are its heading; 0: it has none."""
    title = units(normalise(record.title))
    return len(title) if record.headed and flat.startswith(title) else 0
