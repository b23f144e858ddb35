"""Real Word files: our text against LibreOffice's, white space dropped. Each difference must be of a known kind."""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.readers.docx import read
from generator.source import Source

DIFFERENCES = {
    "number of a hidden or empty paragraph": (r"(?:\d+[.、])+", ""),
    "mark of a note": (r"\S{0,2}", r"\[\d+\]"),
}
"""Kind → what LibreOffice has, what we have. LibreOffice prints the number of a paragraph whose mark is hidden,
Word does not; a number without words is left out and reported; a note's mark is [1] with us."""


@pytest.fixture(scope="module")
def exported(shared: Path, soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the Word files of the collection (.doc converted), each beside what LibreOffice exports of it."""
    folder = tmp_path_factory.mktemp("office")
    for old in sorted((shared / "corpus" / "dev").glob("*.doc")):
        _convert(soffice, folder, "docx", [old])
    for new in sorted((shared / "corpus" / "dev").glob("*.docx")):
        (folder / new.name).write_bytes(new.read_bytes())
    _convert(soffice, folder, "txt:Text", sorted(folder.glob("*.docx")))
    return folder


def _convert(soffice: str, folder: Path, format: str, files: list[Path]) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", format, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)


def source(path: Path) -> Source:
    found, problems = read(path.read_bytes(), path.name)
    assert found, problems
    return found


def dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def differences(theirs: str, ours: str) -> Iterator[tuple[str, str]]:
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what != "equal":
            yield theirs[a:b], ours[c:d]


def is_known(theirs: str, ours: str) -> bool:
    return any(re.fullmatch(a, theirs) and re.fullmatch(b, ours) for a, b in DIFFERENCES.values())


def test_the_text_is_libreoffices(exported: Path) -> None:
    files = sorted(exported.glob("*.docx"))
    assert len(files) >= 6
    unknown = []
    for path in files:
        theirs = dense(path.with_suffix(".txt").read_text(encoding="utf-8-sig"))
        ours = dense("".join(line.text for line in source(path).lines))
        for pair in differences(theirs, ours) if theirs != ours else ():
            if not is_known(*pair):
                unknown.append((path.name, *pair))
    assert not unknown


def test_the_words_are_those_of_an_extraction_without_numbers(shared: Path) -> None:
    """Each paragraph of a plain extraction stands in the line of its number, after its automatic number if any."""
    for path in sorted((shared / "corpus" / "dev").glob("*.docx")):
        plain = (shared / "corpus" / "gold" / "text" / f"{path.name}.txt").read_text(encoding="utf-8").split("\n")
        ours: dict[int, str] = {}
        for line in source(path).lines:
            ours[line.number] = ours.get(line.number, "") + ("" if line.cells else dense(line.text))
        wrong = [n for n, text in enumerate(plain, 1) if not ours.get(n, "").endswith(dense(text))]
        assert not wrong, path.name
