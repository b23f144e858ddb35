"""A whole folder of hostile files goes through the flow: all good ones are read, nothing foreign is opened or asked."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from generator import config, pipeline
from generator.codes import CODES
from generator.readers import sandbox

from .hostile import GOOD
from .ooxml import docx, paragraph
from .pdf_pages import assembled
from .rooms import WORDS, Listener, listening, mht, web_page
from .test_hostile_pdf import good as good_pdf
from .test_hostile_web import ARTICLE
from .test_hostile_word import PARTS, entity_document, laughs, picture, relation

ROOT = Path(__file__).parent.parent.parent
_WATCHED: list[list[str]] = []
"""Lists that are being filled with the paths opened and the sockets made in this process."""


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if _WATCHED and event == "open" and isinstance(args[0], str | bytes):
        _WATCHED[-1].append(os.fsdecode(args[0]))
    elif _WATCHED and event in ("socket.__new__", "socket.connect", "socket.getaddrinfo", "socket.bind"):
        _WATCHED[-1].append(event)


sys.addaudithook(_watch)


@contextmanager
def watched() -> Iterator[list[str]]:
    """What this process opens and asks meanwhile."""
    seen: list[str] = []
    _WATCHED.append(seen)
    yield seen
    _WATCHED.remove(seen)


def reaching(listener: Listener, secret: Path) -> dict[str, bytes]:
    """Documents that link an address of this machine and a file of this machine in every way we know."""
    web, file = listener.url, secret.as_uri()
    links = "".join(
        relation(kind, target, id=f"{kind}{n}")
        for n, target in enumerate((f"{web}/a", file))
        for kind in (
            "image",
            "aFChunk",
            "oleObject",
            "subDocument",
            "header",
            "styles",
            "attachedTemplate",
            "hyperlink",
        )
    )
    chunks = "".join(f'<w:altChunk r:id="aFChunk{n}"/>' for n in (0, 1))
    pictures = "".join(picture("link").replace("x1", f"image{n}") for n in (0, 1))
    page = f'<img src="{web}/i.png"><img src="{file}"><iframe src="{web}/f"></iframe><object data="{file}"></object>'
    head = f'<base href="{web}/"><link rel="stylesheet" href="{web}/s.css"><script src="{web}/s.js"></script>'
    xxe = f'<!DOCTYPE d SYSTEM "{web}/d.dtd" [<!ENTITY e SYSTEM "{file}">]>'
    action = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /URI /URI (" + web.encode() + b"/p) >> >>"
    return {
        "联.docx": docx(paragraph(WORDS) + pictures + chunks, relations=links),
        "实体.docx": entity_document(xxe),
        "联.html": web_page(ARTICLE + page, head),
        "实体.html": f'<?xml version="1.0"?>{xxe}<html><body>{ARTICLE}<p>&e;</p></body></html>'.encode(),
        "联.mht": mht(web_page(ARTICLE + page, head).decode()),
        "联.pdf": assembled([action, b"<< /Type /Pages /Kids [] /Count 0 >>"]),
        "好.pdf": good_pdf(),
    }


def test_nothing_foreign_is_opened_or_asked(tmp_path: Path) -> None:
    """Sockets and paths of this process are watched; the children cannot (see `test_sandbox`), and nobody was asked."""
    content, secret = tmp_path / "content", tmp_path / "secret.txt"
    content.mkdir()
    secret.write_text("绝密内容", encoding="utf-8")
    with listening() as listener:
        for name, data in {**GOOD, **reaching(listener, secret)}.items():
            (content / name).write_bytes(data)
        sandbox.stop()
        with watched() as seen:
            site, _ = config.load(ROOT / "mkdocs.yml", content=content, build=tmp_path / "build")
            sources, found = pipeline.read(site)
    assert listener.seen == []
    assert not [event for event in seen if event.startswith("socket.")]
    theirs = tuple(str(place) for place in (content, ROOT, "/dev/null"))
    assert not [path for path in seen if not path.startswith((*theirs, sys.prefix, sys.base_prefix))]
    assert {source.path for source in sources} >= {*GOOD, "联.docx", "联.html", "联.mht", "好.pdf"}
    assert not any("绝密" in line.text for source in sources for line in source.lines)
    assert all(problem.code in CODES for problem in found)


def test_a_mixed_folder_is_read_to_its_end(tmp_path: Path) -> None:
    """Many hostile Word files at once: there is an answer for each, and the good ones are whole."""
    for name, data in GOOD.items():
        (tmp_path / name).write_bytes(data)
    chosen = PARTS[::3]
    for number, row in enumerate(chosen):
        case = row.values[0]
        (tmp_path / f"坏{number}{Path(case.name).suffix}").write_bytes(case.make())  # type: ignore[union-attr]
    (tmp_path / "笑.docx").write_bytes(entity_document(laughs(), "l9"))
    site, _ = config.load(ROOT / "mkdocs.yml", content=tmp_path, build=tmp_path.parent / "build")
    sources, found = pipeline.read(site)
    read = {source.path for source in sources}
    left_out = {problem.loc.file for problem in found if CODES[problem.code].severity == "error"}
    assert read | left_out == {*GOOD, "笑.docx", *(path.name for path in tmp_path.iterdir() if path.name[0] == "坏")}
    assert not read & left_out and set(GOOD) <= read


def test_the_command_line_says_it_in_words(tmp_path: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(entity_document(laughs(), "l9"))
    (tmp_path / "好.docx").write_bytes(GOOD["好.docx"])
    for name, code in (("坏.docx", 1), ("好.docx", 0)):
        command = [sys.executable, "-m", "generator", "show", "source", str(tmp_path / name)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
        assert run.returncode == code and "Traceback" not in run.stderr + run.stdout
    assert WORDS in run.stdout


def test_the_folder_of_the_reader_decides_nothing(tmp_path: Path) -> None:
    """A module planted where the command runs is not what the child imports."""
    (tmp_path / "lxml.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    (tmp_path / "zipfile.py").write_text("raise SystemExit('planted')", encoding="utf-8")
    (tmp_path / "好.docx").write_bytes(GOOD["好.docx"])
    program = "from pathlib import Path; from generator import readers; print(readers.read_file(Path('好.docx'))[0])"
    run = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys; sys.path.append({str(ROOT)!r}); {program}"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert WORDS in run.stdout, run.stderr


def test_this_process_needs_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The readers work where sockets cannot even be made."""

    def refuse(*args: object, **rest: object) -> None:
        raise AssertionError("a socket")

    monkeypatch.setattr(socket, "socket", refuse)
    sandbox.stop()
    for name, data in GOOD.items():
        (tmp_path / name).write_bytes(data)
    site, _ = config.load(ROOT / "mkdocs.yml", content=tmp_path, build=tmp_path.parent / "build")
    sources, _ = pipeline.read(site)
    assert {source.path for source in sources} == set(GOOD)
