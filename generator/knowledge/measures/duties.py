"""Parties that a text names together with what they have to do, by the turns of phrase in which it does so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...annotations import Passage
from . import scope
from .assignments import assignment
from .clauses import Clause, Text
from .grammar import read
from .model import Duty, Measure
from .parties import HEADS, NOBODY, SHORT, several
from .words import any_of, words

_LONG = any_of(
    head for head in HEADS if head not in SHORT and head not in ("主体", "人民", "领导", "组织", "基层", "地方")
)
_ONE = rf"(?:[\u4e00-\u9fff×X]{{0,10}}?{_LONG}|各村|各镇|各乡镇)"
_PARTY = rf"(?P<who>{_ONE}(?:[、和及与]{_ONE})*)(?!{_LONG})"
_ORGAN = any_of(words("党委 党组 党支部 支部 党组织 纪委 书记 班子 中心组 领导 部门 单位 企业 委员"))
_ORGANS = any_of(words("小组 领导小组 工作小组 专班 工作组 工作队 委员会 指挥部 督导组 办公室"))
_WHICH = "(?:各级|各|全体|[一二三四五六七八九十百千万]名|镇|村|区|县|市|社区|机关|基层|党)?"

_PHRASES = (
    ("推动 督促 倒逼 责成 要求 压实 敦促", rf"{{words}}{_PARTY}(?=[\u4e00-\u9fff]{{{{3}}}})(?!的)"),
    ("作为", rf"^作为{_PARTY}$"),
    ("由", rf"由{_PARTY}(?=牵头|负责|组织|承担|具体|统一|会同)"),
    ("牵头 负责 带头 包保 挂帅 挂点", rf"(?:^|坚持|以|发挥){_PARTY}(?={{words}})"),
    ("到", rf"(?:分解|落实|明确|压实|细化|延伸|传导)到{_PARTY}"),
    ("主体责任 监督责任 第一责任 领导责任 政治责任 监管责任 直接责任", rf"{_PARTY}的?(?={{words}})"),
    ("组成 成立 组建", rf"{{words}}(?P<who>[\u4e00-\u9fff]{{{{0,12}}}}{_ORGANS})"),
    ("责任人 责任主体 责任者", rf"{_PARTY}都?(?=是[^，。]{{{{0,14}}}}{{words}})"),
    ("讲 学习 联系 包 抓 帮扶 述职", rf"(?P<who>{_WHICH}{_ORGAN}{{{{1,2}}}})(?=理论学习|{{words}})"),
    ("谁", r"(?P<who>谁[\u4e00-\u9fff]{{1,4}}谁[\u4e00-\u9fff]{{1,4}})"),
)
"""Turns of phrase that lay something on a party: words without which there is none, and its pattern."""


def _pattern(marks: str, pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{words}", any_of(marks.split())).replace("{{", "{").replace("}}", "}"))


PHRASES = tuple((re.compile(any_of(marks.split())), _pattern(marks, pattern)) for marks, pattern in _PHRASES)
"""(what a quick look seeks, the pattern); `who` is the party."""
_NO_NAME = re.compile(r"[为是]|^(?:小组|专班|工作组|工作小组|委员会|办公室)$")
"""为本部门…; a working group without a name of its own is what is made, not who makes it."""
_BEFORE = re.compile(
    r"^(?:[^和与及、]{0,8}责任[和与及、]|坚持|严格|全面|切实|进一步|不断|压实|强化|落实|明确|履行|扛起|加强|"
    r"从严治党|党风廉政建设|意识形态工作)+"
)


def of_orders(measures: Sequence[Measure]) -> Iterator[Duty]:
    """The duties of the parties to whom the measures are given by grammar."""
    for measure in measures:
        for who in measure.who:
            yield Duty(measure.at, who, measure.at, measure.text)


def of_phrases(line: Text) -> Iterator[Duty]:
    """The duties that a line lays on parties without an order."""
    for sentence in line.sentences:
        if not scope.is_past(line.passage.text[sentence[0].start : sentence[-1].end]):
            for clause in sentence:
                yield from _of_clause(line.passage, clause)


def _of_clause(passage: Passage, clause: Clause) -> Iterator[Duty]:
    task = assignment(clause.text)
    for who in task.who if task else ():
        if (start := clause.text.find(who)) >= 0:
            at = passage.part(clause.start + start, clause.start + start + len(who))
            yield Duty(at, who, passage.part(clause.start, clause.end), clause.text)
    if task:
        return
    reading = read(clause.text)
    if reading.modal and reading.who:
        at = passage.part(clause.start, clause.end)
        for who in several(reading.who.removeprefix("由")):
            yield Duty(at, who, at, clause.text)
    for mark, phrase in PHRASES:
        for found in phrase.finditer(clause.text) if mark.search(clause.text) else ():
            cut = _BEFORE.match(found["who"])
            start = clause.start + found.start("who") + (cut.end() if cut else 0)
            name = passage.text[start : clause.start + found.end("who")]
            if len(name) > 1 and name not in NOBODY and not _NO_NAME.search(name):
                at = passage.part(start, start + len(name))
                yield Duty(at, name, passage.part(clause.start, clause.end), clause.text)
