"""The looks of the site in a real browser: sizes that old eyes and thumbs can use, nothing wider than the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

SIZES = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
HEIGHTS = "all => all.map(e => e.getBoundingClientRect().height)"
CHARACTERS = "all => all.map(e => e.clientWidth / parseFloat(getComputedStyle(e).fontSize))"
TARGETS = ".md-tabs__link, .y-search__input, .y-search__button, a.y-tag, .y-tile, .y-next, .y-outline + ul a"


@pytest.mark.parametrize("address", ["", "topics/", "d1/", "d1/2/", "search/?q=主义", "search/?q=火星", "404.html"])
def test_large_enough_to_read_and_to_hit(page: Page, root: str, address: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(root + address)
    page.wait_for_load_state("networkidle")
    assert not errors
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    for width in (320, 390, 720, 1440):  # 320 and 720 are also what a phone and a desk show at 200 %
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.get_by_role("button", name="搜索").is_visible()
        assert min(page.locator("p.t, .y-result-text").evaluate_all(SIZES), default=18) >= 18
        assert min(page.locator(TARGETS).evaluate_all(HEIGHTS)) >= 44
        assert max(page.locator("p.t").evaluate_all(CHARACTERS), default=0) <= 36.5


def test_run_in_headings_stand_in_the_line(page: Page, root: str) -> None:
    page.goto(f"{root}d1/2/")
    rects = page.evaluate("""() => {
        const heading = document.getElementById("2-1"), text = heading.nextElementSibling;
        const box = (e) => e.getClientRects()[0], words = document.createRange();
        words.selectNodeContents(text);
        return { heading: box(heading).top, text: box(text).top, right: box(heading).right, left: box(text).left,
                 indent: box(heading).left - box(text.nextElementSibling).left,
                 gap: box(text.nextElementSibling).top - words.getBoundingClientRect().bottom,
                 size: parseFloat(getComputedStyle(text).fontSize) };
    }""")
    assert rects["heading"] == pytest.approx(rects["text"], abs=3)
    assert rects["indent"] == pytest.approx(2 * rects["size"], abs=1)
    assert 0 <= rects["left"] - rects["right"] < rects["size"]
    assert rects["size"] * 0.5 < rects["gap"] < rects["size"] * 1.5
