"""Documents that attack their site, in a real build and in Chromium; `tests.bench.hostile` does it with many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from generator.verifying import verify
from tests.bench import hostile
from tests.fuzz.attacks import FORMATS, FRAGMENTS, RUN, documents

DOCUMENTS = 32


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of their site; all of them were read."""
    return hostile.built(tmp_path_factory.mktemp("hostile"), documents(DOCUMENTS))


def test_documents_follow_from_their_number() -> None:
    assert documents(8) == {name: data for name, data in documents(12).items() if int(name[:3]) < 8}
    assert documents(8) != documents(8, seed=2)
    assert {Path(name).suffix for name in documents(8)} >= set(FORMATS)


def test_words_stay_words(build: Path, browser: Browser) -> None:
    """No difference between file, page and screen; nothing runs, nothing is asked for."""
    report, found = verify.verify(build)
    assert not found and report.documents == DOCUMENTS
    seen = hostile.look(browser, build / "site")
    assert seen.clean() and seen.pages > 3 * DOCUMENTS, str(seen)


def test_an_attack_as_a_query_stays_words(build: Path, browser: Browser) -> None:
    seen = hostile.searches(browser, build / "site", FRAGMENTS[::4])
    assert seen.clean() and seen.pages > 30, str(seen)


def test_escaping_holds_without_the_policy(build: Path, browser: Browser) -> None:
    """And a script that came through is noticed: one is put in by hand."""
    site = build / "site"
    hostile.strip(site)
    seen = hostile.look(browser, site)
    assert seen.clean(), str(seen)
    page = site / "topics" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</h1>", f"</h1><script>{RUN}</script>"), encoding="utf-8")
    assert hostile.look(browser, site).ran == ["topics/"]
