"""The clerk's decisions on topics: `content/_config/tags.csv` and back.

A row names the file, the section, the checksum of its words, the topics, and, to be read by people, its first words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..source import Diagnostic, Loc
from .keys import FILE, MARK, PART, SECTION, cell, columns, section_id, section_key

TABLE = "_config/tags.csv"
"""Below the content folder."""
TOPICS, BEGIN = "主题", "开头"
HEAD = (FILE, PART, SECTION, MARK, TOPICS, BEGIN)
KEYS = (FILE, SECTION, MARK, TOPICS)
"""Without these a row says nothing."""
NONE = "无"
PARTED = re.compile(r"[、;；,，/\s]+")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clerk decided for one section."""

    path: str
    """File, below the content folder."""
    part: str
    """Title of the document in a file that holds several; empty = the file is one document."""
    section: str
    """Id of the section when it was decided."""
    mark: str
    """Checksum of the words that the clerk read (`keys.mark`)."""
    topics: tuple[str, ...] | None
    """Names; none = it has no topic; None = the automatic topics again."""
    opening: str = ""
    """Its first words."""
    row: int = 0
    """Row of the table that says so, 1-based; 0 = none."""

    @property
    def words(self) -> str:
        """The topics as they are written."""
        return "、".join(self.topics or ()) or NONE


def read(rows: Sequence[Sequence[str]]) -> tuple[tuple[Decision, ...], tuple[Diagnostic, ...]]:
    """The decisions of a table and the rows of it that cannot be used; an empty table has none.

    Without its head it says nothing: an error, since the next import would drop what stands there.
    """
    at = columns(rows[0]) if rows else {}
    if absent := [name for name in KEYS if name not in at] if rows else []:
        return (), (Diagnostic("F104", Loc(TABLE, 1), (f"第一行没有“{'、'.join(absent)}”",)),)
    decisions, found = [], []
    for number, row in enumerate(rows[1:], 2):
        cells = {name: cell(row, at.get(name)) for name in HEAD}
        missing = [name for name in KEYS if not cells[name]]
        if missing and any(cells.values()):
            found.append(Diagnostic("T157", Loc(TABLE, number), ("、".join(missing),)))
        elif not missing:
            decisions.append(decision(cells, topics(cells[TOPICS]), number))
    return tuple(decisions), tuple(found)


def decision(cells: dict[str, str], names: tuple[str, ...] | None, row: int) -> Decision:
    """A decision from the key columns of a row."""
    return Decision(
        cells[FILE], cells.get(PART, ""), section_id(cells[SECTION]), cells[MARK], names, cells.get(BEGIN, ""), row
    )


def topics(words: str) -> tuple[str, ...]:
    """The names in a cell; 无 = none."""
    names = tuple(dict.fromkeys(filter(None, PARTED.split(words))))
    return () if names == (NONE,) else names


def rows(decisions: Iterable[Decision]) -> list[list[str]]:
    """The table, in the order of files and sections."""
    ordered = sorted(decisions, key=lambda d: (d.path, d.part, _natural(d.section), d.mark))
    return [
        list(HEAD),
        *([d.path, d.part, section_key(d.section), d.mark, d.words, d.opening] for d in ordered),
    ]


def _natural(id: str) -> tuple[tuple[int, str], ...]:
    """So that 2-10 comes after 2-9."""
    return tuple((int(n) if n else -1, word) for n, word in re.findall(r"(\d+)|(\D+)", id))
