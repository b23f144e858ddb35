"""Citations put together by what they name: what is held, what would have to be acquired, what keeps a place only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .names import MARKS, taken_apart
from .value import Citation


@dataclass(frozen=True, slots=True)
class Cited:
    """One thing that is cited, and all citations of it in order."""

    name: str
    """Its proper name, in the longest form in which it is written, without marks."""
    citations: tuple[Citation, ...]

    @property
    def documents(self) -> dict[str, int]:
        """Ids of the documents that cite it → how often, most often first."""
        return dict(Counter(citation.at.document for citation in self.citations).most_common())

    @property
    def official(self) -> bool:
        """Whether it is an official document."""
        return any(citation.official for citation in self.citations)


def held(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """The documents of the collection that others cite."""
    others = (c for c in citations if c.kind == "held" and c.document != c.at.document)
    return _together(others, lambda citation: (citation.document,))


def absent(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """What is cited and not held, under one name in whichever form it is written."""
    return _together((c for c in citations if c.kind == "absent"), _identity)


def placeholders(citations: Iterable[Citation]) -> tuple[Cited, ...]:
    """Names that only keep a place: the same words may stand for different documents."""
    return _together((c for c in citations if c.kind == "placeholder"), lambda citation: (citation.proper,))


def _identity(citation: Citation) -> tuple[str, ...]:
    """What two names of one document have in common; 国务院关于… and 省政府关于… are two."""
    name = taken_apart(citation.proper)
    return name.core, name.issuer, citation.year


def _together(citations: Iterable[Citation], key: Callable[[Citation], tuple[str, ...]]) -> tuple[Cited, ...]:
    """Those of most documents first, then of most citations, then by name."""
    groups: dict[tuple[str, ...], list[Citation]] = {}
    for citation in citations:
        groups.setdefault(key(citation), []).append(citation)
    found = [Cited(_name(group), tuple(group)) for group in groups.values()]
    return tuple(sorted(found, key=lambda c: (-len(c.documents), -len(c.citations), c.name)))


def _name(citations: Iterable[Citation]) -> str:
    """The fullest of the forms; of equally long ones the first."""
    return max((citation.proper for citation in citations), key=lambda name: len(MARKS.sub("", name)))
