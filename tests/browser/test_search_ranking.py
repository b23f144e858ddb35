"""Which of two hits comes first: what must hold whatever the weights are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from generator import search
from generator.results import Record
from tests.conftest import served

RANKED = """async query => {
    const site = await yandu.open(), wanted = yandu.query.parse(query), found = await yandu.find(site, wanted);
    return yandu.rank(site, found.hits, wanted, found.words).map(hit => site.urls[hit.section]);
}"""
FILLER = "各村要按照要求把各项任务一件一件落到实处，年底前逐项对照检查。" * 6


def row(url: str, title: str, text: str, *, date: str = "2024", place: tuple[str, ...] = ()) -> Record:
    """A section whose text begins with its title, in a document of the same name as its folder."""
    folder = url.partition("/")[0]
    return Record(url, folder, 1, 1, title, f"{title}\n{text}", folder, place, (), date, "", headed=True)


CASES = {
    "heading before text": (
        "作风",
        [row("a/1/", "作风建设", FILLER), row("b/1/", "其他", f"作风，作风，作风。{FILLER}")],
    ),
    "all of a heading before a part": (
        "作风",
        [row("a/1/", "作风", FILLER), row("b/1/", "关于作风的几点意见", FILLER)],
    ),
    "below the heading before elsewhere": (
        "作风",
        [
            row("a/1/", "作风建设", ""),
            row("a/1/#2", "（一）", f"作风要实。{FILLER}", place=("作风建设",)),
            row("b/1/", "（一）", f"作风要实。{FILLER}"),
        ],
    ),
    "a chapter on the subject before its parts on it": (
        "作风",
        [
            row("a/1/", "一、改进作风，密切联系群众", "改进作风要靠大家。"),
            row("a/1/#1", "（一）作风建设", f"作风要实。{FILLER}", place=("一、改进作风，密切联系群众",)),
            row("a/1/#2", "（二）会议", f"作风要实。{FILLER}", place=("一、改进作风，密切联系群众",)),
        ],
    ),
    "title of the document": (
        "甲镇",
        [row("甲镇讲话/1/", "一", f"甲镇要这样。{FILLER}"), row("b/1/", "一", f"甲镇要这样。{FILLER}")],
    ),
    "oftener": (
        "作风",
        [
            row("a/1/", "一", f"作风好，作风实，作风硬。{FILLER}"),
            row("b/1/", "一", f"作风好，工作实，要求硬。{FILLER}"),
        ],
    ),
    "earlier": ("作风", [row("a/1/", "一", f"作风要实。{FILLER}"), row("b/1/", "一", f"{FILLER}作风要实。")]),
    "denser": ("作风", [row("a/1/", "一", "作风要实。"), row("b/1/", "一", f"作风要实。{FILLER}{FILLER}")]),
    "side by side": (
        "作风 纪律",
        [row("a/1/", "一", f"讲作风和纪律。{FILLER}"), row("b/1/", "一", f"讲作风。{FILLER}守纪律。")],
    ),
    "newer": (
        "作风",
        [row("a/1/", "一", "作风要实。", date="2025-03"), row("b/1/", "一", "作风要实。", date="2025-02-28")],
    ),
    "in the order of the document": ("作风", [row("a/1/", "一", "作风要实。"), row("a/2/", "二", "作风要实。")]),
    "of a single character only how often it stands there counts": (
        "权",
        [
            row("a/1/", "一", f"讲的是别的。{FILLER}权力，权利，职权，放权，用权，集权。{FILLER}"),
            row("b/1/", "产权登记", "产权登记，权利证书。"),
        ],
    ),
}


@pytest.fixture
def page_of(page: Page, site: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Page:
    """The search page over the sections of a case, the ones that should come last first."""
    _, records = CASES[request.param]
    shutil.copytree(site, tmp_path / "site")
    shutil.rmtree(tmp_path / "site" / search.FOLDER)
    shuffled = records if "order" in request.param or records[0].place or records[1].place else records[::-1]
    for path, text in search.files(shuffled):
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, encoding="utf-8")
    with served(tmp_path / "site") as root:
        page.goto(root + "search/?q=x")
        page.wait_for_selector("[data-search-state=done]")
    return page


@pytest.mark.parametrize(("page_of", "case"), [(case, case) for case in CASES], indirect=["page_of"])
def test_the_better_hit_comes_first(page_of: Page, case: str) -> None:
    query, records = CASES[case]
    assert page_of.evaluate(RANKED, query) == [record.url for record in records]
