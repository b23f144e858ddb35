"""Study tools over two whole builds of one folder: what a reader has marked is found again, or told to be gone.

And what a server sees of it all: nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import config, pipeline
from tests.browser.test_study import (
    AFTER,
    BEFORE,
    NOTE,
    bring,
    delete_all,
    exported,
    mark_all,
    open_section,
    open_study,
    read_a_while,
    write_note,
)
from tests.conftest import ROOT, Silent, Uncached, follow, served

FIRST, RENAMED = "a/plan.txt", "b/护河要点.txt"
OTHERS = {"talk.txt": "护河动员会上的讲话\n同志们：\n河水变清了。", "a/plan.yml": "地址: plan\n"}


def build(folder: Path, files: dict[str, str]) -> Path:
    """Builds the site of these documents over the one that is there, as a clerk does; its folder."""
    shutil.rmtree(folder / "content", ignore_errors=True)
    for name, text in files.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    site, _ = config.load(ROOT / "mkdocs.yml", folder / "content", folder / "build")
    outcome = pipeline.build(site, force=True)
    assert outcome.published, outcome.diagnostics
    return site.build / "site"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The site before, the one after, and the one in which the document's file has another name."""
    folder = tmp_path_factory.mktemp("twice")
    made = {}
    for name, files in (
        ("before", {FIRST: BEFORE, **OTHERS}),
        ("after", {FIRST: AFTER, **OTHERS}),
        ("renamed", {RENAMED: BEFORE, **{name: text for name, text in OTHERS.items() if name != "a/plan.yml"}}),
    ):
        made[name] = Path(shutil.copytree(build(folder, files), folder / name))
    return made


@pytest.fixture
def current(sites: dict[str, Path], tmp_path: Path) -> Path:
    """The folder that is served; what lies behind it can be exchanged."""
    (tmp_path / "site").symlink_to(sites["before"])
    return tmp_path / "site"


def exchange(current: Path, site: Path) -> None:
    current.unlink()
    current.symlink_to(site)


def test_notes_survive_a_build_with_the_same_words_and_are_told_to_have_lost_others(
    page: Page, sites: dict[str, Path], current: Path
) -> None:
    with served(current, Uncached) as root:
        mark_all(page, root)
        open_section(page, f"{root}plan/3/")
        write_note(page, "第三节的笔记")
        exchange(current, sites["after"])
        open_study(page, root)
    noted = page.locator("#notes + ul .y-study-link")
    assert noted.evaluate_all("all => all.map(e => e.href)") == [f"{root}plan/3/"]  # 二、清理河道 is 三、 now
    expect(page.locator("#notes + ul .y-study-note")).to_have_text(NOTE, use_inner_text=True)
    lost = page.locator("#lost + p + ul li")
    expect(lost).to_have_count(1)  # 三、教育群众 was edited
    expect(lost).to_contain_text("位置已变")
    expect(lost.locator(".y-study-note")).to_have_text("第三节的笔记")


def test_an_address_that_is_gone_leads_to_the_new_place(page: Page, sites: dict[str, Path], current: Path) -> None:
    with served(current, Uncached) as root:
        open_section(page, f"{root}plan/1/")
        write_note(page, NOTE)
        exchange(current, sites["renamed"])
        answer = page.goto(f"{root}plan/1/")
        assert answer and answer.status == 404
        expect(page.locator("[data-missing]")).to_contain_text("换了地方")
        follow(page.get_by_role("link", name="到新的地方去"))
        page.locator(".y-tools .y-study-tools").first.wait_for()
        expect(page.locator(".y-study-note").first).to_have_text(NOTE, use_inner_text=True)
        assert page.url.startswith(root) and "/plan/" not in page.url


def test_an_address_whose_words_are_gone_says_that_the_note_is_kept(
    page: Page, sites: dict[str, Path], current: Path
) -> None:
    exchange(current, sites["after"])
    with served(current, Uncached) as root:
        open_section(page, f"{root}plan/4/")
        write_note(page, NOTE)
        exchange(current, sites["before"])
        page.goto(f"{root}plan/4/")
        expect(page.locator("[data-missing]")).to_contain_text("还在")
        page.get_by_role("link", name="到“我的学习”去看").click()
        expect(page.locator("#lost + p + ul .y-study-note")).to_have_text(NOTE, use_inner_text=True)
        page.goto(f"{root}no-such-page/")
        page.wait_for_timeout(300)
        assert page.locator("[data-missing]").inner_text() == ""


def test_marks_are_seen_in_every_list(page: Page, sites: dict[str, Path]) -> None:
    """The document's outline, the outline beside a text, the search's hits."""
    with served(sites["before"]) as root:
        mark_all(page, root)
        for address, listed in ((f"{root}plan/", ".y-outline + ul"), (f"{root}plan/3/", ".y-chart")):
            page.goto(address)
            page.locator(f"{listed} .y-study-mark").first.wait_for(state="attached")
            signs = page.locator(f"{listed} .y-study-mark").all_text_contents()
            assert {"✓", "★", "✎"} <= set(signs), address
        page.goto(f"{root}search/?q=河堤")
        hit = page.locator("a[data-search-hit]", has_text="加固河堤").first
        expect(hit.get_by_role("img", name="已读")).to_be_visible()
        expect(hit.get_by_role("img", name="已收藏")).to_be_visible()
        expect(hit).to_have_text("一、加固河堤✓★")


Seen = list[tuple[str, dict[str, str], bytes]]


@contextmanager
def watched(folder: Path) -> Iterator[tuple[str, Seen]]:
    """A folder over http, and all that its server is told: request lines, headers, bodies."""
    seen: Seen = []

    class Watching(Silent):
        def parse_request(self) -> bool:
            fine = super().parse_request()
            if fine:
                length = int(self.headers.get("Content-Length") or 0)
                seen.append((self.requestline, dict(self.headers), self.rfile.read(length)))
            return fine

    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: Watching(*given, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()


def test_the_server_is_told_nothing_of_it(browser: Browser, sites: dict[str, Path]) -> None:
    """Neither in a line, nor in a header, nor in a body; not even which page one comes from."""
    context = browser.new_context()
    page = context.new_page()
    with watched(sites["before"]) as (root, seen):
        mark_all(page, root)
        read_a_while(page, "plan#2")
        follow(page.locator(".y-pager a").first)
        open_study(page, root)
        whole = exported(page)
        delete_all(page)
        bring(page, whole)
        follow(page.locator("#stars + ul a").first)
        page.goto(f"{root}nowhere/")
        page.goto(f"{root}quiz/")
        page.goto(root)
        follow(page.locator(".y-continue"))
        page.locator(".y-study-tools").first.wait_for()
    context.close()
    assert len(seen) > 30  # the walk was watched
    for line, headers, body in seen:
        method, target, _ = line.split(" ")
        path, _, query = target.partition("?")
        assert method == "GET" and not body, line
        assert not query or (query.isdigit() and path.endswith(".js")), line  # the minute, for fresh listings
        names = {name.lower() for name in headers}
        assert not names & {"referer", "cookie", "origin", "authorization"}, (line, headers)
        told = unquote(line + str(headers))
        assert not any(word in told for word in (NOTE[:6], "y-continue", "yandu:", "加固河堤")), line
