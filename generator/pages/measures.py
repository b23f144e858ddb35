"""举措清单: for each document that orders something a page with the table, and the same table for Excel and WPS."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .. import markdown as md
from .. import spreadsheet
from ..knowledge.measures import Duty, Found, Measure
from ..labels import label
from ..model import Document
from ..results import Page
from .common import Context, crumbs, cut, list_pager, relative, section_link
from .printed import kind_and_date

UNKNOWN = "没有认出"
"""Who or by when, where none was found: the text may say it in words that are not known here."""
LEVELS = {"concrete": "具体", "requirement": "要求"}
HEAD = ("编号", "部分", "原文", "责任主体", "时限", "类别")
COLUMNS = (*HEAD, "文件", "网址")
"""Of the files: the page's, the document and where on the site the words stand."""
WIDTHS = (8, 30, 70, 24, 16, 8, 40, 40)
ROWS = 500
"""Rows of one page: Python-Markdown and old computers stay quick, and few documents have more."""
ABOUT = (
    "这是程序按句式从原文里找出来的：要求做什么、由谁做、什么时候做完。每行是原文的一句，一字未改，认出的部分用粗体标出。"
    "认出了责任主体或时限的排在前面，编号按原文先后。写“没有认出”的，原文里也可能用别的说法写了；不作推断。"
    "“具体”是可以逐件办结的事，以及写明了时限或数量的事；“要求”是长期遵守的要求。难免有漏有错，请以原文为准。"
)
FILES = (
    "表格里的“网址”只写了后半截：前面接上本站首页的地址，就能打开。例如首页是 http://xuexi.example/，"
    "表格里写 abc/2-1/，就打开 http://xuexi.example/abc/2-1/。"
)
SPARING = "这类文件的要求很多，这里只列认出责任主体、时限或者数量的。"


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence with the measures in it that have one party, one time and one sort."""

    number: int
    measures: tuple[Measure, ...]

    @property
    def first(self) -> Measure:
        return self.measures[0]

    @property
    def text(self) -> str:
        return self.first.sentence or self.first.text

    @property
    def who(self) -> str:
        return "、".join(self.first.who) or UNKNOWN

    @property
    def when(self) -> str:
        return self.first.when or UNKNOWN

    @property
    def is_assigned(self) -> bool:
        return bool(self.first.who or self.first.when)


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
            rows = [COLUMNS, *_cells(context, documents[one.document], one)]
            yield f"{one.document}/measures.csv", spreadsheet.csv(rows)
            yield f"{one.document}/measures.xlsx", spreadsheet.xlsx(rows, title="举措清单", widths=WIDTHS)


def link(page: str, found: Found) -> str:
    """The way from a page of a document to its table; nothing when it has none."""
    if not found.measures:
        return ""
    words = f"举措清单（{len(_rows(found))} 条）"
    return md.paragraph(md.link(words, relative(page, f"{found.document}/measures.md")), classes=("y-whole",))


def _cells(context: Context, document: Document, found: Found) -> Iterator[tuple[str, ...]]:
    places = context.plans[document.id].places
    sections = {section.id: section for section in document.sections()}
    for row in _rows(found):
        place = sections[row.first.at.section]
        path, anchor = places[place.id]
        name = "标题与开头" if place.kind == "root" else label(place, document)
        address = relative("index.md", path).removesuffix("index.md").removesuffix(".md")
        address = address.rstrip("/") + "/" + (f"#{anchor}" if anchor else "")
        title = document.meta.title or document.id
        yield str(row.number), name, row.text, row.who, row.when, LEVELS[row.first.level], title, address


def _rows(found: Found) -> list[_Row]:
    """A row for each sentence, numbered as the text goes; those with a party or a time first."""
    groups = [tuple(group) for _, group in groupby(found.measures, key=_alike)]
    rows = [_Row(number, group) for number, group in enumerate(groups, 1)]
    return sorted(rows, key=lambda row: not row.is_assigned)


def _alike(measure: Measure) -> tuple[object, ...]:
    return measure.around or measure.at, measure.who, measure.when, measure.level


def _document(context: Context, document: Document, found: Found) -> Iterator[Page]:
    plan = context.plans[document.id]
    first = f"{document.id}/measures.md"
    for path, rows, number, many in cut(_rows(found), first, ROWS):
        part = f"（第 {number}/{many} 页）" if many > 1 else ""
        back = section_link(path, plan, document.root)
        ways, last = _ways(context, path, document), number == many
        yield Page(path, md.page(
            md.front_matter(f"举措清单{part} · {document.meta.title}", hide=["toc"], lists=True),
            crumbs(path, md.link("举措清单", relative(path, "measures.md")), back, md.escape("举措清单")),
            md.heading(1, md.escape(f"举措清单：{document.meta.title or document.id}{part}"), id="measures"),
            md.paragraph(md.escape(kind_and_date(document)), classes=("y-meta",)),
            md.paragraph(md.escape(_summary(found)), classes=("y-measure-sum",)),
            md.paragraph(_downloads(path, document), classes=("y-measure-files",)),
            md.paragraph(md.escape(SPARING), classes=("y-meta",)) if found.is_sparing else "",
            md.details("怎么来的", [ABOUT, FILES]),
            md.table([md.escape(name) for name in HEAD], [_line(row, ways) for row in rows],
                     classes=("y-measure",)),
            *(_duties(_others(found), ways) if last else ()),
            list_pager(first, number, many),
        ))  # fmt: skip


def _summary(found: Found) -> str:
    """How many there are of each sort."""
    rows = _rows(found)
    concrete = sum(row.first.level == "concrete" for row in rows)
    named, dated = sum(bool(row.first.who) for row in rows), sum(bool(row.first.when) for row in rows)
    return (
        f"共 {len(rows)} 条：具体 {concrete} 条，要求 {len(rows) - concrete} 条；"
        f"认出责任主体的 {named} 条，认出时限的 {dated} 条。"
    )


def _downloads(path: str, document: Document) -> str:
    return " ".join(
        md.link(words, relative(path, f"{document.id}/measures.{ending}"), classes=("y-tile",))
        for words, ending in (("下载 Excel 表格（xlsx）", "xlsx"), ("下载 CSV 表格", "csv"))
    )


def _line(row: _Row, ways: Mapping[str, str]) -> tuple[str, ...]:
    return (
        md.escape(str(row.number)), ways[row.first.at.section], _marked(row),
        md.escape(row.who), md.escape(row.when), md.escape(LEVELS[row.first.level]),
    )  # fmt: skip


def _marked(row: _Row) -> str:
    """The sentence with what was found in it in bold."""
    around = row.first.around
    if not around or all(len(m.text) == len(row.text) for m in row.measures):
        return md.escape(row.text)
    words, at = "", 0
    for measure in row.measures:
        start, end = measure.at.start - around.start, measure.at.end - around.start
        words += md.escape(row.text[at:start]) + md.strong(row.text[start:end])
        at = end
    return words + md.escape(row.text[at:])


def _ways(context: Context, path: str, document: Document) -> dict[str, str]:
    """Section → a link to it; the document's own page is called by what is there."""
    plan = context.plans[document.id]
    found = {section.id: section_link(path, plan, section) for section in document.sections()}
    return {**found, document.root.id: md.link("标题与开头", relative(path, f"{document.id}/index.md"))}


def _others(found: Found) -> list[Duty]:
    """The duties of parties that no row gives for their sentence."""
    lines: dict[tuple[str, int, int], set[str]] = {}
    for one in found.measures:
        lines.setdefault((one.at.section, one.at.block, one.at.line), set()).update(one.who)
    others = [d for d in found.duties if d.actor not in lines.get((d.at.section, d.at.block, d.at.line), ())]
    return list({(duty.actor, duty.text): duty for duty in others}.values())


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
    rows = _rows(found)
    parties = Counter(who for row in rows for who in row.first.who)
    named = "、".join(f"{who} {count} 条" for who, count in parties.most_common(4))
    words = f"{len(rows)} 条" + (f"，其中{named}{'等' if len(parties) > 4 else ''}" if named else "")
    target = relative(path, f"{document.id}/measures.md")
    yield md.paragraph(md.link(document.meta.title or document.id, target), classes=("y-hit", "y-way"))
    yield md.paragraph(md.escape(words), classes=("y-meta",))
