"""Inputs for the telling of a file's kind: old Word files, RTF, archives, pages, texts, under any name."""

from __future__ import annotations

import random
import struct

from . import paper, texts, web, word
from .words import byte_noise, sentence

_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STREAMS = (
    "WordDocument",
    "1Table",
    "Workbook",
    "EncryptedPackage",
    "PowerPoint Document",
    "\x05SummaryInformation",
    "x" * 31,
    "",
)
RTF = (
    "{\\rtf1", "\\ansi", "\\ansicpg936", "\\deff0", "{\\fonttbl{\\f0 SimSun;}}", "\\pard", "\\par", "\\b", "\\u20113?",
    "\\'d2\\'bb", "{\\*\\generator x;}", "\\bin99999 ", "{\\object\\objdata 0105}", "{\\pict\\pngblip 89504e47}",
    "\\page", "{\\field{\\*\\fldinst TOC}{\\fldrslt x}}", "}", "{", "\\", "\\bin-1 ", "\\uc9", "\\u-99999?",
)  # fmt: skip


def old(chance: random.Random) -> bytes:
    """Bytes of any kind, most of them of old Word files and RTF."""
    kind = chance.random()
    if kind < 0.35:
        data = compound(chance)
    elif kind < 0.6:
        data = "".join(
            chance.choice((chance.choice(RTF), sentence(chance))) for _ in range(chance.randint(1, 60))
        ).encode("gbk", "ignore")
        data = (b"{\\rtf1" if chance.random() < 0.8 else b"") + data
    else:
        data = chance.choice((word.docx, web.html, web.mht, paper.pdf, texts.txt, texts.md))(chance)
    return byte_noise(data, chance) if chance.random() < 0.4 else data


def compound(chance: random.Random) -> bytes:
    """A compound file ([MS-CFB]): header, table of sectors, directory, one stream; any number in it may be wrong."""
    names = chance.sample(STREAMS, chance.randint(0, 4))
    entries = [_entry("Root Entry", 5, child=1 if names else _FREE)]
    for index, name in enumerate(names, 1):
        right = index + 1 if index < len(names) else _FREE
        entries.append(
            _entry(name, 2, right=chance.choice((right, right, right, 0, index, 999)), size=chance.choice((8192, 100)))
        )
    directory = b"".join(entries).ljust(512, b"\0")
    table = [_FAT, chance.choice((_END, _END, 1, 0, 77)), *range(3, 18), _END]
    fat = b"".join(struct.pack("<I", n) for n in table).ljust(512, b"\xff")
    flags = struct.pack("<H", chance.choice((0, 0, 0x100, 0x8000, 0xFFFF)))
    stream = b"\xec\xa5\xc1\0".ljust(10, b"\0") + flags + sentence(chance).encode("utf-16-le")
    data = bytearray(_header() + fat + directory + stream.ljust(8192, b"\0"))
    for _ in range(chance.choice((0, 0, 1, 2, 5))):
        place = chance.choice(
            (30, 44, 48, 76, 80, 512, 516, 1024 + 64, 1024 + 68, 1024 + 76, 1024 + 116, chance.randrange(1600))
        )
        data[place : place + 4] = struct.pack("<I", chance.choice((0, 1, 2, 9, 255, 65535, 2**31, _FREE, _END)))
    return bytes(data[: chance.choice((len(data), len(data), len(data), chance.randrange(len(data)))) :])


def _header() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, _END, 0, _END, 0) + struct.pack("<I", 0)
    return head.ljust(512, b"\xff")


def _entry(name: str, kind: int, *, right: int = _FREE, child: int = _FREE, size: int = 0) -> bytes:
    raw = name.encode("utf-16-le")[:62]
    start = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2 if name else 0, kind, 1)
    return start + struct.pack("<III", _FREE, right, child) + bytes(36) + struct.pack("<III", 2, size, 0)
