"""What the formulas of one document are: found, told apart, resolved to items, their counts checked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain

from ...annotations import At, Passage
from ...slugs import slug
from ...source import Diagnostic, Loc
from ...text import stops
from ..mentions import Mention, names, plain
from ..terms import Term
from . import below, counted, nearby, ordinary, preceding, quoted, standard
from .shapes import Formula, Item, Kind, Place, Resolution
from .words import ABSTRACT, total

ABOUT = re.compile(rf"^(?:{ABSTRACT})|^$")
LISTED = ("大", "方面", "点", "位一体")
"""Classifiers of counts that stand beside a plain list; others only before numbered items."""


Address = tuple[str, int, int]
"""A line: section, block, row."""


@dataclass(slots=True)
class Reading:
    """One document on the way."""

    lines: Sequence[Passage]
    terms: Sequence[Term]
    mentions: Sequence[Mention]
    spelled: Sequence[standard.Spelled]
    order: dict[Address, int] = field(init=False)
    """Line → its place in the reading order."""
    taken: dict[Address, list[tuple[int, int]]] = field(default_factory=dict)
    """Line → what is a formula in it, in order."""
    problems: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.order = {_line(passage.at): number for number, passage in enumerate(self.lines)}

    def take(self, at: At) -> bool:
        """Whether a stretch is free; from now on it is not."""
        spans = self.taken.setdefault(_line(at), [])
        place = bisect_left(spans, (at.start, at.end))
        is_free = (not place or spans[place - 1][1] <= at.start) and (place == len(spans) or at.end <= spans[place][0])
        if is_free:
            spans.insert(place, (at.start, at.end))
        return is_free


def _line(at: At) -> Address:
    return at.section, at.block, at.line


@lru_cache(maxsize=8192)
def identity(words: str) -> str:
    """The name of a formula's or term's page: the same for the same words, with quotation marks or without."""
    key = plain(words)
    return slug(key, key)


def formulas(reading: Reading) -> list[Formula]:
    """All formulas of a document in the order of their first mentions.

    What the table names is found first, then quoted names, then what is only counted: each takes its words.
    """
    every = chain(_standard(reading), _ciphers(reading), _local(reading), _announcements(reading), _ordinary(reading))
    return sorted(every, key=lambda found: (reading.order[_line(found.mentions[0])], found.mentions[0].start))


def _standard(reading: Reading) -> Iterator[Formula]:
    """The table's formulas and their members."""
    sections: dict[str, list[Passage]] = {}
    for line in reading.lines:
        sections.setdefault(line.at.section, []).append(line)
    grouped: dict[str, list[Mention]] = {}
    for mention in reading.mentions:
        if standard.is_formula(mention.term, mention.form) or standard.member(mention.term, reading.terms):
            grouped.setdefault(mention.term.term, []).append(mention)
    for mention in (mention for found in grouped.values() for mention in found):
        reading.take(mention.at)
    spelled = _spelled(reading, grouped)
    for name in dict.fromkeys((*grouped, *spelled)):
        yield _joined([_of_table(reading, grouped[name], sections)] if name in grouped else [], spelled.get(name, ()))


def _spelled(reading: Reading, named: Mapping[str, Sequence[Mention]]) -> dict[str, list[Formula]]:
    """Name of a term → where its items are spelled out, and no name of it stands in the same section."""
    found: dict[str, list[Formula]] = {}
    for line in reading.lines:
        for term, place, items in standard.implied(line, reading.spelled):
            near = any(mention.at.section == place.at.section for mention in named.get(term.term, ()))
            if not near and reading.take(place.at):
                made = _made(term.term, "standard", "document", [place.at], items, len(items), term)
                found.setdefault(term.term, []).append(made)
    return found


def _joined(named: Sequence[Formula], spelled: Sequence[Formula]) -> Formula:
    """One formula of all: its items are the document's as soon as one place has them all."""
    every = [*named, *spelled]
    best = next((formula for formula in every if formula.resolution == "document"), every[0])
    return replace(best, mentions=tuple(at for formula in every for at in formula.mentions))


def _of_table(reading: Reading, found: Sequence[Mention], sections: Mapping[str, Sequence[Passage]]) -> Formula:
    """One of them: the document's own items where it names them, else the table's."""
    term = found[0].term
    if item := standard.member(term, reading.terms):
        return _made(term.term, "member", "table", [m.at for m in found], (Item(item),), 1, term)
    for mention in found:
        own = _own_items(term, _place(mention, sections))
        if own:
            return _made(term.term, "standard", "document", [m.at for m in found], own, len(own), term)
    choices = [standard.items(term, mention, sections) for mention in found]
    best, is_here = max(choices, key=lambda choice: (choice[1], sum(item.at is not None for item in choice[0])))
    resolution: Resolution = "document" if is_here else "table" if term.expansion or term.definition else "unknown"
    if term.certainty == "unknown" and not term.expansion:
        resolution = "unknown"
    return _made(term.term, "standard", resolution, [m.at for m in found], best, total(names(term)[0]) or None, term)


def _own_items(term: Term, place: Place) -> tuple[Item, ...]:
    """The items that the document gives a name of the table: the table's in its words, or said right behind it."""
    found = _items(place)
    if not found:
        return ()
    said_so = bool(nearby.OPENERS.match(place.passage.text[place.end :])) and not below.sections(place)
    return found if standard.overlaps(term, found) or said_so else ()


def _place(mention: Mention, sections: Mapping[str, Sequence[Passage]]) -> Place:
    at = mention.at
    line = next(p for p in sections[at.section] if (p.at.block, p.at.line) == (at.block, at.line))
    is_quoted = line.text[at.start - 1 : at.start] in ("“", "‘", "「")
    words = line.text[at.start : at.end]
    return Place(line, at.start, at.end, words, total(plain(words)), quoted.tail(words), is_quoted)


def _ciphers(reading: Reading) -> Iterator[Formula]:
    """Digits that ordinals spell: “一三五”."""
    for line in reading.lines:
        for place in quoted.ciphers(line):
            items = nearby.spelled(place)
            if items and reading.take(place.at):
                yield _made(place.text, "local", "document", [place.at], items, len(items))


def _local(reading: Reading) -> Iterator[Formula]:
    """Names with numbers that the document itself uses in quotation marks, and the same names without."""
    places = [p for line in reading.lines for p in quoted.find(line) if reading.take(p.at)]
    known = dict.fromkeys(place.text for place in places)
    places += [p for p in quoted.bare(reading.lines, known) if reading.take(p.at)]
    grouped: dict[str, list[Place]] = {}
    for place in places:
        grouped.setdefault(plain(place.text), []).append(place)
    for found in grouped.values():
        yield _named(reading, sorted(found, key=lambda place: reading.order[_line(place.at)]))


def _named(reading: Reading, found: Sequence[Place]) -> Formula:
    """One of them: its items where any of its places has them, else where the document explains it."""
    first = found[0]
    items, explained = next(filter(None, map(_items, found)), ()), None
    wrong = () if items else tuple(_mismatch(found))
    reading.problems += wrong
    if not items and not wrong and first.declared:
        items, explained = _glossed(first, reading.lines)
    resolution: Resolution = "document" if items or explained else "unknown"
    made = _made(first.text, "local", resolution, [place.at for place in found], items, first.declared or None)
    return replace(made, explained=explained)


def _announcements(reading: Reading) -> Iterator[Formula]:
    """Counts without quotation marks whose items are found."""
    for line in reading.lines:
        for place in counted.find(line):
            items = _announced(place)
            if items and reading.take(place.at):
                yield _made(place.text, "announcement", "document", [place.at], items, place.declared)


def _announced(place: Place) -> tuple[Item, ...]:
    listed = place.classifier in LISTED or ABOUT.match(place.tail)
    return (
        nearby.series(place)
        or below.sections(place)
        or below.paragraphs(place)
        or ((nearby.behind(place) or preceding.find(place)) if listed else ())
    )


def _ordinary(reading: Reading) -> Iterator[Formula]:
    """What is kept without a page."""
    for line in reading.lines:
        for place, kind, items in ordinary.find(line):
            if kind == "parallel" or reading.take(place.at):
                yield _made(place.text, kind, "document", [place.at], items, place.declared)


def _items(place: Place) -> tuple[Item, ...]:
    """The items of a named formula, by the first way that gives them."""
    if not place.declared:
        return ()
    return (
        nearby.series(place)
        or nearby.behind(place)
        or nearby.repeated(place)
        or below.sections(place)
        or below.paragraphs(place)
        or preceding.find(place)
    )


def _glossed(place: Place, lines: Sequence[Passage]) -> tuple[tuple[Item, ...], At | None]:
    """The items in a line that explains the formula, wherever it stands; the line itself when they are not as many."""
    found = below.gloss(place, lines)
    if not found:
        return (), None
    line, start = found
    end = next((stop for stop in stops(line.text, "。！？") if stop > start), len(line.text))
    said = nearby.SAID.search(line.text, start, end)
    for begin in (said.end(), start) if said else (start,):
        if items := nearby.as_many(line, place.declared, begin, end):
            return items, None
    return (), line.part(start, end)


def _mismatch(places: Iterable[Place]) -> Iterator[Diagnostic]:
    """A formula that says five above four things that bear its name."""
    for place in places:
        found = below.bearing(place) or nearby.nearly(place)
        if found and place.declared and found != place.declared:
            line = place.passage.line
            loc = Loc(place.passage.document.source.path, line.number, line.column)
            yield Diagnostic("T130", loc, (place.text, str(place.declared), str(found)))
            return


def _made(
    text: str,
    kind: Kind,
    resolution: Resolution,
    mentions: Sequence[At],
    items: tuple[Item, ...],
    declared: int | None,
    term: Term | None = None,
) -> Formula:
    return Formula(
        identity(text), text, kind, resolution, mentions[0].document, tuple(mentions), items, declared, term=term
    )
