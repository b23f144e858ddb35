"""Citations on invented collections (tests/golden/citations, a file a case), their parts, and the seed of real texts.

A file holds documents, each below `## id`; below the line of `=` stands for each document what it cites, as written,
and what that means: 收录 = held (which one, which part), 没有收录 = not held, 本文 = the document itself,
占位 = no name.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diagnostics
from generator.annotations import passages
from generator.knowledge import citations, terms
from generator.knowledge.citations import Citation, brackets, names
from generator.knowledge.citations.articles import references
from generator.knowledge.citations.heads import PATTERNS
from generator.knowledge.citations.wanted import absent, held, placeholders
from generator.model import Document
from generator.structure import understand
from tests.conftest import ROOT, source_of
from tests.knowledge.small import document, documents

CASES = sorted((ROOT / "tests" / "golden" / "citations").glob("*.txt"))
LINE = "=" * 20
TABLE = yaml.safe_load((ROOT / "content" / "_config" / "terms.yml").read_text(encoding="utf-8"))
TERMS, _ = terms.parse(TABLE, "terms.yml")


def collection(text: str) -> tuple[Document, ...]:
    parts = (part.partition("\n") for part in text.split("## ")[1:])
    return documents({name.strip(): body for name, _, body in parts})


def told(citation: Citation, held: dict[str, Document]) -> str:
    """A citation in the words of the golden files."""
    document = held[citation.at.document]
    at = (citation.at.section, citation.at.block, citation.at.line)
    line = next(p for p in passages(document) if (p.at.section, p.at.block, p.at.line) == at)
    meant = {"held": f"收录 {citation.document}", "self": "本文", "placeholder": "占位"}.get(citation.kind)
    named = [next(s for s in held[citation.document].sections() if s.id == id) for id in citation.sections]
    parts = "、".join((s.ordinal.text if s.ordinal else s.id) for s in named)
    year = f"（原文指{citation.year}年）" if citation.year and meant else ""
    absent = f"没有收录《{citation.proper}》{f'（{citation.year}年）' if citation.year else ''}{citation.article}"
    return f"  {line.text[citation.at.start : citation.at.end]} → " + (
        f"{meant} {parts}".strip() + year if meant else absent
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_collection(case: Path, update: bool) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition(LINE)
    found, notes = citations.find(collection(text), TERMS)
    assert all(diagnostics.text(note) for note in notes)
    known = {document.id: document for document in collection(text)}
    said = [line for id in known for line in (id, *(told(c, known) for c in found if c.at.document == id))]
    if update:
        case.write_text(f"{text}{LINE}\n" + "\n".join(said) + "\n", encoding="utf-8")
    assert said == expected.split("\n")[1:-1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("第三十条第一款第（二）项的", ["第三十条第一款第（二）项"]), ("第12条第3款", ["第12条第3款"]),
        ("第三条、第五条和第七条第二款、第三款", ["第三条", "第五条", "第七条第二款", "第七条第三款"]),
        ("第三条至第五条", ["第三条至第五条"]), ("第二条第（一）项至第（三）项", ["第二条第（一）项至第（三）项"]),
        ("第三、四条", ["第三、四条"]), ("第一百二十条之一", ["第一百二十条之一"]),
        ("第三章第二节", ["第三章第二节"]), ("第 三 条", ["第 三 条"]),
        ("第三条件", []), ("第一项目", []), ("三条", []),
    ],
)  # fmt: skip
def test_references_in_words(text: str, words: list[str]) -> None:
    assert [reference.words for reference in references(text, 0)] == words


def test_the_numbers_of_ranges_and_lists() -> None:
    (several,) = references("第（一）、（三）至（五）项", 0)
    assert several.steps[0].values == ((1,), (3,), (4,), (5,))
    (inserted,) = references("第十条之二", 0)
    assert inserted.steps[0].values == ((10, 2),)


@given(st.text(alphabet="第一二十条款项章（）()至、和3 《》〈〉本法前“”", max_size=60))
def test_any_text_can_be_looked_through(text: str) -> None:
    for start in range(len(text)):
        for reference in references(text, start):
            assert start <= reference.start < reference.end <= len(text)
    for title in brackets.titles(text):
        assert 0 <= title.start < title.end <= len(text)
    made = document("甲", f"云溪镇办法\n第一条 甲乙丙丁。\n第二条 {text}\n第三条 戊己庚辛。")
    found, _ = citations.find([made])
    lines = {(p.at.section, p.at.block, p.at.line): p.text for p in passages(made)}
    for one in found:
        assert 0 <= one.at.start < one.at.end <= len(lines[one.at.section, one.at.block, one.at.line])


def test_nested_titles() -> None:
    text = "《关于修改〈甲法〉的决定》和《乙》《〈丙〉序》"
    assert [(title.name(text), title.depth) for title in brackets.titles(text)] == [
        ("关于修改〈甲法〉的决定", 0), ("甲法", 1), ("乙", 0), ("〈丙〉序", 0), ("丙", 1),
    ]  # fmt: skip
    assert not brackets.titles("《没有写完的名称，〈单个〉不算")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("监察法", "中华人民共和国监察法"), ("党内监督条例", "中国共产党党内监督条例"),
        ("支部工作条例", "中国共产党支部工作条例（试行）"), ("甲乙条例（2018修订）", "甲乙条例"),
        ("关于加强甲乙的意见", "中共中央 国务院关于加强甲乙的意见"), ("“十四五”规划纲要甲", "十四五规划纲要甲"),
        ("云溪镇关于印发《甲乙方案》的通知", "甲乙方案"), ("关于修改〈甲法〉的决定", "关于修改《甲法》的决定"),
    ],
)  # fmt: skip
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert names.taken_apart(one).core == names.taken_apart(other).core


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("社会保险法", "保险法"),
        ("上海市物业管理条例", "物业管理条例"),
        ("中国共产党简史", "简史"),
        ("甲办法", "甲办法细则"),
    ],
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert names.taken_apart(one).core != names.taken_apart(other).core


@pytest.mark.parametrize("name", ["X", "XX", "×××", "X关于甲的规定", "某县工作要点", "某某", "**办法", "关于……的意见"])
def test_placeholders(name: str) -> None:
    assert names.is_placeholder(name)


@pytest.mark.parametrize("name", ["X射线管理办法", "某种意义", "关于5G+的意见", "4×100米规则", "GB/T 7714", "论持久"])
def test_no_placeholders(name: str) -> None:
    assert not names.is_placeholder(name)


def test_names_of_a_kind_only() -> None:
    assert all(map(names.is_generic, ["意见", "实施细则", "政府工作报告", "办法（试行）", "若干规定"]))
    assert not any(map(names.is_generic, ["问责条例", "监察法", "云溪镇办法"]))


def test_two_issuers_of_one_name_are_not_guessed() -> None:
    texts = {
        "a": "甲市人民政府关于防汛的意见\n一、早准备\n二、早检查",
        "b": "乙市人民政府关于防汛的意见\n一、早准备\n二、早检查",
        "c": "讲话\n落实《关于防汛的意见》。", "d": "要点\n落实乙市人民政府《关于防汛的意见》。",
    }  # fmt: skip
    found, notes = citations.find(documents(texts))
    assert [(c.kind, c.document) for c in found] == [("absent", ""), ("held", "b")]
    assert [note.code for note in notes] == ["C102"]


def test_articles_that_are_not_there_are_told() -> None:
    texts = {"a": "甲镇办法\n第一条 早。\n第二条 晚。", "b": "通知\n依照《甲镇办法》第九条和第二条办理。"}
    found, notes = citations.find(documents(texts))
    assert [c.sections for c in found] == [(), ("art-2",)]
    assert [(note.code, note.args) for note in notes] == [("C101", ("第九条", "甲镇办法"))]


def test_a_law_in_several_files() -> None:
    texts = {
        "a": "甲镇法典\n第一条 早。\n第二条 晚。", "b": "甲镇法典\n第三条 春。\n第四条 秋，依照本法第一条。",
        "c": "通知\n依照《甲镇法典》第四条、第一条办理。",
    }  # fmt: skip
    found, _ = citations.find(documents(texts))
    assert [(c.at.document, c.document, c.section) for c in found] == [
        ("b", "a", "art-1"), ("c", "b", "art-4"), ("c", "a", "art-1"),
    ]  # fmt: skip


def test_links_lead_elsewhere() -> None:
    texts = {"a": "甲镇办法\n第一条 早。\n第二条 依照前款和前条、本办法第一条。", "b": "通知\n看《甲镇办法》《丙》。"}
    found, _ = citations.find(documents(texts))
    links = [(link.at.document, link.kind, link.document, link.section) for link in citations.links(found)]
    assert links == [("a", "citation", "a", "art-1")] * 2 + [("b", "citation", "a", "")]
    (other,) = citations.links([replace(c, year="2015") for c in found if c.kind == "held"])
    assert "2015" in other.note


def test_what_is_to_be_acquired() -> None:
    texts = {
        "a": "通知\n看《监察法》《X》《云溪日报》，再看《中华人民共和国监察法》。",
        "b": "要点\n看《监察法》《甲镇办法》。",
        "c": "甲镇办法\n第一条 早。",
    }  # fmt: skip
    found, _ = citations.find(documents(texts))
    assert [(c.name, len(c.citations), c.documents, c.official) for c in absent(found)] == [
        ("中华人民共和国监察法", 3, {"a": 2, "b": 1}, True), ("云溪日报", 1, {"a": 1}, False),
    ]  # fmt: skip
    assert [c.name for c in placeholders(found)] == ["X"]
    assert [(c.name, c.documents) for c in held(found)] == [("甲镇办法", {"b": 1})]


def test_the_table_has_an_example_of_each_form() -> None:
    for pattern in PATTERNS:
        head = pattern.example if pattern.alone else pattern.example[: pattern.example.index("第")]
        assert pattern.pattern.search(head), pattern.name


def test_the_seed(shared: Path) -> None:
    """Seven citations of a real speech, against the analysis by hand."""
    expected = json.loads((shared / "domain" / "seed.citations.json").read_text(encoding="utf-8"))["bracketed"]
    speech, _ = understand(source_of(shared / "seed" / "speech.txt"), "seed")
    assert speech
    table, _ = config.load_terms(ROOT / "content", config.load_topics(ROOT / "content")[0])
    found, _ = citations.find([speech], table)
    rows = [
        (
            row["text"].strip("《》"),
            (row["resolved"] or row["text"]).strip("《》"),
            "placeholder" if not row["resolved"] else "absent",
        )
        for row in expected
    ]
    assert [(c.name, c.proper, c.kind) for c in found] == rows


@pytest.mark.parametrize(
    "words", ["《" * 20_000 + "〉" * 20_000, "《关于意见》" * 4_000, "第一、" * 8_000, "本条例第五条，" * 3_000]
)
def test_a_paragraph_as_long_as_a_book_takes_no_hours(words: str) -> None:
    made = document("a", f"青石镇办法\n一、总则\n{words}\n二、附则\n完。")
    begun = process_time()
    citations.find([made], ())
    assert process_time() - begun < 4
