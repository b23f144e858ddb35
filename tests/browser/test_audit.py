"""`yandu verify --browser`: every kind of page in a real browser, at a root, below a path, from a disk.

Nothing from elsewhere is asked for, the policy is never broken, the console stays silent, no file is missing, no link
is dead, on the sample and on a site of real documents; and each of these faults is found where it is put in.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator import cli, health
from generator.browsing import audit, kinds, walk
from generator.delivery import bundle
from generator.diagnostics import text
from generator.publishing import csp, strict
from generator.source import Diagnostic
from generator.verifying import verify
from generator.verifying.built import open_build
from tests.conftest import ROOT, served


def walked(build: Path, browser: Browser) -> tuple[audit.Walked, list[str]]:
    """What was looked at, and the findings in words."""
    built, missing = open_build(build, staged=False)
    assert built, missing
    report, found = audit.walked(built, browser)
    return report, [text(one) for one in found]


@pytest.mark.parametrize("name", ["sample", "dev"])
def test_no_page_of_any_kind_has_a_fault(name: str, browser: Browser, request: pytest.FixtureRequest) -> None:
    build: Path = request.getfixturevalue(name)
    report, found = walked(build, browser)
    assert not found
    assert report.kinds >= 20 and len(report.ways) == 3 and report.links > 1000
    assert not verify.verify(build)[1]
    assert not strict.loose(build / "site")


# -- each fault is found -----------------------------------------------------------------------------------------------

FAULTS = {
    "P220": '<img src="https://elsewhere.invalid/a.png">',
    "P221": "<script>window.stolen = 1</script>",
    "P222": '<script src="fails.js"></script>',
    "P223": '<img src="missing.png">',
    "P225": '<a href="no/such/page/">x</a>',
}


@pytest.fixture
def faulty(sample: Path, tmp_path: Path) -> Path:
    """A build that may be damaged."""
    shutil.copytree(sample, tmp_path / "build", symlinks=True)
    return tmp_path / "build"


def damage(build: Path, words: str, page: str = "index.html") -> None:
    """Puts words at the end of a page."""
    file = build / "site" / page
    file.write_text(file.read_text(encoding="utf-8").replace("</body>", f"{words}</body>"), encoding="utf-8")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks over three kinds of pages only."""
    every = kinds.addresses
    monkeypatch.setattr(
        kinds, "addresses", lambda *at: {kind: every(*at)[kind] for kind in ("home", "hits", "404")}
    )  # fmt: skip


@pytest.mark.usefixtures("few")
def test_each_fault_is_found_in_every_way(faulty: Path, browser: Browser) -> None:
    (faulty / "site" / "fails.js").write_text("throw new Error('broken')", encoding="utf-8")
    damage(faulty, "".join(FAULTS.values()))
    built, _ = open_build(faulty, staged=False)
    assert built
    _, found = audit.walked(built, browser)
    assert {one.code for one in found if one.loc.file == "site/"} == set(FAULTS)
    for one in found:
        assert one.args[1] == "、".join(way.name for way in walk.WAYS), text(one)
    assert {one.args[0] for one in found if one.code in ("P223", "P225")} == {"missing.png", "no/such/page"}


@pytest.mark.usefixtures("few")
def test_a_search_that_is_broken_is_found(faulty: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "PATIENCE", 5000)
    for file in (faulty / "site" / "assets" / "search-data").rglob("texts-*.js"):
        file.write_text("", encoding="utf-8")
    _, found = walked(faulty, browser)
    assert len(found) == 1 and "S204" in found[0] and all(way.name in found[0] for way in walk.WAYS)


def test_a_page_that_is_not_there_has_links_that_lead_home(sample: Path, browser: Browser) -> None:
    for way in walk.WAYS[:2]:
        (visit,) = walk.walk(browser, sample / "site", way, {"404": "404.html"})
        assert not visit.faults
        assert {".#", "topics#", "search#"} <= visit.links


@pytest.mark.parametrize("way", walk.WAYS, ids=lambda way: way.place or "disk")
def test_a_page_that_does_not_open_is_found(sample: Path, browser: Browser, way: walk.Way) -> None:
    (visit,) = walk.walk(browser, sample / "site", way, {"section": "gone/"})
    assert "P224" in [code for code, _ in visit.faults]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("<script>window.stolen = 1</script>", "<script> window.stolen = 1"),
        ("<style>p { color: red }</style>", "<style>"),
        ('<p style="color: red">', "<p style=…>"),
        ("<p ONCLICK='x()'>", "<p onclick=…>"),
    ],
)
def test_what_the_policy_does_not_allow_is_read_off_the_pages(faulty: Path, words: str, said: str) -> None:
    damage(faulty, words, "topics/index.html")
    (found,) = strict.loose(faulty / "site")
    assert (found.code, found.loc.file, found.args) == ("P215", "site/topics/index.html", (said, "1"))


def test_a_page_without_its_policy_is_named(faulty: Path) -> None:
    file = faulty / "site" / "topics" / "index.html"
    file.write_text(csp.without(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert "P214" in [one.code for one in verify.verify(faulty)[1]]


# -- the command -------------------------------------------------------------------------------------------------------


def command(build: Path, *options: str) -> list[str]:
    return ["verify", "--config", str(ROOT / "mkdocs.yml"), "--build", str(build), *options]


def test_the_command_tells_what_a_browser_saw(sample: Path, chromium: str) -> None:
    run = [sys.executable, "-m", "generator", *command(sample, "--browser")]
    done = subprocess.run(run, capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert chromium and done.returncode == 0, done.stderr
    assert "类网页（服务器根路径、服务器子路径、双击打开）" in done.stdout and not done.stderr


def test_what_is_lacking_is_named(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(health, "browser", lambda: None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert cli.main(command(sample, "--browser")) == 2
    said = capsys.readouterr().err
    assert "E123" in said and "E124" in said and "pip install playwright" in said
    assert cli.main(command(sample)) == 0


def apart(work: Callable[[], None]) -> None:
    """Does work in a thread of its own."""
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_browser_that_does_not_start_is_named(sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "browser", lambda: "/no/such/browser")
    found: list[Diagnostic] = []
    # Playwright has one driver a thread, and the tests' own stands in this one.
    apart(lambda: found.extend(audit.audit(sample)[1]))
    assert [one.code for one in found] == ["E125"] and text(found[0])


# -- the bundle --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def unpacked(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundle of the sample."""
    top = tmp_path_factory.mktemp("bundle")
    made, _ = bundle.bundle(sample, top / "site.zip")
    assert made
    zipfile.ZipFile(made.file).extractall(top)
    return top / bundle.TOP


def test_a_double_click_opens_the_bundle(page: Page, unpacked: Path) -> None:
    page.goto((unpacked / "index.html").as_uri())
    page.wait_for_url("**/site/index.html")
    page.locator("a.y-tile").first.click()
    page.wait_for_url("**/site/*/index.html")
    page.locator("h1").first.wait_for()


def test_the_bundle_holds_the_pages_that_were_looked_at(unpacked: Path, sample: Path) -> None:
    """So the audit of the site is one of the bundle; 404.html is `test_bundle`'s."""
    for file in sorted(set((sample / "site").rglob("*.html")) - {sample / "site" / "404.html"}):
        assert (unpacked / "site" / file.relative_to(sample / "site")).read_bytes() == file.read_bytes()


@pytest.fixture
def root(sample: Path) -> Iterator[str]:
    with served(sample / "site") as address:
        yield address


def test_the_hits_of_a_search_open(page: Page, root: str) -> None:
    page.goto(f"{root}search/?q=作风")
    page.locator("[data-search-state=done]").wait_for()
    page.locator("a[data-search-hit]").first.click()
    page.locator(".t").first.wait_for()


def test_a_script_that_came_with_the_words_would_not_run(page: Page, root: str, sample: Path) -> None:
    """The policy itself at work: a page as if escaping had failed."""
    witness = walk.Witness(page, root)
    page.route("**/topics/", lambda route: route.fulfill(
        body=(sample / "site/topics/index.html").read_text(encoding="utf-8").replace(
            "</h1>", "</h1><script>window.stolen=1</script><img src=x onerror='window.stolen=2'>", 1
        ),
        content_type="text/html; charset=utf-8",
    ))  # fmt: skip
    with page.expect_event("console", lambda message: "Content Security Policy" in message.text):
        page.goto(root + "topics/")
    assert page.evaluate("window.stolen") is None
    assert "P221" in [code for code, _ in witness.faults]
