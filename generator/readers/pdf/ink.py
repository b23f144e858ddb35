"""What a code of a font and a colour mean: the character that is printed, and how bright it is. Pure."""

from __future__ import annotations

import unicodedata

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined

UNKNOWN = "\x00"
"""Stands for a character whose code the file does not explain; shown as U+FFFD in the end."""
_SOFT_HYPHEN = "\xad"

# What fonts give out for the very ink of other characters: radicals (U+2F00 to U+2FD5 by compatibility, of U+2E80 to
# U+2EF3 those that are simplified characters) and the ligatures of Latin letters.
_COMPATIBLE = (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))
_SAME_INK = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _COMPATIBLE}
_SAME_INK |= dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)


def character(font: PDFFont, cid: int) -> str:
    """The character that a code stands for: what is printed, so a hyphen for a soft hyphen."""
    try:
        text = font.to_unichr(cid)
    except (PDFUnicodeNotDefined, ValueError, OverflowError):
        return UNKNOWN
    if text == _SOFT_HYPHEN:
        return "-"
    return "".join(_SAME_INK.get(char, char) for char in text) or UNKNOWN


def brightness(color: object) -> float:
    """0 black to 1 white of a grey, RGB or CMYK colour; patterns count as black."""
    values = color if isinstance(color, tuple | list) else (color,)
    parts = [float(part) for part in values if isinstance(part, int | float)]
    if not parts or len(parts) < len(values):
        return 0.0
    if len(parts) == 4:
        return 1 - min(1.0, max(parts[:3]) + parts[3])
    return min(parts)
