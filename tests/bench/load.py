"""How many pages a second nginx gives away with the bundle's settings, beside one plain file of the same size.

    python -m tests.bench.load [--seconds 5] [--connections 64]

Asks (wrk) for the home page and for a section of the sample site: packed beforehand (.gz beside the page), packed for
each request, and as it is; each next to a plain file of as many bytes from a server without any settings. Exit code 1
when a page packed beforehand comes less often than `BAR` times a second, or one in a hundred waits longer than `WAIT`:
to be taken seriously on a quiet machine only, for wrk and nginx share its cores.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from generator import config, pipeline
from generator.delivery import bundle
from tests.servers.machines import Server, await_start, free_port, nginx_with, placed

ROOT = Path(__file__).parent.parent.parent
BAR, WAIT = 20_000, 20.0
"""Pages a second, and milliseconds."""
PLAIN = "plain.bin"
FLY = "gzip_static off; gzip on;"
"""In the place of `gzip_static on;`, the same settings pack each answer anew."""
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
ANY, PACKED = "identity", "gzip"


class Load(NamedTuple):
    """What wrk saw."""

    pages: float
    """A second."""
    wait: float
    """Milliseconds within which 99 of 100 answers came."""
    failed: int


class Ports(NamedTuple):
    """Where nginx listens."""

    shipped: int
    """With the bundle's settings."""
    fly: int
    """The same, but for packing."""
    plain: int
    """Without any."""


def main() -> None:
    """Build, start the server, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--connections", type=int, default=64)
    arguments = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="yandu-load-") as temporary:
        folder = Path(temporary)
        folder.chmod(0o755)
        top = unpacked(folder)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the first request")
        with nginx(top, folder) as ports:
            met = table(top / "site", ports, folder / "plain", (arguments.seconds, arguments.connections))
    print(f"the bar (packed beforehand: {BAR:,} pages/s, p99 {WAIT:g} ms) is {'met' if met else 'MISSED'}")
    sys.exit(not met)


def unpacked(folder: Path) -> Path:
    """The bundle of the sample site."""
    site, _ = config.load(ROOT / "mkdocs.yml", build=folder / "build")
    assert pipeline.build(site).published
    packed, _ = bundle.bundle(site.build, folder / "bundle.zip")
    assert packed
    zipfile.ZipFile(packed.file).extractall(folder)
    return folder / bundle.TOP


@contextmanager
def nginx(top: Path, folder: Path) -> Iterator[Ports]:
    """One nginx, in it the bundle's server and the two to compare it with."""
    ports = Ports(free_port(), free_port(), free_port())
    shipped = placed(top / "server" / "nginx.conf", top)
    assert "gzip_static on;" in shipped
    fly = shipped[shipped.index("server {") :].replace("gzip_static on;", FLY)  # what precedes may stand only once
    plain = f"server {{ listen 80; access_log off; location / {{ root {folder}/plain; }} }}"
    texts = zip((shipped, fly, plain), ports, strict=True)
    text = "\n".join(text.replace("listen 80;", f"listen 127.0.0.1:{port};") for text, port in texts)
    server = subprocess.Popen(nginx_with(text, folder))
    try:
        await_start(server, ports.shipped, folder)
        yield ports
    finally:
        server.terminate()
        server.wait()


def table(site: Path, ports: Ports, plain: Path, how: tuple[int, int]) -> bool:
    """Both pages in every way; whether the bar is met."""
    plain.mkdir()
    names = ("page", "way", "bytes", "pages/s", "p99 ms", "plain/s", "p99 ms", "ratio")
    print("{:<9}{:<25}{:>9}{:>10}{:>8}{:>10}{:>8}{:>7}".format(*names))
    met = True
    for name, address in (("home", "/"), ("section", section(site))):
        for way, port, packing in (
            ("packed beforehand", ports.shipped, PACKED),
            ("packed for each request", ports.fly, PACKED),
            ("as it is", ports.shipped, ANY),
        ):
            sent = bytes_sent(port, address, packing)
            (plain / PLAIN).write_bytes(os.urandom(sent))
            page = asked(f"http://127.0.0.1:{port}{address}", packing, *how)
            file = asked(f"http://127.0.0.1:{ports.plain}/{PLAIN}", ANY, *how)
            figures = f"{page.pages:>10,.0f}{page.wait:>8.1f}{file.pages:>10,.0f}{file.wait:>8.1f}"
            print(f"{name:<9}{way:<25}{sent:>9,}{figures}{page.pages / file.pages:>7.2f}", flush=True)
            met &= not page.failed and (way != "packed beforehand" or (page.pages >= BAR and page.wait <= WAIT))
    return met


def section(site: Path) -> str:
    """The address of a section that is neither long nor short among its like."""
    pages = [page for page in site.glob("*/*/index.html") if 'data-section="' in page.read_text(encoding="utf-8")]
    page = sorted(pages, key=lambda page: page.stat().st_size)[len(pages) // 2]
    return f"/{page.parent.relative_to(site).as_posix()}/"


def bytes_sent(port: int, address: str, packing: str) -> int:
    """How large the answer is, which must be packed as was asked for."""
    answer = Server(port).get(address, Accept_Encoding=packing)
    assert answer.status == 200 and answer.headers.get("content-encoding", ANY) == packing, answer[:2]
    return len(answer.body)


def asked(address: str, packing: str, seconds: int, connections: int) -> Load:
    """What wrk says of an address."""
    header = f"Accept-Encoding: {packing}"
    command = ("wrk", "-t2", f"-c{connections}", f"-d{seconds}s", "--latency", "-H", header, address)
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    pages, wait = re.search(r"Requests/sec:\s+([\d.]+)", said), re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    assert pages and wait, said
    failed = sum(map(int, re.findall(r"(?:responses:|connect|read|write|timeout) (\d+)", said)))
    return Load(float(pages[1]), float(wait[1]) * UNITS[wait[2]], failed)


if __name__ == "__main__":
    main()
