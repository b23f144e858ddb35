"""Renders what a site lacks, in shares that are made at the same time (effect: processes, files below BUILD)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from .. import workers
from . import reuse
from .reuse import Todo
from .share import Done, Share

WORTH = 60
"""Pages from which a further share saves more time than its start costs."""


def make(
    build: Path, site: Path, target: Path, todo: Todo, render: Callable[[Share], Done], environment: Mapping[str, str]
) -> Done:
    """Fills `target` with what can be taken over from `site` and what `render` makes of BUILD/docs.

    OSError: the disk refuses, or the site lacks what was to be taken over.
    """
    target.mkdir()
    reuse.take_over(site, target, todo.take)
    if not todo.render and not todo.theme:
        return Done(0, "")
    many = workers.count() if todo.parts else 1
    shares = [
        Share(build / "mkdocs.yml", target.with_name(f"{target.name}-{number}"), part, todo.theme and not number,
              environment)
        for number, part in enumerate(cut(build / "docs", todo.render, many))
    ]  # fmt: skip
    try:
        done = list(workers.spread(render, shares, apart=True))
    except BrokenProcessPool as error:
        return Done(1, str(error))
    code = max(one.code for one in done)
    for share in shares if not code else ():
        reuse.merge(share.out, target)
        shutil.rmtree(share.out)
    return Done(code, "".join(one.log for one in done))


def cut(docs: Path, paths: frozenset[str], many: int) -> list[frozenset[str]]:
    """Paths in at most `many` shares, about as much text in each; what lies in one folder stays together."""
    many = min(many, 1 + len(paths) // WORTH)
    sizes: dict[str, int] = {}
    for path in paths:
        top = path.partition("/")[0]
        sizes[top] = sizes.get(top, 0) + (os.path.getsize(docs / path) if path.endswith(".md") else 0)
    loads, share_of = [0] * many, dict[str, int]()
    for top in sorted(sizes, key=lambda top: (-sizes[top], top)):
        share_of[top] = loads.index(min(loads))
        loads[share_of[top]] += sizes[top]
    return [frozenset(path for path in paths if share_of[path.partition("/")[0]] == number) for number in range(many)]
