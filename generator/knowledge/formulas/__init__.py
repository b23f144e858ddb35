"""数字提法: names with numbers, and what they count.

    lines ─standard, quoted, counted, ordinary─▶ places ─nearby, below─▶ items ─resolving─▶ Formula ─linking─▶ Link

A formula means what its document says it means; else what the clerk's table says; else it is unknown and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...annotations import passages
from ...model import Document
from ...source import Diagnostic
from ..mentions import Mention
from ..terms import Term
from . import standard
from .entries import Entry, entries, unexplained
from .linking import links
from .resolving import Reading, formulas, identity
from .shapes import SHOWN, Formula, Item

__all__ = ["SHOWN", "Entry", "Formula", "Item", "entries", "find", "identity", "in_document", "links", "unexplained"]


def find(
    documents: Iterable[Document], terms: Sequence[Term], mentions: Iterable[Mention]
) -> tuple[tuple[Formula, ...], tuple[Diagnostic, ...]]:
    """The formulas of all documents, those of one in the order of their first mentions; counts that do not agree.

    `mentions` are those that `mentions.find` gives for the same documents and terms.
    """
    by_document: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.at.document, []).append(mention)
    spelled = standard.spelled(terms)
    each = [in_document(one, terms, by_document.get(one.id, ()), spelled) for one in documents]
    return tuple(f for found, _ in each for f in found), tuple(p for _, problems in each for p in problems)


def in_document(
    document: Document, terms: Sequence[Term], mentions: Sequence[Mention], spelled: Sequence[standard.Spelled]
) -> tuple[tuple[Formula, ...], tuple[Diagnostic, ...]]:
    """The same of one document with its own mentions; `spelled` is `standard.spelled` of the terms."""
    reading = Reading(tuple(passages(document)), terms, mentions, spelled)
    return tuple(formulas(reading)), tuple(reading.problems)
