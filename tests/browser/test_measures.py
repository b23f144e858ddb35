"""The page of measures in a browser: the menu by keyboard, without scripts, on a phone; the timeline."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import spreadsheet
from generator.corpus import Corpus
from generator.knowledge import events, measures
from generator.knowledge.lexicon import Lexicon
from generator.knowledge.terms import Term
from generator.pages import measures as measures_pages
from generator.pages import timeline
from generator.pages.common import Context
from generator.pages.document import pages as document_pages
from generator.plan import plan
from tests.browser.small_site import bundled
from tests.conftest import ROOT, follow, served
from tests.knowledge.small import documents

PLAN = """青石镇2031年护河工作要点
2031年2月3日镇第四次党代会提出护河三年行动。
一、加固河堤
（一）修好水闸。年底前更换三座水闸，每月检查一次闸门。镇水利站要建立巡查台账。
（二）清理河道。清除淤泥杂物，增设二十个垃圾箱。（责任单位：城管办、各村）
二、教育群众
开展护河宣传<b>进校园</b>活动，各村和镇水利站要公布举报电话。作为基层书记，多到河边走走。
"""
TERMS = (Term("党的二十大", "meeting", aliases=("二十大",), source="2022-10-16—22"),)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one document with its table and the timeline, without the rest of the pipeline."""
    top = tmp_path_factory.mktemp("measures")
    found = documents(
        {"plan": PLAN, "talk": "护河动员会上的讲话\n同志们：\n党的二十大以来，河水变清了。2030年5月，镇里修好了水渠。"}
    )
    context = Context(Corpus(found), {one.id: plan(one, 1200) for one in found}, {}, Lexicon(), "研读")
    listed = [measures.find(one) for one in found]
    pages = [
        *document_pages(context),
        *measures_pages.pages(context, listed),
        *timeline.pages(context, events.find(found, TERMS)),
    ]
    for path, data in [
        *((p.path, p.text.encode()) for p in pages),
        *measures_pages.files(context, listed),
        *((path, text.encode()) for path, text in bundled()),
    ]:
        (top / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (top / "docs" / path).write_bytes(data)
    for name in ("index.md", "topics/index.md", "documents.md", "terms/index.md", "search.md"):
        (top / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (top / "docs" / name).write_text(f"# {name}", encoding="utf-8")
    (top / "mkdocs.yml").write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: site\ntheme:\n  custom_dir: {ROOT / 'overrides'}\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(top / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return top / "site"


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


ROWS = "td.y-measure:nth-child(3)"


def test_the_table_is_narrowed_by_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}plan/measures/")
    rows = page.locator(ROWS)
    assert rows.count() == 6
    menu = page.get_by_label("责任主体")
    menu.focus()
    for _ in range(1):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text("本页 6 条中，符合的有 2 条。")
    assert [row.inner_text() for row in rows.all() if row.is_visible()] == [
        "镇水利站要建立巡查台账。", "开展护河宣传<b>进校园</b>活动，各村和镇水利站要公布举报电话。",
    ]  # fmt: skip
    assert "who=" in page.url
    page.go_back()
    assert sum(row.is_visible() for row in rows.all()) == 6
    page.go_forward()
    assert sum(row.is_visible() for row in rows.all()) == 2
    page.reload()
    assert sum(row.is_visible() for row in rows.all()) == 2


def test_what_the_menu_offers(page: Page, root: str) -> None:
    page.goto(f"{root}plan/measures/")
    options = page.get_by_label("责任主体").locator("option").all_inner_texts()
    assert options == ["全部", "镇水利站（2）", "各村（2）", "城管办（1）", "没有认出（3）"]
    assert page.get_by_role("status").inner_text() == "显示全部 6 条。"


def test_everything_is_there_without_scripts(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}plan/measures/")
    assert [row.is_visible() for row in page.locator(ROWS).all()] == [True] * 6
    assert page.get_by_text("共 6 条").is_visible()
    assert "<b>进校园</b>" in page.locator(ROWS).nth(5).inner_text()
    context.close()


def test_the_files_can_be_fetched(page: Page, root: str) -> None:
    page.goto(f"{root}plan/measures/")
    for name in ("xlsx", "csv"):
        with page.expect_download() as info:
            page.get_by_role("link", name=name.upper() if name == "csv" else name).click()
        rows = spreadsheet.read(Path(info.value.path()).read_bytes())
        assert rows[0] == ["编号", "部分", "原文", "责任主体", "时限", "类别", "文件", "网址"]
        assert [row[3] for row in rows[1:]] == [
            "没有认出", "没有认出", "镇水利站", "城管办、各村", "各村、镇水利站", "没有认出",
        ]  # fmt: skip
        assert rows[1][4:] == ["年底前", "具体", "青石镇2031年护河工作要点", "plan/#1-1"]


def test_a_section_is_one_click_away(page: Page, root: str) -> None:
    page.goto(f"{root}plan/measures/")
    follow(page.locator("td.y-measure:nth-child(2) a").first)
    expect(page.locator("[id='1-1']")).to_be_visible()
    assert page.url.endswith("#1-1")


def test_parties_beside_the_table_are_listed_too(page: Page, root: str) -> None:
    page.goto(f"{root}plan/measures/")
    assert [cell.inner_text() for cell in page.locator("td.y-duty:first-child").all()] == ["基层书记"]


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["plan/measures/", "timeline/", "measures/"])
def test_nothing_runs_out_of_the_page(page: Page, root: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(root + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for target in page.locator("td a, .y-measure-files a, .y-hit a, .md-content select").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 44, target.inner_text()


def test_on_a_phone_each_row_is_a_card(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{root}plan/measures/")
    boxes = [page.locator(f"tr:has(td.y-measure) >> nth=0 >> td >> nth={n}").bounding_box() for n in (2, 3)]
    assert boxes[0] and boxes[1] and boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1
    label = page.evaluate("getComputedStyle(document.querySelector('td.y-measure:nth-child(4)'), '::before').content")
    assert label == '"责任主体："'


@pytest.mark.parametrize("width", [760, 1024, 1440])
def test_on_wide_screens_the_table_is_whole(page: Page, root: str, width: int) -> None:
    """Nothing is cut off on the right, and the columns of words hold more than a few characters a line."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{root}plan/measures/")
    for wrap in page.locator(".md-typeset__scrollwrap").all():
        box = wrap.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        assert wrap.evaluate("e => e.scrollWidth <= e.clientWidth")
    heads = page.locator("th.y-measure").evaluate_all(
        "all => all.map(e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(heads[1:5]) >= 5, heads


def test_on_paper_stand_the_document_and_the_whole_table_without_tools(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 620, "height": 900})  # a sheet of A4 without its margins
    page.goto(f"{root}plan/measures/")
    page.emulate_media(media="print")
    assert page.locator("h1").inner_text() == "举措清单：青石镇2031年护河工作要点"
    assert (
        page.locator(".y-measure-files, .y-measure-filter, [role=status]").evaluate_all(
            "all => all.filter(e => e.checkVisibility()).length"
        )
        == 0
    )
    table = page.locator("table:has(td.y-measure)").bounding_box()
    column = page.locator("article").bounding_box()
    assert table and column
    assert table["x"] + table["width"] < column["x"] + column["width"], "the right border needs room"


def test_the_timeline_goes_back_in_time(page: Page, root: str) -> None:
    page.goto(f"{root}timeline/")
    assert page.locator("h2").all_inner_texts() == ["2031年", "2030年", "2022年", "没有查到日期的会议"]
    follow(page.get_by_role("link", name="护河动员会").first)
    assert "talk" in page.url
