"""Related sections: which others speak of the same things, told by the rare words that they share.

Each section is known by the words that tell most of it (`idf.py`); an index from words to sections finds those that
share some, so the cost grows with the number of shared words and never with the square of the sections. The likeness of
two sections is the cosine of their weighted words, counted over the words kept. Better none than bad ones: sections
that share too few words, or too little of what they say, are not related.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from itertools import chain
from math import sqrt

from ..cores import Spread
from ..labels import label, own_text
from ..model import Document, Section
from . import idf

LEAST = 40
"""Characters of a section below which its words say too little."""
KEPT = 20
"""Words by which a section is known: those that weigh most."""
SPREAD = 400
"""Sections in which a word may be among the kept ones; a word of more tells nothing and would cost most."""
ENOUGH = 0.2
"""Likeness from which sections are related (`tests/knowledge/test_related.py` says how it was set)."""
ENOUGH_HERE = 0.4
"""The same for two sections of one document, which all share its own matter."""
SHARED = 3
"""Words that they must share."""
RARE, RARE_SHARED = 0.02, 2
"""A word is rare that stands in no more than this share of the sections; so many of the shared ones must be."""
EMPTY = re.compile(
    r"第[〇零一二三四五六七八九十百千两]+|[本该]\w|(?:条例|办法|规定|制定|施行|根据|依照|按照|应当|下列|有关"
    r"|法律|法规|行政法规|适用|情形|之一|或者|人员)$"
)
"""Words that are in every rule and tell nothing."""
MOST = 5
"""Related sections of one section."""
OF_ONE = 2
"""Of these from one other document: five editions of one text help nobody."""
REASONS = 6
"""Shared words that are told."""
PART = 2000
"""Sections that one worker looks at a time."""
KINDS = ("notes", "signature")
"""Kinds of sections that have no text of their own to speak of."""
Key = tuple[str, str]
"""(document id, section id)."""
Text = Mapping[str, float]
"""The words by which a section is known → their share of its whole weight."""


@dataclass(frozen=True, slots=True)
class Related:
    """A section that is like another one, and why."""

    document: str
    section: str
    likeness: float
    """Between 0 and 1."""
    words: tuple[str, ...]
    """The shared words that tell most, the strongest first."""
    label: str
    """What the section is called."""


Told = list[tuple[int, "tuple[Related, ...]"]]
"""Number of a section → its related ones."""
Words = Mapping[str, Mapping[str, int]]
"""Section id → the words of its text and how often each stands there."""


def words(document: Document) -> dict[str, Mapping[str, int]]:
    """The words of the sections that are long enough to be compared."""
    texts = ((section.id, own_text(section)) for section in document.sections() if section.kind not in KINDS)
    return {id: idf.words(text) for id, text in texts if len(text) >= LEAST}


def find(
    documents: Sequence[Document], counted: Sequence[Words] | None = None, spread: Spread = map
) -> dict[Key, tuple[Related, ...]]:
    """The related sections of all sections that have some: those of other documents first, the likest before.

    `counted` may give the `words` of each document; `spread` does the work, on several cores for example.
    """
    keys, named, every = [], [], []
    for document, own in zip(documents, counted or map(words, documents), strict=True):
        for section in document.sections():
            if section.id in own:
                keys.append((document.id, section.id))
                named.append((section, document))
                every.append(own[section.id])
    weights = idf.weights(every)
    texts = _weighed(every, weights)
    return _related(_Index(tuple(keys), tuple(named), texts, _places(texts), _rare(weights)), spread)


@dataclass(frozen=True, slots=True)
class _Index:
    """All sections by the words that tell most of them."""

    keys: tuple[Key, ...]
    named: tuple[tuple[Section, Document], ...]
    texts: tuple[Text, ...]
    """In the same order."""
    places: Mapping[str, Sequence[int]]
    """Word → numbers of the sections that are known by it."""
    rare: frozenset[str]
    """Words that stand in few sections."""


def _weighed(words: Sequence[Mapping[str, int]], weights: idf.Weights) -> tuple[Text, ...]:
    """Of each text the words that tell most, with their share of its whole weight (its length is 1)."""
    several = {word for word, many in weights.found_in.items() if many > 1 and not EMPTY.match(word)}
    found = []
    for text in words:
        weighed = weights.weigh(text)
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        kept = nlargest(KEPT, (word for word in weighed if word in several), key=lambda word: (weighed[word], word))
        found.append({word: weighed[word] / length for word in kept})
    return tuple(found)


def _places(texts: Sequence[Text]) -> dict[str, list[int]]:
    """Word → numbers of the texts, for words of several and of not too many."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for word in text:
            places[word].append(number)
    return {word: found for word, found in places.items() if 1 < len(found) <= SPREAD}


def _rare(weights: idf.Weights) -> frozenset[str]:
    """Words of few sections; in a small collection those of two are rare."""
    limit = max(2, RARE * weights.texts)
    return frozenset(word for word, many in weights.found_in.items() if many <= limit)


def _related(index: _Index, spread: Spread = map) -> dict[Key, tuple[Related, ...]]:
    """For every section the likest others."""
    parts = [range(start, min(start + PART, len(index.keys))) for start in range(0, len(index.keys), PART)]
    found = spread(partial(_related_of, index), parts)
    return {index.keys[number]: told for part in found for number, told in part}


def _related_of(index: _Index, numbers: range) -> Told:
    """Number of a section → the likest others, for those of these sections that have some."""
    found = []
    for number in numbers:
        text = index.texts[number]
        if chosen := _chosen(number, index):
            found.append((number, tuple(_told(index, text, other, like) for other, like in chosen)))
    return found


def _likeness(text: Text, index: _Index) -> dict[int, float]:
    """Number of a section → its likeness, for all that share enough words with `text`."""
    listed = {word: index.places[word] for word in text if word in index.places}
    shared = Counter(chain.from_iterable(listed.values()))
    enough = [number for number, many in shared.items() if many >= SHARED]
    if len(rare := [word for word in listed if word in index.rare]) < len(listed):
        counted = Counter(chain.from_iterable(listed[word] for word in rare))
        enough = [number for number in enough if counted[number] >= RARE_SHARED]
    return {number: _product(text, index.texts[number], listed) for number in enough}


def _product(text: Text, other: Text, words: Iterable[str]) -> float:
    return sum(text[word] * other[word] for word in words if word in other)


def _chosen(own: int, index: _Index) -> list[tuple[int, float]]:
    """The likest, those of other documents first, few of each; none above or below the section itself."""
    document, section = index.keys[own]
    likeness = _likeness(index.texts[own], index)
    enough = sorted((-like, n) for n, like in likeness.items() if like >= ENOUGH and n != own)
    taken: Counter[str] = Counter()
    elsewhere, here, texts = [], [], []
    for minus, number in enough:
        other, text = index.keys[number], index.texts[number]
        if other[0] == document:
            if -minus >= ENOUGH_HERE and not _in_line(other[1], section):
                here.append((number, -minus))
        elif taken[other[0]] < OF_ONE and text not in texts:
            taken[other[0]] += 1
            texts.append(text)
            elsewhere.append((number, -minus))
        if len(elsewhere) == MOST:
            break
    return [*elsewhere, *here][:MOST]


def _in_line(one: str, other: str) -> bool:
    """Whether one section is the other, or stands above it; the root stands above all."""
    return not one or not other or f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-")


def _told(index: _Index, text: Text, number: int, likeness: float) -> Related:
    """The value for a pair."""
    other = index.texts[number]
    words = nlargest(REASONS, (word for word in text if word in other), key=lambda word: text[word] * other[word])
    document, section = index.keys[number]
    return Related(document, section, round(min(likeness, 1.0), 3), tuple(words), label(*index.named[number]))
