"""The clerk's report: everything is in it, every text stays text, it is there whether the site was published or not."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from generator import cli, config, markdown, pipeline, readers, report
from generator.accepted import Settled
from generator.codes import CODES
from generator.commands import building, terminal
from generator.corpus import Corpus
from generator.output import write
from generator.report.html import element, page
from generator.report.sorting import left_out, passed_over, sort
from generator.source import Diagnostic, Loc, Meta, Omission, Picture, Source

from .conftest import ROOT, source_of
from .test_build import DAMAGED, TEXT, site_with
from .test_notes_and_pictures import PNG, SECRET, line, source

LOADED, _ = config.load(ROOT / "mkdocs.yml")


def made(*sources: Source, found: tuple[Diagnostic, ...] = (), published: bool = True) -> dict[str, html.HtmlElement]:
    """The report on some sources, parsed."""
    corpus, more = pipeline.study(sources, LOADED)
    pages = pipeline.everything(corpus, LOADED).paths
    files = report.files(corpus.documents, pages, Settled((*found, *more), ()), published=published)
    assert set(files) == {"index.html", *(f"{document.id}.html" for document in corpus.documents)}
    return {name: html.fromstring(data) for name, data in files.items()}


def words(tree: html.HtmlElement) -> str:
    body = tree.find("body")
    assert body is not None
    return str(body.text_content())


def only(report: dict[str, html.HtmlElement]) -> html.HtmlElement:
    (tree,) = (tree for name, tree in report.items() if name != "index.html")
    return tree


def test_a_documents_page_says_what_was_understood_and_left_out() -> None:
    found = (
        Diagnostic("R121", Loc("防汛.docx", 9), ("2",)),
        Diagnostic("R107", Loc("防汛.docx", 4), ("锟斤拷",)),
        Diagnostic("R142", Loc("防汛.yml", 3), ("日期", "x")),
    )
    text = words(only(made(source(), found=found)))
    for said in (
        "关于做好防汛工作的通知", "防汛.docx，Word 文档（.docx）", "请您看一看（2 处）",
        "警告　第 4 段　这一处像是乱码：“锟斤拷”",
        "原文：汛期将至，各村要高度重视[1]。", "警告　防汛.yml　资料说明里“日期”的内容不能用", "读取时的说明（1 条）",
        "日期没有找到", "类型通知", "网页3 个", "一、提高认识　第 3 段", "[2] 指第一责任人。",
        "印章（aaaa0000.png，1 KB）",
        "文首", "第 7 段2 行 2 列：村名　责任人[2]", "修订中删除的文字（1 处）网站上不提", f"第 4 段{SECRET}",
        "其他不作正文的内容（1 处）", "— 1 —",
    ):  # fmt: skip
        assert said in text, said
    assert text.index("锟斤拷") < text.index("看不见的字符")


def test_the_outline_adds_up_to_the_number_of_sections(tmp_path: Path) -> None:
    def told(text: str) -> str:
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        return words(only(made(source_of(tmp_path / "a.txt"))))

    numbered = "工作要点\n一、组织\n（一）支部\n1.会议。开好会议。\n2.学习。学好文件。\n（二）党员\n二、作风\n"
    text = told(numbered)
    assert "，7 节" in text
    assert "共 7 节：上面列出 4 节，标题与开头算 1 节；其余 2 节没有列出（这里只列前两级，最多 80 节）。" in text
    assert "没有列出" not in told("工作要点\n一、组织\n抓好。\n二、作风\n抓好。\n")


def test_the_start_page_has_left_out_files_first_then_documents_with_most_to_look_at() -> None:
    other = replace(source(path="另一份.docx"), notes=(), pictures=(), omitted=())
    found = (
        Diagnostic("R116", Loc("_草稿.txt"), ("_草稿.txt",)),
        Diagnostic("R101", Loc("空.txt")),
        Diagnostic("R107", Loc("另一份.docx", 4), ("锟",)),
        Diagnostic("E108", Loc("mkdocs.yml"), ("mkdocs", "x")),
    )
    report = made(source(), other, found=found)
    tree = report["index.html"]
    text = words(tree)
    assert [h.text for h in tree.iter("h2", "h3")] == [
        "没有收进去的文件（1 个）", "空.txt", "不作资料读取的文件（1 个）", "_草稿.txt", "对整个网站的提示（1 处）",
        "收进去的文件（2 份，要看的在前）",
    ]  # fmt: skip
    assert text.index(CODES["R101"].hint) < text.index(CODES["R116"].hint)
    assert "收进去 2 份文件（" in text and "没有收进去 1 份文件，另有 1 个不作资料读取。" in text
    assert building.missing(found) == "有 1 份文件没有收进去，见前面的提示。另有 1 个不作资料读取。"
    rows = [[cell.text_content() for cell in row.iter("td")] for row in tree.iter("tr")]
    assert [(row[1], row[-1]) for row in rows if row] == [("另一份.docx", "1 处"), ("防汛.docx", "没有")]
    links = [a.get("href") for a in tree.iter("a")]
    assert set(links) - {"../site/index.html"} == set(report) - {"index.html"}


def test_what_is_no_document_is_no_failure_and_counted_alike_by_console_and_report(tmp_path: Path) -> None:
    names = ("图.png", "单.csv", "_草稿.txt", "说明.yml", "页.html.yml.txt", "页.htm")
    for name in names:
        (tmp_path / name).write_text("<p>正文</p>", encoding="utf-8")
    (tmp_path / "页_files").mkdir()
    (tmp_path / "出.txt").symlink_to("/")
    _, found = readers.find(tmp_path)
    sorted_out = sort((), Settled(found, ()))
    assert len(found) == len(sorted_out.passed_over) == len(passed_over(found)) == 7
    assert not sorted_out.left_out and not left_out(found)
    assert terminal.flaws(found, False) == terminal.FINE


def test_a_site_that_was_not_published_is_not_linked() -> None:
    for tree in made(source(), published=False).values():
        assert not any(str(a.get("href")).startswith("../site") for a in tree.iter("a"))
    assert "没有发布" in words(made(source(), published=False)["index.html"])


def test_findings_go_to_their_document_of_a_collection() -> None:
    parts = tuple(
        replace(source(), part=name, lines=tuple(line(number + at, text) for at, text in enumerate((name, "正文。"))))
        for name, number in (("甲办法", 1), ("乙办法", 11))
    )
    corpus, _ = pipeline.study(parts, LOADED)
    found = [Diagnostic("R121", Loc("防汛.docx", number), ("1",)) for number in (0, 2, 10, 11, 99)]
    placed = sort(corpus.documents, Settled(tuple(found), ())).documents
    lines = {document.source.part: [d.loc.line for d in placed[document.id]] for document in corpus.documents}
    assert lines == {"甲办法": [0, 2, 10], "乙办法": [11, 99]}


EVIL = "<script>alert(1)</script>&\"'\x00\x1b\ud800\ufffe]]>"


@settings(max_examples=30)
@given(st.one_of(st.just(EVIL), st.text(st.characters(exclude_categories=[]), max_size=30)))
def test_every_text_stays_text(evil: str) -> None:
    read = source()
    hostile = replace(
        read,
        given=Meta(title=evil or "x", issuer=evil),
        notes=(*read.notes, line(9, "[3] " + evil)),
        omitted=(Omission(4, evil, "R168"),),
        pictures=(Picture(4, "a.png", PNG, evil),),
    )
    found = (Diagnostic("R101", Loc(evil)), Diagnostic("R107", Loc("防汛.docx", 4), (evil,)))
    for tree in made(hostile, found=found).values():
        assert [e.tag for e in tree.iter("script", "img", "iframe", "object")] == []
        assert not any(name.startswith("on") for e in tree.iter() for name in e.attrib)


@given(st.text(st.characters(exclude_categories=[])))
def test_an_element_takes_any_text(text: str) -> None:
    tree = html.fromstring(page(text, element("p", "甲", element("b", text, id=text), text, "乙")))
    assert words(tree).startswith("甲")


def test_pages_need_nothing_from_elsewhere() -> None:
    for tree in made(source()).values():
        assert [e for e in tree.iter() if e.get("src")] == []
        assert [e.get("href") for e in tree.iter("link")] == []
        assert "url(" not in "".join(e.text_content() for e in tree.iter("style"))


# -- in a build -------------------------------------------------------------------------------------------------------


def build(folder: Path) -> int:
    places = ["--content", str(folder / "content"), "--build", str(folder / "build")]
    return cli.main(["build", "--config", str(ROOT / "mkdocs.yml"), *places])


def test_a_build_writes_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site_with(tmp_path, {**DAMAGED, "好.txt": TEXT.encode(), "另.txt": TEXT.encode()})
    assert build(tmp_path) == 1
    start = tmp_path / "build" / "report" / "index.html"
    assert f"详细报告：{start}" in capsys.readouterr().out
    text = words(html.fromstring(start.read_bytes()))
    assert all(name in text for name in DAMAGED)
    assert len(list(start.parent.iterdir())) == 3
    assert not list((tmp_path / "build" / "site").glob("report"))
    before = {path: path.stat().st_mtime_ns for path in start.parent.iterdir()}
    (tmp_path / "content" / "另.txt").unlink()
    (start.parent / "stale.html").write_text("x", encoding="utf-8")
    build(tmp_path)
    after = {path: path.stat().st_mtime_ns for path in start.parent.iterdir()}
    assert len(after) == 2
    assert {path for path in after if after[path] == before[path]} == set(after) - {start}


def test_it_is_written_when_nothing_can_be_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site_with(tmp_path, DAMAGED)
    assert build(tmp_path) == 3
    assert "详细报告" in capsys.readouterr().out
    text = words(html.fromstring((tmp_path / "build" / "report" / "index.html").read_bytes()))
    assert "没有发布" in text and CODES["E111"].message in text
    assert not (tmp_path / "build" / "site").exists()


def test_it_is_written_when_verification_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode()})
    escape = markdown.escape
    monkeypatch.setattr(markdown, "escape", lambda text: escape(text.replace("带头", "")))
    outcome = pipeline.build(site)
    assert not outcome.published and outcome.report == site.build / "report" / "index.html"
    text = words(html.fromstring(outcome.report.read_bytes()))
    assert "没有发布" in text and CODES["E114"].message.format("2") in text


def test_a_foreign_folder_gets_none(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode()})
    site.build.mkdir()
    (site.build / "mine.txt").write_text("mine", encoding="utf-8")
    assert pipeline.build(site).report is None
    assert [path.name for path in site.build.iterdir()] == ["mine.txt"]
    assert [d.code for d in write.folder(site.build, "report", {"a.html": b""})] == ["E102"]
    assert [path.name for path in site.build.iterdir()] == ["mine.txt"]


def test_a_report_that_cannot_be_written_is_a_finding(tmp_path: Path) -> None:
    assert write.claim(tmp_path / "build", tmp_path / "content") == ()
    assert [d.code for d in write.folder(tmp_path / "build", "report", {"../x": b""})] == ["E104"]
    (tmp_path / "build" / "report" / "index.html").mkdir(parents=True)
    (tmp_path / "build" / "report" / "index.html" / "x").write_text("x", encoding="utf-8")
    assert write.folder(tmp_path / "build", "report", {"index.html": b"y"}) == ()


def test_five_hundred_documents_take_little_time() -> None:
    """Well under a twentieth of a build, which needs some 30 seconds for as many."""
    corpus, _ = pipeline.study([source()], LOADED)
    documents = tuple(replace(corpus.documents[0], id=f"d-{number}") for number in range(500))
    started = time.perf_counter()
    files = report.files(Corpus(documents).documents, (), Settled((), ()), published=True)
    assert len(files) == 501
    assert time.perf_counter() - started < 3
