"""Measures and duties: sentences in a file that anybody can read, whole documents, and the seed by hand analysis."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.annotations import At, Passage, section_passages
from generator.knowledge import measures
from generator.knowledge.measures import Found
from generator.knowledge.measures.clauses import read_through
from generator.knowledge.measures.parties import party, several
from generator.knowledge.measures.style import Style
from generator.knowledge.measures.tails import tails
from generator.model import Document
from generator.source import Line, Meta, Piece, Source
from generator.structure import understand
from tests.conftest import source_of

SENTENCES = Path(__file__).parent.parent / "golden/measures/sentences.txt"
STYLES: dict[str, Style] = {"要点": "bare", "讲话": "urging", "教材": "naming"}
EXPECTED = re.compile(r"〔(?P<text>[^〔〕]*)〕|｛(?P<who>[^｜｛｝]*)(?:｜(?P<when>[^｝]*))?｝")


def document(*lines: str, kind: str = "", title: str = "青石镇2031年工作要点", date: str = "") -> Document:
    texts = tuple(Line(text, (Piece(0, n, 0),)) for n, text in enumerate((title, *lines), 1))
    source = Source("a.txt", "0", "txt", "utf-8", texts, given=Meta(title=title, kind=kind or None, date=date or None))
    found, _ = understand(source, "a")
    assert found
    return found


def examples() -> Iterator[tuple[str, str]]:
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            style, _, marked = line.partition("\t")
            yield style, marked


@pytest.mark.parametrize(("style", "marked"), list(examples()))
def test_sentences(style: str, marked: str) -> None:
    expected: list[list[str]] = []
    for found in EXPECTED.finditer(marked):
        if found["text"] is not None:
            expected.append([found["text"], "", ""])
        else:
            expected[-1][1:] = [found["who"], found["when"] or ""]
    text = re.sub(r"｛[^｝]*｝|[〔〕]", "", marked)
    bodies = document(*["开展普查。"] * 3, text)
    lines = [p for s in bodies.sections() for p in section_passages(bodies, s) if p.text == text]
    assert len(lines) == 1, "the example must be a paragraph of its own"
    assert shown(lines[0], STYLES[style]) == [tuple(one) for one in expected]


def shown(passage: Passage, style: Style) -> list[tuple[str, str, str]]:
    found = measures.in_lines([read_through(passage)], style)
    assert all(passage.text[one.at.start : one.at.end] == one.text for one in found)
    return [(one.text, "、".join(one.who), one.when) for one in found]


def test_a_party_in_the_lead_of_an_enumeration_is_that_of_its_items() -> None:
    found = measures.find(document("开展普查。", "各支部要做到：一是办好夜校；二是修好书屋。", "清理河道。"))
    assert [(one.text, one.who) for one in found.measures[1:3]] == [
        ("办好夜校", ("各支部",)),
        ("修好书屋", ("各支部",)),
    ]
    assert found.measures[-1].who == ()


def test_brackets_answer_for_all_since_the_last_ones() -> None:
    found = measures.find(document("修好水闸。（水利站负责）", "清理河道。", "加固河堤。", "责任单位：河长办、各村"))
    assert [one.who for one in found.measures] == [("水利站",), *[("河长办", "各村")] * 2]


def test_sections_that_look_back_or_state_aims_order_nothing() -> None:
    lines = ["一、去年工作回顾", "修好水闸，清理河道。", "二、指导思想", "全面落实护河方略，建设美丽河道。",
             "三、今年任务", "加固河堤。"]  # fmt: skip
    assert [one.text for one in measures.find(document(*lines)).measures] == ["加固河堤"]


@pytest.mark.parametrize("title", ["青石镇河道管理办法", "青石镇护林规定", "青石镇村规 则"])
def test_rules_have_no_measures(title: str) -> None:
    lines = ["第一条　各村要清理河道。", "第二条　各村应当加固河堤。"]
    assert measures.find(document(*lines, title=title)) == Found("a")
    assert not measures.find(document(*lines, title="青石镇护河要点")).measures


def test_duties_name_the_party_and_its_clause() -> None:
    lines = ["镇农技站要教会轮作。", "把养护责任分解到各村和护路队伍。", "督促水利部门按时放水。",
             "作为基层干部，多下田。", "成立护林工作小组，坚持书记带头。"]  # fmt: skip
    duties = measures.find(document("开展普查。", *lines)).duties
    assert [duty.actor for duty in duties] == [
        "镇农技站",
        "各村和护路队伍",
        "水利部门",
        "基层干部",
        "护林工作小组",
        "书记",
    ]


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("组织部门和各级党组织", ("组织部门", "各级党组织")),
        ("工业和信息化局、水利局", ("工业和信息化局", "水利局")),
        ("镇党委", ("镇党委",)),
    ],
)
def test_parties_are_told_apart(words: str, parties: tuple[str, ...]) -> None:
    assert (party(words), several(words)) == (words, parties)


@pytest.mark.parametrize("words", ["我们", "经济发展", "培养年轻干部", "把各级党组织", "每一项工作", "部"])
def test_what_is_no_party(words: str) -> None:
    assert party(words) == ""


def test_who_stands_in_brackets() -> None:
    text = "修路（责任单位：交通局、各镇）。架桥。（水利局牵头，财政局、工业和信息化局按职责分工负责）"
    found = list(tails(f"{text}植树（牵头单位：林业局配合单位：各村）。"))
    assert [one.who for one in found] == [
        ("交通局", "各镇"), ("水利局", "财政局", "工业和信息化局"), ("林业局", "各村"),
    ]  # fmt: skip


# -- who and by when, in every manner of writing ---------------------------------------------------------------------


def rows(*lines: str, title: str = "青石镇2031年工作要点") -> list[tuple[str, str, str]]:
    found = measures.find(document(*lines, title=title)).measures
    return [(one.text, "、".join(one.who), one.when) for one in found]


@pytest.mark.parametrize(
    "title", ["青石镇2031年护河工作要点", "青石镇护河工作方案", "在护河会上的讲话", "青石镇护河情况报告"]
)
@pytest.mark.parametrize("talk", [0, 40])
def test_every_item_with_brackets_is_there_whatever_else_the_document_says(title: str, talk: int) -> None:
    """26 items between sentences that order nothing: none may be lost, however many those are."""
    items = [f"{n}.第{n}号水闸归谁看护贴出公示牌。（责任单位：镇水利站、第{n}村（社区）党支部）" for n in range(1, 27)]
    prose = ["青石河是全镇人的母亲河，水清则镇兴。"] * talk
    found = rows(*prose, *items, title=title)
    assert len(found) >= 26
    for n in range(1, 27):
        assert any(who == f"镇水利站、第{n}村（社区）党支部" for _, who, _ in found)


@pytest.mark.parametrize(
    ("item", "who", "when"),
    [
        ("1.清理河道垃圾。由镇水利站牵头，2031年6月底前完成。", "镇水利站", "2031年6月底前"),
        ("1.清理垃圾。由镇水利站牵头，各村配合，于2031年5月31日前完成清理。", "镇水利站、各村", "2031年5月31日前"),
        ("1.清理河道垃圾。责任单位：镇水利站；完成时限：2031年7月底", "镇水利站", "2031年7月底"),
        ("1.清理河道垃圾。牵头单位：镇水利站，配合单位：各村。", "镇水利站、各村", ""),
        ("1.清理河道垃圾。由镇水利站会同镇财政所、镇党委组织部负责。", "镇水利站、镇财政所、镇党委组织部", ""),
        ("1.全面清理河道垃圾，9月底前完成。", "", "9月底前"),
    ],
)  # fmt: skip
def test_who_and_when_behind_an_item(item: str, who: str, when: str) -> None:
    found = rows("青石河是全镇人的母亲河。", item, title="青石镇护河工作方案")
    assert (who, when) in [(one[1], one[2]) for one in found]
    assert not any("责任单位" in text or "时限" in text for text, _, _ in found)


def test_a_line_that_only_says_who_answers_for_the_line_before() -> None:
    lines = ["加固河堤。", "清除淤泥，增设垃圾箱。", "由镇水利站牵头、各村配合，6月底前完成。"]
    assert rows(*lines) == [
        ("加固河堤", "", ""), ("清除淤泥", "镇水利站、各村", "6月底前"), ("增设垃圾箱", "镇水利站、各村", "6月底前"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("2031年9月底前河道排污口压减到3个以内。", "concrete"),
        ("各村应当于2月底前讲清河道由谁看护。", "concrete"),
        ("水利站站长每年至少讲2次护河课。", "concrete"),
        ("各村应当讲清河道由谁看护。", "requirement"),
        ("各村近期应当讲清河道由谁看护。", "requirement"),
        ("各村要在6月底前抓好护河队伍的训练。", "requirement"),
    ],
)  # fmt: skip
def test_a_date_or_a_figure_makes_an_act(text: str, level: str) -> None:
    assert [one.level for one in measures.find(document("开展普查。", text)).measures][1:] == [level]


def test_a_party_is_no_object_and_no_doublet() -> None:
    lines = ["对漏报多的村，由党委委员牵头组建工作组。", "由镇纪委机关牵头，镇财政所配合。"]
    actors = [duty.actor for duty in measures.find(document("开展普查。", *lines)).duties]
    assert "工作组" not in actors and not any(actor.startswith("由") for actor in actors)


@pytest.mark.parametrize("words", ["健全党委统一领导、政府", "干部队伍"])
def test_cut_words_are_no_party(words: str) -> None:
    assert party(words) == ""


# -- the speech that was analysed by hand -----------------------------------------------------------------------------

Places = set[tuple[int, int]]


@pytest.fixture(scope="module")
def seed(shared: Path) -> Document:
    found, _ = understand(source_of(shared / "seed/speech.txt"), "seed")
    assert found
    return found


def places(document: Document, at: At) -> Places:
    """(physical line, column) of every character of a stretch."""
    section = next(one for one in document.sections() if one.id == at.section)
    line = section.body[at.block].lines[at.line] if at.block >= 0 else section.title
    return {line.at(offset) for offset in range(at.start, at.end)}


def by_hand(shared: Path, name: str) -> list[tuple[dict[str, str], Places]]:
    rows = json.loads((shared / f"domain/seed.{name}.json").read_text(encoding="utf-8"))[name]
    return [(row, {(row["line"], row["col"] + n) for n in range(len(row["text"]))}) for row in rows]


def covered(these: list[Places], those: list[Places]) -> float:
    """Share of `these` of which half the characters at least lie within `those`."""
    every = set().union(*those)
    return sum(2 * len(one & every) >= len(one) for one in these) / len(these)


def test_measures_of_the_seed(shared: Path, seed: Document) -> None:
    found = [places(seed, one.at) for one in measures.find(seed).measures]
    known = [place for _, place in by_hand(shared, "measures")]
    assert covered(known, found) >= 0.9
    assert covered(found, known) >= 0.8


def test_duties_of_the_seed(shared: Path, seed: Document) -> None:
    """A duty is right when half of the shorter clause is shared, and half of the shorter party's characters."""
    found = [(one.actor, places(seed, one.clause)) for one in measures.find(seed).duties]
    known = [(row["actor"], place) for row, place in by_hand(shared, "duties")]
    assert share(known, found) >= 0.8
    assert share(found, known) >= 0.9


def share(these: list[tuple[str, Places]], those: list[tuple[str, Places]]) -> float:
    def same(a: tuple[str, Places], b: tuple[str, Places]) -> bool:
        names = [set(re.sub("[（）、和]", "", actor)) for actor, _ in (a, b)]
        return all(2 * len(one & other) >= min(len(one), len(other)) for one, other in (names, (a[1], b[1])))

    return sum(any(same(one, other) for other in those) for one in these) / len(these)


def test_no_party_of_the_seed_is_guessed(seed: Document) -> None:
    """Every party given stands in the sentence of its measure, word for word."""
    for one in measures.find(seed).measures:
        section = next(s for s in seed.sections() if s.id == one.at.section)
        line = section.body[one.at.block].lines[one.at.line] if one.at.block >= 0 else section.title
        assert all(who in line.text for who in one.who)
