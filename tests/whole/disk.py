"""One build on a disk that is too small for it, or that cannot be written.

    unshare --map-root-user --mount python -m tests.whole.disk FOLDER (BYTES | ro)

FOLDER/build is covered by the disk with a copy of what it holds, in a mount namespace that ends with the program.
Prints as JSON what came of it (`Outcome`).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import NamedTuple

from generator.output import layout

from .versions import COMMAND, Hashes, hashes

ROOT = Path(__file__).parent.parent.parent
READ_ONLY = "ro"
NAMESPACE = ("unshare", "--map-root-user", "--mount")
LARGE = 1 << 30
"""Bytes that are enough for any build here."""


class Outcome(NamedTuple):
    """What came of a build."""

    code: int
    said: str
    used: int
    """Bytes on the disk when it began."""
    peak: int
    """The most that were seen there."""
    site: Hashes
    """What readers see afterwards."""


def build_on(folder: Path, disk: int | str) -> Outcome:
    """A build of the folder's documents on a disk of so many bytes, or one that is `READ_ONLY`."""
    command = (*NAMESPACE, sys.executable, "-m", "tests.whole.disk", str(folder), str(disk))
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return Outcome(**json.loads(done.stdout))


def possible() -> bool:
    """Whether a disk can be mounted here."""
    try:
        return subprocess.run((*NAMESPACE, "true"), capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        return False


def main() -> None:
    """Put the disk in place, build, tell."""
    folder, disk = Path(sys.argv[1]), sys.argv[2]
    build = folder / "build"
    cover(build, disk)
    used = taken(build)
    with Watch(build) as watch:
        done = subprocess.run(COMMAND, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    said = done.stdout + done.stderr
    print(json.dumps(Outcome(done.returncode, said, used, watch.peak, hashes(build / layout.SITE))._asdict()))


def cover(build: Path, disk: str) -> None:
    """A disk in the place of a folder, with what the folder holds."""
    if disk == READ_ONLY:
        subprocess.run(("mount", "--bind", "-o", "ro", str(build), str(build)), check=True)
        return
    with tempfile.TemporaryDirectory() as kept:
        shutil.copytree(build, kept, symlinks=True, dirs_exist_ok=True)
        subprocess.run(("mount", "-t", "tmpfs", "-o", f"size={disk}", "none", str(build)), check=True)
        shutil.copytree(kept, build, symlinks=True, dirs_exist_ok=True)


def taken(folder: Path) -> int:
    """Bytes in use on the disk of a folder."""
    disk = os.statvfs(folder)
    return (disk.f_blocks - disk.f_bfree) * disk.f_frsize


class Watch(Thread):
    """Remembers the most bytes that were in use."""

    def __init__(self, folder: Path) -> None:
        super().__init__(daemon=True)
        self.folder, self.peak, self.ended = folder, 0, Event()

    def __enter__(self) -> Watch:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.join()

    def run(self) -> None:
        """Looks until the end."""
        while not self.ended.is_set():
            self.peak = max(self.peak, taken(self.folder))
            time.sleep(0.005)


if __name__ == "__main__":
    main()
