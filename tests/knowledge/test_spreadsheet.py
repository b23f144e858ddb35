"""Tables for Excel: what goes in comes out, nothing becomes a formula, and files saved by office programs are read."""

from __future__ import annotations

import random
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from generator import spreadsheet

ROWS = [["编号", "原文", "责任主体"], ["1", "修好村口的路，\n年底前完工", "各村"], ["2", "办好“夜校”", "未明确"]]
CELL = st.text(
    st.one_of(st.sampled_from("=+-@'＝\"，,;\t\n甲1"), st.characters(exclude_categories=["Cs", "Cc"])), max_size=8
)
TABLE = st.lists(st.lists(CELL, min_size=2, max_size=3).filter(any), min_size=1, max_size=4)


@given(TABLE)
def test_a_csv_gives_back_what_was_written(rows: list[list[str]]) -> None:
    head = [["编号", "原文"], *rows]
    assert spreadsheet.read(spreadsheet.csv(head)) == head


@given(TABLE)
def test_a_workbook_gives_back_what_was_written(rows: list[list[str]]) -> None:
    filled = [row + [""] * (3 - len(row)) for row in [["编号", "原文"], *rows]]
    shown = [[cell.replace("\ufffe", "�").replace("\uffff", "�") for cell in row] for row in filled]
    read = spreadsheet.read(spreadsheet.xlsx(filled, title="表"))
    assert [row + [""] * (3 - len(row)) for row in read] == shown


@pytest.mark.parametrize("word", ["=1+1", "+1", "-甲", "@SUM(A1)", "＝1", "\t=1", "'=1"])
def test_no_text_becomes_a_formula(word: str) -> None:
    line = spreadsheet.csv([[word]]).decode("utf-8-sig").lstrip('"')
    assert line.startswith("'")
    cell = load_workbook(BytesIO(spreadsheet.xlsx([["原文"], [word]], title="表"))).worksheets[0]["A2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", word, True)


def test_plain_text_is_left_alone() -> None:
    assert spreadsheet.csv([["一是抓落实", "'引'"]]).decode("utf-8") == "\ufeff一是抓落实,'引'\r\n"


def test_the_same_rows_give_the_same_bytes() -> None:
    assert spreadsheet.xlsx(ROWS, title="举措清单") == spreadsheet.xlsx(ROWS, title="举措清单")
    with ZipFile(BytesIO(spreadsheet.xlsx(ROWS, title="举措清单"))) as archive:
        assert {info.date_time for info in archive.infolist()} == {spreadsheet.DATED}


def test_the_head_of_a_workbook_is_bold_and_stays_in_sight() -> None:
    book = load_workbook(BytesIO(spreadsheet.xlsx(ROWS, title="举措/清单", widths=[6, 60])))
    sheet = book.worksheets[0]
    assert (sheet.title, sheet.freeze_panes, sheet.print_title_rows) == ("举措 清单", "A2", "$1:$1")
    assert sheet["B1"].font.b and not sheet["B2"].font.b and sheet["B2"].alignment.wrap_text
    assert [sheet.column_dimensions[c].width for c in "ABC"] == [6, 60, spreadsheet.WIDTH]
    assert sheet.auto_filter.ref == "A1:C3"


def test_whole_numbers_can_be_sorted() -> None:
    sheet = load_workbook(BytesIO(spreadsheet.xlsx([["编号"], ["10"], ["007"], ["1.50"]], title="表"))).worksheets[0]
    assert [sheet[f"A{n}"].value for n in (2, 3, 4)] == [10, "007", "1.50"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_csv_is_read_however_it_was_saved(codec: str, mark: str) -> None:
    text = f'编号{mark}原文\r\n1{mark}"修路{mark}架桥"\r\n\r\n'
    assert spreadsheet.read(text.encode(codec)) == [["编号", "原文"], ["1", f"修路{mark}架桥"]]


def test_a_workbook_saved_by_others_is_read() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["编号", "改为"], [1, "作风"], [2.0, None], [None, None]):
        sheet.append(row)
    out = BytesIO()
    book.save(out)
    assert spreadsheet.read(out.getvalue()) == [["编号", "改为"], ["1", "作风"], ["2", ""]]


def test_a_damaged_workbook_is_refused_in_plain_words() -> None:
    whole, dice = spreadsheet.xlsx(ROWS * 20, title="表"), random.Random(5)
    for _ in range(300):
        broken = bytearray(whole[: dice.choice([len(whole), dice.randrange(5, len(whole))])])
        for _ in range(dice.randrange(1, 6)):
            broken[dice.randrange(4, len(broken))] = dice.randrange(256)
        try:
            spreadsheet.read(bytes(broken))
        except spreadsheet.Unreadable as refused:
            assert "表格" in str(refused)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(spreadsheet.Unreadable, match="编码"):
        spreadsheet.read(b"\xff\xff\xff,\x80")


def test_no_rows_are_a_table_too() -> None:
    assert spreadsheet.read(spreadsheet.csv([])) == spreadsheet.read(spreadsheet.xlsx([], title="")) == []
