"""What is told beside the text of a document: under its sections, and on its first page. Long lists are folded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..knowledge.events import Event
from ..knowledge.formulas import Formula
from ..knowledge.measures import Found
from ..model import Document, Section
from . import cited, measures, neighbours, terms, timeline
from .common import Context

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found, by document: looked up once for all pages."""

    context: Context
    near: neighbours.Table
    measures: Mapping[str, Sequence[Found]]
    formulas: Mapping[str, Sequence[Formula]]
    events: Mapping[str, Sequence[Event]]

    def below(self, page: str, document: Document, section: Section) -> Iterator[str]:
        """Under a section: the places that point to it, the sections like it."""
        known = self.context.corpus.knowledge
        yield cited.block(self.context, known.backlinks, page, document, section)
        yield neighbours.related_block(self.context, known.related, page, document, section)

    def ways(self, page: str, document: Document) -> Iterator[str]:
        """From a document's first page to its table of measures."""
        yield from (measures.link(page, found) for found in self.measures.get(document.id, ()))

    def lists(self, page: str, document: Document) -> Iterator[str]:
        """On a document's first page: its formulas, its dates and meetings, its neighbours."""
        yield terms.document_list(self.context, page, document, self.formulas.get(document.id, ()))
        yield timeline.short_list(self.context, page, document, self.events.get(document.id, ()))
        yield from neighbours.map_block(self.context, self.near, page, document)


def beside(context: Context) -> Beside:
    """What was found in the collection, by document."""
    known = context.corpus.knowledge
    return Beside(
        context,
        neighbours.table(known.citations, known.related),
        _by_document(known.measures, lambda found: found.document),
        _by_document(known.formulas, lambda formula: formula.document),
        _by_document(known.events, lambda event: event.at.document),
    )


def _by_document(found: Iterable[Item], document: Callable[[Item], str]) -> dict[str, list[Item]]:
    groups: dict[str, list[Item]] = {}
    for item in found:
        groups.setdefault(document(item), []).append(item)
    return groups
