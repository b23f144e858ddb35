"""Dates and meetings: what is found, what is left alone, and the seed by hand analysis."""

from __future__ import annotations

import json
from pathlib import Path
from time import process_time

import pytest
import yaml

from generator.knowledge import events
from generator.knowledge.terms import Term, parse
from generator.structure import understand
from tests.conftest import ROOT, source_of
from tests.knowledge.small import document

TERMS = (
    Term("党的二十大", "meeting", aliases=("二十大", "中国共产党第二十次全国代表大会"), source="2022-10-16—22"),
    Term("二十届三中全会", "meeting", source="2024-07-15—18"),
    Term("“护河行”主题教育", "campaign", aliases=("护河行",), source="2029-04 启动"),
)


def found(text: str) -> list[tuple[str, str]]:
    return [(one.name, one.date) for one in events.find([document("a", f"护河要点\n一、过程\n{text}")], TERMS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2029年3月，水闸动工。", [("2029年3月", "2029-03")]),
        ("二〇二九年三月五日，水闸动工。", [("2029年3月5日", "2029-03-05")]),
        ("２０２９年3月动工，12月28日竣工。", [("2029年3月", "2029-03"), ("2029年12月28日", "2029-12-28")]),
        ("2029年动工。12月28日竣工。", [("2029年", "2029")]),
        ("12月28日竣工。", []),
        ("2029年13月动工。", []),
        ("到2035年建成，2033年底前修通。", []),
        ("《2029年护河计划》印发。", []),
        ("镇发〔2029〕3号。一户一档，建堤99周年。", []),
        ("党的二十大以来，河水变清。", [("党的二十大", "2022-10-16")]),
        ("中国共产党第二十次全国代表大会胜利召开。", [("党的二十大", "2022-10-16")]),
        ("落实五十二大项任务，开展十大行动。", []),
        ("二十届二中、三中全会提出。", [("二十届三中全会", "2024-07-15"), ("二十届二中全会", "")]),
        ("巩固“护河行”主题教育成果，以护河行的劲头干。", [("“护河行”主题教育", "2029-04")]),
        ("今天我们召开护河护林工作会议。", [("护河护林工作会议", "")]),
        ("2029年2月3日镇第四次党代会提出。", [("2029年2月3日", "2029-02-03"), ("镇第四次党代会", "")]),
        ("市委、区委护河工作会议要求。", [("市委、区委护河工作会议", "")]),
        ("2029年是收官之年，比2028年压减10%，对2027年以来印发的文件进行清理。", []),
        ("2029年印发的办法同时废止。", [("2029年", "2029")]),
        ("严守党的六大纪律。党的六大提出组织路线。", [("党的六大", "")]),
        ("少开会议，定期召开座谈会，向人民代表大会报告。", []),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert sorted(found(text)) == sorted(expected)


def test_the_words_stand_where_it_is_said() -> None:
    doc = document("a", "护河要点\n一、过程\n水闸修好了。2029年3月，水渠通水。大家都来看。")
    (event,) = events.find([doc])
    line = doc.root.children[0].body[event.at.block].lines[0]
    assert line.text[event.at.start : event.at.end] == event.words == "2029年3月"
    assert event.sentence == "2029年3月，水渠通水。"


def test_a_papers_own_dates_are_told_as_such() -> None:
    lines = "护河条例\n（2028年5月2日镇党代会通过　2029年3月1日修订）\n一、过程\n护好河。\n\n青石镇\n2029年3月4日"
    events_ = [one for one in events.find([document("a", lines)]) if one.kind == "paper"]
    assert [one.name for one in events_] == ["2028年5月2日　通过", "2029年3月1日　修订", "2029年3月4日　成文"]


def test_years_behind_the_documents_own_are_plans() -> None:
    doc = document("a", "护河要点\n（2029年5月6日）\n一、过程\n2031年，水渠通水。2028年，水闸动工。")
    assert [one.date for one in events.find([doc]) if one.kind == "date"] == ["2028"]


@pytest.mark.parametrize(("own", "plans"), [("（2029年5月6日）\n", []), ("", ["2029-12", "2030-12", "2031-06"])])
def test_rows_of_a_plan_are_treated_alike(own: str, plans: list[str]) -> None:
    """Months of the document's own year that are still to come are plans, as those of later years are."""
    rows = "2029年5月动工。2029年9月1日放水。\n水闸 2029年12月\n水渠 2030年12月\n水泵 2031年6月"
    doc = document("a", f"护河方案\n{own}一、过程\n{rows}")
    dates = sorted(one.date for one in events.find([doc]) if one.kind == "date")
    assert dates == ["2029-05", "2029-09-01", *plans]


def test_a_document_that_knows_only_its_year_plans_by_years() -> None:
    assert not events._planned("2029", "2029") and not events._planned("2029-12", "2029")
    assert events._planned("2030", "2029") and events._planned("2030-01-02", "2029")


def test_by_year_the_newest_first() -> None:
    some = events.find(
        [document("a", "护河要点\n一、过程\n2028年动工，2030年5月通水。2030年2月停工。镇第四次党代会提出。")]
    )
    assert [(year, [one.date for one in group]) for year, group in events.by_year(some)] == [
        ("2030", ["2030-05", "2030-02"]), ("2028", ["2028"]),
    ]  # fmt: skip
    assert [one.name for one in events.of_document(some, "a")] == ["2030年5月", "2030年2月", "2028年", "镇第四次党代会"]


def test_meetings_of_the_seed(shared: Path) -> None:
    """All meetings of the hand analysis with their dates; its anniversaries, frequencies and placeholders are none."""
    table = yaml.safe_load((ROOT / "content/_config/terms.yml").read_text(encoding="utf-8"))
    terms, _ = parse(table, "terms.yml")
    seed, _ = understand(source_of(shared / "seed/speech.txt"), "seed")
    assert seed
    made = {(one.name, one.date) for one in events.find([seed], terms)}
    rows = json.loads((shared / "domain/seed.meetings.json").read_text(encoding="utf-8"))["meetings_dates"]
    kinds = {"congress", "plenums", "this meeting", "superior meetings", "campaign"}
    wanted = [row for row in rows if row["kind"] in kinds and row["section"] != "title"]
    days = {
        day[:10] for row in wanted for day in ([row["date"]] if isinstance(row["date"], str) else row["date"] or ())
    }
    assert days <= {date for _, date in made}
    assert {"党的建设工作暨党风廉政建设和反腐败工作会议", "市委、区委党建会议"} <= {name for name, _ in made}
    assert len(made) <= len(wanted) + 3


@pytest.mark.parametrize("place", ["全省和", "省、市、", "全市、"])
def test_a_long_row_of_places_takes_no_time(place: str) -> None:
    begun = process_time()
    found(place * 60)
    assert process_time() - begun < 2
