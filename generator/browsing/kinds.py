"""The kinds of pages that a site has, told by their addresses: what is looked at in a browser is one of each (effect).

`ADDRESSES` and `PATTERNS` are the table; a test holds every page of the sample to it.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

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
NOWHERE = "火星移民计划"
"""Words that no document holds: a search without hits."""


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


def addresses(site: Path, words: str) -> dict[str, str]:
    """Kind → address of its page, relative to the site's root.

    A search for `words`, which the site holds, and one without hits count as kinds of their own.
    """
    chosen = {kind: files[0].relative_to(site).as_posix() for kind, files in by_kind(site).items()}
    if "search" in chosen:
        search = chosen["search"].removesuffix("index.html")
        chosen |= {"hits": f"{search}?q={quote(words)}", "no-hits": f"{search}?q={quote(NOWHERE)}"}
    return {kind: path.removesuffix("index.html") for kind, path in sorted(chosen.items())}
