"""From the tags of a page to lines: blocks, blanks, lists, tables, headings, pictures."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.readers import html
from generator.readers.html import blocks, markup
from generator.source import Diagnostic, Line, Source

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PNG += bytes(100)


def read(body: str) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The fragment of a page, with a line of text behind so that it is never empty."""
    source, found = html.read((body + "<p>末行</p>").encode(), "文.html")
    assert source, found
    return source, found


def lines(body: str) -> tuple[Line, ...]:
    found = read(body)[0].lines
    assert found[-1].text == "末行"
    return found[:-1]


def texts(body: str) -> list[str]:
    return [line.text for line in lines(body)]


def codes(body: str) -> list[tuple[str, str]]:
    return [(problem.code, problem.args[0]) for problem in read(body)[1]]


# --- blocks and blanks


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲<p>乙", ["甲", "乙"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ("<p>　　甲<br>　　乙<br/>丙</br>丁</p>", ["甲", "乙", "丙", "丁"]),
        ("甲<p>乙</p>丙", ["甲", "乙", "丙"]),
        ("<p>甲<div>乙</div>丙</p>丁", ["甲", "乙", "丙", "丁"]),  # </p> without <p> begins a paragraph
        ("<p>甲<b>乙</b><i>丙</i>丁<a href=x>戊</a></p>", ["甲乙丙丁戊"]),
        ("<p>第<span> </span>一<em> 条</em></p>", ["第 一 条"]),
        ("<p>国务院\n  办公厅</p>", ["国务院办公厅"]),  # CSS Text 3 §4.1.2
        ("<p>共“一带\r\n一路”和\nGDP\n增长</p>", ["共“一带一路”和 GDP 增长"]),
        ("<p>a  b\t\tc\nd</p>", ["a b c d"]),
        ("<p>甲&nbsp;&nbsp;乙　　丙</p>", ["甲\xa0\xa0乙　　丙"]),
        ("<p> \n </p><p>&nbsp;</p><p>　</p><p>甲</p>", ["甲"]),
        ("<pre>甲\n  乙   丙\n</pre>", ["甲", "乙   丙"]),
        ('<p style="white-space:pre-line">甲\n乙</p>', ["甲", "乙"]),
        ("<p>x<sup>2</sup>+H<sub>2</sub>O</p>", ["x²+H₂O"]),
        ("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字</p>", ["汉字"]),
        ("<dl><dt>名称</dt><dd>甲</dd></dl>", ["名称", "甲"]),
        ("<blockquote>甲</blockquote><address>乙</address><center>丙</center>", ["甲", "乙", "丙"]),
        ('<p>甲<span style="display:block">乙</span>丙</p>', ["甲", "乙", "丙"]),
        ('<div style="display: inline-block">一</div><div style="display:inline">总体要求</div>', ["一总体要求"]),
        ("<p>甲\u2028乙</p>", ["甲", "乙"]),
        ("<o:p>甲</o:p><st1:place>乙</st1:place>", ["甲乙"]),
        ("<p>甲<![if !supportEmptyParas]>乙<![endif]>丙</p>", ["甲乙丙"]),
        ('<?xml:namespace prefix = o ns = "urn:x" /><p>甲</p>', ["甲"]),
        ("<p>1 < 2 且 3<4，a&b&amp;c</p>", ["1 < 2 且 3<4，a&b&c"]),
        ("<P ALIGN=center>甲</P><FONT>乙</font>", ["甲", "乙"]),
        ("<select><option>甲</option></select>", []),
    ],
)
def test_lines_are_those_a_browser_shows(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "<script>甲</script>", "<style>甲</style>", "<template>甲</template>", "<noscript>甲</noscript>",
        "<!-- 甲 -->",
        "<!--[if gte mso 9]><xml>甲</xml><![endif]-->", "<title>甲</title>", "<iframe>甲</iframe>",
        "<canvas>甲</canvas>",
        "<video>甲</video>", "<svg><text>甲</text></svg>", "<object>甲</object>",
    ],
)  # fmt: skip
def test_what_no_browser_shows_is_no_text(body: str) -> None:
    assert texts(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p hidden>甲</p>", '<p style="display:none">甲</p>', '<div style="DISPLAY : None !important"><p>甲</p></div>',
        '<span style="visibility:hidden">甲</span>', '<p style="mso-hide:all">甲</p>',
        '<del cite="x" datetime="y">甲</del>',
        '<div style="mso-element:comment-list"><p>甲</p></div>', '<a class="msocomanchor">甲</a>',
        "<ul hidden><li>甲</ul>",
        '<table><tr style="display:none"><td>甲</td></tr></table>',
    ],
)  # fmt: skip
def test_hidden_words_are_set_apart_and_counted(body: str) -> None:
    source, found = read(body)
    assert [(omission.text, omission.reason) for omission in source.omitted] == [("甲", "R193")]
    assert [(problem.code, problem.args) for problem in found] == [("R193", ("1",))]
    assert [line.text for line in source.lines] == ["末行"]


def test_words_that_are_only_struck_through_are_seen() -> None:
    assert texts('<p><s>甲</s><del>乙</del><span aria-hidden="true">丙</span></p>') == ["甲乙丙"]


@pytest.mark.parametrize(
    ("entity", "shown"),
    [
        ("&ldquo;甲&rdquo;", "“甲”"), ("&#151;甲&#8212;", "—甲—"), ("甲&#x4E59;", "甲乙"), ("&lpar;1&rpar;", "(1)"),
        ("甲&times", "甲×"),
        ("&lt;b&gt;", "<b>"), ("&amp;lt;", "&lt;"), ("&nosuch;甲", "&nosuch;甲"), ("甲&", "甲&"), ("&#20;甲", "甲"),
        ("甲&emsp;乙", "甲\u2003乙"),
    ],
)  # fmt: skip
def test_entities_are_those_of_html_5(entity: str, shown: str) -> None:
    assert texts(f"<p>{entity}</p>") == [shown]


def test_odd_characters_are_treated_as_everywhere() -> None:
    assert texts("<p>甲\x01乙\u200b丙\ue000丁\ufeff</p>") == ["甲\ufffd乙丙丁"]
    assert codes("<p>甲\x01乙\u200b丙\ue000丁</p>") == [("R120", "1"), ("R121", "1"), ("R122", "1")]


def test_every_character_has_its_place() -> None:
    source, _ = read("<p>　甲\u200b乙</p><table><tr><td>子\u200b丑<td>寅<tr><td>卯<td>辰</table>")
    assert [(line.number, line.column) for line in source.lines] == [(1, 1), (2, 0), (4, 0), (6, 0)]
    assert [source.lines[0].at(i) for i in range(3)] == [(1, 1), (1, 3), (1, 4)]
    row = source.lines[1]
    assert [row.at(i) for i in range(len(row.text))] == [(2, 0), (2, 2), (2, 3), (3, 0)]
    assert [(cell.text, cell.number, cell.column) for cell in row.cells] == [("子丑", 2, 0), ("寅", 3, 0)]


# --- lists


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>甲<li>乙</ol>", ["1. 甲", "2. 乙"]),
        ("<ul><li>甲<li>乙</ul>", ["甲", "乙"]),
        ('<ol start="3"><li>甲<li value="9">乙<li>丙</ol>', ["3. 甲", "9. 乙", "10. 丙"]),
        ("<ol reversed><li>甲<li>乙</ol>", ["2. 甲", "1. 乙"]),
        ('<ol type="a"><li>甲</ol><ol type=I><li>乙<li>丙</ol>', ["a. 甲", "I. 乙", "II. 丙"]),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>', ["一、甲", "二、乙"]),
        (
            '<ol style="list-style:none"><li>甲</ol><ol><li style="list-style-type:none">乙<li>丙</ol>',
            ["甲", "乙", "2. 丙"],
        ),
        ("<ol><li><p>甲</p><p>乙</p><li><p></p><li>丙</ol>", ["1. 甲", "乙", "3. 丙"]),
        ("<ol><li>甲<ol><li>乙</ol>丙<li>丁</ol>", ["1. 甲", "1. 乙", "丙", "2. 丁"]),
        ("<ol><li><ol><li>甲</ol></ol>", ["1. 1. 甲"]),
        ("<ol><li>一、甲<li>（二）乙<li>3．丙</ol>", ["一、甲", "（二）乙", "3．丙"]),  # typed: the list shows none
        ("<ol><li>　甲</ol>", ["1. 　甲"]),
    ],
)
def test_lists_show_their_numbers(body: str, expected: list[str]) -> None:
    assert texts(body) == expected


# --- tables


def rows(body: str) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in lines(body) if line.cells]


def test_a_table_of_data_keeps_rows_and_cells() -> None:
    found = lines("<table><thead><tr><th>单位<th>任务<tbody><tr><td>水利局<td>巡河</table>")
    assert [[cell.text for cell in line.cells] for line in found] == [["单位", "任务"], ["水利局", "巡河"]]
    assert [line.head for line in found] == [True, False]
    assert [line.text for line in found] == ["单位\t任务", "水利局\t巡河"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<tr><td rowspan=2>甲<td>乙<tr><td>丙", [["甲", "乙"], ["", "丙"]]),
        ("<tr><td colspan=2>甲<tr><td>乙<td>丙", [["甲", ""], ["乙", "丙"]]),
        (
            "<tr><td rowspan=2 colspan=2>甲<td>乙<tr><td>丙<tr><td>丁<td>戊<td>己",
            [["甲", "", "乙"], ["", "", "丙"], ["丁", "戊", "己"]],
        ),
        ("<tr><td colspan=1000>甲<tr><td>乙<td>丙", [["甲", ""], ["乙", "丙"]]),
        ("<tr><td>甲<td>乙<td>丙<tr><td>丁", [["甲", "乙", "丙"], ["丁", "", ""]]),
        ("<tr><td>甲<td>乙<tr><td>&nbsp;<td><tr><td>丙<td>丁", [["甲", "乙"], ["丙", "丁"]]),
        ("<tr><td>甲<td>&nbsp;<td>乙<tr><td>丙<td><td>丁", [["甲", "乙"], ["丙", "丁"]]),
        (
            "<tr><td>序<br>号<td>水利局<br>环保局<tr><td><p>落实。</p><p>考核。</p><td>乙",
            [["序号", "水利局 环保局"], ["落实。考核。", "乙"]],
        ),
        ("<tr><td colspan=x rowspan=-1>甲<td>乙<tr><td>丙<td>丁", [["甲", "乙"], ["丙", "丁"]]),
        ("<tr><td>甲<td hidden>密<td>乙<tr><td>丙<td><td>丁", [["甲", "乙"], ["丙", "丁"]]),
    ],
)  # fmt: skip
def test_cells_that_are_merged_empty_or_long(body: str, expected: list[list[str]]) -> None:
    assert rows(f"<table>{body}</table>") == expected


def test_captions_stand_before_their_table() -> None:
    assert texts("<table><caption>表1</caption><tr><td>甲<td>乙<tr><td>丙<td>丁</table>") == ["表1", "甲\t乙", "丙\t丁"]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>",  # one column: a box
        "<table><tr><td>甲</td><td>乙</td></tr></table>",  # one row
        "<table><tr><td><table><tr><td>甲</td></tr></table></td><td>乙</td></tr><tr><td></td><td></td></tr></table>",
        "<table><tr><td><h2>甲</h2></td><td>乙</td></tr><tr><td></td><td></td></tr></table>",
        "<table>甲<tr><td>乙</td><td></td></tr></table>",
    ],
)
def test_tables_that_only_place_things_are_none(body: str) -> None:
    assert (texts(body), rows(body)) == (["甲", "乙"], [])


def test_a_cell_that_is_the_pages_column_is_no_cell() -> None:
    paragraphs = [f"第{i}段" + "各地各部门要切实抓好落实，确保取得实效。" * 8 for i in range(4)]
    column = "".join(f"<p>{words}</p>" for words in paragraphs)
    body = f"<table><tr><td>栏目<td>{column}<tr><td>链接<td>网站</table>"
    assert texts(body) == ["栏目", *paragraphs, "链接", "网站"]


# --- headings


def test_headings_have_their_level() -> None:
    assert [(line.level, line.text) for line in lines("<h1>甲</h1><h2>乙</h2><h6>丙</h6><p>丁</p>")] == [
        (1, "甲"), (2, "乙"), (6, "丙"), (0, "丁"),
    ]  # fmt: skip


def test_a_paragraph_in_the_tags_of_a_heading_is_none() -> None:
    words = "各级各部门要高度重视，结合实际，认真抓好贯彻落实，确保各项工作落到实处、取得实效。" * 2
    assert [line.level for line in lines(f"<h3>{words}</h3>")] == [0]


def test_where_h1_is_no_title_all_headings_stand_one_level_lower() -> None:
    def levels(body: str) -> list[int]:
        return [line.level for line in lines(body)]

    assert levels("<h1>通知</h1><h1>总体要求</h1><h2>目标</h2>") == [1, 2, 3]
    assert levels("<h1>一、总体要求</h1><h2>目标</h2><h1>二、保障</h1>") == [2, 3, 2]


@pytest.mark.parametrize(
    ("body", "hint"),
    [
        ('<p style="text-align:center"><b>关于防汛的通知</b></p>', "title"),
        ('<center><font size=5>关于防汛的通知</font></center>', "title"),
        ('<p align=center><i style="font-size:22pt">关于</i><i style="font-size:22pt">防汛</i></p>', "title"),
        ('<p align=center><span style="font-size:22pt">关于</span>防汛的通知</p>', ""),
        ("<p align=center>关于防汛的通知</p>", ""),
        ("<p><b>关于防汛的通知</b></p>", ""),
        ('<p align=center><b>第一章　总则</b></p>', ""),
        ('<div align=center><p align=left><b>关于防汛的通知</b></p></div>', ""),
        ("<p>前文</p><p align=center><b>关于防汛的通知</b></p>", ""),
        ('<p>前文</p><p align=center style="font-size:24px"><b>防汛办法</b></p>', "title"),
    ],
)  # fmt: skip
def test_lines_that_look_like_a_title(body: str, hint: str) -> None:
    assert lines(body)[-1].hint == hint


# --- pictures


def uri(data: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def test_pictures_that_a_page_carries_are_kept() -> None:
    source, found = read(f'<p>甲<img src="{uri(PNG)}" alt="组织 结构图">乙</p><p>丙</p>')
    (picture,) = source.pictures
    assert (picture.line, picture.alt, picture.data) == (1, "组织 结构图", PNG)
    assert picture.name.endswith(".png") and picture.name.isascii()
    assert not found


@pytest.mark.parametrize(
    "body",
    [
        '<img src="files/1.png">', '<img src="http://a.example/1.png">', '<img src="file:///etc/passwd">', "<img>",
        f'<img src="{uri(b"<svg/>" * 50)}">', '<img src="data:image/png;base64,%%%">', '<img src="data:x">',
        "<object data=a.swf></object>", "<iframe src=a.html></iframe>", "<video src=a.mp4></video>",
    ],
)  # fmt: skip
def test_pictures_that_are_elsewhere_are_counted(body: str) -> None:
    source, found = read(f"<p>甲</p>{body}")
    assert source.pictures == ()
    assert [(problem.code, problem.args, problem.loc.line) for problem in found] == [("R195", ("1",), 1)]


@pytest.mark.parametrize(
    "image",
    [
        '<img src="icon.gif" width="16">', '<img src="a.png" style="height:1px">', '<img hidden src="a.png">',
        f'<img src="{uri(PNG[:60])}">',
    ],
)  # fmt: skip
def test_icons_dots_and_hidden_pictures_are_nothing(image: str) -> None:
    source, found = read(f"<p>甲</p>{image}")
    assert (source.pictures, found) == ((), ())


# --- whatever is written

TAGS = [
    "p",
    "div",
    "span",
    "b",
    "table",
    "tr",
    "td",
    "th",
    "ul",
    "ol",
    "li",
    "br",
    "h1",
    "a",
    "pre",
    "center",
    "font",
    "del",
    "select",
    "option",
    "iframe",
    "ruby",
    "rt",
    "img",
    "body",
    "html",
]
SCRAPS = st.one_of(
    st.sampled_from(["甲", "国务院", " ", "\n", "　", "&nbsp;", "&", "<", ">", "一、总则", "发文机关：市政府", "打印"]),
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.sampled_from(["<td colspan=3>", "<td rowspan=2>", '<p style="display:none">', '<a href="x">', "<!--", "-->"]),
    st.text(st.characters(exclude_categories=["C"]), max_size=5),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(SCRAPS, max_size=60).map("".join))
def test_any_markup_keeps_its_visible_words_once_and_in_order(body: str) -> None:
    """Text and omissions together are the words of the tree, whatever was made of them."""
    body = "<p>国务院办公厅</p>" + body
    source, found = html.read(body.encode(), "文.html")
    if source is None:
        assert [problem.code for problem in found] == ["R106"]
        return
    parts = [(line.number, line.text) for line in source.lines] + [(o.line, o.text) for o in source.omitted]
    written = "".join(text for _, text in sorted(parts, key=lambda part: part[0]))
    root, _ = markup.parse(body, "文.html")
    assert root is not None
    page = blocks.read(root)
    assert _bare(written) == _bare("".join(block.text for block in page.blocks))
    ends = [(0, 0), *((line.number, line.column) for line in source.lines)]
    assert ends == sorted(ends)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.just("甲"),
            st.sampled_from([tag for tag in TAGS if tag not in ("iframe", "del")]).flatmap(
                lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} a='>'>"])
            ),
            st.sampled_from(
                ["<html>", "</html>", "<head>", "</head>", "</body>", "<!-- 乙 -->", "<![endif]>", " ", "<?x?>"]
            ),
        ),
        max_size=60,
    ).map("".join)
)
def test_no_word_is_lost_or_doubled_whatever_the_tags(body: str) -> None:
    source, found = html.read(f"<p>国务院办公厅</p>{body}>".encode(), "文.html")
    assert source, found
    written = [line.text for line in source.lines] + [omission.text for omission in source.omitted]
    assert "".join(written).count("甲") == body.count("甲")


def _bare(text: str) -> str:
    """Without blanks and what the normaliser drops or shows as U+FFFD."""
    return "".join(char for char in text if not char.isspace() and (char.isascii() or char.isalnum()) and char >= " ")


@pytest.mark.parametrize("tag", ["embed", "source", "track"])
def test_what_follows_an_element_without_content_is_not_swallowed(tag: str) -> None:
    page = f"<html><body><p>甲段文字写在这里。</p><{tag} src=x><p>乙段文字写在这里。</p></body></html>"
    assert texts(page) == ["甲段文字写在这里。", "乙段文字写在这里。"]


def test_how_a_character_is_read_is_no_text() -> None:
    assert texts("<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>字写在这里，多写几个。</p>") == [
        "汉字写在这里，多写几个。"
    ]
