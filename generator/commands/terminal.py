"""What all commands share: exit codes, the site's set-up, findings and words on the terminal (effect: it prints).

Exit codes: 0 fine · 1 published, but documents were left out, or warnings under --strict · 2 wrong usage or
configuration · 3 not published, the old site stays · 4 another build is running · 5 not published, as too many pages
would vanish.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track as progress

from .. import config, diagnostics, options
from ..accepted import Settled
from ..config import Config
from ..output import mkdocs_yml
from ..source import Diagnostic, Loc

FINE, FLAWED, USAGE, UNPUBLISHED, LOCKED, VANISHING = 0, 1, options.WRONG, 3, 4, 5
T = TypeVar("T")


def load(
    arguments: argparse.Namespace, form: str = "text", *, needed: bool = False
) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """The site's set-up; None when it cannot be used, and then the reasons are printed.

    `needed`: without a mkdocs.yml the command makes no sense.
    """
    if needed and not arguments.config.is_file():
        missing = (Diagnostic("F103", Loc(str(arguments.config))),)
        report(missing, form)
        return None, missing
    site, found = config.load(arguments.config, arguments.content, arguments.build)
    settings, _ = mkdocs_yml.load(arguments.config)
    if not getattr(arguments, "force", False):
        found += mkdocs_yml.vet(settings)
    if any(diagnostics.severity(d) == "error" for d in found):
        report(found, form, site.content.name)
        return None, found
    return site, found


def report(
    found: Sequence[Diagnostic], form: str, folder: str = "", offers: Mapping[Diagnostic, str] | None = None
) -> None:
    """Print all findings in one of the forms.

    `offers`: finding → the line that accepts it, printed with it.
    """
    if form == "json":
        print(json.dumps([diagnostics.record(d) for d in found], ensure_ascii=False, indent=1))
    for d in found if form != "json" else ():
        print(
            diagnostics.github(d) if form == "github" else diagnostics.text(d, folder, (offers or {}).get(d, "")),
            file=sys.stderr,
        )


def counted(found: Iterable[Diagnostic]) -> str:
    """How many findings there are of each grade; empty = none."""
    grades = [diagnostics.severity(d) for d in found]
    counts = [(name, grades.count(grade)) for grade, name in diagnostics.SEVERITY_NAMES.items()]
    return "、".join(f"{name} {count} 处" for name, count in counts if count) + (
        "。" if any(c for _, c in counts) else ""
    )


def settled(findings: Settled) -> str:
    """How many findings somebody has accepted; empty = none."""
    return f"已接受 {len(findings.accepted)} 处。" if findings.accepted else ""


def say(words: str) -> None:
    """Print a line at once."""
    print(words, flush=True)


def track(items: Sequence[T], words: str, /) -> Iterable[T]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    return progress(items, words, console=console, transient=True) if console.is_terminal else items


def flaws(found: Iterable[Diagnostic], strict: bool) -> int:
    """Exit code of a command that did its work: `FLAWED` when there are errors, under `strict` warnings too."""
    grades = {diagnostics.severity(d) for d in found}
    return FLAWED if "error" in grades or (strict and "warning" in grades) else FINE
