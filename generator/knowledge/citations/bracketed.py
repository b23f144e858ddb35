"""Citations in book-title marks, with the articles behind them: 《…》第三十条第一款、第三十二条."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...annotations import Passage
from ...text import fold
from .articles import Reference, references
from .brackets import Title, titles
from .names import EDITION, WRAPPER, YEAR, is_official, year
from .resolve import Meaning, Reading, resolve
from .value import Citation

BEFORE = re.compile(
    rf"{YEAR}(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:第?[一二三四五六]?次?新?(?:修订|修正|修改))(?:后|通过|发布|公布)?的?$"
)
"""2018年修订的《…》."""
BETWEEN = re.compile(r"\s?(?:\([^()]{1,60}\))?\s?(?:中|的|之)?\s?(?=第)")
"""What may stand between a name and its article: （以下简称《条例》）, 的."""
REPEALED = re.compile(r"(?:（[^（）]*）)?\s?(?:同时|相应|即行|随之)?(?:废止|停止执行|失效)")
"""What is said of the edition that a document replaces."""
PASSED = re.compile(r"(\d{4}|[〇零○一二三四五六七八九]{4})年")
REACH = 40
"""Characters in front of a name that may say whose document it is, or of which year."""


def find(reading: Reading, passage: Passage) -> Iterator[Citation]:
    """The citations of one passage, in order; the names and their meanings are noted in `reading`."""
    text = passage.text
    around: Title | None = None
    for title in titles(text):
        if around and title.end <= around.end:
            continue
        meaning = _meaning(reading, text, title)
        if title.depth and meaning.kind != "held":
            continue
        around = title if meaning.kind != "absent" or WRAPPER.match(title.name(text)) else None
        yield from _cited(reading, passage, title, meaning)


def _meaning(reading: Reading, text: str, title: Title) -> Meaning:
    name, before = title.name(text), text[max(0, title.start - REACH) : title.start]
    meaning = resolve(reading, name, before, _edition(text, title))
    if meaning.kind == "self" and REPEALED.match(text, title.end):
        meaning = Meaning("absent", name, year=_edition(text, title) or _passed(before))
    reading.earlier.append((name, meaning))
    return meaning


def _edition(text: str, title: Title) -> str:
    """The year of the edition that the words beside a name ask for."""
    before = BEFORE.search(fold(text[max(0, title.start - REACH) : title.start]))
    behind = EDITION.match(fold(text[title.end : title.end + REACH]))
    return year(before[1]) if before else year(behind[1]) if behind else ""


def _passed(before: str) -> str:
    """The year in which what is named next was passed: 1998年3月1日…发布的《…》."""
    years = PASSED.findall(fold(before))
    return year(years[-1]) if years else ""


def _cited(reading: Reading, passage: Passage, title: Title, meaning: Meaning) -> Iterator[Citation]:
    """The citation of a name, and one more for each further member of a list behind it."""
    name = title.name(passage.text)
    gap = BETWEEN.match(fold(passage.text), title.end)
    listed = references(passage.text, gap.end()) if gap and not title.depth else []
    first = listed[0] if listed else None
    yield citation(reading, passage, (title.start, first.end if first else title.end), name, meaning, first)
    for reference in listed[1:]:
        yield citation(reading, passage, (reference.start, reference.end), name, meaning, reference)


def citation(
    reading: Reading,
    passage: Passage,
    stretch: tuple[int, int],
    name: str,
    meaning: Meaning,
    reference: Reference | None,
    sections: tuple[str, ...] = (),
) -> Citation:
    """A citation at a stretch of a passage; its sections are looked up unless they are given."""
    document = meaning.document
    if reference and document and not sections:
        document, sections = _place(reading, meaning, reference)
    return Citation(
        passage.part(*stretch),
        name,
        meaning.kind,
        meaning.proper,
        document,
        sections,
        reference.words if reference else "",
        meaning.year,
        is_official(meaning.proper),
    )


def _place(reading: Reading, meaning: Meaning, reference: Reference) -> tuple[str, tuple[str, ...]]:
    """(document, sections) of an article; a long law may lie in several files, of which one has it."""
    for document in (meaning.document, *meaning.volumes):
        if sections := reading.parts[document].sections(reference):
            return document, sections
    return meaning.document, ()
