"""Topics: stretches of long sections, texts about other things, the clerk's decisions, parts of a topic, sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.knowledge import scoring, topics
from generator.knowledge.lexicon import Lexicon, Params
from generator.knowledge.stretches import LONG, stretches
from generator.knowledge.topic_table import parse
from generator.model import Section
from generator.results import Tag
from tests.test_topics import SHIPPED, document, of, section, small

FILLER = "今年修路三十里，栽树两万株，办成一批实事。"
LONG_FILLER = FILLER * 15


def names(tags: tuple[Tag, ...], id: str) -> list[str]:
    return [tag.topic for tag in of(tags, id)]


# -- stretches


def test_a_long_section_is_judged_paragraph_by_paragraph() -> None:
    paragraphs = (LONG_FILLER, "严明纪律，该处分的处分。" * 9, LONG_FILLER + "路要修好。")
    tags = topics.tag(document(section("1", "", paragraphs)), small(), 200)
    assert [s.id for s in stretches(section("1", "", paragraphs))] == ["1:0", "1:1", "1:2"]
    assert [names(tags, f"1:{n}") for n in range(3)] == [[], ["jilv"], []]


def test_a_short_paragraph_goes_with_the_next_one() -> None:
    lead, long = "下面讲三点：", "纪律。" + LONG_FILLER
    found = list(stretches(section("1", "", (lead, long, long, "完了。"))))
    assert [(s.id, len(s.body)) for s in found] == [("1:0", 2), ("1:2", 1), ("1:3", 1)]


def test_a_paragraph_of_pages_is_cut_at_its_items_even_where_the_stop_is_lost() -> None:
    text = f"讲两点。{FILLER}第一，抓纪律。{LONG_FILLER}某报记者摄第二，抓组织。{LONG_FILLER}{LONG_FILLER}"
    found = list(stretches(section("", "", (text,), kind="root")))
    assert [s.id for s in found] == [":0.0", ":0.1", ":0.2"]
    assert "".join(line.text for s in found for block in s.body for line in block.lines) == text
    assert [s.body[0].lines[0].text[:3] for s in found] == ["讲两点", "第一，", "第二，"]


def test_what_is_not_long_and_what_does_not_count_on_stays_whole() -> None:
    assert not list(stretches(section("1", "", ("纪" * LONG,))))
    text = f"第三，抓纪律。{LONG_FILLER}{LONG_FILLER}{FILLER}第一，抓组织。"
    assert [s.id for s in stretches(section("1", "", (text, LONG_FILLER)))] == ["1:0", "1:1"]


def test_places_are_all_that_may_have_tags() -> None:
    notes = section("notes", "", (LONG_FILLER, LONG_FILLER, LONG_FILLER), kind="notes")
    whole = replace(document(section("1", "", (LONG_FILLER, LONG_FILLER, LONG_FILLER))), notes=notes)
    assert [s.id for s in topics.places(whole)] == ["", "1", "1:0", "1:1", "1:2", "notes"]


# -- texts about something else


def test_passing_mention_in_a_business_text_needs_twice_the_points() -> None:
    mention = section("1", "", ("抓好纪律教育，严肃执纪问责。", FILLER))
    assert of(topics.tag(document(mention), SHIPPED, 200), "1")
    business = [section(str(n), "", (LONG_FILLER,)) for n in range(2, 12)]
    assert not of(topics.tag(document(mention, *business), SHIPPED, 200), "1")


def test_a_large_chapter_is_measured_by_itself() -> None:
    """A report has chapters on everything: the one about the Party keeps its topics."""
    party = section("1", "", (), *(section(f"1-{n}", "", ("严明纪律，处分到位。" + FILLER * 10,)) for n in range(12)))
    business = [section(str(n), "", (LONG_FILLER * 10,)) for n in range(2, 12)]
    tags = topics.tag(document(party, *business), small(), 200)
    assert all(names(tags, f"1-{n}") == ["jilv"] for n in range(12))


@pytest.mark.parametrize(("points", "threshold"), [(0, 10), (10, 10), (17.5, 7.5), (25, 5), (90, 5)])
def test_the_threshold_falls_as_the_words_grow_denser(points: float, threshold: float) -> None:
    assert scoring.threshold(points, 1000, Params()) == threshold


def test_without_text_or_with_strange_params_there_is_a_threshold() -> None:
    assert scoring.threshold(0, 0, Params()) == 5
    assert scoring.threshold(5, 1000, Params(dense=10, sparse=10)) > 0


def test_words_without_meaning_for_a_text_are_not_clear() -> None:
    assert scoring.clear_points("组织领导和监督", small()) == 0
    assert scoring.clear_points("纪律、处分、监督", small()) == 6


def test_a_topic_that_the_heading_names_stays_beside_a_much_stronger_one() -> None:
    part = section("1", "组织", ("纪律，处分。" * 40 + "违反政治纪律的，处分。" * 40,))
    lexicon = replace(small(), params=replace(Params(), relative=0.95))
    assert "zuzhi" in names(topics.tag(document(part), lexicon, 20000), "1")


# -- the clerk's decisions


def test_a_decision_goes_before_words_and_before_the_documents_topics() -> None:
    parts = (section("1", "政治建设"), section("2", "政治建设"), section("3", "政治建设"))
    decisions = {"1": ("组织", "纪律"), "2": ()}
    tags = topics.tag(document(*parts), small(), 0, decisions)
    assert [(t.section, t.topic) for t in tags] == [("1", "zuzhi"), ("1", "jilv"), ("3", "zhengzhi")]
    assert {r.place for t in of(tags, "1") for r in t.reasons} == {"given"}
    given = document(*parts, given=("思想",))
    assert names(topics.tag(given, small(), 0, decisions), "1") == ["zuzhi", "jilv"]
    assert names(topics.tag(given, small(), 0, decisions), "2") == []
    assert names(topics.tag(given, small(), 0, decisions), "3") == ["sixiang"]


def test_a_decided_section_has_no_tags_on_its_stretches() -> None:
    long = section("1", "", (LONG_FILLER + "纪律处分。" * 9, LONG_FILLER + "纪律处分。" * 9, LONG_FILLER))
    assert names(topics.tag(document(long), small(), 200), "1:0")
    tags = topics.tag(document(long), small(), 200, {"1": ("组织",)})
    assert {t.section for t in tags} == {"1"}


def test_a_decision_for_a_topic_that_is_no_more_is_reported() -> None:
    found = topics.check(document(section("1", "政治建设")), small(), {"1": ("统战",), "2": ("组织",)})
    assert [(d.code, d.args[0]) for d in found] == [("T107", "统战")]


# -- parts of a topic


def with_parts() -> Lexicon:
    parts = {"处分": "处分", "纪律": ["纪律"]}
    lexicon, found = parse({"topics": [{"id": "jilv", "name": "纪律", "strong": ["纪律 处分"], "parts": parts}]}, "t")
    assert not found
    return lexicon


def test_a_tag_names_the_parts_that_its_own_words_speak_of() -> None:
    inner = section("1-1", "", ("处分，" * 3,))
    tags = topics.tag(document(section("1", "纪律", (), inner), section("2", "处分", ("纪律",))), with_parts(), 20)
    assert {t.section: t.subtopics for t in tags} == {"1": ("纪律",), "1-1": ("处分",), "2": ("处分", "纪律")}


def test_a_part_without_words_is_reported() -> None:
    row = {"id": "jilv", "name": "纪律", "strong": ["纪律"], "parts": {"巡视": "巡视", "纪律": "纪律"}}
    lexicon, found = parse({"topics": [row]}, "t")
    assert [(d.code, d.args) for d in found] == [("T111", ("巡视", "纪律"))]
    assert lexicon.topics[0].subtopics == (("纪律", ("纪律",)),)


def test_the_shipped_topics_all_have_parts() -> None:
    assert all(len(topic.subtopics) >= 4 for topic in SHIPPED.topics)


# -- the sentence that says most


def test_the_telling_sentence_is_the_one_with_the_most_points() -> None:
    part = section("1", "", (f"{FILLER}要讲纪律。", "“严明纪律，处分到位。”大家说。路修好了。"))
    assert topics.telling_sentence(part, "jilv", small()) == "“严明纪律，处分到位。”大家说。"


def test_without_words_of_the_topic_the_first_sentence_stands() -> None:
    assert topics.telling_sentence(section("1", "", (FILLER + "路灯亮了。",)), "jilv", small()) == FILLER
    assert topics.telling_sentence(section("1", "纪律"), "jilv", small()) == ""


# -- hand-labelled texts


def test_the_seed_speech_is_tagged_as_by_hand(shared: Path) -> None:
    """Micro F1 over its sections, topics that may be given left out: at least 0.92."""
    import json

    from generator.structure import understand
    from tests.conftest import source_of

    gold = json.loads((shared / "domain" / "seed.topics.json").read_text(encoding="utf-8"))["labels"]
    speech, _ = understand(source_of(shared / "seed" / "speech.txt"), "seed")
    assert speech
    starts = {first_line(s): s.id for s in speech.sections() if first_line(s)}
    tags = topics.tag(speech, SHIPPED, topics.average_length([speech]))
    name = {topic.id: topic.name for topic in SHIPPED.topics}
    right = wrong = missed = 0
    for row in gold:
        line = max((n for n in starts if n <= row["lines"][0]), default=0)
        got = {name[tag.topic] for tag in of(tags, starts.get(line, ""))}
        must, may = set(row["must"]), set(row["may"])
        right, missed, wrong = right + len(got & must), missed + len(must - got), wrong + len(got - must - may)
    assert 2 * right / (2 * right + wrong + missed) >= 0.92


def first_line(part: Section) -> int:
    """Number of the physical line on which a section begins; 0 when it is empty."""
    lines = [part.title, *(line for block in part.body for line in block.lines)]
    return next((line.number for line in lines if line.text), 0)
