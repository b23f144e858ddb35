"""The table of contents of an OLE compound file (.doc, .wps, .xls, encrypted .docx): which streams it holds. Pure.

After [MS-CFB] 2.2-2.6: a header of 512 bytes, sectors, a table that chains them (FAT), a directory of 128-byte entries
whose children form trees. Nothing is read but the directory and the first bytes of one stream.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from struct import error, iter_unpack, unpack_from

from .limits import OLE_ENTRIES

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = 0xFFFFFFFA
"""Sector numbers from here on are marks: end of chain, free, none."""
_ENTRY = 128
_SMALL = 4096
"""Streams shorter than this stand elsewhere (in the mini stream); a Word text never is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A stream or a storage of the file."""

    name: str
    left: int
    right: int
    child: int
    """Indexes of other entries; those of the same storage form a tree through `left` and `right`."""
    start: int
    """First sector."""
    size: int
    """Bytes."""


def contents(data: bytes) -> dict[str, bytes]:
    """Names at the top of a compound file → the first bytes (at most a sector) of that stream.

    A damaged directory gives what can be had of it, at worst nothing.
    """
    try:
        size = 1 << min(max(unpack_from("<H", data, 30)[0], 7), 16)
        directory = _directory(data, size)
    except error:
        return {}
    return {entry.name: _beginning(data, size, entry) for entry in _children(directory)}


def _directory(data: bytes, size: int) -> list[Entry]:
    """The entries of the directory, its chain of sectors followed through the FAT."""
    fat = _fat(data, size)
    sector = unpack_from("<I", data, 48)[0]
    entries: list[Entry] = []
    seen: set[int] = set()
    while (start := (sector + 1) * size) < len(data) and sector not in seen and len(entries) < OLE_ENTRIES:
        seen.add(sector)
        for offset in range(start, min(start + size, len(data) - _ENTRY + 1), _ENTRY):
            entries.append(_entry(data, offset))
        sector = fat[sector] if sector < len(fat) else sector + 1
    return entries


def _fat(data: bytes, size: int) -> list[int]:
    """Sector → the next one, as far as the header's own list of FAT sectors goes (7 MB of file)."""
    fat: list[int] = []
    for (sector,) in iter_unpack("<I", data[76:512]):
        if sector < _MARKS:
            part = data[(sector + 1) * size : (sector + 2) * size]
            fat += (number for (number,) in iter_unpack("<I", part[: len(part) // 4 * 4]))
    return fat


def _entry(data: bytes, offset: int) -> Entry:
    length = min(unpack_from("<H", data, offset + 64)[0], 64)
    name = data[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
    left, right, child = unpack_from("<III", data, offset + 68)
    start, size = unpack_from("<II", data, offset + 116)
    return Entry(name, left, right, child, start, size)


def _children(entries: list[Entry]) -> Iterator[Entry]:
    """The entries at the top: the tree below the root, which is the first entry."""
    waiting = [entries[0].child] if entries else []
    seen: set[int] = set()
    while waiting:
        index = waiting.pop()
        if index < len(entries) and index not in seen:
            seen.add(index)
            yield entries[index]
            waiting += (entries[index].left, entries[index].right)


def _beginning(data: bytes, size: int, entry: Entry) -> bytes:
    start = (entry.start + 1) * size
    return data[start : start + size] if entry.size >= _SMALL else b""
