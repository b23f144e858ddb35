"""The table of all messages, a room for each family; `diagnostics.py` has the forms in which they are printed.

R reading (R101-R149 text, R150-R159 files, R160-R179 and R210-R219 docx, R180-R189 and R200-R209 pdf, R190-R199 html),
F configuration, O outline, M metadata, T topics (T150-T159 the clerk's decisions), P pages, E engine, S search,
G the publishing gate (G101-G119) and accepted findings (G130-G139).
"""

from __future__ import annotations

from . import citations, docx, files, formulas, gate, html, pdf, review, site, study, text
from .code import Code

CODES: dict[str, Code] = {
    **text.CODES,
    **files.CODES,
    **docx.CODES,
    **pdf.CODES,
    **html.CODES,
    **study.CODES,
    **formulas.CODES,
    **site.CODES,
    **citations.CODES,
    **gate.CODES,
    **review.CODES,
}
"""Code → its words."""
