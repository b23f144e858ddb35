"""The preview shows a changed document before the whole site is built again, and ends with the whole."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from generator.cli import parser
from generator.commands import building
from generator.preview import draft
from generator.preview.previewing import Preview

from .test_incremental import SPEECH, Site, build, tree


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def arguments(site: Site) -> argparse.Namespace:
    return parser().parse_args(["serve", "--config", str(site.top), "--force"])


def test_a_draft_comes_first_and_the_whole_behind_it(site: Site) -> None:
    preview = Preview(arguments(site), site.folder / "build", building.make)
    first = preview.refresh()
    assert not first.is_draft
    before = tree(first.folder)

    site.edit(SPEECH, "同志们", "各位新同志")
    shown = preview.refresh()
    assert shown.is_draft and shown.folder != first.folder
    pages = [
        name for name, data in tree(shown.folder).items() if "各位新同志".encode() in data and name.endswith(".html")
    ]
    assert len(pages) >= 2  # where it stands, and in the whole text
    assert tree(first.folder) == before  # what readers see is no draft

    last = preview.refresh()
    assert last == first
    assert tree(last.folder) == tree(build(site, "fresh"))
    preview.end()
    assert not (site.folder / "build" / draft.FOLDER).exists()


def test_what_no_draft_can_show_is_built_whole(site: Site) -> None:
    preview = Preview(arguments(site), site.folder / "build", building.make)
    preview.refresh()
    (site.content / "报告.txt").unlink()
    assert not preview.refresh().is_draft
    site.set("site_name: 研读", "site_name: 云溪研读")
    assert not preview.refresh().is_draft
    site.write("纪要.txt", "会议纪要\n\n一、学习\n学习了文件。\n二、部署\n作了部署。\n")
    assert preview.refresh().is_draft  # a new document can be shown
    assert not preview.refresh().is_draft


def test_a_draft_never_shows_what_must_not_be_published(site: Site) -> None:
    secret = "机密★1年\n\n关于内部工作的通知\n\n一、要求\n这些话只给少数人看。\n"
    site.write("密件.txt", secret)
    preview = Preview(arguments(site), site.folder / "build", building.make)
    preview.refresh()
    site.look("assets/yandu.css", "\n.y-other { color: red; }\n")
    assert not preview.refresh().is_draft  # no document changed
    site.edit(SPEECH, "同志们", "各位新同志")
    shown = preview.refresh()
    assert shown.is_draft
    assert not [name for name, data in tree(shown.folder).items() if "只给少数人看".encode() in data]


def test_a_draft_keeps_to_the_decisions_on_topics(site: Site) -> None:
    site.decide()
    preview = Preview(arguments(site), site.folder / "build", building.make)
    preview.refresh()
    site.write(SPEECH, site.read(SPEECH) + "\n五、要求\n要抓好落实。\n")
    shown = preview.refresh()
    assert shown.is_draft
    draft_page, whole_page = (page_of(site, shown.folder), page_of(site, preview.refresh().folder))
    assert draft_page.partition("相关的段落")[0].count("y-tag") == whole_page.partition("相关的段落")[0].count("y-tag")


def page_of(site: Site, folder: Path) -> str:
    """The page of the section on which the clerk decided."""
    slug, section = site.decided()
    return (folder / slug / section / "index.html").read_text(encoding="utf-8")


def test_a_draft_that_fails_costs_nothing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = Preview(arguments(site), site.folder / "build", building.make)
    preview.refresh()
    monkeypatch.setattr(draft, "lay", lambda *given: 1 / 0)
    site.edit(SPEECH, "同志们", "各位新同志")
    shown = preview.refresh()
    assert not shown.is_draft
    assert any("各位新同志".encode() in data for data in tree(shown.folder).values())
