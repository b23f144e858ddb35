"""Makes the archive for machines without internet: wheels of everything in the lock, for Linux and Windows (x86-64).

    python .ci/airgap/pack.py [--out dist]

The archive holds wheels for every supported Python, a lock with their hashes, the licences, and an installer for each
system. The same lock gives the same bytes.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from licences import table
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

HERE = Path(__file__).parent
TOP = HERE.parent.parent
LOCK = TOP / ".ci" / "requirements.lock"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS: dict[str, tuple[tuple[str, ...], dict[str, str]]] = {
    "linux": (
        ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
        {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    ),
    "windows": (
        ("win_amd64",),
        {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
    ),
}
"""System → tags of the wheels that run there, and what the lock's markers ask about it."""
SOURCE_ONLY = frozenset({"jieba"})
"""Delivered as source only: their wheels are built here."""
EPOCH = "315532800"
MOMENT = (1980, 1, 1, 0, 0, 0)
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input")


class Locked(NamedTuple):
    """An entry of the lock."""

    requirement: Requirement
    hashes: tuple[str, ...]
    """`sha256:…`, one for each file that may be taken."""

    @property
    def name(self) -> str:
        """Its name in the normal form of the index."""
        return canonicalize_name(self.requirement.name)

    def line(self) -> str:
        """As pip reads it, without the marker."""
        return f"{self.requirement.name}{self.requirement.specifier}" + "".join(f" --hash={one}" for one in self.hashes)


def main() -> None:
    """Make the archive and say where it lies and how large it is."""
    parser = argparse.ArgumentParser(description="做一个离线安装包")
    parser.add_argument("--out", type=Path, default=TOP / "dist")
    out = parser.parse_args().out
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        wheels = root / "wheels"
        entries = list(read(LOCK.read_text(encoding="utf-8")))
        collect(entries, wheels)
        version = own_wheel(wheels)
        (root / "requirements.txt").write_text(lock(entries, wheels, version), encoding="utf-8", newline="\n")
        (root / "LICENSES.txt").write_text(table(sorted(wheels.iterdir())), encoding="utf-8", newline="\n")
        for name in ("install.sh", "install.bat", "install.py", "README.txt"):
            shutil.copy(HERE / name, root / name)
        made = archive(root, out / f"yandu-{version}-offline.zip")
    print(f"{made}  {made.stat().st_size / 1e6:.1f} MB")


def read(text: str) -> Iterator[Locked]:
    """The entries of a lock as `uv pip compile --generate-hashes` writes it."""
    for entry in text.replace("\\\n", " ").splitlines():
        words, _, _ = entry.partition(" #")
        if words.strip() and not words.lstrip().startswith("#"):
            head, *hashes = words.split(" --hash=")
            yield Locked(Requirement(head.strip()), tuple(one.strip() for one in hashes))


def applies(entry: Locked, python: str, system: Mapping[str, str]) -> bool:
    """Whether a package is wanted with this Python on this system; pip itself only knows where it runs."""
    marker = entry.requirement.marker
    asked = {"python_version": python, "python_full_version": f"{python}.0", "implementation_name": "cpython"}
    return marker is None or marker.evaluate({**asked, "platform_python_implementation": "CPython", **system})


def collect(entries: Iterable[Locked], wheels: Path) -> None:
    """All wheels that any of the systems needs."""
    wheels.mkdir()
    binary = [entry for entry in entries if entry.name not in SOURCE_ONLY]
    pip("wheel", "--no-build-isolation", [entry for entry in entries if entry.name in SOURCE_ONLY], wheels)
    for tags, system in PLATFORMS.values():
        for python in PYTHONS:
            options = ["--only-binary=:all:", f"--python-version={python}", "--implementation=cp"]
            options += [f"--platform={tag}" for tag in tags]
            pip("download", *options, [entry for entry in binary if applies(entry, python, system)], wheels)


def pip(command: str, *rest: str | list[Locked] | Path) -> None:
    """Run a command of pip on entries of the lock: (options…, entries, folder for the wheels)."""
    *options, entries, folder = rest
    assert isinstance(entries, list)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8", delete=False) as file:
        file.writelines(f"{entry.line()}\n" for entry in entries)
    target = "--wheel-dir" if command == "wheel" else "--dest"
    arguments = [*PIP, command, *map(str, options), "--no-deps", "--require-hashes", f"-r{file.name}"]
    try:
        subprocess.run([*arguments, target, str(folder)], check=True, env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH})
    finally:
        os.unlink(file.name)


def own_wheel(wheels: Path) -> str:
    """Build Yandu's own wheel; its version."""
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(TOP)]
    subprocess.run(command, check=True, env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH})
    return str(parse_wheel_filename(next(wheels.glob("yandu-*.whl")).name)[1])


def lock(entries: Iterable[Locked], wheels: Path, version: str) -> str:
    """The archive's own lock: what was built here has the hash it has here."""
    built: dict[str, str] = {}
    for wheel in wheels.iterdir():
        built[parse_wheel_filename(wheel.name)[0]] = "sha256:" + sha256(wheel.read_bytes()).hexdigest()
    lines = []
    for entry in (*entries, Locked(Requirement(f"yandu=={version}"), ())):
        own = entry.name in SOURCE_ONLY or not entry.hashes
        line = (entry._replace(hashes=(built[entry.name],)) if own else entry).line()
        head, _, hashes = line.partition(" --hash=")
        marker = f" ; {entry.requirement.marker}" if entry.requirement.marker else ""
        lines.append(f"{head}{marker} --hash={hashes}\n")
    return "".join(lines)


def archive(root: Path, target: Path) -> Path:
    """A zip of a folder with a list of its files' hashes; times and order are fixed."""
    files = sorted(path for path in root.rglob("*") if path.is_file())
    sums = "".join(f"{sha256(f.read_bytes()).hexdigest()}  {f.relative_to(root).as_posix()}\n" for f in files)
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as zip:
        for name, data in [(f.relative_to(root).as_posix(), f.read_bytes()) for f in files] + [
            ("SHA256SUMS", sums.encode())
        ]:
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", MOMENT)
            entry.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
            # Wheels are zip files already.
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            zip.writestr(entry, data)
    return target


if __name__ == "__main__":
    main()
