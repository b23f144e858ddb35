"""How a section is known again: its document, its number, the words it has, and the columns of tables that say so.

Keys begin with a letter or a Chinese character, so that no spreadsheet takes 1-2 for a date or 12e4 for a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from ..labels import words
from ..model import Document, Section
from ..text import fold

FILE, PART, SECTION, MARK = "文件", "其中的一份", "节号", "校验码"
"""Names of the columns that are keys."""
OPENING = 20  # characters of a section's words that are shown
DIGITS = 12  # of the checksum: two different sections of a million have one in common in 1 of 500 sites


@dataclass(frozen=True, slots=True)
class Place:
    """A section where it stands now."""

    document: Document
    section: Section
    mark: str
    """Checksum of its words, see `mark`."""
    opening: str
    """Its first words."""
    length: int
    """Characters of its words, blanks not counted."""
    above: tuple[Section, ...]
    """The sections it stands in, outermost first."""

    @property
    def key(self) -> tuple[str, str]:
        """Ids of document and section."""
        return self.document.id, self.section.id


def places(document: Document) -> Iterator[Place]:
    """Every section that can have topics, in reading order: all but the notes."""
    for part in document.parts:
        if part.kind != "notes":
            yield from _places(document, part, ())


def _places(document: Document, section: Section, above: tuple[Section, ...]) -> Iterator[Place]:
    own = own_words(document, section)
    yield Place(document, section, mark(own), own[:OPENING], len(own), above)
    for child in section.children:
        yield from _places(document, child, (*above, section))


def own_words(document: Document, section: Section) -> str:
    """Heading and own text of a section without its number and without blanks.

    The number is left out because a section keeps its topics when another is put before it. The document itself has
    the words of its title and its preamble.
    """
    title = document.meta.title or "" if section.kind == "root" else section.title.text
    ordinal = section.ordinal.text if section.ordinal else ""
    heading = section.heading if section.kind == "attachment" else title.replace(ordinal, "", 1)
    return "".join("\n".join([heading, *(words(block) for block in section.body)]).split())


def mark(own: str) -> str:
    """Checksum of a section's own words, folded."""
    return "h" + sha256(fold(own).encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def section_key(id: str) -> str:
    """A section's id as it stands in a table: 节2-1-3; the document itself: 节."""
    return f"节{id}"


def section_id(key: str) -> str:
    """The id in a key."""
    return key.strip().removeprefix("节")


def columns(head: Sequence[str]) -> dict[str, int]:
    """Name → index of a table's columns, wherever they are; of two with one name the first."""
    return {name.strip(): index for index, name in reversed(list(enumerate(head)))}


def cell(row: Sequence[str], index: int | None) -> str:
    """A cell without outer blanks; empty when the row is too short or the column is not there."""
    return row[index].strip() if index is not None and index < len(row) else ""
