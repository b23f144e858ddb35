"""What a built page shows of a document, which ids it has, and which addresses it leads to or loads. Pure.

An address is judged by its form alone: whether a file stands behind it is for the caller to see.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple, cast
from urllib.parse import unquote

from lxml import etree


class Rendered(NamedTuple):
    """A parsed page."""

    texts: tuple[str, ...]
    """The words of a document, one string an element (class `t`)."""
    ids: frozenset[str]
    links: frozenset[str]
    """`path#id` below the site of all that it links to or loads there; the path may be a folder's."""
    foreign: frozenset[str]
    """Addresses elsewhere that it would load, and links whose scheme is none of `LINKED`."""


LINKED = frozenset({"http", "https", "mailto", "tel"})
"""Schemes to which a link may lead; nothing is requested before the reader follows it."""
INLINE = frozenset({"data", "blob", "about"})
"""Schemes that can be loaded without a request."""
PASSIVE = frozenset({"canonical", "alternate", "prev", "next", "author", "license", "help", "bookmark"})
"""Relations of link elements that browsers do not load."""
ADDRESSES = frozenset(
    {"href", "src", "srcset", "imagesrcset", "poster", "data", "action", "formaction", "background", "manifest"}
)
"""Attributes that hold addresses, of whatever element."""

_TEXTS = etree.XPath("//*[contains(concat(' ', normalize-space(@class), ' '), ' t ')]")
_STRING = etree.XPath("string()", smart_strings=False)
_IDS = etree.XPath("//@id | //a/@name", smart_strings=False)
_POINTING = etree.XPath("//*[" + " or ".join(f"@{name}" for name in sorted(ADDRESSES)) + "]")
_STYLES = etree.XPath("//style/text() | //@style", smart_strings=False)
_ELSEWHERE = re.compile(r"([a-z][a-z0-9+.-]*):|//", re.IGNORECASE)
_COMMENTS = re.compile(r"/\*.*?\*/", re.DOTALL)
_LOADED_BY_CSS = re.compile(
    r"(?:url\(|image-set\(|@import)\s*[\"']?\s*((?:[a-z][a-z0-9+.-]*:)?//[^\s\"')]*)", re.IGNORECASE
)
_BASE = re.compile(rb'"base":\s*"(/[^"]*)"')


def parse(name: str, content: bytes) -> Rendered:
    """The page with path `name` below the site; what is broken HTML gives what a browser would see of it."""
    root = etree.fromstring(content.strip() or b"<p>", etree.HTMLParser(encoding="utf-8", huge_tree=True))
    if root is None:  # nothing but comments and the like
        return Rendered((), frozenset(), frozenset(), frozenset())
    texts = tuple(str(_STRING(element)) for element in cast("list[etree._Element]", _TEXTS(root)))
    links, foreign = set(), set(foreign_in_css("\n".join(cast("list[str]", _STYLES(root)))))
    for address, passive in set(_addresses(root)):
        scheme = _ELSEWHERE.match(address)
        if not scheme:
            links.add(_target(name, address, content))
        elif (scheme[1] or "http").lower() not in (LINKED if passive else INLINE):
            foreign.add(address)
    return Rendered(texts, frozenset(cast("list[str]", _IDS(root))), frozenset(links), frozenset(foreign))


def foreign_in_css(css: str) -> set[str]:
    """Addresses elsewhere that a style sheet would load; what stands in comments or data: images is none."""
    return {match[1] for match in _LOADED_BY_CSS.finditer(_COMMENTS.sub(" ", css))}


def _addresses(root: etree._Element) -> Iterator[tuple[str, bool]]:
    """Every address on a page, and whether a browser leaves it alone until the reader follows it."""
    for element in cast("list[etree._Element]", _POINTING(root)):
        follow = element.tag in ("a", "area") or (element.tag == "link" and _is_passive(element.get("rel", "")))
        for name, value in cast("list[tuple[str, str]]", element.items()):
            if name in ADDRESSES:
                for address in value.split(",") if "srcset" in name else [value]:
                    # Browsers read a backslash as a slash and drop blanks at the ends.
                    yield (address.split() or [""])[0].replace("\\", "/"), follow and name == "href"


def _is_passive(rel: str) -> bool:
    """Whether browsers leave alone what a link element of these relations names."""
    words = rel.lower().split()
    return bool(words) and PASSIVE.issuperset(words)


def _target(page: str, address: str, content: bytes) -> str:
    """An address on `page` as `path#id` below the site.

    Only 404.html may use addresses from the server's root: it says itself where the site begins there.
    """
    path, _, id = address.partition("#")
    path = unquote(path.partition("?")[0])
    base = _BASE.search(content) if path.startswith("/") else None
    if base:
        path = path.removeprefix(base[1].decode("utf-8", "replace").rstrip("/")).lstrip("/")
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return f"{file}#{unquote(id)}"
