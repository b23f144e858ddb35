"""The command line: its commands and their options. What a command does is a function in `commands/`."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from pathlib import Path

from . import __version__, options
from .commands import beginning, building, looking, publishing, reviewing, terminal
from .preview import serve


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    # Documents are many small things that stay to the end: to look often for what is no longer used finds nothing.
    gc.set_threshold(100_000, 50, 50)
    arguments = parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except KeyboardInterrupt:
        terminal.say("已中断，已有的网站不受影响。")
        return terminal.UNPUBLISHED
    except BrokenPipeError:
        return terminal.FINE


def parser() -> options.Parser:
    """The commands and their options."""
    top = options.Parser(prog="yandu", description="研读：把一个文件夹的学习文件变成可搜索的学习网站。")
    top.add_argument("--version", action="version", version=__version__, help="显示版本")
    commands: options.Commands = top.add_subparsers(required=True, metavar="命令", title="命令")
    for add in (_beginning, _publishing, _previewing, _looking, _showing, _reviewing, _helping):
        add(commands)
    return top


def _beginning(commands: options.Commands) -> None:
    starting = options.command(commands, "init", "建一个新网站的文件夹，里面有“双击生成”", beginning.init)
    starting.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="文件夹", help="默认当前文件夹")


def _publishing(commands: options.Commands) -> None:
    build = options.command(commands, "build", "生成网站", building.build)
    options.for_site(build)
    options.for_force(build)
    options.for_accepting(build)
    build.add_argument("--scheduler", default="", metavar="地址", help="请别的机器一起读文件：Dask 调度程序的地址")
    build.add_argument("--open", action="store_true", help="生成以后在浏览器里打开生成报告")
    back = options.command(commands, "rollback", "退回前一个网站；再运行一次就回来", publishing.rollback)
    options.for_folders(back)
    packing = options.command(commands, "bundle", "把网站打成一个包：放到服务器上，或双击打开", publishing.bundle)
    options.for_folders(packing)
    packing.add_argument("--path", default="/", help="在服务器上的路径，例如 /xuexi/（默认 /）")
    packing.add_argument("--output", type=Path, help="包的文件名（默认 build/yandu-site.zip）")


def _previewing(commands: options.Commands) -> None:
    serving = options.command(commands, "serve", "生成并预览网站，文件一改就更新", building.serve_site)
    options.for_site(serving)
    serving.add_argument("--host", default=serve.HOST, help="预览地址（默认只有本机能看）")
    serving.add_argument("--port", type=int, default=serve.PORT, help="预览端口")
    options.for_force(serving)
    options.for_accepting(serving)


def _looking(commands: options.Commands) -> None:
    check = options.command(commands, "check", "只检查文件，不生成网站", looking.check)
    options.for_site(check)
    options.for_accepting(check)
    options.for_format(check)
    words = "核对已生成的网站：一字不差、链接有效、无外网请求、搜得到"
    verifying = options.command(commands, "verify", words, looking.verify_site)
    words = "再用真的浏览器打开每一类网页（要有 Chromium 和 Playwright）"
    verifying.add_argument("--browser", action="store_true", help=words)
    options.for_site(verifying)
    options.for_format(verifying)


def _showing(commands: options.Commands) -> None:
    showing = options.command(commands, "show", "显示一份文件处理到某一步的结果", looking.show_stage)
    showing.add_argument("stage", choices=looking.STAGES, metavar="步骤", help="、".join(looking.STAGES))
    showing.add_argument("file", type=Path, metavar="文件")
    showing.add_argument("--json", action="store_true", help="输出 JSON")
    options.for_config(showing)


def _reviewing(commands: options.Commands) -> None:
    options.for_review(commands, reviewing.export, reviewing.take)


def _helping(commands: options.Commands) -> None:
    checking_up = options.command(commands, "doctor", "看看这台机器上缺什么，各有什么用", beginning.doctor)
    checking_up.add_argument("--json", action="store_true", help="输出 JSON")
    explaining = options.command(commands, "explain", "解释一个提示代码（不写代码则列出全部）", looking.explain)
    explaining.add_argument("code", nargs="?", metavar="代码")
