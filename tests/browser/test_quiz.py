"""自测 in the browser: a round by keyboard alone, the list without scripts, what is kept, and the files."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import follow, served


@pytest.fixture(scope="module")
def site(sample: Path) -> Path:
    return sample / "site"


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


SHOWN = "section.y-quiz-one:visible"
BUTTONS = "section.y-quiz-one:not([hidden]) .y-quiz-pick button"


def tab_to(page: Page, selector: str) -> None:
    """Reaches an element by the Tab key."""
    for _ in range(40):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"never reached: {selector}")


def answer(page: Page, *, rightly: bool) -> None:
    """Answers the question in sight by keyboard; ends with the focus on the button that leads on."""
    shown = page.locator(SHOWN)
    right = [int(n) for n in (shown.get_attribute("data-right") or "").split()]
    many = shown.locator(".y-quiz-pick button").count()
    if not right:
        tab_to(page, BUTTONS)
        page.keyboard.press("Enter")
        expect(shown.locator("details")).to_have_attribute("open", "")
        if not rightly:
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    elif shown.get_attribute("data-kind") == "order":
        for place in right if rightly else right[::-1]:
            pick(page, place, many)
    else:
        pick(page, right[0] if rightly else (right[0] + 1) % many, many)


def pick(page: Page, place: int, many: int) -> None:
    """Presses one of the buttons of a question, from wherever the focus is among them."""
    here = page.evaluate(
        "buttons => Array.from(document.querySelectorAll(buttons)).indexOf(document.activeElement)", BUTTONS
    )
    if here < 0:
        tab_to(page, BUTTONS)
        here = 0
    for _ in range(abs(place - here)):
        page.keyboard.press("Tab" if place > here else "Shift+Tab")
    page.keyboard.press("Space")


def test_a_round_by_keyboard(page: Page, root: str) -> None:
    page.goto(f"{root}quiz/")
    many = page.locator(".y-quiz-one").count()
    assert many > 5
    for number in range(many):
        expect(page.locator(SHOWN)).to_have_count(1)
        expect(page.locator(".y-quiz-progress")).to_contain_text(f"第 {number + 1} 题，已答对 {max(0, number - 1)} 题")
        answer(page, rightly=number > 0)
        expect(page.get_by_role("status").filter(has_text="答对")).to_have_text(
            "答对了。" if number else "没答对，答案在上面。"
        )
        expect(page.locator(SHOWN).locator("details a")).to_be_visible()
        expect(page.locator(".y-quiz ~ .y-quiz-button")).to_be_focused()
        page.keyboard.press("Enter")
    expect(page.locator(".y-quiz-end")).to_be_focused()
    expect(page.locator(".y-quiz-score")).to_have_text(f"这一轮 {many} 题，答对 {many - 1} 题。")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".y-quiz-progress")).to_contain_text("共 1 题")
    page.reload()
    expect(page.locator(".y-quiz-last")).to_have_text(f"上次 {many} 题答对 {many - 1} 题。")


def test_all_can_be_listed_and_asked_again(page: Page, root: str) -> None:
    page.goto(f"{root}quiz/")
    page.get_by_role("button", name="全部列出").click()
    many = page.locator(".y-quiz-one").count()
    expect(page.locator(SHOWN)).to_have_count(many)
    expect(page.locator("details.y-quiz-answer:visible")).to_have_count(many)
    expect(page.locator(".y-quiz-pick")).to_have_count(0)
    page.get_by_role("button", name="一题一题做").click()
    expect(page.locator(SHOWN)).to_have_count(1)


def test_without_scripts_it_is_a_list_with_folded_answers(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}quiz/")
    many = page.locator(".y-quiz-one").count()
    assert many > 5
    expect(page.locator(SHOWN)).to_have_count(many)
    first = page.locator("details.y-quiz-answer").first
    expect(first.locator("a")).to_be_hidden()
    first.locator("summary").click()
    follow(first.locator("a"))
    assert "/quiz/" not in page.url
    context.close()


def test_buttons_are_large_and_text_can_be_read(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{root}quiz/")
    for button in page.locator("button.y-quiz-button:visible").all():
        box = button.bounding_box()
        assert box and box["height"] >= 44
    sizes = page.eval_on_selector_all(
        ".y-quiz-ask, .y-quiz-quote, .y-quiz-right", "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 18
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_script_is_on_these_pages_only(page: Page, root: str) -> None:
    page.goto(root)
    assert page.locator("script[src*='quiz'], link[href*='quiz.css']").count() == 0


def test_answers_stand_on_a_sheet_of_their_own(page: Page, root: str) -> None:
    page.goto(f"{root}quiz/sheet/")
    assert page.locator(".y-quiz-sheet details, .y-quiz-sheet a").count() == 0
    page.emulate_media(media="print")
    before = page.eval_on_selector(".y-quiz-answers", "e => getComputedStyle(e).breakBefore")
    assert before == "page"
    assert page.locator(".y-quiz-key > li").count() == page.locator(".y-quiz-sheet > section").count()


def test_the_files_hold_all_questions(site: Path) -> None:
    rows = list(csv.reader(StringIO((site / "quiz" / "cards.csv").read_bytes().decode("utf-8-sig"))))
    with ZipFile(BytesIO((site / "quiz" / "cards.apkg").read_bytes())) as archive:
        base = sqlite3.connect(":memory:")
        base.deserialize(archive.read("collection.anki2"))
    notes = base.execute("select flds from notes").fetchall()
    assert len(notes) == len(rows) - 1 > 30
    assert all(row[5] and (site / row[7].partition("#")[0] / "index.html").is_file() for row in rows[1:])
    assert json.loads(base.execute("select decks from col").fetchone()[0])
