"""Words by jieba and how much each tells: rare words of the collection much, common ones little.

jieba cuts words for weighing only, never for structure or for finding text (its borders are guesses).
"""

from __future__ import annotations

import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log
from sys import intern

WORD = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
"""Words that are weighed: two Chinese characters or more; single ones are mostly grammar."""
ALIKE = re.compile("[\u4e00-\u9fd5A-Za-z0-9]*")
"""A clause that jieba and rjieba cut alike."""
CLAUSE = re.compile("[\u3400-\u4dbf\u4e00-\u9fffA-Za-z0-9]+")


Cutter = Callable[[str], list[str]]
"""A clause → its words, in order."""


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word tells in a collection of texts."""

    texts: int
    """How many texts were counted."""
    found_in: Mapping[str, int] = field(default_factory=dict)
    """Word → in how many of them it stands."""

    def of(self, word: str) -> float:
        """ln((N + 1) ÷ (n + ½)): 0 for a word of every text, most for one of no text; never below 0."""
        return max(0.0, log((self.texts + 1) / (self.found_in.get(word, 0) + 0.5)))

    def weigh(self, words: Mapping[str, int]) -> dict[str, float]:
        """A text's words → (1 + ln times) × what the word tells; words that tell nothing are left out."""
        weighed = {word: (1 + log(many)) * self.of(word) for word, many in words.items()}
        return {word: weight for word, weight in weighed.items() if weight}


def words(text: str) -> Counter[str]:
    """The words of a text and how often they occur."""
    cut = cutter()
    found = (word for clause in CLAUSE.findall(text) for word in cut(clause) if WORD.fullmatch(word))
    return Counter(map(intern, found))  # the same words in all texts: each is kept once


def weights(texts: Iterable[Iterable[str]]) -> Weights:
    """The weights of all words in texts that are given as their words (`words`)."""
    number = 0
    found: Counter[str] = Counter()
    for text in texts:
        number += 1
        found.update(set(text))
    return Weights(number, found)


@cache
def cutter() -> Cutter:
    """Cuts a clause into words as jieba does: by rjieba where it is installed, which is ten times as fast.

    Both have the same dictionary. They differ in rare characters (`ALIKE`), which are left to jieba itself.
    """
    try:
        import rjieba
    except ImportError:
        return jieba_cutter()
    return lambda clause: rjieba.cut(clause) if ALIKE.fullmatch(clause) else jieba_cutter()(clause)


@cache
def jieba_cutter() -> Cutter:
    """jieba itself; unlike its own loader, without a file in the machine's folder for all users."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba
    made = jieba.Tokenizer()
    made.FREQ, made.total = made.gen_pfdict(made.get_dict_file())
    made.initialized = True
    cut: Cutter = made.lcut
    return cut
