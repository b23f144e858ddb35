"""The search in a real browser: the box, the result page, the marks on the page that a hit opens."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import BrowserContext, Page, Request

from generator import search
from tests.browser.small_site import SPEECH, records
from tests.conftest import served


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


def test_a_hit_shows_heading_place_sentence_and_facts(page: Page, root: str) -> None:
    assert ask(page, root, "主义官僚") == 1
    assert addresses(page, root) == ["d1/2/#2-1"]
    href = page.locator("a[data-search-hit]").get_attribute("href") or ""
    assert unquote(href) == f"{root}d1/2/?mark=主义官僚#2-1"
    assert page.locator(".y-result-title").inner_text() == "（一）力戒形式主义"
    assert page.locator(".y-result-place").inner_text() == f"《{SPEECH}》 › 二、改进作风"
    sentence = "坚决反对形式主义、官僚主义，不搞“材料出政绩”，不以留痕代替实绩！"
    assert page.locator(".y-result-text").inner_text() == sentence
    assert marks(page, ".y-result-text") == ["主义、官僚"]
    assert page.locator(".y-result-facts").inner_text().split() == ["作风", "讲话", "·", "2024年3月18日"]
    assert page.locator("[role=status]").inner_text() == "找到 1 处“主义官僚”。"
    assert page.locator("input[name=q]").input_value() == "主义官僚"
    assert page.title() == "“主义官僚”搜索 - 研读"


def test_headings_come_first_and_their_words_are_marked(page: Page, root: str) -> None:
    assert ask(page, root, "作风") == 2
    assert addresses(page, root) == ["d1/2/#2", "d1/#d1"]
    assert marks(page, ".y-result-title") == ["作风", "作风"]
    assert page.locator(".y-result-text").all_inner_texts() == ["作风问题，说到底是同群众的关系问题。", "同志们："]


@pytest.mark.parametrize(
    ("query", "where", "marked"),
    [
        ("形式主义 基层", ["d1/2/#2-1"], ["形式主义", "基层"]),
        ("官僚　联系", ["d1/2/#2-2"], ["官僚"]),
        ("WI-FI进村一", ["d1/2/#2-2"], ["Ｗｉ－Ｆｉ进村㈠"]),
        ("，官僚 。 联系", ["d1/2/#2-2"], ["官僚"]),
        ("“材料出政绩”不以", ["d1/2/#2-1"], ["材料出政绩”，不以"]),
        ("的一的", [], []),
    ],
)
def test_words_of_a_query(page: Page, root: str, query: str, where: list[str], marked: list[str]) -> None:
    assert ask(page, root, query) == len(where)
    assert addresses(page, root) == where
    assert marks(page, ".y-result-text") == marked


def test_any_piece_of_any_text_is_found_exactly_where_it_stands(page: Page, root: str) -> None:
    rows = search.shipped(dict(search.files(records())))
    chance = random.Random(7)
    page.goto(f"{root}search/")
    for _ in range(60):
        text = chance.choice(rows)[1]
        start, size = chance.randrange(len(text)), chance.choice([1, 2, 3, 5, 8])
        phrase = text[start : start + size]
        page.locator("input[name=q]").fill(phrase)
        page.locator("form[data-search-box] button").click()
        expected = {url for url, held in rows if phrase in held}
        assert done(page) == len(expected), phrase
        assert set(addresses(page, root)) <= expected


@pytest.mark.parametrize("query", ["", "   ", "。，！"])
def test_nothing_to_search_for(page: Page, root: str, query: str) -> None:
    assert ask(page, root, query) == 0
    assert page.locator("[role=status]").inner_text().startswith("请")
    assert page.locator(".y-advice li").count() >= 2


def test_nothing_found_gives_advice(page: Page, root: str) -> None:
    assert ask(page, root, "群众 火星") == 0
    assert page.locator("[role=status]").inner_text() == "没有找到“群众 火星”。"
    advice = page.locator(".y-advice")
    assert "群众（2 处） 火星（0 处）" in advice.inner_text()
    assert advice.get_by_text("按主题查找").get_attribute("href") == f"{root}topics/"
    advice.get_by_text("群众", exact=True).click()
    assert done(page) == 2


def test_fifty_at_once_and_more_on_demand(page: Page, root: str) -> None:
    assert ask(page, root, "工作") == 120
    assert page.locator("a[data-search-hit]").count() == 50
    more = page.get_by_role("button", name="显示更多")
    assert more.inner_text() == "显示更多（还有 70 处）"
    more.click()
    more.click()
    assert page.locator("a[data-search-hit]").count() == 120
    assert not more.is_visible()


def test_texts_stay_texts(page: Page, root: str) -> None:
    assert ask(page, root, "onerror=alert") == 1
    assert page.locator(".y-result-title").inner_text() == "<b>条</b>"
    assert page.locator(".y-result-text").inner_text() == "<img src=x onerror=alert(1)></script>&amp;符号{{7*7}}。"
    assert page.locator("#yandu-search img, #yandu-search b").count() == 0
    assert ask(page, root, "<img src=y onerror=alert(1)>") == 0
    assert page.locator("#yandu-search img").count() == 0


def test_a_hit_opens_at_the_marked_words(page: Page, root: str) -> None:
    ask(page, root, "形式主义 官僚")
    page.locator("a[data-search-hit]").first.click()
    page.wait_for_selector("mark")
    assert marks(page, "article") == ["形式主义", "形式主义", "官僚"]
    page.wait_for_function("scrollY > 200")
    assert scrolled_into_view(page, "mark")


def test_marks_run_over_links_and_stay_in_their_section(page: Page, root: str) -> None:
    page.goto(f"{root}d1/2/?mark={quote('反对形式主义官僚')}#2-1")
    page.wait_for_selector("mark")
    assert marks(page, "article") == ["反对", "形式主义", "、官僚"]
    page.goto(f"{root}d1/2/?mark={quote('群众')}#2")
    assert marks(page, "article") == ["群众"]
    page.goto(f"{root}d1/2/?mark={quote('官僚')}")
    assert marks(page, "article") == ["官僚", "官僚"]
    for odd in ("?mark=", "?mark=%E0%A4%A#2-1", "?mark=x#%E0", "#"):
        page.goto(f"{root}d1/2/{odd}")
        assert not marks(page, "article")


def test_back_from_a_hit(page: Page, root: str) -> None:
    ask(page, root, "工作")
    page.get_by_role("button", name="显示更多").click()
    page.locator("a[data-search-hit]").nth(80).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.locator(".y-result-place").nth(80).click()
    page.wait_for_url("**/d3/**")
    page.go_back()
    assert done(page) == 120
    assert page.locator("a[data-search-hit]").count() == 100
    assert abs(page.evaluate("scrollY") - before) < 200


def test_searching_again_keeps_the_way_back(page: Page, root: str) -> None:
    page.goto(root)
    box = page.locator("input[name=q]")
    box.fill("群众")
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")
    assert done(page) == 2
    box.press("End")
    box.press_sequentially("关")  # 群众关: found by typing alone
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '0'")
    assert unquote(page.url) == f"{root}search/?q=群众关"
    box.fill("官僚主义")
    box.press("Enter")
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '2'")
    page.go_back()
    page.wait_for_function("document.querySelector('input[name=q]').value === '群众'")
    assert done(page) == 2
    page.go_forward()
    page.wait_for_function("document.querySelector('input[name=q]').value === '官僚主义'")


def test_nothing_happens_while_an_input_method_composes(page: Page, root: str) -> None:
    ask(page, root, "作风")
    box = page.locator("input[name=q]")
    box.fill("")
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '0'")
    session = page.context.new_cdp_session(page)
    box.focus()
    session.send("Input.imeSetComposition", {"text": "qun zhong", "selectionStart": 9, "selectionEnd": 9})
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert page.url == f"{root}search/"
    session.send("Input.insertText", {"text": "群众"})
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '2'")
    assert unquote(page.url) == f"{root}search/?q=群众"


def test_enter_that_confirms_does_not_search(page: Page, root: str) -> None:
    page.goto(root)
    prevented = page.evaluate("""() => [[true, 13], [false, 229], [false, 13]].map(([isComposing, keyCode]) => {
        const event = new KeyboardEvent("keydown", { key: "Enter", isComposing, keyCode, cancelable: true });
        return !document.querySelector("input[name=q]").dispatchEvent(event);
    })""")
    assert prevented == [True, True, False]


def test_a_slash_goes_to_the_box(page: Page, root: str) -> None:
    page.goto(f"{root}d1/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.locator("input[name=q]").input_value() == "a/b"


def test_texts_are_fetched_only_when_needed(page: Page, root: str) -> None:
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{root}d1/")
    page.wait_for_load_state("networkidle")
    assert not [r for r in asked if "assets/search/" in r.url]
    with page.expect_request("**/assets/search/texts-0-*.js"):
        page.locator("input[name=q]").focus()
    assert {r.method for r in asked} == {"GET"}
    assert page.context.cookies() == []


def test_from_a_disk(page: Page, site: Path) -> None:
    page.goto((site / "d1" / "index.html").as_uri())
    page.locator("input[name=q]").fill("形式主义")
    page.locator("form[data-search-box] button").click()
    page.wait_for_url("**/search/index.html?q=*")
    assert done(page) == 1
    page.locator("input[name=q]").fill("官僚主义")
    page.locator("form[data-search-box] button").click()
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '2'")
    page.locator("a[data-search-hit]").first.click()
    page.wait_for_url("**/d1/2/index.html?mark=*#2-*")
    assert "官僚主义" in marks(page, "article")
    page.locator(".md-tabs").get_by_text("文件").click()
    page.wait_for_url("**/documents/index.html")


def test_below_a_path_of_the_server(page: Page, site: Path, tmp_path: Path) -> None:
    (tmp_path / "party").symlink_to(site)
    with served(tmp_path) as address:
        assert ask(page, f"{address}party/", "形式主义") == 1
        assert addresses(page, f"{address}party/") == ["d1/2/#2-1"]


def test_without_scripts(page: Page, root: str) -> None:
    context: BrowserContext = page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]
    plain = context.new_page()
    plain.goto(f"{root}d1/2/")
    plain.locator("input[name=q]").fill("作风")
    plain.get_by_role("button", name="搜索").click()
    assert unquote(plain.url) == f"{root}search/?q=作风"
    assert plain.locator("noscript p").is_visible()
    context.close()


def test_a_list_from_before_the_last_build_is_asked_for_anew(page: Page, root: str) -> None:
    stale = 'yanduSearch("index",{"files":["texts-0-00000000.js"],"records":1});'
    page.route("**/assets/search/index.js", lambda route: route.fulfill(body=stale, content_type="text/javascript"))
    assert ask(page, root, "形式主义") == 1


def test_texts_that_do_not_come(page: Page, root: str) -> None:
    page.route("**/assets/search/texts-*", lambda route: route.abort())
    page.goto(f"{root}search/?q={quote('作风')}")
    page.wait_for_selector("#yandu-search[data-search-state=error]")
    assert "没有读到" in page.locator("[role=status]").inner_text()
    page.unroute("**/assets/search/texts-*")
    page.locator("input[name=q]").fill("形式主义")
    page.locator("form[data-search-box] button").click()
    assert done(page) == 1


def test_both_twins_normalise_alike(page: Page, root: str) -> None:
    page.goto(root)
    codes = [c for c in range(0x20000) if not 0xD800 <= c < 0xE000 and unicodedata.category(chr(c)) != "Cn"]
    theirs = page.evaluate("codes => codes.map(c => yanduSearch.normalise(String.fromCodePoint(c)))", codes)
    assert [hex(c) for c, plain in zip(codes, theirs, strict=True) if search.normalise(chr(c)) != plain] == []
    mixed = [
        "ΑΣ ΑΣΑ",
        "e\u0301\u200bE\u0301",
        "ｶﾞ ﾊﾟ",
        "\u1100\u1161\u11a8각",
        "ǅ ﬃ ㎡ ㍿ ℻",
        "İstanbul",
        "\U0001f600①⑳㈱",
    ]
    theirs = page.evaluate("texts => texts.map(yanduSearch.normalise)", mixed)
    assert theirs == [search.normalise(text) for text in mixed]
