"""What has been read of a document so far, and where: the one changeable thing that the readers of its parts share."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from ...source import Line, Loc, Omission, Picture
from .. import limits
from ..normalise import Tally, logical_line
from . import pictures
from .graphics import Image
from .package import Package, Refused
from .wml import plain_words, w
from .words import BREAK, Note, Words


@dataclass(frozen=True, slots=True)
class Reference:
    """Where the text refers to a note."""

    note: Note
    mark: str
    """`[1]`; empty when the author's own mark stands in the text."""
    number: int
    column: int


@dataclass(slots=True)
class Progress:
    """A document while it is read."""

    path: str
    package: Package
    part: Package = field(init=False)
    """The package with the relationships of the part that is being read."""
    tally: Tally = field(default_factory=Tally)
    omitted: list[Omission] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    """Parts with charts and diagrams whose words have been kept."""
    number: int = 1
    """Paragraph of the body that is being read, from 1."""
    column: int = 0
    """Characters before the next ones that belong to this number."""
    last: int = 0
    """Number of the last paragraph that had words."""
    _marks: dict[tuple[str, str], str] = field(default_factory=dict)
    _numbered: int = 0
    _loaded: dict[str, tuple[str, bytes] | None] = field(default_factory=dict)
    """Pictures by name of their part: what is shown twice is loaded once."""
    _bytes: int = 0
    _comments: dict[str, str] | None = None
    """Words of comments by id, once they are needed."""

    def __post_init__(self) -> None:
        self.part = self.package

    def move(self, number: int) -> None:
        """Go on to a paragraph of the body."""
        if number != self.number:
            self.number, self.column = number, 0

    def lines(self, text: str) -> list[Line]:
        """The non-blank lines in some words, which stand here; the place moves on."""
        found = []
        for part in text.split(BREAK):
            line = logical_line(part, self.number, self.column, self.path, self.tally)
            self.column += len(part) + 1
            if line.text:
                found.append(line)
                self.last = self.number
        return found

    def leave_out(self, code: str, words: str = "") -> None:
        """Count something that is not part of the text, and keep its words."""
        self.tally.add(code, Loc(self.path, self.number, self.column))
        if words:
            self.omitted.append(Omission(self.number, words, code))

    def report(self, words: Words) -> None:
        """All that a paragraph leaves out, its comments too."""
        for code, text in words.left_out:
            self.leave_out(code, text)
        for id in words.comments:
            self.leave_out("R170", self._comment(id))

    def refer(self, note: Note) -> str:
        """The mark of a note that is referred to here; a note has one mark however often it is referred to."""
        known = self._marks.get((note.kind, note.id))
        if known is not None:
            return known
        self._numbered += not note.is_marked
        mark = "" if note.is_marked else f"[{self._numbered}]"
        self._marks[note.kind, note.id] = mark
        self.references.append(Reference(note, mark, self.number, self.column))
        return mark

    def carry(self, image: Image) -> None:
        """Take a picture along, or say that it could not be."""
        target = self.part.target(image.id)
        if target not in self._loaded:
            loaded = pictures.load(self.package, target, limits.PICTURES_TOTAL - self._bytes)
            self._loaded[target] = loaded
            self._bytes += len(loaded[1]) if loaded else 0
        found = self._loaded[target]
        if found:
            self.pictures.append(Picture(self.last, *found, image.alt))
        else:
            self.leave_out("R173", image.alt)

    def _comment(self, id: str) -> str:
        if self._comments is None:
            self._comments = _comments(self.package)
        return self._comments.get(id, "")


def _comments(package: Package) -> dict[str, str]:
    """Words of all comments by id; none when they cannot be read, for they are left out anyway."""
    try:
        root = package.part("comments")
    except Refused:
        root = None
    rows: list[etree._Element] = [] if root is None else list(root.iter(w("comment")))
    return {row.get(w("id"), ""): plain_words(row) for row in rows}
