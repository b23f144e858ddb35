"""What hangs on the lines of a document: its pictures, and the marks that lead to its notes. Addresses, no edits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from .model import Document, Paragraph
from .source import Line, Picture

Start = tuple[int, int]
"""Where a heading or a block begins: number and column of its first line."""
TOP: Start = (0, 0)
"""Before all words of a document."""
_MARK = re.compile(r"\[[^\[\]\s]{1,8}\]")


def start(line: Line) -> Start:
    """Where a line begins."""
    return line.number, line.column


def pictures(document: Document) -> dict[Start, tuple[Picture, ...]]:
    """The pictures by the heading or block behind which they stand: the last one that begins on their line or before.

    A table counts as a whole, so a picture in one of its cells stands behind it.
    """
    starts = sorted(_starts(document))
    numbers = [number for number, _ in starts]
    found: dict[Start, tuple[Picture, ...]] = {}
    for picture in document.source.pictures:
        behind = bisect_right(numbers, picture.line)
        key = starts[behind - 1] if behind else TOP
        found[key] = (*found.get(key, ()), picture)
    return found


def _starts(document: Document) -> Iterator[Start]:
    """Where every heading and every block of the text begins."""
    yield from (start(paragraph.line) for paragraph in document.front)
    for section in document.sections():
        if section.kind == "notes":
            return
        if section.title.text:
            yield start(section.title)
        yield from (start(block.lines[0]) for block in section.body)


def marks(document: Document) -> dict[int, dict[str, str]]:
    """Line number → mark of a note (`[1]`) that stands in that line → the note's id."""
    found: dict[int, dict[str, str]] = {}
    for note in document.notes.body if document.notes else ():
        if isinstance(note, Paragraph) and (mark := _MARK.match(note.line.text)):
            found.setdefault(note.line.number, {}).setdefault(mark[0], note.id)
    return found


def files(documents: Iterable[Document]) -> tuple[tuple[str, bytes], ...]:
    """The pictures of all documents as (path below docs/, content), each once."""
    found = {address(d, picture): picture.data for d in documents for picture in d.source.pictures}
    return tuple(found.items())


TAKEN = frozenset({"docx", "doc", "wps", "rtf", "odt", "pdf", "txt"})
"""Formats of files that readers may take along; a saved web page would run what is in it."""


def original(document: Document) -> str:
    """Where a copy of the document's file lies below docs/; empty when it is of a kind that is not given away."""
    kind = document.source.format
    return f"{document.id}/original.{kind}" if kind in TAKEN else ""


def originals(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """The copies to be made: (path below docs/, path below the content folder)."""
    return ((path, document.source.path) for document in documents if (path := original(document)))


def address(document: Document, picture: Picture) -> str:
    """Where a picture lies below docs/: beside its document's pages."""
    return f"{document.id}/{picture.name}"
