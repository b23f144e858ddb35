"""One page of every kind that a built site has, and the looks and sizes in which each is measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

PHONE, DESK = (390, 844), (1440, 900)
SIZES = {"390": PHONE, "1440": DESK}
LARGEST = "3"
"""The last step of 大字版."""


@dataclass(frozen=True, slots=True)
class Look:
    """One of the ways in which a reader may see the site."""

    name: str
    dark: bool = False
    size: str = "1"
    """Step of 大字版."""

    @property
    def target(self) -> int:
        """Height in pixels that whatever is to be hit must have."""
        return 60 if self.size == LARGEST else 44


LOOKS = (Look("light"), Look("dark", dark=True), Look("large", size=LARGEST))

ADDRESSES = {
    "home": "index.html",
    "topics": "topics/index.html",
    "documents": "documents/index.html",
    "terms": "terms/index.html",
    "counts": "terms/counts/index.html",
    "all-measures": "measures/index.html",
    "timeline": "timeline/index.html",
    "references": "references/index.html",
    "search": "search/index.html",
    "study": "study/index.html",
    "quiz": "quiz/index.html",
    "404": "404.html",
}
"""Kinds with one page each: name → file below the site."""
PATTERNS = {
    "topic": r"topics/[^/]+/index\.html",
    "term": r"terms/[^/]+/index\.html",
    "quiz-sheet": r"quiz/sheet/(?:.+/)?index\.html",
    "quiz-page": r"quiz/.+/index\.html",
    "topic-handout": r"handouts/[^/]+/index\.html",
    "section-handout": r"handouts/[^/]+/[^/]+/index\.html",
    "reference": r"references/.+\.html",
    "whole": r"[^/]+/all(?:-\d+)?/(?:.+/)?index\.html",
    "measures": r"[^/]+/measures/index\.html",
    "cited": r"[^/]+/cited(?:-\d+)?/index\.html",
    "document": r"[^/]+/index\.html",
    "section": r"[^/]+/[^/]+/index\.html",
}
"""Kinds with many: name → what their files look like; the first that fits is meant."""
QUERIES = {"hits": "?q=党员", "no-hits": "?q=火星移民计划"}


def kind_of(path: str) -> str:
    """The kind of a page by its file below the site; empty when it is none that is known."""
    fixed = {address: kind for kind, address in ADDRESSES.items()}
    return fixed.get(path) or next((kind for kind, form in PATTERNS.items() if re.fullmatch(form, path)), "")


def by_kind(site: Path) -> dict[str, list[Path]]:
    """All pages of a site, sorted by kind, the longest of each first: there is most to go wrong on it."""
    found: dict[str, list[Path]] = {}
    for file in sorted(site.rglob("*.html"), key=lambda file: (-file.stat().st_size, str(file))):
        found.setdefault(kind_of(file.relative_to(site).as_posix()), []).append(file)
    return found


def addresses(site: Path) -> dict[str, str]:
    """Kind → address of its page, relative to the site's root; searches with and without hits count as two kinds."""
    chosen = {kind: files[0].relative_to(site).as_posix() for kind, files in by_kind(site).items()}
    search = chosen.pop("search").removesuffix("index.html")
    chosen |= {kind: search + query for kind, query in QUERIES.items()} | {"search": search}
    return {kind: path.removesuffix("index.html") for kind, path in sorted(chosen.items())}


@contextmanager
def seen(browser: Browser, look: Look, size: tuple[int, int] = PHONE, *, scripts: bool = True) -> Iterator[Page]:
    """A page of a new profile in one look, which says nothing of errors."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    if scripts:
        context.add_init_script(f"try {{ localStorage.setItem('yandu:size', '{look.size}') }} catch (none) {{}}")
    try:
        yield context.new_page()
    finally:
        context.close()


def settled(page: Page, address: str) -> None:
    """Opens a page and waits until its scripts have done what they do by themselves."""
    page.goto(address)
    if "search/?q=" in address:
        page.wait_for_selector("[data-search-state=done]")
