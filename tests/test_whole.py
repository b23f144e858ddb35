"""A build that is killed, has no room, may not write or comes while people read: the site is whole at every moment.

The same in earnest, hundreds of times: `python -m tests.bench.whole`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator.output import layout, maps, write
from generator.publishing import publish
from generator.verifying import built
from tests.bench.whole import Trials
from tests.whole import disk, visitors
from tests.whole.versions import Versions

from .test_rollback import staged


@pytest.fixture(scope="module")
def versions() -> Iterator[Versions]:
    """A site of two versions, where a web server may read it."""
    with TemporaryDirectory(prefix="yandu-whole-") as folder:
        Path(folder).chmod(0o755)
        yield Versions(Path(folder))


@pytest.fixture
def trials(versions: Versions) -> Iterator[Trials]:
    """What can be tried with it; nothing may have gone wrong in the end."""
    trials = Trials(versions)
    yield trials
    assert not trials.wrong


@pytest.fixture
def disks() -> None:
    """Whether small disks can be had here; required under CI."""
    if not disk.possible():
        assert os.environ.get("CI") != "true", "no disk can be mounted"
        pytest.skip("needs a mount namespace")


def test_after_a_kill_the_site_is_whole_and_the_next_build_succeeds(trials: Trials) -> None:
    took = trials.peace("before")
    for alone in (True, False):
        trials.killed(took, alone=alone)
    trials.peace("after")


@pytest.mark.usefixtures("disks")
def test_a_full_disk_is_said_and_the_old_site_stays(trials: Trials) -> None:
    trials.full(3)


@pytest.mark.usefixtures("disks")
def test_a_folder_that_cannot_be_written_is_said_and_the_old_site_stays(versions: Versions) -> None:
    old = versions.seen()
    versions.put(versions.other())
    ended = disk.build_on(versions.folder, disk.READ_ONLY)
    assert ended.code == 3 and "磁盘是只读的" in ended.said and "Traceback" not in ended.said
    assert versions.named(ended.site) == old


def test_builds_at_once(trials: Trials) -> None:
    trials.at_once(3)


def test_readers_see_one_version_or_the_other(trials: Trials) -> None:
    versions = trials.versions
    with visitors.nginx(versions.site) as port:
        people = [visitors.Visitor(port, visitors.answers(versions.known), 1_000_000, seed) for seed in range(2)]
        for one in people:
            one.start()
        for number in range(2):
            trials.peace(f"number {number} while the site is read")
        for one in people:
            one.left = 0
            one.join()
    assert not [case for one in people for case in one.wrong]
    assert all(one.answered[200] > 100 for one in people) and any(one.answered[404] for one in people)


def test_a_visitor_notices_half_a_page(versions: Versions) -> None:
    """The proof of the proof: one changed byte is found."""
    page = versions.site / "documents" / "index.html"
    whole = page.read_bytes()
    with visitors.nginx(versions.site) as port:
        page.write_bytes(whole[:-1])
        one = visitors.Visitor(port, {"/documents/": visitors.answers(versions.known)["/documents/"]}, 3, 0)
        one.run()
        page.write_bytes(whole)
    assert len(one.wrong) == 3


def test_maps_that_find_no_room_come_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The site stands already: to say that it does not would be a lie."""
    build = tmp_path / "build"
    write.claim(build, tmp_path / "content")
    staged(build, "first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(maps, "show", full)
        assert publish.publish(build) == (True, ())
    assert (build / "site" / "index.html").read_text(encoding="utf-8") == "first"
    assert not (build / "sections.json").exists() and built.rows(build, "sections.json")
    publish.recover(build)
    assert (build / "sections.json").exists()


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("x\nOSError: [Errno 28] No space left on device: 'a' -> 'b'", "磁盘已满"),
        ("[Errno 28] while [Errno 2] was handled", "磁盘已满"),
        ("PermissionError: [Errno 13] Permission denied: 'overrides/x'", ""),
        ("Config value 'theme': Unrecognised theme", ""),
    ],
)
def test_what_an_engine_says_of_a_full_disk_is_told_in_plain_words(said: str, words: str) -> None:
    assert write.refusal(said) == words


def test_a_new_site_that_came_to_nothing_takes_no_room(tmp_path: Path) -> None:
    write.claim(tmp_path / "build", tmp_path / "content")
    (tmp_path / "build" / layout.NEXT / "x").mkdir(parents=True)
    publish.drop(tmp_path / "build")
    publish.drop(tmp_path / "build")
    assert not (tmp_path / "build" / layout.NEXT).exists()
