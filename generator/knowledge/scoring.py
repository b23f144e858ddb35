"""Points for words, added up in the open: what speaks for which topic in one section (the words: `lexicon.py`).

A word that occurs n times gives its points × (1 + ln n). Words of the section's heading count threefold; those of its
body are divided by 0.6 + 0.4 × length ÷ usual length, so that long sections do not collect topics by chance; the two
headings above hand down a share. Where the Party is spoken of in passing, a topic needs up to twice the points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from ..model import Section
from ..results import Reason, Tag
from .lexicon import Lexicon, Params

Spoken = dict[str, list[Reason]]
"""Topic id → the words that speak for it in some place."""
CLEAR = 2.0
"""Points from which a word alone tells what a text is about."""
DETAILS = 3
"""Most subtopics of a tag."""
PORTION = 0.2
"""Share of a tag's own points from which a subtopic is named."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What the sections of one part of a document are measured by."""

    lexicon: Lexicon
    usual: float
    """Characters of a usual body; 0 = lengths do not count."""
    threshold: float
    """Points from which a topic is given here."""


def body_text(section: Section) -> str:
    """The words of a section's own blocks, one a line, without its subsections'."""
    return "\n".join(line.text for block in section.body for line in block.lines)


def clear_points(text: str, lexicon: Lexicon) -> float:
    """The points of all words in a text that tell what it is about."""
    each = ((max(lexicon.points[word].values(), default=0.0), many) for word, many in lexicon.count(text).items())
    return sum(points * many for points, many in each if points >= CLEAR)


def threshold(points: float, characters: int, params: Params) -> float:
    """What a topic needs in a text with so many clear points: more where the Party is spoken of in passing."""
    density = 1000 * points / characters if characters else params.dense
    share = min(1.0, max(0.0, (params.dense - density) / ((params.dense - params.sparse) or 1.0)))
    return round(params.threshold * (1 + (params.aside - 1) * share), 2)


def heading_words(section: Section, lexicon: Lexicon) -> Spoken:
    """What a section's heading says; of an article its number, which says nothing."""
    return _spoken(section.heading or section.title.text, "heading", lexicon, lexicon.params.heading)


def tags(section: Section, heading: Spoken, above: tuple[Spoken, ...], scale: Scale) -> list[Tag]:
    """The topics of one section, strongest first. Only topics that its own words touch can be given."""
    text, lexicon, params = body_text(section), scale.lexicon, scale.lexicon.params
    body = _spoken(text, "body", lexicon, 1 / _length_factor(text, scale.usual))
    touched = (topic.id for topic in lexicon.topics if topic.id in heading or topic.id in body)
    rated = [_rated(section, topic, (heading, body, _inherited(topic, above, params)), scale) for topic in touched]
    top = max((found.score for found in rated), default=0.0)
    kept = [found for found in rated if _holds(found, top, heading, above, scale)]
    strongest = sorted(kept, key=lambda found: -found.score)[: params.most]
    return [replace(found, subtopics=_subtopics(found, lexicon)) for found in strongest]


def _rated(section: Section, topic: str, places: tuple[Spoken, ...], scale: Scale) -> Tag:
    """A topic with all that speaks for it, added up."""
    reasons = sorted((reason for place in places for reason in place.get(topic, ())), key=lambda r: -r.points)
    return Tag(section.id, topic, add_up(reasons), tuple(reasons), inherited=_own(reasons) < scale.threshold)


def _holds(found: Tag, top: float, heading: Spoken, above: tuple[Spoken, ...], scale: Scale) -> bool:
    """Whether the section's own words touch the topic, and the points suffice or a heading names it."""
    params = scale.lexicon.params
    named = any(add_up(words.get(found.topic, ())) >= scale.threshold for words in (heading, *above))
    enough = found.score >= max(scale.threshold, params.relative * top)
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


def _subtopics(found: Tag, lexicon: Lexicon) -> tuple[str, ...]:
    """The parts of the topic that a fair share of its own words belong to, strongest first."""
    topic = next(topic for topic in lexicon.topics if topic.id == found.topic)
    own = [reason for reason in found.reasons if reason.place != "ancestor"]
    rated = [(add_up(r for r in own if any(s in r.word for s in stems)), name) for name, stems in topic.subtopics]
    least = max(lexicon.params.weak, PORTION * add_up(own))
    return tuple(name for points, name in sorted(rated, key=lambda one: -one[0]) if points >= least)[:DETAILS]


def _length_factor(text: str, usual: float) -> float:
    """1.0 for a body of usual length, more for a longer one (BM25's b = 0.4)."""
    return 0.6 + 0.4 * len(text) / usual if usual else 1.0


def _own(reasons: Iterable[Reason]) -> float:
    """The points that a section's own words give."""
    return add_up(reason for reason in reasons if reason.place != "ancestor")


def add_up(reasons: Iterable[Reason]) -> float:
    """Points to two decimals, as they are shown: what decides is what a reader can add up."""
    return round(sum(reason.points for reason in reasons), 2)
