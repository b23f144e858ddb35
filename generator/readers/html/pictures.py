"""The pictures that a page carries with itself: as data: addresses, or as parts of a web archive. Pure."""

from __future__ import annotations

import binascii
from collections.abc import Mapping
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from ...source import Picture

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
_TINY = 100
"""Bytes below which a picture is a dot that only keeps a place."""


def found(source: str, parts: Mapping[str, bytes]) -> bytes | None:
    """The bytes of a picture by its address; None when they are not in this file."""
    if source[:5].lower() == "data:":
        return _data(source)
    name = source.removeprefix("cid:")
    return parts.get(name) or parts.get(name.rpartition("/")[2])


def is_dot(data: bytes) -> bool:
    """Whether a picture is too small to show anything."""
    return len(data) < _TINY


def picture(data: bytes, line: int, alt: str) -> Picture | None:
    """The picture behind a line; None for kinds that the site does not show (PNG, JPEG and GIF it does)."""
    kind = next((kind for head, kind in _KINDS if data.startswith(head)), None)
    return Picture(line, f"{sha256(data).hexdigest()[:8]}.{kind}", data, " ".join(alt.split())) if kind else None


def _data(source: str) -> bytes | None:
    """The bytes in a data: address (RFC 2397)."""
    head, comma, body = source.partition(",")
    if not comma:
        return None
    if not head.lower().endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return binascii.a2b_base64(unquote_to_bytes(body))
    except binascii.Error:
        return None
