"""Whole or nothing: builds that are killed, run out of disk, are started at once, or replace a site that is being read.

    python -m tests.bench.whole [--kills 500] [--full 20] [--at-once 8] [--requests 100000]

Readers must see one version of the site at every moment, file by file, and the next build must succeed. 0 leaves a part
out. Exit code 1 when anything was otherwise; then each case is told.
"""

from __future__ import annotations

import argparse
import fcntl
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.publishing import publish
from tests.whole import disk, visitors
from tests.whole.versions import COMMAND, NEITHER, Versions, kill

EDGE = 0.25
"""Part of the kills that fall into the last fifth of a build, where the sites change places."""
BEHIND, SOON = 0.25, 0.05
"""Part of the kills that fall just behind the exchange, and within how many seconds."""
AGAIN = 10
"""After every so many kills the next build is left in peace, and looked at."""
ALONE = 4
"""Every so many kills hit the program and not its children, as a system short of memory does."""
VISITORS = 4


def main() -> None:
    """Parse the arguments, try everything, print the counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, usual in (("--kills", 500), ("--full", 20), ("--at-once", 8), ("--requests", 100_000)):
        parser.add_argument(name, type=int, default=usual)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="yandu-whole-") as temporary:
        Path(temporary).chmod(0o755)
        trials = Trials(Versions(Path(temporary)))
        trials.kills(arguments.kills)
        trials.full(arguments.full)
        trials.at_once(arguments.at_once)
        trials.read(arguments.requests)
    print("\n".join(trials.wrong) or "every site that was seen was whole")
    sys.exit(1 if trials.wrong else 0)


class Trials:
    """What is tried with a site of two versions, and what went wrong."""

    def __init__(self, versions: Versions) -> None:
        self.versions, self.wrong = versions, list[str]()

    def expect(self, holds: bool, case: str) -> None:
        """Remembers a case that was not as it must be."""
        if not holds:
            self.wrong.append(f"WRONG: {case}")

    # -- killed -------------------------------------------------------------------------------------------------------

    def kills(self, count: int) -> None:
        """Builds that are killed at random moments, all of the time that a build takes and a little more."""
        seen: Counter[str] = Counter()
        took = self.peace("before the first kill") if count else 0
        for number in range(1, count + 1):
            seen[self.killed(took, alone=not number % ALONE)] += 1
            if not number % AGAIN:
                took = self.peace(f"after kill {number}")
                told(f"kills: {number} of {count} {dict(seen)}, a build takes {took:.1f} s")
        if count:
            came(f"kills: {dict(seen)}; {count // AGAIN} next builds")

    def killed(self, took: float, *, alone: bool) -> str:
        """One of them; what readers see then."""
        versions, wanted = self.versions, self.versions.other()
        versions.put(wanted)
        before, build = inode(versions.site), versions.start()
        moment = await_moment(build, took, lambda: inode(versions.site) != before)
        landed = "ended before" if build.poll() is not None else "killed alone" if alone else "killed"
        kill(build, alone=alone)
        shown = versions.seen()
        self.expect(shown != NEITHER, f"{landed} {moment}: no version is seen")
        self.wait()
        self.expect(versions.seen() == shown, f"{landed} {moment}: an orphan changed what is seen")
        return f"{landed}: {'new' if shown == wanted else 'old'}"

    def wait(self) -> None:
        """Until no orphan works in the folder any more; what it left is for the next build to mend."""
        with (self.versions.folder / "build" / publish.LOCK).open("r+b") as lock:
            for _ in range(600):
                with suppress(BlockingIOError):
                    return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                time.sleep(0.1)
        self.expect(False, "an orphan keeps the folder locked for a minute")

    def peace(self, when: str) -> float:
        """A build that is left in peace must succeed and show exactly the new site; seconds it took."""
        versions, wanted, start = self.versions, self.versions.other(), time.perf_counter()
        versions.put(wanted)
        done = versions.build()
        took = time.perf_counter() - start
        self.expect(done.returncode == 0, f"the build {when} ended with {done.returncode}: {done.stderr[-500:]}")
        self.expect(versions.seen() == wanted, f"the build {when} shows another site")
        return took

    # -- disk full ----------------------------------------------------------------------------------------------------

    def full(self, count: int) -> None:
        """Builds on disks of growing size, all too small but the last: the room that a build needs is measured."""
        if not count or not disk.possible():
            return came("full: left out" + (", no disk can be mounted here" if count else ""))
        old, wanted = self.versions.seen(), self.versions.other()
        self.versions.put(wanted)
        room = disk.build_on(self.versions.folder, disk.LARGE)
        seen: Counter[str] = Counter()
        for number in range(count + 1):
            size = room.used + (room.peak - room.used) * number // count
            seen[self.too_small(size, old, wanted)] += 1
            told(f"full: {number} of {count} {dict(seen)}")
        self.expect(self.versions.named(room.site) == wanted, "a build on a large disk shows another site")
        came(f"full: {dict(seen)}; a build needs {room.peak - room.used:,} bytes more than the {room.used:,} there")

    def too_small(self, size: int, old: str, wanted: str) -> str:
        """One of them; how it ended."""
        ended = disk.build_on(self.versions.folder, size)
        if ended.code == 0:
            self.expect(self.versions.named(ended.site) == wanted, f"{size} bytes: ended well without the new site")
            return "ended well: new"
        case = f"{size} bytes: exit code {ended.code}, {ended.said}"
        self.expect(ended.code == 3 and "磁盘已满" in ended.said, case)
        self.expect("Traceback" not in ended.said and 'File "' not in ended.said, case)
        self.expect(self.versions.named(ended.site) == old, f"{case} the old site is not whole")
        return "said that the disk is full: old"

    # -- at once ------------------------------------------------------------------------------------------------------

    def at_once(self, count: int) -> None:
        """Builds that are started together: one builds, the others say so."""
        running = [
            subprocess.Popen(COMMAND, cwd=self.versions.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            for _ in range(count)
        ]
        codes = Counter(one.wait() for one in running)
        # One that comes when another is through builds too.
        self.expect(set(codes) <= {0, 4} and (not count or codes[0] >= 1), f"at once: exit codes {dict(codes)}")
        self.expect(self.versions.seen() != NEITHER, "at once: no version is seen")
        came(f"at once: exit codes {dict(codes)}")

    # -- being read ---------------------------------------------------------------------------------------------------

    def read(self, requests: int) -> None:
        """Visitors read through nginx while one version replaces the other, again and again."""
        if not requests:
            return
        versions, exchanged = self.versions, 0
        allowed = visitors.answers(versions.known)
        with visitors.nginx(versions.site) as port:
            people = [visitors.Visitor(port, allowed, requests // VISITORS, seed) for seed in range(VISITORS)]
            for one in people:
                one.start()
            while any(one.is_alive() for one in people):
                self.peace(f"number {exchanged + 1} while the site is read")
                exchanged += 1
                told(f"read: {requests - sum(one.left for one in people):,} requests, {exchanged} exchanges")
        answered = sum((one.answered for one in people), Counter[int]())
        failed = [case for one in people for case in one.wrong]
        self.expect(not failed, f"{len(failed)} answers, such as {failed[:5]}")
        self.expect(exchanged > 1, "the site was read but not exchanged: ask for more requests")
        came(f"read: answers {dict(answered)}, {len(failed)} failed, {exchanged} exchanges")


def await_moment(build: subprocess.Popen[bytes], took: float, is_exchanged: Callable[[], bool]) -> str:
    """Until the moment of a kill; which it is. A build takes `took` seconds, more or less."""
    kind = random.random()
    part = random.uniform(0.8, 1.05) if kind < EDGE else random.uniform(0, 0.8)
    if kind > 1 - BEHIND:
        while build.poll() is None and not is_exchanged():
            time.sleep(0.0005)
        time.sleep(pause := random.uniform(0, SOON))
        return f"{pause:.3f} s behind the exchange"
    with suppress(subprocess.TimeoutExpired):
        build.wait(part * took)
    return f"at {part:.3f} of a build"


def inode(site: Path) -> int:
    """Which folder it is; 0 in a moment without any."""
    try:
        return site.stat().st_ino
    except FileNotFoundError:
        return 0


def came(line: str) -> None:
    """Says what came of a part."""
    told("")
    print(line, flush=True)


def told(line: str) -> None:
    """Shows how far it has come: on a terminal in place, elsewhere line by line."""
    before, after = ("\r\033[K", "") if sys.stderr.isatty() else ("", "\n")
    print(f"{before}{line}", end=after if line else "", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
