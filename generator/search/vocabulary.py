"""The site's own vocabulary: what is offered while a reader types, and what a mistyped query may have meant.

Titles, terms and formulas, headings, frequent words, each with how much it is used; how characters are read; which
terms have several names. Nothing is offered that stands nowhere on the site. One file, loaded when the box is first
touched or a query finds little; overrides/assets/search/words.js reads it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ..knowledge.terms import Term
from ..results import Record
from ..structure import ordinals
from . import numbers, pronounce, words
from .normalise import normalise
from .script import pack

Counted = dict[str, int]
"""A word as it is written → how much it is used: in how many texts a term, a formula or a word stands, how many texts a
heading heads; a title counts once."""

KINDS = ("title", "term", "formula", "heading", "word")
"""What a word is; one that is several things is the first of them."""
LIMIT = 140_000
"""Bytes of the file, compressed. Of large sites, the rarest words are left out."""
CUT = (("heading", "word"), ("term", "formula"), ("title",))
"""Kinds of which words are left out, the later ones only when of those before nothing is left."""
SAMPLE = 1_000_000
"""Characters that are looked through for frequent words; of more, every second text, or third, and so on."""
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
    texts = [record.text for record in records]
    names, formulas = {*_names(terms), *cues}, set(_quoted(texts))
    standing = _standing(set(map(normalise, names | formulas)), map(normalise, texts))
    found: dict[str, Counted] = {
        "title": _offered({record.document for record in records}),
        "term": _counted(names, standing),
        "formula": _counted(formulas, standing),
        "heading": _offered(_headings(records)),
        "word": _frequent(texts),
    }
    same = [forms for forms in map(_forms, terms) if len(forms) > 1 and _counted(forms, standing)]
    return _fitting(_distinct(found), same)


def _frequent(texts: Sequence[str]) -> Counted:
    """Frequent words; of large sites they are looked for in an even part, and counted as if all were like it."""
    step = sum(map(len, texts)) // SAMPLE + 1
    return {word: many * step for word, many in words.frequent(texts[::step]).items()}


def _forms(term: Term) -> list[str]:
    """The names of a term as they are searched for: without quotation marks and remarks, each once."""
    forms: dict[str, str] = {}
    for name in (term.term, *term.aliases):
        plain = TAIL.sub("", MARKS.sub("", name))
        forms.setdefault(normalise(plain), plain)
    return list(forms.values())


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


def _standing(names: Iterable[str], texts: Iterable[str]) -> Counter[str]:
    """In how many texts each name stands, both normalised. Single characters are no names.

    One pass, however many names there are: in a text, only those are looked for whose first two characters stand there.
    """
    beginning: dict[str, list[str]] = {}
    for name in names:
        if len(name) > 1:
            beginning.setdefault(name[:2], []).append(name)
    first = re.compile("(?=([" + "".join({re.escape(pair[0]) for pair in beginning}) + "].))" if beginning else "(?!)")
    found: Counter[str] = Counter()
    for text in texts:
        for pair in beginning.keys() & set(first.findall(text)):
            found.update([name for name in beginning[pair] if name in text])
    return found


def _counted(names: Iterable[str], standing: Mapping[str, int]) -> Counted:
    """The names that stand in the texts, and in how many."""
    return {name: many for name in names if (many := standing.get(normalise(name), 0))}


def _offered(names: Iterable[str]) -> Counted:
    """Names that are neither too long nor too short to be offered, and how many of each there are."""
    return Counter(name for name in names if 1 < len(name) <= LONGEST and HAN.search(name))


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
    """The file's content, with only as many words as `LIMIT` leaves room for."""
    for kinds in CUT:
        while any(found[kind] for kind in kinds) and _weight(found, same) > LIMIT:
            share = _share(found, kinds, same)
            found |= {kind: _most_used(found[kind], int(len(found[kind]) * share)) for kind in kinds}
    return _shipped(found, same)


def _share(found: dict[str, Counted], kinds: Sequence[str], same: list[list[str]]) -> float:
    """How much of the words of these kinds is left room for, somewhat less; always less than all."""
    rest = _weight(found | {kind: {} for kind in kinds}, same)
    return max(0.95 * (LIMIT - rest) / max(_weight(found, same) - rest, 1), 0.0)


def _most_used(names: Counted, many: int) -> Counted:
    """The most used of the names, of equally used ones the shortest; in the same order as before."""
    kept = set(sorted(names, key=lambda name: (-names[name], len(name)))[:many])
    return {name: used for name, used in names.items() if name in kept}


def _weight(found: Mapping[str, Counted], same: list[list[str]]) -> int:
    """Bytes of the file, compressed."""
    return len(zlib.compress(pack(_shipped(found, same)).encode(), 9))


def _shipped(found: Mapping[str, Counted], same: list[list[str]]) -> dict[str, object]:
    used = {char for names in found.values() for name in names for char in normalise(name)}
    usual, others = pronounce.table({*pronounce.common(), *used, *normalise("".join(chain(*same)))})
    return {
        "words": [[BREAK.join(found[kind]), numbers.encode(found[kind].values())] for kind in KINDS],
        "readings": usual,
        "others": others,
        "same": same,
    }
