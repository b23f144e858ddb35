"""Whole builds: sample site, damaged input, unchanged files, the same bytes twice, documents apart."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from generator import cli, config, markdown, pipeline, slugs, workers
from generator.diagnostics import severity
from generator.engines import engine, lean
from generator.engines.reuse import Todo
from generator.output import layout
from generator.source import Source
from generator.structure import outline
from generator.verifying import verify

from .bench import hostile
from .conftest import ROOT
from .fuzz import attacks

TEXT = "关于做好防汛工作的通知\n各村：\n一、提高认识\n汛期将至，各村要高度重视。\n二、落实责任\n党员干部要带头值班。\n"


def site_with(folder: Path, files: dict[str, bytes]) -> config.Config:
    for name, data in files.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_bytes(data)
    loaded, found = config.load(ROOT / "mkdocs.yml", folder / "content", folder / "build")
    assert not found
    return loaded


def hashes(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


def test_sample_site_is_whole(sample: Path) -> None:
    _, found = verify.verify(sample)
    assert not found
    documents = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))["documents"]
    assert len(documents) >= 10


def test_every_topic_has_sections(sample: Path) -> None:
    rows = json.loads((sample / "sections.json").read_text(encoding="utf-8"))
    for topic in ("政治", "思想", "组织", "作风", "纪律", "制度", "反腐败"):
        sources = {row["source"] for row in rows if topic in row["topics"]}
        assert len(sources) >= 2, topic


def test_sample_is_large_and_varied(sample: Path) -> None:
    manifest = json.loads((sample / "manifest.json").read_text(encoding="utf-8"))
    rows = json.loads((sample / "sections.json").read_text(encoding="utf-8"))
    assert sum(len(row["text"]) for row in rows) >= 25_000
    site, _ = config.load(ROOT / "mkdocs.yml")
    corpus, _ = pipeline.study(pipeline.read(site)[0], site)
    assert len({d.meta.kind for d in corpus.documents}) >= 6
    assert len(manifest["documents"]) == len(corpus.documents)


TRADITIONAL = "本市工作安排\n一、提高警惕\n雨季已到，大家要十分小心，不可大意。\n二、分工合作\n年富力壯者要先上。\n"

DAMAGED = {
    "空.txt": b"",
    "空白.txt": "　\n\n ".encode(),
    "零字节.txt": "关于工作的通知".encode() + b"\x00\x00" + "一、提高认识".encode(),
    "图片.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "坏字节.txt": TEXT.encode() + b"\xff\xfe\xfd\xff" + TEXT.encode(),
    "压缩包.md": b"PK\x03\x04" + bytes(100),
}


def test_damaged_files_are_named_and_the_rest_is_built(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site_with(tmp_path, {**DAMAGED, "好.txt": TEXT.encode(), "也好.txt": TEXT.encode("gb18030")})
    code = cli.main(
        [
            "build",
            "--config",
            str(ROOT / "mkdocs.yml"),
            "--content",
            str(tmp_path / "content"),
            "--build",
            str(tmp_path / "build"),
        ]
    )
    printed = capsys.readouterr()
    assert code == 1
    assert "Traceback" not in printed.err + printed.out
    for name in DAMAGED:
        assert f"content/{name}" in printed.err
        line = next(line for line in printed.err.splitlines() if f"content/{name}" in line)
        assert "错误" in line
    manifest = json.loads((tmp_path / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert sorted(d["source"] for d in manifest["documents"]) == ["也好.txt", "好.txt"]
    assert not verify.verify(tmp_path / "build")[1]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5"])
def test_every_encoding_gives_the_same_site(tmp_path: Path, codec: str) -> None:
    text = TRADITIONAL if codec == "big5" else TEXT
    site = site_with(tmp_path, {"a.txt": text.replace("\n", "\r\n").encode(codec)})
    sources, found = pipeline.read(site)
    assert [line.text for line in sources[0].lines] == [line.strip() for line in text.splitlines()], found


def test_unchanged_files_stay_and_bytes_repeat(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode(), "b.md": ("# 第二份文件\n\n" + TEXT).encode()})
    assert pipeline.build(site).published
    first = hashes(site.build / "site")
    times = {p: p.stat().st_mtime_ns for p in (site.build / "docs").rglob("*.md")}
    assert pipeline.build(site).published
    assert hashes(site.build / "site") == first
    assert {p: p.stat().st_mtime_ns for p in (site.build / "docs").rglob("*.md")} == times
    other = site_with(tmp_path / "elsewhere", {"a.txt": TEXT.encode(), "b.md": ("# 第二份文件\n\n" + TEXT).encode()})
    assert pipeline.build(other).published
    assert hashes(other.build / "site") == first


def test_addresses_do_not_depend_on_other_documents(tmp_path: Path) -> None:
    one = site_with(tmp_path / "1", {"讲话/a.txt": TEXT.encode()})
    two = site_with(tmp_path / "2", {"讲话/a.txt": TEXT.encode(), "a.txt": TEXT.encode(), "讲话/b.txt": TEXT.encode()})

    def addresses(site: config.Config) -> list[str]:
        corpus, _ = pipeline.study(pipeline.read(site)[0], site)
        return [r.url for r in pipeline.everything(corpus, site).records if r.source == "讲话/a.txt"]

    assert addresses(one) == addresses(two)
    assert slugs.slug("讲话/a.txt") != slugs.slug("a.txt")


def test_failed_engine_keeps_the_old_site(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode()})
    assert pipeline.build(site).published
    before = hashes(site.build / "site")
    top = tmp_path / "mkdocs.yml"
    top.write_text("site_name: x\ntheme: {name: no-such-theme}\n", encoding="utf-8")
    broken, _ = config.load(top, site.content, site.build)
    outcome = pipeline.build(broken)
    assert not outcome.published
    assert any(severity(d) == "error" for d in outcome.diagnostics)
    assert hashes(site.build / "site") == before


def test_a_refused_build_leaves_site_and_maps_alone(tmp_path: Path) -> None:
    site = site_with(tmp_path, {f"{n}.txt": TEXT.replace("防汛", f"第{n}项").encode() for n in range(6)})
    assert pipeline.build(site).published
    before = hashes(site.build / "site")
    for n in range(5):
        (site.content / f"{n}.txt").unlink()
    outcome = pipeline.build(site)
    assert not outcome.published
    assert [d.code for d in outcome.diagnostics if severity(d) == "error"] == ["E110"]
    assert hashes(site.build / "site") == before
    manifest = json.loads((site.build / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["documents"]) == 6
    assert pipeline.build(site, force=True).published
    assert not verify.verify(site.build)[1]


def test_a_site_that_lost_words_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode()})
    assert pipeline.build(site).published
    before = hashes(site.build / "site")
    escape = markdown.escape
    monkeypatch.setattr(markdown, "escape", lambda text: escape(text.replace("带头", "")))
    (site.content / "a.txt").write_text(TEXT + "\n这一段是新加的。\n", encoding="utf-8")
    outcome = pipeline.build(site)
    assert not outcome.published
    assert {"P204", "E114"} <= {d.code for d in outcome.diagnostics}
    assert hashes(site.build / "site") == before


def test_every_file_is_published_or_named(tmp_path: Path) -> None:
    """Nothing disappears: what is in the content folder is on the site, in a finding, or hidden by name."""
    files = {
        **DAMAGED, "好.txt": TEXT.encode(), "夹/好.md": TEXT.encode(), "_草稿.txt": TEXT.encode(),
        "好.yml": "标题: 好".encode(), "孤儿.yml": b"a: 1", "好.yml.txt": b"x",
        "文.docx": b"PK", "~$文.docx": b"x", "图.jpg": b"x",
    }  # fmt: skip
    site = site_with(tmp_path, files)
    outcome = pipeline.build(site)
    rows = json.loads((site.build / "manifest.json").read_text(encoding="utf-8"))["documents"]
    seen = {row["source"] for row in rows} | {d.loc.file for d in outcome.diagnostics}
    assert set(files) - seen == {"好.yml"}


def test_nothing_usable_keeps_the_old_site(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"a.txt": TEXT.encode()})
    assert pipeline.build(site).published
    before = hashes(site.build / "site")
    shutil.rmtree(site.content)
    site.content.mkdir()
    assert not pipeline.build(site).published
    assert hashes(site.build / "site") == before


HOSTILE = """</title><script>window.pwn=1</script>
一、<script>window.pwn=2</script><img src=x onerror="window.pwn=3">
{{ config }} {% raw %} [TOC] --8<-- "/etc/passwd" ![x](javascript:alert(1)) [y](javascript:window.pwn=4)
二、**粗** _斜_ `码` <b>标</b> &lt;b&gt; &#60;b&#62;
# 不是标题 {: #x onclick=window.pwn=5 }
    四个空格不是代码
!!! note 不是提示
| a | b |
|---|---|
--- *** ===
1. 不是列表 [^1] [ref]: http://example.com
"""


def test_hostile_text_shows_itself(tmp_path: Path) -> None:
    site = site_with(tmp_path, {"恶意.txt": HOSTILE.encode(), "恶意.md": ("# " + HOSTILE).encode()})
    assert pipeline.build(site).published
    _, found = verify.verify(site.build)
    assert not found
    for file in (site.build / "site").rglob("*.html"):
        assert "<script>window.pwn" not in file.read_text(encoding="utf-8"), file


def test_a_fault_of_ours_costs_one_document_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_with(tmp_path, {"坏.txt": TEXT.encode(), "好.txt": TEXT.replace("防汛", "防火").encode()})
    parse = outline.parse

    def fails(source: Source, slug: str) -> object:
        return parse(source, slug) if source.path == "好.txt" else 1 / 0

    monkeypatch.setattr(outline, "parse", fails)
    outcome = pipeline.build(site)
    assert outcome.published and outcome.documents == 1
    assert [(d.code, d.loc.file, d.args) for d in outcome.diagnostics if severity(d) == "error"] == [
        ("O199", "坏.txt", ("ZeroDivisionError",))
    ]


@pytest.mark.skipif(not workers.COPIES, reason="workers that are no copies know nothing of the patch")
@pytest.mark.parametrize("kind", ["sample", "hostile"])
def test_what_rendering_leaves_out_changes_no_byte(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`lean.Lean` against MkDocs as it comes, on pages of all kinds and on documents that try to be markup."""
    build = request.getfixturevalue("sample") if kind == "sample" else hostile.built(tmp_path, attacks.documents(24))
    docs = build / layout.DOCS
    files = frozenset(path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file())
    assert engine.fill(build, tmp_path / "lean", Todo(files, parts=True), "mkdocs")
    monkeypatch.setattr(lean.Lean, "extendMarkdown", lambda self, md: None)
    assert engine.fill(build, tmp_path / "whole", Todo(files, parts=True), "mkdocs")
    assert hashes(tmp_path / "lean") == hashes(tmp_path / "whole")
    assert len(hashes(tmp_path / "lean")) > 60
