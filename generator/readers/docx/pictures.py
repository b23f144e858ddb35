"""The pictures of a Word file: told by their first bytes, named by their checksum, never looked into."""

from __future__ import annotations

from hashlib import sha256

from .. import limits
from .package import Package

_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"BM", "bmp"),
)


def load(package: Package, target: str, room: int) -> tuple[str, bytes] | None:
    """Name and bytes of the picture in a part; None when there is no such part, or it is too large or of a kind that
    browsers do not show. `room`: bytes that all pictures may still take."""
    if package.size(target) > min(limits.PICTURE_SIZE, room):
        return None
    data = package.data(target)
    suffix = kind(data) if data else ""
    return (f"{sha256(data).hexdigest()[:8]}.{suffix}", data) if data and suffix else None


def kind(data: bytes) -> str:
    """Suffix for a picture that every browser shows: png, jpg, gif, webp, bmp; empty for all else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((suffix for mark, suffix in _MARKS if data.startswith(mark)), "")
