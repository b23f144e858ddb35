"""Wrong answers: items of other formulas that look alike, and are surely not right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import takewhile

from ..mentions import plain
from .certain import Known, alike


@dataclass(frozen=True, slots=True)
class Affixes:
    """What all items of a formula share: 道路自信, 理论自信 … end with 自信."""

    before: str
    behind: str

    def bare(self, text: str) -> str:
        """An item without them."""
        return text[len(self.before) : len(text) - len(self.behind)]


@dataclass(frozen=True, slots=True)
class Stock:
    """The items of all formulas, to choose wrong answers from."""

    every: Sequence[Known]
    texts: Mapping[tuple[str, str], str]
    """(document, section) → its own words as they are compared."""

    def beside(self, known: Known, wanted: int) -> tuple[str, ...]:
        """Items of other formulas, the likest first, that can stand among those of this one; or too few."""
        shared = affixes(known.texts)
        span, right = self._span(known), self._right(known)
        pool = [
            text
            for other in self.every
            if other.formula.id != known.formula.id
            for text in other.texts
            if _fits(text, known.texts)
            and _passes(text, known.texts)
            and text.startswith(shared.before)
            and text.endswith(shared.behind)
        ]
        return _best((text for text in pool if _is_wrong(text, right, span)), known, wanted)

    def _span(self, known: Known) -> str:
        """The words of all sections that the formula and its items stand in."""
        sections = {at.section for at in (known.mention, *(item.at for item in known.items))}
        return "\n".join(self.texts.get((known.formula.document, section), "") for section in sorted(sections))

    def _right(self, known: Known) -> list[str]:
        """What is an item of it in any document, or by the table."""
        term = known.formula.term
        same = [text for other in self.every if other.formula.id == known.formula.id for text in other.texts]
        return [*same, *(term.expansion if term else ())]


def affixes(texts: Sequence[str]) -> Affixes:
    """What all begin and end with; nothing where too little would be left."""
    before = _common(texts)
    rest = [text[len(before) :] for text in texts]
    behind = _common([text[::-1] for text in rest])[::-1]
    return Affixes(before, behind) if min(map(len, rest)) > len(behind) else Affixes(before, "")


def _common(texts: Sequence[str]) -> str:
    """What all texts begin with."""
    return "".join(chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*texts, strict=False)))


def _fits(text: str, texts: Sequence[str]) -> bool:
    """Whether it is about as long as the items are."""
    shortest, longest = min(map(len, texts)), max(map(len, texts))
    room = max(1, (longest + shortest) // 6)
    return shortest - room <= len(text) <= longest + room


def _is_wrong(text: str, right: Iterable[str], span: str) -> bool:
    return plain(text) not in span and not any(alike(text, one) for one in right)


def _best(found: Iterable[str], known: Known, wanted: int) -> tuple[str, ...]:
    """The likest to the items, none nearly the same as another."""
    chosen: list[str] = []
    ordered = sorted(set(found), key=lambda text: (-_likeness(text, known.texts), mixed(known.formula.id, text)))
    for text in ordered:
        if len(chosen) < wanted and not any(alike(text, one) for one in chosen):
            chosen.append(text)
    return tuple(chosen)


def _passes(text: str, texts: Sequence[str]) -> bool:
    """Whether it could be one of the items: one that is out of place at first sight tests nothing.

    It resembles most of them; or one by a whole word, where all are of one length.
    """
    degrees = [_likeness(text, [one]) for one in texts]
    is_alike = max(degrees) > 1 and {len(text)} == set(map(len, texts))
    return is_alike or 2 * sum(degree > 0 for degree in degrees) > len(texts)


def _likeness(text: str, texts: Sequence[str]) -> int:
    """How much it resembles the items at its ends."""
    return sum(
        2 * (text[-2:] == one[-2:])
        + 2 * (text[:2] == one[:2])
        + 2 * (text[-1] == one[-1] and len(text) == len(one))
        + (text[0] == one[0])
        for one in texts
    )


def mixed(seed: str, text: str) -> str:
    """A key for an order that is the same on every build and says nothing."""
    return sha256(f"{seed}\n{text}".encode()).hexdigest()
