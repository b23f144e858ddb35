"""The pages that lead to all others: home, the list of documents, the search page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from .. import markdown as md
from ..labels import size
from ..model import Document
from ..results import Page
from . import matrix
from .common import Context, crumbs, cut, list_pager, relative, spoken_date
from .matrix import address

NEWEST = 10
OTHER = "其他"
NEW = "newest"
"""Where on the home page the newest documents are."""
WAYS = (
    ("按主题看", "各节按内容归类", "topics/index.md", ""), ("按文件看", "讲话、方案、条例", "documents.md", ""),
    ("提法与术语", "数字提法有哪几项", "terms/index.md", ""), ("最近更新", "日期最近的文件", "index.md", NEW),
    ("继续阅读", "上次读到的地方", "study.md", ""), ("自测", "填空、排序、选择", "quiz/index.md", ""),
)  # fmt: skip
"""The ways into the collection: (name, what is there, page, place on it)."""
MORE = (
    ("举措清单", "measures.md"),
    ("时间线", "timeline.md"),
    ("引用的文件", "references.md"),
    ("我的学习", "study.md"),
)
"""Further pages: (name, page)."""


def home(context: Context) -> Iterator[Page]:
    """What is in the collection, and the ways into it."""
    path = "index.md"
    documents = context.corpus.documents
    sections = sum(1 for d in documents for _ in d.sections())
    characters = sum(size(part) for d in documents for part in d.parts)
    numbers = f"收录 {len(documents)} 份文件，{sections:,} 节，约 {characters:,} 字。"
    newest = sorted(documents, key=lambda d: d.meta.date or "", reverse=True)[:NEWEST]
    yield Page(path, md.page(
        md.front_matter("首页", description=numbers, hide=["toc"]),
        md.heading(1, md.escape(context.site_name), id="home"),
        md.paragraph(md.escape(numbers), classes=("y-meta", "y-numbers")),
        md.element("div", *(_way(path, *way) for way in WAYS), class_="y-tiles"),
        md.paragraph(" ".join(md.link(name, to, classes=("y-tag",)) for name, to in MORE), classes=("y-tags",)),
        md.heading(2, md.escape("主题"), id="topics"),
        md.paragraph(" ".join(_topics(context)), classes=("y-tiles", "y-tiles--small")),
        *matrix.by_year(context, path),
        md.heading(2, md.escape("最近更新"), id=NEW),
        md.bullets([(_entry(path, document), []) for document in newest]),
    ))  # fmt: skip


def _way(page: str, name: str, told: str, target: str, anchor: str) -> str:
    """One of the large tiles."""
    inside = (md.element("b", md.words(name)), md.element("span", md.words(told)))
    classes = "y-tile y-continue" if name == "继续阅读" else "y-tile"
    return md.element("a", *inside, href=f"#{anchor}" if anchor else address(page, target), class_=classes)


def _topics(context: Context) -> Iterator[str]:
    for topic in context.lexicon.topics:
        if count := len(context.entries.get(topic.id, ())):
            yield md.link(f"{topic.name}（{count}\N{NO-BREAK SPACE}节）", f"topics/{topic.id}.md", classes=("y-tile",))


def _entry(page: str, document: Document) -> str:
    facts = "，".join(filter(None, [document.meta.kind, spoken_date(document.meta.date)]))
    return md.link(document.meta.title or "", relative(page, f"{document.id}/index.md")) + md.escape(
        f"（{facts}）" if facts else ""
    )


def documents(context: Context) -> Iterator[Page]:
    """All documents by kind, the newest first."""
    ordered = sorted(context.corpus.documents, key=lambda d: d.meta.title or "")
    ordered.sort(key=lambda d: d.meta.date or "", reverse=True)
    counts = Counter(d.meta.kind for d in ordered)
    ordered.sort(key=lambda d: (-counts[d.meta.kind] if d.meta.kind else 1, d.meta.kind or OTHER))
    for path, part, number, many in cut(ordered, "documents.md"):
        groups: list[str] = []
        for kind, group in groupby(part, key=lambda d: d.meta.kind or OTHER):
            groups.append(md.heading(2, md.escape(kind), id=f"kind-{len(groups) // 2 + 1}"))
            groups.append(md.bullets([(_entry(path, document), []) for document in group]))
        title = "文件" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        yield Page(path, md.page(
            md.front_matter(title),
            crumbs(path, md.escape("文件")),
            md.heading(1, md.escape(title), id="documents"),
            md.paragraph(md.escape(f"共 {len(ordered)} 份，按类型排列，日期新的在前。"), classes=("y-meta",)),
            *groups,
            list_pager("documents.md", number, many),
        ))  # fmt: skip


def search(context: Context) -> Iterator[Page]:
    """The page on which results are shown; the words come from its address. Without a query it offers the topics."""
    yield Page("search.md", md.page(
        md.front_matter("搜索", hide=["toc"]),
        md.heading(1, md.escape("搜索"), id="search"),
        '<div id="yandu-search" data-search-root="../"></div>',
        "<noscript><p>搜索要用脚本（JavaScript），您的浏览器关掉了它。请在浏览器的设置里打开脚本，再刷新本页；"
        "也可以从下面的主题，或者上面的“文件”里找。</p></noscript>",
        md.paragraph(md.escape("按主题看："), classes=("y-meta", "y-search-topics")),
        md.paragraph(" ".join(_topics(context)), classes=("y-tiles", "y-search-topics")),
    ))  # fmt: skip
