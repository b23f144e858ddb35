"""Footnotes and endnotes (ECMA-376 Part 1 §17.11), running heads (§17.10): what stands beside the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ...source import Diagnostic, Line, Loc, Omission
from ..normalise import logical_line, tidy
from . import wml
from .body import Body, Story
from .package import Package, Refused
from .sheet import Reference, Sheet
from .wml import w
from .words import BREAK

_ENTRIES = {"footnotes": w("footnote"), "endnotes": w("endnote")}
_SHOWN = 60
"""Characters of the running heads in the message."""
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:第[\W\d_]*页)?[\W\d_]*(?:共[\W\d_]*页)?[\W\d_]*")


def notes(body: Body, package: Package) -> tuple[Line, ...]:
    """The notes that the text refers to, in the order of their marks; raises `Refused` when their part is broken."""
    found: list[Line] = []
    wanted = list(body.sheet.references)
    for kind in dict.fromkeys(reference.note.kind for reference in wanted):
        root = package.part(kind)
        entries = {} if root is None else {e.get(w("id"), ""): e for e in root.iter(_ENTRIES[kind])}
        story = None if root is None else body.story(root)
        for reference in wanted:
            if reference.note.kind == kind and story is not None and reference.note.id in entries:
                found.append(_note(entries[reference.note.id], reference, story, body.sheet))
    found.sort(key=lambda line: (line.number, line.column))
    return tuple(line for line in found if line.text)


def _note(entry: etree._Element, reference: Reference, story: Story, sheet: Sheet) -> Line:
    """One note as a line: its mark and its paragraphs."""
    sheet.number, sheet.column = reference.number, reference.column
    words = " ".join(part for part in _paragraphs(entry, story, sheet) if part.strip())
    text = f"{reference.mark} {words.replace(BREAK, ' ')}"
    return logical_line(text.strip(), reference.number, reference.column, sheet.path, sheet.tally)


def _paragraphs(entry: etree._Element, story: Story, sheet: Sheet) -> Iterator[str]:
    for paragraph in wml.inside(entry, lambda element: element.tag == wml.P):
        words = story.speller.read(paragraph)
        sheet.report(words)
        for _ in words.graphics:
            sheet.leave_out("R174")
        yield (story.counter.label(paragraph) + "".join(words.text)).strip()


def running_heads(package: Package, path: str) -> tuple[tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """The words of headers and footers, which are no part of the text; bare page numbers are not worth a word."""
    texts = dict.fromkeys(words for kind in ("header", "footer") for words in _words(package, kind))
    kept = [words for words in texts if not _PAGE_NUMBER.fullmatch(words)]
    if not kept:
        return (), ()
    shown = "；".join(kept)
    shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN] + "…"
    return tuple(Omission(1, words, "R171") for words in kept), (Diagnostic("R171", Loc(path), (shown,)),)


def _words(package: Package, kind: str) -> Iterator[str]:
    for name in package.targets(kind):
        try:
            yield tidy(wml.plain_words(package.xml(name)))
        except Refused:
            continue
