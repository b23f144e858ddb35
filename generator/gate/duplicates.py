"""Documents that are nearly the same: two versions of one, a copy, a text that another file holds whole.

A document is taken as the set of its clauses, each weighed by its length: a clause that was edited differs, the others
stay. The comparison is linear in the text: only documents that share rare clauses are put beside each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from ..model import Document
from ..source import Diagnostic, Line, Loc
from ..text import fold

CLAUSE = 6  # characters of a clause that counts
BREAK = re.compile(r"[^\w]+")
VERSION = re.compile(r"[(〔\[][^)〕\]]*(?:修|试行|暂行|版|稿|\d{4})[^)〕\]]*[)〕\]]")
DATED = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?([01]\d)[-_.月]?([0-3]\d)(?!\d)")
COMMON = 20  # a clause that more documents have is an office's phrase
SAMPLE = 4  # one clause in so many is enough to find the documents that may be alike
HINT = 0.3  # share of those that two documents must have in common to be compared
SAME = 0.8  # share of the smaller text from which two documents are nearly the same
NAMESAKES = 0.4  # the same of documents with one title
SHORTEST = 200  # characters of a text that is compared


@dataclass(frozen=True, slots=True)
class Alike:
    """A document and the one that it repeats most of."""

    document: Document
    """The one that the finding is about: the older, the shorter, the later in order."""
    other: Document
    share: float
    """Of the shorter text's characters, those in clauses that the other has too."""
    namesakes: bool
    """Whether the two have one title: then they are versions of one document."""
    part: bool
    """Whether the shorter is less than half of the longer, which has another title: then it is part of it."""


def clauses(document: Document) -> dict[str, int]:
    """The clauses of a document and their lengths; what the site or an office added does not count."""
    rows = (BREAK.split(line.text) for line in _lines(document))
    return {clause: len(clause) for row in rows for clause in row if len(clause) >= CLAUSE}


def _lines(document: Document) -> Iterator[Line]:
    """The text's lines, headings included; what stands before it differs from office to office."""
    for section in document.sections():
        yield section.title
        for block in section.body:
            yield from block.lines


def find(documents: Sequence[Document]) -> tuple[Alike, ...]:
    """For every document that repeats another, the one that it repeats most of; each pair is told once."""
    best: dict[int, tuple[float, Alike]] = {}
    for a, b in sorted(_candidates(documents)):
        alike = _compare(documents[a], documents[b])
        if alike:
            key = a if alike.document is documents[a] else b
            if key not in best or best[key][0] < alike.share:
                best[key] = alike.share, alike
    return tuple(alike for _, (_, alike) in sorted(best.items()))


def check(documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """G110: two versions or copies; G111: a text that stands whole in another document."""
    for alike in find(documents):
        title = alike.other.meta.title or alike.other.source.path
        where = alike.other.source.path
        percent = str(int(alike.share * 100))
        loc = Loc(alike.document.source.path, _begin(alike.document))
        if alike.part:
            yield Diagnostic("G111", loc, (title, where, percent))
        else:
            yield Diagnostic("G110", loc, (title, where, percent, _judged(alike)))


def _begin(document: Document) -> int:
    return document.source.lines[0].number if document.source.part else 0


def _judged(alike: Alike) -> str:
    """What the two seem to be, and which is newer as far as their dates say."""
    what = "标题相同，像是同一份文件的两个版本" if alike.namesakes else "标题不同"
    ours, theirs = _date(alike.document), _date(alike.other)
    if not ours or not theirs or ours == theirs:
        return what
    newer = f"那一份较新（{theirs}，这一份是 {ours}）" if theirs > ours else f"这一份较新（{ours}，那一份是 {theirs}）"
    return f"{what}；{newer}"


def _date(document: Document) -> str:
    """The document's date, else the one in the name of its file."""
    named = DATED.search(document.source.path)
    return document.meta.date or ("-".join(named.groups()) if named else "")


def _candidates(documents: Sequence[Document]) -> set[tuple[int, int]]:
    """Pairs (by index, ascending) that share enough of their sampled clauses."""
    holders: dict[int, list[int]] = {}
    sizes = []
    for index, document in enumerate(documents):
        sample = {h for clause in clauses(document) if (h := crc32(clause.encode("utf-8", "replace"))) % SAMPLE == 0}
        sizes.append(len(sample))
        for mark in sample:
            holders.setdefault(mark, []).append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= COMMON:
            shared.update((a, b) for i, a in enumerate(held) for b in held[i + 1 :])
    return {pair for pair, count in shared.items() if count >= HINT * min(sizes[pair[0]], sizes[pair[1]])}


def _compare(a: Document, b: Document) -> Alike | None:
    """How two documents are alike, None when they are not."""
    ours, theirs = clauses(a), clauses(b)
    short, long = sorted((sum(ours.values()), sum(theirs.values())))
    if short < SHORTEST:
        return None
    share = sum(length for clause, length in ours.items() if clause in theirs) / short
    namesakes = _name(a) == _name(b)
    if share < (NAMESAKES if namesakes else SAME):
        return None
    first, second = (a, b) if _order(a, sum(ours.values())) <= _order(b, sum(theirs.values())) else (b, a)
    return Alike(first, second, min(share, 1.0), namesakes, not namesakes and short * 2 < long)


def _order(document: Document, size: int) -> tuple[str, int, str]:
    """The older one comes first, then the shorter."""
    return _date(document), size, document.source.path


def _name(document: Document) -> str:
    """The title without what tells versions apart: （试行）, （2018年修订）, blanks."""
    return "".join(BREAK.split(VERSION.sub("", fold(document.meta.title or ""))))
