"""Small PDF files for tests: drawn with reportlab, or put together from their objects."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence

import pypdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from generator.readers import pdf
from generator.source import Diagnostic, Source

WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT = 72.0, 528.0
SIZE, PITCH = 12.0, 20.0
FULL = int((RIGHT - LEFT) / SIZE)
"""Characters of a full line."""
FONT = "STSong-Light"
WORDS = (
    "各单位要认真学习贯彻会议精神，结合实际抓好落实，确保各项工作取得实效；"
    "要加强组织领导，压实工作责任，强化督促检查，推动各项任务落地见效。"
)

Draw = Callable[["Sheet"], None]


class Sheet:
    """A page to write on; heights count from its top."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def write(self, text: str, y: float, x: float = LEFT, size: float = SIZE) -> None:
        """One line of text, its baseline at `y`."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text)

    def centre(self, text: str, y: float, size: float = SIZE) -> None:
        """One line in the middle between the edges of the text."""
        self.write(text, y, (LEFT + RIGHT - len(text) * size) / 2, size)

    def paragraph(self, text: str, y: float, indent: int = 2, x: float = LEFT, full: int = FULL) -> float:
        """A paragraph with an indent of some characters; returns the baseline of the next line."""
        first = text[: full - indent]
        rest = text[full - indent :]
        self.write(first, y, x + indent * SIZE)
        for start in range(0, len(rest), full):
            y += PITCH
            self.write(rest[start : start + full], y, x)
        return y + PITCH

    def grid(self, rows: Sequence[Sequence[str]], y: float, xs: Sequence[float]) -> None:
        """A table with all its lines."""
        for index in range(len(rows) + 1):
            self.canvas.line(xs[0], HEIGHT - y - PITCH * index, xs[-1], HEIGHT - y - PITCH * index)
        for x in xs:
            self.canvas.line(x, HEIGHT - y, x, HEIGHT - y - PITCH * len(rows))
        for index, row in enumerate(rows):
            for x, words in zip(xs, row, strict=False):
                self.write(words, y + PITCH * index + 15, x + 4)


def drawn(*pages: Draw) -> bytes:
    """A PDF of these pages."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=(WIDTH, HEIGHT), invariant=1)
    for draw in pages:
        draw(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def text_page(sheet: Sheet) -> None:
    """Two paragraphs."""
    sheet.paragraph(WORDS, sheet.paragraph(WORDS, 120))


def encrypted(data: bytes, user: str, algorithm: str = "AES-128") -> bytes:
    """The same with a password for reading (may be empty) and one for changing."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    writer.encrypt(user, "owner", algorithm=algorithm)
    return written(writer)


def written(writer: pypdf.PdfWriter) -> bytes:
    """The bytes of a PDF."""
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def stream(body: bytes, head: bytes = b"", length: int | None = None) -> bytes:
    """A stream object's inside; its stated length may be a lie."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(body) if length is None else length, head, body)


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1 (the catalog), with a right table of them."""
    data = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(data), len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n" % size
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)
    return bytes(data)


CATALOG, PAGES = b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
MEDIA = b"/MediaBox [0 0 595 842]"
PAGE = b"<< /Type /Page /Parent 2 0 R " + MEDIA + b" /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"


def one_page(content: bytes, font: bytes, *more: bytes, page: bytes = PAGE) -> bytes:
    """A PDF with one page of given content and the font F1, object 5; `more` objects are numbered from 6."""
    return assembled([CATALOG, PAGES, page, stream(content), font, *more])


LATIN = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
NO_UNICODE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<< /Type /Font "
    b"/Subtype /CIDFontType2 /BaseFont /X /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
    b"/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 >> >>] >>"
)
"""A font whose codes nobody explains."""


def read(data: bytes) -> Source:
    """A PDF as the reader sees it; the test fails when it refuses it."""
    source, found = pdf.read(data, "文件.pdf")
    assert source, found
    return source


def texts(source: Source) -> list[str]:
    """The words of all lines."""
    return [line.text for line in source.lines]


def codes(found: Iterable[Diagnostic]) -> list[str]:
    """The codes of findings."""
    return [one.code for one in found]
