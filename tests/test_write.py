"""Writing BUILD: only what changed, nothing outside it, nothing in a folder that is not ours."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.codes import CODES
from generator.diagnostics import text
from generator.model import Document, Section
from generator.output import layout, mkdocs_yml, write
from generator.results import Page, Record, Site
from generator.source import Diagnostic, Line, Meta, Omission, Piece, Source

LINE = Line("标题", (Piece(0, 1, 0),))
RECORD = Record("a/1/#1-2", "甲.txt", 3, 9, "（二）抓作风", "（二）抓作风\n正文", "甲", ("一、总要求",), ("作风",))
DOCUMENT = Document(
    "a",
    Meta(title="甲"),
    (),
    Section("", "root", LINE),
    None,
    (),
    Source("甲.txt", "0" * 64, "txt", "utf-8", (LINE,), omitted=(Omission(4, "— 2 —", "O109"),)),
)
SITE = Site(
    (
        Page("index.md", "# 首页\n"),
        Page("a/index.md", "# 甲\n"),
        Page("a/all.md", "全文\n"),
        Page("a/1.md", "第一节\n"),
        Page("ab/index.md", "# 另一份\n"),
    ),
    (RECORD,),
    (("search/texts.js", "0"),),
)


@pytest.fixture
def place(tmp_path: Path) -> dict[str, Path]:
    """A site's three places, as `write` takes them; BUILD is claimed."""
    top = tmp_path / "mkdocs.yml"
    top.write_text("site_name: 试\ntheme: {name: material, custom_dir: overrides}\nplugins: []\n", encoding="utf-8")
    (tmp_path / "overrides").mkdir()
    (tmp_path / "content").mkdir()
    assert write.claim(tmp_path / "build", tmp_path / "content") == ()
    return {"content": tmp_path / "content", "build": tmp_path / "build", "top": top}


def put(site: Site, place: dict[str, Path]) -> write.Written:
    """Writes a site that must go through."""
    written, problems = write.write(site, (DOCUMENT,), **place)
    assert problems == ()
    assert written is not None
    return written


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_writes_everything_once_and_then_nothing(place: dict[str, Path]) -> None:
    assert put(SITE, place) == write.Written(pages=5, rewritten=10, removed=0)
    before = {path: path.stat().st_mtime_ns for path in place["build"].rglob("*")}
    assert put(SITE, place) == write.Written(pages=5, rewritten=0, removed=0)
    assert {path: path.stat().st_mtime_ns for path in place["build"].rglob("*")} == before


def test_rewrites_what_changed_and_removes_what_is_stale(place: dict[str, Path]) -> None:
    put(SITE, place)
    (place["build"] / "docs/a/1.md.tmp").write_text("half of a killed run", encoding="utf-8")
    smaller = Site((Page("index.md", "# 新首页\n"), *SITE.pages[1:3]), SITE.records)
    assert put(smaller, place) == write.Written(pages=3, rewritten=3, removed=4)  # index.md, two maps
    assert set(tree(place["build"] / "docs")) == {"index.md", "a/index.md", "a/all.md"}
    assert not (place["build"] / "docs/ab").exists()


def test_a_page_may_become_a_folder_and_back(place: dict[str, Path]) -> None:
    for path in ("x", "x/y.md", "x"):
        put(Site((Page("index.md", ""),), (), ((path, "z"),)), place)
        assert set(tree(place["build"] / "docs")) == {"index.md", path}


def test_links_are_removed_and_never_followed(place: dict[str, Path], tmp_path: Path) -> None:
    put(SITE, place)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/keep.md").write_text("keep", encoding="utf-8")
    page = place["build"] / "docs/a/1.md"
    page.unlink()
    page.symlink_to(tmp_path / "mine/keep.md")
    (place["build"] / "docs/linked").symlink_to(tmp_path / "mine")
    put(SITE, place)
    assert tree(tmp_path / "mine") == {"keep.md": b"keep"}
    assert page.read_text(encoding="utf-8") == "第一节\n"
    assert not (place["build"] / "docs/linked").exists()


def test_docs_itself_may_be_a_link(place: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/keep.md").write_text("keep", encoding="utf-8")
    (place["build"] / "docs").symlink_to(tmp_path / "mine")
    put(SITE, place)
    assert tree(tmp_path / "mine") == {"keep.md": b"keep"}


@pytest.mark.parametrize(
    "path", ["../x.md", "a/../../x.md", "/x.md", "a//x.md", "./x.md", "a\\x.md", "C:x.md", "", "a\0"]
)
def test_refuses_to_leave_docs(place: dict[str, Path], path: str) -> None:
    written, problems = write.write(Site((Page(path, "x"),), ()), (), **place)
    assert written is None
    assert [problem.code for problem in problems] == ["E104"]
    assert set(tree(place["build"])) == {".yandu"}


@given(path=st.text(alphabet="ab./\\:~ \n甲", max_size=12))
def test_no_accepted_path_leaves_its_folder(path: str) -> None:
    if write.is_inside(path):
        root = os.path.abspath("root")
        assert os.path.normpath(os.path.join(root, path)) == os.path.join(root, *path.split("/"))


@pytest.mark.parametrize("paths", [("a/1.md", "a/1.md"), ("a/1.md", "A/1.md"), ("a", "a/1.md")])
def test_two_pages_never_share_an_address(place: dict[str, Path], paths: tuple[str, str]) -> None:
    written, problems = write.write(Site(tuple(Page(path, "x") for path in paths), ()), (), **place)
    assert written is None
    assert [problem.code for problem in problems] == ["E105"]


def test_sections_json_has_the_contracts_keys(place: dict[str, Path]) -> None:
    put(SITE, place)
    rows = json.loads((place["build"] / layout.STAGED["sections.json"]).read_text(encoding="utf-8"))
    assert rows == [
        {
            "url": "a/1/#1-2",
            "source": "甲.txt",
            "line": 3,
            "end_line": 9,
            "title": "（二）抓作风",
            "topics": ["作风"],
            "text": "（二）抓作风\n正文",
        }
    ]
    assert json.loads(write.sections(())) == []


def test_manifest_says_where_a_document_is(place: dict[str, Path]) -> None:
    put(SITE, place)
    manifest = json.loads((place["build"] / layout.STAGED["manifest.json"]).read_text(encoding="utf-8"))
    assert manifest["content"] == str(place["content"])
    assert manifest["documents"] == [
        {
            "source": "甲.txt",
            "part": "",
            "slug": "a",
            "title": "甲",
            "sha256": DOCUMENT.source.sha256,
            "pages": ["a/", "a/1/"],
            "whole": ["a/all/"],
            "omitted": [[4, "O109"]],
        }
    ]


def test_the_childs_paths_hold_wherever_build_lies(place: dict[str, Path], tmp_path: Path) -> None:
    for build in (place["build"], tmp_path / "far/away/out"):
        write.claim(build, place["content"])
        put(SITE, place | {"build": build})
        child = yaml.safe_load((build / "mkdocs.yml").read_text(encoding="utf-8"))
        assert (build / child["INHERIT"]).resolve() == place["top"]
        assert (build / child["theme"]["custom_dir"]).resolve() == tmp_path / "overrides"
        assert str(tmp_path) not in (build / "mkdocs.yml").read_text(encoding="utf-8")


def test_a_folder_with_foreign_files_is_left_alone(place: dict[str, Path], tmp_path: Path) -> None:
    foreign = tmp_path / "documents"
    (foreign / "docs").mkdir(parents=True)
    (foreign / "docs/mine.md").write_text("mine", encoding="utf-8")
    assert [problem.code for problem in write.claim(foreign, place["content"])] == ["E102"]
    written, problems = write.write(SITE, (DOCUMENT,), **place | {"build": foreign})
    assert (written, [problem.code for problem in problems]) == (None, ["E102"])
    assert tree(foreign) == {"docs/mine.md": b"mine"}


@pytest.mark.parametrize("build", ["content", "content/build", "."])
def test_build_and_content_lie_apart(place: dict[str, Path], tmp_path: Path, build: str) -> None:
    assert [problem.code for problem in write.claim(tmp_path / build, place["content"])] == ["E101"]


def test_claim_is_repeatable_and_takes_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for _ in range(2):
        assert write.claim(tmp_path / "empty", tmp_path / "content") == ()
    assert write.is_ours(tmp_path / "empty")


def test_a_full_disk_is_a_sentence(place: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr("os.replace", full)
    written, problems = write.write(SITE, (DOCUMENT,), **place)
    assert written is None
    assert problems[0].code == "E103"
    assert problems[0].args[0].startswith("磁盘已满")


@pytest.mark.parametrize("text", ["a: [", "- 1\n", "5\n", "INHERIT: nowhere.yml\n", "\0"])
def test_a_broken_configuration_is_a_finding(place: dict[str, Path], text: str) -> None:
    place["top"].write_text(text, encoding="utf-8")
    assert [problem.code for problem in mkdocs_yml.load(place["top"])[1]] == ["F201"]
    assert write.write(SITE, (DOCUMENT,), **place)[0] is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("markdown_extensions: [tables, toc: {permalink: false}, markdown.extensions.attr_list]", []),
        ("markdown_extensions: [pymdownx.snippets, md_in_html]", ["F202", "F202"]),
        ("markdown_extensions: {meta: {}}", ["F202"]),
        ("plugins: []", []),
        ("plugins: [search, macros: {}]", ["F203"]),
        ("hooks: [x.py]", ["F204"]),
        ("INHERIT: base.yml", ["F204"]),
        ("theme: !!python/object/apply:os.system [false]", []),
        ("site_url: !ENV SITE", []),
    ],
)
def test_only_known_extensions_run(tmp_path: Path, text: str, codes: list[str]) -> None:
    (tmp_path / "base.yml").write_text("hooks: [y.py]", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    settings, problems = mkdocs_yml.load(tmp_path / "mkdocs.yml")
    assert problems == ()
    assert [problem.code for problem in mkdocs_yml.vet(settings)] == codes


def test_a_lone_surrogate_does_not_stop_the_build(place: dict[str, Path]) -> None:
    put(Site((Page("index.md", "a\ud800b"),), ()), place)
    assert (place["build"] / "docs/index.md").read_bytes() == b"a?b"


def test_findings_have_words() -> None:
    for code in CODES:
        if code[0] in "EF":
            assert text(Diagnostic(code, mkdocs_yml.FILE, ("甲", "乙", "丙")))
