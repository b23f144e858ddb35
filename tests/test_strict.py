"""The policy in every page: only what the theme itself writes may run; a document's file is never touched."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest

from generator.output.layout import NEXT
from generator.preview import serve
from generator.publishing import csp, strict

SCOPE = 'var scope=new URL("{}",location)'
PAGE = (
    '<html><head><meta name="referrer" content="no-referrer"><meta charset="utf-8"><title>题</title></head>'
    "<body>{}</body></html>"
)


def script(text: str) -> str:
    return f"<script>{text}</script>"


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that waits: the page for lost readers and a page two folders down."""
    pages = {
        "404.html": script(SCOPE.format("/")) + script("theme()"),
        "a/b/index.html": script(SCOPE.format("../..")) + script("theme()"),
        "a/original.html": script("the clerk's own"),
    }
    for name, body in pages.items():
        (tmp_path / NEXT / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / NEXT / name).write_text(PAGE.format(body), encoding="utf-8")
    return tmp_path


def read(site: Path, name: str) -> str:
    return (site / NEXT / name).read_text(encoding="utf-8")


def test_the_themes_scripts_are_known_by_their_hashes_at_every_depth(site: Path) -> None:
    assert strict.enforce(site, ["a/b/"]) == ()
    policy = csp.read(read(site, "a/b/index.html"))
    assert policy == csp.read(read(site, "404.html"))
    scripts = [*(SCOPE.format(root) for root in ("/", ".", "..", "../..")), "theme()"]
    assert set(re.findall(r"'sha256-[^']+'", policy)) == set(map(hashed, scripts))
    assert "unsafe" not in policy and "default-src 'none'" in policy


def test_the_policy_stands_before_anything_that_loads(site: Path) -> None:
    before = read(site, "a/b/index.html")
    strict.enforce(site, ["a/b/"])
    after = read(site, "a/b/index.html")
    assert csp.without(after) == before
    assert after.index("Content-Security-Policy") < after.index("<title>")
    assert after.index("charset") < 1024


def test_a_script_that_is_not_the_themes_gets_no_leave(site: Path) -> None:
    page = site / NEXT / "a/b/index.html"
    page.write_text(PAGE.format(script("theme()") + script("steal()")), encoding="utf-8")
    assert [(one.code, one.loc.file) for one in strict.enforce(site, ["a/b/"])] == [("P213", "site/a/b/index.html")]
    assert hashed("steal()") not in csp.read(page.read_text(encoding="utf-8"))


def test_an_original_that_readers_may_download_stays_as_it_is(site: Path) -> None:
    before = read(site, "a/original.html")
    strict.enforce(site, ["a/b/"])
    assert read(site, "a/original.html") == before


def test_data_is_no_script() -> None:
    page = '<script id="c" type="application/json">{}</script><script src="a.js"></script><SCRIPT>x()</SCRIPT>'
    assert csp.inline_scripts(page) == ["x()"]


def test_the_preview_drops_the_policy_for_its_own_script(site: Path) -> None:
    """Its script asks the server for news, which the policy would forbid."""
    strict.enforce(site, ["a/b/"])
    server = serve.Preview(lambda: None, "127.0.0.1", 0, str(site / NEXT))
    served = server._inject_js_into_html((site / NEXT / "a/b/index.html").read_bytes(), 1).decode()
    assert csp.read(served) == "" and "livereload(" in served


def test_every_page_of_the_sample_has_the_policy(sample: Path) -> None:
    pages = sorted((sample / "site").rglob("*.html"))
    policies = {csp.read(page.read_text(encoding="utf-8")) for page in pages}
    assert len(pages) > 200 and len(policies) == 1 and "" not in policies
    assert len(re.findall("'sha256-", policies.pop())) == 8
