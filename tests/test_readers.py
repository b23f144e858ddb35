"""Files to lines: what is text, what is a mark, where each character stands, and what is said about the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import readers
from generator.codes import CODES
from generator.diagnostics import text
from generator.readers import find, folder, markdown, plain, read, read_file
from generator.readers.encoding import decode
from generator.readers.normalise import normalise, physical_lines, place
from generator.source import Diagnostic, Line, Source

from .formats.ooxml import archive, docx, paragraph


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [problem.code for problem in found]


def lines(body: str) -> list[tuple[int, int, str]]:
    """(line, column, words) of a plain text."""
    return [(line.number, line.column, line.text) for line in normalise(body, "甲.txt")[0]]


def md(body: str) -> list[tuple[int, str]]:
    """(level, words) of a Markdown text."""
    source, found = markdown.read(("正文\n\n" + body).encode(), "甲.md")
    assert source, found
    return [(line.level, line.text) for line in source.lines[1:]]


def words(body: str) -> str:
    """The one line of a Markdown text."""
    ((_, found),) = md(body)
    return found


def omitted(body: str) -> list[tuple[int, str, str]]:
    source, _ = markdown.read(body.encode(), "甲.md")
    assert source
    return [(omission.line, omission.text, omission.reason) for omission in source.omitted]


def assert_placed(found: tuple[Line, ...], source: str) -> None:
    """Every character stands where its line says; replaced ones and the tabs of table rows aside."""
    physical = physical_lines(source)
    for line in found:
        for offset, char in enumerate(line.text):
            number, column = line.at(offset)
            assert physical[number - 1][column] == char or char == "\ufffd" or (char == "\t" and line.cells)
        for cell in line.cells:
            assert_placed((cell,), source)


# --- lines


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一\n二\r\n三", [(1, 0, "一"), (2, 0, "二"), (3, 0, "三")]),
        ("一\r二\r\r三", [(1, 0, "一"), (2, 0, "二"), (4, 0, "三")]),
        ("一\r二\n三", [(1, 0, "一"), (1, 2, "二"), (2, 0, "三")]),
        ("一\v二\f三\x85四", [(1, 0, "一"), (1, 2, "二"), (1, 4, "三"), (1, 6, "四")]),
        ("一\u2028二\u2029三", [(1, 0, "一"), (1, 2, "二"), (1, 4, "三")]),
        ("\n　　一　二 \n \t\n\xa0三\u2002", [(2, 2, "一　二"), (4, 1, "三")]),
        ("", []),
    ],
)  # fmt: skip
def test_line_ends_and_blanks(body: str, expected: list[tuple[int, int, str]]) -> None:
    assert lines(body) == expected


def test_indent_counts_columns() -> None:
    found, _ = normalise("一\n　　二\n\t三\n  四\n\u200b　五", "甲.txt")
    assert [line.indent for line in found] == [0, 4, 4, 2, 2]


def test_odd_characters_are_replaced_or_dropped_and_counted() -> None:
    found, problems = normalise("甲\n\ufeff乙\x07\u200b丙\ue000\u202e丁\ud800", "甲.txt")
    assert [line.text for line in found] == ["甲", "乙\ufffd丙丁\ufffd"]
    assert [(p.code, p.loc.line, p.loc.column, p.args) for p in problems] == [
        ("R120", 2, 2, ("2",)), ("R121", 2, 0, ("3",)), ("R122", 2, 5, ("1",)),
    ]  # fmt: skip
    assert found[1].at(0) == (2, 1)
    assert [found[1].at(offset)[1] for offset in range(5)] == [1, 2, 4, 7, 8]


def test_place_counts_as_the_lines_do() -> None:
    assert place("一\r\n二三", 4) == (2, 1)
    assert place("一\r二三", 3) == (2, 1)
    assert place("一", 1) == (1, 1)


@given(st.text(alphabet="甲乙。　 \t\r\n\v\x85\u2028\u200b\ufeff\ue000\x07\xa0", max_size=60))
def test_every_character_stands_where_its_line_says(body: str) -> None:
    found, _ = normalise(body, "甲.txt")
    assert_placed(found, body)
    assert all(line.text == line.text.strip() != "" for line in found)


@given(st.text(max_size=80))
def test_nothing_visible_is_lost_in_a_plain_text(body: str) -> None:
    found, problems = normalise(body, "甲.txt")
    dropped = sum(int(p.args[0]) for p in problems if p.code in ("R121", "R122"))
    assert sum(len("".join(line.text.split())) for line in found) >= len("".join(body.split())) - dropped
    assert_placed(found, body)


# --- plain text


def test_plain_text_is_literal() -> None:
    body = "## 不是标题\n**不是加粗**\n<b>不是标签</b>\n<!-- 不是注释 -->\n| 不是 | 表格 |\n\\*"
    source, found = plain.read(body.encode(), "甲.txt")
    assert source and not found
    assert [line.text for line in source.lines] == body.split("\n")
    assert (source.format, source.encoding, source.omitted) == ("txt", "utf-8", ())


def test_a_web_page_is_shown_as_it_is_with_a_warning() -> None:
    source, found = plain.read("\n<!DOCTYPE html>\n<p>文字</p>".encode(), "甲.txt")
    assert source and codes(found) == ["R109"] and found[0].loc.line == 2


def test_only_invisible_characters_are_no_text() -> None:
    source, found = plain.read("\u200b\u200d\n".encode(), "甲.txt")
    assert source is None and codes(found)[-1] == "R101"


# --- Markdown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# 标题", [(1, "标题")]),
        ("###### 标题 ##", [(6, "标题")]),
        ("##第一章 总则", [(2, "第一章 总则")]),
        ("##总则##", [(2, "总则")]),
        ("###（一）要求", [(3, "（一）要求")]),
        ("##1.要求", [(2, "1.要求")]),
        ("#1机组", [(0, "#1机组")]),
        ("#话题# 讨论", [(0, "#话题# 讨论")]),
        ("#学习 #交流", [(0, "#学习 #交流")]),
        ("####### 七个", [(0, "####### 七个")]),
        ("#include", [(0, "#include")]),
        ("## **一、要求**", [(2, "一、要求")]),
        ("# 某县<br>方案", [(1, "某县方案")]),
        ("标题\n===", [(1, "标题")]),
        ("标题\n-----", [(2, "标题")]),
        ("第一段，\n第二段\n---", [(0, "第一段，"), (0, "第二段")]),
        ("这是一句话。\n---", [(0, "这是一句话。")]),
        ("- 项目\n---", [(0, "- 项目")]),
        ("标题\n\n---", [(0, "标题")]),
        ("===", [(0, "===")]),
        ("甲\n\n***\n\n* * *\n\n乙", [(0, "甲"), (0, "乙")]),
        ("姓名\n______", [(0, "姓名"), (0, "______")]),
        ("> 引文\n>> 再引\n>", [(0, "引文"), (0, "再引")]),
        ("> ## 一、标题", [(2, "一、标题")]),
        (">5%的要说明", [(0, ">5%的要说明")]),
        ("- 甲\n* 乙\n+ 丙\n1. 丁", [(0, "- 甲"), (0, "* 乙"), (0, "+ 丙"), (0, "1. 丁")]),
        ("```python\n# 甲 **乙**\n<!-- 丙 -->\n```\n**丁**", [(0, "# 甲 **乙**"), (0, "<!-- 丙 -->"), (0, "丁")]),
        ("```\n没有结束 **甲**", [(0, "```"), (0, "没有结束 甲")]),
        ("~~~~\n```\n~~~\n~~~~", [(0, "```"), (0, "~~~")]),
        ("甲<!-- 一 -->乙<!-- 二\n三\n-->丙\n丁 <!-- 没有结束", [(0, "甲乙"), (0, "丙"), (0, "丁 <!-- 没有结束")]),
        ("一、甲<br/>二、乙<br>", [(0, "一、甲"), (0, "二、乙")]),
        ("&emsp;&emsp;甲&nbsp;乙", [(0, "甲&nbsp;乙")]),
        ('<div align="center">居中</div>', [(0, "居中")]),
    ],
)
def test_marks_of_lines(body: str, expected: list[tuple[int, str]]) -> None:
    assert md(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("**（一）加强领导。**各级要落实", "（一）加强领导。各级要落实"),
        ("要**坚决**落实", "要坚决落实"),
        ("***又粗又斜***，*斜*，__粗__", "又粗又斜，斜，粗"),
        ("**甲*乙*丙 *丁* 戊**", "甲*乙*丙 丁 戊"),
        ("**[网站](http://a.cn/b_c_d)**", "网站"),
        ('[文件](../files/甲.md)和[图](a.png "标题")', "文件和图"),
        ("甲![图一](图/1.png)乙", "甲乙"),
        ("用 `**x**` 表示，``a`b``", "用 **x** 表示，a`b"),
        (r"1\. 不是编号 \*\*不是加粗\*\* \\ 甲\乙", r"1. 不是编号 **不是加粗** \ 甲\乙"),
        ("<b>甲</b><span style='x'>乙</span>", "甲乙"),
    ],
)
def test_marks_inside_a_line(body: str, expected: str) -> None:
    assert words(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "**县大力推进作风建设",
        "***同志主持会议",
        "5*3*2，40*4=160h，2*（N+1）",
        "王**同志和李**同志出席",
        "**县和**镇、**市和**区",
        "张**、李**、王**出席",
        "*建引领，*建强基",
        "麦角酸*、麦角胺*",
        "带有*标记的品种，带有*标记的药品",
        "____年____月____日",
        "姓名__性别__年龄__",
        "国发[2023]16号，国发[2020](1)号",
        "10<sup>4</sup>吨，<script>甲</script>，a<b，《<甲>》",
        "[甲][乙]，[^1]，[ ] 待办",
        "甲`乙",
        "本**“重点”**工作",
        "~~删去~~，<http://a.cn>，&lt;",
    ],
)
def test_what_may_be_text_stays_text(body: str) -> None:
    assert words(body) == body


def test_what_is_left_out_is_reported() -> None:
    body = "# 甲\n\n<!-- 注\n释 -->\n乙[丙](a/b)丁\n![图](x.png)<u>戊</u>\n***"
    source, found = markdown.read(body.encode(), "甲.md")
    assert source
    assert omitted(body) == [
        (3, "<!-- 注", "R130"), (4, "释 -->", "R130"), (5, "](a/b)", "R132"), (6, "![图](x.png)", "R133"),
        (6, "<u>", "R134"), (6, "</u>", "R134"), (7, "***", "R131"),
    ]  # fmt: skip
    assert [(p.code, p.loc.line, p.args) for p in found] == [
        ("R130", 3, ("2",)), ("R132", 5, ("1",)), ("R133", 6, ("1",)), ("R134", 6, ("2",)),
    ]  # fmt: skip


def test_a_table_becomes_lines_with_cells() -> None:
    body = "| 条文 | 罪名 |\n|:---|---:|\n| 第一条 | **甲**罪 |\n|  | a\\|b |\n| | |\n后文"
    source, _ = markdown.read(body.encode(), "甲.md")
    assert source
    assert [line.text for line in source.lines] == ["条文\t罪名", "第一条\t甲罪", "\ta|b", "后文"]
    assert [[cell.text for cell in line.cells] for line in source.lines] == [
        ["条文", "罪名"], ["第一条", "甲罪"], ["", "a|b"], [],
    ]  # fmt: skip
    assert omitted(body) == [(2, "|:---|---:|", "R131"), (5, "| | |", "R131")]
    assert_placed(source.lines, body)


def test_pipes_without_a_line_of_dashes_are_text() -> None:
    assert md("|甲|乙|\n|丙|丁|") == [(0, "|甲|乙|"), (0, "|丙|丁|")]


def test_a_comment_alone_is_no_document() -> None:
    source, found = markdown.read(b"<!-- x -->\n", "a.md")
    assert source is None and codes(found) == ["R130", "R101"]


PARTS = """甲 乙 。 ** * *** __ _ ` ``` ~~~ # ## > | |-|-| --- === <!-- --> [ ]( ) ![ a.b/ \\ <b> </b> <br> &emsp; - 1.
第一章"""
MARKED = st.lists(st.sampled_from([*PARTS.split(), "\n", "\n\n", " ", "\u200b", "\r", "\v", "　"]), max_size=40)


@given(MARKED)
def test_markdown_keeps_the_place_of_every_character(parts: list[str]) -> None:
    body = "甲" + "".join(parts)
    source, _ = markdown.read(body.encode(), "甲.md")
    if source:
        assert_placed(source.lines, body)
        assert all(line.text.strip() for line in source.lines)


@given(MARKED)
def test_markdown_eats_no_word(parts: list[str]) -> None:
    body = "甲" + "".join(parts)
    source, _ = markdown.read(body.encode(), "甲.md")
    assert source
    kept = "".join(line.text for line in source.lines) + "".join(o.text for o in source.omitted)
    assert [kept.count(word) for word in "甲乙。第"] == [body.count(word) for word in "甲乙。第"]


@given(st.binary(max_size=300), st.sampled_from(["txt", "md"]))
def test_reading_never_raises(data: bytes, format: str) -> None:
    source, found = readers.READERS[format](data, "甲." + format)
    assert source or any(CODES[problem.code].severity == "error" for problem in found)
    assert all(text(problem) for problem in found)
    if source:
        body, _, _ = decode(data, "甲")
        assert_placed(source.lines, body or "")


RUNS = ("*", "**a", "`x ", "[](", "<b ", "<!--", "\\", "|", "> ", "&emsp;", "](", "![", "#", "` ``")


@pytest.mark.parametrize("part", RUNS)
def test_long_runs_of_marks_take_no_time(part: str) -> None:
    """Linear: a hundred thousand marks on a line end; quadratic code would run for minutes."""
    source, _ = markdown.read(("党建工作\n" + part * 100_000).encode(), "甲.md")
    assert source


# --- the content folder


def test_find_lists_documents_and_says_what_it_skips(tmp_path: Path) -> None:
    for name in (
        "乙.txt", "甲.MD", "子/丙.txt", "丙.yml", "乙.yml", "丁.docx", "讲话", "讲话.2024", "单.csv", ".隐藏.txt",
        "Thumbs.db", "_config/topics.yml", "_草稿.txt", "~$乙.docx", "戊.txt.tmp",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("正文", encoding="utf-8")
    paths, found = find(tmp_path)
    assert paths == ("丁.docx", "乙.txt", "子/丙.txt", "甲.MD", "讲话", "讲话.2024")
    assert {(p.code, p.loc.file) for p in found} == {
        ("R117", "丙.yml"), ("R112", "单.csv"), ("R116", "_草稿.txt"), ("R116", "~$乙.docx"),
        ("R116", "戊.txt.tmp"),
    }  # fmt: skip


NAMELESS = {
    "讲话": docx(paragraph("正文")),
    "讲话.2024": docx(paragraph("正文")),
    "讲话.docx.bak": docx(paragraph("正文")),
    "通知.asp": b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body><p>" + "正文".encode() + b"</p></body>",
    "说明": "正文".encode(),
    "说明.1": "正文".encode(),
}
OTHERS = {
    "图.png": b"\x89PNG\r\n\x1a\n" + bytes(50),
    "表.xlsx": archive({"[Content_Types].xml": b"", "a.xml": bytes(200_000), "xl/workbook.xml": b""}),
    "包.zip": archive({"甲.docx": docx(paragraph("正文"))}),
    "单.csv": "甲,乙".encode(),
    "空": b"",
    "乱": bytes(range(256)) * 9,
}


def test_documents_are_found_under_any_name(tmp_path: Path) -> None:
    for name, data in {**NAMELESS, **OTHERS}.items():
        (tmp_path / name).write_bytes(data)
    paths, found = find(tmp_path)
    read_ = {path: read(tmp_path, path) for path in paths}
    assert {path for path, (source, _) in read_.items() if source and source.lines[0].text == "正文"} == set(NAMELESS)
    left = {*found, *(problem for source, problems in read_.values() if source is None for problem in problems)}
    assert {(problem.loc.file, problem.code) for problem in left} == {(name, "R112") for name in OTHERS}
    notes = {path: codes(problems) for path, (source, problems) in read_.items() if source}
    assert {path for path, found in notes.items() if "R150" not in found} == {"说明", "说明.1"}


def test_a_large_file_of_another_kind_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "FILE_SIZE", 100)
    (tmp_path / "长.bin").write_bytes(docx(paragraph("正文")))
    assert find(tmp_path)[0] == () and codes(find(tmp_path)[1]) == ["R112"]


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "外.txt").write_text("外面", encoding="utf-8")
    (content / "内.txt").write_text("里面", encoding="utf-8")
    (content / "出.txt").symlink_to(tmp_path / "外.txt")
    (content / "断.txt").symlink_to(tmp_path / "没有.txt")
    (content / "同.txt").symlink_to(content / "内.txt")
    (content / "圈").symlink_to(content)
    os.mkfifo(content / "管.txt")
    paths, found = find(content)
    assert paths == ("内.txt", "同.txt")
    assert {(p.code, p.loc.file) for p in found} == {
        ("R113", "出.txt"), ("R113", "断.txt"), ("R113", "圈"), ("R114", "管.txt"),
    }  # fmt: skip
    assert codes(read(content, "出.txt")[1]) == ["R113"]
    assert codes(read(content, "管.txt")[1]) == ["R114"]
    assert codes(read(content, "../外.txt")[1]) == ["R113"]


def test_a_name_in_a_foreign_encoding_is_reported(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode("甲.txt".encode("gbk"))).write_text("正文", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    paths, (problem,) = find(tmp_path)
    assert paths == () and problem.code == "R115"
    assert text(problem).encode("utf-8")


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(read(tmp_path, "没有.txt")[1]) == ["R110"]
    assert codes(read(tmp_path, "坏\0名.txt")[1]) == ["R110"]
    assert codes(find(tmp_path / "没有")[1]) == ["R118"]
    monkeypatch.setattr(folder, "FILE_SIZE", 3)
    (tmp_path / "大.txt").write_text("正文", encoding="utf-8")
    assert codes(read(tmp_path, "大.txt")[1]) == ["R111"]


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "甲.txt").write_text("正文", encoding="utf-8")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    source, (problem,) = read(tmp_path, "甲.txt")
    assert source is None and "没有读取权限" in text(problem)


def test_content_decides_and_not_the_name(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_bytes(archive({"xl/workbook.xml": b""}))
    source, (problem,) = read(tmp_path, "甲.txt")
    assert source is None and "Excel 表格" in text(problem)


def test_a_single_file_anywhere(tmp_path: Path) -> None:
    (tmp_path / "甲.md").write_bytes("# 标题\r\n正文".encode("utf-16"))
    source, found = read_file(tmp_path / "甲.md")
    assert source and not found
    assert (source.path, source.format, source.encoding, len(source.sha256)) == ("甲.md", "md", "utf-16-le", 64)
    assert [(line.level, line.text, line.number) for line in source.lines] == [(1, "标题", 1), (0, "正文", 2)]


def test_every_message_is_polite_and_whole() -> None:
    rows = {code: row for code, row in CODES.items() if code.startswith("R")}
    assert all(row.message and not row.message.endswith("。") for row in rows.values())
    assert all(row.hint.endswith("。") for row in rows.values() if row.hint)


# --- real documents


def test_real_documents_are_read_whole(shared: Path) -> None:
    """All characters of the text files of the development corpus, in order, each at its place."""
    folder = shared / "corpus/dev"
    for path in find(folder)[0]:
        if not path.endswith((".txt", ".md")):
            continue
        source, _ = read(folder, path)
        assert isinstance(source, Source), path
        body, _, _ = decode((folder / path).read_bytes(), path)
        assert_placed(source.lines, body or "")
        if source.format == "txt":
            joined = "".join("".join(line.text.split()) for line in source.lines)
            assert joined == "".join((body or "").replace("\ue004", "").split()), path
