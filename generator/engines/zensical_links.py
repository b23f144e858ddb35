"""Addresses in raw HTML, in the form in which Zensical expects them: an extension of Markdown, for its builds alone.

MkDocs leaves the addresses of raw HTML alone: they start from the page's address, as in a browser. Zensical takes them
for paths that start from the Markdown file and puts `../` before those of every page that is not an index.md; here they
are written so that this makes of them what they were. Links in Markdown are read by both in the same way.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

AFTER_INLINE = 15
"""Priority: when Markdown has found all raw HTML, also that within paragraphs (20), and keeps it apart from the rest.

A postprocessor would be too much: toc runs these once for every heading.
"""
CONTEXT = "rendering_context"
"""Where Zensical says which page is rendered."""

_ADDRESS = re.compile(r'(?P<name>\s(?:href|src)=")(?P<address>[^"#?/:][^":]*)(?=")')


def as_path(address: str, page: str) -> str:
    """An address relative to a page, as a path relative to its Markdown file, which is called `page`.

    >>> as_path("../2/#2-1", "1.md"), as_path("./", "1.md"), as_path("../2/", "index.md")
    ('2/#2-1', '1/./', '../2/')
    """
    name = posixpath.basename(page).removesuffix(".md")
    if name == "index":
        return address
    if not address.startswith("../"):
        return f"{name}/{address}"
    rest = address.removeprefix("../")
    return f"./{rest}" if rest[:1] in "#?" else rest  # an empty path would mean the page itself


class RawLinks(Treeprocessor):
    """Rewrites the addresses in all the raw HTML of a page."""

    def run(self, root: Element) -> None:
        """Leaves the tree as it is: raw HTML is kept beside it."""
        context: Any = self.md.preprocessors[CONTEXT]
        stash = self.md.htmlStash.rawHtmlBlocks
        stash[:] = [_rewritten(block, context.page.path) if isinstance(block, str) else block for block in stash]


def _rewritten(html: str, page: str) -> str:
    return _ADDRESS.sub(lambda found: found["name"] + as_path(found["address"], page), html)


class RawLinksExtension(Extension):
    """What Python-Markdown asks for."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Puts `RawLinks` into its place."""
        md.treeprocessors.register(RawLinks(md), "yandu_raw_links", AFTER_INLINE)


def makeExtension(**settings: Any) -> RawLinksExtension:
    """Called by Python-Markdown for the name of this module."""
    return RawLinksExtension(**settings)
