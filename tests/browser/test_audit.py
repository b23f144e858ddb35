"""Every kind of page of the unpacked bundle in a real browser: at a root, below a path, from a disk.

Nothing from elsewhere is asked for, the policy is never broken, the console stays silent, no file is missing.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

from generator.output import bundle
from tests.conftest import served

from .page_kinds import addresses

WAYS = ("http", "path", "disk")


@pytest.fixture(scope="module")
def ways(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Addresses under which the site of the bundle is to be had."""
    top = tmp_path_factory.mktemp("audit")
    for name, path in (("root", "/"), ("below", "/xuexi/")):
        made, _ = bundle.bundle(sample, top / f"{name}.zip", path)
        assert made
        zipfile.ZipFile(made.file).extractall(top / name)
    (top / "server").mkdir()
    shutil.move(top / "below" / bundle.TOP / "site", top / "server" / "xuexi")
    site = top / "root" / bundle.TOP / "site"
    with served(site) as root, served(top / "server") as server:
        yield {"http": root, "path": f"{server}xuexi/", "disk": f"{site.as_uri()}/"}


class Witness:
    """Writes down all that goes wrong on a page."""

    def __init__(self, page: Page, root: str) -> None:
        self.root, self.seen = root, list[str]()
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", lambda request: self.seen.append(f"failed {request.url}"))
        page.on("pageerror", lambda error: self.seen.append(f"error {error}"))
        page.on("console", self._console)

    def _request(self, request: Request) -> None:
        asked, own = urlsplit(request.url), urlsplit(self.root)
        if asked.scheme not in ("data", "blob") and (asked.scheme, asked.netloc) != (own.scheme, own.netloc):
            self.seen.append(f"foreign {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.url.endswith("/404.html"):
            self.seen.append(f"{response.status} {response.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.seen.append(f"console {message.text}")


def address(root: str, path: str) -> str:
    """Of a page; from a disk a folder does not open its page."""
    if not root.startswith("file:"):
        return root + path
    folder, mark, rest = path.partition("?")
    return root + (f"{folder}index.html" if folder == "" or folder.endswith("/") else folder) + mark + rest


@pytest.mark.parametrize("way", WAYS)
def test_no_page_asks_for_anything_it_should_not(page: Page, sample: Path, ways: dict[str, str], way: str) -> None:
    witness = Witness(page, ways[way])
    every = addresses(sample / "site")
    if way == "disk":
        del every["404"]  # servers show it; from a disk nothing leads there
    assert len(every) >= 20
    for name, path in every.items():
        page.goto(address(ways[way], path), wait_until="load")
        page.wait_for_timeout(150)
        assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
        assert not witness.seen, (name, path, witness.seen)


@pytest.mark.parametrize("way", WAYS)
def test_the_search_finds_and_its_hits_open(page: Page, ways: dict[str, str], way: str) -> None:
    witness = Witness(page, ways[way])
    page.goto(address(ways[way], "search/?q=作风"))
    page.locator("[data-search-state=done]").wait_for()
    page.locator("a[data-search-hit]").first.click()
    page.locator(".t").first.wait_for()
    assert not witness.seen


def test_a_double_click_opens_the_site(page: Page, ways: dict[str, str]) -> None:
    page.goto(ways["disk"].removesuffix("site/") + "index.html")
    page.wait_for_url("**/site/index.html")
    page.locator("a.y-tile").first.click()
    page.wait_for_url("**/site/*/index.html")
    page.locator("h1").first.wait_for()


def test_a_script_that_came_with_the_words_would_not_run(page: Page, ways: dict[str, str], sample: Path) -> None:
    """The policy itself at work: a page as if escaping had failed."""
    witness = Witness(page, ways["http"])
    page.route("**/topics/", lambda route: route.fulfill(
        body=(sample / "site/topics/index.html").read_text(encoding="utf-8").replace(
            "</h1>", "</h1><script>window.stolen=1</script><img src=x onerror='window.stolen=2'>", 1
        ),
        content_type="text/html; charset=utf-8",
    ))  # fmt: skip
    page.goto(ways["http"] + "topics/")
    page.wait_for_timeout(200)
    assert page.evaluate("window.stolen") is None
    assert any("Content Security Policy" in one for one in witness.seen)
