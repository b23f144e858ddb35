"""The built site against its sources: nothing lost, links resolve, nothing foreign is loaded, the search finds all.

Reads BUILD and the content folder and changes nothing. Pages are parsed one at a time and once, and no more is kept of
them than the site-wide checks need. `CHECKS` lists what is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

from .. import search, workers
from ..memo import Memo
from ..publishing import strict
from ..source import Diagnostic, Loc
from .built import Built, Pages, Row, open_build
from .losses import Report, Result, nothing_lost, nothing_missing, total
from .rendered import foreign_in_css

PHRASES = 5
"""Random phrases of 1 to `LONGEST` characters that are searched for in each row of sections.json."""
LONGEST = 8
ROWS = 2000
"""Rows that one worker looks for at a time."""


def verify(build: Path, *, staged: bool = False, kept: Memo | None = None) -> tuple[Report, tuple[Diagnostic, ...]]:
    """Counts and findings of all checks on the site in `build`; P201 when there is no whole site.

    `staged`: the site that waits to be published, with its own maps. `kept`: what was looked at before, pages and
    sources that are the same to the byte; None = all is looked at.
    """
    built, missing = open_build(build, staged=staged, kept=kept)
    if not built:
        return Report(), (Diagnostic("P201", Loc(missing)),)
    try:
        begun = [_begun(check, built) for _, check in CHECKS]
        report, findings = total(check() for check in begun)
    except OSError as error:  # a file that vanished or may not be read
        return Report(), (Diagnostic("P201", Loc(str(error.filename))),)
    return report, tuple(findings)


def _begun(check: Check, built: Built) -> Callable[[], Result]:
    """A check that needs nothing of the others begins at once."""
    work = partial(check, built)
    return workers.later(work) if check in APART else work


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
    shipped.read()
    parts = [built.rows[start : start + ROWS] for start in range(0, len(built.rows), ROWS)]
    return total(workers.spread(partial(_found, shipped, parts), range(len(parts)), copied=True))


def _found(shipped: search.Shipped, parts: Sequence[Sequence[Row]], number: int) -> Result:
    """Some of the rows, looked for."""
    chance, asked = Random(f"yandu {number}"), 0
    findings: list[Diagnostic] = []
    for row in parts[number]:
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


Check = Callable[[Built], Result]
CHECKS: tuple[tuple[str, Check], ...] = (
    ("文件没有缺漏", nothing_missing),
    ("原文没有缺漏", nothing_lost),
    ("链接都能打开", links_resolve),
    ("不访问外网", nothing_foreign),
    ("安全策略都写明", policy_stated),
    ("原文都能搜到", search_finds),
)
"""What is looked at, in this order: the second parses the documents' pages, those below it use what it remembered."""
APART = (policy_stated, search_finds)
"""Those that need none of what the others find out."""
