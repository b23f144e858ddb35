"""Time limits as they are written: 2026年底前, 到2025年, 第二季度前, 每季度. Nothing is reckoned, no year is added."""

from __future__ import annotations

import re

from ...text import fold
from .words import ACTS, any_of

_N = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
_YEAR = r"(?:今年|明年|本年度|\d{4}年度?)"
_MONTH = r"\d{1,2}月份?"
_DAY = rf"{_MONTH}(?:\d{{1,2}}[日号])?"
_PART = "(?:(?<![前近])第?[一二三四1-4]季度|[上下]半年)"
_COUNT = r"(?:\d{1,4}|[一二三四五六七八九十两几]{1,3})个?(?:季|月|年|周|天|日|名|位|强|批|期)"
_BEFORE = rf"(?:之前|以前|为止|前(?!{_COUNT}|[往茅沿]|期(?!满)|列(?![入出明支])))"
"""Not the 前 of 今年前三季度, 全年前三名, 2026年前往, 名列今年前列."""
_END = "(?:底|末|初|[上中下]旬)"
_CLOSE = "[底末初终](?![位始端级尾步身])"
"""Not of 末位, 初始, 终端."""
_IN = "内(?![涵容外蒙]|部(?!署|分)|生动)"
"""Not of 内涵, 内部."""
_DONE = "(?:完成|办结|建成|完工|竣工|报送|上报|落实到位|整改到位|到位|见效|结束|销号)"
_HOW = "(?:全面|全部|基本|集中|书面)?"
_DOES = f"(?={_HOW}(?:{_DONE}|进行|{any_of(act for act in ACTS if len(act) > 1)}))"
_BARE = "(?<![\\d一二三四五六七八九十两几多数半个去上])(?:年(?=[底末初])|(?<![青少成全百千中])年|月|季度)"
"""The year, month or quarter without a name, as in 年底前; not of 三年前, 3个月前, 去年底前, 青年前进."""
_EVERY = (
    rf"每(?:{_N}|半)?个?(?:年|月|季度|周|日|天|学期)(?:度)?"
    rf"(?:(?:第?{_N}个?月|[首末]月)?(?:{_N}[日号]|底|末|初|[一二三四五六日])?{_BEFORE}|{_CLOSE}"
    r"|(?!\d[\d.,]*万?(?:元|斤|公斤|吨|度)))"
)
"""How often; 每人每月300元 is an amount."""
_DEADLINE = (
    rf"(?:(?:到|至|于|自|从)?{_YEAR}(?:{_DAY}|{_PART}|年)?"
    rf"|{_DAY}|{_PART}|{_BARE}|年中|学期|本月|汛){_END}?{_BEFORE}"
)
"""By when: 2026年底前, 6月30日前, 第二季度前."""
_UNTIL = rf"(?<![\d年])(?<!明确)(?:到|至)(?:今年|明年|\d{{4}}年)(?:{_MONTH}底?|{_PART}末?|年?底|末)?"
_WITHIN = (
    rf"(?:今年|明年|\d{{4}}年)(?:年?底|末(?!位|端)|[上下]半年|{_IN}|{_MONTH}底?(?!\d|以来|起|至|到|印发|出台|召开|施行|发布)|{_PART}末?{_DOES})"
    rf"|(?:{_MONTH}(?:\d{{1,2}}日|底|末|[上中下]旬)?|(?<!去)年底)(?={_HOW}{_DONE})"
    rf"|(?<![\d去上当每入])(?:年[底末]{_DOES}|年终(?={_HOW}(?:{_DONE}|进行|开展|组织)))|{_PART}末?{_DOES}"
)
"""When, without 前: only where something is done then; 年终考核, 纳入年底考核 are names."""
LIMIT = re.compile(
    rf"(?<!人)(?<!户)(?<!人均){_EVERY}|{_DEADLINE}|{_UNTIL}|{_WITHIN}"
    rf"|年{_IN}|(?:今年|明年)(?=[，,要完开启实新力])|(?:{_N}个?(?:工作日|日|天|周|月|年|小时)|半年)(?:之内|以内|"
    rf"{_IN})(?!的)|每季"
    r"|“[一二三四五六七八九十]{2,3}五”(?:期间|时期|末)|(?:近期|本届任期内|任期内|规划期内|"
    r"(?:换届|汛期|入冬|春节|国庆|两会)前(?!往))"
)
_AHEAD = re.compile(_DEADLINE)
_DUE = re.compile(r"(?<!截)[到至](\d{4})年(?![\d一二三四上前第])|(?<![\d到至])(\d{4})年{1,2}[底末]")
"""The end of a year, still to come or past: 到2031年, 2031年底; 截至2031年底 is past."""
_BROAD = re.compile("期间|时期|近期|任期|规划期|^[今明]年$|^年内$")
_AT = re.compile("[于在]")
_FINISHED = re.compile(rf"(?:全面|全部|基本|务必|必须|按时|要求)*{_DONE}(?:工作|任务|整改|销号|落实)?")
_OPENING = re.compile(r"(?:力争|确保|争取|原则上|务必|要求|须|应|要|要在|于|在)*")


def limit(text: str) -> str:
    """The first time limit in a text; empty = none."""
    found = LIMIT.search(fold(text))
    return text[found.start() : found.end()].removeprefix("于") if found else ""


def opening(clause: str, start: int = 0) -> str:
    """The time limit with which a clause begins: it holds for what follows in the sentence."""
    return clause[start : behind(clause, start)].lstrip("于在")


def behind(clause: str, start: int = 0) -> int:
    """Where the time limit ends with which a clause begins (年底前…, 于年底前…); without one, where it begins."""
    plain = fold(clause)
    found = LIMIT.match(plain, start) or (LIMIT.match(plain, start + 1) if _AT.match(plain, start) else None)
    return found.end() if found else start


def is_bare(clause: str) -> bool:
    """Whether a clause is a time limit and nothing else: 4月底前."""
    return bool(clause) and behind(clause) == len(clause)


def is_ahead(sentence: str, date: str | None = None) -> bool:
    """Whether what a sentence tells is still to come: it says by when (年底前), or names a year that ends after `date`.

    到2031年，…达到95% may be a result as well: without the date of its document it is taken for one.
    """
    plain = fold(sentence)
    told = f"{date or '9999'}-12"[:7]
    return bool(_AHEAD.search(plain)) or any(f"{until or at}-12" > told for until, at in _DUE.findall(plain))


def is_definite(when: str) -> bool:
    """Whether a time limit names a day, a month or a rhythm; 近期, 任期内 name none."""
    return bool(when) and not _BROAD.search(when)


def finishing(clause: str) -> str:
    """The time limit of a clause that says no more than by when: 4月底前完成; empty = another clause."""
    plain = fold(clause)
    begin = _OPENING.match(plain)
    found = LIMIT.match(plain, begin.end() if begin else 0)
    if not found or not (found.end() == len(plain) or _FINISHED.fullmatch(plain, found.end())):
        return ""
    return clause[found.start() : found.end()].removeprefix("于")
