"""Headings under which nothing stands.

Most short numbered lines are items of a list, and nothing should stand below them. So a heading is empty only where
all its neighbours of the same rank have text, and no picture stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..labels import label
from ..model import Document, Section
from ..source import Diagnostic, Loc
from ..text import fold, is_final
from .lines import Shown

FEWEST = 2  # neighbours with text
STATEMENT = ":.|,.*,"  # in a heading: it says itself what it announces
LONGEST = 40  # characters of a heading
LOW = ("1.", "1.1", "1", "（1）", "①", "a.")
SHORT = 12  # of one with so low a number: longer ones are items


def check(document: Document, _: Sequence[Shown] = ()) -> Iterator[Diagnostic]:
    """G106: sections that have a heading and no text."""
    filled = {picture.line for picture in document.source.pictures}
    for top in (document.root, *document.attachments):
        for parent in top.walk():
            for section in _empty(parent.children):
                if section.title.number not in filled and _heads(section, document):
                    loc = Loc(document.source.path, section.title.number, section.title.column)
                    yield Diagnostic("G106", loc, (label(section, document),))


def _empty(siblings: Sequence[Section]) -> Iterator[Section]:
    for section in siblings:
        alike = [one for one in siblings if _rank(one) == _rank(section) and one is not section]
        full = len(alike) >= FEWEST and all(_has_text(one) for one in alike)
        if full and not _has_text(section) and not is_final(section.title.text):
            yield section


def _heads(section: Section, document: Document) -> bool:
    """Whether it is a heading of its own: no statement with several clauses, no item, no second title."""
    view = fold(section.heading)
    titled = not section.ordinal and section is document.root.children[0]
    limit = SHORT if section.ordinal and section.ordinal.style in LOW else LONGEST
    return not re.search(STATEMENT, view) and len(view) <= limit and not titled


def _rank(section: Section) -> tuple[str, str]:
    return section.ordinal.style if section.ordinal else "", "article" if section.kind == "article" else ""


def _has_text(section: Section) -> bool:
    return bool(section.body or section.children)
