"""Which documents speak of which topics, as a picture: one square for each pair, the larger the more sections.

Readable without colour (the number stands in the square) and without a mouse (every square is a link with its words).
A document's title stands on a line of its own above its squares, so that the picture fits a phone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from .. import markdown as md
from ..model import Document
from ..results import Topic
from .common import Context, way

NEWEST = 40
"""Documents that are drawn; of more, the others are added up by year."""
COLUMN, LEFT, TITLE, CELL, GAP, HEAD = 50, 4, 30, 46, 12, 30
"""Sizes in the picture's own unit, about a pixel on a phone."""
SMALLEST, LARGEST = 24.0, 44.0
"""Sides of the squares for one section and for the most that any square stands for."""
RECENT = 8
"""Years in the small picture."""
REPEATED = 6
"""Rows after which the topics' names are written again."""
FITTING = 7
"""Topics that fit a phone; of more, the picture is wider than the screen and moves sideways."""
LONGEST = 19
"""Characters of a title that fit on its line."""
UNDATED = "年份不详"


@dataclass(frozen=True, slots=True)
class Square:
    """How many sections one row has of one topic, and where they are listed."""

    topic: Topic
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """A document, or a year."""

    name: str
    """As it is spoken of in full."""
    address: str
    """Of the document; empty for a year."""
    squares: tuple[Square, ...]


def blocks(context: Context, page: str, places: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The pictures with their headings. `places`: topic id → document id → path of the page that lists its sections."""
    found = sorted(
        {document for entries in context.entries.values() for document, _, _ in entries if document.id},
        key=lambda document: document.id,
    )  # fmt: skip
    newest = sorted(found, key=lambda document: document.meta.date or "", reverse=True)
    topics = [topic for topic in context.lexicon.topics if context.entries.get(topic.id)]
    if not topics:
        return
    if len(newest) > NEWEST:
        yield md.heading(2, md.escape("各年讲了什么"), id="years")
        yield _picture(topics, list(_years(context, page, topics)), "各年的文件里，每个主题有几节")
    shown = newest[:NEWEST]
    yield md.heading(2, md.escape("各份文件讲了什么"), id="matrix")
    more = f"这里是日期最近的 {NEWEST} 份，其余的见上面的各年合计。" if len(newest) > NEWEST else ""
    words = f"方块里的数是节数，节数越多方块越大；点方块，看这份文件里讲这个主题的各节。{more}"
    yield md.paragraph(md.escape(words), classes=("y-meta",))
    yield _picture(topics, list(_documents(context, page, topics, shown, places)), "每份文件里，每个主题有几节")


def by_year(context: Context, page: str) -> Iterator[str]:
    """The collection as a small picture: topics over the years; nothing where all is of one year."""
    topics = [topic for topic in context.lexicon.topics if context.entries.get(topic.id)]
    rows = list(_years(context, page, topics))
    if len(rows) > 1:
        yield md.heading(2, md.escape("各年讲了什么"), id="years")
        yield md.paragraph(md.escape("方块里的数是节数；点方块，看那一年讲这个主题的各节。"), classes=("y-meta",))
        yield _picture(topics, rows[:RECENT], "各年的文件里，每个主题有几节")


def _documents(
    context: Context,
    page: str,
    topics: Sequence[Topic],
    documents: Sequence[Document],
    places: Mapping[str, Mapping[str, str]],
) -> Iterator[Row]:
    counts = Counter((d.id, topic) for topic, entries in context.entries.items() for d, _, _ in entries)
    for document in documents:
        squares = tuple(
            Square(topic, counts[document.id, topic.id], address(page, places[topic.id][document.id], document.id))
            for topic in topics
            if counts[document.id, topic.id]
        )
        yield Row(document.meta.title or "", address(page, f"{document.id}/index.md"), squares)


def _years(context: Context, page: str, topics: Sequence[Topic]) -> Iterator[Row]:
    counts = Counter((year(d), topic) for topic, entries in context.entries.items() for d, _, _ in entries)
    for one in sorted({one for one, _ in counts}, reverse=True):
        squares = (
            Square(t, counts[one, t.id], address(page, f"topics/{t.id}.md") + (f"?year={one}" if one else ""))
            for t in topics
            if counts[one, t.id]
        )
        yield Row(f"{one} 年" if one else UNDATED, "", tuple(squares))


def year(document: Document) -> str:
    """The year of a document; empty when it is not known."""
    return (document.meta.date or "")[:4]


def address(page: str, target: str, anchor: str = "") -> str:
    """The address of a page as the browser sees it from another, both given as paths below docs/."""
    there, here = (_folder(path) for path in (target, page))
    path = way(here, there)
    return ("./" if path == "." else f"{path}/") + (f"#{anchor}" if anchor else "")


def _folder(path: str) -> str:
    """`topics/x` for topics/x.md, `topics` for topics/index.md."""
    stem = path.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index")


def _picture(topics: Sequence[Topic], rows: Sequence[Row], words: str) -> str:
    """The drawing: rows below each other, the topics' names above and again from time to time."""
    most = max((square.count for row in rows for square in row.squares), default=1)
    parts: list[str] = [md.element("title", md.words(words)), md.element("desc", md.words(_told(topics, rows)))]
    down, width = 0.0, 2 * LEFT + COLUMN * max(FITTING, len(topics)) + 2
    for number, row in enumerate(rows):
        if number % REPEATED == 0:
            parts += [_text(_across(i), down + 20, topic.name, "y-matrix-topic") for i, topic in enumerate(topics)]
            down += HEAD
        parts.append(_name(row, down, width))
        column = {topic.id: i for i, topic in enumerate(topics)}
        parts += [_square(row, s, _across(column[s.topic.id]), down + TITLE + CELL / 2, most) for s in row.squares]
        parts += [
            _text(_across(i), down + TITLE + CELL / 2 + 5, "·", "y-matrix-none")
            for topic, i in zip(topics, range(len(topics)), strict=True)
            if topic.id not in {square.topic.id for square in row.squares}
        ]
        down += TITLE + CELL + GAP
    svg = md.element("svg", *parts, viewBox=f"0 0 {width} {down:g}", role="group", aria_label=words)
    return md.drawing(svg, classes=("y-matrix",) if len(topics) <= FITTING else ("y-matrix", "y-matrix-wide"))


def _told(topics: Sequence[Topic], rows: Sequence[Row]) -> str:
    """What the picture shows, in a sentence for those who do not see it."""
    names = "、".join(topic.name for topic in topics)
    return f"{len(rows)} 行，每行 {len(topics)} 个主题：{names}。每个方块是一个链接，写着节数。"


def _across(column: int) -> float:
    """Middle of a column."""
    return LEFT + (column + 0.5) * COLUMN


def _name(row: Row, down: float, width: int) -> str:
    short = row.name if len(row.name) <= LONGEST else row.name[: LONGEST - 1] + "…"
    text = md.element("text", md.words(short), x=LEFT, y=f"{down + 22:g}", class_="y-matrix-name")
    if not row.address:
        return text
    area = md.element("rect", x=0, y=f"{down:g}", width=width, height=TITLE, class_="y-matrix-area")
    return md.element("a", area, md.element("title", md.words(row.name)), text, href=row.address)


def _square(row: Row, square: Square, x: float, y: float, most: int) -> str:
    """One square: its area grows with the number, the place to tap is the whole field."""
    side = SMALLEST + (LARGEST - SMALLEST) * (sqrt((square.count - 1) / (most - 1)) if most > 1 else 1)
    said = f"{row.name}：{square.topic.name} {square.count} 节"
    field = md.element("rect", x=f"{x - 24:g}", y=f"{y - CELL / 2:g}", width=48, height=CELL, class_="y-matrix-area")
    box = md.element(
        "rect", x=f"{x - side / 2:.1f}", y=f"{y - side / 2:.1f}", width=f"{side:.1f}", height=f"{side:.1f}", rx=3,
        class_="y-matrix-box",
    )  # fmt: skip
    number = _text(x, y + 6, str(square.count), "y-matrix-count")
    title = md.element("title", md.words(said))
    return md.element("a", title, field, box, number, href=square.address, aria_label=said)


def _text(x: float, y: float, words: str, name: str) -> str:
    return md.element("text", md.words(words), x=f"{x:g}", y=f"{y:g}", text_anchor="middle", class_=name)
