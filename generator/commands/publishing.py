"""`yandu bundle` and `yandu rollback`: what is done with a site that stands."""

from __future__ import annotations

import argparse

from ..delivery import bundle as packing
from ..publishing import publish
from ..publishing.publish import BUSY
from . import terminal

NAME = "yandu-site.zip"


def bundle(arguments: argparse.Namespace) -> int:
    """Pack the site for a server or a double click."""
    site, _ = terminal.load(arguments, needed=True)
    if site is None:
        return terminal.USAGE
    made, found = packing.bundle(site.build, arguments.output or site.build / NAME, arguments.path)
    terminal.report(found, "text")
    if made is None:
        return terminal.UNPUBLISHED
    terminal.say(f"打好了包：{made.file}，{made.files:,} 个文件，{made.size / 1e6:.1f} MB。解开后请先看 README.txt。")
    return terminal.FINE


def rollback(arguments: argparse.Namespace) -> int:
    """Show readers the site before this one."""
    site, _ = terminal.load(arguments, needed=True)
    if site is None:
        return terminal.USAGE
    with publish.locked(site.build) as busy:
        done, found = (False, busy) if busy else publish.rollback(site.build)
    terminal.report(found, "text")
    if done:
        terminal.say("已退回前一个网站。再运行一次 yandu rollback，就回到刚才的网站。")
    codes = {one.code for one in found}
    return terminal.FINE if done else terminal.LOCKED if BUSY in codes else terminal.UNPUBLISHED
