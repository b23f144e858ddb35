"""Clauses that lay a task on a party: 由县水利局牵头, 督查室负责, 镇纪委每两个月…, whatever the document's style."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...text import fold
from .clauses import ordinal
from .deadlines import LIMIT, finishing
from .parties import HEADS, NOBODY, party, several
from .words import ACTS, MANNERS, any_of, words

_DOES = any_of(words(
    "牵头 负责 主办 承办 主责 统筹 组织实施 具体实施 组织 实施 承担 落实 督办 包案 把关 汇总 抓总 兜底",
    "审核 审批 审定 审议 验收 复核 协调 会商 制定 制订",
))  # fmt: skip
_SHARED = "(?:按(?:照)?(?:各自)?职责(?:分工)?|分别|共同|具体|统一|现场|定期|当场|负责)*"
_HELPS = "配合|协助|协同|参与|参加|协办|支持"
_HEAD = any_of(HEADS)
_NOT_FROM = "[理自缘经事因]"
_FROM = re.compile(
    rf"(?<!{_NOT_FROM})由(?![于此来衷])(?P<who>[^，。；：由]{{2,40}}?){_SHARED}"
    rf"(?P<does>{_DOES})(?![部局办科室处组])(?!生活会)"
)
_VERB = rf"(?:{any_of(MANNERS)})*{any_of([*(act for act in ACTS if len(act) > 1), '列出', '带领', '打分', '讲'])}"
_UP_TO_HEAD = rf"(?P<who>[一-鿿（）×、]{{0,24}}?{_HEAD})(?!{_HEAD})"
_FROM_ACT = re.compile(
    rf"(?<!{_NOT_FROM})由(?![于此来衷]){_UP_TO_HEAD}"
    rf"(?:{_VERB}|[于在]?(?:{LIMIT.pattern}))"
)
_ALONE = re.compile(rf"(?P<who>.{{2,60}}?){_SHARED}(?P<does>牵头|负责|主办|承办|组织实施|{_HELPS})(?:实施|落实|负责)?")
_WITH_TIME = re.compile(rf"{_UP_TO_HEAD}(?P<at>[于在]?)(?P<time>{LIMIT.pattern})")
_ROLES = re.compile(f"(?<=牵头|负责|主办|承办|{_HELPS})[、和]")
"""Between the roles of 水利局牵头、各村配合."""
_TOPIC = re.compile("(?:此项|该项|上述|以上|这项|本项|各项|具体)?(?:工作|任务|事项)?")
_NAME = re.compile("[一-鿿A-Za-z×〇（）()“”、/]{2,60}")
_NO_NAME = re.compile(
    "解释|[的了是为对向]|什么|哪|^每.$|^(?:专人|个人|人民|本人|双方|责任单位|牵头单位|责任部门|部门|单位)$"
)
_TIME_BEHIND = re.compile(rf"(?:{LIMIT.pattern})$")
_IN_CHARGE = re.compile("(?P<who>.{2,30})(?:负总责|负首责|总负责)")
_SLOGAN = re.compile("坚持|实行|强化|落实|完善|健全|建立|推行|按照")
_LEAST = 4
"""Characters that say what is to be done."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is to act."""

    who: tuple[str, ...]
    alone: bool
    """Whether the clause says no more: what is to be done stands beside it."""


def assignment(clause: str) -> Assignment | None:
    """The parties on whom a clause lays its task; None when it names none so."""
    text = clause[ordinal(clause) :]
    if text.endswith("的"):
        return None
    return _in_roles(text) or _from(text) or _alone(text) or _in_charge(text) or _with_time(text)


def is_explicit(sentence: str) -> bool:
    """Whether a sentence has a clause that says no more than by when: 4月底前完成."""
    return any(finishing(part) for part in re.split("[，,]", sentence))


def _in_roles(text: str) -> Assignment | None:
    """由水利局牵头、各村配合: several roles that say no more than who."""
    roles = _ROLES.split(text)
    tasks = [_from(role) or _alone(role) for role in roles] if len(roles) > 1 else []
    who = tuple(dict.fromkeys(name for task in tasks if task and task.alone for name in task.who))
    return Assignment(who, alone=True) if tasks and all(task and task.alone for task in tasks) else None


def _from(text: str) -> Assignment | None:
    """由水利局牵头; 由各部门列出….  What is 由镇长组织的 something is no duty."""
    for found in _FROM.finditer(text):
        rest = text[found.end() :]
        who = _parties(found["who"])
        is_known = found["does"] in ("牵头", "负责", "主办", "承办") or all(map(party, who))
        if who and is_known and not rest.startswith(("的", "解释")) and not re.match("[^，、]{0,8}的", rest):
            refers = _TOPIC.fullmatch(text[: found.start()])
            return Assignment(who, bool(refers) and rest in ("", "实施", "落实", "负责", "抓总"))
    act = _FROM_ACT.search(text)
    who = _parties(act["who"]) if act and party(act["who"]) else ()
    return Assignment(who, alone=False) if who else None


def _alone(text: str) -> Assignment | None:
    """水利局牵头, 各村配合."""
    found = _ALONE.fullmatch(text)
    who = _parties(found["who"]) if found and party(_joined(found["who"])) else ()
    return Assignment(who, alone=True) if who else None


def _in_charge(text: str) -> Assignment | None:
    """镇长负总责."""
    found = _IN_CHARGE.match(text)
    who = _parties(found["who"].removeprefix("由")) if found else ()
    is_plain = bool(who) and all(map(party, who)) and not _SLOGAN.match(text)
    return Assignment(who, alone=False) if is_plain else None


def _with_time(text: str) -> Assignment | None:
    """各村每月25日前上报…: a party, a time, an act; 我镇于2031年5月… tells."""
    found = _WITH_TIME.match(fold(text))
    if not found or len(text) - found.end() < _LEAST or (found["at"] and not found["time"].endswith(("前", "内"))):
        return None
    name = text[: found.end("who")]
    who = _parties(name) if party(name) else ()
    return Assignment(who, alone=False) if who else None


def _joined(names: str) -> str:
    return re.sub("会同|联合|商(?=[县市区镇国省财])", "、", names)


def _parties(names: str) -> tuple[str, ...]:
    """The parties of 督查室会同组织部; none when one of the words is no name."""
    plain = _TIME_BEHIND.sub("", _joined(names))
    if not _NAME.fullmatch(plain):
        return ()
    found = several(plain)
    return () if any(_NO_NAME.search(name) or name in NOBODY for name in found) else found
