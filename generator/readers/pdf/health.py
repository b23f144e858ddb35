"""Whether the text of a PDF can be used: scans without text, pictures, codes that no table explains. Pure."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ..plausible import suspicious
from .glyphs import Picture, Sheet

SCANNED = 10
"""Characters that a page of text has at least."""
_MOST = 0.5
_SMALL = 0.02
"""Share of a page that pictures worth a word cover."""
_ALWAYS = 0.9
"""Share of the pages on which a picture comes that only decorates them."""
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


def covers(pages: Sequence[Sequence[Picture]]) -> tuple[float, ...]:
    """The share of each page that its pictures cover, a picture that comes again on it counted once.

    One that comes on nearly all pages decorates them and is not counted.
    """
    once = [_once(page) for page in pages]
    times = Counter(content for page in once for content in page)
    often = max(2.0, _ALWAYS * len(pages))
    return tuple(min(1.0, sum(share for content, share in page.items() if times[content] < often)) for page in once)


def _once(pictures: Sequence[Picture]) -> dict[bytes, float]:
    """The largest share of each picture."""
    return {picture.content: picture.share for picture in sorted(pictures, key=lambda picture: picture.share)}


def unread(characters: Sequence[int], words: Sequence[int], covered: Sequence[float]) -> tuple[int, ...]:
    """0-based pages without text: nothing is on them, or a picture and hardly more than the page's number.

    `characters` of each page, `words` = those that are neither running head nor foot, `covered` = share under pictures.
    """
    pages = enumerate(zip(characters, words, covered, strict=True))
    return tuple(page for page, (all, text, share) in pages if not all or (text < SCANNED and share > _MOST))


def illustrated(covered: Sequence[float]) -> tuple[int, ...]:
    """0-based pages with pictures worth a word."""
    return tuple(page for page, share in enumerate(covered) if share >= _SMALL)


def named(pages: Sequence[int]) -> str:
    """The numbers of 0-based pages in words."""
    return "、".join(str(page + 1) for page in pages)
