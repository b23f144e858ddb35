"""Which part of a page is the article: the element that holds its prose. Pure.

Prose decides: words that are no links, in sentences. Names that content systems give the article's element are hints:
they choose between elements that hold most of the prose, never against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from .page import Block, Page, Region, prose, prose_before

_NAMES = frozenset([
    "ucap-content", "pages_content", "pages-content", "zoom", "fontzoom", "trs_editor", "trs_ueditor",
    "trs_editor_view", "js_content", "rich_media_content", "v_news_content", "wp_articlecontent", "artibody",
    "articlebody", "article-body", "article_body", "article-content", "article_content", "articlecontent",
    "article-con", "article_con", "arc_content", "arccontent", "news_content", "newscontent", "news-content",
    "newscon", "news_text", "newstext", "content_text", "contenttext", "content-text", "txt_txt", "text_content",
    "textcontent", "detail-content", "detail_content", "detailcontent", "detail_con", "xxgk_content", "info_content",
    "infocontent", "info-content", "rm_txt_con", "rwb_zw", "custom_unionstyle", "contentbody", "content_body",
    "printcontent", "print_content", "j-fontcontent", "xl_content", "cont_text", "zwnr", "zw_content", "bt_content",
    "ewb-article-content", "t_f", "postmessage", "message-content", "post_content", "entry-content", "p-detail",
    "font_area",
])  # fmt: skip
"""Ids and classes, lower case: of gov.cn, TRS, 大汉, 博达, WebPlus, WeChat, Discuz, and what designers write."""
_BEGINNINGS = ("vsb_content", "postmessage_", "trs_editor")
_WEAK = frozenset([
    "article", "main", "content", "con", "detail", "text", "mainbody", "main-content", "maincontent", "art_content",
    "center-content",
])  # fmt: skip
_STRONG_SHARE, _WEAK_SHARE = 0.5, 0.75
"""Share of a page's prose that an element of such a name must hold."""
_SHARE = 0.85
"""Share of it that an element without a name must hold."""
_STEP = 0.05
"""Elements whose shares differ less are equally good; the smaller one is then the article's."""
_VEILED = 0.5
"""Share of the visible prose from which a hidden part is the article, waiting for a script to show it."""
_LEAST = 60
"""Characters of prose below which a hidden part is nothing but hidden."""

Zone = tuple[range, ...]
"""Stretches of block indices, ascending."""


def unveiled(page: Page) -> Page:
    """The page with hidden parts shown that are as long as what is visible and do not repeat it.

    Some pages show their article only when a script has run (WeChat), others one part of it at a time.
    """
    blocks, images = list(page.blocks), list(page.images)
    seen = {block.text for block in blocks if not block.look.hidden}
    visible = prose_before(blocks)[-1]
    for region in _hiding(page.regions):
        inside = range(region.first, region.end)
        shown = [_shown(blocks[i]) for i in inside]
        all_, new = (sum(map(prose, part)) for part in (shown, [b for b in shown if b.text not in seen]))
        if all_ >= max(_LEAST, _VEILED * visible) and new * 2 > all_:
            for i, block in zip(inside, shown, strict=True):
                blocks[i] = block
            images = [replace(image, hidden=image.hidden and image.after not in inside) for image in images]
    return replace(page, blocks=tuple(blocks), images=tuple(images))


def _hiding(regions: Sequence[Region]) -> Iterator[Region]:
    """Regions that hide what is in them, outermost ones only."""
    end = 0
    for region in regions:
        if region.hidden and region.first >= end and "mso-" not in region.style:
            end = region.end
            yield region


def _shown(block: Block) -> Block:
    return replace(block, look=replace(block.look, hidden=False))


def find(page: Page) -> tuple[Zone, bool]:
    """The stretches of blocks that are the article, all of the page when no part of it stands out; and whether an
    element of a telling name holds them.

    Of elements with names that only articles have the largest counts, for the title may stand in it; of others that
    hold about as much the smallest.
    """
    before = prose_before(page.blocks)
    strong, weak = _named(page.regions, before)
    if strong:
        return max(strong, key=lambda zone: (_held(zone, before), sum(map(len, zone)))), True
    if weak:
        best = max(_held(zone, before) for zone in weak)
        good = [zone for zone in weak if _held(zone, before) >= best - _STEP * before[-1]]
        return min(good, key=lambda zone: sum(map(len, zone))), True
    return (_densest(page, before),), False


def _named(regions: Sequence[Region], before: Sequence[int]) -> tuple[list[Zone], list[Zone]]:
    """For each telling name, sure ones first, the outermost elements that bear it, where they hold enough prose."""
    by_name: dict[str, list[range]] = {}
    for region in regions:
        for name in {hint for word in (*region.names, region.tag) if (hint := _hint(word))}:
            stretches = by_name.setdefault(name, [])
            if region.end > region.first and (not stretches or region.first >= stretches[-1].stop):
                stretches.append(range(region.first, region.end))
    held = {name: _held(tuple(stretches), before) for name, stretches in by_name.items()}
    strong = [name for name in by_name if name not in _WEAK and 0 < held[name] >= _STRONG_SHARE * before[-1]]
    weak = [name for name in by_name if name in _WEAK and 0 < held[name] >= _WEAK_SHARE * before[-1]]
    return [tuple(by_name[name]) for name in strong], [tuple(by_name[name]) for name in weak]


def _hint(word: str) -> str:
    """The name that an id, a class or a tag counts as; empty when it tells nothing."""
    if word in _NAMES or word in _WEAK:
        return word
    return next((beginning for beginning in _BEGINNINGS if word.startswith(beginning)), "")


def _held(zone: Zone, before: Sequence[int]) -> int:
    return sum(before[part.stop] - before[part.start] for part in zone)


def _densest(page: Page, before: Sequence[int]) -> range:
    """The innermost element that holds nearly all prose."""
    found = range(len(page.blocks))
    for region in page.regions:
        inside = range(region.first, region.end)
        if before[-1] and len(inside) <= len(found) and _held((inside,), before) >= _SHARE * before[-1]:
            found = inside
    return found
