"""What is different from the site before: how many of each kind at a glance, then which, to be unfolded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from ..review.telling import COLUMNS, RENAMED, Group, Item, Told
from .html import Child, Row, element, link, table

SHORT = 8
"""Things of a kind that are shown without a tap."""
WHERE = "改了一份文件，引用它的网页、主题页和目录也会跟着变，都算在“网页”里。“链接”是正文里通到别的网页的字。"
NOT_YET = "这次没有发布，下面的变化还不在网站上。"


def changes(told: Told | None, *, published: bool) -> Iterator[Child]:
    """The part of the start page; None = there was no site before."""
    if told is None:
        return
    some = [group for group in told if group.count]
    yield element("h2", "与这台电脑上一次生成的网站相比")
    if not some:
        yield element("p", "没有变化。")
        return
    if not published:
        yield element("p", NOT_YET, style="warning")
    columns = [name for name in COLUMNS if name != RENAMED or any(one.change == name for one in some)]
    yield table("counts", ("", *columns), _counts(told, columns))
    yield element("p", WHERE, style="soft")
    yield from (_unfolded(group, published=published) for group in some)


def _counts(told: Sequence[Group], columns: Sequence[str]) -> Iterator[Row]:
    """A row for each kind that changed."""
    for kind in dict.fromkeys(group.kind for group in told):
        own = {group.change: group.count for group in told if group.kind == kind}
        if any(own.values()):
            yield kind, *(f"{own[column]:,}" if column in own else "" for column in columns)


def _unfolded(group: Group, *, published: bool) -> etree._Element:
    entries = [element("li", _item(one, published=published)) for one in group.items]
    if group.rest:
        entries.append(element("li", f"……还有 {group.rest:,} 项没有列出", style="soft"))
    opened = {"open": ""} if len(entries) <= SHORT else {}
    return element("details", element("summary", group.heading), element("ul", *entries), **opened)


def _item(one: Item, *, published: bool) -> Child:
    return link(one.words, address(one.url)) if published and one.url is not None else one.words


def address(url: str) -> str:
    """A page of the site, or a place on it, seen from the report and without a server."""
    path, mark, anchor = url.partition("#")
    return f"../site/{path}index.html{mark}{anchor}"
