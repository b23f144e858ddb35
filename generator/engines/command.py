"""An engine that is a command of its own and makes the whole site or nothing (effect: processes)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..source import Diagnostic
from .reuse import Todo
from .share import Done

UTF8 = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class Command:
    """How it is started, and what it needs."""

    arguments: tuple[str, ...]
    """For the Python interpreter; `{config}` and `{out}` stand for paths."""
    config: str = "mkdocs.yml"
    """Its configuration, below BUILD."""
    write_config: Callable[[Path], tuple[Diagnostic, ...]] = lambda build: ()
    """Writes what it needs besides BUILD/docs and BUILD/mkdocs.yml."""
    log: Callable[[str], str] = str
    """Brings what it prints into the form that `engine.messages` reads."""
    in_parts: bool = field(default=False, init=False)

    def prepare(self, build: Path) -> tuple[Diagnostic, ...]:
        """What must be there before it starts."""
        return self.write_config(build)

    def make(self, build: Path, target: Path, todo: Todo, environment: Mapping[str, str]) -> Done:
        """Runs it to its end; all of the site is made, whatever `todo` says."""
        paths = {"config": str(build / self.config), "out": str(target)}
        command = [sys.executable, *(argument.format_map(paths) for argument in self.arguments)]
        # COLUMNS would make the engine fold its messages.
        inherited = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
        # close_fds: the child keeps the lock's descriptor, so that BUILD stays locked while an orphan still writes.
        ended = subprocess.run(
            command,
            cwd=build,
            env={**inherited, **UTF8, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            close_fds=False,
            check=False,
        )
        return Done(ended.returncode, self.log(_ANSI.sub("", ended.stdout)))
