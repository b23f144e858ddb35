"""Several sites of one server searched as one: what `search.also` in mkdocs.yml asks for."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import search
from generator.results import Record
from generator.search import vocabulary
from tests.browser.searching import addresses, ask, done, filled
from tests.browser.small_site import records
from tests.conftest import served

NEWS = "关于改进会议作风的通知"
SHORT = "一、开短会"
OTHER = (
    Record("d1/", "n.txt", 1, 1, NEWS, f"{NEWS}\n各支部：", NEWS, (), ("作风",), "2025-02", "通知", headed=True),
    Record("d1/#1", "n.txt", 2, 2, SHORT, f"{SHORT}\n会议能不开的不开。", NEWS, (), (), "2025-02", "通知", headed=True),
)


def publish(site: Path, top: Path, rows: tuple[Record, ...], name: str, also: list[str], carrier: str = "scan") -> None:
    """A copy of the small site below `top`, searching `rows` together with the sites at `also`."""
    shutil.copytree(site, top)
    shutil.rmtree(top / search.FOLDER)
    for path, text in search.files(rows, carrier, lambda: vocabulary.build(rows), site_name=name, also=also):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def server(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server's folder: /party/ asks for /news/ too, and for a site that is not there."""
    top = tmp_path_factory.mktemp("server")
    publish(site, top / "party", records(), "党建", ["/news/", "../gone", "/party/"])
    publish(site, top / "disk", records(), "党建", ["../news/"])
    publish(site, top / "news", OTHER, "通知", [], "index")
    return top


@pytest.fixture(scope="module")
def together(server: Path) -> Iterator[str]:
    with served(server) as address:
        yield address


def test_hits_of_all_sites_stand_in_one_list(page: Page, together: str) -> None:
    assert ask(page, f"{together}party/", "会议 -第") == 4
    assert set(addresses(page, together)) == {"party/d1/#d1", "party/d1/2/#2-1", "news/d1/", "news/d1/#1"}
    assert "在 2 份文件里" in page.locator(".y-status").inner_text()
    facts = page.locator(".y-group-facts").all_inner_texts()
    assert [fact.startswith("通知 · 通知 · 2025年2月") for fact in facts].count(True) == 1


def test_the_better_hit_comes_first_wherever_it_is(page: Page, together: str) -> None:
    ask(page, f"{together}party/", "会议 作风")
    assert addresses(page, together) == ["news/d1/", "party/d1/#d1"]  # both words of a heading, side by side
    ask(page, f"{together}party/", "作风 同群众")
    assert addresses(page, together) == ["party/d1/2/#2"]
    ask(page, f"{together}party/", "会议")
    assert addresses(page, together)[:2] != sorted(addresses(page, together))[:2]


def test_a_hit_opens_on_its_own_site(page: Page, together: str) -> None:
    ask(page, f"{together}party/", "开短会")
    filled(page)
    page.locator("a[data-search-hit]").first.click()
    page.wait_for_url(f"{together}news/d1/?mark=*")


def test_hits_can_be_narrowed_to_a_site_and_to_a_document_of_another(page: Page, together: str) -> None:
    ask(page, f"{together}party/", "会议 -第")
    page.locator("select[name=site]").select_option("/party/")
    page.wait_for_function("document.querySelector('[data-search-count]').dataset.searchCount === '2'")
    assert set(addresses(page, together)) == {"party/d1/#d1", "party/d1/2/#2-1"}
    assert "site=" in page.url
    page.locator("select[name=site]").select_option("")
    page.locator("select[name=doc]").select_option("/news/d1")
    page.wait_for_url("**doc=*")
    assert set(addresses(page, together)) == {"news/d1/", "news/d1/#1"}


def test_a_site_that_cannot_be_read_is_named_and_left_out(page: Page, together: str) -> None:
    ask(page, f"{together}party/", "作风")
    assert "另一个网站（/gone/）暂时搜不到" in page.locator(".y-missing").inner_text()
    ask(page, f"{together}news/", "会议")
    assert page.locator(".y-missing").inner_text() == ""


def test_words_of_all_sites_are_offered(page: Page, together: str) -> None:
    assert ask(page, f"{together}party/", "开断会") == 0
    page.wait_for_selector("[data-search-offers]")
    offered = page.locator("[data-search-offer]").evaluate_all("all => all.map(a => a.dataset.searchOffer)")
    assert "一、开短会" in offered or "开短会" in offered


def test_neighbours_on_a_disk(page: Page, server: Path) -> None:
    page.goto((server / "disk/search/index.html").as_uri() + "?q=" + "开短会")
    assert done(page) == 1
    assert addresses(page, server.as_uri() + "/") == ["news/d1/index.html#1"]


def test_files_of_another_format_are_left_alone(page: Page, site: Path, tmp_path: Path) -> None:
    publish(site, tmp_path / "party", records(), "党建", ["/news/"])
    publish(site, tmp_path / "news", OTHER, "通知", [])
    listing = tmp_path / "news" / search.FOLDER / "listing.js"
    listing.write_text(listing.read_text(encoding="utf-8").replace('"format":1', '"format":0'), encoding="utf-8")
    with served(tmp_path) as root:
        assert ask(page, f"{root}party/", "开短会") == 0
        assert "/news/" in page.locator(".y-missing").inner_text()


def test_sites_of_one_name_are_told_apart(page: Page, site: Path, tmp_path: Path) -> None:
    publish(site, tmp_path / "party", records(), "研读", ["/news/"])
    publish(site, tmp_path / "news", OTHER, "研读", [])
    with served(tmp_path) as root:
        ask(page, f"{root}party/", "会议 -第")
        assert page.locator("select[name=site] option").all_inner_texts() == [
            "全部", "研读（/news/）（2）", "研读（/party/）（2）",
        ]  # fmt: skip


def test_a_site_that_fails_after_it_was_opened_is_left_out(page: Page, server: Path) -> None:
    page.route("**/news/**/pairs-*.js", lambda route: route.abort())
    with served(server) as root:
        assert ask(page, f"{root}party/", "会议 -第") == 2
        assert "/news/" in page.locator(".y-missing").inner_text()


def test_a_site_that_does_not_answer_keeps_nobody_waiting(page: Page, server: Path) -> None:
    page.route("**/news/**", lambda route: None)
    with served(server) as root:
        page.goto(f"{root}party/search/?q=%E4%BC%9A%E8%AE%AE", wait_until="commit")
        page.wait_for_selector("#yandu-search[data-search-state=done]", timeout=15_000)
        assert "/news/" in page.locator(".y-missing").inner_text()
        page.locator("input[name=q]").focus()
        page.wait_for_selector("input[role=combobox]", timeout=15_000)


def test_a_path_with_a_sign_of_its_own(page: Page, site: Path, tmp_path: Path) -> None:
    publish(site, tmp_path / "party", records(), "研读", ["/100%/"])
    with served(tmp_path) as root:
        assert ask(page, f"{root}party/", "形式主义") == 1
        assert "/100%/" in page.locator(".y-missing").inner_text()
