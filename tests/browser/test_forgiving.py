"""What a mistyped query is offered, in a real browser; and that both halves of the search have one vocabulary."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Page

from generator.search import layout, normalise, numbers, pronounce, script, vocabulary
from tests.bench import forgiving
from tests.conftest import ROOT, served

PARTS = '["fold", "numbers", "query", "words", "pinyin", "near", "numerals", "forgive"]'


@pytest.fixture(scope="module")
def site(sample: Path) -> Path:
    return sample / "site"


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def ask(page: Page, root: str, query: str) -> list[str]:
    """The offers, when all is there."""
    page.goto(f"{root}search/?q={quote(query)}")
    page.wait_for_selector("#yandu-search[data-search-offers]")
    found = page.locator("[data-search-offer]")
    return [str(offer) for offer in found.evaluate_all("all => all.map(a => a.dataset.searchOffer)")]


def count(page: Page) -> str:
    return page.locator("#yandu-search").get_attribute("data-search-count") or ""


def test_sixty_mistyped_queries(page: Page, root: str) -> None:
    """At least 95 % show the meant term in the first three offers, at least half of them letters only."""
    rows = forgiving.rows()
    letters = [row for row in rows if row.kind in ("initials", "pinyin")]
    assert len(rows) == 60
    assert len(letters) >= 30
    missed = [row for row in rows if not forgiving.understood(row, forgiving.ours(page, root, row.query))]
    assert len(missed) <= 3, missed


def test_forty_more_on_real_documents(page: Page, dev: Path) -> None:
    files = list((dev / "site" / layout.FOLDER).glob("*/words.js"))
    assert len(files) == 1
    with served(dev / "site") as root:
        rows = forgiving.rows(ROOT / "tests" / "golden" / "search" / "forgiving.dev.tsv")
        missed = [row for row in rows if not forgiving.understood(row, forgiving.ours(page, root, row.query))]
    assert len(missed) <= 2, missed


def test_nothing_is_found_and_what_may_have_been_meant_is_said(page: Page, root: str) -> None:
    assert ask(page, root, "八项归定")[0] == "八项规定"
    assert count(page) == "0"
    assert page.locator("[role=status]").first.inner_text() == "没有找到“八项归定”。"
    offer = page.locator(".y-offers a").first
    assert offer.inner_text() == "按“八项规定”搜索（3 节）"
    offer.click()
    page.wait_for_selector("#yandu-search[data-search-count='3']")
    assert page.locator(".y-was").inner_text() == "您输入的是“八项归定”，现在按“八项规定”搜索。还是搜“八项归定”"
    page.locator(".y-was a").click()
    page.wait_for_selector("#yandu-search[data-search-count='0']")
    assert unquote(page.url) == f"{root}search/?q=八项归定"


def test_letters_are_answered_with_words(page: Page, root: str) -> None:
    ask(page, root, "bxgd")
    assert page.locator(".y-offers").inner_text().startswith("“bxgd”可能是：八项规定（3 节）")


def test_who_typed_is_gone_with_the_next_query(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q={quote('八项规定')}&was=bxgd")
    page.wait_for_selector(".y-was")
    page.locator("input[name=q]").fill("三会一课")
    page.locator("form[data-search-box] button[type=submit]").click()
    page.wait_for_function("!document.querySelector('.y-was')")


def test_enough_exact_hits_are_left_alone(page: Page, root: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert ask(page, root, "党支部") == []
    assert int(count(page)) >= 5
    assert not [url for url in asked if "words.js" in url or "pinyin.js" in url]


def test_few_exact_hits_come_first_and_the_offer_is_modest(page: Page, root: str) -> None:
    ask(page, root, "八项规定精神")
    assert 0 < int(count(page)) < 5
    assert page.locator(".y-offers").inner_text().startswith("也可以找：")
    order = page.evaluate("""() => document.querySelector(".y-result").compareDocumentPosition(
        document.querySelector(".y-offers")) & Node.DOCUMENT_POSITION_FOLLOWING""")
    assert order


@pytest.mark.parametrize(
    ("query", "offer"),
    [
        ("支部 八项归定", "支部 八项规定"),
        ("严格落实八项归定", "八项规定"),
        ("违反八项归定精神", "八项规定精神"),
        ("jicengdangjian", "基层党建"),
        ("BA项规定", "八项规定"),
        ("八项规定jingshen", "八项规定精神"),
        ("二〇二六年", "2026年"),
    ],
)
def test_parts_of_a_query_are_put_right(page: Page, root: str, query: str, offer: str) -> None:
    assert normalise(offer) in map(normalise, ask(page, root, query)[:3])


@pytest.mark.parametrize("query", ["火星基地", "qqqq", "vvvv", "?", "<b>", "0000000", "“”", "a" * 500, "党" * 300])
def test_nothing_is_offered_where_nothing_is_like_it(page: Page, root: str, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}search/?q={quote(query)}")
    page.wait_for_selector("#yandu-search[data-search-state=done]")
    page.wait_for_timeout(200)
    assert page.locator("[data-search-offer]").count() == 0
    assert not errors


def test_without_the_vocabulary_the_page_is_complete(page: Page, root: str) -> None:
    page.route("**/words.js", lambda route: route.abort())
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert ask(page, root, "八项归定") == []
    page.wait_for_selector(".y-advice li")
    assert not errors


def test_from_a_disk(page: Page, site: Path) -> None:
    page.goto(f"{(site / 'search' / 'index.html').as_uri()}?q=bxgd")
    page.wait_for_selector("[data-search-offer]")
    page.locator("[data-search-offer]").first.click()
    page.wait_for_selector("#yandu-search[data-search-count='3']")


def test_both_halves_have_one_vocabulary(page: Page, root: str, site: Path) -> None:
    written = script.unpack(next((site / layout.FOLDER).glob("*/words.js")).read_text(encoding="utf-8"))
    page.goto(root)
    read = page.evaluate(f"""async () => {{
        await yandu.need({PARTS});
        const words = await yandu.words();
        return {{ entries: words.entries.map(e => [e.kind, e.text, e.flat, e.count]),
                 readings: Array.from(words.readings), same: Array.from(words.same.keys()) }};
    }}""")
    rows = zip(vocabulary.KINDS, written["words"], strict=True)
    mine = [
        [kind, text, normalise(text), many]
        for kind, (texts, counts) in rows
        for text, many in zip(filter(None, texts.split("\n")), numbers.decode(counts), strict=True)
    ]
    assert read["entries"] == mine
    assert {normalise(name) for names in written["same"] for name in names} == set(read["same"])
    for character, readings in read["readings"]:
        assert tuple(readings) == pronounce.readings(character)


def test_numbers_in_both_writings(page: Page, root: str) -> None:
    page.goto(root)
    page.evaluate(f"async () => yandu.need({PARTS})")
    for one, other in [
        ("2025年", "二〇二五年"), ("二零二五年", "2025年"), ("第7条", "第七条"), ("第一百零五条", "第105条"),
        ("第105条", "第一百零五条"),
        ("十四个村", "14个村"), ("110户", "一百一十户"), ("2个", "两个"), ("二○二○年", "2020年"), ("1000", "一千"),
    ]:  # fmt: skip
        assert other in page.evaluate("text => yandu.numerals.writings(text)", one), one
    assert page.evaluate("text => yandu.numerals.writings(text)", "党建") == []
