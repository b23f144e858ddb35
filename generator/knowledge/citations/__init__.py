"""Citations: where a text names a document or a part of one, and which of the collection's documents is meant.

Names in book-title marks (`bracketed.py`) and the forms without them (`heads.py`, `unbracketed.py`) are found in
reading order; what a name means is told by the collection, the table of terms and the document itself (`resolve.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...annotations import Link, Passage, passages
from ...model import Document
from ...source import Diagnostic, Loc
from ..terms import Term
from . import bracketed, unbracketed
from .holdings import holdings
from .parts import parts
from .resolve import Reading
from .shortnames import declared
from .value import Citation

__all__ = ["Citation", "find", "links"]

HINTS = "《≪第前"
"""A line without any of these cites nothing."""
NAMED = 5
"""Articles that one message lists."""


def find(
    documents: Sequence[Document], terms: Sequence[Term] = ()
) -> tuple[tuple[Citation, ...], tuple[Diagnostic, ...]]:
    """All citations, documents and their passages in order, and what a clerk should look at."""
    held = holdings(documents, terms)
    numbered = {document.id: parts(document) for document in documents}
    found: list[Citation] = []
    notes: list[Diagnostic] = []
    for document in documents:
        lines = [passage for passage in passages(document) if any(sign in passage.text for sign in HINTS)]
        reading = Reading(document, held, numbered, declared(lines))
        own = [citation for line in lines for citation in _in_line(reading, line)]
        found += own
        notes += _missing_articles(document, own)
        notes += _rivals(reading)
    return tuple(found), tuple(notes)


def links(citations: Iterable[Citation]) -> Iterator[Link]:
    """The citations that lead somewhere: to a held document or its section, but not to the section they stand in."""
    for citation in citations:
        elsewhere = (citation.document, citation.section) != (citation.at.document, citation.at.section)
        if citation.document and elsewhere and (citation.kind == "held" or citation.section):
            yield Link(
                citation.at, "citation", document=citation.document, section=citation.section, note=_note(citation)
            )


def _in_line(reading: Reading, passage: Passage) -> list[Citation]:
    """The citations of one line in order."""
    named = list(bracketed.find(reading, passage))
    others = unbracketed.find(reading, passage, named)
    return sorted([*named, *others], key=lambda citation: citation.at.start)


def _note(citation: Citation) -> str:
    """What must be said before the reader goes there: that another edition is held."""
    return f"原文指{citation.year}年的文本；这里收录的是另一年的。" if citation.year else ""


def _missing_articles(document: Document, citations: Sequence[Citation]) -> Iterator[Diagnostic]:
    """Articles that held documents have not: a slip of the pen, or another edition is meant."""
    missing: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.document and not citation.sections and "条" in citation.article:
            missing.setdefault(citation.proper, []).append(citation)
    for proper, several in missing.items():
        words = list(dict.fromkeys(citation.article for citation in several))
        more = f"等 {len(words)} 处" if len(words) > NAMED else ""
        yield Diagnostic("C101", Loc(document.source.path), ("、".join(words[:NAMED]) + more, proper))


def _rivals(reading: Reading) -> Iterator[Diagnostic]:
    """Names that fit several held documents."""
    unclear = {name: meaning.rivals for name, meaning in reading.earlier if meaning.rivals}
    for name, rivals in unclear.items():
        titles = "、".join(f"《{held.title}》" for held in rivals[:NAMED])
        yield Diagnostic("C102", Loc(reading.document.source.path), (name, titles))
