"""What is made of documents: topics and why, pages, the map of the site. Frozen, as `model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a section has a topic: one word that was counted."""

    word: str
    count: int
    place: Literal["heading", "body", "ancestor", "given"]
    points: float


@dataclass(frozen=True, slots=True)
class Tag:
    """A topic of a section."""

    section: str
    """Id of the section in its document; `2-1:3` = a stretch of a long section (`knowledge.stretches`)."""
    topic: str
    """Id of the topic."""
    score: float
    reasons: tuple[Reason, ...]
    """Strongest first."""
    inherited: bool = False
    """True when the heading above names the topic and the text only touches it."""
    subtopics: tuple[str, ...] = ()
    """Names of the parts of the topic that its words speak of (`Topic.subtopics`), strongest first."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic and the words that speak for it, from `topics.yml`."""

    id: str
    """ASCII, the address of its page."""
    name: str
    full: str
    """Long form: 作风建设."""
    words: tuple[tuple[str, float], ...] = ()
    """(word, points)."""
    negative: tuple[str, ...] = ()
    """Words that hold a cue of this topic and do not speak for it."""
    subtopics: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(name, stems) of its parts: a word that holds one of the stems belongs to the part."""


@dataclass(frozen=True, slots=True)
class Page:
    """One Markdown page of the site."""

    path: str
    """Below docs/, e.g. `slug/2-1.md`; its address is the path without `.md` and with `/`."""
    text: str
    """The whole file, front matter included."""
    links: tuple[str, ...] = ()
    """Addresses of the other pages to which words of its text lead; ways through the site are none."""

    @property
    def url(self) -> str:
        """Its address."""
        return url(self.path)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a build had it."""

    url: str
    title: str
    mark: str
    """Checksum of what it says."""
    links: tuple[str, ...]
    """Addresses of the pages to which its words lead."""

    @property
    def document(self) -> str:
        """Id of the document whose page it is; for other pages the folder they lie in."""
        return self.url.partition("/")[0]


def url(path: str) -> str:
    """Address of a page below the site's root by its path below docs/: `slug/2-1/`, `` for the home page."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


@dataclass(frozen=True, slots=True)
class Record:
    """One addressable section as other programs and the search see it: a row of `sections.json`."""

    url: str
    """`slug/2-1/#2-1-3`."""
    source: str
    line: int
    end_line: int
    title: str
    text: str
    """Heading and own words, without subsections'; paragraphs joined by line feeds."""
    document: str
    """Title of the document."""
    place: tuple[str, ...]
    """Labels of the sections above, outermost first."""
    topics: tuple[str, ...] = ()
    """Names of its topics."""
    date: str = ""
    kind: str = ""
    headed: bool = False
    """Whether the text begins with a heading: its title, if the section has one."""


@dataclass(frozen=True, slots=True)
class Site:
    """All that is written for the engine."""

    pages: tuple[Page, ...]
    records: tuple[Record, ...]
    files: tuple[tuple[str, str | bytes], ...] = ()
    """Other files below docs/, scripts and pictures: (path, content)."""
    written: Mapping[str, str] = field(default_factory=dict)
    """Pages that stand below docs/ already: path → checksum, a document's in reading order."""
    sheets: tuple[Sheet, ...] = ()
    """The same pages as the next build will compare them."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Of all pages below docs/."""
        return (*(page.path for page in self.pages), *self.written)
