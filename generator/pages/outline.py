"""A document's outline: beside its sections with the one that is read, and on its own page with sizes and topics."""

from __future__ import annotations

from collections.abc import Sequence

from .. import markdown as md
from ..labels import label, size
from ..model import Document, Section
from ..plan import Plan, Sheet
from .common import Context
from .matrix import address

CHART, PARTS = "chart", "outline"
"""Ids of the two."""
NEAR = 12
"""Sections that the chart lists before and behind the one that is read; the page stays small however long the text."""
DEPTH = 3


def parts(document: Document) -> tuple[Section, ...]:
    """The sections of the first level with those behind the text; a mere signature is no part to go to."""
    closing = (document.closing,) if document.closing and document.closing.kind == "closing" else ()
    notes = (document.notes,) if document.notes else ()
    return (*document.root.children, *closing, *document.attachments, *notes)


def counted(plan: Plan, sheet: Sheet) -> str:
    """Which of a document's sections a page is: 第 3/12 节; nothing for its first page."""
    pages = [one.path for one in plan.sheets[1:]]
    return f"第 {pages.index(sheet.path) + 1}/{len(pages)} 节" if sheet.path in pages else ""


def opener(target: str, words: str) -> str:
    """The button that brings a reader to the outline from wherever he is."""
    return md.element("a", md.words(words), href=f"#{target}", class_="y-chart-open")


def chart(plan: Plan, sheet: Sheet) -> str:
    """The outline beside a section: all of the first level near it, and what is around and below it.

    It stands on every page once: a column on wide screens, a sheet that the address opens on others, without script.
    """
    document = plan.document
    open_ = {section.id for section in (*sheet.trail, sheet.head)}
    first = _link(plan, sheet.path, document.root, "本文首页")
    close = md.element("a", md.words("关闭"), href=f"#{sheet.head.id}", class_="y-chart-close")
    title = md.element("p", md.element("span", md.words("本文目录")), close, class_="y-chart-title")
    rows = _rows(plan, sheet, parts(document), open_)
    inside = md.element("div", title, md.element("ul", md.element("li", first), *rows), class_="y-chart-inner")
    return md.element("nav", inside, id=CHART, class_="y-chart", aria_label="本文目录", data_marks="1")


def _rows(plan: Plan, sheet: Sheet, sections: Sequence[Section], open_: set[str]) -> list[str]:
    """Sections as items of a list; those that are open show what is below them."""
    here = next((i for i, section in enumerate(sections) if section.id in open_), 0)
    shown = sections[max(0, here - NEAR) : here + NEAR + 1]
    rows = [_row(plan, sheet, section, open_) for section in shown]
    if len(shown) < len(sections):
        more = _link(plan, sheet.path, plan.document.root, f"共 {len(sections)} 节，全部见本文首页", PARTS)
        rows.append(md.element("li", more))
    return rows


def _row(plan: Plan, sheet: Sheet, section: Section, open_: set[str]) -> str:
    current = "page" if section.id == sheet.head.id else ""
    link = _link(plan, sheet.path, section, label(section, plan.document), current=current)
    shown = [s for s in section.children if s.heading or not plan.places[s.id][1]] if section.id in open_ else []
    below = _rows(plan, sheet, shown, open_)
    return md.element("li", link, md.element("ul", *below) if below else "")


def _link(plan: Plan, page: str, section: Section, words: str, anchor: str = "", current: str = "") -> str:
    path, own = plan.places[section.id]
    target = f"#{own}" if path == page and own else address(page, path, own or anchor)
    return md.element("a", md.words(words), href=target, aria_current=current)


def listing(context: Context, plan: Plan, page: str, sections: Sequence[Section], depth: int = DEPTH) -> str:
    """The outline as a list, with sizes and topics of the two upper levels."""
    rows = (_entry(context, plan, page, section, depth) for section in sections)
    return md.element("ul", *rows, class_="y-parts", data_marks="1")


def _entry(context: Context, plan: Plan, page: str, section: Section, depth: int) -> str:
    link = _link(plan, page, section, label(section, plan.document))
    topics = "、".join(context.topic_name(tag.topic) for tag in context.tags(plan.document, section))
    facts = "　".join(filter(None, [f"{size(section):,} 字", topics]))
    note = md.element("span", md.words(facts), class_="y-parts-note") if depth > 1 else ""
    shown = [c for c in section.children if depth > 1 and (c.heading or not plan.places[c.id][1])]
    below = (_entry(context, plan, page, child, depth - 1) for child in shown)
    return md.element("li", link, note, md.element("ul", *below) if shown else "")
