"""Messages about what kind of file it is, limits and converting: R150-R159."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {}
