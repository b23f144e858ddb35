"""Government web pages saved to disk: the article without the website around it. Pure: nothing is run or fetched.

    bytes ─mht, encoding─▶ text ─markup─▶ tree ─blocks─▶ Page ─selection─▶ lines, omissions, facts ─▶ Source

`Line.number` counts the paragraphs and cells with words of the page, those left out included; a column, characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256

from lxml import etree

from ...source import Diagnostic, Line, Loc, Picture, Source
from ..normalise import Tally, tidy
from ..plausible import garbled
from . import article, blocks, encoding, facts, lines, markup, mht, notes, pictures
from .selection import Selection, select

_FRAMES = 3
_EXCERPT = 12
_GARBLED = 2
"""More garbled places than these and a page is left out, as any other text."""
_FEW, _LOST = 20, 20
"""More lost characters than these, and one in so many, and it is left out too."""


def read(data: bytes, path: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """A web page or a web archive; None when it must be left out whole (the findings say why). Never raises."""
    archive = mht.unpack(data) if mht.is_archive(data) else mht.Archive(data, "", {})
    if archive is None:
        return None, (Diagnostic("R197", Loc(path)),)
    text, codec, found = encoding.decode(archive.page, path, archive.charset)
    if text is None:
        return None, found
    root, problems = markup.parse(text, path)
    if root is None:
        return None, (*found, *problems)
    source, more = _source(root, archive, path, bare=markup.is_fragment(text) or facts.is_office(root))
    if source is None:
        return None, (*found, *more)
    return replace(source, sha256=sha256(data).hexdigest(), encoding=codec), (*found, *more)


def _source(
    root: etree._Element, archive: mht.Archive, path: str, *, bare: bool
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """The tree of a page as a source without checksum and encoding."""
    page = article.unveiled(blocks.read(root))
    chosen = select(page, facts.head(root), bare=bare)
    tally = Tally()
    text = lines.text(page, chosen, path, tally)
    if not text:
        return None, (_empty(root, path),)
    noted, taken = notes.found(page, text, path, tally)
    text = lines.headed(page, {index: line for index, line in text.items() if index not in taken})
    body = lines.levelled(tuple(text.values()))
    bad = _garbled(body, path)
    if _is_useless(body):
        return None, (Diagnostic("R106", Loc(path), (bad[0].args[0] if bad else "\ufffd",)),)
    shown = _pictures(chosen, text, archive.parts, path, tally)
    omitted = lines.omitted(page, chosen, path, tally)
    source = Source(path, "", "html", "", body, omitted=omitted, notes=noted, pictures=shown)
    return replace(source, announced=facts.announced(body, chosen.facts)), (*bad, *tally.diagnostics())


def _garbled(body: tuple[Line, ...], path: str) -> tuple[Diagnostic, ...]:
    """A finding (R107) for each line that holds mojibake or lost characters."""
    found = ((line, places[0]) for line in body if (places := garbled(line.text)))
    return tuple(
        Diagnostic("R107", Loc(path, *line.at(place)), (line.text[place : place + _EXCERPT],)) for line, place in found
    )


def _is_useless(body: tuple[Line, ...]) -> bool:
    """Whether so much of a text is mojibake or lost that it is left out: a sign lost here and there is borne."""
    text = "\n".join(line.text for line in body)
    lost = text.count("\ufffd")
    mojibake = [place for place in garbled(text) if text[place] != "\ufffd"]
    return len(mojibake) > _GARBLED or (lost > _FEW and lost * _LOST > len(text))


def _empty(root: etree._Element, path: str) -> Diagnostic:
    """Why a page has no text: it is made of frames, or of scripts."""
    frames = [tidy(frame.get("src", ""))[:60] for frame in root.iter("frame", "iframe")]
    named = [name for name in frames if name][:_FRAMES]
    return Diagnostic("R190", Loc(path), ("、".join(named),)) if named else Diagnostic("R191", Loc(path))


def _pictures(
    chosen: Selection, text: Mapping[int, Line], parts: Mapping[str, bytes], path: str, tally: Tally
) -> tuple[Picture, ...]:
    """The pictures of the text; those that the file does not hold are counted (R195)."""
    found = []
    kept = sorted(text)
    for image in chosen.pictured():
        data = pictures.found(image.source, parts)
        place = bisect_left(kept, image.after)
        line = text[kept[place - 1]].number if place else 0
        picture = pictures.picture(data, line, image.alt) if data else None
        if picture and not pictures.is_dot(picture.data):
            found.append(picture)
        elif not picture:
            tally.add("R195", Loc(path, line))
    return tuple(found)
