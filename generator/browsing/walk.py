"""Walks through a site in a real browser and writes down what goes wrong on its pages (effect).

Needs Playwright, an optional part of Yandu: import this module only where it is there.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, Response, TimeoutError, sync_playwright

from . import host

QUIET = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Chromium asks for nothing by itself."""
SETTLING = 150
"""Milliseconds in which the scripts of a page do what they do by themselves."""
PATIENCE = 30_000
"""Milliseconds after which a page is given up."""
LOST = "404"
"""The kind of page that only servers show, for any address that is not there."""
NOWHERE, LOST_PAGE = "nowhere/below/", "404.html"
FOUND, DONE = "a[data-search-hit]", "[data-search-state=done]"
POLICY = "Content Security Policy"
LOADING = "Failed to load resource"
"""The console's words for what the requests themselves tell better."""
LEFT = "net::ERR_ABORTED"
"""Of a request that was given up because the reader went on."""
LINKS = "[...document.querySelectorAll('a[href]')].map((a) => new URL(a.getAttribute('href'), document.baseURI).href)"


class Way(NamedTuple):
    """How readers come to the site."""

    name: str
    """In words for users."""
    place: str
    """The site's path on a server; empty = opened from a disk."""


WAYS = (Way("服务器根路径", "/"), Way("服务器子路径", "/xuexi/"), Way("双击打开", ""))


class Visit(NamedTuple):
    """What was seen of a page."""

    page: str
    """Its address below the site."""
    faults: tuple[tuple[str, str], ...]
    """(code, what it was)."""
    links: frozenset[str]
    """`path#id` below the site of all that the page leads to there once its scripts have run."""


@contextmanager
def browser(program: str) -> Iterator[Browser]:
    """A headless Chromium; raises `Error` when it does not start."""
    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=program, args=QUIET)
        try:
            yield started
        finally:
            started.close()


def reason(error: Error) -> str:
    """What went wrong, without the log that comes with it."""
    late = isinstance(error, TimeoutError)
    return f"等了 {PATIENCE // 1000} 秒" if late else error.message.partition("\n")[0]


def walk(browser: Browser, site: Path, way: Way, pages: Mapping[str, str]) -> Iterator[Visit]:
    """Opens pages (kind → address below the site) one after another as a reader who comes for the first time."""
    with opened(site, way) as root:
        context = browser.new_context()
        try:
            page = context.new_page()
            page.set_default_timeout(PATIENCE)
            witness = Witness(page, root)
            for kind, address in pages.items():
                if kind != LOST or way.place:
                    yield _visit(page, witness, kind, address)
        finally:
            context.close()


@contextmanager
def opened(site: Path, way: Way) -> Iterator[str]:
    """The address of the site's folder, as this way leads to it."""
    if way.place:
        with host.served(site, way.place) as root:
            yield root
    else:
        yield f"{site.resolve().as_uri()}/"


def _visit(page: Page, witness: Witness, kind: str, address: str) -> Visit:
    """Opens one page and waits until it has settled."""
    witness.faults = []
    links: list[str] = []
    try:
        answer = page.goto(located(witness.root, NOWHERE if kind == LOST else address), wait_until="load")
        if answer and answer.status >= 400 and kind != LOST:
            witness.note("P224", f"服务器回答 {answer.status}")
        if "?q=" in address:
            _searched(page, witness, kind, address)
        page.wait_for_timeout(SETTLING)
        links = [link.replace(NOWHERE, LOST_PAGE) for link in page.evaluate(LINKS)]
    except Error as error:
        witness.note("P224", reason(error))
    inside = frozenset(target(link.removeprefix(witness.root)) for link in links if link.startswith(witness.root))
    return Visit(unquote(address), tuple(dict.fromkeys(witness.faults)), inside)


def _searched(page: Page, witness: Witness, kind: str, address: str) -> None:
    """Waits for the search to end; where there must be hits, there are some."""
    try:
        page.locator(DONE).wait_for()
        found = kind != "hits" or page.locator(FOUND).count() > 0
    except TimeoutError:
        found = False
    if not found:
        witness.note("S204", unquote(address.partition("=")[2]))


def located(root: str, address: str) -> str:
    """Where a page is to be had; from a disk a folder does not open its page."""
    if not root.startswith("file:"):
        return root + address
    path, mark, query = address.partition("?")
    return root + (f"{path}index.html" if not path or path.endswith("/") else path) + mark + query


def target(address: str) -> str:
    """An address below the site as `path#id`, the same for a folder and its page."""
    path, _, id = address.partition("#")
    folder = unquote(path.partition("?")[0]).removesuffix("index.html")
    return f"{posixpath.normpath(folder or '.')}#{unquote(id)}"


class Witness:
    """Writes down what the browser objects to on a page; `faults` holds (code, what it was)."""

    def __init__(self, page: Page, root: str) -> None:
        self.root, self.faults = root, list[tuple[str, str]]()
        page.on("request", self._request)
        page.on("response", self._response)
        page.on("requestfailed", self._failed)
        page.on("pageerror", lambda error: self.note("P222", error.message))
        page.on("console", self._console)

    def note(self, code: str, what: str) -> None:
        """One fault; the site is named the same wherever it lies."""
        self.faults.append((code, unquote(what.replace(self.root, ""))))

    def _own(self, url: str) -> bool:
        """Whether an address is the site's or none that is asked for anywhere; beside the site there is nothing."""
        origin = "/".join(self.root.split("/")[:3]) + "/"
        return url.startswith((self.root if self.root.startswith("file:") else origin, "data:", "blob:"))

    def _request(self, request: Request) -> None:
        if not self._own(request.url):
            self.note("P220", request.url)

    def _response(self, response: Response) -> None:
        if response.status >= 400 and not response.request.is_navigation_request():
            self.note("P223", response.url)

    def _failed(self, request: Request) -> None:
        if self._own(request.url) and request.failure != LEFT:
            self.note("P223", request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(LOADING):
            self.note("P221" if POLICY in message.text else "P222", message.text)
