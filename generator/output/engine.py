"""Runs the program that turns BUILD/docs into HTML (effect). An engine is a row of `ENGINES`.

The program works in a child process and writes BUILD/site-next; the site that readers see is `publish.py`'s. What it
says is caught and comes back as diagnostics.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from ..source import Diagnostic, Loc
from . import share, shares, zensical
from .reuse import Todo
from .share import Done, Share
from .write import is_ours, reason, refusal

SITE = "site"
"""Folder below BUILD that readers see."""
NEXT = "site-next"
"""Folder below BUILD in which the new site grows."""
EPOCH = "315532800"
"""1980-01-01, the clock of a build: the same documents give the same bytes, whenever they are built."""
LAST = 5
"""Lines of a failed program's output that are passed on."""


@dataclass(frozen=True, slots=True)
class Engine:
    """How a site engine is started."""

    name: str
    """As its makers write it."""
    arguments: tuple[str, ...] = ()
    """For the Python interpreter; `{config}` and `{out}` stand for paths."""
    environment: tuple[tuple[str, str], ...] = ()
    """Settings it alone understands."""
    share: Callable[[Share], Done] | None = None
    """Renders some of the pages, in a process of its own; None: the program makes the whole site or nothing."""
    needs: str = "mkdocs"
    """What must be installed, as pip is asked for it."""
    config: str = "mkdocs.yml"
    """Its configuration, below BUILD."""
    prepare: Callable[[Path, str], tuple[Diagnostic, ...]] = lambda build, out: ()
    """Writes what it needs besides BUILD/docs and BUILD/mkdocs.yml; `out` is the folder of the site below BUILD."""
    log: Callable[[str], str] = str
    """Brings what it prints into the form that `messages` reads."""


ENGINES: dict[str, Engine] = {
    "mkdocs": Engine("MkDocs", environment=(("NO_MKDOCS_2_WARNING", "1"),), share=share.render),
    "zensical": Engine(
        "Zensical",
        zensical.ARGUMENTS,
        needs=zensical.PACKAGE,
        config=zensical.CONFIG,
        prepare=zensical.prepare,
        log=zensical.log,
    ),
}

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
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
    if problems := row.prepare(build, NEXT):
        return False, problems
    try:
        clear(build)
        done = _made(row, build, todo)
    except OSError as error:
        return False, (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return _judge(row, done, (build / NEXT / "index.html").is_file(), build)


def in_parts(engine: str) -> bool:
    """Whether an engine can make some of the pages only."""
    row = ENGINES.get(engine)
    return row is not None and row.share is not None


def fill(build: Path, target: Path, todo: Todo, engine: str) -> bool:
    """Makes some pages by an engine that can (`in_parts`), takes over others of BUILD/site; whether all went well."""
    row, build = ENGINES[engine], build.resolve()
    assert row.share
    return not shares.make(build, build / SITE, target.resolve(), todo, row.share, _environment(row)).code


def _made(row: Engine, build: Path, todo: Todo | None) -> Done:
    if row.share is None:
        return _start(row, build)
    return shares.make(build, build / SITE, build / NEXT, todo or Todo(_docs(build)), row.share, _environment(row))


def _docs(build: Path) -> frozenset[str]:
    docs = build / "docs"
    return frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())


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


def messages(output: str) -> list[tuple[str, str]]:
    """(level, message) in a log; lines without a level continue the one before them."""
    found: list[tuple[str, str]] = []
    for line in _ANSI.sub("", output).splitlines():
        head = _LEVEL.match(line)
        if head:
            found.append((head[1], line[head.end() :].strip()))
        elif found and line.strip():
            found[-1] = (found[-1][0], f"{found[-1][1]} {line.strip()}")
    return found


def _environment(row: Engine) -> dict[str, str]:
    own = {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
    return own | dict(row.environment)


def _start(row: Engine, build: Path) -> Done:
    paths = {"config": str(build / row.config), "out": str(build / NEXT)}
    command = [sys.executable, *(argument.format_map(paths) for argument in row.arguments)]
    # COLUMNS would make the engine fold its messages.
    inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    # close_fds: the child keeps the lock's descriptor, so that BUILD stays locked while an orphan still writes there.
    ended = subprocess.run(
        command,
        cwd=build,
        env=inherited | _environment(row),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,
        check=False,
    )
    return Done(ended.returncode, row.log(ended.stdout))


def _judge(row: Engine, done: Done, complete: bool, build: Path) -> tuple[bool, tuple[Diagnostic, ...]]:
    log = messages(done.log)
    grave = [text for level, text in log if level in ("WARNING", "ERROR", "CRITICAL")]
    if done.code == 0 and complete:
        # Each share says what is wrong with the set-up.
        return True, tuple(Diagnostic("E108", Loc(str(build)), (row.name, text)) for text in dict.fromkeys(grave))
    if refused := refusal(done.log):
        return False, (Diagnostic("E103", Loc(str(build)), (refused,)),)
    last = "\n".join(_ANSI.sub("", done.log).strip().splitlines()[-LAST:])
    return False, (Diagnostic("E107", Loc(str(build)), (row.name, str(done.code), last)),)
