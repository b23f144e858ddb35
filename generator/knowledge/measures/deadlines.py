"""Time limits as they are written: 年底前, 到2025年, 每季度. Nothing is reckoned, no year is added."""

from __future__ import annotations

import re

from ...text import fold

_N = r"(?:\d{1,4}|[一二三四五六七八九十两]{1,3})"
LIMIT = re.compile(
    rf"(?:(?:到|至|于|自|从)?(?:今年|明年|本年度|\d{{4}}年))?(?:\d{{1,2}}月份?(?:\d{{1,2}}日)?|年|月|季度|"
    rf"上半年|下半年|年中|学期|本月|汛)(?:底|末|初|中旬|上旬|下旬)?(?:之?前|以前|为止)"
    rf"|(?:到|至)(?:今年|明年|\d{{4}}年)(?:\d{{1,2}}月|年?底|末)?(?:前)?|(?:今年|明年|\d{{4}}年)(?:年?底|末|"
    rf"上半年|下半年|内|前|以前|\d{{1,2}}月(?:份|底)?)"
    rf"|年内|(?:今年|明年)(?=[，,要完开启实新力])|{_N}个?(?:工作日|日|天|周|月|年|小时)(?:之内|以内|"
    rf"内)(?!的)|每(?:{_N}|半)?个?(?:年|月|季度|周|日|天|学期)(?:度)?|每季"
    r"|“[一二三四五六七八九十]{2,3}五”(?:期间|时期|末)|(?:近期|本届任期内|任期内|规划期内|换届前|汛期前|"
    r"入冬前|春节前|国庆前|两会前)"
)


def limit(text: str) -> str:
    """The first time limit in a text; empty = none."""
    found = LIMIT.search(fold(text))
    return text[found.start() : found.end()].removeprefix("于") if found else ""


def opening(clause: str, start: int = 0) -> str:
    """The time limit with which a clause begins: it holds for what follows in the sentence."""
    found = LIMIT.match(fold(clause), start)
    return clause[found.start() : found.end()] if found else ""
