"""A program that is run and measured with all the processes that it starts (Linux)."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .run import ROOT

PAUSE, LONGEST, COST = 0.5, 5.0, 0.01
"""Seconds between two looks at the memory, at least and at most; between these, looking takes 1 % of a core: much
memory takes long to look through, and what is measured must not become slower by it. Short peaks may be missed."""


@dataclass(frozen=True, slots=True)
class Run:
    """How it went."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Processor seconds of all processes."""
    memory: int
    """Bytes that all of them together had at most, as often as we looked."""
    code: int
    """Exit code, or minus the signal that ended it."""
    late: bool
    """Whether we ended it because it took too long."""


def run(command: Sequence[str], log: Path, timeout: float) -> Run:
    """Runs a program in a session of its own; what it prints goes into a file, so that no pipe can fill up."""
    began, used = time.perf_counter(), _used()
    with log.open("wb") as out:
        child = subprocess.Popen(
            command, cwd=ROOT, env=_environment(), start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
        )  # fmt: skip
    try:
        memory = _watch(child.pid, began + timeout)
        wall, late = time.perf_counter() - began, not _has_ended(child.pid)
    finally:
        _end(child)
    return Run(wall, _used() - used, memory, child.returncode, late)


def memory(session: int) -> int:
    """Bytes of all processes of a session. What copies of a process share is counted once, as a part of each (Pss)."""
    total = 0
    for process in map(int, filter(str.isdigit, os.listdir("/proc"))):
        with suppress(OSError):  # it has ended meanwhile
            total += _pss(process) if os.getsid(process) == session else 0
    return total


def _pss(process: int) -> int:
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii", errors="replace").splitlines()
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


def _watch(process: int, until: float) -> int:
    """Most memory that its session had until it ended, or until it was time."""
    most, pause = 0, PAUSE
    while not _has_ended(process, pause) and time.perf_counter() < until:
        began = time.process_time()
        most = max(most, memory(process))
        pause = min(max(PAUSE, (time.process_time() - began) / COST), LONGEST)
    return most


def _has_ended(process: int, pause: float = 0) -> bool:
    """Whether it ends within so many seconds."""
    ending = os.pidfd_open(process)
    try:
        return bool(select.select([ending], [], [], pause)[0])
    finally:
        os.close(ending)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Ends what is left of its process group; it is still a zombie, so its number can be nobody else's."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment() -> dict[str, str]:
    """Ours, without what says how Yandu works."""
    neutral = {name: value for name, value in os.environ.items() if not name.startswith("YANDU")}
    return neutral | {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}


def _used() -> float:
    """Processor seconds of the programs that have ended, and of those that they waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
