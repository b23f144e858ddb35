"""For each block of a page: is it text, data, or the website around it? In doubt it is text. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
_LINKS = 3
"""Links one below the other that make a menu."""
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
    title = _title(chosen, first)
    text = facts.bare("".join(block.text for block in blocks[first : last + 1]))
    named = [i for i in outside if i > last and chrome.is_attachment(blocks[i].text)][:_ATTACHMENTS]
    attached = {i for i in named if facts.bare(blocks[i].text) not in text}
    for i in outside:
        block = blocks[i]
        own = chosen.is_foreign(i) or block.is_link or chrome.is_button(block.text)
        between = title <= i <= last and (i in paragraphs or not own)
        if not chosen.take_byline(i) and not between and i not in attached:
            chosen.drop([i], CHROME)


def _title(chosen: Selection, first: int) -> int:
    """Index of the title that stands above the article's element; `first` when it is in the element, or nowhere."""
    blocks = chosen.page.blocks
    start = facts.bare("".join(blocks[i].text for i in chosen.inside[:8]))
    known = facts.bare(chosen.facts.get("title", ""))
    for i in range(first - 1, -1, -1):
        words = facts.bare(blocks[i].text)
        if chosen.is_kept(i) and not blocks[i].is_link and _is_title(chosen.page, i, words, known):
            return first if words in start else _first_line(blocks, i, known)
    return first


def _is_title(page: Page, index: int, words: str, known: str) -> bool:
    """Whether a block is the page's title: it says the same, is a heading, or stands in an element called title."""
    block = page.blocks[index]
    if len(words) < 4 or chrome.is_button(block.text) or chrome.byline(block.text):
        return False
    named = bool(known) and (words == known or (len(words) >= 10 and words in known))
    names = page.regions[block.region].names if block.region >= 0 else ()
    return named or block.look.level in (1, 2) or any(map(_TITLED.search, names))


def _first_line(blocks: Sequence[Block], index: int, known: str) -> int:
    """The first block of a title that stands on several."""
    while index > 0 and len(words := facts.bare(blocks[index - 1].text)) >= 4 and words in known:
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
        if chrome.is_button(blocks[i].text) and not blocks[i].cells:
            chosen.drop([i], CHROME)
    chosen.drop(_links(chosen, menus=menus), CHROME)


def _links(chosen: Selection, *, menus: bool) -> set[int]:
    """Lists of links before and behind the prose: other pages below 相关报道, and menus."""
    blocks = chosen.page.blocks
    kept = [i for i in chosen.inside if chosen.is_kept(i)]
    text = [i for i in kept if prose(blocks[i]) >= _SENTENCE]
    if not text:
        return set()
    before, behind = [i for i in kept if i < text[0]], [i for i in kept if i > text[-1]]
    runs = (run for part in (before, behind) for run in _link_runs(blocks, part))
    found = {i for run in runs for i in run} if menus else set()
    related = next((n for n, i in enumerate(behind) if chrome.heads_links(blocks[i].text)), len(behind))
    rest = behind[related:]
    linked = sum(blocks[i].is_link for i in rest) * 2 >= len(rest) - 1
    return found | (set(rest) if linked and len(rest) > 1 else set())


def _link_runs(blocks: Sequence[Block], indices: Sequence[int]) -> Iterable[list[int]]:
    """Links one below the other that are no attachments."""
    run: list[int] = []
    for i in indices:
        if blocks[i].is_link and not chrome.is_attachment(blocks[i].text):
            run.append(i)
            continue
        if len(run) >= _LINKS:
            yield run
        run = []
    if len(run) >= _LINKS:
        yield run
