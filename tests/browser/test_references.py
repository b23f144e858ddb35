"""引用的文件, 被引用处, related sections and the map of neighbours in a real browser, on a few invented documents."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page as BrowserPage

from generator import markdown as md
from generator.annotations import At
from generator.corpus import Corpus
from generator.knowledge import backlinks, citations, related
from generator.knowledge.lexicon import Lexicon
from generator.model import Document
from generator.pages import cited, document, neighbours, references
from generator.pages.common import Context
from generator.plan import plan
from generator.results import Page
from tests.browser.small_site import bundled
from tests.conftest import ROOT, follow, served
from tests.knowledge.small import documents

EVIL = "<img src=x onerror=alert(1)>"
RULE = "云溪镇河道管理办法\n（2021年3月1日发布）\n第一条 河道要清。\n"
RULE += "第二条 每月组织护河员巡查河道，清理水葫芦和漂浮垃圾。\n"
RIVER = "每月组织护河员巡查河道，清理水葫芦和漂浮垃圾，发现排污口及时上报水利站处理。"
TEXTS = {
    "banfa": RULE + "第三条 违反前条和本办法第一条的，通报批评。",
    "zhongzhen": "云溪镇关于开展冬春水利建设和河道清理整治专项行动的实施方案\n一、抓河道\n"
    + f"{RIVER}要按《云溪镇河道管理办法》第二条办。\n"
    + f"二、{EVIL}\n见《{EVIL}条例》和《X关于河道的规定》，学习《云溪日报》。",
    "cunli": f"云溪村河道工作要点\n一、抓河道\n{RIVER}落实《中华人民共和国水法》第三条和《云溪镇河道管理办法》。",
    **{
        f"cun{n}": f"第{n}村工作总结\n一、做法\n{n}村按照《云溪镇河道管理办法》第二条组织巡查。再看《水法》。"
        for n in range(12)
    },
}
SIZES = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
HEIGHTS = "all => all.map(e => e.getBoundingClientRect().height)"


def pages() -> Iterator[Page]:
    """The pages of the list, and each document's first with all that is said of its sections."""
    made = documents(TEXTS)
    found, _ = citations.find(made)
    links = backlinks.find(made, backlinks.of_citations(found))
    like, sentences = related.find(made), backlinks.sentences(made, [c.at for c in found])
    context = Context(Corpus(made), {d.id: plan(d, 1200) for d in made}, {}, Lexicon(), "研读")
    near = neighbours.table(found, like)
    yield Page("index.md", md.page(md.heading(1, "首页", id="home")))
    yield Page("documents.md", md.page(md.heading(1, "文件", id="documents")))
    yield from references.pages(context, found, sentences)
    yield from cited.pages(context, links)
    for page in document.pages(context):
        yield Page(page.path, page.text + _added(context, page.path, links, like, near))


def _added(
    context: Context, path: str, links: cited.Backlinks, like: dict[related.Key, tuple[related.Related, ...]],
    near: neighbours.Table,
) -> str:  # fmt: skip
    own = next((d for d in context.corpus.documents if path == f"{d.id}/index.md"), None)
    if not own:
        return ""
    blocks = [cited.block(context, links, path, own, section) for section in own.sections()]
    blocks += [neighbours.related_block(context, like, path, own, section) for section in own.sections()]
    return "\n" + md.page(*blocks, *neighbours.map_block(context, near, path, own))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("references")
    for path, text in [*((page.path, page.text) for page in pages()), *bundled()]:
        file = top / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    settings = f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: site\nnav:\n  - 首页: index.md\n"
    settings += f"theme:\n  custom_dir: {ROOT / 'overrides'}\n"
    (top / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(top / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return top / "site"


@pytest.fixture(scope="module")
def root(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address


@pytest.mark.parametrize("address", ["references/", "banfa/", "banfa/cited/", "zhongzhen/", "cunli/"])
def test_large_enough_and_within_the_screen(page: BrowserPage, root: str, address: str) -> None:
    page.goto(root + address)
    page.locator("summary").evaluate_all("all => all.forEach(e => e.parentElement.open = true)")
    for width in (320, 390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        links = page.locator(".y-cited a, .y-related a, .y-map-list a, .y-cited > summary, .y-related > summary")
        assert min(links.evaluate_all(HEIGHTS), default=44) >= 44
        assert min(page.locator(".y-cited-sentence, .y-cited-place").evaluate_all(SIZES), default=18) >= 18
        assert min(page.locator(".y-map .y-map-box").evaluate_all(HEIGHTS), default=44) >= 44
    assert not page.locator("article img, article script").count()


def test_the_list_of_cited_documents(page: BrowserPage, root: str) -> None:
    page.goto(f"{root}references/")
    headings = page.locator("h2").all_inner_texts()
    assert headings == ["收录的文件", "没有收录的文件", "没有收录的书刊和其他", "没有写全的名称"]
    text = page.locator("article").inner_text()
    assert "被 14 份文件引用 14 处" in text and "等 14 份" in text
    assert "《中华人民共和国水法》　13 份文件，13 处" in text  # 《水法》 is the same
    assert f"《{EVIL}条例》" in text
    follow(page.get_by_role("link", name="没有写全的名称（1）"))
    assert page.url.endswith("#placeholders")
    follow(page.locator(".y-cited a").first)
    assert page.locator("article").inner_text()


def test_where_a_section_is_cited(page: BrowserPage, root: str) -> None:
    page.goto(f"{root}banfa/")
    block = page.locator("details.y-cited", has_text="第二条").last
    block.locator("summary").click()
    assert block.locator("summary").inner_text() == "被引用处（14）"
    assert block.locator("li").count() == cited.SHOWN + 1
    assert block.locator("mark").first.inner_text() == "《云溪镇河道管理办法》第二条"
    follow(block.get_by_role("link", name="全部 14 处"))
    assert page.url.endswith("banfa/cited/#to-art-2")
    heading = page.locator("#to-art-2")
    assert heading.inner_text().startswith("第二条")
    follow(page.get_by_role("link", name="第3村工作总结").first)
    assert page.locator("h1").first.inner_text() == "第3村工作总结"


def test_related_sections_say_why(page: BrowserPage, root: str) -> None:
    page.goto(f"{root}cunli/")
    block = page.locator("details.y-related").first
    block.locator("summary").click()
    assert "都讲到：" in block.inner_text()
    follow(block.get_by_role("link").first)
    assert "cunli" not in page.url


def test_the_map_leads_to_the_neighbours(page: BrowserPage, root: str) -> None:
    page.goto(f"{root}zhongzhen/")
    svg = page.locator("figure.y-map svg")
    assert svg.get_attribute("aria-label") == f"《{TEXTS['zhongzhen'].splitlines()[0]}》和相关文件的关系图"
    boxes = svg.get_by_role("link")
    assert boxes.first.get_attribute("aria-label") == "云溪镇河道管理办法：1 处被本文引用"
    listed = page.locator("details.y-map-list")
    listed.locator("summary").click()
    assert "本文引用的文件" in listed.inner_text()
    boxes.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/banfa/")


def test_places_of_pages_are_cut_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """The link 全部 … 处 leads to the page on which the section's places begin."""
    monkeypatch.setattr("generator.pages.common.LISTED", 5)
    monkeypatch.setattr(cited, "cut", lambda items, path: _cut(items, path))
    found = {page.path: page.text for page in pages() if page.path.startswith("banfa/cited")}
    assert len(found) > 1
    assert sum(text.count("<li>") for text in found.values()) == 16


def _cut(items: list[object], path: str) -> Iterator[tuple[str, list[object], int, int]]:
    from generator.pages.common import cut

    for name, part, number, many in cut(items, path, 5):
        yield name, list(part), number, many


def test_nothing_for_those_without_neighbours() -> None:
    made = documents({"a": "讲话\n没有引用。"})
    context = Context(Corpus(made), {d.id: plan(d, 1200) for d in made}, {}, Lexicon(), "研读")
    assert not list(neighbours.map_block(context, neighbours.table((), {}), "a/index.md", made[0]))
    assert not cited.block(context, {}, "a/index.md", made[0], made[0].root)
    assert not neighbours.related_block(context, {}, "a/index.md", made[0], made[0].root)
    (page,) = references.pages(context, (), {})
    assert "没有一份文件引用别的文件" in page.text
    assert isinstance(made[0], Document) and not list(cited.pages(context, {}))
    assert At("a", "", 0, 0, 0, 1) not in backlinks.sentences(made, [])
