"""The forms in which a finding is printed: words, a JSON record, an annotation for GitHub."""

from __future__ import annotations

from .codes import CODES
from .source import Diagnostic, Severity

PLACES = 9  # arguments that a message has at most
SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "说明"}
TABLES = "_config/"
"""Where the clerk's own files lie below the content folder."""
GAP = "……"
"""What stands for the words of a single case."""
MEANINGS: dict[Severity, str] = {
    "error": "这样的地方要改好，网站（或这份文件）才会发布。",
    "warning": "网站照常发布，只是这里可能有差错，要人看一看；看过不用改的，可以接受，以后不再提示。",
    "info": "这不是差错，只是告诉您一声。",
}
LIFTED = "这份文件先不发布；核对以后，抄一行到 _config/accepted.yml 就会发布。"
NO_ADVICE = "请照上面的话核对。"


def explained(code: str, *, whole: bool) -> str:
    """A code in words, `……` for what differs from case to case; `whole`: also what its severity means."""
    row = CODES[code]
    head = f"{code} {SEVERITY_NAMES[row.severity]}：{row.message.format(*[GAP] * PLACES)}"
    meaning = LIFTED if row.until_accepted else MEANINGS[row.severity]
    told = [("说明", meaning), ("怎么办", row.hint or NO_ADVICE)] if whole else [("提示", row.hint)] if row.hint else []
    return "\n    ".join([head, *(f"{name}：{words}" for name, words in told)])


def text(found: Diagnostic, folder: str = "", offer: str = "") -> str:
    """One finding in words: `content/x.txt:41: O101 警告：…` and, on lines of their own, the advice and the `offer`.

    `offer`: the line that accepts it (`accepted.offer`).
    """
    code = CODES[found.code]
    is_below = folder and (found.code[0] not in "EF" or found.loc.file.startswith(TABLES))  # others name it themselves
    place = (f"{folder}/" if is_below else "") + found.loc.file + (f":{found.loc.line}" if found.loc.line else "")
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
