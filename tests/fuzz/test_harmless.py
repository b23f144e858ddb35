"""The same words written in another way are read as the same lines."""

from __future__ import annotations

import os
import random

import pytest

from generator.readers import docx, html, pdf
from generator.source import Diagnostic, Source

from ..formats.ooxml import archive
from . import harmless, paper_seeds, web_seeds, word_seeds

COUNT = int(os.environ.get("YANDU_FUZZ", "4"))
"""Ways for each seed."""
Reading = tuple[Source | None, tuple[Diagnostic, ...]]


def words(reading: Reading) -> tuple[list[tuple[object, ...]], list[str]]:
    """What a page of the site is made of; it must be there."""
    source, found = reading
    assert source, found
    lines: list[tuple[object, ...]] = [
        (line.text, line.level, len(line.cells), line.head, line.hint) for line in source.lines
    ]
    return lines, [note.text for note in source.notes]


@pytest.mark.parametrize("seed", range(len(word_seeds.seeds())))
def test_word_files(seed: int) -> None:
    members = word_seeds.seeds()[seed]
    expected = words(docx.read(archive(members), "甲.docx"))
    for number in range(COUNT):
        data = harmless.docx(members, random.Random(f"docx {seed} {number}"))
        assert words(docx.read(data, "甲.docx")) == expected, number


@pytest.mark.parametrize("seed", range(len(web_seeds.SEEDS)))
def test_web_pages(seed: int) -> None:
    page = web_seeds.SEEDS[seed]
    expected = words(html.read(page.format("utf-8").encode(), "甲.html"))
    for number in range(COUNT):
        data = harmless.html(page, random.Random(f"html {seed} {number}"))
        assert words(html.read(data, "甲.html")) == expected, number


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 6, 7])
def test_pdf_files(seed: int) -> None:
    book = paper_seeds.books()[seed]
    expected = words(pdf.read(book.whole, "甲.pdf"))
    for number in range(min(COUNT, 100) // 3 + 1):
        data = harmless.pdf(book, random.Random(f"pdf {seed} {number}"))
        assert words(pdf.read(data, "甲.pdf")) == expected, number
