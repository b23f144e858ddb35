"""举措清单: for each document that orders something a page with the table, and the same table for Excel and WPS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import markdown as md
from .. import spreadsheet
from ..knowledge.measures import Duty, Found, Measure
from ..labels import label
from ..model import Document
from ..results import Page
from .common import Context, crumbs, cut, list_pager, relative, section_link

UNNAMED = "未明确"
"""Who is responsible where the text names nobody."""
UNDATED = "未写明"
LEVELS = {"concrete": "具体", "requirement": "要求"}
HEAD = ("编号", "部分", "原文", "责任主体", "时限", "类别")
COLUMNS = ("编号", "部分", "原文", "责任主体", "时限", "状态")
"""Of the files; the clerk fills in the last one."""
WIDTHS = (8, 30, 70, 24, 16, 12)
ROWS = 500
"""Rows of one page: Python-Markdown and old computers stay quick, and few documents have more."""
ABOUT = (
    "从原文里按句式找出的：要求做什么、由谁做、什么时候做完。原文一字未改；原文没有点名的写“未明确”，不作推断。"
    "“具体”是可以逐件办结的事，“要求”是长期遵守的要求。请以原文为准。"
)


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    measure: Measure

    @property
    def who(self) -> str:
        return "、".join(self.measure.who) or UNNAMED


def pages(context: Context, found: Sequence[Found]) -> Iterator[Page]:
    """The list of all documents that have measures, and each one's table."""
    some = {one.document: one for one in found if one.measures}
    listed = [document for document in context.corpus.documents if document.id in some]
    yield from _list(context, listed, some)
    for document in listed:
        yield from _document(context, document, some[document.id])


def files(context: Context, found: Sequence[Found]) -> Iterator[tuple[str, bytes]]:
    """The tables as files below docs/: (path, content)."""
    documents = {document.id: document for document in context.corpus.documents}
    for one in found:
        if one.measures:
            rows = [COLUMNS, *_cells(documents[one.document], one)]
            yield f"{one.document}/measures.csv", spreadsheet.csv(rows)
            yield f"{one.document}/measures.xlsx", spreadsheet.xlsx(rows, title="举措清单", widths=WIDTHS)


def link(page: str, found: Found) -> str:
    """The way from a page of a document to its table; nothing when it has none."""
    if not found.measures:
        return ""
    words = f"举措清单（{len(found.measures)} 条）"
    return md.paragraph(md.link(words, relative(page, f"{found.document}/measures.md")), classes=("y-whole",))


def _cells(document: Document, found: Found) -> Iterator[tuple[str, ...]]:
    sections = {section.id: section for section in document.sections()}
    for row in _rows(found):
        measure = row.measure
        place = sections[measure.at.section]
        name = "标题与开头" if place.kind == "root" else label(place, document)
        yield str(row.number), name, measure.text, row.who, measure.when, ""


def _rows(found: Found) -> list[_Row]:
    return [_Row(number, measure) for number, measure in enumerate(found.measures, 1)]


def _document(context: Context, document: Document, found: Found) -> Iterator[Page]:
    plan = context.plans[document.id]
    first = f"{document.id}/measures.md"
    for path, rows, number, many in cut(_rows(found), first, ROWS):
        title = "举措清单" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        back = section_link(path, plan, document.root)
        ways, last = _ways(context, path, document), number == many
        yield Page(path, md.page(
            md.front_matter(f"{title} · {document.meta.title}"),
            crumbs(path, md.link("举措清单", relative(path, "measures.md")), back, md.escape("举措清单")),
            md.heading(1, md.escape(title), id="measures"),
            md.paragraph(md.escape(_summary(found)), classes=("y-measure-sum",)),
            md.paragraph(_downloads(path, document), classes=("y-measure-files",)),
            md.details("怎么来的", [ABOUT]),
            md.table([md.escape(name) for name in HEAD], [_line(row, ways) for row in rows],
                     classes=("y-measure",)),
            *(_duties(_others(found), ways) if last else ()),
            list_pager(first, number, many),
        ))  # fmt: skip


def _summary(found: Found) -> str:
    """How many there are of each sort."""
    measures = found.measures
    concrete = sum(measure.level == "concrete" for measure in measures)
    named, dated = sum(bool(m.who) for m in measures), sum(bool(m.when) for m in measures)
    return (
        f"共 {len(measures)} 条：具体 {concrete} 条，要求 {len(measures) - concrete} 条；"
        f"写明责任主体的 {named} 条，{UNNAMED}的 {len(measures) - named} 条；写明时限的 {dated} 条。"
    )


def _downloads(path: str, document: Document) -> str:
    return " ".join(
        md.link(words, relative(path, f"{document.id}/measures.{ending}"), classes=("y-tile",))
        for words, ending in (("下载 Excel 表格（xlsx）", "xlsx"), ("下载 CSV 表格", "csv"))
    )


def _line(row: _Row, ways: Mapping[str, str]) -> tuple[str, ...]:
    measure = row.measure
    return (
        md.escape(str(row.number)), ways[measure.at.section], md.escape(measure.text),
        md.escape(row.who), md.escape(measure.when or UNDATED), md.escape(LEVELS[measure.level]),
    )  # fmt: skip


def _ways(context: Context, path: str, document: Document) -> dict[str, str]:
    """Section → a link to it; the document's own page is called by what is there."""
    plan = context.plans[document.id]
    found = {section.id: section_link(path, plan, section) for section in document.sections()}
    return {**found, document.root.id: md.link("标题与开头", relative(path, f"{document.id}/index.md"))}


def _others(found: Found) -> list[Duty]:
    """The duties that are no row of the table."""
    ends = {(one.at.section, one.at.block, one.at.line, one.at.end) for one in found.measures}
    return [d for d in found.duties if (d.clause.section, d.clause.block, d.clause.line, d.clause.end) not in ends]


def _duties(duties: Sequence[Duty], ways: Mapping[str, str]) -> Iterator[str]:
    """The party, and the words that say what it has to do."""
    if not duties:
        return
    yield md.heading(2, md.escape("还点到的责任主体"), id="parties")
    yield md.paragraph(md.escape("表中之外，原文还点到下面这些责任主体，按原文先后。"), classes=("y-meta",))
    rows = [(md.escape(duty.actor), md.escape(duty.text), ways[duty.at.section]) for duty in duties]
    yield md.table([md.escape(name) for name in ("责任主体", "原文", "部分")], rows, classes=("y-duty",))


def _list(context: Context, documents: Sequence[Document], found: dict[str, Found]) -> Iterator[Page]:
    first = "measures.md"
    for path, part, number, many in cut(documents, first):
        title = "举措清单" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        yield Page(path, md.page(
            md.front_matter(title),
            crumbs(path, md.escape("举措清单")),
            md.heading(1, md.escape(title), id="measures"),
            md.paragraph(md.escape(ABOUT if documents else "现有的文件里没有找到举措。"), classes=("y-meta",)),
            *(block for document in part for block in _entry(path, document, found[document.id])),
            list_pager(first, number, many),
        ))  # fmt: skip


def _entry(path: str, document: Document, found: Found) -> Iterator[str]:
    parties = Counter(who for measure in found.measures for who in measure.who)
    named = "、".join(f"{who} {count} 条" for who, count in parties.most_common(4))
    words = f"{len(found.measures)} 条" + (f"，其中{named}{'等' if len(parties) > 4 else ''}" if named else "")
    target = relative(path, f"{document.id}/measures.md")
    yield md.paragraph(md.link(document.meta.title or document.id, target), classes=("y-hit", "y-way"))
    yield md.paragraph(md.escape(words), classes=("y-meta",))
