"""What the tests of hostile files share: a file is put beside good ones, the folder read, and time and memory taken."""

from __future__ import annotations

import struct
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from generator import readers
from generator.diagnostics import severity, text
from generator.readers import sandbox
from generator.source import Diagnostic, Source

from .ooxml import docx, paragraph
from .rooms import WORDS

GOOD = {"好.docx": docx(paragraph(WORDS)), "好.txt": WORDS.encode("gbk"), "更好.md": f"# {WORDS}\n".encode()}
"""Stand beside every hostile file, and must come out whole."""
NAME = "坏.docx"
OURS = ("R157",)
"""A finding that means that our own code went wrong: never the right answer."""


@dataclass(frozen=True)
class Case:
    """A hostile file and what is to become of it."""

    make: Callable[[], bytes]
    name: str
    expected: tuple[str, ...]
    """Codes of which one must be given; `read` = WORDS must be there, `plain` = other words, and nothing be broken."""
    seconds: float = 5
    """Of computing, here and in the child: how busy the machine is does not matter."""
    memory: int = 450
    """MiB of the child, of which the readers' own code takes up to 150."""


def case(
    id: str,
    make: Callable[[], bytes] | bytes,
    expected: str,
    *,
    name: str = NAME,
    seconds: float = 5,
    memory: int = 450,
) -> ParameterSet:
    """A row of a table of cases; `expected` holds codes, `read`, `plain`, parted by blanks."""
    maker = make if callable(make) else partial(bytes, make)
    return pytest.param(Case(maker, name, tuple(expected.split()), seconds, memory), id=id)


@dataclass(frozen=True)
class Verdict:
    """What became of a file."""

    source: Source | None
    found: tuple[Diagnostic, ...]
    seconds: float
    memory: int
    """MiB of the largest child."""

    @property
    def codes(self) -> set[str]:
        return {problem.code for problem in self.found}


def judge(case: Case, content: Path, monkeypatch: pytest.MonkeyPatch) -> Verdict:
    """Reads a folder with this file and the good ones; the good ones must be there."""
    peaks, spent = [0], [0.0]
    run = sandbox.run

    def measured(*args: object, **rest: object) -> sandbox.Report:
        report = run(*args, **rest)  # type: ignore[arg-type]
        peaks.append(report.memory // 1024)
        spent.append(report.seconds)
        return report

    for name, data in GOOD.items():
        (content / name).write_bytes(data)
    (content / case.name).write_bytes(case.make())
    monkeypatch.setattr(sandbox, "run", measured)
    paths, passed_over = readers.find(content)
    assert set(GOOD) <= set(paths)
    started = time.process_time()
    source, found = readers.read(content, case.name) if case.name in paths else (None, passed_over)
    seconds, memory = time.process_time() - started + sum(spent), max(peaks)
    for name in GOOD:
        neighbour, _ = readers.read(content, name)
        assert neighbour and [line.text for line in neighbour.lines] == [WORDS]
    return Verdict(source, found, seconds, memory)


def check(case: Case, content: Path, monkeypatch: pytest.MonkeyPatch, *, name: str = "", plain: str = WORDS) -> Verdict:
    """Judges a file and holds it to what is expected; `name` = another one than that of Word files."""
    case = replace(case, name=name) if name and case.name == NAME else case
    verdict = judge(case, content, monkeypatch)
    words = [text(problem) for problem in verdict.found]
    assert not verdict.codes & set(OURS), words
    assert verdict.seconds < case.seconds, f"{verdict.seconds:.1f} s"
    assert verdict.memory < case.memory, f"{verdict.memory} MiB"
    words_there = {"read": WORDS, "plain": plain}
    wanted = [words_there[mark] for mark in case.expected if mark in words_there]
    if wanted and verdict.source:
        whole = "".join(line.text for line in verdict.source.lines)
        assert any(words in whole for words in wanted), whole[:200]
        assert all(severity(problem) != "error" for problem in verdict.found)
    else:
        assert verdict.source is None, [line.text[:40] for line in verdict.source.lines][:5] if verdict.source else ""
        assert verdict.codes & set(case.expected), words
    return verdict


# -- archives that lie -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Member:
    """A member of a zip archive as its headers state it, true or not."""

    name: str
    body: bytes
    size: int | None = None
    """Unpacked bytes that are stated; None = the truth."""
    flags: int = 0
    method: int = 8
    local_name: str | None = None
    shared: bool = False
    """Whether its directory entry points to the archive's first member."""


def lying_zip(members: Sequence[Member], *, before: bytes = b"", comment: bytes = b"", cut: int = 0) -> bytes:
    """A zip archive of these members (APPNOTE 4.3), written by hand."""
    out, directory = bytearray(before), bytearray()
    for member in members:
        packed = zlib.compress(member.body, 9)[2:-4] if member.method == 8 else member.body
        size = len(member.body) if member.size is None else member.size
        fields = struct.pack(
            "<HHHHHIII", 20, member.flags, member.method, 0, 33, zlib.crc32(member.body), len(packed), size
        )
        name = member.name.encode()
        local = (member.local_name or member.name).encode()
        place = len(before) if member.shared else len(out)
        if not member.shared:
            out += b"PK\x03\x04" + fields + struct.pack("<HH", len(local), 0) + local + packed
        tail = struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, place)
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + fields + tail + name
    end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), len(out), len(comment))
    whole = bytes(out + directory + b"PK\x05\x06" + end + comment)
    return whole[: len(whole) - cut]
