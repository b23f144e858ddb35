"""What stands before the text: recognised by form, never by position, because offices order it freely.

GB/T 9704-2012 §7.2–7.3: 发文字号, 标题, 主送机关; regulations add a 题注, speeches a date, a speaker, a salutation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from ..model import Paragraph, Role
from ..source import Line, Meta
from ..text import is_final
from . import contents, forms
from .ordinals import match

UNFINISHED = ("和", "与", "及", "暨", "的", "、", "关于", "在", "对", "为")
ISSUER = re.compile("(?:公司|委员会|人民政府|办公[厅室]|大学|学院|学校|[局厅])$")  # who issued it, below a title
WINDOW = 25  # lines within which the text must have begun


@dataclass(frozen=True, slots=True)
class Head:
    """The lines before the text, each with its role, and what they say."""

    paragraphs: tuple[Paragraph, ...]
    meta: Meta
    rest: int
    """Index of the first line of the text."""


def read(lines: Sequence[Line]) -> Head:
    """The head of a document or of an attachment."""
    end = _end(lines)
    roles = _roles(lines[:end])
    roles, listed = _contents(lines, end, roles)
    paragraphs = tuple(Paragraph(line, role) for line, role in zip(lines[: end + listed], roles, strict=True))
    paragraphs = _one_title(paragraphs)
    return Head(paragraphs, _meta(paragraphs), end + listed)


def _end(lines: Sequence[Line]) -> int:
    """Index of the line after the head: behind the salutation, else where title-like and note lines end."""
    window = range(min(WINDOW, len(lines)))
    for i in window:
        if forms.is_salutation(lines[i].text) and all(_may_stand_in_head(line) for line in lines[:i]):
            return i + 1
    title = ""
    for i in window:
        role = forms.role(lines[i], bool(title), _is_beside_date(lines, i))
        if role == "toc":
            continue
        if role == "body" or _opens_text(lines[i].text) or (role == "title" and _heads_text(lines, i, title)):
            return i
        title += lines[i].text if role == "title" and not _is_letterhead(lines, i) else ""
    return window.stop


def _heads_text(lines: Sequence[Line], index: int, title: str) -> bool:
    """A short line right before the first number, below a title that is complete, is a heading of the text."""
    follows = index + 1 < len(lines) and _opens_text(lines[index + 1].text)
    return follows and bool(forms.KIND.search(title)) and not contents.CONTENTS.match(lines[index].text)


def _opens_text(text: str) -> bool:
    """Whether a line's number ends the head; `20 周年大会` may be a title."""
    marker = match(text)
    return marker is not None and (marker.ordinal.style != "1" or marker.ordinal.value == (1,))


def _may_stand_in_head(line: Line) -> bool:
    marker = match(line.text)
    return (
        len(line.text) <= 2 * forms.TITLE
        and (marker is None or marker.weak)
        and not (is_final(line.text) and forms.role(line, True, False) == "body")
    )


def _roles(lines: Sequence[Line]) -> list[Role]:
    """A role for every line of the head.

    Nothing is a title above and in a scraper's header (key: value lines), nor above a line that looks like the title.
    """
    header = max((i for i, line in enumerate(lines) if forms.HEADER.match(line.text)), default=-1)
    shown = next((i for i, line in enumerate(lines) if line.hint == "title" and not _is_letterhead(lines, i)), 0)
    roles: list[Role] = ["note"] * (header + 1)
    for i in range(header + 1, len(lines)):
        found = forms.role(lines[i], "title" in roles, _is_beside_date(lines, i))
        found = "note" if found == "title" and (i < shown or _is_letterhead(lines, i)) else found
        roles.append("note" if found == "body" else found)
    return roles


def _is_letterhead(lines: Sequence[Line], index: int) -> bool:
    """发文机关标志: 某某镇人民政府文件 right above the document's number (GB/T 9704 §7.2.4)."""
    below = lines[index + 1 : index + 2]
    return lines[index].text.endswith("文件") and any(forms.role(line, True, False) == "number" for line in below)


def _is_beside_date(lines: Sequence[Line], index: int) -> bool:
    """A bare name is a speaker's only next to the date or occasion of the speech."""
    beside = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]  # type: ignore[operator]
    return any(forms.role(line, True, False) in ("date", "subtitle") for line in beside)


def _contents(lines: Sequence[Line], end: int, roles: list[Role]) -> tuple[list[Role], int]:
    """Roles with those of a printed table of contents added, and the number of its lines from `end` on."""
    roles = [
        "toc" if contents.CONTENTS.match(line.text) else role for line, role in zip(lines[:end], roles, strict=True)
    ]
    if end < len(lines) and contents.is_one_line(lines[end].text):
        return [*roles, "toc"], 1
    count = contents.length(lines, end, "toc" in roles)
    return [*roles, *["toc"] * count], count  # type: ignore[list-item]


def _one_title(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Join the lines of a broken title, without a blank; title-like lines that do not belong to it are notes."""
    first = next((i for i, p in enumerate(paragraphs) if p.role == "title"), None)
    if first is None:
        return paragraphs
    last = _title_end(paragraphs, first)
    line = paragraphs[first].line
    for paragraph in paragraphs[first + 1 : last + 1]:
        line = line.joined(paragraph.line)
    rest = tuple(replace(p, role="note") if p.role == "title" else p for p in paragraphs[last + 1 :])
    return (*paragraphs[:first], Paragraph(line, "title"), *_one_subtitle(rest))


def _title_end(paragraphs: Sequence[Paragraph], first: int) -> int:
    """Index of the title's last line: the one that completes it with a word such as 讲话 or 通知.

    Lines that look like the title are the title. Without any such word only lines that cannot end a title (…和, …关于)
    are joined with the next.
    """
    if paragraphs[first].line.hint == "title":
        looks = takewhile(lambda p: p.role == "title" and p.line.hint == "title", paragraphs[first:])
        last = first + sum(1 for _ in looks) - 1
        while last > first and ISSUER.search(paragraphs[last].line.text):
            last -= 1
        return last
    run = first
    while run + 1 < len(paragraphs) and paragraphs[run + 1].role == "title":
        run += 1
    for last in range(first, run + 1):
        if forms.KIND.search(_words(paragraphs[first : last + 1])):
            return last
    last = first
    while last < run and paragraphs[last].line.text.endswith(UNFINISHED):
        last += 1
    return last


def _words(paragraphs: Sequence[Paragraph]) -> str:
    return "".join(p.line.text for p in paragraphs)


def _one_subtitle(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Join a broken occasion line: ——2024年1月26日在第三届⏎代表大会第五次会议上."""
    for i, (a, b) in enumerate(pairwise(paragraphs)):
        if (
            a.role == "subtitle"
            and b.role in ("note", "speaker")
            and b.line.text.endswith("上")
            and not a.line.text.endswith("上")
        ):
            return (*paragraphs[:i], Paragraph(a.line.joined(b.line), "subtitle"), *paragraphs[i + 2 :])
    return paragraphs


def _meta(paragraphs: tuple[Paragraph, ...]) -> Meta:
    def first(role: Role) -> str | None:
        return next((p.line.text for p in paragraphs if p.role == role), None)

    title, subtitle, number = first("title"), first("subtitle"), first("number")
    kind = forms.KIND.search(title or "")
    dates = [d for p in paragraphs if p.role in ("date", "subtitle") and (d := forms.iso_date(p.line.text))]
    # A 题注 tells all adoptions and revisions: the text is that of the last one.
    revisions = [
        forms.last_date(p.line.text) for p in paragraphs if p.role == "note" and forms.ADOPTED.search(p.line.text)
    ]
    others = (d for p in paragraphs if p.role == "note" and (d := forms.iso_date(p.line.text)))
    date = next(iter(dates), None) or max(filter(None, revisions), default=None) or next(others, None)
    return Meta(
        title=title,
        subtitle=subtitle.lstrip("—－- ") if subtitle else None,
        date=date,
        speaker=first("speaker"),
        number=forms.SIGNER.sub("", number) if number else None,
        kind=kind[1] if kind else None,
    )
