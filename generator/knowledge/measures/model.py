"""What is found: measures and duties, as addresses in the text with who and by when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...annotations import At

Level = Literal["concrete", "requirement"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A clause that orders something."""

    at: At
    text: str
    """The clause as it stands."""
    level: Level
    """`concrete`: an act that can be ticked off; `requirement`: a demand that stands for good."""
    who: tuple[str, ...] = ()
    """The responsible parties as written, each apart; empty = the text names none."""
    when: str = ""
    """The time limit as written; empty = none."""
    around: At | None = None
    """The whole sentence in which it stands; None where that is too long to show."""
    sentence: str = ""
    """Its words."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A party that is named together with what it has to do."""

    at: At
    """Where the party stands."""
    actor: str
    """The party as written."""
    clause: At
    """The clause that says it."""
    text: str
    """Its words."""


@dataclass(frozen=True, slots=True)
class Found:
    """The measures and duties of one document, in reading order."""

    document: str
    """Its id."""
    measures: tuple[Measure, ...] = ()
    duties: tuple[Duty, ...] = ()
    is_sparing: bool = False
    """Whether only measures that name who, by when or how many were taken, as in long reports."""
