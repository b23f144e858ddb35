"""A page for every topic with its sections and why they are there, and the list of topics.

Everything is listed without scripts; `overrides/assets/knowledge/topics.js` narrows the list by year, kind and part of
the topic. Where a list is cut into pages, they share one file with the numbers of all, so that what the filters say is
true of the whole list and not only of the page that is open, and no page grows with the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from .. import markdown as md
from ..knowledge.topics import Entry, telling_sentence
from ..results import Page, Reason, Tag, Topic
from ..search.script import pack
from . import handout, matrix
from .common import Context, crumbs, cut, list_pager, relative, section_link

INTRODUCTION = "每一节按用词自动归入主题，理由写在主题页上；用词没有明显倾向的不归入任何主题（总论）。"
SECTIONS = 40
"""On one page of a list: a phone shows it without delay."""
NAMED = 2
"""Words that stand for all reasons while these are folded."""
QUOTED = 120
"""Characters of a sentence that an entry quotes."""
PLACES = {"heading": "在标题里", "body": "在正文里", "ancestor": "在上一层标题里", "given": "人工指定"}
HOW = (
    "每个主题有一张词表。一节里出现表中的词就得分；同一个词出现多次，加分越来越少。",
    "标题里的词分数乘以 3；正文越长，打折越多；上一层标题里的词也算一部分。",
    "满 5 分就归入这个主题；讲业务的文件里只是顺带提到的，要满 10 分。",
    "工作人员复核时改过的，以改过的为准。",
)


def pages(context: Context) -> Iterator[Page]:
    """The list of topics and the page (pages, when long) of each."""
    yield _list(context)
    for topic in context.lexicon.topics:
        yield from _topic(context, topic, context.entries.get(topic.id, ()))


def _topic(context: Context, topic: Topic, found: Sequence[Entry]) -> Iterator[Page]:
    parts = tuple(cut(found, f"topics/{topic.id}.md", SECTIONS))
    counts = Counter(document.id for document, _, _ in found)
    for path, part, number, many in parts:
        title = topic.full + (f"（第 {number}/{many} 页）" if many > 1 else "")
        body = [
            text
            for entry, before in zip(part, [None, *part], strict=False)
            for text in _entry(context, path, entry, before, counts)
        ]
        yield Page(path, md.page(
            md.front_matter(f"主题：{title}", lists=True),
            crumbs(path, md.link("主题", relative(path, "topics/index.md")), md.escape(topic.name)),
            md.heading(1, md.escape(f"主题：{title}"), id="topic"),
            *_summary(topic, found, many),
            _handout(context, topic, path),
            _filters(topic, [entries for _, entries, _, _ in parts], number) if found else "",
            *body,
            md.details("怎么归类的", HOW) if found else "",
            list_pager(f"topics/{topic.id}.md", number, many),
        ))  # fmt: skip


def _summary(topic: Topic, found: Sequence[Entry], many: int) -> Iterator[str]:
    """How much there is, and how much of each part of the topic."""
    documents = len({document.id for document, _, _ in found})
    cut_up = f"分 {many} 页列出。" if many > 1 else ""
    words = f"{documents} 份文件中的 {len(found)} 节谈到“{topic.name}”，谈得最多的在前。{cut_up}"
    yield md.paragraph(md.escape(words), classes=("y-meta",))
    counts = Counter(name for _, _, tag in found for name in tag.subtopics)
    named = "，".join(f"{name} {counts[name]} 节" for name, _ in topic.subtopics if counts[name])
    yield md.paragraph(md.escape(f"其中：{named}。" if named else ""), classes=("y-meta",))


def _handout(context: Context, topic: Topic, page: str) -> str:
    """The way to all its passages on paper."""
    link = md.link("打印本主题讲义", relative(page, handout.path(topic)))
    return md.paragraph(link, classes=("y-whole",)) if handout.passages(context, topic) else ""


def _filters(topic: Topic, parts: Sequence[Sequence[Entry]], number: int) -> str:
    """The place where the script puts its menus; what they offer is in a file that all pages of the topic share."""
    name = f"{topic.id}.js?{sha256(_rows(topic, parts)).hexdigest()[:8]}"
    return md.element(
        "div", class_="y-filters", data_topic_filters=name, data_topic_menus=_menus(parts), data_page=number,
        data_topic=topic.id,
    )  # fmt: skip


def _menus(parts: Sequence[Sequence[Entry]]) -> int:
    """How many menus the script will put there, so that the page keeps just their room: one value is no choice."""
    found = [entry for entries in parts for entry in entries]
    years = {matrix.year(document) for document, _, _ in found} - {""}
    kinds = {document.meta.kind or "" for document, _, _ in found} - {""}
    named = {name for _, _, tag in found for name in tag.subtopics}
    return sum(len(values) > 1 for values in (years, kinds, named))


def _rows(topic: Topic, parts: Sequence[Sequence[Entry]]) -> bytes:
    """What there is to choose from, on all pages of a topic: [page, year, kind, parts, sections]."""
    rows = Counter(
        (page, matrix.year(document), document.meta.kind or "", tag.subtopics)
        for page, entries in enumerate(parts, 1)
        for document, _, tag in entries
    )
    order = [name for name, _ in topic.subtopics]
    return pack({"rows": [[*row, many] for row, many in rows.items()], "parts": order}).encode()


def files(context: Context) -> Iterator[tuple[str, bytes]]:
    """For each topic that has sections, what its menus offer."""
    for topic in context.lexicon.topics:
        if found := context.entries.get(topic.id, ()):
            yield f"assets/topic-data/{topic.id}.js", _rows(topic, _parts(topic, found))


def _parts(topic: Topic, found: Sequence[Entry]) -> tuple[Sequence[Entry], ...]:
    return tuple(part for _, part, _, _ in cut(found, f"topics/{topic.id}.md", SECTIONS))


def _entry(context: Context, page: str, entry: Entry, before: Entry | None, counts: Counter[str]) -> Iterator[str]:
    document, section, tag = entry
    plan = context.plans[document.id]
    if not before or before[0].id != document.id:
        many = md.escape(f"（共 {counts[document.id]}\N{NO-BREAK SPACE}节）")
        yield md.heading(2, section_link(page, plan, document.root) + many, id=document.id, classes=("y-topic-group",))
    top = md.link("标题与开头", relative(page, f"{document.id}/index.md"))
    data = (
        ("year", matrix.year(document)), ("kind", document.meta.kind or ""), ("parts", "、".join(tag.subtopics)),
    )  # fmt: skip
    link = top if section.kind == "root" else section_link(page, plan, section)
    parts = md.escape(f"　{'、'.join(tag.subtopics)}") if tag.subtopics else ""
    yield md.paragraph(link + parts, classes=("y-hit",), data=data)
    yield md.paragraph(md.escape(_quote(context, entry)), classes=("y-quote",))
    yield md.details(_named(tag), _reasons(tag), classes=("y-why", "y-reason"))


def _quote(context: Context, entry: Entry) -> str:
    """The section's most telling sentence."""
    _, section, tag = entry
    text = telling_sentence(section, tag.topic, context.lexicon)
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def _named(tag: Tag) -> str:
    """What the folded reasons are called."""
    if any(reason.place == "given" for reason in tag.reasons):
        return "理由：人工指定"
    note = "，主要来自上一层标题" if tag.inherited else ""
    words = list(dict.fromkeys(reason.word for reason in tag.reasons))
    more = f"等 {len(words)} 个词" if len(words) > NAMED else ""
    return f"理由：{'、'.join(words[:NAMED])}{more}{note}"


def _reasons(tag: Tag) -> list[str]:
    """The reasons one by one, and what they come to."""
    given = any(reason.place == "given" for reason in tag.reasons)
    return [*map(_counted, tag.reasons), *(() if given else (f"共 {tag.score:g} 分",))]


def _counted(reason: Reason) -> str:
    """One reason as a line: the word, how often, where, what it gives."""
    if reason.place == "given":
        return "由工作人员指定，没有计分"
    return f"“{reason.word}”{PLACES[reason.place]}出现 {reason.count} 次，{reason.points:g} 分"


def _list(context: Context) -> Page:
    path = "topics/index.md"
    tiles = []
    for topic in context.lexicon.topics:
        count = len(context.entries.get(topic.id, ()))
        if not count:
            continue
        name = f"{topic.full}（{count}\N{NO-BREAK SPACE}节）"
        tiles.append(md.link(name, relative(path, f"topics/{topic.id}.md"), classes=("y-tile",)))
    return Page(path, md.page(
        md.front_matter("主题"),
        crumbs(path, md.escape("主题")),
        md.heading(1, md.escape("主题"), id="topics"),
        md.paragraph(md.escape(INTRODUCTION), classes=("y-meta",)),
        md.paragraph(" ".join(tiles), classes=("y-tiles",)),
        *matrix.blocks(context, path, _places(context)),
    ))  # fmt: skip


def _places(context: Context) -> dict[str, dict[str, str]]:
    """Topic id → document id → path of the page on which its sections begin."""
    return {
        topic: {
            document.id: path
            for path, part, _, _ in reversed(tuple(cut(entries, f"topics/{topic}.md", SECTIONS)))
            for document, _, _ in part
        }
        for topic, entries in context.entries.items()
    }
