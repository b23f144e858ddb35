"""Word files made by LibreOffice out of what only it can read (effect): .doc, .wps, .rtf, .odt, Word 2003 XML.

It runs without network and without sight of other files (a document may link pictures, which it would fetch), with a
settings folder of its own that allows neither macros nor links, in a session of its own that is killed at its time
limit, one at a time. Where the system cannot shut it in, the reader must not trust the pictures that come back.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import tempfile
import threading
import zipfile
from collections import OrderedDict
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path

from ..source import Diagnostic, Loc
from . import enclosure
from .limits import OFFICE, OFFICE_CACHE, OFFICE_WRITES
from .sniff import WORDS

FORMATS = {"doc": "doc", "wps": "doc", "rtf": "rtf", "odt": "odt", "fodt": "fodt", "xml": "xml"}
"""Format, as `sniff` calls it → suffix under which LibreOffice is given the file."""

VARIABLE = "YANDU_SOFFICE"
"""Environment variable with the path of LibreOffice, where it stands in an unusual place."""
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice",
    "/snap/bin/libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com", r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)  # fmt: skip
_DEAD_PORT = 9
"""Nobody listens there (discard); the proxy it is told to use where the system cannot shut it in."""
_LIMITED = 'ulimit -c 0; ulimit -t {cpu}; ulimit -v {memory}; ulimit -f {writes}; ulimit -n {files}; exec "$@"'

_SETTINGS = (
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "false"),
    ("Office.Common/Misc", "FirstRun", "false"),
    ("Office.Common/History", "PickListSize", "0"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", str(_DEAD_PORT)),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", str(_DEAD_PORT)),
    ("Inet/Settings", "ooInetFTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetFTPProxyPort", str(_DEAD_PORT)),
)
"""No links, no macros, no Java, no network, no memory of what was opened: (place below org.openoffice, name, value)."""

_lock = threading.Lock()
_cache: OrderedDict[str, bytes] = OrderedDict()


def convert(data: bytes, path: str, format: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """A Word file with the content of another; None and R154 without LibreOffice, R155 when it does not manage.

    Converted files are remembered while the program runs: each document is read by `build` and again by `verify`.
    """
    key = sha256(data).hexdigest() + format
    with _lock:
        if key in _cache:
            _cache.move_to_end(key)
            return _cache[key], ()
        program = find()
        if program is None:
            return None, (Diagnostic("R154", Loc(path), (WORDS[format],)),)
        word, reason = _converted(program, data, FORMATS[format]) if _is_whole(data) else (None, "文件不完整")
        if word is None:
            return None, (Diagnostic("R155", Loc(path), (WORDS[format], reason)),)
        _remember(key, word)
        return word, ()


def _is_whole(data: bytes) -> bool:
    """Whether an archive has its end: half of one would be taken for plain text, and its bytes for words."""
    return not data.startswith(b"PK\x03\x04") or zipfile.is_zipfile(io.BytesIO(data))


def find() -> str | None:
    """The path of LibreOffice; None when there is none."""
    own = os.environ.get(VARIABLE)
    if own is not None:
        return own if os.access(own, os.X_OK) else None
    return next((found for found in map(shutil.which, (*_NAMES, *_PLACES)) if found), None)


def encloses() -> bool:
    """Whether the system lets us run LibreOffice where it sees no other file; tried once."""
    program = find()
    return program is not None and _can_enclose(os.path.realpath(program))


def circumstances() -> str:
    """Which LibreOffice there is, by its place, size and time, and whether it can be shut in."""
    program = find()
    state = os.stat(os.path.realpath(program)) if program else None
    return f"{program} {state and (state.st_size, state.st_mtime_ns)} {encloses()}"


def _remember(key: str, word: bytes) -> None:
    """Keeps a converted file; the oldest go when there are too many."""
    _cache[key] = word
    while sum(map(len, _cache.values())) > OFFICE_CACHE:
        _cache.popitem(last=False)


def _converted(program: str, data: bytes, suffix: str) -> tuple[bytes | None, str]:
    """The Word file, or why there is none; all of it happens in a folder that is then gone."""
    with tempfile.TemporaryDirectory(prefix="yandu-", ignore_cleanup_errors=True) as name:
        room = Path(name)
        given = room / f"document.{suffix}"
        given.write_bytes(data)
        (room / enclosure.ROOT).mkdir()
        _write_settings(room / "profile")
        ended = _run(program, room, given)
        return _made(room / "out" / "document.docx", ended)


def _made(result: Path, ended: str) -> tuple[bytes | None, str]:
    """What LibreOffice wrote: it ends well and writes nothing where it understands nothing."""
    if ended:
        return None, ended
    if not result.is_file() or result.is_symlink():
        return None, "没有得到结果"
    if result.stat().st_size > OFFICE_WRITES:
        return None, "结果太大"
    word = result.read_bytes()
    return (word, "") if word.startswith(b"PK\x03\x04") else (None, "结果不是 Word 文件")


def _run(program: str, room: Path, given: Path) -> str:
    """Runs LibreOffice once; why it did not end well, empty when it did."""
    process = subprocess.Popen(
        _command(program, room, given), cwd=room, env=_environment(room), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        code = process.wait(OFFICE.wall)
    except subprocess.TimeoutExpired:
        return f"超过 {OFFICE.wall} 秒"
    finally:
        _end(process)
    return f"意外退出，代号 {code}" if code else ""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kills LibreOffice and the processes that it started; those that have ended are no loss."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()


def _command(program: str, room: Path, given: Path) -> list[str]:
    """LibreOffice behind what takes memory, network and the sight of other files away from it."""
    real = os.path.realpath(program)
    command = [
        real, "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "-env:UserInstallation=" + (room / "profile").as_uri(),
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(room / "out"), str(given),
    ]  # fmt: skip
    return [*_guard(), *(enclosure.enclosed(str(room), real, *command) if _can_enclose(real) else command)]


def _guard() -> list[str]:
    """What gives the command behind it its limits; nothing on Windows."""
    words = _LIMITED.format(
        cpu=OFFICE.cpu, memory=OFFICE.memory // 1024, writes=OFFICE_WRITES // 512, files=OFFICE.files
    )
    return ["sh", "-c", words, "sh"] if os.name == "posix" else []


@cache
def _can_enclose(program: str) -> bool:
    """Whether the room can be made and the program can be seen from inside."""
    with tempfile.TemporaryDirectory(prefix="yandu-") as name:
        (Path(name) / enclosure.ROOT).mkdir()
        command = enclosure.enclosed(name, program, "sh", "-c", '[ -x "$1" ]', "sh", program)
        try:
            return subprocess.run(command, capture_output=True, timeout=OFFICE.wall).returncode == 0
        except (OSError, subprocess.TimeoutExpired):
            return False


def _environment(room: Path) -> dict[str, str]:
    """Only what it needs; its temporary files and its home are the folder that goes away."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ}
    here = {name: str(room) for name in ("HOME", "TMPDIR", "TMP", "TEMP", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")}
    return {**kept, **here, "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp", "SAL_DISABLE_OPENCL": "1"}


def _write_settings(profile: Path) -> None:
    """The settings of LibreOffice's user, in the form that it keeps them in itself."""
    rows = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, name, value in _SETTINGS
    )
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><oor:items {spaces}>{rows}</oor:items>', encoding="utf-8"
    )
