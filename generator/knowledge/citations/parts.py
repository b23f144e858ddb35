"""Which section of a document a reference means: 第三十条 is the section whose printed number is 第三十条."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ...model import Document, Section
from .articles import ORDER, Reference, Step

SECTIONS = "编章节条"
"""Units that are sections of their own; 款, 项 and 目 stand inside an article's."""
Value = tuple[int, ...]
Place = tuple[str, tuple[tuple[str, Value], ...]]
"""A section's id and the (unit, number) of all above it, itself last."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The numbered parts of one document."""

    places: Mapping[tuple[str, Value], tuple[Place, ...]]
    """(unit, number) → where it stands; several where a document counts anew."""
    articles: tuple[str, ...]
    """Ids of its articles in reading order."""
    above: Mapping[str, str]
    """Section id → id of the article in which it stands, itself included."""

    def sections(self, reference: Reference) -> tuple[str, ...]:
        """Ids of the sections that a reference means, in order; empty when they cannot be told."""
        first = self._of(reference.steps)
        if not reference.through:
            return first
        last = self._of(reference.through)
        if not first or not last:
            return first
        return self._between(first[0], last[-1])

    def neighbour(self, section: str, back: int) -> tuple[str, ...]:
        """Ids of the articles before the one in which `section` stands: 前条, 前两条."""
        own = self.above.get(section)
        place = self.articles.index(own) if own else 0
        return self.articles[place - back : place] if place >= back else ()

    def _of(self, steps: tuple[Step, ...]) -> tuple[str, ...]:
        named = [step for step in steps if step.unit in SECTIONS]
        if not named:
            return ()
        *wider, own = named
        found = (self._one(own.unit, value, wider) for value in own.values)
        return tuple(id for id in found if id)

    def _one(self, unit: str, value: Value, wider: list[Step]) -> str:
        """The only section with this number in the wider units that are named."""
        fitting = [
            id
            for id, path in self.places.get((unit, value), ())
            if all((step.unit, v) in path for step in wider for v in step.values[:1])
        ]
        return fitting[0] if len(fitting) == 1 else ""

    def _between(self, first: str, last: str) -> tuple[str, ...]:
        try:
            return self.articles[self.articles.index(first) : self.articles.index(last) + 1] or (first,)
        except ValueError:
            return (first, last)


def parts(document: Document) -> Parts:
    """The numbered parts of a document; of its attachments only where the text itself has none with that number."""
    text: dict[tuple[str, Value], list[Place]] = {}
    articles: list[str] = []
    above: dict[str, str] = {}
    for top in (document.root, *document.attachments):
        places: dict[tuple[str, Value], list[Place]] = {}
        _walk(top, (), "", places, above)
        if top is document.root or not articles:
            articles += [id for (unit, _), found in places.items() if unit == "条" for id, _ in found]
        for key, found in places.items():
            text.setdefault(key, found)
    order = {section.id: i for i, section in enumerate(document.sections())}
    articles.sort(key=lambda id: order[id])
    return Parts({key: tuple(found) for key, found in text.items()}, tuple(articles), above)


def _walk(
    section: Section,
    path: tuple[tuple[str, Value], ...],
    article: str,
    places: dict[tuple[str, Value], list[Place]],
    above: dict[str, str],
) -> None:
    """Notes a section and all below it."""
    ordinal = section.ordinal
    if ordinal and ordinal.style in ORDER:
        path = (*path, (ordinal.style, ordinal.value))
        places.setdefault((ordinal.style, ordinal.value), []).append((section.id, path))
        article = section.id if ordinal.style == "条" else article
    if article:
        above[section.id] = article
    for child in section.children:
        _walk(child, path, article, places, above)
