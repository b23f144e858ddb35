"""时间线: the dates and meetings that the documents mention, by year, the newest first, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from .. import markdown as md
from ..knowledge.events import Event, by_year, of_document
from ..labels import label
from ..model import Document, Section
from ..results import Page
from .common import Context, crumbs, cut, list_pager, relative, spoken_date
from .matrix import address

PATH = "timeline.md"
ABOUT = (
    "文件里写明的年月日和提到的会议，也有文件自己通过、修订、成文的日期。一律新的在前，只写年份的排在这一年的最后。"
    "只有年份而没有说发生了什么的不收；文件成文以后的年份、月份多是打算做的事，也不收。"
    "会议日期取自术语表，不作推断；时限见各文件的举措清单。"
)
QUOTED = 120
"""Characters of a sentence that an entry shows."""
SHOWN = 6
"""Places of one meeting or date that an entry names; the others are counted."""
SHORT = 12
"""Entries of a document's own list."""
ENTRIES = 120
"""Entries of one page."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One date or one meeting with all its mentions."""

    year: str
    """Empty = no date is known."""
    events: tuple[Event, ...]


def pages(context: Context, events: Sequence[Event]) -> Iterator[Page]:
    """The timeline, on several pages when long."""
    entries = _entries(events)
    places = _sections(context)
    for path, part, number, many in cut(entries, PATH, ENTRIES):
        title = "时间线" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        yield Page(path, md.page(
            md.front_matter(title),
            crumbs(path, md.escape("时间线")),
            md.heading(1, md.escape(title), id="timeline"),
            md.paragraph(md.escape(ABOUT if entries else "现有的文件里没有写明日期。"), classes=("y-meta",)),
            *_years(context, path, part, places),
            list_pager(PATH, number, many),
        ))  # fmt: skip


def short_list(context: Context, page: str, document: Document, events: Sequence[Event]) -> str:
    """The dates and meetings of one document, folded, for its own page; nothing when it has none."""
    own = of_document(events, document.id)
    if not own:
        return ""
    rows = [_listed(context, page, document, event) for event in own[:SHORT]]
    if len(own) > SHORT:
        more = md.element("a", md.words(f"全部 {len(own)} 处见时间线"), href=address(page, PATH))
        rows.append(md.element("li", more))
    summary = md.element("summary", md.words(f"文中的日期和会议（{len(own)}）"))
    return md.element("details", summary, md.element("ul", *rows), class_="y-why y-list")


def _listed(context: Context, page: str, document: Document, event: Event) -> str:
    """A date or a meeting with the way to its section."""
    section = next(one for one in document.sections() if one.id == event.at.section)
    path, anchor = context.plans[document.id].places[section.id]
    name = "标题与开头" if section.kind == "root" else label(section, document)
    when = f"　{spoken_date(event.date)}" if event.kind == "meeting" and event.date else ""
    link = md.element("a", md.words(name), href=address(page, path, anchor), class_="y-list-name")
    return md.element("li", md.element("strong", md.words(event.name)), md.words(when), "<br>", link)


def _entries(events: Sequence[Event]) -> list[_Entry]:
    """The newest first; meetings without a date come last."""
    found = []
    for year, group in by_year(events):
        ordered = sorted(sorted(group, key=lambda event: event.name), key=lambda event: event.date, reverse=True)
        found += [_Entry(year, tuple(one)) for _, one in groupby(ordered, key=lambda event: (event.date, event.name))]
    undated = sorted((event for event in events if not event.date), key=lambda event: event.name)
    return found + [_Entry("", tuple(one)) for _, one in groupby(undated, key=lambda event: event.name)]


_Places = Mapping[tuple[str, str], tuple[Document, Section]]


def _sections(context: Context) -> _Places:
    return {(d.id, s.id): (d, s) for d in context.corpus.documents for s in d.sections()}


def _years(context: Context, path: str, entries: Sequence[_Entry], places: _Places) -> Iterator[str]:
    for year, group in groupby(entries, key=lambda entry: entry.year):
        words, id = (f"{int(year)}年", f"y{year}") if year else ("没有查到日期的会议", "undated")
        yield md.heading(2, md.escape(words), id=id)
        for entry in group:
            yield from _entry(context, path, entry, places)


def _entry(context: Context, path: str, entry: _Entry, places: _Places) -> Iterator[str]:
    """The date or meeting, and the sentences that mention it, each with the way there."""
    once = list({(e.at.document, e.at.section, e.sentence): e for e in entry.events}.values())
    yield md.paragraph(_named(once[0]), classes=("y-event",))
    for event in once[:SHOWN]:
        yield md.paragraph(_way(context, path, event, places), classes=("y-hit", "y-way"))
        yield md.paragraph(md.escape(_quote(event.sentence)), classes=("y-quote",))
    if len(once) > SHOWN:
        documents = len({event.at.document for event in once})
        yield md.paragraph(
            md.escape(f"共 {len(once)} 处，见于 {documents} 份文件，这里列出 {SHOWN} 处。"), classes=("y-meta",)
        )


def _named(event: Event) -> str:
    if event.kind == "date":
        return md.strong(event.name)
    if event.kind == "paper":
        return md.strong(event.name) + md.escape("（文件本身的日期）")
    return md.strong(event.name) + (md.escape(f"　{spoken_date(event.date)}") if event.date else "")


def _quote(sentence: str) -> str:
    return sentence if len(sentence) <= QUOTED else sentence[:QUOTED] + "…"


def _way(context: Context, page: str, event: Event, places: _Places) -> str:
    """A link to the section, named by its document and itself."""
    document, section = places[event.at.document, event.at.section]
    path, anchor = context.plans[document.id].places[section.id]
    title = document.meta.title or document.id
    words = f"《{title}》" + ("" if section.kind == "root" else f" {label(section, document)}")
    return md.link(words, relative(page, path, anchor))
