"""Backlinks: for every section the places that point to it, each with its sentence.

Whatever points somewhere (citations, items of formulas) is given as pairs of a place and what it points to; this module
turns the pairs round. A place that points to its own section is left out: the reader is there already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..annotations import At, Passage, passages
from ..labels import label
from ..model import Document
from .citations import Citation

Target = tuple[str, str]
"""(document id, section id); the section is empty for the document as a whole."""
Pair = tuple[At, Target]
LONGEST = 240
"""Characters of a sentence that is quoted whole; of a longer one, what stands around the place."""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A place that points to a section, in its sentence."""

    at: At
    before: str
    """The words of the sentence before the place; with … where it was cut."""
    words: str
    """The words of the place."""
    after: str
    """The words of the sentence behind it."""
    label: str
    """What the section is called in which it stands; empty for the words before the first section."""


def find(documents: Sequence[Document], pairs: Iterable[Pair]) -> dict[Target, tuple[Backlink, ...]]:
    """What points to each section and each document; other documents first, each in reading order.

    A sentence that points to a section several times is listed once, with the first of its places.
    """
    wanted = [(at, target) for at, target in pairs if (at.document, at.section) != target]
    quoted = sentences(documents, (at for at, _ in wanted))
    found: dict[Target, dict[tuple[object, ...], Backlink]] = {}
    for at, target in wanted:
        if at in quoted:
            begin, link = quoted[at]
            found.setdefault(target, {}).setdefault((*_key(at), begin), link)
    order = {document.id: number for number, document in enumerate(documents)}
    return {target: tuple(_sorted(target[0], several.values(), order)) for target, several in found.items()}


def sentences(documents: Iterable[Document], places: Iterable[At]) -> dict[At, tuple[int, Backlink]]:
    """Each place → (where its sentence begins in its line, the place in its sentence)."""
    needed: dict[tuple[str, str, int, int], list[At]] = {}
    for at in places:
        needed.setdefault(_key(at), []).append(at)
    found = {}
    for document in documents:
        for passage in passages(document):
            for at in needed.get(_key(passage.at), ()):
                begin, end = passage.sentence(at.start, at.end)
                found[at] = begin, _backlink(passage, at, begin, end)
    return found


def of_citations(citations: Iterable[Citation]) -> Iterator[Pair]:
    """The pairs of citations: to the section, to every article of a range, or to the document as a whole."""
    for citation in citations:
        if citation.document and (citation.sections or citation.kind == "held"):
            for section in citation.sections or ("",):
                yield citation.at, (citation.document, section)


def _key(at: At) -> tuple[str, str, int, int]:
    """The line in which a place stands."""
    return at.document, at.section, at.block, at.line


def _backlink(passage: Passage, at: At, begin: int, end: int) -> Backlink:
    """A place with its sentence, cut on both sides where that is long."""
    text = passage.text
    around = max(40, (LONGEST - (at.end - at.start)) // 2)
    start, stop = max(begin, at.start - around), min(end, at.end + around)
    before = ("…" if start > begin else "") + text[start : at.start].lstrip()
    after = text[at.end : stop].rstrip() + ("…" if stop < end else "")
    name = "" if passage.section.kind == "root" else label(passage.section, passage.document)
    return Backlink(at, before, text[at.start : at.end], after, name)


def _sorted(document: str, links: Iterable[Backlink], order: Mapping[str, int]) -> list[Backlink]:
    """Those of other documents first; within a document they stay in reading order."""
    return sorted(links, key=lambda link: (link.at.document == document, order[link.at.document]))
