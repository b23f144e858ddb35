"""Reads `content/_config/terms.yml`, as `handwritten` loaded it: the trade's terms and formulas with their other names.

The shape of the file is told in its own comments. What cannot be used is reported and left out, the rest works: the
file is edited by hand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ..handwritten import line
from ..source import Diagnostic, Loc

KINDS = ("formula", "concept", "regulation", "document", "meeting", "campaign", "practice")
CERTAINTIES = ("sure", "likely", "varies", "unknown")
PARTS = ("term", "kind", "topic", "definition", "expansion", "aliases", "except", "source", "certainty", "note")


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of the table."""

    term: str
    """As it is properly written."""
    kind: str = "concept"
    """One of `KINDS`."""
    topic: str = ""
    """Name of the topic that it belongs to."""
    definition: str = ""
    expansion: tuple[str, ...] = ()
    """Its items, when it is a formula."""
    aliases: tuple[str, ...] = ()
    """Short names and other ways to write it."""
    source: str = ""
    """The meeting or document that it comes from, and when."""
    certainty: str = "unknown"
    """One of `CERTAINTIES`."""
    note: str = ""
    exceptions: tuple[str, ...] = ()
    """Longer words that hold one of its names and mean something else: 党组织 for 党组."""


def parse(data: object, path: str, topics: Collection[str] = ()) -> tuple[tuple[Term, ...], tuple[Diagnostic, ...]]:
    """The terms of a loaded table and what is wrong with it; `path` names it in the messages.

    A topic outside `topics`, when these are given, is reported and left out.
    """
    reader = _Reader(path, topics)
    terms = tuple(_terms(reader, data))
    _check_aliases(reader, terms)
    return terms, tuple(reader.found)


@dataclass(slots=True)
class _Reader:
    """Takes values of unknown shape apart and notes what does not fit."""

    path: str
    topics: Collection[str]
    line: int = 0
    """The line that is looked at; 0 when nobody knows."""
    aliased: dict[str, int] = field(default_factory=dict)
    """Term → the line of its aliases."""
    found: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, *args: str) -> None:
        """A finding about the line that is looked at."""
        self.found.append(Diagnostic(code, Loc(self.path, self.line), args))

    def words(self, value: object, where: str) -> str:
        """`value` as words on one line; empty when there are none."""
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            return " ".join(str(value).split())
        if value is not None:
            self.note("T121", where, "文字")
        return ""

    def several(self, value: object, where: str) -> tuple[str, ...]:
        """`value` as several words, each once."""
        if isinstance(value, list):
            return tuple(dict.fromkeys(filter(None, (self.words(part, where) for part in value))))
        if value is not None:
            self.note("T121", where, "一行一个“- ”的列表")
        return ()

    def choice(self, value: object, where: str, known: Collection[str]) -> str:
        """`value` if it is one of `known`."""
        text = self.words(value, where)
        if not text or text in known:
            return text
        self.note("T125", where, text, "、".join(known))
        return ""


def _terms(reader: _Reader, data: object) -> Iterator[Term]:
    """Each entry that can be used."""
    if data is not None and not isinstance(data, list):
        reader.note("T121", "整个文件", "一项一个“- term:”的列表")
    taken: set[str] = set()
    for number, row in enumerate(data if isinstance(data, list) else (), 1):
        where, reader.line = f"第 {number} 项", line(row, "term")
        if not isinstance(row, dict):
            reader.note("T121", where, "“term: 词”开头的一项")
            continue
        name = reader.words(row.get("term"), where)
        is_word = any(map(str.isalnum, name))  # 《》 alone names nothing
        if not is_word or name in taken:
            reader.note("T123" if is_word else "T124", name or where)
            continue
        taken.add(name)
        reader.aliased[name] = line(row, "aliases")
        yield _term(reader, name, row)


def _term(reader: _Reader, name: str, row: dict[object, object]) -> Term:
    """An entry; parts of it that do not fit are left out."""
    for key in row:
        if key not in PARTS:
            reader.line = line(row, str(key))
            reader.note("T122", str(key), name, "、".join(PARTS))

    def part(key: str) -> tuple[object, str]:
        """A part and what it is called in messages."""
        reader.line = line(row, key)
        return row.get(key), f"{name} → {key}"

    return Term(
        name,
        kind=reader.choice(*part("kind"), KINDS) or "concept",
        topic=reader.choice(*part("topic"), reader.topics) if reader.topics else reader.words(*part("topic")),
        definition=reader.words(*part("definition")),
        expansion=reader.several(*part("expansion")),
        aliases=reader.several(*part("aliases")),
        source=reader.words(*part("source")),
        certainty=reader.choice(*part("certainty"), CERTAINTIES) or "unknown",
        note=reader.words(*part("note")),
        exceptions=reader.several(*part("except")),
    )


def _check_aliases(reader: _Reader, terms: tuple[Term, ...]) -> None:
    """One name for two things leads readers astray."""
    owners = {term.term: term.term for term in terms}
    for term in terms:
        for alias in term.aliases:
            if owners.setdefault(alias, term.term) != term.term:
                reader.line = reader.aliased[term.term]
                reader.note("T126", alias, owners[alias], term.term)
