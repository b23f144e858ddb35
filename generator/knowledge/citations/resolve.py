"""What a name means: a held document, one that is not held, the document itself, or nothing that could be told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...model import Document
from .holdings import Held, Holdings
from .names import MARKS, Name, is_generic, is_official, is_placeholder, same_issuer, taken_apart
from .parts import Parts
from .value import Kind


@dataclass(frozen=True, slots=True)
class Meaning:
    """The document that a name means."""

    kind: Kind
    proper: str
    document: str = ""
    year: str = ""
    """Year of the edition that was asked for and is not held."""
    volumes: tuple[str, ...] = ()
    """Ids of other files that hold parts of the same edition."""
    rivals: tuple[Held, ...] = ()
    """Held documents of this name, where it cannot be told which is meant."""


@dataclass(slots=True)
class Reading:
    """A document while its citations are found: what it said so far decides what its short names mean."""

    document: Document
    holdings: Holdings
    parts: Mapping[str, Parts]
    """Document id → its numbered parts."""
    declared: Mapping[str, str]
    earlier: list[tuple[str, Meaning]] = field(default_factory=list)
    """The names met so far and what they mean."""

    @property
    def title(self) -> str:
        """The document's own name."""
        return self.document.meta.title or ""

    @property
    def own(self) -> Meaning:
        """The document itself, with the other files of a law that lies in several."""
        held = Held(self.document.id, self.title, taken_apart(self.title), self.document.meta.date or "")
        return Meaning("self", self.title, self.document.id, volumes=self.holdings.volumes(held))

    def is_own(self, wanted: Name) -> bool:
        """Whether a name is the document's own; that of another edition is not."""
        own = taken_apart(self.title)
        edition = wanted.year in ("", own.year, (self.document.meta.date or "")[:4])
        return own.core == wanted.core and same_issuer(own.issuer, wanted.issuer) and edition


def resolve(reading: Reading, name: str, before: str = "", year: str = "") -> Meaning:
    """What a name means at this place; `before` are the words in front of it, `year` the edition asked for there."""
    if is_placeholder(name):
        return Meaning("placeholder", name)
    short = MARKS.sub("", name)
    full = reading.declared.get(short, name)
    if is_generic(full):
        return _by_context(reading, short)
    wanted = taken_apart(full)
    wanted = Name(wanted.core, wanted.issuer, wanted.year or year)
    return _named(reading, full, wanted, before)


def _named(reading: Reading, full: str, wanted: Name, before: str) -> Meaning:
    """What a name that says enough means."""
    found = reading.holdings.find(wanted, before)
    proper = reading.holdings.proper.get(wanted.core, full)
    if not found and proper != full:
        known = taken_apart(proper)
        found = reading.holdings.find(Name(known.core, known.issuer, wanted.year), before)
    if reading.is_own(wanted):
        return reading.own
    if len(found) != 1:
        return Meaning("absent", proper, year=wanted.year, rivals=found)
    held = found[0]
    asked = "" if not wanted.year or held.is_of(wanted.year) or not held.date else wanted.year
    return Meaning("held", held.title, held.document, asked, reading.holdings.volumes(held))


def _by_context(reading: Reading, short: str) -> Meaning:
    """《意见》 means the document named last whose name ends so, else this one if its own does."""
    for name, meaning in reversed(reading.earlier):
        if meaning.kind != "placeholder" and MARKS.sub("", name).endswith(short):
            return meaning
    if is_official(reading.title) and taken_apart(reading.title).core.endswith(short):
        return reading.own
    return Meaning("absent", short)
