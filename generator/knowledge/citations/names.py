"""Names of documents: what is the same in 《监察法》 and 《中华人民共和国监察法》, and which names name nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...structure.forms import KIND_WORDS
from ...text import fold

KINDS = "|".join(sorted((*KIND_WORDS, "宪法", "法典", "大纲", "标准", "规范", "名录", "目录"), key=len, reverse=True))
OFFICIAL = re.compile(rf"(?:{KINDS})$")
"""How a name ends that is an official document's; newspapers, books and films end otherwise."""
MARKS = re.compile(r"[\s“”‘’\"'〈〉<>《》、,・·]")
YEAR = r"(\d{4}|[〇零○一二三四五六七八九]{4})\s*年?"
EDITION = re.compile(rf"\({YEAR}(?:\d+月)?(?:\d+日)?(?:第?[一二三四五六七八九十]?次?(?:修订|修正|修改|版|本|文本))*\)")
"""（2018修订）, （2023年修正本）: the edition of a document; the name is what stands without it."""
TRIAL = re.compile(r"\((?:试行|暂行|新?修订|修正|修订版|修正版|新版|现行|节选|摘编|全文|完整版)\)")
WRAPPER = re.compile(r"^(.{0,40}?)关于(?:印发|发布|公布|颁布|颁发|转发|批转|下发)(.{4,})的(?:通知|公告|通告|令|函)$")
"""A notice that only publishes: 关于印发…的通知 stands for what it publishes."""
ISSUER = re.compile(
    r"^(.{2,40}?(?:中央|国务院|院|厅|部|局|署|委|委员会|常委会|政府|党委|党组|办公室|大会|会议|组|总局|协会|联合会|总工会|公司))(?=关于)"
)
NATIONAL = re.compile(r"^(?:中华人民共和国|中国共产党|党的)(?=.{2,})")
"""What may be left out in front of a law's or a party rule's name."""
GENERIC = re.compile(
    rf"^(?:新|旧|原|本|该|这个)?(?:政府|年度|工作|实施|管理|暂行|试行|指导|若干|总体|具体|建设|发展|中期|年|专项|补充|主题|重要)*"
    rf"(?:{KINDS}|文件|草案|征求意见稿|意见稿|建议|纲领)(?:草案)?$"
)
"""《意见》, 《实施细则》, 《政府工作报告》: a kind of document and no document."""
STAND_IN = re.compile(
    r"^[\s*_.…·○〇口□?XxＸ×✕＊-]*$|(?<![A-Za-z0-9])[Xx×✕*○□_]{2,}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9.])[X×✕*](?![A-Za-z0-9.]|射线|光|染色体|档案|战警|理论|轴|线|型)"
    r"|某{2,}|某(?=[省市县区州镇乡村街局厅部委办院校厂司公单企机同])|…{2,}"
)
"""What an author writes who may not say the name: X, ××, 某某, 某市."""
OPENERS, CLOSERS = "《〈≪“‘\"'", "》〉≫”’\"'"


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart, for comparing."""

    core: str
    """Without brackets, marks, issuer, edition, 试行; of a notice that publishes a document, that document's."""
    issuer: str = ""
    """Who issued it, as far as the name says so: 国务院办公厅."""
    year: str = ""
    """Year of the edition that the name asks for."""


def bare(name: str) -> str:
    """A name without its book-title marks."""
    return name.strip().strip(OPENERS + CLOSERS).strip() if name.strip()[:1] in OPENERS else name.strip()


def taken_apart(name: str) -> Name:
    """What of a name counts when two are compared."""
    view = fold(name)
    edition = EDITION.search(view)
    plain = MARKS.sub("", TRIAL.sub("", EDITION.sub("", view)))
    wrapped = WRAPPER.match(plain)
    issuer = wrapped[1] if wrapped else ""
    plain = wrapped[2] if wrapped else plain
    if found := ISSUER.match(plain):
        issuer, plain = found[1], plain[found.end() :]
    short = NATIONAL.sub("", plain)
    core = short if OFFICIAL.search(plain) and short != plain else plain
    return Name(core, issuer, year(edition[1]) if edition else "")


def year(digits: str) -> str:
    """A year in Arabic digits."""
    return "".join(c if c.isdecimal() else str("〇一二三四五六七八九".find(c) if c not in "零○" else 0) for c in digits)


def is_placeholder(name: str) -> bool:
    """Whether a name only keeps the place of one: 《X关于…的规定》."""
    return bool(STAND_IN.search(fold(name)))


def is_generic(name: str) -> bool:
    """Whether a name says the kind of document only; it means what the text around it says."""
    plain = MARKS.sub("", TRIAL.sub("", EDITION.sub("", fold(name))))
    return bool(GENERIC.match(plain)) or len(plain) < 2


def is_official(name: str) -> bool:
    """Whether a name is an official document's: by its last word, or 关于 in it."""
    plain = MARKS.sub("", TRIAL.sub("", EDITION.sub("", fold(name))))
    return bool(OFFICIAL.search(plain)) or "关于" in plain


def same_issuer(one: str, other: str) -> bool:
    """Whether two issuers can be the same: one may be left out, or be named among several."""
    return not one or not other or one in other or other in one
