"""PDF files made to harm, or harmed: each is read right or named and left out, in little time and memory."""

from __future__ import annotations

import functools
import io
import random
import zlib
from pathlib import Path

import pypdf
import pytest
from pypdf.constants import UserAccessPermissions
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from generator.codes import CODES
from generator.readers import limits, pdf

from .hostile import Case, case, check
from .pdf_pages import (
    CATALOG,
    LATIN,
    MEDIA,
    NO_UNICODE,
    PAGE,
    PAGES,
    Sheet,
    assembled,
    codes,
    drawn,
    encrypted,
    one_page,
    read,
    stream,
    text_page,
    texts,
)
from .pdf_pages import WORDS as TEXT
from .rooms import WORDS

CPU = 6
"""Seconds of computing that a child is given in these tests, that they end sooner."""
MOST = 2 * CPU
"""Seconds of computing for a file that is stopped by that limit, with what this process does for it."""
ENTITY = b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"
ENGLISH = "Notice on the management of documents and files"
"""The words of files written by hand; those of `good` are Chinese."""


@functools.cache
def good(pages: int = 1) -> bytes:
    """A PDF with WORDS as its first line and some text on every page."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    data = io.BytesIO()
    paper = Canvas(data, pageCompression=1, invariant=1)
    for number in range(pages):
        paper.setFont("STSong-Light", 16)
        paper.drawString(72, 760, WORDS if not number else f"第{number}页的标题文字内容")
        for row in range(6):
            paper.drawString(72, 720 - 28 * row, f"{'一二三四五六'[row]}、这里是第{number}页的正文，讲资料怎样管理。")
        paper.showPage()
    paper.save()
    return data.getvalue()


def written(change: object, source: bytes | None = None) -> bytes:
    """The good file after a change by pypdf."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(source or good()))
    change(writer)  # type: ignore[operator]
    data = io.BytesIO()
    writer.write(data)
    return data.getvalue()


def locked(user: str) -> bytes:
    return written(
        lambda w: w.encrypt(user, "owner", algorithm="RC4-128", permissions_flag=UserAccessPermissions.PRINT)
    )


def action(kind: str, **entries: str) -> bytes:
    """The good file with something to do when it is opened."""

    def change(writer: pypdf.PdfWriter) -> None:
        rows = DictionaryObject({NameObject("/S"): NameObject(f"/{kind}")})
        rows.update({NameObject(f"/{name}"): TextStringObject(value) for name, value in entries.items()})
        writer.root_object[NameObject("/OpenAction")] = rows

    return written(change)


def by_hand(
    text: bytes = b"",
    *,
    catalog: bytes = CATALOG,
    pages: bytes = PAGES,
    page: bytes = PAGE,
    more: tuple[bytes, ...] = (),
    content: bytes | None = None,
) -> bytes:
    """A PDF of one page with English words, and with whatever else."""
    words = b"BT /F1 14 Tf 72 700 Td (" + ENGLISH.encode() + b") Tj 0 -30 Td (It says what is to be done.) Tj ET\n"
    return assembled([catalog, pages, page, stream(words + text) if content is None else content, LATIN, *more])


def bomb(size: int, filters: int = 1) -> bytes:
    body = b" " * size
    for _ in range(filters):
        body = zlib.compress(body, 9)
    return stream(body, b"/Filter [" + b" /FlateDecode" * filters + b"]")


def pages_in_a_circle() -> bytes:
    return by_hand(pages=b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>")


def parents_in_a_circle() -> bytes:
    return by_hand(page=PAGE.replace(b"2 0 R", b"6 0 R"), more=(b"<< /Type /Pages /Parent 6 0 R >>",))


def cut(share: float) -> bytes:
    return good(5)[: int(len(good(5)) * share)]


def changed(old: bytes, new: bytes) -> bytes:
    assert old in good()
    return good().replace(old, new)


def noise(rate: float) -> bytes:
    data, chance = bytearray(good(3)), random.Random(rate)
    for _ in range(int(len(data) * rate)):
        data[chance.randrange(20, len(data))] = chance.randrange(256)
    return bytes(data)


def scanned(pages: int = 3) -> bytes:
    image = stream(
        b"\x80" * 100,
        b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    page = b"<< /Type /Page /Parent 2 0 R " + MEDIA + b" /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>"
    kids = b" ".join(b"%d 0 R" % (6 + n) for n in range(pages))
    tree = b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages
    return assembled([CATALOG, tree, b"null", stream(b"q 500 0 0 700 0 0 cm /I Do Q"), image, *[page] * pages])


def same_page(times: int) -> bytes:
    return by_hand(pages=b"<< /Type /Pages /Kids [" + b"3 0 R " * times + b"] /Count %d >>" % times)


def many_pages(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % (6 + n) for n in range(count))
    return assembled(
        [
            CATALOG,
            b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
            b"null",
            stream(b""),
            LATIN,
            *[PAGE] * count,
        ]
    )


def forms_in_a_circle() -> bytes:
    form = stream(b"/X Do", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>")
    page = PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font")
    return by_hand(b"/X Do", page=page, more=(form,))


def forms_that_double(levels: int = 24) -> bytes:
    """Each form draws the next one twice: two to the power of so many drawings."""
    rows = [
        stream(
            b"/X Do /X Do",
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> >>" % (7 + n),
        )
        for n in range(levels)
    ]
    end = stream(
        b"BT /F1 9 Tf (a) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 5 0 R >> >>",
    )
    return by_hand(b"/X Do", page=PAGE.replace(b"/Font", b"/XObject << /X 6 0 R >> /Font"), more=(*rows, end))


def font(entry: bytes, *more: bytes) -> bytes:
    """Words in a font with a strange entry."""
    page = PAGE.replace(b"/F1 5 0 R", b"/F1 6 0 R")
    return by_hand(page=page, more=(LATIN[:-2] + entry + b" >>", *more))


CASES = [
    case("only-the-mark", b"%PDF-1.7\n", "R180"),
    case("mark-and-noise", b"%PDF-1.7\n" + random.Random(11).randbytes(20_000), "R180"),
    case("noise", random.Random(11).randbytes(20_000), "R158"),
    case("empty", b"", "R101"),
    *(case(f"cut-at-{share}", functools.partial(cut, share), "R180") for share in (0.05, 0.2, 0.4, 0.6, 0.8, 0.95)),
    *(case(f"noise-of-{rate}", functools.partial(noise, rate), "R180") for rate in (0.001, 0.01, 0.1)),
    case("junk-before", lambda: b"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n" + good(), "read"),
    case("junk-behind", lambda: good() + b"\0" * 5000, "read"),
    case("a-web-page-instead", f"<!DOCTYPE html><html><body><h1>{WORDS}</h1></body></html>".encode(), "read"),
    case("locked", lambda: locked("geheim"), "R181"),
    case("locked-against-changes", lambda: locked(""), "read"),
    case(
        "locked-in-no-known-way",
        lambda: changed(b"trailer\n<<", b"trailer\n<< /Encrypt << /Filter /Nobody /V 9 >>"),
        "R180",
    ),
    case("script", lambda: action("JavaScript", JS="app.launchURL('http://127.0.0.1:9/')"), "read"),
    case("program-to-start", lambda: action("Launch", F="/bin/sh"), "read"),
    case("address-to-open", lambda: action("URI", URI="http://127.0.0.1:9/"), "read"),
    case("form-to-send", lambda: action("SubmitForm", F="http://127.0.0.1:9/"), "read"),
    case("file-inside", lambda: written(lambda w: w.add_attachment("a.exe", b"MZ" + bytes(999))), "read"),
    case("bomb-in-a-page", lambda: by_hand(content=bomb(80_000_000)), "R184"),
    case("bomb-below-the-limit", lambda: by_hand(content=bomb(20_000_000)), "R182", seconds=20),
    case("bomb-in-a-bomb", lambda: by_hand(content=bomb(80_000_000, 2)), "R182", seconds=MOST, memory=1100),
    case("bomb-in-a-font", lambda: font(b"/ToUnicode 7 0 R", bomb(80_000_000)), "R184"),
    case("bomb-in-no-page", lambda: by_hand(more=(bomb(80_000_000),)), "R184"),
    case("pages-in-a-circle", pages_in_a_circle, "plain"),
    case("parents-in-a-circle", parents_in_a_circle, "plain"),
    case("one-page-twenty-thousand-times", lambda: same_page(20_000), "plain", seconds=MOST),
    case("more-pages-than-the-limit", lambda: many_pages(limits.PDF_PAGES + 1), "R184", seconds=20),
    case(
        "a-count-of-pages-that-lies",
        lambda: by_hand(pages=b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"),
        "plain",
    ),
    case(
        "a-count-of-less-than-nothing",
        lambda: by_hand(pages=b"<< /Type /Pages /Kids [3 0 R] /Count -5 >>"),
        "plain",
    ),
    case("no-pages", lambda: by_hand(pages=b"<< /Type /Pages /Kids [] /Count 0 >>"), "plain"),
    case("no-catalog", lambda: by_hand(catalog=b"null"), "plain"),
    case("pages-that-are-a-number", lambda: by_hand(pages=b"42"), "plain"),
    case("a-page-that-is-a-name", lambda: by_hand(page=b"/Page"), "R180"),
    case(
        "a-page-as-high-as-a-billion",
        lambda: by_hand(page=PAGE.replace(b"595 842", b"1000000000 1000000000")),
        "plain",
    ),
    case("a-page-without-size", lambda: by_hand(page=PAGE.replace(MEDIA, b"/MediaBox [0 0 0 0]")), "R182"),
    case(
        "a-page-of-words-as-size",
        lambda: by_hand(page=PAGE.replace(MEDIA, b"/MediaBox [(a) (b) (c) (d)]")),
        "plain",
    ),
    case(
        "a-stream-longer-than-the-file",
        lambda: by_hand(content=stream(b"BT ET", length=1_000_000_000)),
        "R182",
    ),
    case("a-stream-of-less-than-nothing", lambda: by_hand(content=stream(b"BT ET", length=-1)), "R182"),
    case(
        "a-length-that-is-its-own",
        lambda: by_hand(content=b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream"),
        "R180",
    ),
    case(
        "lengths-in-a-circle",
        lambda: by_hand(content=b"<< /Length 6 0 R >>\nstream\nBT ET\nendstream", more=(b"7 0 R", b"6 0 R")),
        "R184",
        seconds=MOST,
    ),
    case(
        "filters-without-end",
        lambda: by_hand(content=stream(b"x" * 99, b"/Filter [" + b"/ASCIIHexDecode " * 5000 + b"]")),
        "R180",
    ),
    case(
        "a-filter-nobody-knows",
        lambda: by_hand(content=stream(b"x" * 99, b"/Filter /NobodyDecode")),
        "R180",
    ),
    case(
        "a-predictor-that-lies",
        lambda: by_hand(
            content=stream(
                zlib.compress(b"x" * 99), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Columns 1000000000 >>"
            )
        ),
        "R180",
    ),
    case("a-table-that-points-nowhere", lambda: changed(b"startxref", b"startxref\n99999999\n%"), "read"),
    case("a-table-that-points-to-itself", lambda: changed(b"trailer\n<<", b"trailer\n<< /Prev 15"), "read"),
    case(
        "tables-in-a-circle",
        lambda: by_hand().replace(b"trailer\n<<", b"trailer\n<< /Prev %d " % by_hand().rindex(b"xref\n0")),
        "plain",
    ),
    case("no-table", lambda: by_hand().replace(b"xref\n0", b"yref\n0"), "plain"),
    case("a-table-of-a-billion", lambda: by_hand().replace(b"xref\n0 6", b"xref\n0 1000000000"), "plain"),
    case("forms-in-a-circle", forms_in_a_circle, "plain"),
    case("forms-that-double", forms_that_double, "R156", seconds=MOST),
    case("arrays-in-arrays", lambda: by_hand(b"[" * 50_000), "plain"),
    case("dictionaries-in-dictionaries", lambda: by_hand(more=(b"<< /A " * 50_000 + b">>" * 50_000,)), "plain"),
    case(
        "an-object-deep-in-itself",
        lambda: by_hand(catalog=b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * 50_000 + b"]" * 50_000 + b" >>"),
        "plain",
    ),
    case("states-saved-without-end", lambda: by_hand(b"q " * 30_000), "plain", seconds=15),
    case(
        "twenty-thousand-points",
        lambda: by_hand(b"0 0 m " + b"1 1 l " * 20_000 + b"S"),
        "plain",
        seconds=MOST,
    ),
    case(
        "more-letters-than-the-limit",
        lambda: by_hand(b"BT /F1 1 Tf (" + b"x" * (limits.PDF_PAGE_CHARACTERS + 1) + b") Tj ET"),
        "R184",
        seconds=MOST,
        memory=900,
    ),
    case("a-string-that-never-ends", lambda: by_hand(b"BT /F1 9 Tf (" + b"(" * 100_000), "plain"),
    case("letters-as-large-as-a-billion", lambda: by_hand(b"BT /F1 1000000000 Tf (x) Tj ET"), "plain"),
    case("letters-of-no-size", lambda: by_hand(b"BT /F1 0 Tf (xyz) Tj 0 0 0 0 0 0 Tm (abc) Tj ET"), "plain"),
    case(
        "numbers-without-end",
        lambda: by_hand(b"9" * 400_000 + b" 0 0 1 0 0 cm BT /F1 9 Tf (x) Tj ET"),
        "plain",
    ),
    case(
        "a-font-table-in-a-circle",
        lambda: font(b"/ToUnicode 7 0 R", stream(b"/X usecmap", b"/UseCMap 7 0 R")),
        "plain",
    ),
    case("a-font-table-from-a-file", lambda: font(b"/Encoding /..#2F..#2F..#2Fetc#2Fpasswd"), "plain"),
    case(
        "a-font-named-as-a-path",
        lambda: font(
            b"/Subtype /Type0 /Encoding /#2Fetc#2Fpasswd /DescendantFonts [<< /Subtype /CIDFontType0 "
            b"/CIDSystemInfo << /Registry (../../../etc/) /Ordering (passwd) >> >>]"
        ),
        "R182",
    ),
    case(
        "a-font-table-of-a-billion",
        lambda: font(
            b"/ToUnicode 7 0 R",
            stream(
                b"begincmap 1 begincodespacerange <00000000> <ffffffff> endcodespacerange 1 beginbfrange "
                b"<00000000> <3fffffff> <0041> endbfrange endcmap"
            ),
        ),
        "R180",
        seconds=MOST,
        memory=1100,
    ),
    case("a-font-that-is-itself", lambda: font(b"/DescendantFonts [6 0 R] /Subtype /Type0"), "R180"),
    case("scanned", scanned, "R182"),
    case("a-page-with-nothing", lambda: by_hand(content=stream(b"")), "R182"),
    case(
        "forms-to-fill",
        lambda: by_hand(catalog=CATALOG[:-2] + b"/AcroForm << /XFA (" + ENTITY + b") /Fields [] >> >>"),
        "plain",
    ),
    case(
        "xml-about-itself",
        lambda: by_hand(
            catalog=b"<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>",
            more=(
                stream(
                    b"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                    b"/Type /Metadata /Subtype /XML",
                ),
            ),
        ),
        "plain",
    ),
    case(
        "a-stream-in-another-file",
        lambda: by_hand(content=stream(b"", b"/F (/etc/passwd) /FFilter /FlateDecode")),
        "R180",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_pdf(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD", limits.Limits(cpu=CPU))
    check(case, tmp_path, monkeypatch, name="坏.pdf", plain=ENGLISH)


# -- read in this process --------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    """The code with which a file is left out whole."""
    source, found = pdf.read(data, "a.pdf")
    assert source is None
    assert len(found) == 1
    assert CODES[found[0].code].severity == "error"
    CODES[found[0].code].message.format(*found[0].args)
    return found[0].code


TEXT_PAGE = drawn(text_page)
REFUSED = {
    "only a head": b"%PDF-1.4\n%%EOF",
    "end cut off": TEXT_PAGE[: TEXT_PAGE.rfind(b"startxref")],
    "zeros": bytes(4096),
    "only marks": b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n0\n%%EOF",
    "a tree without a page": assembled([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_broken_pdf(kind: str) -> None:
    assert refused(REFUSED[kind]) == "R180"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_passwords_for_reading_and_for_changing_only(algorithm: str) -> None:
    assert refused(encrypted(TEXT_PAGE, "secret", algorithm)) == "R181"
    assert texts(read(encrypted(TEXT_PAGE, "", algorithm))) == [TEXT, TEXT]


def test_mostly_pages_without_text() -> None:
    def drawing(sheet: Sheet) -> None:
        sheet.canvas.rect(100, 100, 300, 300, fill=1)

    assert refused(drawn(drawing, drawing, text_page)) == "R182"
    source, found = pdf.read(drawn(text_page, drawing, text_page), "a.pdf")
    assert source
    assert [(one.code, one.args) for one in found] == [("R185", ("2",))]
    assert source.pages == (1, 5, 5)


def test_codes_that_nobody_explains() -> None:
    words = bytes(range(1, 120)).hex().encode()
    assert refused(one_page(b"BT /F1 12 Tf 72 700 Td <00%s> Tj ET" % words, NO_UNICODE)) == "R183"


def with_unreadable(count: int) -> bytes:
    """A page of words and so many characters of a font that nobody explains."""
    words = b"BT /F1 12 Tf 72 700 Td (These are the words of the page and more of them.) Tj /F2 12 Tf <%s> Tj ET"
    page = PAGE.replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    return one_page(words % (b"0001" * count), LATIN, NO_UNICODE, page=page)


def test_a_few_unreadable_marks_are_shown_and_counted_many_are_too_many() -> None:
    source, found = pdf.read(with_unreadable(1), "a.pdf")
    assert source, found
    assert source.lines[0].text.endswith("of them.\ufffd")
    assert codes(found) == ["R120"]
    assert refused(with_unreadable(4)) == "R183"
