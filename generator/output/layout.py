"""What lies where below BUILD, the folder that a build writes."""

from __future__ import annotations

DOCS = "docs"
"""The Markdown pages and all files beside them, as the engine takes them."""
SITE = "site"
"""What readers see."""
NEXT = "site-next"
"""Where the new site grows; parts of it in folders whose names begin so."""
STAGED = {
    "sections.json": "sections.next.json",
    "manifest.json": "manifest.next.json",
    "pages.json": "pages.next.json",
    "made-of.json": "made-of.next.json",
    "stamps.json": "stamps.next.json",
}
"""Maps of the site → their names while it waits to be published."""
