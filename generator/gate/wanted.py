"""What is cited and not held: the collection's list of wishes, the most wanted first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..annotations import At, line_of
from ..knowledge.citations.value import Citation
from ..knowledge.citations.wanted import absent
from ..model import Document
from ..source import Diagnostic, Line, Loc

NAMED = 20  # wishes that are told one by one
OFTEN = 2  # a name that is cited once only is not one of them


def wishes(documents: Sequence[Document], citations: Iterable[Citation]) -> Iterator[tuple[str, Loc, int]]:
    """(name, first place, number of places) of the official documents that are cited and not held."""
    held = {document.id: document for document in documents}
    for cited in absent(citations):
        if cited.official:
            first = cited.citations[0].at
            yield cited.name, _loc(held[first.document], first), _places(held, [c.at for c in cited.citations])


def _loc(document: Document, at: At) -> Loc:
    line = _line(document, at)
    return Loc(document.source.path, line.number, line.column + at.start)


def _line(document: Document, at: At) -> Line:
    section = next(section for section in document.sections() if section.id == at.section)
    return line_of(section, at)


def _places(held: Mapping[str, Document], places: Iterable[At]) -> int:
    """How many there are; a paragraph that another document repeats, as a second copy does, counts once."""
    own = Counter((at.document, _line(held[at.document], at).text, at.start) for at in places)
    most: dict[tuple[str, int], int] = {}
    for (_, text, start), count in own.items():
        most[text, start] = max(count, most.get((text, start), 0))
    return sum(most.values())


def check(cited: Iterable[tuple[str, Loc, int]]) -> Iterator[Diagnostic]:
    """G107: the documents that are cited most, each at its first place; G108: how many more there are."""
    ordered = sorted(cited, key=lambda row: (-row[2], row[0]))
    named = [row for row in ordered[:NAMED] if row[2] >= OFTEN]
    for name, loc, count in named:
        yield Diagnostic("G107", loc, (name, str(count)))
    if rest := ordered[len(named) :]:
        yield Diagnostic("G108", rest[0][1], (rest[0][0], str(len(rest))))
