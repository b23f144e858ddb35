"""What is known about a document and where its words come from: beside the text, never in it."""

from __future__ import annotations

from collections.abc import Iterator

from .. import markdown as md
from ..attached import original
from ..labels import origin, place, size
from ..model import Document, Section
from ..omissions import grouped
from ..plan import Plan
from .common import Context, spoken_date


def line(document: Document) -> str:
    """The facts that matter most, above the title: 讲话　2024年3月6日　3,525 字."""
    facts = (document.meta.kind, spoken_date(document.meta.date), f"{_characters(document):,} 字")
    return md.paragraph(md.escape("　".join(filter(None, facts))), classes=("y-meta", "y-facts-line"))


def _characters(document: Document) -> int:
    return sum(size(section) for section in document.parts)


def table(context: Context, document: Document) -> Iterator[str]:
    """Everything known about the document, and the way to its file where the clerk gives it away."""
    meta = document.meta
    facts = [
        ("类型", meta.kind), ("日期", spoken_date(meta.date)), ("讲话人", meta.speaker), ("发文机关", meta.issuer),
        ("文号", meta.number), ("字数", f"{_characters(document):,}"), ("原文件", document.source.path),
    ]  # fmt: skip
    rows = (
        md.element("div", md.element("dt", md.words(name)), md.element("dd", md.words(fact)))
        for name, fact in facts
        if fact
    )
    yield md.heading(2, md.escape("关于这份文件"), id="about")
    yield md.element("dl", *rows, class_="y-facts")
    if context.originals and (path := original(document)):
        link = md.element("a", md.words("下载原文件"), href=path.rpartition("/")[2], download="1")
        yield md.element("p", link, class_="y-whole")
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


def provenance(plan: Plan, head: Section) -> str:
    """Where a section stands: the document with its date, the section's number, the place in the file."""
    document = plan.document
    date = spoken_date(document.meta.date)
    title = f"《{document.meta.title}》" + (f"（{date}）" if date else "") + plan.cited[head.id]
    words = f"出处：{title}，{origin(document.source, head.title.number)}"
    return md.paragraph(md.escape(words), classes=("y-meta", "y-origin"))
