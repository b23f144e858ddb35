"""Printing to PDF: every character of a section, a document and a topic, page numbers, and nothing else of the site."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument, PdfPage

from generator import config, pipeline
from generator.pages import handout
from generator.results import Site
from generator.verifying import verify
from tests.conftest import ROOT, follow, served

CM = 72 / 2.54
HEAD, FOOT = 2.5 * CM, 2.3 * CM
A4 = (21 * CM, 29.7 * CM)
FURNITURE = (
    "首页", "上一页", "下一页", "搜索", "朗读", "打印", "收藏", "笔记", "为什么是这些主题", "被引用处",
    "回到本文", "大字版",
)  # fmt: skip
RADICALS = str.maketrans(
    "⺟⺠⺬⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
    "母民示肉虎西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
)
"""Radicals that share a glyph with a character: a PDF may name either, and NFKC does not join these."""


@pytest.fixture(scope="module")
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


@pytest.fixture(scope="module")
def rows(sample: Path) -> list[dict[str, Any]]:
    return list(json.loads((sample / "sections.json").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def cut(rows: list[dict[str, Any]]) -> str:
    """A document of which a section stands on several pages."""
    return next(str(row["url"]).split("/")[0] for row in rows if str(row["url"]).endswith("/2-1/"))


def plain(text: str) -> str:
    """Characters alone, in the form that both sides have."""
    return "".join(unicodedata.normalize("NFKC", text.replace("\ufffe", "")).translate(RADICALS).split())


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed page: its size in points, and the words of its upper margin, its body and its lower margin."""

    size: tuple[float, float]
    head: str
    body: str
    foot: str


def printed(page: Page, address: str) -> list[Sheet]:
    """The sheets of a page as Chromium prints them."""
    page.goto(address)
    return [sheet(one) for one in PdfDocument(page.pdf(prefer_css_page_size=True))]


def sheet(page: PdfPage) -> Sheet:
    text, (width, height) = page.get_textpage(), page.get_size()
    stretches = ((height - HEAD, height), (FOOT, height - HEAD), (0, FOOT))
    return Sheet((width, height), *(text.get_text_bounded(0, low, width, high).strip() for low, high in stretches))


def body(sheets: list[Sheet]) -> str:
    """The characters between the margins, in reading order."""
    return plain("".join(one.body for one in sheets))


def in_order(text: str, wanted: list[str]) -> None:
    at = 0
    for part in wanted:
        found = text.find(plain(part), at)
        assert found >= 0, part
        at = found + len(plain(part))


def texts(rows: list[dict[str, Any]], prefix: str) -> list[str]:
    """The paragraphs of the sections below an address."""
    return [part for row in rows if str(row["url"]).startswith(prefix) for part in str(row["text"]).split("\n")]


def sound(sheets: list[Sheet], running: str) -> None:
    """A4, numbered, headed from the second sheet on, free of navigation, no heading alone at a sheet's end."""
    for number, one in enumerate(sheets, 1):
        assert one.size == pytest.approx(A4, abs=1)
        assert plain(one.foot) == f"第{number}页,共{len(sheets)}页"
        assert plain(one.head) == ("" if number == 1 else plain(running))
        assert plain(one.body)
    text = body(sheets)
    assert not [word for word in FURNITURE if plain(word) in text]
    assert "出处:" in text


def test_a_section_is_printed_whole_and_alone(page: Page, root: str, rows: list[dict[str, Any]], cut: str) -> None:
    sheets = printed(page, f"{root}{cut}/2-1/")
    sound(sheets, page.title().split(" - ")[0])
    wanted = texts(rows, f"{cut}/2-1/")
    in_order(body(sheets), wanted)
    rest = body(sheets)
    for part in wanted:
        rest = rest.replace(plain(part), "", 1)
    assert rest.startswith("出处:") and len(rest) < 200


def test_a_section_of_several_pages_has_a_handout(page: Page, root: str, rows: list[dict[str, Any]], cut: str) -> None:
    page.goto(f"{root}{cut}/2/")
    follow(page.get_by_role("link", name="打印本节（连同下面各部分）"))
    sheets = printed(page, page.url)
    sound(sheets, page.title().split(" - ")[0][:40] + "…")
    in_order(body(sheets), [*texts(rows, f"{cut}/2/"), *texts(rows, f"{cut}/2-")])
    assert "目录" in body(sheets)


def test_a_document_is_printed_whole(page: Page, root: str, rows: list[dict[str, Any]], cut: str) -> None:
    sheets = printed(page, f"{root}{cut}/all/")
    sound(sheets, page.title().split(" - ")[0])
    text = body(sheets)
    in_order(text[text.index("目录") :], texts(rows, f"{cut}/2-1/"))
    for part in texts(rows, f"{cut}/"):
        assert plain(part) in text
    headings = [plain(str(row["title"])) for row in rows_of(rows, cut)]
    assert not [one for one in sheets[1:] if plain(one.body.splitlines()[-1]) in headings]


def rows_of(rows: list[dict[str, Any]], slug: str) -> list[dict[str, Any]]:
    return [row for row in rows if str(row["url"]).startswith(f"{slug}/")]


def test_a_topic_is_printed_with_all_its_passages(page: Page, root: str, rows: list[dict[str, Any]]) -> None:
    page.goto(f"{root}topics/zuofeng/")
    follow(page.get_by_role("link", name="打印本主题讲义"))
    sheets = printed(page, page.url)
    sound(sheets, page.title().split(" - ")[0])
    text = body(sheets)
    found = [row for row in rows if "作风" in row["topics"]]
    assert len(found) > 10
    for row in found:
        start = 1 if str(row["url"]).count("/") == 1 and "#" not in str(row["url"]) else 0  # a document's own title
        for part in str(row["text"]).split("\n")[start:]:
            assert plain(part) in text or start
    assert text.count("出处:") >= len({row["source"] for row in found})


def test_questions_and_answers_are_on_sheets_of_their_own(page: Page, root: str) -> None:
    sheets = printed(page, f"{root}quiz/sheet/")
    sound(sheets, page.title().split(" - ")[0])
    first = next(n for n, one in enumerate(sheets) if plain(one.body).startswith("参考答案"))
    asked, answers = body(sheets[:first]), body(sheets[first:])
    assert "出处:" not in asked and "在网页上做" not in asked and "顺序:" in asked
    page.emulate_media(media="screen")
    many = page.locator(".y-quiz-key > li").count()
    assert answers.count("出处:") == many > 5


def test_a_table_keeps_its_rows_whole_and_its_head_on_every_sheet(page: Page, root: str) -> None:
    page.goto(f"{root}2026-nian-li-lun-xue-xi-zhong-xin-5311dcd8/all/")
    page.evaluate("""() => {
        const body = document.querySelector('.md-content table tbody');
        const rows = Array.from(body.children);
        for (const cell of body.querySelectorAll('td')) cell.textContent = cell.textContent.repeat(5);
        for (let n = 0; n < 3; n += 1) body.append(...rows.map((row) => row.cloneNode(true)));
    }""")
    sheets = [sheet(one) for one in PdfDocument(page.pdf(prefer_css_page_size=True))]
    tables = [plain(one.body) for one in sheets if "学习专题研讨题目责任单位" in plain(one.body)]
    assert len(tables) > 5
    row = ("党的二十届四中全会精神", "云溪镇“十五五”发展思路怎么定", "镇经济发展办公室")
    whole = "".join(plain(cell) * 5 for cell in row)
    assert sum(one.count(whole) for one in tables) == 4
    assert sum(one.count(plain("怎样完善村级应急联动") * 5) for one in tables) == 4


@pytest.mark.parametrize("media", ["screen", "print"])
def test_linked_words_stand_in_their_line_as_others_do(page: Page, root: str, media: Any) -> None:
    """A term in a heading that shares its line with the text is no box that pushes the lines apart."""
    page.emulate_media(media=media)
    page.goto(f"{root}yun-xi-zhen-dang-wei-2025-nian-9d5d053e/all/")
    shown = page.eval_on_selector_all(".t a, a.y-term", "all => all.map(e => getComputedStyle(e).display)")
    assert len(shown) > 5 and set(shown) == {"inline"}


def test_without_scripts_the_same_is_printed(browser: Browser, page: Page, root: str, cut: str) -> None:
    scripted = body(printed(page, f"{root}{cut}/2-1/"))
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    assert body(printed(bare, f"{root}{cut}/2-1/")) == scripted
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_black_whatever_the_screen_shows(browser: Browser, root: str, cut: str, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{root}{cut}/2-1/")
    for one in PdfDocument(page.pdf(prefer_css_page_size=True)):
        picture = one.render(scale=0.7).to_pil().convert("HSV")
        saturation, value = (picture.getchannel(band).histogram() for band in "SV")
        assert sum(saturation[40:]) == 0
        assert sum(value[240:]) > 0.8 * sum(value) and sum(value[:100]) > 0
    context.close()


def test_large_type_is_large_on_paper(page: Page, root: str, cut: str) -> None:
    page.goto(f"{root}{cut}/2-1/")
    sizes = []
    for size in ("1", "2", "3"):
        page.evaluate("size => document.documentElement.dataset.size = size", size)
        text = PdfDocument(page.pdf(prefer_css_page_size=True))[0].get_textpage()
        words = text.get_text_range()
        left, _, right, _ = text.get_charbox(words.index("。") - 1, loose=True)
        sizes.append(right - left)
    assert sizes == pytest.approx([14, 16, 18], abs=0.3)


def test_the_button_opens_the_dialogue(page: Page, root: str, cut: str) -> None:
    page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
    for address in (f"{cut}/2-1/", f"{cut}/all/", "handouts/zuofeng/"):
        page.goto(root + address)
        button = page.get_by_role("button", name="打印", exact=True)
        expect(button).to_have_count(1)
        bounds = button.bounding_box()
        assert bounds and bounds["height"] >= 44
        button.click()
        assert page.evaluate("document.body.dataset.printed") == "yes"


def test_handouts_are_no_part_of_documents_and_search(sample: Path, rows: list[dict[str, Any]]) -> None:
    handouts = list((sample / "site" / "handouts").rglob("index.html"))
    assert len(handouts) > 5
    assert "handouts/" not in (sample / "manifest.json").read_text(encoding="utf-8")
    assert not [row for row in rows if str(row["url"]).startswith("handouts/")]
    data = (file.read_text(encoding="utf-8") for file in (sample / "site" / "assets" / "search-data").rglob("*.js"))
    assert not any("handouts" in text for text in data)
    assert verify.verify(sample)[1] == ()


# -- handouts in parts, without a browser ------------------------------------------------------------------------------

ROADS = "道路管理规定\n（2023年5月6日）\n" + "".join(
    f"第{n}条　严明纪律，凡有违纪的，给予纪律处分，这是第{n}种情形。\n" for n in range(1, 61)
)


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose topic is too long for one page of its handout."""
    monkeypatch.setattr(handout, "PART", 2_500)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").write_text(ROADS, encoding="utf-8")
    settings, _ = config.load(ROOT / "mkdocs.yml", content=tmp_path / "content", build=tmp_path / "build")
    sources, _ = pipeline.read(settings)
    corpus, _ = pipeline.study(sources, settings)
    return pipeline.everything(corpus, settings)


def test_a_long_handout_comes_in_parts_that_hold_every_passage_once(parted: Site) -> None:
    parts = [page for page in parted.pages if page.path.startswith("handouts/jilv")]
    assert [page.path for page in parts] == ["handouts/jilv.md", "handouts/jilv-2.md", "handouts/jilv-3.md"]
    whole = "\n".join(page.text for page in parts)
    for number in range(1, 61):
        assert whole.count(f"这是第{number}种情形") == 1
    assert all("目录" in page.text and "《道路管理规定》" in page.text for page in parts)
    assert all("第 2&#47;3 部分" in page.text or page is not parts[1] for page in parts)


def test_no_id_stands_twice_in_a_handout(sample: Path) -> None:
    import re

    for file in (sample / "site" / "handouts").rglob("index.html"):
        ids = re.findall(r'\sid="([^"]+)"', file.read_text(encoding="utf-8"))
        assert len(ids) == len(set(ids)), file
