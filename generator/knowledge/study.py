"""All that is found in the documents beside their topics, in one value: `Knowledge`.

mentions ─▶ formulas ┐                      ┌─▶ links, by the line in which they stand
           citations ┴─▶ what points where ─┴─▶ backlinks          related, measures, events stand alone
formulas ─▶ questions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..annotations import At, Link, longest
from ..model import Document
from ..source import Diagnostic
from . import backlinks, citations, events, formulas, measures, mentions, questions, related
from .backlinks import Backlink, Pair, Target
from .citations import Citation
from .events import Event
from .formulas import Formula
from .measures import Found
from .mentions import Mention
from .questions import Question
from .related import Key, Related
from .terms import Term

Row = tuple[str, str, int, int]
"""A line of a text: ids of document and section, block, line, as `At` has them."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the documents speak of, as addresses in their texts."""

    mentions: tuple[Mention, ...] = ()
    formulas: tuple[Formula, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: Mapping[Row, tuple[Link, ...]] = field(default_factory=dict)
    """Line → what in it leads somewhere, in order, without overlaps."""
    backlinks: Mapping[Target, tuple[Backlink, ...]] = field(default_factory=dict)
    quoted: Mapping[At, tuple[int, Backlink]] = field(default_factory=dict)
    """The sentences of citations that lead nowhere."""
    related: Mapping[Key, tuple[Related, ...]] = field(default_factory=dict)
    measures: tuple[Found, ...] = ()
    """One a document."""
    events: tuple[Event, ...] = ()
    questions: tuple[Question, ...] = ()


def study(documents: Sequence[Document], terms: Sequence[Term]) -> tuple[Knowledge, tuple[Diagnostic, ...]]:
    """What is found in the documents, and what a clerk should look at."""
    known = mentions.find(documents, terms)
    numbered, miscounted = formulas.find(documents, terms, known)
    cited, unclear = citations.find(documents, terms)
    pairs = [*backlinks.of_citations(cited), *of_formulas(numbered)]
    found = Knowledge(
        known,
        numbered,
        cited,
        by_line([*formulas.links(numbered, known), *citations.links(cited)]),
        backlinks.find(documents, pairs),
        backlinks.sentences(documents, (c.at for c in cited if c.kind in ("absent", "placeholder"))),
        related.find(documents),
        tuple(map(measures.find, documents)),
        events.find(documents, terms),
        questions.find(documents, numbered),
    )
    return found, (*miscounted, *unclear, *formulas.unexplained(formulas.entries(numbered, known)))


def of_formulas(found: Iterable[Formula]) -> Iterator[Pair]:
    """A formula points from its first mention to the sections in which the document names its items.

    Not to those below the section of the mention: that they belong there, the outline says already.
    """
    for formula in found:
        first = formula.mentions[0]
        for item in formula.items if formula.kind in formulas.SHOWN else ():
            if item.at and not _is_below(item.at.section, first.section):
                yield first, (item.at.document, item.at.section)


def _is_below(section: str, other: str) -> bool:
    """Whether a section is the other or stands below it, by their ids; all stand below the root."""
    return not other or f"{section}-".startswith(f"{other}-")


def by_line(links: Iterable[Link]) -> dict[Row, tuple[Link, ...]]:
    """Links by the line in which they stand; where two overlap, the longer one stands."""
    lines: dict[Row, list[Link]] = {}
    for link in links:
        at = link.at
        lines.setdefault((at.document, at.section, at.block, at.line), []).append(link)
    return {row: tuple(longest(several)) for row, several in lines.items()}
