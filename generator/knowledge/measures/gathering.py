"""The measures of a section, line by line: who and by when may stand behind them, in brackets, labels or a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ...annotations import Passage
from . import scope
from .clauses import Clause, Text, ordinal, outside
from .grammar import level, read
from .model import Measure
from .orders import of_line
from .style import Style
from .tails import Tail, tails

_TITLE = 24
"""Characters of an item's title."""

_SHOWN = 300
"""Characters of a sentence that is shown whole."""


@dataclass(slots=True)
class Gathered:
    """What was found so far. Brackets and labels answer for all since the last ones, a sentence for its own line."""

    style: Style
    measures: list[Measure] = field(default_factory=list)
    settled: int = 0
    """How many measures have had their brackets."""
    group: int = 0
    """Where the measures begin for which the last brackets answered: more labels behind them are theirs too."""
    before: int = 0
    """Where the measures of the last line begin: a line that only says who and by when answers for them."""
    last: tuple[Passage, Clause] | None = None
    """The last sentence that is no label: what it says is the measure where no verb was known."""
    is_fresh: bool = False
    """Whether something has been said since the last brackets."""

    def see(self, line: Text) -> None:
        """A heading: what it says may be what the labels below it speak of."""
        self.before = len(self.measures)
        self._remember(line)

    def take(self, line: Text) -> None:
        """A line of text."""
        text = line.passage.text
        behind = list(tails(text))
        spans = [(tail.start, tail.end) for tail in behind]
        rest = outside(line, spans)
        if _has_title(rest):
            self._remember(Text(rest.passage, rest.sentences[:1]))
            rest = Text(rest.passage, rest.sentences[1:])
        first = len(self.measures)
        manner: Style = "bare" if behind and self.style == "sparing" else self.style
        found = sorted([*of_line(rest, manner), *behind], key=_begin)
        if behind and not any(isinstance(one, Measure) for one in found):
            found = sorted([*of_line(rest, "bare"), *behind], key=_begin)
        is_answer = len(found) == 1 and found[0] not in behind and isinstance(found[0], Tail)
        at, self.before = 0, self.before if is_answer else first
        for one in found:
            self._remember(_between(rest, at, _begin(one)))
            at = one.end if isinstance(one, Tail) else one.at.start
            if isinstance(one, Measure):
                self.measures.append(_in_sentence(line.passage, _shortened(one, behind)))
                self.is_fresh = True
            else:
                self._settle(one, self.settled if one in behind else max(self.before, self.settled))
        self._remember(_between(rest, at, len(text)))

    def _remember(self, line: Text) -> None:
        for row in line.sentences:
            start, end = row[0].start, row[-1].end
            words = line.passage.text[start:end]
            self.last, self.is_fresh = (line.passage, Clause(start + ordinal(words), end, words)), True

    def _settle(self, tail: Tail, begin: int) -> None:
        """Give the measures since `begin` what a tail says; without any, the words before it are the measure."""
        if not self.is_fresh:
            begin = self.group
        elif begin == len(self.measures):
            self._from_words(tail)
        self.group, self.is_fresh = begin, False
        self.measures[begin:] = [_with(measure, tail) for measure in self.measures[begin:]]
        self.settled = len(self.measures)

    def _from_words(self, tail: Tail) -> None:
        if not self.last:
            return
        passage, clause = self.last
        end = tail.start if clause.start < tail.start < clause.end else clause.end
        text = passage.text[clause.start : end].rstrip("。；，")
        if text and not scope.is_past(text, passage.document.meta.date):
            at = passage.part(clause.start, clause.start + len(text))
            self.measures.append(_in_sentence(passage, Measure(at, text, level(read(text)))))


def _has_title(line: Text) -> bool:
    """Whether a numbered line begins with a title that its other sentences say at length: 2．清理表册。4月底前，…"""
    if len(line.sentences) < 2:
        return False
    (first, *more), (second, *_) = line.sentences[:2]
    return not more and bool(ordinal(first.text)) and len(first.text) <= _TITLE and not ordinal(second.text)


def _in_sentence(passage: Passage, measure: Measure) -> Measure:
    """A measure with the sentence in which it stands."""
    start, end = passage.sentence(measure.at.start, measure.at.end)
    if end - start > _SHOWN:
        return measure
    return replace(measure, around=passage.part(start, end), sentence=passage.text[start:end])


def _begin(one: Measure | Tail) -> int:
    return one.start if isinstance(one, Tail) else one.at.start


def _between(line: Text, start: int, end: int) -> Text:
    """The sentences of a line that begin in a stretch."""
    return Text(line.passage, tuple(row for row in line.sentences if start <= row[0].start < end))


def _with(measure: Measure, tail: Tail) -> Measure:
    return replace(measure, who=measure.who or tail.who, when=measure.when or tail.when)


def _shortened(measure: Measure, behind: Iterable[Tail]) -> Measure:
    """A measure without the brackets at its end."""
    for tail in behind:
        if measure.at.start < tail.start < measure.at.end:
            text = measure.text[: tail.start - measure.at.start].rstrip("。；，")
            return replace(measure, at=replace(measure.at, end=measure.at.start + len(text)), text=text)
    return measure
