"""What hangs on a PDF besides its pages: attachments, annotations, fields of forms. Named, never opened. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjectNotFound, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

_MOST = 1000
"""Remarks of a page and attachments of a document that are shown."""
_LOOKED_AT = 10_000
"""Entries of one list: links and fields without words are among them."""
_DEEP = 8
"""Levels of the tree of attachments' names."""
_LONGEST = 2000
"""Characters of a remark that are shown."""
_BROKEN = (PSException, PDFObjectNotFound, TypeError, ValueError, AttributeError, KeyError, RecursionError)


@dataclass(slots=True)
class Extras:
    """Words that hang on a page or a document."""

    words: list[str] = field(default_factory=list)
    cut: bool = False
    """Whether there is more: too much, too long, or broken."""

    def add(self, text: str) -> None:
        """One more; a long one is cut, one too many is not taken."""
        if not text:
            return
        self.cut = self.cut or len(text) > _LONGEST or self.full
        if not self.full:
            self.words.append(text[:_LONGEST])

    @property
    def full(self) -> bool:
        """Whether no more is taken."""
        return len(self.words) >= _MOST


def remarks(page: PDFPage) -> Extras:
    """The words that readers wrote on a page and into its form: comments, text fields. Links have none."""
    found = Extras()
    for entry in _listed(page.annots, found):
        try:
            found.add(_words(resolve1(entry)))
        except _BROKEN:
            found.cut = True
    return found


def _listed(entries: object, found: Extras) -> list[object]:
    """The entries of an array, of a very long one the first."""
    try:
        rows = resolve1(entries)
    except _BROKEN:
        found.cut = True
        return []
    whole = rows if isinstance(rows, list) else []
    found.cut = found.cut or len(whole) > _LOOKED_AT
    return whole[:_LOOKED_AT]


def _words(entry: object) -> str:
    """What a reader sees of an annotation: its comment or, for a field, its value."""
    if not isinstance(entry, dict):
        return ""
    kind = resolve1(entry.get("Subtype"))
    name = kind.name if isinstance(kind, PSLiteral) else ""
    value = resolve1(entry.get("V" if name == "Widget" else "Contents"))
    return decode_text(value).strip() if isinstance(value, bytes) and name != "Link" else ""


def attachments(document: PDFDocument) -> Extras:
    """Names of the files that the document carries."""
    found = Extras()
    try:
        names = resolve1(document.catalog.get("Names"))
        if isinstance(names, dict):
            _add_names(names.get("EmbeddedFiles"), found, _DEEP)
    except _BROKEN:
        found.cut = True
    return found


def _add_names(branch: object, found: Extras, deep: int) -> None:
    """The keys of a name tree (ISO 32000-1, 7.9.6)."""
    tree = resolve1(branch)
    if not isinstance(tree, dict):
        return
    if found.full or not deep:
        found.cut = True
        return
    for key in map(resolve1, _listed(tree.get("Names"), found)[::2]):
        if isinstance(key, bytes):
            found.add(decode_text(key))
    for child in _listed(tree.get("Kids"), found):
        _add_names(child, found, deep - 1)
