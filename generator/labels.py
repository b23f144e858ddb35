"""What sections are called in navigation, lists and search hits."""

from __future__ import annotations

from .model import Block, Document, Section
from .text import clause

# What the site calls parts that have no words of their own to be called by.
ADDED = {"closing": "结束语", "signature": "落款"}


def label(section: Section, document: Document) -> str:
    """One line: 二、打响…, 第三条 本办法所称…, （二）违反规定…"""
    if section.kind == "root":
        return document.meta.title or ""
    if section.kind in ADDED:
        return ADDED[section.kind]
    if section.kind == "attachment":
        return _attachment(section)
    ordinal = section.ordinal.text if section.ordinal else ""
    if section.heading:
        return ordinal + _gap(ordinal) + section.heading
    first = next((words(b) for b in section.body), "")
    begin = clause(first)
    more = "" if begin.endswith("…") or len(begin) >= len(first.rstrip("。；：！？，")) else "…"
    return f"{ordinal}{_gap(ordinal)}{begin}{more}".strip() or "（无标题）"


def _gap(ordinal: str) -> str:
    return " " if ordinal and (ordinal.startswith("第") or ordinal[-1:].isdigit()) else ""


def _attachment(section: Section) -> str:
    if section.ordinal and section.heading and section.heading not in section.title.text:
        return f"{section.title.text} {section.heading}"
    return section.title.text


def words(block: Block) -> str:
    """All words of a block; rows of a table on lines of their own."""
    return "\n".join(line.text for line in block.lines)


def own_text(section: Section) -> str:
    """Heading and own words, without subsections'; paragraphs joined by line feeds."""
    return "\n".join(filter(None, [section.title.text, *(words(b) for b in section.body)]))


def size(section: Section) -> int:
    """Characters of a section and all below it."""
    return sum(len(own_text(part)) for part in section.walk())
