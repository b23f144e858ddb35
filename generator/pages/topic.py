"""A page for every topic with its sections and why they are there, and the list of topics."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import markdown as md
from ..knowledge.topics import Entry
from ..model import Paragraph, Section
from ..results import Page, Topic
from .common import Context, crumbs, cut, list_pager, relative, section_link
from .document import reasons

INTRODUCTION = "每一节按用词自动归入主题，理由写在主题页上；用词没有明显倾向的不归入任何主题（总论）。"
QUOTED = 90  # characters of a section that its entry quotes


def pages(context: Context) -> Iterator[Page]:
    """The list of topics and the page (pages, when long) of each."""
    yield _list(context)
    for topic in context.lexicon.topics:
        yield from _topic(context, topic, context.entries.get(topic.id, ()))


def _topic(context: Context, topic: Topic, found: Sequence[Entry]) -> Iterator[Page]:
    documents = len({document.id for document, _, _ in found})
    for path, part, number, many in cut(found, f"topics/{topic.id}.md"):
        title = topic.full + (f"（第 {number}/{many} 页）" if many > 1 else "")
        summary = f"{documents} 份文件中的 {len(found)} 节谈到“{topic.name}”，谈得最多的在前。"
        body = [
            text
            for entry, before in zip(part, [None, *part], strict=False)
            for text in _entry(context, path, entry, before)
        ]
        yield Page(path, md.page(
            md.front_matter(f"主题：{title}"),
            crumbs(path, md.link("主题", relative(path, "topics/index.md")), md.escape(topic.name)),
            md.heading(1, md.escape(f"主题：{title}"), id="topic"),
            md.paragraph(md.escape(summary), classes=("y-meta",)),
            *body,
            list_pager(f"topics/{topic.id}.md", number, many),
        ))  # fmt: skip


def _entry(context: Context, page: str, entry: Entry, before: Entry | None) -> Iterator[str]:
    document, section, tag = entry
    plan = context.plans[document.id]
    if not before or before[0].id != document.id:
        yield md.heading(2, section_link(page, plan, document.root), id=document.id)
    top = md.link("标题与开头", relative(page, f"{document.id}/index.md"))
    yield md.paragraph(top if section.kind == "root" else section_link(page, plan, section), classes=("y-hit",))
    yield md.paragraph(md.escape(_quote(section)), classes=("y-quote",))
    note = "（由上级标题带来）" if tag.inherited else ""
    yield md.paragraph(md.escape(f"理由：{reasons(tag)}{note}"), classes=("y-reason",))


def _quote(section: Section) -> str:
    text = next((b.line.text for b in section.body if isinstance(b, Paragraph)), "")
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"


def _list(context: Context) -> Page:
    path = "topics/index.md"
    tiles = []
    for topic in context.lexicon.topics:
        count = len(context.entries.get(topic.id, ()))
        if not count:
            continue
        tiles.append(
            md.link(f"{topic.full}（{count} 节）", relative(path, f"topics/{topic.id}.md"), classes=("y-tile",))
        )
    return Page(path, md.page(
        md.front_matter("主题"),
        crumbs(path, md.escape("主题")),
        md.heading(1, md.escape("主题"), id="topics"),
        md.paragraph(md.escape(INTRODUCTION), classes=("y-meta",)),
        md.paragraph(" ".join(tiles), classes=("y-tiles",)),
    ))  # fmt: skip
