"""Formulas: the golden cases, the clerk's messages, links, and what holds for any text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotations import At, passages
from generator.codes import CODES
from generator.knowledge import formulas, mentions
from generator.knowledge.formulas import SHOWN, Formula, entries
from generator.knowledge.formulas.ordinary import find as ordinary
from generator.knowledge.formulas.quoted import is_name
from generator.knowledge.terms import Term
from generator.model import Document
from generator.source import Diagnostic
from tests.conftest import ROOT
from tests.knowledge.small import document

GOLDEN = ROOT / "tests" / "golden" / "formulas" / "数字提法.txt"
TABLE = (
    Term("四勤", "formula", "作风", "干活的四个习惯。", ("勤看", "勤问", "勤记", "勤走"), certainty="sure"),
    Term("三亮一评", "formula", "组织", "", ("亮身份", "亮承诺", "亮进度", "群众评议"), certainty="likely"),
    Term("五个必须", "formula", "政治", "", tuple(f"必须做到第{n}样" for n in "一二三四五"), certainty="varies"),
)
WORDS = {"document": "本文件", "table": "术语表", "unknown": "待补充"}


@dataclass
class Case:
    """One document of the golden file and what is expected of it."""

    name: str
    text: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


def cases() -> Iterator[Case]:
    case: Case | None = None
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            if case:
                yield case
            case = Case(line[3:])
        elif case and line.startswith("=> "):
            case.formulas.append(line[3:].strip())
        elif case and line.startswith("!! "):
            case.messages.append(line[3:].strip())
        elif case and line.strip():
            case.text.append(line)
    if case:
        yield case


def study(*documents: Document) -> tuple[tuple[Formula, ...], tuple[Diagnostic, ...]]:
    return formulas.find(documents, TABLE, mentions.find(documents, TABLE))


def shown(found: tuple[Formula, ...]) -> list[str]:
    lines = (
        f"{f.text} | {WORDS[f.resolution]} | {' / '.join(item.text for item in f.items)}"
        for f in found
        if f.kind in SHOWN
    )
    return [line.strip() for line in lines]


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_golden(case: Case) -> None:
    found, problems = study(document("d", "\n".join(case.text)))
    assert shown(found) == case.formulas
    assert [" ".join((p.code, *p.args)) for p in problems] == case.messages


def test_the_golden_file_has_cases_of_every_kind() -> None:
    every = list(cases())
    assert len(every) > 15
    assert {line.split(" |")[1].strip() for case in every for line in case.formulas} == set(WORDS.values())
    assert any(not case.formulas for case in every)


def test_a_wrong_count_is_told_with_its_line() -> None:
    text = "云溪镇水利工作方案\n一、打好“三大水仗”\n（一）清淤水仗\n七月。\n（二）筑坝水仗\n八月。"
    _, problems = study(document("d", text))
    (problem,) = problems
    assert (problem.loc.file, problem.loc.line) == ("d.txt", 2)
    assert problem.args == ("三大水仗", "3", "2") and problem.code in CODES


def test_the_same_words_in_two_documents_stay_apart() -> None:
    first = document("a", "甲镇方案\n做到“三个看重”：看重水、看重路、看重电。")
    second = document("b", "乙镇方案\n做到“三个看重”：看重人、看重事、看重钱。再说“三个看重”。")
    third = document("c", "丙镇方案\n也要做到“三个看重”。")
    found, _ = study(first, second, third)
    assert [f.document for f in found] == ["a", "b", "c"]
    assert len({f.id for f in found}) == 1
    assert [len(f.items) for f in found] == [3, 3, 0]
    assert [item.text for item in found[1].items] == ["看重人", "看重事", "看重钱"]
    assert found[2].resolution == "unknown"
    (entry,) = entries(found, ())
    assert entry.documents == 3 and len(entry.places) == 4


def test_items_point_to_their_words() -> None:
    text = "云溪镇水利工作方案\n打好清淤、筑坝、修渠三大硬仗。\n抓住两个关键，一是抓清淤，月底完。二是抓管护。"
    found, _ = study(document("d", text))
    lines = {(p.at.section, p.at.block): p.text for p in passages(document("d", text))}
    for formula in found:
        for item in formula.items:
            assert item.at and lines[item.at.section, item.at.block][item.at.start : item.at.end] == item.text


def test_quoted_once_known_everywhere_in_the_document() -> None:
    found, _ = study(document("d", "云溪镇方案\n落实“三亮两清”。\n把三亮两清抓到底。\n“三亮两清”三亮两清。"))
    (formula,) = found
    assert len(formula.mentions) == 4


def test_links_are_the_first_of_each_section_and_tell_what_it_is() -> None:
    text = "云溪镇方案\n一、落实“三亮一评”\n再说三亮一评。\n二、说“三亮一评”\n也说“三查两改”。"
    made = document("d", text)
    known = mentions.find((made,), TABLE)
    found, _ = formulas.find((made,), TABLE, known)
    links = list(formulas.links(found, known))
    assert len(links) == 3
    assert len({link.at for link in links}) == 3
    assert "请核对" in links[0].note and "亮承诺" in links[0].note
    assert links[-1].note == "本站没有收录解释。"
    assert all(re.fullmatch(r"terms/[a-z0-9-]+-[0-9a-f]{8}\.md", link.page) for link in links)


@pytest.mark.parametrize(
    "words", ["五大硬仗", "三去一降", "一带一路", "双随机、一公开", "四好水渠", "民生十大工程", "六表两会"]
)
def test_names(words: str) -> None:
    assert is_name(words)


@pytest.mark.parametrize(
    "words",
    ["两张皮", "一刀切", "一户一档", "十四五", "九五", "三个月", "二手房", "三人行", "一站式", "第三方", "八一",
     "四十名党员", "两个小时", "三楼", "一件事", "有三个问题", "是两回事", "百县千镇", "三米线", "五年计划"],
)  # fmt: skip
def test_no_names(words: str) -> None:
    assert not is_name(words)


def test_levels_and_sessions_are_kept_with_their_items() -> None:
    made = document("d", "云溪镇要点\n县乡村（社区）三级联动，学习二十届二中、三中全会精神。省、市三级不算。")
    found = [(kind, [item.text for item in items]) for p in passages(made) for _, kind, items in ordinary(p)]
    assert found == [
        ("levels", ["县", "乡", "村（社区）"]),
        ("meetings", ["二十届二中全会", "二十届三中全会"]),
    ]


@given(st.text(alphabet="一二三五两双个大项点“”‘’：；，。、是要和第（）1+N方面意见结合水仗四勤亮评", max_size=80))
@settings(max_examples=150)
def test_any_text_is_survived_and_every_address_is_right(text: str) -> None:
    made = document("d", f"标题\n正文：{text}")
    lines = {(p.at.section, p.at.block, p.at.line): p.text for p in passages(made)}
    found, _ = study(made)
    for formula in found:
        assert formula.items or formula.resolution != "document" or formula.explained
        for at in (*formula.mentions, *(item.at for item in formula.items if item.at)):
            assert isinstance(at, At)
            assert 0 <= at.start < at.end <= len(lines[at.section, at.block, at.line])


@pytest.mark.parametrize("words", ["四勤", "“四勤”", "五个方面", "讲三点意见，", "改革、"])
def test_time_grows_with_a_paragraph_and_not_with_its_square(words: str) -> None:
    def steps(many: int) -> int:
        text = document("d", f"云溪镇要点\n{words * many}三大动力。")
        return counted_calls(lambda: formulas.find((text,), TABLE, mentions.find((text,), TABLE)))

    assert steps(1200) < 3 * steps(600)


def counted_calls(act: Callable[[], object]) -> int:
    """Calls of functions and lines run, which is the same on every machine."""
    many = 0

    def count(*_: object) -> Any:
        nonlocal many
        many += 1
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(before)
    return many
