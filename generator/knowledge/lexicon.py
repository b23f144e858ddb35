"""The table of topics (`content/_config/topics.yml`) as a matcher: which words speak for which topic, and how loudly.

One rule for all kinds of words: from left to right, the longest word of the table that begins at a place counts and
takes up its characters. A mask is a word that speaks for nothing, a compound one with points of its own, an exception
of a topic one that is silent for that topic only (`topic_table.py` turns all of them into points per topic).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..results import Topic
from ..text import fold

NEVER = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class Params:
    """The numbers of the scoring rule (`topics.tag`); all may be set under `params` in the table."""

    strong: float = 3.0
    """Points of a strong word."""
    weak: float = 1.0
    """Points of a weak word."""
    heading: float = 3.0
    """Factor for words in the section's own heading."""
    parent: float = 0.5
    """Share of the points of the heading above that a section inherits."""
    grandparent: float = 0.25
    """Share of the points of the heading above that one."""
    inherit_cap: float = 6.0
    """Most points that a topic can inherit."""
    threshold: float = 5.0
    """Points from which a topic is given."""
    relative: float = 0.45
    """And at least this share of the section's strongest topic, unless the section's own heading names the topic."""
    least_own: float = 1.0
    """Points that the section's own words must have for any topic, whatever the headings above say."""
    most: int = 3
    """Most topics of a section."""
    dense: float = 25.0
    """Points of clear words (two points or more) in 1,000 characters from which a text is one about the Party."""
    sparse: float = 10.0
    """And up to which it is one about something else: business, law, schools."""
    aside: float = 2.0
    """There the threshold is so many times as high; between the two it falls evenly."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The topics and the matcher made of their words."""

    topics: tuple[Topic, ...] = ()
    points: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """Folded word → topic id → points; a mask has no topics."""
    words: re.Pattern[str] = NEVER
    """Finds the longest word of `points` at each place."""
    params: Params = Params()
    general: str = "总论"
    """Shown for a section that has no topic."""

    def topic(self, name: str) -> Topic | None:
        """The topic with this name, long name or id."""
        return next((topic for topic in self.topics if name in (topic.name, topic.full, topic.id)), None)

    def total(self, text: str, topic: str) -> float:
        """Points that the words of `text` give to a topic, each time they occur: to compare sentences."""
        return sum(self.points[word].get(topic, 0.0) * many for word, many in self.count(text).items())

    def count(self, text: str) -> Counter[str]:
        """How often each word of the table stands in `text`."""
        return Counter(self.words.findall(fold(text)))


def longest(words: Collection[str]) -> re.Pattern[str]:
    """A pattern that finds the longest of `words`, each of two characters or more, at each place.

    It first asks whether the next two characters can begin a word at all, then tries the words with that first
    character: twice as fast as a plain alternation (800 words: 8 to 10 M characters a second).
    """
    tails: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=lambda w: (-len(w), w)):
        tails[word[0]].append(re.escape(word[1:]))
    if not tails:
        return NEVER
    groups = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(tails.items()))
    return re.compile(f"(?={_any(word[0] for word in words)}{_any(word[1] for word in words)})(?:{groups})")


def _any(characters: Iterable[str]) -> str:
    """A character class."""
    return f"[{''.join(re.escape(character) for character in sorted(set(characters)))}]"
