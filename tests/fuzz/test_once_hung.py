"""Inputs that a library followed for ever, made as small as they can be: each is refused within a second or two."""

from __future__ import annotations

import random
import time

import pytest

from generator.readers import pdf

from .harmless import pdf as rewritten
from .paper_seeds import Book, books

SONG, EMBEDDED = 0, 7


def changed(seed: int, old: bytes, new: bytes, more: dict[int, bytes]) -> bytes:
    """A seed with something else in place of some bytes, and more objects."""
    book = books()[seed]
    objects = {number: content.replace(old, new) for number, content in book.objects.items()}
    assert objects != book.objects
    return rewritten(Book({**objects, **more}, book.trailer, b""), random.Random(1))


@pytest.mark.parametrize(
    ("seed", "old", "new", "more", "code"),
    [
        (SONG, b"/Resources <<", b"/Resources 99 0 R /Old <<", {99: b"99 0 R"}, "R184"),
        (SONG, b"/Resources <<", b"/Resources 98 0 R /Old <<", {98: b"99 0 R", 99: b"98 0 R"}, "R184"),
        (SONG, b"/W [", b"/W [ 2 999999999 500", {}, "R180"),
        (EMBEDDED, b"endbfchar", b"endbfchar 1 beginbfrange <00000000> <7FFFFFFF> <0000> endbfrange", {}, "R180"),
    ],
)
def test_pdf_files(seed: int, old: bytes, new: bytes, more: dict[int, bytes], code: str) -> None:
    begin = time.process_time()
    source, found = pdf.read(changed(seed, old, new, more), "甲.pdf")
    assert time.process_time() - begin < 5
    assert source is None
    assert [one.code for one in found] == [code]
