"""From paragraphs to a document: head, sections, closing, attachments, with an explicit id for every address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ..model import Document, Ordinal, Paragraph, Section, SectionKind
from ..source import Diagnostic, Line, Meta, Omission, Piece, Source
from . import forms, frontmatter, headings, items, nesting, parts
from .clean import clean
from .nesting import Node
from .numerals import parse as parse_number
from .ordinals import KINDS
from .parts import Part


def parse(source: Source, slug: str) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Take a source apart. Never fails: what is not understood stays a paragraph."""
    lines, omitted, found = clean(source)
    notice, lines = _notice(lines)
    head = frontmatter.read(lines)
    main, *others = parts.split(lines, head.rest)
    end = parts.closing_start(lines, main)
    root, problems = _tree(lines[main.start : end], "", source.path)
    top = Line("", (Piece(0, *_where(lines, main.start)),))
    root = replace(root, kind="root", title=top)
    closing = parts.closing(lines[end : main.end]) if end < main.end else None
    attachments = []
    for number, part in enumerate(others, 1):
        attachment, more = _attachment(lines, part, f"a{number}", source.path)
        attachments.append(attachment)
        problems += more
    meta = _meta(source, notice, head.meta, lines[end : main.end])
    front = (*(Paragraph(line, "notice") for line in notice), *head.paragraphs)
    read, notes = _with_omitted(source, omitted), _notes(source.notes)
    document = Document(slug, meta, front, root, closing, tuple(attachments), read, notes)
    return _unique(document), (*found, *problems)


def _notes(lines: Sequence[Line]) -> Section | None:
    """Footnotes and endnotes as a section of their own, each with an id."""
    if not lines:
        return None
    start = Line("", (Piece(0, lines[0].number, lines[0].column),))
    body = (Paragraph(line, "footnote", id=f"note-{number}") for number, line in enumerate(lines, 1))
    return Section("notes", "notes", start, body=tuple(body))


def _notice(lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The notice that only publishes a rule, and the rule: the document is the rule."""
    length = parts.notice(lines, frontmatter.read(lines).rest)
    return lines[:length], lines[length:]


def _with_omitted(source: Source, omitted: tuple[Omission, ...]) -> Source:
    return replace(source, omitted=tuple(sorted((*source.omitted, *omitted), key=lambda o: o.line)))


def _where(lines: Sequence[Line], index: int) -> tuple[int, int]:
    if index < len(lines):
        return lines[index].number, lines[index].column
    return lines[-1].end if lines else (1, 0)


def _meta(source: Source, notice: Sequence[Line], read: Meta, back: Sequence[Line]) -> Meta:
    """What the clerk gives goes before what the text says; a date may stand at its end only (成文日期).

    What publishes a rule says its number, who issued it and when.
    """
    wrapper = frontmatter.read(notice).meta if notice else Meta()
    read = replace(read, number=read.number or wrapper.number, date=read.date or wrapper.date)
    back = (*notice, *back)
    signed = next(
        (d for line in reversed(back) if forms.DATE.match(line.text) and (d := forms.iso_date(line.text))),
        None,
    )
    issuer = next((a.text for a, b in pairwise(back) if parts.is_signature(a, b)), None)
    read = replace(read, date=read.date or signed, issuer=issuer)
    announced = replace(source.announced, title=None) if notice else source.announced  # a page's title is the notice's
    told = {**_known(announced), **_known(source.given)}
    meta = replace(read, **{"title": read.title or source.part or _stem(source.path), **told})
    title_kind = forms.KIND.search(meta.title or "")
    return meta if meta.kind or not title_kind else replace(meta, kind=title_kind[1])


def _known(meta: Meta) -> dict[str, Any]:
    return {key: value for key in Meta.__slots__ if (value := getattr(meta, key))}


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _attachment(lines: Sequence[Line], part: Part, id: str, path: str) -> tuple[Section, tuple[Diagnostic, ...]]:
    """An attachment with a title block and sections of its own; its heading is its first line, whatever that is."""
    first, *own = lines[part.start : part.end]
    number = forms.ATTACHMENT.match(first.text) or parts.TITLED.match(first.text)
    head = frontmatter.read(own if number else [first, *own])
    front, rest = head.paragraphs, own[head.rest :] if number else own[max(head.rest - 1, 0) :]
    if not number:
        first, front = (front[0].line, front[1:]) if front else (first, ())
    root, problems = _tree(rest, f"{id}-", path)
    ordinal = Ordinal("附件", (parse_number(number[1]) or int(id[1:]),), first.text) if number else None
    named = number[2] if number and number.re is parts.TITLED else head.meta.title
    title = named or first.text
    body = (*front, *root.body)
    return replace(root, id=id, kind="attachment", title=first, heading=title, ordinal=ordinal, body=body), problems


def _tree(lines: Sequence[Line], prefix: str, path: str) -> tuple[Section, tuple[Diagnostic, ...]]:
    """The sections of one part under a nameless root."""
    if not lines:
        return Section(prefix.rstrip("-"), "root", Line("", (Piece(0, 1, 0),))), ()
    markers, problems = nesting.select(lines, path)
    root = nesting.tree(lines, markers)
    body = items.body(root.body, f"{prefix}i", items.flat(root))
    return Section(prefix.rstrip("-"), "root", lines[0], body=body, children=_children(root, prefix, prefix)), problems


def _children(node: Node, prefix: str, part: str) -> tuple[Section, ...]:
    rest = node.children[items.leading(node) :]
    return tuple(_section(child, f"{prefix}{i}", part) for i, child in enumerate(rest, 1))


def _section(node: Node, id: str, part: str) -> Section:
    if not node.marker:
        inner = items.body(node.body, f"{id}-i", items.flat(node))
        return Section(
            id, "heading", node.line, heading=node.line.text, body=inner, children=_children(node, f"{id}-", part)
        )
    id = _article_id(node.marker.ordinal, part) if KINDS.get(node.marker.ordinal.style) == "article" else id
    title, heading, kind, rest = divide(node)
    within = f"{id}-" if kind == "article" else f"{id}-i"
    body = items.body([*([rest] if rest.text else []), *node.body], within, items.flat(node))
    return Section(id, kind, title, node.marker.ordinal, heading, body, _children(node, f"{id}-", part))


def _article_id(ordinal: Ordinal, part: str) -> str:
    """条 count through the document, so their address leaves out the chapter: art-12; 第十条之一 is art-10_1."""
    return f"{part}art-" + "_".join(str(v) for v in ordinal.value)


def divide(node: Node) -> tuple[Line, str, SectionKind, Line]:
    """A numbered line as (words that stand as heading, heading proper, kind, the text that follows on the line)."""
    line, marker = node.line, node.marker
    assert marker is not None
    words = line.text[marker.end :]
    style = KINDS.get(marker.ordinal.style)
    cut = headings.split(words)
    if style == "article":
        return line.cut(0, marker.end), "", "article", line.cut(marker.end)
    if style == "chapter" and len(words) <= headings.LONGEST and cut.kind == "numpara":
        return line, words.strip(), "heading", line.cut(len(line.text))
    if cut.kind == "numpara":
        return line.cut(0, marker.end), "", "numpara", line.cut(marker.end)
    heading = fold_spaces(words[: cut.end])
    return line.cut(0, marker.end + cut.cut), heading, cut.kind, line.cut(marker.end + cut.cut)


def fold_spaces(heading: str) -> str:
    """A heading without the blanks that only spread it: 总　则 → 总则; other blanks stay."""
    heading = heading.strip()
    spread = re.fullmatch(r"([\u4e00-\u9fff])\s+([\u4e00-\u9fff])", heading)
    return spread[1] + spread[2] if spread else heading


def _unique(document: Document) -> Document:
    """Number repeated ids (a second 第三条) in reading order: art-3, art-3-x2."""
    seen: Counter[str] = Counter()

    def fresh(section: Section) -> Section:
        id = _free(section.id, seen)
        body = tuple(replace(b, id=_free(b.id, seen)) if isinstance(b, Paragraph) and b.id else b for b in section.body)
        return replace(section, id=id, body=body, children=tuple(fresh(child) for child in section.children))

    root = fresh(document.root)
    return replace(document, root=root, attachments=tuple(fresh(a) for a in document.attachments))


def _free(id: str, seen: Counter[str]) -> str:
    seen[id] += 1
    return id if seen[id] == 1 or not id else f"{id}-x{seen[id]}"
