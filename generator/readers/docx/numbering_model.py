"""The lists that a Word file defines, read from numbering.xml and styles.xml: ECMA-376 Part 1 §17.9.

Elements are told by their local name, so that the transitional and the strict namespace are read alike. What is
missing or senseless takes the default of the standard; nothing here raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ..number_formats import pictured

LEVELS = 9
"""A list has nine levels, 0 to 8 (§17.9.6)."""
_HOPS = 4
"""Definitions that are followed from one to the one it links to; Word writes one link."""
_GREATEST = 2**31 - 1
_INTEGER = re.compile(r"[+-]?\d{1,10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list (§17.9.6 lvl)."""

    start: int = 1
    """First number; Word has none below 0."""
    restart: int | None = None
    """lvlRestart: begin anew after a paragraph on level 0 … restart - 1; 0 = never; None = after any higher level."""
    format: str = "decimal"
    """Name for `number_formats.render`."""
    pattern: str = ""
    """lvlText: words, with %1 … %9 for the numbers of the levels."""
    suffix: str = "tab"
    """What follows the number: tab, space, nothing (§17.9.28)."""
    legal: bool = False
    """isLgl: every number of the label is decimal (§17.9.4); Word keeps 01, 02 ([MS-DOC] §2.9.150)."""
    hidden: bool = False
    """The number is hidden text."""
    font: str = ""
    """Font of a bullet: tells what a symbol means."""
    style: str = ""
    """Paragraph style that this level belongs to (§17.9.23 pStyle)."""


@dataclass(frozen=True, slots=True)
class Abstract:
    """A list's definition (§17.9.1 abstractNum)."""

    levels: Mapping[int, Level]
    link: str = ""
    """numStyleLink: the definition is that of the list which this numbering style names (§17.9.21)."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A list in use (§17.9.15 num): paragraphs name it; several may share a definition, and then its counters."""

    key: str
    """The definition's id: whose counters advance."""
    levels: Mapping[int, Level]
    """The definition's levels, those that the instance replaces replaced."""
    starts: Mapping[int, int]
    """startOverride: level → number with which its first paragraph begins (§17.9.26)."""


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says of numbering."""

    parent: str = ""
    number: str | None = None
    """numId; "0" takes the numbering away; None = nothing said."""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Definitions:
    """All that numbering.xml says."""

    abstracts: Mapping[str, Abstract] = field(default_factory=dict)
    numbers: Mapping[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = field(default_factory=dict)
    """numId → the definition's id, levels replaced, starts replaced."""


def local(element: etree._Element) -> str:
    """Tag without namespace; "" for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Children of that local name."""
    return (child for child in (() if element is None else element) if local(child) == name)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child of that name, of which the first child of the next name, and so on."""
    for name in names:
        element = next(children(element, name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return None


def integer(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute's number; None when it is missing or none."""
    text = (value(element, name) or "").strip()
    return int(text) if _INTEGER.fullmatch(text) else None


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch like w:vanish is there and not turned off (§17.17.4)."""
    return element is not None and value(element) not in ("0", "false", "off")


def definitions(root: etree._Element | None) -> Definitions:
    """What numbering.xml defines; of several with one id the first counts."""
    abstracts: dict[str, Abstract] = {}
    numbers: dict[str, tuple[str, Mapping[int, Level], Mapping[int, int]]] = {}
    for element in children(root, "abstractNum"):
        abstracts.setdefault(_id(element, "abstractNumId"), _abstract(element))
    for element in children(root, "num"):
        target = _id(child(element, "abstractNumId"), "val")
        numbers.setdefault(_id(element, "numId"), (target, *_overrides(element)))
    return Definitions(abstracts, numbers)


def _id(element: etree._Element | None, name: str) -> str:
    """An id as canonical text: " 03" and "3" are one."""
    number = integer(element, name)
    return str(number) if number is not None else (value(element, name) or "")


def number_id(properties: etree._Element | None) -> str | None:
    """numId of a w:pPr; None when it says nothing."""
    found = child(properties, "numPr", "numId")
    return None if found is None else _id(found, "val")


def level_index(properties: etree._Element | None) -> int | None:
    """ilvl of a w:pPr, 0 to 8; None when it says nothing, or a level that no list has."""
    found = integer(child(properties, "numPr", "ilvl"))
    return found if found is not None and 0 <= found < LEVELS else None


def _abstract(element: etree._Element) -> Abstract:
    levels: dict[int, Level] = {}
    for item in children(element, "lvl"):
        index = integer(item, "ilvl")
        if index is not None and 0 <= index < LEVELS:
            levels.setdefault(index, _level(item))
    return Abstract(levels, value(child(element, "numStyleLink")) or "")


def _overrides(element: etree._Element) -> tuple[Mapping[int, Level], Mapping[int, int]]:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for item in children(element, "lvlOverride"):
        index = integer(item, "ilvl")
        if index is None or not 0 <= index < LEVELS:
            continue
        level, start = child(item, "lvl"), integer(child(item, "startOverride"))
        if level is not None:
            levels[index] = _level(level)
        if start is not None:
            starts[index] = _counted(start)
    return levels, starts


def _counted(number: int) -> int:
    return min(max(number, 0), _GREATEST)


def _level(element: etree._Element) -> Level:
    start, restart = integer(child(element, "start")), integer(child(element, "lvlRestart"))
    look = child(element, "rPr")
    fonts = child(look, "rFonts")
    return Level(
        start=0 if start is None else _counted(start),
        restart=restart if restart is None else max(restart, 0),
        format=_format(element),
        pattern=value(child(element, "lvlText")) or "",
        suffix=value(child(element, "suff")) or "tab",
        legal=is_on(child(element, "isLgl")),
        hidden=is_on(child(look, "vanish")),
        font=(value(fonts, "ascii") or value(fonts, "hAnsi") or "").lower(),
        style=value(child(element, "pStyle")) or "",
    )


def _format(element: etree._Element) -> str:
    """numFmt, by itself or in an mc:AlternateContent whose choice gives a picture like `001, 002, 003, ...`."""
    plain = child(element, "numFmt")
    choice = child(element, "AlternateContent", "Choice", "numFmt")
    for found in (choice, plain):
        if name := pictured(value(found, "format") or ""):
            return name
    plain = child(element, "AlternateContent", "Fallback", "numFmt") if plain is None else plain
    return value(plain) or "decimal"


def styles(root: etree._Element | None) -> tuple[Mapping[str, Style], str]:
    """The styles by id, and the id of the paragraph style that stands where none is named."""
    found: dict[str, Style] = {}
    default = ""
    for element in children(root, "style"):
        name = value(element, "styleId") or ""
        properties = child(element, "pPr")
        parent = value(child(element, "basedOn")) or ""
        found.setdefault(name, Style(parent, number_id(properties), level_index(properties)))
        if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
            default = default or name
    return found, default


def instance(number: str, defined: Definitions, known: Mapping[str, Style]) -> Instance | None:
    """The list that a numId names; None when there is no such list."""
    if number not in defined.numbers:
        return None
    key, levels, starts = defined.numbers[number]
    base = defined.abstracts.get(key)
    for _ in range(_HOPS):
        if base is None or not base.link or base.levels:
            break
        named = known.get(base.link, Style()).number or ""
        key = defined.numbers.get(named, ("", {}, {}))[0]
        base = defined.abstracts.get(key)
    if base is None:
        return None
    merged = {
        index: replace(level, start=starts.get(index, level.start))
        for index, level in {**base.levels, **levels}.items()
    }
    return Instance(key, merged, starts)
