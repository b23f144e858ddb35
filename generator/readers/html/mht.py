"""Web archives (.mht, .mhtml): the page and its pictures in one MIME message (RFC 2557). Pure; without recursion."""

from __future__ import annotations

import binascii
import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser

from ..limits import ARCHIVE_PARTS

_HEAD = 64 * 1024
"""Bytes of a part's header at most."""
_PAGES = ("text/html", "application/xhtml+xml")
_DEPTH = 4
"""How deeply parts may stand in one another."""


@dataclass(frozen=True, slots=True)
class Archive:
    """What a web archive holds."""

    page: bytes
    charset: str
    """That the part's header names; empty = none."""
    parts: dict[str, bytes]
    """Pictures by their Content-ID, by their address and by the file name that ends it."""


def is_archive(data: bytes) -> bool:
    """Whether bytes are a MIME message and no page."""
    head = data[:4096].lstrip().lower()
    return not head.startswith(b"<") and b"mime-version:" in head and b"content-type:" in head


def unpack(data: bytes) -> Archive | None:
    """The first page of an archive and its pictures; None when there is no page in it."""
    page, charset = b"", ""
    parts: dict[str, bytes] = {}
    for head, body in _parts(data):
        kind = head.get_content_type()
        if kind in _PAGES and not page:
            page, charset = _decoded(head, body), str(head.get_param("charset") or "")
        elif kind.startswith("image/"):
            content = _decoded(head, body)
            parts.update(dict.fromkeys(_names(head), content))
    return Archive(page, charset, parts) if page else None


def _parts(data: bytes) -> Iterator[tuple[Message, bytes]]:
    """Header and body of every part that holds no others, in order."""
    todo = [(data, 0)]
    count = 0
    while todo and count < ARCHIVE_PARTS:
        head, body = _split(todo[-1][0])
        depth = todo.pop()[1]
        count += 1
        boundary = head.get_boundary() if head.get_content_maintype() == "multipart" else None
        if boundary is None:
            yield head, body
        elif depth < _DEPTH:
            inner = _between(body, b"--" + boundary.encode("latin-1", "replace"))
            todo += [(part, depth + 1) for part in reversed(inner)]


def _split(part: bytes) -> tuple[Message, bytes]:
    """The header of a part, and what comes behind the first empty line."""
    ends = [(found, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (found := part.find(end)) >= 0]
    found, length = min(ends, default=(len(part), 0))
    return BytesHeaderParser().parsebytes(part[: min(found, _HEAD)].lstrip() + b"\n\n"), part[found + length :]


def _between(body: bytes, mark: bytes) -> list[bytes]:
    """What stands between the lines of a boundary (RFC 2046 §5.1.1)."""
    pieces = (b"\n" + body).split(b"\n" + mark)[1:]
    found = []
    for piece in pieces[:ARCHIVE_PARTS]:
        if piece.startswith(b"--"):
            break
        found.append(piece.partition(b"\n")[2].removesuffix(b"\r"))
    return found


def _decoded(head: Message, body: bytes) -> bytes:
    """A part's bytes without their transfer encoding."""
    encoding = str(head.get("Content-Transfer-Encoding", "")).strip().lower()
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding == "base64":
        try:
            return binascii.a2b_base64(body)
        except binascii.Error:
            return b""
    return body


def _names(head: Message) -> Iterator[str]:
    address = str(head.get("Content-Location", "")).strip()
    yield from filter(None, (str(head.get("Content-ID", "")).strip().strip("<>"), address, address.rpartition("/")[2]))
