"""The table of terms: its reader, what it says about wrong entries, and the shipped table."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diagnostics, handwritten
from generator.knowledge.lexicon import Lexicon
from generator.knowledge.terms import PARTS, Term, parse
from generator.results import Topic

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "content" / "_config" / "terms.yml"
ROW = {
    "term": "三个一", "kind": "formula", "topic": "作风", "definition": "三件小事。",
    "expansion": ["一问", "一查", "一改"],
    "aliases": ["“三个一”活动"], "source": "2024年", "certainty": "likely", "note": "各地不一", "except": ["三个一样"],
}  # fmt: skip


def codes(data: object, topics: tuple[str, ...] = ()) -> list[str]:
    _, found = parse(data, "terms.yml", topics)
    for one in found:
        assert diagnostics.text(one)
    return [one.code for one in found]


def test_an_entry_is_read_as_it_stands() -> None:
    (term,), found = parse([ROW], "t")
    assert not found
    assert term == Term(
        "三个一", "formula", "作风", "三件小事。", ("一问", "一查", "一改"), ("“三个一”活动",),
        "2024年", "likely", "各地不一", ("三个一样",),
    )  # fmt: skip


def test_what_is_not_given_is_empty() -> None:
    (term,), found = parse([{"term": 2035, "aliases": None}], "t")
    assert term == Term("2035")
    assert not found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"term": "甲乙"}, "T121"), (["甲乙"], "T121"), ([{"term": ["甲"]}], "T121"), ([{"kind": "concept"}], "T124"),
        ([{"term": "《》"}], "T124"), ([{"term": "“”"}], "T124"),
        ([{"term": "甲", "aliases": "乙"}], "T121"), ([{"term": "甲", "aliases": [["乙"]]}], "T121"),
        ([{"term": "甲", "alias": ["乙"]}], "T122"), ([{"term": "甲"}, {"term": "甲"}], "T123"),
        ([{"term": "甲", "kind": "idea"}], "T125"), ([{"term": "甲", "certainty": "yes"}], "T125"),
        ([{"term": "甲", "topic": "天气"}], "T125"),
        ([{"term": "甲", "aliases": ["丁"]}, {"term": "乙", "aliases": ["丁"]}], "T126"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(data: object, code: str) -> None:
    assert code in codes(data, ("作风",))


def test_the_rest_of_a_wrong_table_works() -> None:
    terms, found = parse([{"term": "甲", "kind": "x", "aliases": ["乙"]}, 3, {"term": "丙"}], "t")
    assert [term.term for term in terms] == ["甲", "丙"]
    assert terms[0].aliases == ("乙",)
    assert len(found) == 2


LEAF = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
JSON = st.recursive(LEAF, lambda x: st.lists(x) | st.dictionaries(st.sampled_from([*ROW, "x"]), x), max_leaves=9)
ROWS = st.lists(st.dictionaries(st.sampled_from([*ROW, "x"]), JSON))


@given(JSON | ROWS)
def test_no_table_makes_it_fail(data: object) -> None:
    for term in parse(data, "t")[0]:
        assert term.term


def test_the_shipped_table() -> None:
    data = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    lexicon, _ = config.load_topics(ROOT / "content")
    names = [*(topic.name for topic in lexicon.topics), lexicon.general]
    terms, found = parse(data, "terms.yml", names)
    assert not found
    assert len(terms) == len(data) > 250
    assert all(term.definition and term.topic and not term.term.startswith(" ") for term in terms)
    assert "处分条例" in next(term.aliases for term in terms if term.term == "《中国共产党纪律处分条例》")


def loaded(text: str, folder: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """Terms and (code, line) of findings, as the site has them."""
    (folder / "_config").mkdir(exist_ok=True)
    (folder / "_config" / "terms.yml").write_text(text, encoding="utf-8")
    terms, found = config.load_terms(folder, Lexicon())
    for one in found:
        printed = diagnostics.text(one, "content")
        assert printed.startswith(
            f"content/_config/terms.yml:{one.loc.line}: " if one.loc.line else "content/_config/terms.yml: "
        )
        assert not re.search(r"[a-z]{3,} [a-z]{2,}", printed), "no English"
    return [term.term for term in terms], [(one.code, one.loc.line) for one in found]


def test_a_table_that_cannot_be_read_is_no_end(tmp_path: Path) -> None:
    assert loaded("- term: [", tmp_path) == ([], [("T127", 1)])
    (tmp_path / "_config" / "terms.yml").write_bytes("- term: 甲乙".encode("gb18030"))
    terms, found = config.load_terms(tmp_path, Lexicon())
    assert terms == () and [(one.code, one.args) for one in found] == [("T120", ("文字不是 UTF-8 编码",))]


BEFORE, AFTER = "# 说明\n\n- term: 头一项\n  aliases: []\n", "- term: 末一项\n  note: 照常\n"


@pytest.mark.parametrize(
    ("slip", "line", "said"),
    [
        ("- term: 甲乙\n  kind：concept\n  note: 话\n", 6, "冒号要用半角"),
        ("- term: 甲乙\n  note: 话\n  source：某处\n", 7, "冒号要用半角"),
        ("- term：甲乙\n", 5, "冒号要用半角"),
        ("- term: 甲乙\n\tkind: concept\n", 6, "Tab"),
        ("- term: 甲乙\n  kind:concept\n  note: 话\n", 6, "空一格"),
        ("- term: 甲乙\n  note: 注意: 话\n", 6, "多了一个冒号"),
        ("- term: 甲乙\n   note: 话\n", 6, "没有对齐"),
        ('- term: 甲乙\n  note: "话\n', 6, "引号"),
        ("- term: 甲乙\n  aliases: [甲, 乙\n  note: 话\n", 6, "括号"),
        ("- term: 甲乙\n  note: *话\n", 6, "引号括起来"),
        ("- term: 甲乙\n  note: 话\n  note: 话\n", 7, "写了两次"),
        ("- 甲乙\n", 5, "名称: 内容"),
    ],
)
def test_a_slip_costs_one_entry(slip: str, line: int, said: str, tmp_path: Path) -> None:
    terms, found = loaded(BEFORE + slip + AFTER, tmp_path)
    assert (terms, found) == (["头一项", "末一项"], [("T127", line)])
    _, (one,) = config.load_terms(tmp_path, Lexicon())
    assert said in one.args[0]


def test_what_is_wrong_is_said_with_its_line(tmp_path: Path) -> None:
    rows = "- term: 甲\n  kind: idea\n  alias: [乙]\n  aliases: 丁\n- term: 甲\n- kind: concept\n"
    terms, found = loaded(f"{BEFORE}{rows}- term: 乙\n  aliases:\n  - 甲\n", tmp_path)
    assert terms == ["头一项", "甲", "乙"]
    assert sorted(found, key=lambda one: one[1]) == [
        ("T125", 6), ("T122", 7), ("T121", 8), ("T123", 9), ("T124", 10), ("T126", 12),
    ]  # fmt: skip


def test_words_before_the_first_entry_are_told(tmp_path: Path) -> None:
    assert loaded("term: 甲\n- term: 乙\n", tmp_path) == (["乙"], [("T127", 1)])
    assert loaded("term: 甲\n", tmp_path) == ([], [("T121", 0)])


@given(st.text(alphabet="- :：\t\n[]{}\"'#&*!|>%@,termkind甲乙", max_size=80) | st.text(max_size=40))
def test_no_text_makes_it_fail(text: str) -> None:
    rows, slips = handwritten.load(text, PARTS)
    parse(rows, "t")
    assert all(0 < slip.line <= max(len(text.splitlines()), 1) and slip.reason for slip in slips)


def test_the_two_ways_to_read_the_shipped_table_agree() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    rows, slips = handwritten.load(text, PARTS)
    assert not slips and parse(rows, "t") == parse(yaml.safe_load(text), "t")


def test_a_site_without_a_table_gets_the_shipped_one(tmp_path: Path) -> None:
    assert len(config.load_terms(tmp_path, Lexicon())[0]) > 250


def test_the_shipped_table_is_not_held_against_a_site_s_own_topics(tmp_path: Path) -> None:
    lexicon = Lexicon((Topic("shui", "水利", "水利"),))
    assert not config.load_terms(tmp_path, lexicon)[1]
    (tmp_path / "_config").mkdir()
    (tmp_path / "_config" / "terms.yml").write_text("- {term: 水长制, topic: 作风}", encoding="utf-8")
    assert [one.code for one in config.load_terms(tmp_path, lexicon)[1]] == ["T125"]


@pytest.mark.parametrize("source", ["2020-02-03", "2020-02-30", "2020-02-03 25:61:00", "1" * 5000, "1e3", "yes"])
def test_what_yaml_takes_for_dates_and_numbers_are_words(source: str, tmp_path: Path) -> None:
    (tmp_path / "_config").mkdir()
    (tmp_path / "_config" / "terms.yml").write_text(f"- term: 甲乙\n  source: {source}\n  note:\n", encoding="utf-8")
    (term,), found = config.load_terms(tmp_path, Lexicon())
    assert not found and (term.source, term.note) == (source, "")
