"""What stands before the text: recognised by form, never by position, because offices order it freely.

GB/T 9704-2012 §7.2–7.3: 发文字号, 标题, 主送机关; regulations add a 题注, speeches a date, a speaker, a salutation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..model import Line, Meta, Paragraph, Role
from ..text import fold, is_final
from .numerals import parse
from .ordinals import KINDS, match

# The word that ends a title and names the kind of document.
KIND_WORDS = (
    "讲话", "报告", "要点", "方案", "意见", "通知", "条例", "规定", "办法", "决定", "公报", "总结", "汇报", "纪要",
    "提纲", "计划", "规划", "规则", "细则", "准则", "章程", "通报", "决议", "公告", "通告", "函", "批复", "请示",
    "制度", "说明", "安排", "解释", "讲稿", "党课", "手册", "问答", "法", "清单", "致辞", "发言", "要求", "纲要", "令",
    "总纲", "预案",
)  # fmt: skip
KIND = re.compile(rf"({'|'.join(KIND_WORDS)})(?:[（(].{{1,12}}[）)])?$")
UNFINISHED = ("和", "与", "及", "暨", "的", "、", "关于", "在", "对", "为")
WINDOW = 25  # lines within which the text must have begun
TITLE = 60
DISCLAIMER = re.compile(r"本文系|本文为|仅供(?:学习|参考)|点击.{0,8}(?:下载|查看)|免责声明|声明[：:]|请勿照搬")
ORIGIN = re.compile(
    r"(?:文章)?(?:信息)?(?:来源|出处|转自|作者|责任编辑|编辑|记者|发布时间|发布日期|时间|日期|索引号|主题词|浏览次数|文件编号)\s*[：:]"
)
HEADER = re.compile(r"[-*]?\s*[A-Za-z][A-Za-z0-9_ ]{1,30}\s*[:：]|[-=*_]{3,}$")
NUMBER = re.compile(
    r"[（(]?[\u4e00-\u9fff]{1,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第\s*)?\d+\s*号[）)]?$|第\s*\d+\s*号$"
)
DAY = (
    r"(\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
DATE = re.compile(rf"[（(]?\s*{DAY}\s*[）)]?$")
ADOPTED = re.compile(r"通过|审议|批准|发布|公布|修正|修订|修改|施行|印发|制定")
SALUTATION = re.compile(
    r"(?:同志们|朋友们|各位|尊敬的|亲爱的|各[^，。]{0,12}(?:[、，](?:各|市|县|区|镇|乡|机关|国务院|中央)|[：:])).{0,90}[：:！!]$|^.{0,12}同志们[，、]?.{0,12}[：:！!]$"
)
OFFICES = r"总理|主席|书记|省长|市长|区长|县长|镇长|乡长|主任|部长|局长|院长|检察长|会长|校长|委员长"
SPEAKER = re.compile(rf"(?:.{{2,20}}(?:{OFFICES})\s*|)(?:[×X*某]{{2,3}}|[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){{1,3}})$")
CONTENTS = re.compile(r"目\s*[录次]\s*$")
CONTENTS_LINE = re.compile(r"目\s*[录次]\s+第\s*一\s*[编章节]")
LEADER = re.compile(r"[\s.．·…\t—-]*\d*\s*$")


@dataclass(frozen=True, slots=True)
class Head:
    """The lines before the text, each with its role, and what they say."""

    paragraphs: tuple[Paragraph, ...]
    meta: Meta
    rest: int
    """Index of the first line of the text."""


def read(lines: Sequence[Line], begin: int = 0) -> Head:
    """The head of a document that begins at `lines[begin]`."""
    end = _end(lines, begin)
    roles = _roles(lines[begin:end])
    roles, contents = _contents(lines, end, roles)
    paragraphs = tuple(Paragraph(line, role) for line, role in zip(lines[begin : end + contents], roles, strict=True))
    paragraphs = _one_title(paragraphs)
    return Head(paragraphs, _meta(paragraphs), end + contents)


def _end(lines: Sequence[Line], begin: int) -> int:
    """Index of the line after the head: behind the salutation, else where title-like and note lines end."""
    window = range(begin, min(begin + WINDOW, len(lines)))
    for i in window:
        if _is_salutation(lines[i].text) and all(_may_stand_in_head(line) for line in lines[begin:i]):
            return i + 1
    title = ""
    for i in window:
        role = _role(lines[i], bool(title), i == begin)
        if role == "body" or _opens_text(lines[i].text) or (role == "title" and _heads_text(lines, i, title)):
            return i
        title += lines[i].text if role == "title" else ""
    return window.stop


def _heads_text(lines: Sequence[Line], index: int, title: str) -> bool:
    """A short line right before the first number, below a title that is complete, is a heading of the text."""
    follows = index + 1 < len(lines) and _opens_text(lines[index + 1].text)
    return follows and bool(KIND.search(title))


def _opens_text(text: str) -> bool:
    """Whether a line's number ends the head; `20 周年大会` may be a title."""
    marker = match(text)
    return marker is not None and (marker.ordinal.style != "1" or marker.ordinal.value == (1,))


def _is_salutation(text: str) -> bool:
    return bool(SALUTATION.match(text)) and not match(text)


def _may_stand_in_head(line: Line) -> bool:
    marker = match(line.text)
    return (
        len(line.text) <= 2 * TITLE
        and (marker is None or marker.weak)
        and not (is_final(line.text) and _role(line, True, False) == "body")
    )


def _roles(lines: Sequence[Line]) -> list[Role]:
    roles: list[Role] = []
    for i, line in enumerate(lines):
        roles.append(_role(line, "title" in roles, i == 0))
    if any(HEADER.match(line.text) for line in lines):  # a scraper's header: its own heading is not the title
        last = max(i for i, line in enumerate(lines) if HEADER.match(line.text))
        roles[: last + 1] = ["note"] * (last + 1)
        for i in range(last + 1, len(lines)):
            roles[i] = _role(lines[i], "title" in roles, False)
    return ["note" if role == "body" else role for role in roles]


def _role(line: Line, titled: bool, first: bool) -> Role:
    """What a line of the head is, by its form; `body` = it belongs to the text."""
    text = line.text
    if DISCLAIMER.search(text) and len(text) <= 80:
        return "disclaimer"
    if ORIGIN.match(text) or HEADER.match(text) or re.match(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", text):
        return "note"
    if NUMBER.fullmatch(text):
        return "number"
    if DATE.match(text):
        return "date"
    if text.startswith(("——", "—", "－－", "--")) and len(text) <= TITLE:
        return "subtitle"
    if (re.match(rf"[（(]?\s*{DAY}", fold(text)) and ADOPTED.search(text)) or re.fullmatch(r"[（(].{2,}[）)]", text):
        return "note"
    if _is_salutation(text):
        return "salutation"
    return _title_or_text(line, titled, first)


def _title_or_text(line: Line, titled: bool, first: bool) -> Role:
    text = line.text
    if titled and SPEAKER.match(text) and len(text) <= 24:
        return "speaker"
    closed = "。" in text or (is_final(text) and not text.endswith(("？", "！", "?", "!", "》", "”")))
    if (line.level == 1 and not titled) or (not closed and len(text) <= TITLE and (not titled or not line.level)):
        return "title" if not line.cells else "body"
    return "body"


def _contents(lines: Sequence[Line], end: int, roles: list[Role]) -> tuple[list[Role], int]:
    """Roles with those of a printed table of contents added, and the number of its lines from `end` on."""
    roles = [
        "toc" if CONTENTS.match(line.text) else role
        for line, role in zip(lines[end - len(roles) : end], roles, strict=True)
    ]
    if end < len(lines) and CONTENTS_LINE.match(lines[end].text):
        return [*roles, "toc"], 1
    count = _contents_length(lines, end, "toc" in roles)
    return [*roles, *["toc"] * count], count  # type: ignore[list-item]


def _contents_length(lines: Sequence[Line], begin: int, announced: bool) -> int:
    """Lines of the table of contents that begins at `begin`: up to where its first entry comes again as a heading.

    Without the word 目录 before it, only divisions (章, 节) with no text between them are taken for one.
    """
    if begin >= len(lines) or not match(lines[begin].text):
        return 0
    first = _entry(lines[begin].text)
    again = next((i for i in range(begin + 1, len(lines)) if _entry(lines[i].text) == first), 0)
    listed = lines[begin:again]
    if not listed or any(len(line.text) > TITLE or line.text.endswith("。") for line in listed):
        return 0
    divisions = all((marker := match(line.text)) and KINDS.get(marker.ordinal.style) == "chapter" for line in listed)
    return len(listed) if announced or (divisions and len(listed) > 1) else 0


def _entry(text: str) -> str:
    return re.sub(r"\s", "", LEADER.sub("", fold(text)))


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

    Without any such word only lines that cannot end a title (…和, …关于) are joined with the next.
    """
    run = first
    while run + 1 < len(paragraphs) and paragraphs[run + 1].role == "title":
        run += 1
    for last in range(first, run + 1):
        if KIND.search(_words(paragraphs[first : last + 1])):
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
    kind = KIND.search(title or "")
    dates = [d for p in paragraphs if p.role in ("date", "subtitle") and (d := iso_date(p.line.text))]
    # A 题注 tells all adoptions and revisions: the text is that of the last one.
    revisions = [_last_date(p.line.text) for p in paragraphs if p.role == "note" and ADOPTED.search(p.line.text)]
    others = (d for p in paragraphs if p.role == "note" and (d := iso_date(p.line.text)))
    date = next(iter(dates), None) or max(filter(None, revisions), default=None) or next(others, None)
    return Meta(
        title=title,
        subtitle=subtitle.lstrip("—－- ") if subtitle else None,
        date=date,
        speaker=first("speaker"),
        number=number,
        kind=kind[1] if kind else None,
    )


def _last_date(text: str) -> str | None:
    return max((d for m in re.finditer(DAY, fold(text)) if (d := iso_date(m[0]))), default=None)


def iso_date(text: str) -> str | None:
    """The first date in a text as ISO 8601, as exact as it is given; None without one."""
    found = re.search(DAY, fold(text))
    if not found:
        return None
    year, month, day = (parse(part) if part else None for part in found.groups())
    if not year or not month or not 1 <= month <= 12 or not 1000 <= year <= 2999:
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day and day <= 31 else "")
