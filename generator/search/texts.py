"""The texts of the sections as they were written, for excerpts, and for the carrier that looks through all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..results import Record


def shards(records: Sequence[Record], limit: int) -> Iterator[Sequence[Record]]:
    """The records in stretches of about `limit` bytes of text (UTF-8)."""
    start = size = 0
    for end, record in enumerate(records, 1):
        size += len(record.text.encode("utf-8", "surrogatepass"))
        if size >= limit:
            yield records[start:end]
            start, size = end, 0
    if start < len(records):
        yield records[start:]


def table(shard: Sequence[Record]) -> dict[str, object]:
    """Rows [title, names of the sections above, text]; names repeat and stand as numbers of `names`."""
    names: dict[str, int] = {}
    rows = [[r.title, [names.setdefault(name, len(names)) for name in r.place], r.text] for r in shard]
    return {"names": list(names), "rows": rows}
