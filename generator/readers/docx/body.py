"""The blocks of a story in order: paragraphs, tables, text boxes after the paragraph that holds them.

ECMA-376 Part 1 §17.2.2. Paragraphs of the body are counted, also those in content controls and other wrappers around
blocks; tables and text boxes belong to the paragraph before them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from . import graphics, objects, tables, wml
from .fields import Fields
from .looks import Seen, commonest
from .math import linear
from .numbering import NumberCounter, Numbering
from .progress import Progress
from .styles import Styles
from .tables import Row
from .wml import M, w
from .words import Speller, Words

_FORMULA = f"{{{M}}}oMathPara"
_PROPERTIES, _LOOK = w("pPr"), w("rPr")
_BLOCKS = frozenset({wml.P, wml.TBL, _FORMULA, w("altChunk")})


@dataclass(slots=True)
class Story:
    """A run of paragraphs with its own fields and numbers: the body, a text box, the notes."""

    speller: Speller
    counter: NumberCounter
    carried: Words = field(default_factory=Words)
    """Words of paragraphs whose mark was deleted: they go on in the next one (§17.13.5.15)."""


@dataclass(slots=True)
class Body:
    """Reads stories of one document."""

    progress: Progress
    styles: Styles
    numbering: Numbering
    boxes: NumberCounter = field(init=False)
    """Numbers of all text boxes: Word counts them as one story."""

    def __post_init__(self) -> None:
        self.boxes = self.numbering.counter()

    def story(self, top: etree._Element, counter: NumberCounter | None = None) -> Story:
        """The story below an element."""
        speller = Speller(self.styles, Fields.of(top), self.progress.refer)
        return Story(speller, counter or self.numbering.counter())

    def read(self, document: etree._Element) -> list[Seen]:
        """The lines of the main part, whose root is w:document."""
        story, found = self.story(document), []
        count = 0
        for block in blocks(document):
            count += block.tag == wml.P
            self.progress.move(max(count, 1))
            found += self._block(block, story)
        return found + self._rest(story)

    def _block(self, block: etree._Element, story: Story, keep: bool = False) -> list[Seen]:
        """The lines of one block; `keep`: numbers without words are text, as in a column of numbers."""
        if block.tag == wml.P:
            return self._paragraph(block, story, keep)
        before = self._rest(story)
        if block.tag == wml.TBL:
            return before + self._table(block, story)
        if block.tag == _FORMULA and not story.speller.all_hidden:
            return before + [Seen(line) for line in self.progress.lines(linear(block))]
        code, words = ("R169", linear(block)) if block.tag == _FORMULA else ("R172", "")
        self.progress.leave_out(code, words)
        return before

    def _paragraph(self, paragraph: etree._Element, story: Story, keep: bool) -> list[Seen]:
        words = story.speller.read(paragraph)
        self.progress.report(words)
        words = _together(story.carried, words)
        if _mark_is_deleted(paragraph):
            story.carried = words
            return []
        story.carried = Words()
        label = story.counter.label(paragraph)  # counted where it is hidden, too
        label = "" if story.speller.all_hidden else label
        text = "".join(words.text)
        if not text.strip() and label.strip() and not keep and not words.graphics:
            self.progress.leave_out("R176", label.strip())
            label = ""
        return [*self._seen(paragraph, label + text, words), *self._graphics(words.graphics)]

    def _seen(self, paragraph: etree._Element, text: str, words: Words) -> list[Seen]:
        """The lines of a paragraph with their looks; one that is broken into several is no heading."""
        lines = self.progress.lines(text)
        if not lines:
            return []
        style, size = words.style, commonest(words.sizes)
        outline, centred = self.styles.level(paragraph, style), self.styles.is_centred(paragraph, style)
        contents = words.in_contents or style.is_contents
        return [Seen(line, outline, style.is_title, contents, centred, size) for line in lines]

    def _rest(self, story: Story) -> list[Seen]:
        """What was carried on and has no paragraph any more to go on in."""
        words, story.carried = story.carried, Words()
        lines = [Seen(line) for line in self.progress.lines("".join(words.text))] if words.text else []
        return lines + self._graphics(words.graphics)

    def _graphics(self, drawings: Iterable[etree._Element]) -> list[Seen]:
        """Pictures are carried along; text boxes become lines after the paragraph that holds them."""
        found: list[Seen] = []
        for drawing in drawings:
            graphic = graphics.look(drawing)
            for image in graphic.images:
                self.progress.carry(image)
            for words in graphic.art:
                found += [Seen(line) for line in self.progress.lines(words)]
            for box in graphic.boxes:
                found += self.read_blocks(box, self.story(box, self.boxes))
            if graphic.others:
                words = objects.words(drawing, graphic.others, self.progress.part, self.progress.told)
                self.progress.leave_out("R174", words)
        return found

    def read_blocks(self, container: etree._Element, story: Story, keep: bool = False) -> list[Seen]:
        """The lines of all blocks of a text box, a cell or a note."""
        found: list[Seen] = []
        for block in blocks(container):
            found += self._block(block, story, keep)
        return found + self._rest(story)

    def _table(self, table: etree._Element, story: Story) -> list[Seen]:
        for gone in tables.deleted(table):
            self.progress.leave_out("R168", wml.plain_words(gone))
        read = [(row, self._cells(row, story)) for row in tables.rows(table)]
        shown = [(row, cells) for row, cells in read if not row.is_hidden]
        rows = [row for row, _ in shown]
        if tables.is_layout(rows, [[[seen.line for seen in cell] for cell, _ in cells] for _, cells in shown]):
            return [seen for _, cells in shown for cell, _ in cells for seen in cell]
        width = max(row.width for row in rows)
        found: list[Seen] = []
        for row, cells in shown:
            parts = [tables.cell_line([seen.line for seen in cell], here) for cell, here in cells]
            line = tables.line(row, parts, width, head=not found) if parts else None
            if line is not None and line.text:
                found.append(Seen(line))
        return found

    def _cells(self, row: Row, story: Story) -> list[tuple[list[Seen], tuple[int, int]]]:
        """The lines of each cell of a row, and where the cell begins; none where the row is hidden."""
        found = []
        outer, story.speller.all_hidden = story.speller.all_hidden, story.speller.all_hidden or row.is_hidden
        for cell in row.cells:
            here = self.progress.number, self.progress.column
            found.append((self.read_blocks(cell.element, story, keep=not cell.goes_on), here))
            self.progress.column += here == (
                self.progress.number,
                self.progress.column,
            )  # a cell takes up room even without any
        story.speller.all_hidden = outer
        return found


def blocks(container: etree._Element) -> Iterable[etree._Element]:
    """The blocks of a body, a cell or a text box in order, through wrappers."""
    return wml.inside(container, lambda element: element.tag in _BLOCKS)


def _mark_is_deleted(paragraph: etree._Element) -> bool:
    """Whether a tracked change joins a paragraph with the next (§17.13.5.15, §17.13.5.21)."""
    properties = paragraph.find(_PROPERTIES)
    look = None if properties is None else properties.find(_LOOK)
    return look is not None and any(look.find(name) is not None for name in wml.DELETED)


def _together(first: Words, second: Words) -> Words:
    """The words of two paragraphs that have become one; what the first leaves out is reported already."""
    if not first.text and not first.graphics:
        return second
    return Words(
        first.text + second.text,
        graphics=first.graphics + second.graphics,
        sizes=first.sizes + second.sizes,
        style=second.style,
        in_contents=first.in_contents or second.in_contents,
    )
