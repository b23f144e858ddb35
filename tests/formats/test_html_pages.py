"""Whole pages of different content systems: the article, all of it, and nothing of the website around it."""

from __future__ import annotations

import pytest

from generator.codes import CODES
from generator.readers import html
from generator.source import Diagnostic, Source

from . import web_pages
from .web_pages import FULL, NUMBER, TEXT, TITLE


def read(text: str | bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    """A page that must be readable."""
    source, found = html.read(text.encode() if isinstance(text, str) else text, "文.html")
    assert source, found
    assert not [problem for problem in found if CODES[problem.code].severity == "error"]
    return source, found


def texts(source: Source) -> list[str]:
    return [line.text for line in source.lines]


def omitted(source: Source, reason: str) -> list[str]:
    return [omission.text for omission in source.omitted if omission.reason == reason]


@pytest.mark.parametrize("name", FULL)
def test_the_article_is_read_whole(name: str) -> None:
    found = texts(read(FULL[name]())[0])
    start = found.index(TEXT[0])
    assert found[start : start + len(TEXT)] == list(TEXT)


HEADS = {
    "council_2018": [TITLE, NUMBER], "council_2023": [TITLE, NUMBER], "trs": [TITLE], "hanweb": [TITLE],
    "wechat": [TITLE], "word": [TITLE], "wps": [TITLE], "forum": [TITLE], "portal_without_names": [TITLE],
    "flat": [TITLE], "fragment": [],
}  # fmt: skip
TAILS = {
    "trs": ["附件：云溪市河湖长制考核评分表.docx"],
    "word": ["四、\xa0\xa0 附则[1]", "本办法自印发之日起施行，有效期五年。"],
    "wps": ["附件：考核指标", "序号\t指标\t分值", "1\t巡河率\t40", "2\t水质达标率\t60", "考核对象\t权重\t", "\t县\t乡"],
}


@pytest.mark.parametrize("name", FULL)
def test_nothing_of_the_website_is_left(name: str) -> None:
    """The title above, once; attachments and tables behind."""
    assert texts(read(FULL[name]())[0]) == [*HEADS[name], *TEXT, *TAILS.get(name, [])]


@pytest.mark.parametrize("name", FULL)
def test_every_block_is_text_or_listed_as_left_out(name: str) -> None:
    source, found = read(FULL[name]())
    numbers = [cell.number for line in source.lines for cell in line.cells or (line,) if cell.text]
    for omission in source.omitted:  # a cell with words has a number of its own
        numbers += range(omission.line, omission.line + len(omission.text.split("\t")))
    numbers += [number for number in range(1, max(numbers) + 1) if name == "word" and number not in numbers]  # the note
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    counted = {problem.code: int(problem.args[0]) for problem in found}
    for reason in {omission.reason for omission in source.omitted}:
        assert counted[reason] == len(omitted(source, reason))


@pytest.mark.parametrize("name", ["council_2018", "council_2023", "hanweb"])
def test_a_box_of_data_becomes_what_is_known_of_the_document(name: str) -> None:
    told = read(FULL[name]())[0].announced
    assert (told.title, told.number, told.issuer) == (TITLE, NUMBER, "云溪市人民政府办公室")
    assert told.date == "2023-03-06", "成文日期, not the day it was put on the web"


def test_the_day_of_publishing_serves_only_a_text_without_date() -> None:
    page = web_pages.trs()
    assert read(page)[0].announced.date is None
    assert read(page.replace("2023年3月6日", ""))[0].announced.date == "2023-03-09"


def test_a_title_that_the_text_does_not_confirm_is_not_believed() -> None:
    page = web_pages.wps().replace(f"<title>{TITLE}", "<title>河湖长制度汇编第三册（内部资料）")
    assert read(page)[0].announced.title is None
    assert read(web_pages.wps())[0].announced.title == TITLE


def test_lines_of_source_and_editor_are_data() -> None:
    source, _ = read(web_pages.council_2023())
    assert {"2023-03-09 10:21 来源： 云溪市人民政府网", "责任编辑：陈溪"} <= set(omitted(source, "R194"))


def test_titles_are_marked() -> None:
    hints = {name: read(FULL[name]())[0].lines[0] for name in FULL if HEADS[name]}
    assert [name for name, line in hints.items() if line.hint == "title"] == ["council_2018", "word", "wps", "flat"]
    assert [name for name, line in hints.items() if line.level == 1] == [
        "council_2023", "wechat", "wps", "forum", "portal_without_names",
    ]  # fmt: skip


def test_hidden_parts_are_left_out_and_counted() -> None:
    source, found = read(web_pages.word())
    assert omitted(source, "R193") == ["，有效期三年内部批注"]
    assert ("R193", ("1",)) in [(problem.code, problem.args) for problem in found]


def test_footnotes_stand_with_the_line_that_refers_to_them() -> None:
    source, _ = read(web_pages.word())
    (note,) = source.notes
    place = next(line for line in source.lines if "[1]" in line.text)
    assert note.text == "[1] 由市水利局解释。"
    assert (note.number, note.column > place.end[1]) == (place.number, True)


def test_an_article_that_waits_for_a_script_is_no_hidden_text() -> None:
    source, _ = read(web_pages.wechat())
    assert omitted(source, "R193") == ["微信扫一扫关注该公众号"]


def test_a_second_copy_for_small_screens_stays_hidden() -> None:
    text = web_pages.fragment()
    page = web_pages.page(f'<div class="pc">{text}</div><div class="mobile" style="display: none">{text}</div>')
    assert texts(read(page)[0]) == list(TEXT)


def test_pages_of_an_article_that_are_hidden_are_shown() -> None:
    first, second = web_pages.fragment(), web_pages.fragment().replace("云溪", "石桥").replace("考核", "巡查")
    page = web_pages.page(f'<div id="zoom"><div>{first}</div><div style="display:none">{second}</div></div>')
    assert len(texts(read(page)[0])) == 2 * len(TEXT)


def test_frames_are_named() -> None:
    source, found = html.read(web_pages.frameset().encode(), "文.html")
    assert source is None
    assert [(problem.code, problem.args) for problem in found] == [("R190", ("menu.htm、text/zhengwen.htm",))]


def test_a_page_without_text_says_what_to_do() -> None:
    source, found = html.read(web_pages.script_only().encode(), "文.html")
    assert source is None
    assert [problem.code for problem in found] == ["R191"]


# --- in doubt it is text


def body(*parts: str) -> list[str]:
    return texts(read(web_pages.page("".join(parts)))[0])


LONG = "各级各部门要切实提高认识，加强组织领导，细化工作措施，压实工作责任，确保各项任务按期完成并取得实效。"


def test_paragraphs_outside_of_the_articles_element_are_kept() -> None:
    article = f'<div class="TRS_Editor">{web_pages.fragment()}</div>'
    assert body(article, f'<div class="x">{LONG}</div>')[-1] == LONG
    assert body(f'<div class="x">{LONG}</div>', article)[0] == LONG


def test_headings_between_two_parts_of_an_article_are_kept() -> None:
    page = f'<div class="a">{web_pages.fragment()}</div><div class="b"><p>四、附则</p><p>{LONG}</p></div>'
    assert body(page)[-2:] == ["四、附则", LONG]


def test_a_table_behind_the_articles_element_is_kept() -> None:
    table = "<table><tr><td>单位名称</td><td>责任人员</td></tr><tr><td>市水利局</td><td>张溪</td></tr></table>"
    assert body(f'<div id="zoom">{web_pages.fragment()}</div>', table)[-2:] == ["单位名称\t责任人员", "市水利局\t张溪"]


@pytest.mark.parametrize(
    "line",
    [
        "主办单位：中共云溪市委宣传部", "时间：2023年5月6日上午9时", "地点：市政府第一会议室",
        "今天分享给大家三点体会。",
        "下一步工作打算", "上条所称河流，是指流经本市的河流。", "图1　组织体系", "来源于群众、服务于群众",
        "中小学名单",
        "作者：陈溪", "主题词：水利　考核　通知", "分类：甲类", "前言", "手机看病更方便",
        "来源：群众信访举报、上级交办、巡视巡察移交、审计监督发现以及其他有关机关依法依规移送的问题线索等多个方面",
    ],
)  # fmt: skip
def test_lines_that_only_resemble_those_of_websites_are_text(line: str) -> None:
    assert line in body(f'<div id="zoom"><p>{line}</p>{web_pages.fragment()}<p>{line}</p></div>')


@pytest.mark.parametrize(
    "line",
    [
        "【打印本页】　【关闭窗口】", "字号：大 中 小", "打印 | 收藏 | 分享", "扫一扫在手机打开当前页",
        "上一篇：关于防汛的通知",
        "您当前的位置：首页 > 政务公开", "首页 > 政务公开 > 正文", "浏览次数：1024", "分享到：微信 微博", "阅读原文",
        "A+ A- 打印",
        "来源：市水利局　作者：陈溪　发布时间：2023-03-09　点击数：12", "（责任编辑：陈溪）",
        "时间：2023-03-09 06:23 来源：云溪日报", "2023-03-09 10:20",
        "来源：新华社",
        "版权所有：云溪市人民政府", "测ICP备12345678号", "凡本网注明来源的作品，转载须经同意",
    ],
)  # fmt: skip
def test_lines_of_websites_are_none_of_the_text(line: str) -> None:
    for before, behind in ((line, ""), ("", line)):
        page = f'<div id="zoom"><p>{before}</p>{web_pages.fragment()}<p>{behind}</p></div>'
        assert body(page) == list(TEXT)


def test_buttons_in_the_middle_of_a_text_are_words_of_the_text() -> None:
    """Only at its ends are there buttons."""
    many = "".join(f"<p>{LONG}</p>" for _ in range(20))
    assert "打印" in body(f'<div id="zoom">{many}<p>打印</p>{many}</div>')


def test_related_pages_behind_the_text_are_left_out() -> None:
    links = "".join(f'<p><a href="{i}.html">关于第{i}项工作的通知</a></p>' for i in range(5))
    assert body(f'<div id="zoom">{web_pages.fragment()}<p>相关报道：</p>{links}</div>') == list(TEXT)


def test_a_table_of_contents_made_of_links_is_kept() -> None:
    links = "".join(f'<p><a href="#s{i}">第{i}部分</a></p>' for i in range(5))
    assert body(f"<div>{links}{web_pages.fragment()}</div>")[:5] == [f"第{i}部分" for i in range(5)]


def test_labels_in_a_text_are_no_box_of_data() -> None:
    """A single label, or labels that stand elsewhere too, are words of the text."""
    words = ["名称：河长制公示牌", "分类：甲类", *TEXT, "名称：河长制公示牌", "编号：YX-001", "附件：考核表"]
    assert body("<div id=zoom>" + "".join(f"<p>{line}</p>" for line in words) + "</div>") == words


def test_in_a_fragment_all_is_the_article() -> None:
    source, _ = read(f'<div class="footer"><p>{TEXT[0]}</p></div><p>{LONG}</p><a href="x.html">附：名单</a>')
    assert texts(source) == [TEXT[0], LONG, "附：名单"]


@pytest.mark.parametrize(
    "tail", ["_通知公告_云溪市人民政府", "-通知公告-云溪市人民政府", " - 云溪市", "--云溪", "|云溪市", ""]
)
def test_the_title_of_a_page_is_known_without_the_names_of_the_site(tail: str) -> None:
    page = f"<html><head><title>{TITLE}{tail}</title></head><body>{web_pages.fragment()}</body></html>"
    assert read(page)[0].announced.title == TITLE


@pytest.mark.parametrize("title", ["无标题文档", "Untitled Document", "正文", "a.docx", ""])
def test_titles_that_say_nothing_are_none(title: str) -> None:
    page = f"<html><head><title>{title}</title></head><body>{web_pages.fragment()}</body></html>"
    assert read(page)[0].announced.title is None


def test_the_name_of_the_site_is_no_title() -> None:
    logo = '<div class="header"><h1>云溪市人民政府</h1><p>今天是个好日子</p></div>'
    assert body(logo, f'<div id="zoom"><p align=center>{TITLE}</p>{web_pages.fragment()}</div>') == [TITLE, *TEXT]
    assert body(logo, f'<div id="zoom">{web_pages.fragment()}</div>') == list(TEXT)
    plain = '<div class="x"><h1>石桥县门户网站</h1><p>今天是个好日子</p></div>'
    assert body(plain, f'<div id="zoom"><p align=center>{TITLE}</p>{web_pages.fragment()}</div>') == [TITLE, *TEXT]


def test_a_title_that_comes_again_in_a_bar_is_read_once() -> None:
    text = f'<div class="bar"><h1>{TITLE}</h1></div><div class="zw"><h1>{TITLE}</h1>{web_pages.fragment()}</div>'
    assert body(f'<div class="detail-content">{text}</div>') == [TITLE, *TEXT]


def test_a_number_that_is_a_link_counts_comments() -> None:
    assert body(f'<div id="zoom"><a href="c.html">326</a><p>326</p>{web_pages.fragment()}</div>') == ["326", *TEXT]


def test_links_to_documents_are_attachments() -> None:
    links = "".join(f'<p><a href="files/{i}.docx">{i}.考核评分表</a></p>' for i in range(1, 7))
    names = [f"{i}.考核评分表" for i in range(1, 7)]
    assert body(f'<div id="zoom">{web_pages.fragment()}{links}</div>') == [*TEXT, *names]
    assert body(f'<div id="zoom">{web_pages.fragment()}</div><div class="x">{links}</div>') == [*TEXT, *names]


def test_what_stands_behind_the_end_of_a_page_is_read() -> None:
    """Pages are put together from files of which each may end the page."""
    top = "<html><head><title>通知</title></head><body><div>首页</div></body></html>"
    assert texts(read(f'{top}<div id="zoom">{web_pages.fragment()}</div></body></html>')[0]) == list(TEXT)
