"""The report's page of one document: findings, what was understood, what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from ..diagnostics import severity
from ..labels import FIELDS, kilobytes, label, place, size
from ..model import Document, Section, Table
from ..omissions import ALL, Kind, Shown, grouped
from ..readers.sniff import WORDS
from ..source import Diagnostic, Omission, Source
from .findings import accepting, listed
from .html import Child, element, facts, link, table
from .html import page as whole

NOT_PUBLISHED: dict[Shown, str] = {"count": "网站上只列数目", "clerk": "网站上不提"}
UNKNOWN = "没有找到"
BRANCHES = 80  # entries of the outline that are shown
DEPTH = 2
QUOTED = 60  # characters of a table's first row


def page(
    document: Document,
    pages: int,
    found: Sequence[Diagnostic],
    offers: Mapping[Diagnostic, str],
    *,
    published: bool,
) -> bytes:
    """One document's page; `pages` is how many pages it has on the site, `offers` as in `findings.listed`."""
    source, title = document.source, document.meta.title or ""
    site = [link("在网站上看这份文件", f"../site/{document.id}/index.html")] if published else []
    return whole(
        f"{title} · 生成报告",
        element("p", link("‹ 全部文件", "index.html")),
        element("h1", title),
        element("p", f"{source.path}，{format_name(source)}", style="soft"),
        element("p", "本页只给整理文件的人看，里面有网站上不公开的内容。请不要转发，也不要放到网站上。", style="inner"),
        *(element("p", one) for one in site),
        *_findings(found, offers, source),
        *_understood(document, pages),
        *_outline(document),
        *_notes(document),
        *_pictures(source),
        *_tables(document),
        *_left_out(source),
    )


def format_name(source: Source) -> str:
    """What kind of file it is, in words."""
    return WORDS.get(source.format, source.format)


def _findings(found: Sequence[Diagnostic], offers: Mapping[Diagnostic, str], source: Source) -> Iterator[Child]:
    """Doubtful ones first, then what is only said."""
    doubtful = [finding for finding in found if severity(finding) != "info"]
    said = found[len(doubtful) :]
    yield element("h2", f"请您看一看（{len(doubtful)} 处）" if doubtful else "请您看一看")
    yield listed(doubtful, offers, source) if doubtful else element("p", "没有可疑的地方。")
    yield from accepting(doubtful, offers)
    if said:
        yield element("h2", f"读取时的说明（{len(said)} 条）")
        yield listed(said, offers, source)


def _understood(document: Document, pages: int) -> Iterator[Child]:
    meta, source = document.meta, document.source
    known = {name: getattr(meta, key) for key, name in FIELDS.items() if key not in ("slug", "topics")}
    known["指定的主题"] = "、".join(meta.topics)
    optional = ("副标题", "讲话人", "指定的主题")
    sections = sum(1 for _ in document.sections())
    counts = [
        ("篇幅", f"{sum(size(part) for part in document.parts):,} 字，{sections} 节"),
        ("网页", f"{pages} 个"),
        ("附件", f"{len(document.attachments)} 个" if document.attachments else "没有"),
        ("文字编码", source.encoding),
    ]
    rows = [(name, value or UNKNOWN) for name, value in known.items() if value or name not in optional]
    yield element("h2", "读出了什么")
    yield facts([*rows, *((name, value) for name, value in counts if value)])
    advice = "不对或没有找到的，可以写在同名的 .yml 文件里（如“日期: 2020-03-18”），再重新生成。"
    yield element("p", advice, style="soft")


def _outline(document: Document) -> Iterator[Child]:
    """The sections of the first two levels, the closing, the attachments; what is not listed is counted."""
    tops = (*document.root.children, *(part for part in document.parts[1:] if part.kind != "notes"))
    yield element("h2", "各部分")
    if not tops:
        yield element("p", "没有找到分节的编号或标题，全文作一节。")
        return
    branches = [(section, depth) for top in tops for section, depth in _walk(top, 1)]
    yield _tree(document, branches[:BRANCHES])
    yield element("p", _adds_up(document, min(len(branches), BRANCHES)), style="soft")


def _adds_up(document: Document, listed: int) -> str:
    """Why the list is shorter than the number of sections that is told above."""
    total = sum(1 for _ in document.sections())
    apart = "标题与开头、注释各算 1 节" if document.notes else "标题与开头算 1 节"
    rest = total - listed - (2 if document.notes else 1)
    deeper = f"；其余 {rest} 节没有列出（这里只列前两级，最多 {BRANCHES} 节）" if rest else ""
    return f"共 {total} 节：上面列出 {listed} 节，{apart}{deeper}。"


def _walk(section: Section, depth: int) -> Iterator[tuple[Section, int]]:
    yield section, depth
    if depth < DEPTH:
        for child in section.children:
            yield from _walk(child, depth + 1)


def _tree(document: Document, branches: Sequence[tuple[Section, int]]) -> etree._Element:
    top = element("ul")
    for section, depth in branches:
        words = element("span", f"　{place(document.source, section.title.number)}", style="soft")
        entry = element("li", label(section, document), words)
        if depth == 1 or not len(top):
            top.append(entry)
        else:
            last = top[-1]
            inner = last[-1] if last[-1].tag == "ul" else element("ul")
            last.append(inner)
            inner.append(entry)
    return top


def _notes(document: Document) -> Iterator[Child]:
    notes = document.notes.body if document.notes else ()
    if notes:
        yield element("h2", f"注释（{len(notes)} 条）")
        rows = ((place(document.source, note.lines[0].number), note.lines[0].text) for note in notes)
        yield table("places", ("所在位置", "注释"), rows)


def _pictures(source: Source) -> Iterator[Child]:
    if source.pictures:
        yield element("h2", f"图片（{len(source.pictures)} 张）")
        rows = (
            (
                place(source, p.line) or "文首",
                f"{p.alt or '没有替代文字，网站上叫“图片”'}（{p.name}，{kilobytes(p.data)}）",
            )
            for p in source.pictures
        )
        yield table("places", ("所在位置", "图片"), rows)


def _tables(document: Document) -> Iterator[Child]:
    tables = [block for section in document.sections() for block in section.body if isinstance(block, Table)]
    if tables:
        yield element("h2", f"表格（{len(tables)} 个）")
        rows = ((place(document.source, t.rows[0].number), _described(t)) for t in tables)
        yield table("places", ("所在位置", "表格"), rows)


def _described(found: Table) -> str:
    head = "　".join(cell.text for cell in found.rows[0].cells if cell.text)
    words = head if len(head) <= QUOTED else head[:QUOTED] + "…"
    return f"{len(found.rows)} 行 {len(found.rows[0].cells)} 列：{words}"


def _left_out(source: Source) -> Iterator[Child]:
    yield element("h2", "没有放进正文的")
    if not source.omitted:
        yield element("p", "没有。")
    for kind, group in grouped(source.omitted, *ALL):
        yield from _kind(kind, group, source)


def _kind(kind: Kind, group: Sequence[Omission], source: Source) -> Iterator[Child]:
    heading = element("h3", f"{kind.name}（{len(group)} 处）")
    if kind.shown in NOT_PUBLISHED:
        heading.append(element("span", NOT_PUBLISHED[kind.shown], style="badge warning"))
    yield heading
    if kind.why:
        yield element("p", kind.why, style="soft")
    if kind.shown != "nothing":
        yield table("places", ("位置", "文字"), ((place(source, o.line), o.text) for o in group))
