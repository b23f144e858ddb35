"""`yandu review export` and `import`."""

from __future__ import annotations

import argparse

from .. import reviewing
from ..review import decisions
from . import terminal


def export(arguments: argparse.Namespace) -> int:
    """Write the table of topics for review."""
    site, found = terminal.load(arguments, needed=True)
    if site is None:
        return terminal.USAGE
    file = arguments.file or site.build / reviewing.NAME
    if file.suffix.lower() not in reviewing.SUFFIXES:
        terminal.say(f"复核表的扩展名要用 .xlsx 或 .csv：{file}")
        return terminal.USAGE
    count, problems = reviewing.export(site, file, force=arguments.force, track=terminal.track)
    terminal.report((*found, *problems), "text", site.content.name)
    if not count:
        terminal.say("没有导出。")
        return terminal.UNPUBLISHED
    terminal.say(f"已导出 {count} 节，在 {file}。")
    terminal.say(f"请用 Excel 或 WPS 打开，在“改为”一列写上主题，存盘以后运行 yandu review import {file}")
    return terminal.flaws(problems, False)


def take(arguments: argparse.Namespace) -> int:
    """Take the table back in."""
    site, found = terminal.load(arguments, needed=True)
    if site:
        terminal.report(found, "text", site.content.name)
    damaged = decisions.TABLE in {one.loc.file for one in found}
    if site is None or damaged:
        terminal.say("没有导入，什么也没有改动。" + ("请先按上面的提示改好 tags.csv。" if damaged else ""))
        return terminal.USAGE
    imported, problems = reviewing.take(site, arguments.file, track=terminal.track)
    terminal.report(problems, "text")
    if imported is None:
        terminal.say("没有导入，原来的决定没有变。")
        return terminal.UNPUBLISHED if any(one.code.startswith("E") for one in problems) else terminal.USAGE
    count, file = len(imported.decisions), site.content / decisions.TABLE
    terminal.say(f"用上了 {imported.taken} 行。现在有 {count} 节的主题由您定，写在 {file}。")
    terminal.say(f"{terminal.counted(problems)}请运行 yandu build，网站就会用上。")
    return terminal.flaws(problems, arguments.strict)
