"""How characters are read aloud, for readers who type pinyin or a character that sounds alike.

Readings are Hanyu Pinyin without tones, ü as v, from pypinyin's table of single characters. Which reading a word wants
is left open: both 三重（zhòng）一大 and 三重（chóng）一大 are typed, and either should be understood.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

MOST = 2
"""Readings of a character, the usual one first; the rest are those of names and old books."""


@cache
def readings(char: str) -> tuple[str, ...]:
    """The usual readings of a character; none for what is no Chinese character.

    >>> readings("重"), readings("女"), readings("A")
    (('zhong', 'chong'), ('nv', 'ru'), ())
    """
    from pypinyin import Style, pinyin  # half a second, which only a build has

    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    plain = (reading.replace("ü", "v") for reading in (found[0] if found else ()))
    return tuple(dict.fromkeys(reading for reading in plain if reading.isascii() and reading.isalpha()))[:MOST]


def table(characters: Iterable[str]) -> tuple[str, str]:
    """The readings of characters as two texts, the usual and the other ones: `ai爱碍 an安 …`."""
    usual: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for char in sorted(set(characters)):
        for reading in readings(char)[:1]:
            usual.setdefault(reading, []).append(char)
        for reading in readings(char)[1:]:
            others.setdefault(reading, []).append(char)
    return _written(usual), _written(others)


def common() -> list[str]:
    """The 6,763 characters of GB 2312, which readers may type whatever the site's own texts hold."""
    codes = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    return [char for code in codes if (char := code.decode("gb2312", "ignore"))]


def _written(rows: dict[str, list[str]]) -> str:
    return " ".join(reading + "".join(rows[reading]) for reading in sorted(rows))
