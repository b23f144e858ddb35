"""Word files (.docx, .docm): WordprocessingML of ECMA-376, transitional and strict. Pure.

    bytes ─package─▶ parts ─body, tables, words─▶ lines with looks ─looks─▶ lines with hints

Word's numbers are computed (`numbering`), tracked insertions are in, deletions, hidden text, comments, field codes,
running heads out and counted. Nothing outside the file is opened, macros are not even read.
"""

from __future__ import annotations

from hashlib import sha256

from ...source import Diagnostic, Loc, Source
from . import looks
from .body import Body
from .notes import notes, running_heads
from .numbering import Numbering
from .package import Package, Refused, open_package
from .progress import Progress
from .styles import Styles
from .wml import w


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A Word file: its lines, notes and pictures; None when it must be left out whole (the findings say why)."""
    try:
        return _read(open_package(data), sha256(data).hexdigest(), path)
    except Refused as refused:
        return None, (Diagnostic(refused.code, Loc(path), refused.words),)


def _read(package: Package, digest: str, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The text of an opened package; raises `Refused`."""
    root = package.xml(package.main)
    if root.tag != w("document"):
        raise Refused("R160", "别的东西")
    styles = package.part("styles")
    progress = Progress(path, package)
    body = Body(progress, Styles.parse(styles), Numbering.parse(package.part("numbering"), styles))
    seen = body.read(root)
    notices, lost = notes(body)
    heads, found = running_heads(body)
    found = (*progress.tally.diagnostics(), *lost, *found, *_macros(package, path))
    if not seen:
        return None, (*found, Diagnostic("R101", Loc(path)))
    omitted = tuple(sorted((*heads, *progress.omitted), key=lambda omission: omission.line))
    pictures = tuple(sorted(progress.pictures, key=lambda picture: picture.line))
    lines = looks.hinted(seen)
    return Source(path, digest, "docx", "", lines, omitted=omitted, notes=notices, pictures=pictures), found


def _macros(package: Package, path: str) -> tuple[Diagnostic, ...]:
    found = any(relation.kind == "vbaProject" for relation in package.relations.values())
    return (Diagnostic("R179", Loc(path)),) if found else ()
