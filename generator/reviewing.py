"""The clerk's review of topics on disk: the table out, and what was written into it back in (effect)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from . import pipeline, review, spreadsheet
from .config import Config
from .diagnostics import severity
from .model import Document
from .output import write
from .progress import Track, plainly
from .review import addresses, decisions, table
from .source import Diagnostic, Loc

NAME = "review.xlsx"
"""What the table is called below BUILD when it is given no other name."""
SUFFIXES = (".csv", ".xlsx")
TITLE = "主题复核"
UNTAKEN = ("T151", "T152")
"""Codes that say: what the clerk wrote there is not understood yet."""


def export(
    site: Config, file: Path, *, force: bool = False, track: Track = plainly
) -> tuple[int, tuple[Diagnostic, ...]]:
    """Write the table of all sections with their automatic topics; how many, and files that are left out.

    A table that holds decisions which were not imported yet is not written over without `force`.
    """
    documents, left_out = _documents(site, track)
    refused = _claimed(site, file) or (() if force else _unsaved(site, file, documents))
    if refused:
        return 0, refused
    tags, _ = pipeline.tagged(documents, site, {})
    rows = table.rows(documents, tags, site.lexicon, addresses.resolve(site.decisions, documents))
    problems = write.file(file, _written(site, file, rows))
    return len(rows) - 1, left_out + problems


def take(site: Config, file: Path, *, track: Track = plainly) -> tuple[review.Imported | None, tuple[Diagnostic, ...]]:
    """Take what the clerk wrote into a table into the site's decisions; None when nothing was taken."""
    try:
        rows = spreadsheet.read(file.read_bytes())
    except OSError as error:
        return None, (Diagnostic("T150", Loc(file.name), (write.reason(error),)),)
    except spreadsheet.Unreadable as error:
        return None, (Diagnostic("T150", Loc(file.name), (str(error),)),)
    documents, _ = _documents(site, track)
    imported = review.merge(site.decisions, rows, file.name, documents, site.lexicon)
    if any(severity(one) == "error" for one in imported.diagnostics):
        return None, imported.diagnostics
    problems = write.file(site.content / decisions.TABLE, spreadsheet.csv(decisions.rows(imported.decisions)))
    return (None if problems else imported), imported.diagnostics + problems


def _documents(site: Config, track: Track) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """The documents, and why others are left out."""
    sources, unread = pipeline.read(site, track)
    documents, found = pipeline.understand(sources, track)
    return documents, tuple(one for one in unread + found if severity(one) == "error")


def _claimed(site: Config, file: Path) -> tuple[Diagnostic, ...]:
    """Makes BUILD ours when the table goes there: it may be the first thing that does."""
    inside = file.resolve().is_relative_to(site.build.resolve())
    return write.claim(site.build, site.content) if inside else ()


def _unsaved(site: Config, file: Path, documents: Sequence[Document]) -> tuple[Diagnostic, ...]:
    """Why a file must not be written over: it is no such table, or says what the site's decisions do not."""
    if not file.exists():
        return ()
    try:
        rows = spreadsheet.read(file.read_bytes())
    except (OSError, spreadsheet.Unreadable):
        return (Diagnostic("E115", Loc(str(file)), ("它不是复核表",)),)
    now = review.merge(site.decisions, rows, file.name, documents, site.lexicon)
    before = review.merge(site.decisions, rows[:1], file.name, documents, site.lexicon)
    told = {place[:3] for place in set(map(_said, now.decisions)) ^ set(map(_said, before.decisions))}
    lines = {one.loc.line for one in now.diagnostics if one.code in UNTAKEN}
    count = len(told) + len(lines)
    return (Diagnostic("E115", Loc(str(file)), (f"里面有 {count} 处“改为”还没有导入",)),) if count else ()


def _said(one: decisions.Decision) -> tuple[str, str, str, str, tuple[str, ...] | None]:
    return one.path, one.part, one.section, one.mark, one.topics


def _written(site: Config, file: Path, rows: Sequence[Sequence[str]]) -> bytes:
    if file.suffix.lower() == ".csv":
        return spreadsheet.csv(rows)
    choices = {table.CHANGE: table.choices(site.lexicon)}
    return spreadsheet.xlsx(rows, title=TITLE, widths=table.WIDTHS, choices=choices)
