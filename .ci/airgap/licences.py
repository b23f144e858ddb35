"""What the wheels of an archive say of their licences; a licence we must not pass on stops the making."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from email.message import Message
from email.parser import Parser
from pathlib import Path

REFUSED = re.compile(r"\bA?GPL|Affero|GNU General Public", re.IGNORECASE)
"""AGPL, and GPL without more; the Lesser GPL would be allowed."""
PREFIX = "License :: "


def table(wheels: Iterable[Path]) -> str:
    """A line for each package: name, version, licence."""
    rows = sorted({(str(told["Name"]), str(told["Version"]), licence(told)) for told in map(metadata, wheels)})
    if refused := [row for row in rows if REFUSED.search(row[2])]:
        raise SystemExit(f"这些组件的许可证不能随安装包分发：{refused}")
    if silent := [row for row in rows if not row[2]]:
        raise SystemExit(f"这些组件没有写明许可证：{silent}")
    head = "本安装包里的组件和它们的许可证，全文在各组件自己的 .whl 文件里。\n\n"
    return head + "".join(f"{name}  {version}  {words}\n" for name, version, words in rows)


def metadata(wheel: Path) -> Message:
    """The METADATA file of a wheel."""
    with zipfile.ZipFile(wheel) as files:
        name = next(name for name in files.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(files.read(name).decode("utf-8"), headersonly=True)


def licence(told: Message) -> str:
    """The licence in a few words: its SPDX expression, else its classifiers, else the first line of its text."""
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [
        str(one).rsplit(" :: ", 1)[-1] for one in told.get_all("Classifier", []) if str(one).startswith(PREFIX)
    ]
    return " / ".join(classifiers) or str(told.get("License") or "").strip().split("\n")[0]
