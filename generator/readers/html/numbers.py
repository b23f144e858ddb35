"""The numbers that a browser writes before the items of a list. Pure."""

from __future__ import annotations

import re

from lxml import etree

from ..number_formats import render
from . import looks

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "1": "decimal"}
_STYLES = {
    "decimal": "decimal", "decimal-leading-zero": "decimalZero", "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand", "trad-chinese-informal": "taiwaneseCountingThousand",
    "simp-chinese-formal": "chineseLegalSimplified", "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "ideographDigital", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_SILENT = ("none", "disc", "circle", "square")
_HAN_STYLES = frozenset({"chineseCountingThousand", "taiwaneseCountingThousand", "chineseLegalSimplified",
    "ideographLegalTraditional", "ideographDigital", "ideographTraditional", "ideographZodiac"})  # fmt: skip
_NUMBER = re.compile(r"\s*-?\d{1,9}\s*")
_TYPED = re.compile(
    r"\s*(?:[（(]?(?:\d{1,3}|[一二三四五六七八九十百]{1,4}|[a-zA-Z])[)）.．、]|第\s?[一二三四五六七八九十百\d]{1,6}\s?[条章节]|[①-⒇])"
)


class Numbers:
    """Counts the items of one <ol>: `value`, `start`, `reversed` and `type` as the HTML standard has them (4.4.5)."""

    def __init__(self, ordered: etree._Element) -> None:
        self.back = ordered.get("reversed") is not None
        items = sum(1 for _ in ordered.iterchildren("li")) if self.back else 0
        self.next = _integer(ordered.get("start"), items if self.back else 1)
        self.format = _format(ordered, "decimal")

    def mark(self, item: etree._Element) -> str:
        """The number before an item with the blank behind it; empty when its style writes none."""
        value = _integer(item.get("value"), self.next)
        self.next = value - 1 if self.back else value + 1
        name = _format(item, self.format)
        if not name:
            return ""
        return render(value, name) + ("、" if name in _HAN_STYLES else ". ")


def is_typed(text: str) -> bool:
    """Whether an item's own words begin with a number: then the list shows none, whatever hides it."""
    return bool(_TYPED.match(text))


def _integer(words: str | None, otherwise: int) -> int:
    return int(words) if words and _NUMBER.fullmatch(words) else otherwise


def _format(element: etree._Element, otherwise: str) -> str:
    """Name of the number format that an element asks for; empty = it wants no number."""
    declared = looks.style(element.get("style", ""))
    words = declared.get("list-style-type") or declared.get("list-style", "")
    for word in words.split():
        if word in _STYLES or word in _SILENT:
            return _STYLES.get(word, "")
    return _TYPES.get(element.get("type", ""), otherwise)
