"""Whether the text of a PDF can be used: scans without text, codes that no table explains. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ...source import Diagnostic, Loc
from ..plausible import suspicious
from .glyphs import Sheet

SCANNED = 10
"""Characters that a page of text has at least."""
_MOST = 0.5
_TOLERATED = 3
"""Unreadable characters that any document may have: marks of lists come from fonts of pictures."""
_SHARE = 0.01
_WINDOW = 12
_RARE = 0.2


@dataclass(slots=True)
class Count:
    """What was seen on the pages so far."""

    characters: list[int]
    """Characters with ink on each page."""
    unreadable: int = 0
    """Characters without a meaning: unknown codes, control and private characters."""
    rare: int = 0
    """Characters in stretches that look like no language."""

    def add(self, sheet: Sheet) -> None:
        """Count one page."""
        text = "".join(glyph.text for glyph in sheet.glyphs if not glyph.blank)
        text += "".join(sheet.turned)
        self.characters.append(len(text))
        self.unreadable += sum(_is_odd(char) for char in text)
        self.rare += _WINDOW * len(suspicious(text))

    @property
    def garbled(self) -> bool:
        """Whether the words cannot be trusted."""
        total = sum(self.characters)
        return self.unreadable > max(_TOLERATED, _SHARE * total) or self.rare > _RARE * total


def _is_odd(char: str) -> bool:
    """Control characters, those of private areas and the sign for an unknown one."""
    return char == "\ufffd" or unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs")


def missing(characters: Sequence[int]) -> tuple[int, ...]:
    """1-based numbers of the pages without text."""
    return tuple(number for number, count in enumerate(characters, 1) if count < SCANNED)


def is_scanned(characters: Sequence[int]) -> bool:
    """Whether most pages have no text."""
    return len(missing(characters)) > _MOST * len(characters)


def empty_pages(characters: Sequence[int], path: str) -> tuple[Diagnostic, ...]:
    """A warning (R185) that names the pages without text, pages with a few characters apart."""
    empty = [str(number) for number, count in enumerate(characters, 1) if not count]
    return (Diagnostic("R185", Loc(path), ("、".join(empty),)),) if empty else ()
