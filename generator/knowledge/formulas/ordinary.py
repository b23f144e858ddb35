"""What looks like a formula and is told apart: 市、区两级, 十九届二中、三中全会, clauses of one build.

They are kept with their items, so that nothing else is made of them; no page and no link comes of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...annotations import Passage
from ...structure.numerals import parse
from ...text import fold
from .shapes import Item, Kind, Place

LEVEL = "国家|省|市|州|盟|区|县|旗|镇|乡|街道|街|社区|村|组"
LEVELS = re.compile(rf"((?:(?:{LEVEL})(?:\([^()]{{1,4}}\))?[、和]?){{2,5}})([两二三四五])级")
ONE_LEVEL = re.compile(rf"(?:{LEVEL})(?:\([^()]{{1,4}}\))?")
SESSIONS = re.compile(r"(十[一二三四五六七八九]|二十[一二三]?)届((?:[一二三四五六七]中[、和])+[一二三四五六七]中)全会")
PARALLEL = re.compile(
    r"(?<![^，。；：、！？])([把与同让使将以])([^，。；：]{3,40}?)([^，。；：]{3,4})(?:，\1[^，。；：]{3,40}?\3)+(?=[，。；！？]|$)"
)

Ordinary = tuple[Place, Kind, tuple[Item, ...]]
"""Where it is, what it is, its items."""


def find(passage: Passage) -> Iterator[Ordinary]:
    """All of them in one line."""
    text = passage.text
    if "级" in text:
        yield from _levels(passage, fold(text))
    if "全会" in text:
        yield from _sessions(passage, fold(text))
    yield from _parallels(passage)


def _levels(passage: Passage, text: str) -> Iterator[Ordinary]:
    """市、区两级: as many as it says."""
    for found in LEVELS.finditer(text):
        items = tuple(_part(passage, found.start(1), one) for one in ONE_LEVEL.finditer(found[1]))
        if len(items) == parse(found[2]):
            yield _place(passage, found, len(items)), "levels", items


def _sessions(passage: Passage, text: str) -> Iterator[Ordinary]:
    """十九届二中、三中全会: each with what they share."""
    for found in SESSIONS.finditer(text):
        parts = list(re.finditer(".中", found[2]))
        items = tuple(
            Item(f"{found[1]}届{part[0]}全会", passage.part(found.start(2) + part.start(), found.start(2) + part.end()))
            for part in parts
        )
        yield _place(passage, found, len(items)), "meetings", items


def _parallels(passage: Passage) -> Iterator[Ordinary]:
    """把…结合起来，把…结合起来."""
    for found in PARALLEL.finditer(passage.text):
        clauses = list(re.finditer("[^，]+", found[0]))
        items = tuple(_part(passage, found.start(), clause) for clause in clauses)
        yield _place(passage, found, len(items)), "parallel", items


def _part(passage: Passage, offset: int, found: re.Match[str]) -> Item:
    start, end = offset + found.start(), offset + found.end()
    return Item(passage.text[start:end], passage.part(start, end))


def _place(passage: Passage, found: re.Match[str], declared: int) -> Place:
    return Place(passage, found.start(), found.end(), passage.text[found.start() : found.end()], declared)
