"""The map of the site: one record for every addressable section, for the search and for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from .labels import label, own_text
from .model import Document, Section
from .pages.common import Context
from .results import Page, Record
from .show import last_place


def records(context: Context) -> Iterator[Record]:
    """All records, documents and their sections in reading order."""
    for document in context.corpus.documents:
        for top in document.parts:
            yield from _records(context, document, top, ())


def _records(context: Context, document: Document, section: Section, above: tuple[str, ...]) -> Iterator[Record]:
    path, anchor = context.plans[document.id].places[section.id]
    name = label(section, document)
    line, end_line = _lines(document, section)
    yield Record(
        url=Page(path, "").url + (f"#{anchor}" if anchor else ""),
        source=document.source.path,
        line=line,
        end_line=end_line,
        title=name,
        text=_text(document, section),
        document=document.meta.title or "",
        place=above,
        topics=tuple(context.topic_name(tag.topic) for tag in context.tags(document, section)),
        date=document.meta.date or "",
        kind=document.meta.kind or "",
        headed=bool(section.heading or section.kind in ("root", "attachment")),
    )
    below = above if section.kind == "root" else (*above, name)
    for child in section.children:
        yield from _records(context, document, child, below)


def _lines(document: Document, section: Section) -> tuple[int, int]:
    """First and last physical line; the document's own record covers title, front matter and preamble only."""
    if section.kind != "root":
        return section.title.number, last_place(section)[0]
    lines = [p.line for p in document.front] + [line for block in section.body for line in block.lines]
    return (lines[0].number, lines[-1].end[0]) if lines else (1, 1)


def _text(document: Document, section: Section) -> str:
    if section.kind != "root":
        return own_text(section)
    return "\n".join(filter(None, [*(p.line.text for p in document.front), own_text(section)]))
