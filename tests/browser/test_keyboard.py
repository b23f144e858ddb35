"""The site by keyboard alone, and with scripts switched off; what has the focus is always seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.browsing.kinds import by_kind
from tests.browser.page_kinds import DESK, LOOKS, PHONE, addresses, seen, settled
from tests.conftest import follow, served

MOST = 400
"""Presses of the Tab key after which no page should still have something new to offer before its main text."""
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const at = e.getClientRects()[0] || e.getBoundingClientRect(), look = getComputedStyle(e);
  const x = Math.min(Math.max(at.left + Math.min(at.width, 24) / 2, 0), innerWidth - 1);
  const y = at.top + Math.min(at.height, 24) / 2;
  const top = document.elementFromPoint(x, y);
  const ring = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1.5;
  const boxed = e.closest("form, label, a, summary");
  return {
    what: e.tagName + "." + e.getAttribute("class") + " " + (e.textContent || e.value || "").trim().slice(0, 20),
    inside: at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth && at.width * at.height > 0,
    uncovered: !!top && (e.contains(top) || top.contains(e) && top !== document.body && top !== document.documentElement
      || !!boxed && boxed.contains(top)),
    ring: ring(look) || look.boxShadow !== "none" || (boxed ? ring(getComputedStyle(boxed)) : false),
  };
}"""


@pytest.fixture(scope="module")
def site(sample: Path) -> Path:
    return sample / "site"


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def tab_to(page: Page, selector: str, *, most: int = MOST) -> None:
    """Presses Tab until an element that fits has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement && document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is not reached by {most} presses of Tab on {page.url}")


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_the_focus_is_always_seen(browser: Browser, root: str, site: Path, size: tuple[int, int]) -> None:
    problems = []
    with seen(browser, LOOKS[-1] if size == PHONE else LOOKS[0], size) as page:
        for kind, address in addresses(site).items():
            settled(page, root + address)
            problems += [f"{kind}: {problem}" for problem in hidden(page, 24)]
    assert not problems, "\n".join(problems)


def hidden(page: Page, presses: int) -> Iterator[str]:
    """Where the focus cannot be seen, on the way through a page and back."""
    for key in ["Tab"] * presses + ["Shift+Tab"] * (presses // 3):
        page.keyboard.press(key)
        state = page.evaluate(FOCUS)
        if state is None:  # past the end: the browser's own bar
            continue
        for what in ("inside", "uncovered", "ring"):
            if not state[what]:
                yield f"not {what} ({key}): {state['what']}"


def test_skip_link_leads_to_the_text(browser: Browser, root: str, site: Path) -> None:
    for kind, address in addresses(site).items():
        with seen(browser, LOOKS[0], DESK) as page:
            settled(page, root + address)
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.matches('.md-skip')"), kind
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            beyond = "document.querySelector('article').contains(document.activeElement) || " \
                "!!(document.querySelector('article').compareDocumentPosition(document.activeElement) & 4)"  # fmt: skip
            assert page.evaluate(beyond), f"{kind}: the skip link leads nowhere"


def test_from_home_to_a_section(page: Page, root: str) -> None:
    page.goto(root)
    tab_to(page, ".md-content a[href^='documents']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/")
    tab_to(page, ".md-content li a, .md-content h3 a")
    page.keyboard.press("Enter")
    page.wait_for_selector(".md-content .t")
    tab_to(page, "a.y-next, .md-content .y-outline + ul a, .md-content nav a")
    page.keyboard.press("Enter")
    page.locator(".md-content .t:visible").first.wait_for()


def test_a_term_opens_and_closes(page: Page, root: str, site: Path) -> None:
    term = next(file for file in by_kind(site)["section"] if 'class="y-term"' in file.read_text(encoding="utf-8"))
    page.goto(root + term.relative_to(site).as_posix())
    tab_to(page, "a.y-term")
    page.keyboard.press("Enter")
    page.wait_for_selector(".y-sheet")
    assert page.evaluate("document.querySelector('.y-sheet').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not page.locator(".y-sheet:visible").count()
    assert page.evaluate("document.activeElement.matches('a.y-term')")


def test_a_topic_is_narrowed(page: Page, root: str, site: Path) -> None:
    page.goto(root + addresses(site)["topic"])
    tab_to(page, ".y-filters select")
    before = page.locator(".y-hit:visible").count()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search !== ''")
    page.wait_for_selector(".y-filters select")
    assert 0 < page.locator(".y-hit:visible").count() < before


def test_search_and_open_a_hit(page: Page, root: str) -> None:
    page.goto(root)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("党支部书记")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-search-state=done]")
    tab_to(page, "a[data-search-hit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".t mark")


def test_everything_but_search_reads_without_scripts(browser: Browser, root: str, site: Path) -> None:
    with seen(browser, LOOKS[0], scripts=False) as page:
        for kind, address in addresses(site).items():
            page.goto(root + address)
            assert page.locator(".md-content h1").count() == 1, kind
            assert page.locator(".md-content").inner_text().strip(), kind
            assert not page.locator(".y-tools:visible > *, button:visible:not(.y-search__button)").count(), kind


def test_reading_walk_without_scripts(browser: Browser, root: str, site: Path) -> None:
    with seen(browser, LOOKS[0], scripts=False) as page:
        page.goto(root)
        follow(page.locator(".md-content a[href='topics/']").first)
        follow(page.locator(".md-content a[href^='zuofeng'], .md-content a[href*='/zuofeng']").first)
        page.locator(".y-reason summary").first.click()
        assert page.locator(".y-reason[open]").count() == 1
        follow(page.locator(".y-hit a").first)
        assert page.locator(".t").first.is_visible()
        page.goto(root + addresses(site)["section"])
        follow(page.locator("a.y-next, a.y-prev").first)
        assert page.locator(".t").first.is_visible()
        follow(page.locator(".y-crumbs a").first)
        assert page.url in (root, root + "index.html")


def test_search_without_scripts_says_so(browser: Browser, root: str) -> None:
    with seen(browser, LOOKS[0], scripts=False) as page:
        page.goto(root)
        page.locator("input[name=q]").fill("作风")
        follow(page.locator(".y-search__button"))
        assert page.locator("noscript, .md-content").first.is_visible()
        assert "脚本" in page.locator(".md-content").inner_text()
        assert page.locator(".y-search-topics a").first.is_visible()
