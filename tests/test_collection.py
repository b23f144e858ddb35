"""Files that hold several documents, and such that only look so: tests/golden/collection, a file a case.

Above the line of `=` the text, below it where each document begins and its title (nothing when the file is one).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.source import Source
from generator.structure import collection, outline

from .conftest import source_of

CASES = sorted((Path(__file__).parent / "golden" / "collection").glob("*.txt"))
LINE = "=" * 20


def parts_of(text: str, folder: Path) -> tuple[Source, ...]:
    (folder / "x.txt").write_text(text, encoding="utf-8")
    parts, found = collection.split(source_of(folder / "x.txt"))
    assert [d.code for d in found][:1] == (["O111"] if len(parts) > 1 else [])
    return parts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_documents_of_a_file(case: Path, tmp_path: Path) -> None:
    text, _, expected = case.read_text(encoding="utf-8").partition(LINE)
    parts = parts_of(text, tmp_path)
    said = [f"第{part.lines[0].number}行 {part.part}".strip() for part in parts]
    assert said == expected.split("\n")[1:-1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_no_line_is_lost(case: Path, tmp_path: Path) -> None:
    text, _, _ = case.read_text(encoding="utf-8").partition(LINE)
    lines = [line.text for part in parts_of(text, tmp_path) for line in part.lines]
    assert lines == [line.strip() for line in text.splitlines() if line.strip()]


def test_each_part_is_a_document_of_its_own(tmp_path: Path) -> None:
    text, _, _ = (CASES[0].parent / "公文汇编.txt").read_text(encoding="utf-8").partition(LINE)
    documents = [outline.parse(part, f"d{n}")[0] for n, part in enumerate(parts_of(text, tmp_path), 1)]
    assert [d.meta.number for d in documents] == ["云政发〔2024〕5号", "云政发〔2024〕6号", None]
    assert [d.meta.kind for d in documents] == ["通知", "决定", "办法"]
    assert [[s.id for s in d.root.children] for d in documents] == [["1", "2"], [], ["art-1", "art-2"]]


def test_a_title_that_comes_again_is_counted(tmp_path: Path) -> None:
    head = "云溪镇人民政府关于防汛的通知\n云政发〔2024〕{}号\n各村民委员会：\n请做好防汛工作。\n"
    parts = parts_of(head.format(1) + head.format(2), tmp_path)
    assert [part.part for part in parts] == ["云溪镇人民政府关于防汛的通知", "云溪镇人民政府关于防汛的通知（2）"]


def test_the_clerk_can_keep_a_file_together(tmp_path: Path) -> None:
    text, _, _ = (CASES[0].parent / "公文汇编.txt").read_text(encoding="utf-8").partition(LINE)
    (tmp_path / "x.yml").write_text("拆分: 否\n", encoding="utf-8")
    assert len(parts_of(text, tmp_path)) == 1


def test_other_data_of_the_clerk_holds_for_no_part_and_is_said(tmp_path: Path) -> None:
    text, _, _ = (CASES[0].parent / "公文汇编.txt").read_text(encoding="utf-8").partition(LINE)
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    (tmp_path / "x.yml").write_text("标题: 汇编\n主题: [作风]\n", encoding="utf-8")
    parts, found = collection.split(source_of(tmp_path / "x.txt"))
    assert [d.code for d in found] == ["O111", "O112"]
    assert {part.given.topics for part in parts} == {("作风",)}


def test_a_long_list_costs_no_more_than_its_length(tmp_path: Path) -> None:
    lines = "\n".join(f"第几件事情{n}号" for n in range(40_000))
    assert len(parts_of(f"目录\n{lines}\n", tmp_path)) == 1


def test_the_clerks_title_goes_before_the_rules(tmp_path: Path) -> None:
    text = (Path(__file__).parent / "golden/outline/通知-印发办法.txt").read_text(encoding="utf-8").partition(LINE)[0]
    (tmp_path / "x.yml").write_text("标题: 河道保洁办法\n", encoding="utf-8")
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")
    document, _ = outline.parse(source_of(tmp_path / "x.txt"), "d")
    assert document.meta.title == "河道保洁办法"
