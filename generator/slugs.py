"""ASCII addresses of documents: they survive WeChat, zip archives and GBK file systems.

An automatic address depends on its own file's path alone (and its title, where a file holds several documents), so
only an address that a clerk gave to another document can move it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256
from itertools import count

from pypinyin import lazy_pinyin

from .source import Diagnostic, Loc, Source

LONGEST = 32  # characters of the readable part
RESERVED = {
    "topics", "terms", "documents", "measures", "references", "timeline", "search", "quiz", "study", "handouts",
    "assets", "index", "all", "404",
}  # fmt: skip


def slug(path: str, part: str = "", salt: int = 0) -> str:
    """Pinyin of the file's name, cut between syllables, and eight hex digits of its path's checksum.

    A document of a file that holds several (`part`, its title) has both from its title too. `salt`: another address for
    the same document, should the first be taken.
    """
    stem = part or path.rpartition("/")[2].rpartition(".")[0]
    syllables = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(stem, errors=lambda rest: f" {rest} ")).lower())
    words = ""
    for syllable in syllables:
        if len(words) + len(syllable) > LONGEST:
            break
        words += f"-{syllable}" if words else syllable
    named = "\n".join([path, *([part] if part else []), *([f"\n{salt}"] if salt else [])])
    return f"{words or 'doc'}-{sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def wanted(source: Source) -> str:
    """The address that a document is to have: what the clerk gave it, else an automatic one."""
    return source.given.slug or slug(*source.key)


def assign(sources: Iterable[Source]) -> tuple[dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """`Source.key` → slug for all documents.

    What a clerk gave comes first (twice given, it serves the first file): a document that was renamed keeps its old
    address for good, even when another file comes that has its old name.
    """
    sources = sorted(sources, key=lambda source: source.path)
    slugs, found = _given(sources)
    taken = {*RESERVED, *slugs.values()}
    for source in sources:
        if source.key not in slugs:
            free = (slug(*source.key, salt) for salt in count())
            slugs[source.key] = next(one for one in free if one not in taken)
            taken.add(slugs[source.key])
    return slugs, found


def _given(sources: Iterable[Source]) -> tuple[dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """What clerks gave, as far as it can be had."""
    slugs: dict[tuple[str, str], str] = {}
    found = []
    for source in sources:
        wish = source.given.slug
        if wish and (wish in RESERVED or wish in slugs.values()):
            found.append(Diagnostic("M102", Loc(source.path), (wish,)))
        elif wish:
            slugs[source.key] = wish
    return slugs, tuple(found)
