"""How an element looks, by its tag, its attributes and its own style; style sheets are not read. Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from lxml import etree

from .page import Look

DROPPED = frozenset([
    "head", "title", "script", "style", "template", "noscript", "meta", "link", "base", "noframes", "noembed", "rp",
    "param", "area", "annotation", "annotation-xml", "datalist", "colgroup", "col", "xml",
])  # fmt: skip
"""Elements whose words no browser shows."""
VOID = frozenset(["embed", "source", "track"])
"""Elements that have no content; the parser, older than HTML 5, puts what follows them inside."""
GUIDE = "rt"
"""Says how a character is read; the character itself is the text."""
EMBEDDED = frozenset(["img", "iframe", "object", "embed", "applet", "video", "audio", "canvas", "svg"])
"""Elements in whose place something else than words is shown."""
BLOCKS = frozenset([
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol",
    "optgroup", "option", "p", "plaintext", "pre", "search", "section", "select", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", "xmp",
])  # fmt: skip
"""Elements that stand on lines of their own (HTML standard, «15 Rendering»)."""
_LITERAL = frozenset(["pre", "listing", "plaintext", "xmp", "textarea"])
_PLAIN = frozenset(["p", "div", "span", "br", "td", "tr", "tbody", "table", "li", "ul", "ol", "font", "section"])
_BOLD = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"])
_FONT_SIZES = {"4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0, "+1": 13.5, "+2": 18.0, "+3": 24.0}
_NAMED_SIZES = {"large": 13.5, "x-large": 18.0, "xx-large": 24.0, "xxx-large": 36.0}
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}
_SIZE = re.compile(r"([\d.]{1,8})(pt|px|r?em|%)")
_PIXELS = re.compile(r"\s*(\d{1,6})(?:\.\d*)?\s*(?:px)?\s*$")
_ICON = 24
_FILE = re.compile(r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|ceb|rtf|zip|rar)$", re.IGNORECASE)
_ADDRESS = 20
"""Characters at the end of an address that tell a document."""
_BREAKING = ("block", "flex", "grid", "table", "list-item", "flow-root")
_FLOWING = ("inline", "contents")
_COMMENT_PARTS = ("comment-list", "header", "footer")
_MARGINALIA = frozenset({"msocomanchor", "msocomtxt", "msocomhide", "msocomoff"})


@lru_cache(maxsize=4096)
def style(words: str) -> dict[str, str]:
    """The declarations of a style attribute, lower case, without !important."""
    pairs = (part.partition(":") for part in words.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value}


def names(element: etree._Element) -> tuple[str, ...]:
    """The id and the classes of an element, lower case."""
    if not element.attrib:
        return ()
    return tuple(f"{element.get('id', '')} {element.get('class', '')}".lower().split())


def breaks(element: etree._Element, tag: str) -> bool:
    """Whether an element stands on lines of its own: by its display, else by its tag."""
    display = style(element.get("style", "")).get("display", "")
    if display.startswith(_FLOWING):
        return False
    return tag in BLOCKS or display.startswith(_BREAKING)


def of(element: etree._Element, tag: str, around: Look) -> Look:
    """The look of an element inside one that looks like `around`."""
    if tag in _PLAIN and not element.attrib:
        return around
    declared = style(element.get("style", ""))
    address = element.get("href", "").strip() if tag == "a" else ""
    filed = bool(_FILE.search(address[-_ADDRESS:]))
    look = replace(
        around,
        hidden=around.hidden or is_hidden(element, tag),
        linked=around.linked or (_leaves(address) and not filed),
        filed=around.filed or filed,
        literal=_literal(tag, declared, around),
        centred=_centred(element, tag, declared, around),
        bold=_bold(tag, declared, around),
        size=_size(element, tag, declared) or around.size,
    )
    return replace(look, level=int(tag[1])) if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456" else look


def is_hidden(element: etree._Element, tag: str) -> bool:
    """Whether an element hides its words: by attribute, by style, as a remark or a deletion that Word tracks."""
    if tag == GUIDE:
        return True
    if not element.attrib:
        return False
    declared = style(element.get("style", ""))
    if declared.get("display") == "none" or declared.get("visibility") in ("hidden", "collapse"):
        return True
    if declared.get("mso-hide") == "all" or declared.get("mso-element") in _COMMENT_PARTS:
        return True
    if tag == "del" and (element.get("cite") is not None or element.get("datetime") is not None):
        return True
    return element.get("hidden") is not None or not _MARGINALIA.isdisjoint(names(element))


def is_tiny(element: etree._Element) -> bool:
    """Whether a picture is an icon or a dot by the size it is shown in."""
    declared = style(element.get("style", ""))
    sizes = (_PIXELS.match(declared.get(name) or element.get(name) or "") for name in ("width", "height"))
    return any(size and int(size[1]) <= _ICON for size in sizes)


def _leaves(address: str) -> bool:
    """Whether a link leads out of the text; `#part` leads to another place in it, a bare `#` is a button."""
    return bool(address) and (address == "#" or not address.startswith("#"))


def _literal(tag: str, declared: dict[str, str], around: Look) -> bool:
    space = declared.get("white-space", "")
    if space:
        return space.startswith(("pre", "break-spaces"))
    return around.literal or tag in _LITERAL


def _centred(element: etree._Element, tag: str, declared: dict[str, str], around: Look) -> bool:
    align = declared.get("text-align") or (element.get("align") or "").lower()
    if tag in ("img", "table"):
        return around.centred
    return "center" in align if align else around.centred or tag == "center"


def _bold(tag: str, declared: dict[str, str], around: Look) -> bool:
    weight = declared.get("font-weight", "")
    if weight:
        return weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:5]) >= 600)
    return around.bold or tag in _BOLD


def _size(element: etree._Element, tag: str, declared: dict[str, str]) -> float:
    """Points; 0 = it says nothing."""
    words = declared.get("font-size", "")
    found = _SIZE.fullmatch(words)
    if found:
        return float(found[1]) * _POINTS[found[2]] if found[1].count(".") < 2 and found[1] != "." else 0
    return _NAMED_SIZES.get(words, 0) or (_FONT_SIZES.get(element.get("size", ""), 0) if tag == "font" else 0)
