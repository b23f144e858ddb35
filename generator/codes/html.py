"""Messages about web pages: R190-R199."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {}
