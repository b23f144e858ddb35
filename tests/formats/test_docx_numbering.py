"""Word's automatic numbers, against lines written by hand and against LibreOffice's text of the same small files."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from generator.readers.docx.numbering import Numbering

from .numbering_cases import CASES, NAMED
from .numbering_words import Case


def squeezed(text: str) -> str:
    return "".join(text.split())


def ours(file: bytes) -> list[str]:
    """The lines of a Word file as our counter numbers them, without blanks."""
    opened = zipfile.ZipFile(io.BytesIO(file))
    numbering, styles, body = (
        etree.fromstring(opened.read(f"word/{n}.xml")) for n in ("numbering", "styles", "document")
    )
    counter = Numbering.parse(numbering, styles).counter()
    lines = (counter.label(each) + "".join(t.text or "" for t in each.iter("{*}t")) for each in body.iter("{*}p"))
    return [squeezed(line) for line in lines if line]


@pytest.fixture(scope="module")
def office_lines(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[str]]:
    """What LibreOffice's text export says of every case that it can open, from one run."""
    folder = tmp_path_factory.mktemp("numbering")
    asked = [i for i, case in enumerate(CASES) if case.office != ()]
    for i in asked:
        (folder / f"{i}.docx").write_bytes(CASES[i].file())
    files = [str(folder / f"{i}.docx") for i in asked]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {i: exported(folder / f"{i}.txt") for i in asked}


def exported(file: Path) -> list[str]:
    return [squeezed(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert all(bool(case.fault) == (case.office is not None) for case in CASES)


@pytest.mark.parametrize(("case", "index"), NAMED)
def test_numbers_are_those_of_word(case: Case, index: int) -> None:
    assert ours(case.file()) == [squeezed(line) for line in case.expected]


@pytest.mark.parametrize(("case", "index"), [each for each in NAMED if each.values[0].office != ()])  # type: ignore[union-attr]
def test_numbers_are_those_of_libreoffice(case: Case, index: int, office_lines: Mapping[int, list[str]]) -> None:
    allowed = [[squeezed(line) for line in lines] for lines in (case.expected, case.office) if lines is not None]
    assert office_lines[index] in allowed
