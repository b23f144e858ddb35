"""What is cited and not held: the collection's list of wishes, the most wanted first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..annotations import At, line_of
from ..knowledge.citations.value import Citation
from ..knowledge.citations.wanted import absent
from ..model import Document
from ..source import Diagnostic, Loc

NAMED = 20  # wishes that are told one by one
OFTEN = 2  # a name that is cited once only is not one of them


def wishes(documents: Sequence[Document], citations: Iterable[Citation]) -> Iterator[tuple[str, Loc, int]]:
    """(name, first place, number of places) of the official documents that are cited and not held."""
    held = {document.id: document for document in documents}
    for cited in absent(citations):
        if cited.official:
            first = cited.citations[0].at
            yield cited.name, _loc(held[first.document], first), len(cited.citations)


def _loc(document: Document, at: At) -> Loc:
    section = next(section for section in document.sections() if section.id == at.section)
    line = line_of(section, at)
    return Loc(document.source.path, line.number, line.column + at.start)


def check(cited: Iterable[tuple[str, Loc, int]]) -> Iterator[Diagnostic]:
    """G107: the documents that are cited most, each at its first place; G108: how many more there are."""
    ordered = sorted(cited, key=lambda row: (-row[2], row[0]))
    named = [row for row in ordered[:NAMED] if row[2] >= OFTEN]
    for name, loc, count in named:
        yield Diagnostic("G107", loc, (name, str(count)))
    if rest := ordered[len(named) :]:
        yield Diagnostic("G108", rest[0][1], (rest[0][0], str(len(rest))))
