"""Which topics a section has, and why: points for words, added up in the open (the words and their rule: `lexicon.py`).

A word that occurs n times gives its points × (1 + ln n). Words of the section's heading count threefold; those of its
body are divided by 0.6 + 0.4 × length ÷ average length, so that long sections do not collect topics by chance; the two
headings above hand down a share of their points. A document's title hands down nothing: a meeting's names its agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import log
from typing import Literal

from ..model import Document, Section
from ..results import Corpus, Reason, Tag, Topic
from ..source import Diagnostic, Loc
from .lexicon import Lexicon, Params

Spoken = dict[str, list[Reason]]
"""Topic id → the words that speak for it in some place."""
Entry = tuple[Document, Section, Tag]
"""A section of a topic, in its document, and why."""


def average_length(documents: Iterable[Document]) -> float:
    """Mean number of characters in the bodies of the sections that have one; 0.0 when none has."""
    bodies = (_body(section) for document in documents for section in document.sections())
    lengths = [len(body) for body in bodies if body]
    return sum(lengths) / len(lengths) if lengths else 0.0


def tag(document: Document, lexicon: Lexicon, average: float) -> tuple[Tag, ...]:
    """The topics of all sections in reading order, a section's strongest first; one that has none is 总论.

    A section is judged by its heading and its own paragraphs; one that is only a heading, by the heading alone; the
    root by the document's title and the preamble. Notes are judged by nothing: they explain words of other sections.
    `average` is what `average_length` found. Topics that the clerk gave the document stand for all its sections.
    """
    given = _given(document, lexicon)
    if given or lexicon.general in document.meta.topics:
        return tuple(_by_hand(section, topic) for section in document.sections() for topic in given)
    root = replace(document.root, heading=document.meta.title or "")
    tops = (root, *(part for part in document.parts[1:] if part.kind != "notes"))
    return tuple(found for top in tops for found in _tree(top, (), lexicon, average))


def by_topic(corpus: Corpus) -> dict[str, list[Entry]]:
    """Topic id → its sections: the document that speaks most clearly of it first, within it the strongest section."""
    found: dict[str, list[Entry]] = {}
    best: dict[tuple[str, str], float] = {}
    for document in corpus.documents:
        for section in document.sections():
            for tag in corpus.tags.get((document.id, section.id), ()):
                found.setdefault(tag.topic, []).append((document, section, tag))
                key = tag.topic, document.id
                best[key] = max(best.get(key, 0.0), tag.score)
    for topic, entries in found.items():
        entries.sort(key=lambda e: (-best[topic, e[0].id], e[0].id, -e[2].score))
    return found


def check(document: Document, lexicon: Lexicon) -> tuple[Diagnostic, ...]:
    """A warning for each topic that the clerk gave the document and the table does not know."""
    names = "、".join((*(topic.name for topic in lexicon.topics), lexicon.general))
    unknown = (n for n in document.meta.topics if n != lexicon.general and not lexicon.topic(n))
    return tuple(Diagnostic("T107", Loc(document.source.path), (name, names)) for name in unknown)


def _given(document: Document, lexicon: Lexicon) -> list[Topic]:
    """The topics that the clerk gave, each once, in the clerk's order; unknown names left out."""
    return list(dict.fromkeys(topic for name in document.meta.topics if (topic := lexicon.topic(name))))


def _by_hand(section: Section, topic: Topic) -> Tag:
    """A topic by the clerk's decision: nothing was counted."""
    return Tag(section.id, topic.id, 0.0, (Reason(topic.name, 1, "given", 0.0),))


def _tree(section: Section, above: tuple[Spoken, ...], lexicon: Lexicon, average: float) -> Iterator[Tag]:
    """The tags of a section and of all below it; `above` holds the headings above it, nearest first."""
    heading = _spoken(section.heading or section.title.text, "heading", lexicon, lexicon.params.heading)
    yield from _tags(section, heading, above, lexicon, average)
    handed = () if section.kind in ("root", "attachment") else (heading, *above[:1])
    for child in section.children:
        yield from _tree(child, handed, lexicon, average)


def _tags(section: Section, heading: Spoken, above: tuple[Spoken, ...], lexicon: Lexicon, average: float) -> list[Tag]:
    """The topics of one section, strongest first. Only topics that its own words touch can be given."""
    text, params = _body(section), lexicon.params
    body = _spoken(text, "body", lexicon, 1 / _length_factor(text, average))
    touched = (topic.id for topic in lexicon.topics if topic.id in heading or topic.id in body)
    rated = [_rated(section, topic, (heading, body, _inherited(topic, above, params)), params) for topic in touched]
    top = max((found.score for found in rated), default=0.0)
    kept = [found for found in rated if _holds(found, top, above, params)]
    return sorted(kept, key=lambda found: -found.score)[: params.most]


def _rated(section: Section, topic: str, places: tuple[Spoken, ...], params: Params) -> Tag:
    """A topic with all that speaks for it, added up."""
    reasons = sorted((reason for place in places for reason in place.get(topic, ())), key=lambda r: -r.points)
    return Tag(section.id, topic, _sum(reasons), tuple(reasons), inherited=_own(reasons) < params.threshold)


def _holds(found: Tag, top: float, above: tuple[Spoken, ...], params: Params) -> bool:
    """Whether the section's own words touch the topic, and the points suffice or a heading above names it."""
    named = any(_sum(heading.get(found.topic, ())) >= params.threshold for heading in above)
    enough = found.score >= max(params.threshold, params.relative * top)
    return _own(found.reasons) >= params.least_own and (named or enough)


def _spoken(text: str, place: Literal["heading", "body"], lexicon: Lexicon, factor: float) -> Spoken:
    """The words of a text that speak for topics, their points multiplied by `factor`."""
    spoken: Spoken = {}
    for word, count in lexicon.count(text).items():
        for topic, points in lexicon.points[word].items():
            reason = Reason(word, count, place, round(points * (1 + log(count)) * factor, 2))
            spoken.setdefault(topic, []).append(reason)
    return spoken


def _inherited(topic: str, above: tuple[Spoken, ...], params: Params) -> Spoken:
    """What the headings above hand down for a topic, scaled to the cap where it is more."""
    shares = zip(above, (params.parent, params.grandparent), strict=False)
    handed = [(reason, reason.points * share) for heading, share in shares for reason in heading.get(topic, ())]
    scale = min(1.0, params.inherit_cap / (sum(points for _, points in handed) or 1.0))
    return {topic: [replace(reason, place="ancestor", points=round(p * scale, 2)) for reason, p in handed]}


def _body(section: Section) -> str:
    """The words of a section's own blocks, one a line, without its subsections'."""
    return "\n".join(line.text for block in section.body for line in block.lines)


def _length_factor(text: str, average: float) -> float:
    """1.0 for a body of average length, more for a longer one (BM25's b = 0.4)."""
    return 0.6 + 0.4 * len(text) / average if average else 1.0


def _own(reasons: Iterable[Reason]) -> float:
    """The points that a section's own words give."""
    return _sum(reason for reason in reasons if reason.place != "ancestor")


def _sum(reasons: Iterable[Reason]) -> float:
    """Points to two decimals, as they are shown: what decides is what a reader can add up."""
    return round(sum(reason.points for reason in reasons), 2)
