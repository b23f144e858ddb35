"""The pages of a document: its own with the outline, one for each larger section, and the whole text on one page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import markdown as md
from ..labels import ADDED, label
from ..model import Document, Section
from ..plan import Plan, Sheet
from ..results import Page, Tag
from . import facts, handout, outline, whole
from .beside import Beside, beside
from .body import View, blocks, front, heading, known_by, links, section_text, targets
from .common import Context, Target, crumbs, pager, relative, section_link

PLACES = {"heading": "标题", "body": "正文", "ancestor": "上一层标题", "given": "人工指定"}


def pages(context: Context) -> Iterator[Page]:
    """All pages of all documents, each document's in reading order."""
    known = beside(context)
    for document in context.corpus.documents:
        yield from of_one(known, document)


def of_one(known: Beside, document: Document) -> Iterator[Page]:
    """The pages of one document in reading order."""
    plan = known.context.plans[document.id]
    around = [None, *plan.sheets, None]
    for (before, sheet), (_, after) in zip(pairwise(around[:-1]), pairwise(around[1:]), strict=True):
        assert sheet is not None
        yield _page(known, plan, sheet, before, after)
    yield from whole.pages(known.context, plan)


def _page(known: Beside, plan: Plan, sheet: Sheet, before: Sheet | None, after: Sheet | None) -> Page:
    context, document, head = known.context, plan.document, sheet.head
    found = links(context, document, (head, *(section for top in sheet.inline for section in top.walk())))
    view = View(context, plan, sheet.path, plan.places["notes"][0] if document.notes else "", found)
    is_top = head.kind == "root"
    name = label(head, document)
    title = name if is_top else f"{name} · {document.meta.title}"
    parts = [
        md.front_matter(title, description=_description(document, head), hide=["toc"], reading=True),
        _crumbs(plan, sheet),
        *(_opening(sheet, document) if is_top else _beside(plan, sheet)),
        *(front(view) if is_top else _head(view, head)),
        *blocks(view, head),
        _tools(document),
        *_topics(context, document, sheet),
        *known.below(sheet.path, document, head),
        *(_ways(known, document, sheet.path) if is_top else ()),
        *_contents(known, view, sheet),
        *(known.lists(sheet.path, document) if is_top else ()),
        *(facts.table(context, document) if is_top else (facts.provenance(plan, head),)),
        _count(plan, sheet),
        pager(sheet.path, _near(plan, before), _near(plan, after), None if is_top else _back(plan)),
    ]
    return Page(sheet.path, md.page(*parts), targets(context, sheet.path, found))


def _opening(sheet: Sheet, document: Document) -> Iterator[str]:
    """Above a document's title: what it is, and the way down to its outline."""
    yield facts.line(document)
    if sheet.below or len(sheet.inline) > 1:
        yield outline.opener(outline.PARTS, "目录")


def _beside(plan: Plan, sheet: Sheet) -> Iterator[str]:
    """The outline of the document, for a section; and the button to it, which says where the section stands."""
    yield outline.opener(outline.CHART, f"目录 {outline.counted(plan, sheet).strip('第 节')}")
    yield outline.chart(plan, sheet)


def _tools(document: Document) -> str:
    """Where scripts put what a reader may do with a section; without them it is empty and takes no room."""
    title = md.words(document.meta.title or "")
    return f'<div class="y-tools" data-tools data-title="{title}"><div class="y-study"></div></div>'


def _count(plan: Plan, sheet: Sheet) -> str:
    return md.paragraph(md.escape(outline.counted(plan, sheet)), classes=("y-count",))


def _near(plan: Plan, sheet: Sheet | None) -> Target | None:
    return (label(sheet.head, plan.document), sheet.path) if sheet else None


def _back(plan: Plan) -> Target:
    """To a document's first page, where its outline is."""
    return "回到本文首页", plan.sheets[0].path


def _crumbs(plan: Plan, sheet: Sheet) -> str:
    document = plan.document
    above = (
        [] if sheet.head.kind == "root" else [section_link(sheet.path, plan, s) for s in (document.root, *sheet.trail)]
    )
    files = md.link("文件", relative(sheet.path, "documents.md"))
    return crumbs(sheet.path, files, *above, md.escape(label(sheet.head, document)))


def _head(view: View, head: Section) -> Iterator[str]:
    if head.title.text:
        yield from heading(view, head, 1)
    else:
        data = known_by(view.plan, head)
        yield md.heading(1, md.escape(ADDED.get(head.kind, "")), id=head.id, data=data)


def _ways(known: Beside, document: Document, page: str) -> Iterator[str]:
    """To the whole text, and to the table of measures."""
    link = md.link("阅读全文（一页，可打印）", relative(page, whole.path(document)))
    yield md.paragraph(link, classes=("y-whole",))
    yield from known.ways(page, document)


def _contents(known: Beside, view: View, sheet: Sheet) -> Iterator[str]:
    """What is below the head: sections on this page, and an outline of all; a mere signature comes before it."""
    outline = tuple(_outline(known.context, view.plan, sheet)) if sheet.head.kind == "root" or sheet.below else ()
    inline = tuple(_inline(known, view, sheet))
    yield from (*outline, *inline) if sheet.head.children else (*inline, *outline)
    if handout.needed(sheet):
        target = relative(sheet.path, handout.section_path(view.plan.document, sheet.head))
        yield md.paragraph(md.link("打印本节（连同下面各部分）", target), classes=("y-whole",))


def _outline(context: Context, plan: Plan, sheet: Sheet) -> Iterator[str]:
    """The document's outline, or the sections below this page's head."""
    top = sheet.head.kind == "root"
    listed = outline.parts(plan.document) if top else sheet.head.children
    if listed:
        name = "全文各部分" if top else "本节各部分"
        yield md.heading(2, md.escape(name), id=outline.PARTS, classes=("y-outline",))
        yield outline.listing(context, plan, sheet.path, listed, outline.DEPTH if top else 2)


def _inline(known: Beside, view: View, sheet: Sheet) -> Iterator[str]:
    """The sections that stand on their head's page, each with its topics and what is told of it."""
    document = view.plan.document

    def told(section: Section) -> Iterator[str]:
        yield known.context.own_tag_links(view.page, document, section)
        yield from known.below(view.page, document, section)

    for section in sheet.inline:
        yield from section_text(view, section, 2, told)


def _topics(context: Context, document: Document, sheet: Sheet) -> Iterator[str]:
    """Topics of the page's head, each a link, and why it has them."""
    yield context.tag_links(sheet.path, document, sheet.head)
    if tags := context.tags(document, sheet.head):
        yield md.details("为什么是这些主题", [f"{context.topic_name(t.topic)}：{reasons(t)}" for t in tags])


def reasons(tag: Tag) -> str:
    """Why a section has a topic, in words: 八项规定×2（正文）、作风（上一层标题）."""
    shown = [f"{r.word}{f'×{r.count}' if r.count > 1 else ''}（{PLACES[r.place]}）" for r in tag.reasons[:6]]
    return "、".join(shown) + ("等" if len(tag.reasons) > 6 else "")


def _description(document: Document, head: Section) -> str:
    first = next((line.text for block in head.body for line in block.lines), document.meta.title or "")
    return first[:80]
