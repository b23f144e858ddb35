"""A document's neighbours: those that cite it, those it cites, those that are like it, as a small map and as a list.

Readable without colour: who cites whom is told by place, by arrows and in words; likeness is a broken line. Every box
is a link. The same is listed in words below the picture. And under a section, the sections related to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .. import markdown as md
from ..knowledge.citations import Citation
from ..knowledge.citations.names import NATIONAL
from ..knowledge.related import Key, Related
from ..model import Document, Section
from .common import Context
from .matrix import address

MOST = 4
"""Neighbours of each of the three kinds."""
WIDTH, BOX, HEIGHT, GAP, ROW, LABEL = 360, 170, 58, 20, 70, 30
"""Sizes in the picture's own unit, about a pixel on a phone."""
CHARACTERS = 9
"""Characters of a title on one of a box's two lines."""
KINDS = (
    ("citing", "引用本文的文件", "处引用本文"),
    ("cited", "本文引用的文件", "处被本文引用"),
    ("alike", "内容相近的文件", "对相近的段落"),
)
"""(kind, heading, what is counted)."""
Neighbours = Mapping[str, Sequence[tuple[Document, int]]]
"""Kind → the documents and how often, most first."""


@dataclass(frozen=True, slots=True)
class Table:
    """Who is near whom, for all documents at once."""

    citing: Mapping[str, Counter[str]]
    """Document id → ids of those that cite it."""
    cited: Mapping[str, Counter[str]]
    alike: Mapping[str, Counter[str]]


def table(citations: Sequence[Citation], related: Mapping[Key, Sequence[Related]]) -> Table:
    """The neighbours of all documents."""
    citing: dict[str, Counter[str]] = {}
    cited: dict[str, Counter[str]] = {}
    alike: dict[str, Counter[str]] = {}
    for one in citations:
        if one.kind == "held" and one.document != one.at.document:
            citing.setdefault(one.document, Counter())[one.at.document] += 1
            cited.setdefault(one.at.document, Counter())[one.document] += 1
    for (document, _), several in related.items():
        alike.setdefault(document, Counter()).update(r.document for r in several if r.document != document)
    return Table(citing, cited, alike)


def map_block(context: Context, near: Table, page: str, document: Document) -> Iterator[str]:
    """The map and the list for a document's first page; nothing for one without neighbours."""
    found = _neighbours(context, near, document)
    if not any(found.values()):
        return
    yield md.heading(2, md.escape("相关的文件"), id="neighbours")
    yield _picture(page, document, found)
    yield _list(page, found)


def related_block(
    context: Context, related: Mapping[Key, Sequence[Related]], page: str, document: Document, section: Section
) -> str:
    """The folded list of sections related to one, each with the words that they share; "" without any."""
    found = related.get((document.id, section.id), ())
    if not found:
        return ""
    rows = (_related(context, page, document, one) for one in found)
    summary = md.element("summary", md.words(f"相关的段落（{len(found)}）"))
    return md.element("details", summary, md.element("ul", *rows), class_="y-why y-related")


def _related(context: Context, page: str, document: Document, one: Related) -> str:
    plan = context.plans[one.document]
    target, anchor = plan.places[one.section]
    title = "" if plan.document is document else f"《{plan.document.meta.title}》 "
    name = title + (one.label if one.section else "开头")
    link = md.element("a", md.words(name), href=address(page, target, anchor), class_="y-cited-place")
    return md.element("li", link, md.element("span", md.words(f"都讲到：{'、'.join(one.words)}"), class_="y-shared"))


def _neighbours(context: Context, near: Table, document: Document) -> Neighbours:
    """The nearest of each kind; one that is cited or cites is not listed again for being alike, nor its editions."""
    citing, cited = (counts.get(document.id, Counter()) for counts in (near.citing, near.cited))
    taken = {_titled(context, id) for id in (*citing, *cited)}
    like = near.alike.get(document.id, Counter())
    alike = Counter({id: many for id, many in like.items() if _titled(context, id) not in taken})
    kinds = zip((kind for kind, _, _ in KINDS), (citing, cited, alike), strict=True)
    return {kind: [(context.plans[id].document, n) for id, n in _nearest(counts)] for kind, counts in kinds}


def _titled(context: Context, id: str) -> str | None:
    return context.plans[id].document.meta.title


def _nearest(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _picture(page: str, document: Document, found: Neighbours) -> str:
    """Above the document those that cite it, below it those that it cites, at last those that are like it."""
    said = f"《{document.meta.title}》和相关文件的关系图"
    parts, down = [md.element("title", md.words(said))], 0.0
    for kind, name, unit in KINDS:
        if kind == "cited":
            parts.append(_own(document, down))
            down += HEIGHT + GAP / 2
        if boxes := found[kind]:
            parts.append(_line(kind, down, len(boxes)))
            parts.append(_text(4, down + 21, f"{name}", "y-map-kind"))
            for number, (other, many) in enumerate(boxes):
                at = (number % 2) * (BOX + GAP), down + LABEL + number // 2 * ROW
                parts.append(_box(page, other, f"{many} {unit}", at))
            down += LABEL + (len(boxes) + 1) // 2 * ROW + (GAP / 2 if kind == "citing" else 0)
    svg = md.element("svg", *parts, viewBox=f"0 0 {WIDTH} {down:g}", role="group", aria_label=said)
    return md.drawing(svg, classes=("y-map",))


def _line(kind: str, down: float, many: int) -> str:
    """The trunk between the columns with a branch to each row, and the arrow where the citing leads."""
    middle, rows = BOX + GAP / 2, (many + 1) // 2
    ends = [down + LABEL + row * ROW + HEIGHT / 2 for row in range(rows)]
    top = ends[0] if kind == "citing" else down - GAP if kind == "cited" else down + LABEL / 2
    bottom = down + LABEL + rows * ROW + GAP / 2 - 2 if kind == "citing" else ends[-1]
    columns = [(n % 2, ends[n // 2]) for n in range(many)]
    lines = [f"M{middle:g} {top:g}V{bottom:g}"]
    lines += [f"M{middle:g} {y:g}H{BOX + (GAP if right else 0):g}" for right, y in columns]
    path = md.element("path", d="".join(lines), class_=f"y-map-line y-map-{kind}")
    heads = [(middle, bottom, 0)] if kind == "citing" else []
    heads += [(BOX + (GAP if right else 0), y, 1 if right else -1) for right, y in columns if kind == "cited"]
    return path + "".join(_arrow(*head) for head in heads)


def _arrow(x: float, y: float, side: int) -> str:
    """The point of an arrow: to the right (1), to the left (-1), down (0)."""
    back = f"l{-7 * side} -5v10z" if side else "l-6 -8h12z"
    return md.element("path", d=f"M{x:g} {y:g}{back}", class_="y-map-arrow")


def _own(document: Document, down: float) -> str:
    """The document itself, as wide as the picture."""
    box = md.element("rect", x=1, y=f"{down:g}", width=WIDTH - 2, height=HEIGHT - GAP / 2, rx=3, class_="y-map-own")
    return box + _text(WIDTH / 2, down + 31, _short(document), "y-map-title", middle=True)


def _short(document: Document) -> str:
    """A title that fits: without 中华人民共和国, cut with … beyond two lines."""
    title = NATIONAL.sub("", document.meta.title or document.id)
    return title if len(title) <= 2 * CHARACTERS else title[: 2 * CHARACTERS - 1] + "…"


def _box(page: str, other: Document, counted: str, at: tuple[float, float]) -> str:
    """A neighbour: its title on two lines, all of it to tap."""
    (x, y), short = at, _short(other)
    length = len(short) if len(short) <= CHARACTERS else -(-len(short) // 2)
    lines = [short[start : start + length] for start in range(0, len(short), length)]
    first = y + HEIGHT / 2 + (6 if len(lines) == 1 else -4)
    texts = (_text(x + BOX / 2, first + 22 * i, line, "y-map-name", middle=True) for i, line in enumerate(lines))
    box = md.element("rect", x=f"{x:g}", y=f"{y:g}", width=BOX, height=HEIGHT, rx=3, class_="y-map-box")
    said = f"{other.meta.title}：{counted}"
    named = md.element("title", md.words(said))
    return md.element("a", named, box, *texts, href=address(page, f"{other.id}/index.md"), aria_label=said)


def _text(x: float, y: float, words: str, name: str, *, middle: bool = False) -> str:
    anchor = "middle" if middle else ""
    return md.element("text", md.words(words), x=f"{x:g}", y=f"{y:g}", text_anchor=anchor, class_=name)


def _list(page: str, found: Neighbours) -> str:
    """The same in words."""
    groups = []
    for kind, name, unit in KINDS:
        rows = (
            md.element("li", md.element("a", md.words(d.meta.title or d.id), href=address(page, f"{d.id}/index.md")),
                       md.words(f"（{many} {unit}）"))
            for d, many in found[kind]
        )  # fmt: skip
        if found[kind]:
            groups.append(md.element("li", md.words(name), md.element("ul", *rows)))
    summary = md.element("summary", md.words("用文字列出"))
    return md.element("details", summary, md.element("ul", *groups), class_="y-why y-map-list")
