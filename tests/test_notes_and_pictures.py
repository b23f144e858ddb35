"""Notes and pictures on their way from a source to the site, and what must not come along: words nobody should read."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import cast

import markdown as python_markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Page as BrowserPage

from generator import attached, config, markdown, pipeline, readers
from generator.attached import TOP
from generator.labels import origin, place
from generator.omissions import KINDS, kind
from generator.results import Page, Site
from generator.source import Diagnostic, Line, Omission, Picture, Piece, Source
from generator.verifying import verify

from .conftest import ROOT
from .formats import ooxml


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = chunk(b"IDAT", zlib.compress((b"\0" + b"\x80" * width) * height))
    return b"\x89PNG\r\n\x1a\n" + head + rows + chunk(b"IEND", b"")


PNG, WIDE, SMALL = png(1, 1), png(1400, 30), png(40, 20)
SECRET = "机密草稿之言"
LOADED, _ = config.load(ROOT / "mkdocs.yml")
LONG = "要认真学习，深入思考，把各项任务落到实处，防汛值班一刻也不能放松。" * 40


def line(number: int, text: str, column: int = 0) -> Line:
    return Line(text, (Piece(0, number, column),))


def row(number: int, column: int, *cells: str, head: bool = False) -> Line:
    made = tuple(line(number, cell, column + i) for i, cell in enumerate(cells))
    return Line("\t".join(cells), (Piece(0, number, column),), cells=made, head=head)


def source(*, long: bool = False, path: str = "防汛.docx") -> Source:
    """A Word file as its reader hands it over: a note in a paragraph and one in a table, pictures, words left out."""
    words = LONG if long else "汛期将至，各村要高度重视[1]。"
    lines = (
        line(1, "关于做好防汛工作的通知"),
        line(2, "各村："),
        line(3, "一、提高认识"),
        line(4, words if not long else words + "[1]"),
        line(6, "二、落实责任"),
        line(7, "党员干部要带头值班。"),
        row(7, 100, "村名", "责任人[2]", head=True),
        row(7, 110, "东村", "甲"),
        line(9, "附表如上。"),
    )
    notes = (line(4, f"[1] 据《水情公报》[第3期]。{LONG if long else ''}"), line(7, "[2] 指第一责任人。"))
    pictures = (
        Picture(0, "aaaa0000.png", PNG, "印章"),
        Picture(4, "bbbb1111.png", WIDE, "雨量]图\n(一)"),
        Picture(5, "bbbb1111.png", WIDE),
        Picture(7, "cccc2222.png", SMALL),
    )
    omitted = (Omission(4, SECRET, "R168"), Omission(4, SECRET + "二", "R999"), Omission(9, "— 1 —", "O109"))
    return Source(path, sha256(b"x").hexdigest(), "docx", "", lines, omitted=omitted, notes=notes, pictures=pictures)


def rendered(read: Source) -> Site:
    corpus, _ = pipeline.study([read], LOADED)
    return pipeline.everything(corpus, LOADED)


def as_html(page: Page) -> html.HtmlElement:
    body = page.text.split("---\n", 2)[2]
    settings = {name: dict(values) for name, values in markdown.EXTENSIONS.items()}
    out = python_markdown.markdown(body, extensions=list(markdown.EXTENSIONS), extension_configs=settings)
    return html.fromstring(f"<div>{out}</div>")


def at(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """The elements under an XPath."""
    return cast("list[html.HtmlElement]", tree.xpath(path))


def own_pages(site: Site) -> list[Page]:
    own = [page for page in site.pages if "-" in page.path.partition("/")[0] and "/" in page.path]
    return [page for page in own if not page.path.endswith("/measures.md")]


def test_notes_stand_at_the_end_and_can_be_found() -> None:
    site = rendered(source())
    *_, record = [r for r in site.records if r.source]
    assert (record.title, record.line, record.text) == (
        "注释", 4, "[1] 据《水情公报》[第3期]。\n[2] 指第一责任人。",
    )  # fmt: skip
    assert record.url.endswith("/#notes")
    assert not record.topics
    for page in own_pages(site):
        *_, last, final = at(as_html(page), "//*[contains(@class, 'y-footnote')]")
        assert [e.get("id") for e in (last, final)] == ["note-1", "note-2"]
        assert last.getprevious().text_content() == "注释"


def test_without_notes_there_is_no_section_of_them() -> None:
    site = rendered(replace(source(), notes=()))
    assert not any("注释" in page.text for page in own_pages(site))
    assert "#notes" not in "".join(record.url for record in site.records)


def test_marks_lead_to_their_notes_and_stay_words() -> None:
    page, whole = own_pages(rendered(source()))
    for one in (page, whole):
        links = at(as_html(one), "//*[contains(concat(' ', @class, ' '), ' t ')]//a")
        assert [(a.text, a.get("href")) for a in links] == [("[1]", "#note-1"), ("[2]", "#note-2")]
    (cell,) = at(as_html(page), "//th[a]")
    assert cell.text_content() == "责任人[2]"


def test_long_notes_have_a_page_of_their_own() -> None:
    site = rendered(replace(source(long=True), omitted=()))
    slug = next(page.path for page in own_pages(site)).partition("/")[0]
    notes = next(page for page in site.pages if page.path == f"{slug}/notes.md")
    assert notes.text.count("y-footnote") == 2
    linking = [page for page in own_pages(site) if "notes.md#note-1" in page.text]
    assert linking and all(not page.path.endswith(("notes.md", "all.md")) for page in linking)
    assert next(r for r in site.records if r.title == "注释").url == f"{slug}/notes/"


def test_pictures_follow_their_words() -> None:
    page, whole = own_pages(rendered(source()))
    for one in (page, whole):
        tree = as_html(one)
        images = at(tree, "//p[contains(@class, 'y-picture')]/img")
        assert [image.get("alt") for image in images] == ["印章", "雨量]图 (一)", "图片", "图片"]
        assert [image.get("src") for image in images] == [
            "aaaa0000.png", "bbbb1111.png", "bbbb1111.png", "cccc2222.png",
        ]  # fmt: skip
        before = [image.getparent().getprevious() for image in images]
        assert not at(images[0], "preceding::*[contains(concat(' ', @class, ' '), ' t ')]")  # before all words
        assert before[3].tag == "table"
        assert before[1].text_content().startswith("汛期将至")
        assert [image.get("loading") for image in images] == ([None] * 4 if one is whole else ["lazy"] * 4)


def test_a_picture_is_one_file_beside_its_pages() -> None:
    site = rendered(source())
    slug = own_pages(site)[0].path.partition("/")[0]
    files = dict(site.files)
    assert [path for path in files if path.endswith(".png")] == [
        f"{slug}/aaaa0000.png", f"{slug}/bbbb1111.png", f"{slug}/cccc2222.png",
    ]  # fmt: skip
    assert files[f"{slug}/aaaa0000.png"] == PNG


def test_a_picture_behind_a_heading() -> None:
    read = replace(source(), pictures=(Picture(3, "aaaa0000.png", PNG), Picture(6, "bbbb1111.png", PNG)))
    page = own_pages(rendered(read))[0]
    images = at(as_html(page), "//p[contains(@class, 'y-picture')]")
    assert [image.getprevious().text_content() for image in images] == ["一、提高认识", "二、落实责任"]


@given(st.lists(st.integers(0, 12), max_size=8))
def test_every_picture_is_shown_once_and_in_order(numbers: list[int]) -> None:
    pictures = tuple(Picture(number, f"{i:08x}.png", PNG) for i, number in enumerate(sorted(numbers)))
    corpus, _ = pipeline.study([replace(source(), pictures=pictures)], LOADED)
    placed = attached.pictures(corpus.documents[0])
    assert tuple(p for key in sorted(placed) for p in placed[key]) == pictures
    assert all(key == TOP or key[0] <= p.line for key, group in placed.items() for p in group)
    page = own_pages(pipeline.everything(corpus, LOADED))[0]
    assert [image.get("src") for image in at(as_html(page), "//img")] == [p.name for p in pictures]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_any_description_is_shown_as_it_is(alt: str) -> None:
    settings = {name: dict(values) for name, values in markdown.EXTENSIONS.items()}
    out = python_markdown.markdown(
        markdown.paragraph(markdown.image(alt, "a/b.png"), classes=("y-picture",)),
        extensions=list(markdown.EXTENSIONS), extension_configs=settings,
    )  # fmt: skip
    (image,) = html.fromstring(f"<div>{out}</div>").iter("img")
    assert (image.get("alt") or "").split() == " ".join(alt.split()).split()
    assert set(map(str, image.attrib)) == {"alt", "src", "loading"}


@pytest.mark.parametrize(
    ("form", "pages", "number", "words"),
    [
        ("txt", (), 12, "第 12 行"),
        ("docx", (), 12, "第 12 段"),
        ("html", (), 3, "第 3 段"),
        ("pdf", (1, 31, 31, 64), 30, "第 1 页"),
        ("pdf", (1, 31, 31, 64), 31, "第 3 页"),
        ("pdf", (1, 31, 31, 64), 99, "第 4 页"),
        ("docx", (), 0, ""),
    ],
)
def test_places_in_words(form: str, pages: tuple[int, ...], number: int, words: str) -> None:
    read = replace(source(), format=form, pages=pages, path=f"甲.{form}")
    assert place(read, number) == words
    assert origin(read, number) == f"原文件 甲.{form} {words}".strip()


def test_unknown_reasons_are_private() -> None:
    assert kind("R999").shown == "count"
    assert [code for code, one in KINDS.items() if not one.name or not one.why] == []


# -- the whole way ----------------------------------------------------------------------------------------------------


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> config.Config:
    """A published site of two documents, one of them with long notes."""
    (tmp_path / "content").mkdir()
    site, _ = config.load(ROOT / "mkdocs.yml", tmp_path / "content", tmp_path / "build")
    held = {read.path: read for read in (source(), source(long=True, path="夹/长.docx"))}

    def read(content: Path, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
        return held[path], ()

    def find(content: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        return tuple(held), ()

    monkeypatch.setattr(readers, "find", find)
    monkeypatch.setattr(readers, "read", read)
    monkeypatch.setattr(readers, "fetch", lambda content, path: readers.Fetched(path, path.encode()))
    monkeypatch.setattr(readers, "read_fetched", lambda file: read(site.content, file.path))
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    return site


def test_what_was_left_out_in_private_stays_private(built: config.Config) -> None:
    for part in ("docs", "site", "sections.json", "manifest.json"):
        files = [built.build / part] if "." in part else [p for p in (built.build / part).rglob("*") if p.is_file()]
        assert files
        assert [file for file in files if SECRET.encode() in file.read_bytes()] == []
        assert [file for file in files if json.dumps(SECRET).strip('"').encode() in file.read_bytes()] == []
    report = [file for file in (built.build / "report").glob("*.html") if SECRET in file.read_text(encoding="utf-8")]
    assert len(report) == 2


def test_the_site_says_how_many_there_are(built: config.Config) -> None:
    pages = [html.fromstring(file.read_bytes()) for file in (built.build / "site").glob("*-*/index.html")]
    lines, _ = [at(tree, "//details[contains(@class, 'y-omitted')]//li") for tree in pages]
    assert [li.text_content() for li in lines] == [
        "其他不作正文的内容：1 处", "第 9 段：— 1 —",
    ]  # fmt: skip


def test_verify_counts_notes_and_wants_every_picture(built: config.Config) -> None:
    report, found = verify.verify(built.build)
    assert found == ()
    assert report.omitted == 6
    picture = next((built.build / "site").glob("*/cccc2222.png"))
    assert picture.read_bytes() == SMALL
    picture.unlink()
    assert {d.code for d in verify.verify(built.build)[1]} == {"P207"}
    page = picture.with_name("index.html")
    page.write_text(page.read_text(encoding="utf-8").replace("cccc2222.png", "aaaa0000.png"), encoding="utf-8")
    assert "P212" in {d.code for d in verify.verify(built.build)[1]}


def test_verify_misses_a_note(built: config.Config) -> None:
    page = next((built.build / "site").glob("*/notes/index.html"))
    page.write_text(page.read_text(encoding="utf-8").replace("指第一责任人", "指责任人"), encoding="utf-8")
    (found,) = verify.verify(built.build)[1]
    assert (found.code, found.loc.file, found.loc.line) == ("P204", "夹/长.docx", 7)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_nothing_is_wider_than_the_screen(built: config.Config, page: BrowserPage, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for name in ("site/*-*/index.html", "site/*-*/all/index.html", "report/*.html"):
        for file in built.build.glob(name):
            page.goto(file.as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, file


def test_pictures_keep_their_size_up_to_the_column(built: config.Config, page: BrowserPage) -> None:
    (file,) = [f for f in (built.build / "site").glob("*-*/all/index.html") if "fang-xun" in str(f)]
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(file.as_uri())
    sizes = page.eval_on_selector_all(".y-picture img", "all => all.map(e => [e.width, e.height, e.naturalWidth])")
    column = page.eval_on_selector("p.t", "e => e.clientWidth")
    assert sizes[0] == [1, 1, 1] and sizes[3] == [40, 20, 40]
    assert sizes[1][0] == column and sizes[1][2] == 1400 and sizes[1][1] < 30
    page.click("text=[2]")
    assert page.url.endswith("#note-2")


def test_a_word_file_comes_whole_and_keeps_its_secrets(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    gone = '<w:del w:id="1" w:author="x"><w:r><w:delText>删去之言</w:delText></w:r></w:del>'
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐去之言</w:t></w:r>"
    picture = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="p" descr="巡查路线"/><a:graphic><a:graphicData uri="p">'
        '<pic:pic><pic:blipFill><a:blip r:embed="rId9"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        '</wp:inline></w:drawing></w:r><w:r><w:commentReference w:id="0"/></w:r>'
    )
    body = (
        ooxml.paragraph("关于做好防火工作的通知")
        + ooxml.paragraph("一、压实责任")
        + f"<w:p><w:r><w:t>包村干部要上门入户</w:t></w:r>{note}<w:r><w:t>。</w:t></w:r>{gone}{hidden}{picture}</w:p>"
    )
    parts = {
        "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>每周一次。</w:t></w:r></w:p></w:footnote>',
        "comments": '<w:comment w:id="0"><w:p><w:r><w:t>批注之言</w:t></w:r></w:p></w:comment>',
        "header1": "<w:p><w:r><w:t>页眉之言</w:t></w:r></w:p>",
    }
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="media/a.png"/>'
    data = ooxml.docx(body, parts=parts, files={"word/media/a.png": SMALL}, relations=relation)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "防火.docx").write_bytes(data)
    site, _ = config.load(ROOT / "mkdocs.yml", tmp_path / "content", tmp_path / "build")
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    public = [site.build / "sections.json", site.build / "manifest.json", *(site.build / "docs").rglob("*.md")]
    public += (site.build / "site").rglob("*.html")
    private = ("删去之言", "隐去之言", "批注之言", "页眉之言")
    words = "".join(file.read_text(encoding="utf-8") for file in public)
    assert "每周一次。" in words and "巡查路线" in words
    assert [one for one in private if one in words or json.dumps(one).strip('"') in words] == []
    report = "".join(file.read_text(encoding="utf-8") for file in (site.build / "report").glob("*.html"))
    assert [one for one in private if one not in report] == []
    assert next((site.build / "site").glob("*/*.png")).read_bytes() == SMALL
