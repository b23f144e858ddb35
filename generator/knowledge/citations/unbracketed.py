"""Citations without book-title marks: 本法第五条, 前款, 刑法第五条, 第五条 alone. The forms: `heads.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...annotations import HEADING, Passage
from ...structure.numerals import parse
from ...text import fold
from .articles import GROUPS, ORDER, Reference, references
from .bracketed import citation
from .heads import PATTERNS, stands_free
from .names import MARKS
from .parts import SECTIONS
from .resolve import Meaning, Reading, resolve
from .value import Citation

AMENDS = re.compile(r"修正案|关于(?:修改|修正|废止)|的决定$")
"""Titles of documents that speak of another's articles: there 第五条 alone is not their own."""
AMENDING = re.compile(r"修改为\s?[:：“]|改为第|删去第|增加[一二三四五两]?[条款项]|作为第|[条款项]中的“|后增加")
"""Words of a decision that changes another document, wherever it stands."""
RUNS_ON = re.compile(r"[的所规中至到关及或与和、，适有以内外]")
"""What follows an article that begins a line and is no number of a section."""
QUOTED = re.compile(r"“[^”]*(?:”|$)")
ARTICLES = 3
"""Articles that a document must have for 第五条 alone to be one of its own."""
LONGEST = 40
"""Characters of a name in front of an article."""
HEADS = tuple(pattern for pattern in PATTERNS if not pattern.alone)
FORMER = next(pattern.pattern for pattern in PATTERNS if pattern.name == "former")
Stretch = tuple[int, int]


def find(reading: Reading, passage: Passage, taken: Sequence[Citation]) -> Iterator[Citation]:
    """The citations of one passage without marks, outside quotations and outside those `taken`."""
    view = fold(passage.text)
    closed = [(c.at.start, c.at.end) for c in taken] + [found.span() for found in QUOTED.finditer(passage.text)]
    if passage.at.block == HEADING and passage.section.ordinal:
        closed.append((0, len(passage.section.ordinal.text)))
    found = list(_with_articles(reading, passage, view, closed, taken))
    yield from found
    closed += [(c.at.start, c.at.end) for c in found]
    yield from _former(reading, passage, view, closed)


def _with_articles(
    reading: Reading, passage: Passage, view: str, closed: Sequence[Stretch], taken: Sequence[Citation]
) -> Iterator[Citation]:
    """Every list of articles with what stands in front of it."""
    at, last = 0, [*taken]
    while group := GROUPS.search(view, at):
        listed = references(passage.text, group.start())
        at = listed[-1].end
        if _is_closed(group.start(), closed) or FORMER.search(view[max(0, group.start() - 5) : group.start()]):
            continue
        for one in _headed(reading, passage, view, listed, last):
            last.append(one)
            yield one


def _headed(
    reading: Reading, passage: Passage, view: str, listed: Sequence[Reference], last: Sequence[Citation]
) -> Iterator[Citation]:
    """The citations of a list of articles, if it can be told whose they are."""
    start = listed[0].start
    head = next(((p.name, found) for p in HEADS if (found := p.pattern.search(view[max(0, start - 12) : start]))), None)
    sections: tuple[str, ...] = ()
    meaning: Meaning | None
    if head and head[0] == "said":
        begin, meaning = start - len(head[1][0]), _said(passage, head[1][1], start, last)
    elif head:
        begin, meaning = start - len(head[1][0]), reading.own
        sections = _enclosing(reading, passage) if head[0] == "article" else ()
    else:
        begin, meaning = _by_name(reading, passage.text, start) or (start, _alone(reading, passage, listed[0], last))
    if not meaning or (head and head[0] == "article" and not sections):
        return
    name = passage.text[begin:start].strip()
    for number, reference in enumerate(listed):
        stretch = (reference.start if number else begin, reference.end)
        yield citation(reading, passage, stretch, name, meaning, reference, sections)


def _said(passage: Passage, kind: str, start: int, last: Sequence[Citation]) -> Meaning | None:
    """该条例 means the document of that kind named last in the passage."""
    named = [c for c in last if c.at.end <= start and c.kind in ("held", "absent") and c.proper.endswith(kind)]
    return Meaning(named[-1].kind, named[-1].proper, named[-1].document) if named else None


def _enclosing(reading: Reading, passage: Passage) -> tuple[str, ...]:
    """The article in which a passage stands."""
    own = reading.parts[reading.document.id].above.get(passage.section.id)
    return (own,) if own else ()


def _by_name(reading: Reading, text: str, start: int) -> tuple[int, Meaning] | None:
    """(begin, meaning) of the longest known name in front of an article."""
    for begin in range(max(0, start - LONGEST), start - 1):
        name = MARKS.sub("", text[begin:start])
        full = reading.declared.get(name) or reading.holdings.spoken.get(name)
        if full and text[begin:start].strip() == text[begin:start] and stands_free(text, begin):
            meaning = resolve(reading, full)
            return (begin, meaning) if meaning.kind in ("held", "self", "absent") else None
    return None


def _alone(reading: Reading, passage: Passage, reference: Reference, last: Sequence[Citation]) -> Meaning | None:
    """第五条 alone is the document's own, where it has such an article and nothing before it speaks of another's."""
    text, own = passage.text, reading.parts[reading.document.id]
    if reference.steps[0].unit not in SECTIONS or len(own.articles) < ARTICLES or not own.sections(reference):
        return None
    if AMENDS.search(reading.title) or AMENDING.search(text) or not stands_free(text, reference.start):
        return None
    if not text[: reference.start].strip() and not RUNS_ON.match(text, reference.end):
        return None
    begin = text.rfind("。", 0, reference.start) + 1
    foreign = any(c.kind != "self" and begin <= c.at.start < reference.start for c in last)
    return None if foreign or text[begin : reference.start].rstrip().endswith(tuple(ORDER)) else reading.own


def _former(reading: Reading, passage: Passage, view: str, closed: Sequence[Stretch]) -> Iterator[Citation]:
    """前款, 前条, 前两条 with what follows them: only inside articles has a text such parts."""
    if passage.section.id not in reading.parts[reading.document.id].above:
        return
    for found in FORMER.finditer(view):
        if _is_closed(found.start(), closed):
            continue
        many = 2 if found["many"] == "两" else parse(found["many"] or "一") or 1
        sections = _enclosing(reading, passage)
        if found["unit"] == "条":
            sections = reading.parts[reading.document.id].neighbour(passage.section.id, many)
        listed: list[Reference | None] = [*references(passage.text, found.end())] or [None]
        for number, reference in enumerate(listed):
            begin = reference.start if reference and number else found.start()
            stretch = (begin, reference.end if reference else found.end())
            yield citation(reading, passage, stretch, found[0], reading.own, reference, sections)


def _is_closed(at: int, closed: Sequence[Stretch]) -> bool:
    return any(start <= at < end for start, end in closed)
