"""The sheet that tells what a term means: by tap and by keyboard, and every way to close it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, served

NOTE = "本文件中指：1. 看路；2. 修路。<img src=x onerror=alert(1)> “引号” & 别的。"
PAGE = """<!doctype html>
<html lang="zh-CN" style="font-size: 125%"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="assets/yandu.css"><link rel="stylesheet" href="assets/knowledge/popover.css"></head>
<body data-md-color-scheme="{scheme}" style="background: var(--y-paper); color: var(--y-ink)"><main class="md-typeset">
<h1>关于道路工作的讲话</h1>
<p class="t">要做到<a class="y-term" href="term.html" data-y-note="{note}">两个看重</a>，再谈
<a class="y-term" href="term.html" data-y-note="另一条。">三个不怕</a>
和<a class="y-term" href="term.html">没有解释的词</a>。</p>
{more}
<p><a id="plain" href="term.html">普通链接</a></p></main>{script}</body></html>"""
SCRIPT = '<script src="assets/knowledge/popover.js" defer></script>'
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("popover")
    shutil.copytree(ROOT / "overrides" / "assets", top / "assets")
    more = "<p>下面是别的内容。</p>" * 40
    for name, scheme, script in [
        ("light.html", "default", SCRIPT), ("dark.html", "slate", SCRIPT), ("plain.html", "default", ""),
    ]:  # fmt: skip
        text = PAGE.format(scheme=scheme, note=escape(NOTE), more=more, script=script)
        (top / name).write_text(text, encoding="utf-8")
    (top / "term.html").write_text("<!doctype html><title>t</title><h1>两个看重</h1>", encoding="utf-8")
    with served(top) as address:
        yield address


def test_the_script_writes_text_only_and_speaks_to_nobody() -> None:
    script = (ROOT / "overrides" / "assets" / "knowledge" / "popover.js").read_text(encoding="utf-8")
    for word in (
        "innerHTML",
        "insertAdjacent",
        "document.write",
        "eval(",
        "fetch(",
        "XMLHttp",
        "localStorage",
        "import",
    ):
        assert word not in script
    assert "data-y-note" in script and script.rstrip().endswith("})();")


def opened(page: Page, root: str, name: str = "light.html") -> None:
    page.goto(root + name)
    page.get_by_role("link", name="两个看重").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_tap_shows_the_note_as_text(page: Page, root: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail("the note ran"))
    opened(page, root)
    sheet = page.get_by_role("dialog")
    assert sheet.locator(".y-sheet__note").text_content() == NOTE
    assert sheet.locator("img").count() == 0
    assert page.url.endswith("light.html")
    expect(sheet.get_by_role("link", name="查看全部出处")).to_be_focused()


def test_enter_opens_and_escape_closes_and_focus_returns(page: Page, root: str) -> None:
    page.goto(root + "light.html")
    page.get_by_role("link", name="两个看重").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="关闭")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="查看全部出处")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="两个看重")).to_be_focused()


def test_back_closes_and_does_not_leave_the_page(page: Page, root: str) -> None:
    opened(page, root)
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("light.html")


@pytest.mark.parametrize("way", ["button", "outside", "escape"])
def test_closing_takes_its_entry_out_of_the_history(page: Page, root: str, way: str) -> None:
    page.goto(root + "term.html")
    opened(page, root)
    if way == "button":
        page.get_by_role("button", name="关闭").click()
    elif way == "outside":
        page.get_by_role("heading", name="关于道路工作的讲话").click()
    else:
        page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.wait_for_function("!(history.state && history.state.yNote)")
    page.go_back()
    assert page.url.endswith("term.html")


def test_the_link_in_the_sheet_opens_the_page_and_back_returns_to_the_text(page: Page, root: str) -> None:
    opened(page, root)
    page.get_by_role("link", name="查看全部出处").click()
    page.wait_for_url("**/term.html")
    page.go_back()
    assert page.url.endswith("light.html")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_another_term_changes_the_sheet(page: Page, root: str) -> None:
    opened(page, root)
    page.get_by_role("link", name="三个不怕").click()
    expect(page.get_by_role("dialog")).to_have_count(1)
    expect(page.locator(".y-sheet__note")).to_have_text("另一条。")
    page.go_back()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("light.html")


def test_a_term_without_a_note_opens_its_page(page: Page, root: str) -> None:
    page.goto(root + "light.html")
    page.get_by_role("link", name="没有解释的词").click()
    page.wait_for_url("**/term.html")


def test_a_click_with_a_key_is_left_to_the_browser(page: Page, root: str) -> None:
    page.goto(root + "light.html")
    with page.context.expect_page():
        page.get_by_role("link", name="两个看重").click(modifiers=["Control"])
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_scripts_the_link_opens_the_page(page: Page, root: str) -> None:
    page.goto(root + "plain.html")
    page.get_by_role("link", name="两个看重").click()
    page.wait_for_url("**/term.html")


@pytest.mark.parametrize("name", ["light.html", "dark.html"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_it_fits_and_can_be_read_and_hit(browser: Browser, root: str, size: dict[str, int], name: str) -> None:
    context = browser.new_context(viewport=size, has_touch=size is PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    opened(page, root, name)
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0 and box["y"] >= 0
    assert box["x"] + box["width"] <= size["width"] and box["y"] + box["height"] <= size["height"]
    if size is PHONE:
        assert box["width"] == size["width"] and box["y"] + box["height"] == size["height"]
    page.locator(".y-sheet__name").evaluate("e => { e.textContent = '长'.repeat(40) }")
    words, close = page.locator(".y-sheet__name").bounding_box(), page.locator(".y-sheet__close").bounding_box()
    assert words and close and words["x"] + words["width"] + 8 <= close["x"]
    for target in page.locator(".y-sheet__more, .y-sheet__close").all():
        hit = target.bounding_box()
        assert hit and hit["height"] >= 44 and hit["width"] >= 44
    for part in (".y-sheet__note", ".y-sheet__name", ".y-sheet__more", ".y-sheet__close"):
        assert contrast(page, part) >= 4.5
    context.close()


def contrast(page: Page, selector: str) -> float:
    """The contrast of an element's words to the sheet, as WCAG counts it."""
    script = """selector => {
      const light = colour => { const part = colour.match(/[\\d.]+/g).slice(0, 3).map(value => {
        value /= 255; return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2]; };
      const words = light(getComputedStyle(document.querySelector(selector)).color);
      const paper = light(getComputedStyle(document.querySelector('.y-sheet')).backgroundColor);
      return (Math.max(words, paper) + 0.05) / (Math.min(words, paper) + 0.05); }"""
    return float(page.evaluate(script, selector))
