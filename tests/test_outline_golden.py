"""Golden outlines: a document, a line of `=`, and what Yandu must understand of it, one line a section.

Anyone can write such a file; `pytest --update-golden` fills in the lower part.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import show
from generator.diagnostics import text
from generator.model import Document, Paragraph
from generator.structure import checks, outline

from .conftest import source_of

CASES = sorted((Path(__file__).parent / "golden" / "outline").glob("*"))
RULE = "=" * 20


def rendered(document: Document, notes: list[str]) -> str:
    """The outline as indented lines: id, kind, ordinal, heading."""
    data = show.outline(document)
    lines = [f"题：{data['title'] or '（无）'}"]
    meta = document.meta
    lines += [
        f"{name}：{value}"
        for name, value in (
            ("日期", meta.date),
            ("文号", meta.number),
            ("类型", meta.kind),
            ("讲话人", meta.speaker),
            ("机关", meta.issuer),
        )
        if value
    ]
    lines += [f"文首 {row['role']}：{row['text'][:30]}" for row in data["front"]]
    depth: dict[str | None, int] = {None: 0}
    for row in data["sections"]:
        depth[row["id"]] = depth.get(row["parent"], 0) + 1
        words = row["heading"] or row["text"].removeprefix(row["ordinal"])[:12]
        lines.append("  " * depth[row["id"]] + f"{row['kind']} {row['ordinal']} {words}".strip())
    if document.closing:
        roles = [b.role for b in document.closing.body if isinstance(b, Paragraph)]
        lines.append(f"文末 {'、'.join(roles)}")
    return "\n".join([*lines, *notes])


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_outline(case: Path, tmp_path: Path, update: bool) -> None:
    document_text, _, expected = case.read_text(encoding="utf-8").partition(RULE + "\n")
    file = tmp_path / case.name
    file.write_text(document_text.rstrip("\n") + "\n", encoding="utf-8")
    document, found = outline.parse(source_of(file), "x")
    notes = [text(d).split("\n")[0].replace(case.name, "") for d in (*found, *checks.check(document))]
    actual = rendered(document, notes)
    if update:
        case.write_text(f"{document_text.rstrip()}\n{RULE}\n{actual}\n", encoding="utf-8")
    assert actual == expected.rstrip("\n")
