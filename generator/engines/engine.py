"""Has BUILD/docs turned into HTML (effect). An engine is a row of `ENGINES`.

It works in processes of its own and writes BUILD/site-next; the site that readers see is the business of `publishing`.
What it says is caught and comes back as diagnostics.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from ..output.layout import DOCS, NEXT
from ..output.removal import clear
from ..output.write import is_ours, reason, refusal
from ..source import Diagnostic, Loc
from . import share, zensical
from .command import Command
from .reuse import Todo
from .share import Done
from .shares import Shares

EPOCH = "315532800"
"""1980-01-01, the clock of a build: the same documents give the same bytes, whenever they are built."""
LAST = 5
"""Lines of a failed program's output that are passed on."""


class Maker(Protocol):
    """Who turns BUILD/docs into HTML."""

    @property
    def in_parts(self) -> bool:
        """Whether it can make some of the pages only."""

    def prepare(self, build: Path) -> tuple[Diagnostic, ...]:
        """Writes what must be there before it starts; what went wrong, if anything."""

    def make(self, build: Path, target: Path, todo: Todo, environment: Mapping[str, str]) -> Done:
        """Fills the folder `target`, which is not there yet. OSError: the disk refuses."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A row of `ENGINES`."""

    name: str
    """As its makers write it."""
    maker: Maker
    needs: str = "mkdocs"
    """What must be installed, as pip is asked for it."""
    environment: tuple[tuple[str, str], ...] = ()
    """Settings it alone understands."""


ENGINES: dict[str, Engine] = {
    "mkdocs": Engine("MkDocs", Shares(share.render), environment=(("NO_MKDOCS_2_WARNING", "1"),)),
    "zensical": Engine(
        "Zensical",
        Command(zensical.ARGUMENTS, zensical.CONFIG, partial(zensical.write, out=NEXT), zensical.log),
        needs=zensical.PACKAGE,
    ),
}

_LEVEL = re.compile(r"(DEBUG|INFO|WARNING|ERROR|CRITICAL) +- +")


def run(build: Path, engine: str = "mkdocs", todo: Todo | None = None) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Builds BUILD/site-next anew; whether it is complete, and what the engine complained about.

    `todo`: what is to be made, and what may be taken over from BUILD/site; None = all is to be made, as one share.
    """
    build = build.resolve()
    row = ENGINES.get(engine)
    if row is None:
        return False, (Diagnostic("E106", Loc(str(build)), (engine, "、".join(ENGINES))),)
    if not is_ours(build):
        return False, (Diagnostic("E102", Loc(str(build))),)
    if find_spec(row.needs.partition("==")[0]) is None:
        command = f"{sys.executable} -m pip install {row.needs}"
        return False, (Diagnostic("E120", Loc(str(build)), (row.name, command)),)
    if problems := row.maker.prepare(build):
        return False, problems
    try:
        clear(build)
        done = row.maker.make(build, build / NEXT, todo or Todo(_docs(build)), _environment(row))
    except OSError as error:
        return False, (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return _judge(row, done, (build / NEXT / "index.html").is_file(), build)


def in_parts(engine: str) -> bool:
    """Whether an engine can make some of the pages only."""
    row = ENGINES.get(engine)
    return row is not None and row.maker.in_parts


def fill(build: Path, target: Path, todo: Todo, engine: str) -> bool:
    """Makes some pages by an engine that can (`in_parts`), takes over others of BUILD/site; whether all went well."""
    row = ENGINES[engine]
    return not row.maker.make(build.resolve(), target.resolve(), todo, _environment(row)).code


def _docs(build: Path) -> frozenset[str]:
    docs = build / DOCS
    return frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())


def messages(output: str) -> list[tuple[str, str]]:
    """(level, message) in a log; lines without a level continue the one before them."""
    found: list[tuple[str, str]] = []
    for line in output.splitlines():
        head = _LEVEL.match(line)
        if head:
            found.append((head[1], line[head.end() :].strip()))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _environment(row: Engine) -> dict[str, str]:
    return {"SOURCE_DATE_EPOCH": EPOCH} | dict(row.environment)


def _judge(row: Engine, done: Done, complete: bool, build: Path) -> tuple[bool, tuple[Diagnostic, ...]]:
    log = messages(done.log)
    grave = [text for level, text in log if level in ("WARNING", "ERROR", "CRITICAL")]
    if done.code == 0 and complete:
        # Each share says what is wrong with the set-up.
        return True, tuple(Diagnostic("E108", Loc(str(build)), (row.name, text)) for text in dict.fromkeys(grave))
    if refused := refusal(done.log):
        return False, (Diagnostic("E103", Loc(str(build)), (refused,)),)
    last = "\n".join(done.log.strip().splitlines()[-LAST:])
    return False, (Diagnostic("E107", Loc(str(build)), (row.name, str(done.code), last)),)
