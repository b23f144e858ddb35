"""What stands on a page of a PDF: its characters and its ruling lines, with their places. Pure.

Coordinates are points (1/72 inch) from the upper left corner of the page as it is shown; a character stands on its
baseline. Characters that are drawn invisibly (render mode 3) are kept: they are the text of a recognised scan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import hypot
from typing import NamedTuple

from pdfminer.converter import PDFLayoutAnalyzer
from pdfminer.layout import LTPage
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

from ..limits import PDF_PAGE_CHARACTERS, PDF_PAGE_PATHS
from .ink import brightness, character
from .rulings import Ruling, rulings

_LIGHT = 0.6
"""So bright (0 black, 1 white) is the ink of a watermark."""
_SLANT = 0.05
_MOST = 0.5
_NOTHING = 1e-3
"""Em of a width that is none."""


class TooMuch(Exception):
    """A page has more than its limit; the argument says of what, in Chinese."""


class Glyph(NamedTuple):
    """One character as it is printed; a ligature has several letters."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline."""
    size: float
    light: bool
    """Whether its ink is pale grey."""

    @property
    def blank(self) -> bool:
        """Whether it leaves no ink."""
        return self.text.isspace()

    @property
    def unmeasured(self) -> bool:
        """Whether its font gives it no width: where the next one stands is not known then."""
        return self.x1 - self.x0 <= _NOTHING * self.size


class Picture(NamedTuple):
    """A picture on a page; what it shows is not looked at."""

    content: bytes
    """As it is packed in the file: the same bytes are the same picture."""
    share: float
    """Of the page that it covers, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on one page, in the order in which it was drawn."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rulings: tuple[Ruling, ...]
    turned: tuple[str, ...]
    """Stretches of slanted or turned text: stamps and watermarks."""
    outside: str
    """Words beyond the edge of the page."""
    pictures: tuple[Picture, ...]


class _Drawn(NamedTuple):
    """A character where it was drawn: origin and advance, y upwards."""

    text: str
    x: float
    y: float
    dx: float
    dy: float
    size: float
    light: bool

    @property
    def turn(self) -> int:
        """Direction of writing in degrees anticlockwise; -1 = aslant."""
        reach = max(abs(self.dx), abs(self.dy))
        if abs(self.dy) <= _SLANT * reach:
            return 0 if self.dx >= 0 else 180
        if abs(self.dx) <= _SLANT * reach:
            return 90 if self.dy > 0 else 270
        return -1


class Interpreter:
    """Reads the pages of one document, fonts being kept from page to page."""

    def __init__(self) -> None:
        manager = PDFResourceManager()
        self._device = _Collector(manager)
        self._interpreter = PDFPageInterpreter(manager, self._device)

    def sheet(self, page: PDFPage) -> Sheet:
        """What stands on a page; raises TooMuch, and whatever a broken file makes the library raise."""
        self._device.clear()
        self._interpreter.process_page(page)
        return self._device.sheet(page)


class _Collector(PDFLayoutAnalyzer):
    """Takes the characters and lines from the interpreter, and stops it when there are too many."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.clear()

    def clear(self) -> None:
        """Forget the page before."""
        self._drawn: list[_Drawn] = []
        self._pictures: list[tuple[bytes, Frame]] = []
        self._paths = 0
        self._page: LTPage | None = None
        self._stack = []

    def sheet(self, page: PDFPage) -> Sheet:
        """The page as it is shown."""
        layout = self._page
        assert layout is not None
        frame = _frame(page, layout)
        inside = [drawn for drawn in self._drawn if _within(drawn, frame)]
        outside = "".join(drawn.text for drawn in self._drawn if not _within(drawn, frame))
        pictures = tuple(Picture(content, _share(box, frame)) for content, box in self._pictures)
        return replace(_sheet(inside, rulings(layout), layout), outside=outside.strip(), pictures=pictures)

    def receive_layout(self, ltpage: LTPage) -> None:
        """Called at the end of a page."""
        self._page = ltpage

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Keep where a picture stands; it is not unpacked."""
        self._count()
        self._pictures.append((stream.get_rawdata() or b"", self.cur_item.bbox))

    def paint_path(
        self,
        gstate: PDFGraphicState,
        stroke: bool,
        fill: bool,
        evenodd: bool,
        path: Sequence[PathSegment],
    ) -> None:
        """Count and keep a path."""
        self._count(len(path))
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def _count(self, points: int = 1) -> None:
        """One more path or picture; raises TooMuch."""
        self._paths += 1
        if self._paths > PDF_PAGE_PATHS or points > PDF_PAGE_PATHS:
            raise TooMuch(f"一页里的线条、图片超过 {PDF_PAGE_PATHS} 处")

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Keep a character; returns its advance in text space."""
        if len(self._drawn) >= PDF_PAGE_CHARACTERS:
            raise TooMuch(f"一页里的字超过 {PDF_PAGE_CHARACTERS} 个")
        advance = font.char_width(cid) * fontsize * scaling
        x, y = apply_matrix_pt(matrix, (0, rise))
        reach = advance or fontsize
        end = (0, rise + reach) if font.is_vertical() else (reach, rise)
        x1, y1 = apply_matrix_pt(matrix, end)
        share = 1 if advance else 1e-6
        size = abs(fontsize) * hypot(matrix[2], matrix[3])
        light = brightness(graphicstate.ncolor) >= _LIGHT
        self._drawn.append(_Drawn(character(font, cid), x, y, (x1 - x) * share, (y1 - y) * share, size, light))
        return advance


Frame = tuple[float, float, float, float]
"""Left, lower, right and upper edge, y upwards."""


def _frame(page: PDFPage, layout: LTPage) -> Frame:
    """The part of the page that is shown, y upwards: the crop box as far as it lies on the sheet."""
    x0, y0, x1, y1 = page.mediabox
    turns = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    left, low, right, high = apply_matrix_rect(turns.get(page.rotate, (1, 0, 0, 1, -x0, -y0)), page.cropbox)
    crop = max(left, 0), max(low, 0), min(right, layout.width), min(high, layout.height)
    empty = crop[2] - crop[0] <= 1 or crop[3] - crop[1] <= 1
    return (0, 0, layout.width, layout.height) if empty else crop


def _share(box: Frame, frame: Frame) -> float:
    """The share of a frame that a box covers."""
    width = min(box[2], frame[2]) - max(box[0], frame[0])
    height = min(box[3], frame[3]) - max(box[1], frame[1])
    whole = (frame[2] - frame[0]) * (frame[3] - frame[1])
    return width * height / whole if width > 0 and height > 0 and whole > 0 else 0.0


def _within(drawn: _Drawn, frame: Frame) -> bool:
    x, y = drawn.x + drawn.dx / 2, drawn.y + drawn.dy / 2
    return frame[0] - drawn.size / 2 <= x <= frame[2] + drawn.size / 2 and (
        frame[1] - drawn.size <= y <= frame[3] + drawn.size / 2
    )


def _sheet(drawn: Sequence[_Drawn], lines: Iterable[Ruling], layout: LTPage) -> Sheet:
    """Turn the page so that most of its text is upright (a wide table on a high sheet, vertical writing)."""
    turns = Counter(one.turn for one in drawn if not one.text.isspace())
    common, count = turns.most_common(1)[0] if turns else (0, 0)
    turn = common if common > 0 and count > _MOST * turns.total() else 0
    width, height = layout.width, layout.height
    glyphs = tuple(_glyph(one, turn, width, height) for one in drawn if one.turn == turn)
    turned = tuple(_ruled(ruling, turn, width, height) for ruling in lines)
    size = (height, width) if turn in (90, 270) else (width, height)
    return Sheet(*size, glyphs, turned, _aside(drawn, turn), "", ())


def _back(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A place, y downwards, on the page turned so that text written in direction `turn` becomes upright."""
    return {0: (x, y), 90: (height - y, x), 180: (width - x, height - y), 270: (y, width - x)}[turn]


def _glyph(drawn: _Drawn, turn: int, width: float, height: float) -> Glyph:
    """A character on the page turned back."""
    x, y = _back(drawn.x, height - drawn.y, turn, width, height)
    return Glyph(drawn.text, x, x + max(abs(drawn.dx), abs(drawn.dy)), y, drawn.size, drawn.light)


def _ruled(ruling: Ruling, turn: int, width: float, height: float) -> Ruling:
    """A line on the page turned back."""
    xs, ys = zip(
        _back(ruling.x0, ruling.y0, turn, width, height), _back(ruling.x1, ruling.y1, turn, width, height), strict=True
    )
    return Ruling(min(xs), min(ys), max(xs), max(ys))


def _aside(drawn: Sequence[_Drawn], turn: int) -> tuple[str, ...]:
    """Text in other directions: what was drawn one after the other is one stretch."""
    inked = (one for one in drawn if not one.text.isspace())
    groups = groupby(inked, key=lambda one: one.turn if one.turn != turn else None)
    return tuple("".join(one.text for one in group) for direction, group in groups if direction is not None)
