"""Style sheets and scripts put together: what a page needs comes in few files.

The sources stay as they are, a room each (`overrides/assets/`); a browser on a slow line pays for every file that it
has to ask for. What is loaded only when a reader asks for it stays a file of its own.
"""

from __future__ import annotations

from collections.abc import Mapping

STYLES = (
    "yandu.css", "search/search.css", "knowledge/topics.css", "knowledge/popover.css", "knowledge/terms.css",
    "knowledge/references.css", "knowledge/measures.css", "study/study.css", "aloud/aloud.css", "quiz/quiz.css",
)  # fmt: skip
"""Of every page, in the order in which they overrule one another."""
ON_PAPER = "print/print.css"
SEARCHING = ("fold", "numbers", "query", "store", "scan", "pairs", "find", "rank", "sites")
RESULTS = ("excerpt", "filters", "advice", "forgive", "recent", "results", "page")
"""Parts of the search that its page loads at once; the names are those of `overrides/assets/search/box.js`."""
SCRIPTS: Mapping[str, tuple[str, ...]] = {
    "every.js": (
        "search/base.js", "search/box.js", "study/store.js", "study/entries.js", "study/study.js",
        "knowledge/popover.js", "print/print.js", "aloud/sentences.js", "aloud/voices.js", "aloud/aloud.js",
    ),
    "lists.js": ("knowledge/topics.js", "knowledge/measures.js"),
    "reading.js": ("look/chart.js", "look/cite.js"),
    "results.js": tuple(f"search/{part}.js" for part in SEARCHING + RESULTS),
    "quiz.js": ("quiz/quiz.js",),
}  # fmt: skip
"""File → its sources, in the order in which they run; `overrides/main.html` says which page loads which."""
FOLDER = "assets/bundles"


def bundles(sources: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(path below docs/, content); `sources`: path below overrides/assets/ → text. A site without ours has none.

    A source that is not there is left out.
    """
    if not sources:
        return ()
    scripts = [(name, _joined(sources, parts)) for name, parts in SCRIPTS.items()]
    told = ", ".join(f'"{part}"' for part in SEARCHING + RESULTS)
    made = [(name, text + (f"yandu.brought([{told}]);\n" if name == "results.js" else "")) for name, text in scripts]
    paper = f"@media print {{\n{_joined(sources, (ON_PAPER,))}}}\n"
    return tuple((f"{FOLDER}/{name}", text) for name, text in [("site.css", _joined(sources, STYLES) + paper), *made])


def _joined(sources: Mapping[str, str], parts: tuple[str, ...]) -> str:
    return "".join(sources[part].rstrip("\n") + "\n" for part in parts if part in sources)
