"""Decoded text to clean lines, each character with its place in the source. Pure.

Physical lines are those of splitting on LF after CRLF became LF (CR, where a file has no LF at all). Other line ends
(CR, VT, FF, NEL, LS, PS) cut a physical line into several logical ones. Characters that nobody can see or that a page
cannot hold are dropped or shown as U+FFFD, and counted (the ingest normaliser of the security notes).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ..source import Diagnostic, Line, Loc, Piece

_BREAK = re.compile("[\r\v\f\x85\u2028\u2029]")
_NONCHARACTERS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_REPLACED = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef" + _NONCHARACTERS
_INVISIBLE = "\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_ODD = re.compile(f"(?P<R120>[{_REPLACED}])|(?P<R121>[{_INVISIBLE}])|(?P<R122>[{_PRIVATE}])")
_WIDE = {"\u3000": 2, "\t": 4}


@dataclass(slots=True)
class Tally:
    """How often something was met, by diagnostic code, and where first."""

    count: dict[str, int] = field(default_factory=dict)
    first: dict[str, Loc] = field(default_factory=dict)

    def add(self, code: str, loc: Loc) -> None:
        """One more of a kind."""
        self.count[code] = self.count.get(code, 0) + 1
        self.first.setdefault(code, loc)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One finding for each kind: its first place, and the count as argument."""
        return tuple(Diagnostic(code, self.first[code], (str(self.count[code]),)) for code in sorted(self.count))


def physical_lines(text: str) -> list[str]:
    """The lines as an editor counts them: split on LF, or on CR where there is no LF. `lines[n - 1]` is line n."""
    unix = text.replace("\r\n", "\n")
    return (unix if "\n" in unix else unix.replace("\r", "\n")).split("\n")


def place(text: str, offset: int) -> tuple[int, int]:
    """Physical line (1-based) and column (0-based) of the character at an offset of the decoded text."""
    before = text[:offset].replace("\r\n", "\n")
    end = "\n" if "\n" in text else "\r"
    return before.count(end) + 1, len(before) - (before.rfind(end) + 1)


def normalise(text: str, path: str) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """The non-blank lines of a text, stripped, and what was dropped or replaced (R120, R121, R122)."""
    tally = Tally()
    found = []
    for number, physical in enumerate(physical_lines(text), 1):
        for column, part in _logical(physical):
            line = logical_line(part, number, column, path, tally)
            if line.text:
                found.append(line)
    return tuple(found), tally.diagnostics()


def tidy(text: str) -> str:
    """A short text on one line: odd characters dropped, runs of blanks made one space."""
    return " ".join(_ODD.sub("", text).split())


def _logical(physical: str) -> Iterator[tuple[int, str]]:
    """The logical lines in a physical one, each with its column."""
    start = 0
    for end in _BREAK.finditer(physical):
        yield start, physical[start : end.start()]
        start = end.end()
    yield start, physical[start:]


def logical_line(part: str, number: int, column: int, path: str, tally: Tally) -> Line:
    """One logical line without odd characters and outer blanks; its text is empty when nothing else was there."""
    if not _ODD.search(part):
        return _stripped(part, number, column)
    words: list[str] = []
    pieces = [Piece(0, number, column)]
    start = length = 0
    for odd in _ODD.finditer(part):
        code = odd.lastgroup or ""
        tally.add(code, Loc(path, number, column + odd.start()))
        words.append(part[start : odd.start()] + ("\ufffd" if code == "R120" else ""))
        start = odd.end()
        length += len(words[-1])
        if code != "R120":
            pieces.append(Piece(length, number, column + start))
    text = "".join(words) + part[start:]
    return Line(text, merged(pieces), indent=_width(text)).cut(0)


def _stripped(part: str, number: int, column: int) -> Line:
    """The quick way for the many lines without odd characters."""
    start = len(part) - len(part.lstrip())
    return Line(part.strip(), (Piece(0, number, column + start),), indent=_width(part) if start else 0)


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Without pieces that hold no character: of those at one offset the last counts."""
    return tuple({piece.offset: piece for piece in pieces}.values())


def pick(line: Line, spans: Iterable[tuple[int, int]]) -> Line:
    """The characters of a line in some half-open stretches, in order, as one line without outer blanks."""
    words, pieces, length = [], [Piece(0, line.number, line.column)], 0
    for start, end in spans:
        pieces.append(Piece(length, *line.at(start)))
        first = bisect_right(line.pieces, start, key=lambda piece: piece.offset)
        last = bisect_left(line.pieces, end, key=lambda piece: piece.offset)
        pieces.extend(Piece(length + p.offset - start, p.line, p.column) for p in line.pieces[first:last])
        words.append(line.text[start:end])
        length += end - start
    return Line("".join(words), merged(pieces), line.level, indent=line.indent).cut(0)


def row(cells: Sequence[Line]) -> Line:
    """A row of a table, at least one cell: their words joined by tabs; a tab stands where its cell ends."""
    pieces: list[Piece] = []
    length = 0
    for cell in cells:
        pieces += [Piece(length + piece.offset, piece.line, piece.column) for piece in cell.pieces]
        length += len(cell.text) + 1
        pieces.append(Piece(length - 1, *cell.end))
    text = "\t".join(cell.text for cell in cells)
    used = (piece for piece in merged(pieces) if piece.offset < max(len(text), 1))
    return Line(text, tuple(used), cells=tuple(cells))


def _width(text: str) -> int:
    """Columns of the blanks before a text: a full-width blank is two wide, a tab four."""
    blanks = text[: len(text) - len(text.lstrip())]
    return sum(_WIDE.get(blank, 1) for blank in blanks)
