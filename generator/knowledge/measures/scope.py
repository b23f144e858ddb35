"""Where measures can stand at all: kinds of documents, sections that plan, sentences that do not tell of the past."""

from __future__ import annotations

import re

from ...model import Document, Section
from ...text import fold
from .deadlines import is_ahead

RULES = (
    "法", "条例", "规定", "办法", "细则", "准则", "章程", "规则", "解释", "总纲", "令", "制度", "守则", "规程", "规范",
    "要求", "手册", "问答", "说明",
)  # fmt: skip
"""Kinds whose words hold for good: their obligations are norms, no measures to be ticked off."""
ORDERING = (
    "讲话", "报告", "要点", "方案", "意见", "通知", "决定", "公报", "总结", "汇报", "纪要", "提纲", "计划",
    "规划", "通报", "决议", "安排", "讲稿", "清单", "发言", "纲要", "预案", "批复", "函", "致辞", "党课",
)  # fmt: skip
"""Kinds that say what is to be done."""
PLANS = ("要点", "方案", "计划", "安排", "清单")
"""Kinds whose every sentence says what is to be done."""
REPORTS = ("报告", "公报", "决议", "总结", "汇报", "致辞", "规划", "纲要")
"""Kinds of hundreds of sentences that call for much: a list of all of them would help nobody."""
_BACK = re.compile(
    r"回顾|成效|成就|成绩|过去|以来|取得|现状|发展基础|形势|存在的?(?:主要)?(?:问题|不足)|工作(?:开展)?情况|"
    r"意义|发展环境|背景|经验|伟大变革|开局|收官"
)
_AHEAD = re.compile(r"目标|任务|安排|举措|措施|下一步|今后|部署|要求|打算|重点工作|着力|切实|推进|加强|开创|谱写|奋力")
_PRINCIPLES = re.compile(
    r"^(?:指导思想|指导方针|(?:工作|基本|编制|适用)?(?:原则|依据|范围)|总体(?:要求|思路|目标)|(?:发展|工作|"
    r"主要|总体|预期|奋斗|规划|战略|阶段性?)?目标(?:任务|要求)?|战略定位|目的|总则|名词解释)"
)
_PAST = re.compile(
    r"[\u4e00-\u9fff](?<![为除])了(?![解结然却如事望])|(?<![业而早])已经?(?![有知])|累计|去年|过去|一年来|"
    r"年来|以来|曾|位居|居全国|获评|入选|荣获|刚刚|正在|正深入|仍然?存在|还存在|尚未|不够"
)
_REACHED = re.compile(
    r"新增\d|(?:增长|下降|提高|增加|减少|达到?|突破|超过?)了?\d[\d.,]*(?:%|个|万|亿|户|家|倍)(?!左右|以上|以内)"
)
"""A figure that was reached, unless the sentence says by when it is to be (`is_ahead`)."""
_SINCE = re.compile("[对把将][^，。]{0,12}以来")
"""Things since some year are put in order now: 对2018年以来的文件进行清理."""
_AIM = re.compile(r"左右|以上|以内|力争|目标|要|将|必须")


def kind_of(document: Document) -> str:
    """The word that ends a document's title, without the words before it: 学习计划 is a 计划."""
    kind = "".join((document.meta.kind or "").split())
    return next((known for known in (*PLANS, *REPORTS) if kind.endswith(known)), kind)


def has_measures(document: Document) -> bool:
    """Whether a list of measures makes sense: a document of articles is a rule, whatever it is called."""
    kind = "".join((document.meta.kind or "").split())
    sections = [
        section for section in document.sections() if section.kind not in ("root", "closing", "signature", "notes")
    ]
    articles = sum(section.kind == "article" for section in sections)
    if kind in RULES or "".join((document.meta.title or "").split()).endswith(RULES):
        return False
    return articles * 2 <= len(sections)


def orders_nothing(section: Section) -> bool:
    """Whether a section's heading says that it tells of what was, or gives aims and principles."""
    heading = section.heading or ""
    return bool(_PRINCIPLES.match(heading)) or (bool(_BACK.search(heading)) and not _AHEAD.search(heading))


def is_past(sentence: str, date: str | None = None) -> bool:
    """Whether a sentence tells of what was or is; `date`: of its document."""
    told = _SINCE.sub("", fold(sentence))
    is_told = _PAST.search(told) or (_REACHED.search(told) and not is_ahead(told, date))
    return bool(is_told) and not _AIM.search(sentence)
