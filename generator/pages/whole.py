"""The whole text of a document, for reading through and printing: title, contents, text; a very long one in parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import markdown as md
from ..labels import label
from ..model import Document, Section
from ..plan import Plan
from ..results import Page
from .body import CLASSES, View, blocks, front, links
from .common import Context, crumbs, cut, pager, relative, section_link
from .printed import BUTTONS, LONGEST, Piece, contents, pieces, source_line


def path(document: Document) -> str:
    """The page of the whole text, the first if there are several."""
    return f"{document.id}/all.md"


def pages(context: Context, plan: Plan) -> Iterator[Page]:
    """The whole text on one page or, when very long, on several; only on one do the marks of notes lead to them."""
    document, first = plan.document, path(plan.document)
    found = links(context, document, document.sections())
    view = View(context, plan, first, first if _is_short(document) else "", found, printed=True)
    parts = tuple(cut(tuple(_pieces(view)), first, LONGEST))
    places = {section: name for name, part, _, _ in reversed(parts) for section, _ in part}
    for name, part, number, many in parts:
        title = f"{document.meta.title} · 全文" + (f"（{number}/{many}）" if many > 1 else "")
        top = [md.heading(1, md.escape(title), id="title")] if number > 1 else _title(view, places)
        yield Page(name, md.page(
            md.front_matter(title),
            crumbs(name, section_link(name, plan, document.root), md.escape("全文")),
            BUTTONS,
            *top,
            *(block for _, block in part),
            source_line(document, ""),
            _pager(plan, [one[0] for one in parts], number),
        ))  # fmt: skip


def _pieces(view: View) -> Iterator[Piece]:
    """The text without what stands before it."""
    document = view.plan.document
    yield from (("", block) for block in blocks(view, document.root))
    for section in (*document.root.children, *document.parts[1:]):
        yield from pieces(view, section, 2)


def _title(view: View, places: dict[str, str]) -> Iterator[str]:
    """What stands before the text, and the contents below the title, unless the document has printed its own."""
    document = view.plan.document

    def entry(section: Section) -> str:
        target = relative(view.page, places.get(section.id, view.page), section.id)
        return md.link(label(section, document), target)

    before = tuple(front(view))
    mark = f".{CLASSES['salutation'][-1]}"
    end = next((i for i, block in enumerate(before) if mark in block), len(before))
    yield from before[:end]
    if not any(paragraph.role == "toc" for paragraph in document.front):
        yield from contents((*document.root.children, *document.parts[1:]), entry)
    yield from before[end:]


def _pager(plan: Plan, names: Sequence[str], number: int) -> str:
    """The parts before and after, or back to the document's first page."""
    before = (f"全文第 {number - 1} 部分", names[number - 2]) if number > 1 else None
    after = (f"全文第 {number + 1} 部分", names[number]) if number < len(names) else None
    return pager(names[number - 1], before, after, ("回到本文首页", plan.sheets[0].path))


def _is_short(document: Document) -> bool:
    """Whether the whole text is sure to fit on one page."""
    blocks = sum(3 + len(section.body) for section in document.sections())
    return len(document.front) + 1 + blocks + len(document.source.pictures) <= LONGEST
