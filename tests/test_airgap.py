"""The archive for machines without internet: its lock, its licences, and an installation that is shut off.

The last test fetches some 100 MB, so it runs only where it must (CI=true).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from .conftest import ROOT

AIRGAP = ROOT / ".ci" / "airgap"
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
LINUX = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
LOCK = """# a remark
one==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
    # via two
pywin==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
old==3.0 ; python_full_version < '3.12' \\
    --hash=sha256:dd
"""


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script that makes the archive."""
    monkeypatch.syspath_prepend(str(AIRGAP))
    return __import__("pack")


@pytest.fixture
def licences(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(AIRGAP))
    return __import__("licences")


def test_each_system_gets_what_its_markers_say(pack: ModuleType) -> None:
    entries = list(pack.read(LOCK))
    assert [entry.line() for entry in entries] == [
        "one==1.0 --hash=sha256:aa --hash=sha256:bb", "pywin==2.0 --hash=sha256:cc", "old==3.0 --hash=sha256:dd",
    ]  # fmt: skip

    def names(python: str, system: dict[str, str]) -> list[str]:
        return [entry.name for entry in entries if pack.applies(entry, python, system)]

    assert names("3.11", LINUX) == ["one", "old"]
    assert names("3.13", LINUX) == ["one"]
    assert names("3.13", WINDOWS) == ["one", "pywin"]


def test_the_real_lock_is_read_whole(pack: ModuleType) -> None:
    text = pack.LOCK.read_text(encoding="utf-8")
    entries = list(pack.read(text))
    assert len(entries) == sum("==" in line and not line.lstrip().startswith("#") for line in text.splitlines())
    assert sum(len(entry.hashes) for entry in entries) == text.count("--hash=sha256:")


def wheel(folder: Path, name: str, *fields: str) -> Path:
    """A wheel with nothing but its metadata."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(f"{name}-1.0.dist-info/METADATA", "\n".join((f"Name: {name}", "Version: 1.0", *fields, "", "x")))
    return path


def test_licences_are_told_whatever_the_field(licences: ModuleType, tmp_path: Path) -> None:
    wheels = [
        wheel(tmp_path, "a", "License-Expression: MIT"),
        wheel(tmp_path, "b", "Classifier: License :: OSI Approved :: BSD License"),
        wheel(tmp_path, "c", "License: MPL-2.0"),
    ]
    assert licences.table(wheels).splitlines()[2:] == ["a  1.0  MIT", "b  1.0  BSD License", "c  1.0  MPL-2.0"]


@pytest.mark.parametrize("field", ["License: AGPL-3.0", "License-Expression: GPL-3.0-only", "Summary: none"])
def test_a_licence_that_must_not_be_passed_on_stops_the_making(
    licences: ModuleType, tmp_path: Path, field: str
) -> None:
    with pytest.raises(SystemExit, match="bad"):
        licences.table([wheel(tmp_path, "bad", field)])


@pytest.mark.skipif(os.environ.get("CI") != "true" or not shutil.which("unshare"), reason="fetches 100 MB; Linux")
def test_the_archive_installs_in_an_empty_environment_without_any_index(tmp_path: Path) -> None:
    subprocess.run([sys.executable, AIRGAP / "pack.py", "--out", tmp_path], check=True)
    (archive,) = tmp_path.glob("yandu-*-offline.zip")
    subprocess.run([sys.executable, "-m", "zipfile", "-e", archive, tmp_path], check=True)
    folder = tmp_path / archive.stem
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        sum, _, name = line.partition("  ")
        assert sha256((folder / name).read_bytes()).hexdigest() == sum
    shut_off = ["unshare", "--map-root-user", "--net"]
    installed = tmp_path / "装在 这里"
    subprocess.run([*shut_off, "sh", folder / "install.sh", installed], check=True, env={"PATH": os.environ["PATH"]})
    yandu = installed / "bin" / "yandu"
    clean = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    subprocess.run([*shut_off, yandu, "doctor"], check=True, env=clean, cwd=tmp_path)
    subprocess.run([*shut_off, yandu, "init", "网站"], check=True, env=clean, cwd=tmp_path)
    subprocess.run([*shut_off, yandu, "build"], check=True, env=clean, cwd=tmp_path / "网站")
    assert (tmp_path / "网站" / "build" / "site" / "assets" / "bundles").is_dir()
