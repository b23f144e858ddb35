"""Items of a formula in the sections and paragraphs that follow it, and glosses elsewhere in its document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...annotations import HEADING, At, Passage
from ...model import Paragraph, Section
from ...text import clause
from .shapes import Item, Place

SAYING = re.compile(
    r"(?:讲|谈|说|提|强调|汇报|报告|通报|分|从|以下|下列|如下|下面|源于|归纳为|概括为|做到|抓好|抓住|实现|是|有)[^，。；：]{0,10}$"
)
"""What announces items before a count."""
LEAD_END = re.compile(r"^[^，。；：]{0,12}[。：:，]?\s*$")
"""What may stand between a count and the end of its paragraph."""
NAME_END = re.compile(r"[”’」\"]?(?:制度|要求|原则|工作法|工作|机制|问题|建设|内容|精神|战略|任务)?[。：:；？?]?\s*")
"""What may follow a formula in a heading that speaks of nothing else."""
MOST_VERB = 6
"""Characters before a formula that is a heading's only matter: 全面实施“六大行动”."""


def sections(place: Place) -> tuple[Item, ...]:
    """The subsections of the place's section, when they are as many as the formula says and it announces them."""
    section = place.passage.section
    if len(section.children) != place.declared or any(child.ordinal is None for child in section.children):
        return ()
    found = tuple(_heading(place.passage.document.id, child) for child in section.children)
    if place.passage.at.block == HEADING:
        fits = _bears(place, found) or _is_whole(place)
        return found if fits else ()
    return found if _is_last_lead(place) else ()


def bearing(place: Place) -> int:
    """How many subsections bear what a heading's formula counts (攻坚战), when more than half of them do; else 0."""
    section = place.passage.section
    if place.passage.at.block != HEADING or not place.quoted or not place.tail:
        return 0
    found = [_heading(place.passage.document.id, child) for child in section.children if child.ordinal]
    bear = [item for item in found if place.tail[-3:] in item.text]
    return len(bear) if len(bear) > 1 and len(bear) * 2 > len(found) else 0


def paragraphs(place: Place) -> tuple[Item, ...]:
    """The numbered paragraphs that follow the place's paragraph in its section, or its section's heading."""
    section, block = place.passage.section, place.passage.at.block
    if block == HEADING and section.body and isinstance(section.body[0], Paragraph) and not section.body[0].ordinal:
        return ()
    if block != HEADING and not LEAD_END.match(place.behind):
        return ()
    items = _numbered(section, block + 1)
    if len(items) != place.declared or (block == HEADING and not _is_whole(place)):
        return ()
    return tuple(_paragraph(place.passage, number) for number in items)


def gloss(place: Place, lines: Sequence[Passage], first: int = 0) -> tuple[Passage, int] | None:
    """Where the document explains a formula (“四新”产业：指新技术、…): the line, and where the explanation begins.

    A heading or line that ends with its colon is explained in the next line.
    """
    words = re.escape(place.text)
    head = re.compile(rf"^.{{0,10}}?[“‘\"]{words}[”’\"][^，。；：“]{{0,10}}?(?:：|:|——|，?即|，?是?指)")
    for number in range(first, len(lines)):
        line = lines[number]
        found = head.match(line.text) if place.text in line.text[:40] else None
        if found and line.text[found.end() :].strip():
            return line, found.end()
        if found and number + 1 < len(lines):
            return lines[number + 1], 0
    return None


def _bears(place: Place, items: Sequence[Item]) -> bool:
    """Whether the headings below bear what the formula counts: 打响政治建设攻坚战 below 五大攻坚战."""
    word = place.tail[-3:] if len(place.tail) > 3 else place.tail
    return len(word) > 1 and sum(word in item.text for item in items) * 2 >= len(items)


def _is_whole(place: Place) -> bool:
    """Whether a heading speaks of nothing but the formula."""
    ordinal = place.passage.section.ordinal
    before = place.before.removeprefix(ordinal.text if ordinal else "").strip()
    return len(before) <= MOST_VERB and bool(NAME_END.fullmatch(place.behind))


def _is_last_lead(place: Place) -> bool:
    """Whether a body's count announces what stands below: at the end of the last paragraph, or said so before."""
    body = place.passage.section.body
    is_last = place.passage.at.block == len(body) - 1
    if not LEAD_END.match(place.behind) or not (is_last or place.passage.section.kind == "root"):
        return False
    return place.behind.rstrip().endswith(("：", ":")) or bool(SAYING.search(place.before))


def _numbered(section: Section, first: int) -> list[int]:
    """Indexes of the blocks from `first` on that count 1, 2, 3 …; text between them belongs to the item before."""
    found: list[int] = []
    level = 0
    for number in range(first, len(section.body)):
        block = section.body[number]
        if not isinstance(block, Paragraph) or block.ordinal is None:
            if not found:
                break
            continue
        level = level or block.level
        if block.level != level:
            continue
        if block.ordinal.value[-1] != len(found) + 1:
            break
        found.append(number)
    return found


def _heading(document: str, section: Section) -> Item:
    """A subsection as an item: its heading, else its first clause."""
    if section.heading:
        at = At(document, section.id, HEADING, 0, 0, len(section.title.text))
        return Item(section.heading, at)
    text = section.body[0].lines[0].text if section.body else section.title.text
    return Item(clause(text), At(document, section.id, 0 if section.body else HEADING, 0, 0, len(text)))


def _paragraph(passage: Passage, number: int) -> Item:
    """A numbered paragraph as an item: its first clause, without the number."""
    block = passage.section.body[number]
    text = block.lines[0].text
    ordinal = block.ordinal.text if isinstance(block, Paragraph) and block.ordinal else ""
    start = text.find(ordinal) + len(ordinal) if ordinal in text else 0
    at = At(passage.at.document, passage.at.section, number, 0, start, len(text))
    return Item(clause(text[start:]), at)
