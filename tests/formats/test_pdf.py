"""PDF: the words of a page in order, paragraphs by geometry, tables, what is left out."""

from __future__ import annotations

import io

import pypdf
import pytest

from generator.readers import pdf
from generator.readers.pdf.ink import character
from generator.source import Loc

from .pdf_pages import FULL, HEIGHT, LEFT, RIGHT, WORDS, Sheet, codes, drawn, read, text_page, texts, written


def test_indented_paragraphs_are_joined() -> None:
    source = read(drawn(text_page))
    assert texts(source) == [WORDS, WORDS]
    assert (source.format, source.encoding, source.pages) == ("pdf", "", (1,))


def test_every_printed_line_is_a_piece() -> None:
    source = read(drawn(text_page))
    first, second = source.lines
    assert [piece.line for piece in first.pieces] == [1, 2]
    assert [piece.line for piece in second.pieces] == [3, 4]
    assert first.at(FULL - 2) == (2, 0)
    assert first.at(FULL - 3) == (1, FULL - 3)


def test_a_paragraph_goes_on_over_the_border_of_a_page() -> None:
    half = FULL - 2 + FULL

    def first(sheet: Sheet) -> None:
        sheet.paragraph(WORDS, sheet.paragraph(WORDS, 680))
        sheet.paragraph((WORDS * 2)[:half], 760)

    def second(sheet: Sheet) -> None:
        sheet.paragraph(WORDS, sheet.paragraph((WORDS * 2)[half:], 120, indent=0))

    source = read(drawn(first, second))
    assert texts(source) == [WORDS, WORDS, WORDS * 2, WORDS]
    assert source.pages == (1, 7)


def test_paragraphs_parted_by_white_only() -> None:
    """No indents: the white between paragraphs tells, also where their last line is full."""
    whole = (WORDS * 2)[: 2 * FULL]

    def page(sheet: Sheet) -> None:
        y = 120.0
        for text in (whole, WORDS, whole, WORDS, WORDS):
            y = sheet.paragraph(text, y, indent=0) + 8

    assert texts(read(drawn(page))) == [whole, WORDS, whole, WORDS, WORDS]


def test_a_numbered_line_begins_a_paragraph_where_nothing_else_tells() -> None:
    whole = (WORDS[:-1] * 2)[: FULL - 1] + "。"

    def page(sheet: Sheet) -> None:
        for index, head in enumerate(("一、", "（二）", "3.", "第四条　")):
            sheet.write((head + whole)[: FULL - 1] + "。", 120 + 20 * index)

    assert [text[:2] for text in texts(read(drawn(page)))] == ["一、", "（二", "3.", "第四"]


def test_a_number_at_the_head_of_a_continued_line_is_text() -> None:
    """依照第三条 / （二）项 is one sentence: in an indented text geometry decides."""
    text = WORDS[: FULL - 5] + "依照第" + "（二）项的规定，" + WORDS

    def page(sheet: Sheet) -> None:
        sheet.paragraph(WORDS, sheet.paragraph(text, sheet.paragraph(WORDS, 120)))

    assert texts(read(drawn(page))) == [WORDS, text, WORDS]


def test_a_hanging_paragraph_is_one() -> None:
    words = WORDS[1:]

    def page(sheet: Sheet) -> None:
        for number, y in ((1, 120), (2, 160)):
            sheet.write(f"（{number}）" + words[: FULL - 3], y)
            sheet.write(words[FULL - 3 :], y + 20, LEFT + 36)

    assert texts(read(drawn(page))) == ["（1）" + words, "（2）" + words]


def test_latin_words_are_parted_by_one_blank_chinese_by_none() -> None:
    """Between lines; a hyphen at the end of a line stays, and so does an address broken in two."""

    def page(sheet: Sheet) -> None:
        sheet.write("according to the report of the working group, the commission has found", 120)
        sheet.write("that co-operation between the well-known institutions of all regions, co-", 140)
        sheet.write("ordination included, is not yet what it should be at http://www.example.org/a", 160)
        sheet.write("bc/index.html for all.", 180)

    whole = (
        "according to the report of the working group, the commission has found that co-operation between the "
        "well-known institutions of all regions, co-ordination included, is not yet what it should be at "
        "http://www.example.org/abc/index.html for all."
    )
    assert " ".join(texts(read(drawn(page)))) == whole


def test_quotation_marks_drawn_last_stand_in_their_place() -> None:
    def page(sheet: Sheet) -> None:
        sheet.write("坚持", 120, 72)
        sheet.write("三严三实", 120, 108)
        sheet.write("的要求，认真学习领会。", 120, 168)
        sheet.write("“", 120, 96)
        sheet.write("”", 120, 156)

    assert texts(read(drawn(page))) == ["坚持“三严三实”的要求，认真学习领会。"]


def test_bold_type_printed_twice_is_read_once() -> None:
    def page(sheet: Sheet) -> None:
        sheet.write("加粗的标题与重重叠叠的字", 120)
        sheet.write("加粗的标题与重重叠叠的字", 120, LEFT + 0.5)

    assert texts(read(drawn(page))) == ["加粗的标题与重重叠叠的字"]


def test_marks_of_notes_belong_to_their_line() -> None:
    def page(sheet: Sheet) -> None:
        sheet.write("学习贯彻会议精神", 120)
        sheet.write("1", 115, LEFT + 96, 7)
        sheet.write("，抓好落实。", 120, LEFT + 102)

    assert texts(read(drawn(page))) == ["学习贯彻会议精神1，抓好落实。"]


@pytest.mark.parametrize(("white", "expected"), [(3, "见附件。"), (12, "见 附件。")])
def test_white_is_a_blank_only_when_it_is_wide(white: float, expected: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.write("学习贯彻会议精神，见", 120)
        sheet.write("附件。", 120, LEFT + 120 + white)

    assert texts(read(drawn(page)))[0].endswith(expected)


def test_invisible_text_of_recognised_scans_is_the_text() -> None:
    def page(sheet: Sheet) -> None:
        words = sheet.canvas.beginText(LEFT, HEIGHT - 120)
        words.setFont("STSong-Light", 12)
        words.setTextRenderMode(3)
        words.textLine("隐形的文字层也是正文，要读出来。")
        sheet.canvas.drawText(words)

    assert texts(read(drawn(page))) == ["隐形的文字层也是正文，要读出来。"]


def test_lines_of_a_title_stay_apart_and_are_marked() -> None:
    def page(sheet: Sheet) -> None:
        sheet.centre("关于进一步加强学习的", 100, 22)
        sheet.centre("通知", 135, 22)
        sheet.paragraph(WORDS, 180)

    source = read(drawn(page))
    assert texts(source) == ["关于进一步加强学习的", "通知", WORDS]
    assert [line.hint for line in source.lines] == ["title", "title", ""]


def test_signature_and_date_at_the_right_are_lines_of_their_own() -> None:
    def page(sheet: Sheet) -> None:
        y = sheet.paragraph(WORDS[: 2 * FULL - 2], sheet.paragraph(WORDS, 120))
        sheet.write("某某市人民政府办公室", y, RIGHT - 120)
        sheet.write("2024年5月8日", y + 20, RIGHT - 96)

    assert texts(read(drawn(page)))[-2:] == ["某某市人民政府办公室", "2024年5月8日"]


def test_a_table_of_contents_is_marked() -> None:
    def page(sheet: Sheet) -> None:
        sheet.centre("目　录", 100, 18)
        for index, words in enumerate(("第一章　总则", "第二章　职责", "第三章　附则")):
            sheet.write(f"{words}{'…' * 20}{index + 1}", 140 + 20 * index)
        sheet.write("第四章　别的", 200)
        sheet.write("4", 200, RIGHT - 6)
        sheet.paragraph(WORDS, 240)

    assert [line.hint for line in read(drawn(page)).lines] == ["title", *["toc"] * 4, ""]


def test_a_table_becomes_rows_of_cells() -> None:
    def page(sheet: Sheet) -> None:
        y = sheet.paragraph(WORDS, 120)
        sheet.grid([("序号", "内容"), ("1", "学习教育"), ("2", "整改落实")], y, (72, 150, 400))
        sheet.paragraph(WORDS, y + 90)

    source = read(drawn(page))
    assert texts(source) == [WORDS, "序号\t内容", "1\t学习教育", "2\t整改落实", WORDS]
    rows = source.lines[1:4]
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["序号", "内容"],
        ["1", "学习教育"],
        ["2", "整改落实"],
    ]
    assert [row.head for row in rows] == [True, False, False]
    assert [row.number for row in rows] == [3, 4, 5]
    assert [cell.column for cell in rows[1].cells] == [0, 2]


def test_merged_cells_hold_their_words_once() -> None:
    def page(sheet: Sheet) -> None:
        line = sheet.canvas.line
        for y in (120, 140, 180):
            line(72, HEIGHT - y, 372, HEIGHT - y)
        line(172, HEIGHT - 160, 372, HEIGHT - 160)
        for x in (72, 372):
            line(x, HEIGHT - 120, x, HEIGHT - 180)
        line(172, HEIGHT - 140, 172, HEIGHT - 180)
        sheet.write("合并的表头横跨两栏", 135, 76)
        sheet.write("左边竖着合并", 155, 76)
        sheet.write("右上", 155, 176)
        sheet.write("右下", 175, 176)

    rows = [[cell.text for cell in line.cells] for line in read(drawn(page)).lines]
    assert rows == [["合并的表头横跨两栏", ""], ["左边竖着合并", "右上"], ["", "右下"]]


def test_lines_of_a_cell_are_joined() -> None:
    def page(sheet: Sheet) -> None:
        for y in (120, 140, 180):
            sheet.canvas.line(72, HEIGHT - y, 272, HEIGHT - y)
        for x in (72, 172, 272):
            sheet.canvas.line(x, HEIGHT - 120, x, HEIGHT - 180)
        sheet.write("项目", 135, 76)
        sheet.write("要求", 135, 176)
        sheet.write("学习教育", 155, 76)
        sheet.write("认真学习领", 155, 176)
        sheet.write("会", 175, 176)

    assert texts(read(drawn(page))) == ["项目\t要求", "学习教育\t认真学习领会"]


def test_a_frame_around_text_is_no_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rect(60, HEIGHT - 400, 480, 320)
        text_page(sheet)

    assert texts(read(drawn(page))) == [WORDS, WORDS]


def test_boxes_one_below_the_other_are_no_table() -> None:
    def page(sheet: Sheet) -> None:
        sheet.grid([("提示一：请认真填写。",), ("提示二：请按时上交。",)], 120, (72, 400))

    assert not any(line.cells for line in read(drawn(page)).lines)


def test_a_table_over_two_pages_has_one_head() -> None:
    def first(sheet: Sheet) -> None:
        sheet.grid([("序号", "内容"), ("1", "学习教育要覆盖全体")], 700, (72, 150, 400))

    def second(sheet: Sheet) -> None:
        sheet.grid([("2", "整改落实要逐条对照"), ("3", "总结提高")], 80, (72, 150, 400))

    assert [line.head for line in read(drawn(first, second)).lines] == [True, False, False, False]


def with_edges(number: int, head: str = "学习资料汇编") -> bytes:
    """Pages with a running head and a page number."""

    def page(index: int, sheet: Sheet) -> None:
        sheet.centre(head, 45, 9)
        sheet.paragraph(f"第{index}页的话。" + WORDS, 100)
        sheet.write(f"— {index + 7} —", 800, 280 if index % 2 else 300)

    return drawn(*(lambda sheet, index=index: page(index, sheet) for index in range(number)))


def test_running_heads_and_page_numbers_are_left_out_and_reported() -> None:
    source, found = pdf.read(with_edges(4), "a.pdf")
    assert source
    assert texts(source) == [f"第{index}页的话。{WORDS}" for index in range(4)]
    assert [omission.text for omission in source.omitted[:2]] == ["学习资料汇编", "— 7 —"]
    assert {omission.reason for omission in source.omitted} == {"R186"}
    assert [(one.code, one.args, one.loc) for one in found] == [("R186", ("8",), Loc("a.pdf", 1))]
    assert source.pages == (1, 5, 9, 13)


def test_a_line_at_the_edge_that_does_not_repeat_is_text() -> None:
    def page(index: int, sheet: Sheet) -> None:
        sheet.centre(["开头的一行", "另外的一行", "再一行别的"][index], 45, 9)
        sheet.paragraph(WORDS, 100)
        sheet.write(["抄送：某某办公室。", "1978", "印发机关：某某局。"][index], 800)

    source = read(drawn(*(lambda sheet, index=index: page(index, sheet) for index in range(3))))
    assert not source.omitted
    assert len(source.lines) == 9


def test_text_that_begins_alike_on_every_page_stays() -> None:
    """Only what stands apart from the text is a running head."""
    source = read(drawn(text_page, text_page, text_page))
    assert texts(source) == [WORDS] * 6


def test_two_columns_are_read_one_after_the_other() -> None:
    left, right = WORDS * 4, WORDS[::-1] * 4

    def page(sheet: Sheet) -> None:
        sheet.centre("横跨两栏的标题", 90, 18)
        sheet.paragraph(left, 120, full=17)
        sheet.paragraph(right, 120, x=RIGHT - 17 * 12, full=17)

    assert texts(read(drawn(page))) == ["横跨两栏的标题", left, right]


def test_lists_beside_each_other_are_read_line_by_line_with_a_warning() -> None:
    def page(sheet: Sheet) -> None:
        for index in range(16):
            sheet.write("甲" * (3 + index % 5), 120 + 20 * index)
            sheet.write("乙" * (12 + index % 4), 120 + 20 * index, 260)

    source, found = pdf.read(drawn(page), "a.pdf")
    assert source
    assert texts(source)[0] == "甲甲甲 " + "乙" * 12
    assert [(one.code, one.args) for one in found] == [("R188", ("1",))]


@pytest.mark.parametrize("kind", ["slanted", "upright"])
def test_watermarks_are_left_out_and_reported(kind: str) -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.saveState()
        sheet.canvas.setFillGray(0.8)
        if kind == "slanted":
            sheet.canvas.translate(150, 500)
            sheet.canvas.rotate(45)
            sheet.canvas.setFont("STSong-Light", 60)
            sheet.canvas.drawString(0, 0, "内部资料")
        else:
            sheet.write("内部资料", 175, 100, 80)
        sheet.canvas.restoreState()
        text_page(sheet)

    source, found = pdf.read(drawn(page), "a.pdf")
    assert source
    assert texts(source) == [WORDS, WORDS]
    assert [(omission.text, omission.reason) for omission in source.omitted] == [("内部资料", "R187")]
    assert codes(found) == ["R187"]


def test_a_large_pale_title_is_text() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.setFillGray(0.7)
        sheet.centre("学习资料", 90, 30)
        sheet.canvas.setFillGray(0)
        text_page(sheet)

    assert texts(read(drawn(page)))[0] == "学习资料"


def test_words_beyond_the_edge_of_the_page_are_left_out_and_reported() -> None:
    def page(sheet: Sheet) -> None:
        text_page(sheet)
        sheet.write("页外的字", 300, 700)

    source = read(drawn(page))
    assert [(omission.text, omission.reason) for omission in source.omitted] == [("页外的字", "R187")]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rotate(90)
        sheet.canvas.setFont("STSong-Light", 12)
        sheet.canvas.drawString(72, -100, "整页横放的文字，分两行写，")
        sheet.canvas.drawString(72, -120, "这是第二行。")

    assert texts(read(drawn(page))) == ["整页横放的文字，分两行写，这是第二行。"]


def test_comments_fields_and_attachments_are_named_and_not_opened() -> None:
    def page(sheet: Sheet) -> None:
        text_page(sheet)
        sheet.canvas.linkURL("http://example.org/", (0, 0, 50, 50))
        sheet.canvas.textAnnotation("这是批注")
        sheet.canvas.acroForm.textfield(name="field", value="filled")

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(drawn(page))))
    writer.add_attachment("附件.txt", b"x")
    source, found = pdf.read(written(writer), "a.pdf")
    assert source
    assert texts(source) == [WORDS, WORDS]
    assert sorted(omission.text for omission in source.omitted) == ["filled", "这是批注", "附件.txt"]
    assert codes(found) == ["R189"]


class Font:
    """A font that gives one character."""

    def __init__(self, text: str) -> None:
        self.text = text

    def to_unichr(self, cid: int) -> str:
        return self.text


@pytest.mark.parametrize(("given", "expected"), [("⾔", "言"), ("⻓", "长"), ("ﬁ", "fi"), ("\xad", "-"), ("", "\x00")])
def test_characters_of_the_same_ink(given: str, expected: str) -> None:
    assert character(Font(given), 1) == expected  # type: ignore[arg-type]
