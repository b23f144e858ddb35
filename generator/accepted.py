"""Findings that the clerk has looked at and accepts: `content/_config/accepted.yml`, one line each.

    - G101 讲话/某讲话.txt:12 "由XX村负责" 原件就是这样

The code, the file and the words decide; the number after the file only helps to find the place again, so a line holds
when others are added above it. The words may be any part of the finding's words or of the line it is about: the fewer
they are, the more is accepted; "" stands for all findings with this code in this file. A line that is no YAML is read
too: what one person mistypes must not bring back what another has settled.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .codes import CODES
from .model import Document
from .source import Diagnostic, Line, Loc, Source
from .text import fold

FILE = "_config/accepted.yml"
"""Below the content folder."""
WORDS = 24  # characters that are offered to accept a finding by
ENTRY = re.compile(
    r"""-\s*(?P<code>[A-Za-z]\d{3})\s+(?P<file>.+?)(?:\s?[:：]\s?(?P<line>\d+))?\s+"""
    r"""(?:"(?P<plain>[^"]*)"|“(?P<curly>.*)”)\s*(?P<reason>.*)"""
)
BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One line of the file."""

    code: str
    file: str
    """Path below the content folder, as the finding names it."""
    words: str
    """Empty: all findings with this code in this file."""
    reason: str
    number: int
    """Its line in accepted.yml, 1-based."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Findings, parted."""

    open: tuple[Diagnostic, ...]
    """Those that nobody accepted, and what is wrong with the waivers."""
    accepted: tuple[tuple[Diagnostic, Waiver], ...]
    """Those that were accepted, each with the line that accepts it."""
    offers: Mapping[Diagnostic, str] = field(default_factory=dict)
    """Open warning, or error that can be lifted → the line to paste that accepts it."""

    def lines(self, *, all: bool) -> Mapping[Diagnostic, str]:
        """The offers to print: all, or only those without which a file stays out."""
        return {one: line for one, line in self.offers.items() if all or CODES[one.code].until_accepted}


class Places:
    """Finds the words of the line that a finding is about; a file is only looked at when it is asked for."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources: dict[str, list[Source]] = {}
        for source in sources:
            self._sources.setdefault(source.path, []).append(source)
        self._lines: dict[str, dict[int, list[Line]]] = {}

    def text(self, loc: Loc) -> str:
        """All words of the physical line, notes that hang on it included; empty when it has none."""
        return "\n".join(line.text for line in self._at(loc))

    def since(self, loc: Loc) -> str:
        """Its words from the place on."""
        begun = [line for line in self._at(loc) if line.column <= loc.column]
        line = max(begun, key=lambda line: line.column, default=None)
        return line.text[loc.column - line.column :] if line else self.text(loc)

    def _at(self, loc: Loc) -> Sequence[Line]:
        if loc.file not in self._lines:
            numbered = self._lines.setdefault(loc.file, {})
            for source in self._sources.get(loc.file, ()):
                for line in (*source.lines, *source.notes):
                    numbered.setdefault(line.number, []).append(line)
        return self._lines[loc.file].get(loc.line, ()) if loc.line else ()


def parse(text: str) -> tuple[tuple[Waiver, ...], tuple[Diagnostic, ...]]:
    """The waivers of a file and the lines of it that cannot be used."""
    waivers: list[Waiver] = []
    found: list[Diagnostic] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        entry = line.strip()
        if entry and not entry.startswith("#") and entry not in ("---", "[]"):
            waiver = _entry(entry, number)
            problem = _problem(waiver, entry)
            if problem:
                found.append(Diagnostic(problem[0], Loc(FILE, number), problem[1:]))
            elif waiver and not _repeated(waiver, waivers):
                waivers.append(waiver)
    return tuple(waivers), tuple(found)


def _entry(entry: str, number: int) -> Waiver | None:
    parts = ENTRY.fullmatch(entry)
    if not parts:
        return None
    words = parts["plain"] if parts["plain"] is not None else parts["curly"]
    file = parts["file"].strip("'\"").removeprefix("content/")
    return Waiver(parts["code"].upper(), file, words, parts["reason"].strip(), number)


def _problem(waiver: Waiver | None, entry: str) -> tuple[str, ...]:
    """Why a line cannot be used, as code and arguments; empty when it can."""
    if not waiver:
        return "G130", entry[:WORDS]
    if waiver.code not in CODES:
        return "G131", waiver.code
    return () if _is_acceptable(waiver.code) else ("G132", waiver.code)


def _is_acceptable(code: str) -> bool:
    return CODES[code].severity != "error" or CODES[code].until_accepted


def _repeated(waiver: Waiver, others: Sequence[Waiver]) -> bool:
    """The same line twice does no harm."""
    return any((w.code, w.file, w.words) == (waiver.code, waiver.file, waiver.words) for w in others)


def settle(
    found: Sequence[Diagnostic], waivers: Sequence[Waiver], places: Places, families: Collection[str]
) -> Settled:
    """Part the findings into open and accepted ones; a waiver that accepts nothing is a finding itself (G133).

    `families`: first letters of the codes that this run can find at all; nothing is said of waivers for others, nor of
    those for a file that was left out, since what is not looked at is not settled either.
    """
    by_place: dict[tuple[str, str], list[Waiver]] = {}
    for waiver in waivers:
        by_place.setdefault((waiver.code, waiver.file), []).append(waiver)
    accepted: list[tuple[Diagnostic, Waiver]] = []
    rest: list[Diagnostic] = []
    for one in found:
        if fitting := _waived(one, by_place, places):
            accepted.append((one, fitting))
        else:
            rest.append(one)
    used = {waiver for _, waiver in accepted}
    missing = {one.loc.file for one in found if CODES[one.code].severity == "error"}
    idle = [w for w in waivers if w not in used and w.code[0] in families and w.file not in missing]
    wanted = (d for d in rest if CODES[d.code].severity != "info" and _is_acceptable(d.code))
    offers = {d: offer(d, places.since(d.loc)) for d in wanted}
    return Settled((*rest, *map(_idle, idle)), tuple(accepted), offers)


def cleared(
    documents: Sequence[Document], found: Sequence[Diagnostic], waivers: Sequence[Waiver], places: Places
) -> tuple[Document, ...]:
    """Those that may be published: a file stays out with all its documents until what stands against it is accepted."""
    against = {one.loc.file for one in settle(found, waivers, places, "").open}
    return tuple(document for document in documents if document.source.path not in against)


def _waived(one: Diagnostic, waivers: Mapping[tuple[str, str], Sequence[Waiver]], places: Places) -> Waiver | None:
    """The waiver that accepts a finding, the one that says most first."""
    candidates = waivers.get((one.code, one.loc.file), ())
    if not candidates:
        return None
    words = _plain(" ".join((*one.args, places.text(one.loc))))
    fitting = [waiver for waiver in candidates if _plain(waiver.words) in words]
    return max(fitting, key=lambda waiver: len(waiver.words), default=None)


def _idle(waiver: Waiver) -> Diagnostic:
    return Diagnostic("G133", Loc(FILE, waiver.number), (waiver.code, waiver.file, waiver.words))


def _plain(words: str) -> str:
    """Words as they are compared: blanks, widths and the shape of quotation marks do not count."""
    return BLANK.sub("", fold(words)).translate(_QUOTES)


_MARKS = re.compile('["“”]')
_QUOTES = {ord(mark): '"' for mark in "“”"}


def offer(found: Diagnostic, words: str = "") -> str:
    """The line to paste that accepts a finding; empty when none can. `words`: the text at its place (`Places.since`).

    Findings of the publishing gate begin with the words they are about; others are known by their place, or else by
    what they say.
    """
    if not _is_acceptable(found.code):
        return ""
    said = found.args[0] if found.args else ""
    words = said if found.code.startswith("G") else words or said
    part = max(_MARKS.split(words.partition("\n")[0][:WORDS]), key=len).strip()
    line = f":{found.loc.line}" if found.loc.line else ""
    return f'- {found.code} {found.loc.file}{line} "{part}"'
