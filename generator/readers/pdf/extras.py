"""What hangs on a PDF besides its pages: attachments, annotations, fields of forms. Named, never opened. Pure."""

from __future__ import annotations

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjectNotFound, resolve1
from pdfminer.psexceptions import PSException
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text

_MOST = 1000
"""Annotations of a page and attachments of a document that are looked at."""
_DEEP = 8
"""Levels of the tree of attachments' names."""
_LONGEST = 2000
"""Characters of a remark that are shown."""
_BROKEN = (PSException, PDFObjectNotFound, TypeError, ValueError, AttributeError, KeyError, RecursionError)


def remarks(page: PDFPage) -> tuple[str, ...]:
    """The words that readers wrote on a page and into its form: comments, text fields. Links have none."""
    try:
        found = resolve1(page.annots) if page.annots else []
        rows = [resolve1(entry) for entry in list(found)[:_MOST]]
        return tuple(filter(None, (_words(row) for row in rows if isinstance(row, dict))))
    except _BROKEN:
        return ()


def _words(entry: dict[object, object]) -> str:
    """What a reader sees of an annotation: its comment or, for a field, its value."""
    kind = resolve1(entry.get("Subtype"))
    name = kind.name if isinstance(kind, PSLiteral) else ""
    value = resolve1(entry.get("V" if name == "Widget" else "Contents"))
    return decode_text(value)[:_LONGEST].strip() if isinstance(value, bytes) and name != "Link" else ""


def attachments(document: PDFDocument) -> tuple[str, ...]:
    """Names of the files that the document carries."""
    try:
        names = resolve1(document.catalog.get("Names"))
        tree = resolve1(names.get("EmbeddedFiles")) if isinstance(names, dict) else None
        return tuple(_names(tree, _DEEP))[:_MOST]
    except _BROKEN:
        return ()


def _names(tree: object, deep: int) -> list[str]:
    """The keys of a name tree (ISO 32000-1, 7.9.6)."""
    if not isinstance(tree, dict) or not deep:
        return []
    pairs = resolve1(tree.get("Names")) or []
    found = [decode_text(key) for key in map(resolve1, list(pairs)[: 2 * _MOST : 2]) if isinstance(key, bytes)]
    for child in list(resolve1(tree.get("Kids")) or [])[:_MOST]:
        found += _names(resolve1(child), deep - 1)
    return found[:_MOST]
