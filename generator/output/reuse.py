"""What of the site before may be taken over, because nothing that it was made of has changed (effect: links files).

A page's HTML is made of its Markdown, the look, the set-up and the programs; so with its maps a site keeps a checksum
of all but the Markdown (`base`), and one of every file below docs/. A page with the same two is the same page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path

from .. import program
from . import maps, mkdocs_yml
from .write import STAGED, checksum

FILE = "made-of.json"
"""Map of a site: what it was made of."""
ELSEWHERE = re.compile(rb"^INHERIT\b|!ENV", re.MULTILINE)
"""What lets a mkdocs.yml say things that do not stand in it."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a site is made of."""

    base: str = ""
    """Checksum of what goes into every page; empty = not known, or a page needs to know what is in others."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path below docs/ → checksum of its bytes."""
    others: tuple[str, ...] = ()
    """Files of the site that are made of none of these: the theme's."""

    @property
    def pages(self) -> frozenset[str]:
        """Markdown below docs/."""
        return frozenset(path for path in self.files if path.endswith(".md"))


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
    """Whether it may be rendered in parts: no page needs to know what is in others."""


def base(top: Path, engine: str, files: Iterable[str]) -> str:
    """Checksum of all that goes into every page: programs, set-up, look, how deep the site's folders are.

    Empty when a page may need to know of others: with plugins, hooks, all pages in the navigation, or a set-up that is
    not all in one file.
    """
    settings, problems = mkdocs_yml.load(top)
    said = top.read_bytes()
    if problems or ELSEWHERE.search(said) or mkdocs_yml.connects(settings):
        return ""
    look = mkdocs_yml.look(settings, top)
    deep = max((path.count("/") for path in files), default=0)
    whole = blake2b(f"{program.stamp()} {engine} {deep}".encode() + said)
    for path in sorted(path for path in look.rglob("*") if path.is_file()):
        whole.update(f"{path.relative_to(look).as_posix()} {checksum(path.read_bytes())}\n".encode())
    return whole.hexdigest()[:32]


def todo(build: Path, site: Path, made: MadeOf) -> Todo:
    """What is to be made beside a site; all of it when that lacks a file that it should have."""
    found = compared(made, read(build, site))
    whole = all((site / name).is_file() for name in found.take)
    return found if whole else compared(made, MadeOf())


def compared(made: MadeOf, before: MadeOf) -> Todo:
    """What is to be made now that a site was made of `before`."""
    if not made.base or made.base != before.base:
        return Todo(frozenset(made.files), parts=bool(made.base))
    same = {path for path, digest in made.files.items() if before.files.get(path) == digest}
    theme = made.pages != before.pages  # its sitemap names them all
    take = (*map(output, sorted(same)), *(() if theme else before.others))
    return Todo(frozenset(made.files) - same, theme, take, parts=True)


def output(path: str) -> str:
    """The file of the site that is made of a file below docs/."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def read(build: Path, site: Path) -> MadeOf:
    """What a site was made of; nothing when that is not known."""
    try:
        said = json.loads((maps.folder(build, site) / FILE).read_text(encoding="utf-8"))
        return MadeOf(str(said["base"]), dict(said["files"]), tuple(map(str, said["others"])))
    except (OSError, ValueError, TypeError, KeyError):
        return MadeOf()


def keep(build: Path, site: Path, made: MadeOf) -> None:
    """Writes down what a site that waits to be published was made of."""
    outputs = {output(path): path for path in made.files}
    every = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    files = {outputs[path]: made.files[outputs[path]] for path in every if path in outputs}
    whole = MadeOf(made.base, files, tuple(sorted(set(every) - outputs.keys())))
    text = json.dumps(asdict(whole), indent=0, sort_keys=True) + "\n"
    (build / STAGED[FILE]).write_text(text, encoding="utf-8", newline="")


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
