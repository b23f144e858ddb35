"""Counts without quotation marks that may announce items: 讲三方面意见, 抓住两个关键, 改革、开放、创新三大动力.

Most counts are only counts (三十名党员, 两个小时): what is found here stands only when its items are found too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...annotations import Passage
from ...structure.numerals import parse
from ...text import fold
from .shapes import Place
from .words import ABSTRACT, CLASSIFIERS, MEASURES, NOT_BEFORE, NOUN_ENDS, POINTERS, THINGS

COUNT = re.compile(rf"(十[一二三四五六七八九]?|[两二三四五六七八九]|[2-9]|1\d)(?:个)?({CLASSIFIERS}|重|步|手|抓)")
ALONE = ("方面", "点", "条", "项")
"""Classifiers that need no noun: 讲三点。"""
LIKELY, LONGEST = 4, 8
"""Characters of what is counted."""
KNOWN = re.compile(rf"(?!关键|重点|基本|要求)(?:{ABSTRACT})")
TALKED = re.compile("意见|问题|工作|内容|任务|措施|建议|情况|原因|要求")
"""What one speaks of in several 方面."""
NUMERALS = "一二两三四五六七八九十〇零0123456789.%"


def find(passage: Passage) -> Iterator[Place]:
    """The counts of one line."""
    text = fold(passage.text)
    for found in COUNT.finditer(text):
        before = text[found.start() - 1 : found.start()]
        if before and (before in NOT_BEFORE or before in NUMERALS or before in '“‘「"、'):
            continue
        noun = _noun(text[found.end() :], found[2])
        if text[: found.start()].endswith(POINTERS) or MEASURES.match(noun) or THINGS.match(noun):
            continue
        if not noun and found[2] not in ALONE:
            continue
        end = found.end() + len(noun)
        yield Place(
            passage,
            found.start(),
            end,
            passage.text[found.start() : end],
            parse(found[1]) or 0,
            noun,
            classifier=found[2],
        )


def _noun(behind: str, classifier: str) -> str:
    """The words that are counted, up to a particle or stop; without one, a known word, else as few as are likely."""
    words = behind[:LONGEST]
    known = KNOWN.match(words)
    if classifier == "方面":
        return known[0] if (known := TALKED.match(words)) else ""
    if known:
        return known[0]
    stop = NOUN_ENDS.search(words)
    return words[: stop.start()] if stop else words[:LIKELY]
