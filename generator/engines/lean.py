"""Leaves out of Python-Markdown what pages that `markdown.py` wrote do not need. The pages are the same without it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import HtmlBlockPreprocessor, Preprocessor
from markdown.util import Registry

ANCHORS = "mkdocs_raw_html"
"""What MkDocs calls its search for anchors in raw HTML."""
UNUSED = (
    "backtick", "escape", "reference", "image_reference", "short_reference", "short_image_ref", "autolink", "automail",
    "linebreak", "not_strong", "em_strong2", "entity",
)  # fmt: skip
"""Python-Markdown's names of what `markdown.py` never writes, and of references, which stand as they are anyway."""
_TAG = re.compile("<(?P<end>/?)(?P<name>[a-z0-9]+)")


class Lean(Extension):
    """Leaves out what our Markdown does not use, and what nobody asks for.

    Inline patterns are looked for in every stretch of text, one after another; `markdown.py` writes few of them, all
    else as references. Anchors in raw HTML are found by parsing each page once more; `verify` finds all, on the pages.
    The library looks for raw HTML tag by tag; `markdown.py` writes each element in a line of its own.
    """

    def extendMarkdown(self, md: Markdown) -> None:
        """Called by Python-Markdown for every page, before MkDocs adds what it looks for."""
        for name in UNUSED:
            md.inlinePatterns.deregister(name, strict=False)
        md.preprocessors.register(_Lines(md), "html_block", 20)  # the library's name and priority
        md.preprocessors.__class__ = _Asked


class _Asked(Registry[Preprocessor]):
    """Takes no preprocessor that finds what nobody asks for."""

    def register(self, item: Preprocessor, name: str, priority: float) -> None:
        """As the library calls it."""
        if name != ANCHORS:
            super().register(item, name, priority)


class _Lines(HtmlBlockPreprocessor):
    """Takes raw HTML by lines, as `markdown.py` writes it: in lower case, well nested, all words escaped.

    A page with an element that is not a line between blank ones is left to the library.
    """

    def run(self, lines: list[str]) -> list[str]:
        """The page's lines, in them a mark for each that was taken."""
        raw = [number for number, line in enumerate(lines) if line[:1] == "<" and self.md.is_block_level(_opened(line))]
        if not all(_stands_alone(lines, number) for number in raw):
            return super().run(lines)
        for number in raw:
            lines[number] = self.md.htmlStash.store(f"{lines[number]}\n")
        return lines


def _opened(line: str) -> str:
    """The name of the tag that a line begins with; empty = it begins with none."""
    first = _TAG.match(line)
    return first["name"] if first else ""


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    """Whether a line is one element from its first to its last character, with nothing in the lines around it."""
    line, name = lines[number], _opened(lines[number])
    depths = list(accumulate(-1 if tag["end"] else 1 for tag in _TAG.finditer(line) if tag["name"] == name))
    is_one = line.endswith(f"</{name}>") and depths[-1] == 0 and depths.count(0) == 1
    return is_one and not any((*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2]))
