"""What sections and places are called in navigation, lists, search hits and reports."""

from __future__ import annotations

from bisect import bisect_right

from .model import Block, Document, Section
from .source import Source
from .text import clause

# What the site calls parts that have no words of their own to be called by.
ADDED = {"closing": "结束语", "signature": "落款", "notes": "注释"}
FIELDS = {
    "title": "标题", "subtitle": "副标题", "date": "日期", "speaker": "讲话人", "issuer": "发文机关", "number": "文号",
    "kind": "类型", "slug": "地址", "topics": "主题",
}  # fmt: skip
"""What the fields of `Meta` are called, as a clerk writes them."""
UNITS = {"txt": "行", "md": "行", "pdf": "行"}
"""What `Line.number` counts in formats where it is not paragraphs."""
UNIT_NAMES = {"行": "行号", "段": "第几段"}


def unit(source: Source) -> str:
    """What a source's line numbers count."""
    return UNITS.get(source.format, "段")


def place(source: Source, line: int) -> str:
    """A place in words that a clerk can go to: 第 12 行 of a text, 第 12 段 of a Word file, 第 3 页 of a PDF.

    `line` is a line's number; 0, the file as a whole, gives nothing.
    """
    if not line:
        return ""
    if source.pages:
        return f"第 {max(bisect_right(source.pages, line), 1)} 页"
    return f"第 {line} {unit(source)}"


def origin(source: Source, line: int) -> str:
    """A place with its file: 原文件 报告.docx 第 12 段."""
    return f"原文件 {source.path} {place(source, line)}".strip()


def kilobytes(data: bytes) -> str:
    """A size in words."""
    return f"{max(1, round(len(data) / 1024)):,} KB"


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


def cited(document: Document) -> dict[str, str]:
    """Section id → how it is cited behind the document's title: 二（一）2, 第三条, 附件1一; empty for the document."""
    found = {part.id: "" for part in document.parts}
    for part in document.parts:
        _cite(part, _number(part) if part.kind == "attachment" else "", found)
    return found


def _cite(section: Section, place: str, found: dict[str, str]) -> None:
    found[section.id] = place
    for child in section.children:
        _cite(child, _number(child) if child.kind == "article" else place + _number(child), found)


def _number(section: Section) -> str:
    """A section's number without the stop that ends it."""
    return section.ordinal.text.strip().rstrip("、.．,，:：") if section.ordinal else ""


def words(block: Block) -> str:
    """All words of a block; rows of a table on lines of their own."""
    return "\n".join(line.text for line in block.lines)


def own_text(section: Section) -> str:
    """Heading and own words, without subsections'; paragraphs joined by line feeds."""
    return "\n".join(filter(None, [section.title.text, *(words(b) for b in section.body)]))


def size(section: Section) -> int:
    """Characters of a section and all below it."""
    return sum(len(own_text(part)) for part in section.walk())
