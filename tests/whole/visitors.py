"""Visitors of a site that is exchanged while they read: every answer must be one version's, to the last byte."""

from __future__ import annotations

import random
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread

from generator.delivery import servers
from generator.publishing import csp

from ..servers.machines import await_start, free_port, nginx_with
from .versions import Hashes

WRONG_PAGE = "404.html"
LASTING = 100
"""Requests at most over one connection: some visitors stay, some come for one page."""
PAUSE = 0.004
"""Seconds at most between two requests of a visitor: the builds must get on, too."""
Answers = Mapping[str, frozenset[tuple[int, str]]]
"""Address → what may be answered: status, hash of the body."""


@contextmanager
def nginx(site: Path) -> Iterator[int]:
    """nginx with the settings of the bundle, serving a site where it was built; its port."""
    port = free_port()
    policy = csp.read((site / "index.html").read_text(encoding="utf-8"))
    text = servers.nginx(policy, "/").replace(servers.FOLDER, str(site))
    with tempfile.TemporaryDirectory(prefix="yandu-nginx-") as work:
        command = nginx_with(text.replace("listen 80;", f"listen 127.0.0.1:{port};"), Path(work))
        with (Path(work) / "said.txt").open("wb") as said:
            server = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            await_start(server, port, Path(work))
            yield port
        finally:
            server.terminate()
            server.wait()


def answers(versions: Mapping[str, Hashes]) -> Answers:
    """What may be answered: a file as a version has it, or that version's word that it has none."""
    files = {file for version in versions.values() for file in version if not is_hidden(file)}
    return {address(file): frozenset(_answer(file, version) for version in versions.values()) for file in files}


def is_hidden(file: str) -> bool:
    """Whether no server gives the file away under its own name."""
    return file == WRONG_PAGE or file.rpartition("/")[2].startswith(".")


def address(file: str) -> str:
    """The address of a file below the site."""
    return "/" + (file.removesuffix("index.html") if file.endswith("/index.html") or file == "index.html" else file)


def _answer(file: str, version: Hashes) -> tuple[int, str]:
    return (200, version[file]) if file in version else (404, version[WRONG_PAGE])


class Visitor(Thread):
    """Asks for one thing after another and remembers what was not as it must be; `left` may be set to 0."""

    def __init__(self, port: int, allowed: Answers, requests: int, seed: int) -> None:
        super().__init__(daemon=True)
        self.port, self.allowed, self.left = port, allowed, requests
        self.chance = random.Random(seed)
        self.answered: Counter[int] = Counter()
        """Status → how often."""
        self.wrong: list[str] = []

    def run(self) -> None:
        """Until all has been asked."""
        addresses = sorted(self.allowed)
        while self.left > 0:
            connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
            for _ in range(min(self.left, self.chance.choice((1, LASTING)))):
                self.left -= 1
                self._ask(connection, self.chance.choice(addresses))
                time.sleep(self.chance.uniform(0, PAUSE))
            connection.close()

    def _ask(self, connection: HTTPConnection, address: str) -> None:
        try:
            connection.request("GET", address)
            answer = connection.getresponse()
            status, body = answer.status, answer.read()
        except (OSError, HTTPException) as error:
            self.wrong.append(f"{address}: {error!r}")
            connection.close()
            return
        self.answered[status] += 1
        if (status, sha256(body).hexdigest()) not in self.allowed[address]:
            self.wrong.append(f"{address}: {status}, {len(body)} bytes of no version")
