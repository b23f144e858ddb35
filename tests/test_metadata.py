"""What a clerk writes beside a text: YAML front matter, the sidecar file, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.codes import CODES
from generator.readers import metadata, plain, read
from generator.source import Meta

from .test_readers import codes


def given_by(front: str) -> tuple[Meta, list[tuple[str, int]]]:
    """What front matter of some lines gives, and findings with their lines."""
    source, found = plain.read(f"---\n{front}\n---\n正文".encode(), "甲.txt")
    assert source
    return source.given, [(problem.code, problem.loc.line) for problem in found]


def test_front_matter_in_chinese_and_english() -> None:
    chinese = ("标题", "副标题", "日期", "讲话人", "发文机关", "文号", "类型", "地址")
    english = ("title", "subtitle", "date", "speaker", "issuer", "number", "kind", "slug")
    values = ("方案", "试行", "2020-03-18", "某某", "某县", "某发〔2020〕1号", "方案", "fang-an")
    for names, topics in ((chinese, "主题: 作风、纪律"), (english, "topics: [作风, 纪律]")):
        front = "\n".join(f"{name}: {value}" for name, value in zip(names, values, strict=True))
        assert given_by(f"{front}\n{topics}") == (Meta(*values, topics=("作风", "纪律")), [])


def test_front_matter_keeps_line_numbers_and_is_reported() -> None:
    source, _ = plain.read("---\n标题：方案\n---\n\n正文\n---\n".encode(), "甲.txt")
    assert source and source.given.title == "方案"
    assert [(line.number, line.text) for line in source.lines] == [(5, "正文"), (6, "---")]
    assert [(o.line, o.text, o.reason) for o in source.omitted] == [
        (1, "---", "R135"), (2, "标题：方案", "R135"), (3, "---", "R135"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020", "2020"), ("2020年", "2020"), ("2020-3", "2020-03"), ("2020年3月", "2020-03"),
        ("2020/3/8", "2020-03-08"), ("2020.03.08", "2020-03-08"), ("2020年3月8日", "2020-03-08"),
        ("２０２０年３月８日", "2020-03-08"),
        ("2020-02-30", None), ("2020-13", None), ("三月", None), ("[2020]", None), ("0000", None),
    ],
)  # fmt: skip
def test_dates(written: str, iso: str | None) -> None:
    meta, found = given_by(f"标题: 甲\n日期: {written}")
    assert meta.date == iso
    assert found == ([] if iso else [("R142", 3)])


@pytest.mark.parametrize(
    ("front", "found"),
    [
        ("标题: 甲\n作者: 乙", [("R141", 3)]),
        ("标题: [甲, 乙]", [("R142", 2)]),
        ("标题: {甲: 乙}", [("R142", 2)]),
        ("标题: 甲\n地址: 不行", [("R142", 3)]),
        ("标题: 甲\nslug: Not-Ok", [("R142", 3)]),
        ("标题: 甲\nslug: " + "a" * 65, [("R142", 3)]),
        ("主题: [[甲]]", [("R142", 2)]),
        ("标题:\n日期: ~", []),
        ("title:甲", []),
    ],
)
def test_faults_in_front_matter_are_warnings(front: str, found: list[tuple[str, int]]) -> None:
    assert given_by(front)[1] == found
    assert all(CODES[code].severity == "warning" for code, _ in found)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("---\n这是一条横线下面的正文。\n---\n正文", []),
        ("---\n作者: 某某\n---\n正文", []),
        ("---\n- 甲\n- 乙\n---\n正文", []),
        ("---\n标题: 甲: 乙\n---\n正文", ["R143"]),
        ("---\n标题: 甲\n正文", []),
        ("\n---\n标题: 甲\n---\n正文", []),
        ("----\n标题: 甲\n---\n正文", []),
        ("---\n---\n正文", []),
        ("---\n" + "[" * 1500 + "\n---\n正文", []),
        ('---\n标题: "\\UFFFFFFFF"\n---\n正文', ["R143"]),
    ],
)
def test_what_is_no_front_matter_is_text(body: str, found: list[str]) -> None:
    source, problems = plain.read(body.encode(), "甲.txt")
    assert source and source.given == Meta() and codes(problems) == found
    assert "\n".join(line.text for line in source.lines) == body.strip()


def test_the_sidecar_wins_over_front_matter(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("---\n标题: 里面\n日期: 2020\n---\n正文", encoding="utf-8")
    (tmp_path / "甲.yml").write_bytes("标题：外面\n主题：作风".encode("gbk"))
    source, found = read(tmp_path, "甲.txt")
    assert source and not found
    assert source.given == Meta(title="外面", date="2020", topics=("作风",))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "R144"), (b"\xff\xfe\xff", "R144"), ("只有文字".encode(), "R143"), ("标题: [".encode(), "R143"),
        ("标题: 甲\n未知: 乙".encode(), "R141"), (b"a: " + b"x" * 30_000, "R143"),
    ],
)  # fmt: skip
def test_a_broken_sidecar_never_keeps_a_document_out(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "甲.md").write_text("正文", encoding="utf-8")
    (tmp_path / "甲.yml").write_bytes(content)
    source, found = read(tmp_path, "甲.md")
    assert source and [(p.code, p.loc.file) for p in found] == [(code, "甲.yml")]
    assert CODES[code].severity == "warning"


def test_a_sidecar_may_end_like_front_matter() -> None:
    assert metadata.sidecar("---\ntitle: 甲\n---\n", "甲.yml") == (Meta(title="甲"), ())
