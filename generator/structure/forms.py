"""What a line of a title block is by its form alone: a table of forms, tried from the top.

GB/T 9704-2012 §7.2-7.3: 发文字号, 标题, 主送机关; regulations add a 题注, speeches a date, a speaker, a salutation.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..model import Role
from ..source import Line
from ..text import fold, is_final
from .numerals import parse
from .ordinals import match

# The word that ends a title and names the kind of document.
KIND_WORDS = (
    "讲话", "报告", "要点", "方案", "意见", "通知", "条例", "规定", "办法", "决定", "公报", "总结", "汇报", "纪要",
    "提纲", "计划", "规划", "规则", "细则", "准则", "章程", "通报", "决议", "公告", "通告", "函", "批复", "请示",
    "制度", "说明", "安排", "解释", "讲稿", "党课", "手册", "问答", "法", "清单", "致辞", "发言", "要求", "纲要", "令",
    "总纲", "预案",
)  # fmt: skip
KIND = re.compile(rf"({'|'.join(KIND_WORDS)})(?:[（(].{{1,12}}[）)])?$")
TITLE = 60  # characters of a title's line at most
NOTE = 80  # characters of a disclaimer at most
DISCLAIMER = re.compile(r"本文系|本文为|仅供(?:学习|参考)|点击.{0,8}(?:下载|查看)|免责声明|声明[：:]|请勿照搬")
ORIGIN = re.compile(
    r"(?:文章)?(?:信息)?(?:来源|出处|转自|作者|责任编辑|编辑|记者|发布时间|发布日期|时间|日期|索引号|主题词|浏览次数|文件编号)\s*[：:]"
)
HEADER = re.compile(r"[-*]?\s*[A-Za-z][A-Za-z0-9_ ]{1,30}\s*[:：]")
RULE = re.compile(r"[-=*_—]{3,}$")
DOCUMENT_NUMBER = re.compile(
    r"[（(]?[\u4e00-\u9fff]{1,12}\s*[〔\[【（(]\s*\d{4}\s*[〕\]】）)]\s*(?:第\s*)?\d+\s*号[）)]?$|第\s*\d+\s*号$"
)
# What GB/T 9704 §7.2.1–7.2.6 puts above the title: 份号, 密级和保密期限, 紧急程度, 签发人.
SERIAL = re.compile(r"\d{6}")
URGENT = re.compile(r"特提|特急|加急|平急|急件")
GRADE = re.compile(
    rf"(?:{SERIAL.pattern}\s+)?[（(【\[<《]?\s*(?:密\s?级\s*[:：]?\s*)?(?:绝密|机密|秘密)(?:级|件)?\s*"
    rf"(?:[★☆*].*|(?:{URGENT.pattern}|长期|[\d一二三四五六七八九十]+\s*年).*)?[）)】\]>》]?"
)
INNER = re.compile(r"内部(?:资料|文件|材料).{0,12}|.{0,6}(?:不得外传|严禁外传)")
SIGNER = re.compile(r"\s+签发人\s*[：:].*")
DAY = (
    r"(\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*月"
    r"(?:\s*(\d{1,2}|[一二三四五六七八九十]{1,3})\s*日)?"
)
DATE = re.compile(rf"[（(]?\s*{DAY}\s*[）)]?$")
ADOPTED = re.compile(r"通过|审议|批准|发布|公布|修正|修订|修改|施行|印发|制定")
SALUTATIONS = (
    re.compile(r"(?:同志们|朋友们|各位|尊敬的|亲爱的)[^。]{0,90}[：:！!]$"),  # 各位代表：
    re.compile(r".{1,12}同志们[，、]?.{0,12}[：:！!]$"),  # 全镇的同志们：
    re.compile(r"(?:各|镇属|区属|市属|县属|省属|局属|本|全体)[^。；]{1,120}[：:]$"),  # 主送机关: 各村：
)
NO_SALUTATION = re.compile(r"要|如下|以下|下列|包括|职责|任务")  # 各单位要做好以下工作： begins the text
OFFICES = r"总理|主席|书记|省长|市长|区长|县长|镇长|乡长|主任|部长|局长|院长|检察长|会长|校长|委员长"
NAME = r"(?:[×X*某]{2,3}|[\u4e00-\u9fff](?:[ \u3000]?[\u4e00-\u9fff]){1,3})$"
OFFICER = re.compile(rf".{{2,20}}(?:{OFFICES})\s*{NAME}")  # 国务院总理 ×××
BARE_NAME = re.compile(NAME)
OPENING_WORDS = ("前言", "引言", "序言", "导语", "导言", "摘要", "概述", "说明", "正文", "目的", "总则", "附则")
ATTACHMENT = re.compile(r"附\s?件\s*([\d一二三四五六七八九十]*)\s*[:：.．]?\s*$")


def is_salutation(text: str) -> bool:
    """同志们： and 主送机关, which end in a colon or ！; a line that announces work is none."""
    addressed = any(form.match(text) for form in SALUTATIONS)
    return addressed and not match(text) and not NO_SALUTATION.search(text[-12:])


def _is_adoption(text: str) -> bool:
    """题注 of a regulation: dates, and who adopted it."""
    return bool(re.match(rf"[（(]?\s*{DAY}", fold(text)) and ADOPTED.search(text))


FORMS: tuple[tuple[Role, Callable[[str], object]], ...] = (
    ("disclaimer", lambda text: len(text) <= NOTE and DISCLAIMER.search(text)),
    ("note", ORIGIN.match),
    ("note", HEADER.match),
    ("note", RULE.match),
    ("note", re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}").match),
    ("note", lambda text: any(form.fullmatch(text) for form in (SERIAL, GRADE, INNER, URGENT))),
    ("note", lambda text: SIGNER.match(f" {text}")),
    ("number", lambda text: DOCUMENT_NUMBER.fullmatch(SIGNER.sub("", text))),
    ("date", DATE.match),
    ("subtitle", lambda text: len(text) <= TITLE and text.startswith(("——", "—", "－－", "--"))),
    ("note", _is_adoption),
    ("note", re.compile(r"[（(].{2,}[）)]$").match),
    ("salutation", is_salutation),
)


def role(line: Line, titled: bool, beside_date: bool) -> Role:
    """The role of a line in a title block; `body` = the text begins here.

    `titled`: a title came before; `beside_date`: the line before or after is the date or the occasion of a speech.
    """
    if line.cells:
        return "body"
    if line.hint == "toc":
        return "toc"
    found = next((role for role, form in FORMS if form(line.text)), None)
    if found:
        return found
    if ATTACHMENT.match(line.text):
        return "body" if titled else "note"
    return _title_or_text(line, titled, beside_date)


def _title_or_text(line: Line, titled: bool, beside_date: bool) -> Role:
    text = line.text
    if line.hint == "title":
        return "title"
    if titled and (line.level or text in OPENING_WORDS):
        return "body"
    if titled and len(text) <= 24 and (OFFICER.match(text) or (beside_date and BARE_NAME.match(text))):
        return "speaker"
    closed = "。" in text or (is_final(text) and not text.endswith(("？", "！", "?", "!", "》", "”")))
    is_title = line.level == 1 or (not closed and len(text) <= TITLE)
    return "title" if is_title else "body"


def last_date(text: str) -> str | None:
    """The latest date in a text: a 题注 tells all revisions."""
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
