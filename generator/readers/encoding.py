"""Bytes to text: which encoding a file is in, and whether it is text at all. Pure.

The rule: a byte order mark decides; else strict UTF-8 without NUL; else the encoding whose reading costs least under
`plausible.cost` (gb18030, big5, UTF-16 of either order, damaged UTF-8). What was chosen must then decode without one
fault, hold no NUL and not look like mojibake: a file is read exactly or left out whole, never with letters missing.
"""

from __future__ import annotations

import re
from itertools import islice

from ..source import Diagnostic, Loc
from .normalise import place
from .plausible import cost, garbled, suspicious

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_GUESSES = ("utf-8", "gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")
"""At equal cost the first wins; cp950 is Big5 with the seven characters and few signs that Windows added."""

_UNITS = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}
"""Bytes of which files in these codecs are made."""

# What a file begins with that is no text, and what must stand inside to tell its kind; the first row that fits wins.
_HEADS = (
    (b"PK\x03\x04", b"word/", "Word 文档（.docx）"),
    (b"PK\x03\x04", b"xl/", "Excel 表格（.xlsx）"),
    (b"PK\x03\x04", b"ppt/", "PowerPoint 演示文稿（.pptx）"),
    (b"PK\x03\x04", b"OFD.xml", "OFD 版式文件"),
    (b"PK\x03\x04", b"opendocument.text", "ODT 文档"),
    (b"PK\x03\x04", b"", "压缩包（.zip）"),
    (b"\xd0\xcf\x11\xe0", b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t", "旧版 Word 或 WPS 文档（.doc、.wps）"),
    (b"\xd0\xcf\x11\xe0", b"", "旧版 Office 文件或加密的文档"),
    (b"%PDF", b"", "PDF 文件"),
    (b"{\\rtf", b"", "RTF 文档"),
    (b"MIME-Version:", b"", "网页归档文件（.mht）"),
    (b"\x89PNG", b"", "图片（PNG）"),
    (b"\xff\xd8\xff", b"", "图片（JPEG）"),
    (b"GIF8", b"", "图片（GIF）"),
    (b"BM", b"\0\0\0\0", "图片（BMP）"),
    (b"II*\0", b"", "图片（TIFF）"),
    (b"MM\0*", b"", "图片（TIFF）"),
    (b"Rar!", b"", "压缩包（.rar）"),
    (b"7z\xbc\xaf", b"", "压缩包（.7z）"),
    (b"\x1f\x8b", b"", "压缩包（.gz）"),
    (b"MZ", b"\0\0\0\0", "程序文件"),
)  # fmt: skip
_SAMPLE = 1 << 16
"""Bytes that the guess is made from."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_FEW = 6
"""More bytes than these over one a character, and strict UTF-8 is no coincidence."""
_SPECIAL = re.compile(rb"[^\t\n\r -~]")
_CONTEXT = 32
"""Bytes of ASCII before the first other byte that the guess looks at: Latin words make no sense as UTF-16."""
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_SHORT = 6
"""With fewer Han characters than these a guess is only a guess."""
_BINARY = 0.1
"""Share of faults from which a file is no text."""
_PLACES = 2
"""More garbled places than these and the file is left out; so it is when they make up a twentieth of the text."""


def decode(data: bytes, path: str) -> tuple[str | None, str, tuple[Diagnostic, ...]]:
    """The text of a file, the codec it is in, and findings; the text is None when the file must be left out.

    Errors: R101 empty, R102 another file type, R103 NUL, R104 undecodable byte, R105 binary, R106 mojibake.
    A byte order mark and NUL padding at the end are no part of the text.
    """
    kind = _kind(data)
    if kind:
        return None, "", (Diagnostic("R102", Loc(path), (kind,)),)
    codec, mark = _codec(data)
    if codec not in _UNITS and b"\0" in data.rstrip(b"\0"):
        return None, codec, (_nul_byte(data, mark, codec, path),)
    try:
        text = _text(data[mark:], codec, "strict")
    except UnicodeDecodeError as fault:
        return None, codec, (_undecodable(data, mark, fault, path),)
    found = _refusal(text, codec, mark, path)
    return (None if found else text), codec, found or _remarks(text, codec, mark, path)


def _kind(data: bytes) -> str:
    """What the bytes are when they are no text; empty when they may be."""
    rows = (name for head, inside, name in _HEADS if data.startswith(head) and inside in data)
    return next(rows, "")


def _codec(data: bytes) -> tuple[str, int]:
    """The codec of a file, and the length of its byte order mark."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec, len(mark)
    return ("utf-8" if _is_utf8(data.rstrip(b"\0")) else _guess(data)), 0


def _is_utf8(data: bytes) -> bool:
    """Strict UTF-8; what is short may also be GBK (联通) or UTF-16 by chance: then it holds no Han, or controls."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    extra = len(data) - len(text)
    return extra > _FEW or (not _CONTROL.search(data) and (not extra or max(text) > "\u07ff"))


def _guess(data: bytes) -> str:
    """The codec whose reading costs least, faults included, judged from just before the data stops being ASCII."""
    first = _SPECIAL.search(data)
    start = max(first.start() - _CONTEXT, 0) // 2 * 2 if first else 0
    sample = data[start : start + _SAMPLE]
    return min(_GUESSES, key=lambda codec: cost(_text(sample, codec, "replace")))


def _text(data: bytes, codec: str, errors: str) -> str:
    """Decoded without the NULs that pad the end, also where they do not fill a unit of the codec."""
    odd = len(data) % _UNITS.get(codec, 1)
    if odd and data.endswith(b"\0" * odd):
        data = data[:-odd]
    return data.decode(codec.removesuffix("-sig"), errors).rstrip("\0")


def _nul_byte(data: bytes, mark: int, codec: str, path: str) -> Diagnostic:
    """Says where the first NUL of a file stands."""
    offset = data.index(b"\0")
    before = data[mark:offset].decode(codec.removesuffix("-sig"), "replace")
    return _nul(before, offset, data.count(b"\0") / len(data), path)


def _nul(before: str, offset: int, share: float, path: str) -> Diagnostic:
    """The text before a NUL, its byte counted from 0, and the share of NULs: with many of them this is no text."""
    number = (str(offset + 1),)
    if share > _BINARY:
        return Diagnostic("R105", Loc(path), number)
    return Diagnostic("R103", Loc(path, *place(before, len(before))), number)


def _undecodable(data: bytes, mark: int, fault: UnicodeDecodeError, path: str) -> Diagnostic:
    """Says which byte is wrong, or that so many are that this is no text."""
    readable = _text(data[mark:], fault.encoding, "replace")
    if readable.count("\ufffd") > _BINARY * len(readable) or _rare_all_over(readable):
        return Diagnostic("R105", Loc(path), (str(fault.start + mark + 1),))
    before = fault.object[: fault.start].decode(fault.encoding, "replace")
    line, column = place(readable, len(before))
    byte = f"0x{fault.object[fault.start]:02X}"
    return Diagnostic("R104", Loc(path, line, column), (str(fault.start + mark + 1), byte, fault.encoding))


def _refusal(text: str, codec: str, mark: int, path: str) -> tuple[Diagnostic, ...]:
    """Why decoded text cannot be used: empty, NUL inside, mojibake; nothing when it can."""
    if not text.strip("\ufeff\u200b\0 \t\r\n\u3000\xa0"):
        return (Diagnostic("R101", Loc(path)),)
    if "\0" in text:
        before = text[: text.index("\0")]
        return (_nul(before, mark + len(before.encode(codec)), text.count("\0") / len(text), path),)
    bad = _mojibake(text, guessed=not mark and codec != "utf-8")
    return (Diagnostic("R106", Loc(path, *place(text, bad[0])), (_excerpt(text, bad[0]),)),) if bad else ()


def _mojibake(text: str, *, guessed: bool) -> tuple[int, ...]:
    """Where a text is garbled so widely that it is of no use; in a guessed encoding rareness all over is enough."""
    bad = garbled(text)
    if len(bad) > _PLACES or len(bad) * 240 > len(text):
        return bad
    return suspicious(text) if guessed and _rare_all_over(text) else ()


def _rare_all_over(text: str) -> bool:
    """Whether half of a text and more looks as no Chinese does."""
    return len(suspicious(text)) * 24 > len(text)


def _remarks(text: str, codec: str, mark: int, path: str) -> tuple[Diagnostic, ...]:
    """Findings on a text that is used: garbled places (R107), an encoding guessed from few characters (R108)."""
    places = tuple(
        Diagnostic("R107", Loc(path, *place(text, start)), (_excerpt(text, start),)) for start in garbled(text)
    )
    guess = not mark and codec != "utf-8" and len(list(islice(_HAN.finditer(text), _SHORT))) < _SHORT
    return (*places, *((Diagnostic("R108", Loc(path), (codec,)),) if guess else ()))


def _excerpt(text: str, start: int) -> str:
    return " ".join(text[start : start + 12].split())
