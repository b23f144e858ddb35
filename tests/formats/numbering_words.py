"""Words to describe Word's lists, and a small Word file made of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .ooxml import docx, paragraph

# ── Words to describe lists ───────────────────────────────────────────────────────────────────────────────────────────


def level(number_format: str, text: str, start: int | str | None = 1, *, more: str = "", look: str = "") -> str:
    """A level: the format of its number, its words with %1 … for the numbers, where it begins."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'{first}<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/><w:rPr>{look}</w:rPr>'


def definition(number: int, *levels: str, more: str = "") -> str:
    """A list's definition, level by level."""
    inside = "".join(f'<w:lvl w:ilvl="{i}">{text}</w:lvl>' for i, text in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{inside}</w:abstractNum>'


def use(number: int, of: int, *overrides: str) -> str:
    """A list in use: paragraphs name its number."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def listed(number: int, *levels: str) -> str:
    """A definition, and a list in use under the same number."""
    return definition(number, *levels) + use(number, number)


def begin(at: int | str, on: int = 0) -> str:
    """Inside `use`: a level begins with another number."""
    return f'<w:lvlOverride w:ilvl="{on}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def instead(inside: str, on: int = 0, at: int | None = None) -> str:
    """Inside `use`: a level is replaced."""
    first = "" if at is None else f'<w:startOverride w:val="{at}"/>'
    return f'<w:lvlOverride w:ilvl="{on}">{first}<w:lvl w:ilvl="{on}">{inside}</w:lvl></w:lvlOverride>'


def restart(after: int) -> str:
    return f'<w:lvlRestart w:val="{after}"/>'


def belongs(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def followed(by: str) -> str:
    return f'<w:suff w:val="{by}"/>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:hint="default"/>'


HAN = "chineseCountingThousand"
"""一, 十, 一百（简）: what Chinese Word offers first."""
DECIMAL = tuple(level("decimal", ".".join(f"%{i}" for i in range(1, depth + 1))) for depth in range(1, 10))
"""1, 1.1, 1.1.1 … on nine levels."""
OFFICIAL = (
    level(HAN, "第%1章"),
    level(HAN, "%2、"),
    level(HAN, "（%3）"),
    level("decimal", "%4．"),
    level("decimal", "（%5）"),
)
"""The levels of an official document: GB/T 9704-2012 §7.3.3, below chapters."""

# ── Words to describe paragraphs and styles ───────────────────────────────────────────────────────────────────────────


def points(number: int | str | None = None, on: int | str | None = None) -> str:
    """w:numPr: which list, which level."""
    place = "" if on is None else f'<w:ilvl w:val="{on}"/>'
    which = "" if number is None else f'<w:numId w:val="{number}"/>'
    return f"<w:numPr>{place}{which}</w:numPr>"


def p(
    text: str, number: int | str | None = None, on: int | str | None = None, *, style: str = "", mark: str = ""
) -> str:
    """A paragraph: its words, its list, its level, its style, the looks of its mark."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    pointed = "" if number is None and on is None else points(number, on)
    return paragraph(text, named + pointed + (f"<w:rPr>{mark}</w:rPr>" if mark else ""))


def style(name: str, inside: str = "", *, based: str = "", kind: str = "paragraph", default: str = "0") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" w:default="{default}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{inside}</w:pPr></w:style>"
    )


TWO = [p("甲", 1, 0), p("乙", 1, 0)]
HIDDEN, RUN_ON = "<w:vanish/>", "<w:vanish/><w:specVanish/>"


@dataclass(frozen=True)
class Case:
    """One small Word file."""

    name: str
    lists: str
    paragraphs: Sequence[str]
    expected: Sequence[str]
    styles: str = ""
    office: Sequence[str] | None = None
    """What LibreOffice shows, where that differs; () = it cannot open the file."""
    fault: str = ""
    """Why that is wrong."""

    def file(self) -> bytes:
        return docx("".join(self.paragraphs), parts={"numbering": self.lists, "styles": self.styles})


def shown(name: str, values: Mapping[int, str], office: Mapping[int, str] | None = None, fault: str = "") -> Case:
    """A file with one list for each value, to show a format: value → what Word writes for it."""
    lists = definition(1, level(name, "%1")) + "".join(use(i, 1, begin(v)) for i, v in enumerate(values, 1))
    expected = [f"{label}文" for label in values.values()]
    other = [f"{(office or {}).get(value, label)}文" for value, label in values.items()]
    paragraphs = [p("文", i, 0) for i in range(1, len(values) + 1)]
    return Case(f"格式 {name}", lists, paragraphs, expected, office=other if office else None, fault=fault)
