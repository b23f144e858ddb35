"""Numbers as text that a script holds without escapes and compression likes: base 45.

The last digit of a number is one of `LAST`, those before it of `BEFORE`, so numbers need no space between them. The
characters `!`, blank, `"` and the backslash are no digits. overrides/assets/search/numbers.js reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

LAST = "#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNO"
BEFORE = "PQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}"
BASE = len(LAST)


class _Lead(dict[int, str]):
    """The digits before the last two, for a number divided by the square of the base."""

    def __missing__(self, number: int) -> str:
        high, low = divmod(number, BASE)
        self[number] = text = (self[high] if high else "") + BEFORE[low]
        return text


_LEAD = _Lead()
_TWO = [before + last for before in BEFORE for last in LAST]
_DIGITS = {char: value for value, char in enumerate(LAST)} | {char: -value - 1 for value, char in enumerate(BEFORE)}
"""Value of a last digit; of one before it, less than zero."""


def number(value: int) -> str:
    """One number, not below zero.

    >>> number(0), number(44), number(45), number(91125)
    ('#', 'O', 'Q#', 'QPP#')
    """
    if value < BASE:
        return LAST[value]
    high, low = divmod(value, BASE * BASE)
    return _LEAD[high] + _TWO[low] if high else _TWO[low]


def encode(values: Iterable[int]) -> str:
    """Numbers in a row."""
    return "".join([number(value) for value in values])


def runs(values: Iterable[int]) -> str:
    """Numbers that mostly repeat: each followed by how often it stands in a row.

    >>> runs([0, 0, 0, 7])
    '#&*$'
    """
    return encode(number for value, same in groupby(values) for number in (value, sum(1 for _ in same)))


def decode(text: str) -> Iterator[int]:
    """What `encode` wrote; whatever else there is gives wrong numbers, never an error."""
    value = 0
    for char in text:
        digit = _DIGITS.get(char, 0)
        if digit < 0:
            value = (value - digit - 1) * BASE
        else:
            yield value + digit
            value = 0
