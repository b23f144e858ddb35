"""The clerk's review of the automatic topics: a table out, decisions back, what they are about today, what changed.

Pure: the caller reads and writes `content/_config/tags.csv` and the tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..knowledge.lexicon import Lexicon
from ..model import Document
from ..source import Diagnostic, Loc
from . import table
from .addresses import resolve
from .decisions import Decision


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to."""

    decisions: tuple[Decision, ...]
    """All that hold now, the older ones included: the new content of tags.csv."""
    taken: int
    """Rows of the table that were used."""
    diagnostics: tuple[Diagnostic, ...]


def merge(
    older: Sequence[Decision], rows: Sequence[Sequence[str]], file: str, documents: Sequence[Document], lexicon: Lexicon
) -> Imported:
    """The older decisions with what a table says; the newer word on a section counts, nothing else is lost.

    `file`: what the table is called in messages.
    """
    wishes, found = table.asked(rows, file, lexicon)
    now, before = resolve(wishes, documents), resolve(older, documents)
    found += tuple(
        Diagnostic("T153", Loc(file, one.row), (f"{one.path} {one.opening}".strip(),))
        for one in (*now.lost, *now.unclear)
    )
    found += tuple(
        Diagnostic("T154", Loc(file, one.row), (now.names[key], one.words)) for key, one in now.changed.items()
    )
    told = {**now.changed, **now.standing}
    kept = [one for key, one in {**before.changed, **before.standing}.items() if key not in told]
    said = [one for one in told.values() if one.topics is not None]
    return Imported((*kept, *before.lost, *before.unclear, *said), len(told), found)
