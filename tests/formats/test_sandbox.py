"""A reader that hangs, eats memory, crashes or reaches out costs its own document, and nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest

from generator.diagnostics import text
from generator.readers import sandbox, wire
from generator.readers.limits import Limits
from generator.readers.wire import Reading
from generator.source import Diagnostic, Line, Loc, Meta, Omission, Picture, Piece, Source

T = TypeVar("T")
ROOT = Path(__file__).parent.parent.parent
QUICK = Limits(memory=512 << 20, cpu=1, wall=2)
LIMITS = {
    "spin": Limits(cpu=1, wall=20),
    "talk": Limits(memory=1 << 30, cpu=10, wall=20),
    "eat_python": Limits(memory=512 << 20, cpu=10, wall=20),
    "eat_native": Limits(memory=512 << 20, cpu=10, wall=20),
}
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these limits are those of Linux")


def ask(name: str, data: bytes = b"", limits: Limits = QUICK) -> Reading:
    return sandbox.read(f"tests.formats.misbehaving:{name}", data, "甲.docx", limits)


def assert_goes_on() -> None:
    """The next document is read as if nothing had happened, and no child is left over."""
    source, found = ask("good", b"x")
    assert source and not found
    assert not zombies()


def zombies() -> list[str]:
    """Descendants of this process that have ended and were not waited for."""
    rows = subprocess.run(["ps", "-eo", "ppid=,stat="], capture_output=True, text=True, check=True).stdout.splitlines()
    return [row for row in rows if row.split()[0] == str(os.getpid()) and row.split()[1].startswith("Z")]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    yield
    sandbox.stop()


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("sleep", "R156", "时间超过了上限（2 秒）"),
        ("spin", "R156", "计算时间超过了上限（1 秒）"),
        ("eat_python", "R156", "内存超过了上限（512 MB）"),
        ("eat_native", "R157", "代号 -6"),
        ("crash", "R157", "代号 -11"),
        ("abort", "R157", "代号 -6"),
        ("leave", "R157", "代号 1"),
        ("vanish", "R157", "代号 0"),
        ("fail", "R157", "KeyError，misbehaving.py 第"),
        ("recurse", "R157", "RecursionError"),
        ("talk", "R156", "内存超过了上限（1024 MB）"),
        ("spoil", "R157", "Lie"),
        ("odd", "R157", "Lie"),
        ("lie", "R157", "TypeError"),
        ("another_file", "R157", "Lie"),
        ("another_place", "R157", "Lie"),
        ("absent", "R157", "AttributeError"),
    ],
)
def test_it_is_told_what_became_of_a_reader(name: str, code: str, words: str) -> None:
    started = time.perf_counter()
    source, (problem,) = ask(name, limits=LIMITS.get(name, QUICK))
    assert source is None and problem.code == code and words in text(problem)
    assert "words of the document" not in text(problem)
    assert time.perf_counter() - started < 20
    assert_goes_on()


def test_a_child_that_ignores_signals_is_killed_with_its_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "GRACE", 0)
    source, (problem,) = ask("deaf")
    assert source is None and problem.code == "R156"
    assert_goes_on()


@LINUX
@pytest.mark.parametrize(
    "name",
    [
        "connect", "connect_natively", "open_file", "open_natively", "open_installed", "write_file", "write_installed",
        "remove", "start", "shell", "fork", "replace_itself", "kill_parent",
    ],
)  # fmt: skip
def test_nothing_is_in_reach(name: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1]).encode()
        source, (problem,) = ask(name, port if name == "connect" else os.fsencode(secret))
    assert source is None and problem.code == "R157"
    assert secret.read_text(encoding="utf-8") == "secret"
    assert_goes_on()


@LINUX
def test_a_reader_of_pdf_may_open_what_is_installed_and_nothing_else(tmp_path: Path) -> None:
    limits = Limits(cpu=1, wall=2, files=16)
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    assert ask("open_installed", b"", limits)[0]
    for name in ("open_file", "write_file", "write_installed", "connect"):
        source, (problem,) = ask(name, b"9" if name == "connect" else os.fsencode(secret), limits)
        assert source is None and "PermissionError" in text(problem)


@LINUX
def test_there_is_no_network_even_for_native_code() -> None:
    """In a network of its own without devices; only where the system lets a program leave the common one."""
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode:
        pytest.skip("this system lets no program leave its network")
    ask("good")
    here, there = (os.readlink(f"/proc/{pid}/ns/net") for pid in (os.getpid(), sandbox._running().pid))
    assert here != there


def test_what_a_child_prints_reaches_nobody() -> None:
    source, found = ask("print_much")
    assert source is None and found == ()
    assert_goes_on()


SUM = "0" * 64
LINE = Line("甲\t乙", (Piece(0, 1, 0), Piece(2, 2, 5)), 1, (Line("甲", (Piece(0, 1, 0),)),), True, 2, "title")
WHOLE = Source(
    "甲.docx", SUM, "docx", "", (LINE,), Meta(title="题", issuer="某局"), (Omission(1, "x", "R101"),), (LINE,),
    (Picture(1, "00ff00ff.png", b"\x89PNG", "图"), Picture(1, "11ff00ff.jpg", b"")), (1, 5),
)  # fmt: skip
FOUND = (Diagnostic("R157", Loc("甲.docx", 3, 4), ("a",)),)


def said(source: object, found: object = (), *, checksum: str = SUM) -> Reading:
    """What is made of a child's words."""
    return wire.unpacked(wire.packed((source, found)), "甲.docx", checksum)


def test_every_record_comes_back_as_it_was() -> None:
    assert said(WHOLE, FOUND) == (WHOLE, FOUND)
    assert said(None, FOUND) == (None, FOUND)


def but(record: Any, **lies: Any) -> Any:
    """A record with fields of any type."""
    return replace(record, **lies)


@pytest.mark.parametrize(
    "lie",
    [
        but(WHOLE, path="乙.docx"),
        but(WHOLE, sha256="1" * 64),
        but(WHOLE, lines=None),
        but(WHOLE, lines=()),
        but(WHOLE, lines=("words",)),
        but(WHOLE, lines=(but(LINE, text=b"x"),)),
        but(WHOLE, lines=(but(LINE, text="甲\n# 乙"),)),
        but(WHOLE, lines=(but(LINE, level=True),)),
        but(WHOLE, lines=(but(LINE, level=-1),)),
        but(WHOLE, lines=(but(LINE, level=1 << 70),)),
        but(WHOLE, lines=(but(LINE, hint="script"),)),
        but(WHOLE, lines=(but(LINE, pieces=()),)),
        but(WHOLE, lines=(but(LINE, pieces=(Piece(1, 1, 0),)),)),
        but(WHOLE, lines=(but(LINE, pieces=(Piece(0, 1, 0), Piece(0, 1, 0))),)),
        but(WHOLE, lines=(but(LINE, pieces=(Loc("x"),)),)),
        but(WHOLE, lines=(but(LINE, cells=(LINE,)),)),
        but(WHOLE, given=Meta(slug="../x")),
        but(WHOLE, given=Meta(topics=("组织",))),
        but(WHOLE, given=None),
        but(WHOLE, part="附件"),
        but(WHOLE, omitted=(Omission(1, "x", "X999"),)),
        but(WHOLE, pages=(1.5,)),
        *(but(WHOLE, pictures=(Picture(1, name, b"x"),)) for name in ("../index.md", "a.png", "00ff00ff.png\n",
          "00ff00ff.html", "0" * 8 + ".PNG", "００ff00ff.png")),
        but(WHOLE, pictures=(but(WHOLE.pictures[0], data="text"),)),
        "甲.docx",
        [],
    ],
)  # fmt: skip
def test_a_source_that_lies_is_refused(lie: object) -> None:
    with pytest.raises((wire.Lie, IndexError)):
        said(lie)


@pytest.mark.parametrize(
    "lie",
    [
        (Diagnostic("R157", Loc("../乙.docx"), ("a",)),),
        (Diagnostic("R157", Loc("甲.docx"), ()),),
        (Diagnostic("R999", Loc("甲.docx"), ()),),
        (but(FOUND[0], loc=None),),
        None,
        ("R101",),
    ],
)
def test_a_finding_that_lies_is_refused(lie: object) -> None:
    with pytest.raises((wire.Lie, IndexError, KeyError)):
        said(None, lie)


def raw(words: bytes, *, length: int | None = None, more: bytes = b"") -> bytes:
    return (len(words) if length is None else length).to_bytes(8, "big") + words + more


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"\x80", raw(b""), raw(b"null"), raw(b"[[null,[]],[5]]"), raw(b"[[null,[]],[]]", more=b"x"),
        raw(b"[" * 100_000), raw(b"[[null,[]],[-1]]"), raw(b"[[null,[]],[]]", length=1 << 60),
        raw(b"[[null,[NaN]],[]]"), raw(b'[[{"path":1},[]],[]]'), raw(b"\xff\xfe"), raw(b"9" * 5000),
        b"\x80\x04\x8e" + (1 << 31).to_bytes(8, "little"), b"cos\nsystem\n(S'true'\ntR.",
    ],
)  # fmt: skip
def test_no_bytes_run_code_here_or_take_memory(payload: bytes) -> None:
    tracemalloc.start()
    with pytest.raises(Exception):  # noqa: B017 — whichever way it falls apart, `read` turns it into a finding
        wire.unpacked(payload, "甲.docx", SUM)
    assert tracemalloc.get_traced_memory()[1] < 10 << 20
    tracemalloc.stop()


def test_words_beyond_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "RESULT_TEXT", 100)
    with pytest.raises(wire.Lie):
        said(WHOLE)


def test_taking_a_long_document_apart_takes_little_time() -> None:
    pieces = tuple(Piece(20 * n, n + 1, 0) for n in range(4))
    long = replace(WHOLE, lines=(Line("字" * 80, pieces),) * 5_000)
    started = time.process_time()
    assert said(long)[0] == long
    assert time.process_time() - started < 3


def test_a_document_costs_a_few_milliseconds() -> None:
    ask("good")
    started = time.perf_counter()
    for _ in range(20):
        ask("good", b"x" * 100_000)
    assert (time.perf_counter() - started) / 20 < 0.1


def test_the_memory_of_a_child_is_known() -> None:
    report = sandbox.run("tests.formats.misbehaving:good", b"", "甲", QUICK)
    assert 1_000 < report.memory < 500_000


def test_several_threads_take_turns() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: ask("good"), range(12)))
    assert all(source for source, _ in found)


@LINUX
def test_a_copy_of_this_process_has_a_server_of_its_own() -> None:
    ask("good")
    inward, outward = os.pipe()
    child = os.fork()
    if not child:
        os.write(outward, b"1" if ask("good")[0] else b"0")
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(inward, 1) == b"1"
    assert_goes_on()


PROGRAM = """
import signal, sys
from generator.readers import sandbox
from generator.readers.limits import Limits
signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background has it ignored
print("ready", flush=True)
sandbox.read("tests.formats.misbehaving:sleep", b"", "a", Limits(wall=60))
"""


@LINUX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nobody_is_left_when_the_program_is_stopped(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as program:
        assert program.stdout and program.stdout.readline() == b"ready\n"
        server = _until(lambda: _children(program.pid))
        reader = _until(lambda: _children(server[0]))
        program.send_signal(number)
        program.wait(10)
    assert _until(lambda: not [pid for pid in (*server, *reader) if _lives(pid)])


def _until(condition: Callable[[], T]) -> T:
    """What a condition gives as soon as it gives something."""
    for _ in range(100):
        if found := condition():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not happen within 10 seconds")


def _children(parent: int) -> list[int]:
    rows = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout.splitlines()
    return [int(row.split()[0]) for row in rows if row.split()[1] == str(parent)]


def _lives(process: int) -> bool:
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")
