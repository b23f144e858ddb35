"""Single rules of Word's automatic numbers, and what damaged lists may not do."""

from __future__ import annotations

import random
import time

import pytest
from lxml import etree

from generator.readers.docx.numbering import Numbering
from generator.readers.number_formats import pictured, render

from .numbering_words import (
    DECIMAL,
    OFFICIAL,
    begin,
    definition,
    followed,
    instead,
    level,
    listed,
    p,
    points,
    style,
    use,
)
from .ooxml import SPACES, W, paragraph


def root(name: str, inside: str) -> etree._Element:
    return etree.fromstring(f"<w:{name} {SPACES}>{inside}</w:{name}>")


def labels(lists: str, *paragraphs: str, styles: str = "") -> list[str]:
    counter = Numbering.parse(root("numbering", lists), root("styles", styles)).counter()
    return [counter.label(root("body", each)[0]) for each in paragraphs]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("%1、", "tab", "一、"), ("（%1）", "tab", "（一）"), ("%1．", "tab", "一．"), ("第%1条", "tab", "第一条 "),
        ("第%1条　", "tab", "第一条　"),
        ("第%1条", "space", "第一条 "), ("第%1条", "nothing", "第一条"), ("%1、", "space", "一、 "),
        ("", "space", ""),
    ],
)  # fmt: skip
def test_what_follows_the_number(text: str, suffix: str, expected: str) -> None:
    lists = listed(1, level("chineseCountingThousand", text, more=followed(suffix)))
    assert labels(lists, p("总则", 1, 0)) == [expected]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("chineseCountingThousand", 0, "○"), ("chineseCounting", 0, "○"), ("japaneseCounting", 0, "〇"),
        ("chineseLegalSimplified", 0, "零"), ("ideographTraditional", 11, "11"), ("ideographTraditional", 0, "0"),
        ("ideographZodiac", 13, "13"), ("ideographZodiacTraditional", 61, "61"), ("upperRoman", 32768, "32768"),
        ("chineseCountingThousand", 10010, "一万零一十"), ("chineseCountingThousand", 101000, "十万一千"),
        ("chineseCountingThousand", 100000, "十万"), ("chineseCountingThousand", 10**8 + 5, "一亿零五"),
        ("chineseCountingThousand", 2_0000_0500, "二亿零五百"), ("chineseCountingThousand", 10**12, "1000000000000"),
        ("japaneseCounting", 11111, "一万千百十一"), ("decimalEnclosedCircle", 0, "0"), ("lowerLetter", 781, "a"),
        ("decimal", -5, "-5"), ("chineseCountingThousand", -5, "-5"), ("001", 12, "012"), ("", 3, "3"),
    ],
)  # fmt: skip
def test_numbers_at_the_edges(name: str, value: int, expected: str) -> None:
    assert render(value, name) == expected


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("001, 002, 003, ...", "001"), ("01, 02, 03, ...", "01"), ("一, 十, 一百(简), ...", "chineseCountingThousand"),
        ("甲, 乙, 丙, ...", "ideographTraditional"), ("①, ②, ③, ...", "decimalEnclosedCircle"), ("х, y, z, ...", ""),
        ("", ""), ("12", ""), ("0" * 5000 + "1", ""),
    ],
)  # fmt: skip
def test_pictures_of_formats(picture: str, expected: str) -> None:
    assert pictured(picture) == expected


def test_old_properties_of_a_tracked_change_do_not_count() -> None:
    changed = f"<w:pPrChange><w:pPr>{points(1, 0)}</w:pPr></w:pPrChange>"
    assert labels(listed(1, *DECIMAL), paragraph("文", changed), p("文", 1, 0)) == ["", "1 "]


def test_stories_count_by_themselves() -> None:
    numbering = Numbering.parse(root("numbering", listed(1, *DECIMAL)), None)
    body, notes = numbering.counter(), numbering.counter()
    each = root("body", p("文", 1, 0))[0]
    assert [body.label(each), body.label(each), notes.label(each)] == ["1 ", "2 ", "1 "]


def test_strict_files_are_read_alike() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = etree.tostring(root("numbering", listed(1, *OFFICIAL)), encoding="unicode").replace(W, strict)
    each = etree.tostring(root("body", p("文", 1, 1)), encoding="unicode").replace(W, strict)
    assert Numbering.parse(etree.fromstring(text), None).counter().label(etree.fromstring(each)[0]) == "一、"


def test_nothing_is_known() -> None:
    counter = Numbering.parse(None, None).counter()
    assert [counter.label(root("body", each)[0]) for each in (p("文"), p("文", 1, 0), "<w:p/>")] == ["", "", ""]


def test_links_that_go_round_end() -> None:
    lists = definition(1, more='<w:numStyleLink w:val="A"/>') + definition(2, more='<w:numStyleLink w:val="B"/>')
    styles = style("A", points(2), kind="numbering") + style("B", points(1), kind="numbering")
    assert labels(lists + use(1, 1) + use(2, 2), p("文", 1, 0), p("文", 2, 0), styles=styles) == ["", ""]


def test_long_chains_and_long_documents_are_quick() -> None:
    chain = "".join(style(f"S{i}", based=f"S{i + 1}") for i in range(5000))
    lists = definition(1, *DECIMAL) + "".join(use(i, 1, begin(10**9, i % 9)) for i in range(1, 5000))
    counter = Numbering.parse(root("numbering", lists), root("styles", chain)).counter()
    body = root("body", "".join(p("", i % 5000, i % 9, style=f"S{i % 5000}") for i in range(10_000)))
    begun = time.process_time()
    assert all(len(counter.label(each)) < 200 for each in body)
    assert time.process_time() - begun < 5


NAMES = [
    "w:ilvl",
    "w:numId",
    "w:lvl",
    "w:start",
    "w:numFmt",
    "w:lvlText",
    "w:lvlRestart",
    "w:suff",
    "w:pStyle",
    "w:isLgl",
]
VALUES = [
    "",
    "0",
    "1",
    "-1",
    "9",
    "99999999999",
    "９",
    "1e3",
    "%1%2%9",
    "%",
    "bullet",
    "none",
    "custom",
    "\U0010ffff",
    "A",
]


def test_garbage_never_raises() -> None:
    chance = random.Random(3)
    text = (
        listed(1, *OFFICIAL)
        + definition(2, more='<w:numStyleLink w:val="A"/>')
        + use(2, 2, begin(3), instead(DECIMAL[1], 1))
    )
    for _ in range(400):
        numbering, styles = root("numbering", text), root("styles", style("A", points(1, 1), based="A"))
        body = root("body", p("文", 1, 0, style="A") + p("", 2, 1) + p("文", None, 3, style="A"))
        for tree in (numbering, styles, body):
            spoil(tree, chance)
        counter = Numbering.parse(numbering, styles).counter()
        assert all(isinstance(counter.label(each), str) for each in body.iter())


def spoil(tree: etree._Element, chance: random.Random) -> None:
    """Change, double, move or drop some elements."""
    for _ in range(chance.randint(1, 4)):
        element = chance.choice([each for each in tree.iter() if each.getparent() is not None] or [tree])
        if chance.random() < 0.6:
            name = chance.choice([str(key) for key in element.attrib] or [f"{{{W}}}val"])
            element.set(name, chance.choice(VALUES))
        elif chance.random() < 0.5:
            element.append(root(chance.choice(NAMES)[2:], ""))
        elif (parent := element.getparent()) is not None:
            parent.remove(element)
