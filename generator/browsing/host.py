"""A web server on this machine for looking at a site, set up as administrators are told to set up theirs (effect)."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from ..delivery import bundle

ADDRESS = "127.0.0.1"


@contextmanager
def served(site: Path, place: str = "/") -> Iterator[str]:
    """The site at a path of the server; the address of its start page."""
    handler = functools.partial(Files, directory=str(site), place=place)
    server = ThreadingHTTPServer((ADDRESS, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}{place}"
    finally:
        server.shutdown()
        server.server_close()


class Files(SimpleHTTPRequestHandler):
    """The files of a site below a path, its own page for addresses where there is none; nothing is logged."""

    def __init__(self, *request: Any, directory: str, place: str) -> None:
        self.place = place
        super().__init__(*request, directory=directory)

    def translate_path(self, path: str) -> str:
        """The file behind an address; none outside the site's place."""
        inside = path.startswith(self.place)
        return super().translate_path("/" + path.removeprefix(self.place)) if inside else ""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """For a wrong address 404.html, as a bundle for this path has it."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            return super().send_error(code, message, explain)
        data = bundle.moved(page.read_bytes(), self.place)
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
