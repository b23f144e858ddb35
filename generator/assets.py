"""Style sheets and scripts put together: what a page needs comes in few files.

The sources stay as they are, a room each (`overrides/assets/`); a browser on a slow line pays for every file that it
has to ask for. What is loaded only when a reader asks for it stays a file of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

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


_COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/[ \t]*|//[^\n]*)\n", re.M | re.S)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.M)


def bundles(sources: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """(path below docs/, content); `sources`: path below overrides/assets/ → text. A site without ours has none.

    A source that is not there is left out. Those that are in no bundle are shipped each under its own name.
    """
    if not sources:
        return ()
    plain = {path: lean(text) for path, text in sources.items()}
    alone = sorted(plain.keys() - {*STYLES, ON_PAPER} - {part for parts in SCRIPTS.values() for part in parts})
    made = ((f"{FOLDER}/{name}", text) for name, text in _files(plain))
    return (*made, *((f"assets/{path}", plain[path]) for path in alone))


def lean(text: str) -> str:
    """A style sheet or script without comments that have lines of their own, indentation and blank lines.

    Our sources hold no text that goes over several lines, so nothing but what their readers need is taken away.
    """
    return _INDENT.sub("", _COMMENT.sub("", text)).strip("\n") + "\n"


def _files(sources: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "site.css", _joined(sources, STYLES) + f"@media print {{\n{_joined(sources, (ON_PAPER,))}}}\n"
    told = ", ".join(f'"{part}"' for part in SEARCHING + RESULTS)
    for name, parts in SCRIPTS.items():
        yield name, _joined(sources, parts) + (f"yandu.brought([{told}]);\n" if name == "results.js" else "")


def _joined(sources: Mapping[str, str], parts: tuple[str, ...]) -> str:
    return "".join(sources[part].strip("\n") + "\n" for part in parts if part in sources)
