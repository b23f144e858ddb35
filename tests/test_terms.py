"""The table of terms: its reader, what it says about wrong entries, and the shipped table."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diagnostics
from generator.knowledge.lexicon import Lexicon
from generator.knowledge.terms import Term, parse
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


def test_a_table_that_cannot_be_read_is_no_end(tmp_path: Path) -> None:
    (tmp_path / "_config").mkdir()
    (tmp_path / "_config" / "terms.yml").write_text("- term: [", encoding="utf-8")
    terms, found = config.load_terms(tmp_path, Lexicon())
    assert terms == ()
    assert [one.code for one in found] == ["T120"]


def test_a_site_without_a_table_gets_the_shipped_one(tmp_path: Path) -> None:
    assert len(config.load_terms(tmp_path, Lexicon())[0]) > 250


def test_the_shipped_table_is_not_held_against_a_site_s_own_topics(tmp_path: Path) -> None:
    lexicon = Lexicon((Topic("shui", "水利", "水利"),))
    assert not config.load_terms(tmp_path, lexicon)[1]
    (tmp_path / "_config").mkdir()
    (tmp_path / "_config" / "terms.yml").write_text("- {term: 水长制, topic: 作风}", encoding="utf-8")
    assert [one.code for one in config.load_terms(tmp_path, lexicon)[1]] == ["T125"]


@pytest.mark.parametrize(
    "text",
    [
        "- term: 甲乙\n  source: 2020-02-30\n",
        f"- term: {'1' * 5000}\n",
        "- term: 甲乙\n  source: 2020-02-03 25:61:00\n",
    ],
    ids=["no such day", "too many digits", "no such hour"],
)
def test_values_that_yaml_cannot_make_are_no_end(text: str, tmp_path: Path) -> None:
    (tmp_path / "_config").mkdir()
    (tmp_path / "_config" / "terms.yml").write_text(text, encoding="utf-8")
    terms, found = config.load_terms(tmp_path, Lexicon())
    assert terms == ()
    assert [one.code for one in found] == ["T120"]
