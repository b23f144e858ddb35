"""Files become documents: the stage that each file goes through by itself, on all cores or on other machines.

    bytes ─readers─▶ Source ─collection─▶ Sources ─structure─▶ Documents

`take` needs nothing but the bytes it is given, so any executor of `concurrent.futures`' kind can do the work, also one
whose workers are elsewhere. What was taken before, from the same bytes under the same name, is not taken again.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from . import memo, program, readers, slugs, structure, workers
from .memo import Memo
from .model import Document
from .readers import Fetched
from .source import Diagnostic, Source
from .structure import collection

STAGE, UNDERSTOOD = "documents", "understood"
"""What is kept from build to build, and what only while a build goes on."""
FEW = 12
"""Files that one process takes in faster than it starts others."""
BATCH = 256_000_000
"""Bytes of files that are in memory at a time."""
Understood = tuple[Document | None, tuple[Diagnostic, ...]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one file."""

    sources: tuple[Source, ...] = ()
    """Its documents as they were read; none when it is left out."""
    found: tuple[Diagnostic, ...] = ()
    """What there is to say of the reading."""
    understood: tuple[Understood, ...] = ()
    """Each source taken apart, under the address that it has unless a clerk gave that to two."""
    stamp: str = ""
    """`program.stamp` of the programs that did it."""


def take(file: Fetched) -> Taken:
    """The documents of one file."""
    source, problems = readers.read_fetched(file)
    parts, more = collection.split(source) if source else ((), ())
    understood = tuple(structure.understand(part, slugs.wanted(part)) for part in parts)
    return Taken(parts, (*problems, *more), understood, program.stamp())


def take_all(content: Path, paths: Iterable[str], kept: Memo, executor: Executor | None = None) -> Iterator[Taken]:
    """What came of each file, in order. `executor`: who does the work; None = this machine's cores."""
    for batch in _batches(content, paths):
        yield from _batch(batch, kept, executor)


def understand(source: Source, slug: str, kept: Memo) -> Understood:
    """A document under its address: as it was when its file was taken in, if that was the address."""
    return kept.cached(UNDERSTOOD, _address(source, slug), lambda: structure.understand(source, slug))


def _batches(content: Path, paths: Iterable[str]) -> Iterator[list[Fetched]]:
    batch, size = list[Fetched](), 0
    for path in paths:
        file = readers.fetch(content, path)
        batch.append(file)
        size += len(file.data or b"")
        if size > BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def _batch(files: Sequence[Fetched], kept: Memo, executor: Executor | None) -> Iterator[Taken]:
    keys = [_key(file) for file in files]
    known = [kept.get(STAGE, key, Taken) for key in keys]
    missing = [file for file, taken in zip(files, known, strict=True) if taken is None]
    fresh = _taken(missing, executor)
    for key, taken in zip(keys, known, strict=True):
        if taken is None:
            taken, data = next(fresh)
            if taken.sources:  # What was missing for the others, a program for example, may be there next time.
                kept.put(STAGE, key, taken, data)
        for source, understood in zip(taken.sources, taken.understood, strict=True):
            kept.cached(UNDERSTOOD, _address(source, slugs.wanted(source)), partial(_same, understood))
        yield taken


def _taken(files: Sequence[Fetched], executor: Executor | None) -> Iterator[tuple[Taken, bytes]]:
    """The work itself, and its result packed, if that is known.

    What an executor leaves undone, because its machines or the way to them failed, is done here.
    """
    done = 0
    if executor:
        with suppress(Exception):
            for taken in executor.map(take, files):
                done += 1
                # Another version elsewhere may read otherwise.
                yield (taken if taken.stamp == program.stamp() else take(files[done - 1])), b""
    for data in workers.spread(_packed, files[done:], least=FEW):
        yield pickle.loads(data), data


def _packed(file: Fetched) -> bytes:
    return memo.packed(take(file))


def _same(understood: Understood) -> Understood:
    return understood


def _key(file: Fetched) -> str:
    """Made of all that a file's documents depend on."""
    beside = repr((file.beside, file.beside_problems))
    return memo.key(file.path, file.data or b"", beside, readers.circumstances(file.path))


def _address(source: Source, slug: str) -> str:
    return memo.key(*source.key, source.sha256, repr(source.given), slug)
