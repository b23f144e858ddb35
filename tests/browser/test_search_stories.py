"""What members ask of the search, on the seed speech (the stories U01–U03, U13 and U29 of the domain's list)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from generator import config, pipeline, search
from tests.conftest import ROOT, served


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of a site that holds the speech alone."""
    top = tmp_path_factory.mktemp("seed")
    (top / "content").mkdir()
    (top / "content" / "speech.txt").write_bytes((shared / "seed" / "speech.txt").read_bytes())
    site, _ = config.load(ROOT / "mkdocs.yml", content=top / "content", build=top / "build")
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    return top / "build"


@pytest.fixture(scope="module")
def seed(built: Path) -> Iterator[str]:
    with served(built / "site") as root:
        yield root


def ask(page: Page, root: str, query: str) -> list[str]:
    """Anchors of all hits in order: 2-1-2 for 二（一）2, "" for the document itself."""
    page.goto(f"{root}search/?q={quote(query)}")
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    hrefs = page.locator("a[data-search-hit]").evaluate_all("all => all.map(a => a.href)")
    return [section(href) for href in hrefs]


def section(href: str) -> str:
    path, _, anchor = href.partition("#")
    page = path.split("?")[0].rstrip("/").rsplit("/", 1)[-1]
    return anchor or (page if page[0].isdigit() else "")


def test_a_word_is_found_where_it_stands_and_marked(page: Page, seed: str) -> None:  # U01
    assert ask(page, seed, "好人主义") == ["2-1-2"]
    page.wait_for_selector(".y-result-text")
    sentence = page.locator(".y-result-text").inner_text()
    assert sentence.startswith("持续整治圈子文化、码头文化、好人主义")
    assert sentence.endswith("。")
    assert page.locator(".y-result-text mark").all_inner_texts() == ["好人主义"]
    page.locator("a[data-search-hit]").click()
    page.wait_for_selector("article mark")
    assert page.locator("article mark").all_inner_texts() == ["好人主义"]
    page.wait_for_function(
        "(r => r.top >= 0 && r.bottom <= innerHeight)(document.querySelector('article mark').getBoundingClientRect())"
    )


@pytest.mark.parametrize(
    ("query", "first"), [("四风", "2-5-1"), ("三重一大", "2-1-2"), ("三会一课", "2-1-2"), ("一碗水端平", "2-3-2")]
)
def test_formulas_with_numbers(page: Page, seed: str, built: Path, query: str, first: str) -> None:  # U02
    hits = ask(page, seed, query)
    assert hits[0] == first
    assert set(hits) == holding(built, query)


def test_a_word_within_words(page: Page, seed: str, built: Path) -> None:  # U03
    hits = ask(page, seed, "治党")
    assert len(hits) == 6
    assert set(hits) == holding(built, "治党")


def holding(built: Path, query: str) -> set[str]:
    """Anchors of the sections that hold a text."""
    rows = json.loads((built / "sections.json").read_text(encoding="utf-8"))
    return {section(row["url"]) for row in rows if query in search.normalise(row["text"])}


@pytest.mark.parametrize("path", ["search/?q=%E5%85%9A", "search/", "search/?q=%E6%B2%A1%E6%9C%89%E7%9A%84"])
def test_no_page_is_wider_than_a_phone(page: Page, seed: str, path: str) -> None:  # U13
    page.set_viewport_size({"width": 375, "height": 667})
    page.goto(seed + path)
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("name", ["input[name=q]", "form[data-search-box] button", "select[name=topic]", ".y-more"])
def test_what_is_tapped_is_large_enough(page: Page, seed: str, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, seed, "党")
    if "select" in name:
        page.get_by_text("缩小范围").click()
    for element in page.locator(name).all():
        if element.is_visible():
            box = element.bounding_box()
            assert box
            assert box["height"] >= 44
