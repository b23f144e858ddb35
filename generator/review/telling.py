"""What is different from the site before, in words for the clerk: how many of each kind, and which. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..results import Sheet
from .compare import Changes, Seen
from .sheets import Turned

NEW, ALTERED, GONE, RENAMED = "新增", "有改动", "不再有", "换了网址"
COLUMNS = (NEW, ALTERED, GONE, RENAMED)
TOPIC, RETAGGED = "主题", "主题有变的节"
LISTED = 50
"""Things of one kind that are told one by one."""
TARGETS = 5
"""Targets of links that are named for one page."""


class Item(NamedTuple):
    """One thing that changed."""

    words: str
    url: str | None = None
    """Where it is seen on the new site; None = nowhere."""


@dataclass(frozen=True, slots=True)
class Group:
    """All things of a kind that changed in a way."""

    kind: str
    """文件, 节, 网页 …"""
    change: str
    """One of `COLUMNS`."""
    count: int
    items: tuple[Item, ...]
    """The first `LISTED` of them."""
    rest: int
    """How many more there would be."""

    @property
    def heading(self) -> str:
        """What the group is called: 新增的节（3）."""
        name = RETAGGED if self.kind == TOPIC else f"{self.change}的{self.kind}"
        return f"{name}（{self.count:,}）"


Told = tuple[Group, ...]
"""Every group that can be, the empty ones too."""


def told(sections: Changes, pages: Turned | None) -> Told:
    """The changes in words; `pages` is None when the site before has no map of its pages."""
    return (*_documents(sections), *_sections(sections), *(_pages(pages, sections.altered) if pages else ()))


def _documents(found: Changes) -> Iterable[Group]:
    yield _group("文件", NEW, map(Item, found.arrived))
    yield _group("文件", ALTERED, map(Item, sorted(set(found.altered.values()))))
    yield _group("文件", GONE, map(Item, found.gone))
    yield _group("文件", RENAMED, (Item(_renamed(*one), f"{one.after.slug}/") for one in found.renamed))


def _renamed(before: Seen, after: Seen, may_keep: bool) -> str:
    """A document that has another address, and how it can have its old one again."""
    name = "" if before.source == after.source else f"（原名 {before.source}）"
    way = f"；要保留，请在文件说明里写“地址: {before.slug}”" if may_keep else ""
    return f"{after.source}{name}：原来的网址不再可用{way}"


def _sections(found: Changes) -> Iterable[Group]:
    yield _group("节", NEW, (Item(_name(one), one.url) for one in found.new))
    yield _group("节", ALTERED, (Item(_name(after), after.url) for _, after in found.edited))
    yield _group("节", GONE, (Item(_name(one)) for one in found.vanished))
    retagged = (Item(f"{_name(b)}：{_topics(a)} → {_topics(b)}", b.url) for a, b in found.retagged)
    yield _group(TOPIC, ALTERED, retagged)


def _pages(found: Turned, altered: Container[str]) -> Iterable[Group]:
    """Changed pages of documents that were altered come first: others only follow them."""
    edited = sorted(found.edited, key=lambda one: one.document not in altered)
    yield _group("网页", NEW, (Item(one.title, one.url) for one in found.new))
    yield _group("网页", ALTERED, (Item(one.title, one.url) for one in edited))
    yield _group("网页", GONE, (Item(one.title) for one in found.gone))
    yield _links(NEW, found.linked, [one.url for one, _ in found.linked])
    yield _links(GONE, found.unlinked, [None] * len(found.unlinked))


def _links(change: str, pages: tuple[tuple[Sheet, tuple[str, ...]], ...], urls: Iterable[str | None]) -> Group:
    items = (Item(f"{one.title} → {_targets(names)}", url) for (one, names), url in zip(pages, urls, strict=True))
    return replace(_group("链接", change, items), count=sum(len(names) for _, names in pages))


def _targets(names: tuple[str, ...]) -> str:
    more = f"等 {len(names)} 处" if len(names) > TARGETS else ""
    return "、".join(names[:TARGETS]) + more


def _group(kind: str, change: str, items: Iterable[Item]) -> Group:
    every = tuple(items)
    return Group(kind, change, len(every), every[:LISTED], max(0, len(every) - LISTED))


def _name(one: Seen) -> str:
    return f"{one.source}　{one.title}"


def _topics(one: Seen) -> str:
    return "、".join(one.topics) or "无"
