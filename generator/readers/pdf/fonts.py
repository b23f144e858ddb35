"""What a font says of its characters, looked at before the library unrolls it. Pure.

A range of billions is a few bytes in the file, and all memory when it is unrolled.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import Any

from pdfminer.pdftypes import PDFStream, resolve1

from ..limits import PDF_FONT_CODES

_LAST = 0xFFFF
"""The highest number of a character in a font (ISO 32000-1, annex C.2)."""
_RANGE = re.compile(rb"<([0-9A-Fa-f]{1,32})>\s*<([0-9A-Fa-f]{1,32})>\s*(?:<[^<>]*>|\[[^\[\]]*\]|\d+)")
_PARTS = ((b"beginbfrange", b"endbfrange"), (b"begincidrange", b"endcidrange"))


def is_endless(found: object) -> bool:
    """Whether an object is a font with widths (/W, /W2) or meanings (/ToUnicode) of more characters than exist."""
    return isinstance(found, dict) and any(map(_is_endless, (found, *_descendants(found))))


def _descendants(font: dict[str, Any]) -> list[dict[str, Any]]:
    """The fonts of which a font of type 0 is made."""
    fonts = resolve1(font.get("DescendantFonts"))
    return [one for one in map(resolve1, fonts) if isinstance(one, dict)] if isinstance(fonts, list) else []


def _is_endless(font: dict[str, Any]) -> bool:
    widths = chain(_numbers(font.get("W")), _numbers(font.get("W2")))
    return any(number > _LAST for number in widths) or _meanings(font.get("ToUnicode")) > PDF_FONT_CODES


def _numbers(table: Any) -> list[float]:
    """The numbers of a table of widths; those of the lists in it are no ranges."""
    rows = resolve1(table)
    return [row for row in map(resolve1, rows) if isinstance(row, int | float)] if isinstance(rows, list) else []


def _meanings(table: Any) -> int:
    """How many characters the ranges of a table of meanings hold (bfrange, ISO 32000-1 §9.10.3)."""
    stream = resolve1(table)
    data = stream.get_data() if isinstance(stream, PDFStream) else b""
    parts = (part.partition(end)[0] for begin, end in _PARTS for part in data.split(begin)[1:])
    found = chain.from_iterable(map(_RANGE.findall, parts))
    return sum(max(int(last, 16) - int(first, 16) + 1, 0) for first, last in found)
