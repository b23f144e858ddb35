"""What the machine has of what Yandu uses: Python, libraries, LibreOffice, a browser, fonts (effect: it looks)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from typing import Literal, NamedTuple

from packaging.requirements import Requirement

from .readers import office

OLDEST, NEWEST = (3, 11), (3, 13)
"""Versions of Python that Yandu is tested with."""
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)  # fmt: skip
FONTS_OF_THE_SYSTEM = ("win32", "darwin")
"""Systems that come with Chinese fonts."""

State = Literal["there", "missing", "needless"]


class Part(NamedTuple):
    """A thing that Yandu uses."""

    name: str
    state: State
    found: str
    """Version or path; empty = not there."""
    purpose: str
    advice: str
    """What to do when it is missing."""
    needed: bool
    """Whether nothing works without it."""


def parts() -> Iterator[Part]:
    """All that is looked at, what is needed first."""
    yield _python()
    yield _libraries()
    yield _office()
    yield _enclosure()
    yield _browser()
    yield _fonts()


def _python() -> Part:
    version = sys.version_info[:2]
    fits = OLDEST <= version <= NEWEST
    advice = "请改用 Python 3.11、3.12 或 3.13，再装一次研读。"
    return Part("Python", "there" if fits else "missing", sys.version.split()[0], "运行研读", advice, True)


def _libraries() -> Part:
    wrong = [str(one) for one in map(Requirement, metadata.requires("yandu") or ()) if not _fits(one)]
    advice = f"缺少或版本不合：{'、'.join(wrong)}。请用安装包再装一次。"
    return Part("组件", "missing" if wrong else "there", metadata.version("yandu"), "运行研读", advice, True)


def _fits(requirement: Requirement) -> bool:
    """Whether a library is there in a version that will do; those for other systems and for tests do not count."""
    if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
        return True
    try:
        return requirement.specifier.contains(metadata.version(requirement.name), prereleases=True)
    except metadata.PackageNotFoundError:
        return False


def _office() -> Part:
    found = office.find() or ""
    advice = f"要收 .doc、.wps、.rtf、.odt 文件就请装上；装在别处时，用环境变量 {office.VARIABLE} 写明路径。"
    return _optional("LibreOffice", found, "读 .doc、.wps、.rtf、.odt 文件（.docx、PDF、文本不用它）", advice)


def _enclosure() -> Part:
    """Matters only where there is a LibreOffice to shut in."""
    purpose = "不让来路不明的文件借 LibreOffice 连网、看别的文件"
    if office.find() is None:
        return Part("LibreOffice 的隔离", "needless", "", purpose, "", False)
    advice = "这台机器不支持；LibreOffice 仍按最严的设置运行，不可靠的文件请勿收。Linux 上可装 util-linux（unshare）。"
    return _optional("LibreOffice 的隔离", "可用" if office.encloses() else "", purpose, advice)


def browser() -> str | None:
    """The path of a Chromium; None when there is none."""
    return next((found for found in map(shutil.which, BROWSERS) if found), None)


def _browser() -> Part:
    purpose = "用真的浏览器核对网站：yandu verify --browser（还要装 Playwright）"
    return _optional("Chromium", browser() or "", purpose, "要核对就请装上 Chromium。")


def _fonts() -> Part:
    purpose = "在这台机器上显示和打印中文（读者的设备用自己的字体）"
    if sys.platform in FONTS_OF_THE_SYSTEM:
        return _optional("中文字体", "系统自带", purpose, "")
    program = shutil.which("fc-list")
    said = subprocess.run([program, ":lang=zh", "family"], capture_output=True, check=False).stdout if program else b""
    names = sorted({line.split(",")[0] for line in os.fsdecode(said).splitlines()})
    return _optional("中文字体", names[0] if names else "", purpose, "请装 fonts-noto-cjk 或别的中文字体。")


def _optional(name: str, found: str, purpose: str, advice: str) -> Part:
    return Part(name, "there" if found else "missing", found, purpose, advice, False)
