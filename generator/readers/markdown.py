"""Markdown as clerks and collections of laws write it: a line stays a line, text is never eaten. Pure.

Marks of whole lines: `## heading` (also `##第一章`), a title underlined with === or ---, > quotes, ``` fences, rules,
| tables |, <!-- comments -->. No reflow of paragraphs, no indented code, no lists: `- `, `1. ` are the document's own
marks and stay. What is dropped with words in it becomes an `Omission`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..source import Diagnostic, Line, Loc, Omission, Piece, Source
from . import plain
from .marks import inline
from .normalise import merged, pick
from .regions import MARKS, Dropped, Row, without_comments, without_fences

_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}")
_UNDERLINE = re.compile(r"={3,}|-{3,}")
_HEADING = re.compile(
    r"(?P<marks>#{1,6})"
    r"(?:[ \t\u3000]+|(?=[\u3400-\u9fff〇《“①-⓿㈠-㉃]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、)）])|$)"
    r"(?P<words>.*)"
)
_QUOTE = re.compile(r"(?:>(?![=\d])[ \t]*)+")
_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_BULLET = re.compile(r"[-*+] |\d+[.)] ")
_TITLE_LENGTH = 80
_SENTENCE_END = tuple("。；，、！？：;,!?")


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A .md file: its lines without marks; None when it must be left out whole (the findings say why)."""
    source, found = plain.read(data, path)
    if source is None:
        return None, found
    lines, omitted, notes = parse(source.lines, path)
    if not lines:
        return None, (*found, *notes, Diagnostic("R101", Loc(path)))
    return replace(source, format="md", lines=lines, omitted=(*source.omitted, *omitted)), (*found, *notes)


def parse(lines: Sequence[Line], path: str) -> tuple[tuple[Line, ...], tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """Lines of Markdown source to lines of text, what was left out, and findings (R130, R132, R133, R134)."""
    dropped = Dropped(path)
    rows = tuple(without_comments(without_fences(lines, dropped), dropped))
    found = tuple(_blocks(rows, dropped))
    return found, tuple(sorted(dropped.omitted, key=lambda o: o.line)), dropped.tally.diagnostics()


def _blocks(rows: Sequence[Row], dropped: Dropped) -> Iterator[Line]:
    """Rows to lines of text, block by block."""
    index = 0
    while index < len(rows):
        row = rows[index]
        size = _table_size(rows, index)
        level = 0 if size else _underlined(rows, index)
        if row.literal:
            yield row.line
        elif size:
            yield from _table([row.line for row in rows[index : index + size]], dropped)
        elif level:
            yield from _words(row.line, level, dropped)
            dropped.add(rows[index + 1].line, MARKS)
        else:
            yield from _line(row.line, dropped)
        index += size or (2 if level else 1)


def _follows(rows: Sequence[Row], index: int) -> bool:
    """Whether a row stands directly below the row before it, both outside fences."""
    if not 0 < index < len(rows) or rows[index].literal or rows[index - 1].literal:
        return False
    return rows[index].line.number - rows[index - 1].line.number <= 1


def _underlined(rows: Sequence[Row], index: int) -> int:
    """Level of a title that is underlined: it stands alone above its underline and is no sentence; 0 = none."""
    text = rows[index].line.text
    if not _follows(rows, index + 1) or not _UNDERLINE.fullmatch(rows[index + 1].line.text):
        return 0
    if _follows(rows, index) and not _alone(rows[index - 1].line.text):
        return 0
    title = not (_alone(text) or _BULLET.match(text) or text.endswith(_SENTENCE_END) or len(text) > _TITLE_LENGTH)
    return (1 if rows[index + 1].line.text[0] == "=" else 2) if title else 0


def _alone(text: str) -> bool:
    """Whether a line can be no part of a paragraph: headings, rules, underlines, quotes."""
    return bool(_HEADING.fullmatch(text) or _RULE.fullmatch(text) or _UNDERLINE.fullmatch(text) or text[:1] == ">")


def _line(line: Line, dropped: Dropped) -> Iterator[Line]:
    """A row that belongs to no table and has no underline."""
    quote = _QUOTE.match(line.text)
    inner = line.cut(quote.end()) if quote else line
    heading = _heading(inner.text)
    if not inner.text or _RULE.fullmatch(inner.text) or (heading and not heading["words"]):
        dropped.add(line, MARKS)
    elif heading:
        start = heading.start("words")
        yield from _words(inner.cut(start, start + _closed(heading)), len(heading["marks"]), dropped)
    else:
        for part in _broken(inner, dropped):
            yield from _words(part, 0, dropped)


def _heading(text: str) -> re.Match[str] | None:
    """A line that begins with # marks; `#话题#` and `#话题 #话题` are words."""
    match = _HEADING.fullmatch(text)
    return None if match and _tight(match) and "#" in match["words"][: _closed(match)] else match


def _tight(heading: re.Match[str]) -> bool:
    """Whether no blank stands after the marks."""
    return heading.end("marks") == heading.start("words")


def _closed(heading: re.Match[str]) -> int:
    """Length of a heading's words without the # marks that close it (`## 总则 ##`, `##总则##`)."""
    words = heading["words"]
    bare = words.rstrip("#")
    twin = _tight(heading) and len(heading["marks"]) == len(words) - len(bare) > 1
    return len(bare.rstrip()) if twin or bare[-1:].isspace() else len(words)


def _broken(line: Line, dropped: Dropped) -> Iterator[Line]:
    """A line cut where `<br>` stands."""
    start = 0
    for match in _BREAK.finditer(line.text):
        dropped.add(line, "R134", *match.span())
        yield pick(line, [(start, match.start())])
        start = match.end()
    yield pick(line, [(start, len(line.text))]) if start else line


def _words(line: Line, level: int, dropped: Dropped) -> Iterator[Line]:
    """A line of text without its inline marks; nothing when only marks were there."""
    found = _inline(line, dropped)
    if found.text:
        yield replace(found, level=level) if level else found


def _inline(line: Line, dropped: Dropped) -> Line:
    found, cuts = inline(line)
    for cut in cuts:
        dropped.add(line, cut.code, cut.start, cut.end)
    return found


def _table_size(rows: Sequence[Row], index: int) -> int:
    """Rows of the table that begins here, its line of dashes included; 0 = none begins."""
    if not _follows(rows, index + 1) or "|" not in rows[index].line.text:
        return 0
    dashes = rows[index + 1].line.text
    if "|" not in dashes or not _DELIMITER.fullmatch(dashes):
        return 0
    if len(_cells(rows[index].line.text)) != len(_cells(dashes)):
        return 0
    size = 2
    while _follows(rows, index + size) and "|" in rows[index + size].line.text:
        size += 1
    return size


def _table(lines: Sequence[Line], dropped: Dropped) -> Iterator[Line]:
    """The rows of a table as lines with cells."""
    dropped.add(lines[1], MARKS)
    for line in (lines[0], *lines[2:]):
        row = _joined(line, dropped)
        if row.text:
            yield replace(row, head=line is lines[0])
        else:
            dropped.add(line, MARKS)


def _cells(text: str) -> list[tuple[int, int]]:
    """Stretches of a row between its pipes; those at its ends enclose nothing."""
    pipes = [match.start() for match in _PIPE.finditer(text)]
    starts = [0, *(pipe + 1 for pipe in pipes)]
    spans = list(zip(starts, [*pipes, len(text)], strict=True))
    first = 1 if pipes and pipes[0] == 0 else 0
    last = -1 if pipes and pipes[-1] == len(text) - 1 and len(spans) > first + 1 else None
    return spans[first:last]


def _joined(line: Line, dropped: Dropped) -> Line:
    """A row of a table: its cells, and their words joined by tabs (a tab stands where the pipe did)."""
    cells: list[Line] = []
    pieces: list[Piece] = []
    length = 0
    for start, end in _cells(line.text):
        cell = _inline(pick(line, [(start, end)]), dropped)
        cells.append(cell)
        pieces += [Piece(length + piece.offset, piece.line, piece.column) for piece in cell.pieces]
        length += len(cell.text) + 1
        pieces.append(Piece(length - 1, *line.at(end)))
    text = "\t".join(cell.text for cell in cells)
    used = (piece for piece in merged(pieces) if piece.offset < max(len(text), 1))
    return Line(text if text.strip() else "", tuple(used), cells=tuple(cells), indent=line.indent)
