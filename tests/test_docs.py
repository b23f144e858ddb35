"""The READMEs and the program say the same."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from generator import cli
from generator.codes import CODES
from generator.output import mkdocs_yml

TOP = Path(__file__).parent.parent
READMES = [TOP / "README.md", TOP / "README.zh-CN.md"]


def commands() -> list[str]:
    """Names of yandu's commands."""
    actions = [a for a in cli.parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return [name for action in actions for name in action.choices]


def read(path: Path) -> str:
    """A file's text."""
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_and_no_other_is_described(readme: Path) -> None:
    assert commands()
    assert set(re.findall(r"^\| `yandu (\w+)`", read(readme), re.MULTILINE)) == set(commands())


def test_both_readmes_show_the_same_code() -> None:
    one, other = ([block.strip() for block in re.findall(r"```.*?```", read(path), re.DOTALL)] for path in READMES)
    assert one
    assert one == other


def test_both_readmes_have_the_same_shape() -> None:
    one, other = (re.findall(r"^(?:#+|\||\*|\d\.)", read(path), re.MULTILINE) for path in READMES)
    assert one == other


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_what_the_readmes_name_exists(readme: Path) -> None:
    text = read(readme)
    for path in re.findall(r"`((?:content/_config|generator|tests|overrides|\.ci)/[\w./-]*)`", text):
        assert (TOP / path).exists(), path
    targets = re.findall(r"^([a-z]+):", read(TOP / "Makefile"), re.MULTILINE)
    for target in re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE):
        assert target in targets, target


def test_every_target_of_make_is_explained() -> None:
    makefile = read(TOP / "Makefile")
    phony = re.findall(r"^\.PHONY: (.*)", makefile, re.MULTILINE)[0].split()
    assert re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE) == phony


@pytest.mark.parametrize("family", sorted({code[0] for code in CODES}))
def test_every_family_of_findings_is_explained(family: str, capsys: pytest.CaptureFixture[str]) -> None:
    for readme in READMES:
        row = next(line for line in read(readme).splitlines() if line.startswith("| `yandu explain`"))
        assert re.search(rf"\b{family} ", row), readme.name
    code = next(code for code in CODES if code[0] == family)
    assert cli.main(["explain", code]) == 0
    assert CODES[code].hint in capsys.readouterr().out


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_explained_in_words(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it says, what that means, what to do; no place is left for words that only a case has."""
    assert cli.main(["explain", code]) == 0
    head, meaning, advice = capsys.readouterr().out.strip().split("\n    ")
    assert not re.search(r"[{}]", head)
    assert re.fullmatch(r"说明：.{8,}。", meaning) and re.fullmatch(r"怎么办：.{2,}", advice)


def test_explain_refuses_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["explain", "Z999"]) == 2
    assert "Z999" in "".join(capsys.readouterr())


def test_the_locks_name_no_place() -> None:
    """Where packages come from is the installer's business; a lock holds names, versions and hashes."""
    locks = sorted((TOP / ".ci").glob("*.lock"))
    assert [lock.name for lock in locks] == ["requirements-build.lock", "requirements-test.lock", "requirements.lock"]
    for lock in locks:
        assert not re.search(r"://|file:|^ *--(?!hash=sha256:)|(^|\s)/", read(lock), re.MULTILINE), lock.name
        for entry in re.split(r"\n(?=[a-z])", read(lock)):
            assert "--hash=sha256:" in entry, entry[:60]


def test_the_configuration_is_within_its_own_lists() -> None:
    settings, problems = mkdocs_yml.load(TOP / "mkdocs.yml")
    assert problems == mkdocs_yml.vet(settings) == ()
    assert settings["plugins"] == []
