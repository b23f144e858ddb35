"""All that is found in the documents beside their topics, in one value: `Knowledge`.

own: mentions ─▶ formulas ┐                      ┌─▶ links, by the line in which they stand
                citations ┴─▶ what points where ─┴─▶ backlinks          measures, events, words ─▶ related
own: formulas ─▶ questions
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from ..annotations import At, Link, longest
from ..cores import ALONE, Cores
from ..model import Document
from ..source import Diagnostic
from . import backlinks, citations, formulas, questions, related
from .backlinks import Backlink, Pair, Target
from .citations import Citation
from .events import Event
from .formulas import Formula
from .measures import Found
from .mentions import Mention
from .own import Own, own, tables
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


def study(
    documents: Sequence[Document],
    terms: Sequence[Term],
    each: Sequence[Own] | None = None,
    cores: Cores = ALONE,
) -> tuple[Knowledge, tuple[Diagnostic, ...]]:
    """What is found in the documents, and what a clerk should look at.

    `each`: what each says by itself, if known; `cores`: who does the work.
    """
    if each is None:
        table = tables(terms)
        each = [own(document, table) for document in documents]
    known = tuple(mention for one in each for mention in one.mentions)
    numbered = tuple(formula for one in each for formula in one.formulas)
    miscounted = [problem for one in each for problem in one.miscounted]
    leading = cores.later(partial(_leading, documents, terms, known, numbered))
    asked = cores.later(partial(questions.find, documents, numbered))
    alike = related.find(documents, [one.words for one in each], cores.spread)
    cited, unclear, links, places, quoted = leading()
    found = Knowledge(
        known,
        numbered,
        cited,
        links,
        places,
        quoted,
        alike,
        tuple(one.measures for one in each),
        tuple(event for one in each for event in one.events),
        asked(),
    )
    return found, (*miscounted, *unclear, *formulas.unexplained(formulas.entries(numbered, known)))


Leading = tuple[
    tuple[Citation, ...],
    tuple[Diagnostic, ...],
    dict[Row, tuple[Link, ...]],
    dict[Target, tuple[Backlink, ...]],
    dict[At, tuple[int, Backlink]],
]
"""Citations and what is unclear about them, links, backlinks, sentences: as `Knowledge` has them."""


def _leading(
    documents: Sequence[Document], terms: Sequence[Term], known: Sequence[Mention], numbered: Sequence[Formula]
) -> Leading:
    """What points where."""
    cited, unclear = citations.find(documents, terms)
    pairs = [*backlinks.of_citations(cited), *of_formulas(numbered)]
    absent = (citation.at for citation in cited if citation.kind in ("absent", "placeholder"))
    return (
        cited,
        unclear,
        by_line([*formulas.links(numbered, known), *citations.links(cited)]),
        backlinks.find(documents, pairs),
        backlinks.sentences(documents, absent),
    )


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
