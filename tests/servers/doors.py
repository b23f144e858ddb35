"""What stands behind a closed door: certificates, a directory (slapd), a login page. Of ours, and for tests only."""

from __future__ import annotations

import json
import subprocess
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar
from urllib.parse import parse_qs, urlparse

from generator.delivery.access import BEGIN, INNER, Recipe

from .machines import PASSWORD, USER, await_start, found, free_port, printed

LOGIN = "https://sso.example.cn/login"
"""Where the stand-in for oauth2-proxy sends those who must log in."""
COOKIE = "in=yes"
"""What it gives to those who did."""
SLAPD = """include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile {work}/slapd.pid
database mdb
suffix "dc=example,dc=cn"
directory {work}/people
"""
PEOPLE = """dn: dc=example,dc=cn
objectClass: dcObject
objectClass: organization
dc: example
o: example

dn: ou=people,dc=example,dc=cn
objectClass: organizationalUnit
ou: people

dn: uid={user},ou=people,dc=example,dc=cn
objectClass: inetOrgPerson
uid: {user}
cn: {user}
sn: {user}
userPassword: {password}
"""


def followed(recipe: Recipe, text: str) -> str:
    """A server's file with a recipe's lines where it says that they go."""
    for place, lines in ((recipe.at, recipe.outer), (INNER[recipe.server], recipe.inner)):
        if lines:
            assert place == BEGIN or text.count(place) == 1
            text = text.replace(place, lines, 1)
    return text


# -- certificates -----------------------------------------------------------------------------------------------------


def authority(work: Path, name: str) -> Path:
    """The certificate of a new authority; its key lies beside it."""
    made = work / f"{name}.crt"
    printed(
        "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}",
        "-keyout", str(made.with_suffix(".key")), "-out", str(made),
    )  # fmt: skip
    return made


def certificate(work: Path, name: str, by: Path) -> Path:
    """A certificate for localhost, or for whom it may concern, and its key in one file."""
    key, request, made = (work / f"{name}{suffix}" for suffix in (".key", ".csr", ".crt"))
    printed("openssl", "req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(request))  # fmt: skip
    printed("openssl", "x509", "-req", "-in", str(request), "-CA", str(by), "-CAkey", str(by.with_suffix(".key")),
            "-CAcreateserial", "-days", "2", "-copy_extensions", "copy", "-out", str(made))  # fmt: skip
    made.write_bytes(made.read_bytes() + key.read_bytes())
    return made


# -- a directory ------------------------------------------------------------------------------------------------------


@contextmanager
def directory(work: Path) -> Iterator[str]:
    """A directory in which one person has an account; its host and port."""
    port = free_port()
    (work / "people").mkdir()
    (work / "slapd.conf").write_text(SLAPD.format(work=work), encoding="utf-8")
    (work / "people.ldif").write_text(PEOPLE.format(user=USER, password=PASSWORD), encoding="utf-8")
    printed(found("slapadd"), "-f", f"{work}/slapd.conf", "-l", f"{work}/people.ldif")
    command = [found("slapd"), "-d", "0", "-f", f"{work}/slapd.conf", "-h", f"ldap://127.0.0.1:{port}"]
    server = subprocess.Popen(command)
    try:
        await_start(server, port, work)
        yield f"127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


# -- login pages ------------------------------------------------------------------------------------------------------


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        """One answer; `_` in a header's name stands for `-`."""
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Proxy(_Quiet):
    """Answers as oauth2-proxy does: 202 or 401 for a request that is asked about, a way to the login page.

    As it does with --reverse-proxy, it believes what the server says of the request; its cookie needs https.
    """

    def do_GET(self) -> None:
        """The two addresses that servers use."""
        if self.headers["X-Forwarded-Proto"] != "https":
            self.answer(400)
        elif urlparse(self.path).path == "/oauth2/auth":
            known = COOKIE in self.headers.get("Cookie", "") or "free" in self.headers.get("X-Forwarded-Uri", "")
            self.answer(202 if known else 401)
        else:
            self.answer(302, Location=f"{LOGIN}?back={self.headers['X-Auth-Request-Redirect']}")


class Provider(_Quiet):
    """An OpenID Connect provider (Core 1.0, code flow); who has a code is let in."""

    nonces: ClassVar[dict[str, str]] = {}
    """Code → nonce that the token must repeat."""
    key: Path

    def do_GET(self) -> None:
        """Its description and its public key."""
        own = f"http://{self.headers['Host']}"
        if "well-known" in self.path:
            said: dict[str, Any] = {
                "issuer": own, "authorization_endpoint": f"{own}/login", "token_endpoint": f"{own}/token",
                "jwks_uri": f"{own}/keys", "response_types_supported": ["code"],
                "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            }  # fmt: skip
        else:
            said = {"keys": [self._public()]}
        self.answer(200, json.dumps(said).encode(), Content_Type="application/json")

    def do_POST(self) -> None:
        """A token for a code."""
        asked = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        now, own = int(time.time()), f"http://{self.headers['Host']}"
        claims = {"iss": own, "sub": USER, "aud": "yandu", "iat": now, "exp": now + 60,
                  "nonce": self.nonces[asked["code"][0]]}  # fmt: skip
        said = {"access_token": "x", "token_type": "Bearer", "id_token": self._signed(claims)}
        self.answer(200, json.dumps(said).encode(), Content_Type="application/json")

    def _public(self) -> dict[str, str]:
        modulus = printed("openssl", "rsa", "-in", str(self.key), "-noout", "-modulus").partition("=")[2]
        return {
            "kty": "RSA",
            "kid": "1",
            "alg": "RS256",
            "use": "sig",
            "n": _base64(bytes.fromhex(modulus)),
            "e": "AQAB",
        }

    def _signed(self, claims: dict[str, object]) -> str:
        parts = ({"alg": "RS256", "typ": "JWT", "kid": "1"}, claims)
        text = ".".join(_base64(json.dumps(part).encode()) for part in parts)
        command = ["openssl", "dgst", "-sha256", "-sign", str(self.key)]
        return f"{text}.{_base64(subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout)}"


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A login page that answers; its host and port."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()


def asked(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[0] for name, values in parse_qs(urlparse(address).query).items()}
