"""A few inputs of each generator on every run; `python -m tests.fuzz` makes as many as you like."""

from __future__ import annotations

import hashlib
import os

import pytest

from generator.source import Line, Piece, Source

from . import contract
from .run import TARGETS, number_of, run

COUNT = int(os.environ.get("YANDU_FUZZ", "0"))
"""Inputs of each reader; 0 = as many as make a second or so."""
FEW = {"txt": 150, "md": 100, "yml": 300, "docx": 80, "html": 80, "mht": 60, "pdf": 30, "old": 100}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_whatever_comes_in_is_read_or_left_out_with_a_reason(name: str) -> None:
    tally = run(name, COUNT or FEW[name], seed=1)
    assert not tally.failures, (tally.failures, tally.first)
    assert tally.read > tally.inputs / 20, "hardly any input got past the first check"


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_an_input_follows_from_its_number(name: str) -> None:
    first, again = (hashlib.sha256(number_of(name, 1, 7)).hexdigest() for _ in range(2))
    assert first == again
    assert first != hashlib.sha256(number_of(name, 2, 7)).hexdigest()


def line(text: str, number: int = 1, column: int = 0) -> Line:
    return Line(text, (Piece(0, number, column),))


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ((), "without lines"),
        ((line(""),), "empty line"),
        ((line("甲 "),), "blanks around"),
        ((line("甲\u200b乙"),), "forbidden character"),
        ((line("甲", 2), line("乙", 1)), "not in order"),
        ((line("甲乙丙"), line("丁", 1, 2)), "overlap"),
        ((Line("甲", (Piece(1, 1, 0),)),), "begin at 0"),
        ((Line("甲\t乙", (Piece(0, 1, 0),), cells=(line("甲"), line("丙", 1, 2)), head=True),), "not its cells"),
        ((Line("甲", (Piece(0, 1, 0),), cells=(line("甲"),)),), "without a head"),
    ],
)
def test_a_breach_of_the_contract_is_seen(lines: tuple[Line, ...], fault: str) -> None:
    with pytest.raises(contract.Broken, match=fault):
        contract.check(Source("甲.docx", "0" * 64, "docx", "", lines), (), None)
