"""Pages made for printing: all passages of a topic, word for word, and sections that reading cuts over several pages.

They repeat what stands elsewhere: they are no part of any document's pages, of the map of the site or of the search.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from .. import markdown as md
from ..knowledge.topics import Entry
from ..labels import ADDED, label, own_text
from ..model import Document, Paragraph, Section
from ..plan import Plan, Sheet
from ..results import Page, Topic
from .body import View, blocks, heading, links
from .common import Context, crumbs, cut, list_pager, pager, relative, section_link
from .printed import BUTTONS, LONGEST, contents, contents_block, kind_and_date, numbers, pieces, source_line

PART = 40_000
"""Characters of a topic's handout on one page, about sixty sheets of paper."""
LEAST = 100
"""Characters that a passage counts for at least: its source takes room too."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of a topic in its handout."""

    document: Document
    trail: tuple[Section, ...]
    """The sections it stands in, outermost first, without the root."""
    section: Section

    @property
    def anchor(self) -> str:
        """Its id on the page: ids of sections are unique in one document only."""
        return f"{self.document.id}-at-{self.section.id}"


def pages(context: Context) -> Iterator[Page]:
    """The handouts of all topics, and of all sections that need one."""
    for topic in context.lexicon.topics:
        yield from _topic(context, topic)
    for plan in context.plans.values():
        for sheet in plan.sheets:
            if needed(sheet):
                yield from _section(context, plan, sheet)


def path(topic: Topic) -> str:
    """The handout of a topic, its first part if there are several."""
    return f"handouts/{topic.id}.md"


def section_path(document: Document, section: Section) -> str:
    """The handout of a section."""
    return f"handouts/{document.id}/{section.id}.md"


def needed(sheet: Sheet) -> bool:
    """Whether a section's page shows only the beginning of it; the whole document has a page of its own."""
    return bool(sheet.below) and sheet.head.kind != "root"


def passages(context: Context, topic: Topic) -> tuple[Passage, ...]:
    """A topic's sections that have words, by document as the topic's page lists them, within it in reading order."""
    found: list[Passage] = []
    for _, group in groupby(context.entries.get(topic.id, ()), key=lambda entry: entry[0].id):
        found += _in_order(tuple(group))
    return tuple(found)


def _in_order(entries: Sequence[Entry]) -> list[Passage]:
    """The sections of one document in reading order; of the document itself only what has words besides the title."""
    document = entries[0][0]
    wanted = {section.id for _, section, _ in entries}
    every = [Passage(document, trail, section) for trail, section in _walk(document)]
    return [one for one in every if one.section.id in wanted and own_text(one.section)]


def _walk(document: Document) -> Iterator[tuple[tuple[Section, ...], Section]]:
    """Every section with those above it."""

    def below(section: Section, trail: tuple[Section, ...]) -> Iterator[tuple[tuple[Section, ...], Section]]:
        yield trail, section
        inner = trail if section.kind == "root" else (*trail, section)
        for child in section.children:
            yield from below(child, inner)

    for part in document.parts:
        yield from below(part, ())


def _parts(found: Sequence[Passage]) -> list[list[Passage]]:
    """Passages by page: as many as stay within its length."""
    parts: list[list[Passage]] = [[]]
    length = 0
    for passage in found:
        size = max(len(own_text(passage.section)), LEAST)
        if length + size > PART and parts[-1]:
            parts.append([])
            length = 0
        parts[-1].append(passage)
        length += size
    return parts


def _topic(context: Context, topic: Topic) -> Iterator[Page]:
    found = passages(context, topic)
    if not found:
        return
    parts, first = _parts(found), path(topic)
    for name, (part,), number, many in cut(parts, first, 1):
        title = f"{topic.full}（专题讲义{f'，第 {number}/{many} 部分' if many > 1 else ''}）"
        top = md.link(topic.name, relative(name, f"topics/{topic.id}.md"))
        yield Page(name, md.page(
            md.front_matter(title, hide=["toc"]),
            crumbs(name, md.link("主题", relative(name, "topics/index.md")), top, md.escape("讲义")),
            BUTTONS,
            md.heading(1, md.escape(title), id="handout", classes=("y-center",)),
            md.paragraph(md.escape(_about(context, topic, found)), classes=("y-meta",)),
            *contents_block(_contents(part)),
            *(block for before, one, after in zip([None, *part], part, [*part[1:], None], strict=False)
              for block in _passage(context, name, one, before, after)),
            list_pager(first, number, many),
        ))  # fmt: skip


def _about(context: Context, topic: Topic, found: Sequence[Passage]) -> str:
    """What the handout holds."""
    documents = len({passage.document.id for passage in found})
    return (
        f"“{context.site_name}”收录的文件中，{documents} 份文件的 {len(found)} 节谈到“{topic.name}”。"
        "原文照录，按文件编排，每节之后注明出处。"
    )


def _contents(part: Sequence[Passage]) -> md.Bullets:
    """Documents and their passages, each a link."""
    found = []
    for _, group in groupby(part, key=lambda passage: passage.document.id):
        own = tuple(group)
        items: md.Bullets = [(md.link(_name(one), f"#{one.anchor}"), []) for one in own]
        found.append((md.link(own[0].document.meta.title or "", f"#{own[0].document.id}"), items))
    return found


def _name(passage: Passage) -> str:
    """What a passage is called in the contents."""
    return "标题与开头" if passage.section.kind == "root" else label(passage.section, passage.document)


def _passage(
    context: Context, page: str, passage: Passage, before: Passage | None, after: Passage | None
) -> Iterator[str]:
    """A document's name where its passages begin, where a passage stands, its words, and its source.

    A mere heading needs none of its own when a passage below it follows.
    """
    document, section = passage.document, passage.section
    if not before or before.document.id != document.id:
        yield _document(document)
    yield _trail(passage, before)
    view = View(context, context.plans[document.id], page, "", {}, printed=True)
    yield from _heading(view, passage)
    body = tuple(replace(one, id="") if isinstance(one, Paragraph) else one for one in section.body)
    yield from blocks(view, replace(section, body=body))
    if body or not (after and after.document.id == document.id and section in after.trail):
        lines = [section.title.number, *(line.number for block in section.body for line in block.lines)]
        place = numbers((*passage.trail, section))
        yield source_line(document, place, next(filter(None, lines), 0), facts=False)


def _trail(passage: Passage, before: Passage | None) -> str:
    """The headings above a passage, unless they have just been read."""
    above = passage.trail
    known = before and before.document.id == passage.document.id
    if not above or (before and known and above in (before.trail, (*before.trail, before.section))):
        return ""
    return md.paragraph(md.escape("　".join(label(one, passage.document) for one in above)), classes=("y-trail",))


def _document(document: Document) -> str:
    facts = kind_and_date(document)
    name = f"《{document.meta.title}》" + (f"（{facts}）" if facts else "")
    return md.heading(2, md.escape(name), id=document.id, classes=("y-group",))


def _heading(view: View, passage: Passage) -> Iterator[str]:
    """A passage's heading as printed, or what it is called where it has none, with an id of this page."""
    section = passage.section
    run_in = section.kind in ("runin", "numpara", "article") and section.body
    if section.title.text and section.kind != "root":
        words, classes = view.words(section.title), ("t", "y-runin") if run_in else ("t",)
        yield md.heading(3, words, id=passage.anchor, classes=classes)
    else:
        words = md.escape(ADDED.get(section.kind, _name(passage)))
        yield md.heading(3, words, id=passage.anchor, classes=("y-aside",))


def _section(context: Context, plan: Plan, sheet: Sheet) -> Iterator[Page]:
    """A section with all below it."""
    document, head, first = plan.document, sheet.head, section_path(plan.document, sheet.head)
    found = links(context, document, tuple(head.walk()))
    view = View(context, plan, first, "", found, printed=True)
    own = [(head.id, block) for block in (*heading(view, replace(head, children=()), 1), *blocks(view, head))]
    below = [piece for child in head.children for piece in pieces(view, child, 2)]
    parts = tuple(cut((*own, *below), first, LONGEST))
    places = {id: name for name, part, _, _ in reversed(parts) for id, _ in part}
    title = f"{label(head, document)} · {document.meta.title}（讲义）"

    def entry(section: Section) -> str:
        return md.link(label(section, document), relative(first, places.get(section.id, first), section.id))

    for name, part, number, many in parts:
        text = [block for _, block in part]
        outline = contents(head.children, entry) if number == 1 else ()
        text[1:1] = outline
        back = (label(head, document), plan.places[head.id][0])
        yield Page(name, md.page(
            md.front_matter(title + (f"（{number}/{many}）" if many > 1 else "")),
            crumbs(name, section_link(name, plan, document.root), section_link(name, plan, head), md.escape("讲义")),
            BUTTONS,
            *text,
            source_line(document, numbers((*sheet.trail, head)), head.title.number),
            pager(name, None, None, back) if many == 1 else list_pager(first, number, many),
        ))  # fmt: skip
