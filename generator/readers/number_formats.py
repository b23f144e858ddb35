"""A number in the formats that Word offers for lists: ECMA-376 Part 1 §17.18.59, ST_NumberFormat.

Where a format has no sign for a value (the eleventh of ten stems), the plain decimal number stands, as in Word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

_HAN = "一二三四五六七八九"
_LEGAL_SIMPLIFIED, _LEGAL_TRADITIONAL = "壹贰叁肆伍陆柒捌玖", "壹貳參肆伍陸柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_SEXAGENARY = tuple(_STEMS[i % 10] + _BRANCHES[i % 12] for i in range(60))
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN_LIMIT = 32_767
"""Greatest value that Word counts to."""
_REPEATS = 30
"""Word writes a letter at most 30 times (26 × 30 = 780) and then begins anew."""


def _decimal(value: int) -> str:
    return str(value)


def _padded(value: int, *, width: int) -> str:
    return str(value).zfill(width)


def _roman(value: int) -> str:
    if not 0 < value <= _ROMAN_LIMIT:
        return str(value)
    parts = []
    for worth, sign in _ROMAN:
        times, value = divmod(value, worth)
        parts.append(sign * times)
    return "".join(parts)


def _repeated(value: int, *, signs: str) -> str:
    """a … z, aa, bb …: the sign of the place, as often as the row was gone through."""
    if value < 1:
        return str(value)
    times, place = divmod((value - 1) % (len(signs) * _REPEATS), len(signs))
    return signs[place] * (times + 1)


def _listed(value: int, *, signs: str | tuple[str, ...]) -> str:
    return signs[value - 1] if 0 < value <= len(signs) else str(value)


def _digits(value: int, *, zero: str, signs: str = _HAN) -> str:
    """Digit by digit: 一〇五."""
    return str(value).translate({ord(c): sign for c, sign in zip("0123456789", zero + signs, strict=True)})


def _tens(value: int, *, zero: str) -> str:
    """Up to 99 as it is spoken (十, 十一, 二十), above digit by digit: 一○○."""
    if not 10 <= value <= 99:
        return _digits(value, zero=zero)
    tens, rest = divmod(value, 10)
    return (_HAN[tens - 1] if tens > 1 else "") + "十" + (_HAN[rest - 1] if rest else "")


def _spoken(value: int, *, nought: str, zero: str, signs: str, units: str) -> str:
    """As it is spoken, in groups of four digits: 一百零五, 一万二千. `units` are those of 10, 100, 1000, 10⁴, 10⁸.

    `nought` stands for the value 0, `zero` for digits left out between others.
    """
    if not 0 < value < 10**12:
        return nought if value == 0 else str(value)
    said, gap = "", False
    for power in (8, 4, 0):
        group = value // 10**power % 10_000
        gap = bool(said) and (gap or group < 1000)
        if group:
            unit = units[power // 4 + 2] if power else ""
            said += (zero if gap else "") + _group(group, zero, signs, units) + unit
            gap = False
    return said


def _group(value: int, zero: str, signs: str, units: str) -> str:
    said, gap = "", False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit:
            said += (zero if gap and said else "") + signs[digit - 1] + (units[power - 1] if power else "")
        gap = not digit
    return said


def _counted(value: int, *, nought: str, zero: str, units: str) -> str:
    """Spoken Chinese, which begins 十 and not 一十: 十一, 十万."""
    said = _spoken(value, nought=nought, zero=zero, signs=_HAN, units=units)
    return said[1:] if said.startswith("一十") else said


def _japanese(value: int) -> str:
    """Spoken Japanese: no zero between, and 十, 百, 千 without 一: 百一, 千百; but 一万."""
    said = _spoken(value, nought="〇", zero="", signs=_HAN, units="十百千万億")
    for unit in "十百千":
        said = said.replace("一" + unit, unit)
    return said


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _row(first: str, length: int) -> str:
    return "".join(chr(ord(first) + i) for i in range(length))


_LATIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": _decimal,
    "decimalHalfWidth": _decimal,
    "decimalZero": partial(_padded, width=2),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": partial(_repeated, signs=_LATIN),
    "lowerLetter": partial(_repeated, signs=_LATIN.lower()),
    "russianUpper": partial(_repeated, signs="АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ"),
    "russianLower": partial(_repeated, signs="абвгдежзиклмнопрстуфхцчшщыэюя"),
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "bullet": lambda _: "",
    "none": lambda _: "",
    "chineseCounting": partial(_tens, zero="○"),
    "taiwaneseCounting": partial(_tens, zero="○"),
    "chineseCountingThousand": partial(_counted, nought="○", zero="零", units="十百千万亿"),
    "taiwaneseCountingThousand": partial(_counted, nought="○", zero="零", units="十百千萬億"),
    "chineseLegalSimplified": partial(_spoken, nought="零", zero="零", signs=_LEGAL_SIMPLIFIED, units="拾佰仟萬億"),
    "ideographLegalTraditional": partial(_spoken, nought="零", zero="零", signs=_LEGAL_TRADITIONAL, units="拾佰仟萬億"),
    "japaneseCounting": _japanese,
    "japaneseLegal": partial(_spoken, nought="〇", zero="", signs="壱弐参四伍六七八九", units="拾百阡萬億"),
    "ideographDigital": partial(_digits, zero="〇"),
    "japaneseDigitalTenThousand": partial(_digits, zero="〇"),
    "koreanDigital2": partial(_digits, zero="零"),
    "taiwaneseDigital": partial(_digits, zero="○"),
    "decimalFullWidth": partial(_digits, zero="０", signs=_row("１", 9)),
    "decimalFullWidth2": partial(_digits, zero="０", signs=_row("１", 9)),
    "ideographTraditional": partial(_listed, signs=_STEMS),
    "ideographZodiac": partial(_listed, signs=_BRANCHES),
    "ideographZodiacTraditional": partial(_listed, signs=_SEXAGENARY),
    "ideographEnclosedCircle": partial(_listed, signs=_row("㈠", 10)),
    "decimalEnclosedCircle": partial(_listed, signs=_row("①", 20)),
    "decimalEnclosedCircleChinese": partial(_listed, signs=_row("①", 10)),
    "decimalEnclosedFullstop": partial(_listed, signs=_row("⒈", 20)),
    "decimalEnclosedParen": partial(_listed, signs=_row("⑴", 20)),
}
SILENT = frozenset({"bullet", "none"})
"""Formats that write no number."""


def render(value: int, name: str) -> str:
    """`value` in the format called `name`; a name nobody knows means decimal (what Word does with it).

    A name of zeros and a one (`001`) is a decimal number of that width, see `pictured`.
    """
    if name.endswith("1") and not name.strip("0").strip("1"):
        return _padded(value, width=len(name))
    return _FORMATS.get(name, _decimal)(value)


_PICTURES = {
    "一, 十, 一○○(简)": "chineseCounting",
    "一, 十, 一百(简)": "chineseCountingThousand",
    "一, 十, 一○○(繁)": "taiwaneseCounting",
    "一, 十, 一百(繁)": "taiwaneseCountingThousand",
    "一, 一〇, 一〇〇": "ideographDigital",
    "壹, 贰, 叁": "chineseLegalSimplified",
    "壹, 貳, 參": "ideographLegalTraditional",
    "甲, 乙, 丙": "ideographTraditional",
    "子, 丑, 寅": "ideographZodiac",
    "甲子, 乙丑, 丙寅": "ideographZodiacTraditional",
    "㈠, ㈡, ㈢": "ideographEnclosedCircle",
    "①, ②, ③": "decimalEnclosedCircle",
    "⒈, ⒉, ⒊": "decimalEnclosedFullstop",
    "⑴, ⑵, ⑶": "decimalEnclosedParen",
    "１, ２, ３": "decimalFullWidth",
    "01, 02, 03": "decimalZero",
}


def pictured(picture: str) -> str:
    """The name for `render` of a format that is given by its first numbers, `001, 002, 003, ...`; "" = not known.

    Such pictures are Microsoft's addition to `w:numFmt`: [MS-DOCX] §2.4.
    """
    start = picture.split("...")[0].strip(" ,")
    first = start.split(",")[0].strip()
    if first.isascii() and first.isdecimal() and len(first) <= 10 and int(first) == 1:
        return first
    return _PICTURES.get(start, "")
