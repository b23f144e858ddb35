"""Writes a site below BUILD for the engine, touching only what changed (effect).

BUILD holds `.yandu` (says that the folder is ours), `docs/` (Markdown), `mkdocs.yml`, the maps of the site (`STAGED`)
and `report/` (for the clerk, no part of the site); the engine adds `site/`. Nothing is ever deleted in a folder without
`.yandu`, and no link is followed.
"""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ..model import Document
from ..results import Record, Site, url
from ..review import sheets
from ..source import Diagnostic, Loc
from . import mkdocs_yml
from .layout import DOCS, STAGED

MARKER = ".yandu"
MARKER_TEXT = "此文件夹由研读（yandu）生成，里面的文件会被自动改写和删除，请不要把自己的文件放在这里。\n"
REASONS = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENAMETOOLONG: "路径太长",
}
FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Refusals that are the disk's, whichever file was to be written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a call of `write` did."""

    pages: int
    """Pages of the site."""
    rewritten: int
    """Files written because they are new or their bytes changed."""
    removed: int
    """Files that no longer belong to the site."""
    files: Mapping[str, str] = field(default_factory=dict, compare=False)
    """Path below docs/ → checksum of its bytes."""


def reason(error: OSError) -> str:
    """Why the system refused, in plain words."""
    words = REASONS.get(error.errno or 0) or error.strerror or str(error)
    return f"{words}（{error.filename}）" if error.filename else words


def refusal(said: str) -> str:
    """That the disk takes no more, in plain words, when another program said so; else nothing."""
    numbers = [int(number) for number in re.findall(r"\[Errno (\d+)\]", said)]
    return next((REASONS[number] for number in reversed(numbers) if number in FULL), "")


def is_ours(build: Path) -> bool:
    """Whether the folder was made by Yandu."""
    return (build / MARKER).is_file()


def claim(build: Path, content: Path) -> tuple[Diagnostic, ...]:
    """Makes BUILD ours: creates and marks it. Refuses a folder with foreign files, or one that overlaps content."""
    inner, outer = build.resolve(), content.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        return (Diagnostic("E101", Loc(str(build)), (str(content),)),)
    try:
        build.mkdir(parents=True, exist_ok=True)
        if not is_ours(build):
            if any(build.iterdir()):
                return (Diagnostic("E102", Loc(str(build))),)
            (build / MARKER).write_text(MARKER_TEXT, encoding="utf-8")
    except OSError as error:
        return (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return ()


def clear_links(build: Path) -> None:
    """Removes links below BUILD/docs, never their targets, before anything is written there. OSError: it cannot."""
    docs = build / DOCS
    if docs.is_symlink():
        docs.unlink()
    for folder, folders, files in os.walk(docs):
        for path in (Path(folder, name) for name in (*folders, *files)):
            if path.is_symlink():
                path.unlink()


def write(
    site: Site, documents: Sequence[Document], *, content: Path, build: Path, top: Path
) -> tuple[Written | None, tuple[Diagnostic, ...]]:
    """Brings BUILD up to date with the site; `top` is the top-level mkdocs.yml. None when nothing could be written."""
    settings, problems = mkdocs_yml.load(top)
    problems += _refused(build, site)
    if problems:
        return None, problems
    docs = {page.path: encoded(page.text) for page in site.pages} | {path: encoded(data) for path, data in site.files}
    beside = {
        STAGED["sections.json"]: encoded(sections(site.records)),
        STAGED["manifest.json"]: encoded(manifest(site, documents, content)),
        STAGED["pages.json"]: encoded(sheets.table(sheets.of_site(site))),
        "mkdocs.yml": encoded(mkdocs_yml.child(settings, top, build)),
    }
    try:
        removed = _remove_stale(build / DOCS, docs.keys() | site.written.keys())
        rewritten = _put_all(build / DOCS, docs) + _put_all(build, beside)
    except OSError as error:
        return None, (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    files = {path: checksum(data) for path, data in docs.items()} | dict(site.written)
    return Written(len(site.paths), rewritten, removed, files), ()


def folder(build: Path, name: str, files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Brings a folder of files below BUILD up to date, stale ones removed; what went wrong, if anything."""
    if not is_ours(build):
        return (Diagnostic("E102", Loc(str(build))),)
    outside = [Diagnostic("E104", Loc(str(build)), (path,)) for path in files if not is_inside(path)]
    if outside:
        return tuple(outside)
    try:
        _remove_stale(build / name, files.keys())
        _put_all(build / name, files)
    except OSError as error:
        return (Diagnostic("E103", Loc(str(build)), (reason(error),)),)
    return ()


def file(path: Path, data: bytes) -> tuple[Diagnostic, ...]:
    """Writes one file wherever it is to be, whole or not at all; what went wrong, if anything."""
    try:
        put(path, data)
    except OSError as error:
        return (Diagnostic("E103", Loc(str(path)), (reason(error),)),)
    return ()


def checksum(data: bytes) -> str:
    """Of a file's bytes, to tell whether it changed."""
    return blake2b(data, digest_size=16).hexdigest()


def sections(records: Iterable[Record]) -> str:
    """`sections.json`: the map of the site for other programs, one row a line."""
    keys = ("url", "source", "line", "end_line", "title", "topics", "text")
    rows = (json.dumps({key: getattr(record, key) for key in keys}, ensure_ascii=False) for record in records)
    return "[\n" + ",\n".join(rows) + "\n]\n"


def manifest(site: Site, documents: Iterable[Document], content: Path) -> str:
    """`manifest.json`: which pages, in reading order, hold which document, for `yandu verify`.

    Of what was left out it has places and reasons, no words: some of them nobody else should read.
    """
    own: dict[str, list[str]] = {}
    for path in site.paths:
        own.setdefault(path.partition("/")[0], []).append(path)
    rows = [_row(document, own.get(document.id, ())) for document in documents]
    return json.dumps({"content": str(content.resolve()), "documents": rows}, ensure_ascii=False, indent=1) + "\n"


def _row(document: Document, paths: Iterable[str]) -> dict[str, object]:
    urls = [url(path) for path in paths]
    whole = [url for url in urls if re.fullmatch(r"all(-\d+)?/", url.removeprefix(document.id + "/"))]
    return {
        "source": document.source.path,
        "part": document.source.part,
        "slug": document.id,
        "title": document.meta.title or "",
        "sha256": document.source.sha256,
        "pages": [url for url in urls if url not in whole],
        "whole": whole,
        "omitted": [[omission.line, omission.reason] for omission in document.source.omitted],
    }


def encoded(content: str | bytes) -> bytes:
    """UTF-8; a lone surrogate, which no file can hold, becomes `?`."""
    return content if isinstance(content, bytes) else content.encode("utf-8", "replace")


def _refused(build: Path, site: Site) -> tuple[Diagnostic, ...]:
    """What speaks against writing at all: a folder that is not ours, an address outside docs/, one used twice."""
    if not is_ours(build):
        return (Diagnostic("E102", Loc(str(build))),)
    paths = [*site.paths, *(path for path, _ in site.files)]
    outside = [Diagnostic("E104", Loc(str(build)), (path,)) for path in paths if not is_inside(path)]
    return tuple(outside) + tuple(Diagnostic("E105", Loc(str(build)), (path,)) for path in _clashes(paths))


def is_inside(path: str) -> bool:
    """Whether a `/` path stays below its folder on every system and needs no quoting in an address."""
    safe = path.isascii() and path.isprintable() and not set(path) & set('\\:*?"<>| #%')
    return safe and all(part.strip(".") for part in path.split("/"))


def _clashes(paths: Iterable[str]) -> list[str]:
    """Paths that name the same file as an earlier one where case is not told apart, or need a file to be a folder."""
    seen: set[str] = set()
    twice = []
    for path in paths:
        if path.lower() in seen:
            twice.append(path)
        seen.add(path.lower())
    parents = {parent for path in seen for parent in _parents(path)}
    return twice + sorted(seen & parents)


def _parents(path: str) -> list[str]:
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]


def _remove_stale(root: Path, wanted: Iterable[str]) -> int:
    """Deletes what is not wanted below `root`, links (never their targets) and emptied folders included."""
    keep = set(wanted)
    if root.is_symlink():
        root.unlink()
    removed = 0
    for folder, folders, files in os.walk(root, topdown=False):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for path in (Path(folder, name) for name in files + links):
            if path.is_symlink() or path.relative_to(root).as_posix() not in keep:
                path.unlink()
                removed += 1
        if not any(Path(folder).iterdir()):
            Path(folder).rmdir()
    return removed


def _put_all(root: Path, files: Mapping[str, bytes]) -> int:
    """Writes the files whose bytes differ; how many."""
    return sum(put(root / path, data) for path, data in files.items())


def put(path: Path, data: bytes) -> bool:
    """Writes one file unless it holds `data` already; a reader sees the old bytes or the new, never a part."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".tmp")
    beside.write_bytes(data)
    os.replace(beside, path)
    return True
