"""Every page kind on a phone and a desk, light, dark, in the largest letters: axe-core, contrast, sizes, shifts."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from generator.browsing.kinds import by_kind
from tests.browser.measuring import targets, words
from tests.browser.page_kinds import LOOKS, SIZES, Look, addresses, seen, settled
from tests.conftest import Silent, Uncached, served

ROUNDING = 0.5
"""Browsers round lengths to parts of a pixel."""
SHIFTS = """() => new Promise((done) => {
  const moved = [], name = ({ node }) => node ? (node.outerHTML || node.data).trim().slice(0, 120) : "gone";
  const note = (list) => list.getEntries().forEach((e) => { moved.push([e.value, ...e.sources.map(name)]); });
  new PerformanceObserver(note).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 300);
})"""
"""What moved on a page that was there already: by how much, and its first elements."""
LAST = ("大字版</span>", '<li class="md-tabs__item">', "搜索</button>")
"""What comes last in a part of the header, and would move what stands there before."""
HALT = 1
"""Seconds for which a bad line halts there: a browser draws what it has long before."""
LATE = 0.1
"""Seconds after which a script comes when it is to come after the page was drawn."""
END = b'<div id="y-header-end" hidden></div>'
"""What browsers wait for before they draw anything."""


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
def test_nothing_moves_once_it_is_drawn(
    browser: Browser, sample: Path, kinds: dict[str, str], look: Look, size: str
) -> None:
    moved = {}
    with served(sample / "site", Drawn) as root, seen(browser, look, SIZES[size]) as page:
        for kind, address in kinds.items():
            settled(page, root + address)
            moved[kind] = page.evaluate(SHIFTS)
    assert not {kind: shifts for kind, shifts in moved.items() if shifts}


class Drawn(Uncached):
    """A server whose pages are drawn when all their text is there, and whose scripts come later.

    What moves then was moved by a script; that a line may break elsewhere as its second half comes in is left aside.
    """

    def do_GET(self) -> None:
        if self.path.endswith(".js"):
            time.sleep(LATE)
        file = Path(self.translate_path(self.path))
        page = file / "index.html" if file.is_dir() else file
        if page.suffix != ".html" or not page.is_file():
            return super().do_GET()
        text, end, scripts = page.read_bytes().replace(END, b"").rpartition(b"</footer>")
        self.answer([text + end + END + scripts])


@pytest.mark.parametrize("late", LAST, ids=["switch", "tabs", "button"])
@pytest.mark.parametrize("size", SIZES)
def test_the_header_is_drawn_when_it_is_whole(browser: Browser, sample: Path, size: str, late: str) -> None:
    with served(sample / "site", halting(late)) as root, seen(browser, LOOKS[0], SIZES[size]) as page:
        settled(page, root)
        assert page.evaluate("performance.timing.responseEnd - performance.timing.responseStart") > HALT * 900
        assert page.evaluate(SHIFTS) == []


def halting(late: str) -> type[Silent]:
    """A server on a bad line: its home page stops for a while before the last of these words."""

    class Halting(Silent):
        def do_GET(self) -> None:
            if self.path != "/":
                return super().do_GET()
            first, words, rest = (Path(self.directory) / "index.html").read_bytes().rpartition(late.encode())
            self.answer([first, words + rest], pause=HALT)

    return Halting
