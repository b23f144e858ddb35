"""The sample's bundle, and servers that serve it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.delivery import bundle as packing

from .machines import PATHS, SERVERS, Change, Server, Start, as_it_is, await_start, free_port


@pytest.fixture(scope="session")
def bundles(sample: Path) -> Iterator[dict[str, Path]]:
    """The sample's bundle unpacked, for each of the paths; where servers that are not root can read it."""
    top = Path(tempfile.mkdtemp(prefix="yandu-servers-"))
    top.chmod(0o755)
    made = {}
    for number, path in enumerate(PATHS):
        packed, found = packing.bundle(sample, top / f"{number}.zip", path)
        assert packed and not found
        zipfile.ZipFile(packed.file).extractall(top / str(number))
        made[path] = top / str(number) / packing.TOP
    yield made
    shutil.rmtree(top)


@pytest.fixture
def work() -> Iterator[Path]:
    """A folder that servers can read which are not root."""
    folder = Path(tempfile.mkdtemp(prefix="yandu-server-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def start(bundles: dict[str, Path], work: Path) -> Iterator[Start]:
    """Starts a server by its name, for a path, its file changed; each ends with the test."""
    running: list[subprocess.Popen[bytes]] = []

    def begin(name: str, path: str = "/", change: Change = as_it_is) -> Server:
        port = free_port()
        command = SERVERS[name](bundles[path], work, port, change)
        with (work / "said.txt").open("wb") as said:
            running.append(subprocess.Popen(command, stdout=said, stderr=said))
        await_start(running[-1], port, work)
        return Server(port)

    yield begin
    for server in running:
        server.terminate()
        server.wait(10)
