"""Puts the Content-Security-Policy into every page of a site that waits to be published, and looks for it (effect)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from .. import workers
from ..output.layout import NEXT
from ..output.write import reason
from ..source import Diagnostic, Loc
from . import csp

NOWHERE = "404.html"
"""A page that holds no word of any document: its inline scripts are the theme's."""
PART = 500
"""Pages that one worker writes at a time."""
HEAD = 4096
"""Bytes at the beginning of a page in which it must state its policy: what stands before would not be held to it."""


def enforce(build: Path, urls: Iterable[str], old: Container[str] = ()) -> tuple[Diagnostic, ...]:
    """States the policy in the pages at these addresses and in 404.html; `old`: files that state it already.

    P213: a script stands in a page that the theme did not put there, and will not run; E103: a page cannot be written.
    Other HTML files, originals that readers may download, stay as they are.
    """
    site = build / NEXT
    names = [*(f"{url}index.html" for url in urls), NOWHERE]
    known = csp.variants(_theme(site / NOWHERE), max((name.count("/") for name in names), default=0))
    fresh = [name for name in names if name not in old and (site / name).is_file()]
    parts = [fresh[start : start + PART] for start in range(0, len(fresh), PART)]
    try:
        loose = list(chain.from_iterable(workers.spread(partial(_state, site, known), parts)))
    except OSError as error:
        return (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return tuple(Diagnostic("P213", Loc(f"site/{name}")) for name in loose)


def _state(site: Path, known: frozenset[str], names: Sequence[str]) -> list[str]:
    """Puts the policy into pages; those with scripts that it does not know."""
    policy, loose = csp.policy(known), []
    for name in names:
        text = (site / name).read_text(encoding="utf-8")
        if not known.issuperset(csp.inline_scripts(text)):
            loose.append(name)
        (site / name).write_text(csp.put(text, policy) or text, encoding="utf-8", newline="")
    return loose


def _theme(page: Path) -> list[str]:
    return csp.inline_scripts(page.read_text(encoding="utf-8")) if page.is_file() else []


def lacking(site: Path, names: Iterable[str]) -> list[str]:
    """Those of these pages that state no policy."""
    return [name for name in names if not csp.read(_head(site / name))]


def _head(page: Path) -> str:
    with page.open("rb") as file:
        return file.read(HEAD).decode("utf-8", "replace")


def loose(site: Path) -> tuple[Diagnostic, ...]:
    """What stands in the pages of a site that their policy does not allow (P215), each kind once."""
    users: dict[str, list[str]] = {}
    for page in sorted(site.rglob("*.html")):
        for what in csp.stopped(page.read_text(encoding="utf-8", errors="replace")):
            users.setdefault(what, []).append(page.relative_to(site).as_posix())
    return tuple(Diagnostic("P215", Loc(f"site/{at[0]}"), (what, str(len(at)))) for what, at in users.items())
