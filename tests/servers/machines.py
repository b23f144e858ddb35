"""Web servers started on loopback with a bundle's own files; only ports and folders are changed for the test."""

from __future__ import annotations

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.delivery.servers import FOLDER

MODULES = (
    "mpm_event", "authn_core", "authn_file", "authz_core", "authz_user", "auth_basic", "alias", "dir", "env", "headers",
    "mime", "rewrite", "setenvif", "socache_shmcb", "ssl", "ldap", "authnz_ldap", "auth_openidc",
)  # fmt: skip
WELCOME = "<VirtualHost *:{port}>\nDocumentRoot {work}\n</VirtualHost>\n"
"""What Debian's Apache shows at first."""
Change = Callable[[str], str]
"""What an administrator does to a server file besides the folder."""
PATHS = ("/", "/xuexi/neibu/")
"""Where the sample's bundle is tried."""
USER, PASSWORD = "zhangsan", "only for the test"


class Answer(NamedTuple):
    """What a server sent."""

    status: int
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes


class Server:
    """A running server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.context: ssl.SSLContext | None = None
        """For a server that is asked over TLS: whom we believe, who we are."""

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """One request; `_` in a header's name stands for `-`."""
        connection = self._connection()
        try:
            connection.request(method, address, headers={name.replace("_", "-"): v for name, v in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, {name.lower(): v for name, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        if self.context is None:
            return HTTPConnection("127.0.0.1", self.port, timeout=10)
        return HTTPSConnection("localhost", self.port, context=self.context, timeout=10)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def as_it_is(text: str) -> str:
    """No change."""
    return text


def nginx(bundle: Path, work: Path, port: int, change: Change = as_it_is) -> list[str]:
    """How nginx is started for this bundle."""
    text = change(placed(bundle / "server" / "nginx.conf", bundle))
    return nginx_with(re.sub(r"listen (?:80|443)", f"listen 127.0.0.1:{port}", text), work)


def nginx_with(text: str, work: Path) -> list[str]:
    """How nginx is started with these server blocks, its own files in `work`."""
    (work / "yandu.conf").write_text(text, encoding="utf-8")
    head = f"daemon off; pid {work}/nginx.pid; error_log {work}/error.log; user root; worker_processes auto;\n"
    paths = "".join(f"{kind}_temp_path {work}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (work / "nginx.conf").write_text(
        f"{head}events {{}}\nhttp {{ include /etc/nginx/mime.types; {paths} include {work}/yandu.conf; }}\n",
        encoding="utf-8",
    )
    return [found("nginx"), "-e", f"{work}/error.log", "-c", f"{work}/nginx.conf"]


def caddy(bundle: Path, work: Path, port: int, change: Change = as_it_is) -> list[str]:
    """How Caddy is started for this bundle."""
    text = change(placed(bundle / "server" / "Caddyfile", bundle)).replace("\n:80 {", f"\n:{port} {{")
    text = text.replace("https://xuexi.example.cn", f"https://localhost:{port}")
    (work / "Caddyfile").write_text("{\n\tadmin off\n\tauto_https off\n}\n" + text, encoding="utf-8")
    return [found("caddy"), "run", "--adapter", "caddyfile", "--config", f"{work}/Caddyfile"]


def apache(bundle: Path, work: Path, port: int, change: Change = as_it_is) -> list[str]:
    """How Apache is started for this bundle."""
    text = change(placed(bundle / "server" / "apache.conf", bundle))
    text = re.sub(r"<VirtualHost \*:(?:80|443)>", f"<VirtualHost *:{port}>", text)
    (work / "yandu.conf").write_text(text, encoding="utf-8")
    files = {name: Path(f"/usr/lib/apache2/modules/mod_{name}.so") for name in MODULES}
    modules = "".join(f"LoadModule {name}_module {file}\n" for name, file in files.items() if file.exists())
    (work / "apache.conf").write_text(
        f"{modules}Listen 127.0.0.1:{port}\nServerName localhost\nPidFile {work}/apache.pid\n"
        f"ErrorLog {work}/error.log\n"
        f"User www-data\nGroup www-data\nTypesConfig /etc/mime.types\nInclude {work}/yandu.conf\n"
        + WELCOME.format(work=work, port=port),
        encoding="utf-8",
    )
    return [found("apache2"), "-D", "FOREGROUND", "-f", f"{work}/apache.conf"]


Start = Callable[..., Server]
"""Starts a server: name, path, change."""
SERVERS: dict[str, Callable[[Path, Path, int, Change], list[str]]] = {"nginx": nginx, "caddy": caddy, "apache2": apache}


def placed(file: Path, bundle: Path) -> str:
    """A file of the bundle with the folder in which it lies here, the one thing an administrator must change."""
    text = file.read_text(encoding="utf-8")
    assert FOLDER in text
    return text.replace(FOLDER, str(bundle / "site"))


def found(name: str) -> str:
    """The path of a server or a module of Apache's; a test that has none is skipped, but not where all must run."""
    path = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/usr/lib/apache2/modules", mode=os.F_OK)
    if path is None:
        assert os.environ.get("CI") != "true", f"{name} is missing"
        pytest.skip(f"no {name}")
    return path


def with_password(server: str, work: Path) -> Change:
    """What the comments in a server's file say: the signs # go, the user's password is written down."""
    if server == "caddy":
        hash = printed(found("caddy"), "hash-password", "--plaintext", PASSWORD)
        return lambda text: re.sub(r"# (basicauth|\tzhangsan|\})", r"\1", text).replace("$2a$14$...", hash)
    (work / "users").write_text(f"{USER}:{printed('openssl', 'passwd', '-apr1', PASSWORD)}\n", encoding="utf-8")
    place = f"/etc/{server}/yandu.users"
    if server == "nginx":
        return lambda text: text.replace("# auth_basic", "auth_basic").replace(place, f"{work}/users")
    return lambda text: (
        re.sub(r"# (Auth|Require valid)", r"\1", text)
        .replace("Require all granted", "")
        .replace(place, f"{work}/users")
    )


def printed(*command: str) -> str:
    """What a program says."""
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.strip()


def await_start(server: subprocess.Popen[bytes], port: int, work: Path) -> None:
    """Until it answers."""
    for _ in range(100):
        assert server.poll() is None, (work / "said.txt").read_text(encoding="utf-8", errors="replace")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("no answer")
