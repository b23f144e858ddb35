"""Whose findings are whose: a document's own, those on files that were left out, those on the site as a whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..diagnostics import severity
from ..model import Document
from ..source import Diagnostic

GRADES = ("error", "warning", "info")
SIDECAR = ".yml"


@dataclass(frozen=True, slots=True)
class Sorted:
    """All findings of a build, each in one place, the gravest first."""

    documents: dict[str, list[Diagnostic]]
    """Document id → findings on its file, its data file included."""
    left_out: dict[str, list[Diagnostic]]
    """Path of a file that is not on the site → why."""
    site: list[Diagnostic]
    """On the set-up, the pages, the engine."""


def sort(documents: Sequence[Document], found: Iterable[Diagnostic]) -> Sorted:
    """Put every finding where the clerk looks for it."""
    files: dict[str, list[Document]] = {}
    for document in sorted(documents, key=_begin):
        files.setdefault(document.source.path, []).append(document)
    beside = {path.rpartition(".")[0] + SIDECAR: path for path in files}
    own: dict[str, list[Diagnostic]] = {document.id: [] for document in documents}
    left_out: dict[str, list[Diagnostic]] = {}
    site: list[Diagnostic] = []
    for finding in sorted(found, key=lambda d: (GRADES.index(severity(d)), d.loc.file, d.loc.line)):
        file = finding.loc.file
        if holders := files.get(file) or files.get(beside.get(file, "")):
            own[_holder(holders, finding.loc.line if file in files else 0).id].append(finding)
        elif finding.code.startswith("R"):
            left_out.setdefault(file, []).append(finding)
        else:
            site.append(finding)
    return Sorted(own, left_out, site)


def _begin(document: Document) -> int:
    return document.source.lines[0].number if document.source.lines else 0


def _holder(documents: Sequence[Document], line: int) -> Document:
    """Which document of a file a line belongs to: the last one that begins at it or before, else the first."""
    return documents[max(bisect_right(documents, line, key=_begin) - 1, 0)]
