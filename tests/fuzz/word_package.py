"""Word files whose parts, relations, XML or archive are changed."""

from __future__ import annotations

import io
import random
import warnings
import zipfile

from .word_scraps import BREAKS, DECLARED, DOCTYPES, RELATED, TARGETS, large
from .word_seeds import Members
from .words import byte_noise


def _lose(members: Members, chance: random.Random) -> None:
    """A part less."""
    if members:
        del members[chance.choice(list(members))]


def _exchange(members: Members, chance: random.Random) -> None:
    """One part's content in another's place."""
    if members:
        members[chance.choice(list(members))] = chance.choice(list(members.values()))


def _rename_member(members: Members, chance: random.Random) -> None:
    """A part under another name."""
    if members:
        name = chance.choice(list(members))
        odd = (
            name.upper(),
            "/" + name,
            "../" + name,
            name.replace("/", "\\"),
            name + "/",
            "word/..%2f" + name,
            "C:" + name,
            "a" * 300,
        )
        members[chance.choice(odd)] = members.pop(name)


def _relation(members: Members, chance: random.Random) -> None:
    """A relation that leads elsewhere."""
    name = chance.choice([n for n in members if n.endswith(".rels")] or [""])
    if not name:
        return
    text = members[name].decode("utf-8", "replace")
    old, new = chance.choice(RELATED), chance.choice(TARGETS)
    members[name] = text.replace(old, new, chance.choice((1, 1, 99))).encode()


def _xml_text(members: Members, chance: random.Random) -> None:
    """A part whose XML is another kind of XML, or none."""
    name = chance.choice(list(members) or [""])
    if not name.endswith((".xml", ".rels")):
        return
    data = members[name]
    text = data.decode("utf-8", "replace").removeprefix(DECLARED)
    match chance.randrange(9):
        case 0:
            members[name] = (DECLARED + chance.choice(DOCTYPES) + text).encode()
        case 1:
            members[name] = text.encode("utf-16")
        case 2:
            members[name] = ('<?xml version="1.0" encoding="gb18030"?>' + text).encode("gb18030", "ignore")
        case 3:
            members[name] = ('<?xml version="1.1" encoding="no-such"?>' + text).encode()
        case 4:
            members[name] = data[: chance.randint(0, len(data))]
        case 5:
            odd = chance.choice(BREAKS)
            place = text.find("<", chance.randint(0, len(text)))
            members[name] = (text[:place] + odd + text[place:]).encode()
        case 6:
            members[name] = text.replace(
                "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
            ).encode()
        case 7:
            members[name] = b"\xef\xbb\xbf" + data
        case _:
            members[name] = byte_noise(data, chance)


def _fill(members: Members, chance: random.Random) -> None:
    """A part that is deep or long: the limits' concern."""
    inside = chance.choice(large(chance.choice((200, 300, 3000))))
    data = members.get("word/document.xml", b"").decode("utf-8", "replace")
    members["word/document.xml"] = data.replace("<w:body>", "<w:body>" + inside, 1).encode()


CHANGES = (_lose, _lose, _exchange, _rename_member, _relation, _relation, _xml_text, _xml_text, _fill)


def archive(members: Members, chance: random.Random) -> bytes:
    """The members as an archive: in another order, stored or packed, a name twice, words before and behind."""
    names = list(members)
    if chance.random() < 0.1:
        chance.shuffle(names)
    if names and chance.random() < 0.02:
        names.append(chance.choice(names))
    data = io.BytesIO()
    method = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", method, compresslevel=1) as opened:
        warnings.simplefilter("ignore")
        for name in names:
            opened.writestr(zipfile.ZipInfo(name), members[name], method)
    packed = data.getvalue()
    match chance.randrange(60):
        case 0:
            return b"MZ" + packed
        case 1:
            return packed + b"behind"
        case 2:
            return _flagged(packed, chance)
    return packed


def _flagged(packed: bytes, chance: random.Random) -> bytes:
    """A header of a member with a false flag, method, size or name length."""
    changed = bytearray(packed)
    mark = chance.choice((b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
    starts = [i for i in range(len(changed) - 30) if changed[i : i + 4] == mark]
    if starts:
        changed[chance.choice(starts) + chance.randint(4, 29)] = chance.choice((0, 1, 8, 9, 12, 99, 255))
    return bytes(changed)
