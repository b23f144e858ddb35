"""Chinese and Arabic numerals."""

from __future__ import annotations

DIGITS = {
    c: i
    for i, group in enumerate(["〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"])
    for c in group
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
TENS = {"廿": 20, "卅": 30}


def parse(text: str) -> int | None:
    """The value of a numeral below 10,000 (一百一十, 二〇二四, 12; blanks inside allowed), None when it is none."""
    text = "".join(text.split())
    if text.isdecimal():
        return int(text)
    if not text or any(c not in DIGITS and c not in UNITS and c not in TENS for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    return _with_units(text)


def _with_units(text: str) -> int:
    total = digit = 0
    for char in text:
        if char in TENS:
            total += TENS[char]
        elif char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit
