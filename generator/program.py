"""Which programs a site is made with: ours and those it is built on (effect: read).

What was kept from an earlier build holds only as long as they are the same.
"""

from __future__ import annotations

import sys
from functools import cache
from hashlib import blake2b
from importlib import metadata
from pathlib import Path

BUILT_ON = (
    "jieba", "jinja2", "lxml", "markdown", "mkdocs", "mkdocs-material", "pdfminer.six", "pygments",
    "pymdown-extensions", "pypdf", "pypinyin", "pyyaml", "rjieba", "zensical",
)  # fmt: skip
"""Distributions whose version may show in what is made."""


@cache
def stamp() -> str:
    """A checksum of them."""
    whole = blake2b(f"{sys.version_info}".encode(), digest_size=16)
    for name in BUILT_ON:
        whole.update(f"{name} {_version(name)}\n".encode())
    home = Path(__file__).parent
    for path in sorted(home.rglob("*.py")):
        whole.update(path.relative_to(home).as_posix().encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
