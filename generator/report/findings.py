"""Findings as the report shows them: what is the matter, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from ..codes import CODES
from ..diagnostics import SEVERITY_NAMES, severity
from ..labels import place
from ..source import Diagnostic, Source
from .html import element

QUOTED = 40  # characters of the line a finding is about


def listed(found: Iterable[Diagnostic], source: Source | None = None, *, named: bool = False) -> etree._Element:
    """A list of findings: those on a document with their place and the words there, others `named` by their file."""
    return element("ul", *(element("li", *_lines(finding, source, named)) for finding in found), style="plain")


def _lines(finding: Diagnostic, source: Source | None, named: bool) -> Iterator[etree._Element]:
    code, grade = CODES[finding.code], severity(finding)
    where = finding.loc.file if named else ""
    if source:
        is_text = finding.loc.file == source.path
        where = place(source, finding.loc.line) if is_text else finding.loc.file
    name = element("span", SEVERITY_NAMES[grade], style=grade)
    message = code.message.format(*finding.args)
    yield element(
        "p", name, "　", f"{where}　" if where else "", message, " ", element("span", finding.code, style="soft")
    )
    if source and (quote := _quote(source, finding.loc.line)):
        yield element("p", f"原文：{quote}", style="soft")
    if code.hint:
        yield element("p", f"提示：{code.hint}")


def _quote(source: Source, line: int) -> str:
    text = next((one.text for one in source.lines if one.number == line), "") if line else ""
    return text if len(text) <= QUOTED else text[:QUOTED] + "…"
