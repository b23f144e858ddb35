"""The review table: a row for every section, to be read and filled in with Excel or WPS, and what the clerk wrote.

Only the column 改为 is read back: topics parted by 、; 无 = no topic; 自动 = the automatic topics again; empty = leave.
Rows may be sorted, columns moved and added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..knowledge.lexicon import Lexicon
from ..labels import ADDED
from ..model import Document, Section
from ..results import Reason, Tag
from ..source import Diagnostic, Loc
from .addresses import Resolved
from .decisions import NONE, Decision, decision, topics
from .keys import FILE, MARK, PART, SECTION, Place, cell, columns, places, section_key

PLACE, BEGIN, SUGGESTED, WHY, NOW, CHANGE = "位置", "标题或开头", "建议主题", "理由", "现在的决定", "改为"
HEAD = (FILE, PART, PLACE, BEGIN, SUGGESTED, WHY, NOW, CHANGE, SECTION, MARK)
WIDTHS = (28, 14, 16, 40, 20, 50, 16, 16, 12, 16)
"""Of the columns in a workbook."""
AUTOMATIC = "自动"
SHOWN = 60  # characters of a section's words in a row
REASONS = 5  # words that are told for each topic
PLACES: dict[str, str] = {"heading": "（标题）", "ancestor": "（上级标题）", "given": "（指定）"}
Tags = Mapping[tuple[str, str], tuple[Tag, ...]]


def rows(documents: Sequence[Document], tags: Tags, lexicon: Lexicon, resolved: Resolved) -> list[list[str]]:
    """The table. `tags`: the automatic ones, without the clerk's decisions; `resolved`: these."""
    lines = (_row(place, tags, lexicon, resolved) for document in documents for place in places(document))
    return [list(HEAD), *lines]


def _row(place: Place, tags: Tags, lexicon: Lexicon, resolved: Resolved) -> list[str]:
    source, section = place.document.source, place.section
    found = [tag for tag in tags.get(place.key, ()) if all(r.place != "given" for r in tag.reasons)]
    names = {topic.id: topic.name for topic in lexicon.topics}
    suggested = "、".join(f"{names[tag.topic]} {tag.score:g}" for tag in found) or lexicon.general
    why = "；".join(f"{names[tag.topic]}：{_why(tag.reasons)}" for tag in found)
    words = " ".join(_words(place).split())
    begin = words if len(words) <= SHOWN else words[:SHOWN] + "…"
    return [
        source.path, source.part, where((*place.above, section)), begin, suggested, why, _now(place, resolved), "",
        section_key(section.id), place.mark,
    ]  # fmt: skip


def where(line: Sequence[Section]) -> str:
    """A section's place by the numbers on the way to it: 二（一）3; words where there is no number."""
    steps = [_step(section) for section in line]
    return "".join(steps) or "全文开头"


def _step(section: Section) -> str:
    if section.kind == "root":
        return ""
    if section.kind in ADDED:
        return ADDED[section.kind]
    return section.ordinal.text.rstrip("、.．，, ") if section.ordinal else f"“{section.heading[:10]}”"


def _words(place: Place) -> str:
    """Heading and first words, the number left to its own column."""
    section = place.section
    if section.kind == "root":
        return place.document.meta.title or ""
    return section.heading or next((line.text for block in section.body for line in block.lines), "")


def _why(reasons: Sequence[Reason]) -> str:
    words = "、".join(f"{r.word}×{r.count}{PLACES.get(r.place, '')}" for r in reasons[:REASONS])
    return words + (" 等" if len(reasons) > REASONS else "")


def _now(place: Place, resolved: Resolved) -> str:
    if place.key in resolved.standing:
        return resolved.standing[place.key].words
    stale = resolved.changed.get(place.key)
    return f"{stale.words}（文字已改，没有用上，请再看）" if stale else ""


def asked(
    table: Sequence[Sequence[str]], file: str, lexicon: Lexicon
) -> tuple[tuple[Decision, ...], tuple[Diagnostic, ...]]:
    """What the clerk wrote into a table, and the rows of it that cannot be used; `file` names it in the messages."""
    at = columns(table[0]) if table else {}
    absent = next((name for name in (FILE, SECTION, MARK, CHANGE) if name not in at), "")
    if absent:
        return (), (Diagnostic("T151", Loc(file, 1), (absent,)),)
    known: dict[tuple[str, ...], Decision] = {}
    found: list[Diagnostic] = []
    for number, row in enumerate(table[1:], 2):
        cells = {name: cell(row, at.get(name)) for name in (FILE, PART, SECTION, MARK, CHANGE, BEGIN)}
        if cells[CHANGE]:
            one, problems = _asked(cells, Loc(file, number), lexicon)
            found += problems
            if one:
                found += _twice(known, one, Loc(file, number))
                known[one.path, one.part, one.section] = one
    return tuple(known.values()), tuple(found)


def _asked(cells: dict[str, str], loc: Loc, lexicon: Lexicon) -> tuple[Decision | None, list[Diagnostic]]:
    """The decision of one row, None when it cannot be used."""
    if not cells[FILE] or not cells[SECTION] or not cells[MARK]:
        return None, [Diagnostic("T153", loc, (cells[BEGIN] or cells[FILE],))]
    if cells[CHANGE] == AUTOMATIC:
        return decision(cells, None, loc.line), []
    names = topics(cells[CHANGE])
    given = [name for name in names if name != lexicon.general or len(names) > 1]
    unknown = next((name for name in given if not lexicon.topic(name)), None)
    if unknown is not None:
        known = "、".join(topic.name for topic in lexicon.topics)
        return None, [Diagnostic("T152", loc, (unknown, known))]
    proper = dict.fromkeys(topic.name for name in given if (topic := lexicon.topic(name)))
    return decision(cells, tuple(proper), loc.line), []


def _twice(known: Mapping[tuple[str, ...], Decision], one: Decision, loc: Loc) -> list[Diagnostic]:
    """A finding when an earlier row says something else about the same section."""
    other = known.get((one.path, one.part, one.section))
    return [Diagnostic("T159", loc, (str(other.row),))] if other and other.topics != one.topics else []


def choices(lexicon: Lexicon) -> tuple[str, ...]:
    """What a drop-down of the column 改为 offers."""
    return (*(topic.name for topic in lexicon.topics), NONE, AUTOMATIC)
