"""What mkdocs.yml allows readers: the original files, an address for mistakes. And how a section is cited."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import config, labels, pipeline
from generator.structure import collection
from tests.conftest import ROOT, source_of

TEXT = """在学习会上的讲话
（2024年3月5日）
同志们：
一、统一思想
（一）学习要经常
1.每月学一次。要结合实际。
2.每季考一次。要注重效果。
（二）学习要管用
学了就用。
二、抓好落实
落实要具体。
"""


def settings(folder: Path, own: str) -> Path:
    """A site with one document and these settings of ours."""
    (folder / "content").mkdir()
    (folder / "content" / "讲话.txt").write_text(TEXT, encoding="utf-8")
    top = folder / "mkdocs.yml"
    top.write_text(
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ntheme:\n  custom_dir: {ROOT / 'overrides'}\nextra:\n  yandu: {own}\n",
        encoding="utf-8",
    )
    return top


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ("{contact: a.b@example.cn, originals: true}", []),
        ("{contact: '', originals: false}", []),
        ("{contact: 'a@b.cn?cc=c@d.cn'}", ["F101"]),
        ("{contact: [a@b.cn]}", ["F101"]),
        ("{originals: 是}", ["F101"]),
    ],
)
def test_settings_are_judged(tmp_path: Path, own: str, codes: list[str]) -> None:
    found = config.load(settings(tmp_path, own))[1]
    assert [one.code for one in found] == codes


def test_the_original_and_the_address_are_given_when_allowed(tmp_path: Path) -> None:
    site, _ = config.load(settings(tmp_path, "{contact: xuexi@example.cn, originals: true}"))
    assert pipeline.build(site).published
    [copy] = (site.build / "site").glob("*/original.txt")
    assert copy.read_bytes() == TEXT.encode()
    page = (copy.parent / "index.html").read_text(encoding="utf-8")
    assert 'href="../original.txt"' in page or 'href="original.txt"' in page
    assert 'href="mailto:xuexi@example.cn?subject=' in page


def test_sections_are_cited_by_their_numbers(tmp_path: Path) -> None:
    settings(tmp_path, "{}")
    [part], _ = collection.split(source_of(tmp_path / "content" / "讲话.txt"))
    [document], _ = pipeline.understand([part])
    cited = labels.cited(document)
    assert (cited[""], cited["1"], cited["1-2"]) == ("", "一", "一（二）")
    assert cited["1-1-2"] == "一（一）2"
