"""引用的文件: which documents are cited, those of the collection first, then those to be acquired, with sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import markdown as md
from ..annotations import At
from ..knowledge.backlinks import Backlink
from ..knowledge.citations import Citation
from ..knowledge.citations.wanted import Cited, absent, held, placeholders
from ..model import Document
from ..results import Page
from . import cited
from .common import Context, crumbs, cut, list_pager, relative, spoken_date

PATH = "references.md"
SIZE = 100
"""Entries on one page: each has several sentences."""
SENTENCES = 3
"""Places that are quoted of one entry."""
CITING = 6
"""Documents that are named as citing one of the collection."""
GROUPS = (
    ("held", "收录的文件", "这里收录、又被别的文件引用的。"),
    ("absent", "没有收录的文件", "被引用而这里没有的，可以照着补充。提到的文件越多，越在前面。"),
    ("others", "没有收录的书刊和其他", "书、报刊、文章、影视等，名称都写在书名号里。"),
    ("placeholders", "没有写全的名称", "原文用 X、某 等代替了名称，无法知道指哪一份；同样的写法可能指不同的文件。"),
)
"""(anchor, heading, what it means) in the order of the page."""
Entry = tuple[str, Cited]
"""(anchor of the group, what is cited)."""
Sentences = Mapping[At, tuple[int, Backlink]]
"""`backlinks.sentences` of the citations' places."""


def pages(context: Context, citations: Sequence[Citation], sentences: Sentences) -> Iterator[Page]:
    """The list, cut when long; `sentences` must hold those of what is not held."""
    entries = list(_entries(citations))
    for path, part, number, many in cut(entries, PATH, SIZE):
        title = "引用的文件" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        yield Page(path, md.page(
            md.front_matter(title),
            crumbs(path, md.escape("引用的文件")),
            md.heading(1, md.escape(title), id="references"),
            *_summary(path, entries, citations),
            *_body(context, path, part, sentences),
            list_pager(PATH, number, many),
        ))  # fmt: skip


def _entries(citations: Sequence[Citation]) -> Iterator[Entry]:
    missing = absent(citations)
    yield from (("held", one) for one in held(citations))
    yield from (("absent", one) for one in missing if one.official)
    yield from (("others", one) for one in missing if not one.official)
    yield from (("placeholders", one) for one in placeholders(citations))


def _summary(path: str, entries: Sequence[Entry], citations: Sequence[Citation]) -> Iterator[str]:
    """How much of each group there is, with the way to it."""
    others = sum(c.kind != "self" for c in citations)
    words = f"各份文件里共有 {others} 处引用了别的文件或书刊。" if others else "没有一份文件引用别的文件。"
    yield md.paragraph(md.escape(words), classes=("y-meta",))
    ways = []
    for group, name, _ in GROUPS:
        number = next((i for i, (one, _) in enumerate(entries) if one == group), None)
        if number is not None:
            page = PATH if number < SIZE else PATH.replace(".md", f"-{number // SIZE + 1}.md")
            many = sum(one == group for one, _ in entries)
            ways.append(md.link(f"{name}（{many}）", relative(path, page, group), classes=("y-tag",)))
    yield md.paragraph(" ".join(ways), classes=("y-tags",))


def _body(context: Context, path: str, part: Sequence[Entry], sentences: Sentences) -> Iterator[str]:
    names = {group: (name, meaning) for group, name, meaning in GROUPS}
    shown = ""
    for group, one in part:
        if group != shown:
            shown = group
            yield md.heading(2, md.escape(names[group][0]), id=group)
            yield md.paragraph(md.escape(names[group][1]), classes=("y-meta",))
        yield from _held(context, path, one) if group == "held" else _missing(context, path, one, sentences)


def _held(context: Context, path: str, one: Cited) -> Iterator[str]:
    """A document of the collection, and who cites it how often."""
    documents = {document.id: document for document in context.corpus.documents}
    target = documents[one.citations[0].document]
    date = f"（{spoken_date(target.meta.date)}）" if target.meta.date else ""
    yield md.paragraph(_link(path, target) + md.escape(date), classes=("y-hit",))
    many = one.documents
    counted = md.escape(f"被 {len(many)} 份文件引用 {len(one.citations)} 处：")
    listed = [_link(path, documents[id]) + md.escape(f"（{count}）") for id, count in list(many.items())[:CITING]]
    more = md.escape(f"，等 {len(many)} 份") if len(many) > CITING else ""
    yield md.paragraph(counted + md.escape("、").join(listed) + more, classes=("y-citing",))


def _missing(context: Context, path: str, one: Cited, sentences: Sentences) -> Iterator[str]:
    """A name, how often it stands where, and the first sentences."""
    year = next((f"（{citation.year}年）" for citation in one.citations if citation.year), "")
    documents = f"{len(one.documents)} 份文件，" if len(one.documents) > 1 else ""
    words = md.strong(f"《{one.name}》{year}") + md.escape(f"　{documents}{len(one.citations)} 处")
    yield md.paragraph(words, classes=("y-wanted",))
    quoted = list(dict.fromkeys(sentences[c.at][1] for c in one.citations if c.at in sentences))[:SENTENCES]
    yield md.element("ul", *(cited.row(context, path, link) for link in quoted), class_="y-cited") if quoted else ""


def _link(path: str, document: Document) -> str:
    return md.link(f"《{document.meta.title}》", relative(path, f"{document.id}/index.md"))
