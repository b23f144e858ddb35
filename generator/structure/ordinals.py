"""What a section number looks like, and what only looks like one: a table of styles with their guards.

Order of ranks: GB/T 9704-2012 §7.3.3 (一、（一）1.（1）), GB/T 15834-2011 B.3.8, 立法法 (2023) §65 (编章节条款项目).
Real documents stray from it, so a rank is only where a document's own habit (`nesting.py`) starts from.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ..model import Ordinal
from ..text import fold
from . import numerals

N = "[〇零○一二三四五六七八九十百千廿卅]"
NUMBER = rf"({N}(?:\s?{N})*|\d+(?:\s?\d)*)"
# What may stand before a number without being part of the text's structure: marks that .txt files carry along.
DECORATION = re.compile(r"[\s#*>]*(?:<(?:b|strong)>)?\s*")
REACH = 64  # characters of a line within which its number and all that speaks against it must stand
# A quantity is no number of a section: 1.1 亿元, 2.5个百分点.
NO_QUANTITY = r"(?![\d%])\.?(?!\d)(?!\s*(?:亿|万|元|倍|吨|米|公里|平方|个百分点))(?=\s|[^\d\s个分年月])"
# A number that goes on as a reference is none: 第三章和第四章的规定; behind a blank 与时俱进 may begin.
NO_REFERENCE = r"(?![和与及至或的]|\s*(?:[、》]|所称|所列|规定|第[一二三四五六七八九十\d]))"


@dataclass(frozen=True, slots=True)
class Style:
    """One family of section numbers."""

    name: str
    rank: float
    """Lower stands above."""
    pattern: re.Pattern[str]
    """On the folded view; group 1 (and 2) hold the numeral, the whole match is the printed ordinal."""
    weak: bool = False
    """A weak one counts only as 1 or as the next number of its series: `1.` may be a quantity, `一，` a sentence."""
    kind: str = ""
    """`article` for 条, `chapter` for the divisions above it."""


def _style(name: str, rank: float, pattern: str, weak: bool = False, kind: str = "") -> Style:
    return Style(name, rank, re.compile(pattern), weak, kind)


ENCLOSED = {0x2460: "①", 0x2474: "（1）", 0x2488: "1.", 0x3220: "（一）"}  # 20 (10) code points each

STYLES: tuple[Style, ...] = (
    _style("编", 1, rf"第\s?{NUMBER}\s?(?:分?编|篇)(?=\s|$|[^\w]|\w)" + NO_REFERENCE, kind="chapter"),
    _style("部分", 1.5, rf"第\s?{NUMBER}\s?(?:部分|讲|单元|专题)[、：:]?(?!的)" + NO_REFERENCE, kind="chapter"),
    _style("章", 2, rf"第\s?{NUMBER}\s?章" + NO_REFERENCE, kind="chapter"),
    _style("节", 3, rf"第\s?{NUMBER}\s?节" + NO_REFERENCE, kind="chapter"),
    _style("条", 4, rf"第\s?{NUMBER}\s?条(?:之({N}+))?(?![款项])" + NO_REFERENCE, kind="article"),
    _style("一、", 5, rf"({N}(?:\s?{N})*)\s?、(?!\s?{N}[、等级类线把号楼层组手])(?!{N}+月)"),
    _style("一、", 5, rf"({N}{{1,3}})[.,:](?!\s?{N}[、等级类线把号])", weak=True),
    _style(
        "（一）", 6, rf"\(\s?({N}(?:\s?{N})*)\s?\)(?!、?\s?\({N})(?!\s?至\s?\()(?!\s?[项款](?:所|规定|的|情形|以))、?"
    ),
    _style("1.", 7, r"(\d{1,3})\s?[.、](?!\d)", weak=True),
    _style(
        "1.1",
        7,
        r"(\d{1,2})((?:\s?\.\s?\d{1,2})+)" + NO_QUANTITY,
        weak=True,
    ),
    _style("1", 6.9, r"(\d{1,2})\s+(?=[^\W\d])(?![个亿万元倍年月日周])", weak=True),
    _style("（1）", 8, r"\(\s?(\d{1,2})\s?\)、?", weak=True),
    _style("（1）", 8, r"(\d{1,2})\s?[)】]、?", weak=True),
    _style("a.", 10, r"\(?([A-Za-z])[.、)](?![A-Za-z.])", weak=True),
    _style("一", 5, rf"({N}{{1,3}})(?=\s*(?:</b>|\*\*)?\s*$)", weak=True),
)
RANKS = {style.name: style.rank for style in STYLES} | {"①": 9.0}
KINDS = {style.name: style.kind for style in STYLES}


@dataclass(frozen=True, slots=True)
class Marker:
    """A number found at the start of a line."""

    ordinal: Ordinal
    start: int
    """Offset of the ordinal in the line: what stands before are decorations."""
    end: int
    """Offset of the words after it."""
    weak: bool = False


def match(text: str) -> Marker | None:
    """The section number at the start of a line, None when there is none."""
    return _match(text[:REACH])


@lru_cache(maxsize=1 << 16)  # several stages ask about the same line
def _match(text: str) -> Marker | None:
    view = fold(text)
    lead = DECORATION.match(view)
    start = lead.end() if lead else 0
    return _enclosed(text, start) or _numbered(text, view, start)


def _numbered(text: str, view: str, start: int) -> Marker | None:
    for style in STYLES:
        if (found := style.pattern.match(view, start)) and (value := _value(style.name, found)):
            end = found.end()
            return Marker(Ordinal(style.name, value, text[start:end].rstrip()), start, end, style.weak)
    return None


def _value(style: str, found: re.Match[str]) -> tuple[int, ...] | None:
    first = found[1]
    if style == "a.":
        return (ord(first.lower()) - ord("a") + 1,)
    value = numerals.parse(first)
    if not value:
        return None
    if style == "1.1":
        return (value, *(int(part) for part in found[2].replace(" ", "").split(".")[1:]))
    tail = numerals.parse(found[2]) if style == "条" and found[2] else None
    return (value, tail) if tail else (value,)


def _enclosed(text: str, start: int) -> Marker | None:
    """Numbers that are one character: ① ⑴ ⒈ ㈠, with a stop after them or not."""
    code = ord(text[start]) if start < len(text) else 0
    for base, style in ENCLOSED.items():
        if base <= code < base + (10 if base == 0x3220 else 20):
            end = start + 1 + (text[start + 1 : start + 2] in (".", "、", "．"))
            return Marker(Ordinal(style, (code - base + 1,), text[start:end]), start, end, weak=style != "（一）")
    return None
