"""Texts, sidecars and entries of the content folder that harm, or are harmed: read right or named."""

from __future__ import annotations

import os
import random
import socket
import stat
import time
from pathlib import Path

import pytest

from generator import readers
from generator.diagnostics import text
from generator.readers.limits import FILE_SIZE, MIB

from .hostile import GOOD, Case, case, check
from .ooxml import docx, paragraph
from .rooms import WORDS

RANDOM = random.Random(17)
BODY = f"{WORDS}\n\n一、总体要求\n各级要认真落实。\n"

TEXTS = [
    case("nothing", b"", "R101"),
    case("only-blanks", " \r\n\t　\u200b".encode(), "R101"),
    case("only-zeros", bytes(50_000), "R101"),
    case("noise", RANDOM.randbytes(50_000), "R103 R104 R105 R106"),
    case("every-byte", bytes(range(256)) * 40, "R103 R105"),
    case("a-zero-in-the-middle", BODY.encode() + b"\0" + BODY.encode(), "R103"),
    case("zeros-behind", BODY.encode() + bytes(5000), "read"),
    case("half-a-character", BODY.encode()[:-3], "R104 R103"),
    case("a-byte-too-many", BODY.encode("gbk") * 5 + b"\xff\n" + BODY.encode("gbk"), "R104"),
    case("two-encodings", BODY.encode() + BODY.encode("gbk"), "R104 R105 R106"),
    case("read-wrongly-before", BODY.encode().decode("gbk", "replace").encode(), "R106"),
    case("odd-utf-16", b"\xff\xfe" + BODY.encode("utf-16-le") + b"\x4e", "R104 R103"),
    case("utf-32", b"\xff\xfe\0\0" + BODY.encode("utf-32-le"), "read"),
    case("half-a-pair", b"\xff\xfe" + BODY.encode("utf-16-le") + b"\x3d\xd8", "R104 R103"),
    case("a-line-of-ten-million", lambda: b"x" * (10 * MIB) + BODY.encode(), "read", seconds=10),
    case("too-long", lambda: b"x" * (33 * MIB), "R111"),
    case("half-a-million-lines", lambda: BODY.encode() + b"\n" * 500_000 + "尾".encode(), "read"),
    case("two-hundred-thousand-paragraphs", lambda: BODY.encode() + "段落。\n".encode() * 200_000, "read", seconds=15),
    case("letters-nobody-sees", (BODY + "\u202e甲\u2066\ufeff\u200b\U000e0041\ue000\x07\x1b[2J").encode(), "read"),
    case(
        "markup",
        (BODY + '<script>alert(1)</script>{{ 7*7 }}{% x %}--8<-- "/etc/passwd"\n[a](javascript:x)').encode(),
        "read",
    ),
    case("a-million-stars", lambda: (BODY + "*" * 1_000_000).encode(), "read", name="坏.md"),
    case("a-million-brackets", lambda: (BODY + "[" * 500_000 + "](" * 100_000).encode(), "read", name="坏.md"),
    case("a-million-quotes", lambda: (BODY + "> " * 300_000).encode(), "read", name="坏.md"),
    case("a-million-tags", lambda: (BODY + "<b>" * 300_000).encode(), "read", name="坏.md"),
    case("a-comment-that-never-ends", lambda: (BODY + "<!--" + "甲\n" * 200_000).encode(), "read", name="坏.md"),
    case("a-fence-that-never-ends", lambda: (BODY + "```\n" + "甲\n" * 100_000).encode(), "read", name="坏.md"),
    case(
        "a-table-of-a-hundred-thousand",
        lambda: (BODY + "\n" + "|甲" * 2000 + "|\n" + "|-" * 2000 + "|\n" + ("|乙" * 2000 + "|\n") * 50).encode(),
        "read",
        name="坏.md",
        seconds=10,
    ),
    case(
        "a-front-that-explodes",
        f"---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n标题: *c\n---\n{BODY}".encode(),
        "read",
    ),
    case("a-front-that-runs", f'---\n标题: !!python/object/apply:os.system ["true"]\n---\n{BODY}'.encode(), "read"),
    case("a-front-without-end", f"---\n标题: 甲\n{BODY}".encode(), "read"),
    case("a-front-too-deep", lambda: f"---\n标题: {'[' * 20_000}\n---\n{BODY}".encode(), "read"),
    case("a-picture", b"\x89PNG\r\n\x1a\n" + bytes(99), "R153"),
    case("a-program", b"MZ\x90\0\x03\0\0\0" + bytes(99), "R153"),
    case("a-shortcut", b"L\0\0\0\x01\x14\x02\0" + bytes(99), "R153"),
    case("a-word-file-in-truth", docx(paragraph(WORDS)), "read"),
    case("a-word-file-half", docx(paragraph(WORDS))[:300], "R162"),
]


@pytest.mark.parametrize("case", TEXTS)
def test_a_hostile_text(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(case, tmp_path, monkeypatch, name="坏.txt")


SIDECARS = {
    "nothing": (b"", "R144"),
    "noise": (RANDOM.randbytes(3000), "R144"),
    "no-text": (b"PK\x03\x04" + bytes(50), "R144"),
    "no-map": (b"- a\n- b", "R143"),
    "open": ("标题: [".encode(), "R143"),
    "aliases": (b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]", "R14"),
    "an-object": (b"title: !!python/object/apply:os.system ['true']", "R14"),
    "deep": (b"a: " + b"{a: " * 5000, "R143"),
    "long": (b"a: " + b"x" * 3_000_000, "R14"),
    "a-million-keys": (b"".join(b"k%d: v\n" % n for n in range(100_000)), "R14"),
    "a-date-of-nothing": ("日期: 2025-13-45".encode(), "R142"),
    "a-date-of-a-million": ("日期: 1000000-01-01".encode(), "R14"),
    "an-address-that-climbs": ("地址: ../../etc".encode(), "R142"),
    "markup": ("标题: <script>x</script>".encode(), ""),
}


@pytest.mark.parametrize("name", SIDECARS)
def test_a_hostile_sidecar_never_keeps_its_document_out(name: str, tmp_path: Path) -> None:
    data, code = SIDECARS[name]
    (tmp_path / "甲.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "甲.yml").write_bytes(data)
    started = time.process_time()
    source, found = readers.read(tmp_path, "甲.txt")
    assert source and source.lines[0].text == WORDS
    assert time.process_time() - started < 5
    assert [problem for problem in found if problem.code.startswith(code)] if code else not found


def fifo(folder: Path) -> None:
    os.mkfifo(folder / "坏.docx")


def device(folder: Path) -> None:
    os.mknod(folder / "坏.docx", stat.S_IFCHR | 0o600, os.makedev(1, 5))


def link_to_device(folder: Path) -> None:
    (folder / "坏.docx").symlink_to("/dev/zero")


def link_out(folder: Path) -> None:
    (folder / "坏.docx").symlink_to("/etc/passwd")


def link_to_nothing(folder: Path) -> None:
    (folder / "坏.docx").symlink_to("nothing")


def link_to_itself(folder: Path) -> None:
    (folder / "坏.docx").symlink_to("坏.docx")


def link_up(folder: Path) -> None:
    (folder / "坏").symlink_to("..")


def plug(folder: Path) -> None:
    here = os.getcwd()
    os.chdir(folder)  # the path of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind("坏.docx")
    finally:
        os.chdir(here)


def folder_named_as_a_document(folder: Path) -> None:
    (folder / "坏.docx").mkdir()


def lock_file(folder: Path) -> None:
    (folder / "~$坏.docx").write_bytes(b"\x05user" + bytes(50))


def half_download(folder: Path) -> None:
    (folder / "坏.docx.tmp").write_bytes(GOOD["好.docx"])


def picture(folder: Path) -> None:
    (folder / "坏.jpg").write_bytes(b"\xff\xd8\xff")


def huge(folder: Path) -> None:
    with (folder / "坏.docx").open("wb") as file:
        file.write(GOOD["好.docx"])
        file.truncate(200 * MIB)


def belongings(folder: Path) -> None:
    (folder / "坏.html").write_text("<p>文</p>", encoding="utf-8")
    (folder / "坏_files").mkdir()
    (folder / "坏_files" / "a.js").write_text("x", encoding="utf-8")


def name_in_gbk(folder: Path) -> None:
    (folder / os.fsdecode("坏.docx".encode("gbk"))).write_bytes(b"x")


ENTRIES = [
    (fifo, "R114"),
    (device, "R114"),
    (link_to_device, "R113"),
    (link_out, "R113"),
    (link_to_nothing, "R113"),
    (link_to_itself, "R113"),
    (link_up, "R113"),
    (plug, "R114"),
    (folder_named_as_a_document, ""),
    (lock_file, "R116"),
    (half_download, "R116"),
    (picture, "R112"),
    (huge, "R111"),
    (belongings, "R159"),
    (name_in_gbk, "R115"),
]


@pytest.mark.skipif(os.name != "posix", reason="entries as on POSIX")
@pytest.mark.parametrize(("make", "code"), ENTRIES)
def test_a_hostile_entry_of_the_folder(make, code: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for name, data in GOOD.items():
        (tmp_path / name).write_bytes(data)
    try:
        make(tmp_path)
    except PermissionError:
        pytest.skip("only the superuser makes devices")
    started = time.perf_counter()
    paths, found = readers.find(tmp_path)
    for path in paths:
        source, problems = readers.read(tmp_path, path)
        found += problems
        assert path not in GOOD or (source and source.lines[0].text == WORDS)
    assert set(GOOD) <= set(paths)
    assert time.perf_counter() - started < 5
    assert {problem.code for problem in found} == ({code} if code else set()), [text(problem) for problem in found]


def test_a_folder_that_may_not_be_entered_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "内").mkdir()
    (tmp_path / "好.txt").write_bytes(GOOD["好.txt"])
    look = os.scandir

    def refuse(folder: Path) -> object:
        if Path(folder).name == "内":
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    paths, (problem,) = readers.find(tmp_path)
    assert paths == ("好.txt",) and (problem.code, problem.loc.file) == ("R118", "内")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    huge(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("it was read"))
    source, (problem,) = readers.read(tmp_path, "坏.docx")
    assert source is None and problem.args == ("200", str(FILE_SIZE // MIB))
