"""Links from the documents' words to the pages of terms and formulas, with what is told on a tap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...annotations import Link
from ..mentions import Mention
from ..terms import Term
from .resolving import identity
from .shapes import SHOWN, Formula

DOUBTS = {
    "likely": "这个说法大致可靠，引用前请核对。",
    "varies": "各地说法不一，请核对。",
    "unknown": "没有查到可靠的说法，待补充。",
}
"""What is said of a term that is not sure."""
UNKNOWN = "本站没有收录解释。"
LONGEST = 220
"""Characters of a note."""


def path(id: str) -> str:
    """The page of a term or formula below docs/."""
    return f"terms/{id}.md"


def links(formulas: Iterable[Formula], mentions: Iterable[Mention]) -> Iterator[Link]:
    """The first mention of each formula and term in each section."""
    seen: set[tuple[str, str, str]] = set()
    for formula in formulas:
        for at in formula.mentions if formula.kind in SHOWN else ():
            key = at.document, at.section, formula.id
            if key not in seen:
                seen.add(key)
                yield Link(at, "formula", page=path(formula.id), note=formula_note(formula))
    for mention in mentions:
        key = mention.at.document, mention.at.section, identity(mention.term.term)
        if key not in seen:
            seen.add(key)
            yield Link(mention.at, "term", page=path(key[2]), note=term_note(mention.term))


def formula_note(formula: Formula) -> str:
    """What a formula is, short: its items and where they are from."""
    listed = "；".join(f"{number}. {item.text}" for number, item in enumerate(formula.items, 1))
    if formula.resolution == "document":
        return _short(f"本文件中指：{listed}。")
    if formula.term and formula.resolution == "table":
        return _short(f"{formula.term.definition}{listed and f'包括：{listed}。'}", DOUBTS.get(formula.certainty, ""))
    return UNKNOWN


def term_note(term: Term) -> str:
    """What the table says of a term, short."""
    listed = "；".join(f"{number}. {text}" for number, text in enumerate(term.expansion, 1))
    return _short(f"{term.definition}{listed and f'包括：{listed}。'}", DOUBTS.get(term.certainty, ""))


def _short(text: str, more: str = "") -> str:
    """A note within its limit; what is said at its end is never cut."""
    room = LONGEST - len(more)
    return (text if len(text) <= room else text[: room - 1] + "…") + more
