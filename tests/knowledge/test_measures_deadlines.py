"""Time limits of measures: as they are written, as what tells a target from a result, and on endless lines."""

from __future__ import annotations

import pytest

from generator.knowledge import measures
from generator.knowledge.measures.deadlines import limit
from tests.knowledge.test_measures import document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("年底前完工", "年底前"), ("６月底前完工", "６月底前"), ("到2031年建成", "到2031年"), ("每季度检查", "每季度"),
        ("20个工作日内办结", "20个工作日内"), ("连年丰收", ""), ("一年四季", ""),
        ("2031年底前完工", "2031年底前"), ("第二季度前完工", "第二季度前"), ("在2031年上半年前完工", "2031年上半年前"),
        ("每季度末报送", "每季度末"), ("每季度末月25日前报送", "每季度末月25日前"), ("每半年报送", "每半年"),
        ("年终开展评比", "年终"), ("半年内建成", "半年内"), ("三年前的水塔", ""), ("一季度的雨水", ""),
        ("去年底开展评比", ""),
        ("三个月前的水塔", ""), ("3个月前的水塔", ""), ("两个季度前的水塔", ""), ("去年底前建成", ""),
        ("成年前的小牛", ""), ("名列今年前列", ""),
        ("青年前往河堤", ""), ("全年前三名", ""), ("2031年前往县里", ""), ("春节前往村里", ""),
        ("每季度前往河堤", "每季度"),
        ("今年前三季度", ""), ("2031年前10个月", ""), ("前三季度完成清淤", ""), ("三季度完成清淤", "三季度"),
        ("2031年前，修好水闸", "2031年前"), ("年底前列出清单", "年底前"), ("春节前完工", "春节前"),
        ("6月底前3个村完工", "6月底前"),
        ("6月底前移交闸门", "6月底前"), ("年底前进行检查", "年底前"),
        ("每月末位清退", "每月"), ("每年初级训练", "每年"), ("每月末清点", "每月末"),
        ("2031年末位清退", ""), ("丰富青年内涵", ""), ("2031年内部检查", ""),
        ("2031年内部署到村", "2031年内"), ("年内完工", "年内"),
        ("纳入年终考核", ""), ("列入年终检查内容", ""), ("纳入年底考核", ""), ("年终评选", ""), ("年终奖励", ""),
        ("年终完成清淤", "年终"), ("年底进行书面述学", "年底"),
    ],
)  # fmt: skip
def test_time_limits_as_written(text: str, words: str) -> None:
    assert limit(text) == words


@pytest.mark.parametrize(
    ("date", "found"), [("2031-02-10", True), ("2030", True), ("2031", False), ("2032-01-05", False), ("", False)]
)
@pytest.mark.parametrize("when", ["到2031年", "2031年底"])
def test_a_figure_due_when_a_year_ends_is_a_target_if_that_is_behind_the_date(
    when: str, date: str, found: bool
) -> None:
    text = f"{when}，通自来水的村达到95%。"
    assert any("95%" in one.text for one in measures.find(document("开展普查。", text, date=date)).measures) is found


@pytest.mark.parametrize(
    "text", ["截至2031年底，通自来水的村达到95%。", "到2031年6月，通自来水的村达到95%。", "到2031年，粮食产量增长5%。"]
)
def test_a_figure_reached_is_no_target(text: str) -> None:
    assert len(measures.find(document("开展普查。", text, date="2031-08-10")).measures) == 1


@pytest.mark.parametrize(
    "run", ["1", "1.", "1,", "1..", "一", "十", "全面", "分别", "要求", "年", "每1", "镇", "第一季度"]
)
def test_long_runs_take_no_time(run: str) -> None:
    """Linear: forty thousand times on a line end; quadratic code would run for minutes."""
    text = f"修好水闸{run * 40_000}"
    found = measures.find(document("开展普查。", text, title="青石镇护河情况报告"))
    assert found.is_sparing


def test_an_amount_a_month_is_no_time_limit() -> None:
    assert (limit("每人每月300元"), limit("每月通报一次"), limit("每月25日前上报")) == ("", "每月", "每月25日前")
