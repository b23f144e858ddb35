"""Where the table's words stand: longest match, through quotation marks, not inside longer words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.annotations import passages
from generator.knowledge.mentions import Mention, find, names, plain
from generator.knowledge.terms import Term
from tests.knowledge.small import document

TABLE = (
    Term("四风", "formula", "作风", expansion=("甲", "乙", "丙", "丁"), aliases=("“四风”问题",)),
    Term("隐形变异", "concept", "作风", aliases=("隐形变异“四风”",)),
    Term("水长制", "concept", "作风"),
    Term("水长", "concept", "作风", exceptions=("水长城",)),
    Term("两新渠道", "formula", "组织", aliases=("“两新”渠道", "两新")),
    Term("五个必须", "formula", "政治", expansion=("一", "二", "三", "四", "五")),
    Term("《中国水务公开条例》", "regulation", "制度", aliases=("公开条例",)),
    Term("清渠规定实施细则", "document", "作风", aliases=("实施细则",)),
    Term("水务“四道闸口”", "formula", "作风", expansion=("甲", "乙", "丙", "丁"), aliases=("四道闸口",)),
    Term("六件套（水站）", "formula", "组织"),
    Term("政务能力", "concept", "政治"),
)


def found(text: str) -> list[str]:
    made = document("d", f"云溪镇要点\n{text}")
    lines = {(p.at.section, p.at.block): p.text for p in passages(made)}
    return [f"{m.term.term}={lines[m.at.section, m.at.block][m.at.start : m.at.end]}" for m in find((made,), TABLE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("落实水长制。", ["水长制=水长制"]),
        ("水长和水长制。", ["水长=水长", "水长制=水长制"]),
        ("水长走过水长城。", ["水长=水长"]),
        ("纠治“四风”，反对四风问题。", ["四风=四风", "四风=四风"]),
        ("深挖隐形变异“四风”的事。", ["隐形变异=隐形变异“四风”", "四风=四风"]),
        ("四风吹过河面，十四风向标。", []),
        ("抓好“两新”渠道和“两新渠道”。", ["两新渠道=“两新”渠道", "两新渠道=两新渠道"]),
        ("用好“两新”政策。", []),
        ("“两新”的渠道要通。", ["两新渠道=两新"]),
        ("家里要备齐六件套。", []),
        ("水站要备齐六件套。", ["六件套（水站）=六件套"]),
        ("记住“五个必须”。", []),
        ("提高政务能力，记住“五个必须”。", ["政务能力=政务能力", "五个必须=五个必须"]),
        ("提高政务能力，记住“五个必须坚持”。", ["政务能力=政务能力"]),
        ("用好“四道闸口”。", ["水务“四道闸口”=四道闸口"]),
        ("走过四道闸口。", []),
        ("学习《公开条例》。", ["《中国水务公开条例》=公开条例"]),
        ("学习《中国水务公开条例》。", ["《中国水务公开条例》=中国水务公开条例"]),
        ("学习《村务公开条例释义》和村务公开条例。", []),
        ("按照公开条例办。", ["《中国水务公开条例》=公开条例"]),
        ("制定实施细则。", []),
        ("清渠规定及其实施细则都要学。", ["清渠规定实施细则=实施细则"]),
        ("他说“水”“长制”。", []),
    ],
)
def test_mentions(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_width_and_marks_do_not_matter() -> None:
    assert plain("“１＋４”《条例》") == "1+4条例"
    assert names(TABLE[-2]) == ("六件套(水站)", "六件套")


def test_headings_and_tables_are_searched() -> None:
    made = document("d", "云溪镇要点\n一、推行水长制\n落实到人。")
    (mention,) = find((made,), TABLE)
    assert (mention.at.section, mention.at.block) == ("1", -1)


def test_an_empty_table_finds_nothing() -> None:
    assert find((document("d", "云溪镇要点\n落实水长制。"),), ()) == ()


@given(st.text(alphabet="四风水长制两新渠道“”‘’《》公开条例（）问题五个必须、。，十政务能力", max_size=60))
@settings(max_examples=200)
def test_addresses_hold_and_none_overlaps_but_a_formula_within_a_term(text: str) -> None:
    made = document("d", f"云溪镇要点\n正文：{text}")
    lines = {(p.at.section, p.at.block): p.text for p in passages(made)}
    every = find((made,), TABLE)
    for mention in every:
        words = lines[mention.at.section, mention.at.block][mention.at.start : mention.at.end]
        assert plain(words) == mention.form
        assert words.count("“") == words.count("”")
    for one in every:
        for other in every:
            if one is not other and overlap(one, other):
                assert "formula" in (one.term.kind, other.term.kind) and one.term != other.term


def overlap(one: Mention, other: Mention) -> bool:
    same = (one.at.section, one.at.block) == (other.at.section, other.at.block)
    return same and one.at.start < other.at.end and other.at.start < one.at.end
