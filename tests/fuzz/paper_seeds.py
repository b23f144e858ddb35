"""Sound PDF files of the kinds that offices have, as their numbered objects."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from functools import cache

from pypdf import PdfWriter
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LATIN = "Vera"
"""Comes with reportlab."""
_OBJECT = re.compile(rb"(?<![0-9])(\d+) 0 obj\s(.*?)\sendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_SECOND_ID = re.compile(rb"(/ID \[ <\w+> <)(\w+)")
"""The one random number in an encrypted file; it plays no part in the encryption."""
TEXTS = (
    "关于做好云溪镇防汛值守工作的通知", "各村（居）、镇直各单位：",
    "　　现将有关事项通知如下，请结合实际抓好落实，不得有误，并于月底前报送。", "　　一、总体要求",
    "　　（一）压实责任。各村每天两次巡查堤岸，做好记录，遇有险情立即上报，同时", "组织群众转移。",
    "　　1.物资清点到人。", "　　第一条　山塘是指塘坝。", "附件：1.值班表", "云溪镇人民政府", "2024年3月5日",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Book:
    """The objects of a PDF file, streams unpacked where that is possible, and its trailer."""

    objects: dict[int, bytes]
    trailer: bytes
    whole: bytes
    """The file as it was."""


@cache
def books() -> tuple[Book, ...]:
    """Each seed, taken apart."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    pdfmetrics.registerFont(TTFont(LATIN, f"{LATIN}.ttf"))
    whole = (
        _text(1),
        _text(3),
        _columns(),
        _grid(),
        _drawn(),
        _scan(),
        _latin(),
        _embedded(),
        _locked("", "b"),
        _locked("a", "b"),
    )
    return tuple(map(_taken_apart, whole))


def _canvas(*, packed: bool = False) -> tuple[Canvas, io.BytesIO]:
    data = io.BytesIO()
    return Canvas(data, pagesize=(595, 842), invariant=1, pageCompression=int(packed)), data


def _text(pages: int) -> bytes:
    """Paragraphs with running heads and page numbers."""
    canvas, data = _canvas()
    for page in range(1, pages + 1):
        canvas.setFont(FONT, 10)
        canvas.drawString(90, 800, "云溪镇人民政府文件")
        canvas.drawCentredString(297, 40, f"— {page} —")
        for number, text in enumerate(TEXTS):
            canvas.setFont(FONT, 22 if number == 0 and page == 1 else 14)
            canvas.drawString(90, 740 - 28 * number, text)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _columns() -> bytes:
    """Two columns."""
    canvas, data = _canvas()
    canvas.setFont(FONT, 10)
    prose = "".join(TEXTS[2:6]).replace("　", "") * 30
    canvas.drawCentredString(297, 800, TEXTS[0])
    for number in range(60):
        left, down = (60, number) if number < 30 else (290, number - 30)
        canvas.drawString(left, 760 - 20 * down, prose[21 * number : 21 * number + 21])
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _grid() -> bytes:
    """A table with ruled lines between paragraphs."""
    canvas, data = _canvas()
    canvas.setFont(FONT, 12)
    canvas.drawString(90, 780, TEXTS[0])
    canvas.grid([90, 200, 310, 480], [500, 530, 560, 590, 620])
    for down in range(4):
        for across, left in enumerate((95, 205, 315)):
            canvas.drawString(left, 508 + 30 * down, f"格{down}{across}")
    canvas.lines([(90, 380, 480, 380), (90, 440, 480, 440), (90, 380, 90, 440), (480, 380, 480, 440)])
    canvas.lines([(200, 380, 200, 440), (200, 410, 480, 410)])
    canvas.drawString(95, 405, "合并的格")
    canvas.drawString(205, 418, "上格")
    canvas.drawString(90, 460, TEXTS[2])
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _drawn() -> bytes:
    """Links, an outline, form fields, turned and hidden text, drawings."""
    canvas, data = _canvas()
    canvas.setFont(FONT, 14)
    canvas.bookmarkPage("a")
    canvas.addOutlineEntry("一、总体要求", "a")
    canvas.drawString(90, 700, TEXTS[3])
    canvas.linkURL("http://example.invalid/", (90, 690, 200, 715))
    canvas.textAnnotation("Note", (90, 500, 110, 520))
    canvas.acroForm.textfield(name="f", x=90, y=600, width=100, height=20)
    canvas.saveState()
    canvas.rotate(45)
    canvas.drawString(400, 200, "内部资料")
    canvas.restoreState()
    words = canvas.beginText(90, 650)
    words.setTextRenderMode(3)
    words.textLine("看不见的字")
    canvas.drawText(words)
    canvas.setFillColor(colors.red)
    canvas.rect(90, 300, 300, 2, fill=1)
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _scan() -> bytes:
    """Pages that are pictures only."""
    canvas, data = _canvas()
    for _ in range(2):
        canvas.rect(0, 0, 595, 842, fill=1)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def _latin() -> bytes:
    """Latin letters in a simple font, packed."""
    canvas, data = _canvas(packed=True)
    canvas.drawString(90, 700, "1.1 Windows 10 and Office 2016")
    canvas.drawString(90, 680, "Second line, (brackets) \\ and more")
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _embedded() -> bytes:
    """Latin letters in a font that is embedded, with a table of what they mean."""
    canvas, data = _canvas()
    canvas.setFont(LATIN, 12)
    for number in range(8):
        canvas.drawString(90, 700 - 20 * number, f"{number}. Office 2016, GB/T 9704-2012, WPS {number}")
    canvas.showPage()
    canvas.save()
    return data.getvalue()


def _locked(user: str, owner: str) -> bytes:
    """Encrypted; with an empty user password everyone may read it."""
    writer, data = PdfWriter(io.BytesIO(_text(1))), io.BytesIO()
    writer.add_attachment("a.txt", b"attached")
    writer.encrypt(user, owner, algorithm="RC4-128")  # the others draw random numbers
    writer.write(data)
    return _SECOND_ID.sub(lambda match: match[1] + b"0" * len(match[2]), data.getvalue())


def _taken_apart(whole: bytes) -> Book:
    objects = {int(match[1]): match[2] for match in _OBJECT.finditer(whole)}
    trailer = re.search(rb"trailer\s*(<<.*?>>)\s*startxref", whole, re.DOTALL)
    locked = b"/Encrypt" in whole
    if not locked:
        objects = {number: _unpacked(content) for number, content in objects.items()}
    return Book(objects, trailer[1] if trailer else b"<< >>", whole)


def _unpacked(content: bytes) -> bytes:
    """An object whose stream was packed, with the stream open."""
    stream = _STREAM.search(content)
    if not stream or b"/FlateDecode" not in content or b"/ASCII85Decode" in content:
        return content
    head = re.sub(rb"/Filter\s*(?:\[[^\]]*\]|/\w+)", b"", content[: stream.start()])
    return head + b"stream\n" + zlib.decompress(stream[1]) + b"\nendstream"
