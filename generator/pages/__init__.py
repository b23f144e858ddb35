"""Page kinds. A new kind is a module here and a row in `PAGES`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..results import Page
from . import document, hub, topic
from .common import Context

PAGES: tuple[Callable[[Context], Iterator[Page]], ...] = (
    hub.home,
    hub.documents,
    hub.search,
    topic.pages,
    document.pages,
)


def render(context: Context) -> tuple[Page, ...]:
    """Every page of the site; a document's pages in reading order."""
    return tuple(page for kind in PAGES for page in kind(context))
