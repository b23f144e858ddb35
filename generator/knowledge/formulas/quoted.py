"""Names with numbers in quotation marks: “五大攻坚战”, “三去一降一补”; and the same words elsewhere without them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...annotations import Passage
from ...text import fold
from .shapes import Place
from .words import (
    CIPHER,
    CIPHER_NOUNS,
    EACH,
    IDIOMS,
    MANY,
    MEASURES,
    NAMES,
    NOT_BEFORE,
    PART,
    PLAN,
    PREFIX,
    SENTENCE,
    THINGS,
    total,
)

QUOTED = re.compile(r"[“‘「\"]([^“”‘’「」\"]{2,16})[”’」\"]")
SHORTEST_BARE = 4
"""Characters of a name that is also looked for without quotation marks: 四个中心."""


def find(passage: Passage) -> Iterator[Place]:
    """The quoted formulas of one line."""
    for quote in QUOTED.finditer(passage.text):
        start, end = quote.span(1)
        words = fold(quote[1])
        is_cipher = CIPHER.fullmatch(words) and not PLAN.fullmatch(words) and _is_meant(words, passage.text[end:])
        if is_cipher or is_name(words):
            declared = 0 if CIPHER.fullmatch(words) else total(words)
            yield Place(passage, start, end, passage.text[start:end], declared, tail(words), quoted=True)


def ciphers(passage: Passage) -> Iterator[Place]:
    """Quoted numerals that may be spelled by the ordinals of a series: “一三五”."""
    for quote in QUOTED.finditer(passage.text):
        if CIPHER.fullmatch(quote[1]):
            yield Place(passage, quote.start(1), quote.end(1), quote[1], 0, quoted=True)


def bare(passages: Iterable[Passage], names: Iterable[str]) -> Iterator[Place]:
    """Names that the document quotes, where they stand without quotation marks."""
    wanted = sorted((name for name in names if len(name) >= SHORTEST_BARE), key=len, reverse=True)
    if not wanted:
        return
    pattern = re.compile("|".join(map(re.escape, wanted)))
    for passage in passages:
        for hit in pattern.finditer(passage.text):
            before = passage.text[hit.start() - 1 : hit.start()]
            if before not in ("“", "‘", "「", '"') and not (before and before in NOT_BEFORE):
                yield Place(passage, hit.start(), hit.end(), hit[0], total(hit[0]), tail(hit[0]))


def is_name(words: str) -> bool:
    """Whether quoted words are a formula by their form: numbers, each with what it counts."""
    if words in IDIOMS or SENTENCE.search(words) or EACH.fullmatch(words) or PLAN.match(words) or NAMES.match(words):
        return False
    prefix = PREFIX.match(words)
    rest = words[prefix.end() :] if prefix else words
    parts = list(PART.finditer(rest))
    if not parts or "".join(part[0] for part in parts) != rest.replace("、", ""):
        return False
    return all(_counts(part, len(parts) == 1) for part in parts) and _is_several(words, parts)


def tail(words: str) -> str:
    """What the last number counts: 攻坚战 of 五大攻坚战."""
    parts = list(PART.finditer(words))
    return parts[-1][3] if parts else ""


def _counts(part: re.Match[str], alone: bool) -> bool:
    """Whether a number counts something abstract: no measure or time, and alone no person, place or thing."""
    if part[2] in ("级", "点", "条", "类", "件") and len(part[3]) < 2:
        return not alone
    if part[1].isdecimal() and len(part[1]) > 1:
        return False
    return not MEASURES.match(part[3]) and not (alone and THINGS.match(part[3]))


def _is_several(words: str, parts: list[re.Match[str]]) -> bool:
    """Whether there is more than one thing: a number above one, or two short parts of one each (一老一小)."""
    if any(MANY.fullmatch(part[1]) for part in parts):
        return True
    return len(parts) == 2 and len(words) == 4 and not any(part[2] for part in parts)


def _is_meant(words: str, behind: str) -> bool:
    """Whether digits are the name of a plan: put together (1+N), or what follows says so."""
    return "+" in words or bool(CIPHER_NOUNS.match(behind))
