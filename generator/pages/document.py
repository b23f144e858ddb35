"""The pages of a document: its own with the outline, one for each larger section, and the whole text on one page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import markdown as md
from ..labels import ADDED, label, origin, place, size
from ..model import Document, Section
from ..omissions import grouped
from ..plan import Plan, Sheet
from ..results import Page, Tag
from .beside import Beside, beside
from .body import View, blocks, front, heading, links, section_text
from .common import Context, Target, crumbs, pager, relative, section_link, spoken_date

PLACES = {"heading": "标题", "body": "正文", "ancestor": "上级标题", "given": "人工指定"}
WHOLE = 1500  # blocks on one page of the whole text: browsers and Python-Markdown stay quick


def pages(context: Context) -> Iterator[Page]:
    """All pages of all documents, each document's in reading order."""
    known = beside(context)
    for document in context.corpus.documents:
        plan = context.plans[document.id]
        around = [None, *plan.sheets, None]
        for (before, sheet), (_, after) in zip(pairwise(around[:-1]), pairwise(around[1:]), strict=True):
            assert sheet is not None
            yield _page(known, plan, sheet, before, after)
        yield from _whole(context, plan)


def _page(known: Beside, plan: Plan, sheet: Sheet, before: Sheet | None, after: Sheet | None) -> Page:
    context, document, head = known.context, plan.document, sheet.head
    found = links(context, document, (head, *(section for top in sheet.inline for section in top.walk())))
    view = View(context, plan, sheet.path, plan.places["notes"][0] if document.notes else "", found)
    is_top = head.kind == "root"
    name = label(head, document)
    title = name if is_top else f"{name} · {document.meta.title}"
    parts = [
        md.front_matter(title, description=_description(document, head)),
        _crumbs(plan, sheet),
        *(front(view) if is_top else _head(view, head)),
        *blocks(view, head),
        *_topics(context, document, sheet),
        *known.below(sheet.path, document, head),
        *(_ways(known, document, sheet.path) if is_top else ()),
        *_contents(known, view, sheet),
        *(known.lists(sheet.path, document) if is_top else ()),
        *(_about(plan, sheet) if is_top else _origin(plan, sheet)),
        pager(sheet.path, _near(plan, before), _near(plan, after), None if is_top else _back(plan)),
    ]
    return Page(sheet.path, md.page(*parts))


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
        yield md.heading(1, md.escape(ADDED.get(head.kind, "")), id=head.id)


def _ways(known: Beside, document: Document, page: str) -> Iterator[str]:
    """To the whole text, and to the table of measures."""
    whole = md.link("阅读全文（一页，可打印）", relative(page, f"{document.id}/all.md"))
    yield md.paragraph(whole, classes=("y-whole",))
    yield from known.ways(page, document)


def _contents(known: Beside, view: View, sheet: Sheet) -> Iterator[str]:
    """What is below the head: sections on this page, and an outline of all; a mere signature comes before it."""
    outline = tuple(_outline(view.plan, sheet)) if sheet.head.kind == "root" or sheet.below else ()
    inline = tuple(_inline(known, view, sheet))
    yield from (*outline, *inline) if sheet.head.children else (*inline, *outline)


def _outline(plan: Plan, sheet: Sheet) -> Iterator[str]:
    """The document's outline, or the sections below this page's head."""
    top = sheet.head.kind == "root"
    document = plan.document
    closing = (document.closing,) if document.closing and document.closing.kind == "closing" else ()
    listed = (*sheet.head.children, *closing, *document.attachments) if top else sheet.head.children
    if not listed:
        return
    if top and document.notes:
        listed = (*listed, document.notes)
    yield md.heading(2, md.escape("全文各部分" if top else "本节各部分"), id="outline", classes=("y-outline",))
    yield md.bullets([_entry(plan, sheet.path, section, depth=3 if top else 1) for section in listed])


def _entry(plan: Plan, page: str, section: Section, depth: int) -> tuple[str, md.Bullets]:
    shown = [c for c in section.children if depth > 1 and (c.heading or plan.places[c.id][1] == "")]
    return section_link(page, plan, section), [_entry(plan, page, child, depth - 1) for child in shown]


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
    """Why a section has a topic, in words: 八项规定×2（正文）、作风（上级标题）."""
    shown = [f"{r.word}{f'×{r.count}' if r.count > 1 else ''}（{PLACES[r.place]}）" for r in tag.reasons[:6]]
    return "、".join(shown) + ("等" if len(tag.reasons) > 6 else "")


def _about(plan: Plan, sheet: Sheet) -> Iterator[str]:
    """What is known about the document, and the way to its whole text."""
    document, meta = plan.document, plan.document.meta
    facts = [
        ("类型", meta.kind), ("日期", spoken_date(meta.date)), ("讲话人", meta.speaker),
        ("发文机关", meta.issuer), ("文号", meta.number),
        ("字数", f"{sum(size(s) for s in document.parts):,}"), ("原文件", document.source.path),
    ]  # fmt: skip
    yield md.paragraph(md.escape("　".join(f"{key}：{value}" for key, value in facts if value)), classes=("y-meta",))
    yield _omitted(document)


def _omitted(document: Document) -> str:
    """What of the file is not in the text: the words that stand in plain sight there, the number of all others."""
    source = document.source
    counted, listed = tuple(grouped(source.omitted, "count")), tuple(grouped(source.omitted, "words"))
    lines = [f"{kind.name}：{len(group)} 处" for kind, group in counted]
    lines += [f"{place(source, o.line)}：{o.text}" for _, group in listed for o in group]
    names = "；".join(dict.fromkeys(kind.name for kind, _ in (*listed, *counted)))
    count = sum(len(group) for _, group in (*counted, *listed))
    summary = f"原文件中没有放进正文的 {count} 处（{names}）"
    return md.details(summary, lines, classes=("y-why", "y-omitted")) if count else ""


def _origin(plan: Plan, sheet: Sheet) -> Iterator[str]:
    document = plan.document
    words = f"出处：《{document.meta.title}》，{origin(document.source, sheet.head.title.number)}"
    yield md.paragraph(md.escape(words), classes=("y-meta",))


def _description(document: Document, head: Section) -> str:
    first = next((line.text for block in head.body for line in block.lines), document.meta.title or "")
    return first[:80]


def _whole(context: Context, plan: Plan) -> Iterator[Page]:
    """The whole text for reading through and printing; a very long one in several pages, without links to notes."""
    document, path = plan.document, _whole_path(plan.document, 1)
    found = links(context, document, document.sections())
    view = View(context, plan, path, path if _is_short(document) else "", found, printed=True)
    parts = tuple(_whole_text(view))
    many = max(1, -(-len(parts) // WHOLE))
    for number in range(1, many + 1):
        path = _whole_path(document, number)
        title = f"{document.meta.title} · 全文" + (f"（{number}/{many}）" if many > 1 else "")
        top = [crumbs(path, section_link(path, plan, document.root), md.escape("全文"))]
        if number > 1:
            top.append(md.heading(1, md.escape(title), id="title"))
        before = (f"全文第 {number - 1} 部分", _whole_path(document, number - 1)) if number > 1 else None
        after = (f"全文第 {number + 1} 部分", _whole_path(document, number + 1)) if number < many else None
        body = parts[(number - 1) * WHOLE : number * WHOLE]
        yield Page(path, md.page(md.front_matter(title), *top, *body, pager(path, before, after, _back(plan))))


def _is_short(document: Document) -> bool:
    """Whether the whole text is sure to fit on one page."""
    blocks = sum(3 + len(section.body) for section in document.sections())
    return len(document.front) + 1 + blocks + len(document.source.pictures) <= WHOLE


def _whole_text(view: View) -> Iterator[str]:
    document = view.plan.document
    yield from (*front(view), *blocks(view, document.root))
    for section in (*document.root.children, *document.parts[1:]):
        yield from section_text(view, section, 2)


def _whole_path(document: Document, number: int) -> str:
    return f"{document.id}/all.md" if number == 1 else f"{document.id}/all-{number}.md"
