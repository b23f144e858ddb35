"""verify.py: a faultless site passes, and every kind of fault is found by its own code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import readers, search
from generator.codes import CODES
from generator.diagnostics import text
from generator.results import Record
from generator.source import Diagnostic, Line, Loc, Meta, Omission, Piece, Source
from generator.verifying import losses, verify
from generator.verifying.compare import Stretch, dense, difference, without
from generator.verifying.rendered import foreign_in_css, parse

often = settings(max_examples=max(300, settings.default.max_examples if settings.default else 0), deadline=None)

# -- a small site ------------------------------------------------------------------------------------------------------

LINES = (
    "关于甲镇 2030 年工作的意见",
    "一、总的要求",
    "要把学习 抓紧抓好。",
    "- 3 -",
    "二、具体安排",
    "甲\t乙",
    "甲镇党委",
)
POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'">"""
HEAD = (
    f"<!doctype html><html><head>{POLICY}<title>x</title>"
    + '<link rel="stylesheet" href="{0}assets/a.css"></head><body>'
)
PAGES = {
    "index.html": (
        HEAD.format("") + '<a href="d/">文件</a> <a href="https://example.org/">外</a> <a href="mailto:a@b.c">信</a>'
    ),
    "404.html": POLICY
    + '<a href="/town/d/">文件</a><a href="/town/">首页</a><script id="__config">{"base": "/town/"}</script>',
    "d/index.html": (
        HEAD.format("../")
        + '<h1 class="t" id="top">关于甲镇 2030 <a href="../">年</a>工作的意见</h1><a href="#top">顶</a>'
        '<link rel="canonical" href="https://intranet.example/d/"><img src="data:image/png;base64,AA">'
    ),
    "d/1/index.html": (
        HEAD.format("../../") + '<p>本页：<a href="../all/?q=甲#s-2">全文</a></p><h2 class="t y-runin" id="s-1">'
        '一、总的要求</h2><p class="t y-item">要把学习\n</p><p class=" t ">抓紧抓好。</p>'
    ),
    "d/2/index.html": (
        HEAD.format("../../") + '<h2 class="t" id="s-2">二、具体安排</h2><table><tr><td class="t">甲</td>'
        '<td class="t">乙</td></tr></table><p class="t">甲镇党委</p><a href="../1/index.html#s-1">上一页</a>'
    ),
    "d/all/index.html": (
        HEAD.format("../../") + '<p class="t">关于甲镇 2030 年工作的意见</p><p class="t" id="s-1">一、总的要求'
        '要把学习 抓紧抓好。</p><p class="t" id="s-2">二、具体安排</p><p class="t">甲\t乙甲镇党委</p>'
    ),
}
ROWS = (("d/", 1, LINES[0]), ("d/1/#s-1", 2, "\n".join(LINES[1:3])), ("d/2/#s-2", 5, "\n".join(LINES[4:])))
SCRIPTS = {
    "base": "yandu", "box": 'const SEARCHING = ["fold", "find"];\n  const RESULTS = ["forgive"];', "fold": "1",
    "find": "1", "forgive": 'const PARTS = ["near"];', "near": "1",
}  # fmt: skip
MANIFEST = {
    "content": "", "documents": [{
        "source": "甲/a.txt", "part": "", "sha256": "", "slug": "d",
        "title": LINES[0], "pages": ["d/", "d/1/", "d/2/"], "whole": ["d/all/"],
        "omitted": [[4, "O109"], [9, "R130"]],
    }],
}  # fmt: skip


def line(number: int, words: str) -> Line:
    return Line(words, (Piece(0, number, 0),))


def read(content: Path, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Stands in for the reader: one line a line, and a note that it left something out."""
    try:
        words = (content / path).read_text(encoding="utf-8").split("\n")
    except OSError:
        return None, ()
    lines = tuple(line(number, part) for number, part in enumerate(words, 1))
    return Source(path, "", "txt", "utf-8", lines, Meta(), (Omission(9, "读取时已去掉", "R130"),)), ()


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A faultless build."""
    monkeypatch.setattr(readers, "read", read)
    content, built = tmp_path / "content", tmp_path / "build"
    row = {"source": "甲/a.txt", "title": "", "topics": []}
    rows = [row | {"url": url, "line": at, "end_line": at, "text": words} for url, at, words in ROWS]
    records = tuple(Record(url, "甲/a.txt", at, at, "", words, "", ()) for url, at, words in ROWS)
    files = {**{f"build/site/{name}": html for name, html in PAGES.items()}, "content/甲/a.txt": "\n".join(LINES)}
    files |= {f"build/site/{name}": script for name, script in search.files(records)}
    files |= {f"build/site/assets/search/{name}.js": script for name, script in SCRIPTS.items()}
    files |= {"build/site/assets/a.css": "@import 'b.css'; /* url(http://x.example) */ a{background:url(a.png)}"}
    files |= {
        "build/manifest.json": json.dumps(MANIFEST | {"content": str(content)}),
        "build/sections.json": json.dumps(rows),
    }
    for name, words in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words, encoding="utf-8")
    return built


def codes(build: Path) -> list[str]:
    """The codes found; every finding can be put into words."""
    _, found = verify.verify(build)
    assert all(text(finding) for finding in found)
    return [finding.code for finding in found]


def edit(file: Path, old: str, new: str) -> None:
    words = file.read_text(encoding="utf-8")
    assert old in words
    file.write_text(words.replace(old, new), encoding="utf-8")


def test_a_faultless_site_passes_and_is_counted(build: Path) -> None:
    report, found = verify.verify(build)
    letters = len("".join("".join(LINES).split())) - len("-3-")
    assert found == ()
    assert report == losses.Report(1, 3 * letters, omitted=2, pages=6, links=report.links, phrases=15)
    assert report.links == 15 and "1 份文件" in str(report)


@pytest.mark.parametrize(
    ("page", "old", "new", "expected"),
    [
        ("d/1/", "抓紧", "抓", ["P204"]),
        ("d/1/", "抓紧抓好", "抓好抓紧", ["P204"]),
        ("d/1/", "抓紧抓好。</p>", "抓紧抓好。</p><p class='t'>抓紧抓好。</p>", ["P204"]),
        ("d/1/", '<p class=" t ">', '<p class="text">', ["P204"]),
        ("d/2/", "甲镇党委</p>", "甲镇党委</p><p class='t'>完</p>", ["P204"]),
        ("d/2/", "甲镇党委</p>", "</p>", ["P204"]),
        ("d/all/", "学习 抓紧", "学习抓紧", ["P205"]),
        ("d/all/", "学习 抓紧", "学习　抓紧", ["P205"]),
        ("d/all/", "总的要求要把", "总的要求 要把", []),
        ("d/all/", "总的要求", "总的 要求", ["P205"]),
        ("d/2/", "甲</td>", "甲 </td>", []),
        ("d/2/", "../1/index.html#s-1", "../1/#s-9", ["P208"]),
        ("d/2/", "../1/index.html#s-1", "../1#s-1", []),
        ("d/2/", "../1/index.html#s-1", "../3/", ["P207"]),
        ("d/2/", "../1/index.html#s-1", "../../../d/", ["P207"]),
        ("d/2/", "../1/index.html#s-1", "/d/", ["P207"]),
        ("d/2/", "../1/index.html#s-1", "../%31/#s-1", []),
        ("d/2/", "../1/index.html#s-1", " javascript:alert(1)", ["P209"]),
        ("d/2/", "<table>", '<img src="../x.png"><table>', ["P207"]),
        ("d/2/", "<table>", '<img src="//x.example/x.png"><table>', ["P209"]),
        ("d/2/", "<table>", '<img srcset="../1/ 1x, http://x.example/a 2x"><table>', ["P209"]),
        ("d/2/", "<table>", '<script src="HTTPS://x.example/a.js"></script><table>', ["P209"]),
        ("d/2/", "<table>", '<iframe src="\\\\x.example/a"></iframe><table>', ["P209"]),
        ("d/2/", "<table>", '<link rel="preconnect" href="https://x.example"><table>', ["P209"]),
        ("d/2/", "<table>", '<link rel="stylesheet prev" href="https://x.example"><table>', ["P209"]),
        ("d/2/", "<table>", '<p style="background:url(http://x.example/a)"></p><table>', ["P209"]),
        ("d/2/", "<table>", "<style>@import '//x.example/a.css';</style><table>", ["P209"]),
        ("d/2/", "<table>", '<form action="https://x.example/"></form><table>', ["P209"]),
        ("404.html", "/town/d/", "/town/e/", ["P207"]),
    ],
)
def test_each_fault_has_its_code(build: Path, page: str, old: str, new: str, expected: list[str]) -> None:
    edit(build / "site" / (page + "index.html" if page.endswith("/") else page), old, new)
    assert codes(build) == expected


def test_a_difference_is_shown_with_place_and_surroundings(build: Path) -> None:
    edit(build / "site/d/1/index.html", "抓紧抓好", "抓好")
    _, (found,) = verify.verify(build)
    assert found == Diagnostic(
        "P204",
        Loc("甲/a.txt", 3),
        ("、总的要求要把学习 抓紧抓好。二、具体安排", "、总的要求要把学习抓好。二、具体安排甲乙", "d/1/index.html"),
    )


def test_faults_outside_the_pages(build: Path) -> None:
    edit(build / "site/assets/a.css", "a.png", "http://x.example/a.png")
    assert codes(build) == ["P209"]
    edit(build / "site/assets/a.css", "http://x.example/a.png", "a.png")
    edit(build / "sections.json", json.dumps("二、具体安排").strip('"'), json.dumps("二、安排").strip('"'))
    assert [code[:2] for code in codes(build)] == ["P2", "S2"]
    edit(build / "manifest.json", '[4, "O109"]', '[5, "O109"]')
    assert codes(build)[:4] == ["P206", "P204", "P204", "P204"]


def test_an_omission_that_was_not_declared_is_a_loss(build: Path) -> None:
    edit(build / "manifest.json", '[4, "O109"], ', "")
    assert codes(build) == ["P204"] * 3


def test_the_search_must_ship_every_row(build: Path) -> None:
    script = next((build / "site/assets/search-data").rglob("texts-*.js"))
    edit(script, "总的要求", "总要求")
    assert set(codes(build)) <= {"S201", "S202"} and len(codes(build)) == 1
    script.unlink()
    assert codes(build) == ["S201"] * 3


@pytest.mark.parametrize(
    "name", ["search/find.js", "search/near.js", "search/forgive.js", "search-data/traditional.js"]
)
def test_the_search_must_have_its_scripts(build: Path, name: str) -> None:
    (build / "site/assets" / name).unlink()
    _, found = verify.verify(build)
    assert [(one.code, one.loc.file) for one in found] == [("S203", f"site/assets/{name}")]


def test_a_listing_that_does_not_agree_is_named(build: Path) -> None:
    edit(build / "site/assets/search-data/listing.js", '"texts":[3]', '"texts":[1]')
    assert codes(build) == ["S203"]


def test_a_section_without_words_is_missed_too(build: Path) -> None:
    words = "—— 。"
    rows = json.loads((build / "sections.json").read_text("utf-8"))
    (build / "sections.json").write_text(json.dumps([*rows, rows[0] | {"url": "d/2/", "text": words}]), "utf-8")
    assert "S202" in codes(build)


def test_missing_pages_and_sources_are_named(build: Path) -> None:
    (build / "site/d/1/index.html").unlink()
    assert sorted(set(codes(build))) == ["P203", "P207"]
    (build.parent / "content/甲/a.txt").unlink()
    assert sorted(set(codes(build))) == ["P202", "P207"]


@pytest.mark.parametrize("name", ["manifest.json", "sections.json", "site/index.html"])
@pytest.mark.parametrize(
    "damage", ["", "[", "{}", "[1]", '{"content": 1}', '{"documents": [{}]}', "null", "\udcff", None]
)
def test_half_a_build_is_reported_and_nothing_raises(build: Path, name: str, damage: str | None) -> None:
    if damage is None:
        (build / name).unlink()
    else:
        (build / name).write_bytes(damage.encode("utf-8", "surrogateescape"))
    found = codes(build)
    assert (
        found == ["P201"]
        if damage is None or name == "manifest.json"
        else set(found) <= {"P201", "P204", "P207", "P214"}
    )


def test_no_build_at_all(tmp_path: Path) -> None:
    assert codes(tmp_path) == codes(tmp_path / "none") == ["P201"]


def test_every_code_is_a_row(build: Path) -> None:
    named = re.findall(
        r'"([PS]2\d\d)"', "".join(Path(module.__file__ or "").read_text("utf-8") for module in (verify, search))
    )
    assert set(named) <= set(CODES)


# -- the comparison as such --------------------------------------------------------------------------------------------

words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=5)
gaps = st.sampled_from([" ", "  ", "　", "\t", "\u00a0"])
lines = st.lists(st.tuples(words, st.lists(st.tuples(gaps, words), max_size=3)), min_size=1, max_size=8)


def joined(row: tuple[str, list[tuple[str, str]]]) -> str:
    return row[0] + "".join(gap + word for gap, word in row[1])


@often
@given(lines, st.data())
def test_borders_may_move_and_nothing_else(rows: list[tuple[str, list[tuple[str, str]]]], data: st.DataObject) -> None:
    original = [Stretch(number, joined(row)) for number, row in enumerate(rows)]
    shown = [""]
    for row in rows:
        shown = (
            [*shown, ""]
            if data.draw(st.booleans())
            else [*shown[:-1], shown[-1] + data.draw(st.sampled_from(["", " "]))]
        )
        shown[-1] += row[0]
        for gap, word in row[1]:
            shown = [*shown, word] if data.draw(st.booleans()) else [*shown[:-1], shown[-1] + gap + word]
    pieces = [Stretch("p", piece) for piece in shown]
    assert difference(dense(original), dense(pieces)) is None
    at = data.draw(st.integers(0, len(pieces) - 1))
    text = pieces[at].text
    cut = data.draw(st.integers(0, max(len(text) - 1, 0)))
    changed = text[:cut] + "\u2603" + text[cut + 1 :]
    found = difference(dense(original), dense([*pieces[:at], Stretch("p", changed), *pieces[at + 1 :]]))
    assert found is not None and found[0] == "P204"


@often
@given(words, words, gaps, gaps)
def test_blanks_inside_a_line_count(first: str, second: str, one: str, other: str) -> None:
    found = difference(dense([Stretch(1, first + one + second)]), dense([Stretch("p", first + other + second)]))
    assert found == (None if one == other else ("P205", len(first)))


def test_omissions_are_taken_from_their_line_only() -> None:
    source = Source(
        "a", "", "txt", "utf-8", (line(1, "第 1 页 甲 1"), line(3, "1")), Meta(), (Omission(3, "甲", "R130"),)
    )
    cut = [Omission(number, words, "O109") for number, words in ((1, "1"), (3, "2"), (0, ""))]
    left, unknown = without(source, cut)
    assert [stretch.text for stretch in left] == ["第 1 页 甲 ", "", "1"]
    assert unknown == cut[1:]


@often
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(
            st.sampled_from(["<p class=t>", "<a href=", '"', ">", "<!--", "-->", "#x", "甲", "</", "\0", "<?", "url("])
        ).map(lambda parts: "".join(parts).encode()),
    )
)
def test_no_bytes_make_the_parser_raise(content: bytes) -> None:
    parse("a/index.html", content)


def test_style_sheets() -> None:
    sheet = "a{b:url( 'http://x.example/a b')} @import url(//y.example); url(data:image/svg+xml,http://z) /* //c */"
    assert foreign_in_css(sheet) == {"http://x.example/a", "//y.example"}
