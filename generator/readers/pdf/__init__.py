"""PDF files: text with places, put together to lines and paragraphs. Pure.

Nothing in a file is executed, opened or followed: scripts, links, attachments, forms and pictures are not touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from ...source import Diagnostic, Line, Loc, Omission, Piece, Source
from ..regions import Dropped
from . import health, opening
from .columns import Layout, layout
from .extras import Extras, attachments, remarks
from .flow import Flow, Placed, flow
from .glyphs import Interpreter, Picture, TooMuch
from .lines import lines
from .margins import setting
from .opening import Refused
from .paragraphs import blocks
from .printed import Printed
from .running_heads import running_heads
from .watermarks import without


@dataclass(frozen=True, slots=True)
class _Read:
    """The pages of a document, and what is known of them."""

    pages: tuple[Layout, ...]
    aside: tuple[tuple[str, ...], ...]
    """Of each page: turned words, watermarks, words beyond its edge."""
    remarks: tuple[Extras, ...]
    """Of each page: words in annotations and form fields."""
    pictures: tuple[tuple[Picture, ...], ...]
    """Of each page."""
    attachments: Extras
    """Their names."""
    count: health.Count


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A .pdf file as paragraphs; None when it must be left out whole (the findings say why)."""
    try:
        opening.inspect(data, path)
        return _source(_attempt(data, path), data, path)
    except Refused as refused:
        return None, (refused.finding,)


def _attempt(data: bytes, path: str) -> _Read:
    """The pages; from a file that another library wrote anew when the first reading fails. Raises Refused."""
    try:
        return _pages(data, path)
    except Refused as refused:
        again = opening.rewritten(data) if refused.finding.code in _ANOTHER_TRY else None
        if again is None:
            raise
        return _pages(again, path)


_ANOTHER_TRY = ("R180", "R183")
"""Broken, or its characters without a meaning."""


def _pages(data: bytes, path: str) -> _Read:
    """All pages, one after the other; only their lines are kept. Raises Refused."""
    try:
        return _unguarded(data, path)
    except Refused:
        raise
    except TooMuch as problem:
        raise Refused("R184", path, str(problem)) from None
    except Exception as problem:  # the library fails in many ways on broken files
        raise Refused("R180", path, f"内部结构有错（{type(problem).__name__}）") from None


def _unguarded(data: bytes, path: str) -> _Read:
    """The same; raises whatever a broken file makes the library raise."""
    document = opening.document(data, path)
    interpreter, count = Interpreter(), health.Count([])
    pages, aside, said, shown = [], [], [], []
    columned: Layout | None = None
    for page in opening.pages(document, path):
        sheet = interpreter.sheet(page)
        count.add(sheet)
        text, marks = without(sheet.glyphs)
        pages.append(layout(replace(sheet, glyphs=tuple(text)), columned))
        columned = pages[-1] if pages[-1].gutter else columned
        aside.append((*sheet.turned, *marks, *filter(None, [sheet.outside])))
        said.append(remarks(page))
        shown.append(sheet.pictures)
    if not pages:
        raise Refused("R180", path, "一页也没有")
    if health.is_scanned(count.characters):
        raise Refused("R182", path, str(len(health.missing(count.characters))), str(len(pages)))
    if count.garbled:
        raise Refused("R183", path)
    return _Read(tuple(pages), tuple(aside), tuple(said), tuple(shown), attachments(document), count)


def _source(found: _Read, data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """From pages to paragraphs, and what to say about it."""
    stream = flow(found.pages, [len(words) for words in found.aside])
    dropped = Dropped(path)
    heads = running_heads(stream)
    for placed in stream.placed:
        if placed.number in heads and isinstance(placed.item, Printed):
            dropped.add(_plain(placed.item.text, placed.number), "R186")
    kept = [placed for placed in stream.placed if placed.number not in heads]
    measured = setting(stream, kept)
    body = tuple(lines(tuple(blocks(kept, measured)), measured, path, dropped.tally))
    _leave_out(found, stream, dropped)
    notes = (*_unseen(found, stream, kept, dropped), *_cut(found, stream, path), *_doubtful(stream, path))
    if not body:
        return None, (Diagnostic("R101", Loc(path)),)
    omitted = tuple(sorted(dropped.omitted, key=lambda omission: omission.line))
    digest = sha256(data).hexdigest()
    source = Source(path, digest, "pdf", "", body, omitted=omitted, pages=stream.first)
    return source, (*dropped.tally.diagnostics(), *notes)


def _leave_out(found: _Read, stream: Flow, dropped: Dropped) -> None:
    """Record what is not text: watermarks at the end of their page, remarks at its beginning."""
    ends = (*stream.first[1:], stream.last + 1)
    for page, words in enumerate(found.aside):
        for index, stretch in enumerate(words):
            dropped.add(_plain(stretch, ends[page] - len(words) + index), "R187")
        for remark in found.remarks[page].words:
            dropped.add(_plain(remark, stream.first[page]), "R189")
    for name in found.attachments.words:
        dropped.add(_plain(name, 1), "R189")


def _plain(text: str, number: int) -> Line:
    return Line(text, (Piece(0, number, 0),))


def _unseen(found: _Read, stream: Flow, kept: Sequence[Placed], dropped: Dropped) -> tuple[Diagnostic, ...]:
    """Warnings that name the pages without text (R185) and those with pictures (R200), which are left out."""
    words = Counter[int]()
    for placed in kept:
        words[placed.page] += placed.length
    covered = health.covers(found.pictures)
    unread = health.unread(found.count.characters, [words[page] for page in range(len(covered))], covered)
    shown = [page for page in health.illustrated(covered) if page not in unread]
    dropped.omitted += [Omission(stream.first[page], f"第 {page + 1} 页的图片", "R200") for page in shown]
    empty = [Diagnostic("R185", Loc(dropped.path), (health.named(unread),))] if unread else []
    first = Loc(dropped.path, stream.first[shown[0]] if shown else 0)
    pictures = [Diagnostic("R200", first, (str(len(shown)), health.named(shown)))] if shown else []
    return (*empty, *pictures)


def _cut(found: _Read, stream: Flow, path: str) -> tuple[Diagnostic, ...]:
    """A warning (R201) when not all remarks and attachments are shown, at the first page where it is so."""
    pages = [page for page, remarks in enumerate(found.remarks) if remarks.cut]
    if not pages and not found.attachments.cut:
        return ()
    return (Diagnostic("R201", Loc(path, stream.first[pages[0]] if pages else 1)),)


def _doubtful(stream: Flow, path: str) -> tuple[Diagnostic, ...]:
    """A warning (R188) for each page on which columns could not be told from a list."""
    pages = ((number, page) for number, page in enumerate(stream.pages) if page.doubtful)
    return tuple(Diagnostic("R188", Loc(path, stream.first[number]), (str(number + 1),)) for number, _ in pages)
