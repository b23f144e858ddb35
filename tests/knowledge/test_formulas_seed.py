"""The hand analysis of the seed: 34 formulas with their items, 39 ordinary counts that must be left alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import config
from generator.annotations import At, Passage, passages
from generator.knowledge import formulas, mentions
from generator.knowledge.formulas import SHOWN, Formula
from generator.knowledge.mentions import plain
from generator.model import Document
from generator.structure import understand
from tests.conftest import ROOT, source_of

EXPECTED = {"document": "document", "table": "table", "unknown": "unknown"}


@pytest.fixture(scope="module")
def analysis(shared: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((shared / "domain" / "seed.formulas.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def seed(shared: Path) -> Document:
    made, _ = understand(source_of(shared / "seed" / "speech.txt"), "seed")
    assert made
    return made


@pytest.fixture(scope="module")
def found(seed: Document) -> tuple[Formula, ...]:
    lexicon, _ = config.load_topics(ROOT / "content")
    terms, _ = config.load_terms(ROOT / "content", lexicon)
    result, problems = formulas.find((seed,), terms, mentions.find((seed,), terms))
    assert not problems
    return result


def on_line(seed: Document, number: int) -> Iterator[Passage]:
    return (passage for passage in passages(seed) if passage.line.number == number)


def at_words(seed: Document, found: tuple[Formula, ...], line: int, words: str) -> list[Formula]:
    """The formulas one of whose mentions lies on these words of a line."""
    hits = []
    for passage in on_line(seed, line):
        start = passage.text.find(words)
        if start >= 0:
            stretch = passage.part(start, start + len(words))
            hits += [f for f in found if any(overlap(at, stretch) for at in f.mentions)]
    return hits


def overlap(one: At, other: At) -> bool:
    same = (one.section, one.block, one.line) == (other.section, other.block, other.line)
    return same and one.start < other.end and other.start < one.end


def resolution(row: dict[str, Any]) -> str:
    """What the analysis says of where the items are; of 四风 it names two of four, the rest is the table's."""
    if row["kind"] == "local/unknown":
        return "unknown"
    if row["kind"] in ("count", "elliptical-series"):
        return "document"
    return "document" if row["enumerated_in_document"] and row["kind"] != "standard-partly-here" else "table"


def test_every_formula_with_its_items_and_kind(
    seed: Document, found: tuple[Formula, ...], analysis: dict[str, Any]
) -> None:
    missed = []
    for row in analysis["formulas"]:
        hits = [f for o in row["occurrences"] for f in at_words(seed, found, o["line"], o["text"])]
        every = all(at_words(seed, found, o["line"], o["text"]) for o in row["occurrences"])
        if not every or not any(f.resolution == resolution(row) and same_items(f, row) for f in hits):
            missed.append((row["term"], [(f.text, f.resolution, [i.text for i in f.items]) for f in hits]))
    assert not missed
    assert len(analysis["formulas"]) == 34


def same_items(formula: Formula, row: dict[str, Any]) -> bool:
    """The items that the analysis lists, in order; of the table's only those that the text names are compared."""
    listed = row.get("items_in_document", [])
    if formula.resolution == "document":
        expected = [item["text"] for item in listed] or row.get("standard_expansion", [])
        return [plain(item.text) for item in formula.items] == [plain(text) for text in expected]
    located = {plain(item.text) for item in formula.items if item.at}
    many = len(row.get("standard_expansion") or ())
    return {plain(item["text"]) for item in listed} <= located and (
        formula.resolution == "unknown" or (bool(formula.items) and (many < 2 or formula.term is not None))
    )


def test_no_ordinary_count_is_linked(seed: Document, found: tuple[Formula, ...], analysis: dict[str, Any]) -> None:
    shown = tuple(formula for formula in found if formula.kind in SHOWN)
    wrong = [(row, f.text) for row in analysis["distractors"] for f in at_words(seed, shown, row["line"], row["text"])]
    assert not wrong
    assert len(analysis["distractors"]) == 39


def test_nothing_else_is_found(seed: Document, found: tuple[Formula, ...], analysis: dict[str, Any]) -> None:
    """Every formula that is shown is one of the analysis."""
    expected = {f.id for row in analysis["formulas"] for o in row["occurrences"] for f in at_words(
        seed, found, o["line"], o["text"]
    )}  # fmt: skip
    assert {f.text for f in found if f.id not in expected} == set()
