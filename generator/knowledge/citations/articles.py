"""References to parts of a document: 第三十条第一款第（二）项, 第三条至第五条, 第一、二款.

立法法 (2023) §65: 编、章、节、条、款、项、目; a 款 has no number of its own in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ...structure.numerals import parse
from ...text import fold

N = r"(?:[〇零○一二三四五六七八九十百千]+(?:\s[一二三四五六七八九十百千]+)*|\d+)"
NUMBER = rf"(?:{N}|\(\s?{N}\s?\))"
AND = r"\s?(?:、|,|以及|和|及|与|或者|或)\s?"
TO = r"\s?(?:至|到|-|—|–|~)\s?"
# Words that begin like a unit and are none: 第一项目, 第三条件, 第二章程.
UNIT = (
    r"(?:编(?![制写队号辑组程者])|章(?![程法])|节(?![约日能点目课省])|条(?![件例约款目线文理形])|款(?![待式物]|项目)"
    r"|项(?![目链])|目(?![标的录前光]))"
)
STEP = rf"第\s?({NUMBER}(?:(?:{AND}|{TO})第?{NUMBER}){{0,60}})\s?({UNIT})(?:之({N}))?"
GROUP = rf"{STEP}(?:\s?{STEP})*"
STEPS = re.compile(STEP)
GROUPS = re.compile(GROUP)
JOINT = re.compile(rf"({AND})|({TO})")
NUMBERS = re.compile(rf"({TO})?第?({NUMBER})")
ORDER = "编章节条款项目"


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of a reference: 第三、四条."""

    unit: str
    """One of `ORDER`."""
    values: tuple[tuple[int, ...], ...]
    """第十条之一 = (10, 1); a range has all its numbers."""
    words: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference to a part of a document, or to a range of parts."""

    start: int
    """Where its own words begin in the text."""
    end: int
    steps: tuple[Step, ...]
    """From the widest unit to the narrowest; those that a list says once are in each of its members."""
    through: tuple[Step, ...] = ()
    """The last part of a range."""

    @property
    def words(self) -> str:
        """The whole reference in words: of 第三条第一款、第二款 the second is 第三条第二款."""
        shared = sum(1 for one, other in zip(self.steps, self.through, strict=False) if one == other)
        return _words(self.steps) + (f"至{_words(self.through[shared:])}" if self.through else "")


def references(text: str, start: int) -> list[Reference]:
    """The references that begin exactly at `start` and go on as a list; none when there is none."""
    view = fold(text)
    found: list[Reference] = []
    group, is_range = GROUPS.match(view, start), False
    while group:
        steps = _inherited(tuple(_steps(group[0])), found)
        if is_range:
            found[-1] = replace(found[-1], end=group.end(), through=steps)
        else:
            found.append(Reference(group.start(), group.end(), steps))
        joint = JOINT.match(view, group.end())
        group, is_range = (GROUPS.match(view, joint.end()), bool(joint[2])) if joint else (None, False)
    return found


def _words(steps: tuple[Step, ...]) -> str:
    return "".join(step.words for step in steps).replace("(", "（").replace(")", "）")


def _inherited(steps: tuple[Step, ...], found: list[Reference]) -> tuple[Step, ...]:
    """A member of a list that begins with a narrow unit stands in the wider ones of the member before."""
    if not found:
        return steps
    first = ORDER.index(steps[0].unit)
    return (*(step for step in found[-1].steps if ORDER.index(step.unit) < first), *steps)


def _steps(words: str) -> Iterator[Step]:
    for found in STEPS.finditer(words):
        tail = parse(found[3]) if found[3] else None
        values = tuple((value, tail) if tail else (value,) for value in _values(found[1]))
        yield Step(found[2], values, found[0].strip())


MOST = 60
"""Numbers of a range that are taken one by one."""


def _values(numbers: str) -> Iterator[int]:
    """The numbers of 三, 三、四, （一）至（三）."""
    last = 0
    for joint, number in NUMBERS.findall(numbers):
        value = parse(number.strip("() ")) or 0
        yield from range(last + 1, value) if joint and value - last <= MOST else ()
        yield value
        last = value
