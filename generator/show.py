"""The stages of one document as data, for `yandu show` and for other programs. Lines are 1-based, columns 0-based."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .annotations import At, line_of
from .corpus import Corpus
from .knowledge.topics import places
from .labels import FIELDS, UNIT_NAMES, kilobytes, unit
from .model import Block, Document, Paragraph, Section
from .omissions import ALL, grouped
from .results import Tag, Topic
from .source import Hint, Line, Source

Row = dict[str, Any]
HINTS: dict[Hint, str] = {"": "", "title": "　（样子像标题）", "toc": "　（目录里的一行）"}
TEXT = 40  # characters of a line that a row quotes


def source(read: Source) -> Row:
    """What was read, complete but for the bytes of pictures."""
    return {
        "source": read.path, "sha256": read.sha256, "format": read.format, "encoding": read.encoding,
        "given": {k: v for k in type(read.given).__slots__ if (v := getattr(read.given, k))},
        "pages": list(read.pages),
        "lines": [_line(line) for line in read.lines],
        "notes": [_line(note) for note in read.notes],
        "pictures": [{"line": p.line, "name": p.name, "bytes": len(p.data), "alt": p.alt} for p in read.pictures],
        "omitted": [{"line": o.line, "text": o.text, "reason": o.reason} for o in read.omitted],
    }  # fmt: skip


def _line(line: Line) -> Row:
    """A line; what the format says of it only where it says something."""
    said = {"level": line.level, "head": line.head, "indent": line.indent, "hint": line.hint}
    cells = {"cells": [cell.text for cell in line.cells]} if line.cells else {}
    row = {"line": line.number, "start": line.column, "text": line.text}
    return {**row, **{k: v for k, v in said.items() if v}, **cells}


def source_text(read: Source) -> Iterator[str]:
    """The same for the eye, line by line: the words with their numbers, then notes, pictures, and what was left out."""
    encoding = f"，编码 {read.encoding}" if read.encoding else ""
    yield f"{read.path}（{read.format}{encoding}），行首的数是{UNIT_NAMES[unit(read)]}："
    given = {name: getattr(read.given, key) for key, name in FIELDS.items()}
    yield from (f"{name}：{'、'.join(v) if isinstance(v, tuple) else v}" for name, v in given.items() if v)
    yield from (_numbered_line(line.number, _shown(line)) for line in read.lines)
    if read.notes:
        yield f"注释（{len(read.notes)} 条）："
        yield from (_numbered_line(note.number, note.text) for note in read.notes)
    if read.pictures:
        yield f"图片（{len(read.pictures)} 张）："
        yield from (
            _numbered_line(p.line, f"{p.name}，{kilobytes(p.data)}，{p.alt or '没有替代文字'}") for p in read.pictures
        )
    for kind, group in grouped(read.omitted, *ALL):
        yield f"没有放进正文：{kind.name}（{len(group)} 处）"
        yield from (_numbered_line(o.line, o.text) for o in group)


def _numbered_line(number: int, words: str) -> str:
    return f"{number:>6}  {words}"


def _shown(line: Line) -> str:
    """A line with what the format says of it; the cells of a row side by side."""
    if line.cells:
        return "| " + " | ".join(cell.text for cell in line.cells) + " |"
    return "#" * line.level + (" " if line.level else "") + line.text + HINTS[line.hint]


def outline(document: Document) -> Row:
    """Title, front matter and every section, item and inline item in reading order."""
    rows: list[Row] = []
    _collect(document.root, None, rows)
    for attachment in document.attachments:
        rows.append(_section_row(attachment, None))
        _collect(attachment, attachment.id, rows)
    notes = document.source.notes
    return {
        "source": document.source.path,
        "title": document.meta.title,
        "front": [{"role": p.role, "line": p.line.number, "text": p.line.text} for p in document.front],
        "sections": rows,
        "closing": _section_row(document.closing, None) if document.closing else None,
        "notes": [{"line": note.number, "text": note.text} for note in notes],
    }


def _collect(section: Section, parent: str | None, rows: list[Row]) -> None:
    for block in section.body:
        rows.extend(_item_rows(block, parent))
    for child in section.children:
        rows.append(_section_row(child, parent))
        _collect(child, child.id, rows)


def _section_row(section: Section, parent: str | None) -> Row:
    end_line, end_offset = last_place(section)
    first = section.title if section.title.text else next(_lines(section), section.title)
    goes_on = section.kind in ("runin", "numpara", "article")
    quoted = section.title.text + "".join(b.line.text for b in section.body[:goes_on] if isinstance(b, Paragraph))
    return {
        "id": section.id, "parent": parent, "kind": section.kind,
        "ordinal": section.ordinal.text if section.ordinal else "", "heading": section.heading,
        "text": _from_ordinal(quoted, section), "line": first.number, "start": first.column,
        "end_line": end_line, "end_offset": end_offset,
    }  # fmt: skip


def _from_ordinal(quoted: str, section: Section) -> str:
    start = quoted.find(section.ordinal.text) if section.ordinal else 0
    return quoted[max(start, 0) :][:TEXT]


def _item_rows(block: Block, parent: str | None) -> Iterator[Row]:
    if not isinstance(block, Paragraph):
        return
    line = block.line
    if block.ordinal:
        kind = "para-item" if block.id.rpartition("-")[2].startswith("p") else "item"
        yield _row(block.id, parent, kind, block.ordinal.text, line, 0, len(line.text))
    for s, series in enumerate(block.series, 1):
        for i, item in enumerate(series.items, 1):
            id = f"{block.id or parent or ''}@{line.number}.{line.column}.{s}.{i}"
            yield _row(id, parent, "inline-item", item.ordinal, line, item.span.start, item.span.end)


def _row(id: str, parent: str | None, kind: str, ordinal: str, line: Line, start: int, end: int) -> Row:
    (number, column), (end_line, end_offset) = line.at(start), line.at(end - 1)
    return {
        "id": id, "parent": parent, "kind": kind, "ordinal": ordinal, "heading": "",
        "text": line.text[start : start + TEXT], "line": number, "start": column,
        "end_line": end_line, "end_offset": end_offset + 1,
    }  # fmt: skip


def topics(document: Document, tags: Mapping[tuple[str, str], tuple[Tag, ...]], names: tuple[Topic, ...]) -> Row:
    """Every section with its topics, scores and reasons; a section spans its whole subtree."""
    name = {topic.id: topic.name for topic in names}
    rows = []
    for section in places(document):
        end_line, end_offset = last_place(section)
        first = next(_lines(section), section.title)
        mine = [_topic(tag, name) for tag in tags.get((document.id, section.id), ())]
        rows.append(
            {
                "id": section.id, "line": first.number, "start": first.column,
                "end_line": end_line, "end_offset": end_offset, "topics": mine,
            }
        )  # fmt: skip
    return {"source": document.source.path, "sections": rows}


def terms(corpus: Corpus, path: str) -> Row:
    """Every term and formula, where it stands, and the items of formulas."""
    known, places = corpus.knowledge, _sections(corpus)
    named = [{**_at(places, m.at), "term": m.term.term, "kind": m.term.kind} for m in known.mentions]
    counted = [
        {
            "formula": f.text, "kind": f.kind, "resolution": f.resolution, "declared": f.declared,
            "items": [item.text for item in f.items], "mentions": [_at(places, at) for at in f.mentions],
        }
        for f in known.formulas
    ]  # fmt: skip
    return {"source": path, "terms": named, "formulas": counted}


def citations(corpus: Corpus, path: str) -> Row:
    """Every citation, what it is and what it leads to."""
    places = _sections(corpus)
    rows = [
        {
            **_at(places, c.at), "name": c.proper or c.name, "kind": c.kind, "article": c.article,
            "document": c.document, "sections": list(c.sections),
        }
        for c in corpus.knowledge.citations
    ]  # fmt: skip
    return {"source": path, "citations": rows}


def _sections(corpus: Corpus) -> dict[tuple[str, str], Section]:
    return {(document.id, section.id): section for document in corpus.documents for section in document.sections()}


def _at(places: Mapping[tuple[str, str], Section], at: At) -> Row:
    """A stretch of text: its words, its section, and where it begins in the file."""
    line = line_of(places[at.document, at.section], at)
    number, column = line.at(at.start)
    return {"text": line.text[at.start : at.end], "section": at.section, "line": number, "start": column}


def together(documents: Sequence[Row]) -> Row:
    """The rows of one file: of several documents in it the sections follow each other, ids led by the number."""
    if len(documents) == 1:
        return documents[0]
    sections = [_numbered(row, f"d{n}:") for n, document in enumerate(documents, 1) for row in document["sections"]]
    return {"source": documents[0]["source"], "documents": list(documents), "sections": sections}


def _numbered(row: Row, lead: str) -> Row:
    """A section's row with ids of its own in the file."""
    return {**row, **{key: lead + row[key] for key in ("id", "parent") if row.get(key)}}


def _topic(tag: Tag, names: dict[str, str]) -> Row:
    reasons = [{"word": r.word, "count": r.count, "place": r.place, "points": round(r.points, 2)} for r in tag.reasons]
    name = names.get(tag.topic, tag.topic)
    return {"topic": name, "score": round(tag.score, 2), "inherited": tag.inherited, "reasons": reasons}


def _lines(section: Section) -> Iterator[Line]:
    if section.title.text:
        yield section.title
    for block in section.body:
        yield from block.lines


def last_place(section: Section) -> tuple[int, int]:
    """Physical (line, column) one past the last character of a section and all below it."""
    if section.children:
        return last_place(section.children[-1])
    *_, last = [section.title, *_lines(section)]
    return last.end
