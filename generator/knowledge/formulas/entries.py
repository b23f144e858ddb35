"""What has a page of its own: a term or formula with all its places in the collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...annotations import At
from ...source import Diagnostic, Loc
from ..mentions import Mention
from ..terms import Term
from .resolving import identity
from .shapes import SHOWN, Formula

TABLE = "_config/terms.yml"
NAMED = 6  # names that are told


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: the same words in all documents, each with what it means there."""

    id: str
    """ASCII, the name of the page."""
    name: str
    term: Term | None
    """What the clerk's table says; None when it says nothing."""
    formulas: tuple[Formula, ...]
    """Its uses as a formula, one a document (an announcement: one a place)."""
    places: tuple[At, ...]
    """Every occurrence: documents in their order, reading order within one."""

    @property
    def is_announcement(self) -> bool:
        """Whether it is no name at all, but a count with its items (三方面意见)."""
        return not self.term and all(formula.kind == "announcement" for formula in self.formulas)

    @property
    def is_formula(self) -> bool:
        """Whether it is a formula, by the table or by its use."""
        return bool(self.formulas) or bool(self.term and self.term.kind == "formula")

    @property
    def is_unknown(self) -> bool:
        """Whether neither the table nor any document says what it means."""
        said = self.term and (self.term.expansion or (self.term.definition and self.term.certainty != "unknown"))
        return not said and all(formula.resolution == "unknown" for formula in self.formulas)

    @property
    def documents(self) -> int:
        """How many documents have it."""
        return len({place.document for place in self.places})


def entries(formulas: Iterable[Formula], mentions: Iterable[Mention]) -> tuple[Entry, ...]:
    """Every term and formula that occurs; those of the table that do not are left out."""
    names: dict[str, str] = {}
    terms: dict[str, Term] = {}
    uses: dict[str, list[Formula]] = {}
    places: dict[str, dict[At, None]] = {}
    for mention in mentions:
        id = identity(mention.term.term)
        names[id], terms[id] = mention.term.term, mention.term
        places.setdefault(id, {})[mention.at] = None
    for formula in formulas:
        if formula.kind in SHOWN:
            names.setdefault(formula.id, formula.text)
            if formula.term:
                terms.setdefault(formula.id, formula.term)
            uses.setdefault(formula.id, []).append(formula)
            places.setdefault(formula.id, {}).update(dict.fromkeys(formula.mentions))
    return tuple(
        Entry(id, name, terms.get(id), tuple(uses.get(id, ())), tuple(places[id])) for id, name in names.items()
    )


def unexplained(found: Iterable[Entry]) -> Iterator[Diagnostic]:
    """T131: how many have a page that explains nothing, the most used first."""
    unknown = sorted((e for e in found if e.is_unknown and not e.is_announcement), key=lambda e: -len(e.places))
    if unknown:
        named = "、".join(f"“{entry.name}”" for entry in unknown[:NAMED])
        yield Diagnostic("T131", Loc(TABLE), (str(len(unknown)), named + ("等" if len(unknown) > NAMED else "")))
