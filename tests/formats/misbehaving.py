"""Readers that misbehave in every way a parser can, for tests of the sandbox."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.source import Diagnostic, Line, Loc, Piece, Source

Answer = tuple[Any, Any]
LIBC = ctypes.CDLL(None)


def good(data: bytes, path: str) -> Answer:
    return Source(path, sha256(data).hexdigest(), "txt", "", (Line("正文", (Piece(0, 1, 0),)),)), ()


def pid(data: bytes, path: str) -> Answer:
    return Source(path, str(os.getpid()), "txt", "", (Line(str(os.getppid()), (Piece(0, 1, 0),)),)), ()


def sleep(data: bytes, path: str) -> Answer:
    time.sleep(600)
    return None, ()


def spin(data: bytes, path: str) -> Answer:
    while True:
        pass


def deaf(data: bytes, path: str) -> Answer:
    """Ignores the signals that it may ignore, and sleeps."""
    for number in (signal.SIGALRM, signal.SIGXCPU, signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    return sleep(data, path)


def eat_python(data: bytes, path: str) -> Answer:
    kept = []
    while True:
        kept.append(bytes(1 << 20))


def eat_native(data: bytes, path: str) -> Answer:
    """Asks the system for memory as a C library does, and dies of its refusal."""
    LIBC.malloc.restype = ctypes.c_void_p
    while block := LIBC.malloc(ctypes.c_size_t(1 << 24)):
        ctypes.memset(block, 1, 1 << 24)
    os.abort()


def crash(data: bytes, path: str) -> Answer:
    ctypes.string_at(8)
    return None, ()


def abort(data: bytes, path: str) -> Answer:
    os.abort()


def leave(data: bytes, path: str) -> Answer:
    sys.exit(0)


def vanish(data: bytes, path: str) -> Answer:
    os._exit(0)


def fail(data: bytes, path: str) -> Answer:
    raise KeyError("words of the document")


def recurse(data: bytes, path: str) -> Answer:
    return recurse(data, path)


def talk(data: bytes, path: str) -> Answer:
    """A result without end."""
    return bytes(260 << 20), ()


def print_much(data: bytes, path: str) -> Answer:
    """Writes where the server writes its answers."""
    print("x" * 100_000, flush=True)
    print("x" * 100_000, flush=True, file=sys.stderr)
    return None, ()


def spoil(data: bytes, path: str) -> Answer:
    """Writes to whatever it has inherited, its own answer among it."""
    for number in range(3, 64):
        try:
            os.write(number, b"\xff" * 64)
        except OSError:
            continue
    return None, ()


def odd(data: bytes, path: str) -> Answer:
    return "no source", ["no", "findings"]


def another_file(data: bytes, path: str) -> Answer:
    return Source("../index.md", sha256(data).hexdigest(), "txt", "", (Line("正文", (Piece(0, 1, 0),)),)), ()


def another_place(data: bytes, path: str) -> Answer:
    return None, (Diagnostic("R101", Loc("乙.docx")),)


class Evil:
    def __reduce__(self) -> Any:
        return os.system, (f"touch {Path(os.environ.get('TMPDIR', '/tmp')) / 'yandu-evil'}",)


def lie(data: bytes, path: str) -> Answer:
    return Evil(), ()


# -- what reaches out: each must fail inside the child ----------------------------------------------------------------


def connect(data: bytes, path: str) -> Answer:
    socket.create_connection(("127.0.0.1", int(data)), timeout=2).sendall(b"hello")
    return good(data, path)


def connect_natively(data: bytes, path: str) -> Answer:
    """A socket made by C code, which no Python hook sees."""
    number = LIBC.socket(2, 1, 0)
    if number < 0:
        raise OSError("no socket")
    return good(data, path)


def open_file(data: bytes, path: str) -> Answer:
    Path(os.fsdecode(data)).read_bytes()
    return good(data, path)


def open_natively(data: bytes, path: str) -> Answer:
    if LIBC.open(data, os.O_RDONLY) < 0:
        raise OSError("no file")
    return good(data, path)


def open_installed(data: bytes, path: str) -> Answer:
    Path(os.__file__).read_bytes()
    return good(data, path)


def write_file(data: bytes, path: str) -> Answer:
    Path(os.fsdecode(data)).write_bytes(b"x")
    return good(data, path)


def write_installed(data: bytes, path: str) -> Answer:
    (Path(os.__file__).parent / "yandu-test").write_bytes(b"x")
    return good(data, path)


def remove(data: bytes, path: str) -> Answer:
    os.unlink(os.fsdecode(data))
    return good(data, path)


def start(data: bytes, path: str) -> Answer:
    subprocess.run(["true"], check=True)
    return good(data, path)


def shell(data: bytes, path: str) -> Answer:
    os.system("true")
    return good(data, path)


def fork(data: bytes, path: str) -> Answer:
    if not os.fork():
        os._exit(0)
    return good(data, path)


def replace_itself(data: bytes, path: str) -> Answer:
    os.execv("/bin/true", ["true"])


def kill_parent(data: bytes, path: str) -> Answer:
    os.kill(os.getppid(), signal.SIGKILL)
    return good(data, path)
