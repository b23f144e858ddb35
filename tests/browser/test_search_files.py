"""The search's files in a real browser: asked for when needed, late, lost or damaged; both twins read them alike."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Request, Route

from generator import search
from generator.results import Record
from generator.search import numbers, sections
from tests.browser.searching import FINDS, ask, done, filled
from tests.conftest import served


def test_texts_are_fetched_only_when_needed(page: Page, root: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{root}d1/")
    page.wait_for_load_state("networkidle")
    assert {r.url.removeprefix(root) for r in asked if "/assets/bundles/" in r.url} == {
        "assets/bundles/every.js", "assets/bundles/site.css",
    }  # fmt: skip
    assert not [r for r in asked if "/search" in r.url]
    with page.expect_request("**/assets/search-data/*/texts-0.js"):
        page.locator("input[name=q]").focus()
    assert {r.method for r in asked} == {"GET"}
    assert page.context.cookies() == []


def test_a_listing_from_before_the_last_build_is_asked_for_anew(page: Page, root: str) -> None:
    stale = 'yandu.arrive({"format":1,"also":[],"version":"00000000","carrier":"scan","texts":[1]});'
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
        else:
            route.fulfill(body=stale, content_type="text/javascript")

    page.route("**/listing.js?*", answer)
    assert ask(page, root, "形式主义") == 1


def test_texts_that_do_not_come(page: Page, root: str) -> None:
    page.route("**/texts-*", lambda route: route.abort())
    page.goto(f"{root}search/?q={quote('作风')}")
    page.wait_for_selector("#yandu-search[data-search-state=error]")
    assert "有些文件没有取到" in page.locator(".y-status").inner_text()
    page.unroute("**/texts-*")
    page.locator("input[name=q]").fill("形式主义")
    page.locator("form[data-search-box] button").click()
    assert done(page) == 1


def test_scripts_that_do_not_come(page: Page, root: str) -> None:
    for address in ("**/assets/bundles/results.js", "**/assets/search/rank.js"):
        page.route(address, lambda route: route.abort())
    page.goto(f"{root}search/?q={quote('作风')}")
    page.wait_for_selector("#yandu-search[data-search-state=error]")
    assert "有些文件没有取到" in page.locator("#yandu-search").inner_text()


def test_under_a_strict_content_security_policy(page: Page, root: str) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "assets/search" in message.text else None)

    def answer(route: Route) -> None:
        reply = route.fetch()
        route.fulfill(response=reply, headers={**reply.headers, "Content-Security-Policy": policy})

    page.route("**/*", answer)
    assert ask(page, root, "形式主义") == 1
    filled(page)
    assert complaints == []


def test_both_twins_fold_alike(page: Page, root: str) -> None:
    ask(page, root, "作风")
    codes = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000 and unicodedata.category(chr(c)) != "Cn"]
    theirs = page.evaluate("codes => codes.map(c => yandu.fold.normalise(String.fromCodePoint(c)))", codes)
    assert [hex(c) for c, plain in zip(codes, theirs, strict=True) if search.normalise(chr(c)) != plain] == []
    mixed = [
        "ΑΣ ΑΣΑ",
        "e\u0301\u200bE\u0301",
        "ｶﾞ ﾊﾟ",
        "\u1100\u1161\u11a8각",
        "ǅ ﬃ ㎡ ㍿ ℻",
        "İstanbul",
        "\U0001f600①⑳㈱",
        "黨風，廉政\U00020bb7",
    ]
    theirs = page.evaluate("texts => texts.map(yandu.fold.normalise)", mixed)
    assert theirs == [search.normalise(text) for text in mixed]
    traced = page.evaluate("texts => texts.map(text => yandu.fold.trace(text).flat)", mixed)
    assert traced == theirs


READ = """([encoded, runs, urls]) => {
    const { decode, runs: repeated, addresses } = yandu.numbers;
    return [Array.from(decode(encoded)), Array.from(repeated(runs)), addresses(urls)];
}"""


def test_both_twins_count_alike(page: Page, root: str) -> None:
    """What `numbers` and `sections` wrote, read by numbers.js."""
    page.goto(root + "search/?q=x")
    done(page)
    chance = random.Random(3)
    for _ in range(20):
        values = [chance.choice([0, 0, 0, 44, 45, 2024, 91124, 91125, 2**32 - 1]) for _ in range(chance.randrange(30))]
        urls = [chance.choice(["1/", "2/", "9/#art-9", "9/#art-10", "#2-1", "3/#x99999999999"]) for _ in range(20)]
        rows = [Record(f"d/{url}", "a.txt", 1, 1, "", "一", "", ()) for url in urls]
        _, [columns] = sections.write(rows, ["一"] * len(rows))
        found = page.evaluate(READ, [numbers.encode(values), numbers.runs(values), columns["urls"]])
        assert found == [values, values, urls]


def again(page: Page) -> None:
    """Enter in the box, without a change of its words."""
    page.locator("input[name=q]").press("Enter")


@pytest.mark.parametrize("damage", ["", 'yandu.arrive({"entries":'])
def test_what_was_lost_once_is_asked_for_again(page: Page, indexed: Path, damage: str) -> None:
    lost: list[str] = []

    def answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.url)
        route.fulfill(body=damage, content_type="text/javascript") if damage else route.abort()

    page.route("**/pairs-*.js", answer)
    with served(indexed) as root:
        page.goto(f"{root}search/?q={quote('形式主义')}")
        page.wait_for_selector("#yandu-search[data-search-state=error]")
        again(page)
        assert done(page) == 1


def test_a_text_that_does_not_come_leaves_a_hit_that_opens(page: Page, indexed: Path) -> None:
    page.route("**/texts-*.js", lambda route: route.abort())
    with served(indexed) as root:
        assert ask(page, root, "形式主义") == 1
        page.get_by_text("没有读到，可以打开来看").wait_for()
        assert page.locator("a[data-search-hit]").get_attribute("href")
        page.unroute("**/texts-*.js")
        page.locator("input[name=q]").fill("官僚主义")
        page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '2'")
        page.wait_for_selector(".y-result-text mark")


def test_nothing_is_loaded_of_documents_that_lack_a_word(page: Page, indexed: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(indexed) as root:
        ask(page, root, "")
        assert page.evaluate(FINDS, ["工作 开短火星"]) == [[]]
        assert [url for url in asked if "/sections-" in url] == []
        assert len(page.evaluate(FINDS, ["工作"])[0]) == 120
        assert [url for url in asked if "/sections-" in url] != []


def test_a_box_that_has_the_focus_before_its_script_is_prepared_once(page: Page, root: str) -> None:
    def after_the_focus(route: Route) -> None:
        page.locator("input[name=q]").focus()
        route.continue_()

    page.route("**/bundles/every.js", after_the_focus)
    page.goto(root)
    page.wait_for_selector("input[role=combobox]")
    page.locator("h1").first.click()
    page.locator("input[name=q]").focus()
    page.wait_for_timeout(300)
    assert page.locator("#y-suggestions").count() == 1
