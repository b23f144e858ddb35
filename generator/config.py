"""Where a site's files are and how it is set up: mkdocs.yml, `extra.yandu` in it, `content/_config/` (effect: read)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from . import accepted, handwritten, search, shipped, spreadsheet
from .knowledge import terms, topic_table
from .knowledge.lexicon import Lexicon
from .output import mkdocs_yml
from .review import decisions
from .source import Diagnostic, Loc

SEARCH = {"carrier": "auto", "also": []}
"""What mkdocs.yml may say under `extra.yandu.search`, and what holds when it does not."""
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""A mail address, and nothing that a mail program would take for more."""
NEIGHBOUR = re.compile(r"(?:/(?!/)|(?:\.\./)+)[^?#:\\\s]*")
"""Path of another site of the same server, `/other/` or `../other/`: no other server (`//`, `:`), no query."""


@dataclass(frozen=True, slots=True)
class Config:
    """One site."""

    top: Path
    """Its mkdocs.yml."""
    content: Path
    build: Path
    site_name: str
    page_characters: int
    """A section's children get pages of their own while its text is longer than this."""
    lexicon: Lexicon
    search_carrier: str = "auto"
    """One of `search.CARRIERS`."""
    search_also: tuple[str, ...] = ()
    """Paths of sites of the same server that are searched together with this one: `/other/`, `../other/`."""
    terms: tuple[terms.Term, ...] = ()
    decisions: tuple[decisions.Decision, ...] = ()
    """What the clerk decided on topics."""
    waivers: tuple[accepted.Waiver, ...] = ()
    """Findings that the clerk accepts."""
    assets: Mapping[str, str] = field(default_factory=dict)
    """Style sheets and scripts of the theme's folder: path below its assets/ → text."""
    originals: bool = False
    """Whether readers may take the original files along."""


def load(top: Path, content: Path | None = None, build: Path | None = None) -> tuple[Config, tuple[Diagnostic, ...]]:
    """The configuration of the site whose mkdocs.yml is `top`; paths given here go before those written there."""
    settings, found = mkdocs_yml.load(top) if top.exists() else ({}, ())
    own, problems = _own(settings)
    content = content or top.parent / own["content"]
    lexicon, more = load_topics(content)
    known, wrong = load_terms(content, lexicon)
    decided, unusable = load_decisions(content)
    waivers, unknown = load_waivers(content)
    assets, unread = load_assets(top, settings)
    config = Config(
        top,
        content,
        build or top.parent / own["build"],
        str(settings.get("site_name") or "研读"),
        own["page_characters"],
        lexicon,
        own["search"]["carrier"],
        tuple(own["search"]["also"]),
        known,
        decided,
        waivers,
        assets,
        own["originals"],
    )
    return config, (*found, *problems, *more, *wrong, *unusable, *unknown, *unread)


def load_assets(top: Path, settings: Mapping[str, Any]) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    """The style sheets and scripts of the site's look (`mkdocs_yml.look`), path below its assets/ → text."""
    folder = mkdocs_yml.look(settings, top) / "assets"
    files = (file for kind in ("*.css", "*.js") for file in sorted(folder.rglob(kind)))
    try:
        return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8-sig") for file in files}, ()
    except (OSError, UnicodeDecodeError) as error:
        return {}, (Diagnostic("F205", Loc(str(folder)), (str(error),)),)


def _own(settings: dict[str, Any]) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """`extra.yandu` with what it does not say; a value of the wrong kind is reported and not used."""
    values: dict[str, Any] = {
        "content": "content",
        "build": "build",
        "page_characters": 1200,
        "search": {},
        "contact": "",
        "originals": False,
    }
    extra = settings.get("extra")
    given = extra.get("yandu") if isinstance(extra, dict) else None
    found = []
    for key, value in (given or {}).items() if isinstance(given, dict) else ():
        if key not in values or not _is_meant(key, value, values[key]):
            found.append(_unused(key, value))
        else:
            values[key] = value
    asked, more = _search(values["search"])
    return values | {"search": asked}, (*found, *more)


def _is_meant(key: str, value: object, default: object) -> bool:
    """Whether a value is of the kind that its setting takes."""
    if key == "contact" and value:
        return isinstance(value, str) and bool(MAIL.fullmatch(value))
    return type(value) is type(default) and (bool(value) or value == default)


def _search(given: dict[Any, Any]) -> tuple[dict[str, Any], list[Diagnostic]]:
    """`extra.yandu.search` with what it does not say; each wrong key is reported, the others hold."""
    known = {key: value for key, value in given.items() if _is_known(key, value)}
    return SEARCH | known, [_unused(f"search.{key}", given[key]) for key in given if key not in known]


def _unused(key: object, value: object) -> Diagnostic:
    return Diagnostic("F101", Loc("mkdocs.yml"), (str(key), str(value)))


def _is_known(key: object, value: object) -> bool:
    """Whether a setting of the search says something that we know."""
    return _are_paths(value) if key == "also" else key == "carrier" and value in search.CARRIERS


def _are_paths(value: object) -> bool:
    """Whether these are paths on the same server: a page must not load anything from elsewhere."""
    return isinstance(value, list) and all(isinstance(path, str) and NEIGHBOUR.fullmatch(path) for path in value)


def load_topics(content: Path) -> tuple[Lexicon, tuple[Diagnostic, ...]]:
    """The site's topic table, else the shipped one."""
    text, name, found = _table(content, "topics.yml", "F102")
    try:
        data = yaml.load(text, handwritten.LOADER)
    except (ValueError, OverflowError, RecursionError, yaml.YAMLError) as error:
        slip = handwritten.slip(text.splitlines(), error, topic_table.KEYS)
        data, found = None, (Diagnostic("F102", Loc(name, slip.line), (slip.reason,)),)
    lexicon, more = topic_table.parse({} if data is None else data, name)
    return lexicon, found or more


def load_terms(content: Path, lexicon: Lexicon) -> tuple[tuple[terms.Term, ...], tuple[Diagnostic, ...]]:
    """The site's table of terms, else the shipped one, whose topics a site with topics of its own need not know."""
    text, name, found = _table(content, "terms.yml", "T120")
    data, slips = handwritten.load(text, terms.PARTS)
    found += tuple(Diagnostic("T127", Loc(name, slip.line), (slip.reason,)) for slip in slips)
    is_own = (content / name).is_file()
    names = [topic.name for topic in lexicon.topics] if is_own else []
    known, more = terms.parse(data, name, [*names, lexicon.general] if names else ())
    return known, found + more


def load_decisions(content: Path) -> tuple[tuple[decisions.Decision, ...], tuple[Diagnostic, ...]]:
    """What the clerk decided on topics; a table that cannot be read is an error, since it must not be lost."""
    try:
        return decisions.read(spreadsheet.read(_bytes(content / decisions.TABLE)))
    except (OSError, spreadsheet.Unreadable) as error:
        return (), (Diagnostic("F104", Loc(decisions.TABLE), (str(error),)),)


def load_waivers(content: Path) -> tuple[tuple[accepted.Waiver, ...], tuple[Diagnostic, ...]]:
    """The findings that the clerk accepts."""
    try:
        return accepted.parse(_bytes(content / accepted.FILE).decode("utf-8-sig"))
    except UnicodeError:
        return (), (Diagnostic("F105", Loc(accepted.FILE), ("文字不是 UTF-8 编码",)),)
    except OSError as error:
        return (), (Diagnostic("F105", Loc(accepted.FILE), (str(error),)),)


def _bytes(file: Path) -> bytes:
    """A file's bytes; none when there is no such file."""
    return file.read_bytes() if file.exists() else b""


def _table(content: Path, file: str, unreadable: str) -> tuple[str, str, tuple[Diagnostic, ...]]:
    """A table of the site, else the shipped one: its text, its name in messages, why it cannot be read."""
    folders = [folder for folder in (content / "_config", shipped.TABLES) if (folder / file).is_file()]
    name = f"_config/{file}"
    if not folders:
        return "", name, ()
    try:
        return (folders[0] / file).read_text(encoding="utf-8-sig"), name, ()
    except UnicodeError:
        return "", name, (Diagnostic(unreadable, Loc(name), ("文字不是 UTF-8 编码",)),)
    except OSError as error:
        return "", name, (Diagnostic(unreadable, Loc(name), (str(error),)),)
