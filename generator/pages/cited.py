"""被引用处: under a section the places that point to it, with their sentences; long lists have pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import markdown as md
from ..knowledge.backlinks import Backlink, Target
from ..model import Document, Section
from ..results import Page
from .common import Context, crumbs, cut, list_pager, section_link
from .matrix import address

SHOWN = 10
"""Places listed under a section; the others stand on the document's page of all."""
Backlinks = Mapping[Target, Sequence[Backlink]]


def block(context: Context, backlinks: Backlinks, page: str, document: Document, section: Section) -> str:
    """The folded list under a section (of the root: places that point to the document as a whole); "" without any."""
    found = backlinks.get((document.id, section.id), ())
    if not found:
        return ""
    rows = [row(context, page, link) for link in found[:SHOWN]]
    if len(found) > SHOWN:
        path = _page_of(backlinks, document, section.id)
        more = md.element("a", md.words(f"全部 {len(found)} 处"), href=address(page, path, _anchor(section.id)))
        rows.append(md.element("li", more))
    summary = md.element("summary", md.words(f"被引用处（{len(found)}）"))
    return md.element("details", summary, md.element("ul", *rows), class_="y-why y-cited")


def pages(context: Context, backlinks: Backlinks) -> Iterator[Page]:
    """For documents with a section that is cited often, all places that point to any of its sections."""
    for document in context.corpus.documents:
        if _has_page(backlinks, document):
            yield from _pages(context, backlinks, document)


def path(document: Document) -> str:
    """The page of all places that point to a document."""
    return f"{document.id}/cited.md"


def _pages(context: Context, backlinks: Backlinks, document: Document) -> Iterator[Page]:
    plan, listed = context.plans[document.id], _listed(backlinks, document)
    for name, part, number, many in cut(listed, path(document)):
        title = "被引用处" + (f"（第 {number}/{many} 页）" if many > 1 else "")
        body: list[str] = []
        shown = None
        for section, link in part:
            if section is not shown:
                body.append(md.heading(2, section_link(name, plan, section), id=_anchor(section.id)))
                shown = section
            body.append(md.element("ul", row(context, name, link), class_="y-cited"))
        yield Page(name, md.page(
            md.front_matter(f"{title} · {document.meta.title}"),
            crumbs(name, section_link(name, plan, document.root), md.escape("被引用处")),
            md.heading(1, md.escape(f"{title}：《{document.meta.title}》"), id="cited"),
            md.paragraph(md.escape(f"共 {len(listed)} 处，按本文各节的顺序排列。"), classes=("y-meta",)),
            *body,
            list_pager(path(document), number, many),
        ))  # fmt: skip


def row(context: Context, page: str, link: Backlink) -> str:
    """A sentence with its place marked, and the way to it."""
    sentence = md.words(link.before) + md.element("mark", md.words(link.words)) + md.words(link.after)
    return md.element("li", md.element("span", sentence, class_="y-cited-sentence"), _way(context, page, link))


def _way(context: Context, page: str, link: Backlink) -> str:
    """A link to the section in which a place stands, as an element: 《…》 第三条 …"""
    plan = context.plans[link.at.document]
    target, anchor = plan.places[link.at.section]
    name = f"《{plan.document.meta.title}》 {link.label}".rstrip()
    return md.element("a", md.words(name), href=address(page, target, anchor), class_="y-cited-place")


def _listed(backlinks: Backlinks, document: Document) -> list[tuple[Section, Backlink]]:
    """All places that point to a document's sections, in the order of these."""
    return [(s, link) for s in document.sections() for link in backlinks.get((document.id, s.id), ())]


def _has_page(backlinks: Backlinks, document: Document) -> bool:
    return any(len(backlinks.get((document.id, s.id), ())) > SHOWN for s in document.sections())


def _page_of(backlinks: Backlinks, document: Document, section: str) -> str:
    """The page of all places on which a section's begin."""
    parts = cut(_listed(backlinks, document), path(document))
    return next((name for name, part, _, _ in parts if any(s.id == section for s, _ in part)), path(document))


def _anchor(section: str) -> str:
    return f"to-{section}" if section else "to-document"
