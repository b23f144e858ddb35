"""How work is divided, for those who may know nothing of processes: `workers.CORES` uses all cores, `ALONE` one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Spread(Protocol):
    """Does work on each item, in order, as `map` does."""

    def __call__(self, work: Callable[[T], R], items: Sequence[T], /) -> Iterable[R]:
        """The results, in order."""


class Later(Protocol):
    """Begins a piece of work; the function returned waits for its result."""

    def __call__(self, work: Callable[[], R], /) -> Callable[[], R]:
        """What waits for the result."""


@dataclass(frozen=True, slots=True)
class Cores:
    """Those who do the work."""

    spread: Spread
    later: Later


def _now(work: Callable[[], R], /) -> Callable[[], R]:
    result = work()
    return lambda: result


ALONE = Cores(map, _now)
