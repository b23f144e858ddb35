"""The process in which risky documents are read (effect): a server that makes a child of itself for each of them.

`sandbox.py` starts it and speaks with it over pipes. The server has loaded the readers, so that a child begins at once
(5 ms instead of 500); the child gives up files, network and processes, reads one document, answers and ends. Where a
process cannot copy itself (Windows), the server reads one document by itself and ends.
"""

from __future__ import annotations

import ctypes
import importlib
import io
import os
import pickle
import select
import signal
import struct
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from ..source import Diagnostic, Loc
from .limits import RESULT_SIZE, Limits
from .wire import packed

if sys.platform != "win32":
    import resource

REQUEST = struct.Struct("!Q")
"""Heads a request: length of the pickled (reader, path, data, limits)."""
ANSWER = struct.Struct("!iQdQ")
"""Heads an answer: how the child ended (exit code, or -signal), the most memory it had in KiB, the seconds it computed,
length of its result."""
NO_MEMORY = 12
"""Exit code of a child that the system refused more memory (ENOMEM)."""

_CODECS = (
    "ascii", "latin-1", "cp1252", "utf-8", "utf-8-sig", "utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
    "utf-32-le", "utf-32-be", "gb2312", "gbk", "gb18030", "hz", "big5", "big5hkscs", "cp950", "unicode_escape",
)  # fmt: skip
"""Loaded before children exist: these cannot open even the files of Python."""
_CLONE_NEWUSER, _CLONE_NEWNET, _PR_SET_PDEATHSIG = 0x10000000, 0x40000000, 1
_FORBIDDEN = (
    "socket.", "subprocess.", "os.", "pty.", "shutil.", "tempfile.", "urllib.", "http.", "ftplib.", "smtplib.",
    "imaplib.", "poplib.", "nntplib.", "telnetlib.", "webbrowser.", "sqlite3.", "ctypes.dlopen", "winreg.", "syslog.",
)  # fmt: skip
_HARMLESS = ("os.listdir", "os.scandir")
"""What the import of an installed module asks for."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Read = Callable[[bytes, str], Any]


def serve() -> NoReturn:
    """Answers requests from standard input on standard output until that ends; returns never."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    _leave_network()
    for codec in _CODECS:
        "".encode(codec)
    forks = hasattr(os, "fork")
    while head := requests.read(REQUEST.size):
        reader, path, data, limits = pickle.loads(requests.read(REQUEST.unpack(head)[0]))
        read = _loaded(reader)
        *ending, result = _by_child(read, path, data, limits) if forks else (0, 0, 0, _result(read, path, data))
        answers.write(ANSWER.pack(*ending, len(result)) + result)
        answers.flush()
        if not forks:
            break
    sys.exit()


def _loaded(reader: str) -> Read:
    """`package.module:function`, imported; when that fails, a reader that says so."""
    module, _, function = reader.partition(":")
    try:
        found: Read = getattr(importlib.import_module(module), function)
    except Exception as error:
        reason = _named(error)
        return lambda data, path: (None, (Diagnostic("R157", Loc(path), (reason,)),))
    return found


def _leave_network() -> None:
    """A network of our own without any device, where the system allows it; for the server and all its children."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        if libc.unshare(_CLONE_NEWNET):  # only root may without a user namespace
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _by_child(read: Read, path: str, data: bytes, limits: Limits) -> tuple[int, int, float, bytes]:
    """Lets a child read; what `ANSWER` says of it, and what it said. Ends with the server when nobody listens."""
    inward, outward = os.pipe()
    child = os.fork()
    if not child:
        os.close(inward)
        _be_child(read, path, data, limits, outward)
    os.close(outward)
    result = _received(inward, child)
    os.close(inward)
    _, status, usage = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss, usage.ru_utime + usage.ru_stime, result


def _received(pipe: int, child: int) -> bytes:
    """All that a child says; it is killed when that is too much, or when the program that asks is gone."""
    said = io.BytesIO()
    while True:
        ready, _, _ = select.select([pipe, sys.stdin], [], [])
        if sys.stdin in ready:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            sys.exit()
        part = os.read(pipe, 1 << 20)
        if not part:
            return said.getvalue()
        said.write(part)
        if said.tell() > RESULT_SIZE:
            os.kill(child, signal.SIGKILL)
            return b""


def _be_child(read: Read, path: str, data: bytes, limits: Limits, pipe: int) -> NoReturn:
    """Reads one document with nothing in reach; never returns into the server's code."""
    code = 1
    try:
        _let_go(pipe)
        _restrict(limits)
        sys.addaudithook(_forbid)
        _send(pipe, _result(read, path, data))
        code = 0
    except MemoryError:
        code = NO_MEMORY
    finally:
        os._exit(code)


def _let_go(pipe: int) -> None:
    """Keeps no way to the server but the pipe, and dies with it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.closerange(3, pipe)
    os.closerange(pipe + 1, 256)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _restrict(limits: Limits) -> None:
    """The system's own limits: memory, computing, writing, open files, processes; at the wall time it is killed."""
    if sys.platform == "win32":
        return
    files = limits.files and limits.files + 4  # its pipe and three that lead nowhere are open already
    wanted = {
        "RLIMIT_CORE": 0, "RLIMIT_FSIZE": 0, "RLIMIT_NPROC": 0, "RLIMIT_AS": limits.memory, "RLIMIT_CPU": limits.cpu,
        "RLIMIT_NOFILE": files,
    }  # fmt: skip
    for name, most in wanted.items():
        grace = int(name == "RLIMIT_CPU")  # one second between the signal that says why and the one that says nothing
        try:
            resource.setrlimit(getattr(resource, name), (most, most + grace))
        except (AttributeError, ValueError, OSError):
            continue  # macOS knows no limit of address space
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.wall)


def _forbid(event: str, args: tuple[Any, ...]) -> None:
    """Audit hook: refuses whatever reaches out of the process. Installed files may be read where any may."""
    if event == "open":
        path, _, flags = args
        if not isinstance(path, int) and (flags & _WRITING or not _is_installed(os.fsdecode(path))):
            raise PermissionError(f"a reader must not open {path!r}")
    elif event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise PermissionError(f"a reader must not use {event}")


def _is_installed(path: str) -> bool:
    """Whether a file belongs to Python or its libraries."""
    places = (sys.base_prefix, sys.prefix, *(place for place in sys.path if place.endswith("site-packages")))
    return os.path.abspath(path).startswith(tuple(os.path.join(place, "") for place in places))


def _result(read: Read, path: str, data: bytes) -> bytes:
    """What a reader says, as bytes; an exception of it becomes a finding: nothing uncaught leaves a reader."""
    try:
        return packed(read(data, path))
    except MemoryError:
        raise  # there may be none left to say so
    except Exception as error:
        return packed((None, (Diagnostic("R157", Loc(path), (_named(error),)),)))


def _named(error: Exception) -> str:
    """An exception for those who mend it: its name and where it was raised; no text of the document."""
    last = error.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"，{os.path.basename(last.tb_frame.f_code.co_filename)} 第 {last.tb_lineno} 行" if last else ""
    return type(error).__name__ + place


def _send(pipe: int, result: bytes) -> None:
    view = memoryview(result)
    while view:
        view = view[os.write(pipe, view) :]
