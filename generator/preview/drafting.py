"""A changed document in the preview at once, before the whole site is built again (effect).

A draft is the site as it stands with the pages of the changed documents in it. What other documents have to do with
them (related sections, places that cite them, lists and the search) stays as it was; the build that follows puts it
right. A draft is never published: it lies beside the site, and only the preview shows it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from .. import each, pipeline
from ..config import Config
from ..knowledge import formulas
from ..knowledge.own import Own
from ..knowledge.study import Knowledge, by_line
from ..memo import Memo
from ..model import Document
from ..pages import document as pages
from ..pages.beside import beside
from ..pages.common import Context
from ..plan import plan
from ..results import Page, Tag
from ..review import addresses
from ..source import Source
from . import draft


def make(before: Context, config: Config, kept: Memo, engine: str) -> Path | None:
    """Lays a draft below BUILD; None when no document that is published changed, or when that needs a whole build.

    `before`: what all pages knew when the site was built.
    """
    sources, documents = _documents(config, kept)
    documents, _ = pipeline.publishable(documents, sources, config)
    known = {document.id: each.key(document) for document in before.corpus.documents}
    changed = [document for document in documents if known.get(document.id, "") != each.key(document)]
    if not changed or known.keys() - {document.id for document in documents}:
        return None
    context = _context(before, documents, changed, config, kept)
    return draft.lay(config.build, _pages(context, changed), engine)


def _documents(config: Config, kept: Memo) -> tuple[tuple[Source, ...], tuple[Document, ...]]:
    sources, _ = pipeline.read(config, kept=kept)
    return sources, pipeline.understand(sources, kept=kept)[0]


def _context(
    before: Context, documents: tuple[Document, ...], changed: list[Document], config: Config, kept: Memo
) -> Context:
    """What the pages of the changed documents need to know."""
    said = each.said(changed, config.terms, kept)
    ids = {document.id for document in changed}
    tags: dict[tuple[str, str], tuple[Tag, ...]] = {k: v for k, v in before.corpus.tags.items() if k[0] not in ids}
    decided = addresses.resolve(config.decisions, documents).topics
    for document, own in zip(documents, each.tags(documents, config.lexicon, decided, kept), strict=True):
        for tag in own if document.id in ids else ():
            tags[document.id, tag.section] = (*tags.get((document.id, tag.section), ()), tag)
    knowledge = _knowledge(before.corpus.knowledge, [one.own for _, one in said], ids)
    corpus = replace(before.corpus, documents=documents, tags=tags, knowledge=knowledge)
    plans = {**before.plans, **{document.id: plan(document, config.page_characters) for document in changed}}
    return replace(before, corpus=corpus, plans=plans)


def _knowledge(before: Knowledge, changed: list[Own], ids: set[str]) -> Knowledge:
    """What was known, with what the changed documents say by themselves, and nothing between them and others."""
    links = by_line(link for own in changed for link in formulas.links(own.formulas, own.mentions))
    return replace(
        before,
        links={**{row: several for row, several in before.links.items() if row[0] not in ids}, **links},
        formulas=(
            *(one for one in before.formulas if one.document not in ids),
            *(f for own in changed for f in own.formulas),
        ),
        measures=(*(one for one in before.measures if one.document not in ids), *(own.measures for own in changed)),
        events=(
            *(one for one in before.events if one.at.document not in ids),
            *(event for own in changed for event in own.events),
        ),
        citations=tuple(one for one in before.citations if not {one.document, one.at.document} & ids),
        backlinks={target: found for target, found in before.backlinks.items() if target[0] not in ids},
        related={key: found for key, found in before.related.items() if key[0] not in ids},
    )


def _pages(context: Context, changed: Iterable[Document]) -> list[Page]:
    known = beside(context)
    return [page for document in changed for page in pages.of_one(known, document)]
