"""The blocks of a section: paragraphs, tables, and numbered paragraphs that are items of a list, not sections.

In regulations everything below 条 is an item (项, 目; 立法法 §65), elsewhere a run of numbered lines that end in ；.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import Block, Ordinal, Paragraph, Series, Table
from ..source import Line
from . import headings, series
from .nesting import Node
from .ordinals import KINDS, match

Entry = tuple[Line, int, Ordinal | None]
"""A line, its depth below the section, its number."""


def leading(node: Node) -> int:
    """How many of a node's first children are items of a list: all of one style, or none."""
    if node.marker and KINDS.get(node.marker.ordinal.style) == "article":
        return len(node.children)
    first = node.children[0].style if node.children else ""
    run = 0
    while run < len(node.children) and node.children[run].style == first:
        run += 1
    return run if run > 1 and first and _is_list(node.children[:run]) else 0


def _is_list(nodes: Sequence[Node]) -> bool:
    """Lines that are parts of one sentence: all but the last end in ； or ，."""
    return all(_last_text(node).endswith(("；", ";", "，", ",", "、")) for node in nodes[:-1]) and all(
        headings.split(n.line.text[n.marker.end :]).kind == "numpara" for n in nodes[:-1] if n.marker
    )


def _last_text(node: Node) -> str:
    if node.children:
        return _last_text(node.children[-1])
    return node.body[-1].text if node.body else node.line.text


def flat(node: Node) -> list[Entry]:
    """The items among a node's children, in reading order, each with its depth."""
    return [entry for child in node.children[: leading(node)] for entry in _entries(child, 1)]


def _entries(node: Node, depth: int) -> Iterator[Entry]:
    yield node.line, depth, node.marker.ordinal if node.marker else None
    for line in node.body:
        yield line, 0, None
    for child in node.children:
        yield from _entries(child, depth + 1)


def body(lines: Sequence[Line], prefix: str, entries: Sequence[Entry] = ()) -> tuple[Block, ...]:
    """The blocks of a section from its plain lines and the items after them; `prefix` begins their ids."""
    mixed = [*((line, 0, None) for line in lines), *entries]
    blocks: list[Block] = []
    rows: list[Line] = []
    counts: list[int] = []
    for line, depth, ordinal in mixed:
        if rows and (line.head or not line.cells):
            blocks.append(Table(tuple(rows)))
            rows = []
        if line.cells:
            rows.append(line)
        else:
            blocks.append(_paragraph(line, depth, ordinal, prefix, counts))
    return tuple(_spoken([*blocks, Table(tuple(rows))] if rows else blocks, prefix))


def _paragraph(line: Line, depth: int, ordinal: Ordinal | None, prefix: str, counts: list[int]) -> Paragraph:
    if not depth or not ordinal:
        return Paragraph(line, "toc") if line.hint == "toc" else Paragraph(line, series=series.find(line.text))
    del counts[depth:]
    counts.extend([0] * (depth - len(counts)))
    counts[depth - 1] += 1
    id = prefix + "-".join(str(n) for n in counts)
    begin = match(line.text)
    return Paragraph(line, "item", ordinal, depth, id, _shifted(line.text, begin.end if begin else 0))


def _shifted(text: str, start: int) -> tuple[Series, ...]:
    """The series of an item's words; its own number is not part of one."""
    blank = " " * start
    return series.find(blank + text[start:])


def _spoken(blocks: Sequence[Block], prefix: str) -> Iterator[Block]:
    """Paragraphs that begin 第一，…第二，… or 一是…二是… one below the other are items as well."""
    chosen = _spoken_runs(blocks)
    serials = {index: serial for serial, index in enumerate(sorted(chosen), 1)}
    for i, block in enumerate(blocks):
        if i in chosen and isinstance(block, Paragraph):
            number, words = chosen[i]
            ordinal = Ordinal(words.rstrip("，、,：:"), (number,), words)
            block = replace(block, role="item", ordinal=ordinal, level=1, id=f"{prefix}p{serials[i]}")
        yield block


def _spoken_runs(blocks: Sequence[Block]) -> dict[int, tuple[int, str]]:
    """Index → (number, words) of the paragraphs that count on from 1, two or more in their family."""
    chosen: dict[int, tuple[int, str]] = {}
    last: dict[str, tuple[int, int, str]] = {}
    for i, block in enumerate(blocks):
        token = series.first_token(block.line.text) if isinstance(block, Paragraph) and not block.level else None
        if not token:
            continue
        family, number, words = token
        before, number_before, words_before = last.get(family, (-1, 0, ""))
        if number != 1 and number != number_before + 1:
            continue
        if number != 1 and before >= 0:
            chosen |= {before: (number_before, words_before), i: (number, words)}
        last[family] = i, number, words
    return chosen
