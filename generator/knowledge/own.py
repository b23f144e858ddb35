"""What one document says by itself, whatever the others say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Document
from ..source import Diagnostic
from . import events, formulas, measures, mentions, related
from .events import Event
from .formulas import Formula, standard
from .measures import Found
from .mentions import Mention
from .terms import Term


@dataclass(frozen=True, slots=True)
class Tables:
    """The table of terms, made ready to be looked up."""

    terms: Sequence[Term]
    forms: mentions.Forms
    spelled: Sequence[standard.Spelled]
    calendar: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Own:
    """What is found in one document."""

    mentions: tuple[Mention, ...]
    formulas: tuple[Formula, ...]
    miscounted: tuple[Diagnostic, ...]
    """Formulas that say another number than they list."""
    measures: Found
    events: tuple[Event, ...]
    words: related.Words


def tables(terms: Sequence[Term]) -> Tables:
    """The table of terms, made ready once for all documents."""
    return Tables(terms, mentions.forms(terms), standard.spelled(terms), events.calendar(terms))


def own(document: Document, known: Tables) -> Own:
    """All that a document says by itself."""
    named = tuple(mentions.in_document(document, known.forms))
    numbered, miscounted = formulas.in_document(document, known.terms, named, known.spelled)
    return Own(
        named,
        numbered,
        miscounted,
        measures.find(document),
        tuple(events.in_document(document, known.calendar)),
        related.words(document),
    )
