"""The built site against its sources: nothing lost, links resolve, nothing foreign is loaded, the search finds all.

Reads BUILD and the content folder and changes nothing. Pages are parsed one at a time and once, and no more is kept of
them than the site-wide checks need. `CHECKS` lists what is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from itertools import groupby
from pathlib import Path
from random import Random

from .. import gate, search
from ..omissions import kind
from ..readers import find, read
from ..source import Diagnostic, Loc, Omission, Source
from ..structure import understand
from ..structure.clean import clean
from ..structure.collection import split
from . import strict
from .built import Built, Entry, Pages, Row, open_build
from .compare import Dense, Stretch, dense, difference, without
from .rendered import foreign_in_css

PHRASES = 5
"""Random phrases of 1 to `LONGEST` characters that are searched for in each row of sections.json."""
LONGEST = 8


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


def verify(build: Path, *, staged: bool = False) -> tuple[Report, tuple[Diagnostic, ...]]:
    """Counts and findings of all checks on the site in `build`; P201 when there is no whole site.

    `staged`: the site that waits to be published, with its own maps.
    """
    built, missing = open_build(build, staged=staged)
    if not built:
        return Report(), (Diagnostic("P201", Loc(missing)),)
    try:
        report, findings = _total(check(built) for _, check in CHECKS)
    except OSError as error:  # a file that vanished or may not be read
        return Report(), (Diagnostic("P201", Loc(str(error.filename))),)
    return report, tuple(findings)


def _total(results: Iterable[Result]) -> Result:
    """Counts added up, findings one after another."""
    counts, findings = [astuple(Report())], []
    for report, found in results:
        counts.append(astuple(report))
        findings += found
    return Report(*map(sum, zip(*counts, strict=True))), findings


def nothing_lost(built: Built) -> Result:
    """Every document against its source: its pages, its whole text, its rows of sections.json."""
    rows: dict[str, list[Stretch]] = {}
    for row in built.rows:
        slug = row.url.partition("/")[0]
        rows.setdefault(slug, []).extend(Stretch(row.url, part) for part in row.text.split("\n"))
    entries = sorted(built.entries, key=lambda entry: entry.source)
    return _total(_file(built, path, tuple(group), rows) for path, group in groupby(entries, key=lambda e: e.source))


def _file(built: Built, path: str, entries: tuple[Entry, ...], rows: dict[str, list[Stretch]]) -> Result:
    """One file with all its documents; P202 unreadable, P211 changed since, P210 one of its documents is not there."""
    source, _ = read(built.content, path)
    if not source or any(source.sha256 != entry.sha256 for entry in entries):
        return Report(documents=len(entries)), [Diagnostic("P211" if source else "P202", Loc(path))]
    parts = {part.part: part for part in split(source)[0]}
    known = [entry for entry in entries if entry.part in parts]
    absent = sorted(parts.keys() - {entry.part for entry in known})
    missing = [Diagnostic("P210", Loc(path, parts[name].lines[0].number)) for name in absent if _usable(parts[name])]
    results = (_document(built, entry, parts[entry.part], rows.get(entry.slug, [])) for entry in known)
    return _total([(Report(), missing), *results])


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
    paths, _ = find(built.content)
    absent = sorted(set(paths) - {entry.source for entry in built.entries})
    sources = [read(built.content, path)[0] for path in absent]
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


def links_resolve(built: Built) -> Result:
    """Every internal address leads to a file (P207), every `#id` to an element (P208); each target is named once."""
    pages, users = built.pages, Users()
    names = pages.ending(".html")
    for name in names:
        for link in pages.facts(name).links:
            users.setdefault(link, []).append(name)
    for row in built.rows:
        users.setdefault(_target(row.url), []).append("sections.json")
    findings = (unresolved(pages, link, users[link]) for link in sorted(users))
    links = sum(map(len, users.values()))
    return Report(pages=len(names), links=links), [found for found in findings if found]


def _target(url: str) -> str:
    """An address of sections.json in the form of a page's links: the file, and the id."""
    path, _, id = url.partition("#")
    return f"{path}index.html" + (f"#{id}" if id else "")


Users = dict[str, list[str]]
"""What is used, and the pages that use it."""


def unresolved(pages: Pages, link: str, users: list[str]) -> Diagnostic | None:
    """What is wrong with a target, if anything."""
    path, _, id = link.partition("#")
    folder = "index.html" if path == "." else f"{path}/index.html"
    file = path if path in pages.files else folder
    where, args = Loc(f"site/{users[0]}"), (link.removesuffix("#"), str(len(users)))
    if file not in pages.files:
        return Diagnostic("P207", where, args)
    wanted = id not in ("", "top") and file.endswith(".html")
    return Diagnostic("P208", where, args) if wanted and id not in pages.facts(file).ids else None


def nothing_foreign(built: Built) -> Result:
    """No page and no style sheet loads anything from elsewhere (P209); each address is named once."""
    pages, users = built.pages, Users()
    for name in pages.ending(".html"):
        for address in pages.facts(name).foreign:
            users.setdefault(address, []).append(name)
    for name in pages.ending(".css"):
        for address in foreign_in_css((pages.site / name).read_text(encoding="utf-8", errors="replace")):
            users.setdefault(address, []).append(name)
    found = (Diagnostic("P209", Loc(f"site/{users[at][0]}"), (at, str(len(users[at])))) for at in sorted(users))
    return Report(), list(found)


def policy_stated(built: Built) -> Result:
    """Every page says what browsers may load and run on it (P214)."""
    names = strict.lacking(built.pages.site, built.pages.ending(".html"))
    return Report(), [Diagnostic("P214", Loc(f"site/{name}")) for name in names]


def search_finds(built: Built) -> Result:
    """Every row stands in the shipped search files under its address: random phrases (S201), then all of it (S202).

    S203: a script or a file that every search needs is not there or not whole; then nothing else is looked for.
    """
    files = _scripts(built.pages)
    shipped = search.Shipped(files)
    if lacking := [*search.parts.missing(files), *shipped.lacking]:
        return Report(), [Diagnostic("S203", Loc(f"site/{name}")) for name in lacking]
    chance, asked = Random("yandu"), 0
    findings: list[Diagnostic] = []
    for row in built.rows:
        text = search.normalise(row.text)
        phrases = _phrases(text, chance)
        asked += len(phrases)
        findings += _missed(row, text, phrases, shipped)
    return Report(phrases=asked), findings


def _scripts(pages: Pages) -> dict[str, str]:
    """All scripts of the search and their contents."""
    names = [name for name in pages.ending(".js") if name.startswith((search.CODE, search.FOLDER))]
    return {name: (pages.site / name).read_text(encoding="utf-8", errors="replace") for name in names}


def _phrases(text: str, chance: Random) -> list[str]:
    """Some stretches of a text, as a reader might search for them."""
    starts = [chance.randrange(len(text)) for _ in range(PHRASES)] if text else []
    return [text[start : start + chance.randint(1, LONGEST)] for start in starts]


def _missed(row: Row, text: str, phrases: Iterable[str], shipped: search.Shipped) -> Iterator[Diagnostic]:
    """What the search would not find of a row, if anything."""
    phrase = next((phrase for phrase in phrases if not shipped.holds(row.url, phrase)), None)
    if phrase is not None:
        yield Diagnostic("S201", Loc(row.source, row.line), (phrase, row.url))
    elif row.url not in shipped.texts or text not in shipped.texts[row.url]:
        yield Diagnostic("S202", Loc(row.source, row.line), (row.url,))


CHECKS: tuple[tuple[str, Callable[[Built], Result]], ...] = (
    ("文件没有缺漏", nothing_missing),
    ("原文没有缺漏", nothing_lost),
    ("链接都能打开", links_resolve),
    ("不访问外网", nothing_foreign),
    ("安全策略都写明", policy_stated),
    ("原文都能搜到", search_finds),
)
"""What is looked at, in this order: the first parses the documents' pages, the next two use what it remembered."""
