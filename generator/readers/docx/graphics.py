"""What a drawing holds: text boxes, pictures, charts. ECMA-376 Part 1 §20.4 (DrawingML), Part 4 §14 (VML).

Of the two forms in which Word writes the same shape (mc:AlternateContent) only one is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from . import wml
from .wml import CHART, DIAGRAM, OFFICE, PIC, WP, A, R, V

_BLIP, _IMAGE, _WORD_ART = f"{{{A}}}blip", f"{{{V}}}imagedata", f"{{{V}}}textpath"
_OTHERS = frozenset({f"{{{CHART}}}chart", f"{{{DIAGRAM}}}relIds", f"{{{OFFICE}}}OLEObject", f"{{{A}}}t"})
_NAMED = (f"{{{PIC}}}cNvPr", f"{{{WP}}}docPr")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture in a drawing."""

    id: str
    """Relationship that leads to its part; empty when it is only linked."""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Graphic:
    """What is in one w:drawing, w:pict or w:object."""

    boxes: tuple[etree._Element, ...] = ()
    """w:txbxContent, in order."""
    art: tuple[str, ...] = ()
    """Words of WordArt."""
    images: tuple[Image, ...] = ()
    others: tuple[etree._Element, ...] = ()
    """Charts, diagrams, embedded objects, words in drawings: all that cannot be shown."""


def look(drawing: etree._Element) -> Graphic:
    """What a drawing holds."""
    found = list(_outermost(drawing))
    others = tuple(element for element in found if element.tag in _OTHERS)
    pictures = [] if others else [e for e in found if e.tag in (_BLIP, _IMAGE)]  # an object's picture is its look
    alt = _described(drawing) if len(pictures) == 1 else ""
    return Graphic(
        tuple(element for element in found if element.tag == wml.BOX),
        tuple(words for e in found if e.tag == _WORD_ART and (words := e.get("string", "").strip())),
        tuple(Image(_id(element), _own_words(element) or alt) for element in pictures),
        others,
    )


def _outermost(drawing: etree._Element) -> Iterator[etree._Element]:
    wanted = {wml.BOX, _BLIP, _IMAGE, _WORD_ART, *_OTHERS}
    return wml.inside(drawing, lambda element: element.tag in wanted)


def _id(picture: etree._Element) -> str:
    return picture.get(f"{{{R}}}embed") or picture.get(f"{{{R}}}id") or ""


def _described(drawing: etree._Element) -> str:
    """The alternative text of a drawing as a whole."""
    names = (element.get("descr", "").strip() for element in drawing.iter(*_NAMED))
    shapes = (shape.get("alt", "").strip() for shape in drawing.iter() if str(shape.tag).startswith(f"{{{V}}}"))
    return next(filter(None, names), "") or next(filter(None, shapes), "")


def _own_words(picture: etree._Element) -> str:
    """The alternative text of one picture in a group."""
    whole = next(picture.iterancestors(f"{{{PIC}}}pic", f"{{{V}}}shape"), None)
    return "" if whole is None else whole.get("alt", "").strip() or _first_name(whole)


def _first_name(whole: etree._Element) -> str:
    name = next(whole.iter(_NAMED[0]), None)
    return "" if name is None else name.get("descr", "").strip()
