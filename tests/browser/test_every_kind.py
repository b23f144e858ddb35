"""Every page kind on a phone and a desk, light, dark, in the largest letters: axe-core, contrast, sizes, shifts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from generator.browsing.kinds import by_kind
from tests.browser.measuring import targets, words
from tests.browser.page_kinds import LOOKS, SIZES, Look, addresses, seen, settled
from tests.conftest import served

ROUNDING = 0.5
"""Browsers round lengths to parts of a pixel."""
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((e) => { sum += e.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


@pytest.fixture(scope="module")
def kinds(sample: Path) -> dict[str, str]:
    return addresses(sample / "site")


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


@pytest.fixture(scope="module", params=LOOKS, ids=lambda look: look.name)
def look(request: pytest.FixtureRequest) -> Look:
    found: Look = request.param
    return found


@pytest.fixture(scope="module")
def sheet(browser: Browser, look: Look) -> Iterator[Page]:
    with seen(browser, look) as page:
        yield page


def test_every_page_is_of_a_known_kind(sample: Path) -> None:
    found = by_kind(sample / "site")
    assert not found.get("")
    assert {"home", "topic", "document", "section", "whole", "term", "search", "404"} <= set(found)


def test_no_violations_nothing_small_nothing_pale(sheet: Page, root: str, kinds: dict[str, str], look: Look) -> None:
    problems: list[str] = []
    for kind, address in kinds.items():
        settled(sheet, root + address)
        for size, (width, height) in SIZES.items():
            sheet.set_viewport_size({"width": width, "height": height})
            problems += [f"{kind} {size}: {found}" for found in (*violations(sheet), *measured(sheet, look))]
    assert not problems, "\n".join(problems)


def violations(page: Page) -> Iterator[str]:
    """What axe-core objects to."""
    for rule in Axe().run(page).response["violations"]:
        for node in rule["nodes"][:3]:
            yield f"axe {rule['id']}: {' '.join(map(str, node['target']))} {node['html'][:120]}"


def measured(page: Page, look: Look) -> Iterator[str]:
    """What is too small to read or to hit, too pale, or wider than the screen."""
    for text in words(page):
        if text.size < 18 - ROUNDING / 10 and not text.mark:
            yield f"text of {text.size:.1f} px: {text.what}"
        if text.contrast < (7 if text.body else 4.5):
            yield f"contrast {text.contrast:.2f}: {text.what}"
    for target in targets(page):
        if min(target.height, target.width) < look.target - ROUNDING:
            yield f"target of {target.width:.0f} × {target.height:.0f} px: {target.what}"
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        yield "wider than the screen"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_moves_while_a_page_is_built_up(browser: Browser, root: str, kinds: dict[str, str], size: str) -> None:
    moved = {}
    with seen(browser, LOOKS[0], SIZES[size]) as page:
        for kind, address in kinds.items():
            settled(page, root + address)
            moved[kind] = page.evaluate(SHIFTS)
    assert not {kind: shift for kind, shift in moved.items() if shift}
