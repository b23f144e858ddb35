"""PDF files that are broken, locked, without text or made to harm: each is refused with its reason."""

from __future__ import annotations

import time

import pytest

from generator.codes import CODES
from generator.readers import pdf
from generator.readers.limits import PDF_PAGE_CHARACTERS, PDF_PAGES

from .pdf_pages import (
    LATIN,
    NO_UNICODE,
    WORDS,
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

PAGE = drawn(text_page)


def refused(data: bytes) -> str:
    """The code with which a file is left out whole."""
    source, found = pdf.read(data, "a.pdf")
    assert source is None
    assert len(found) == 1
    assert CODES[found[0].code].severity == "error"
    CODES[found[0].code].message.format(*found[0].args)
    return found[0].code


def only_pictures(sheet: Sheet) -> None:
    sheet.canvas.rect(100, 100, 300, 300, fill=1)


def pages(count: int, kid: bytes = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>") -> bytes:
    """A PDF of many empty pages."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 3 + count))
    return assembled(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R >>",
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
            **dict.fromkeys(range(3, 3 + count), kid),
        }
    )


BROKEN = {
    "empty": b"",
    "no pdf": b"hello, this is text",
    "only a head": b"%PDF-1.4\n%%EOF",
    "cut in the middle": PAGE[: len(PAGE) // 2],
    "end cut off": PAGE[: PAGE.rfind(b"startxref")],
    "no pages": assembled({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [] /Count 0 >>"}),
    "no catalog": assembled({1: b"<< /Type /Nothing >>"}),
    "zeros": bytes(4096),
    "only marks": b"%PDF-1.4\n1 0 obj\nendobj\nstartxref\n0\n%%EOF",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_files(kind: str) -> None:
    assert refused(BROKEN[kind]) == "R180"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_password_for_reading(algorithm: str) -> None:
    assert refused(encrypted(PAGE, "secret", algorithm)) == "R181"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256"])
def test_a_password_for_changing_only(algorithm: str) -> None:
    assert texts(read(encrypted(PAGE, "", algorithm))) == [WORDS, WORDS]


def test_scans_without_text() -> None:
    assert refused(drawn(only_pictures, only_pictures, text_page)) == "R182"


def test_single_pages_without_text_are_named() -> None:
    source, found = pdf.read(drawn(text_page, only_pictures, text_page), "a.pdf")
    assert source
    assert [(one.code, one.args) for one in found] == [("R185", ("2",))]
    assert source.pages == (1, 5, 5)


def test_codes_that_nobody_explains() -> None:
    words = bytes(range(1, 120)).hex().encode()
    assert refused(one_page(b"BT /F1 12 Tf 72 700 Td <00%s> Tj ET" % words, NO_UNICODE)) == "R183"


def with_unreadable(count: int) -> bytes:
    """A page of words and so many characters of a font that nobody explains."""
    words = b"BT /F1 12 Tf 72 700 Td (These are the words of the page and more of them.) Tj /F2 12 Tf <%s> Tj ET"
    data = one_page(words % (b"0001" * count), LATIN).replace(b"/F1 5 0 R", b"/F1 5 0 R /F2 6 0 R")
    objects = data.split(b"xref\n")[0] + b"6 0 obj\n" + NO_UNICODE + b"\nendobj\n"
    return objects + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def test_a_few_unreadable_marks_are_shown_and_counted() -> None:
    source, found = pdf.read(with_unreadable(1), "a.pdf")
    assert source, found
    assert source.lines[0].text.endswith("of them.\ufffd")
    assert codes(found) == ["R120"]


def test_many_unreadable_marks_are_too_many() -> None:
    assert refused(with_unreadable(4)) == "R183"


def test_too_many_pages() -> None:
    assert refused(pages(PDF_PAGES + 1)) == "R184"


def test_too_many_characters_on_a_page() -> None:
    content = b"BT /F1 1 Tf (%s) Tj ET" % (b"a" * (PDF_PAGE_CHARACTERS + 1))
    assert refused(one_page(content, LATIN)) == "R184"


def test_a_stream_that_bursts() -> None:
    started = time.process_time()
    assert refused(one_page(bytes(80 * 1024 * 1024), LATIN)) == "R184"
    assert time.process_time() - started < 5


def test_a_page_tree_that_bites_its_tail() -> None:
    data = assembled({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"})
    assert refused(data) == "R180"


def test_forms_that_draw_themselves() -> None:
    form = stream(b"/X Do BT /F1 12 Tf (endless) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 9 9]")
    data = one_page(b"BT /F1 12 Tf 72 700 Td (These are enough words for a page.) Tj ET /X Do", LATIN, {6: form})
    data = data.replace(b"/F1 5 0 R >>", b"/F1 5 0 R >> /XObject << /X 6 0 R >>", 1)
    started = time.process_time()
    pdf.read(data, "a.pdf")
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "action", ["/JavaScript /JS (app.alert\\(1\\))", "/Launch /F (/bin/sh)", "/URI /URI (http://x/)"]
)
def test_actions_are_not_taken(action: str) -> None:
    data = one_page(b"BT /F1 12 Tf 72 700 Td (These are enough words for a page.) Tj ET", LATIN)
    data = data.replace(b"/Pages 2 0 R", b"/Pages 2 0 R /OpenAction << /S %s >>" % action.encode(), 1)
    assert texts(read(data)) == ["These are enough words for a page."]
