"""Every document of the content folder stands on the site, word for word: its pages and its rows against its source.

The sources are read anew, and what the build says it set apart is found anew. What was looked at once, the same source
against the same pages, is not looked at again; the documents are spread over the cores.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from itertools import groupby

from .. import gate, memo, readers, workers
from ..omissions import kind
from ..source import Diagnostic, Loc, Omission, Source
from ..structure import understand
from ..structure.clean import clean
from ..structure.collection import split
from .built import Built, Entry, Pages, Row
from .compare import Dense, Stretch, dense, difference, without
from .rendered import Rendered

STAGE = "verified"
FEW = 12
"""Files that one process compares faster than it starts others."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at."""

    documents: int = 0
    characters: int = 0
    """Compared with the sources, white space aside; pages, whole text and sections each count."""
    omitted: int = 0
    """Stretches of the sources that were set apart on purpose."""
    pages: int = 0
    links: int = 0
    """Internal links and loads; the same target counts once a page."""
    phrases: int = 0

    def __str__(self) -> str:
        return (
            f"核对了 {self.documents} 份文件、{self.characters} 字（另有 {self.omitted} 处不作正文）、"
            f"{self.pages} 个网页、{self.links} 个链接，试搜了 {self.phrases} 次。"
        )


Result = tuple[Report, list[Diagnostic]]


def total(results: Iterable[Result]) -> Result:
    """Counts added up, findings one after another."""
    counts, findings = [astuple(Report())], []
    for report, found in results:
        counts.append(astuple(report))
        findings += found
    return Report(*map(sum, zip(*counts, strict=True))), findings


File = tuple[str, tuple[Entry, ...], tuple[Row, ...]]
"""A file of the content folder: its path, the documents in it, their rows of sections.json."""
Facts = dict[str, Rendered]


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of comparing one file."""

    report: Report
    found: tuple[Diagnostic, ...]
    facts: Facts
    """Of its pages, seen on the way."""


def nothing_lost(built: Built) -> Result:
    """Every document against its source: its pages, its whole text, its rows of sections.json."""
    files = list(_files(built))
    keys = [_key(built, file) for file in files]
    make, spread = partial(_compared, built, files), partial(workers.spread, least=FEW, copied=True)
    done = memo.remembered(built.kept, STAGE, keys, make, spread, Compared, lambda one: not one.found)
    for one in done:
        built.pages.remember(one.facts)
    return total((one.report, list(one.found)) for one in done)


def _files(built: Built) -> Iterator[File]:
    rows: dict[str, list[Row]] = {}
    for row in built.rows:
        rows.setdefault(row.url.partition("/")[0], []).append(row)
    entries = sorted(built.entries, key=lambda entry: entry.source)
    for path, group in groupby(entries, key=lambda entry: entry.source):
        own = tuple(group)
        yield path, own, tuple(row for entry in own for row in rows.get(entry.slug, ()))


def _key(built: Built, file: File) -> str:
    """Made of all that is compared: the file as it lies there, what the maps say of it, its pages."""
    path, entries, rows = file
    fetched = readers.fetch(built.content, path)
    names = [name for entry in entries for name in (*entry.pages, *entry.whole)]
    pages = [built.pages.checksum(name) for name in names]
    said = (
        path,
        entries,
        [(row.url, row.line, row.text) for row in rows],
        names,
        pages,
        fetched.beside,
        readers.circumstances(path),
    )
    return memo.key(fetched.data or b"", repr(said))


def _compared(built: Built, files: Sequence[File], number: int) -> Compared:
    """One file against its pages."""
    path, entries, rows = files[number]
    own: dict[str, list[Stretch]] = {}
    for row in rows:
        slug = row.url.partition("/")[0]
        own.setdefault(slug, []).extend(Stretch(row.url, part) for part in row.text.split("\n"))
    report, found = _file(built, path, entries, own)
    names = {name for entry in entries for name in (*entry.pages, *entry.whole)}
    return Compared(report, tuple(found), built.pages.known(names))


def _file(built: Built, path: str, entries: tuple[Entry, ...], rows: Mapping[str, list[Stretch]]) -> Result:
    """One file with all its documents; P202 unreadable, P211 changed since, P210 one of its documents is not there."""
    source, _ = readers.read(built.content, path)
    if not source or any(source.sha256 != entry.sha256 for entry in entries):
        return Report(documents=len(entries)), [Diagnostic("P211" if source else "P202", Loc(path))]
    parts = {part.part: part for part in split(source)[0]}
    known = [entry for entry in entries if entry.part in parts]
    absent = sorted(parts.keys() - {entry.part for entry in known})
    missing = [Diagnostic("P210", Loc(path, parts[name].lines[0].number)) for name in absent if _usable(parts[name])]
    results = (_document(built, entry, parts[entry.part], rows.get(entry.slug, [])) for entry in known)
    return total([(Report(), missing), *results])


def _document(built: Built, entry: Entry, source: Source, rows: list[Stretch]) -> Result:
    """One document; P203 missing page, P206 an omission without ground, P212 a picture that is not shown."""
    gone = [name for name in (*entry.pages, *entry.whole) if name not in built.pages.files]
    if gone or not entry.pages or not entry.whole:
        return Report(documents=1), [Diagnostic("P203", Loc(entry.source), (name,)) for name in gone or ["一页也没有"]]
    cut, unknown = _junk(source, entry)
    lines, _ = without(source, cut)
    original = dense(lines)
    views = [dense(_shown(built.pages, names)) for names in (entry.pages, entry.whole)] + [dense(rows)]
    findings = [Diagnostic("P206", Loc(entry.source, line), (kind(reason).name,)) for line, reason in unknown]
    findings += (found for view in views for found in _different(entry.source, original, view))
    findings += _unseen(built.pages, entry, source)
    return Report(1, sum(len(view.text) for view in views), len(entry.omitted) - len(unknown)), findings


def _junk(source: Source, entry: Entry) -> tuple[list[Omission], list[tuple[int, str]]]:
    """What the build set apart from the lines, and what it says it left out without ground.

    Both are found anew: the build's own word is not taken, and what it does not say is a loss.
    """
    _, cleaned, _ = clean(source)
    said = Counter(entry.omitted)
    allowed = Counter((omission.line, omission.reason) for omission in (*source.omitted, *cleaned))
    cut = []
    for omission in cleaned:
        if said[omission.line, omission.reason] > 0:
            said[omission.line, omission.reason] -= 1
            cut.append(omission)
    return cut, sorted((Counter(entry.omitted) - allowed).elements())


def _unseen(pages: Pages, entry: Entry, source: Source) -> Iterator[Diagnostic]:
    """Pictures of a document that its pages or its whole text do not show."""
    for names in (entry.pages, entry.whole):
        shown = {link.removesuffix("#") for name in names for link in pages.facts(name).links}
        for picture in source.pictures:
            if f"{entry.slug}/{picture.name}" not in shown:
                yield Diagnostic("P212", Loc(entry.source, picture.line), (picture.name,))


def nothing_missing(built: Built) -> Result:
    """Every readable document of the content folder is on the site (P210)."""
    paths, _ = readers.find(built.content)
    absent = sorted(set(paths) - {entry.source for entry in built.entries})
    sources = [readers.read(built.content, path)[0] for path in absent]
    return Report(), [Diagnostic("P210", Loc(source.path)) for source in sources if source and _usable(source)]


def _usable(source: Source) -> bool:
    """Whether a document that is not on the site should be: what cannot be taken apart or has a 密级 was reported."""
    documents = [document for part in split(source)[0] if (document := understand(part, "")[0])]
    return bool(documents) and not gate.withheld(documents)


def _shown(pages: Pages, names: Iterable[str]) -> Iterator[Stretch]:
    """What pages show of a document, in reading order."""
    return (Stretch(name, text) for name in names for text in pages.texts(name))


def _different(source: str, original: Dense, shown: Dense) -> Iterator[Diagnostic]:
    """The first difference of two texts, if any."""
    found = difference(original, shown)
    if found:
        code, at = found
        where = Loc(source, int(original.place(at)))
        yield Diagnostic(code, where, (original.around(at), shown.around(at), str(shown.place(at))))
