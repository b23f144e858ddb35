"""Study tools in a real browser: marks and notes, their way through a file, a site that was built anew."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, expect

from generator.corpus import Corpus
from generator.knowledge.lexicon import Lexicon
from generator.model import Document
from generator.pages import study
from generator.pages.common import Context
from generator.pages.document import pages as document_pages
from generator.plan import plan
from tests.browser.small_site import bundled
from tests.conftest import ROOT, Uncached, follow, served
from tests.knowledge.small import documents

LONG = "河水要清，岸上要净，人人动手。" * 60
BEFORE = f"""青石镇护河工作要点
一、加固河堤
{LONG}
二、清理河道
（一）清除淤泥。每年冬天清一次河底的淤泥。
（二）增设垃圾箱。沿河增设二十个垃圾箱。
{LONG}
三、教育群众
{LONG}
"""
AFTER = f"""青石镇护河工作要点
一、先查清楚
{LONG}先走一遍。
二、加固河堤
{LONG}
三、清理河道
（一）清除淤泥。每年冬天清一次河底的淤泥。
（二）增设垃圾箱。沿河增设二十个垃圾箱。
{LONG}
四、教育群众
{LONG}改过了。
"""
"""One section before the others, and the last one edited."""
NOTE = "护河是大家的事<b>b</b>\n第二行&amp;"


def build(top: Path, text: str) -> Path:
    """A site of one document with the page 我的学习, without the rest of the pipeline; its folder."""
    found = documents({"plan": text, "talk": "护河动员会上的讲话\n同志们：\n河水变清了。"})
    context = Context(Corpus(found), {one.id: plan(one, 1200) for one in found}, {}, Lexicon(), "研读")
    written = [(page.path, page.text.encode()) for page in (*document_pages(context), *study.pages(context))]
    for path, data in [
        *written,
        *study.files(context),
        *others(found),
        *((path, text.encode()) for path, text in bundled()),
    ]:
        (top / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (top / "docs" / path).write_bytes(data)
    settings = (
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: site\ntheme:\n  custom_dir: {ROOT / 'overrides'}\n"
        "validation:\n  links: {not_found: ignore, anchors: ignore}\n"
    )
    (top / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-f", str(top / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return top / "site"


def others(found: tuple[Document, ...]) -> Iterator[tuple[str, bytes]]:
    """Pages that the frame leads to, and the home page with its tile."""
    for name in ("topics/index.md", "terms/index.md", "search.md"):
        yield name, f"# {name}".encode()
    yield "documents.md", "\n".join(["# 文件\n", *(f"- [{one.id}]({one.id}/index.md)" for one in found)]).encode()
    yield "index.md", "# 首页 {#home}\n\n[继续阅读](study.md){.y-tile .y-continue}\n{.y-tiles}".encode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("study"), BEFORE)


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("rebuilt"), AFTER)


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


@pytest.fixture
def shifting(site: Path, rebuilt: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server whose folder is a link: the site behind it can be exchanged."""
    link = tmp_path / "current"
    link.symlink_to(site)
    with served(link, Uncached) as address:
        yield address, link


def exchange(link: Path, site: Path) -> None:
    link.unlink()
    link.symlink_to(site)


def open_section(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".y-tools .y-study-tools").first.wait_for()


def read_a_while(page: Page, section: str) -> None:
    """Stays on a page until this section, or one of it, is kept as the place where one reads."""
    page.wait_for_function(
        "section => Object.keys(localStorage).some(key => key.includes(':at:') && localStorage[key].includes(section))",
        arg=section,
    )


def write_note(page: Page, text: str) -> None:
    page.get_by_role("button", name="笔记", exact=True).first.click()
    page.get_by_label("这一节的笔记").first.fill(text)
    page.get_by_role("button", name="写好了").first.click()


def open_study(page: Page, root: str) -> None:
    page.goto(f"{root}study/")
    page.locator("[data-study-state=done]").wait_for()


def kept(page: Page) -> dict[str, Any]:
    """All that this site keeps."""
    found: dict[str, str] = page.evaluate("Object.assign({}, localStorage)")
    return {key: json.loads(value) for key, value in found.items() if key.startswith("yandu:/")}


def told(page: Page) -> dict[str, Any]:
    """The same without times, and without where reading stopped."""
    return {
        key: {name: bool(value) if isinstance(value, int) else value for name, value in entry.items()}
        for key, entry in kept(page).items()
        if ":at:" not in key
    }


def mark_all(page: Page, root: str) -> None:
    """Every sort of mark: section 1 read and with a star, 2 with a note, 2-1 with a star."""
    open_section(page, f"{root}plan/1/")
    page.get_by_role("button", name="已读").click()
    page.get_by_role("button", name="收藏", exact=True).click()
    open_section(page, f"{root}plan/2/")
    write_note(page, NOTE)
    page.get_by_role("button", name="给下面各小节").click()
    page.locator("[data-study='plan#2-1'] .y-study-button--star").click()


def bring(page: Page, content: str | bytes) -> None:
    data = content.encode() if isinstance(content, str) else content
    page.locator("#y-study-file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": data})


def file_of(sections: list[dict[str, Any]], **more: object) -> str:
    """An exported file that holds this."""
    whole = {"format": "yandu-study", "version": 1, "sections": sections, "positions": [], "more": [], **more}
    return json.dumps(whole)


def exported(page: Page) -> str:
    with page.expect_download() as info:
        page.get_by_role("button", name="导出").click()
    return Path(info.value.path()).read_text(encoding="utf-8")


def delete_all(page: Page) -> None:
    page.get_by_role("button", name="全部删除").first.click()
    page.get_by_role("alertdialog").get_by_role("button", name="全部删除").click()


def test_write_export_delete_all_import(page: Page, root: str) -> None:
    mark_all(page, root)
    page.evaluate("localStorage.setItem('yandu.recent', '[\"作风\"]'); yandu.kept.set('quiz', { right: 3 })")
    open_study(page, root)
    before, whole = told(page), exported(page)
    assert len(before) == 4 and json.loads(whole)["version"] == 1
    page.get_by_role("button", name="全部删除").click()
    page.get_by_role("button", name="不，留着").click()
    assert told(page) == before
    delete_all(page)
    expect(page.get_by_role("status").first).to_have_text("已全部删除。")
    assert not kept(page) and page.evaluate("localStorage.getItem('yandu.recent')") is None
    bring(page, whole)
    expect(page.get_by_role("status").first).to_contain_text("已导入 3 节")
    assert told(page) == before
    expect(page.locator("#notes + ul .y-study-note")).to_have_text(NOTE, use_inner_text=True)
    assert not page.locator("#notes + ul b").count()
    bring(page, whole)
    page.wait_for_timeout(300)
    assert told(page) == before  # once more changes nothing


def test_what_is_marked_is_seen_again(page: Page, root: str) -> None:
    mark_all(page, root)
    page.goto(f"{root}plan/")
    first = page.locator(".y-outline + ul a", has_text="加固河堤")
    assert first.get_by_role("img").evaluate_all("all => all.map(e => e.title)") == ["已读", "已收藏"]
    assert page.locator(".y-outline + ul a", has_text="清理河道").get_by_role("img", name="有笔记").is_visible()
    assert not page.locator(".y-crumbs .y-study-mark, .t .y-study-mark, .y-pager .y-study-mark").count()
    open_section(page, f"{root}plan/1/")
    button = page.get_by_role("button", name="已读")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    open_section(page, f"{root}plan/2/")
    assert page.locator(".y-study > .y-study-tools > .y-study-note").inner_text().endswith(NOTE)
    assert page.locator("[data-study='plan#2-1'] [aria-pressed=true]").count() == 1


def test_notes_are_kept_while_they_are_written(page: Page, root: str) -> None:
    open_section(page, f"{root}plan/1/")
    page.get_by_role("button", name="笔记", exact=True).click()
    page.get_by_label("这一节的笔记").type("没写完")
    page.reload()
    page.locator(".y-study-tools").first.wait_for()
    assert page.locator(".y-study-note").first.inner_text().endswith("没写完")


def test_merging_loses_no_word(page: Page, root: str) -> None:
    open_section(page, f"{root}plan/1/")
    write_note(page, "家里写的")
    open_study(page, root)
    at_home = json.loads(exported(page))
    at_home["sections"][0].update(note="单位写的", noted=1, star=5)
    bring(page, json.dumps(at_home))
    expect(page.locator("#notes + ul .y-study-note")).to_have_text("家里写的\n\n单位写的", use_inner_text=True)
    expect(page.locator("#stars + ul li")).to_have_count(1)


HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "no JSON": ("{", "读不懂"),
    "empty": ("", "读不懂"),
    "binary": (b"PK\x03\x04\xff\xfe\x00", "读不懂"),
    "null": ("null", "不是从"),
    "another": ('{"format": "x", "version": 1}', "不是从"),
    "newer": ('{"format": "yandu-study", "version": 2}', "更新版本"),
    "no version": ('{"format": "yandu-study"}', "不完整"),
    "no lists": ('{"format": "yandu-study", "version": 1}', "不完整"),
}
GOOD: dict[str, Any] = {
    "address": "plan#1", "hash": "01234567", "title": "一", "document": "甲",
    "read": 1, "star": 0, "note": "", "noted": 0,
}  # fmt: skip
BROKEN: list[dict[str, Any]] = [
    {"address": "../../x#1"}, {"address": "__proto__"}, {"address": "plan#1\" onclick=\"x"}, {"hash": "zz"},
    {"hash": None}, {"note": 5}, {"note": {"a": 1}}, {"note": "字" * 200_001}, {"read": "1"},
    {"read": -1}, {"title": None},
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_other_files_are_refused(page: Page, root: str, name: str) -> None:
    content, words = HOSTILE[name]
    open_study(page, root)
    bring(page, content)
    expect(page.get_by_role("status").first).to_contain_text(words)
    assert not told(page)


def test_damaged_files_are_refused_whole(page: Page, root: str) -> None:
    open_study(page, root)
    for wrong in BROKEN:
        bring(page, file_of([GOOD, {**GOOD, **wrong}]))
        expect(page.get_by_role("status").first).to_contain_text("没有导入任何东西")
        assert not told(page), wrong
        page.evaluate("document.querySelector('.y-study-status').textContent = ''")
    for other in ({"name": "s:plan#1@01234567", "value": 1}, {"name": "__proto__", "value": {}}, "x"):
        bring(page, file_of([GOOD], more=[other]))
        expect(page.get_by_role("status").first).to_contain_text("没有导入任何东西")
        assert not told(page)
        page.evaluate("document.querySelector('.y-study-status').textContent = ''")


def test_words_of_a_file_are_only_words(page: Page, root: str) -> None:
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))
    evil = "<img src=x onerror=alert(1)></script>"
    row = {**GOOD, "title": evil, "document": evil, "note": evil, "star": 1, "extra": {"__proto__": {"x": 1}}}
    open_study(page, root)
    bring(page, file_of([row], site=evil))
    page.get_by_role("alertdialog").get_by_role("button", name="导入").click()
    expect(page.get_by_role("status").first).to_contain_text("已导入 1 节")
    expect(page.locator("#lost + p + ul .y-study-note")).to_have_text(evil)
    assert not dialogs and not page.locator("#yandu-study img").count()


def test_the_words_are_found_where_they_moved(page: Page, shifting: tuple[str, Path], rebuilt: Path) -> None:
    root, link = shifting
    mark_all(page, root)
    open_section(page, f"{root}plan/3/")
    write_note(page, "第三节的笔记")
    exchange(link, rebuilt)
    page.goto(f"{root}plan/3/")
    page.locator(".y-study-tools").first.wait_for()  # here now are the words that were section 2
    expect(page.locator(".y-study > .y-study-tools > .y-study-note")).to_have_text(NOTE, use_inner_text=True)
    assert page.locator("[data-study='plan#3-1'] [aria-pressed=true]").count() == 1
    expect(page.locator(".y-study-lost")).to_contain_text("位置已变")
    open_study(page, root)
    assert page.locator("#stars + ul a").first.get_attribute("href")
    addresses = page.locator("#stars + ul a, #notes + ul a").evaluate_all("all => all.map(e => e.href)")
    assert sorted(set(addresses)) == [f"{root}plan/2/", f"{root}plan/3/", f"{root}plan/3/#3-1"]
    expect(page.locator("#lost + p + ul .y-study-note")).to_have_text("第三节的笔记")
    expect(page.locator("#lost + p + ul")).to_contain_text("位置已变")


def test_what_is_gone_is_listed(page: Page, shifting: tuple[str, Path], site: Path, rebuilt: Path) -> None:
    root, link = shifting
    exchange(link, rebuilt)
    open_section(page, f"{root}plan/4/")
    page.get_by_role("button", name="收藏", exact=True).click()
    exchange(link, site)
    open_study(page, root)
    expect(page.locator("#lost + p + ul li")).to_have_count(1)


def test_going_on_reading(page: Page, root: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(root)
    tile = page.locator(".y-continue")
    assert tile.inner_text() == "继续阅读" and tile.get_attribute("href") == "study/"
    open_section(page, f"{root}plan/2/")
    page.locator("[id='2-2']").evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 100)")
    read_a_while(page, "plan#2-2")
    page.goto(root)
    expect(tile).to_contain_text("（二）增设垃圾箱")
    follow(tile)
    page.locator(".y-study-here").wait_for()
    assert page.url == f"{root}plan/2/"
    assert 0 <= page.locator("[id='2-2']").evaluate("e => e.getBoundingClientRect().top") < 400
    open_study(page, root)
    expect(page.locator("#continue + ul a")).to_have_count(1)


def test_nothing_of_it_is_in_any_request(page: Page, root: str) -> None:
    asked: list[Request] = []
    page.context.on("request", lambda request: asked.append(request))
    mark_all(page, root)
    read_a_while(page, "plan#2")
    open_study(page, root)
    whole = exported(page)
    delete_all(page)
    bring(page, whole)
    page.locator("#notes + ul").wait_for()
    follow(page.locator("#stars + ul a").first)
    page.goto(root)
    follow(page.locator(".y-continue"))
    assert len(asked) > 20
    for request in asked:
        address = request.url.removeprefix(root)
        assert request.method == "GET" and request.post_data is None, address
        if not address.startswith(("data:", "blob:")):
            assert request.url.startswith(root)
            path, _, query = address.partition("?")
            assert not query or (query.isdigit() and path.endswith(".js")), address  # the minute, for fresh listings
            assert "cookie" not in request.headers
            assert NOTE not in unquote(str(request.headers)) and "y-continue" not in str(request.headers)


def test_two_tabs(browser: Browser, root: str) -> None:
    context = browser.new_context()
    one, two = context.new_page(), context.new_page()
    for tab in (one, two):
        open_section(tab, f"{root}plan/1/")
        tab.get_by_role("button", name="笔记", exact=True).click()
    for tab in (one, two):  # both fields were opened empty
        tab.get_by_label("这一节的笔记").fill("甲" if tab is one else "乙")
    one.get_by_role("button", name="写好了").click()
    two.get_by_role("button", name="写好了").click()
    for tab in (one, two):
        expect(tab.locator(".y-study-note").first).to_have_text("乙\n\n甲", use_inner_text=True)
    one.get_by_role("button", name="已读").click()
    expect(two.get_by_role("button", name="已读")).to_have_attribute("aria-pressed", "true")
    context.close()


def test_sites_on_one_server_keep_apart(browser: Browser, site: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(site)
    context = browser.new_context()
    page = context.new_page()
    with served(tmp_path) as address:
        mark_all(page, f"{address}a/")
        open_study(page, f"{address}b/")
        assert page.get_by_text("这里还没有东西").is_visible()
        delete_all(page)
        open_study(page, f"{address}a/")
        assert page.locator("#stars + ul li").count() == 2
    context.close()


def blocked(browser: Browser, script: str) -> BrowserContext:
    """Pages whose store refuses; our scripts only: the theme's own do not expect it."""
    context = browser.new_context()
    context.add_init_script(script)
    return context


REFUSES_ALL = """(kept => Object.defineProperty(window, "localStorage", { get() {
    if (/assets.(study|bundles)/.test(new Error().stack)) throw new Error("blocked");
    return kept;
} }))(localStorage)"""
IS_FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); }"""


def test_where_nothing_may_be_kept(browser: Browser, root: str) -> None:
    context = blocked(browser, REFUSES_ALL)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{root}plan/1/")
    page.wait_for_timeout(300)
    assert not page.locator(".y-study *").count() and page.locator("p.t").first.is_visible()
    page.goto(f"{root}study/")
    expect(page.locator("#yandu-study")).to_contain_text("不让网站保存")
    assert not errors
    context.close()


def test_where_the_store_is_full(browser: Browser, root: str) -> None:
    context = blocked(browser, IS_FULL)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    open_section(page, f"{root}plan/1/")
    page.get_by_role("button", name="已读").click()
    expect(page.locator(".y-study-status").first).to_contain_text("没有存下")
    assert page.get_by_role("button", name="已读").get_attribute("aria-pressed") == "false"
    write_note(page, "留着的字")
    expect(page.locator(".y-study-status").first).to_contain_text("没有存下")
    assert page.get_by_label("这一节的笔记").input_value() == "留着的字"
    open_study(page, root)
    bring(page, file_of([GOOD]))
    expect(page.get_by_role("status").first).to_contain_text("只导入了一部分")
    assert not errors
    context.close()


def test_from_a_disk(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((site / "plan/1/index.html").as_uri())
    page.locator(".y-study-tools").first.wait_for()
    write_note(page, NOTE)
    page.goto((site / "study/index.html").as_uri())
    page.locator("[data-study-state=done]").wait_for()
    follow(page.locator("#notes + ul a"))
    assert page.url == (site / "plan/1/index.html").as_uri()
    expect(page.locator(".y-study-note").first).to_have_text(NOTE, use_inner_text=True)
    page.goto((site / "plan/index.html").as_uri())
    assert page.get_by_role("img", name="有笔记").count() == 1
    context.close()


def test_damage_in_the_store_is_survived(page: Page, root: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    mark_all(page, root)
    page.evaluate("""() => {
        const stops = Object.keys(localStorage).filter(key => key.includes(":at:"));
        for (const key of stops) localStorage.setItem(key, '{"page": "//x.y/"}');
        localStorage.setItem("yandu:/:s:plan#3@zz", "{");
        localStorage.setItem("yandu:/:s:plan#2-2@01234567", "[1, null]");
        localStorage.setItem("yandu:/:at:talk", "null");
    }""")
    for path in ("", "plan/", "plan/2/", "study/"):
        page.goto(root + path)
        page.wait_for_timeout(200)
    assert page.locator("#stars + ul li").count() == 2
    assert not errors


def test_without_scripts(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{root}study/")
    assert "要用脚本" in page.locator("noscript p").inner_text() and page.get_by_text("不会传到网站").is_visible()
    page.goto(f"{root}plan/1/")
    assert page.locator("[data-tools]").evaluate("e => e.getBoundingClientRect().height") == 0
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_large_enough_to_hit(page: Page, root: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    mark_all(page, root)
    page.goto(f"{root}study/")
    page.locator("[data-study-state=done]").wait_for()
    page.get_by_role("button", name="全部删除").click()
    for path in ("study/", "plan/2/"):
        if path != "study/":
            open_section(page, root + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for target in page.locator(".y-study-button, .y-study-link").all():
            box = target.bounding_box()
            assert box is None or box["height"] >= 44, target.inner_text()
