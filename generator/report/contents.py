"""The report's start page: files that were left out, findings on the site, all documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from ..codes import CODES
from ..diagnostics import severity
from ..labels import size
from ..model import Document, Table
from ..review.telling import Told
from ..source import Diagnostic
from .changes import changes
from .document import format_name
from .findings import accepting, listed
from .html import Child, Row, element, link, table
from .html import page as whole
from .sorting import GRADES, Sorted

HEAD = ("标题", "文件", "种类", "网页", "节", "要看的")
PASSED_OVER_ADVICE = "它们不算差错。其中有要发布的，请按提示改好。"
ACCEPTED_HEAD = ("文件", "提示", "理由")
ACCEPTED_ADVICE = "它们写在 _config/accepted.yml 里，不再提示。不想接受的，把那一行删去即可。"
LEFT_OUT_ADVICE = "改好以后放回原处，再生成一次网站即可；其余文件不受影响。"


def page(
    documents: Sequence[Document], pages: Mapping[str, int], found: Sorted, *, published: bool, told: Told | None
) -> bytes:
    """The start page; `pages` counts the pages of each document by its id."""
    return whole(
        "生成报告",
        element("h1", "生成报告"),
        _state(published),
        *_counted(documents, sum(pages.values()), found, published=published),
        element(
            "p", "本报告只给整理文件的人看，里面有网站上不公开的内容。请不要转发，也不要放到网站上。", style="inner"
        ),
        *_blocking(found, published=published),
        *_files("没有收进去的文件", found.left_out, found, LEFT_OUT_ADVICE),
        *_files("不作资料读取的文件", found.passed_over, found, PASSED_OVER_ADVICE),
        *_site(found, published=published),
        *changes(told, published=published),
        *_documents(documents, pages, found),
        *_accepted(found),
    )


def _state(published: bool) -> etree._Element:
    if published:
        return element("p", "网站已经更新：", link("打开网站", "../site/index.html"))
    return element("p", "这次没有发布，已有的网站不受影响。原因写在下面。", style="error")


def _counted(documents: Sequence[Document], pages: int, found: Sorted, *, published: bool) -> Iterator[Child]:
    """How much came in; nothing where nothing was looked at, for the site's set-up cannot be used."""
    if documents or found.left_out or found.passed_over:
        yield element("p", _counts(documents, pages, found, published=published))


def _counts(documents: Sequence[Document], pages: int, found: Sorted, *, published: bool) -> str:
    site = f"{'网站共' if published else '新网站会'}有 {pages:,} 个网页"
    held = f"收进去 {len(documents)} 份文件（{'，'.join(_inside(documents))}），{site}。"
    out = f"没有收进去 {len(found.left_out)} 份文件" if found.left_out else "全部收进去了"
    return held + out + (f"，另有 {len(found.passed_over)} 个不作资料读取。" if found.passed_over else "。")


def _inside(documents: Sequence[Document]) -> Iterator[str]:
    """How much there is in the documents, of what there is."""
    sections = [section for document in documents for section in document.sections()]
    yield f"{len(sections):,} 节"
    yield f"约 {sum(size(part) for document in documents for part in document.parts):,} 字"
    for count, unit in (
        (sum(isinstance(block, Table) for section in sections for block in section.body), "个表格"),
        (sum(len(document.source.pictures) for document in documents), "张图片"),
        (sum(len(document.source.notes) for document in documents), "条注释"),
    ):
        if count:
            yield f"{count:,} {unit}"


def _files(heading: str, files: Mapping[str, Sequence[Diagnostic]], all: Sorted, advice: str) -> Iterator[Child]:
    """Every file of a kind that is not on the site, the gravest first."""
    if not files:
        return
    yield element("h2", f"{heading}（{len(files)} 个）")
    ordered = sorted(files.items(), key=lambda item: (min(GRADES.index(severity(d)) for d in item[1]), item[0]))
    for path, found in ordered:
        yield element("h3", path)
        yield listed(found, all.offers)
    yield element("p", advice, style="soft")


def _blocking(found: Sorted, *, published: bool) -> Iterator[Child]:
    """Why there is no new site, first of all."""
    reasons = [] if published else [one for one in found.site if severity(one) == "error"]
    if reasons:
        yield element("h2", f"为什么没有发布（{len(reasons)} 处）")
        yield listed(reasons, found.offers, named=True)


def _site(found: Sorted, *, published: bool) -> Iterator[Child]:
    """What is to be said of the whole site; the reasons for not publishing stand further up."""
    rest = [one for one in found.site if published or severity(one) != "error"]
    if rest:
        yield element("h2", f"对整个网站的提示（{len(rest)} 处）")
        yield listed(rest, found.offers, named=True)
        yield from accepting(rest, found.offers)


def _accepted(found: Sorted) -> Iterator[Child]:
    """What is not told any more, so that nothing is forgotten that was once accepted."""
    if found.accepted:
        yield element("h2", f"已接受的提示（{len(found.accepted)} 处）")
        yield element("p", ACCEPTED_ADVICE, style="soft")
        rows = (
            (one.loc.file, CODES[one.code].message.format(*one.args), waiver.reason or "没有写")
            for one, waiver in found.accepted
        )
        yield table("", ACCEPTED_HEAD, rows)


def _documents(documents: Sequence[Document], pages: Mapping[str, int], found: Sorted) -> Iterator[Child]:
    """All documents, those with most to look at first."""
    if not documents:
        return
    doubts = {d.id: sum(severity(f) != "info" for f in found.documents[d.id]) for d in documents}
    ordered = sorted(documents, key=lambda d: (-doubts[d.id], d.source.key))
    yield element("h2", f"收进去的文件（{len(documents)} 份，要看的在前）")
    rows = (_row(document, pages.get(document.id, 0), doubts[document.id]) for document in ordered)
    yield table("list", HEAD, rows, named=("", *HEAD[1:]))


def _row(document: Document, pages: int, doubts: int) -> Row:
    sections = sum(1 for _ in document.sections())
    seen = element("span", f"{doubts} 处", style="warning") if doubts else "没有"
    title = link(document.meta.title or document.source.path, f"{document.id}.html")
    return title, document.source.path, format_name(document.source), str(pages), str(sections), seen
