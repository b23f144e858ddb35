"""Findings as the report shows them: what is the matter, where, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from ..codes import CODES
from ..diagnostics import SEVERITY_NAMES, severity
from ..labels import place
from ..source import Diagnostic, Source
from .html import element

QUOTED = 40  # characters of the line a finding is about

ACCEPTING = (
    "核对过、不用改的，可以把“接受：”后面那一行抄进 _config/accepted.yml（在存放文件的文件夹里），行末写上理由，"
    "下次就不再提示。那里的文字改动以后，会重新提示。"
)


def listed(
    found: Iterable[Diagnostic], offers: Mapping[Diagnostic, str], source: Source | None = None, *, named: bool = False
) -> etree._Element:
    """A list of findings: those on a document with their place and the words there, others `named` by their file.

    `offers`: warning → the line that accepts it, to be copied.
    """
    entries = ((*_lines(finding, source, named), *_offer(offers.get(finding, ""))) for finding in found)
    return element("ul", *(element("li", *lines) for lines in entries), style="plain")


def accepting(found: Iterable[Diagnostic], offers: Mapping[Diagnostic, str]) -> Iterator[etree._Element]:
    """How findings are accepted, where one of them can be."""
    if any(finding in offers for finding in found):
        yield element("p", ACCEPTING, style="soft")


def _offer(line: str) -> Iterator[etree._Element]:
    if line:
        yield element("p", "接受：", element("code", line), style="soft")


def _lines(finding: Diagnostic, source: Source | None, named: bool) -> Iterator[etree._Element]:
    code, grade = CODES[finding.code], severity(finding)
    where = f"{finding.loc.file}:{finding.loc.line or ''}".rstrip(":") if named else ""
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
