"""The search in a real browser: the box, the result page, the marks on the page that a hit opens."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import BrowserContext, Page

from generator import assets, search
from tests.browser.searching import FINDS, addresses, ask, done, filled, marks, scrolled_into_view
from tests.browser.small_site import SPEECH, records
from tests.conftest import follow, served


def test_a_hit_shows_document_heading_place_sentence_and_topics(page: Page, root: str) -> None:
    assert ask(page, root, "主义官僚") == 1
    filled(page)
    assert addresses(page, root) == ["d1/2/#2-1"]
    href = page.locator("a[data-search-hit]").get_attribute("href") or ""
    assert unquote(href) == f"{root}d1/2/?mark=主义官僚#2-1"
    assert page.locator(".y-group-title").inner_text() == SPEECH
    assert page.locator(".y-group-facts").inner_text() == "讲话 · 2024年3月18日 · 1 节"
    assert page.locator(".y-result-title").inner_text() == "（一）力戒形式主义"
    assert page.locator(".y-result-place").inner_text() == "二、改进作风"
    sentence = "坚决反对形式主义、官僚主义，不搞“材料出政绩”，不以留痕代替实绩！"
    assert page.locator(".y-result-text").inner_text() == sentence
    assert marks(page, ".y-result-text") == ["主义、官僚"]
    assert page.locator(".y-result-topics").inner_text() == "主题：作风"
    assert page.locator(".y-status").inner_text() == "找到 1 节“主义官僚”。"
    assert page.locator("input[name=q]").input_value() == "主义官僚"
    assert page.title() == "“主义官僚”搜索 - 研读"


def test_headings_come_first_and_their_words_are_marked(page: Page, root: str) -> None:
    assert ask(page, root, "作风") == 2
    filled(page)
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
        ("“主义、官僚”", ["d1/2/#2-1"], ["主义、官僚"]),
        ('"主义，官僚"', [], []),
        ('"形式主义、" 基层', ["d1/2/#2-1"], ["形式主义", "基层"]),
        ("官僚 -形式", ["d1/2/#2-2"], ["官僚"]),
        ("官僚 －“形式主义、”", ["d1/2/#2-2"], ["官僚"]),
        ("官僚主義 聯系", ["d1/2/#2-2"], ["官僚主义"]),
        ("-联系", ["d1/2/#2-2"], []),
        ("的一的", [], []),
    ],
)
def test_words_of_a_query(page: Page, root: str, query: str, where: list[str], marked: list[str]) -> None:
    assert ask(page, root, query) == len(where)
    filled(page)
    assert addresses(page, root) == where
    assert marks(page, ".y-result-text") == marked


def phrases(many: int) -> list[tuple[str, set[str]]]:
    """(a random phrase of some text, addresses of all sections that hold it)."""
    rows = [(record.url, search.normalise(record.text)) for record in records()]
    chance = random.Random(7)
    found = []
    for _ in range(many):
        text = chance.choice(rows)[1]
        start, size = chance.randrange(len(text)), chance.choice([1, 2, 3, 5, 8])
        phrase = text[start : start + size]
        found.append((phrase, {url for url, held in rows if phrase in held}))
    return found


@pytest.mark.parametrize("where", ["http", "disk"])
@pytest.mark.parametrize("carrier", ["site", "indexed"])
def test_both_carriers_find_any_piece_of_any_text_and_nothing_else(
    page: Page, request: pytest.FixtureRequest, carrier: str, where: str
) -> None:
    folder: Path = request.getfixturevalue(carrier)
    with served(folder) as root:
        page.goto(root + "search/?q=x" if where == "http" else (folder / "search/index.html").as_uri() + "?q=x")
        done(page)
        expected = phrases(300)
        found = page.evaluate(FINDS, [phrase for phrase, _ in expected])
    for (phrase, urls), hits in zip(expected, found, strict=True):
        assert len(hits) == len(set(hits)), phrase
        assert set(hits) == urls, phrase


QUERIES = [
    "官僚 -形式",
    "“主义、官僚”",
    '"，工作" 第1',
    "工作",
    "第 节 -工作工作",
    "火星",
    "官僚主義",
    '-"一、"',
    "㈠期",
]


def test_both_carriers_answer_alike(page: Page, site: Path, indexed: Path) -> None:
    answers = []
    for folder in (site, indexed):
        with served(folder) as root:
            for query in QUERIES:
                count = ask(page, root, query)
                answers.append((query, count, addresses(page, root), page.locator(".y-advice").inner_text()))
    half = len(answers) // 2
    assert [answer[:3] for answer in answers[:half]] == [answer[:3] for answer in answers[half:]]


def test_the_index_loads_only_what_a_query_needs(page: Page, indexed: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with served(indexed) as root:
        ask(page, root, "形式主义")
        filled(page)
        first = sum("/pairs-" in url for url in asked)
        assert 1 <= first <= 2
        assert sum("/texts-" in url for url in asked) == 1
        page.locator("input[name=q]").fill("工作")
        page.locator("form[data-search-box] button").click()
        page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '120'")
        assert sum("/texts-" in url for url in asked) < len(list(indexed.glob("assets/search-data/*/texts-*")))


def counted(page: Page) -> list[tuple[str, int]]:
    """(heading, hits shown) of every group."""
    found = page.locator(".y-group").evaluate_all(
        "all => all.map(g => [g.querySelector('h2').innerText, g.querySelectorAll('a[data-search-hit]').length])"
    )
    return [(str(name), int(many)) for name, many in found]


def test_hits_are_grouped_by_document(page: Page, root: str) -> None:
    assert ask(page, root, "会议") == 7
    assert sorted(counted(page)[:2]) == sorted([(SPEECH, 2), ("规则", 3)])
    assert counted(page)[2] == ("以上文件中的其余各节", 2)
    filled(page)
    assert page.locator(".y-group").nth(2).locator(".y-result-place").all_inner_texts() == ["《规则》"] * 2
    assert page.locator(".y-status").inner_text() == "找到 7 节“会议”，在 2 份文件里。"


def test_filters_narrow_and_stand_in_the_address(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 800})
    ask(page, root, "会议")
    options = page.locator("select").evaluate_all("all => all.map(s => [s.name, [...s.options].map(o => o.text)])")
    assert options == [
        ["topic", ["全部", "制度（5）", "作风（2）"]],
        ["year", ["全部", "2024年（2）", "2022年（5）"]],
        ["doc", ["全部", "规则（5）", f"{SPEECH}（2）"]],
    ]
    page.locator("select[name=year]").select_option("2022")
    page.wait_for_url("**year=2022*")
    assert done(page) == 5
    assert page.locator(".y-status").inner_text() == "在选定范围里找到 5 节“会议”（不限范围共 7 节）。"
    assert page.locator("select[name=topic] option").all_inner_texts() == ["全部", "制度（5）"]
    page.reload()
    assert done(page) == 5
    assert page.locator("select[name=year]").input_value() == "2022"
    page.go_back()
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '7'")
    page.goto(f"{root}search/?q={quote('会议')}&topic={quote('作风')}&doc=d4")
    assert done(page) == 0
    assert page.locator(".y-status").inner_text() == "在选定范围里找到 0 节“会议”（不限范围共 7 节）。"


def test_filters_are_folded_on_a_phone_until_one_is_chosen(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    ask(page, root, "会议")
    assert not page.locator("select[name=year]").is_visible()
    page.get_by_text("缩小范围").click()
    assert page.locator("select[name=year]").is_visible()
    page.goto(f"{root}search/?q={quote('会议')}&year=2022")
    assert done(page) == 5
    assert page.locator("select[name=year]").is_visible()
    assert ask(page, root, "力戒") == 1
    assert page.locator(".y-narrow").is_hidden()


def test_all_hits_of_a_document(page: Page, root: str) -> None:
    ask(page, root, "会议")
    page.get_by_text("看本文件的全部 5 节").click()
    page.wait_for_url("**doc=d4*")
    assert done(page) == 5
    assert counted(page) == [("规则", 5)]


@pytest.mark.parametrize("query", ["", "   ", "。，！"])
def test_nothing_to_search_for(page: Page, root: str, query: str) -> None:
    assert ask(page, root, query) == 0
    assert page.locator(".y-status").inner_text().startswith(("请", "只有标点"))
    assert page.locator(".y-advice li").count() >= 2


def test_nothing_found_gives_advice(page: Page, root: str) -> None:
    assert ask(page, root, "群众 火星") == 0
    assert page.locator(".y-status").inner_text() == "没有找到“群众 火星”。"
    advice = page.locator(".y-advice")
    advice.get_by_text("群众（2 节）").wait_for()
    assert "火星（" not in advice.inner_text()
    assert advice.get_by_text("主题").get_attribute("href") == f"{root}topics/"
    advice.get_by_text("群众", exact=True).click()
    page.wait_for_url("**/search/?q=%E7%BE%A4%E4%BC%97")
    assert done(page) == 2


@pytest.mark.parametrize(
    ("query", "offers"),
    [
        ("形式主意", ["形式主（1 节）"]),
        ("坚决抵制官僚主义", ["官僚主义（2 节）"]),
        ('"形式主义，官僚"', ["形式主义，官僚（1 节）"]),
        ("官僚 -主义", ["官僚（2 节）"]),
    ],
)
def test_shorter_queries_that_do_find_something_are_offered(
    page: Page, root: str, query: str, offers: list[str]
) -> None:
    assert ask(page, root, query) == 0
    page.locator(".y-offer").first.wait_for()
    assert page.locator(".y-offer").all_inner_texts()[: len(offers)] == offers


def test_fifty_at_once_and_more_on_demand(page: Page, root: str) -> None:
    assert ask(page, root, "工作") == 120
    assert page.locator("a[data-search-hit]").count() == 50
    more = page.get_by_role("button", name="显示更多")
    assert more.inner_text() == "显示更多（还有 70 节）"
    more.press("Enter")  # a pointer might miss it: hits that come into sight grow by their words
    more.press("Enter")
    assert page.locator("a[data-search-hit]").count() == 120
    assert not more.is_visible()


def test_texts_stay_texts(page: Page, root: str) -> None:
    assert ask(page, root, "onerror=alert") == 1
    filled(page)
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


def test_marks_can_be_taken_off(page: Page, root: str) -> None:
    page.goto(f"{root}d1/2/")
    text = page.locator("article").inner_text()
    page.goto(f"{root}d1/2/?mark={quote('形式主义 官僚')}#2-1")
    page.wait_for_selector("mark")
    assert page.locator("article").inner_text() == text
    assert "“形式主义 官僚” 第 1/3 处" in page.locator(".y-marked").inner_text()
    page.get_by_role("button", name="去掉标记").click()
    assert page.locator("mark, .y-marked").count() == 0
    assert page.url == f"{root}d1/2/#2-1"
    assert page.locator("article").inner_text() == text


def test_marks_run_over_links_and_stay_in_their_section(page: Page, root: str) -> None:
    page.goto(f"{root}d1/2/?mark={quote('反对形式主义官僚')}#2-1")
    page.wait_for_selector("mark")
    assert marks(page, "article") == ["反对", "形式主义", "、官僚"]
    page.goto(f"{root}d1/2/?mark={quote('群众')}#2")
    page.wait_for_selector("mark")
    assert marks(page, "article") == ["群众"]
    page.goto(f"{root}d1/2/?mark={quote('官僚')}")
    page.wait_for_selector("mark")
    assert marks(page, "article") == ["官僚", "官僚"]
    for odd in ("?mark=", "?mark=%E0%A4%A#2-1", "?mark=x#%E0", "#"):
        page.goto(f"{root}d1/2/{odd}")
        page.wait_for_load_state("networkidle")
        assert not marks(page, "article")


def test_back_from_a_hit(page: Page, root: str) -> None:
    ask(page, root, "工作")
    page.get_by_role("button", name="显示更多").press("Enter")
    page.locator("a[data-search-hit]").nth(80).scroll_into_view_if_needed()
    page.locator(".y-result").nth(80).locator(".y-result-text").wait_for()
    page.locator(".y-result").nth(80).scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    page.locator(".y-result").nth(80).locator(".y-result-text").click()
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


@pytest.mark.parametrize("key", ["/", "Control+k", "Meta+k"])
def test_a_key_goes_to_the_box(page: Page, root: str, key: str) -> None:
    page.goto(f"{root}d1/")
    page.keyboard.press(key)
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("a/b")
    assert page.locator("input[name=q]").input_value() == "a/b"


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
    follow(plain.get_by_role("button", name="搜索"))
    assert unquote(plain.url) == f"{root}search/?q=作风"
    assert plain.locator("noscript p").is_visible()
    context.close()


# -- the way back ----------------------------------------------------------------------------------------------------


def test_a_letter_typed_and_taken_back_does_not_cost_the_way_back(page: Page, root: str) -> None:
    ask(page, root, "官僚")
    page.locator("input[name=q]").press_sequentially("x")
    page.locator("input[name=q]").press("Backspace")
    page.wait_for_timeout(500)
    page.locator("input[name=q]").fill("作风")
    page.wait_for_url(f"{root}search/?q={quote('作风')}")
    page.go_back()
    page.wait_for_url(f"{root}search/?q={quote('官僚')}")


def test_a_choice_keeps_its_place_in_the_history(page: Page, root: str) -> None:
    ask(page, root, "官僚")
    page.locator("input[name=q]").fill("会议")
    page.wait_for_url(f"{root}search/?q={quote('会议')}")
    page.locator("select[name=doc]").select_option("d1")
    page.wait_for_url("**doc=d1")
    page.locator("input[name=q]").fill("工作")
    page.wait_for_url(f"{root}search/?q={quote('工作')}")
    page.go_back()
    page.wait_for_url("**doc=d1")


def test_a_link_within_the_page_leaves_the_box_alone(page: Page, root: str) -> None:
    ask(page, root, "官僚")
    page.locator("input[name=q]").evaluate("box => { box.value = '官僚主'; location.hash = '#search'; }")
    page.wait_for_timeout(200)
    assert page.locator("input[name=q]").input_value() == "官僚主"


def test_input_methods_that_do_not_tell_they_compose(page: Page, root: str) -> None:
    ask(page, root, "官僚")
    page.locator("input[name=q]").evaluate(
        "box => { box.dispatchEvent(new CompositionEvent('compositionstart')); box.value = 'zuo feng';"
        " box.dispatchEvent(new Event('input')); }"
    )
    page.wait_for_timeout(600)
    assert unquote(page.url) == f"{root}search/?q=官僚"
    page.locator("input[name=q]").evaluate(
        "box => { box.value = '作风'; box.dispatchEvent(new CompositionEvent('compositionend')); }"
    )
    page.wait_for_url(f"{root}search/?q={quote('作风')}")


# -- quotations --------------------------------------------------------------------------------------------------------


def test_only_what_is_as_written_is_marked(page: Page, root: str) -> None:
    assert ask(page, root, '"持续，工作"') == 0
    assert ask(page, root, '"，官僚主义"') == 0
    assert ask(page, root, '"、官僚主义"') == 1
    filled(page)
    assert page.locator(".y-result-text mark").all_inner_texts() == ["官僚主义"]


def test_a_sentence_without_commas_is_cut_all_the_same(page: Page, root: str) -> None:
    section = {"title": "", "place": [], "text": "甲" * 500 + "乙" + "丙" * 500}
    words = "yandu.query.parse('乙').wanted"
    ask(page, root, "官僚")
    shown = page.evaluate(f"section => yandu.excerpt.quotation(section, {words}).textContent", section)
    assert len(shown) < 300
    assert shown.startswith("……甲")
    assert shown.endswith("丙……")


# -- what readers really type ------------------------------------------------------------------------------------------


def test_an_emoji_beside_a_word_costs_nothing_but_the_hit(page: Page, root: str) -> None:
    assert ask(page, root, "官僚😀") == 0
    page.locator(".y-offer").first.wait_for()
    assert page.locator(".y-offer").all_inner_texts()[0] == "官僚（2 节）"


def test_of_a_long_text_the_clauses_that_stand_somewhere_are_offered(page: Page, root: str) -> None:
    pasted = "同志们，今天这个会只讲一件事：会议能合并的一律合并，把空间还给基层，办好Wi-Fi进村"
    assert ask(page, root, pasted) == 0
    page.locator(".y-offer").first.wait_for()
    assert page.locator(".y-offer").all_inner_texts() == [
        "会议能合并的一律合并（1 节）", "办好Wi-Fi进村（1 节）", "同志们（1 节）",
    ]  # fmt: skip
    status = page.locator(".y-status").inner_text()
    assert status == "没有找到“同志们，今天这个会只讲一件事：会议能合并的一律合并，把空间还……”。"


@pytest.mark.parametrize(
    ("text", "writings"),
    [("2025-04-11", ["2025年4月11日"]), ("2025.4", ["2025年4月"]), ("第3次", []), ("2025-04-11-1", [])],
)
def test_dates_in_figures(page: Page, root: str, text: str, writings: list[str]) -> None:
    ask(page, root, "火星2025")
    page.wait_for_selector("[data-search-offers]")
    assert page.evaluate("text => yandu.numerals.dates(text)", text) == writings


def test_one_of_several_numbers_is_written_otherwise(page: Page, root: str) -> None:
    ask(page, root, "火星2025")
    page.wait_for_selector("[data-search-offers]")
    found = page.evaluate("yandu.numerals.writings('12和2')")
    assert "十二和2" in found
    assert "12和二" in found
    assert not {"1二和2", "1两和2"} & set(found)


def test_a_number_is_not_taken_for_another(page: Page, root: str) -> None:
    ask(page, root, "第六条")
    page.wait_for_selector("[data-search-offers]")
    offered = page.locator("[data-search-offer]").all_inner_texts()
    assert [text for text in offered if text.startswith("第")] == []


def test_a_dash_bars_a_word_as_a_minus_does(page: Page, root: str) -> None:
    assert ask(page, root, "官僚 —形式") == ask(page, root, "官僚 -形式") == 1


def test_from_one_marked_place_to_the_next(page: Page, root: str) -> None:
    page.goto(f"{root}d1/2/?mark={quote('形式 官僚')}#2-1")
    bar = page.locator(".y-marked")
    bar.wait_for()
    assert bar.get_by_role("status").inner_text() == "“形式 官僚” 第 1/3 处"
    bar.get_by_role("button", name="下一处").press("Enter")
    assert bar.get_by_role("status").inner_text() == "“形式 官僚” 第 2/3 处"
    bar.get_by_role("button", name="上一处").press("Enter")
    bar.get_by_role("button", name="上一处").press("Enter")
    assert bar.get_by_role("status").inner_text() == "“形式 官僚” 第 3/3 处"


def test_a_choice_can_be_taken_back_at_once(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q={quote('会议')}&doc=d1")
    assert done(page) == 2
    page.get_by_role("link", name="不限范围").click()
    page.wait_for_url(f"{root}search/?q={quote('会议')}")
    assert done(page) == 7


@pytest.mark.parametrize("width", [195, 320])
def test_the_box_stays_wide_enough_to_read(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    ask(page, root, "会议")
    box = page.locator("input[name=q]").bounding_box()
    assert box
    assert box["width"] >= 150
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_of_results_comes_with_its_parts(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(root).partition("?")[0]))
    ask(page, root, "作风")
    assert "assets/bundles/results.js" in asked
    again = {f"assets/search/{part}.js" for part in assets.SEARCHING + assets.RESULTS} & set(asked)
    assert not again, "what box.js asks for is in the bundle"
