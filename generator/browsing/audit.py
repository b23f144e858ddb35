"""The published site in a real browser: a page of every kind, as servers show it and as a double click does (effect).

What reading HTML and CSS cannot tell (`verify`) is told by Chromium itself: what it asks for, what the policy stops,
which scripts fail, which files are missing, where the links lead that scripts have made.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import health, search
from ..source import Diagnostic, Loc
from ..verifying import verify
from ..verifying.built import Built, open_build
from . import kinds

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from .walk import Visit, Way

LONGEST = 8
"""Characters of the site's own words that are searched for."""


class Walked(NamedTuple):
    """What was looked at."""

    kinds: int = 0
    ways: tuple[str, ...] = ()
    links: int = 0
    """Different links; the same one counts once a way."""

    def __str__(self) -> str:
        return f"在浏览器里看了 {self.kinds} 类网页（{'、'.join(self.ways)}）、{self.links} 个链接。"


def lacking() -> tuple[Diagnostic, ...]:
    """What this machine lacks for it: E123 Playwright, E124 a Chromium."""
    has_playwright = importlib.util.find_spec("playwright") is not None
    found = () if has_playwright else (Diagnostic("E123", Loc("playwright")),)
    return found if health.browser() else (*found, Diagnostic("E124", Loc("chromium")))


def audit(build: Path) -> tuple[Walked, tuple[Diagnostic, ...]]:
    """Walks through the site in BUILD.

    P201: there is no whole site; E123, E124: something is lacking; E125: the browser does not start, or ends.
    """
    built, missing = open_build(build, staged=False)
    if not built:
        return Walked(), (Diagnostic("P201", Loc(missing)),)
    if found := lacking():
        return Walked(), found
    from playwright.sync_api import Error  # there only where somebody wanted this

    from . import walk

    program = health.browser() or ""
    try:
        with walk.browser(program) as started:
            return walked(built, started)
    except Error as error:
        return Walked(), (Diagnostic("E125", Loc(program), (walk.reason(error),)),)


def walked(built: Built, browser: Browser) -> tuple[Walked, tuple[Diagnostic, ...]]:
    """The same with a browser that runs."""
    from . import walk

    pages = kinds.addresses(built.pages.site, _words(built))
    visits = [(way, visit) for way in walk.WAYS for visit in walk.walk(browser, built.pages.site, way, pages)]
    links = {(way, link) for way, visit in visits for link in visit.links}
    report = Walked(len(pages), tuple(way.name for way in walk.WAYS), len(links))
    return report, tuple(_found(visits, frozenset(_dead(built, {link for _, link in links}))))


def _words(built: Built) -> str:
    """Words that the search must find."""
    return search.normalise(built.rows[0].text)[:LONGEST] if built.rows else ""


def _dead(built: Built, links: Iterable[str]) -> Iterator[str]:
    return (link for link in links if verify.unresolved(built.pages, link, [""]))


def _found(visits: Iterable[tuple[Way, Visit]], dead: frozenset[str]) -> Iterator[Diagnostic]:
    """Each fault once, with all ways and the number of pages on which it was seen."""
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for way, visit in visits:
        broken = [("P225", link.removesuffix("#")) for link in sorted(visit.links & dead)]
        for fault in (*visit.faults, *broken):
            seen.setdefault(fault, []).append((way.name, visit.page))
    for (code, what), places in seen.items():
        ways = "、".join(dict.fromkeys(way for way, _ in places))
        many = len({page for _, page in places})
        yield Diagnostic(code, Loc(f"site/{places[0][1]}"), (what, ways, str(many)))
