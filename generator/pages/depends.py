"""What the pages of each document are made of, so that they are made again when any of it changes, and only then.

A page shows its own document and, of others, titles and the addresses of sections. What the document says by itself
comes as a stamp; its topics and what was found between documents are written out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TypeVar

from ..plan import Plan
from .beside import Beside

Value = TypeVar("Value")
Address = TypeVar("Address", tuple[str, str], tuple[str, str, int, int])


def parts(known: Beside) -> Iterator[str]:
    """All that a document's pages are made of, as text; of every document, in order."""
    context, found = known.context, known.context.corpus.knowledge
    topics = [(topic.id, topic.name) for topic in context.lexicon.topics]
    everywhere = f"{context.site_name}\n{context.originals}\n{topics}"
    links, backlinks = _by_document(found.links), _by_document(found.backlinks)
    related, faces = _by_document(found.related), {id: _face(plan) for id, plan in context.plans.items()}
    for document in context.corpus.documents:
        id = document.id
        near = [
            sorted(counts.get(id, {}).items()) for counts in (known.near.citing, known.near.cited, known.near.alike)
        ]
        others = {
            *(link.document for _, several in links.get(id, ()) for link in several if link.document),
            *(link.at.document for _, several in backlinks.get(id, ()) for link in several),
            *(one.document for _, several in related.get(id, ()) for one in several),
            *(other for counts in near for other, _ in counts),
        }
        own = [context.tags(document, section) for section in document.sections()]
        told = (
            own,
            links.get(id),
            backlinks.get(id),
            related.get(id),
            near,
            [faces[other] for other in sorted(others)],
        )
        yield f"{context.corpus.stamps[id]}\n{everywhere}\n{faces[id]}\n{told!r}"


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
