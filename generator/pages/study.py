"""The page 我的学习, and the listing by which its scripts find sections that have moved.

What readers mark and write stays in their browsers (`overrides/assets/study/`); the site only says where each section
stands and what its words are, by a checksum.
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import markdown as md
from ..plan import Plan
from ..results import Page
from ..search.script import pack
from .body import known_by
from .common import Context, crumbs

PLACES = "assets/study-data/places.js"
"""Where the listing lies below the site's root."""
FORMAT = 1
"""Of the listing: `places.js` of the scripts reads no other."""
PRIVATE = (
    "已读、收藏、笔记和读到哪里，只存在您这台设备的这个浏览器里，不会传到网站，也不会传给任何人。"
    "换一台设备、换一个浏览器就看不到，要用请先导出、再导入。几个人合用一台设备时，别人打开本页也能看到。"
)
NO_SCRIPTS = (
    "<noscript><p>已读、收藏、笔记要用脚本（JavaScript），您的浏览器关掉了它。看文件不受影响；要用的话，"
    "请在浏览器的设置里打开脚本，再刷新本页。</p></noscript>"
)


def pages(context: Context) -> Iterator[Page]:
    """The one page, whose lists are made in the browser."""
    yield Page("study.md", md.page(
        md.front_matter("我的学习", hide=["toc"]),
        crumbs("study.md", md.escape("我的学习")),
        md.heading(1, md.escape("我的学习"), id="study"),
        md.paragraph(md.escape(PRIVATE)),
        md.element("div", id="yandu-study", data_site=context.site_name),
        NO_SCRIPTS,
    ))  # fmt: skip


def files(context: Context) -> Iterator[tuple[str, bytes]]:
    """The listing: for each document its address, its pages (ids of their sections, the head first), all checksums."""
    rows = [_places(plan) for plan in context.plans.values()]
    yield PLACES, pack({"format": FORMAT, "documents": rows}).encode()


def _places(plan: Plan) -> tuple[str, list[str], str]:
    sheets = [(sheet.head, *(section for top in sheet.inline for section in top.walk())) for sheet in plan.sheets]
    ids = [" ".join(section.id for section in sections) for sections in sheets]
    hashes = [dict(known_by(plan, section))["hash"] for sections in sheets for section in sections]
    return plan.document.id, ids, "".join(hashes)
