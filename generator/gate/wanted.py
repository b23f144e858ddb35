"""What is cited and not held: the collection's list of wishes, the most wanted first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..source import Diagnostic, Loc

NAMED = 20  # wishes that are told one by one
OFTEN = 2  # a name that is cited once only is not one of them


def check(cited: Iterable[tuple[str, Loc, int]]) -> Iterator[Diagnostic]:
    """G107: the documents that are cited most, each at its first place; G108: how many more there are."""
    ordered = sorted(cited, key=lambda row: (-row[2], row[0]))
    named = [row for row in ordered[:NAMED] if row[2] >= OFTEN]
    for name, loc, count in named:
        yield Diagnostic("G107", loc, (name, str(count)))
    if rest := ordered[len(named) :]:
        yield Diagnostic("G108", rest[0][1], (rest[0][0], str(len(rest))))
