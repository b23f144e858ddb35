"""What a careful editor would ask about a document's numbering: a table of checks over the finished outline."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..model import Document, Paragraph, Section
from ..source import Diagnostic, Loc
from .nesting import style_of
from .ordinals import KINDS, Marker
from .series import declared

Check = Callable[[Document], Iterator[Diagnostic]]


def check(document: Document) -> tuple[Diagnostic, ...]:
    """All findings about one document, in order of the checks."""
    return tuple(found for one in CHECKS for found in one(document))


def _style(section: Section) -> str:
    return style_of(Marker(section.ordinal, 0, 0)) if section.ordinal else ""


def order(document: Document) -> Iterator[Diagnostic]:
    """Gaps and repetitions. A series may run on across sections, so only the last number of its style counts."""
    for part in (document.root, *document.attachments):
        last: dict[str, tuple[Section, Section]] = {}
        for parent, section in _below(part):
            if section.ordinal:
                yield from _step(section, parent, last.get(_style(section)), document.source.path)
                last[_style(section)] = section, parent


def _below(section: Section) -> Iterator[tuple[Section, Section]]:
    """Every section below one, in reading order, behind its parent."""
    for child in section.children:
        yield section, child
        yield from _below(child)


def _step(section: Section, parent: Section, before: tuple[Section, Section] | None, path: str) -> Iterator[Diagnostic]:
    """What is wrong between a number and the last one of its style; a first 条 may have any number."""
    assert section.ordinal is not None
    value, style = section.ordinal.value, _style(section)
    loc = Loc(path, section.title.number, section.title.column)
    earlier = before[0].ordinal if before else None
    if not before or not earlier:
        if value[-1] != 1 and KINDS.get(style) != "article":
            yield Diagnostic("O101", loc, (section.ordinal.text, "没有编号"))
    elif value == earlier.value and before[1] is parent:
        yield Diagnostic("O102", loc, (section.ordinal.text,))
    elif value == (1,) and earlier.value[-1] > 1 and before[1] is parent:
        yield Diagnostic("O110", loc, (section.ordinal.text, f"“{earlier.text}”"))
    elif value[-1] != 1 and value not in _followers(earlier.value, value[-1]):
        yield Diagnostic("O101", loc, (section.ordinal.text, f"“{earlier.text}”"))


def _followers(value: tuple[int, ...], last: int) -> tuple[tuple[int, ...], ...]:
    """Numbers that may come after one: 10 → 11 and 10之一; 10之一 → 10之二 and 11."""
    return (*value[:-1], value[-1] + 1), (value[0] + 1,), (*value, last)


def counts(document: Document) -> Iterator[Diagnostic]:
    """A count that is announced and the items that follow: 三个平台, and only two of them."""
    for section in document.sections():
        for block in section.body:
            if not isinstance(block, Paragraph):
                continue
            loc = Loc(document.source.path, block.line.number, block.line.column)
            for series in block.series:
                if series.declared and series.declared != len(series.items) and series.declared > 1:
                    yield Diagnostic("O107", loc, (str(series.declared), str(len(series.items))))
        yield from _announced(section, document.source.path)


def _announced(section: Section, path: str) -> Iterator[Diagnostic]:
    """The last words before the subsections: 下面，我讲三点意见。"""
    last = section.body[-1] if section.body else None
    if not isinstance(last, Paragraph) or not section.children or last.series:
        return
    count = declared(last.line.text.rstrip("。：:"))
    if count and count > 1 and count != len(section.children):
        loc = Loc(path, last.line.number, last.line.column)
        yield Diagnostic("O107", loc, (str(count), str(len(section.children))))


def title(document: Document) -> Iterator[Diagnostic]:
    """A document without a title of its own is named after its file."""
    if not any(p.role == "title" for p in document.front) and not (
        document.source.given.title or document.source.announced.title
    ):
        yield Diagnostic("M101", Loc(document.source.path, 1), (document.meta.title or "",))


def structure(document: Document) -> Iterator[Diagnostic]:
    """A long text in which no numbering was found stays one section."""
    length = sum(len(line.text) for line in document.source.lines)
    if length > 3000 and not document.root.children and not document.attachments:
        yield Diagnostic("O108", Loc(document.source.path, 1), (str(length),))


CHECKS: tuple[Check, ...] = (title, structure, order, counts)
