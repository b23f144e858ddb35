"""Bytes of a web page to text: what the bytes are goes before what the page says they are. Pure.

The HTML standard («13.2.3 The input byte stream») trusts a byte order mark, then the page's own word. Pages that were
saved, mirrored or re-encoded often tell the wrong one, so here the general finder of encodings decides, and the page's
word counts where the bytes leave a doubt. Old systems cut descriptions in the middle of a character: some bad bytes
become U+FFFD, as in a browser.
"""

from __future__ import annotations

import re

from ...source import Diagnostic, Loc
from .. import encoding
from ..plausible import cost

_FAMILIES = {
    "gb18030": ("gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "gb2312-80"),
    "big5": ("big5", "big5-hkscs", "cn-big5", "x-x-big5", "cp950"),
    "utf-8": ("utf-8", "utf8", "unicode-1-1-utf-8"),
    "utf-16-le": ("utf-16", "utf-16le", "unicode"),
}
"""Codec → the names under which pages announce it."""
_NAMES = {name: codec for codec, names in _FAMILIES.items() for name in names}
_SAME = {"utf-8-sig": "utf-8", "cp950": "big5", "utf-16-be": "utf-16-le"}
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w:-]{2,40})|<\?xml[^>]{0,200}?encoding=["']([\w-]{2,40})""", re.I
)
_LOOKED_AT = 1 << 16
"""Bytes at the beginning in which a page says its encoding; standards say 1,024, pages do not keep to it."""
_FEW = 3
_SHARE = 1000
"""So many bad bytes are borne, or one in so many characters."""


def decode(data: bytes, path: str, outside: str = "") -> tuple[str | None, str, tuple[Diagnostic, ...]]:
    """The text of a page, its codec, findings (R198, R199 and those of `readers.encoding`); None = left out whole.

    `outside` is the encoding that the header of a web archive's part names.
    """
    declared = _NAMES.get(outside.lower(), "") or announced(data)
    text, codec, found = encoding.decode(data, path)
    codes = {problem.code for problem in found}
    if "R104" in codes:
        return _mended(data, declared or found[0].args[2], path, found)
    if "R106" in codes:  # scripts may be garbled: what matters is the text, see `readers.html`
        text = _strictly(data, codec)
        return text, codec, (() if text else found)
    if text is None:
        return None, codec, found
    found = tuple(Diagnostic(problem.code, Loc(path), problem.args) for problem in found if problem.code != "R107")
    if "R108" in codes and declared and (better := _strictly(data, declared)) is not None:
        return better, declared, ()
    wrong = declared and declared != _SAME.get(codec, codec) and not text.isascii()
    return text, codec, (*found, *((Diagnostic("R199", Loc(path), (declared, codec)),) if wrong else ()))


def announced(data: bytes) -> str:
    """The codec that a page says it is in; empty when it says none, or one that nobody knows."""
    match = _DECLARED.search(data[:_LOOKED_AT])
    return _NAMES.get((match[1] or match[2]).decode("ascii").lower(), "") if match else ""


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec).removeprefix("\ufeff").rstrip("\0")
    except UnicodeDecodeError:
        return None


def _mended(
    data: bytes, codec: str, path: str, found: tuple[Diagnostic, ...]
) -> tuple[str | None, str, tuple[Diagnostic, ...]]:
    """A page with a few bad bytes: they become U+FFFD; with many of them the page is left out.

    There may be none: what could not be decoded was the guess, not what the page says it is in.
    """
    codec = min((codec, "utf-8", "gb18030"), key=lambda name: cost(data[:_LOOKED_AT].decode(name, "replace")))
    text = data.decode(codec, "replace")
    bad = text.count("\ufffd")
    if not bad:
        return text, codec, ()
    if bad > max(_FEW, len(text) // _SHARE):
        return None, codec, found
    first = len(text[: text.index("\ufffd")].encode(codec)) + 1
    return text, codec, (Diagnostic("R198", Loc(path), (str(bad), str(first))),)
