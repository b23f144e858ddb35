"""Page kinds. A new kind is a module here and a row in `PAGES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..knowledge import formulas
from ..results import Page
from . import cited, document, handout, hub, measures, quiz, references, study, terms, timeline, topic
from .common import Context


def _knowledge(context: Context) -> Iterator[Page]:
    """The pages of what the documents speak of."""
    known = context.corpus.knowledge
    yield from terms.pages(context, formulas.entries(known.formulas, known.mentions))
    yield from measures.pages(context, known.measures)
    yield from timeline.pages(context, known.events)
    yield from references.pages(context, known.citations, known.quoted)
    yield from cited.pages(context, known.backlinks)


PAGES: tuple[Callable[[Context], Iterator[Page]], ...] = (
    hub.home,
    hub.documents,
    hub.search,
    topic.pages,
    handout.pages,
    document.pages,
    _knowledge,
    study.pages,
    quiz.pages,
)


def render(context: Context) -> tuple[Page, ...]:
    """Every page of the site; a document's pages in reading order."""
    return tuple(page for kind in PAGES for page in kind(context))


def hubs(context: Context) -> tuple[Page, ...]:
    """Every page that is no document's own: these may speak of all documents."""
    return tuple(page for kind in PAGES if kind is not document.pages for page in kind(context))


def files(context: Context) -> tuple[tuple[str, bytes], ...]:
    """Tables that readers may take along, and what scripts of pages read: (path below docs/, content)."""
    return (
        *measures.files(context, context.corpus.knowledge.measures),
        *topic.files(context),
        *study.files(context),
        *quiz.files(context),
    )
