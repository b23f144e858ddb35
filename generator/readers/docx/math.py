"""Formulas (ECMA-376 Part 1 §22.1) on one line: (a+b)/c, x^2, √(x). What a line cannot show is named by plain signs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lxml import etree

from . import wml

_PREFIX = f"{{{wml.M}}}"
_VAL = f"{_PREFIX}val"
_Parts = Mapping[str, str]


def linear(formula: etree._Element) -> str:
    """The words of an m:oMath or m:oMathPara in one line. Works from the leaves up, whatever the depth."""
    words: dict[etree._Element, str] = {}
    for element in reversed(list(formula.iter())):
        words[element] = _joined(element, words)
    return words[formula]


def _joined(element: etree._Element, words: Mapping[etree._Element, str]) -> str:
    """The words of one element, those of its children being known."""
    name = str(element.tag).removeprefix(_PREFIX)
    if element.tag in wml.DELETED or (name.endswith("Pr") and element.tag not in wml.PROPERTIES):
        return ""
    if name == "t" or element.tag == wml.TEXT:
        return element.text or ""
    form = _FORMS.get(name)
    if form is None:
        return "".join(words[child] for child in element)
    parts: dict[str, list[str]] = {}
    for child in element:
        parts.setdefault(str(child.tag).removeprefix(_PREFIX), []).append(words[child])
    return form({key: ",".join(several) for key, several in parts.items()}, element)


def _sign(element: etree._Element, properties: str, name: str, default: str) -> str:
    """A sign that a formula's properties choose, e.g. its brackets."""
    found = element.find(f"{_PREFIX}{properties}/{_PREFIX}{name}")
    return default if found is None else found.get(_VAL, "")


def _bound(text: str) -> str:
    """In brackets, unless it is a single sign or a number."""
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _fraction(parts: _Parts, _: etree._Element) -> str:
    return f"{_bound(parts.get('num', ''))}/{_bound(parts.get('den', ''))}"


def _scripts(parts: _Parts, _: etree._Element) -> str:
    low, high = parts.get("sub", ""), parts.get("sup", "")
    return parts.get("e", "") + (f"_{_bound(low)}" if low else "") + (f"^{_bound(high)}" if high else "")


def _root(parts: _Parts, _: etree._Element) -> str:
    degree = parts.get("deg", "")
    return (f"{degree}" if degree else "") + f"√{_bound(parts.get('e', ''))}"


def _sum(parts: _Parts, element: etree._Element) -> str:
    low, high = parts.get("sub", ""), parts.get("sup", "")
    sign = _sign(element, "naryPr", "chr", "∫")
    return sign + (f"_{_bound(low)}" if low else "") + (f"^{_bound(high)}" if high else "") + parts.get("e", "")


def _brackets(parts: _Parts, element: etree._Element) -> str:
    opened, closed = (_sign(element, "dPr", name, sign) for name, sign in (("begChr", "("), ("endChr", ")")))
    return opened + parts.get("e", "") + closed


_FORMS: dict[str, Callable[[_Parts, etree._Element], str]] = {
    "f": _fraction, "sSup": _scripts, "sSub": _scripts, "sSubSup": _scripts, "rad": _root, "nary": _sum, "d": _brackets,
}  # fmt: skip
