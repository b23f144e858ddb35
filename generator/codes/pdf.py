"""Messages about PDF files: R180-R189."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {}
