"""The field's hard cases, each found in a real document: what is a marker, where a heading ends, what is a series."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.structure import headings, ordinals, series

FILE = Path(__file__).parent.parent.parent / "shared" / "domain" / "hardcases.yml"
# The file itself says of I19 that the prototype loses the outer series and that the product must keep both.
BOTH_SERIES = {"I19"}


def cases(kind: str) -> list[Any]:
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8")) if FILE.is_file() else []
    return [
        pytest.param(row["text"], row["expect"], row["id"], id=row["id"]) for row in rows if row["kind"] == kind
    ] or [pytest.param("", None, "", id="none")]


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("text", "expected", "case"), cases("marker"))
def test_marker(text: str, expected: list[Any] | None, case: str) -> None:
    found = ordinals.match(text)
    assert ([found.ordinal.style, found.ordinal.value[0]] if found else None) == expected


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("text", "expected", "case"), cases("heading"))
def test_heading(text: str, expected: list[str | None], case: str) -> None:
    marker = ordinals.match(text)
    assert marker
    words = text[marker.end :]
    cut = headings.split(words)
    has_heading = cut.kind != "numpara"
    assert [words[: cut.end] if has_heading else None, cut.stop or None] == expected


@pytest.mark.usefixtures("shared")
@pytest.mark.parametrize(("text", "expected", "case"), cases("inline"))
def test_inline_series(text: str, expected: list[list[str]], case: str) -> None:
    found = [[item.ordinal for item in one.items] for one in series.find(text)]
    if case in BOTH_SERIES:
        assert all(one in found for one in expected) and len(found) == 2
    else:
        assert found == expected
