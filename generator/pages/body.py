"""The text of a document as Markdown, word for word: headings, paragraphs, tables, pictures, links to its notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .. import markdown as md
from ..attached import TOP, Start, address, start
from ..labels import ADDED
from ..model import Block, Paragraph, Role, Section
from ..plan import Plan
from ..source import Line
from .common import relative

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


@dataclass(frozen=True, slots=True)
class View:
    """A document on one page."""

    plan: Plan
    page: str
    """Path below docs/."""
    notes: str
    """Path of the page where the marks of notes lead; empty = they are no links."""
    printed: bool = False
    """Whether the page is made for printing."""

    def words(self, line: Line) -> str:
        """The words of a line, marks of notes as links."""
        marks = {mark: id for piece in line.pieces for mark, id in self.plan.marks.get(piece.line, {}).items()}
        if not marks or not self.notes:
            return md.escape(line.text)
        parts = re.split("(" + "|".join(map(re.escape, marks)) + ")", line.text)
        return "".join(
            md.link(part, relative(self.page, self.notes, marks[part])) if i % 2 else md.escape(part)
            for i, part in enumerate(parts)
        )

    def pictures(self, behind: Start = TOP) -> Iterator[str]:
        """The pictures behind a heading or a block, each a paragraph."""
        for picture in self.plan.pictures.get(behind, ()):
            target = relative(self.page, address(self.plan.document, picture))
            image = md.image(picture.alt.strip() or PICTURE, target, lazy=not self.printed)
            yield md.paragraph(image, classes=("y-picture",))


def front(view: View) -> Iterator[str]:
    """What stands before the text, under a title of ours where it has none."""
    document = view.plan.document
    yield from view.pictures()
    if not any(p.role == "title" for p in document.front):
        yield md.heading(1, md.escape(document.meta.title or ""), id="title")
    for paragraph in document.front:
        yield from text_block(view, paragraph, level=1)


def section_text(
    view: View, section: Section, level: int, added: Callable[[Section], str] = lambda _: ""
) -> Iterator[str]:
    """A section and all below it: headings with their ids, the words, and what `added` says about each."""
    if section.title.text:
        yield from heading(view, section, level)
    elif section.kind in HEADED:
        yield md.heading(min(level, 6), md.escape(ADDED[section.kind]), id=section.id, classes=("y-aside",))
    yield from blocks(view, section, section.id if section.kind == "signature" else "")
    yield added(section)
    for child in section.children:
        yield from section_text(view, child, level + 1, added)


def heading(view: View, section: Section, level: int) -> Iterator[str]:
    """A section's heading exactly as printed; one that shares its line with the text is marked as run-in."""
    run_in = section.kind in ("runin", "numpara", "article") and section.body
    classes = ("t", "y-runin") if run_in else ("t",)
    yield md.heading(min(level, 6), view.words(section.title), id=section.id, classes=classes)
    yield from view.pictures(start(section.title))


def blocks(view: View, section: Section, id: str = "") -> Iterator[str]:
    """The own blocks of a section; the first bears `id` where no heading can."""
    for i, block in enumerate(section.body):
        yield from text_block(view, replace(block, id=id) if id and not i and isinstance(block, Paragraph) else block)


def text_block(view: View, block: Block, level: int = 2) -> Iterator[str]:
    """One block, and the pictures behind it; a title is a heading of this level."""
    yield _paragraph(view, block, level) if isinstance(block, Paragraph) else _table(view, block.rows)
    if not (isinstance(block, Paragraph) and block.role == "footnote"):
        yield from view.pictures(start(block.lines[0]))


def _table(view: View, lines: tuple[Line, ...]) -> str:
    head, *rows = ([view.words(cell) for cell in line.cells] for line in lines)
    return md.table(head, rows)


def _paragraph(view: View, block: Paragraph, level: int) -> str:
    if block.role == "footnote":
        return md.paragraph(md.escape(block.line.text), id=block.id, classes=CLASSES["footnote"])
    if block.role == "title":
        return md.heading(level, view.words(block.line), classes=("t", "y-center"))
    classes = CLASSES.get(block.role, ("t",))
    if block.level:
        classes = ("t", "y-item" if block.level == 1 else "y-item2")
    return md.paragraph(view.words(block.line), id=block.id, classes=classes)
