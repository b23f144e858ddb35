"""The words in what cannot be shown: charts, diagrams (SmartArt), embedded objects. They are kept for the clerk to see.

A drawing only refers to them: c:chart and dgm:relIds name parts of their own (ECMA-376 Part 1 §21.2.2.29, §21.4.2.20);
an embedded object is a file that is never opened.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..normalise import tidy
from .package import Package, Refused
from .wml import CHART, A, R

_PARAGRAPH, _TEXT, _VALUE = f"{{{A}}}p", f"{{{A}}}t", f"{{{CHART}}}v"
_NAMES = f"{{{CHART}}}strCache"
"""Names of series and categories as a chart keeps them, numbers apart (§21.2.2.201)."""
_CHART, _DIAGRAM = f"{{{R}}}id", f"{{{R}}}dm"


def words(drawing: etree._Element, others: tuple[etree._Element, ...], package: Package, told: set[str]) -> str:
    """The words of charts and diagrams in a drawing, and those that stand in it; empty when there are none.

    `told`: names of parts that have been read; a part is read once however often it is shown.
    """
    found = [_texts(drawing)]
    for one in others:
        target = package.target(one.get(_DIAGRAM) or one.get(_CHART) or "")
        if target.endswith(".xml") and target not in told:
            told.add(target)
            found.append(_texts(_root(package, target)))
    return tidy(" ".join(found))


def _root(package: Package, name: str) -> etree._Element | None:
    """The root of a part; None when it cannot be read, for its words are left out anyway."""
    try:
        return package.xml(name)
    except Refused:
        return None


def _texts(root: etree._Element | None) -> str:
    return "" if root is None else "".join(_runs(root))


def _runs(root: etree._Element) -> Iterator[str]:
    """The words below an element, a blank between paragraphs and between names; a name is said once."""
    said: set[str] = set()
    for element in root.iter(_PARAGRAPH, _TEXT, _VALUE):
        text = element.text or ""
        if element.tag == _PARAGRAPH:
            yield " "
        elif element.tag == _TEXT:
            yield text
        elif text not in said and next(element.iterancestors(_NAMES), None) is not None:
            said.add(text)
            yield f" {text} "
