"""Whole walks through the site, as readers go: by keyboard alone, and with scripts switched off.

Home → a document → a section of it → a topic of that → the topic's handout → the search.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.page_kinds import DESK, LOOKS, PHONE, seen
from tests.conftest import follow, served

TITLE = "中共云溪镇委员会2025年党建工作要点"
SECTION = "四、以作风建设为抓手，密切联系群众"
MOST = 250
"""Presses of the Tab key after which whatever a walk needs must have been reached."""
FOCUSED = """() => {
  const e = document.activeElement;
  const at = e.getBoundingClientRect();
  const inside = at.height > 0 && at.bottom > 0 && at.top < innerHeight;
  return { name: (e.getAttribute("aria-label") || e.textContent || "").trim(), tag: e.tagName, inside: inside };
}"""


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


def tab_to(page: Page, name: str, tag: str = "A") -> None:
    """Presses Tab until what is called so has the focus, and can be seen."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if found["tag"] == tag and found["name"].startswith(name):
            assert found["inside"], f"{name} has the focus and is not in sight"
            return
    raise AssertionError(f"{name} is not reached on {page.url}")


def go(page: Page, name: str) -> None:
    """Follows a link by keyboard."""
    before = page.url
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: address != before)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_by_keyboard_alone(browser: Browser, root: str, size: tuple[int, int]) -> None:
    with seen(browser, LOOKS[0], size) as page:
        page.goto(root)
        go(page, "按文件看")
        go(page, TITLE)
        expect(page.locator("h1")).to_have_text(TITLE)
        go(page, SECTION)
        expect(page.locator("h1")).to_have_text(SECTION)
        page.locator(".y-tools .y-study-tools").first.wait_for()
        star(page)
        write(page, "下周开会要用")
        go(page, "作风")
        expect(page.locator("h1")).to_contain_text("作风")
        go(page, "打印本主题讲义")
        expect(page.locator("h1")).to_contain_text("讲义")
        search(page, "密切联系群众")
        go(page, SECTION)
        expect(page.locator(".y-study-note").first).to_have_text("下周开会要用")


def star(page: Page) -> None:
    """Marks the section with a star, takes it away, and marks it again."""
    tab_to(page, "收藏", "BUTTON")
    for pressed in ("true", "false", "true"):
        page.keyboard.press("Space")
        assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == pressed


def write(page: Page, note: str) -> None:
    """Writes a note and closes its field; the focus is where it was."""
    tab_to(page, "笔记", "BUTTON")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    page.keyboard.type(note)
    tab_to(page, "写好了", "BUTTON")
    page.keyboard.press("Enter")
    assert page.evaluate(FOCUSED)["name"].startswith("笔记")


def search(page: Page, words: str) -> None:
    """Searches from wherever one is; the key is named at the field (aria-keyshortcuts)."""
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-search-state=done]")


def test_with_scripts_off(browser: Browser, root: str) -> None:
    with seen(browser, LOOKS[0], scripts=False) as page:
        page.goto(root)
        for name, heading in (
            ("按文件看", "文件"),
            (TITLE, TITLE),
            (SECTION, SECTION),
            ("作风", "主题：作风建设"),
            ("打印本主题讲义", "作风建设（专题讲义）"),
        ):
            follow(page.locator(".md-content").get_by_role("link", name=name).first)
            expect(page.locator("h1")).to_have_text(heading)
            nothing_dead(page)
        expect(page.locator(".t").first).to_be_visible()
        page.locator("input[name=q]").fill("作风")
        page.locator("input[name=q]").press("Enter")
        expect(page.locator(".md-content noscript p").first).to_contain_text("脚本")
        follow(page.locator(".md-content").get_by_role("link", name="作风").first)
        expect(page.locator("h1")).to_have_text("主题：作风建设")


def nothing_dead(page: Page) -> None:
    """No button that does nothing: what needs scripts is made by them."""
    shown = page.locator("button:visible:not(.y-search__button), [role=button]:visible, .y-tools:visible > *")
    expect(shown).to_have_count(0)  # once the style sheets are there


def test_the_tools_of_a_reader_say_that_they_need_scripts(browser: Browser, root: str) -> None:
    with seen(browser, LOOKS[0], scripts=False) as page:
        page.goto(f"{root}study/")
        expect(page.locator("noscript p")).to_contain_text("要用脚本")
        nothing_dead(page)
        page.goto(f"{root}quiz/")
        page.locator("details.y-quiz-answer summary").first.click()
        expect(page.locator("details.y-quiz-answer[open] .y-quiz-right")).to_be_visible()
        follow(page.get_by_role("link", name="打印成试卷"))
        expect(page.locator("#answers")).to_be_visible()
