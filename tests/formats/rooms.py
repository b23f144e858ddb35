"""Small RTF, ODT and web archive files made from their words, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

WORDS = "关于加强资料管理工作的通知"
"""A line that stands in every good file of the tests."""
_NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"), ("table", "table"))
)


def rtf_text(words: str) -> str:
    """Words in RTF: every character by its number."""
    return "".join(rf"\u{ord(char) - (65536 if ord(char) > 32767 else 0)}?" for char in words)


def rtf(*paragraphs: str, raw: str = "") -> bytes:
    """An RTF document with these paragraphs; `raw` stands as it is behind the first one."""
    first, *others = (rtf_text(words) + r"\par " for words in paragraphs)
    return (r"{\rtf1\ansi\ansicpg936\uc1{\fonttbl{\f0 SimSun;}}\f0 " + first + raw + "".join(others) + "}").encode()


def odt(body: str, *, flat: bool = False) -> bytes:
    """An OpenDocument text with the inside of office:text."""
    inside = f"<office:body><office:text>{body}</office:text></office:body>"
    spaces = f'{_NAMESPACES} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"'
    kind = "application/vnd.oasis.opendocument.text"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    if flat:
        return f'{head}<office:document {spaces} office:mimetype="{kind}">{inside}</office:document>'.encode()
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as opened:
        opened.writestr("mimetype", kind)
        opened.writestr("content.xml", f"{head}<office:document-content {spaces}>{inside}</office:document-content>")
        rows = (
            f'<m:file-entry m:full-path="{p}" m:media-type="{t}"/>'
            for p, t in (("/", kind), ("content.xml", "text/xml"))
        )
        manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
        opened.writestr("META-INF/manifest.xml", f'{head}<m:manifest xmlns:m="{manifest}">{"".join(rows)}</m:manifest>')
    return data.getvalue()


def odt_paragraphs(*paragraphs: str) -> str:
    """Paragraphs inside office:text."""
    return "".join(f"<text:p>{words}</text:p>" for words in paragraphs)


def mht(html: str, *parts: tuple[str, bytes]) -> bytes:
    """A web archive of a page and its further parts (media type, bytes)."""
    message = EmailMessage()
    message.set_content(html, subtype="html", charset="utf-8", cte="base64")
    for kind, body in parts:
        main, _, sub = kind.partition("/")
        message.add_related(body, maintype=main, subtype=sub, cid="<part>")
    return bytes(message)


def web_page(body: str, head: str = "") -> bytes:
    """A page with an article of that inside."""
    return f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


class Listener:
    """Counts the requests that reach this machine's loopback."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.seen.append(self.path)
                self.send_error(404)

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"


@contextmanager
def listening() -> Iterator[Listener]:
    """A server on this machine that remembers who asked."""
    listener = Listener()
    Thread(target=listener.server.serve_forever, daemon=True).start()
    yield listener
    listener.server.shutdown()
    listener.server.server_close()
