"""The text of a document as Markdown, word for word: headings, paragraphs, tables, pictures, links in its lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .. import markdown as md
from ..annotations import HEADING, Link, section_passages
from ..attached import TOP, Start, address, start
from ..knowledge.study import Row
from ..labels import ADDED
from ..model import Block, Document, Paragraph, Role, Section, Series
from ..plan import Plan
from ..results import Page
from ..review.keys import mark, own_words
from ..source import Line
from .common import Context, relative

CLASSES: dict[Role, tuple[str, ...]] = {
    "notice": ("t", "y-notice"),
    "disclaimer": ("t", "y-note"),
    "note": ("t", "y-note"),
    "remark": ("t", "y-note"),
    "toc": ("t", "y-toc"),
    "subtitle": ("t", "y-center"),
    "date": ("t", "y-center"),
    "speaker": ("t", "y-center"),
    "number": ("t", "y-center"),
    "salutation": ("t", "y-salutation"),
    "signature": ("t", "y-sign"),
    "footnote": ("t", "y-footnote"),
}
HEADED = ("closing", "notes")
"""Kinds of sections that get a heading of ours, for they have none of their own."""
PICTURE = "图片"
"""What a picture is called that its author did not describe."""


TERM = ("y-term",)
"""Links that may tell something before they lead away."""
OPEN = "打开这份文件"
"""What the way on is called where it leads to a document."""
Data = Sequence[tuple[str, str]]
"""Attributes `data-…` as (name, value)."""
Stretch = tuple[int, int, str]
"""Part of a line as a link: first character, one past the last, the Markdown."""


@dataclass(frozen=True, slots=True)
class View:
    """A document on one page."""

    context: Context
    plan: Plan
    page: str
    """Path below docs/."""
    notes: str
    """Path of the page where the marks of notes lead; empty = they are no links."""
    links: Mapping[Row, Sequence[Link]]
    """What leads somewhere on this page."""
    printed: bool = False
    """Whether the page is made for printing."""

    def words(self, line: Line, links: Sequence[Link] = (), offset: int = 0, series: Sequence[Series] = ()) -> str:
        """The words of a line with its links, which count their characters from `offset` before it.

        Where a link holds the mark of a note, the mark stands: nothing else leads to the note. The ordinals of a
        series in the line (一是, 二是) are set off, so that it is seen at a glance.
        """
        stretches = [*self._marks(line), *_ordinals(line, series)]
        taken = {place for start, end, _ in stretches for place in range(start, end)}
        for link in links:
            start, end = link.at.start - offset, link.at.end - offset
            if 0 <= start < end <= len(line.text) and taken.isdisjoint(range(start, end)):
                stretches.append((start, end, self._link(line.text[start:end], link)))
        shown, done = [], 0
        for start, end, words in sorted(stretches):
            shown += [md.escape(line.text[done:start]), words]
            done = end
        return "".join((*shown, md.escape(line.text[done:])))

    def _marks(self, line: Line) -> Iterator[Stretch]:
        """The marks of notes in a line."""
        marks = {mark: id for piece in line.pieces for mark, id in self.plan.marks.get(piece.line, {}).items()}
        if marks and self.notes:
            for found in re.finditer("|".join(map(re.escape, marks)), line.text):
                yield *found.span(), md.link(found[0], relative(self.page, self.notes, marks[found[0]]))

    def _link(self, words: str, link: Link) -> str:
        """Words that lead somewhere; what they mean is told on a tap, but not on paper."""
        told = [("y-note", link.note)] if link.note and not self.printed else []
        if link.page:
            return md.link(words, relative(self.page, link.page), TERM, told)
        path, anchor = self.context.plans[link.document].places[link.section]
        more = [("y-more", OPEN)] if told else []
        return md.link(words, relative(self.page, path, anchor), TERM if told else (), told + more)

    def linked(self, section: Section, block: int, line: int = 0) -> Sequence[Link]:
        """What in a line of a section leads somewhere."""
        return self.links.get((self.plan.document.id, section.id, block, line), ())

    def pictures(self, behind: Start = TOP) -> Iterator[str]:
        """The pictures behind a heading or a block, each a paragraph."""
        for picture in self.plan.pictures.get(behind, ()):
            target = relative(self.page, address(self.plan.document, picture))
            image = md.image(picture.alt.strip() or PICTURE, target, lazy=not self.printed)
            yield md.paragraph(image, classes=("y-picture",))


def _ordinals(line: Line, series: Sequence[Series]) -> Iterator[Stretch]:
    """The ordinals of inline series."""
    for item in (item for one in series for item in one.items):
        start, end = item.span.start, item.span.start + len(item.ordinal)
        if item.ordinal and line.text[start:end] == item.ordinal:
            yield start, end, md.strong(item.ordinal)


def links(context: Context, document: Document, sections: Iterable[Section]) -> dict[Row, list[Link]]:
    """The links of the sections on one page; a term leads away only where it first stands on it."""
    known = context.corpus.knowledge.links
    seen: set[str] = set()
    found: dict[Row, list[Link]] = {}
    for section in sections:
        for passage in section_passages(document, section):
            at = passage.at
            row = at.document, at.section, at.block, at.line
            found[row] = [link for link in known.get(row, ()) if link.page not in seen]
            seen.update(link.page for link in found[row] if link.page)
    return found


def targets(context: Context, page: str, found: Mapping[Row, Sequence[Link]]) -> tuple[str, ...]:
    """Addresses of the other pages to which the links on a page lead, each once."""
    several = (link for row in found.values() for link in row)
    paths = (link.page or context.plans[link.document].places[link.section][0] for link in several)
    return tuple(dict.fromkeys(Page(path, "").url for path in paths if path != page))


def known_by(plan: Plan, section: Section) -> Data:
    """What scripts know of a section: its address, a checksum that says whether its words changed, how it is cited."""
    document = plan.document
    cited = [("cite", plan.cited[section.id])] if plan.cited[section.id] else []
    address = ("section", f"{document.id}#{section.id}")
    return (address, ("hash", mark(own_words(document, section))[1:9]), *cited)


def front(view: View) -> Iterator[str]:
    """What stands before the text, under a title of ours where it has none."""
    document = view.plan.document
    yield from view.pictures()
    title = next((p for p in document.front if p.role == "title"), None)
    if not title:
        yield md.heading(1, md.escape(document.meta.title or ""), id="title", data=known_by(view.plan, document.root))
    for paragraph in document.front:
        data = known_by(view.plan, document.root) if paragraph is title else ()
        yield from text_block(view, paragraph, level=1, data=data)


def section_text(
    view: View, section: Section, level: int, added: Callable[[Section], Iterable[str]] = lambda _: ()
) -> Iterator[str]:
    """A section and all below it: headings with their ids, the words, and what `added` says about each."""
    if section.title.text:
        yield from heading(view, section, level)
    elif section.kind in HEADED:
        data = known_by(view.plan, section)
        yield md.heading(min(level, 6), md.escape(ADDED[section.kind]), id=section.id, classes=("y-aside",), data=data)
    yield from blocks(view, section, section.id if section.kind == "signature" else "")
    yield from added(section)
    for child in section.children:
        yield from section_text(view, child, level + 1, added)


def heading(view: View, section: Section, level: int) -> Iterator[str]:
    """A section's heading exactly as printed; one that shares its line with the text is marked as run-in."""
    run_in = section.kind in ("runin", "numpara", "article") and section.body
    classes = ("t", "y-runin") if run_in else ("t",)
    words = view.words(section.title, view.linked(section, HEADING))
    data = known_by(view.plan, section)
    yield md.heading(min(level, 6), words, id=section.id, classes=classes, data=data)
    yield from view.pictures(start(section.title))


def blocks(view: View, section: Section, id: str = "") -> Iterator[str]:
    """The own blocks of a section; the first bears `id` where no heading can."""
    for i, block in enumerate(section.body):
        links = [view.linked(section, i, j) for j in range(len(block.lines))]
        bears = id and not i and isinstance(block, Paragraph)
        own = replace(block, id=id) if bears and isinstance(block, Paragraph) else block
        yield from text_block(view, own, links, data=known_by(view.plan, section) if bears else ())


def text_block(
    view: View, block: Block, links: Sequence[Sequence[Link]] = ((),), level: int = 2, data: Data = ()
) -> Iterator[str]:
    """One block, and the pictures behind it; a title is a heading of this level. `links`: those of each line."""
    if isinstance(block, Paragraph):
        yield _paragraph(view, block, links[0], level, data)
    else:
        yield _table(view, block.rows, links)
    if not (isinstance(block, Paragraph) and block.role == "footnote"):
        yield from view.pictures(start(block.lines[0]))


def _table(view: View, rows: tuple[Line, ...], links: Sequence[Sequence[Link]]) -> str:
    head, *others = (_cells(view, row, own) for row, own in zip(rows, links, strict=True))
    return md.table(head, others)


def _cells(view: View, row: Line, links: Sequence[Link]) -> list[str]:
    """The cells of a row, whose text is theirs with a tab between them."""
    cells, offset = [], 0
    for cell in row.cells:
        cells.append(view.words(cell, links, offset))
        offset += len(cell.text) + 1
    return cells


def _paragraph(view: View, block: Paragraph, links: Sequence[Link], level: int, data: Data) -> str:
    if block.role == "footnote":
        return md.paragraph(md.escape(block.line.text), id=block.id, classes=CLASSES["footnote"])
    if block.role == "title":
        return md.heading(level, view.words(block.line, links), classes=("t", "y-center"), data=data)
    classes = CLASSES.get(block.role, ("t",))
    if block.level:
        classes = ("t", "y-item" if block.level == 1 else "y-item2")
    return md.paragraph(view.words(block.line, links, series=block.series), id=block.id, classes=classes, data=data)
