"""`yandu init` and `yandu doctor`: what comes before the first site."""

from __future__ import annotations

import argparse
import json

from .. import health
from ..delivery import beginning
from . import terminal

MARKS = {"there": "有", "missing": "缺", "needless": "不用"}


def init(arguments: argparse.Namespace) -> int:
    """Make a folder for a site."""
    folder = arguments.folder.resolve()
    found = beginning.create(folder)
    terminal.report(found, "text")
    if found:
        return terminal.USAGE
    terminal.say(f"建好了：{folder}")
    terminal.say("把文件（Word、PDF、网页、文本）放进里面的 content 文件夹，再双击“双击生成”；样例可以删去。")
    terminal.say("网站的名称写在 mkdocs.yml 里。")
    return terminal.FINE


def doctor(arguments: argparse.Namespace) -> int:
    """Say what is there and what is missing; a failure only when nothing works without it."""
    parts = list(health.parts())
    if arguments.json:
        print(json.dumps([part._asdict() for part in parts], ensure_ascii=False, indent=1))
    for part in () if arguments.json else parts:
        terminal.say(
            f"{MARKS[part.state]}　{part.name}" + (f"（{part.found}）" if part.found else "") + f"：{part.purpose}"
        )
        if part.state == "missing":
            terminal.say(f"　　{part.advice}")
    broken = any(part.state == "missing" and part.needed for part in parts)
    return terminal.USAGE if broken else terminal.FINE
