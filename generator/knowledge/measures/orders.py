"""The orders of a line: its sentences are walked through clause by clause, remembering who is to act and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ...annotations import Passage
from . import scope
from . import words as w
from .assignments import Assignment, assignment, is_explicit
from .clauses import Clause, Text, ordinal
from .deadlines import finishing, is_bare, is_definite, limit, opening
from .grammar import Reading, is_effect, is_means, level, read
from .model import Measure
from .parties import several
from .style import Style
from .tails import Tail

LABEL = 8
"""Characters of an item's first words that are its title and no order: 一是抓制度执行，…"""
_MOTTO = 4
"""Characters of each part of a motto: 抓基层、打基础、严管理."""
_FIGURE = re.compile(
    r"(?<!\d)(?<!\d[.,])\d++(?:[.,]\d++)*+\s?(?:%|％|‰|多|余)?(?:万|亿|千|百)?(?:%|个|项|元|户|家|公里|千米|人|件|次|套|座|所|条|亩|吨|名|处|支|"
    r"场|期|门|台|辆|平方|千瓦|张|类|份|篇|学时|家次|公顷|兆瓦|以上|左右|以内)"
)
_COUNTED = re.compile(
    rf"{_FIGURE.pattern}|"
    "(?<![一二三四五六七八九十百千两])[一二三四五六七八九十百千两]++(?:万|亿|千|百)?(?:个|项|户|家|公里|名|座|所)(?![样面])"
)
_TARGET = re.compile(r"(?:不(?:少于|低于|超过|高于|得少于|得超过)|压减(?:到)?|控制在)\s?\d")
"""A target that can be counted: 全年上报信息不少于200条."""
_GOAL = re.compile(r"(?:达到?|(?:提高|提升|增加|增长|扩大|压减|压缩|降低|减少)到|[增降]至|至少[^，]{0,8}?)\s?\d")
"""The same, only where the sentence begins with the time it is due: 到2031年，…达到90%以上."""


def of_line(line: Text, style: Style) -> Iterator[Measure | Tail]:
    """The measures of a line, and its sentences that only say who and by when; `style`: how its document gives orders.

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
    named: tuple[str, ...] = ()
    """The parties of clauses that say no more than who: 由水利局牵头，各村配合."""
    said: bool = False
    """Whether a clause says anything else."""
    finished: str = ""
    """The time of a clause that says no more than by when: 4月底前完成."""
    drafts: list[_Draft] = field(default_factory=list)

    def measures(self, sentence: tuple[Clause, ...]) -> Iterator[Measure | Tail]:
        """The measures of a sentence; none when it tells of what was, or asks."""
        text = self.passage.text
        words = text[sentence[0].start : sentence[-1].end]
        is_asked = text.startswith(("？", "?"), sentence[-1].end)
        if is_asked or scope.is_past(words, self.passage.document.meta.date):
            return
        tasks = [assignment(clause.text) for clause in sentence]
        if any(tasks) or is_explicit(words):
            self.style = "bare"
        for clause, after, task in zip(sentence, [*sentence[1:], None], tasks, strict=True):
            if not self._assign(clause, task, is_last=after is None):
                self.said = True
                self._take(clause, after.text if after else "")
        if not self.drafts and (self.named or self.finished):
            if not self.said:
                yield Tail(sentence[0].start, sentence[-1].end, self.named, self.finished)
                return
            self._draft(sentence[0].start + ordinal(sentence[0].text), sentence[-1].end, read(sentence[0].text))
        for draft in self.drafts:
            yield from self._measure(draft)

    def _assign(self, clause: Clause, task: Assignment | None, *, is_last: bool) -> bool:
        """Take a clause that names a party or a time; whether nothing else is to be read in it."""
        words = clause.text[ordinal(clause.text) :]
        if is_bare(words) and not is_last:
            self.when = words
            return True
        if done := finishing(words):
            self.finished = self.finished or done
            return True
        if not task:
            return False
        if task.alone:
            self.named = tuple(dict.fromkeys((*self.named, *task.who)))
            self.who = "、".join(self.named)
            self.ordering = True
            return True
        self.who = "、".join(task.who)
        reading = read(clause.text)
        start = clause.start + ordinal(clause.text) if self.frame is None else self.frame
        self._draft(start, clause.end, reading)
        return True

    def _take(self, clause: Clause, after: str) -> None:
        if self._is_title(clause, after):
            self.ordering = self.ordering or (self._is_imperative and not self.told)
            return
        self.when = opening(clause.text, ordinal(clause.text)) or self.when
        reading = read(clause.text)
        before_colon = self.passage.text[clause.end : clause.end + 1] in ("：", ":")
        if reading.who:
            self.who = reading.who.removeprefix("由")
            self.lead = self.who if before_colon else ""
        match reading.kind:
            case "order":
                self._order(clause, reading, after)
            case "frame" | "stance" if self._is_imperative and _is_goal(clause.text):
                self._order(clause, reading, after)
            case "frame":
                self._frame(clause, reading)
            case "stance":
                self._stance(reading)
            case "tell" if self.bound or self._is_target(clause.text):
                self._order(clause, reading, after)
            case "tell" if not (clause.title or before_colon or self.ordering):
                self.told, self.frame = True, None
            case "tell":
                self.frame = None

    @property
    def _is_imperative(self) -> bool:
        return self.style in ("bare", "sparing")

    def _is_target(self, text: str) -> bool:
        known = bool(_TARGET.search(text)) or (bool(self.when) and bool(_GOAL.search(text)))
        return known and self._is_imperative

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
        self.ordering = self.ordering or reading.modal or (self._is_imperative and not self.told)
        self.told = self.told and not reading.modal

    def _order(self, clause: Clause, reading: Reading, after: str) -> None:
        if not self._is_allowed(reading) or _is_motto(clause.text):
            return
        if not reading.modal and not self.drafts and _is_topic(after, reading):
            return
        if self.drafts and reading.verb == "形成" and not reading.modal and not is_effect(reading):
            return
        last = self.drafts[-1] if self.drafts else None
        if last and is_effect(reading) and self.frame is None:
            if not last.has_effect and last.end + 1 == clause.start:
                last.end, last.has_effect = clause.end, True
            return
        self._draft(clause.start + reading.start if self.frame is None else self.frame, clause.end, reading)

    def _draft(self, start: int, end: int, reading: Reading) -> None:
        self.drafts.append(_Draft(start, end, reading, self.who, self.when))
        self.ordering, self.told, self.frame, self.bound = True, False, None, False

    def _is_allowed(self, reading: Reading) -> bool:
        """Whether the clause can be an order in such a document, behind what came before it."""
        if self._is_imperative:
            return reading.modal or self.ordering or not self.told or bool(self.when)
        return (reading.modal or self.ordering) and (self.style == "urging" or bool(self.who))

    def _measure(self, draft: _Draft) -> Iterator[Measure]:
        text = self.passage.text[draft.start : draft.end]
        who = several(draft.who) or self.named
        when = limit(text) or draft.when or self.finished
        if self.style != "sparing" or who or when or _COUNTED.search(text):
            sort = level(draft.reading, is_task=is_definite(when) or bool(_FIGURE.search(text)))
            yield Measure(self.passage.part(draft.start, draft.end), text, sort, who, when)


def _is_goal(text: str) -> bool:
    """力争年底前…达到90%: the time and the figure in one clause that goes on with nothing."""
    return bool(limit(text)) and bool(_GOAL.search(text)) and not text.endswith(tuple("的后时前中上下"))


def _is_motto(text: str) -> bool:
    """抓基层、打基础、严管理: three parts of one length, and short."""
    lengths = [len(part) for part in text.split("、")]
    return len(lengths) > 2 and len(set(lengths)) == 1 and lengths[0] <= _MOTTO


def _is_topic(after: str, reading: Reading) -> bool:
    """加强党的建设，是…: the next clause says something about this one."""
    return bool(w.TOPIC.match(after) or (not reading.manner and w.WEAK_TOPIC.match(after)))
