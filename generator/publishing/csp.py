"""The Content-Security-Policy of the site: what a browser may load and run on its pages. Pure.

Nothing from elsewhere, no script but our files and the theme's few inline ones, which are known by their hash: words of
a document that slipped through as a script would not run.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import cast

from lxml import etree

_INLINE = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/(?:ld\+)?json", re.IGNORECASE)
_ROOT = re.compile(r'new URL\("[./]*",location\)')
"""How the theme's scripts say where the site begins: the one thing in them that differs from page to page."""
_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
SHOWN = 40
"""Characters of a script by which it is told from others."""
_LOOSE = etree.XPath("//style | //*[@style or @*[starts-with(name(), 'on')]]")
_HASH = re.compile(r"'sha256-[^']+'")
_META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="[^"]*">')


def inline_scripts(page: str) -> list[str]:
    """Texts of the scripts that stand in a page itself; data in JSON is none."""
    return [found["text"] for found in _INLINE.finditer(page) if not _DATA.search(found["attributes"])]


def variants(scripts: Iterable[str], depth: int) -> frozenset[str]:
    """The theme's scripts as they stand on pages down to `depth` folders below the root, and on 404.html."""
    roots = [".", *("/".join([".."] * count) for count in range(1, depth + 1))]
    every = {_ROOT.sub(f'new URL("{root}",location)', script) for script in scripts for root in roots}
    return frozenset(every | set(scripts))


def policy(scripts: Iterable[str]) -> str:
    """The policy that lets these inline scripts run, by their hashes, and our own files."""
    hashes = sorted(map(hashed, scripts))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *hashes)),
            "style-src 'self'",
            "img-src 'self' data:",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def stopped(page: str) -> frozenset[str]:
    """What stands in a page and its policy makes browsers ignore: scripts without a hash, styles, handlers."""
    policy = read(page)
    scripts = {f"<script> {script.strip()[:SHOWN]}" for script in inline_scripts(page) if hashed(script) not in policy}
    root = etree.fromstring(page.encode() or b"<p>", etree.HTMLParser(encoding="utf-8", huge_tree=True))
    elements = cast("list[etree._Element]", _LOOSE(root)) if root is not None else []
    return frozenset(scripts | {mark for element in elements for mark in _marks(element)})


def _marks(element: etree._Element) -> Iterator[str]:
    """An element's own styles and handlers, named without their values."""
    if element.tag == "style":
        yield "<style>"
    for name in map(str, element.attrib):
        if name == "style" or name.startswith("on"):
            yield f"<{element.tag} {name}=…>"


def hashed(script: str) -> str:
    """How a policy names an inline script."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


def joined(one: str, other: str) -> str:
    """A policy that lets the inline scripts of two policies run, else the first."""
    own = one.split("script-src 'self'")[-1].partition(";")[0].split()
    more = [word for word in _HASH.findall(other) if word not in own]
    return one.replace(
        " ".join(("script-src 'self'", *own)), " ".join(("script-src 'self'", *sorted([*own, *more]))), 1
    )


def put(page: str, policy: str) -> str | None:
    """A page with the policy behind its charset, before anything is loaded; None when it has no such place."""
    place = _CHARSET.search(page)
    if place is None:
        return None
    return f'{page[: place.end()]}<meta http-equiv="Content-Security-Policy" content="{policy}">{page[place.end() :]}'


def read(page: str) -> str:
    """The policy that a page states; empty = none."""
    found = _META.search(page)
    return found[0].partition('content="')[2][:-2] if found else ""


def without(page: str) -> str:
    """A page without its policy, for a preview that adds a script of its own."""
    return _META.sub("", page, count=1)
