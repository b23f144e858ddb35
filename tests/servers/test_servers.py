"""nginx, Caddy and Apache serve the bundle with the files in it: headers, packing, sub-path, 404, login."""

from __future__ import annotations

import gzip
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from generator.delivery.servers import FOREVER, FRESH, HEADERS
from generator.publishing import csp

from .machines import PASSWORD, PATHS, SERVERS, USER, Server, Start, as_it_is, with_password

Run = Callable[..., Server]


@pytest.fixture(params=SERVERS)
def run(request: pytest.FixtureRequest, start: Start, work: Path) -> Run:
    """Starts a server for a path."""
    name = request.param
    return lambda path="/", login=False: start(name, path, with_password(name, work) if login else as_it_is)


def test_every_answer_has_the_strict_headers(run: Run, bundles: dict[str, Path]) -> None:
    server = run()
    policy = csp.read((bundles["/"] / "site" / "index.html").read_text(encoding="utf-8"))
    for address, status in (("/", 200), ("/topics/", 200), ("/assets/logo.svg", 200), ("/nowhere", 404)):
        answer = server.get(address)
        assert answer.status == status
        for name, value in (("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"), *HEADERS):
            assert answer.headers[name.lower()] == value, (address, name)


@pytest.mark.parametrize(("form", "unpack"), [("gzip", gzip.decompress), ("br", brotli.decompress)])
def test_packed_files_are_sent_to_those_who_can_unpack_them(
    run: Run, bundles: dict[str, Path], request: pytest.FixtureRequest, form: str, unpack: Callable[[bytes], bytes]
) -> None:
    server = run()
    pages = {"/": "index.html", "/topics/": "topics/index.html", "/assets/bundles/site.css": "assets/bundles/site.css"}
    for address, file in pages.items():
        whole = (bundles["/"] / "site" / file).read_bytes()
        packed, plain = server.get(address, Accept_Encoding=form), server.get(address)
        assert plain.body == whole and "content-encoding" not in plain.headers
        kind = "text/css" if file.endswith(".css") else "text/html"
        assert packed.headers["content-type"].startswith(kind)
        if form == "br" and "nginx" in request.node.name:
            continue  # Debian's nginx has no module for it
        assert packed.headers["content-encoding"] == form
        assert len(packed.body) < 0.5 * len(whole) and unpack(packed.body) == whole


def test_files_with_a_hash_in_their_name_are_kept_and_all_others_asked_for_again(
    run: Run, bundles: dict[str, Path]
) -> None:
    server = run()
    site = bundles["/"] / "site"
    hashed = next(file for file in (site / "assets/javascripts").glob("bundle.*.min.js"))
    assert server.get(f"/{hashed.relative_to(site).as_posix()}").headers["cache-control"] == FOREVER
    for address in ("/", "/assets/bundles/site.css", "/search/"):
        answer = server.get(address)
        assert answer.headers["cache-control"] == FRESH
        again = server.get(address, If_None_Match=answer.headers["etag"])
        assert again.status == 304


@pytest.mark.parametrize("path", PATHS)
def test_a_page_that_is_not_there_leads_home_at_any_depth(run: Run, path: str) -> None:
    server = run(path)
    for address in ("nowhere", "deep/below/nowhere/"):
        answer = server.get(f"{path}{address}")
        text = answer.body.decode()
        assert answer.status == 404 and "没有这一页" in text
        own = [one for one in re.findall(r'(?:href|src|action)="([^"#]+)"', text) if not one.startswith("mailto:")]
        assert own
        for target in own:
            assert target.startswith(path) and server.get(target).status == 200, target


@pytest.mark.parametrize("path", PATHS)
def test_the_site_works_below_a_path(run: Run, path: str) -> None:
    server = run(path)
    assert server.get(path).status == 200
    text = server.get(f"{path}topics/").body.decode()
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', text)
    assert styles
    for address in styles:
        assert server.get(f"{path}topics/{address}").status == 200
    if path != "/":
        assert server.get("/topics/").status == 404


def test_nothing_is_listed_hidden_or_written(run: Run) -> None:
    server = run()
    assert server.get("/assets/").status in (403, 404)
    for address in ("/.yandu-maps", "/web.config", "/.git/config", "/assets/.hidden"):
        assert server.get(address).status == 404, address
    assert server.get("/../../etc/passwd").status in (400, 403, 404)
    assert server.get("/", "POST").status in (403, 405)


def test_only_those_with_a_password_come_in(run: Run) -> None:
    server = run(login=True)
    right, wrong = (f"Basic {b64encode(f'{USER}:{word}'.encode()).decode()}" for word in (PASSWORD, "guess"))
    assert server.get("/").status == server.get("/topics/").status == 401
    assert server.get("/", Authorization=wrong).status == 401
    assert server.get("/", Authorization=right).status == 200
