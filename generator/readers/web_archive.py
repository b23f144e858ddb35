"""Web archives (.mht), told by `sniff`: the reader of web pages, which knows them by their MIME-Version. Pure."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from ..source import Diagnostic, Source
from . import html
from .html.mht import is_archive

_VERSION = b"MIME-Version: 1.0\r\n"
"""Required by RFC 2045 §4; some programs leave it out."""


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The page of an archive; None when it must be left out whole (the findings say why). Never raises."""
    whole = data if is_archive(data) else _VERSION + data.lstrip()
    source, found = html.read(whole, path)
    return (replace(source, sha256=sha256(data).hexdigest()) if source else None), found
