"""What the commands of the command line have in common: a parser that speaks Chinese, and groups of options."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from .engines.engine import ENGINES

WRONG = 2
"""Exit code of wrong usage."""


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Chinese to its user."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings, add_help=False)
        self._positionals.title, self._optionals.title = "参数", "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is to be had; exit code 2."""
        self.exit(WRONG, f"用法不对：{message}\n请看 {self.prog} --help\n")


Run = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[Parser]"


def command(commands: Commands, name: str, words: str, run: Run) -> Parser:
    """A command of this name that runs a function; `words` explain it."""
    made = commands.add_parser(name, help=words, description=words)
    made.set_defaults(command=run)
    return made


def for_config(command: Parser) -> None:
    """Where the site's set-up is."""
    command.add_argument(
        "--config", type=Path, default=Path("mkdocs.yml"), help="网站的 mkdocs.yml（默认在当前文件夹）"
    )


def for_folders(command: Parser) -> None:
    """The same, and where its folders are."""
    for_config(command)
    command.add_argument("--content", type=Path, help="存放文件的文件夹（默认 content）")
    command.add_argument("--build", type=Path, help="存放生成结果的文件夹（默认 build）")


def for_strict(command: Parser) -> None:
    """What counts as a failure."""
    command.add_argument("--strict", action="store_true", help="有警告也以退出码 1 结束")


def for_site(command: Parser) -> None:
    """What a whole site needs."""
    for_folders(command)
    command.add_argument("--engine", choices=list(ENGINES), default="mkdocs", help="网页生成工具")
    for_strict(command)


def for_force(command: Parser) -> None:
    """What is done although it looks like a mistake."""
    command.add_argument("--force", action="store_true", help="即使网页大量减少，或用了名单外的扩展，也生成")


def for_accepting(command: Parser) -> None:
    """What helps to accept findings."""
    command.add_argument(
        "--accept-lines", action="store_true", help="每条警告下面写出一行，抄进 _config/accepted.yml 就不再提示"
    )


def for_format(command: Parser) -> None:
    """How findings are printed."""
    command.add_argument("--json", action="store_true", help="输出 JSON")
    command.add_argument("--format", choices=("text", "json", "github"), default="text", help="提示的输出格式")


def for_review(commands: Commands, export: Run, take: Run) -> None:
    """The command `review` with its two halves, and what runs them."""
    words = "复核主题：导出一份表，用 Excel 或 WPS 改好，再导入"
    review = commands.add_parser("review", help=words, description=words)
    halves = review.add_subparsers(required=True, metavar="export|import", title="命令")
    out = command(halves, "export", "导出复核表：每一节的自动主题和理由", export)
    out.add_argument(
        "file", type=Path, nargs="?", metavar="文件", help="扩展名 .xlsx 或 .csv（默认 build/review.xlsx）"
    )
    for_folders(out)
    out.add_argument("--force", action="store_true", help="覆盖原有的表，哪怕里面有还没有导入的内容")
    back = command(halves, "import", "导入改好的复核表，只看“改为”一列", take)
    back.add_argument("file", type=Path, metavar="文件")
    for_folders(back)
    for_strict(back)
