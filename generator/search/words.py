"""The words that texts are made of, by jieba: which are used often, and which stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from ..knowledge.idf import CLAUSE, WORD, cutter

LONGEST = 8
"""Characters of words that stand together and are offered as one."""
OFTEN = 2
"""Texts in which a word must stand, or two side by side; one more for three side by side."""
LITTLE = frozenset(
    "的了和与及或在是对于为以由把被将从到向等之其这那不也都就而且并中上下内外前后时年月日个各该本有无可应须要会能所"
)
"""Single characters that are words of their own; others in a row are a name that the dictionary has not."""


def frequent(texts: Iterable[str]) -> Counter[str]:
    """Words, pairs and threes of neighbouring words → in how many texts they stand, if in enough."""
    words: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    threes: Counter[str] = Counter()
    cut = cutter()
    for text in texts:
        clauses = [list(_solid(cut(clause))) for clause in CLAUSE.findall(text)]
        words.update({word for clause in clauses for word in clause if WORD.fullmatch(word)})
        pairs.update({phrase for clause in clauses for phrase in _side_by_side(clause, 2)})
        threes.update({phrase for clause in clauses for phrase in _side_by_side(clause, 3)})
    often = {word: many for word, many in (words + pairs).items() if many >= OFTEN}
    return Counter({word: many for word, many in threes.items() if many > OFTEN} | often)


def _solid(clause: list[str]) -> Iterator[str]:
    """The words of a clause, single characters in a row made one."""
    for single, group in groupby(clause, key=lambda word: len(word) == 1 and word not in LITTLE):
        words = list(group)
        yield from ["".join(words)] if single else words


def _side_by_side(clause: list[str], many: int) -> Iterator[str]:
    """Neighbouring words as one, at least two of them of two characters or more (粤港澳 大湾 区)."""
    for at in range(len(clause) - many + 1):
        group = clause[at : at + many]
        long = sum(len(word) > 1 for word in group)
        if long > 1 and WORD.fullmatch(phrase := "".join(group)) and len(phrase) <= LONGEST and not LITTLE & set(group):
            yield phrase
