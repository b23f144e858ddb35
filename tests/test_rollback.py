"""The site before stays at hand, each site with its own maps."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli
from generator.commands import terminal
from generator.output import layout, maps, write
from generator.publishing import publish
from generator.verifying import built


def staged(build: Path, words: str) -> None:
    """A site that waits, with its maps."""
    (build / layout.NEXT).mkdir(parents=True)
    (build / layout.NEXT / "index.html").write_text(words, encoding="utf-8")
    (build / layout.STAGED["sections.json"]).write_text(json.dumps([{"url": words}]), encoding="utf-8")
    manifest = {"content": str(build), "documents": [words]}
    (build / layout.STAGED["manifest.json"]).write_text(json.dumps(manifest), encoding="utf-8")


def seen(build: Path) -> tuple[str, str, str]:
    """The site that readers see, what its maps say, and what the copies for other programs say."""
    (row,) = built.rows(build, "sections.json")
    copy = json.loads((build / "sections.json").read_text(encoding="utf-8"))
    return (build / "site" / "index.html").read_text(encoding="utf-8"), str(row["url"]), copy[0]["url"]


@pytest.fixture(params=[True, False], ids=["exchange", "renames"])
def build(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which two sites were published, on systems that can exchange folders and on others."""
    if not request.param:
        monkeypatch.setattr(publish, "_exchange", lambda *_: False)
    folder = tmp_path / "build"
    assert write.claim(folder, tmp_path / "content") == ()
    for words in ("first", "second"):
        staged(folder, words)
        assert publish.publish(folder, force=True) == (True, ())
    return folder


def test_one_step_back_and_forth(build: Path) -> None:
    assert seen(build) == ("second",) * 3
    assert publish.rollback(build) == (True, ())
    assert seen(build) == ("first",) * 3
    assert publish.rollback(build) == (True, ())
    assert seen(build) == ("second",) * 3


def test_only_two_sites_and_their_maps_are_kept(build: Path) -> None:
    staged(build, "third")
    publish.publish(build, force=True)
    assert seen(build) == ("third",) * 3
    assert sorted(path.name for path in build.iterdir() if path.is_dir()) == ["maps", "site", "site-previous"]
    assert len(list((build / maps.FOLDER).iterdir())) == 2
    publish.rollback(build)
    assert seen(build) == ("second",) * 3


def test_a_build_that_was_killed_after_the_exchange_leaves_site_and_maps_together(
    build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    staged(build, "third")
    monkeypatch.setattr(publish, "_settle", lambda _: None)
    publish.publish(build, force=True)
    monkeypatch.undo()
    assert seen(build) == ("third", "third", "second")  # the copies are late
    publish.recover(build)
    assert seen(build) == ("third",) * 3


def test_the_maps_do_not_tell_where_the_documents_lie(build: Path, tmp_path: Path) -> None:
    label = (build / "site" / maps.LABEL).read_text(encoding="ascii")
    other = tmp_path / "elsewhere"
    write.claim(other, tmp_path / "content")
    staged(other, "second")
    publish.publish(other)
    assert (other / "site" / maps.LABEL).read_text(encoding="ascii") == label


def test_a_label_that_leads_elsewhere_is_not_followed(build: Path) -> None:
    (build / "site" / maps.LABEL).write_text("../../etc\n", encoding="ascii")
    assert maps.folder(build, build / "site") == build


def test_nothing_to_go_back_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 试\n", encoding="utf-8")
    write.claim(tmp_path / "build", tmp_path / "content")
    assert cli.main(["rollback", "--config", str(tmp_path / "mkdocs.yml")]) == terminal.UNPUBLISHED
    assert "E116" in capsys.readouterr().err


def test_the_command_goes_back_unless_a_build_is_running(
    build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 试\n", encoding="utf-8")
    arguments = ["rollback", "--config", str(tmp_path / "mkdocs.yml")]
    with publish.locked(build):
        assert cli.main(arguments) == terminal.LOCKED
    assert seen(build)[0] == "second"
    assert cli.main(arguments) == terminal.FINE
    assert seen(build)[0] == "first" and "已退回" in capsys.readouterr().out
