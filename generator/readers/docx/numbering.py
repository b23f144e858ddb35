"""The numbers that Word writes before paragraphs but does not store: ECMA-376 Part 1 §17.9.

A `NumberCounter` goes through the paragraphs of one story (body, footnotes …) in order and says what stands before
each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .. import limits
from ..number_formats import SILENT, render
from .numbering_model import (
    LEVELS,
    Definitions,
    Instance,
    Level,
    Style,
    child,
    definitions,
    instance,
    is_on,
    level_index,
    number_id,
    styles,
    value,
)
from .symbols import symbol

_LONGEST = 200
"""Characters of a label: a pattern that is longer is cut."""
_PLACE = re.compile(r"%([1-9])")
_MARKS = frozenset("、，。．：；）】〕］》」』〉,.:;)]>①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
"""After these a tab is not shown as a blank: 一、总则."""
_DOT = "•"


@dataclass(frozen=True, slots=True)
class Numbering:
    """What a Word file says of numbering."""

    defined: Definitions = field(default_factory=Definitions)
    known: Mapping[str, Style] = field(default_factory=dict)
    """Styles by id."""
    default: str = ""
    """Paragraph style where none is named."""

    @classmethod
    def parse(cls, numbering: etree._Element | None, styles_root: etree._Element | None) -> Numbering:
        """From the roots of numbering.xml and styles.xml; either may be missing. Never raises."""
        return cls(definitions(numbering), *styles(styles_root))

    def counter(self) -> NumberCounter:
        """A fresh counter, for one story."""
        return NumberCounter(self)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: which list, which level."""

    number: str
    level: int


@dataclass(slots=True)
class NumberCounter:
    """The state of all lists of one story."""

    numbering: Numbering
    _values: dict[str, dict[int, int]] = field(default_factory=dict)
    """Definition → level → number of the last paragraph; a level not begun is missing."""
    _begun: set[tuple[str, int]] = field(default_factory=set)
    """Lists and levels whose startOverride has been used."""
    _instances: dict[str, Instance | None] = field(default_factory=dict)
    _chains: dict[str, tuple[tuple[str, Style], ...]] = field(default_factory=dict)

    def label(self, paragraph: etree._Element) -> str:
        """The number before a w:p, with the blank after it if there is one; "" when it has none.

        To be called for each paragraph of the story in the order of the document, also for empty and for hidden ones:
        Word counts both (it hides empty paragraphs itself to begin a list at 2.1). Only paragraphs whose mark was
        deleted (w:del) must be passed over.
        """
        properties = child(paragraph, "pPr")
        place = self._place(properties)
        found = self._instance(place.number) if place else None
        if place is None or found is None or place.level not in found.levels:
            return ""
        values = self._advance(found, place)
        return "" if _is_hidden(properties) else _label(found, place.level, values)

    def _place(self, properties: etree._Element | None) -> _Place | None:
        """The list and level of a paragraph: its own word before its style's, numId and ilvl each by itself."""
        chain = self._chain(value(child(properties, "pStyle")) or self.numbering.default)
        number, level = number_id(properties), level_index(properties)
        if number is None:
            number = next((style.number for _, style in chain if style.number is not None), None)
        if number in (None, "0"):
            return None
        if level is None:
            level = self._linked(number or "", chain)
        return _Place(number or "", level)

    def _linked(self, number: str, chain: tuple[tuple[str, Style], ...]) -> int:
        """The level that belongs to the style (§17.9.23), else the one that the style names, else the first."""
        found = self._instance(number)
        for name, _ in chain if found else ():
            for index, level in found.levels.items() if found else ():
                if level.style == name:
                    return index
        return next((style.level for _, style in chain if style.level is not None), 0)

    def _chain(self, name: str) -> tuple[tuple[str, Style], ...]:
        """A style, the one it is based on, and so on."""
        if name not in self._chains:
            self._chains[name] = tuple(_ancestry(name, self.numbering.known))
        return self._chains[name]

    def _instance(self, number: str) -> Instance | None:
        if number not in self._instances:
            self._instances[number] = instance(number, self.numbering.defined, self.numbering.known)
        return self._instances[number]

    def _advance(self, found: Instance, place: _Place) -> Mapping[int, int]:
        """Count the paragraph; the numbers of its list by level."""
        values = self._values.setdefault(found.key, {})
        if place.level in found.starts and (place.number, place.level) not in self._begun:
            self._begun.add((place.number, place.level))
            values.pop(place.level, None)
        for index in range(place.level):  # a level that was skipped counts as begun
            if index not in values:
                values[index] = found.levels.get(index, Level()).start
                self._begun.add((place.number, index))
        start = found.levels[place.level].start
        values[place.level] = values.get(place.level, start - 1) + 1
        for index in range(place.level + 1, LEVELS):
            if _restarts(found.levels.get(index, Level()), place.level):
                values.pop(index, None)
        return values


def _is_hidden(properties: etree._Element | None) -> bool:
    """Whether the mark of the paragraph is hidden, and with it the number, which takes its looks from the mark.

    A mark hidden as w:specVanish only runs two paragraphs together (§17.3.2.36): their number shows.
    """
    look = child(properties, "rPr")
    return is_on(child(look, "vanish")) and not is_on(child(look, "specVanish"))


def _ancestry(name: str, known: Mapping[str, Style]) -> Iterator[tuple[str, Style]]:
    seen: set[str] = set()
    while name in known and name not in seen and len(seen) < limits.STYLE_CHAIN:
        yield name, known[name]
        seen.add(name)
        name = known[name].parent


def _restarts(level: Level, used: int) -> bool:
    """Whether a level begins anew after a paragraph on the higher level `used` (§17.9.10)."""
    return level.restart is None or used < level.restart


def _label(found: Instance, index: int, values: Mapping[int, int]) -> str:
    level = found.levels[index]
    if level.hidden:
        return ""

    def number(match: re.Match[str]) -> str:
        other = int(match[1]) - 1
        return _number(found.levels.get(other), values.get(other), level.legal) if other <= index else ""

    pattern = level.pattern[:_LONGEST]
    text = _bullet(pattern, level.font) if level.format == "bullet" else _PLACE.sub(number, pattern)
    return text + _separator(text, level.suffix)


def _number(level: Level | None, count: int | None, legal: bool) -> str:
    if level is None or count is None or level.format in SILENT:
        return ""
    return render(count, "decimal" if legal and level.format != "decimalZero" else level.format)


def _bullet(text: str, font: str) -> str:
    """A bullet in characters that mean the same in every font; • for a sign that nobody can tell."""
    if font == "courier new" and text == "o":  # Word's own hollow bullet
        return "◦"
    return "".join(_sign(char, font) or _DOT for char in text)


def _sign(char: str, font: str) -> str | None:
    found = symbol(font, ord(char))
    if found is None and "\uf000" <= char <= "\uf0ff":  # the font is not named: Wingdings is by far the commonest
        found = symbol("wingdings", ord(char)) or symbol("symbol", ord(char))
    return found


def _separator(text: str, suffix: str) -> str:
    if suffix == "nothing" or not text or text[-1].isspace():
        return ""
    return "" if suffix != "space" and text[-1] in _MARKS else " "
