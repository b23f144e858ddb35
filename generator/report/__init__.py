"""A report for the clerk: what of every file was understood, what was left out and why. No part of the site.

Here stand words that the site does not publish (deletions, remarks, hidden text): the clerk must be able to see them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from ..accepted import Settled
from ..model import Document
from ..review.telling import Told
from . import contents, document
from .sorting import sort

FOLDER = "report"
"""Where the report lies below BUILD."""
START = "index.html"


def files(
    documents: Sequence[Document], pages: Iterable[str], found: Settled, *, published: bool, told: Told | None = None
) -> dict[str, bytes]:
    """The report's files by name: its start page, and a page for each document under the document's slug.

    `pages`: paths of all pages below docs/. `told`: what is different from the site before; None = there was none.
    """
    sorted_out = sort(documents, found)
    counts = Counter(path.partition("/")[0] for path in pages)
    report = {START: contents.page(documents, counts, sorted_out, published=published, told=told)}
    for one in documents:
        findings = sorted_out.documents[one.id]
        report[f"{one.id}.html"] = document.page(one, counts[one.id], findings, found.offers, published=published)
    return report
