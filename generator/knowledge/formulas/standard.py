"""Formulas of the table: which of its terms are formulas, and whether a document itself names their items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...annotations import At, Passage
from ..mentions import NUMERAL, Mention, names, plain
from ..terms import Term
from .shapes import Item, Place
from .words import total

LISTS_BY_NAME = re.compile(r"(?:总要求|标准)$")
"""Names without a number that are lists all the same: 好干部标准."""
MEMBER = re.compile(r"^第([一二三四五六七八九十])(种|个|项|条)?(.{2,})$")
JOINTS = "[的、，；和与及以 ]*"


def is_formula(term: Term, form: str) -> bool:
    """Whether a name of a term is a formula: it has a number, is itself a list, or means one (好干部标准)."""
    if term.kind not in ("formula", "concept", "practice") or not (term.expansion or term.kind == "formula"):
        return False
    counts = bool(NUMERAL.search(form)) and not form.startswith("第")
    spelled = "、" in form and term.kind == "formula"
    return (counts and term.kind != "concept") or spelled or bool(LISTS_BY_NAME.search(form))


def member(term: Term, terms: Sequence[Term]) -> str:
    """The item that a term names by its number: 第一种形态 is the first of 监督执纪“四种形态”; empty when none."""
    found = MEMBER.match(term.term)
    for other in terms if found else ():
        name = names(other)[0]
        if found and other.kind == "formula" and re.search(rf"[二三四五六七八九十]{found[2] or ''}{found[3]}$", name):
            number = total(f"{found[1]}项") or 0
            return other.expansion[number - 1] if 0 < number <= len(other.expansion) else ""
    return ""


def items(term: Term, mention: Mention, sections: Mapping[str, Sequence[Passage]]) -> tuple[tuple[Item, ...], bool]:
    """The table's items, each where the mention's section has its words, and whether its sentence has them all."""
    lines = sections.get(mention.at.section, ())
    own = next(p for p in lines if p.at.block == mention.at.block and p.at.line == mention.at.line)
    begin, end = own.sentence(mention.at.start, mention.at.end)
    nearest = sorted(lines, key=lambda p: p is not own)
    found = tuple(Item(text, _locate(text, nearest)) for text in term.expansion)
    in_sentence = [i.at for i in found if i.at and i.at.block == own.at.block and begin <= i.at.start < end]
    return found, len(found) > 1 and len(in_sentence) == len(found)


@dataclass(frozen=True, slots=True)
class Spelled:
    """What a formula looks like that is spelled out and not named: 党委的主体责任和纪委监督责任."""

    term: Term
    first: str
    """Its first characters, for a quick look before the search."""
    pattern: re.Pattern[str]


def spelled(terms: Iterable[Term]) -> tuple[Spelled, ...]:
    """The formulas of the table that are short enough to be known by their items."""
    found = []
    for term in terms:
        parts = [_bare(text) for text in term.expansion]
        if (
            term.kind == "formula"
            and NUMERAL.search(term.term)
            and len(parts) > 1
            and all(2 <= len(part) <= 8 for part in parts)
        ):
            pattern = re.compile(JOINTS.join(f"({'的?'.join(map(re.escape, part))})" for part in parts))
            found.append(Spelled(term, parts[0][:2], pattern))
    return tuple(found)


def implied(line: Passage, known: Iterable[Spelled]) -> Iterator[tuple[Term, Place, tuple[Item, ...]]]:
    """(term, where, its items) for every formula that a line spells out."""
    for one in known:
        for found in one.pattern.finditer(line.text) if one.first in line.text else ():
            if "、" in (line.text[found.start() - 1 : found.start()], line.text[found.end() : found.end() + 1]):
                continue  # a longer list, which is something else
            spans = [found.span(number) for number in range(1, one.pattern.groups + 1)]
            parts = tuple(Item(line.text[a:b], line.part(a, b)) for a, b in spans)
            yield one.term, Place(line, *found.span(), found[0], len(parts)), parts


def _bare(text: str) -> str:
    """An item without what brackets add."""
    return re.sub(r"[（(][^）)]*[）)]", "", text)


def _locate(text: str, lines: Sequence[Passage]) -> At | None:
    """Where the words of an item stand, in the first line that has them."""
    bare = _bare(text)
    for line in lines:
        at = line.text.find(bare) if len(bare) > 1 else -1
        if at >= 0:
            return line.part(at, at + len(bare))
    return None


def overlaps(term: Term, found: Sequence[Item]) -> bool:
    """Whether found items are the table's: at least half of them share their words."""
    known = [plain(_bare(text)) for text in term.expansion]
    same = sum(any(_shared(plain(item.text), text) for text in known) for item in found)
    return same * 2 >= len(found)


def _shared(one: str, other: str) -> bool:
    """Whether one has the other's words; a single character says nothing."""
    return min(len(one), len(other)) > 1 and (one in other or other in one)
