"""The tree of a page to its blocks, in reading order, as a browser breaks it into lines. Pure; without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from lxml import etree

from ..scripts import lowered, raised
from . import looks, tables
from .numbers import Numbers, is_typed
from .page import Block, Image, Look, Page, Region

_SPACE = re.compile("[ \t\n\r\f]+")
_WIDE = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U00020000-\U0003ffff]"
)
_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_OTHER_LINE_END = re.compile("[\x85\u2028\u2029]")
_BLANK = " \t\n\r\f"
_ALIGNED = {"sup": raised, "sub": lowered}
_STYLE = 200
"""Characters of a style attribute that are remembered."""


class _Step(NamedTuple):
    """What is to be done next: open an element, write words, close an element."""

    kind: str
    element: etree._Element
    look: Look
    words: str = ""


@dataclass(slots=True)
class _Open:
    """A region whose end is not reached yet."""

    region: int
    begun: Region | None = None
    numbers: Numbers | None = None
    marks: int = 0
    """How many numbers of list items wait outside."""


@dataclass(slots=True)
class _Writer:
    """The blocks so far, and the words of the one that is being written."""

    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    open: list[_Open] = field(default_factory=lambda: [_Open(-1)])
    runs: list[tuple[str, Look]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)
    count: int = 0
    """Blocks so far, a row as its cells with words."""

    def write(self, words: str, look: Look) -> None:
        """Add words to the block that is being written; line ends in literal text end it."""
        first, *others = (_LINE_END if look.literal else _OTHER_LINE_END).split(words)
        self.runs.append((first, look))
        for part in others:
            self.flush()
            self.runs.append((part, look))

    def flush(self) -> None:
        """End the block: what of it is shown, then what of it is hidden."""
        runs, self.runs = self.runs, []
        shown = [run for run in runs if not run[1].hidden]
        self._add(shown, self.marks)
        self._add([run for run in runs if run[1].hidden], [])

    def _add(self, runs: Sequence[tuple[str, Look]], marks: list[str]) -> None:
        text = _collapsed(runs) if runs else ""
        if not text.strip():
            return
        if marks and not is_typed(text):
            text = "".join(marks) + text.lstrip(_BLANK)
        marks.clear()
        linked = sum(len(words.strip()) for words, look in runs if look.linked)
        self.add(Block(0, text, 0, linked=linked, look=_common(runs)))

    def add(self, block: Block) -> None:
        """A block that is complete, in its place."""
        number, region = self.count + 1, self.open[-1].region
        self.count += sum(bool(cell.strip()) for cell in block.cells) or 1
        self.blocks.append(Block(number, block.text, region, block.cells, block.head, block.linked, block.look))

    def picture(self, element: etree._Element, tag: str, look: Look) -> None:
        """Note a picture; it stands behind the block that is being written."""
        begun = any(words.strip() for words, _ in self.runs)
        source = element.get("src", "") if tag == "img" else ""
        alt = element.get("alt", "") if tag == "img" else tag
        hidden = look.hidden or looks.is_tiny(element)
        self.images.append(Image(len(self.blocks) + begun, source, alt, self.open[-1].region, hidden))

    def begin(self, element: etree._Element, tag: str) -> None:
        """Open a region."""
        self.flush()
        around, item = self.open[-1], _Open(len(self.regions))
        if tag == "ol":
            item.numbers = Numbers(element)
        if tag == "li" and around.numbers and (mark := around.numbers.mark(element)):
            self.marks.append(mark)
        item.marks = len(self.marks)
        hidden, style = looks.is_hidden(element, tag), element.get("style", "")[:_STYLE]
        item.begun = Region(tag, looks.names(element), around.region, len(self.blocks), -1, hidden, style)
        self.regions.append(item.begun)
        self.open.append(item)

    def end(self) -> None:
        """Close the innermost region."""
        self.flush()
        closed = self.open.pop()
        del self.marks[max(closed.marks - 1, 0) :]
        if region := closed.begun:
            tag, names, parent, first = region.tag, region.names, region.parent, region.first
            whole = Region(tag, names, parent, first, len(self.blocks), region.hidden, region.style)
            self.regions[closed.region] = whole


def read(root: etree._Element, look: Look | None = None) -> Page:
    """Everything that a page shows and hides below `root`."""
    writer = _Writer()
    todo = [_Step("open", root, look or Look())]
    while todo:
        step = todo.pop()
        if step.kind == "open":
            todo.extend(reversed(list(_opened(step, writer))))
        elif step.kind == "write":
            writer.write(step.words, step.look)
        else:
            writer.end()
    writer.flush()
    return Page(tuple(writer.blocks), tuple(writer.regions), tuple(writer.images))


def _opened(step: _Step, writer: _Writer) -> Iterator[_Step]:
    """Begin an element: the steps for what is in it, and its end."""
    element = step.element
    tag = element.tag if isinstance(element.tag, str) else ""
    if not tag or tag in looks.DROPPED:
        return
    look = looks.of(element, tag, step.look)
    if tag in looks.EMBEDDED:
        writer.picture(element, tag, look)
    if tag in looks.VOID:
        yield from _inside(element, step.look)
    if tag in looks.VOID or tag in looks.EMBEDDED:
        return
    if tag == "br":
        writer.flush()
    breaks = looks.breaks(element, tag)
    if breaks:
        writer.begin(element, tag)
    if tag != "table" or not _table(element, look, writer):
        yield from _inside(element, look)
    if breaks:
        yield _Step("close", element, look)


def _inside(element: etree._Element, look: Look) -> Iterator[_Step]:
    """Steps for the words and the elements in an element."""
    if element.text:
        change = _ALIGNED.get(str(element.tag))
        yield _Step("write", element, look, change(element.text) if change else element.text)
    for child in element:
        yield _Step("open", child, look)
        if child.tail:
            yield _Step("write", element, look, child.tail)


def _table(table: etree._Element, look: Look, writer: _Writer) -> bool:
    """Write a table of data row by row, its caption first; False when it holds none."""
    rows = tables.rows(table, lambda cell: _cell(cell, _look_in(table, cell, look)))
    if not rows:
        return False
    for caption in table.iterchildren("caption"):
        for block in read(caption, look).blocks:
            writer.add(block)
    head = True
    for row in rows:
        if any(row.cells):
            writer.add(Block(0, "\t".join(row.cells), 0, row.cells, head, row.linked, look))
            head = False
        for block in row.hidden:
            writer.add(block)
        for image in row.images:
            here = writer.open[-1].region
            writer.images.append(replace(image, after=len(writer.blocks), region=here))
    return True


def _cell(cell: etree._Element, look: Look) -> Page:
    """What stands in a cell; the quick way for the many that hold nothing but words."""
    own = looks.of(cell, str(cell.tag), look)
    if len(cell) or own.literal or _OTHER_LINE_END.search(cell.text or ""):
        return read(cell, look)
    text = _collapsed([(cell.text or "", own)])
    return Page((Block(1, text, -1, look=own),) if text.strip() else (), (), ())


def _look_in(table: etree._Element, cell: etree._Element, look: Look) -> Look:
    """The look of what stands around a cell."""
    around = []
    for element in cell.iterancestors():
        if element is table:
            break
        around.append(element)
    for element in reversed(around):
        look = looks.of(element, str(element.tag), look)
    return replace(look, centred=False, bold=False) if look.centred or look.bold else look


def _collapsed(runs: Sequence[tuple[str, Look]]) -> str:
    """The words of runs with white space as a browser shows it; a line end between Chinese characters is none.

    CSS Text 3 §4.1.2: a segment break between two wide characters is removed.
    """
    text = "".join(words for words, _ in runs)
    if all(look.literal for words, look in runs if words.strip()):
        return text.strip("\n\r")
    return _SPACE.sub(_one_blank, text).strip(_BLANK)


def _one_blank(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    between = _WIDE.match(before) and _WIDE.match(after)
    return "" if between and ("\n" in match[0] or "\r" in match[0]) else " "


def _common(runs: Sequence[tuple[str, Look]]) -> Look:
    """The look of a block: that of its first words, bold and large only where all of it is."""
    shown = [look for words, look in runs if words.strip()]
    if len(shown) == 1 and not shown[0].linked:
        return shown[0]
    bold, size = all(look.bold for look in shown), min(look.size for look in shown)
    return replace(shown[0], bold=bold, size=size, linked=False, filed=any(look.filed for look in shown))
