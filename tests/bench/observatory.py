"""MDN HTTP Observatory's marks for the bundle behind nginx, with the nginx file that lies in the bundle, over TLS.

    make build && .venv/bin/python -m tests.bench.observatory [--build build]

Node and npm fetch the scanner of the version named here once, below build/. It is the scanner's own command that runs,
against https://localhost with a certificate made for the occasion; server and scanner are in a network of their own
(`unshare`, Linux), so the ports 80 and 443 are free and nothing else can be reached. Exit code 1 below A+.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from generator.delivery import bundle as packing
from tests.conftest import ROOT
from tests.servers.machines import await_start, nginx

VERSION = "1.4.8"
"""Of @mdn/mdn-http-observatory."""
PACKAGE = Path("node_modules", "@mdn", "mdn-http-observatory")
PORT = 443
LEAST = "A+"
ALONE = ("unshare", "--map-root-user", "--net", "sh", "-c", 'ip link set lo up && exec "$@"', "sh")
"""Runs a command in a network of its own."""


def main() -> None:
    """Parse the arguments; outside: fetch the scanner and start again in a network of our own; inside: measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, default=ROOT / "build")
    parser.add_argument("--tool", type=Path, default=ROOT / "build" / "observatory")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if not arguments.inside:
        installed(arguments.tool)
        again = [sys.executable, "-m", "tests.bench.observatory", *sys.argv[1:], "--inside"]
        raise SystemExit(subprocess.run([*ALONE, *again], check=False).returncode)
    result = measured(arguments.build, installed(arguments.tool))
    show(result)
    raise SystemExit(result["scan"]["grade"] != LEAST)


def installed(folder: Path) -> Path:
    """What the scanner's own command runs with certificates of its own; fetched unless it is there."""
    program = folder / PACKAGE / "src" / "scan.js"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder)]
        subprocess.run([*command, f"@mdn/mdn-http-observatory@{VERSION}"], check=True)
    preloaded = folder / PACKAGE / "conf" / "hsts-preload.json"
    if not preloaded.exists():
        preloaded.write_text("{}", encoding="utf-8")  # its install script would fetch it; localhost is not in it
    return program


def measured(build: Path, program: Path) -> dict[str, dict[str, object]]:
    """What the scanner says of the bundle of a build."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        made, found = packing.bundle(build, work / "site.zip")
        assert made, found
        zipfile.ZipFile(made.file).extractall(work)
        command = nginx(work / packing.TOP, work, PORT)
        certificate = over_tls(work)
        with (work / "said.txt").open("wb") as said:
            server = subprocess.Popen(command, stdout=said, stderr=said)
        try:
            await_start(server, PORT, work)
            return scanned(program, certificate)
        finally:
            server.terminate()
            server.wait(10)


def over_tls(work: Path) -> Path:
    """Changes nginx's file as its comments tell the administrator who has a certificate; the certificate."""
    key, certificate, file = work / "key.pem", work / "certificate.pem", work / "yandu.conf"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    names = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command, *names], check=True, capture_output=True)
    tls = f"listen {PORT} ssl; ssl_certificate {certificate}; ssl_certificate_key {key};"
    text = file.read_text(encoding="utf-8")
    changed = text.replace(f"listen 127.0.0.1:{PORT};", tls).replace("# add_header Strict", "add_header Strict")
    assert tls in changed and changed.count("# add_header") == 0
    file.write_text(changed, encoding="utf-8")
    return certificate


def scanned(program: Path, certificate: Path) -> dict[str, dict[str, object]]:
    """The scanner's answer for https://localhost."""
    environment = os.environ | {"NODE_EXTRA_CA_CERTS": str(certificate)}
    done = subprocess.run(
        ["node", str(program), "localhost"], capture_output=True, encoding="utf-8", check=False, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    result: dict[str, dict[str, object]] = json.loads(done.stdout)
    return result


def show(result: dict[str, dict[str, object]]) -> None:
    """Grade and score, and a line for each test."""
    scan = result["scan"]
    print(
        f"grade {scan['grade']}, score {scan['score']}, {scan['testsPassed']} of {scan['testsQuantity']} tests passed"
    )
    for name, test in result["tests"].items():
        assert isinstance(test, dict)
        print(f"  {'ok' if test['pass'] else 'NO':3}{test['scoreModifier']:4}  {name}: {test['result']}")


if __name__ == "__main__":
    main()
