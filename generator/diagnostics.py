"""The forms in which a finding is printed: words, a JSON record, an annotation for GitHub."""

from __future__ import annotations

from .codes import CODES
from .source import Diagnostic, Severity

SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "说明"}


def text(found: Diagnostic, folder: str = "", offer: str = "") -> str:
    """One finding in words: `content/x.txt:41: O101 警告：…` and, on lines of their own, the advice and the `offer`.

    `offer`: the line that accepts it (`accepted.offer`).
    """
    code = CODES[found.code]
    is_document = folder and found.code[0] not in "EF"  # those two name their file themselves
    place = (f"{folder}/" if is_document else "") + found.loc.file + (f":{found.loc.line}" if found.loc.line else "")
    head = f"{place}: {found.code} {SEVERITY_NAMES[code.severity]}：{code.message.format(*found.args)}"
    below = [f"{name}：{words}" for name, words in (("提示", code.hint), ("接受", offer)) if words]
    return "\n    ".join([head, *below])


def record(found: Diagnostic) -> dict[str, object]:
    """The same as a JSON object."""
    code = CODES[found.code]
    return {
        "code": found.code, "severity": code.severity, "file": found.loc.file, "line": found.loc.line,
        "column": found.loc.column, "message": code.message.format(*found.args), "hint": code.hint,
    }  # fmt: skip


def github(found: Diagnostic) -> str:
    """The same as an annotation of GitHub's workflow commands."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[severity(found)]
    message = CODES[found.code].message.format(*found.args)
    return f"::{level} file={found.loc.file},line={found.loc.line},title={found.code}::{message}"


def severity(found: Diagnostic) -> Severity:
    """How grave a finding is."""
    return CODES[found.code].severity
