"""What is worked out of each document by itself: on all cores, kept from build to build (effect: processes, files).

What is found between documents (`knowledge.study`, `gate`) is worked out anew in every build.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from . import gate, memo, readers, workers
from .knowledge import own as knowing
from .knowledge import topics
from .knowledge.lexicon import Lexicon
from .knowledge.own import Own, Tables
from .knowledge.terms import Term
from .memo import Memo
from .model import Document
from .results import Tag
from .source import Diagnostic

FEW = 12
"""Documents that one process studies faster than it starts others."""
SPREAD = partial(workers.spread, least=FEW, copied=True)


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says, and what a careful editor asks about it."""

    own: Own
    asked: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The topics of one document's sections."""

    tags: tuple[Tag, ...]


def key(document: Document) -> str:
    """Changes whenever anything in the document does."""
    source = document.source
    around = readers.circumstances(source.path)
    return memo.key(*source.key, source.sha256, repr(source.given), document.id, around)


def said(documents: Sequence[Document], terms: Sequence[Term], kept: Memo) -> list[tuple[str, Said]]:
    """(key, what it says) of each document."""
    table = memo.key(repr(terms))
    keys = [memo.key(key(document), table) for document in documents]
    make = partial(_said, documents, knowing.tables(terms))
    return list(zip(keys, memo.remembered(kept, "said", keys, make, SPREAD, Said), strict=True))


def tags(
    documents: Sequence[Document], lexicon: Lexicon, decisions: Mapping[str, topics.Decisions], kept: Memo
) -> list[tuple[Tag, ...]]:
    """The topics of all sections of each document; `decisions`: document id → what the clerk decided."""
    average = topics.average_length(documents)
    table = memo.key(repr(lexicon), repr(average))
    keys = [memo.key(key(document), table, repr(decisions.get(document.id))) for document in documents]
    make = partial(_tags, documents, lexicon, average, decisions)
    return [tagged.tags for tagged in memo.remembered(kept, "tags", keys, make, SPREAD, Tagged)]


def _said(documents: Sequence[Document], table: Tables, number: int) -> Said:
    document = documents[number]
    return Said(knowing.own(document, table), gate.of_one(document))


def _tags(
    documents: Sequence[Document],
    lexicon: Lexicon,
    average: float,
    decisions: Mapping[str, topics.Decisions],
    number: int,
) -> Tagged:
    document = documents[number]
    return Tagged(topics.tag(document, lexicon, average, decisions.get(document.id)))
