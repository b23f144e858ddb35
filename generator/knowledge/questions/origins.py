"""Which document says so: sentences that stand in one document only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...model import Document
from ..mentions import plain
from .certain import Known, Lines, row
from .model import Choice, Question, made
from .wrong import mixed

SHORTEST, LONGEST = 24, 110
"""Characters of a sentence that can be known again."""
MOST = 3
"""Such questions of one document."""
WRONG = 3
CANDIDATES = 40
"""Other documents that are compared with a sentence, at most."""
NEAR = 0.3
"""Share of a sentence's pairs of characters that a document must have, to be mistaken for its own."""
EVERYWHERE = 200
"""Such questions of a collection."""
SHARED = 4
"""Characters in a row that a sentence may not share with a title: they would tell."""
ODD_TITLE = re.compile(r"_|^.{46,}$|^.{,5}$")
"""What is hardly a title: the name of a file, or a whole paragraph."""
LEANING = re.compile(r"^[，、；）”的]|^(?:这|该|其|此|上述|以上|对此|为此|因此|同时|但|而且?|那|它|他|她)|本[条章节款]")
"""What leans on words before it."""
ASK = "下面这句话出自哪份文件？"


@dataclass(frozen=True, slots=True)
class Titled:
    """A document with its title and its words as they are compared."""

    document: Document
    title: str
    words: str


def questions(every: Sequence[Known], documents: Sequence[Document], lines: Lines) -> Iterator[Question]:
    """For each document the first sentences with a certain formula that no other document has.

    Not with one that everybody uses: such sentences might stand anywhere.
    """
    words: dict[str, list[str]] = {}
    for (document, *_), passage in lines.items():
        words.setdefault(document, []).append(plain(passage.text))
    titled = {d.id: Titled(d, d.meta.title or "", "\n".join(words.get(d.id, ()))) for d in documents}
    titled = {id: one for id, one in titled.items() if not ODD_TITLE.search(one.title)}
    counts = dict.fromkeys(titled, 0)
    for known in every:
        own = titled.get(known.formula.document)
        if not own or known.formula.kind == "standard" or sum(counts.values()) >= EVERYWHERE:
            continue
        if counts[own.document.id] < MOST and (question := _question(known, own, titled, lines)):
            counts[own.document.id] += 1
            yield question


def _question(known: Known, own: Titled, titled: Mapping[str, Titled], lines: Lines) -> Question | None:
    passage = lines[row(known.mention)]
    begin, end = passage.sentence(known.mention.start, known.mention.end)
    sentence = passage.text[begin:end].strip()
    if not SHORTEST <= len(sentence) <= LONGEST or LEANING.search(sentence) or _tells(sentence, own.title):
        return None
    if sentence[-1] not in "。！？":
        return None
    needle = plain(sentence)
    if any(needle in other.words for other in titled.values() if other is not own):
        return None
    right = Choice(own.title, passage.part(begin, end))
    others = _others(own, titled, sentence)
    if len(others) < WRONG:
        return None
    choices = sorted([right, *map(Choice, others)], key=lambda choice: mixed(sentence, choice.text))
    return made(
        "origin", own.document.id, known.formula.id, (ASK, sentence), choices,
        [choices.index(right)], [own.title], passage.part(begin, end),
    )  # fmt: skip


def _others(own: Titled, titled: Mapping[str, Titled], sentence: str) -> list[str]:
    """Titles of other documents that speak of the same, the nearest first; those of the same kind before others."""
    others = [one for one in titled.values() if own.title not in one.title and one.title not in own.title]
    others = [one for one in others if not _tells(sentence, one.title)]
    others.sort(key=lambda one: (one.document.meta.kind != own.document.meta.kind, mixed(sentence, one.title)))
    near = [(_nearness(sentence, one), one.title) for one in others[:CANDIDATES]]
    ordered = [title for share, title in sorted(near, key=lambda pair: (-pair[0], pair[1])) if share >= NEAR]
    return _told_apart(ordered)[:WRONG]


def _told_apart(titles: Iterable[str]) -> list[str]:
    """Titles none of which holds another."""
    found: list[str] = []
    for title in titles:
        if not any(title in other or other in title for other in found):
            found.append(title)
    return found


def _nearness(sentence: str, other: Titled) -> float:
    """How many of a sentence's pairs of characters a document has."""
    words = plain(sentence)
    pairs = {words[n : n + 2] for n in range(len(words) - 1)}
    return sum(pair in other.words for pair in pairs) / max(1, len(pairs))


def _tells(sentence: str, title: str) -> bool:
    """Whether a sentence and a title share words that make the answer known, or seem to."""
    parts = {title[n : n + SHARED] for n in range(max(0, len(title) - SHARED + 1))}
    return any(part in sentence for part in parts)
