"""Whole or nothing: builds that are killed at random moments, and builds that are started at once.

    python -m tests.bench.whole [--kills 500] [--at-once 8]

After each kill the site must be the old one or the new one, file by file. Exit code 1 when it ever was neither.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

from generator.output import beginning

COMMAND = (sys.executable, "-P", "-m", "generator", "build")
VERSIONS = (
    "一、甲\n甲的文字在这里。\n二、乙\n乙的文字在这里。\n",
    "一、丙\n丙的文字在那里。\n二、丁\n丁的文字在那里。\n",
)
EDGE = 0.5
"""Part of the kills that fall into the last fifth of a build, where the sites change places."""


def main() -> None:
    """Parse the arguments, try everything, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--at-once", type=int, default=8)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        beginning.create(folder)
        whole = {built(folder, words): words for words in VERSIONS}
        took = timed(folder)
        print(f"a build takes {took:.1f} s; {len(whole)} versions of the site")
        counts = Counter(killed(folder, VERSIONS[number % 2], took, whole) for number in range(arguments.kills))
        print("kills:", dict(counts))
        print("at once:", dict(at_once(folder, arguments.at_once)), "whole:", state(folder) in whole)
    sys.exit(1 if counts["neither"] else 0)


def state(folder: Path) -> str:
    """A hash of every file of the site that readers see."""
    site, total = folder / "build" / "site", sha256()
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        total.update(path.relative_to(site).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return total.hexdigest()


def put(folder: Path, words: str) -> None:
    """The one document of the site."""
    shutil.rmtree(folder / "content", ignore_errors=True)
    (folder / "content").mkdir()
    (folder / "content" / "a.txt").write_text(words, encoding="utf-8")


def built(folder: Path, words: str) -> str:
    """A build that is left in peace; the state it leads to."""
    put(folder, words)
    subprocess.run([*COMMAND, "--force"], cwd=folder, check=True, capture_output=True)
    return state(folder)


def timed(folder: Path) -> float:
    """Seconds of a build."""
    start = time.perf_counter()
    built(folder, VERSIONS[0])
    return time.perf_counter() - start


def killed(folder: Path, words: str, took: float, whole: dict[str, str]) -> str:
    """A build that is killed, its children with it; what readers see then."""
    put(folder, words)
    moment = random.uniform(0.8, 1.05) if random.random() < EDGE else random.uniform(0, 0.8)
    started = subprocess.Popen([*COMMAND, "--force"], cwd=folder, start_new_session=True, stdout=-3, stderr=-3)
    try:
        started.wait(moment * took)
        landed = "ended before"
    except subprocess.TimeoutExpired:
        subprocess.run(["pkill", "-KILL", "-s", str(started.pid)], check=False)
        started.send_signal(signal.SIGKILL)
        started.wait()
        landed = "killed"
    seen = whole.get(state(folder))
    return f"{landed}, {'new' if seen == words else 'old'}" if seen else "neither"


def at_once(folder: Path, count: int) -> Counter[int]:
    """Exit codes of builds that were started together: one builds, the others say so."""
    running = [subprocess.Popen([*COMMAND, "--force"], cwd=folder, stdout=-3, stderr=-3) for _ in range(count)]
    return Counter(one.wait() for one in running)


if __name__ == "__main__":
    main()
