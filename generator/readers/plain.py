"""Plain text: a line is a paragraph, and every character stands for itself. Pure."""

from __future__ import annotations

from hashlib import sha256

from ..source import Diagnostic, Line, Loc, Omission, Source
from .encoding import decode
from .metadata import front_matter
from .normalise import normalise, physical_lines

_WEB_PAGE = ("<!doctype html", "<html")


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A .txt file: its lines, literally; None when it must be left out whole (the findings say why)."""
    text, codec, found = decode(data, path)
    if text is None:
        return None, found
    given, last, notes = front_matter(text, path)
    lines, odd = normalise(text, path)
    body = tuple(line for line in lines if line.number > last)
    if not body:
        return None, (*found, *notes, Diagnostic("R101", Loc(path)))
    digest = sha256(data).hexdigest()
    source = Source(path, digest, "txt", codec, body, given, _front_lines(text, last))
    return source, (*found, *notes, *odd, *_web_page(body, path))


def _front_lines(text: str, last: int) -> tuple[Omission, ...]:
    """The lines of the front matter: read, and no part of the text."""
    lines = physical_lines(text)[:last] if last else []
    return tuple(Omission(number, line, "R135") for number, line in enumerate(lines, 1) if line.strip())


def _web_page(lines: tuple[Line, ...], path: str) -> tuple[Diagnostic, ...]:
    """A warning (R109) when the text is the source of a web page."""
    first = lines[0]
    page = first.text.lower().startswith(_WEB_PAGE)
    return (Diagnostic("R109", Loc(path, first.number)),) if page else ()
