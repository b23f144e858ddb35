"""The box in a real browser: what is offered while typing, by all ways of typing; searches from before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import served

ACTIVE = "document.activeElement.getAttribute('aria-activedescendant')"

BLOCKED = """(kept => Object.defineProperty(window, "localStorage", { get() {
    if (/recent.js/.test(new Error().stack)) throw new Error("blocked");
    return kept;
} }))(localStorage)"""
"""Only for us: the theme's own scripts do not expect it."""


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="搜索")


def type_(page: Page, text: str) -> list[str]:
    """Types into the box and gives what is offered."""
    page.locator("input[name=q]").click()
    page.wait_for_selector("input[role=combobox]")
    box(page).fill(text)
    page.wait_for_selector("[role=option]")
    page.wait_for_timeout(200)
    return page.locator(".y-suggestion-text").all_inner_texts()


def chosen(page: Page) -> str:
    return page.locator("[role=option][aria-selected=true] .y-suggestion-text").inner_text()


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("三会", "三会一课"), ("bxg", "八项规定"), ("zhuti", "主题党日"), ("形式注", "形式主义"), ("两个", "两个维护"),
        ("村级小微", "云溪镇村级小微权力监督管理办法"), ("黨內政治", "党内政治生活"), ("ｂｘｇｄ", "八项规定"),
        ("板", "板凳课堂"),
    ],
)  # fmt: skip
def test_offers(page: Page, root: str, text: str, offer: str) -> None:
    page.goto(root)
    found = type_(page, text)
    assert offer in found
    assert len(found) == len(set(found)) <= 8
    assert page.locator(".y-told").inner_text() == f"{len(found)} 条提示"


def test_not_all_of_one_kind(page: Page, root: str) -> None:
    page.goto(root)
    type_(page, "党")
    assert len(set(page.locator(".y-suggestion-label").all_inner_texts())) > 1


def test_the_keyboard(page: Page, root: str) -> None:
    page.goto(root)
    found = type_(page, "三会")
    assert box(page).get_attribute("aria-expanded") == "true"
    assert page.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowDown")
    assert chosen(page) == found[0]
    assert page.evaluate(ACTIVE) == page.locator("[role=option][aria-selected=true]").get_attribute("id")
    page.keyboard.press("ArrowUp")
    assert page.evaluate(ACTIVE) is None
    page.keyboard.press("ArrowUp")
    assert chosen(page) == found[-1]
    page.keyboard.press("Escape")
    assert not page.locator("[role=listbox]").is_visible()
    assert box(page).input_value() == "三会"
    assert box(page).get_attribute("aria-expanded") == "false"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert unquote(page.url) == f"{root}search/?q={found[0]}"


def test_enter_without_a_choice_searches_what_is_typed(page: Page, root: str) -> None:
    page.goto(root)
    type_(page, "三会")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert unquote(page.url) == f"{root}search/?q=三会"


def test_a_tap(page: Page, root: str) -> None:
    page.goto(root)
    found = type_(page, "三会")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/search/?q=*")
    assert unquote(page.url) == f"{root}search/?q={found[0]}"
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    assert not page.locator("[role=listbox]").is_visible()


def test_on_the_page_of_results_a_choice_answers_in_place(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q={quote('党课')}")
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    page.evaluate("window.same = true")
    type_(page, "bxgd")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("#yandu-search[data-search-count='3']")
    assert page.evaluate("window.same")
    assert not page.locator("[role=listbox]").is_visible()


def test_leaving_the_box_shuts_the_list(page: Page, root: str) -> None:
    page.goto(root)
    type_(page, "三会")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert not page.locator("[role=listbox]").is_visible()


# -- input methods


def test_nothing_is_offered_while_an_input_method_composes(page: Page, root: str) -> None:
    page.goto(root)
    type_(page, "三会")
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "yi ke", "selectionStart": 5, "selectionEnd": 5})
    page.wait_for_timeout(400)
    assert not page.locator("[role=listbox]").is_visible()
    session.send("Input.insertText", {"text": "一课"})
    box(page).fill("三会一")
    page.wait_for_selector("[role=option]")
    assert page.locator(".y-suggestion-text").first.inner_text() == "三会一课"


def test_keys_of_an_input_method_are_its_own(page: Page, root: str) -> None:
    page.goto(root)
    type_(page, "三会")
    page.keyboard.press("ArrowDown")
    active = page.evaluate(ACTIVE)
    for event in ({"isComposing": True}, {"keyCode": 229}):
        for key in ("ArrowDown", "Enter", "Escape"):
            page.evaluate(
                "init => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', init))",
                {"key": key, "bubbles": True, "cancelable": True, **event},
            )
    assert page.evaluate(ACTIVE) == active
    assert page.url == root


def test_a_composition_begun_and_ended_without_the_browser_saying_so(page: Page, root: str) -> None:
    """Some input methods send plain input events between compositionstart and compositionend."""
    page.goto(root)
    type_(page, "三会")
    fire = "type => document.activeElement.dispatchEvent(new CompositionEvent(type, { bubbles: true }))"
    page.evaluate(fire, "compositionstart")
    box(page).fill("bxgd")
    page.wait_for_timeout(400)
    assert not page.locator("[role=listbox]").is_visible()
    page.evaluate(fire, "compositionend")
    page.wait_for_selector("[role=option]")
    assert page.locator(".y-suggestion-text").first.inner_text() == "八项规定"


# -- searches from before


def search(page: Page, root: str, text: str) -> None:
    page.goto(root)
    page.locator("input[name=q]").click()
    page.wait_for_selector("input[role=combobox]")
    box(page).fill(text)
    page.keyboard.press("Enter")
    page.wait_for_selector("#yandu-search[data-search-state=done]")


def empty(page: Page, root: str) -> None:
    page.goto(root)
    page.locator("input[name=q]").click()
    page.wait_for_selector("input[role=combobox]")
    page.wait_for_timeout(250)


def test_searches_from_before_come_back(page: Page, root: str) -> None:
    for text in ("三会一课", "主题党日", "三会一课"):
        search(page, root, text)
    empty(page, root)
    expect(page.locator(".y-suggestion-text")).to_have_text(["三会一课", "主题党日"])
    assert type_(page, "主题")[0] == "主题党日"
    assert page.locator(".y-suggestion-label").first.inner_text() == "最近"
    assert page.context.cookies() == []


def test_they_can_be_forgotten(page: Page, root: str) -> None:
    search(page, root, "三会一课")
    empty(page, root)
    page.get_by_role("button", name="清除记录").click()
    assert page.locator("[role=option]").count() == 0
    assert not [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("yandu")]
    empty(page, root)
    assert not page.locator(".y-suggest").is_visible()


def test_and_kept_no_more_until_the_reader_wants(page: Page, root: str) -> None:
    search(page, root, "三会一课")
    empty(page, root)
    page.get_by_role("button", name="不再记录").click()
    assert page.get_by_role("button", name="恢复记录").is_visible()
    search(page, root, "主题党日")
    assert page.evaluate("localStorage.getItem('yandu.recent')") is None
    page.goto(f"{root}search/")
    page.get_by_role("button", name="恢复记录").click()
    assert page.get_by_role("button", name="不再记录").is_visible()
    search(page, root, "主题党日")
    empty(page, root)
    expect(page.locator(".y-suggestion-text")).to_have_text(["主题党日"])


@pytest.mark.parametrize("kept", ["{", '{"a": 1}', "[1, null, 2]", '"x"'])
def test_what_another_program_wrote_there_is_no_trouble(page: Page, root: str, kept: str) -> None:
    page.goto(root)
    page.evaluate("text => localStorage.setItem('yandu.recent', text)", kept)
    assert "三会一课" in type_(page, "三会")


def test_where_nothing_can_be_kept_nothing_fails(page: Page, root: str) -> None:
    page.add_init_script(BLOCKED)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    search(page, root, "三会一课")
    empty(page, root)
    assert "三会一课" in type_(page, "三会")
    assert not errors


# -- looks, and what is not loaded


@pytest.mark.parametrize(("width", "height"), [(390, 420), (390, 844), (1440, 900), (320, 300)])
def test_large_enough_and_within_the_screen(page: Page, root: str, width: int, height: int) -> None:
    """420 px is what a keyboard on the screen leaves of a phone."""
    page.set_viewport_size({"width": width, "height": height})
    page.goto(root)
    type_(page, "党")
    heights = page.locator("[role=option]").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert min(heights) >= 44
    popup = page.locator(".y-suggest").bounding_box()
    assert popup
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= width
    assert popup["y"] + popup["height"] <= height
    for _ in heights:
        page.keyboard.press("ArrowDown")
    last = page.locator("[role=option]").last.bounding_box()
    assert last
    assert last["y"] + last["height"] <= height + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_low_on_the_page_the_list_stands_above(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 600})
    page.goto(root)
    place = "position: fixed; bottom: 0; left: 0; right: 0"
    page.eval_on_selector("form.y-search", "(form, place) => { form.style.cssText = place }", place)
    type_(page, "党")
    popup, field = page.locator(".y-suggest").bounding_box(), box(page).bounding_box()
    assert popup
    assert field
    assert popup["y"] >= 0
    assert popup["y"] + popup["height"] <= field["y"]


def test_nothing_of_it_is_loaded_before_the_box_is_touched(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(root)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search-data" in url or "suggest" in url]
    type_(page, "党")
    assert [url for url in asked if url.endswith("/words.js")]


def test_under_a_strict_policy(browser: Browser, root: str) -> None:
    """No inline script or style is needed by us; the theme's own script for colours is one."""
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if "yandu" in message.text else None)
    page.on("pageerror", lambda error: None if "__md" in str(error) else problems.append(str(error)))

    def strict(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'"
        route.fulfill(response=response, headers={**response.headers, "content-security-policy": policy})  # type: ignore[attr-defined]

    page.route("**/search/**", strict)
    page.goto(f"{root}search/?q=bxgd")
    page.wait_for_selector("[data-search-offer]")
    assert "三会一课" in type_(page, "三会")
    assert not problems
    page.close()
