"""How a loop shows that it goes on, whoever watches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Shows the progress of a loop."""

    def __call__(self, items: Sequence[T], words: str, /) -> Iterable[T]:
        """The same items; `words` say what is done with them."""


def plainly(items: Sequence[T], _: str, /) -> Iterable[T]:
    """A loop without any show of progress."""
    return items
