"""Reading aloud: voices of this device only, the highlight that follows, speeds, pauses, and a page left as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import ROOT, served

LOCAL = {"name": "本机普通话", "lang": "zh_CN", "localService": True, "default": False}
TAIWAN = {"name": "本机国语", "lang": "zh-TW", "localService": True, "default": True}
REMOTE = {"name": "网上普通话", "lang": "zh-CN", "localService": False, "default": True}
ENGLISH = {"name": "English", "lang": "en-US", "localService": True, "default": True}
SENTENCES = ["一、修好道路", "修路要快。", "“护路要勤！”", "养路要细；", "看路要清。", "（一）修桥。", "先修桥，后修路"]
PAGE = """<!doctype html>
<html lang="zh-CN" style="font-size: 125%"><head><meta charset="utf-8"><title>修好道路</title>
<link rel="stylesheet" href="assets/yandu.css"><link rel="stylesheet" href="assets/aloud/aloud.css"></head>
<body data-md-color-scheme="default"><main class="md-content md-typeset"><p>这是导航</p>
<h1 class="t">一、修好道路</h1>
<p class="t">修路要快。“护<a href="#">路要</a>勤！”养路要细；</p>
<p class="t y-toc">目录……1</p>
<table><tr><td class="t">看路要清。</td></tr></table>
<h2 class="t y-runin">（一）修桥。</h2><p class="t">先修桥，后修路</p>
<div class="y-tools" data-tools></div><p>出处</p></main><div style="height: 3000px"></div>
<script src="assets/study/store.js" defer></script><script src="assets/aloud/sentences.js" defer></script>
<script src="assets/aloud/voices.js" defer></script><script src="assets/aloud/aloud.js" defer></script></body></html>"""
STAND_IN = """(voices => {
  const listeners = [];
  const speech = {
    voices: voices, said: [], cancelled: 0,
    getVoices() { return this.voices; },
    addEventListener(name, act) { listeners.push(act); },
    arrive(more) { this.voices = more; listeners.forEach((act) => act()); },
    speak(one) { this.said.push(one); this.now = one; },
    cancel() { this.cancelled += 1; const one = this.now; this.now = null; if (one && one.onerror) one.onerror({}); },
    pause() {}, resume() {},
    end() { const one = this.now; this.now = null; one.onend({}); },
    fail() { const one = this.now; this.now = null; one.onerror({}); },
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    top = tmp_path_factory.mktemp("aloud")
    shutil.copytree(ROOT / "overrides" / "assets", top / "assets")
    (top / "index.html").write_text(PAGE, encoding="utf-8")
    with served(top) as address:
        yield address


def opened(page: Page, root: str, *voices: dict[str, object], highlights: bool = True) -> Page:
    """The page in a browser with these voices, with or without the means to highlight ranges."""
    page.add_init_script(f"{STAND_IN}({json.dumps(voices)})")
    if not highlights:
        page.add_init_script("delete window.Highlight")
    page.goto(root)
    return page


def said(page: Page) -> list[Any]:
    return list(page.evaluate("speechSynthesis.said.map((one) => [one.text, one.voice && one.voice.name])"))


def shown(page: Page) -> str:
    """The words that are highlighted, by either means."""
    return str(page.evaluate(
        "() => { const marks = Array.from(document.querySelectorAll('mark.y-aloud-mark'));"
        "const one = window.Highlight && CSS.highlights.get('yandu-aloud');"
        "return one ? Array.from(one).join('') : marks.map((mark) => mark.textContent).join(''); }"
    ))  # fmt: skip


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize("voices", [[], [REMOTE], [ENGLISH], [REMOTE, ENGLISH]])
def test_without_a_chinese_voice_of_this_device_nothing_is_offered(
    page: Page, root: str, voices: list[dict[str, object]]
) -> None:
    opened(page, root, *voices)
    expect(page.locator(".y-aloud")).to_be_hidden()
    assert not page.get_by_role("button").count()


def test_only_a_voice_of_this_device_speaks_and_the_standard_language_first(page: Page, root: str) -> None:
    opened(page, root, REMOTE, ENGLISH, TAIWAN, LOCAL)
    press(page, "朗读")
    for _ in SENTENCES[1:]:
        page.evaluate("speechSynthesis.end()")
    assert said(page) == [[sentence, LOCAL["name"]] for sentence in SENTENCES]


def test_voices_may_come_late_and_go(page: Page, root: str) -> None:
    opened(page, root)
    expect(page.locator(".y-aloud")).to_be_hidden()
    page.evaluate("voice => speechSynthesis.arrive([voice])", TAIWAN)
    press(page, "朗读")
    assert said(page) == [[SENTENCES[0], TAIWAN["name"]]]
    page.evaluate("voice => speechSynthesis.arrive([voice])", REMOTE)
    expect(page.locator(".y-aloud")).to_be_hidden()
    assert shown(page) == "" and page.evaluate("speechSynthesis.now") is None


@pytest.mark.parametrize("highlights", [True, False])
def test_the_highlight_follows_and_the_page_stays_as_it_was(page: Page, root: str, highlights: bool) -> None:
    opened(page, root, LOCAL, highlights=highlights)
    assert page.evaluate("typeof window.Highlight") == ("function" if highlights else "undefined")
    article = "Array.from(document.querySelectorAll('.t'), (part) => [part.outerHTML, part.childNodes.length])"
    before = page.evaluate(article)
    press(page, "朗读")
    for sentence in SENTENCES:
        assert shown(page) == sentence
        assert page.locator("mark").count() == 0 or not highlights
        page.evaluate("speechSynthesis.end()")
    assert shown(page) == ""
    assert page.evaluate(article) == before
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_visible()
    expect(page.locator(".y-aloud-bar")).to_be_hidden()


@pytest.mark.parametrize("highlights", [True, False])
def test_a_table_is_told_of_and_shown(page: Page, root: str, highlights: bool) -> None:
    """Its cells are not read one after another; one column is a frame around a text, which the tests above read."""
    opened(page, root, LOCAL, highlights=highlights)
    page.locator("table td").evaluate("e => e.insertAdjacentHTML('afterend', ' <td class=t>乙</td> ')")
    before = page.locator("table").evaluate("e => e.outerHTML")
    press(page, "朗读")
    for _ in SENTENCES[1:5]:
        page.evaluate("speechSynthesis.end()")
    told = [text for text, _ in said(page)]
    assert told == [*SENTENCES[:4], "这里有一张表格，请看屏幕。"]
    assert shown(page).split() == [SENTENCES[4], "乙"] or shown(page) == SENTENCES[4] + "乙"
    page.evaluate("speechSynthesis.end()")
    assert said(page)[-1][0] == SENTENCES[5]
    assert page.locator("table").evaluate("e => e.outerHTML") == before


def test_a_pause_keeps_the_place_and_a_stop_forgets_it(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    press(page, "朗读")
    page.evaluate("speechSynthesis.end()")
    press(page, "暂停")
    assert page.evaluate("speechSynthesis.now") is None and shown(page) == SENTENCES[1]
    press(page, "继续")
    assert [text for text, _ in said(page)] == [SENTENCES[0], SENTENCES[1], SENTENCES[1]]
    press(page, "停止")
    assert page.evaluate("speechSynthesis.now") is None and shown(page) == ""
    main = page.get_by_role("button", name="朗读", exact=True)
    expect(main).to_be_focused()
    main.click()
    assert said(page)[-1][0] == SENTENCES[0]


def test_the_speed_changes_at_once_and_is_remembered(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    press(page, "朗读")
    press(page, "慢")
    rates = page.evaluate("speechSynthesis.said.map((one) => one.rate)")
    assert rates[0] == 1 and rates[1] < 1
    assert page.get_by_role("button", name="慢", exact=True).get_attribute("aria-pressed") == "true"
    page.reload()
    press(page, "朗读")
    assert page.evaluate("speechSynthesis.now.rate") == rates[1]
    press(page, "快")
    assert page.evaluate("speechSynthesis.now.rate") > 1


def test_leaving_ends_it(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    press(page, "朗读")
    before = page.evaluate("speechSynthesis.cancelled")
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("speechSynthesis.cancelled") > before
    assert page.evaluate("speechSynthesis.now") is None and shown(page) == ""


def test_a_voice_that_fails_is_told(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    press(page, "朗读")
    page.evaluate("speechSynthesis.fail()")
    expect(page.get_by_role("status")).to_contain_text("没有响应")
    expect(page.locator(".y-aloud-bar")).to_be_hidden()


def test_keys_alone_reach_everything(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    page.get_by_role("button", name="朗读", exact=True).focus()
    page.keyboard.press("Enter")
    assert shown(page) == SENTENCES[0]
    names = []
    for _ in range(5):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent"))
    assert names == ["暂停", "停止", "慢", "中", "快"]
    page.keyboard.press("Escape")
    assert shown(page) == ""
    expect(page.get_by_role("button", name="朗读", exact=True)).to_be_focused()


@pytest.mark.parametrize("size", [(320, 640), (390, 844), (1440, 900)])
def test_buttons_are_large_and_fit(page: Page, root: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, root, LOCAL)
    press(page, "朗读")
    for box in page.locator(".y-aloud button:visible").all():
        bounds = box.bounding_box()
        assert bounds and bounds["width"] >= 44 and bounds["height"] >= 44
        assert bounds["x"] >= 0 and bounds["x"] + bounds["width"] <= size[0]


def test_long_sentences_are_cut_at_a_comma_and_lose_nothing(page: Page, root: str) -> None:
    opened(page, root, LOCAL)
    text = "一二三四五，六七八九十，" * 30 + "甲" * 300 + "。乙。"
    ranges = page.evaluate("text => yandu.sentences.cut(text)", text)
    assert "".join(text[start:end] for start, end in ranges) == text
    assert all(end - start <= 120 for start, end in ranges)
    assert text[ranges[0][0] : ranges[0][1]].endswith("，")
    assert page.evaluate("yandu.sentences.cut('\u3000 ')") == []


def test_the_scripts_write_text_only_and_speak_to_nobody() -> None:
    for file in sorted((ROOT / "overrides" / "assets" / "aloud").glob("*.js")):
        script = file.read_text(encoding="utf-8")
        for word in ("innerHTML", "insertAdjacent", "eval(", "fetch(", "XMLHttp", "localStorage", "?.", "??"):
            assert word not in script
