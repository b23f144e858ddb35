"""What is different from the site before, page by page: pages that came, went or changed, links in their words.

Both sides are rows of `pages.json`. A link is known by the document in which it stands and the page to which it leads,
so that one that only moved to another page of its document is the same one. Pure.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import unescape

from ..results import Page, Sheet, Site

_TITLE = re.compile(r'^title: (".*")$', re.MULTILINE)
"""As `markdown.front_matter` writes it."""
_OF_DOCUMENT = re.compile(r"((?:quiz/(?:sheet/)?document/|handouts/(?=[^/]+/[^/]))?)([^/]+)(?=/)")
"""Where the address of a document stands in that of a page: `a/1/`, `handouts/a/1/`, `quiz/document/a/`.

A topic may be called as a document is: `topics/a/`, `handouts/a/`.
"""


@dataclass(frozen=True, slots=True)
class Turned:
    """Between two builds."""

    new: tuple[Sheet, ...]
    gone: tuple[Sheet, ...]
    edited: tuple[Sheet, ...]
    """As they are now."""
    linked: tuple[tuple[Sheet, tuple[str, ...]], ...]
    """Pages with links that are new, and the titles of the pages to which these lead."""
    unlinked: tuple[tuple[Sheet, tuple[str, ...]], ...]
    """The same of links that are there no more, by pages of the site before."""


def sheet(page: Page) -> Sheet:
    """A page of this build."""
    title = _TITLE.search(page.text)
    mark = sha256(page.text.encode("utf-8", "replace")).hexdigest()[:12]
    return Sheet(page.url, unescape(json.loads(title[1])) if title else page.url, mark, page.links)


def of_site(site: Site) -> list[Sheet]:
    """All pages of a site."""
    return [*map(sheet, site.pages), *site.sheets]


def table(pages: Iterable[Sheet]) -> str:
    """`pages.json`: every page with its title, a checksum and its links, one row a line."""
    keys = ("url", "title", "mark", "links")
    rows = ({key: getattr(one, key) for key in keys} for one in pages)
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def from_row(row: Mapping[str, object]) -> Sheet | None:
    """A page of the site before, a row of its `pages.json`; None when the row is none."""
    url, title, mark, links = (row.get(key) for key in ("url", "title", "mark", "links"))
    if isinstance(url, str) and isinstance(title, str) and isinstance(mark, str) and isinstance(links, list):
        return Sheet(url, title, mark, tuple(map(str, links)))
    return None


def readdressed(pages: Iterable[Sheet], moved: Mapping[str, str]) -> list[Sheet]:
    """Pages of a site before, as they would be called had its documents the addresses that they have now."""

    def now(url: str) -> str:
        place = _OF_DOCUMENT.match(url)
        return f"{place[1]}{moved.get(place[2], place[2])}{url[place.end() :]}" if place else url

    return [replace(one, url=now(one.url), links=tuple(map(now, one.links))) for one in pages]


def compare(before: Sequence[Sheet], after: Sequence[Sheet]) -> Turned:
    """What changed from one build to the next."""
    old, new = ({one.url: one for one in side} for side in (before, after))
    return Turned(
        tuple(one for url, one in new.items() if url not in old),
        tuple(one for url, one in old.items() if url not in new),
        tuple(one for url, one in new.items() if url in old and old[url].mark != one.mark),
        _only(after, before, new),
        _only(before, after, old),
    )


def _only(
    here: Iterable[Sheet], there: Iterable[Sheet], names: Mapping[str, Sheet]
) -> tuple[tuple[Sheet, tuple[str, ...]], ...]:
    """Links that one side has and the other has not, by page; each is told once a document."""
    known = {(one.document, target) for one in there for target in one.links}
    found = []
    for one in here:
        fresh = [target for target in one.links if (one.document, target) not in known]
        known.update((one.document, target) for target in fresh)
        if fresh:
            found.append((one, tuple(names[target].title if target in names else target for target in fresh)))
    return tuple(found)
