"""Deletes what lies below BUILD and is no longer wanted (effect)."""

from __future__ import annotations

import shutil
from pathlib import Path

from .layout import NEXT


def clear(build: Path) -> None:
    """Deletes what a run before this one left of a site that was not finished."""
    for left in [build / NEXT, *build.glob(f"{NEXT}-*")]:
        discard(left)


def discard(path: Path) -> None:
    """Deletes a folder with all that is in it; a link is unlinked, its target stays."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)
