"""What a build says of the site before: pages and links that came, went or changed, in the clerk's report."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html

from generator import markdown as md
from generator import pipeline
from generator.report import changes as part
from generator.report.html import page as whole
from generator.results import Page, Sheet
from generator.review import compare, sheets, telling
from generator.verifying import built

from .test_build import TEXT, site_with

BEFORE = [
    Sheet("", "首页", "h1", ()),
    Sheet("a/", "讲话", "a1", ("terms/x/",)),
    Sheet("a/1/", "一、旧", "b1", ("b/", "terms/x/")),
    Sheet("b/", "办法", "c1", ()),
    Sheet("terms/x/", "四个意识", "t1", ()),
]
NOTHING = compare.Changes((), (), (), (), (), (), ())


def changed(found: sheets.Turned, sections: compare.Changes = NOTHING) -> dict[str, telling.Group]:
    return {group.heading: group for group in telling.told(sections, found) if group.count}


def test_nothing_changed() -> None:
    assert not changed(sheets.compare(BEFORE, BEFORE))


def test_pages_that_came_went_and_changed() -> None:
    after = [Sheet("", "首页", "h2", ()), *BEFORE[1:3], Sheet("c/", "新办法", "d1", ()), BEFORE[4]]
    groups = changed(sheets.compare(BEFORE, after))
    assert list(groups) == ["新增的网页（1）", "有改动的网页（1）", "不再有的网页（1）"]
    items = [item for group in groups.values() for item in group.items]
    assert items == [telling.Item("新办法", "c/"), telling.Item("首页", ""), telling.Item("办法")]


def test_links_are_named_by_what_they_lead_to() -> None:
    after = [*BEFORE[:2], Sheet("a/1/", "一、新", "b2", ("terms/x/",)), Sheet("b/", "办法", "c2", ("a/1/",)), BEFORE[4]]
    groups = changed(sheets.compare(BEFORE, after))
    assert groups["新增的链接（1）"].items == (telling.Item("办法 → 一、新", "b/"),)
    assert groups["不再有的链接（1）"].items == (telling.Item("一、旧 → 办法"),)


def test_a_link_that_moved_within_its_document_is_the_same() -> None:
    after = [BEFORE[0], Sheet("a/", "讲话", "a2", ("b/",)), Sheet("a/1/", "一、旧", "b2", ("terms/x/",)), *BEFORE[3:]]
    assert list(changed(sheets.compare(BEFORE, after))) == ["有改动的网页（2）"]


def test_pages_of_a_document_with_another_address_are_the_same_pages() -> None:
    after = [*BEFORE[:2], Sheet("a/1/", "一、旧", "b1", ("c/", "terms/x/")), Sheet("c/", "办法", "c1", ()), BEFORE[4]]
    assert list(changed(sheets.compare(BEFORE, after))) == [
        "新增的网页（1）", "不再有的网页（1）", "新增的链接（1）", "不再有的链接（1）"
    ]  # fmt: skip
    assert not changed(sheets.compare(sheets.readdressed(BEFORE, {"b": "c"}), after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("b/", "c/"),
        ("b/b/1/", "c/b/1/"),
        ("handouts/b/1/", "handouts/c/1/"),
        ("quiz/document/b/", "quiz/document/c/"),
        ("quiz/sheet/document/b/", "quiz/sheet/document/c/"),
        *((url, url) for url in ("topics/b/", "handouts/b/", "quiz/topic/b/", "terms/b/", "a/b/")),
    ],
)
def test_only_what_is_of_a_document_goes_with_it(before: str, after: str) -> None:
    (page,) = sheets.readdressed([Sheet(before, "办法", "x", (before,))], {"b": "c"})
    assert (page.url, page.links) == (after, (after,))


def test_pages_of_an_altered_document_come_first() -> None:
    after = [Sheet("", "首页", "h2", ()), Sheet("a/", "讲话", "a2", BEFORE[1].links), *BEFORE[2:]]
    new = compare.Seen("讲话.txt", "a", "a/#1", "一、新", "新", ())
    groups = changed(sheets.compare(BEFORE, after), compare.Changes((), (), (), (new,), (), (), ()))
    assert [item.words for item in groups["有改动的网页（2）"].items] == ["讲话", "首页"]
    assert groups["有改动的文件（1）"].items == (telling.Item("讲话.txt"),)


def test_long_lists_are_cut_and_many_targets_counted() -> None:
    many = [Sheet(f"c/{n}/", f"第 {n} 页", "x", tuple(f"t/{m}/" for m in range(7))) for n in range(80)]
    links = changed(sheets.compare(BEFORE, [*BEFORE, *many]))
    assert list(links) == ["新增的网页（80）", "新增的链接（7）"]  # each target once a document
    assert links["新增的链接（7）"].items[0].words.endswith("t/4/等 7 处")
    pages = links["新增的网页（80）"]
    assert (len(pages.items), pages.rest) == (telling.LISTED, 30)
    text = whole("x", *part.changes((pages,), published=True)).decode()
    assert "还有 30 项没有列出" in text


def test_a_page_and_its_row_are_the_same() -> None:
    page = Page("a/1.md", md.page(md.front_matter('甲 <乙> & "丙"\n丁'), "字"), ("b/",))
    (row,) = json.loads(sheets.table([sheets.sheet(page)]))
    assert sheets.from_row(row) == sheets.sheet(page) == Sheet("a/1/", '甲 <乙> & "丙" 丁', row["mark"], ("b/",))
    assert sheets.sheet(Page("a/1.md", page.text + "字")).mark != row["mark"]
    assert sheets.sheet(Page("x.md", "字")).title == "x/"
    assert sheets.from_row({**row, "links": None}) is None and sheets.from_row({}) is None


def test_without_a_site_before_nothing_is_said_and_without_changes_that() -> None:
    assert not list(part.changes(None, published=True))
    text = whole("x", *part.changes((), published=True)).decode()
    assert "没有变化。" in text


# -- in a build -------------------------------------------------------------------------------------------------------

CITING = "关于学习的通知\n一、内容\n学习《关于做好防汛工作的通知》，增强“四个意识”。\n二、要求\n抓好落实。\n"


def report(folder: Path) -> html.HtmlElement:
    return html.parse(folder / "build" / "report" / "index.html").getroot()


def unfolded(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Heading → entries, of every list of changes."""
    return {
        str(one[0].text_content()): [str(li.text_content()) for li in one.iter("li")] for one in tree.iter("details")
    }


def test_the_report_tells_of_documents_sections_pages_and_links(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"防汛.txt": TEXT.encode(), "旧.txt": b"old\n"})
    assert pipeline.build(site).published
    assert "与这台电脑上一次生成的网站相比" not in report(tmp_path).text_content()
    assert len(built.rows(site.build, "pages.json")) == len(list((site.build / "docs").rglob("*.md")))
    (site.content / "旧.txt").unlink()
    site_with(tmp_path, {"防汛.txt": TEXT.replace("值班", "巡查").encode(), "学习.txt": CITING.encode()})
    assert pipeline.build(site, force=True).published
    lists = unfolded(report(tmp_path))
    assert (lists["新增的文件（1）"], lists["不再有的文件（1）"]) == (["学习.txt"], ["旧.txt"])
    assert lists["有改动的文件（1）"] == ["防汛.txt"] and lists["有改动的节（1）"] == ["防汛.txt　二、落实责任"]
    (new,) = (entries for heading, entries in lists.items() if heading.startswith("新增的链接"))
    assert any(entry.startswith("关于学习的通知 → ") and "关于做好防汛工作的通知" in entry for entry in new)
    assert any(heading.startswith("不再有的网页") for heading in lists)


def test_every_link_of_the_report_leads_somewhere(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"防汛.txt": TEXT.encode()})
    assert pipeline.build(site).published
    site_with(tmp_path, {"防汛.txt": TEXT.replace("值班", "巡查").encode(), "学习.txt": CITING.encode()})
    assert pipeline.build(site, force=True).published
    targets = [str(link.get("href")) for link in report(tmp_path).iter("a")]
    assert len(targets) > 10 and "../site/index.html" in targets
    for target in targets:
        path, _, anchor = target.partition("#")
        file = site.build / "report" / unquote(path)
        assert file.is_file(), target
        assert not anchor or f'id="{anchor}"' in file.read_text(encoding="utf-8"), target


def test_what_was_not_published_is_told_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_with(tmp_path, {"防汛.txt": TEXT.encode()})
    assert pipeline.build(site).published
    site_with(tmp_path, {"防汛.txt": TEXT.replace("值班", "巡查").encode()})
    escape = md.escape
    monkeypatch.setattr(md, "escape", lambda text: escape(text.replace("带头", "")))
    assert not pipeline.build(site).published
    tree = report(tmp_path)
    assert part.NOT_YET in tree.text_content() and "新网站会有 " in tree.text_content()
    assert unfolded(tree)["有改动的文件（1）"] == ["防汛.txt"]
    assert not [link for one in tree.iter("details") for link in one.iter("a")]


def test_a_site_of_an_older_yandu_has_no_map_of_its_pages(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"防汛.txt": TEXT.encode()})
    assert pipeline.build(site).published
    for map in site.build.rglob("pages.json"):
        map.unlink()
    site_with(tmp_path, {"防汛.txt": TEXT.replace("值班", "巡查").encode()})
    assert pipeline.build(site).published
    lists = unfolded(report(tmp_path))
    assert "有改动的节（1）" in lists and not any("网页" in heading for heading in lists)
    assert (site.build / "pages.json").is_file()


def test_the_report_tells_of_a_renamed_document_and_how_to_keep_its_address(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"防汛.txt": TEXT.encode(), "学习.txt": CITING.encode()})
    assert pipeline.build(site).published
    (site.content / "防汛.txt").rename(site.content / "抗旱.txt")
    assert pipeline.build(site, force=True).published
    tree = report(tmp_path)
    lists = unfolded(tree)
    (told,) = lists["换了网址的文件（1）"]
    assert told.startswith("抗旱.txt（原名 防汛.txt）")
    setting = told.rpartition("“")[2].rstrip("”")
    assert not [heading for heading in lists if heading.startswith(("新增", "不再有"))]
    assert "换了网址" in [str(cell.text_content()) for cell in tree.iter("th")]
    (site.content / "抗旱.yml").write_text(f"{setting}\n", encoding="utf-8")
    assert pipeline.build(site, force=True).published
    assert (site.build / "site" / setting.removeprefix("地址: ") / "index.html").is_file()
