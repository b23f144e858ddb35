"""Packages of cards: what Anki finds in them, that they are always the same, and that nothing of a text is code."""

from __future__ import annotations

import json
import sqlite3
from io import BytesIO
from zipfile import ZipFile

from generator.cards import Card, package

CARDS = (
    Card("0a1b2c3d4e5f", "甲文件", ("题目？", "A. 甲"), ("答案", "原文"), "《甲文件》一、"),
    Card("0a1b2c3d4e60", "乙::文件", ("<b>{{题目}}</b>\x1f&",), ("=1+1",), "《乙》"),
)


def opened(data: bytes) -> sqlite3.Connection:
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["collection.anki2", "media"]
        assert json.loads(archive.read("media")) == {}
        base = sqlite3.connect(":memory:")
        base.deserialize(archive.read("collection.anki2"))
    return base


def test_notes_and_cards() -> None:
    base = opened(package("研读", CARDS))
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    notes = base.execute("select guid, flds from notes order by guid").fetchall()
    assert notes[0] == ("0a1b2c3d4e5f", "题目？<br>A. 甲\x1f答案<br>原文\x1f《甲文件》一、")
    cards = base.execute("select nid, did, due from cards order by due").fetchall()
    assert len(cards) == 2 and cards[0][0] != cards[1][0] and cards[0][1] != cards[1][1]


def test_decks_are_below_the_sites() -> None:
    base = opened(package("研读", CARDS))
    decks = json.loads(base.execute("select decks from col").fetchone()[0])
    names = {deck["name"] for deck in decks.values()}
    assert names == {"Default", "研读", "研读::甲文件", "研读::乙：文件"}
    used = {str(did) for (did,) in base.execute("select did from cards")}
    assert used < set(decks) and "1" not in used


def test_models_have_the_notes_fields() -> None:
    base = opened(package("研读", CARDS))
    models = json.loads(base.execute("select models from col").fetchone()[0])
    (used,) = {str(mid) for (mid,) in base.execute("select mid from notes")}
    fields = len(models[used]["flds"])
    assert all(flds.count("\x1f") == fields - 1 for (flds,) in base.execute("select flds from notes"))


def test_nothing_of_a_text_is_markup_or_a_field() -> None:
    base = opened(package("研读", CARDS))
    front = base.execute("select flds from notes where guid = '0a1b2c3d4e60'").fetchone()[0].split("\x1f")[0]
    assert "<b>" not in front and "{{" not in front and "&lt;b&gt;" in front


def test_the_same_cards_give_the_same_bytes() -> None:
    assert package("研读", CARDS) == package("研读", CARDS)
    assert package("研读", CARDS) != package("研读", CARDS[:1])
