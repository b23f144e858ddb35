"""The site's own vocabulary: what is offered while a reader types, and what a mistyped query may have meant.

Titles, terms and formulas, headings, frequent words, each with the number of texts it stands in; how characters are
read; which terms have several names. Nothing is offered that stands nowhere on the site. One file, loaded when the box
is first touched or a query finds little; overrides/assets/search/words.js reads it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from math import ceil

from ..knowledge.terms import Term
from ..results import Record
from ..structure import ordinals
from . import numbers, pronounce, words
from .normalise import normalise
from .script import pack

Counted = dict[str, int]
"""A word as it is written → in how many texts it stands."""

KINDS = ("title", "term", "formula", "heading", "word")
"""What a word is; one that is several things is the first of them."""
LIMIT = 140_000
"""Bytes of the file, compressed. Of large sites, the rarest headings and words are left out."""
SAMPLE = 1_000_000
"""Characters that are looked through for words; of more, every second text, or third, and so on."""
LONGEST = 40
"""Characters of a heading that is offered."""
BREAK = "\n"
QUOTED = re.compile("“([^“”\\s，。；：、]{2,12})”")
COUNT = re.compile("[一二三四五六七八九十两百千双\\d]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
TAIL = re.compile("（[^（）]*）$")
MARKS = re.compile("[“”‘’《》]")


def build(records: Sequence[Record], terms: Sequence[Term] = (), cues: Iterable[str] = ()) -> dict[str, object]:
    """The vocabulary as it is shipped; `cues` are the words of the table of topics.

    `words`: for every kind, [words parted by line feeds, their counts]; `readings` and `others`: see `pronounce.table`;
    `same`: names of one thing, the proper one first.
    """
    texts = _sampled([record.text for record in records])
    joined = BREAK.join(map(normalise, texts))
    found: dict[str, Counted] = {
        "title": _standing({record.document for record in records if record.document}),
        "term": _counted(chain(_names(terms), cues), joined),
        "formula": _counted(_quoted(texts), joined),
        "heading": _standing(_headings(records)),
        "word": dict(words.frequent(texts)),
    }
    same = [names for term in terms if len(names := _forms(term)) > 1 and any(normalise(n) in joined for n in names)]
    return _fitting(_distinct(found), same)


def _sampled(texts: list[str]) -> list[str]:
    """An even part of the texts, about `SAMPLE` characters."""
    return texts[:: sum(map(len, texts)) // SAMPLE + 1]


def _forms(term: Term) -> list[str]:
    """The names of a term as they are searched for: without quotation marks and remarks, each once."""
    plain = (TAIL.sub("", MARKS.sub("", name)) for name in (term.term, *term.aliases))
    return list({normalise(name): name for name in reversed(list(plain))}.values())[::-1]


def _names(terms: Iterable[Term]) -> Iterator[str]:
    return (name for term in terms for name in _forms(term))


def _quoted(texts: Iterable[str]) -> Iterator[str]:
    """What the texts themselves put in quotation marks because it is a name: 三会一课, 板凳课堂."""
    return (word for text in texts for word in QUOTED.findall(text) if HAN.search(word))


def _headings(records: Iterable[Record]) -> Iterator[str]:
    """The headings without their numbers."""
    for record in records:
        if record.headed:
            mark = ordinals.match(record.title)
            yield record.title[mark.end :].strip() if mark else record.title


def _counted(names: Iterable[str], joined: str) -> Counted:
    """The names that stand in the texts, and how often."""
    many = {name: joined.count(flat) for name in dict.fromkeys(names) if len(flat := normalise(name)) > 1}
    return {name: count for name, count in many.items() if count}


def _standing(names: Iterable[str]) -> Counted:
    """Names that stand where they come from, with the number of times they do."""
    found: Counted = {}
    for name in names:
        if 1 < len(name) <= LONGEST and HAN.search(name):
            found[name] = found.get(name, 0) + 1
    return found


def _distinct(found: Mapping[str, Counted]) -> dict[str, Counted]:
    """Each word under the first of its kinds, most used first. What is quoted without a number in it is a word."""
    left = dict(found)
    plain = {name: many for name, many in found["formula"].items() if not COUNT.search(name)}
    left["formula"] = {name: many for name, many in found["formula"].items() if name not in plain}
    left["word"] = {**found["word"], **plain}
    taken: set[str] = set()
    return {kind: _fresh(left[kind], taken) for kind in KINDS}


def _fresh(names: Counted, taken: set[str]) -> Counted:
    kept: Counted = {}
    for name in sorted(names, key=lambda name: (-names[name], name)):
        if (flat := normalise(name)) and flat not in taken:
            taken.add(flat)
            kept[" ".join(name.split())] = names[name]
    return kept


def _fitting(found: dict[str, Counted], same: list[list[str]]) -> dict[str, object]:
    """The file's content, of headings and words only as many as `LIMIT` leaves room for."""
    while True:
        shipped = _shipped(found, same)
        size = len(zlib.compress(pack(shipped).encode(), 9))
        if size <= LIMIT or max(len(found["heading"]), len(found["word"])) < 2:
            return shipped
        share = 0.95 * LIMIT / size
        for kind in ("heading", "word"):
            found[kind] = dict(list(found[kind].items())[: ceil(len(found[kind]) * share)])


def _shipped(found: Mapping[str, Counted], same: list[list[str]]) -> dict[str, object]:
    used = {char for names in found.values() for name in names for char in normalise(name)}
    usual, others = pronounce.table({*pronounce.common(), *used, *normalise("".join(chain(*same)))})
    return {
        "words": [[BREAK.join(found[kind]), numbers.encode(found[kind].values())] for kind in KINDS],
        "readings": usual,
        "others": others,
        "same": same,
    }
