"""What is worked out of each document by itself: on all cores, and kept from build to build (effect: processes).

What is found between documents (`knowledge.study`, `gate`) is worked out anew in every build.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from . import gate, memo, workers
from .knowledge import own as knowing
from .knowledge import topics
from .knowledge.lexicon import Lexicon
from .knowledge.own import Own, Tables
from .knowledge.terms import Term
from .memo import Memo
from .model import Document
from .results import Tag
from .source import Diagnostic

Result = TypeVar("Result")
FEW = 12
"""Documents that one process studies faster than it starts others."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says, and what a careful editor asks about it."""

    own: Own
    asked: tuple[Diagnostic, ...]


def key(document: Document) -> str:
    """Changes whenever anything in the document does."""
    source = document.source
    return memo.key(*source.key, source.sha256, repr(source.given), document.id)


def said(documents: Sequence[Document], terms: Sequence[Term], kept: Memo) -> list[tuple[str, Said]]:
    """(key, what it says) of each document."""
    table = memo.key(repr(terms))
    keys = [memo.key(key(document), table) for document in documents]
    return _kept("said", keys, partial(_said, documents, knowing.tables(terms)), kept)


def tags(
    documents: Sequence[Document], lexicon: Lexicon, decisions: Mapping[str, topics.Decisions], kept: Memo
) -> list[tuple[str, tuple[Tag, ...]]]:
    """(key, topics of all sections) of each document; `decisions`: document id → what the clerk decided."""
    average = topics.average_length(documents)
    table = memo.key(repr(lexicon), repr(average))
    keys = [memo.key(key(document), table, repr(decisions.get(document.id))) for document in documents]
    return _kept("tags", keys, partial(_tags, documents, lexicon, average, decisions), kept)


def _kept(stage: str, keys: Sequence[str], work: Callable[[int], Result], kept: Memo) -> list[tuple[str, Result]]:
    """(key, result) of each document: what is kept, else what `work` makes of the document with that number."""
    found: list[Result | None] = [kept.get(stage, one) for one in keys]
    missing = [number for number, result in enumerate(found) if result is None]
    for number, result in zip(missing, workers.spread(work, missing, least=FEW, copied=True), strict=True):
        kept.put(stage, keys[number], result)
        found[number] = result
    return [(one, result) for one, result in zip(keys, found, strict=True) if result is not None]


def _said(documents: Sequence[Document], table: Tables, number: int) -> Said:
    document = documents[number]
    return Said(knowing.own(document, table), gate.of_one(document))


def _tags(
    documents: Sequence[Document],
    lexicon: Lexicon,
    average: float,
    decisions: Mapping[str, topics.Decisions],
    number: int,
) -> tuple[Tag, ...]:
    document = documents[number]
    return topics.tag(document, lexicon, average, decisions.get(document.id))
