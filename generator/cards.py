"""Cards for Anki as bytes: a package (.apkg) is a zip with an SQLite database of schema 11, which every Anki reads.

Written here and not by genanki: that one works through files on the disk, dates and numbers its notes by the clock and
zips with the files' times, so that no two packages are alike; its last release is of 2023 and brings four libraries
along. The same cards give the same bytes: a note's number comes from its card's id, and since a card with other words
has another id, nothing needs a date.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha1, sha256
from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DATED = (1980, 1, 1, 0, 0, 0)
"""The date of the files in a package: the earliest that a zip knows."""
MADE = 1_577_836_800
"""The date of notes and decks in seconds: one for all, for nothing is ever changed."""
MODEL = 1_577_836_800_601
"""Number of the note type; Anki knows it again by it."""
FIELDS = ("题目", "答案", "出处")
FRONT = '<div class="y-front">{{题目}}</div>'
BACK = '{{FrontSide}}<hr id="answer"><div>{{答案}}</div><div class="y-from">{{出处}}</div>'
STYLE = ".card{font-size:20px;line-height:1.7;text-align:left;padding:.5em}.y-from{margin-top:1em;font-size:16px}"


@dataclass(frozen=True, slots=True)
class Card:
    """A question and its answer, as plain text."""

    id: str
    """Hexadecimal; the same for the same words."""
    deck: str
    front: tuple[str, ...]
    """One paragraph each."""
    back: tuple[str, ...]
    source: str


def package(site: str, cards: Sequence[Card]) -> bytes:
    """The cards as an .apkg, in decks below one that bears the site's name."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in (("collection.anki2", _collection(site, cards)), ("media", b"{}")):
            info = ZipInfo(name, DATED)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def _collection(site: str, cards: Sequence[Card]) -> bytes:
    """The database."""
    decks = {card.deck: _number(f"{site}::{card.deck}") for card in cards}
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_SCHEMA)
        base.execute("insert into col values (1,?,?,?,11,0,0,0,?,?,?,?,'{}')", (
            MADE, MADE * 1000, MADE * 1000, json.dumps(_SETTINGS), json.dumps({str(MODEL): _model()}),
            json.dumps(_decks(site, decks)), json.dumps({"1": _OPTIONS}),
        ))  # fmt: skip
        for place, card in enumerate(cards):
            _write(base, card, decks[card.deck], place)
        base.commit()
        return base.serialize()


def _write(base: sqlite3.Connection, card: Card, deck: int, place: int) -> None:
    """A note and its card."""
    fields = (_html(card.front), _html(card.back), _html((card.source,)))
    note, first = _number(card.id), "".join(card.front)
    sum_ = int(sha1(first.encode("utf-8", "replace"), usedforsecurity=False).hexdigest()[:8], 16)
    told = "\x1f".join(fields)
    base.execute("insert into notes values (?,?,?,?,-1,'',?,?,?,0,'')", (note, card.id, MODEL, MADE, told, first, sum_))
    base.execute("insert into cards values (?,?,?,0,?,-1,0,0,?,0,0,0,0,0,0,0,0,'')", (note, note, deck, MADE, place))


def _html(lines: Iterable[str]) -> str:
    """Plain text as a field of a note; {{ would be a field's name, \\x1f parts fields."""
    safe = (escape(line.replace("\x1f", " ")).replace("{", "&#123;") for line in lines)
    return "<br>".join(safe).encode("utf-8", "replace").decode()


def _number(words: str) -> int:
    """A number for words, as Anki's own numbers are: below 2^43, never its default deck's."""
    return 1_000_000 + int(sha256(words.encode("utf-8", "replace")).hexdigest()[:10], 16)


def _decks(site: str, decks: dict[str, int]) -> dict[str, object]:
    """Anki's own deck, the site's, and those below it."""
    top = _deck_name(site)
    named = {1: "Default", _number(site): top}
    named |= {number: f"{top}::{_deck_name(name)}" for name, number in decks.items()}
    return {str(number): {**_DECK, "id": number, "name": name} for number, name in named.items()}


def _deck_name(words: str) -> str:
    """Words without the sign that puts a deck below another."""
    return " ".join(words.replace("::", "：").split()) or "自测"


def _model() -> dict[str, object]:
    """The note type: a question in front, answer and source behind."""
    fields = [
        {"name": name, "ord": n, "font": "Arial", "size": 20, "rtl": False, "sticky": False, "media": []}
        for n, name in enumerate(FIELDS)
    ]
    template = {"name": "卡片", "ord": 0, "qfmt": FRONT, "afmt": BACK, "bqfmt": "", "bafmt": "", "did": None}
    return {
        "id": MODEL, "name": "研读自测", "type": 0, "mod": MADE, "usn": -1, "sortf": 0, "did": 1, "tags": [],
        "vers": [], "flds": fields, "tmpls": [template], "css": STYLE, "latexPre": "", "latexPost": "",
        "req": [[0, "any", [0]]],
    }  # fmt: skip


_SETTINGS = {
    "activeDecks": [1], "curDeck": 1, "curModel": str(MODEL), "nextPos": 1, "sortType": "noteFld",
    "sortBackwards": False, "addToCur": True, "collapseTime": 1200, "dueCounts": True, "estTimes": True, "newSpread": 0,
    "timeLim": 0,
}  # fmt: skip
_DECK = {
    "conf": 1, "desc": "", "dyn": 0, "collapsed": False, "extendNew": 10, "extendRev": 50, "mod": MADE, "usn": -1,
    "newToday": [0, 0], "revToday": [0, 0], "lrnToday": [0, 0], "timeToday": [0, 0],
}  # fmt: skip
_OPTIONS = {
    "id": 1, "name": "Default", "mod": 0, "usn": 0, "maxTaken": 60, "autoplay": True, "timer": 0, "replayq": True,
    "new": {"bury": True, "delays": [1, 10], "initialFactor": 2500, "ints": [1, 4, 7], "order": 1, "perDay": 20},
    "rev": {"bury": True, "ease4": 1.3, "fuzz": 0.05, "ivlFct": 1, "maxIvl": 36500, "perDay": 100},
    "lapse": {"delays": [10], "leechAction": 0, "leechFails": 8, "minInt": 1, "mult": 0},
}  # fmt: skip
_SCHEMA = """
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null,
  left integer not null, odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null,
  type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
create index ix_notes_usn on notes (usn);
create index ix_cards_usn on cards (usn);
create index ix_revlog_usn on revlog (usn);
create index ix_cards_nid on cards (nid);
create index ix_cards_sched on cards (did, queue, due);
create index ix_revlog_cid on revlog (cid);
create index ix_notes_csum on notes (csum);
"""
