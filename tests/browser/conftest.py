"""The small hand-written site of the tests of search page and looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator import search
from generator.search import pairs, sections
from tests.browser.small_site import build, data
from tests.conftest import served


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def indexed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with the other carrier of the search, in several small files."""
    top = tmp_path_factory.mktemp("indexed") / "site"
    shutil.copytree(site, top)
    shutil.rmtree(top / search.FOLDER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairs, "SHARD", 60)
        patch.setattr(sections, "SHARD", 3)
        patch.setitem(search.TEXTS, "index", 400)
        files = data("index")
    for path, text in files:
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        (top / path).write_text(text, encoding="utf-8")
    return top


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address
