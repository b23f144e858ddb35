"""Work spread over the machine's cores (effect: processes).

The workers are copies of this process where the system can make such (Linux): they know all that it knows and nothing
is sent to them. Elsewhere they are started afresh and get their work by pickle. A worker ends with its owner, however
that ends.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from functools import cache, partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize
from typing import Any, TypeVar

from .cores import Cores

T = TypeVar("T")
R = TypeVar("R")

COPIES = sys.platform == "linux"
"""Whether a worker begins as a copy of its owner; if not, what it works with is sent."""
CHUNKS = 8
"""Portions a worker gets on average: enough that none waits long for the last."""
MOST = 61
"""More workers Windows cannot wait for."""
VARIABLE = "YANDU_WORKERS"
"""Environment variable that says how many workers there are; 1 = none beside this process."""

_work: Callable[[Any], Any]


def count() -> int:
    """How many workers there may be."""
    asked = os.environ.get(VARIABLE, "")
    if asked.isdecimal() and int(asked):
        return min(int(asked), MOST)
    return min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, MOST)


def spread(
    work: Callable[[T], R], items: Sequence[T], *, least: int = 2, apart: bool = False, copied: bool = False
) -> Iterator[R]:
    """`work` done on each item, in order; by this process alone when there are fewer items than `least`.

    `apart`: never by this process; `copied`: by workers only where they are copies, as `work` knows too much to be
    sent. Else `work`, the items and the results must be things that pickle can send.
    BrokenProcessPool when a worker dies that must do it (`apart`).
    """
    many = max(1, min(count(), len(items)))
    if not apart and (many < 2 or len(items) < least or (copied and not COPIES)):
        yield from map(work, items)
        return
    done = 0
    try:
        with _shared():
            for result in _by_team(work, items, many):
                done += 1
                yield result
    except BrokenProcessPool:  # A worker was killed, for want of memory perhaps: one process needs less.
        if apart:
            raise
        yield from map(work, items[done:])


@contextmanager
def _shared() -> Iterator[None]:
    """What is there already is not looked through in copies of this process, and so stays shared with them."""
    is_first = not gc.get_freeze_count()
    gc.freeze()
    try:
        yield
    finally:
        if is_first:
            gc.unfreeze()


def later(work: Callable[[], R]) -> Callable[[], R]:
    """Begins `work` in a copy of this process; the function returned waits for the result, however often it is asked.

    Without copies, with one worker, or where there is no room for another process, the work is done when it is first
    asked for. When nobody can ask any more, the copy ends. The result must be such that pickle can send it.
    """
    if count() < 2 or not COPIES:
        return cache(work)
    try:
        process, receiver = _copy(work)
    except OSError:
        return cache(work)
    asked = cache(partial(_received, process, receiver, work))
    Finalize(asked, _end, (process,), exitpriority=1)
    return asked


def _copy(work: Callable[[], Any]) -> tuple[BaseProcess, Connection]:
    """A copy of this process that works, and where it will send the result."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(receiver, sender, work))
    try:
        with _shared():
            process.start()
    except OSError:
        receiver.close()
        raise
    finally:
        sender.close()
    return process, receiver


def _send(receiver: Connection, sender: Connection, work: Callable[[], Any]) -> None:
    """What a worker of `later` does. What it cannot do ends it, and its owner tries and says why."""
    _serve()
    receiver.close()  # Else nobody would notice that the owner asks no more.
    with suppress(Exception):
        sender.send(work())


def _received(process: BaseProcess, receiver: Connection, work: Callable[[], R]) -> R:
    """The worker's result; when it was killed or failed, the work is done here."""
    try:
        result: R = receiver.recv()
    except (EOFError, OSError):
        return _instead(work)
    finally:
        _end(process)
    return result


def _end(process: BaseProcess) -> None:
    """Ends a worker from whom nothing more is wanted: it may hold what others wait for, a lock for example."""
    process.kill()
    process.join()


def _instead(work: Callable[[], R]) -> R:
    """Does what a worker could not."""
    return work()


def _by_team(work: Callable[[T], R], items: Sequence[T], many: int) -> Iterator[R]:
    context = multiprocessing.get_context("fork" if COPIES else "spawn")
    with ProcessPoolExecutor(many, context, initializer=_begin, initargs=(work,)) as team:
        yield from team.map(_do, items, chunksize=max(1, len(items) // (many * CHUNKS)))


def _begin(work: Callable[[Any], Any]) -> None:
    """The first thing that a worker of a team does."""
    global _work
    _work = work
    _serve()


def _serve() -> None:
    """Becomes a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the owner's.
    threading.Thread(target=_end_with_owner, daemon=True).start()


def _end_with_owner() -> None:
    owner = multiprocessing.parent_process()
    if owner:
        owner.join()
        os._exit(1)


def _do(item: Any) -> Any:
    return _work(item)


CORES = Cores(partial(spread, copied=True), later)
"""All cores, for those who may know nothing of processes."""
