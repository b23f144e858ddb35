"""Renders what a site lacks, in shares that are made at the same time (effect: processes, files below BUILD)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path

from .. import workers
from ..output.layout import DOCS, SITE
from ..source import Diagnostic
from . import reuse
from .reuse import Todo
from .share import Done, Share

WORTH = 60
"""Pages from which a further share saves more time than its start costs."""


@dataclass(frozen=True, slots=True)
class Shares:
    """An engine that can make some of the pages only."""

    render: Callable[[Share], Done]
    """Makes one share, in a process of its own."""
    in_parts: bool = field(default=True, init=False)

    def prepare(self, build: Path) -> tuple[Diagnostic, ...]:
        """Nothing is needed but BUILD/docs and BUILD/mkdocs.yml."""
        return ()

    def make(self, build: Path, target: Path, todo: Todo, environment: Mapping[str, str]) -> Done:
        """Fills `target` with what can be taken over from BUILD/site and what is made of BUILD/docs.

        OSError: the disk refuses, or the site lacks what was to be taken over.
        """
        target.mkdir()
        reuse.take_over(build / SITE, target, todo.take)
        if not todo.render and not todo.theme:
            return Done(0, "")
        shares = list(_shares(build, target, todo, environment))
        try:
            done = list(workers.spread(self.render, shares, apart=True))
        except BrokenProcessPool as error:
            return Done(1, str(error))
        code = max(one.code for one in done)
        for share in shares if not code else ():
            reuse.merge(share.out, target)
            shutil.rmtree(share.out)
        return Done(code, "".join(one.log for one in done))


def _shares(build: Path, target: Path, todo: Todo, environment: Mapping[str, str]) -> Iterator[Share]:
    many = workers.count() if todo.parts else 1
    for number, part in enumerate(cut(build / DOCS, todo.render, many)):
        out = target.with_name(f"{target.name}-{number}")
        yield Share(build / "mkdocs.yml", out, part, todo.theme and not number, environment, lean=todo.parts)


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
