"""Lighthouse on a phone: performance, accessibility, best practices of the pages that are opened most.

    make build && .venv/bin/python -m tests.bench.lighthouse [--site build/site] [--runs 3]

Node and npm fetch the version named here once, below build/. The site is served as web servers do that are set up for
it: compressed, over connections that stay open, kept by the browser. Exit code 1 when a page misses what `LEAST` asks
for. The figures are medians; on a busy machine they are too low, whatever their number.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import statistics
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.delivery import servers
from tests.bench.screenshots import chromium
from tests.browser.page_kinds import addresses
from tests.conftest import ROOT, Silent

VERSION = "12.8.2"
"""The last that runs on Node 20."""
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95}
KINDS = ("home", "section", "topic", "document", "hits")
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main() -> None:
    """Parse the arguments, measure, print one line a page kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--tool", type=Path, default=ROOT / "build" / "lighthouse")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    program = installed(arguments.tool)
    missed = False
    print(f"{'kind':10}" + "".join(f"{name:>16}" for name in LEAST) + "  below 100 %")
    with packed(arguments.site) as root:
        for kind in KINDS:
            runs = [measured(program, root + addresses(arguments.site)[kind]) for _ in range(arguments.runs)]
            points = {name: statistics.median(run[0][name] for run in runs) for name in LEAST}
            missed |= any(points[name] < least for name, least in LEAST.items())
            print(f"{kind:10}" + "".join(f"{points[name]:16.0f}" for name in LEAST) + f"  {', '.join(runs[-1][1])}")
    raise SystemExit(missed)


class Packed(Silent):
    """A file server that compresses what is text."""

    protocol_version = "HTTP/1.1"
    cache_control = servers.FOREVER

    def do_GET(self) -> None:
        """Answer with the whole file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def packed(folder: Path) -> Iterator[str]:
    """A folder over http, compressed; its root address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def installed(folder: Path) -> Path:
    """The program; fetched unless it is there."""
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        subprocess.run([*command, f"lighthouse@{VERSION}"], check=True)
    return program


def measured(program: Path, address: str) -> tuple[dict[str, float], list[str]]:
    """Points of 100 by category, and what was not perfect."""
    command = [
        "node", str(program), address, "--quiet", "--output=json", f"--only-categories={','.join(LEAST)}",
        f"--chrome-flags={FLAGS}",
    ]  # fmt: skip
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env=os.environ | {"CHROME_PATH": chromium()}
    )
    result = json.loads(done.stdout)
    points = {name: round(100 * (result["categories"][name]["score"] or 0)) for name in LEAST}
    poor = [name for name, audit in result["audits"].items() if audit.get("score") is not None and audit["score"] < 0.9]
    return {name: float(value) for name, value in points.items()}, poor


if __name__ == "__main__":
    main()
