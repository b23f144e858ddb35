"""ASCII addresses of documents: they survive WeChat, zip archives and GBK file systems.

An address depends on its own file's path alone (and its title, where a file holds several documents), so no other
document can move it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

from pypinyin import lazy_pinyin

from .source import Diagnostic, Loc, Source

LONGEST = 32  # characters of the readable part
RESERVED = {
    "topics", "terms", "documents", "measures", "references", "timeline", "search", "quiz", "study", "handouts",
    "assets", "index", "all", "404",
}  # fmt: skip


def slug(path: str, part: str = "") -> str:
    """Pinyin of the file's name, cut between syllables, and eight hex digits of its path's checksum.

    A document of a file that holds several (`part`, its title) has both from its title too.
    """
    stem = part or path.rpartition("/")[2].rpartition(".")[0]
    syllables = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(stem, errors=lambda rest: f" {rest} ")).lower())
    words = ""
    for syllable in syllables:
        if len(words) + len(syllable) > LONGEST:
            break
        words += f"-{syllable}" if words else syllable
    named = f"{path}\n{part}" if part else path
    return f"{words or 'doc'}-{sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def wanted(source: Source) -> str:
    """The address that a document is to have: what the clerk gave it, else an automatic one."""
    return source.given.slug or slug(*source.key)


def assign(sources: Iterable[Source]) -> tuple[dict[tuple[str, str], str], tuple[Diagnostic, ...]]:
    """`Source.key` → slug for all documents; one that a clerk gave twice serves the first file only.

    Nobody can be given what is another document's automatic slug. A document that was renamed may be given the one that
    it had, so that its old address stays.
    """
    sources = sorted(sources, key=lambda source: source.path)
    own = {slug(*source.key): source.key for source in sources}
    slugs: dict[tuple[str, str], str] = {}
    taken = set(RESERVED)
    found = []
    for source in sources:
        given = source.given.slug
        if given and (given in taken or own.get(given, source.key) != source.key):
            found.append(Diagnostic("M102", Loc(source.path), (given,)))
            given = None
        slugs[source.key] = given or slug(*source.key)
        taken.add(slugs[source.key])
    return slugs, tuple(found)
