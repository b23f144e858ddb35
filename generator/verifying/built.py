"""A build as `verify` looks at it: its maps, and its pages parsed one at a time and once (effect: read)."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from .. import memo
from ..memo import Memo
from ..output import maps
from ..output.layout import NEXT, SITE, STAGED
from ..output.write import checksum
from .rendered import Rendered, parse

STAGE = "facts"


class Entry(NamedTuple):
    """A document in manifest.json; its pages are files below the site."""

    source: str
    part: str
    slug: str
    sha256: str
    pages: tuple[str, ...]
    whole: tuple[str, ...]
    omitted: tuple[tuple[int, str], ...]
    """(line, reason) of what the build set apart."""


class Row(NamedTuple):
    """What is needed of a row of sections.json."""

    url: str
    source: str
    line: int
    text: str


class Pages:
    """The site's HTML pages by path. Words are parsed when asked for; the rest of a page is remembered from then on."""

    def __init__(self, site: Path, kept: Memo | None = None) -> None:
        self.site = site
        self.kept = Memo() if kept is None else kept
        self.files = frozenset(file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file())
        self._facts: dict[str, Rendered] = {}

    def texts(self, name: str) -> tuple[str, ...]:
        """The words of a document that a page shows."""
        page = parse(name, (self.site / name).read_bytes())
        self._facts[name] = page._replace(texts=())
        return page.texts

    def facts(self, name: str) -> Rendered:
        """Ids and addresses of a page, without its words."""
        if name not in self._facts:
            key = memo.key(name, self.checksum(name))
            if kept := self.kept.get(STAGE, key, Rendered):
                self._facts[name] = kept
            else:
                self.kept.put(STAGE, key, self._parsed(name))
        return self._facts[name]

    def remember(self, facts: Mapping[str, Rendered]) -> None:
        """Facts that somebody else found."""
        self._facts.update(facts)

    def known(self, names: Collection[str]) -> dict[str, Rendered]:
        """The facts of those of these pages that were parsed."""
        return {name: self._facts[name] for name in sorted(names) if name in self._facts}

    def checksum(self, name: str) -> str:
        """Of a file; empty when there is none."""
        return checksum((self.site / name).read_bytes()) if name in self.files else ""

    def _parsed(self, name: str) -> Rendered:
        self.texts(name)
        return self._facts[name]

    def ending(self, suffix: str) -> list[str]:
        """Paths of the site's files that end so."""
        return sorted(name for name in self.files if name.endswith(suffix))


class Built(NamedTuple):
    """All that the checks look at."""

    content: Path
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    pages: Pages
    kept: Memo
    """What was looked at before."""


def open_build(build: Path, *, staged: bool, kept: Memo | None = None) -> tuple[Built | None, str]:
    """What is in `build`, or the file in it that is missing or damaged.

    `staged`: the site that waits to be published, with its own maps.
    """
    site, names = (NEXT, STAGED) if staged else (SITE, {})
    lying = build if staged else maps.folder(build, build / SITE)
    name = names.get("manifest.json", "manifest.json")
    try:
        manifest = json.loads((lying / name).read_text(encoding="utf-8"))
        content, entries = Path(manifest["content"]), tuple(map(_entry, manifest["documents"]))
        name = names.get("sections.json", "sections.json")
        rows = tuple(map(_row, json.loads((lying / name).read_text(encoding="utf-8"))))
        name = f"{site}/index.html"
        (build / name).stat()
        kept = Memo() if kept is None else kept
        return Built(content, entries, rows, Pages(build / site, kept), kept), ""
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None, name


def rows(build: Path, name: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of a map of the published site; none when there is no such site, or its map is damaged."""
    try:
        rows = json.loads((maps.folder(build, build / SITE) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()


def _entry(data: Mapping[str, Any]) -> Entry:
    omitted = tuple((int(line), str(reason)) for line, reason in data["omitted"])
    source, part, slug, digest = (str(data[key]) for key in ("source", "part", "slug", "sha256"))
    return Entry(source, part, slug, digest, _files(data["pages"]), _files(data["whole"]), omitted)


def _row(data: Mapping[str, Any]) -> Row:
    return Row(str(data["url"]), str(data["source"]), int(data["line"]), str(data["text"]))


def _files(urls: Iterable[str]) -> tuple[str, ...]:
    """The files behind addresses of pages."""
    return tuple(url + "index.html" if url.endswith("/") or not url else url for url in urls)
