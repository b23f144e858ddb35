"""Measures and duties (举措清单): what a document orders, who is to do it and by when, word for word.

A party is given only where grammar gives it: before the verb (镇党委将…), carried on within the sentence or from the
lead of an enumeration (各支部要做到：一是…), or in brackets behind (责任单位：…). Elsewhere the text names none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ...annotations import HEADING, section_passages
from ...model import Document, Section
from . import duties, scope
from .clauses import Text, read_through
from .gathering import Gathered
from .model import Duty, Found, Level, Measure
from .style import Style, style

__all__ = ["Duty", "Found", "Level", "Measure", "find", "in_lines"]


def find(document: Document) -> Found:
    """The measures and duties of a document; none where a list of them would be senseless."""
    if not scope.has_measures(document):
        return Found(document.id)
    lines = {section.id: _lines(document, section) for section in _sections(document)}
    manner = style(document, chain.from_iterable(lines.values()))
    planning = [(section, lines[section.id]) for section in _planning(document)]
    measures = [m for section, texts in planning for m in _of_section(section, texts, manner)]
    stated = [d for _, texts in planning for text in texts for d in _stated(text)]
    ordered = _in_order(document, (*duties.of_orders(measures), *stated))
    return Found(document.id, tuple(measures), ordered, manner == "sparing")


def _sections(document: Document) -> Iterator[Section]:
    return (section for part in document.parts if part.kind != "notes" for section in part.walk())


def _lines(document: Document, section: Section) -> tuple[Text, ...]:
    return tuple(map(read_through, section_passages(document, section)))


def _planning(document: Document) -> Iterator[Section]:
    """The sections that may order something, in reading order; the closing words only call upon all."""
    for part in document.parts:
        if part.kind not in ("notes", "signature", "closing"):
            yield from _walk(part)


def _walk(section: Section) -> Iterator[Section]:
    if not scope.orders_nothing(section):
        yield section
        for child in section.children:
            yield from _walk(child)


def _of_section(section: Section, lines: tuple[Text, ...], manner: Style) -> list[Measure]:
    """The measures of a section; a heading can be one only where nothing stands below it."""
    gathered = Gathered(manner)
    is_leaf = not section.children and not section.body
    for line in lines:
        if is_leaf or line.passage.at.block != HEADING:
            gathered.take(line)
        else:
            gathered.see(line)
    return gathered.measures


def in_lines(lines: Iterable[Text], manner: Style) -> list[Measure]:
    """The measures of some lines, with what is said about them behind them."""
    gathered = Gathered(manner)
    for line in lines:
        gathered.take(line)
    return gathered.measures


def _stated(line: Text) -> Iterator[Duty]:
    return iter(()) if line.passage.at.block == HEADING else duties.of_phrases(line)


def _in_order(document: Document, found: Iterable[Duty]) -> tuple[Duty, ...]:
    """Duties in reading order; a party that two turns of phrase find in one clause is there once."""
    places = {section.id: place for place, section in enumerate(document.sections())}

    def key(duty: Duty) -> tuple[int, int, int, int]:
        at = duty.clause
        return places[at.section], at.block, at.line, at.end

    ordered = sorted(found, key=lambda duty: (key(duty), duty.clause.start))
    return tuple({(key(duty), duty.actor): duty for duty in ordered}.values())
