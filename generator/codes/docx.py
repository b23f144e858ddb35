"""Messages about Word files: R160-R179."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {}
