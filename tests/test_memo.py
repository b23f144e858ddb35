"""What is kept from build to build: given back as it was, dropped when nobody asks, and never code."""

from __future__ import annotations

import os
import pickle
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generator import memo
from generator.memo import Memo
from generator.source import Diagnostic, Loc

VALUE = (Diagnostic("O101", Loc("甲.txt", 3), ("一",)), frozenset({"乙"}), {"丙": Counter({"丁": 2})})


def test_given_back_as_it_was(tmp_path: Path) -> None:
    Memo(tmp_path / "kept").put("stage", "key", VALUE)
    again = Memo(tmp_path / "kept")
    assert again.get("stage", "key", tuple) == VALUE
    assert again.get("stage", "other", tuple) is None and again.get("other", "key", tuple) is None


def test_what_nobody_asked_for_is_dropped(tmp_path: Path) -> None:
    kept = Memo(tmp_path / "kept")
    kept.put("stage", "one", 1)
    kept.put("stage", "two", 2)
    kept.tidy()
    assert kept.get("stage", "two", int) == 2
    kept.tidy()
    assert [file.name for file in (tmp_path / "kept").rglob("*") if file.is_file()] == ["two"]
    assert kept.get("stage", "one", int) is None


class Bomb:
    """Runs a command when it is unpacked, as a file of somebody else might."""

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.place}",)

    def __init__(self, place: Path) -> None:
        self.place = place


@pytest.mark.parametrize("how", ["a command", "a function of ours", "half a file", "nothing"])
def test_a_damaged_or_hostile_file_is_no_value(tmp_path: Path, how: str) -> None:
    Memo(tmp_path / "kept").put("stage", "key", VALUE)
    file, place = tmp_path / "kept" / "stage" / "key", tmp_path / "touched"
    ours = b"cgenerator.output.removal\ndiscard\n(V" + str(tmp_path / "kept").encode() + b"\ntR."
    data = {"a command": pickle.dumps(Bomb(place)), "a function of ours": ours, "half a file": file.read_bytes()[:20]}
    file.write_bytes(data.get(how, b""))
    assert Memo(tmp_path / "kept").get("stage", "key", tuple) is None
    assert not place.exists() and file.exists()
    if how == "a command":  # and it would have run
        pickle.loads(file.read_bytes())
        assert place.exists()


def test_a_value_of_another_type_is_none(tmp_path: Path) -> None:
    Memo(tmp_path / "kept").put("stage", "key", 7)
    assert Memo(tmp_path / "kept").get("stage", "key", tuple) is None
    kept = Memo(tmp_path / "kept")
    assert memo.remembered(kept, "stage", ["key"], made, map, tuple) == [("made", 0)]


def made(number: int) -> tuple[object, ...]:
    return ("made", number)


@pytest.mark.parametrize("linked", ["kept", "kept/stage"])
def test_no_link_is_followed(tmp_path: Path, linked: str) -> None:
    others = tmp_path / "others" / "stage"
    others.mkdir(parents=True)
    (others / "letter.txt").write_text("mine", encoding="utf-8")
    link = tmp_path / linked
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(others.parent if linked == "kept" else others)
    kept = Memo(tmp_path / "kept")
    kept.put("stage", "key", 1)
    kept.tidy()
    kept.tidy()
    assert [file.name for file in others.iterdir()] == ["letter.txt"]


def test_a_disk_that_takes_nothing_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where a folder should be")
    kept = Memo(tmp_path / "kept")
    kept.put("stage", "key", 1)
    assert kept.get("stage", "key", int) == 1
    kept.tidy()
    assert Memo(tmp_path / "kept").get("stage", "key", int) is None


def test_keys_tell_parts_apart() -> None:
    keys = {memo.key("ab", "c"), memo.key("a", "bc"), memo.key("abc"), memo.key(b"ab", "c", ""), memo.key("\ud800")}
    assert len(keys) == 5
