"""A long section without subsections in stretches, each of which may speak of something else.

A speech of six thousand characters may have five headings; what its third paragraph is about is lost in the sum.
A stretch is a paragraph, together with a short one before it that only leads in; of a paragraph that goes on for
pages, one item of its series (第一，… 第二，…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ..model import Paragraph, Section
from ..structure.numerals import parse

LONG = 600
"""Characters of a section, and of a paragraph, beyond which it is taken apart."""
SHORT = 60
"""Characters up to which a paragraph cannot be judged by itself."""
ORDINAL = re.compile("第([一二三四五六七八九十]{1,3})，")


def stretches(section: Section) -> Iterator[Section]:
    """The stretches of a long section's own text as sections without heading, in order; none of a short one.

    Their ids name the section and the block: `2-1:3` is block 3 of section 2-1, `2-1:3.2` the second item in it.
    """
    if sum(len(line.text) for block in section.body for line in block.lines) <= LONG:
        return
    leading: list[tuple[int, Paragraph]] = []
    for number, block in enumerate(section.body):
        if isinstance(block, Paragraph):
            leading.append((number, block))
            if len(block.line.text) > SHORT:
                yield from _together(section, leading)
                leading = []
    yield from _together(section, leading)


def _together(section: Section, blocks: list[tuple[int, Paragraph]]) -> Iterator[Section]:
    """The stretches of a paragraph with the short ones before it."""
    if len(blocks) == 1:
        yield from _of_paragraph(section, *blocks[0])
    elif blocks:
        yield _stretch(section, f"{blocks[0][0]}", *(block for _, block in blocks))


def _of_paragraph(section: Section, number: int, block: Paragraph) -> Iterator[Section]:
    """A paragraph, or its items when it is long and has some; what stands before the first is number 0."""
    line = block.line
    starts = _items(line.text) if len(line.text) > LONG else []
    if not starts:
        yield _stretch(section, f"{number}", block)
    for item, (start, end) in enumerate(pairwise([0, *starts, len(line.text)] if starts else [])):
        if line.text[start:end].strip():
            yield _stretch(section, f"{number}.{item}", replace(block, line=line.cut(start, end), series=()))


def _stretch(section: Section, place: str, *blocks: Paragraph) -> Section:
    """Paragraphs as a section without heading."""
    return Section(f"{section.id}:{place}", "numpara", blocks[0].line.cut(0, 0), None, "", blocks)


def _items(text: str) -> list[int]:
    """Where 第一，第二，… begin, two at least.

    Wherever they stand: in texts taken from web pages the stop before them is often lost under a picture's caption.
    """
    starts: list[int] = []
    for found in ORDINAL.finditer(text):
        if parse(found[1]) == len(starts) + 1:
            starts.append(found.start())
    return starts if len(starts) > 1 else []
