"""PDF: what could be lost without a word: scanned pages, pictures, remarks, words of strange fonts, places of cells."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject
from reportlab.lib.utils import ImageReader

from generator.omissions import kind
from generator.readers import pdf
from generator.source import Loc

from .pdf_pages import HEIGHT, LATIN, MEDIA, WIDTH, Sheet, drawn, one_page, read, stream, text_page, texts, written

BARE = b"<< /Type /Page /Parent 2 0 R " + MEDIA + b" /Contents 4 0 R >>"
"""A page that names no fonts."""


def picture(sheet: Sheet, shade: int, x: float, y: float, width: float, height: float) -> None:
    """A grey picture; another shade is another picture. `y` = its top."""
    image = ImageReader(Image.new("L", (8, 8), shade))
    sheet.canvas.drawImage(image, x, HEIGHT - y - height, width, height)


def page(number: int, *, shown: tuple[tuple[int, float, float], ...] = (), words: bool = True) -> object:
    """A page with its number, pictures (shade, width, height) and mostly text."""

    def draw(sheet: Sheet) -> None:
        for index, (shade, width, height) in enumerate(shown):
            picture(sheet, shade, 0, height * index, width, height)
        if words:
            text_page(sheet)
        sheet.write(f"— {number} —", 800, 280)

    return draw


def found(*pages: object) -> list[tuple[str, tuple[str, ...]]]:
    """The findings but that of page numbers."""
    _, problems = pdf.read(drawn(*pages), "a.pdf")  # type: ignore[arg-type]
    return [(one.code, one.args) for one in problems if one.code != "R186"]


WHOLE = (90, WIDTH, HEIGHT)


def test_a_scanned_page_with_its_number_is_named() -> None:
    scan = page(2, shown=(WHOLE,), words=False)
    assert found(page(1), scan, page(3), page(4)) == [("R185", ("2",))]


def test_a_scan_in_strips_is_named() -> None:
    strips = tuple((10 + index, WIDTH, HEIGHT / 20) for index in range(20))
    assert found(page(1), page(2, shown=strips, words=False), page(3)) == [("R185", ("2",))]


def test_a_page_with_few_words_and_no_picture_is_text() -> None:
    assert found(page(1), page(2, words=False), page(3)) == []


def test_pictures_are_counted_and_their_pages_named() -> None:
    source, problems = pdf.read(
        drawn(text_page, page(2, shown=((50, 300, 200),)), page(3), page(4, shown=((60, 200, 200),))),  # type: ignore[arg-type]
        "a.pdf",
    )
    assert source
    assert [(one.code, one.args, one.loc) for one in problems if one.code != "R186"] == [
        ("R200", ("2", "2、4"), Loc("a.pdf", 5))
    ]
    named = [omission.text for omission in source.omitted if omission.reason == "R200"]
    assert named == ["第 2 页的图片", "第 4 页的图片"]
    assert kind("R200").name == "没有发布的图片"


@pytest.mark.parametrize("shown", [((50, 400, 2),), ((50, 20, 20),), ((50, 60, 60),) * 6])
def test_small_decorations_are_not_named(shown: tuple[tuple[int, float, float], ...]) -> None:
    assert found(page(1), page(2, shown=shown), page(3)) == []


def test_what_decorates_all_pages_is_not_named() -> None:
    pages = [
        page(number, shown=((200, WIDTH, 100), *extra)) for number, extra in enumerate(((), ((50, 300, 200),), ()))
    ]
    assert found(*pages) == [("R200", ("1", "2"))]


def with_remarks(*remarks: object) -> bytes:
    """A page of text with annotations: words, or whatever stands for a broken one."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(drawn(text_page))))
    rows = ArrayObject()
    for remark in remarks:
        row = DictionaryObject({NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Text")})
        row[NameObject("/Contents")] = TextStringObject(remark) if isinstance(remark, str) else remark
        rows.append(row)
    writer.pages[0][NameObject("/Annots")] = rows
    return written(writer)


def test_a_broken_remark_does_not_hide_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A remark that the library cannot take apart is said to be missing."""

    def breaks(value: bytes) -> str:
        if value == b"bad":
            raise ValueError(value)
        return value.decode()

    monkeypatch.setattr(pdf.extras, "decode_text", breaks)
    source, problems = pdf.read(with_remarks("one", "bad", "two", NumberObject(7)), "a.pdf")
    assert source
    assert [omission.text for omission in source.omitted] == ["one", "two"]
    assert [(one.code, one.loc) for one in problems] == [("R189", Loc("a.pdf", 1)), ("R201", Loc("a.pdf", 1))]


@pytest.mark.parametrize(("remarks", "shown"), [(["a" * 2001], 1), (["b"] * 1001, 1000)])
def test_remarks_that_are_cut_are_named(remarks: list[str], shown: int) -> None:
    source, problems = pdf.read(with_remarks(*remarks), "a.pdf")
    assert source
    assert len(source.omitted) == shown
    assert [one.code for one in problems] == ["R189", "R201"]


def test_remarks_that_just_fit_are_not_cut() -> None:
    _, problems = pdf.read(with_remarks("a" * 2000, *["b"] * 999), "a.pdf")
    assert [one.code for one in problems] == ["R189"]


def test_words_in_a_font_without_widths_are_whole() -> None:
    """No font is named, so nothing is known of widths: all characters of a line stand on one place."""
    words = "Notice on the management of documents and files"
    assert texts(read(one_page(b"BT /F1 12 Tf 72 700 Td (" + words.encode() + b") Tj ET", LATIN, page=BARE))) == [words]


def test_columns_of_cells_hold_after_a_dropped_character() -> None:
    """The place of every cell counts what is printed, characters that are dropped too: here x, a blank of no width."""
    font = LATIN.replace(b" >>", b" /ToUnicode 6 0 R >>")
    codes = stream(b"1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <78> <200b> endbfchar")
    lines = b"".join(b"72 %d m 400 %d l S " % (y, y) for y in (700, 720, 740))
    lines += b"".join(b"%d 700 m %d 740 l S " % (x, x) for x in (72, 250, 400))
    cells = ((80, 725, b"axb"), (260, 725, b"c"), (80, 705, b"dddd eeee"), (260, 705, b"f"))
    words = b"".join(b"BT /F1 12 Tf %d %d Td (%s) Tj ET " % cell for cell in cells)
    first, second = read(one_page(lines + words, font, codes)).lines
    assert (first.text, second.text) == ("ab\tc", "dddd eeee\tf")
    assert [cell.column for cell in first.cells] == [0, 4]
    assert [first.at(offset)[1] for offset in range(4)] == [0, 2, 3, 4]
    assert [cell.column for cell in second.cells] == [0, 10]
