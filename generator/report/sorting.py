"""Whose findings are whose: a document's own, those on files that were left out, those on the site as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..accepted import Settled, Waiver
from ..codes import CODES
from ..diagnostics import severity
from ..model import Document
from ..source import Diagnostic

GRADES = ("error", "warning", "info")
SIDECAR = ".yml"
PASSED_OVER = frozenset({"R112", "R113", "R114", "R116", "R117", "R123", "R159"})
"""Codes that say why a file is not taken for a document; no failure."""


@dataclass(frozen=True, slots=True)
class Sorted:
    """All findings of a build, each in one place, the gravest first."""

    documents: dict[str, list[Diagnostic]]
    """Document id → findings on its file, its data file included."""
    left_out: dict[str, list[Diagnostic]]
    """Path of a file that should be on the site and is not → why."""
    passed_over: dict[str, list[Diagnostic]]
    """Path of a file that is no document → what it is: a picture, a table, a link, a draft."""
    site: list[Diagnostic]
    """On the set-up, the pages, the engine."""
    accepted: tuple[tuple[Diagnostic, Waiver], ...]
    """What the clerk has accepted, and by which line; it is in none of the others."""
    offers: Mapping[Diagnostic, str]
    """Warning → the line that accepts it."""


def sort(documents: Sequence[Document], found: Settled) -> Sorted:
    """Put every finding where the clerk looks for it."""
    files: dict[str, list[Document]] = {}
    for document in sorted(documents, key=_begin):
        files.setdefault(document.source.path, []).append(document)
    beside = {path.rpartition(".")[0] + SIDECAR: path for path in files}
    own: dict[str, list[Diagnostic]] = {document.id: [] for document in documents}
    failed = left_out(found.open)
    rest: dict[str, list[Diagnostic]] = {}
    site: list[Diagnostic] = []
    for finding in sorted(found.open, key=lambda d: (GRADES.index(severity(d)), d.loc.file, d.loc.line)):
        file = finding.loc.file
        if holders := files.get(file) or files.get(beside.get(file, "")):
            own[_holder(holders, finding.loc.line if file in files else 0).id].append(finding)
        elif finding.code.startswith("R") or file in failed:
            rest.setdefault(file, []).append(finding)
        else:
            site.append(finding)
    passed = {file: ones for file, ones in rest.items() if file not in failed}
    out = {file: ones for file, ones in rest.items() if file in failed}
    return Sorted(own, out, passed, site, found.accepted, found.offers)


def passed_over(found: Iterable[Diagnostic]) -> frozenset[str]:
    """Files that are not taken for documents."""
    return frozenset(d.loc.file for d in found if d.code in PASSED_OVER)


def left_out(found: Iterable[Diagnostic]) -> frozenset[str]:
    """Files that should be on the site and are not: an error in reading leaves a file out whole, and so does a 密级."""
    return frozenset(d.loc.file for d in found if _leaves_out(d))


def _leaves_out(found: Diagnostic) -> bool:
    return severity(found) == "error" and (found.code.startswith("R") or CODES[found.code].until_accepted)


def _begin(document: Document) -> int:
    return document.source.lines[0].number if document.source.lines else 0


def _holder(documents: Sequence[Document], line: int) -> Document:
    """Which document of a file a line belongs to: the last one that begins at it or before, else the first."""
    return documents[max(bisect_right(documents, line, key=_begin) - 1, 0)]
