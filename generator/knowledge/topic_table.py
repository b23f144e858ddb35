"""Reads `content/_config/topics.yml`, as YAML loaded it, into a `Lexicon`; the shape of the file is told in its own
comments. What cannot be used is reported and left out, the rest works: the file is edited by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from itertools import chain
from math import isfinite

from ..results import Topic
from ..source import Diagnostic, Loc
from ..text import fold
from .lexicon import Lexicon, Params, longest

Points = dict[str, dict[str, float]]
"""Folded word → topic id → points."""

PARTS = ("general", "params", "mask", "compounds", "topics")
TOPIC_PARTS = ("id", "name", "full", "strong", "weak", "negative", "parts")
PARAMS = tuple(f.name for f in fields(Params))
KEYS = (*PARTS, *TOPIC_PARTS, *PARAMS)
"""All names that stand before a colon in the shipped table, words and topics aside."""
TAKEN = "index"
"""The address of the list of topics."""
ADDRESS = re.compile(r"[a-z][a-z0-9-]*")
SEPARATORS = re.compile(r"[\s,;]+")
WEIGHTED = re.compile(r"(.+?)\s*:\s*(\d+(?:\.\d+)?)")


def parse(data: object, path: str) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    """The lexicon that a loaded table describes, and what is wrong with the table; `path` names it in the messages."""
    reader = _Reader(path)
    parts = reader.mapping(data, "整个文件", PARTS)
    params = _params(reader, parts.get("params"))
    rows = list(_topics(reader, parts.get("topics")))
    ids = {name: topic.id for topic, _ in rows for name in (topic.id, topic.full, topic.name)}
    fixed = _fixed(reader, parts, ids)
    points = _cues(reader, rows, params, fixed) | fixed
    topics = tuple(_completed(reader, topic, row, points) for topic, row in rows)
    points |= _exceptions(topics, points)
    general = reader.name(parts.get("general"), "general") or Lexicon().general
    return Lexicon(topics, points, longest(points), params, general), tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    """Takes values of unknown shape apart and notes what does not fit."""

    path: str
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, *args: str) -> None:
        """A finding about the table as a whole: YAML keeps no line numbers."""
        self.found.append(Diagnostic(code, Loc(self.path), args))

    def mapping(self, value: object, where: str, known: tuple[str, ...] = ()) -> dict[str, object]:
        """`value` as a mapping; keys outside `known` are reported, when there is such a list."""
        if not isinstance(value, dict):
            self._unfit(value, where, "“名称: 内容”的形式")
            return {}
        named = {str(key): part for key, part in value.items()}
        for key in named:
            if known and key not in known:
                self.note("T102", key, where, "、".join(known))
        return named

    def rows(self, value: object, where: str) -> list[object]:
        """`value` as a list."""
        if isinstance(value, list):
            return value
        self._unfit(value, where, "一行一个“- ”的列表")
        return []

    def name(self, value: object, where: str) -> str:
        """`value` as words on one line; empty when there are none."""
        if isinstance(value, str | int) and not isinstance(value, bool):
            return " ".join(str(value).split())
        self._unfit(value, where, "文字")
        return ""

    def points(self, value: object, where: str) -> float | None:
        """`value` as points: a finite number, not negative."""
        if isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value) and value >= 0:
            return float(value)
        self.note("T105", where, str(value))
        return None

    def words(self, value: object, where: str, points: float) -> Iterator[tuple[str, float]]:
        """The folded words of a list, each with its points: `- 词 词`, or `- 词: 2` for points of its own."""
        for row in [value] if isinstance(value, str) else self.rows(value, where):
            if isinstance(row, dict):
                for key, part in row.items():
                    own = self.points(part, f"{where} → {key}")
                    yield from ((word, own) for word in self.split(str(key), where) if own is not None)
            elif isinstance(row, str) and (weighted := WEIGHTED.fullmatch(fold(row).strip())):
                yield from ((word, float(weighted[2])) for word in self.split(weighted[1], where))
            else:
                yield from ((word, points) for word in self.split(self.name(row, where), where))

    def split(self, row: str, where: str) -> list[str]:
        """The folded words of a row, written with blanks or commas between them; each of two characters or more."""
        words = [word for word in SEPARATORS.split(fold(row)) if word]
        for word in words:
            if len(word) < 2:
                self.note("T110", word, where)
        return [word for word in words if len(word) > 1]

    def _unfit(self, value: object, where: str, wanted: str) -> None:
        """Reports a wrong shape; a part left empty is none."""
        if value is not None:
            self.note("T101", where, wanted)


def _params(reader: _Reader, data: object) -> Params:
    """The numbers of the scoring rule; those not given keep their values."""
    given = reader.mapping(data, "params", PARAMS)
    numbers = {key: reader.points(value, f"params → {key}") for key, value in given.items() if key in PARAMS}
    valid = {key: number for key, number in numbers.items() if number is not None}
    most = int(valid.pop("most", Params().most))
    return Params(**valid, most=most)


def _topics(reader: _Reader, data: object) -> Iterator[tuple[Topic, dict[str, object]]]:
    """Each topic that can be used, still without words, and its part of the table."""
    taken: set[str] = set()
    for number, value in enumerate(reader.rows(data, "topics"), 1):
        row = reader.mapping(value, f"topics 第 {number} 项", TOPIC_PARTS)
        key, name, full = (reader.name(row.get(part), f"topics 第 {number} 项 → {part}") for part in TOPIC_PARTS[:3])
        if not name or name in taken or key in taken or key == TAKEN or not ADDRESS.fullmatch(key):
            reader.note("T106", name or f"第 {number} 项", key)
            continue
        taken |= {key, name}
        yield Topic(key, name, full or name), row


def _fixed(reader: _Reader, parts: dict[str, object], ids: dict[str, str]) -> Points:
    """Masks, which have no points, and compounds, which have their own."""
    silent: dict[str, float] = {}
    masks = ((word, silent, "mask") for word, _ in reader.words(parts.get("mask"), "mask", 0.0))
    points: Points = {}
    for word, shares, where in chain(masks, _compounds(reader, parts.get("compounds"), ids)):
        if word in points:
            reader.note("T103", word, where)
        else:
            points[word] = shares
    return points


def _compounds(reader: _Reader, data: object, ids: dict[str, str]) -> Iterator[tuple[str, dict[str, float], str]]:
    """(word, topic id → points, place in the table) of each compound."""
    for words, value in reader.mapping(data, "compounds").items():
        where = f"compounds → {words}"
        shares = {}
        for name, share in reader.mapping(value, where).items():
            if name not in ids:
                reader.note("T104", where, name, "、".join(ids))
            elif (number := reader.points(share, f"{where} → {name}")) is not None:
                shares[ids[name]] = number
        yield from ((word, shares, "compounds") for word in reader.split(words, "compounds"))


def _cues(reader: _Reader, rows: list[tuple[Topic, dict[str, object]]], params: Params, fixed: Points) -> Points:
    """The strong and weak words of all topics; one word may speak for several."""
    points: Points = {}
    for topic, row in rows:
        for part, usual in (("strong", params.strong), ("weak", params.weak)):
            where = f"{topic.name} → {part}"
            for word, number in reader.words(row.get(part), where, usual):
                if word in fixed or topic.id in points.get(word, {}):
                    reader.note("T103", word, where)
                else:
                    points.setdefault(word, {})[topic.id] = number
    return points


def _completed(reader: _Reader, topic: Topic, row: dict[str, object], points: Points) -> Topic:
    """A topic with its words and exceptions."""
    words = tuple((word, shares[topic.id]) for word, shares in points.items() if topic.id in shares)
    where = f"{topic.name} → negative"
    negative = tuple(dict.fromkeys(word for word, _ in reader.words(row.get("negative"), where, 0.0)))
    for exception in negative:
        if not any(word in exception for word, _ in words):
            reader.note("T108", exception, topic.name)
    if not words:
        reader.note("T109", topic.name)
    topic = replace(topic, words=words, negative=negative)
    return replace(topic, subtopics=tuple(_subtopics(reader, topic, row)))


def _subtopics(reader: _Reader, topic: Topic, row: dict[str, object]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, stems) of the parts of a topic; one whose stems stand in no word of the topic is reported."""
    where = f"{topic.name} → parts"
    given = {} if row.get("parts") is None else reader.mapping(row["parts"], where)
    for name, value in given.items():
        stems = tuple(dict.fromkeys(word for word, _ in reader.words(value, f"{where} → {name}", 0.0)))
        if any(stem in word for stem in stems for word, _ in topic.words):
            yield name, stems
        else:
            reader.note("T111", name, topic.name)


def _exceptions(topics: tuple[Topic, ...], points: Points) -> Points:
    """Each exception with the points that the words inside it give to the other topics."""
    silent: dict[str, set[str]] = {}
    for topic in topics:
        for word in topic.negative:
            silent.setdefault(word, set()).add(topic.id)
    inside = longest(points)
    return {word: _left(inside.findall(word), mute, points) for word, mute in silent.items()}


def _left(words: list[str], mute: set[str], points: Points) -> dict[str, float]:
    """The points of some words, added up by topic, without those of the topics in `mute`."""
    total: dict[str, float] = {}
    for word in words:
        for topic, number in points[word].items():
            if topic not in mute:
                total[topic] = total.get(topic, 0.0) + number
    return total
