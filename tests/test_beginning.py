"""The first steps of a clerk: a new folder, the script to double-click, what the machine lacks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import webbrowser
from importlib import metadata
from pathlib import Path

import pytest

from generator import cli, health, shipped
from generator.commands import terminal
from generator.delivery import beginning
from generator.readers import office

from .conftest import ROOT

SCRIPT = "双击生成.sh"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A new folder for a site."""
    assert cli.main(["init", str(tmp_path / "学习 网站")]) == terminal.FINE
    return tmp_path / "学习 网站"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that were opened in the browser."""
    seen: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: not seen.append(url))  # type: ignore[func-returns-value]
    return seen


def test_a_new_folder_holds_what_a_site_needs(site: Path) -> None:
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    sample = f"content/{shipped.SAMPLE.name}"
    tables = {"content/_config/topics.yml", "content/_config/terms.yml"}
    assert files == {"mkdocs.yml", sample, *tables, *beginning.SCRIPTS}
    assert (site / "双击生成.bat").read_bytes().count(b"\r\n") == (site / "双击生成.bat").read_bytes().count(b"\n")
    assert os.access(site / SCRIPT, os.X_OK)


def test_its_settings_are_the_shipped_ones_but_for_the_look(site: Path) -> None:
    ours = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    theirs = (site / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    assert [line for line in ours if line not in theirs] == [line for line in ours if "custom_dir" in line] != []


def test_documents_that_are_there_already_are_kept(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "我的.txt").write_text("一、我的\n", encoding="utf-8")
    assert cli.main(["init", str(tmp_path)]) == terminal.FINE
    assert {path.name for path in (tmp_path / "content").iterdir()} == {"_config", "我的.txt"}


def test_a_site_is_not_begun_twice(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "mkdocs.yml").write_text("site_name: 我的\n", encoding="utf-8")
    assert cli.main(["init", str(site)]) == terminal.USAGE
    assert "F106" in capsys.readouterr().err
    assert (site / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: 我的\n"


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    assert cli.main(["init", str(tmp_path / "文件")]) == terminal.USAGE
    assert "E103" in capsys.readouterr().err


def double_click(site: Path, typed: str = "") -> tuple[int, str]:
    """As a double click runs the script, in another folder: exit code and what it says; pages are shown to nobody."""
    environment = os.environ | {"BROWSER": "true", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [site / SCRIPT], cwd="/", env=environment, input=typed, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell")
def test_the_script_asks_only_when_pages_would_vanish(site: Path) -> None:
    assert double_click(site)[0] == terminal.FINE
    (sample,) = (site / "content").glob("*.*")
    sample.unlink()
    code, said = double_click(site)
    assert code == terminal.UNPUBLISHED and "请输入“是”" not in said
    (site / "content" / "一份.txt").write_text("一、形势\n看清形势。\n", encoding="utf-8")
    code, said = double_click(site)
    assert code == terminal.VANISHING and "请输入“是”" in said
    code, said = double_click(site, "是\n")
    assert code == terminal.FINE and "已生成 1 份文件" in said


@pytest.mark.skipif(sys.platform == "win32", reason="a script of the shell")
def test_the_script_makes_the_site_and_opens_the_report(site: Path) -> None:
    """As a double click runs it: in another folder, with a browser of ours that writes down what it is shown."""
    shown = site / "shown.txt"
    browser = site / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" >> "{shown}"\n', encoding="utf-8")
    browser.chmod(0o755)
    environment = os.environ | {"BROWSER": str(browser), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([site / SCRIPT], cwd="/", env=environment, stdin=subprocess.DEVNULL, check=False)
    assert done.returncode == terminal.FINE
    assert (site / "build" / "site" / "index.html").is_file()
    assert (site / "build" / "site" / "assets" / "bundles").is_dir()
    assert shown.read_text(encoding="utf-8").strip() == (site / "build" / "report" / "index.html").as_uri()


def test_a_set_up_that_cannot_be_used_has_a_report_too(site: Path, opened: list[str]) -> None:
    (site / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    arguments = ["--config", str(site / "mkdocs.yml"), "--open"]
    assert cli.main(["build", *arguments]) == terminal.USAGE
    report = site / "build" / "report" / "index.html"
    assert opened == [report.as_uri()]
    assert "为什么没有发布（1 处）" in report.read_text(encoding="utf-8")
    assert "配置文件读不出来" in report.read_text(encoding="utf-8")


def test_nothing_is_opened_unless_asked(site: Path, opened: list[str]) -> None:
    (site / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    assert cli.main(["build", "--config", str(site / "mkdocs.yml")]) == terminal.USAGE
    assert opened == [] and not (site / "build").exists()


def test_the_doctor_says_what_is_missing_and_what_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(office.VARIABLE, "/nowhere")
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(health, "BROWSERS", ("chromium",))
    assert cli.main(["doctor"]) == terminal.FINE
    said = capsys.readouterr().out
    assert "缺　LibreOffice：读 .doc" in said and office.VARIABLE in said
    assert "缺　Chromium" in said and "请装上 Chromium" in said
    assert "不用　LibreOffice 的隔离" in said
    assert "有　Python" in said


def test_the_doctor_fails_when_a_library_is_too_old(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(metadata, "requires", lambda _: ["lxml>=999", "absent-library", "x ; extra == 'test'"])
    assert cli.main(["doctor", "--json"]) == terminal.USAGE
    (broken,) = (part for part in json.loads(capsys.readouterr().out) if part["state"] == "missing" and part["needed"])
    assert "lxml>=999" in broken["advice"] and "absent-library" in broken["advice"] and "extra" not in broken["advice"]
