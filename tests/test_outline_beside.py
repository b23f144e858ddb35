"""The outline beside a section: of a long document only what is near, so that no page grows with the document."""

from __future__ import annotations

import re

import pytest

from generator.pages.outline import NEAR, chart
from generator.plan import Plan, plan
from generator.structure import outline
from tests.test_outline_properties import source_from

DIGITS = "一二三四五六七八九"
TENS = ("", "十", *(f"{digit}十" for digit in DIGITS[1:]))


def numeral(number: int) -> str:
    """1 to 99 as the ordinals of headings: 一, 十, 二十一."""
    tens, ones = divmod(number, 10)
    return TENS[tens] + (DIGITS[ones - 1] if ones else "")


def long_document(many: int) -> Plan:
    """A document with a page for each of its sections."""
    sections = [text for n in range(1, many + 1) for text in (f"{numeral(n)}、第{n}项工作", "按期完成，逐项落实。")]
    return plan(outline.parse(source_from(["工作要点", *sections]), "d")[0], 1)


def listed(many: int, page: int) -> tuple[str, list[int]]:
    """The outline beside a page, and the numbers of the sections in it."""
    cut = long_document(many)
    text = chart(cut, cut.sheets[page])
    return text, [int(number) for number in re.findall(r"第(\d+)项工作", text)]


@pytest.mark.parametrize(("page", "first", "last"), [(1, 1, 1 + NEAR), (30, 30 - NEAR, 30 + NEAR), (60, 60 - NEAR, 60)])
def test_a_long_outline_shows_what_is_near_and_leads_to_all(page: int, first: int, last: int) -> None:
    text, numbers = listed(60, page)
    assert numbers == list(range(first, last + 1))
    assert re.search(rf'aria-current="page"[^>]*>[^<]*第{page}项工作', text)
    assert re.search(r'href="[^"]*#outline"[^>]*>共 60 节', text)


def test_a_short_outline_is_whole() -> None:
    text, numbers = listed(NEAR, 5)
    assert numbers == list(range(1, NEAR + 1))
    assert "全部见" not in text


def test_the_outline_does_not_grow_with_the_document() -> None:
    assert len(listed(40, 20)[1]) == len(listed(90, 20)[1]) == 2 * NEAR + 1
