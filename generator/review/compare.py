"""What is different from the site before: sections that came, went or were edited, topics that changed.

Both sides are rows of `sections.json`, so the last build needs to keep nothing else. Sections are put beside each other
by their words, numbers left out, so that a section that was only renumbered or moved is the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..results import Record
from ..structure.ordinals import match


@dataclass(frozen=True, slots=True)
class Seen:
    """A section as a build had it."""

    source: str
    """Path of the file."""
    slug: str
    """Id of its document."""
    url: str
    title: str
    text: str
    """Its words without the number and without blanks."""
    topics: tuple[str, ...]


class Renamed(NamedTuple):
    """A document that has another address, by its first section before and now."""

    before: Seen
    after: Seen
    may_keep: bool
    """Whether the clerk can give it the old one: it is all that its file holds, and the file has another name now."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Between two builds."""

    arrived: tuple[str, ...]
    """Files of documents that are new."""
    gone: tuple[str, ...]
    """Files of documents that are there no more."""
    renamed: tuple[Renamed, ...]
    """Documents with the same words under another address."""
    new: tuple[Seen, ...]
    """Sections that are new in a document that was there."""
    vanished: tuple[Seen, ...]
    """Sections that are there no more in a document that is still there."""
    edited: tuple[tuple[Seen, Seen], ...]
    """Sections with other words: before, after."""
    retagged: tuple[tuple[Seen, Seen], ...]
    """Sections with other topics, whatever their words."""

    @property
    def altered(self) -> dict[str, str]:
        """Documents that are still there and have other sections or words: id → file."""
        ones = (*self.new, *self.vanished, *(after for _, after in self.edited))
        return {one.slug: one.source for one in ones}

    @property
    def moved(self) -> dict[str, str]:
        """Documents that have another address: id before → id now."""
        return {one.before.slug: one.after.slug for one in self.renamed}


def from_record(record: Record) -> Seen:
    """A section of this build."""
    return _seen(record.source, record.url, record.title, record.text, record.topics)


def from_row(row: Mapping[str, object]) -> Seen | None:
    """A section of the last build, a row of its `sections.json`; None when the row is none."""
    source, url, title, text = (row.get(key) for key in ("source", "url", "title", "text"))
    topics = row.get("topics")
    if isinstance(source, str) and isinstance(url, str) and isinstance(title, str) and isinstance(text, str):
        return _seen(source, url, title, text, tuple(map(str, topics)) if isinstance(topics, list) else ())
    return None


def _seen(source: str, url: str, title: str, text: str, topics: tuple[str, ...]) -> Seen:
    number = match(text)
    words = "".join(text[number.end if number else 0 :].split())
    return Seen(source, url.partition("/")[0], url, title, words, topics)


def compare(before: Iterable[Seen], after: Iterable[Seen]) -> Changes:
    """What changed from one build to the next."""
    old, new = _by_document(before), _by_document(after)
    pairs: list[tuple[Seen, Seen]] = []
    left: list[Seen] = []
    fresh: list[Seen] = []
    for slug in old.keys() & new.keys():
        matched, unmatched, unknown = _matched(old[slug], new[slug])
        pairs += matched
        left += unmatched
        fresh += unknown
    place = {one.url: number for number, one in enumerate(seen for rows in new.values() for seen in rows)}
    pairs.sort(key=lambda pair: place[pair[1].url])
    arrived, gone = ({slug: one[slug] for slug in one if slug not in other} for one, other in ((new, old), (old, new)))
    moved = _moved(gone, arrived)
    known = set(moved.values())
    return Changes(
        tuple(rows[0].source for slug, rows in arrived.items() if slug not in known),
        tuple(rows[0].source for slug, rows in gone.items() if slug not in moved),
        _renamed(moved, old, new),
        tuple(sorted(fresh, key=lambda one: place[one.url])),
        tuple(sorted(left, key=lambda one: (one.source, one.url))),
        tuple(pair for pair in pairs if pair[0].text != pair[1].text),
        tuple(pair for pair in pairs if set(pair[0].topics) != set(pair[1].topics)),
    )


def _renamed(
    moved: Mapping[str, str], old: Mapping[str, Sequence[Seen]], new: Mapping[str, Sequence[Seen]]
) -> tuple[Renamed, ...]:
    files = Counter(rows[0].source for rows in new.values())
    pairs = [(old[slug][0], new[other][0]) for slug, other in moved.items()]
    return tuple(Renamed(a, b, files[b.source] == 1 and a.source != b.source) for a, b in pairs)


def _moved(gone: Mapping[str, Sequence[Seen]], arrived: Mapping[str, Sequence[Seen]]) -> dict[str, str]:
    """Documents that are gone → those that came with the same words."""
    waiting: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for slug, rows in arrived.items():
        waiting[tuple(one.text for one in rows)].append(slug)
    words = {slug: tuple(one.text for one in rows) for slug, rows in gone.items()}
    return {slug: waiting[said].pop(0) for slug, said in words.items() if waiting.get(said)}


def _by_document(rows: Iterable[Seen]) -> dict[str, list[Seen]]:
    documents: dict[str, list[Seen]] = {}
    for row in rows:
        documents.setdefault(row.slug, []).append(row)
    return documents


def _matched(
    old: Sequence[Seen], new: Sequence[Seen]
) -> tuple[list[tuple[Seen, Seen]], Sequence[Seen], Sequence[Seen]]:
    """Pairs of one section before and after, and those of either side that have no other."""
    pairs: list[tuple[Seen, Seen]] = []
    for sign in SIGNS:
        waiting: defaultdict[str, list[Seen]] = defaultdict(list)
        for one in old:
            waiting[sign(one)].append(one)
        couples = [(waiting[sign(one)].pop(0), one) for one in new if waiting[sign(one)]]
        found = [couple for couple in couples if sign is not _url or _alike(*couple)]
        pairs += found
        known = {id(one) for pair in found for one in pair}
        old, new = ([one for one in side if id(one) not in known] for side in (old, new))
    return pairs, old, new


def _text(one: Seen) -> str:
    return one.text


def _title(one: Seen) -> str:
    """The title without its number, which the next section may have now."""
    number = match(one.title)
    return one.title[number.end :].strip() if number else one.title


def _url(one: Seen) -> str:
    return one.url


SIGNS: tuple[Callable[[Seen], str], ...] = (_text, _title, _url)
"""By what a section is known again, the surest first."""


def _alike(a: Seen, b: Seen) -> bool:
    """Whether two sections at one address have half of their pairs of characters in common."""
    ours, theirs = ({x + y for x, y in pairwise(one.text)} for one in (a, b))
    return 2 * len(ours & theirs) >= min(len(ours), len(theirs))
