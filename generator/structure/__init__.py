"""How official documents are built: from the lines of a source to a document with sections."""

from __future__ import annotations

from ..model import Document
from ..source import Diagnostic, Loc, Source
from . import checks, outline


def understand(source: Source, slug: str) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A document taken apart and looked over; a fault of ours costs this document and no other (None, O199)."""
    try:
        document, found = outline.parse(source, slug)
        return document, (*found, *checks.check(document))
    except Exception as error:
        return None, (Diagnostic("O199", Loc(source.path), (type(error).__name__,)),)
