"""The orders of a line: its sentences are walked through clause by clause, remembering who is to act and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...annotations import Passage
from . import scope
from . import words as w
from .clauses import Clause, Text, ordinal
from .deadlines import limit, opening
from .grammar import Reading, is_effect, is_means, level, read
from .model import Measure
from .parties import several
from .style import Style

LABEL = 8
"""Characters of an item's first words that are its title and no order: 一是抓制度执行，…"""


def of_line(line: Text, style: Style) -> Iterator[Measure]:
    """The measures of a line; `style`: how its document gives orders.

    A party in the lead of an enumeration (各支部要做到：一是…) is that of its items.
    """
    lead = ""
    for sentence in line.sentences:
        numbered = ordinal(sentence[0].text) > 0
        walk = _Walk(line.passage, style, lead if numbered else "")
        yield from walk.measures(sentence)
        lead = walk.lead or (lead if numbered else "")


@dataclass(slots=True)
class _Draft:
    """A measure in the making."""

    start: int
    end: int
    reading: Reading
    who: str
    when: str
    has_effect: bool = False


@dataclass(slots=True)
class _Walk:
    """What is known at a clause of a sentence from those before it."""

    passage: Passage
    style: Style
    who: str
    when: str = ""
    ordering: bool = False
    """An order or an attitude came before: a verb without a subject goes on with it."""
    told: bool = False
    """Something was told: a verb without a subject goes on telling."""
    frame: int | None = None
    """Where a phrase begins that belongs to the next order."""
    bound: bool = False
    """A party must do something, the words behind the phrase will say what: whatever follows is the order."""
    lead: str = ""
    """The party that stands before a colon."""
    drafts: list[_Draft] = field(default_factory=list)

    def measures(self, sentence: tuple[Clause, ...]) -> Iterator[Measure]:
        """The measures of a sentence; none when it tells of what was, or asks."""
        text = self.passage.text
        words = text[sentence[0].start : sentence[-1].end]
        if scope.is_past(words) or text[sentence[-1].end : sentence[-1].end + 1] in ("？", "?"):
            return
        for clause, after in zip(sentence, [*sentence[1:], None], strict=True):
            self._take(clause, after.text if after else "")
        for draft in self.drafts:
            yield self._measure(draft)

    def _take(self, clause: Clause, after: str) -> None:
        if self._is_title(clause, after):
            self.ordering = self.ordering or (self.style == "bare" and not self.told)
            return
        self.when = opening(clause.text, ordinal(clause.text)) or self.when
        reading = read(clause.text)
        before_colon = self.passage.text[clause.end : clause.end + 1] in ("：", ":")
        if reading.who:
            self.who = reading.who
            self.lead = reading.who if before_colon else ""
        match reading.kind:
            case "order":
                self._order(clause, reading, after)
            case "frame":
                self._frame(clause, reading)
            case "stance":
                self._stance(reading)
            case "tell" if self.bound:
                self._order(clause, reading, after)
            case "tell" if not (clause.title or before_colon or self.ordering):
                self.told, self.frame = True, None
            case "tell":
                self.frame = None

    def _is_title(self, clause: Clause, after: str) -> bool:
        short = len(clause.text) - ordinal(clause.text) <= LABEL
        return clause.title == "closed" or (clause.title == "open" and bool(after) and short)

    def _frame(self, clause: Clause, reading: Reading) -> None:
        if is_means(clause.text, reading) and self.frame is None:
            self.frame = clause.start + reading.start
        self.ordering = self.ordering or reading.modal
        self.bound = self.bound or (reading.modal and bool(reading.who))

    def _stance(self, reading: Reading) -> None:
        self.frame = None
        self.ordering = self.ordering or reading.modal or (self.style == "bare" and not self.told)
        self.told = self.told and not reading.modal

    def _order(self, clause: Clause, reading: Reading, after: str) -> None:
        if not self._is_allowed(reading) or (not reading.modal and not self.drafts and _is_topic(after, reading)):
            return
        if self.drafts and reading.verb == "形成" and not reading.modal and not is_effect(reading):
            return
        last = self.drafts[-1] if self.drafts else None
        if last and is_effect(reading) and self.frame is None:
            if not last.has_effect and last.end + 1 == clause.start:
                last.end, last.has_effect = clause.end, True
            return
        start = clause.start + reading.start if self.frame is None else self.frame
        self.drafts.append(_Draft(start, clause.end, reading, self.who, self.when))
        self.ordering, self.told, self.frame, self.bound = True, False, None, False

    def _is_allowed(self, reading: Reading) -> bool:
        """Whether the clause can be an order in such a document, behind what came before it."""
        if self.style == "bare":
            return reading.modal or self.ordering or not self.told
        return (reading.modal or self.ordering) and (self.style == "urging" or bool(self.who))

    def _measure(self, draft: _Draft) -> Measure:
        text = self.passage.text[draft.start : draft.end]
        at = self.passage.part(draft.start, draft.end)
        return Measure(at, text, level(draft.reading), several(draft.who), limit(text) or draft.when)


def _is_topic(after: str, reading: Reading) -> bool:
    """加强党的建设，是…: the next clause says something about this one."""
    return bool(w.TOPIC.match(after) or (not reading.manner and w.WEAK_TOPIC.match(after)))
