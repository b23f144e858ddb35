"""What Zensical needs that MkDocs does not: a configuration of its own; and its messages in the form of MkDocs's.

Its cache, `.cache`, lies beside its configuration and so in BUILD; every build starts without it (`--clean`), because
it would not notice that Yandu itself has changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from ..output import mkdocs_yml
from ..output import write as writing
from ..source import Diagnostic
from . import zensical_links

PACKAGE = "zensical==0.0.73"
"""Installed only where it is wanted, in the version that gives the same pages as MkDocs (pyproject.toml has it too)."""
CONFIG = "zensical.yml"
"""Below BUILD; inherits the mkdocs.yml there."""
ARGUMENTS = ("-P", "-m", "zensical", "build", "--clean", "-f", "{config}")

_FINDING = re.compile(r"^(Warning|Error): (.+)\n\W*\[ (.+?)(?::\d+)? \].*$", re.MULTILINE)
_DRAWING = re.compile(r"^ *(?:\d+ +)?[│╭╰─].*\n?", re.MULTILINE)
"""The lines below a finding: the place in the text, drawn."""
_PROGRESS = re.compile(r"^(?:Build (?:started|finished)|No issues|\d+ issues?)\b.*\n?", re.MULTILINE)
_TRACEBACK = re.compile(r"^Traceback \(most recent call last\):\n(?:[ \t].*\n)*", re.MULTILINE)
_RAISED = re.compile(r"^(?:Error: |[\w.]*(?:Error|Exception): )", re.MULTILINE)
WORDS = {"page does not exist": "链接的网页不存在", "anchor does not exist": "链接的位置在那一页上不存在"}
"""What it says most often, in the users' words."""


def write(build: Path, out: str) -> tuple[Diagnostic, ...]:
    """Writes Zensical's configuration, with `out` as the site's folder below BUILD; what went wrong, if anything."""
    settings, problems = mkdocs_yml.load(build / "mkdocs.yml")
    return problems or writing.file(build / CONFIG, config(settings, out).encode("utf-8"))


def config(settings: Mapping[str, Any], out: str) -> str:
    """Text of the configuration: the look of Material, our search instead of its own, and addresses as it reads them.

    Lists are added to those of mkdocs.yml, mappings merged with them, which is why the forms must be the same.
    """
    own = {
        "INHERIT": "mkdocs.yml",
        "site_dir": out,
        "theme": {"variant": "classic"},
        "plugins": _like(settings.get("plugins"), {"search": {"enabled": False}}),
        "markdown_extensions": _like(settings.get("markdown_extensions"), {zensical_links.__name__: {}}),
    }
    return "# Written by yandu; edit the mkdocs.yml of the site instead.\n" + yaml.safe_dump(own, sort_keys=False)


def _like(given: object, own: dict[str, object]) -> object:
    return own if isinstance(given, dict) else [own]


def log(output: str) -> str:
    """What it printed, with findings as lines `WARNING -  place: words`, and tracebacks cut down to what was raised."""
    text = output.replace("\r\n", "\n")
    text = _PROGRESS.sub("", _DRAWING.sub("", _FINDING.sub(_line, text)))
    return _RAISED.sub("ERROR -  ", _TRACEBACK.sub("", text))


def _line(found: re.Match[str]) -> str:
    level, words, place = found.groups()
    return f"{level.upper()} -  {place}: {WORDS.get(words, words)}"
