"""Small OLE compound files ([MS-CFB]) made from their streams, for tests."""

from __future__ import annotations

import struct
from collections.abc import Mapping

from generator.readers.ole import MAGIC

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file; each stream is padded to 4,096 bytes, so that none belongs into the mini stream."""
    padded = {name: body.ljust(-(-max(len(body), 4096) // SECTOR) * SECTOR, b"\0") for name, body in streams.items()}
    directory_sectors = -(-(len(padded) + 1) // 4)
    fat, starts = [FAT], {}
    fat += chain(1, directory_sectors)
    for name, body in padded.items():
        starts[name] = len(fat)
        fat += chain(len(fat), len(body) // SECTOR)
    assert len(fat) <= 128
    table = struct.pack("<128I", *fat, *[FREE] * (128 - len(fat)))
    return _header() + table + _directory(padded, starts, directory_sectors) + b"".join(padded.values())


def chain(start: int, length: int) -> list[int]:
    return [*range(start + 1, start + length), END]


def _header() -> bytes:
    fixed = struct.pack("<16sHHHHH6s", b"", 0x3E, 3, 0xFFFE, 9, 6, b"")
    counts = struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, END, 0, END, 0)
    return MAGIC + fixed + counts + struct.pack("<109I", 0, *[FREE] * 108)


def _directory(streams: Mapping[str, bytes], starts: Mapping[str, int], sectors: int) -> bytes:
    """The root and, each the right neighbour of the one before, its streams."""
    rows = [_entry("Root Entry", 5, right=FREE, child=1 if streams else FREE, start=END, size=0)]
    for index, (name, body) in enumerate(streams.items(), 1):
        right = index + 1 if index < len(streams) else FREE
        rows.append(_entry(name, 2, right=right, child=FREE, start=starts[name], size=len(body)))
    return b"".join(rows).ljust(sectors * SECTOR, b"\0")


def _entry(name: str, kind: int, *, right: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded), kind, 1, FREE, right, child)
    return head + b"\0" * 36 + struct.pack("<IQ", start, size)


def word(*, flags: int = 0, text: str = "") -> bytes:
    """The beginning of a WordDocument stream: FibBase ([MS-DOC] 2.5.2) with these flags."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, flags).ljust(1024, b"\0") + text.encode("utf-16-le")
