"""The sample site in a real browser: home, topic page, section page, search; on a phone and on a desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import follow, served

SIZES = [(390, 844), (1440, 900)]


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


@pytest.fixture(scope="module")
def rows(sample: Path) -> Any:
    return json.loads((sample / "sections.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("size", SIZES, ids=["phone", "desk"])
@pytest.mark.parametrize("address", ["", "topics/", "topics/zuofeng/", "documents/", "search/?q=党员", "404.html"])
def test_pages_fit_the_screen(page: Page, root: str, address: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(root + address)
    assert not errors
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator("input[name=q]").first.is_visible()


def test_from_home_to_a_passage(page: Page, root: str) -> None:
    page.goto(root)
    follow(page.locator("a.y-tile", has_text="作风").first)
    assert "作风" in page.locator("h1").inner_text()
    assert "理由" in page.locator(".y-reason").first.inner_text()
    follow(page.locator(".y-hit a").first)
    assert page.locator(".t").count() > 0
    assert page.locator(".y-crumbs a").count() >= 2


def test_reading_on_with_next(page: Page, root: str, rows: Any) -> None:
    cut = next(
        row["url"].split("/")[0]
        for row in rows
        if (row["url"].count("/") == 2 and "讲话" in row["title"]) or row["url"].endswith("/2-1/")
    )
    page.goto(f"{root}{cut}/")
    seen = [page.url]
    while page.locator("a.y-next").count():
        follow(page.locator("a.y-next"))
        seen.append(page.url)
    assert len(seen) == len(set(seen)) > 3
    follow(page.locator("a.y-prev"))
    assert page.url == seen[-2]


def test_search_finds_marks_and_lands(page: Page, root: str, rows: Any) -> None:
    word = "党支部书记"
    page.goto(root)
    box = page.locator("input[name=q]").first
    box.fill(word)
    box.press("Enter")
    page.wait_for_selector("[data-search-state=done]")
    count = int(page.locator("[data-search-count]").first.get_attribute("data-search-count") or 0)
    assert count == sum(word in "".join(row["text"].split()) for row in rows) > 0
    hit = page.locator("a[data-search-hit]").first
    assert page.locator("mark").first.inner_text()
    hit.click()
    page.wait_for_selector(".t mark")  # folded quotations have marks of their own
    assert page.locator(".t mark").first.is_visible()


def test_no_result_offers_help(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q=火星移民计划")
    page.wait_for_selector("[data-search-state=done]")
    assert page.locator("[data-search-count]").first.get_attribute("data-search-count") == "0"
    assert page.locator("#yandu-search a").count() >= 1


def test_reads_without_scripts(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root)
    follow(page.locator("a.y-tile", has_text="按文件看"))
    follow(page.locator(".md-content ul a").first)
    assert page.locator(".t").first.is_visible()
    context.close()
