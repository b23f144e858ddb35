"""Views of a text for matching: always as long as the text itself, so that positions hold. Output never uses them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import chain, starmap

OPENING, CLOSING = "“‘《〈（〔【「『([", "”’》〉）〕】」』)]"
_BRACKETS = re.escape(OPENING + CLOSING)
STOPS = "。；！？;!?"
FINAL = re.compile(r"[。！？：；…!?;:][”’」』）)》〉】]*$")
# Where Unicode keeps compatibility forms and blanks: the first plane, mathematical letters, enclosed ones, CJK, tags.
COMPATIBLE = ((0x80, 0x10000), (0x1D400, 0x1D800), (0x1F100, 0x1F200), (0x2F800, 0x2FA20), (0xE0000, 0xE0080))


@cache
def _table() -> dict[int, int]:
    """Code point → its one-character compatibility form: width, Kangxi radicals, blanks; zero-width to a blank."""
    table = {}
    for code in chain.from_iterable(starmap(range, COMPATIBLE)):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind in ("Zs", "Cf"):
            table[code] = 0x20
        elif kind[0] in "LNPS" and len(plain := unicodedata.normalize("NFKC", char)) == 1 and plain != char:
            table[code] = ord(plain)
    return table


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """`text` with full-width forms, Kangxi radicals and every kind of blank made plain; the same length.

    Kept for the lines at hand: many rules look at one line, and a paragraph may be as long as a book.
    """
    return text if text.isascii() else text.translate(_table())


def stops(text: str, marks: str = STOPS) -> list[int]:
    """Offsets of the stops that stand outside quotation marks, book-title marks and brackets.

    A bracket that is never closed does not hide what follows it (GB/T 15834 leaves such faults to the reader).
    """
    found: list[int] = []
    hidden: list[int] = []
    depth = 0
    for mark in re.finditer(f"[{_BRACKETS}{re.escape(marks)}]", text):
        if mark[0] in OPENING:
            depth += 1
        elif mark[0] in CLOSING:
            depth = max(0, depth - 1)
            if not depth:
                hidden.clear()
        else:
            (hidden if depth else found).append(mark.start())
    return sorted(found + hidden)


def clause(text: str, limit: int = 24) -> str:
    """The first clause of a text, for navigation: up to a stop or comma, cut with … beyond `limit` characters."""
    first = re.split(r"[，。；：！？,;:!?]", text.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= limit else first[:limit] + "…"


def is_final(text: str) -> bool:
    """Whether a line ends as a finished sentence or lead does."""
    return bool(FINAL.search(text))
