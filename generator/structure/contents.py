"""Printed tables of contents (目录): lines that look like headings and are none, at the head of a text or inside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..source import Line
from ..text import fold
from .forms import TITLE
from .ordinals import KINDS, NUMBER, match

CONTENTS = re.compile(r"目\s*[录次]\s*$")
LINE = re.compile(r"目\s*[录次]\s+第\s*一\s*[编章节]")
ENTRY = re.compile(rf"第\s?{NUMBER}\s?[编章节]")
LEADER = re.compile(r"[\s.．·…\t—-]*\d*\s*$")


def is_one_line(text: str) -> bool:
    """A whole table on one line: 目录 第一章 总则 第二章 …"""
    return bool(LINE.match(text))


def length(lines: Sequence[Line], begin: int, announced: bool) -> int:
    """Lines of the table of contents that begins at `begin`: up to where its first entry comes again as a heading.

    Without the word 目录 before it, only divisions (章, 节) with no text between them are taken for one. Lines that the
    format itself marks as entries need no other evidence.
    """
    if marked := sum(1 for _ in takewhile(lambda line: line.hint == "toc", lines[begin:])):
        return marked
    if announced and begin < len(lines) and _is_packed(lines[begin].text):
        return 1
    if begin >= len(lines) or not match(lines[begin].text):
        return 0
    first = _entry(lines[begin].text)
    again = next((i for i in range(begin + 1, len(lines)) if _entry(lines[i].text) == first), 0)
    listed = lines[begin:again]
    if not listed or any(len(line.text) > TITLE or line.text.endswith("。") for line in listed):
        return 0
    divisions = all((marker := match(line.text)) and KINDS.get(marker.ordinal.style) == "chapter" for line in listed)
    return len(listed) if announced or (divisions and len(listed) > 1) else 0


def _is_packed(text: str) -> bool:
    """Whether a line holds several entries: 第一章 总则 第二章 职责."""
    return len(ENTRY.findall(fold(text))) > 1


def _entry(text: str) -> str:
    return re.sub(r"\s", "", LEADER.sub("", fold(text)))


def inside(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines of tables that the word 目录 announces anywhere in a text, or that the format marks."""
    found = {i for i, line in enumerate(lines) if line.hint == "toc"}
    for i, line in enumerate(lines):
        if CONTENTS.match(line.text):
            found.update(range(i, i + 1 + length(lines, i + 1, announced=True)))
    return found
