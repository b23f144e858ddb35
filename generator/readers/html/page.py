"""What a page consists of before anyone decides what of it is the article: blocks of words, and regions that hold them.

Pure records. A block is what a browser shows on lines of its own: a paragraph, what stands between two <br>, a row of a
table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

_SENTENCE = re.compile("[，。；：、！？]")
_LONG = 20
"""Characters from which a block without any stop still counts as prose."""


@dataclass(frozen=True, slots=True)
class Look:
    """How an element shows its words; what is not set by itself it has from the element around it."""

    hidden: bool = False
    linked: bool = False
    """A link to another page."""
    filed: bool = False
    """A link to a document: an attachment."""
    literal: bool = False
    """Blanks and line ends stand as they are: <pre>."""
    centred: bool = False
    bold: bool = False
    size: float = 0
    """Points; 0 = the usual size."""
    level: int = 0
    """Of the heading around: h1 = 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words on lines of their own, white space collapsed as a browser does it; outer blanks are kept."""

    number: int
    """Counted through the page, hidden blocks too, from 1; each cell with words of a row counts, this is the first."""
    text: str
    region: int
    """Index of the innermost region that it stands in."""
    cells: tuple[str, ...] = ()
    """Of a row of a table; `text` is then their words joined by tabs."""
    head: bool = False
    linked: int = 0
    """How many of its characters are links."""
    look: Look = field(default_factory=Look)

    @property
    def is_link(self) -> bool:
        """Whether most of it can be clicked on."""
        return self.linked * 2 > len(self.text.strip())


@dataclass(frozen=True, slots=True)
class Region:
    """An element that holds blocks: `blocks[first:end]`."""

    tag: str
    names: tuple[str, ...]
    """Its id and its classes, lower case."""
    parent: int
    """Index of the region around it; -1 = none."""
    first: int
    end: int
    hidden: bool = False
    """Whether this element hides what is in it."""
    style: str = ""
    """Its style attribute, where Microsoft's programs say what a part is for."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture, or something embedded, and where it stands."""

    after: int
    """Index of the block that comes next."""
    source: str
    """Where its bytes are; empty = nowhere in a file of pictures."""
    alt: str
    region: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All of a page in reading order; regions before those inside them."""

    blocks: tuple[Block, ...]
    regions: tuple[Region, ...]
    images: tuple[Image, ...]


def wide(text: str) -> int:
    """How many characters of a text are Chinese or the like, punctuation included: those of three bytes in UTF-8."""
    return (len(text.encode("utf-8", "replace")) - len(text)) // 2


def prose(block: Block) -> int:
    """Chinese characters that read like text; 0 for what is hidden, a link or a short label."""
    if block.look.hidden or block.is_link:
        return 0
    return wide(block.text) if len(block.text) >= _LONG or _SENTENCE.search(block.text) else 0


def prose_before(blocks: Sequence[Block]) -> tuple[int, ...]:
    """Prose in all blocks before each index, and behind the last: `p[end] - p[first]` is that of a stretch."""
    return tuple(accumulate(map(prose, blocks), initial=0))
