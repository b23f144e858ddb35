"""Topics: the matcher, the table, the scoring rule, and the shipped table on sentences written for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from math import log
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import diagnostics
from generator.knowledge import topics
from generator.knowledge.lexicon import Lexicon, Params, longest
from generator.knowledge.topic_table import parse
from generator.model import Document, Paragraph, Section, SectionKind, Table
from generator.results import Reason, Tag
from generator.source import Line, Meta, Piece, Source

ROOT = Path(__file__).parent
TABLE = ROOT.parent / "content" / "_config" / "topics.yml"
SHIPPED, FOUND = parse(yaml.safe_load(TABLE.read_text(encoding="utf-8")), "_config/topics.yml")

SMALL = {
    "mask": ["组织领导"],
    "compounds": {"政治纪律": {"政治": 2, "纪律": 3}},
    "topics": [
        {"id": "zhengzhi", "name": "政治", "strong": ["政治建设"], "weak": ["政治"], "negative": ["思想政治"]},
        {"id": "sixiang", "name": "思想", "strong": ["思想"]},
        {"id": "jilv", "name": "纪律", "strong": ["纪律 处分"], "weak": ["监督"]},
        {"id": "zuzhi", "name": "组织", "strong": ["组织"]},
    ],
}  # fmt: skip


def line(text: str) -> Line:
    return Line(text, (Piece(0, 1, 0),))


def section(
    id: str, heading: str = "", body: tuple[str, ...] = (), *children: Section, kind: SectionKind = "heading"
) -> Section:
    return Section(id, kind, line(heading), None, heading, tuple(Paragraph(line(p)) for p in body), children)


def document(*children: Section, title: str = "", body: tuple[str, ...] = (), given: tuple[str, ...] = ()) -> Document:
    root = section("", "", body, *children, kind="root")
    meta = Meta(title=title or None, topics=given)
    return Document("d", meta, (), root, None, (), Source("d.txt", "", "txt", "utf-8", ()))


def small() -> Lexicon:
    lexicon, found = parse(SMALL, "topics.yml")
    assert not found
    return lexicon


def of(tags: tuple[Tag, ...], id: str) -> list[Tag]:
    return [tag for tag in tags if tag.section == id]


# -- the matcher


def naive(words: set[str], text: str) -> list[str]:
    """The matching rule, word for word."""
    found, at = [], 0
    while at < len(text):
        here = [word for word in words if text.startswith(word, at)]
        if here:
            found.append(max(here, key=len))
        at += len(found[-1]) if here else 1
    return found


WORD = st.text(alphabet="党政治组织.]^-\\|", min_size=2, max_size=5)


@settings(deadline=None)
@given(st.sets(WORD, max_size=12), st.text(alphabet="党政治组织.]^-\\|的\n", max_size=60))
def test_the_pattern_finds_what_the_rule_says(words: set[str], text: str) -> None:
    assert longest(words).findall(text) == naive(words, text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*SHIPPED.points, "的", "，", "治", "党"]), max_size=30))
def test_the_shipped_words_too(parts: list[str]) -> None:
    assert SHIPPED.words.findall("".join(parts)) == naive(set(SHIPPED.points), "".join(parts))


def test_matching_is_blind_to_width_and_radicals() -> None:
    assert small().count("⽀部的政治纪律") == Counter({"政治纪律": 1})
    lexicon, _ = parse({"topics": [{"id": "a", "name": "甲", "strong": ["二十四字（试行）"]}]}, "t")
    assert lexicon.count("二十四字(试行)") == Counter({"二十四字(试行)": 1})


def test_an_exception_is_silent_for_its_own_topic_only() -> None:
    tags = topics.tag(document(section("1", "", ("思想政治思想政治",))), small(), 8)
    assert [tag.topic for tag in tags] == ["sixiang"]
    assert tags[0].reasons == (Reason("思想政治", 2, "body", round(3 * (1 + log(2)), 2)),)


def test_a_mask_takes_up_its_characters() -> None:
    assert not topics.tag(document(section("1", "强化组织领导")), small(), 8)
    assert topics.tag(document(section("1", "强化组织")), small(), 8)


# -- the scoring rule


def test_points_are_those_of_the_rule() -> None:
    inner = section("1-1", "严明政治纪律", ("监督处分。" * 2,))
    outer = section("1", "政治建设", (), inner)
    (politics, discipline) = sorted(
        of(topics.tag(document(outer), small(), 20), "1-1"), key=lambda tag: -ord(tag.topic[0])
    )
    body = 1 / (0.6 + 0.4 * 10 / 20) * (1 + log(2))
    assert discipline.reasons == (
        Reason("政治纪律", 1, "heading", 9.0),
        Reason("处分", 2, "body", round(3 * body, 2)),
        Reason("监督", 2, "body", round(body, 2)),
    )
    assert politics.reasons == (Reason("政治纪律", 1, "heading", 6.0), Reason("政治建设", 1, "ancestor", 4.5))
    assert politics.score == 10.5


def test_parent_and_grandparent_hand_down_up_to_the_cap() -> None:
    leaf = section("1-1-1", "", ("政治",))
    tree = section("1", "政治建设", (), section("1-1", "政治建设", (), leaf))
    (tag,) = of(topics.tag(document(tree), small(), 2), "1-1-1")
    assert [r.points for r in tag.reasons if r.place == "ancestor"] == [4.0, 2.0]  # 4.5 and 2.25, scaled to 6
    assert tag.inherited and tag.score == 7.0


def test_a_heading_above_does_not_suffice() -> None:
    tree = section("1", "政治建设", (), section("1-1", "政治建设", (), section("1-1-1", "修路", ("路要修好。",))))
    assert not of(topics.tag(document(tree), small(), 5), "1-1-1")


def test_a_title_names_the_document_and_not_its_sections() -> None:
    tags = topics.tag(document(section("1", "政治"), title="政治建设会议上的讲话"), small(), 0)
    assert [(tag.section, tag.topic) for tag in tags] == [("", "zhengzhi")]


def test_a_section_is_judged_without_its_subsections_but_with_items_and_tables() -> None:
    table = Table(
        (
            replace(line("内容\t纪律"), cells=(line("内容"), line("纪律"))),
            line("处分\t一"),
        )
    )
    article = replace(section("art-1", "", kind="article"), title=line("第一条"))
    article = replace(article, body=(Paragraph(line("下列各项：")), Paragraph(line("（一）处分"), role="item"), table))
    tags = topics.tag(document(section("1", "总则", (), article)), small(), 20)
    assert [(tag.section, tag.topic) for tag in tags] == [("art-1", "jilv")]


def test_closing_and_attachments_are_sections_of_their_own() -> None:
    attachment = section("a1", "处分办法", (), section("a1-1", "", ("监督",)), kind="attachment")
    whole = replace(
        document(section("1", "政治建设")),
        closing=section("closing", "", ("政治建设，政治",), kind="closing"),
        attachments=(attachment,),
    )
    tags = topics.tag(whole, small(), 20)
    assert [tag.section for tag in tags] == ["1", "closing", "a1"]


def test_the_average_is_that_of_the_bodies() -> None:
    one = document(section("1", "标题", ("字" * 300,)), section("2", "只有标题"), body=("字" * 100,))
    assert topics.average_length([one, one]) == 200.0


def test_the_average_stays_within_bounds() -> None:
    """A single speech of long sections would else set its own measure."""
    assert topics.average_length([document(body=("两字",))]) == topics.SHORTEST_USUAL
    assert topics.average_length([document(body=("字" * 5000,))]) == topics.LONGEST_USUAL
    assert topics.average_length([]) == topics.average_length([document()]) == 0.0


PIECE = st.sampled_from([*SHIPPED.points, "。", "全镇上下要抓好落实，"])
TEXT = st.lists(PIECE, max_size=25).map("".join)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, TEXT), max_size=4), st.floats(0, 500))
def test_every_tag_can_be_added_up(texts: list[tuple[str, str, str]], average: float) -> None:
    parts = [section(f"{i}", h, (b,), section(f"{i}-1", "", (c,))) for i, (h, b, c) in enumerate(texts)]
    whole = document(*parts, title="".join(t[0] for t in texts))
    tags = topics.tag(whole, SHIPPED, average)
    assert tags == topics.tag(whole, SHIPPED, average)
    for tag in tags:
        assert tag.score == pytest.approx(sum(r.points for r in tag.reasons), abs=0.006)
        assert [r.points for r in tag.reasons] == sorted((r.points for r in tag.reasons), reverse=True)
        own = sum(r.points for r in tag.reasons if r.place != "ancestor")
        assert own >= 0.99 and tag.inherited == (round(own, 2) < SHIPPED.params.threshold)
    for id in {tag.section for tag in tags}:
        mine = of(tags, id)
        assert len({tag.topic for tag in mine}) == len(mine) <= 3
        assert [tag.score for tag in mine] == sorted((tag.score for tag in mine), reverse=True)


# -- topics that the clerk gives


def test_given_topics_stand_for_all_sections() -> None:
    whole = document(section("1", "政治建设"), body=("处分",), given=("组织", "思想", "组织"))
    tags = topics.tag(whole, small(), 2)
    assert [(tag.section, tag.topic) for tag in tags] == [
        ("", "zuzhi"),
        ("", "sixiang"),
        ("1", "zuzhi"),
        ("1", "sixiang"),
    ]
    assert {tag.reasons[0].place for tag in tags} == {"given"}


def test_the_general_topic_given_means_none() -> None:
    assert not topics.tag(document(section("1", "政治建设"), given=("总论",)), small(), 2)


def test_an_unknown_topic_is_reported_and_the_rest_counts() -> None:
    lexicon = small()
    part = document(section("1", "政治建设"), given=("组织", "统战"))
    assert [tag.topic for tag in topics.tag(part, lexicon, 2)] == ["zuzhi", "zuzhi"]
    assert [(d.code, d.args[0], d.loc.file) for d in topics.check(part, lexicon)] == [("T107", "统战", "d.txt")]
    unknown = document(section("1", "政治建设"), given=("统战",))
    assert [tag.topic for tag in topics.tag(unknown, lexicon, 2)] == ["zhengzhi"]


# -- the table


def codes(data: object) -> list[tuple[str, tuple[str, ...]]]:
    return [(found.code, found.args) for found in parse(data, "topics.yml")[1]]


def with_topic(**parts: object) -> dict[str, object]:
    return {"topics": [{"id": "jia", "name": "甲", "strong": ["甲词"], **parts}]}


def test_words_may_be_written_in_several_ways() -> None:
    strong = ["党员，支部, 纪委　干部", {"党性锻炼": 2}, "党课：0.5", "八项规定: 4", 12371]
    lexicon, found = parse(with_topic(strong=strong, weak="班子 书记"), "t")
    assert not found
    assert dict(lexicon.topics[0].words) == {
        "党员": 3, "支部": 3, "纪委": 3, "干部": 3, "党性锻炼": 2, "党课": 0.5, "八项规定": 4, "12371": 3,
        "班子": 1, "书记": 1,
    }  # fmt: skip


def test_params_and_general_can_be_set() -> None:
    lexicon, found = parse({**with_topic(), "params": {"strong": 4, "most": 2}, "general": "综合"}, "t")
    assert not found and lexicon.general == "综合"
    assert lexicon.params == Params(strong=4.0, most=2)
    assert lexicon.topics[0].words == (("甲词", 4.0),)


@pytest.mark.parametrize(
    ("data", "code", "first"),
    [
        ([], "T101", "整个文件"),
        ({**with_topic(), "mask": {"组织": "领导"}}, "T101", "mask"),
        ({**with_topic(), "compounds": ["甲词"]}, "T101", "compounds"),
        ({**with_topic(), "topics": "甲"}, "T101", "topics"),
        (with_topic(weak=[["词语"]]), "T101", "甲 → weak"),
        ({**with_topic(), "masks": []}, "T102", "masks"),
        (with_topic(stong=["词语"]), "T102", "stong"),
        ({**with_topic(), "params": {"threshhold": 3}}, "T102", "threshhold"),
        ({**with_topic(), "mask": ["甲词"]}, "T103", "甲词"),
        (with_topic(weak=["甲词"]), "T103", "甲词"),
        ({**with_topic(), "compounds": {"词语": {"乙": 1}}}, "T104", "compounds → 词语"),
        ({**with_topic(), "compounds": {"词语": {"甲": "三"}}}, "T105", "compounds → 词语 → 甲"),
        ({**with_topic(), "params": {"weak": -1}}, "T105", "params → weak"),
        ({**with_topic(), "params": {"weak": float("nan")}}, "T105", "params → weak"),
        (with_topic(id="甲"), "T106", "甲"),
        (with_topic(id="index"), "T106", "甲"),
        (with_topic(name=None), "T106", "第 1 项"),
        (with_topic(negative=["乙语"]), "T108", "乙语"),
        (with_topic(strong=None), "T109", "甲"),
        (with_topic(weak=["党 建"]), "T110", "党"),
    ],
)
def test_what_is_wrong_is_reported_and_the_rest_works(data: object, code: str, first: str) -> None:
    assert (code, first) in [(c, args[0]) for c, args in codes(data)]


def test_two_topics_cannot_share_an_address_or_a_name() -> None:
    twice = {"topics": [*with_topic()["topics"], {"id": "jia", "name": "乙", "strong": ["乙词"]}]}  # type: ignore[misc]
    assert codes(twice) == [("T106", ("乙", "jia"))]


def test_every_message_can_be_printed() -> None:
    data = {
        "mask": ["a"],
        "compounds": {"词语": {"乙": "x"}},
        "topics": [{"id": "X", "nam": 1}, None, 3],
        "params": [1],
    }
    for found in parse(data, "topics.yml")[1]:
        assert re.fullmatch(r"topics.yml: T\d+ (警告|说明)：[^{}]+\n    提示：[^{}]+", diagnostics.text(found))


LEAF = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["组织", "党建: 2"])
)
KEYS = (
    st.sampled_from(["mask", "compounds", "topics", "params", "id", "name", "strong", "weak", "negative", "a"]) | LEAF
)
ANY = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)


@settings(deadline=None)
@given(ANY, st.text(max_size=30))
def test_no_table_breaks_the_reading(data: object, text: str) -> None:
    lexicon, found = parse(data, "topics.yml")
    assert all(diagnostics.text(one) for one in found)
    topics.tag(document(section("1", text, (text,))), lexicon, 10)


# -- the shipped table


def test_the_shipped_table_is_sound() -> None:
    assert not FOUND
    assert [topic.name for topic in SHIPPED.topics] == ["政治", "思想", "组织", "作风", "纪律", "制度", "反腐败"]
    assert all(topic.full.startswith(topic.name) for topic in SHIPPED.topics)
    assert SHIPPED.params == Params()


def cases(name: str) -> list[dict[str, list[str]]]:
    """The cases of a golden file: key → values."""
    found = []
    for block in re.split(r"\n\s*\n", (ROOT / "golden" / "topics" / name).read_text(encoding="utf-8")):
        rows = [row.partition("：") for row in block.splitlines() if row and not row.startswith("#")]
        case: dict[str, list[str]] = {key: [v for k, _, v in rows if k == key] for key, _, _ in rows}
        if case:
            found.append(case)
    return found


CASES = [case for name in ("confusions.txt", "headings.txt") for case in cases(name)]


@pytest.mark.parametrize("case", CASES, ids=[" ".join(c.get("标题", c.get("正文", ["?"])))[:20] for c in CASES])
def test_golden(case: dict[str, list[str]]) -> None:
    leaf = section("leaf", "".join(case.get("标题", [])), tuple(case.get("正文", [])))
    for depth, heading in enumerate(reversed(case.get("上级", []))):
        leaf = section(f"up{depth}", heading, (), leaf)
    tags = of(topics.tag(document(leaf), SHIPPED, 80), "leaf")
    names = {topic.id: topic.name for topic in SHIPPED.topics}
    assert " ".join(names[tag.topic] + "（继承）" * tag.inherited for tag in tags) == case["主题"][0]
    said = {f"{names[tag.topic]} {reason.word}" for tag in tags for reason in tag.reasons}
    assert said >= set(case.get("理由", []))
