"""The seed speech against its analysis by hand: every node, every series, title, disclaimer, closing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import show
from generator.diagnostics import severity
from generator.model import Document, Paragraph
from generator.structure import checks, outline

from .conftest import source_of

# What the analysis marks as second-tier: seen by a reader, not split by default.
SECOND_TIER = {"semicolon-list", "就是-gloss", "dunhao-parallel"}


@pytest.fixture(scope="module")
def seed(shared: Path) -> Document:
    document, _ = outline.parse(source_of(shared / "seed" / "speech.txt"), "seed")
    return document


@pytest.fixture(scope="module")
def gold(shared: Path) -> Any:
    return json.loads((shared / "domain" / "seed.outline.json").read_text(encoding="utf-8"))


def nodes(tree: list[Any]) -> Iterator[Any]:
    for node in tree:
        yield node
        yield from nodes(node["children"])


def test_all_nodes(seed: Document, gold: Any) -> None:
    wanted = [
        (n["start_line"], n["ordinal"], n["depth"], n["heading"], n["run_in"], n["end_line"])
        for n in nodes(gold["outline"])
    ]
    rows = show.outline(seed)["sections"]
    depth: dict[str | None, int] = {None: 0}
    got = []
    for row in rows:
        depth[row["id"]] = depth.get(row["parent"], 0) + 1
        if row["kind"] in ("heading", "runin", "numpara", "article"):
            run_in = row["kind"] == "runin"
            got.append((row["line"], row["ordinal"], depth[row["id"]], row["heading"], run_in, row["end_line"]))
    assert got == wanted
    assert len(got) == 25


def test_heading_ends(seed: Document, gold: Any) -> None:
    wanted = [(n["heading_stop"] or "", n["body_start_col"]) for n in nodes(gold["outline"])]
    got = []
    for section in list(seed.root.walk())[1:]:
        printed = section.title.text.removeprefix(section.ordinal.text if section.ordinal else "")
        first = section.body[0] if section.kind == "runin" and isinstance(section.body[0], Paragraph) else None
        got.append((printed.removeprefix(section.heading), first.line.column if first else None))
    assert got == wanted


def test_inline_series(seed: Document, gold: Any) -> None:
    wanted = {}
    for node in nodes(gold["outline"]):
        for series in node.get("enumerations", []):
            if series["style"] not in SECOND_TIER:
                wanted[series["line"]] = [(i["marker"] or "", tuple(i["span"])) for i in series["items"]]
    got = {}
    for section in seed.sections():
        for block in section.body:
            if isinstance(block, Paragraph) and section.kind != "closing":
                for one in block.series:
                    at = block.line.column
                    got[block.line.number] = [(i.ordinal, (i.span.start + at, i.span.end + at)) for i in one.items]
    assert got == wanted
    assert len(got) == 11


def test_front_and_closing(seed: Document) -> None:
    roles = {p.role: p.line.text for p in seed.front}
    assert roles["title"] == "在党的建设工作暨党风廉政建设和反腐败工作会议上的讲话" == seed.meta.title
    assert roles["disclaimer"].startswith("本文系")
    assert roles["salutation"] == "同志们："
    assert seed.closing and [b.line.number for b in seed.closing.body if isinstance(b, Paragraph)] == [36, 37]


def test_no_false_alarm(seed: Document) -> None:
    """All declared counts of the seed agree with what follows, and no number is missing."""
    assert not [d for d in checks.check(seed) if severity(d) == "warning"]
