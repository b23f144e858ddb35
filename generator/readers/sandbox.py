"""Reading a risky document in a process of its own (effect): whatever it does there, we go on.

The other side is `child.py`. What comes back is plain JSON, checked field by field in `wire.py`: a child that was taken
over can lie about its document, and no more.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from ..source import Diagnostic, Loc
from .child import ANSWER, NO_MEMORY, REQUEST
from .limits import CHILD, GRACE, MIB, RESULT_SIZE, Limits
from .wire import Reading, unpacked

_START = "import sys; sys.path[:] = sys.argv[1:]; from generator.readers import child; child.serve()"
"""Run by Python in isolated mode: no variable and no file of the current folder decides what is imported."""
_ALARM, _CPU, _KILL = (int(getattr(signal, name, 99)) for name in ("SIGALRM", "SIGXCPU", "SIGKILL"))
"""What ends a child at its wall time, at its computing time, and without a word; 99 where there are no such signals."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a child did."""

    ending: int
    """Exit code, or minus the signal that ended it."""
    memory: int
    """KiB that it had at most; 0 = not known."""
    seconds: float
    """That it computed."""
    result: bytes
    """What it said, as `wire.packed` makes it."""


def read(reader: str, data: bytes, path: str, limits: Limits = CHILD) -> Reading:
    """What a reader (`package.module:function`) says of a file; R156, R157 when it did not live to say it."""
    report = run(reader, data, path, limits)
    if report.ending or not report.result:
        return None, (_death(report.ending, path, limits),)
    try:
        return unpacked(report.result, path, sha256(data).hexdigest())
    except Exception as error:  # a lying child: whichever way its words fall apart
        return None, (Diagnostic("R157", Loc(path), (type(error).__name__,)),)


def run(reader: str, data: bytes, path: str, limits: Limits = CHILD) -> Report:
    """The same with its circumstances. One document at a time; the server is started when it is not running."""
    request = pickle.dumps((reader, path, data, limits), pickle.HIGHEST_PROTOCOL)
    with _lock:
        server = _running()
        expired = threading.Event()
        watch = threading.Timer(limits.wall + GRACE, _give_up, (server, expired))
        watch.start()
        try:
            return _asked(server, request)
        except (OSError, EOFError):
            _kill(server)
            return Report(-_ALARM if expired.is_set() else 1, 0, 0, b"")
        except BaseException:
            _kill(server)
            raise
        finally:
            watch.cancel()


def stop() -> None:
    """Ends the server, if there is one."""
    global _server
    server, _server = _server, None
    if server and server.pid_of_owner == os.getpid():
        _kill(server)


# -- the server ------------------------------------------------------------------------------------------------------


class Server(subprocess.Popen[bytes]):
    """The running `child.serve`, and the process that may speak with it."""

    def __init__(self) -> None:
        places = (os.path.abspath(place) for place in sys.path)
        super().__init__(
            [sys.executable, "-I", "-c", _START, *places], start_new_session=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.pid_of_owner = os.getpid()


_lock = threading.RLock()
_server: Server | None = None
atexit.register(stop)


def _running() -> Server:
    """The server; a new one when there is none, it has ended, or it is that of the process we were copied from."""
    global _server
    if _server is None or _server.pid_of_owner != os.getpid() or _server.poll() is not None:
        _server = Server()
    return _server


def _asked(server: Server, request: bytes) -> Report:
    """One request and its answer; EOFError or OSError when the server ends before."""
    assert server.stdin and server.stdout
    server.stdin.write(REQUEST.pack(len(request)) + request)
    server.stdin.flush()
    ending, memory, seconds, length = ANSWER.unpack(_exactly(server.stdout, ANSWER.size))
    if length > RESULT_SIZE + (1 << 20):
        raise EOFError
    return Report(ending, memory, seconds, _exactly(server.stdout, length))


def _exactly(pipe: Any, length: int) -> bytes:
    data: bytes = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def _kill(server: Server) -> None:
    """Ends the server and the child it has; leaves no zombie. Their session is their own, so no one else is met."""
    global _server
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(server.pid, signal.SIGKILL)
        else:
            server.kill()
    server.wait()
    for pipe in (server.stdin, server.stdout):
        with suppress(OSError):
            assert pipe
            pipe.close()
    if server is _server:
        _server = None


def _give_up(server: Server, expired: threading.Event) -> None:
    expired.set()
    _kill(server)


def _death(ending: int, path: str, limits: Limits) -> Diagnostic:
    """Why a child ended before it had read its document."""
    if ending == -_ALARM:
        return Diagnostic("R156", Loc(path), ("时间", f"{limits.wall} 秒"))
    if ending == -_CPU:
        return Diagnostic("R156", Loc(path), ("计算时间", f"{limits.cpu} 秒"))
    if ending in (NO_MEMORY, -_KILL):  # killed by the system, short of memory, or by the server: its answer is too long
        return Diagnostic("R156", Loc(path), ("内存", f"{limits.memory // MIB} MB"))
    return Diagnostic("R157", Loc(path), (f"读取程序意外退出，代号 {ending}",))
