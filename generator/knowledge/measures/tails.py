"""Responsible parties in brackets behind a measure: （责任单位：市教育局）, （教育部牵头，财政部配合）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .parties import several

_LABEL = r"(?:责任|牵头|主办|承办|主责|落实|实施|配合|协办|参加|完成)(?:单位|部门|领导|人|主体|机构)?"
_BRACKETED = re.compile(rf"[（(〔\[【]\s*{_LABEL}\s*[：:](?P<names>[^）)〕\]】]+)[）)〕\]】]")
_DOING = re.compile(
    r"[（(〔\[【](?P<names>[^（）()〔〕\[\]【】：:]{2,80}?(?:负责|牵头|配合|落实|参与|参加|实施))[）)〕\]】]"
)
_ALONE = re.compile(rf"^\s*{_LABEL}\s*[：:](?P<names>[^。]{{2,80}})。?$")
_ROLE_END = re.compile(
    r"(?:按照?(?:各自)?职责(?:分工)?)?(?:分工|分别|共同)?(?:牵头|负责|配合|落实|参与|参加|实施)$|"
    r"按(?:照)?职责(?:分工)?$|等(?:单位|部门)?$|[：:]$"
)
_LABELS = re.compile(rf"{_LABEL}\s*[：:]")


@dataclass(frozen=True, slots=True)
class Tail:
    """Who is responsible for what stands before it."""

    start: int
    end: int
    who: tuple[str, ...]


def tails(text: str) -> Iterator[Tail]:
    """The tails of a line, in order."""
    alone = _ALONE.match(text)
    found = [alone] if alone else sorted({*_BRACKETED.finditer(text), *_DOING.finditer(text)}, key=lambda m: m.start())
    for match in found:
        if who := tuple(filter(None, map(_bare, several(_LABELS.sub("、", match["names"]))))):
            yield Tail(match.start(), match.end(), who)


def _bare(name: str) -> str:
    """A name without what it does: 市教育局 of 市教育局牵头."""
    while (short := _ROLE_END.sub("", name)) != name:
        name = short
    return name.strip(" 。；，").removeprefix("由")
