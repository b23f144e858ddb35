"""The workers of a Dask scheduler, where one machine is not enough to read all documents (effect: network).

Nothing of ours sends work to other machines: Dask does, and only what `intake.take` needs, the bytes of a file. Its
workers must have Yandu installed, in the same version.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from .source import Diagnostic, Loc

PACKAGE = "distributed"
SECONDS = 10
"""How long a scheduler may take to answer."""


@contextmanager
def workers_of(address: str) -> Iterator[tuple[Executor | None, tuple[Diagnostic, ...]]]:
    """The scheduler's workers as an executor; None and the reasons when there are none (E126 … E128).

    An empty address means that nobody asked for them: no executor and nothing to say.
    """
    if not address:
        yield None, ()
        return
    if find_spec(PACKAGE) is None:
        yield None, (Diagnostic("E126", Loc(address)),)
        return
    distributed: Any = import_module(PACKAGE)
    try:
        client = distributed.Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError):
        yield None, (Diagnostic("E127", Loc(address), (address,)),)
        return
    with client:
        try:
            client.wait_for_workers(1, timeout=SECONDS)
        except TimeoutError:
            yield None, (Diagnostic("E128", Loc(address), (address,)),)
            return
        yield client.get_executor(), ()
