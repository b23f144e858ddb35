"""Shared fixtures. Tests marked by the fixture `shared` need the collection of real documents beside the project."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from generator import config, pipeline
from generator.delivery import servers
from generator.readers import read_file
from generator.source import Source

# Speed is measured by benchmarks; on a busy machine an example or a page may take any time.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")
expect.set_options(timeout=30_000)

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --update-golden` writes what the code says now into tests/golden; read the diff before you keep it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the expected parts of tests/golden")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and scorers; absent on most machines, required under CI."""
    if SHARED.is_dir():
        return SHARED
    if os.environ.get("CI") == "true":
        pytest.fail(f"{SHARED} is missing: under CI the tests on real documents must run")
    pytest.skip(f"needs the real documents in {SHARED}")


def source_of(path: Path) -> Source:
    """A file as the readers see it; the test fails when they refuse it."""
    source, found = read_file(path)
    assert source, found
    return source


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of the sample site, built once for all tests."""
    build = tmp_path_factory.mktemp("sample") / "build"
    site, _ = config.load(ROOT / "mkdocs.yml", build=build)
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    return build


@pytest.fixture(scope="session")
def dev(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The build folder of a site of real documents, built once for all tests."""
    site, _ = config.load(ROOT / "mkdocs.yml", shared / "corpus" / "dev", tmp_path_factory.mktemp("dev") / "build")
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    return site.build


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one the browser tests are skipped, under CI they fail."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no Chromium: under CI the browser tests must run")
    pytest.skip("浏览器测试需要 Chromium：Debian/Ubuntu 用 apt-get install chromium 安装")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One headless Chromium for all tests."""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a new profile that fails the test when it asks for anything outside this machine."""
    context = browser.new_context()
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda r: None if urlsplit(r.url).hostname in (None, "", "127.0.0.1") else foreign.append(r.url))
    yield page
    page.unroute_all(behavior="ignoreErrors")  # an answer still under way must not fail the next test
    context.close()
    assert not foreign


def follow(link: Locator) -> None:
    """Clicks on what leads to another page, and waits until that page is there; a click alone waits for no more than
    its beginning, and on a busy machine not for that."""
    with link.page.expect_navigation():
        link.click()


@contextmanager
def served(folder: Path, handler: type[Silent] | None = None) -> Iterator[str]:
    """A folder over http on this machine; its root address."""
    answers = functools.partial(handler or Silent, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Silent(http.server.SimpleHTTPRequestHandler):
    """A file server that does not log, and has browsers ask again for what they have, as real servers do for pages.

    Without a word on it a browser would ask again, or not, by how long ago the site was built.
    """

    cache_control = servers.FRESH

    def end_headers(self) -> None:
        self.send_header("Cache-Control", self.cache_control)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For a wrong address the site's own page, as servers of such sites are told to answer."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        self.answer([page.read_bytes()], code)

    def answer(self, pieces: Sequence[bytes], code: int = 200, pause: float = 0) -> None:
        """A page in so many pieces, with so many seconds between them."""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(sum(map(len, pieces))))
        self.end_headers()
        self.wfile.write(pieces[0])
        for piece in pieces[1:]:
            time.sleep(pause)
            self.wfile.write(piece)


class Uncached(Silent):
    """A server for a folder that is exchanged: a browser keeps nothing of it, since files may be of the same second."""

    cache_control = "no-store"
