"""Reading on the sample site: 大字版, the outline within one tap, quotations with their place, nothing that jumps."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.conftest import served

PHONE, DESK = ViewportSize(width=390, height=844), ViewportSize(width=1440, height=900)
SIZES = {"1": 18, "2": 24, "3": 30}
RIGHT = "e => { const r = new Range(); r.selectNodeContents(e); return r.getBoundingClientRect().right }"


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


@pytest.fixture(scope="module")
def section(sample: Path) -> str:
    """The page of a section with sections of its own below it on the page: `slug/2-1/`."""
    rows: Any = json.loads((sample / "sections.json").read_text(encoding="utf-8"))
    return next(str(row["url"]).split("#")[0] for row in rows if re.search(r"/2-1/#2-1-2$", row["url"]))


def size(page: Page) -> float:
    """Size of the text in pixels."""
    return float(page.locator("p.t").first.evaluate("e => parseFloat(getComputedStyle(e).fontSize)"))


@pytest.mark.parametrize("view", [PHONE, DESK, {"width": 320, "height": 640}], ids=["phone", "desk", "small"])
def test_large_type_is_chosen_once_and_remembered(page: Page, root: str, section: str, view: Any) -> None:
    page.set_viewport_size(view)
    page.goto(root + section)
    for number in ("1", "2", "3"):
        assert page.locator("html").get_attribute("data-size") == number
        assert size(page) == pytest.approx(SIZES[number], abs=2)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.reload()
        assert page.locator("html").get_attribute("data-size") == number
        least = 44 if number == "1" else 59.5
        assert page.locator("[data-size-switch]").evaluate("e => e.getBoundingClientRect().height") >= least
        page.locator("[data-size-switch]").click()
    assert page.locator("html").get_attribute("data-size") == "1"


@pytest.mark.parametrize("view", [PHONE, DESK, {"width": 320, "height": 640}], ids=["phone", "desk", "small"])
def test_the_switch_says_what_it_brings_and_the_way_back(page: Page, root: str, section: str, view: Any) -> None:
    """In so many words, and beside the site's name, never over it."""
    page.set_viewport_size(view)
    page.goto(root + section)
    switch, name = page.locator("[data-size-switch]"), page.locator(".md-header__topic").first
    for words in (["大字版"], ["特大字", "再按还原"], ["还原"]):
        assert switch.inner_text().split() == words
        assert switch.locator("[title]").filter(visible=True).inner_text().split() == words
        end = name.evaluate(RIGHT)
        start = switch.evaluate("e => e.getBoundingClientRect().x + parseFloat(getComputedStyle(e).paddingLeft)")
        assert start >= end or name.evaluate("e => getComputedStyle(e).visibility") == "hidden", words
        assert switch.evaluate("e => e.scrollHeight <= e.clientHeight"), words
        switch.click()


@pytest.mark.parametrize("large", ["1", "3"])
@pytest.mark.parametrize("end", [False, True], ids=["amid", "end"])
def test_marks_and_contents_do_not_cover_each_other(page: Page, root: str, section: str, large: str, end: bool) -> None:
    page.set_viewport_size(PHONE)
    page.add_init_script(f"localStorage.setItem('yandu:size', '{large}')")
    page.goto(f"{root}{section}?mark=党")
    page.locator(".y-marked").wait_for()
    page.wait_for_timeout(300)
    if end:
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    marked, contents = page.locator(".y-marked").bounding_box(), page.locator(".y-chart-open").bounding_box()
    assert marked and contents and marked["y"] + marked["height"] <= contents["y"]
    page.locator(".y-chart-open").click()
    assert page.locator(".y-chart").is_visible()


def test_a_wrong_address_is_named_as_such(page: Page, root: str) -> None:
    page.goto(f"{root}404.html")
    assert page.title() == "没有这一页 - 研读"
    assert page.locator(".md-skip").inner_text() == "跳到正文"
    assert page.locator(".md-logo img").evaluate_all("all => all.map(e => e.alt)") == [""]
    assert page.locator("a.md-header__button.md-logo").get_attribute("aria-label") == "研读"


def test_the_outline_is_a_sheet_for_fingers_and_keys(page: Page, root: str, section: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(root + section)
    sheet, opener = page.locator(".y-chart"), page.locator(".y-chart-open")
    assert not sheet.is_visible()
    opener.focus()
    page.keyboard.press("Enter")
    sheet.wait_for(state="visible")
    page.wait_for_function("document.activeElement.getAttribute('aria-current') === 'page'")
    page.keyboard.press("Escape")
    sheet.wait_for(state="hidden")
    page.wait_for_function("document.activeElement.classList.contains('y-chart-open')")
    opener.click()
    sheet.get_by_text("（二）", exact=False).first.click()
    page.wait_for_url(re.compile(r"/2-2/$"))
    assert page.locator(".y-chart [aria-current=page]").inner_text().startswith("（二）")


def test_the_outline_stands_beside_the_text_on_wide_screens(page: Page, root: str, section: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(root + section)
    text, sheet = page.locator("h1").bounding_box(), page.locator(".y-chart-inner").bounding_box()
    assert text and sheet
    assert sheet["x"] >= text["x"] + text["width"]
    assert sheet["x"] + sheet["width"] <= DESK["width"]
    assert not page.locator(".y-chart-open").is_visible()


def test_the_outline_opens_without_scripts(browser: Browser, root: str, section: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(root + section)
    assert not page.locator("[data-size-switch]").is_visible()
    page.locator(".y-chart-open").click()
    assert page.locator(".y-chart").is_visible()
    page.locator(".y-chart-close").click()
    assert not page.locator(".y-chart").is_visible()
    context.close()


def test_a_section_says_which_it_is_and_where_it_comes_from(page: Page, root: str, section: str) -> None:
    page.goto(root + section)
    assert re.fullmatch(r"第 \d+/\d+ 节", page.locator(".y-count").inner_text())
    assert re.search(r"《.+》（\d{4}年.*日）二（一），原文件 .+ 第 \d+ 行", page.locator(".y-origin").inner_text())


def test_a_quotation_is_copied_with_its_place(page: Page, root: str, section: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(root + section)
    page.locator(".y-cite").click()
    page.locator(".y-tools-status").filter(has_text="已复制").wait_for()
    title = page.locator("[data-tools]").get_attribute("data-title")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"“.+”——《{title}》二（一）\d? {root}{section}(#.*)?", copied)
    page.locator("[id='2-1-2'] + p.t").evaluate("""e => {
        const range = document.createRange(), text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
        while (text.nextNode().textContent.length < 9);
        range.setStart(text.currentNode, 1), range.setEnd(text.currentNode, 8);
        getSelection().removeAllRanges(), getSelection().addRange(range);
    }""")
    chosen = page.evaluate("String(getSelection())")
    page.locator(".y-cite").click()
    page.locator(".y-tools-status").filter(has_text=chosen).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"“{chosen}”——《{title}》二（一）2 {root}{section}#2-1-2"


def test_a_document_tells_what_it_is(page: Page, root: str, section: str) -> None:
    page.goto(root + section.split("/")[0] + "/")
    assert re.search(r"\d{4}年.+[\d,]+ 字", page.locator(".y-facts-line").inner_text())
    assert page.locator("dl.y-facts dt").count() >= 4
    notes = page.locator(".y-parts-note").all_inner_texts()
    assert all(re.match(r"[\d,]+ 字", note) for note in notes)
    assert any("组织" in note for note in notes)
    assert page.get_by_text("下载原文件").count() == 0  # the clerk has not allowed it
    assert page.locator("a[href^=mailto]").count() == 0  # and has given no address
