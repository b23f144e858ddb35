"""A folder for a new site: mkdocs.yml, content/ with a sample and the tables, a script to double-click (effect: write).

What is already there stays as it is: a clerk may begin in a folder that holds documents.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from .. import shipped
from ..output.write import reason
from ..source import Diagnostic, Loc

SETTINGS = "mkdocs.yml"
SCRIPTS = {"双击生成.bat": "win32", "双击生成.sh": ""}
"""Script → the system it is for; the other system's gets the name of its Python only."""
_BATCH = """@echo off
chcp 65001 >nul
cd /d "%~dp0"
echo 正在生成网站，请稍候……
"{python}" -P -m generator build --open
if not %errorlevel%==5 goto end
set answer=
set /p answer=如果您确实要让这些网页不见，请输入“是”再按回车（不要就直接按回车）：
if "%answer%"=="是" "{python}" -P -m generator build --open --force
:end
if errorlevel 2 pause
"""
_SHELL = """#!/bin/sh
# 生成网站，然后在浏览器里打开生成报告。打不开时：右键 → 作为程序运行。
cd "$(dirname "$0")" || exit 1
echo "正在生成网站，请稍候……"
"{python}" -P -m generator build --open
result=$?
if [ "$result" = 5 ]; then
    printf '如果您确实要让这些网页不见，请输入“是”再按回车（不要就直接按回车）：'
    read -r answer
    if [ "$answer" = 是 ]; then
        "{python}" -P -m generator build --open --force
        exit
    fi
fi
[ "$result" -lt 2 ] || {{ printf '按回车键结束：'; read -r _; }}
exit "$result"
"""


def create(folder: Path) -> tuple[Diagnostic, ...]:
    """Makes the folder ready; F106 when it is a site already, E103 when it cannot be written."""
    if (folder / SETTINGS).exists():
        return (Diagnostic("F106", Loc(str(folder / SETTINGS))),)
    try:
        _fill(folder)
    except OSError as error:
        return (Diagnostic("E103", Loc(str(folder)), (reason(error),)),)
    return ()


def _fill(folder: Path) -> None:
    content = folder / "content"
    is_new = not content.exists()
    content.mkdir(parents=True, exist_ok=True)
    if not (content / "_config").exists():
        shutil.copytree(shipped.TABLES, content / "_config", ignore=_not_a_table)
    if is_new:
        shutil.copyfile(shipped.SAMPLE, content / shipped.SAMPLE.name)
    for name, system in SCRIPTS.items():
        _script(folder / name, own=(sys.platform == "win32") == (system == "win32"))
    # Last: a folder that has it is a site.
    (folder / SETTINGS).write_text(settings(), encoding="utf-8")


def _not_a_table(_: str, names: list[str]) -> list[str]:
    """What of the shipped folder speaks of our samples only."""
    return [name for name in names if name not in ("topics.yml", "terms.yml")]


def _script(path: Path, *, own: bool) -> None:
    """`own`: it is for the system we are on, so it can name the Python that runs us."""
    text = (_BATCH if path.suffix == ".bat" else _SHELL).format(python=sys.executable if own else "python")
    path.write_text(text, encoding="utf-8", newline="\r\n" if path.suffix == ".bat" else "\n")
    path.chmod(0o755)


def settings() -> str:
    """mkdocs.yml of a new site: the shipped one, with the look that comes with the program."""
    text = (shipped.HOME / SETTINGS).read_text(encoding="utf-8")
    return re.sub(r"^  custom_dir: .*\n", "", text, flags=re.MULTILINE)
