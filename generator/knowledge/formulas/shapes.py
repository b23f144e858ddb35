"""What a formula is, and what stands in its text before its items are sought."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...annotations import At, Passage
from ..terms import Term

Kind = Literal["standard", "member", "local", "announcement", "levels", "meetings", "parallel"]
"""standard: an entry of the table; member: one of its items (第一种形态);
local: a name with a number that the document itself uses;
announcement: a count whose items follow or precede it (三方面意见);
levels: 市、区两级; meetings: 十九届二中、三中全会;
parallel: clauses of one build (把…结合起来，把…结合起来), no formula, but not to be taken for one."""
Resolution = Literal["document", "table", "unknown"]
SHOWN = ("standard", "member", "local", "announcement")
"""Kinds that are linked and have pages; the others are only kept."""


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that a formula counts."""

    text: str
    at: At | None = None
    """Where the document has it."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A 数字提法 in one document. The same words in another document are another formula with the same `id`."""

    id: str
    """ASCII, the name of its page."""
    text: str
    """Without quotation marks."""
    kind: Kind
    resolution: Resolution
    document: str
    """Id of the document in which it means this."""
    mentions: tuple[At, ...]
    """In reading order, quotation marks left out."""
    items: tuple[Item, ...] = ()
    """In order; of the table when `resolution` is table."""
    declared: int | None = None
    """The number that its words say; of several numbers their sum (三重一大: 4)."""
    explained: At | None = None
    """Where the document explains it, when it does so in words and not in items."""
    term: Term | None = None
    """The entry of the table that bears its name; what it says of source and certainty."""

    @property
    def certainty(self) -> str:
        """One of `terms.CERTAINTIES`; what a document says of itself is sure."""
        return "sure" if self.resolution == "document" else self.term.certainty if self.term else "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a passage that may be a formula."""

    passage: Passage
    start: int
    end: int
    text: str
    """Its words without quotation marks."""
    declared: int
    """0 = no number that could be checked."""
    tail: str = ""
    """The words behind the last number and its classifier: 攻坚战."""
    quoted: bool = False
    classifier: str = ""
    """What stands between the number and the noun of a count without quotation marks."""

    @property
    def at(self) -> At:
        """Its address."""
        return self.passage.part(self.start, self.end)

    @property
    def behind(self) -> str:
        """What follows it in its line, its closing quotation mark left out."""
        rest = self.passage.text[self.end :]
        return rest[1:] if self.quoted else rest

    @property
    def before(self) -> str:
        """What stands before it in its line, its opening quotation mark left out."""
        return self.passage.text[: self.start - self.quoted]
