"""What styles say that matters for reading: hidden text, outline levels, size, centring. ECMA-376 Part 1 §17.7."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from .. import limits
from .wml import is_on, number, value, w

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_TITLE = re.compile(r"title|标题", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]|table of figures|图表目录", re.IGNORECASE)
_BODY_TEXT = 9
"""Outline level of what is no heading (§17.3.1.20)."""
_SIZE = 20
"""Half points of text for which nothing is said (§17.3.2.38)."""
_TYPE, _ID, _DEFAULT = w("type"), w("styleId"), w("default")
_RUN, _PARAGRAPH = w("rPr"), w("pPr")
_VANISH, _ALWAYS = w("vanish"), w("specVanish")


@dataclass(frozen=True, slots=True)
class Style:
    """One style, with what it has from those it is based on."""

    name: str = ""
    hidden: bool | None = None
    """w:vanish of its text; None = nothing said."""
    level: int | None = None
    """Outline level, 0-based; None = nothing said."""
    size: int | None = None
    """Half points."""
    centred: bool | None = None

    is_title: bool = False
    """Whether it is Word's style for the title of a document."""
    is_contents: bool = False
    """Whether it is for entries of a table of contents."""


_NONE = Style()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document by id."""

    known: Mapping[str, Style] = field(default_factory=dict)
    default: str = ""
    """Id of the paragraph style where none is named."""
    base: Style = _NONE
    """The document's defaults (§17.7.5)."""

    @classmethod
    def parse(cls, root: etree._Element | None) -> Styles:
        """From the root of styles.xml, which may be missing. Never raises."""
        if root is None:
            return cls()
        rows = {row.get(_ID, ""): row for row in root.iter(w("style"))}
        default = next((id for id, row in rows.items() if row.get(_TYPE) == "paragraph" and _default(row)), "")
        defaults = root.find(w("docDefaults"))
        base = _NONE if defaults is None else _defaults(defaults)
        own = {id: _style(value(row, "name") or "", row.find(_RUN), row.find(_PARAGRAPH)) for id, row in rows.items()}
        bases = {id: value(row, "basedOn") or "" for id, row in rows.items()}
        return cls({id: _whole(id, own, bases) for id in own}, default, base)

    def of(self, paragraph: etree._Element) -> Style:
        """The style of a paragraph."""
        named = value(paragraph, "pPr", "pStyle")
        return self.known.get(self.default if named is None else named, _NONE)

    def is_hidden(self, look: etree._Element | None, style: Style) -> bool:
        """Whether a run with the properties `look` in a paragraph of a style is hidden text.

        What stands at the run goes first; else vanish is a toggle: paragraph and character style together switch it
        off again (§17.7.3).
        """
        character = _NONE
        if look is not None:
            if is_on(look.find(_ALWAYS)):
                return True
            own = look.find(_VANISH)
            if own is not None:
                return is_on(own)
            character = self.known.get(value(look, "rStyle") or "", _NONE)
        return bool(self.base.hidden) or (bool(style.hidden) != bool(character.hidden))

    def size(self, look: etree._Element | None, style: Style) -> int:
        """Half points of a run."""
        character = self.known.get(value(look, "rStyle") or "", _NONE)
        own = number(value(look, "sz"))
        return own or character.size or style.size or self.base.size or _SIZE

    def level(self, paragraph: etree._Element, style: Style) -> int | None:
        """Outline level of a paragraph, 0-based; None for body text."""
        own = value(paragraph, "pPr", "outlineLvl")
        found = style.level if own is None else number(own, _BODY_TEXT)
        return found if found is not None and 0 <= found < _BODY_TEXT else None

    def is_centred(self, paragraph: etree._Element, style: Style) -> bool:
        """Whether a paragraph stands in the middle."""
        own = value(paragraph, "pPr", "jc")
        return bool(style.centred) if own is None else own == "center"


def _default(row: etree._Element) -> bool:
    return row.get(_DEFAULT, "0").lower() in ("1", "true", "on")


def _defaults(defaults: etree._Element) -> Style:
    looks = (defaults.find(f"{w('rPrDefault')}/{_RUN}"), defaults.find(f"{w('pPrDefault')}/{_PARAGRAPH}"))
    return _style("", *looks)


def _style(name: str, run: etree._Element | None, paragraph: etree._Element | None) -> Style:
    """What one style says itself."""
    hidden = None if run is None else run.find(_VANISH)
    level, centred = value(paragraph, "outlineLvl"), value(paragraph, "jc")
    heading = _HEADING.fullmatch(name)
    return Style(
        name,
        None if hidden is None else is_on(hidden),
        (int(heading[1]) - 1 if heading else None) if level is None else number(level, _BODY_TEXT),
        number(value(run, "sz")) or None,
        None if centred is None else centred == "center",
        bool(_TITLE.fullmatch(name)),
        bool(_CONTENTS.match(name)),
    )


def _whole(id: str, own: Mapping[str, Style], bases: Mapping[str, str]) -> Style:
    """A style with what it has from those it is based on."""
    found = _NONE
    for one in _ancestry(id, bases):
        said = own[one]
        found = Style(
            found.name or said.name,
            said.hidden if found.hidden is None else found.hidden,
            said.level if found.level is None else found.level,
            said.size if found.size is None else found.size,
            said.centred if found.centred is None else found.centred,
            found.is_title or (found is _NONE and said.is_title),
            found.is_contents or (found is _NONE and said.is_contents),
        )
    return found


def _ancestry(id: str, bases: Mapping[str, str]) -> Iterator[str]:
    """A style, the one it is based on, and so on."""
    seen: set[str] = set()
    while id in bases and id not in seen and len(seen) < limits.STYLE_CHAIN:
        yield id
        seen.add(id)
        id = bases[id]
