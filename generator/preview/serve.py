"""Shows the site on this machine and builds it again whenever a watched file changes (effect).

The server is the one that comes with MkDocs: it adds its reload script to the pages on their way out, never on disk.
"""

from __future__ import annotations

import errno
import logging
import socket
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast

from mkdocs.livereload import LiveReloadServer

from ..publishing import csp
from ..source import Diagnostic, Loc

HOST, PORT = "127.0.0.1", 8000
POLLING = 0.2
"""Seconds between two looks at the watched files."""


class Shown(NamedTuple):
    """What the preview shows from now on."""

    folder: Path
    is_draft: bool = False
    """Whether it is to be built again at once, completely."""


def serve(
    build_once: Callable[[], Shown | None],
    watch: Sequence[Path],
    site: Path,
    host: str = HOST,
    port: int = PORT,
    say: Callable[[str], None] = print,
) -> tuple[Diagnostic, ...]:
    """Builds, then serves `site` until Ctrl+C; E113 when the address cannot be had. Watched paths may be missing.

    `build_once` reports what it finds by itself and may name another folder to show. An unforeseen exception of it is
    told in a sentence and the server goes on: the file that caused it is likely being edited.
    """
    problems = _address_taken(host, port)
    if problems:
        return problems
    try:
        build_once()
        server = _server(build_once, watch, site, host, port, say)
        say(f"网站在 {server.url} ，请用浏览器打开。改动文件后会自动更新；按 Ctrl+C 结束。")
        say("这是给整理文件的人预览用的，不要给读者用；给读者看，请把生成的网站放到网页服务器上。")
        _until_stopped(server)
    except KeyboardInterrupt:
        pass
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _taken(host, port, error)
    say("已结束。")
    return ()


def _address_taken(host: str, port: int) -> tuple[Diagnostic, ...]:
    """Tries the address before the first build, so that nobody waits for nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            return _taken(host, port, error)
    return ()


def _taken(host: str, port: int, error: Exception) -> tuple[Diagnostic, ...]:
    words = {errno.EADDRINUSE: "已被别的程序占用", errno.EACCES: "没有使用它的权限"}
    why = words.get(error.errno or 0, str(error)) if isinstance(error, OSError) else str(error)
    return (Diagnostic("E113", Loc(f"{host}:{port}"), (f"{host}:{port}", why)),)


class Preview(LiveReloadServer):
    """The server; its reload script asks for news, which the pages' policy forbids, so it shows them without."""

    def show(self, shown: Shown | None) -> None:
        """Shows another folder; behind a draft the next build begins at once."""
        if shown:
            self.root = str(shown.folder.resolve())
        if shown and shown.is_draft:
            with self._rebuild_cond:
                self._want_rebuild = True
                self._rebuild_cond.notify_all()

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        page = csp.without(content.decode("utf-8", "surrogateescape"))
        inject = cast(Callable[[bytes, int], bytes], super()._inject_js_into_html)
        return inject(page.encode("utf-8", "surrogateescape"), epoch)


def _server(
    build_once: Callable[[], Shown | None],
    watch: Sequence[Path],
    site: Path,
    host: str,
    port: int,
    say: Callable[[str], None],
) -> Preview:
    # Without a handler Python would print the server's own log to the screen.
    logging.getLogger("mkdocs.livereload").addHandler(logging.NullHandler())
    server = Preview(lambda: server.show(_rebuild(build_once, say)), host, port, str(site), polling_interval=POLLING)
    server.error_handler = lambda code: _error_page(site, code)
    for path in watch:
        if path.exists():
            server.watch(str(path))
    return server


def _rebuild(build_once: Callable[[], Shown | None], say: Callable[[str], None]) -> Shown | None:
    say("有改动，正在更新……")
    try:
        return build_once()
    except Exception as error:  # A server that dies while its owner edits is of no use.
        say(f"重新生成时出错，网站仍是原来的：{type(error).__name__}: {error}")
        return None


def _error_page(site: Path, code: int) -> bytes | None:
    if not (site / "index.html").is_file():
        return '<meta charset="utf-8"><p>网站还没有生成，请看终端窗口里的提示。'.encode()
    page = site / f"{code}.html"
    return page.read_bytes() if page.is_file() else None


def _until_stopped(server: Preview) -> None:
    try:
        cast(Any, server).serve()
    finally:
        server.shutdown()
