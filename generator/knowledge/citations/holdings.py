"""The documents of the collection by name, their editions, and the names of the table of terms."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ...model import Document
from ..terms import Term
from .names import MARKS, Name, bare, is_generic, is_official, same_issuer, taken_apart

KINDS = ("regulation", "document")
"""Kinds of terms that are names of documents."""
MAIN_TITLE = 8
"""Characters of what stands before —— in a title for it to be a name of its own."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the collection under one of its names."""

    document: str
    title: str
    name: Name
    date: str
    """ISO 8601; empty when it is not known."""

    def is_of(self, year: str) -> bool:
        """Whether this is the edition of a year."""
        return year in (self.name.year, self.date[:4])


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is held, and how things are properly called."""

    documents: Mapping[str, tuple[Held, ...]] = field(default_factory=dict)
    """Core of a name → the documents so called."""
    proper: Mapping[str, str] = field(default_factory=dict)
    """Core of a name or alias of the table of terms → the proper name."""
    spoken: Mapping[str, str] = field(default_factory=dict)
    """Names that texts write without marks (刑法第五条), as written → the proper name."""

    def find(self, wanted: Name, before: str = "") -> tuple[Held, ...]:
        """The newest edition of the document so called; several when it cannot be told which is meant, none if none is.

        Of several of that name the one is meant whose year or issuer the name says, else whose issuer stands in the
        words `before` it.
        """
        named = [held for held in self.documents.get(wanted.core, ()) if same_issuer(held.name.issuer, wanted.issuer)]
        said = [held for held in named if held.name.issuer and held.name.issuer in MARKS.sub("", before)]
        several = {held.name.issuer for held in named if held.name.issuer}
        fitting = said or named
        if len(several) > 1 and not said and not _agree(several):
            return tuple(fitting)
        of_year = [held for held in fitting if wanted.year and held.is_of(wanted.year)]
        newest = max(of_year or fitting, key=lambda held: (held.name.year or held.date, held.document), default=None)
        return (newest,) if newest else ()

    def volumes(self, held: Held) -> tuple[str, ...]:
        """Other files with the same title and date: a code is often kept in parts."""
        same = (other for other in self.documents.get(held.name.core, ()) if other.document != held.document)
        return tuple(other.document for other in same if (other.title, other.date) == (held.title, held.date))


def _agree(issuers: Iterable[str]) -> bool:
    """Whether all names of issuers can be one issuer's: 国务院, 中共中央国务院."""
    longest = max(issuers, key=len)
    return all(issuer in longest for issuer in issuers)


def holdings(documents: Sequence[Document], terms: Sequence[Term]) -> Holdings:
    """The names of all documents and of the table of terms."""
    found: dict[str, list[Held]] = {}
    for document in documents:
        for name in dict.fromkeys(_names(document)):
            held = Held(document.id, document.meta.title or "", name, document.meta.date or "")
            found.setdefault(name.core, []).append(held)
    proper = _proper(terms)
    return Holdings({core: tuple(held) for core, held in found.items()}, proper, _spoken(found, terms))


def _names(document: Document) -> Iterable[Name]:
    """The names by which a document may be cited; a title that names only a kind of document is none."""
    title = document.meta.title or ""
    main = title.partition("——")[0].strip()
    for name in (title, main if len(main) >= MAIN_TITLE else title):
        if name and not is_generic(name):
            yield taken_apart(name)


def _proper(terms: Sequence[Term]) -> dict[str, str]:
    """Core of each name and alias → proper name; an alias of two things means neither."""
    found: dict[str, str | None] = {}
    for term in terms:
        if term.kind in KINDS:
            for alias in (term.term, *term.aliases):
                core = taken_apart(bare(alias)).core
                if not is_generic(bare(alias)):
                    found[core] = bare(term.term) if found.get(core, bare(term.term)) == bare(term.term) else None
    return {core: name for core, name in found.items() if name}


def _spoken(found: Mapping[str, list[Held]], terms: Sequence[Term]) -> dict[str, str]:
    """Official names without marks: in full, without 中华人民共和国, and the table's short forms."""
    spoken: dict[str, str] = {}
    for term in terms:
        if term.kind in KINDS:
            spoken |= {bare(alias): bare(term.term) for alias in (term.term, *term.aliases)}
    for core, several in found.items():
        for held in several:
            if is_official(held.title):
                spoken |= {core: held.title, MARKS.sub("", held.title): held.title}
    return {name: proper for name, proper in spoken.items() if len(name) > 1 and not is_generic(name)}
