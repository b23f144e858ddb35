"""rjieba stands in for jieba only because it cuts exactly alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.knowledge import idf
from generator.readers.encoding import decode

CONTENT = Path(__file__).parent.parent.parent / "content"
TEXTS = sorted(path for path in CONTENT.rglob("*") if path.suffix in (".txt", ".md", ".yml"))


@pytest.fixture(scope="module")
def jieba() -> idf.Cutter:
    return idf.jieba_cutter()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_both_cut_alike(path: Path, jieba: idf.Cutter) -> None:
    text, _, _ = decode(path.read_bytes(), path.name)
    clauses = idf.CLAUSE.findall(text or "")
    assert clauses
    assert [idf.cutter()(clause) for clause in clauses] == [jieba(clause) for clause in clauses]


def test_names_and_numbers_that_no_dictionary_has(jieba: idf.Cutter) -> None:
    for clause in (
        "欧阳朔望同志在云溪镇",
        "GB/T9704第3条",
        "一二三四五六七八九十",
        "𠮷野家讲话abc党课2024年",
        "㐀㐁㐂",
    ):
        assert idf.cutter()(clause) == jieba(clause)
