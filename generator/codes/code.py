"""What a message consists of. A code is a row in the table of its family."""

from __future__ import annotations

from dataclasses import dataclass

from ..source import Severity


@dataclass(frozen=True, slots=True)
class Code:
    """Severity, message and advice of one kind of finding; `{0}`, `{1}` … stand for a diagnostic's args.

    An error means: this file was left out whole.
    """

    severity: Severity
    message: str
    hint: str
    until_accepted: bool = False
    """Whether the clerk can lift an error: the file stays out until it is accepted in accepted.yml."""
