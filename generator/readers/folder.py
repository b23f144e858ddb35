"""The content folder (effect): which of its files are documents, what is said about the others, and the bytes of one.

Regular files below the folder only: no link that leads out of it, no pipe, no device is ever opened. What is named as
a document is one; what has another name is looked into.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..source import Diagnostic, Loc
from .limits import FILE_SIZE, MIB, SNIFFED
from .sniff import SUFFIXES, is_container, is_document

SIDECAR = ".yml"
MISNAMED = (".yml.txt", ".yaml.txt", ".yaml")
"""What Notepad and habit make of a sidecar's name."""
_HIDDEN_NAMES = ("thumbs.db", "desktop.ini")
_CONFIG = "_config"
_PAGES = tuple(suffix for suffix, formats in SUFFIXES.items() if "html" in formats)
_BESIDE = ("_files", ".files", "_文件")
"""Ends of the folder that browsers and Word save beside a web page."""
_SKIPPED_HEADS = ("_", "~$")
_SKIPPED_SUFFIX = ".tmp"


def find(content: Path) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    """Paths below `content`, with `/` and sorted, of all files that are documents; findings on all others.

    Silent: hidden files, `_config`. Reported: whatever else is not read, so that nothing vanishes.
    """
    entries = tuple(_walk(content, content.resolve(), ""))
    paths = sorted(path for path, problem in entries if problem is None)
    problems = tuple(problem for _, problem in entries if problem)
    return tuple(paths), tuple(sorted(problems, key=lambda problem: problem.loc.file))


def load(content: Path, path: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of a regular file inside the content folder, or why there are none."""
    file = content / path
    try:
        state = file.stat()
        problem = _refusal(file, state, content.resolve(), path)
        return (None, (problem,)) if problem else (file.read_bytes(), ())
    except (OSError, ValueError, RuntimeError) as error:
        return None, (Diagnostic("R110", Loc(path), (_reason(error),)),)


def suffix_of(path: str) -> str:
    """`.docx` of `甲.DOCX`; empty when there is none."""
    return PurePosixPath(path).suffix.lower()


def unknown(path: str) -> Diagnostic:
    """Says that files of such a name are not read."""
    return Diagnostic("R112", Loc(path), (suffix_of(path) or "没有扩展名",))


Found = tuple[str, Diagnostic | None]
"""A path below content, and why it is not read; None = it is."""


def _walk(folder: Path, content: Path, prefix: str) -> Iterator[Found]:
    """All entries below a folder that are not passed over in silence."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix, Diagnostic("R118", Loc(prefix.rstrip("/") or "."), (_reason(error),))
        return
    files = [entry.name for entry in entries if _is_file(entry)]
    stems = {PurePosixPath(name).stem for name in files if suffix_of(name) != SIDECAR}
    pages = {PurePosixPath(name).stem for name in files if suffix_of(name) in _PAGES}
    for entry in entries:
        path = prefix + entry.name
        if _hidden(entry.name):
            continue
        problem = _obstacle(entry, path, content) or _belongings(entry, path, pages)
        if problem is None and _is_folder(entry):
            yield from _walk(folder / entry.name, content, path + "/")
        elif problem or not _is_sidecar(entry.name, stems):
            yield path, problem or _unread(path, Path(entry.path))


def _hidden(name: str) -> bool:
    return name.startswith(".") or name.lower() in _HIDDEN_NAMES or name == _CONFIG


def _obstacle(entry: os.DirEntry[str], path: str, content: Path) -> Diagnostic | None:
    """Why an entry is neither opened nor entered, whatever its suffix."""
    if not _printable(path):
        return Diagnostic("R115", Loc(path.encode("utf-8", "backslashreplace").decode("ascii", "replace")))
    if entry.name.startswith(_SKIPPED_HEADS) or suffix_of(entry.name) == _SKIPPED_SUFFIX:
        return Diagnostic("R116", Loc(path), (entry.name,))
    if entry.is_symlink() and (_is_folder(entry) or not _inside(Path(entry.path), content)):
        return Diagnostic("R113", Loc(path), (entry.name,))
    return None if _is_folder(entry) or _is_file(entry) else Diagnostic("R114", Loc(path), (entry.name,))


def _belongings(entry: os.DirEntry[str], path: str, pages: set[str]) -> Diagnostic | None:
    """Says so when a folder holds the pictures and scripts that a browser saved with a page."""
    own = any(entry.name == page + end for page in pages for end in _BESIDE)
    return Diagnostic("R159", Loc(path), (entry.name,)) if own and _is_folder(entry) else None


def _is_sidecar(name: str, stems: set[str]) -> bool:
    return suffix_of(name) == SIDECAR and PurePosixPath(name).stem in stems


def _unread(path: str, file: Path) -> Diagnostic | None:
    """Why a regular file is not a document; None when it is one."""
    if path.lower().endswith(MISNAMED):
        return Diagnostic("R123", Loc(path))
    if suffix_of(path) in SUFFIXES:
        return None
    if suffix_of(path) == SIDECAR:
        return Diagnostic("R117", Loc(path))
    return None if _holds_document(file, suffix_of(path)) else unknown(path)


def _holds_document(file: Path, suffix: str) -> bool:
    """Whether a file that is not named as a document is one, by its beginning or, where that says too little, by all.

    One that cannot be opened is none.
    """
    try:
        if file.stat().st_size > FILE_SIZE:
            return False
        with file.open("rb") as opened:
            start = opened.read(SNIFFED)
            return is_document(start + opened.read() if is_container(start) else start, suffix)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry, links followed, is a regular file; one that cannot be followed is not."""
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry, links followed, is a folder; one that cannot be followed is not."""
    try:
        return entry.is_dir()
    except OSError:
        return False


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


def _refusal(file: Path, state: os.stat_result, content: Path, path: str) -> Diagnostic | None:
    """Why a file is not opened; None when it may be."""
    if not stat.S_ISREG(state.st_mode):
        return Diagnostic("R114", Loc(path), (file.name,))
    if not _inside(file, content):
        return Diagnostic("R113", Loc(path), (file.name,))
    sizes = tuple(f"{size / MIB:.0f}" for size in (state.st_size, FILE_SIZE))
    return Diagnostic("R111", Loc(path), sizes) if state.st_size > FILE_SIZE else None


def _reason(error: Exception) -> str:
    """Why the system refused, in words."""
    reasons: dict[type, str] = {PermissionError: "没有读取权限", FileNotFoundError: "文件不存在"}
    return reasons.get(type(error)) or getattr(error, "strerror", None) or str(error)
