"""Data as plain scripts: a page opened from a disk may load scripts, and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

_CALL = "yandu.arrive({data});\n"
_NOT_IN_SCRIPTS = re.compile("</|[\u2028\u2029\ud800-\udfff]")
"""What a script must not hold raw: the end of a script element, line ends of old JavaScript, lone surrogates."""


def pack(data: object) -> str:
    """A script that hands `data` to the page."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _CALL.format(data=_NOT_IN_SCRIPTS.sub(_escaped, packed))


def unpack(script: str) -> dict[str, Any]:
    """What `pack` packed; nothing when it is not whole."""
    try:
        data = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}


def _escaped(found: re.Match[str]) -> str:
    return "<\\/" if found[0] == "</" else f"\\u{ord(found[0]):04x}"
