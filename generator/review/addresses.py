"""Which section a decision is about, now that documents may have been edited, renumbered, moved or renamed.

A decision holds for the words that the clerk read, wherever they stand now; it is never applied to other words. What
was decided for a text that has changed is kept and told, not applied: a wrong topic that nobody looked at again does
more harm than an automatic one that is announced.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..labels import label
from ..model import Document
from ..source import Diagnostic, Loc
from .decisions import TABLE, Decision
from .keys import Place, places

TELLING = 4  # characters of a heading by which a section is known again
LONG = 30
"""Characters of a text that is known again in another document; shorter ones stand in many."""

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Resolved:
    """Decisions beside the sections they are about."""

    standing: Mapping[Key, Decision]
    """(document id, section id) → what is decided for it, with the address it has now."""
    changed: Mapping[Key, Decision]
    """The same for sections whose words have changed: not applied."""
    lost: tuple[Decision, ...]
    """Those whose words are nowhere."""
    unclear: tuple[Decision, ...]
    """Those whose words stand in several places."""
    moved: tuple[str, ...]
    """Path of the file of each section that has another number, place or file than before."""
    names: Mapping[Key, str]
    """What the sections of `standing` and `changed` are called."""

    @property
    def topics(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """Document id → section id → names of its topics, none = it has no topic."""
        by_document: dict[str, dict[str, tuple[str, ...]]] = {}
        for (document, section), decision in self.standing.items():
            by_document.setdefault(document, {})[section] = decision.topics or ()
        return by_document


def resolve(decisions: Sequence[Decision], documents: Sequence[Document]) -> Resolved:
    """Find the section of every decision, the surest signs first."""
    search = _Search(documents)
    search.find_renamed(decisions)
    left = search.take(decisions, search.at_its_number)
    left = search.in_order(left)
    left = search.take(left, search.by_opening, changed=True)
    unclear = [one for one in left if search.same(one)]
    left = search.take([one for one in left if one not in unclear], search.by_heading, changed=True)
    left = search.take(left, search.at_number, changed=True)
    lost = search.take(left, search.elsewhere)
    return search.result(lost, unclear)


def diagnostics(resolved: Resolved, documents: Sequence[Document]) -> Iterator[Diagnostic]:
    """What the clerk should know of decisions that do not stand as they did."""
    files = {document.id: document for document in documents}
    for key, decision in resolved.changed.items():
        yield Diagnostic("T154", _loc(files[key[0]], key[1]), (resolved.names[key], decision.words))
    for code, decisions in (("T155", resolved.lost), ("T156", resolved.unclear)):
        for decision in decisions:
            yield Diagnostic(code, Loc(TABLE, decision.row), (decision.opening, decision.path, decision.words))
    for path, count in Counter(resolved.moved).items():
        yield Diagnostic("T158", Loc(path), (str(count),))


def _loc(document: Document, id: str) -> Loc:
    section = next(section for section in document.sections() if section.id == id)
    return Loc(document.source.path, 0 if section.kind == "root" else section.title.number)


class _Index:
    """The sections of some documents by their words, their numbers and their first words; marks of the long ones."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.marks: dict[str, list[Place]] = {}
        self.numbers: dict[str, list[Place]] = {}
        self.openings: dict[str, list[Place]] = {}
        self.long: set[str] = set()
        for document in documents:
            for place in places(document):
                if place.length >= LONG:
                    self.long.add(place.mark)
                self.marks.setdefault(place.mark, []).append(place)
                self.numbers.setdefault(place.section.id, []).append(place)
                self.openings.setdefault(place.opening, []).append(place)


Sign = Callable[[Decision], Place | None]


class _Search:
    """Looks for the sections of decisions; a section is taken once."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.documents = documents
        self.homes: dict[Key, Document] = {document.source.key: document for document in documents}
        self.standing: dict[Key, tuple[Decision, Place]] = {}
        self.changed: dict[Key, tuple[Decision, Place]] = {}
        self._indices: dict[str, _Index] = {}
        self._whole: _Index | None = None

    # -- where to look

    def find_renamed(self, decisions: Iterable[Decision]) -> None:
        """Find documents that are gone under their new names: the one that has most of their long sections."""
        votes: defaultdict[Key, Counter[str]] = defaultdict(Counter)
        homes = {home.id for one in decisions if (home := self.homes.get((one.path, one.part)))}
        for one in decisions:
            if (one.path, one.part) not in self.homes:
                holders = {place.document.id for place in self.whole().marks.get(one.mark, ()) if place.length >= LONG}
                votes[one.path, one.part].update(holders - homes)
        named = {document.id: document for document in self.documents}
        for key, count in votes.items():
            ranked = count.most_common(2)
            if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
                self.homes[key] = named[ranked[0][0]]

    def whole(self) -> _Index:
        """The sections of all documents."""
        if self._whole is None:
            self._whole = _Index(self.documents)
        return self._whole

    def home(self, one: Decision) -> _Index:
        """The sections of a decision's document; none when that is gone."""
        document = self.homes.get((one.path, one.part))
        return self.index(document) if document else _NOWHERE

    def index(self, document: Document) -> _Index:
        """The sections of a document."""
        if document.id not in self._indices:
            self._indices[document.id] = _Index([document])
        return self._indices[document.id]

    def free(self, found: Iterable[Place]) -> list[Place]:
        """Those that no decision is about yet."""
        return [place for place in found if place.key not in self.standing and place.key not in self.changed]

    # -- signs

    def at_its_number(self, one: Decision) -> Place | None:
        """The same words at the same number."""
        return next((place for place in self.same(one) if place.section.id == one.section), None)

    def same(self, one: Decision) -> list[Place]:
        """The same words in the same document."""
        return self.free(self.home(one).marks.get(one.mark, ()))

    def by_opening(self, one: Decision) -> Place | None:
        """A section that begins with the same words, while the words decided on are nowhere in the document."""
        found = self.free(self.home(one).openings.get(one.opening, ())) if one.opening else []
        return found[0] if len(found) == 1 and not self.same(one) else None

    def by_heading(self, one: Decision) -> Place | None:
        """The only section under the same heading, whatever its number and its other words."""
        found = self.free(place for rows in self.home(one).marks.values() for place in rows)
        alike = [place for place in found if _begins(one.opening, place)]
        return alike[0] if len(alike) == 1 else None

    def at_number(self, one: Decision) -> Place | None:
        """Other words at the same number."""
        return next(iter(self.free(self.home(one).numbers.get(one.section, ()))), None)

    def elsewhere(self, one: Decision) -> Place | None:
        """The same long words in one place only, in a document that took them over.

        One that has more words in common with the decision's own document is its copy: it had these all along, and
        nobody decided anything for it.
        """
        found = self.free(place for place in self.whole().marks.get(one.mark, ()) if place.length >= LONG)
        if len(found) != 1 or not self.home(one).long.isdisjoint(self.index(found[0].document).long):
            return None
        return found[0]

    # -- taking

    def take(self, decisions: Iterable[Decision], sign: Sign, *, changed: bool = False) -> list[Decision]:
        """Give each decision the section that a sign shows; those that it shows none."""
        left = []
        for one in decisions:
            place = sign(one)
            if place:
                (self.changed if changed else self.standing)[place.key] = one, place
            else:
                left.append(one)
        return left

    def in_order(self, decisions: Iterable[Decision]) -> list[Decision]:
        """The same words under other numbers: as many sections as decisions, so that each has its own."""
        groups: defaultdict[tuple[Key, str], list[Decision]] = defaultdict(list)
        for one in decisions:
            groups[(one.path, one.part), one.mark].append(one)
        left = []
        for group in groups.values():
            found = self.same(group[0])
            if len(found) == len(group):
                self.standing.update({place.key: (one, place) for one, place in zip(group, found, strict=True)})
            else:
                left += group
        return left

    def result(self, lost: Sequence[Decision], unclear: Sequence[Decision]) -> Resolved:
        """All of it, with the addresses that the decisions have now."""
        fresh = {key: _fresh(one, place) for key, (one, place) in self.standing.items()}
        moved = [place.document.source.path for one, place in self.standing.values() if _address(one) != _now(place)]
        everything = {**self.standing, **self.changed}
        names = {key: label(place.section, place.document) for key, (_, place) in everything.items()}
        changed = {key: one for key, (one, _) in self.changed.items()}
        return Resolved(fresh, changed, tuple(lost), tuple(unclear), tuple(moved), names)


_NOWHERE = _Index(())


def _begins(opening: str, place: Place) -> bool:
    """Whether first words begin with a section's heading; one of a few characters says too little."""
    heading = "".join(place.section.heading.split())
    return len(heading) >= TELLING and opening.startswith(heading)


def _address(one: Decision) -> tuple[str, str, str]:
    return one.path, one.part, one.section


def _now(place: Place) -> tuple[str, str, str]:
    return *place.document.source.key, place.section.id


def _fresh(one: Decision, place: Place) -> Decision:
    path, part, section = _now(place)
    return replace(one, path=path, part=part, section=section, opening=place.opening)
