"""For each block of a page: is it text, data, or the website around it? In doubt it is text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from . import article, chrome, facts
from .facts import Facts
from .page import Block, Image, Page, prose, prose_before, wide

CHROME, HIDDEN, DATA = "R192", "R193", "R194"
"""Codes of what is set apart."""
_EDGE = 15
"""Blocks from either end of the article in which buttons stand."""
_BYLINE_EDGE = 10
_PARAGRAPH = 40
"""Chinese characters from which a block outside the article's element that ends in a stop is a paragraph of it."""
_ROW = 6
"""Chinese characters from which a row of a table there is text."""
_STOPS = "。；：！？”）"
_SMALL = 0.3
"""A part that holds more of the prose than this is no navigation, whatever its name."""
_BOX = 60
"""Prose of a block from which boxes of data do not come any more."""
_ATTACHMENTS = 100
"""Names of attached files that are looked at behind a text."""
_SENTENCE = 20
"""Prose of a block that is no label: lists of links stand before the first and behind the last of them."""
_LINKS, _LINKS_BEHIND = 3, 5
"""Links one below the other that make a menu; that are other pages behind a text."""
_TITLE, _PART = 4, 10
"""Characters of a title at least; of a part of it that stands on a line of its own."""
_TITLED = re.compile(r"(?:^|[-_])(?:title|tit|bt|biaoti|headline)(?:$|[-_\d])")


@dataclass(slots=True)
class Selection:
    """The verdicts so far, and what the page said of its document on the way."""

    page: Page
    inside: tuple[int, ...]
    """Indices of the blocks of the article's element."""
    foreign: tuple[bool, ...] = ()
    """For each region whether it is the website's own, though it may stand in the article's element."""
    reasons: dict[int, str] = field(default_factory=dict)
    """Index of a block that is no text → why."""
    facts: Facts = field(default_factory=dict)

    def drop(self, indices: Iterable[int], reason: str) -> None:
        """Set blocks apart; the first reason stays."""
        for index in indices:
            self.reasons.setdefault(index, reason)

    def is_kept(self, index: int) -> bool:
        """Whether a block is text so far."""
        return index not in self.reasons

    def is_foreign(self, index: int) -> bool:
        """Whether a block stands in a part that is the website's own."""
        region = self.page.blocks[index].region
        return region >= 0 and self.foreign[region]

    def take_byline(self, index: int) -> bool:
        """Set a block apart when it tells source, time and editors."""
        block = self.page.blocks[index]
        found = () if block.cells else chrome.byline(block.text)
        if found:
            self.drop([index], DATA)
            facts.note(self.facts, found)
        return bool(found)

    def pictured(self) -> tuple[Image, ...]:
        """The pictures that stand in the text, not those of the website."""
        kept = [i for i in self.inside if self.is_kept(i)] or [0]
        between = (image for image in self.page.images if kept[0] <= image.after <= kept[-1] + 1)
        return tuple(i for i in between if not i.hidden and (i.region < 0 or not self.foreign[i.region]))


def select(page: Page, head: Facts, *, bare: bool) -> Selection:
    """Sort the blocks of a page; `head` is what its <meta> and <title> say; a bare one has no website around it."""
    blocks = page.blocks
    zone, named = ((range(len(blocks)),), True) if bare else article.find(page)
    inside = tuple(i for part in zone for i in part)
    chosen = Selection(page, inside)
    chosen.drop((i for i, block in enumerate(blocks) if block.look.hidden), HIDDEN)
    _boxes(chosen)
    chosen.facts = {**head, **chosen.facts}
    if len(inside) < len(blocks):
        chosen.foreign = _foreign(chosen, sure=False)
        _outside(chosen)
    chosen.foreign = _foreign(chosen, sure=named)
    _inside(chosen, menus=not named)
    if not any(chosen.is_kept(i) for i in range(len(blocks))):
        chosen.reasons = {i: reason for i, reason in chosen.reasons.items() if reason == HIDDEN}
    return chosen


def _boxes(chosen: Selection) -> None:
    """Boxes of data: anywhere outside the article, inside it above its text or behind it."""
    blocks, inside = chosen.page.blocks, set(chosen.inside)
    found, chosen.facts = facts.boxes(blocks)
    text = [i for i in chosen.inside if i not in found and prose(blocks[i]) >= _BOX]
    first, last = (text[0], text[-1]) if text else (len(blocks), -1)
    chosen.drop((i for i in found if i not in inside or i < first or i > last), DATA)


def _foreign(chosen: Selection, *, sure: bool) -> tuple[bool, ...]:
    """For each region whether it, or one around it, is the website's own by its tag or name.

    Not what holds much of the prose or all of the article. `sure`: only by names that are never an article's.
    """
    before = prose_before(chosen.page.blocks)
    first, last = (chosen.inside[0], chosen.inside[-1]) if chosen.inside else (0, -1)
    found: list[bool] = []
    for region in chosen.page.regions:
        share = before[region.end] - before[region.first]
        small = share <= _SMALL * before[-1] and not (region.first <= first and last < region.end)
        above = region.parent >= 0 and found[region.parent]
        found.append(above or (small and chrome.surrounds(region, sure=sure)))
    return tuple(found)


def _is_paragraph(block: Block) -> bool:
    """Whether a block is certainly text and no label, button or link."""
    count = wide(block.text)
    whole = count >= _PARAGRAPH and block.text.rstrip().endswith(tuple(_STOPS))
    return (whole or (bool(block.cells) and count >= _ROW)) and not block.is_link and not chrome.is_button(block.text)


def _outside(chosen: Selection) -> None:
    """Blocks outside the article's element: paragraphs, the title above and attachments behind are text as well."""
    blocks, inside = chosen.page.blocks, set(chosen.inside)
    outside = [i for i in range(len(blocks)) if i not in inside and chosen.is_kept(i)]
    paragraphs = {i for i in outside if _is_paragraph(blocks[i]) and not chosen.is_foreign(i)}
    first, last = min(inside | paragraphs), max(inside | paragraphs)
    title = _title(chosen, [i for i in outside if i < first])
    text = facts.bare("".join(block.text for block in blocks[first : last + 1]))
    named = [i for i in outside if i > last and _is_attachment(blocks[i])][:_ATTACHMENTS]
    kept = {*title, *(i for i in named if facts.bare(blocks[i].text) not in text)}
    for i in outside:
        own = chosen.is_foreign(i) or blocks[i].is_link or chrome.is_button(blocks[i].text)
        between = min((*title, first)) <= i <= last and not own
        if not chosen.take_byline(i) and i not in kept and not between:
            chosen.drop([i], CHROME)


def _is_attachment(block: Block) -> bool:
    return block.look.filed or chrome.is_attachment(block.text)


def _title(chosen: Selection, above: Sequence[int]) -> range:
    """Indices of the title among the blocks above the article's element; empty when it is in there, or nowhere.

    It is what the page calls itself, else the last heading that is not the website's.
    """
    blocks = chosen.page.blocks
    start = facts.bare("".join(blocks[i].text for i in chosen.inside[:8]))
    known = facts.bare(chosen.facts.get("title", ""))
    if known and known in start:
        return range(0)
    lines = [i for i in above if _may_be_title(blocks[i])]
    found = [i for i in lines if _is_said(facts.bare(blocks[i].text), known)] or [
        i for i in lines if not chosen.is_foreign(i) and _is_heading(chosen.page, i)
    ]
    if not found or facts.bare(blocks[found[-1]].text) in start:
        return range(0)
    return range(_first_line(blocks, found[-1], known), found[-1] + 1)


def _may_be_title(block: Block) -> bool:
    short = len(facts.bare(block.text)) < _TITLE
    return not (short or block.is_link or chrome.is_button(block.text) or chrome.byline(block.text))


def _is_said(words: str, known: str) -> bool:
    """Whether words are what the page calls itself, or a good part of that."""
    return bool(known) and (words == known or (len(words) >= _PART and words in known))


def _is_heading(page: Page, index: int) -> bool:
    """Whether a block is a heading by its tag, or by the name of the element it stands in."""
    block = page.blocks[index]
    names = page.regions[block.region].names if block.region >= 0 else ()
    return block.look.level in (1, 2) or any(map(_TITLED.search, names))


def _first_line(blocks: Sequence[Block], index: int, known: str) -> int:
    """The first block of a title that stands on several."""
    while index > 0 and len(words := facts.bare(blocks[index - 1].text)) >= _TITLE and words in known:
        index -= 1
    return index


def _inside(chosen: Selection, *, menus: bool) -> None:
    """Blocks of the article's element: buttons and the line of source and time at its ends, lists of other pages."""
    blocks = chosen.page.blocks
    for i in chosen.inside:
        heading = blocks[i].look.level in (1, 2) and not blocks[i].is_link
        if chosen.is_kept(i) and chosen.is_foreign(i) and not heading and not _is_paragraph(blocks[i]):
            chosen.drop([i], CHROME)
    kept = [i for i in chosen.inside if chosen.is_kept(i)]
    for i in dict.fromkeys((*kept[:_BYLINE_EDGE], *kept[-_BYLINE_EDGE:])):
        chosen.take_byline(i)
    for i in dict.fromkeys((*kept[:_EDGE], *kept[-_EDGE:])):
        count = blocks[i].is_link and blocks[i].text.strip().isdecimal()
        if (chrome.is_button(blocks[i].text) or count) and not blocks[i].cells:
            chosen.drop([i], CHROME)
    chosen.drop(_links(chosen, menus=menus), CHROME)
    chosen.drop(_bars(chosen), CHROME)


def _bars(chosen: Selection) -> list[int]:
    """The title where it comes again at once: websites repeat it in a bar that stays in sight."""
    head = [i for i, block in enumerate(chosen.page.blocks) if chosen.is_kept(i) and not block.cells][:_EDGE]
    text = [facts.bare(chosen.page.blocks[i].text) for i in head]
    known = facts.bare(chosen.facts.get("title", ""))
    return [i for i, (a, b) in zip(head, pairwise(text), strict=False) if a == b == known]


def _links(chosen: Selection, *, menus: bool) -> set[int]:
    """Lists of links behind the prose: other pages below 相关报道; where menus may stand, before it too."""
    blocks = chosen.page.blocks
    kept = [i for i in chosen.inside if chosen.is_kept(i)]
    text = [i for i in kept if prose(blocks[i]) >= _SENTENCE]
    if not text:
        return set()
    before, behind = [i for i in kept if i < text[0]], [i for i in kept if i > text[-1]]
    found = set(_link_runs(blocks, behind, _LINKS if menus else _LINKS_BEHIND))
    found.update(_link_runs(blocks, before, _LINKS) if menus else ())
    related = next((n for n, i in enumerate(behind) if chrome.heads_links(blocks[i].text)), len(behind))
    rest = behind[related:]
    linked = sum(blocks[i].is_link for i in rest) * 2 >= len(rest) - 1
    return found | (set(rest) if linked and len(rest) > 1 else set())


def _link_runs(blocks: Sequence[Block], indices: Sequence[int], least: int) -> Iterator[int]:
    """Links one below the other that are no attachments, so many at least."""
    runs = groupby(indices, key=lambda i: blocks[i].is_link and not _is_attachment(blocks[i]))
    for linked, run in runs:
        found = list(run)
        if linked and len(found) >= least:
            yield from found
