"""The words of WordprocessingML: names of elements, on and off, wrappers. ECMA-376 Part 1 §17, Part 3 (mc), Part 4 (v).

A reader sees transitional names only: `package` turns those of strict files into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
V = "urn:schemas-microsoft-com:vml"
OFFICE = "urn:schemas-microsoft-com:office:office"
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    "http://purl.oclc.org/ooxml/drawingml/main": A,
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP,
    "http://purl.oclc.org/ooxml/drawingml/picture": PIC,
    "http://purl.oclc.org/ooxml/drawingml/chart": CHART,
    "http://purl.oclc.org/ooxml/drawingml/diagram": DIAGRAM,
}
"""Namespaces of ISO/IEC 29500 strict → those that everybody writes."""

_UNDERSTOOD = frozenset(
    {
        "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
        "http://schemas.microsoft.com/office/word/2010/wordml",
        "http://schemas.microsoft.com/office/word/2012/wordml",
        "http://schemas.microsoft.com/office/drawing/2010/main",
        *STRICT.values(),
    }
)
"""Namespaces whose branch of mc:AlternateContent is taken."""


_PREFIX = f"{{{W}}}"


def w(name: str) -> str:
    """Full name of an element or attribute of WordprocessingML."""
    return _PREFIX + name


VAL = w("val")
P, TBL, TR, TC, RUN, TEXT = w("p"), w("tbl"), w("tr"), w("tc"), w("r"), w("t")
BOX = w("txbxContent")
CHOICE, FALLBACK, ALTERNATE = f"{{{MC}}}Choice", f"{{{MC}}}Fallback", f"{{{MC}}}AlternateContent"
DELETED = frozenset({w("del"), w("moveFrom")})
"""Elements around runs that a tracked change took away."""
PROPERTIES = frozenset(
    w(name)
    for name in (
        "pPr", "rPr", "tblPr", "tblPrEx", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "smartTagPr",
        "customXmlPr", "rubyPr",
    )
)  # fmt: skip
"""What says how things look and holds no words."""
_DELETION = {TR: f"{w('trPr')}/{w('del')}", TC: f"{w('tcPr')}/{w('cellDel')}"}
"""Parts of tables → the mark of those that a tracked change deleted."""
_HIDDEN = f"{w('trPr')}/{w('hidden')}"


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch (§17.17.4 ST_OnOff) is there and not turned off."""
    return element is not None and element.get(VAL, "1").lower() not in ("0", "false", "off", "none")


def value(parent: etree._Element | None, *path: str) -> str | None:
    """The w:val of an element below another, e.g. `value(pPr, "pStyle")`; None when there is none."""
    for name in path:
        parent = None if parent is None else parent.find(_PREFIX + name)
    return None if parent is None else parent.get(VAL)


def number(text: str | None, default: int = 0) -> int:
    """A small whole number; `default` for anything else."""
    text = (text or "").strip()
    return int(text) if text.lstrip("-").isdecimal() and text.isascii() and len(text) < 10 else default


def branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that counts (Part 3 §9.3): the first that we understand, else the fallback,
    else the first."""
    choices = alternate.findall(CHOICE)
    for choice in choices:
        names = choice.get("Requires", "").split()
        if all(choice.nsmap.get(name) in _UNDERSTOOD for name in names):
            return choice
    fallback = alternate.find(FALLBACK)
    return fallback if fallback is not None else next(iter(choices), None)


def inside(element: etree._Element, wanted: Callable[[etree._Element], bool]) -> Iterator[etree._Element]:
    """The outermost elements below one that are wanted, in order, through wrappers of any name (sdt, customXml, ins …).

    Properties and what was deleted are passed over; of alternatives one branch counts.
    """
    stack: list[Iterator[etree._Element]] = [iter(element)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif wanted(child):
            yield child
        elif child.tag == ALTERNATE:
            chosen = branch(child)
            stack.append(iter(()) if chosen is None else iter(chosen))
        elif child.tag not in PROPERTIES and not is_deleted(child):
            stack.append(iter(child))


def is_deleted(element: etree._Element) -> bool:
    """Whether a tracked change took an element away: w:del, w:moveFrom, a marked row or cell of a table (§17.13.5)."""
    mark = _DELETION.get(str(element.tag))
    return element.tag in DELETED or (mark is not None and element.find(mark) is not None)


def is_hidden(row: etree._Element) -> bool:
    """Whether a row of a table is hidden (§17.4.20)."""
    return is_on(row.find(_HIDDEN))


def plain_words(element: etree._Element) -> str:
    """All words below an element, as they stand, with a blank between paragraphs: for what is left out."""
    paragraphs: list[list[str]] = [[]]
    for child in element.iter(P, TEXT, w("delText"), f"{{{M}}}t"):
        if child.tag == P:
            paragraphs.append([])
        else:
            paragraphs[-1].append(child.text or "")
    return " ".join("".join(words).strip() for words in paragraphs).strip()
