"""The same documents give the same bytes: in another folder, time zone and language, with other hash seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from generator import shipped
from generator.delivery import beginning

from .conftest import ROOT

WORLDS = (
    {"TZ": "Asia/Shanghai", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "1700000000"},
)


def made(folder: Path, world: dict[str, str]) -> dict[str, str]:
    """Every file of a site built there: path → hash."""
    content = folder / "content"
    shutil.copytree(shipped.TABLES, content / "_config")
    for number, document in enumerate(sorted((ROOT / "content" / "讲话").iterdir())):
        shutil.copyfile(document, content / document.name)
        os.utime(content / document.name, (number, hash(str(folder)) % 10**9))
    (folder / "mkdocs.yml").write_text(beginning.settings(), encoding="utf-8")
    command = [sys.executable, "-P", "-m", "generator", "build"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | world
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    site = folder / "build" / "site"
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def test_two_worlds_give_the_same_bytes(tmp_path: Path) -> None:
    one = made(tmp_path / "one", WORLDS[0])
    other = made(tmp_path / "deep" / "另一个 文件夹", WORLDS[1])
    assert len(one) > 50
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
