"""What the preview shows after each change: first a draft of the changed documents, then the whole site built again."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from .. import config, memo
from ..engines import engine
from ..memo import Memo
from ..output import layout
from ..pages.common import Context
from ..pipeline import Outcome
from . import draft, drafting
from .serve import Shown

Make = Callable[[argparse.Namespace, Memo], tuple[int, Outcome | None]]
"""Builds the whole site and says what came of it."""


class Preview:
    """Remembers, from one change to the next, what was worked out."""

    def __init__(self, arguments: argparse.Namespace, build: Path, make: Make) -> None:
        """`arguments`: of the command line; `build`: the site's BUILD."""
        self._arguments, self._build, self._make = arguments, build, make
        self._kept = Memo(build / memo.FOLDER)
        self._context: Context | None = None
        """None until a site was built, and while a draft is shown."""
        draft.drop(build)  # of a preview that was killed

    def refresh(self) -> Shown:
        """What to show now; a draft is always followed by the whole."""
        if self._context and (folder := self._draft(self._context)):
            self._context = None
            return Shown(folder, is_draft=True)
        _, outcome = self._make(self._arguments, self._kept)
        if outcome and outcome.published:
            self._context = outcome.context
        return Shown(self._build / layout.SITE)

    def end(self) -> None:
        """Clears what only the preview needs."""
        draft.drop(self._build)

    def _draft(self, before: Context) -> Path | None:
        """A draft is only a help: whatever keeps it from being made, the whole build tells."""
        if not engine.in_parts(self._arguments.engine):
            return None
        try:
            site, _ = config.load(self._arguments.config, self._arguments.content, self._arguments.build)
            return drafting.make(before, site, self._kept, self._arguments.engine)
        except Exception:
            return None
