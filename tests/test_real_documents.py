"""Real documents of many kinds: the hand-made outlines by the scorer, nothing lost, nothing raised."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator import config, pipeline
from generator.labels import own_text
from generator.model import Document
from generator.readers import office
from generator.structure import checks, outline
from generator.verifying import verify

from .conftest import ROOT, source_of

YANDU = f"{sys.executable} -m generator"


def texts(shared: Path) -> list[Path]:
    """All real documents; .doc where LibreOffice is there to read it (under CI it must be)."""
    legacy = office.find() or os.environ.get("CI") == "true"
    files = sorted((shared / "corpus" / "dev").iterdir())
    return [*(file for file in files if legacy or file.suffix != ".doc"), shared / "seed" / "speech.txt"]


def squeezed(text: str) -> str:
    return "".join(text.split())


def flow(document: Document) -> str:
    return "".join([*(p.line.text for p in document.front), *(own_text(s) for s in document.sections())])


def test_no_word_is_lost(shared: Path) -> None:
    for path in texts(shared):
        source = source_of(path)
        document, _ = outline.parse(source, "d")
        checks.check(document)
        junk = {(o.line, o.text) for o in document.source.omitted} - {(o.line, o.text) for o in source.omitted}
        lines = (line for line in source.lines if (line.number, line.text) not in junk)
        kept = "".join(line.text for line in (*lines, *source.notes))
        assert squeezed(flow(document)) == squeezed(kept), path.name


def score(shared: Path, script: str, *arguments: str) -> str:
    environment = {**os.environ, "YANDU": YANDU, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, script, *arguments],
        cwd=shared / "eval",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_outlines_by_the_scorer(shared: Path, tmp_path: Path) -> None:
    for path in texts(shared):
        shutil.copy(path, tmp_path)
    last = score(shared, "score_outline.py", str(tmp_path), str(shared / "corpus" / "gold")).splitlines()[-1]
    micro, parent = (float(x) for x in re.findall(r"(?:micro F1|parent) ([\d.]+)", last))
    assert last.startswith("documents 10,"), last
    assert micro >= 0.98, last
    assert parent >= 0.99, last
    assert last.endswith("contents/quoted 0")


@pytest.fixture(scope="module")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dev")
    (folder / "content").mkdir()
    for path in texts(shared):
        shutil.copy(path, folder / "content")
    site, _ = config.load(ROOT / "mkdocs.yml", folder / "content", folder / "build")
    outcome = pipeline.build(site)
    assert outcome.published, outcome.diagnostics
    return folder / "build"


def test_site_of_real_documents_is_whole(built: Path) -> None:
    _, found = verify.verify(built)
    assert not found, found[:3]
