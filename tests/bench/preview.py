"""How long the preview takes to show a changed document, on the sample site and on one of about 10,000 sections.

    python -m tests.bench.preview [--documents 213] [--edits 5]

Counted from the moment a file is written to the moment the server answers with the new words, and until the whole site
is built again. The documents are an even pick of the collection of real documents.
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from .run import ROOT, unpack

PORT = 8765


def main() -> None:
    """Parse the arguments, try both sites, print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=213)
    parser.add_argument("--edits", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(ROOT / "content", folder / "sample")
        tried("sample", folder / "sample", folder / "one", arguments.edits)
        tried(
            "large",
            unpack(ROOT.parent / "shared" / "corpus" / "scale.tar.xz", folder / "large", arguments.documents),
            folder / "two",
            arguments.edits,
        )


def tried(name: str, content: Path, build: Path, edits: int) -> None:
    """Serves a site and changes one of its documents several times."""
    command = [sys.executable, "-m", "generator", "serve", "--content", content, "--build", build, "--port", PORT]
    log = (build.parent / f"{build.name}.log").open("wb")
    server = subprocess.Popen([*map(str, command), "--force"], stdout=log, stderr=log)
    try:
        until(lambda: fetched(""), 600)
        rows = json.loads((build / "sections.json").read_text(encoding="utf-8"))
        row = next(row for row in rows if row["source"].endswith((".txt", ".md")))
        times = [edited(content / row["source"], build, row["url"].partition("/")[0], n) for n in range(edits)]
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)
    first, whole = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"{name}: {len(rows)} sections; shown after {first:.2f} s (median of {edits}), whole after {whole:.2f} s")


def edited(file: Path, build: Path, slug: str, number: int) -> tuple[float, float]:
    """Seconds until a new sentence is shown, and until the site is whole again."""
    sentence = f"这是为了计时加上的第{number}句话。"
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n\n{sentence}\n")
    start, page = time.perf_counter(), build / "site" / slug / "all" / "index.html"
    until(lambda: sentence in fetched(f"{slug}/all/"), 120)
    shown = time.perf_counter() - start
    until(lambda: sentence in page.read_text(encoding="utf-8"), 120)
    whole = time.perf_counter() - start
    time.sleep(2)
    return shown, whole


def fetched(path: str) -> str:
    """What the server answers; empty when it does not."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{path}", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def until(holds: Callable[[], object], seconds: float) -> None:
    """Waits until something holds."""
    end = time.perf_counter() + seconds
    while not holds():
        if time.perf_counter() > end:
            sys.exit("waited too long")
        time.sleep(0.02)


if __name__ == "__main__":
    main()
