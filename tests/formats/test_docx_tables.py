"""Tables of Word files: each character once, every row as wide as the table."""

from __future__ import annotations

import pytest

from generator.readers.docx import read
from generator.source import Line

from .ooxml import docx, paragraph

LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def lines(body: str, **more: object) -> tuple[Line, ...]:
    found, problems = read(docx(body, **more), "a.docx")  # type: ignore[arg-type]
    assert found, problems
    return found.lines


def cell(*texts: str, properties: str = "") -> str:
    inside = "".join(paragraph(text) if not text.startswith("<") else text for text in texts)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(one if one.startswith("<") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def grid(body: str, **more: object) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in lines(body, **more)]


def test_rows_have_cells_and_belong_to_the_paragraph_before() -> None:
    found = lines(paragraph("表一") + table(row("姓名", "职务"), row("甲", "乙")) + paragraph("下段"))
    assert [(line.number, line.text, line.head) for line in found] == [
        (1, "表一", False), (1, "姓名\t职务", True), (1, "甲\t乙", False), (2, "下段", False),
    ]  # fmt: skip
    assert [(cell.text, cell.number, cell.column) for line in found for cell in line.cells] == [
        ("姓名", 1, 3), ("职务", 1, 6), ("甲", 1, 9), ("乙", 1, 11),
    ]  # fmt: skip
    head = found[1]
    assert [head.at(offset) for offset in range(5)] == [(1, 3), (1, 4), (1, 5), (1, 6), (1, 7)]


def test_a_table_before_all_paragraphs_shares_the_first_number() -> None:
    found = lines(table(row("甲", "乙")) + paragraph("一") + paragraph("二"))
    assert [(line.number, line.column, line.text) for line in found] == [(1, 0, "甲\t乙"), (1, 4, "一"), (2, 0, "二")]


def test_merged_cells_have_their_words_once() -> None:
    wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        row(cell("合计", properties=wide), "元"),
        row(cell("甲类", properties=down), "子", "1"),
        row(cell("", properties=on), "丑", "2"),
        row("末", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    )
    assert grid(body) == [["合计", "", "元"], ["甲类", "子", "1"], ["", "丑", "2"], ["", "末", ""]]


def test_several_paragraphs_and_inner_tables_flow_into_a_cell() -> None:
    inner = table(row("子", "丑"), row("寅", "卯"))
    body = table(row(cell("一", "二"), cell("甲", inner, "乙")), row("三", "四"))
    assert grid(body) == [["一 二", "甲 子 丑 寅 卯 乙"], ["三", "四"]]


def test_frames_around_text_are_text() -> None:
    assert [line.text for line in lines(table(row(cell("关于开会的通知", "各科室："))))] == [
        "关于开会的通知",
        "各科室：",
    ]
    column = table(row("一、目标"), row("二、任务"), row(cell(table(row("甲", "乙"), row("丙", "丁")))))
    assert [(line.text, len(line.cells)) for line in lines(column)] == [
        ("一、目标", 0), ("二、任务", 0), ("甲\t乙", 2), ("丙\t丁", 2),
    ]  # fmt: skip
    pages = table(row(cell(*"一二三四五六七"), "旁"))
    assert [line.text for line in lines(pages)] == [*"一二三四五六七", "旁"]


def test_rows_and_cells_in_wrappers_are_found() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(
        control.format(row("甲", control.format(cell("乙")))), row("丙", cell(control.format(paragraph("丁"))))
    )
    assert grid(body) == [["甲", "乙"], ["丙", "丁"]]


def test_a_column_of_automatic_numbers_is_kept() -> None:
    number = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    body = table(row("序号", "姓名"), row(cell(number), "甲"), row(cell(number), "乙"))
    assert grid(body, parts={"numbering": LIST}) == [["序号", "姓名"], ["1", "甲"], ["2", "乙"]]


def test_deleted_rows_are_left_out_and_empty_ones_too() -> None:
    body = table(row("甲", "乙"), row("丙", "丁", properties="<w:del/>"), row("", ""), row("戊", "己"))
    found, problems = read(docx(body), "a.docx")
    assert found
    assert [line.text for line in found.lines] == ["甲\t乙", "戊\t己"]
    assert [(omission.text, omission.reason) for omission in found.omitted] == [("丙 丁", "R168")]
    assert [problem.code for problem in problems] == ["R168"]


def test_deleted_cells_are_left_out() -> None:
    gone = cell("删去", properties='<w:cellDel w:id="1" w:author="某人"/>')
    body = table(row("甲", gone, "乙"), row("丙", gone, "丁"), row(gone, gone, gone))
    found, problems = read(docx(body), "a.docx")
    assert found
    assert [[one.text for one in line.cells] for line in found.lines] == [["甲", "乙"], ["丙", "丁"]]
    assert [(omission.text, omission.reason) for omission in found.omitted] == [("删去", "R168")] * 5
    assert [(problem.code, problem.args) for problem in problems] == [("R168", ("5",))]


def test_hidden_rows_are_left_out_and_their_numbers_count() -> None:
    number = paragraph("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    formula = "<m:oMathPara><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>"
    hidden = row(cell(number), cell("藏", table(row("内", cell(formula)))), properties="<w:hidden/>")
    shown = row(cell(number), "显", properties='<w:hidden w:val="0"/>')
    found, problems = read(docx(table(shown, hidden, shown) + paragraph("后"), parts={"numbering": LIST}), "a.docx")
    assert found
    assert [line.text for line in found.lines] == ["1\t显", "3\t显", "后"]
    assert [(omission.text, omission.reason) for omission in found.omitted] == [
        ("藏", "R169"), ("内", "R169"), ("x", "R169"),
    ]  # fmt: skip
    assert [(problem.code, problem.args) for problem in problems] == [("R169", ("3",))]


@pytest.mark.parametrize(
    "body",
    [
        table(row(cell("甲", properties='<w:gridSpan w:val="99999999"/>'), "乙")),
        table(row(*["字"] * 500), *[row("一")] * 50),
        table(row(cell("甲", properties='<w:gridSpan w:val="-5"/>'), "乙")),
    ],
)
def test_senseless_widths_lose_nothing_and_cost_nothing(body: str) -> None:
    found = lines(body)
    assert "".join(line.text for line in found).replace("\t", "") in ("甲乙", "字" * 500 + "一" * 50)
    assert sum(len(line.cells) for line in found) < 1000


def test_a_deleted_mark_does_not_join_a_paragraph_with_a_table() -> None:
    body = paragraph("前", "<w:rPr><w:del/></w:rPr>") + table(row("甲", "乙")) + paragraph("后")
    assert [(line.number, line.text) for line in lines(body)] == [(1, "前"), (1, "甲\t乙"), (2, "后")]


def test_places_ascend_even_where_cells_have_no_paragraph() -> None:
    found = lines(table(row("甲", "<w:tc/>"), row("乙", "丙")))
    assert [line.number for line in found] == [1, 1]
    assert found[0].at(len(found[0].text) - 1) < (found[1].number, found[1].column)
