"""What the pages of each document are made of, so that they are made again when any of it changes, and only then.

A page shows its own document and, of others, titles and the addresses of sections. What the document says by itself
comes as a stamp; its topics and what was found between documents are written out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

from ..annotations import Link
from ..knowledge.backlinks import Backlink
from ..knowledge.related import Related
from ..plan import Plan
from .beside import Beside
from .neighbours import Table

Value = TypeVar("Value")
Address = TypeVar("Address", tuple[str, str], tuple[str, str, int, int])
Of = Sequence[tuple[object, Value]]
"""What was found in one document, each with its address."""
Counts = list[tuple[str, int]]
"""Documents and how much of something there is of each."""


def parts(known: Beside) -> Iterator[str]:
    """All that a document's pages are made of, as text; of every document, in order."""
    context, found = known.context, known.context.corpus.knowledge
    topics = [(topic.id, topic.name) for topic in context.lexicon.topics]
    links, backlinks = _by_document(found.links), _by_document(found.backlinks)
    related, faces = _by_document(found.related), {id: _face(plan) for id, plan in context.plans.items()}
    for document in context.corpus.documents:
        id = document.id
        own = [context.tags(document, section) for section in document.sections()]
        leading = links.get(id, []), backlinks.get(id, []), related.get(id, []), _near(known.near, id)
        others = [faces[other] for other in sorted(_others(*leading))]
        yield repr((context.corpus.stamps[id], context.originals, topics, faces[id], own, leading, others))


def _near(near: Table, id: str) -> list[Counts]:
    """The documents around one: those that cite it, that it cites, that are like it, and how much."""
    return [sorted(counts.get(id, {}).items()) for counts in (near.citing, near.cited, near.alike)]


def _others(
    links: Of[tuple[Link, ...]], backlinks: Of[tuple[Backlink, ...]], related: Of[tuple[Related, ...]],
    near: Iterable[Counts],
) -> set[str]:  # fmt: skip
    """Documents that the pages of one name or lead to."""
    return {
        *(link.document for _, several in links for link in several if link.document),
        *(link.at.document for _, several in backlinks for link in several),
        *(one.document for _, several in related for one in several),
        *(other for counts in near for other, _ in counts),
    }


def _face(plan: Plan) -> str:
    """What other documents' pages show of a document, and where its sections stand: a checksum."""
    shown = (plan.document.id, plan.document.meta.title, plan.places)
    return sha256(repr(shown).encode("utf-8", "surrogatepass")).hexdigest()


def _by_document(found: Mapping[Address, Value]) -> dict[str, list[tuple[Address, Value]]]:
    """What was found, by the document that its address begins with."""
    groups: dict[str, list[tuple[Address, Value]]] = {}
    for address, value in found.items():
        groups.setdefault(address[0], []).append((address, value))
    return groups
