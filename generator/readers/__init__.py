"""Reading the documents of a content folder: the effects. What a file says is found out by pure readers.

Text is read here; everything else in a child process with limits (`sandbox`), what only LibreOffice can read after it
has made a Word file of it (`office`). A new format is a row in `READERS`, a row in `sniff`, and a reader.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from ..codes import CODES
from ..source import Diagnostic, Loc, Meta, Source
from . import limits, markdown, metadata, office, plain, sandbox, sniff
from .encoding import decode
from .folder import SIDECAR, find, load, suffix_of, unknown
from .plausible import garbled

__all__ = ["READERS", "Fetched", "circumstances", "fetch", "find", "read", "read_bytes", "read_fetched", "read_file"]

Reading = tuple[Source | None, tuple[Diagnostic, ...]]
Reader = Callable[[bytes, str], Reading]
"""Bytes of a file and its path below content → the source, None when it must be left out; findings. Never raises."""


def _isolated(module: str, most: Callable[[int], limits.Limits] = lambda size: limits.CHILD) -> Reader:
    """The reader of a module, run in a child process with limits that may depend on the file's length."""
    return lambda data, path: sandbox.read(f"{__name__}.{module}:read", data, path, most(len(data)))


def _converted(format: str) -> Reader:
    """The reader of Word files, given what LibreOffice makes of a file."""
    return lambda data, path: _through_office(data, path, format)


_GARBLED = 2
"""More garbled places than these and a converted document is left out: a wrong encoding was stated in it."""

READERS: dict[str, Reader] = {
    "txt": plain.read,
    "md": markdown.read,
    "docx": _isolated("docx"),
    "html": _isolated("html"),
    "mht": _isolated("web_archive"),
    "pdf": _isolated("pdf", limits.for_pdf),
    **{format: _converted(format) for format in office.FORMATS},
}
"""Format, as `sniff` calls it → reader."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes of a document's file and of its sidecar."""

    path: str
    """Below the content folder."""
    data: bytes | None
    """None: it cannot be had, `problems` say why."""
    problems: tuple[Diagnostic, ...] = ()
    beside: bytes | None = None
    """Of the sidecar; None: there is none, or it cannot be had."""
    beside_problems: tuple[Diagnostic, ...] = ()


def fetch(content: Path, path: str) -> Fetched:
    """A document's bytes. Never raises."""
    data, problems = load(content, path)
    beside = _beside(path)
    there = data is not None and os.path.lexists(content / beside)
    return Fetched(path, data, problems, *(load(content, beside) if there else (None, ())))


def circumstances(path: str) -> str:
    """What besides a file's bytes decides what is read: where LibreOffice is needed, which, and how it is shut in."""
    return office.circumstances() if suffix_of(path).removeprefix(".") in office.FORMATS else ""


def read(content: Path, path: str) -> Reading:
    """One document, with what its sidecar says; None when it is left out, and the findings say why. Never raises."""
    return read_fetched(fetch(content, path))


def read_fetched(file: Fetched) -> Reading:
    """The same of bytes that were fetched before."""
    if file.data is None:
        return None, file.problems
    source, found = read_bytes(file.data, file.path)
    if source is None:
        return None, found
    given, notes = _sidecar(file)
    return replace(source, given=metadata.merge(given, source.given)), (*found, *notes)


def copies(content: Path, wanted: Iterable[tuple[str, str]]) -> tuple[tuple[str, bytes], ...]:
    """Files below the content folder as they are: `wanted` and the answer name where each shall lie."""
    found = ((there, load(content, path)[0]) for there, path in wanted)
    return tuple((there, data) for there, data in found if data is not None)


def read_file(path: Path) -> Reading:
    """A single file anywhere, as if its folder were the content folder."""
    real = Path(os.path.realpath(path))
    return read(real.parent, real.name)


def read_bytes(data: bytes, path: str) -> Reading:
    """A document by its content, whatever its name says (R150 when they disagree)."""
    suffix = suffix_of(path)
    kind = sniff.sniff(data, suffix)
    if kind.refusal:
        words = () if kind == sniff.LOCKED else (kind.words,)
        return None, (Diagnostic(kind.refusal, Loc(path), words),)
    if kind.format in ("txt", "md") and len(data) > limits.TEXT_SIZE:
        sizes = tuple(f"{size / limits.MIB:.0f}" for size in (len(data), limits.TEXT_SIZE))
        return None, (Diagnostic("R111", Loc(path), sizes),)
    if kind.format == "txt" and suffix != ".txt":
        return _unexpected_text(data, path)
    note = () if sniff.expected(kind, suffix) else (_misnamed(path, kind),)
    source, found = READERS[kind.format](data, path)
    return source, (*note, *found)


def _unexpected_text(data: bytes, path: str) -> Reading:
    """What looks like text under another name: read if it is, else said in terms of the name (R101, R112, R158)."""
    suffix = suffix_of(path)
    nameless = sniff.says_nothing(suffix)
    if not nameless and (suffix not in sniff.SUFFIXES or suffix == ".xml"):
        return None, (unknown(path),)
    source, found = plain.read(data, path)
    if source is None and nameless:
        return None, (unknown(path),)
    if source is None and sniff.is_binary(suffix) and [problem.code for problem in found] != ["R101"]:
        return None, (Diagnostic("R158", Loc(path), (suffix,)),)
    note = (_misnamed(path, sniff.TXT),) if source and not nameless else ()
    return source, note + found


def _misnamed(path: str, kind: sniff.Kind) -> Diagnostic:
    return Diagnostic("R150", Loc(path), (suffix_of(path) or "（没有）", kind.words))


def _through_office(data: bytes, path: str, format: str) -> Reading:
    """A document that LibreOffice makes a Word file of; its lines are numbered as in that file."""
    word, problem = office.convert(data, path, format)
    if word is None:
        return None, problem
    source, found = READERS["docx"](word, path)
    if source is None:
        return None, found
    text = "\n".join(line.text for line in source.lines)
    bad = garbled(text)
    if len(bad) > _GARBLED:
        return None, (Diagnostic("R106", Loc(path), (text[bad[0] :][:12],)),)
    source = replace(source, format=format, sha256=sha256(data).hexdigest())
    return (source, found) if office.encloses() else _without_pictures(source, found)


def _without_pictures(source: Source, found: tuple[Diagnostic, ...]) -> Reading:
    """A source whose pictures may be any files of this machine: LibreOffice could see them, and the document name them.

    Nothing tells a picture that was inside the document from one that it linked, so all are left out (R173).
    """
    if not source.pictures:
        return source, found
    lost = Diagnostic("R173", Loc(source.path, source.pictures[0].line), (str(len(source.pictures)),))
    return replace(source, pictures=()), (*found, lost)


def _beside(path: str) -> str:
    """The path of a document's sidecar."""
    return str(PurePosixPath(path).with_suffix(SIDECAR))


def _sidecar(file: Fetched) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """What the file `name.yml` beside a document says; findings name that file. It never keeps a document out."""
    beside, data, problems = _beside(file.path), file.beside, file.beside_problems
    if data is None and not problems:
        return Meta(), ()
    text, _, found = decode(data, beside) if data is not None else (None, "", problems)
    if text is None:
        causes = "；".join(CODES[problem.code].message.format(*problem.args) for problem in found)
        return Meta(), (Diagnostic("R144", Loc(beside), (causes,)),)
    return metadata.sidecar(text, beside)
