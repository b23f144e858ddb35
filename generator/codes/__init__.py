"""The table of all messages, a room for each family; `diagnostics.py` has the forms in which they are printed.

R reading (R101-R149 text, R150-R159 files, R160-R179 and R210-R219 docx, R180-R189 and R200-R209 pdf, R190-R199 html),
F configuration, O outline, M metadata, T topics, P pages, E engine, S search.
"""

from __future__ import annotations

from . import docx, files, html, pdf, site, study, text
from .code import Code

CODES: dict[str, Code] = {
    **text.CODES,
    **files.CODES,
    **docx.CODES,
    **pdf.CODES,
    **html.CODES,
    **study.CODES,
    **site.CODES,
}
"""Code → its words."""
