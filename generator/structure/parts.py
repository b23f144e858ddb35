"""Where the main text of a file ends: its closing, its attachments, and a rule that a notice publishes with itself.

GB/T 9704-2012 §7.3.4–7.3.7: 附件说明, 发文机关署名, 成文日期, 附注, 附件; speeches end with words to the listeners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Paragraph, Role, Section
from ..source import Line, Piece
from ..text import is_final
from . import forms, nesting

PERORATION = re.compile(r"(?:同志们|各位[^，。]{0,12}|朋友们)[，！!,]|让我们|我们要更加紧密地团结")
REACH = 6  # paragraphs from the end within which a closing begins
ORGANISATION = re.compile(r"[\u4e00-\u9fffX×*○〇·、\s]{4,40}$")
LISTING = re.compile(r"附\s?件?\s*[:：]\s*\S")
TITLED = re.compile(r"附\s?件\s*([\d一二三四五六七八九十]+)\s*[:：\s]\s*(\S.{1,50})$")
NUMBERED = re.compile(r"\s*\d+\s*[.．、]")
REMARK = re.compile(r"[（(]此件.{2,20}[）)]$|(?:抄送|印发|主办|承办|出席|列席|缺席|请假|主持|记录|分送|主题词)\s?[：:]")
ISSUING = re.compile(r"印发|发布|公布|施行|转发|现将")
NOTICE_LINES = 12  # paragraphs of a notice that only sends a rule on its way
TITLE_LINES = 3
TITLE_MARK = re.compile("《([^《》]{4,60})》")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of lines: the main text or one attachment."""

    start: int
    end: int
    kind: Literal["main", "attachment", "embedded"]
    """`attachment` has its mark (附件1) on the first line; `embedded` has its title there."""


def split(lines: Sequence[Line], begin: int) -> list[Part]:
    """Main text first, then attachments; the rule that a notice publishes counts as one."""
    starts = [i for i in range(begin, len(lines)) if _kind(lines, i, begin) != "main"]
    ends = [*starts, len(lines)]
    others = (Part(s, e, _kind(lines, s, begin)) for s, e in zip(starts, ends[1:], strict=True))
    return [Part(begin, ends[0], "main"), *others]


def _kind(lines: Sequence[Line], index: int, begin: int) -> Literal["main", "attachment", "embedded"]:
    if index + 1 < len(lines) and not _is_listing(lines, index) and _opens_attachment(lines, index, begin):
        return "attachment"
    return "embedded" if index > begin and _is_wrapped_title(lines, index, begin) else "main"


def _opens_attachment(lines: Sequence[Line], index: int, begin: int) -> bool:
    """附件1 alone on a line; with its title on the same line only behind the date that ends the main text."""
    if forms.ATTACHMENT.match(lines[index].text):
        return True
    titled = TITLED.match(lines[index].text) and not is_final(lines[index].text)
    return bool(titled) and any(forms.DATE.match(line.text) for line in lines[begin:index])


def _is_listing(lines: Sequence[Line], index: int) -> bool:
    """附件：1.甲, or a bare 附件： above numbered names: the list of attachments, not one of them."""
    text = lines[index].text
    below = lines[index + 1].text if index + 1 < len(lines) else ""
    bare = forms.ATTACHMENT.match(text)
    return bool(LISTING.match(text) or (bare and not bare[1] and NUMBERED.match(below)))


def _is_wrapped_title(lines: Sequence[Line], index: int, begin: int) -> bool:
    """现将《X》印发给你们 … signature … X: the title comes again behind a date, as a line of its own.

    In an order (令) it follows the sentence that publishes it, which may hold the date.
    """
    text = _squeezed(lines[index])
    is_title = 6 <= len(text) <= forms.TITLE and bool(forms.KIND.search(text))
    before = lines[max(begin, index - 4) : index]
    if is_title and any(ISSUING.search(line.text) and f"《{text}》" in _squeezed(line) for line in before):
        return True
    if not is_title or not any(forms.DATE.match(line.text) or REMARK.match(line.text) for line in before):
        return False
    announcing = (_squeezed(line) for line in lines[:index] if ISSUING.search(line.text) and len(line.text) < 400)
    names = {name for words in announcing for name in TITLE_MARK.findall(words)}
    return any(name in text or text in name for name in names) or any(text in _squeezed(p) for p in lines[:begin])


def notice(lines: Sequence[Line], begin: int) -> int:
    """Lines of a mere notice (现将《X》印发给你们), behind which the rule it publishes begins; 0 = there is none.

    `begin`: index of the line after the notice's head. A notice with sections of its own is a document that has the
    rule as attachment.
    """
    main, *others = split(lines, begin)
    if not others or main.end - main.start > NOTICE_LINES or not any(ISSUING.search(p.text) for p in lines[: main.end]):
        return 0
    rule = others[0]
    markers, _ = nesting.select(lines[begin : main.end], "")
    if rule.kind == "embedded":
        return 0 if any(markers) else rule.start
    titled = TITLED.match(lines[rule.start].text)
    only = len(others) == 1 and not any(markers) and not titled
    return rule.start + 1 if only and _announces(lines[: rule.start], _title(lines[rule.start + 1 : rule.end])) else 0


def _title(lines: Sequence[Line]) -> str:
    """The first words of an attachment, which may break its title over lines."""
    return "".join(_squeezed(line) for line in lines[:TITLE_LINES])


def _announces(lines: Sequence[Line], words: str) -> bool:
    """Whether one of the names in 《》 begins an attachment."""
    names = {name for line in lines for name in TITLE_MARK.findall(_squeezed(line))}
    return any(words.startswith(name) for name in names)


def _squeezed(line: Line) -> str:
    return re.sub(r"\s", "", line.text)


def closing_start(lines: Sequence[Line], part: Part) -> int:
    """Index of the line where the closing begins: peroration, list of attachments, signature; else the end."""
    start = part.end
    earliest = max(_after_last_section(lines, part), part.end - REACH)
    for i in range(part.end - 1, earliest - 1, -1):
        speaks = PERORATION.match(lines[i].text) and len(lines[i].text) > 8
        joins_on = start <= _after_listing(lines, i, part.end)
        if speaks or (joins_on and _is_back_matter(lines, i, part.end)):
            start = i
    return start


def _after_last_section(lines: Sequence[Line], part: Part) -> int:
    """Index behind the last line that opens a section: nothing before it can be a closing."""
    listing = next((i for i in range(part.start, part.end) if _is_listing(lines, i)), part.end)
    markers, _ = nesting.select(lines[part.start : listing], "")
    return max((part.start + i + 1 for i, marker in enumerate(markers) if marker), default=part.start)


def _after_listing(lines: Sequence[Line], index: int, end: int) -> int:
    """First line behind `index` that is not a further entry of a list of attachments."""
    i = index + 1
    while i < end and _is_listing(lines, index) and NUMBERED.match(lines[i].text):
        i += 1
    return i


def _is_back_matter(lines: Sequence[Line], index: int, end: int) -> bool:
    text = lines[index].text
    if _is_listing(lines, index) or REMARK.match(text) or forms.DATE.match(text):
        return True
    return index + 1 < end and is_signature(lines[index], lines[index + 1])


def is_signature(line: Line, after: Line) -> bool:
    """An organisation's name on a line of its own above the date."""
    return bool(ORGANISATION.match(line.text) and forms.DATE.match(after.text))


def closing(lines: Sequence[Line]) -> Section:
    """The closing as a section of its own: words to the listeners, or a mere signature; each paragraph has its role."""
    body = []
    listing = False
    for i, line in enumerate(lines):
        listing = _is_listing(lines, i) or (listing and bool(re.match(r"\d", line.text)))
        body.append(Paragraph(line, "attachments" if listing else _role(lines, i)))
    start = Line("", (Piece(0, lines[0].number, lines[0].column),))
    speech = any(p.role == "closing" for p in body)
    return Section("closing", "closing" if speech else "signature", start, body=tuple(body))


def _role(lines: Sequence[Line], index: int) -> Role:
    text = lines[index].text
    if REMARK.match(text):
        return "remark"
    signed = index + 1 < len(lines) and is_signature(lines[index], lines[index + 1])
    return "signature" if signed or forms.DATE.match(text) else "closing"
