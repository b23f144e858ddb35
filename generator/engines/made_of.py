"""What a site is made of, kept with its maps, so that the next build knows what of it may stay (effect: read, write).

A page's HTML is made of its Markdown, the look, the set-up and the programs: a site keeps a checksum of all but the
Markdown (`base`), one of every file below docs/, and what there was to say of each page. How its own files lay on the
disk is kept beside (`STAMPS`), for these may be damaged later.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path

from .. import program
from ..output import maps, mkdocs_yml
from ..output.layout import STAGED
from ..output.write import checksum
from ..source import Diagnostic, Loc

FILE, STAMPS = "made-of.json", maps.STAMPS
"""Maps of a site."""
ELSEWHERE = re.compile(rb"INHERIT|!ENV|!!")
"""What may let a mkdocs.yml say things that do not stand in it."""
NAMED = re.compile(r"'([^']+\.md)'")
"""How the engine names the page that it speaks of."""
Stamp = tuple[int, int]
"""Size and time of writing."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """What a site is made of."""

    base: str = ""
    """Checksum of what goes into every page; empty = not known, or a page needs to know what is in others."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Path below docs/ → checksum of its bytes."""
    others: tuple[str, ...] = ()
    """Files of the site that are made of none of these: the theme's."""
    found: tuple[tuple[str, ...], ...] = ()
    """(file of the site, code, place, arguments …) of what there was to say of single pages."""

    @property
    def pages(self) -> frozenset[str]:
        """Markdown below docs/."""
        return frozenset(path for path in self.files if path.endswith(".md"))

    def remarks(self, names: Iterable[str]) -> tuple[Diagnostic, ...]:
        """What there was to say of these files of the site."""
        wanted = frozenset(names)
        return tuple(Diagnostic(code, Loc(loc), tuple(args)) for name, code, loc, *args in self.found if name in wanted)


def base(top: Path, engine: str, depth: int) -> str:
    """Checksum of all that goes into every page: programs, set-up, look, how deep the site's folders are.

    Empty when a page may need to know of others or of files elsewhere: with plugins, hooks, extensions of any kind,
    all pages or untitled ones in the navigation, another theme, a set-up that is not all in one file.
    """
    settings, problems = mkdocs_yml.load(top)
    said = top.read_bytes()
    if problems or ELSEWHERE.search(said) or mkdocs_yml.connects(settings):
        return ""
    whole = blake2b(f"{program.stamp()} {engine} {depth}".encode() + said)
    look = mkdocs_yml.look(settings, top)
    for path in sorted(look.rglob("*")):
        if path.is_symlink():
            return ""
        if path.is_file():
            whole.update(f"{path.relative_to(look).as_posix()} {checksum(path.read_bytes())}\n".encode())
    return whole.hexdigest()[:32]


def output(path: str) -> str:
    """The file of the site that is made of a file below docs/."""
    if not path.endswith(".md"):
        return path
    stem = path.removesuffix(".md")
    return f"{stem}.html" if stem == "index" or stem.endswith("/index") else f"{stem}/index.html"


def read(build: Path, site: Path) -> tuple[MadeOf, dict[str, Stamp]]:
    """What a site was made of, and how its files lay on the disk; nothing when that is not known."""
    lying = maps.folder(build, site)
    try:
        said = json.loads((lying / FILE).read_text(encoding="utf-8"))
        found = tuple(tuple(map(str, one)) for one in said["found"] if len(one) > 2)
        stamps = json.loads((lying / STAMPS).read_text(encoding="utf-8"))
        made = MadeOf(str(said["base"]), dict(said["files"]), tuple(map(str, said["others"])), found)
        return made, {str(name): (int(size), int(written)) for name, (size, written) in stamps.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return MadeOf(), {}


def stamp(site: Path, name: str) -> Stamp | None:
    """How a file lies there; None when it does not."""
    try:
        state = os.stat(os.path.join(site, name))
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def keep(build: Path, site: Path, made: MadeOf, found: Iterable[Diagnostic]) -> None:
    """Writes down what a site that waits to be published was made of. OSError: it cannot be written."""
    outputs = {output(path): path for path in made.files}
    every = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    files = {outputs[path]: made.files[outputs[path]] for path in every if path in outputs}
    told = tuple((name, one.code, one.loc.file, *one.args) for one in found if (name := _page(one)))
    whole = MadeOf(made.base, files, tuple(sorted(set(every) - outputs.keys())), told)
    _write(build / STAGED[FILE], asdict(whole))
    _write(build / STAGED[STAMPS], {name: stamp(site, name) for name in every})


def _page(found: Diagnostic) -> str:
    """The file of the site that a finding is about; empty when it is about none."""
    if found.loc.file.startswith("site/"):
        return found.loc.file.removeprefix("site/")
    named = NAMED.search(" ".join(found.args)) if found.code == "E108" else None
    return output(named[1]) if named else ""


def _write(file: Path, data: object) -> None:
    file.write_text(json.dumps(data, indent=0, sort_keys=True) + "\n", encoding="utf-8", newline="")
