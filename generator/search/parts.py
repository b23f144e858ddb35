"""The scripts of the search: overrides/assets/search/, loaded by one another in the browser.

No page names them all, so that one that is missing would only be noticed by a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .layout import CODE

BOX = CODE + "box.js"
LOADING = (BOX, CODE + "forgive.js")
"""Scripts that load others, by lists of their names."""
_LIST = re.compile(r'const [A-Z]+ = \[("[a-z]+"(?:, *"[a-z]+")*)\];')
_NAME = re.compile('"([a-z]+)"')


def named(script: str) -> Iterator[str]:
    """Paths of the scripts that a script loads.

    >>> list(named('const NEEDED = ["fold", "query"];'))
    ['assets/search/fold.js', 'assets/search/query.js']
    """
    for found in _LIST.finditer(script):
        yield from (f"{CODE}{name}.js" for name in _NAME.findall(found[1]))


def missing(files: Mapping[str, str]) -> list[str]:
    """Paths of the scripts that are loaded and are not there. A site with looks of its own and no box loads none."""
    if BOX not in files:
        return []
    needed = {path for loading in LOADING for path in named(files.get(loading, ""))}
    return sorted(path for path in needed if not files.get(path))
