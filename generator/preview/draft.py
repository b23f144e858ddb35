"""Lays pages that are only for the preview over a copy of the site (effect): files of the site are linked, not copied.

The preview drops the policy of pages (`serve.Preview`), so none is put into these.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..engines import engine, made_of
from ..engines.reuse import Todo
from ..output import layout, removal, write
from ..publishing import publish
from ..results import Page

FOLDER = "site-draft"
"""Below BUILD."""


def lay(build: Path, pages: Sequence[Page], engine_name: str) -> Path | None:
    """The folder of the draft; None when it cannot be made, or another build is running."""
    with publish.locked(build) as busy:
        try:
            return None if busy else _lay(build, build / FOLDER, pages, engine_name)
        except OSError:
            return None


def drop(build: Path) -> None:
    """Deletes the draft, if there is one, and what is left of one that was not finished. Nothing elsewhere."""
    for left in build.glob(f"{FOLDER}*") if write.is_ours(build) else ():
        removal.discard(left)


def _lay(build: Path, target: Path, pages: Sequence[Page], engine_name: str) -> Path | None:
    drop(build)
    write.clear_links(build)
    for page in pages:
        write.put(build / layout.DOCS / page.path, write.encoded(page.text))
    render = frozenset(page.path for page in pages)
    outputs = set(map(made_of.output, render))
    site = build / layout.SITE
    every = (path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    todo = Todo(render, theme=False, take=tuple(name for name in every if name not in outputs), parts=True)
    return target if engine.fill(build, target, todo, engine_name) else None
