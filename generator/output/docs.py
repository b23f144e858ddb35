"""The pages of documents below BUILD/docs, written on all cores (effect); those made of the same things stay."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .. import memo, workers
from ..memo import Memo
from ..pages import depends, document
from ..pages.beside import Beside
from ..results import Page, Sheet
from ..review import sheets
from ..source import Diagnostic, Loc
from . import write
from .layout import DOCS

STAGE = "pages"
FEW = 8
"""Documents whose pages one process writes faster than it starts others."""


@dataclass(frozen=True, slots=True)
class Put:
    """A page as it was written."""

    path: str
    """Below docs/."""
    sheet: Sheet
    checksum: str
    size: int
    written: int
    """When, in nanoseconds, as the disk says."""


@dataclass(frozen=True, slots=True)
class Puts:
    """The pages of one document in reading order."""

    pages: tuple[Put, ...]
    outside: tuple[str, ...] = ()
    """Paths that must not be written, for they lead out of docs/; then none was."""


def put(known: Beside, build: Path, kept: Memo) -> tuple[tuple[Put, ...], tuple[Diagnostic, ...]]:
    """Brings the pages of all documents up to date, a document's in reading order; what went wrong, if anything."""
    docs = build / DOCS
    keys = [memo.key(text) for text in depends.parts(known)]
    make, spread = partial(_write, known, docs), partial(workers.spread, least=FEW, copied=True)
    try:
        puts = memo.remembered(kept, STAGE, keys, make, spread, Puts, partial(_stand, docs))
    except OSError as error:
        return (), (Diagnostic("E103", Loc(str(build)), (write.reason(error),)),)
    outside = [Diagnostic("E104", Loc(str(build)), (path,)) for done in puts for path in done.outside]
    return tuple(one for done in puts for one in done.pages), tuple(outside)


def _stand(docs: Path, done: Puts) -> bool:
    """Whether pages that are kept are still as they were written."""
    return not done.outside and all(map(partial(_stands, docs), done.pages))


def _stands(docs: Path, one: Put) -> bool:
    try:
        state = (docs / one.path).stat()
    except OSError:
        return False
    return (state.st_size, state.st_mtime_ns) == (one.size, one.written)


def _write(known: Beside, docs: Path, number: int) -> Puts:
    """Writes the pages of one document; those that must not be written, for they would lie outside of docs/."""
    own = list(document.of_one(known, known.context.corpus.documents[number]))
    if outside := [page.path for page in own if not write.is_inside(page.path)]:
        return Puts((), tuple(outside))
    return Puts(tuple(_put(docs, page) for page in own))


def _put(docs: Path, page: Page) -> Put:
    data = write.encoded(page.text)
    write.put(docs / page.path, data)
    state = (docs / page.path).stat()
    return Put(page.path, sheets.sheet(page), write.checksum(data), state.st_size, state.st_mtime_ns)
