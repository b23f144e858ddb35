"""Several documents in one file: a collection is cut into its documents before anything else looks at it.

Three kinds of evidence, the first that holds decides: a printed table of contents whose titles come again in the text;
two or more heads of official documents (title, number, addressee; or an order that publishes a rule); three or more
titles each above its date in brackets, as speeches are printed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile
from math import inf

from ..source import Diagnostic, Line, Loc, Meta, Source
from ..text import fold, is_final
from . import contents, forms, frontmatter, parts
from .ordinals import match

Lines = Sequence[Line]
Starts = dict[int, int]
"""Index of a document's first line → how many lines its title is known to have; 0 = its form must say. Ascending."""

LISTED = 3  # titles that a table of contents must announce
MOST = 2000  # lines of a table of contents that are looked at
FOUND = 0.8  # share of them that must come again
HEADS = 2  # heads of official documents that make a collection
DATED = 3  # titles above a date that do
REACH = 5  # lines of a head: title, number, addressee
LEAD = 3  # lines before the first document that are no document of their own
BULLET = re.compile(r"[\s·•●■◆▪*-]+")
ORDER = re.compile(r".{2,30}令(?:\s*第\s*\d+\s*号)?$")
PUBLISHES = re.compile(r"现予(?:公布|发布)|现公布|自.{4,16}起施行|现将|公布施行")
IN_BRACKETS = re.compile(r"[（(〔].{6,30}[）)〕]$")
OFFICES = re.compile(r"[^，。；]{2,60}(?:政府|委员会|党委|[部局厅院办会])[：:]$")
NUMBER = re.compile(r"\s[\u4e00-\u9fff]{1,8}\s*[〔\[]\s*\d{4}\s*[〕\]]\s*\d+\s*号")


def split(source: Source) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """The documents of a file, in order; mostly it is one, and then the source itself."""
    starts = _starts(source.lines) if source.given.split != "no" else {}
    if len(starts) < HEADS:
        return (source,), ()
    ends = [*list(starts)[1:], len(source.lines)]
    found = [Diagnostic("O111", Loc(source.path, source.lines[0].number), (str(len(starts)),))]
    if source.given != Meta(topics=source.given.topics):
        found.append(Diagnostic("O112", Loc(source.path)))
    documents = _named([_part(source, start, end, starts[start]) for start, end in zip(starts, ends, strict=True)])
    return documents, tuple(found)


def _starts(lines: Lines) -> Starts:
    """Where each document begins; nothing or one place when the file is no collection."""
    found = next((starts for find, least in EVIDENCE if len(starts := find(lines)) >= least), {})
    first = min(found, default=0)
    if not first:
        return found
    return {0: 0, **found} if first > LEAD else {0 if i == first else i: n for i, n in found.items()}


def _listed(lines: Lines) -> Starts:
    """Where the titles of a table of contents come again, in its order."""
    begin = next((i for i, line in enumerate(lines) if contents.CONTENTS.match(line.text)), -1) + 1
    titles = _titles(lines, begin) if begin else []
    places = _places(lines, begin + len(titles)) if titles else {}
    while titles and titles[-1] not in places:
        titles.pop()
    at, found = begin + len(titles), {}
    for title in titles:
        again = places.get(title, [])
        if (n := bisect_left(again, (at, 0))) < len(again):
            index, size = again[n]
            found[index] = size
            at = index + size
    return found if len(found) >= FOUND * len(titles) else {}


def _titles(lines: Lines, begin: int) -> list[str]:
    """The entries of a table of contents that lists documents; none when it lists numbered parts of one."""
    titles: dict[str, None] = {}
    for line in lines[begin : begin + MOST]:
        entry = _entry(line.text)
        if entry in titles or not 2 <= len(entry) <= forms.TITLE or is_final(line.text) or line.cells:
            break
        titles[entry] = None
    return [] if any(match(line.text) for line in lines[begin : begin + len(titles)]) else list(titles)


def _places(lines: Lines, begin: int) -> dict[str, list[tuple[int, int]]]:
    """Words → (index, lines) of where they stand on one line or broken into two; ascending."""
    places: dict[str, list[tuple[int, int]]] = {}
    entries = [_entry(line.text) for line in lines[begin:]]
    for i, entry in enumerate(entries):
        for size, words in enumerate((entry, entry + entries[i + 1] if entry and i + 1 < len(entries) else ""), 1):
            if 2 <= len(words) <= forms.TITLE:
                places.setdefault(words, []).append((begin + i, size))
    return places


def _entry(text: str) -> str:
    """A title without bullet, leaders, page number and blanks."""
    return re.sub(r"\s", "", contents.LEADER.sub("", BULLET.sub("", fold(text), count=1)))


def _headed(lines: Lines) -> Starts:
    """Where the head of an official document begins."""
    titles = (i for i in range(len(lines)) if _is_order(lines, i) or _is_official(lines, i))
    return {_top(lines, i): 0 for i in titles}


def _top(lines: Lines, index: int) -> int:
    """The first line of the head with its title at `index`: above it may stand letterhead, number, a broken title."""
    while index and _is_above_title(lines[index - 1].text):
        index -= 1
    return index


def _is_above_title(text: str) -> bool:
    letterhead = text.endswith("文件") and len(text) <= forms.TITLE
    return letterhead or bool(forms.DOCUMENT_NUMBER.fullmatch(text)) or text.endswith(frontmatter.UNFINISHED)


def _is_order(lines: Lines, index: int) -> bool:
    """国务院令第693号 above the sentence that publishes a rule."""
    below = lines[index + 1 : index + 3]
    return bool(ORDER.match(lines[index].text)) and any(PUBLISHES.search(line.text) for line in below)


def _is_official(lines: Lines, index: int) -> bool:
    """A title that names a kind of document, its number beside it, below it whom it addresses; all may share a line."""
    text = lines[index].text
    number = NUMBER.search(text)
    title = text[: number.start()].strip() if number else text
    if len(title) > forms.TITLE or match(text) or lines[index].cells or not forms.KIND.search(title):
        return False
    below = [
        *takewhile(lambda text: not forms.KIND.search(text), (line.text for line in lines[index + 1 : index + REACH]))
    ]
    beside = [*below, *(line.text for line in lines[max(0, index - 2) : index])]
    numbered = number or any(forms.DOCUMENT_NUMBER.fullmatch(text) for text in beside)
    return bool(numbered) and any(map(_addresses, [text[number.end() :].strip() if number else "", *below]))


def _addresses(text: str) -> bool:
    """主送机关, alone on its line or with the text behind it."""
    head = re.match(r"[^。；]{4,160}?[：:]", text)
    return bool(head and (forms.is_salutation(head[0]) or OFFICES.match(head[0])))


def _dated(lines: Lines) -> Starts:
    """Titles each above its date in brackets, with text below: speeches of one volume."""
    found = []
    for i, (title, date) in enumerate(pairwise(lines)):
        bracketed = IN_BRACKETS.match(date.text) and forms.iso_date(date.text)
        short = len(title.text) <= forms.TITLE and not is_final(title.text) and not match(title.text)
        if bracketed and short and not forms.iso_date(title.text) and i + 2 < len(lines):
            found.append(i)
    return {i: 0 for n, i in enumerate(found) if not n or i - found[n - 1] > LEAD}


EVIDENCE: tuple[tuple[Callable[[Lines], Starts], int], ...] = (
    (_listed, LISTED),
    (_headed, HEADS),
    (_dated, DATED),
)
"""What shows where documents begin, and how many of them it takes; tried from the top."""


def _part(source: Source, start: int, end: int, titled: int) -> Source:
    """One document of a file: its lines and what belongs to them; of the data beside it only the topics."""
    head = (replace(line, hint="title") for line in source.lines[start : start + titled])
    lines = (*head, *source.lines[start + titled : end])
    first = lines[0].number if start else 0
    last = source.lines[end].number if end < len(source.lines) else inf
    notice = parts.notice(lines, frontmatter.read(lines).rest)
    title = frontmatter.read(lines[notice:]).meta.title
    return replace(
        source,
        lines=lines,
        given=Meta(topics=source.given.topics),
        announced=Meta(),
        omitted=tuple(o for o in source.omitted if first <= o.line < last),
        notes=tuple(note for note in source.notes if first <= note.number < last),
        pictures=tuple(p for p in source.pictures if first <= p.line < last),
        part=title or lines[0].text[: forms.TITLE],
    )


def _named(documents: Sequence[Source]) -> tuple[Source, ...]:
    """Every document under a name of its own: a title that comes again is counted."""
    seen: dict[str, int] = {}
    named = []
    for part in documents:
        seen[part.part] = seen.get(part.part, 0) + 1
        count = seen[part.part]
        named.append(part if count == 1 else replace(part, part=f"{part.part}（{count}）"))
    return tuple(named)
