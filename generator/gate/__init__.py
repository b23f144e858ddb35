"""What a careful editor asks before a text is published: a table of checks over documents that are taken apart.

Numbering is not asked here (`structure.checks`). Every finding carries as its first argument the words it is about:
by them the clerk accepts it (`accepted.py`), and they hold when lines are added above.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from ..model import Document
from ..source import Diagnostic, Loc
from . import duplicates, empty, notices, placeholders, secrecy, wanted
from .lines import Shown, shown

Check = Callable[[Document, Sequence[Shown]], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    placeholders.check,
    notices.disclaimers,
    notices.watermarks,
    secrecy.check,
    empty.check,
)
"""Each looks at one document and its lines."""


def check(documents: Sequence[Document], cited: Iterable[tuple[str, Loc, int]] = ()) -> tuple[Diagnostic, ...]:
    """All findings, document by document, then those on the collection (`between`)."""
    return (*(found for document in documents for found in of_one(document)), *between(documents, cited))


def between(documents: Sequence[Document], cited: Iterable[tuple[str, Loc, int]] = ()) -> tuple[Diagnostic, ...]:
    """The findings on the collection.

    `cited`: (name, first place, number of places) of documents that are cited and not held.
    """
    return (*duplicates.check(documents), *wanted.check(cited))


def of_one(document: Document) -> tuple[Diagnostic, ...]:
    """The findings on one document."""
    lines = shown(document)
    return tuple(found for one in CHECKS for found in one(document, lines))


def withheld(documents: Iterable[Document]) -> tuple[Diagnostic, ...]:
    """Why documents must not be published, unless the clerk accepts it."""
    return tuple(found for document in documents for found in secrecy.withheld(document))
