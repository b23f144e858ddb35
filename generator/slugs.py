"""ASCII addresses of documents: they survive WeChat, zip archives and GBK file systems.

An address depends on its own file's path alone, so no other document can move it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from pypinyin import lazy_pinyin

from .model import Diagnostic, Loc, Source

LONGEST = 32  # characters of the readable part
RESERVED = {"topics", "documents", "search", "assets", "index", "all", "404"}


def slug(path: str) -> str:
    """Pinyin of the file's name, cut between syllables, and four hex digits of its path's checksum."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    parts = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(stem, errors=lambda rest: f" {rest} ")).lower())
    words = ""
    for part in parts:
        if len(words) + len(part) > LONGEST:
            break
        words += f"-{part}" if words else part
    return f"{words or 'doc'}-{sha256(path.encode('utf-8', 'surrogatepass')).hexdigest()[:4]}"


def assign(sources: Iterable[Source]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """Path → slug for all documents; one that a clerk gave twice serves the first file only."""
    slugs: dict[str, str] = {}
    taken = set(RESERVED)
    found = []
    for source in sorted(sources, key=lambda s: (s.given.slug is None, s.path)):
        wanted = source.given.slug
        if wanted in taken:
            found.append(Diagnostic("M102", Loc(source.path), (str(wanted),)))
        chosen = wanted if wanted and wanted not in taken else _free(source.path, taken)
        slugs[source.path] = chosen
        taken.add(chosen)
    return slugs, tuple(found)


def _free(path: str, taken: set[str]) -> str:
    """The automatic slug; longer checksums where four digits meet another file's."""
    first = slug(path)
    digest = sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
    return first if first not in taken else f"{first}{digest[4:12]}"
