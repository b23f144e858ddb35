"""What stands for words that were to be filled in or were taken out: X, ××, **县, 某某, ＿＿, （此处…）, 年 月 日.

A table of kinds. Each pattern says what is one; what only looks like one (X光, 1+X, “数据要素×”, 7×24小时, 某些,
张某某) is shut out by what must stand beside it. All patterns look at the folded view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Document
from ..source import Diagnostic
from .lines import Shown, Spot, findings

HAN = "\u4e00-\u9fff"
ASCII = "A-Za-z0-9"
# What a place, a person, a number that was taken out is followed by.
PLACE = "省市县区镇乡村"
UNIT = (
    f"[{PLACE}局办委厅部院校所站年月日号届次条项个名人户万亿元家]|街道|社区|公司|集团|企业|单位|支部"
    "|同志|书记|主席|主任|领导|先生|女士"
)
# X as a letter with a meaning: after 坐标, before 光, 轴, 代表, in X、Y, in names and sums (1+X, X-2, X2345).
LETTER_BEFORE = rf"(?<![{ASCII}+\-=/.·&#_@])(?<!坐标)(?<!变量)(?<!代号)(?<!型号)(?<!字母)(?<!未知数)"
LETTER_AFTER = (
    r"(?![A-Za-z+\-=/._&#^]|\d{3}|\d+(?![\d年月日位名个家户人次])|光|射线|线|轴|染色体|坐标|因子|型|形|值|代表|表示|世代|波段"
    r"|、\s?[A-WYZ](?![A-Za-z]))"
)
LETTERS = re.compile(
    rf"(?:(?<=^\d\.)|{LETTER_BEFORE})X{LETTER_AFTER}|(?<![A-Za-z+\-=/.·&#_@])X{{2,}}(?![A-Za-z+\-=/._&#]|\d{{3}})"
    rf"|(?<![{ASCII}])x+(?=[年月日]\s?x|[{PLACE}])"
)
# A cross multiplies, between words too (人次×单价): one alone needs a place behind it and no noun before it.
CROSSES = re.compile(
    r"(?<![\d√×✕╳])[×✕╳]{2,}(?![\d√×✕╳])"
    rf"|(?:(?<=[在于由经到给为以和与及的从向是])|(?<![{HAN}\w%)]))[×✕╳](?=\s?[{PLACE}])"
    r"|[×✕╳]\s?年\s?[×✕╳]\s?月|[×✕╳]\s?月\s?[×✕╳]\s?日"
)
STARS = re.compile(rf"(?<![*{ASCII}])\*{{2,}}(?={UNIT})")
CIRCLES = re.compile(rf"(?<![〇○零一二三四五六七八九十\d◯△])[○◯〇△]{{2,}}(?={UNIT})(?!年)")
SOMEBODY = re.compile(r"某某+")
BLANKS = re.compile(r"_{2,}|﹍{2,}")
UNDATED = re.compile(r"(?<!\w)(?:20\d{0,2})?\s*年\s+月(?:\s+日)?(?!\w)|[〔\[]\s*(?:20\d\d)?\s*[〕\]]\s+号(?!\w)")
NOTES = re.compile(
    r"[(【〔\[]\s*(?:此处|这里|请在此)[^)】〕\]]{0,30}[)】〕\]]|此处(?:填写|插入|省略|补充|添加|输入|编辑)|【\s*】|《\s*》"
    r"|(?:^|[:(【“\t])\s*待(?:定|补充|完善|核实|核对|填写|填|确认|更新|明确)\s*(?=[)】”。,;\t]|$)"
    r"|(?<![A-Za-z])(?:TODO|TBD|FIXME)(?![A-Za-z])"
)
SURNAMES = (
    "王张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪"
    "陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万覃武钱严莫孔向汤李洪季康施牛温葛章殷倪常樊兰聂"
    "宁牟梅申柳鲍霍骆尚翟岳齐鲁詹关饶涂蓝甘庞祁翁游耿包左焦戚单乔辛裴缪盛丛仲符隋路车代喻简柴冉邢连景费文安"
)
NAMELESS = re.compile(f"[{SURNAMES}]某")
# A rule prescribes names, numbers and forms: 名称为“××律师事务所”, 编排方式为：X妆XXXX.
FORMULA = re.compile(r"名称|名义|字样|写明|编号|编排|格式|样式|式样|例如|代表|流水|年份|标题|文书|称为|标志|用语|告知")
# How something is to be printed: ×××（三号黑体，居中）.
LAYOUT = re.compile(r"黑体|宋体|仿宋|楷体|居中|居左|居右|顶格")
ARTICLES = 5  # numbered 条 that make a document a rule
NAMES = 3  # so many people without a name (张某) make a document one about cases


def _anywhere(_: Shown, __: re.Match[str]) -> bool:
    return True


def _free(row: Shown, _: re.Match[str]) -> bool:
    """Tables and attachments hold forms, whose blanks are meant."""
    return not row.table and not row.attached


def _no_name(row: Shown, found: re.Match[str]) -> bool:
    """张某某 is a person who shall not be named."""
    return row.view[max(found.start() - 1, 0)] not in SURNAMES


def _among_words(row: Shown, found: re.Match[str]) -> bool:
    """Whether Chinese stands beside it; alone in a cell it is a mark or the head of a column."""
    return bool(re.search(f"[{HAN}]", row.view[max(found.start() - 3, 0) : found.end() + 3]))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of placeholder."""

    signs: tuple[str, ...]
    """A line without any of these has none: asked first, because nearly all lines have none."""
    pattern: re.Pattern[str]
    holds: Callable[[Shown, re.Match[str]], bool]
    """Whether a match is one where it stands."""
    in_cases: bool = True
    """Whether it is one in a document about cases too, where people and places are nameless on purpose."""
    in_forms: bool = True
    """Whether it is one in a line too that prescribes a form."""


KINDS = (
    Kind(("X", "x"), LETTERS, _among_words, in_cases=False, in_forms=False),
    Kind(("×", "✕", "╳"), CROSSES, _among_words, in_cases=False, in_forms=False),
    Kind(("**",), STARS, _anywhere),
    Kind(("○", "◯", "〇", "△"), CIRCLES, _anywhere),
    Kind(("某某",), SOMEBODY, _no_name, in_cases=False),
    Kind(("__", "﹍"), BLANKS, _free),
    Kind(("年 ", "〕 ", "] "), UNDATED, _free),
    Kind(("此处", "这里", "请在此", "待", "【", "《 ", "《》", "TODO", "TBD", "FIXME"), NOTES, _anywhere),
)


def check(document: Document, lines: Sequence[Shown]) -> Iterator[Diagnostic]:
    """G101: the placeholders of a document, kind by kind."""
    case = sum(len(NAMELESS.findall(row.view)) for row in lines if "某" in row.view) >= NAMES
    rule = sum(section.kind == "article" for section in document.sections()) >= ARTICLES
    for kind in KINDS:
        if kind.in_cases or not case:
            rows = [row for row in lines if any(sign in row.view for sign in kind.signs)]
            rows = [row for row in rows if kind.in_forms or not _prescribes(row, rule)]
            yield from findings("G101", document, [spot for row in rows for spot in _spots(row, kind)])


def _prescribes(row: Shown, rule: bool) -> bool:
    """Whether a line shows how something is printed or, in a rule, is a form or tells of one."""
    return bool(LAYOUT.search(row.view)) or (rule and (row.attached or bool(FORMULA.search(row.view))))


def _spots(row: Shown, kind: Kind) -> Iterator[Spot]:
    """The places of one kind in a line."""
    for found in kind.pattern.finditer(row.view):
        if kind.holds(row, found):
            yield Spot(row.line, found.start(), found.end())
