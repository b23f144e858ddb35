"""Building, publishing and serving: the site that readers see is always one complete version."""

from __future__ import annotations

import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.engines import engine
from generator.engines.command import Command
from generator.engines.engine import ENGINES, Engine
from generator.output import layout, maps, write
from generator.preview import serve
from generator.publishing import publish
from generator.results import Page, Site

SITE = Site(
    (
        Page("index.md", "---\ntitle: 首页\n---\n\n# 首页\n\n[甲](a/index.md)\n"),
        Page("a/index.md", "# 甲 {#top}\n\n第一段。\n"),
    ),
    (),
    (("texts.js", "var texts = 1;\n"),),
)
TOP = """site_name: 试
theme:
  name: material
  custom_dir: overrides
  font: false
  language: zh
plugins: []
markdown_extensions: [toc, tables, attr_list]
"""


@pytest.fixture
def place(tmp_path: Path) -> dict[str, Path]:
    """A small site, written and ready for the engine."""
    return written(tmp_path)


def written(top: Path) -> dict[str, Path]:
    """The small site below a folder."""
    (top / "mkdocs.yml").write_text(TOP, encoding="utf-8")
    (top / "overrides").mkdir()
    (top / "content").mkdir()
    place = {"content": top / "content", "build": top / "build", "top": top / "mkdocs.yml"}
    assert write.claim(place["build"], place["content"]) == ()
    assert write.write(SITE, (), **place)[1] == ()
    return place


def stub(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Puts a Python one-liner in the place of MkDocs; `out` is the folder to fill."""
    head = "import pathlib, sys; out = pathlib.Path(sys.argv[1]); "
    monkeypatch.setitem(ENGINES, "stub", Engine("Stub", Command(("-c", head + program.replace("{", "{{"), "{out}"))))


def shown(build: Path) -> dict[str, bytes]:
    """Every file of the site but the one that names its maps."""
    return {name: data for name, data in tree(build / "site").items() if name != maps.LABEL}


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# -- engine


def test_mkdocs_builds_the_same_bytes_twice(
    place: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert engine.run(place["build"]) == (True, ())
    first = tree(place["build"] / layout.NEXT)
    assert {"index.html", "a/index.html", "texts.js", "404.html"} <= set(first)
    assert 'id="top"' in first["a/index.html"].decode()

    for name, value in {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C", "COLUMNS": "40"}.items():
        monkeypatch.setenv(name, value)
    other = place | {"build": tmp_path / "elsewhere/far"}
    write.claim(other["build"], other["content"])
    write.write(SITE, (), **other)
    assert engine.run(other["build"]) == (True, ())
    assert tree(other["build"] / layout.NEXT) == first
    assert capfd.readouterr() == ("", "")


def test_a_broken_link_is_a_warning(place: dict[str, Path]) -> None:
    (place["build"] / "docs/index.md").write_text("[乙](b.md)\n", encoding="utf-8")
    done, problems = engine.run(place["build"])
    assert done
    assert [problem.code for problem in problems] == ["E108"]
    assert "b.md" in problems[0].args[1]


def test_a_failing_engine_is_told_in_its_last_words(place: dict[str, Path], capfd: pytest.CaptureFixture[str]) -> None:
    place["top"].write_text(TOP.replace("material", "nothing"), encoding="utf-8")
    done, problems = engine.run(place["build"])
    assert not done
    assert [problem.code for problem in problems] == ["E107"]
    assert "nothing" in problems[0].args[2]
    assert "\x1b" not in problems[0].args[2]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("program", ["sys.exit(0)", "out.mkdir(); sys.exit(3)", "import os; os.kill(os.getpid(), 9)"])
def test_an_incomplete_site_is_never_taken(
    place: dict[str, Path], monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    stub(monkeypatch, program)
    done, problems = engine.run(place["build"], "stub")
    assert (done, [problem.code for problem in problems]) == (False, ["E107"])


def test_an_unknown_engine_and_a_foreign_folder_are_refused(place: dict[str, Path], tmp_path: Path) -> None:
    assert engine.run(place["build"], "jekyll")[1][0].code == "E106"
    (tmp_path / "foreign" / layout.NEXT).mkdir(parents=True)
    assert engine.run(tmp_path / "foreign")[1][0].code == "E102"
    assert (tmp_path / "foreign" / layout.NEXT).is_dir()


def test_log_lines_are_joined() -> None:
    log = "noise\nWARNING -  one\n  more\nINFO    -  two\n"
    assert engine.messages(log) == [("WARNING", "one more"), ("INFO", "two")]


def test_colours_are_left_out(place: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "out.mkdir(); (out / 'index.html').touch(); print('\\x1b[33mWARNING -  \\x1b[0mone\\n  more')"
    stub(monkeypatch, lines)
    complete, (found,) = engine.run(place["build"], "stub")
    assert complete and found.args == ("Stub", "one more")


# -- publish


def version(folder: Path, name: str, pages: int = 10) -> None:
    """A made-up site whose every page says its version."""
    for number in range(pages):
        (folder / str(number)).mkdir(parents=True)
        (folder / str(number) / "index.html").write_text(name, encoding="utf-8")


@pytest.fixture(params=["exchange", "rename"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways in which folders change places."""
    if request.param == "rename":
        monkeypatch.setattr(publish, "_exchange", lambda one, other: False)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_the_site_is_replaced_whole(place: dict[str, Path]) -> None:
    build = place["build"]
    for name in ("one", "two", "three"):
        version(build / layout.NEXT, name)
        assert publish.publish(build) == (True, ())
        assert set(shown(build).values()) == {name.encode()}
        assert not (build / layout.NEXT).exists()
        assert not (build / publish.OLD).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
def test_linux_exchanges_in_one_step(tmp_path: Path) -> None:
    version(tmp_path / "a", "one")
    version(tmp_path / "b", "two")
    assert publish._exchange(tmp_path / "a", tmp_path / "b")
    assert set(tree(tmp_path / "a").values()) == {b"two"}


def test_many_vanishing_pages_need_a_word(place: dict[str, Path]) -> None:
    build = place["build"]
    version(build / "site", "old", pages=10)
    version(build / layout.NEXT, "new", pages=6)
    done, problems = publish.publish(build)
    assert (done, problems[0].code, problems[0].args) == (False, "E110", ("4", "10"))
    assert set(tree(build / "site").values()) == {b"old"}
    assert publish.publish(build, force=True) == (True, ())
    version(build / layout.NEXT, "newer", pages=5)
    assert publish.publish(build) == (True, ())  # one of six


def test_a_site_without_documents_is_nothing_to_publish(place: dict[str, Path]) -> None:
    assert [problem.code for problem in publish.usable(0, place["content"])] == ["E111"]
    assert publish.usable(1, place["content"]) == ()


@pytest.mark.usefixtures("way")
def test_a_swap_that_fails_leaves_the_old_site(place: dict[str, Path]) -> None:
    build = place["build"]
    version(build / "site", "old")
    done, problems = publish.publish(build, force=True)  # there is no new site
    assert (done, [problem.code for problem in problems]) == (False, ["E112"])
    assert set(tree(build / "site").values()) == {b"old"}


def test_what_a_killed_run_left_is_mended(place: dict[str, Path]) -> None:
    build = place["build"]
    version(build / publish.OLD, "old")
    version(build / layout.NEXT, "half", pages=3)
    with publish.locked(build) as busy:
        assert busy == ()
        assert set(tree(build / "site").values()) == {b"old"}
        assert not (build / layout.NEXT).exists()
    version(build / publish.OLD, "older")
    with publish.locked(build):
        assert set(tree(build / "site").values()) == {b"old"}
        assert not (build / publish.OLD).exists()


def test_one_build_at_a_time(place: dict[str, Path]) -> None:
    hold = "import sys, pathlib; from generator.publishing import publish\n"
    hold += "with publish.locked(pathlib.Path(sys.argv[1])):\n    print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", hold, str(place["build"])]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with publish.locked(place["build"]) as busy:
            assert [(problem.code, problem.args) for problem in busy] == [(publish.BUSY, (str(holder.pid),))]
        holder.kill()
    with publish.locked(place["build"]) as busy:
        assert busy == ()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_an_orphaned_engine_keeps_the_lock(place: dict[str, Path], tmp_path: Path) -> None:
    """A killed `yandu` whose engine still writes must not be joined by a second one."""
    sleeper = "import pathlib, sys, time; pathlib.Path(sys.argv[1]).mkdir(); time.sleep(2)"
    hold = f"""
import pathlib, sys
from generator.engines import engine
from generator.engines.command import Command
from generator.publishing import publish
engine.ENGINES["stub"] = engine.Engine("Stub", Command(("-c", {sleeper!r}, "{{out}}")))
build = pathlib.Path(sys.argv[1])
with publish.locked(build):
    engine.run(build, "stub")
"""
    with subprocess.Popen([sys.executable, "-c", hold, str(place["build"])]) as holder:
        wait_for(lambda: (place["build"] / layout.NEXT).exists())
        holder.kill()
    with publish.locked(place["build"]) as busy:
        assert [problem.code for problem in busy] == [publish.BUSY]
    wait_for(lambda: free(place["build"]))


def free(build: Path) -> bool:
    """Whether nobody builds."""
    with publish.locked(build) as busy:
        return not busy


def wait_for(condition: object, seconds: float = 20) -> None:
    """Waits until a condition holds."""
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


BUILDER = """
import itertools, os, pathlib, sys
from generator.output import layout
from generator.publishing import publish
build = pathlib.Path(sys.argv[1])
if sys.argv[2] == "rename":
    publish._exchange = lambda one, other: False
for number in itertools.count():
    with publish.locked(build):
        new = build / layout.NEXT
        for page in range(20):
            (new / str(page)).mkdir(parents=True)
            (new / str(page) / "index.html").write_text(f"{os.getpid()} {number}", encoding="utf-8")
        assert publish.publish(build) == (True, ())
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
@pytest.mark.parametrize("how", ["exchange", "rename"])
def test_killed_at_any_moment_the_site_is_one_version(place: dict[str, Path], how: str) -> None:
    build = place["build"]
    chance = random.Random(how)
    for _ in range(10):
        with subprocess.Popen([sys.executable, "-c", BUILDER, str(build), how], stdout=subprocess.PIPE) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(chance.uniform(0, 0.1))
            builder.send_signal(signal.SIGKILL)
        if how == "rename":  # between two renames there is no site; the next start puts it back
            publish.recover(build)
        site = shown(build)
        assert len(site) == 20
        assert len(set(site.values())) == 1
    with publish.locked(build):
        assert {path.name for path in build.iterdir()} >= {"site", "docs"}
        assert not {publish.OLD, layout.NEXT} & {path.name for path in build.iterdir()}


# -- serve


@pytest.fixture
def port() -> Iterator[int]:
    """A port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number = probe.getsockname()[1]
    yield number


def fetch(port: int, path: str = "/") -> str:
    """What the server answers."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


def test_a_taken_port_is_told_before_building(tmp_path: Path) -> None:
    built: list[int] = []
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        number = other.getsockname()[1]
        problems = serve.serve(lambda: built.append(1), [], tmp_path, port=number)
    assert [problem.code for problem in problems] == ["E113"]
    assert not built
    assert serve.serve(lambda: built.append(1), [], tmp_path, port=70000)[0].code == "E113"


SERVER = """
import pathlib, shutil, signal, sys
from generator.preview import serve
root = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGINT, signal.default_int_handler)  # who starts tests in the background has it ignored
def build():
    text = (root / "content/a.txt").read_text(encoding="utf-8")
    (root / "site").mkdir(exist_ok=True)
    (root / "site/index.html").write_text(f"<body>{text}</body>", encoding="utf-8")
serve.serve(build, [root / "content", root / "missing"], root / "site", port=int(sys.argv[2]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
def test_serves_rebuilds_and_ends_quietly(tmp_path: Path, port: int) -> None:
    source = tmp_path / "content/a.txt"
    source.parent.mkdir()
    source.write_text("one", encoding="utf-8")
    command = [sys.executable, "-u", "-c", SERVER, str(tmp_path), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") as server:
        assert server.stdout is not None
        assert str(port) in server.stdout.readline()
        assert "预览" in server.stdout.readline()
        wait_for(lambda: answers(port))
        assert fetch(port).startswith("<body>one<script>")
        source.unlink()  # an unforeseen error of the build
        assert "改动" in server.stdout.readline()
        assert "出错" in server.stdout.readline()
        source.write_text("two", encoding="utf-8")
        wait_for(lambda: fetch(port).startswith("<body>two<script>"))
        assert (tmp_path / "site/index.html").read_text(encoding="utf-8") == "<body>two</body>"
        server.send_signal(signal.SIGINT)
        rest, errors = server.communicate(timeout=20)
    assert rest.endswith("已结束。\n")
    assert errors == ""
    assert server.returncode == 0


def answers(port: int) -> bool:
    """Whether somebody listens."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
