"""What of the site before is taken over, because nothing that it was made of has changed (effect: links files)."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from . import made_of
from .made_of import MadeOf, output


@dataclass(frozen=True, slots=True)
class Todo:
    """What an engine has to make, and what is there already."""

    render: frozenset[str]
    """Paths below docs/."""
    theme: bool = True
    """Whether the theme's own files and pages are to be made."""
    take: tuple[str, ...] = ()
    """Files of the site that are taken over."""
    parts: bool = False
    """Whether it may be rendered in parts, and leanly: no page needs to know what is in others, all is our Markdown."""


def everything(made: MadeOf) -> Todo:
    """All is to be made."""
    return Todo(frozenset(made.files), parts=bool(made.base))


def todo(site: Path, made: MadeOf, before: MadeOf, stamps: dict[str, made_of.Stamp]) -> Todo:
    """What is to be made beside a site that was made of `before`; what was touched since is made again."""
    if not made.base or made.base != before.base:
        return everything(made)
    stands = {name for name, one in stamps.items() if made_of.stamp(site, name) == one}
    same = {path for path, sum in made.files.items() if before.files.get(path) == sum and output(path) in stands}
    theme = made.pages != before.pages or not stands.issuperset(before.others)  # the sitemap names all pages
    take = (*map(output, sorted(same)), *(() if theme else before.others))
    return Todo(frozenset(made.files) - same, theme, take, parts=True)


def take_over(site: Path, target: Path, names: Iterable[str]) -> None:
    """Lays files of a site into a folder. OSError: one is not there.

    They are linked, not copied, where the disk can do that; so nothing may ever write into a file of a site.
    """
    made: set[str] = set()
    for name in names:
        there = os.path.join(target, name)
        if (folder := os.path.dirname(there)) not in made:
            os.makedirs(folder, exist_ok=True)
            made.add(folder)
        try:
            os.link(os.path.join(site, name), there)
        except OSError:  # another disk, or one that knows no links
            shutil.copy2(os.path.join(site, name), there)


def merge(source: Path, target: Path) -> None:
    """Moves all that is in a folder into another one of the same disk; what stands there in its place goes."""
    target.mkdir(parents=True, exist_ok=True)
    for entry in os.scandir(source):
        there = target / entry.name
        if entry.is_dir() and there.is_dir():
            merge(Path(entry.path), there)
        else:
            os.replace(entry.path, there)
