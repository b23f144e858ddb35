"""Footnotes and endnotes (ECMA-376 Part 1 §17.11), running heads (§17.10): what stands beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...source import Diagnostic, Line, Loc, Omission
from ..normalise import logical_line, tidy
from . import graphics, wml
from .body import Body, Story
from .package import Package, Refused
from .progress import Reference
from .wml import w

_ENTRIES = {"footnotes": w("footnote"), "endnotes": w("endnote")}
_INVISIBLE = frozenset({"R168", "R169"})
"""What of running heads is reported by itself: deleted and hidden words."""
_SHOWN = 60
"""Characters of the running heads in the message."""
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:第[\W\d_]*页)?[\W\d_]*(?:共[\W\d_]*页)?[\W\d_]*")


def notes(body: Body) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    """The notes that the text refers to, in the order of their marks; raises `Refused` when their part is broken.

    A mark whose note is nowhere in the file is a finding.
    """
    found: list[Line] = []
    missing: list[Reference] = []
    wanted = list(body.progress.references)
    for kind in dict.fromkeys(reference.note.kind for reference in wanted):
        lines, lost = _of_kind(body, kind, [reference for reference in wanted if reference.note.kind == kind])
        found += lines
        missing += lost
    found.sort(key=lambda line: (line.number, line.column))
    return tuple(line for line in found if line.text), _lost(missing, body.progress.path)


def _of_kind(body: Body, kind: str, wanted: list[Reference]) -> tuple[list[Line], list[Reference]]:
    """The footnotes or the endnotes, and references to those that are missing."""
    package = body.progress.package
    root = package.part(kind)
    if root is None:
        return [], wanted
    entries = {entry.get(w("id"), ""): entry for entry in root.iter(_ENTRIES[kind])}
    story = body.story(root)
    there = [reference for reference in wanted if reference.note.id in entries]
    body.progress.part = package.within(kind)
    lines = [_note(entries[reference.note.id], reference, story, body) for reference in there]
    body.progress.part = package
    return lines, [reference for reference in wanted if reference.note.id not in entries]


def _note(entry: etree._Element, reference: Reference, story: Story, body: Body) -> Line:
    """One note as a line: its mark and all its blocks, tables and text boxes too; its pictures go with the text."""
    progress = body.progress
    progress.number, progress.column, progress.last = reference.number, reference.column, reference.number
    words = " ".join(seen.line.text.replace("\t", " ") for seen in body.read_blocks(entry, story, keep=True))
    text = f"{reference.mark} {words}".strip()
    return logical_line(text, reference.number, reference.column, progress.path, progress.tally)


def _lost(missing: list[Reference], path: str) -> tuple[Diagnostic, ...]:
    """The finding that notes are missing: how many, and where the first should be."""
    if not missing:
        return ()
    first = min(missing, key=lambda reference: (reference.number, reference.column))
    which = f"，第一条是 {first.mark}" if first.mark else ""
    return (Diagnostic("R161", Loc(path, first.number, first.column), (f"{len(missing)} 条注释{which}",)),)


def running_heads(body: Body) -> tuple[tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """The words of headers and footers, which are no part of the text; bare page numbers are not worth a word.

    Those that cannot be read are a finding.
    """
    package, path = body.progress.package, body.progress.path
    body.progress.number, body.progress.column = 1, 0
    names = [name for kind in ("header", "footer") for name in package.targets(kind)]
    roots = [_root(package, name) for name in names]
    broken = sum(root is None for root in roots)
    lost = (Diagnostic("R161", Loc(path), (f"{broken} 处页眉、页脚",)),) if broken else ()
    texts = dict.fromkeys(tidy(" ".join(_visible(root, body))) for root in roots if root is not None)
    kept = [words for words in texts if not _PAGE_NUMBER.fullmatch(words)]
    if not kept:
        return (), lost
    shown = "；".join(kept)
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return tuple(Omission(1, words, "R171") for words in kept), (Diagnostic("R171", Loc(path), (shown,)), *lost)


def _root(package: Package, name: str) -> etree._Element | None:
    """The root of a part that the text can do without; None when it is missing or broken."""
    try:
        return package.xml(name)
    except Refused:
        return None


def _visible(top: etree._Element, body: Body) -> Iterator[str]:
    """The words of each paragraph that can be seen, those of text boxes too; what is deleted or hidden is reported."""
    speller = body.story(top).speller
    for paragraph in wml.inside(top, lambda element: element.tag == wml.P):
        words = speller.read(paragraph)
        yield "".join(words.text)
        for code, text in words.left_out:
            if code in _INVISIBLE:
                body.progress.leave_out(code, text)
        for drawing in words.graphics:
            for box in graphics.look(drawing).boxes:
                yield from _visible(box, body)
