"""What must hold for whatever a reader returns, and for the document that is made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from generator.codes import CODES
from generator.labels import own_text
from generator.model import Document
from generator.readers.normalise import physical_lines
from generator.source import Diagnostic, Line, Meta, Source
from generator.structure import checks, outline

# The rule of the ingest normaliser, written down a second time on purpose; a tab may stand in a text.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ue000-\uf8ff\ud800-\udfff"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
PLACED = ("txt", "md")
"""Formats whose places are those of the file's own characters."""


_HAN = re.compile("[\u3400-\u9fff]")
_COUNTING = frozenset(
    "〇零一二三四五六七八九十百千万萬亿億第章节条款项甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥壹贰叁肆伍陆柒捌玖拾"
)
"""What automatic numbering may add."""


class Broken(Exception):
    """Something that must hold does not."""


def check(source: Source | None, found: Sequence[Diagnostic], text: str | None) -> None:
    """Raise `Broken` when a reader's result breaks its contract; `text` = the decoded file, if it is a text file."""
    diagnostics(found)
    if source is None:
        demand(any(CODES[one.code].severity == "error" for one in found), "left out without an error")
        return
    demand(bool(source.lines), "a source without lines")
    _lines("line", source.lines)
    _rows(source.lines, ragged=source.format == "md")
    _lines("note", source.notes, strictly=False)
    _others(source)
    if source.format in PLACED and text is not None:
        _places(source.lines, physical_lines(text))
    _document(source)


def demand(holds: bool, what: str, shown: object = "") -> None:
    """Raise unless it holds; `what` is the same for the same fault, `shown` need not be."""
    if not holds:
        raise Broken(f"{what}: {shown!r:.200}" if shown != "" else what)


def diagnostics(found: Iterable[Diagnostic]) -> None:
    """Raise unless every finding has words, and arguments for all its placeholders."""
    for one in found:
        row = CODES.get(one.code)
        demand(row is not None, "unknown code", one)
        if row is None:
            return
        try:
            (row.message + row.hint).format(*one.args)
        except (IndexError, KeyError, ValueError):
            raise Broken(f"arguments do not fit the message: {one}") from None
        demand(one.loc.line >= 0 and one.loc.column >= 0, "no place", one)
        demand(all(isinstance(arg, str) for arg in one.args), "arguments are no words", one)


def _lines(kind: str, lines: Sequence[Line], *, strictly: bool = True) -> None:
    """Words and pieces of each, and places that ascend."""
    for line in lines:
        demand(bool(line.text), f"empty {kind}", line)
        joined = "\t".join(c.text for c in line.cells) if line.cells else line.text.strip()
        demand(line.text == joined, "row is not its cells" if line.cells else f"blanks around a {kind}", line.text)
        _line(kind, line)
        for cell in line.cells:
            demand(cell.text == cell.text.strip(), "blanks around a cell", cell.text)
            _line("cell", cell)
    for one, other in pairwise(lines):
        before, after = (one.number, one.column), (other.number, other.column)
        demand(before < after or (not strictly and before <= after), f"{kind}s not in order", (before, after))
        if strictly:
            demand(one.end <= after, f"{kind}s overlap", (one.end, after))


def _line(kind: str, line: Line) -> None:
    odd = FORBIDDEN.search(line.text)
    demand(not odd, f"forbidden character in a {kind}", line.text)
    demand(bool(line.pieces) and line.pieces[0].offset == 0, f"pieces of a {kind} do not begin at 0", line)
    offsets = [piece.offset for piece in line.pieces]
    demand(offsets == sorted(set(offsets)), f"pieces of a {kind} do not ascend", offsets)
    demand(offsets[-1] < max(len(line.text), 1), f"a piece of a {kind} lies behind its end", (offsets, line.text))
    demand(all(p.line >= 0 and p.column >= 0 for p in line.pieces), f"a piece of a {kind} has no place", line.pieces)
    demand(0 <= line.level <= 9 and line.indent >= 0, f"level or indent of a {kind}", (line.level, line.indent))


def _rows(lines: Sequence[Line], *, ragged: bool) -> None:
    """A table's first row is its head, and all its rows have as many cells; those of Markdown may be `ragged`."""
    for is_row, group in groupby(lines, key=lambda line: bool(line.cells)):
        if not is_row:
            continue
        size = 0
        for line in group:
            demand(size > 0 or line.head, "table without a head", line.text)
            size = len(line.cells) if line.head else size
            demand(ragged or len(line.cells) == size, "rows of different lengths", (size, line.text))


def _others(source: Source) -> None:
    """Omissions, pictures and pages."""
    for omission in source.omitted:
        demand(omission.reason in CODES, "omitted without a known reason", omission)
        demand(omission.line >= 0, "omission without a place", omission)
    for picture in source.pictures:
        demand(bool(re.fullmatch(r"[\x21-\x7e]+", picture.name)), "name of a picture", picture.name)
        demand(not FORBIDDEN.search(picture.alt), "forbidden character in the words of a picture", picture.alt)
    demand(list(source.pages) == sorted(source.pages), "pages not in order", source.pages)
    given(source.given)


def not_doubled(source: Source, raw: str) -> None:
    """Raise when a Han character is more often in the lines than in the raw text of the file.

    Notes and omissions do not count: a note may be referred to twice.
    """
    out = Counter(_HAN.findall("".join(line.text for line in source.lines)))
    there = Counter(_HAN.findall(raw))
    more = {char: (count, there[char]) for char, count in out.items() if count > there[char] and char not in _COUNTING}
    demand(not more, "characters doubled", more)


def given(meta: Meta) -> None:
    """What a file says about itself goes to the pages, too."""
    words = (meta.title, meta.subtitle, meta.issuer, meta.number, meta.speaker, meta.kind, *meta.topics)
    demand(not any(FORBIDDEN.search(text or "") for text in words), "forbidden character in what is given", words)


def _places(lines: Iterable[Line], physical: Sequence[str]) -> None:
    """Every character stands in the file where its piece says."""
    for line in lines:
        for part in line.cells or (line,):
            for offset, char in enumerate(part.text):
                number, column = part.at(offset)
                there = physical[number - 1][column : column + 1]
                demand(there == char or char == "\ufffd", "not at its place", (number, column, char, there))


def _document(source: Source) -> None:
    """The outline takes every source and loses no character of it."""
    document, found = outline.parse(source, "d")
    diagnostics((*found, *checks.check(document)))
    junk = Counter((o.line, o.text) for o in document.source.omitted)
    junk -= Counter((o.line, o.text) for o in source.omitted)
    kept = "".join(line.text for line in source.lines if not _taken(junk, line))
    notes = "".join(line.text for line in source.notes)
    demand(_squeezed(_flow(document)) == _squeezed(kept + notes), "words lost or moved by the outline")


def _taken(junk: Counter[tuple[int, str]], line: Line) -> bool:
    """Whether a line is one of those left out, which then is one less."""
    key = (line.number, line.text)
    junk[key] -= 1
    return junk[key] >= 0


def _flow(document: Document) -> str:
    """All words in reading order."""
    return "".join([*(p.line.text for p in document.front), *(own_text(s) for s in document.sections())])


def _squeezed(text: str) -> str:
    return "".join(text.split())
