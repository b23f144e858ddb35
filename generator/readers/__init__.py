"""Finding and reading the documents of a content folder: the effects. What a file says is found out by pure readers.

A new input format is a module with a function of type `Reader` and its row in `READERS`.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from ..codes import CODES
from ..source import Diagnostic, Loc, Meta, Source
from . import markdown, metadata, plain
from .encoding import decode

Reader = Callable[[bytes, str], tuple[Source | None, tuple[Diagnostic, ...]]]
"""Bytes of a file and its path below content → the source, None when it must be left out; findings."""

READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
}
"""Suffix, lower case → reader."""

DOCUMENTS = frozenset({".docx", ".doc", ".wps", ".pdf", ".rtf", ".html", ".htm", ".mht", ".odt", ".ofd"})
"""Suffixes of documents that have no reader yet: one of these left out is an error, a picture is not."""

SIZE_LIMIT = 32 * 1024 * 1024
"""Bytes; a longer file is left out. The text of the largest law collections is a tenth of it."""

SIDECAR = ".yml"
MISNAMED = (".yml.txt", ".yaml.txt", ".yaml")
"""What Notepad and habit make of a sidecar's name."""
_HIDDEN_NAMES = ("thumbs.db", "desktop.ini")
_CONFIG = "_config"
_SKIPPED_HEADS = ("_", "~$")
_SKIPPED_SUFFIX = ".tmp"


def find(content: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Paths below `content`, with `/` and sorted, of all files that have a reader; findings on all others.

    Silent: hidden files, `_config`. Reported: whatever else is not read, so that nothing vanishes.
    """
    entries = tuple(_walk(content, content.resolve(), ""))
    paths = sorted(path for path, problem in entries if problem is None)
    problems = tuple(problem for _, problem in entries if problem)
    return tuple(paths), tuple(sorted(problems, key=lambda problem: problem.loc.file))


def read(content: Path, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """One document, with what its sidecar says; None when it is left out, and the findings say why. Never raises."""
    reader = READERS.get(_suffix(path))
    if reader is None:
        return None, (_unknown(path),)
    data, problem = _bytes(content, path)
    if data is None:
        return None, problem
    source, found = reader(data, path)
    if source is None:
        return None, found
    given, notes = _sidecar(content, path)
    return replace(source, given=metadata.merge(given, source.given)), (*found, *notes)


def read_file(path: Path) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A single file anywhere, as if its folder were the content folder."""
    real = Path(os.path.realpath(path))
    return read(real.parent, real.name)


Found = tuple[str, Diagnostic | None]
"""A path below content, and why it is not read; None = it is."""


def _walk(folder: Path, content: Path, prefix: str) -> Iterator[Found]:
    """All entries below a folder that are not passed over in silence."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix, Diagnostic("R118", Loc(prefix.rstrip("/") or "."), (_reason(error),))
        return
    files = (entry.name for entry in entries if entry.is_file())
    stems = {PurePosixPath(name).stem for name in files if _suffix(name) != SIDECAR}
    for entry in entries:
        path = prefix + entry.name
        if _hidden(entry.name):
            continue
        problem = _obstacle(entry, path, content)
        if problem is None and entry.is_dir():
            yield from _walk(folder / entry.name, content, path + "/")
        elif problem or not _is_sidecar(entry.name, stems):
            yield path, problem or _unread(path)


def _hidden(name: str) -> bool:
    return name.startswith(".") or name.lower() in _HIDDEN_NAMES or name == _CONFIG


def _obstacle(entry: os.DirEntry[str], path: str, content: Path) -> Diagnostic | None:
    """Why an entry is neither opened nor entered, whatever its suffix."""
    if not _printable(path):
        return Diagnostic("R115", Loc(path.encode("utf-8", "backslashreplace").decode("ascii", "replace")))
    if entry.name.startswith(_SKIPPED_HEADS) or _suffix(entry.name) == _SKIPPED_SUFFIX:
        return Diagnostic("R116", Loc(path), (entry.name,))
    if entry.is_symlink() and (entry.is_dir() or not _inside(Path(entry.path), content)):
        return Diagnostic("R113", Loc(path), (entry.name,))
    return None if entry.is_dir() or entry.is_file() else Diagnostic("R114", Loc(path), (entry.name,))


def _is_sidecar(name: str, stems: set[str]) -> bool:
    return _suffix(name) == SIDECAR and PurePosixPath(name).stem in stems


def _unread(path: str) -> Diagnostic | None:
    """Why a regular file is not a document; None when it is one."""
    if path.lower().endswith(MISNAMED):
        return Diagnostic("R123", Loc(path))
    if _suffix(path) in READERS:
        return None
    return Diagnostic("R117", Loc(path)) if _suffix(path) == SIDECAR else _unknown(path)


def _unknown(path: str) -> Diagnostic:
    code = "R119" if _suffix(path) in DOCUMENTS else "R112"
    return Diagnostic(code, Loc(path), (_suffix(path) or "没有扩展名",))


def _suffix(path: str) -> str:
    return PurePosixPath(path).suffix.lower()


def _printable(path: str) -> bool:
    """Whether a name is text: names unpacked with a wrong encoding hold bytes that cannot be written anywhere."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _inside(file: Path, content: Path) -> bool:
    """Whether a path, links followed, exists below the content folder."""
    try:
        return file.resolve(strict=True).is_relative_to(content)
    except (OSError, RuntimeError):
        return False


def _bytes(content: Path, path: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of a regular file inside the content folder, or why there are none."""
    file = content / path
    try:
        state = file.stat()
        problem = _refusal(file, state, content.resolve(), path)
        return (None, (problem,)) if problem else (file.read_bytes(), ())
    except (OSError, ValueError, RuntimeError) as error:
        return None, (Diagnostic("R110", Loc(path), (_reason(error),)),)


def _refusal(file: Path, state: os.stat_result, content: Path, path: str) -> Diagnostic | None:
    """Why a file is not opened; None when it may be."""
    if not stat.S_ISREG(state.st_mode):
        return Diagnostic("R114", Loc(path), (file.name,))
    if not _inside(file, content):
        return Diagnostic("R113", Loc(path), (file.name,))
    sizes = tuple(f"{size / 1024**2:.0f}" for size in (state.st_size, SIZE_LIMIT))
    return Diagnostic("R111", Loc(path), sizes) if state.st_size > SIZE_LIMIT else None


def _sidecar(content: Path, path: str) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """What the file `name.yml` beside a document says; findings name that file. It never keeps a document out."""
    beside = str(PurePosixPath(path).with_suffix(SIDECAR))
    if not os.path.lexists(content / beside):
        return Meta(), ()
    data, problems = _bytes(content, beside)
    text, _, found = decode(data, beside) if data is not None else (None, "", problems)
    if text is None:
        causes = "；".join(CODES[problem.code].message.format(*problem.args) for problem in found)
        return Meta(), (Diagnostic("R144", Loc(beside), (causes,)),)
    return metadata.sidecar(text, beside)


def _reason(error: Exception) -> str:
    """Why the system refused, in words."""
    reasons: dict[type, str] = {PermissionError: "没有读取权限", FileNotFoundError: "文件不存在"}
    return reasons.get(type(error)) or getattr(error, "strerror", None) or str(error)
