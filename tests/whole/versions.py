"""A small site of which there are two versions, each known again by the hashes of its files."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from generator.delivery import beginning
from generator.output import layout

MANY = 14
"""Documents of a version that all differ in the other: enough for all workers to have something to do."""
VERSIONS = {
    "one": {f"{n}.txt": f"一、甲\n甲的文字在这里，第{n}份。\n二、乙\n乙的文字在这里。\n" for n in range(MANY)},
    "two": {
        **{f"{n}.txt": f"一、丙\n丙的文字在那里，第{n}份。\n二、丁\n丁的文字在那里。\n" for n in range(MANY)},
        "b.txt": "一、戊\n只有这一版有这份文件。\n",
    },
}
COMMAND = (sys.executable, "-P", "-m", "generator", "build", "--force")
NEITHER = "neither"
"""What is seen when it is no version."""
Hashes = dict[str, str]
"""Path below the site → hash of the file."""


class Versions:
    """A folder with content/ and build/, and what each version's site looks like there."""

    def __init__(self, folder: Path) -> None:
        """Makes the folder and builds every version once."""
        self.folder = folder
        self.known: dict[str, Hashes] = {}
        beginning.create(folder)
        for name in VERSIONS:
            self.put(name)
            assert self.build().returncode == 0
            self.known[name] = hashes(self.site)

    @property
    def site(self) -> Path:
        """What a server serves."""
        return self.folder / "build" / layout.SITE

    def put(self, name: str) -> None:
        """Makes the documents those of a version."""
        content = self.folder / "content"
        shutil.rmtree(content, ignore_errors=True)
        content.mkdir()
        for file, text in VERSIONS[name].items():
            (content / file).write_text(text, encoding="utf-8")

    def build(self) -> subprocess.CompletedProcess[str]:
        """A build that is left in peace."""
        return subprocess.run(COMMAND, cwd=self.folder, capture_output=True, encoding="utf-8", check=False)

    def start(self) -> subprocess.Popen[bytes]:
        """A build in a process group of its own, so that it can be killed with its children."""
        return subprocess.Popen(
            COMMAND, cwd=self.folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def seen(self) -> str:
        """The version that readers see, file by file."""
        return self.named(hashes(self.site))

    def named(self, seen: Hashes) -> str:
        """The version with these files."""
        return next((name for name, known in self.known.items() if known == seen), NEITHER)

    def other(self) -> str:
        """A version that readers do not see now."""
        seen = self.seen()
        return next(name for name in VERSIONS if name != seen)


def hashes(site: Path) -> Hashes:
    """Every file of a site."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def kill(build: subprocess.Popen[bytes], *, alone: bool) -> None:
    """Ends a build at once, with its children or `alone`."""
    if build.poll() is None:
        os.kill(build.pid, signal.SIGKILL) if alone else os.killpg(build.pid, signal.SIGKILL)
        build.wait()
