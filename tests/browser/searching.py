"""Questions to the search in a browser, and what it answers."""

from __future__ import annotations

from urllib.parse import quote

from playwright.sync_api import Page

FINDS = """async queries => {
    const all = async query => (await yandu.find(await yandu.open(), yandu.query.parse(query))).hits;
    return Promise.all(queries.map(async query => (await all(query)).map(hit => hit.site.urls[hit.section])));
}"""
"""What a list of queries finds: addresses, for each."""


def done(page: Page) -> int:
    """Waits for the result and gives the number of hits."""
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    return int(page.locator("[data-search-count]").get_attribute("data-search-count") or "")


def ask(page: Page, root: str, query: str) -> int:
    page.goto(f"{root}search/?q={quote(query)}")
    return done(page)


def addresses(page: Page, root: str) -> list[str]:
    """Where the hits lead, without the words to mark."""
    found = page.locator("a[data-search-hit]").evaluate_all("all => all.map(a => a.href)")
    return [href.removeprefix(root).split("?")[0] + ("#" + href.split("#")[1] if "#" in href else "") for href in found]


def marks(page: Page, within: str) -> list[str]:
    return page.locator(f"{within} mark").all_inner_texts()


def scrolled_into_view(page: Page, selector: str) -> bool:
    return bool(page.locator(selector).first.evaluate(
        "e => { const r = e.getBoundingClientRect(); return r.top >= 48 && r.bottom <= innerHeight; }"
    ))  # fmt: skip


def filled(page: Page) -> None:
    """Waits until all hits in the list have their words."""
    page.wait_for_function("!Array.from(document.querySelectorAll('a[data-search-hit]')).some(a => a.text === '……')")
