"""Short names that a document declares: 《关于…的意见》（以下简称《意见》）."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...annotations import Passage
from ...text import fold
from .brackets import titles
from .names import MARKS, bare

DECLARED = re.compile(
    r"\s?\((?:[^()]{0,60}[,;，；、])?(?:以下|下)?(?:均|统|并)?简?称(?:为|作)?[:：]?\s?([《“‘\"'〈]?[^《》“”‘’\"'()]{1,30}?[》”’\"'〉]?)\)"
)
"""On the folded view, right behind the closing mark."""
NUMBER = re.compile(r"\s?\([^()]{0,60}\)")
"""A bracket that may stand between, such as the document's number."""


def declared(passages: Iterable[Passage]) -> dict[str, str]:
    """Short name without marks → name as it was written in full; the first declaration counts."""
    found: dict[str, str] = {}
    for passage in passages:
        for short, full in _declarations(passage.text):
            found.setdefault(short, full)
    return found


def _declarations(text: str) -> Iterator[tuple[str, str]]:
    if "称" not in text:
        return
    view = fold(text)
    for title in titles(text):
        number = NUMBER.match(view, title.end)
        for start in (title.end, number.end() if number else title.end):
            if said := DECLARED.match(view, start):
                yield MARKS.sub("", bare(said[1])), title.name(text)
                break
