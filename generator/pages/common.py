"""What several page kinds share: links between pages, lists cut into pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import TypeVar

from .. import markdown as md
from ..corpus import Corpus
from ..knowledge.lexicon import Lexicon
from ..knowledge.topics import Entry
from ..labels import label
from ..model import Document, Section
from ..plan import Plan
from ..results import Tag

Item = TypeVar("Item")
LISTED = 200  # entries of a list on one page


@dataclass(frozen=True, slots=True)
class Context:
    """What every page kind may look at."""

    corpus: Corpus
    plans: Mapping[str, Plan]
    """Document id → its pages."""
    entries: Mapping[str, Sequence[Entry]]
    """Topic id → its sections, the strongest first."""
    lexicon: Lexicon
    site_name: str
    originals: bool = False
    """Whether readers may take the original files along."""

    def tags(self, document: Document, section: Section) -> tuple[Tag, ...]:
        """Topics of a section, strongest first."""
        return self.corpus.tags.get((document.id, section.id), ())

    def tag_links(self, page: str, document: Document, section: Section) -> str:
        """The topics of a section as links; nothing when it has none."""
        tags = self.tags(document, section)
        links = [
            md.link(self.topic_name(t.topic), relative(page, f"topics/{t.topic}.md"), classes=("y-tag",)) for t in tags
        ]
        return md.paragraph(md.escape("主题：") + " ".join(links), classes=("y-tags",)) if links else ""

    def own_tag_links(self, page: str, document: Document, section: Section) -> str:
        """The same for a section below the page's head; what the clerk gave the whole document is not repeated."""
        given = any(r.place == "given" for t in self.tags(document, section) for r in t.reasons)
        return "" if given else self.tag_links(page, document, section)

    def topic_name(self, id: str) -> str:
        """Name of a topic by its id."""
        return next((topic.name for topic in self.lexicon.topics if topic.id == id), id)


def relative(page: str, target: str, anchor: str = "") -> str:
    """A link from one page to another, both paths below docs/."""
    path = way(page.rpartition("/")[0], target) if target != page or not anchor else ""
    return path + (f"#{anchor}" if anchor else "")


def way(folder: str, target: str) -> str:
    """The path from a folder to what lies below the same root; `.` when it is the folder. Both without `.` and `..`.

    >>> way("a/b", "a/c.md"), way("", "a"), way("a", "a"), way("a/b", "")
    ('../c.md', 'a', '.', '../..')
    """
    here, there = (path.split("/") if path else [] for path in (folder, target))
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
    return "/".join([".."] * (len(here) - shared) + there[shared:]) or "."


def section_link(page: str, plan: Plan, section: Section) -> str:
    """A link to a section, named as navigation names it."""
    path, anchor = plan.places[section.id]
    return md.link(label(section, plan.document), relative(page, path, anchor))


def crumbs(page: str, *links: str) -> str:
    """The way from the home page to here."""
    return md.paragraph(
        f" {md.escape('›')} ".join((md.link("首页", relative(page, "index.md")), *links)), classes=("y-crumbs",)
    )


def cut(items: Sequence[Item], path: str, size: int = LISTED) -> Iterator[tuple[str, Sequence[Item], int, int]]:
    """(path, part, number, of how many) of a long list: `topics/x.md`, `topics/x-2.md` …; an empty one has one page."""
    many = max(1, -(-len(items) // size))
    for number in range(1, many + 1):
        name = path if number == 1 else path.replace(".md", f"-{number}.md")
        yield name, items[(number - 1) * size : number * size], number, many


Target = tuple[str, str]
"""What a link is called, and the path of its page."""


def pager(page: str, before: Target | None, after: Target | None, back: Target | None = None) -> str:
    """Previous and next page; where there is no next one, a way back instead."""
    links = []
    if before:
        links.append(md.link(f"上一页：{before[0]}", relative(page, before[1]), classes=("y-prev",)))
    if after:
        links.append(md.link(f"下一页：{after[0]}", relative(page, after[1]), classes=("y-next",)))
    elif back:
        links.append(md.link(back[0], relative(page, back[1]), classes=("y-back",)))
    return md.paragraph(" ".join(links), classes=("y-pager",))


def spoken_date(date: str | None) -> str:
    """2024年3月5日 for 2024-03-05, 2024年3月 for 2024-03."""
    parts = zip((date or "").split("-"), "年月日", strict=False)
    return "".join(part.lstrip("0") + unit for part, unit in parts if part)


def list_pager(path: str, number: int, many: int) -> str:
    """Previous and next of a list that was cut."""

    def name(n: int) -> str:
        return path if n == 1 else path.replace(".md", f"-{n}.md")

    before = (f"第 {number - 1} 页", name(number - 1)) if number > 1 else None
    after = (f"第 {number + 1} 页", name(number + 1)) if number < many else None
    return pager(name(number), before, after)
