"""Word's automatic numbers, against lines written by hand and against LibreOffice's text of the same small files.

Each case is a whole Word file: the lists that it defines, its paragraphs, and the lines that a reader sees. Where
LibreOffice shows something else than Word, the case says what (`office`) and why that is LibreOffice's fault (`fault`).
"""

from __future__ import annotations

import io
import random
import subprocess
import time
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from generator.readers.docx.numbering import Numbering
from generator.readers.number_formats import pictured, render

from .ooxml import SPACES, W, docx, paragraph

# ── Words to describe lists ───────────────────────────────────────────────────────────────────────────────────────────


def level(number_format: str, text: str, start: int | str | None = 1, *, more: str = "", look: str = "") -> str:
    """A level: the format of its number, its words with %1 … for the numbers, where it begins."""
    first = "" if start is None else f'<w:start w:val="{start}"/>'
    return f'{first}<w:numFmt w:val="{number_format}"/>{more}<w:lvlText w:val="{text}"/><w:rPr>{look}</w:rPr>'


def definition(number: int, *levels: str, more: str = "") -> str:
    """A list's definition, level by level."""
    inside = "".join(f'<w:lvl w:ilvl="{i}">{text}</w:lvl>' for i, text in enumerate(levels))
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{inside}</w:abstractNum>'


def use(number: int, of: int, *overrides: str) -> str:
    """A list in use: paragraphs name its number."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{"".join(overrides)}</w:num>'


def listed(number: int, *levels: str) -> str:
    """A definition, and a list in use under the same number."""
    return definition(number, *levels) + use(number, number)


def begin(at: int | str, on: int = 0) -> str:
    """Inside `use`: a level begins with another number."""
    return f'<w:lvlOverride w:ilvl="{on}"><w:startOverride w:val="{at}"/></w:lvlOverride>'


def instead(inside: str, on: int = 0, at: int | None = None) -> str:
    """Inside `use`: a level is replaced."""
    first = "" if at is None else f'<w:startOverride w:val="{at}"/>'
    return f'<w:lvlOverride w:ilvl="{on}">{first}<w:lvl w:ilvl="{on}">{inside}</w:lvl></w:lvlOverride>'


def restart(after: int) -> str:
    return f'<w:lvlRestart w:val="{after}"/>'


def belongs(style: str) -> str:
    return f'<w:pStyle w:val="{style}"/>'


def followed(by: str) -> str:
    return f'<w:suff w:val="{by}"/>'


def font(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:hint="default"/>'


HAN = "chineseCountingThousand"
"""一, 十, 一百（简）: what Chinese Word offers first."""
DECIMAL = tuple(level("decimal", ".".join(f"%{i}" for i in range(1, depth + 1))) for depth in range(1, 10))
"""1, 1.1, 1.1.1 … on nine levels."""
OFFICIAL = (
    level(HAN, "第%1章"),
    level(HAN, "%2、"),
    level(HAN, "（%3）"),
    level("decimal", "%4．"),
    level("decimal", "（%5）"),
)
"""The levels of an official document: GB/T 9704-2012 §7.3.3, below chapters."""

# ── Words to describe paragraphs and styles ───────────────────────────────────────────────────────────────────────────


def points(number: int | str | None = None, on: int | str | None = None) -> str:
    """w:numPr: which list, which level."""
    place = "" if on is None else f'<w:ilvl w:val="{on}"/>'
    which = "" if number is None else f'<w:numId w:val="{number}"/>'
    return f"<w:numPr>{place}{which}</w:numPr>"


def p(
    text: str, number: int | str | None = None, on: int | str | None = None, *, style: str = "", mark: str = ""
) -> str:
    """A paragraph: its words, its list, its level, its style, the looks of its mark."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    pointed = "" if number is None and on is None else points(number, on)
    return paragraph(text, named + pointed + (f"<w:rPr>{mark}</w:rPr>" if mark else ""))


def style(name: str, inside: str = "", *, based: str = "", kind: str = "paragraph", default: str = "0") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{name}" w:default="{default}"><w:name w:val="{name}"/>{parent}'
        f"<w:pPr>{inside}</w:pPr></w:style>"
    )


TWO = [p("甲", 1, 0), p("乙", 1, 0)]
HIDDEN, RUN_ON = "<w:vanish/>", "<w:vanish/><w:specVanish/>"


@dataclass(frozen=True)
class Case:
    """One small Word file."""

    name: str
    lists: str
    paragraphs: Sequence[str]
    expected: Sequence[str]
    styles: str = ""
    office: Sequence[str] | None = None
    """What LibreOffice shows, where that differs; () = it cannot open the file."""
    fault: str = ""
    """Why that is wrong."""

    def file(self) -> bytes:
        return docx("".join(self.paragraphs), parts={"numbering": self.lists, "styles": self.styles})


def shown(name: str, values: Mapping[int, str], office: Mapping[int, str] | None = None, fault: str = "") -> Case:
    """A file with one list for each value, to show a format: value → what Word writes for it."""
    lists = definition(1, level(name, "%1")) + "".join(use(i, 1, begin(v)) for i, v in enumerate(values, 1))
    expected = [f"{label}文" for label in values.values()]
    other = [f"{(office or {}).get(value, label)}文" for value, label in values.items()]
    paragraphs = [p("文", i, 0) for i in range(1, len(values) + 1)]
    return Case(f"格式 {name}", lists, paragraphs, expected, office=other if office else None, fault=fault)


# ── The cases ─────────────────────────────────────────────────────────────────────────────────────────────────────────

STRUCTURE = [
    Case(
        "公文五级",
        listed(1, *OFFICIAL),
        [
            p("总则", 1, 0),
            p("目的", 1, 1),
            p("范围", 1, 1),
            p("要求", 1, 2),
            p("细目", 1, 3),
            p("小目", 1, 4),
            p("小目", 1, 4),
            p("细目", 1, 3),
            p("要求", 1, 2),
            p("细目", 1, 3),
            p("附则", 1, 0),
            p("解释", 1, 1),
        ],
        [
            "第一章总则",
            "一、目的",
            "二、范围",
            "（一）要求",
            "1．细目",
            "（1）小目",
            "（2）小目",
            "2．细目",
            "（二）要求",
            "1．细目",
            "第二章附则",
            "一、解释",
        ],
    ),
    Case(
        "九级全编",
        listed(1, *DECIMAL),
        [p("文", 1, i) for i in range(9)],
        [
            "1文",
            "1.1文",
            "1.1.1文",
            "1.1.1.1文",
            "1.1.1.1.1文",
            "1.1.1.1.1.1文",
            "1.1.1.1.1.1.1文",
            "1.1.1.1.1.1.1.1文",
            "1.1.1.1.1.1.1.1.1文",
        ],
    ),
    Case("中间有不编号的段落", listed(1, *DECIMAL), [p("甲", 1, 0), p("无号"), p("乙", 1, 0)], ["1甲", "无号", "2乙"]),
    Case(
        "两个表各编各的",
        listed(1, *DECIMAL) + listed(2, level("upperLetter", "%1.")),
        [p("甲", 1, 0), p("乙", 2, 0), p("丙", 1, 0), p("丁", 2, 0)],
        ["1甲", "A.乙", "2丙", "B.丁"],
    ),
    Case("空段也占号", listed(1, *DECIMAL), [p("甲", 1, 0), p("", 1, 0), p("乙", 1, 0)], ["1甲", "2", "3乙"]),
    Case(
        "隐藏的空段占号而不显示",
        listed(1, *DECIMAL),
        [p("甲", 1, 0), p("", 1, 0, mark=HIDDEN), p("乙", 1, 0)],
        ["1甲", "3乙"],
        office=["1甲", "2", "3乙"],
        fault="§17.3.2.41 vanish：段落标记隐藏，编号随之隐藏；文本导出不理会隐藏",
    ),
    Case(
        "样式分隔符不隐藏编号",
        listed(1, *DECIMAL),
        [p("甲", 1, 0), p("乙", 1, 0, mark=RUN_ON), p("丙", 1, 0)],
        ["1甲", "2乙", "3丙"],
    ),
    Case(
        "编号本身隐藏",
        listed(1, level("decimal", "%1", look=HIDDEN)),
        TWO,
        ["甲", "乙"],
        office=["1甲", "2乙"],
        fault="§17.9.24 rPr：编号用它自己的字符格式，隐藏的编号不显示",
    ),
    Case(
        "跳级：中间各级视为已起",
        listed(1, *DECIMAL),
        [p("甲", 1, 0), p("乙", 1, 2), p("丙", 1, 2), p("丁", 1, 1), p("戊", 1, 0)],
        ["1甲", "1.1.1乙", "1.1.2丙", "1.2丁", "2戊"],
    ),
    Case(
        "先有下级后有上级",
        listed(1, *DECIMAL),
        [p("甲", 1, 1), p("乙", 1, 1), p("丙", 1, 0), p("丁", 1, 1)],
        ["1.1甲", "1.2乙", "2丙", "2.1丁"],
    ),
    Case(
        "先有下级，起始号不是一",
        listed(1, level("decimal", "%1", 3), level("decimal", "%1.%2", 5)),
        [p("甲", 1, 1), p("乙", 1, 1), p("丙", 1, 0), p("丁", 1, 1)],
        ["3.5甲", "3.6乙", "4丙", "4.5丁"],
    ),
]

RESTARTS = [
    Case(
        "条号不随章重起（lvlRestart 0）",
        listed(1, level(HAN, "第%1章"), level(HAN, "第%2条", more=restart(0))),
        [p("甲", 1, 0), p("文", 1, 1), p("文", 1, 1), p("乙", 1, 0), p("文", 1, 1)],
        ["第一章甲", "第一条文", "第二条文", "第二章乙", "第三条文"],
        office=["第一章甲", "第一条文", "第二条文", "第二章乙", "第一条文"],
        fault="§17.9.10 lvlRestart：0 表示从不重起；LibreOffice 没有这一设置",
    ),
    Case(
        "只随章重起，不随节（lvlRestart 1）",
        listed(1, DECIMAL[0], DECIMAL[1], level("decimal", "第%3条", more=restart(1))),
        [
            p("章", 1, 0),
            p("节", 1, 1),
            p("文", 1, 2),
            p("节", 1, 1),
            p("文", 1, 2),
            p("章", 1, 0),
            p("节", 1, 1),
            p("文", 1, 2),
        ],
        ["1章", "1.1节", "第1条文", "1.2节", "第2条文", "2章", "2.1节", "第1条文"],
        office=["1章", "1.1节", "第1条文", "1.2节", "第1条文", "2章", "2.1节", "第1条文"],
        fault="§17.9.10 lvlRestart：1 表示只在第一级之后重起",
    ),
    Case(
        "随节重起，也随章（lvlRestart 2）",
        listed(1, DECIMAL[0], DECIMAL[1], level("decimal", "第%3条", more=restart(2))),
        [p("章", 1, 0), p("文", 1, 2), p("章", 1, 0), p("文", 1, 2), p("节", 1, 1), p("文", 1, 2)],
        ["1章", "第1条文", "2章", "第1条文", "2.2节", "第1条文"],
    ),
    Case(
        "lvlRestart 大于本级，不起作用",
        listed(1, DECIMAL[0], level("decimal", "%1.%2", more=restart(7))),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 0), p("丁", 1, 1)],
        ["1甲", "1.1乙", "2丙", "2.1丁"],
    ),
    Case(
        "两表同一定义，接着编",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1),
        [p("甲", 1, 0), p("乙", 1, 0), p("丙", 2, 0), p("丁", 1, 0)],
        ["1甲", "2乙", "3丙", "4丁"],
    ),
    Case(
        "重新开始编号（startOverride）",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1, begin(1)),
        [p("甲", 1, 0), p("乙", 1, 0), p("丙", 2, 0), p("丁", 2, 0)],
        ["1甲", "2乙", "1丙", "2丁"],
    ),
    Case(
        "重新开始只作用一次，此后共用",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1, begin(1)),
        [p("甲", 1, 0), p("乙", 1, 0), p("丙", 2, 0), p("丁", 2, 0), p("戊", 1, 0), p("己", 2, 0)],
        ["1甲", "2乙", "1丙", "2丁", "3戊", "4己"],
    ),
    Case(
        "从七开始",
        definition(1, level(HAN, "第%1条")) + use(1, 1, begin(7)),
        [p("文", 1, 0), p("文", 1, 0)],
        ["第七条文", "第八条文"],
    ),
    Case(
        "每级都写明从一开始",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1, begin(1), begin(1, 1)),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 2, 0), p("丁", 2, 1), p("戊", 2, 1)],
        ["1甲", "1.1乙", "1丙", "1.1丁", "1.2戊"],
    ),
    Case(
        "下级的起始号在上级之后仍有效",
        definition(1, *DECIMAL) + use(1, 1, begin(5, 1)),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 1), p("丁", 1, 0), p("戊", 1, 1)],
        ["1甲", "1.5乙", "1.6丙", "2丁", "2.5戊"],
        office=["1甲", "1.5乙", "1.6丙", "2丁", "2.1戊"],
        fault="ECMA-376 第一版 Part 4 §2.9.28 startOverride：每次重起都用这个数",
    ),
    Case(
        "先有下级，上级另定起始号",
        definition(1, *DECIMAL) + use(1, 1, begin(3)),
        [p("甲", 1, 1), p("乙", 1, 0), p("丙", 1, 1)],
        ["3.1甲", "4乙", "4.1丙"],
        office=["1.1甲", "3乙", "3.1丙"],
        fault="ECMA-376 第一版 Part 4 §2.9.28 startOverride：本级一开始就用这个数，跳过本级时也一样",
    ),
    Case(
        "换掉一级的格式（lvlOverride）",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1, instead(level("upperLetter", "%1)"))),
        [p("甲", 1, 0), p("乙", 2, 0), p("丙", 2, 1), p("丁", 1, 0)],
        ["1甲", "B)乙", "B.1丙", "3丁"],
    ),
    Case(
        "换格式并重新开始",
        definition(1, *DECIMAL) + use(1, 1) + use(2, 1, instead(level("upperLetter", "%1)"), at=4)),
        [p("甲", 1, 0), p("乙", 2, 0), p("丙", 2, 0)],
        ["1甲", "D)乙", "E)丙"],
    ),
]

STYLES = [
    Case(
        "样式编号，级别由 pStyle 定",
        definition(1, level(HAN, "第%1章", more=belongs("H1")), level("decimal", "%2.", more=belongs("H2")))
        + use(1, 1),
        [p("总则", style="H1"), p("文", style="H2"), p("文", style="H2"), p("附则", style="H1")],
        ["第一章总则", "1.文", "2.文", "第二章附则"],
        styles=style("H1", points(1)) + style("H2", points(1)),
        office=["第一章总则", "第二章文", "第三章文", "第四章附则"],
        fault="§17.9.23 pStyle：样式属于写有其名的那一级；LibreOffice 只看样式里的 ilvl",
    ),
    Case(
        "样式编号，级别由样式定",
        listed(1, *DECIMAL),
        [p("甲", style="H1"), p("乙", style="H2"), p("丙", style="H2")],
        ["1甲", "1.1乙", "1.2丙"],
        styles=style("H1", points(1, 0)) + style("H2", points(1, 1)),
    ),
    Case(
        "样式继承编号",
        listed(1, level("decimal", "%1.")),
        [p("甲", style="A"), p("乙", style="B"), p("丙", style="C")],
        ["1.甲", "2.乙", "3.丙"],
        styles=style("A", points(1)) + style("B", based="A") + style("C", based="B"),
    ),
    Case(
        "子样式取消编号（numId 0）",
        listed(1, level("decimal", "%1.")),
        [p("甲", style="A"), p("乙", style="B"), p("丙", style="A")],
        ["1.甲", "乙", "2.丙"],
        styles=style("A", points(1)) + style("B", points(0), based="A"),
    ),
    Case(
        "子样式只换级别",
        listed(1, *DECIMAL),
        [p("甲", style="A"), p("乙", style="B"), p("丙", style="B")],
        ["1甲", "1.1乙", "1.2丙"],
        styles=style("A", points(1, 0)) + style("B", points(None, 1), based="A"),
    ),
    Case(
        "段落取消样式的编号",
        listed(1, *DECIMAL),
        [p("甲", style="A"), p("乙", 0, style="A"), p("丙", style="A")],
        ["1甲", "乙", "2丙"],
        styles=style("A", points(1)),
    ),
    Case(
        "段落改用别的表",
        listed(1, level("decimal", "%1.")) + listed(2, level(HAN, "%1、")),
        [p("甲", style="A"), p("乙", 2, 0, style="A"), p("丙", style="A")],
        ["1.甲", "一、乙", "2.丙"],
        styles=style("A", points(1)),
    ),
    Case(
        "段落只写级别，表由样式定",
        listed(1, *DECIMAL),
        [p("甲", style="A"), p("乙", None, 1, style="A")],
        ["1甲", "1.1乙"],
        styles=style("A", points(1, 0)),
    ),
    Case("段落只写表，级别是第一级", listed(1, *DECIMAL), [p("甲", 1), p("乙", 1)], ["1甲", "2乙"]),
    Case(
        "段落只写表，级别由样式定",
        listed(1, *DECIMAL) + listed(2, *OFFICIAL),
        [p("甲", 2, style="A"), p("乙", 2, style="A")],
        ["一、甲", "二、乙"],
        styles=style("A", points(1, 1)),
    ),
    Case(
        "默认样式编号",
        listed(1, *DECIMAL),
        [p("甲"), p("乙", 0), p("丙")],
        ["1甲", "乙", "2丙"],
        styles=style("N", points(1), default="1"),
    ),
    Case(
        "列表样式（numStyleLink）",
        definition(1, *DECIMAL[:2], more='<w:styleLink w:val="L"/>')
        + definition(2, more='<w:numStyleLink w:val="L"/>')
        + use(1, 1)
        + use(2, 2),
        [p("甲", 2, 0), p("乙", 2, 1), p("丙", 2, 0)],
        ["1甲", "1.1乙", "2丙"],
        styles=style("L", points(1), kind="numbering"),
    ),
    Case(
        "样式互为父样式",
        listed(1, *DECIMAL),
        [p("甲", style="A"), p("乙", 1, style="A")],
        ["甲", "1乙"],
        styles=style("A", based="B") + style("B", based="A"),
        office=(),
        fault="LibreOffice 打开这个文件就退出",
    ),
]

TEXTS = [
    Case("号前号后有字", listed(1, level("decimalFullWidth", "附件%1　之")), TWO, ["附件１之甲", "附件２之乙"]),
    Case(
        "上级用汉字，下级照写",
        listed(1, level(HAN, "第%1章"), level("decimal", "%1-%2")),
        [p("甲", 1, 0), p("乙", 1, 1)],
        ["第一章甲", "一-1乙"],
    ),
    Case(
        "全用阿拉伯数字（isLgl）",
        listed(1, level(HAN, "第%1条"), level("upperLetter", "%1.%2", more="<w:isLgl/>")),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 1)],
        ["第一条甲", "1.1乙", "1.2丙"],
        office=["第一条甲", "一.A乙", "一.B丙"],
        fault="§17.9.4 isLgl：7.4 版未实现",
    ),
    Case(
        "isLgl 关着",
        listed(1, level("upperRoman", "%1"), level("decimal", "%1.%2", more='<w:isLgl w:val="0"/>')),
        [p("甲", 1, 0), p("乙", 1, 1)],
        ["I甲", "I.1乙"],
    ),
    Case(
        "号后无、空格、制表位",
        listed(
            1,
            level("decimal", "%1", more=followed("nothing")),
            level("decimal", "%2", more=followed("space")),
            level("decimal", "%3"),
        ),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 2)],
        ["1甲", "1乙", "1丙"],
    ),
    Case("无编号而有字（none）", listed(1, level("none", "一、")), TWO, ["一、甲", "一、乙"]),
    Case("编号文字为空", listed(1, level("decimal", "")), TWO, ["甲", "乙"]),
    Case(
        "引用没有号的级",
        listed(1, level("decimal", "%1."), level("bullet", "—"), level("decimal", "%1.%2%3")),
        [p("甲", 1, 0), p("乙", 1, 2), p("丙", 1, 2)],
        ["1.甲", "1.1乙", "1.2丙"],
    ),
    Case(
        "引用更低的级",
        listed(1, level("decimal", "%1-%2"), level("decimal", "%2", more=restart(0))),
        [p("甲", 1, 0), p("乙", 1, 1), p("丙", 1, 0)],
        ["1-甲", "1乙", "2-丙"],
        office=["1-%2%甲", "1乙", "2-%2%丙"],
        fault="§17.9.11 lvlText：更低一级的号不理会",
    ),
    Case(
        "全用阿拉伯数字，补零的照旧",
        listed(1, level("decimalZero", "%1"), level("upperLetter", "%1.%2", more="<w:isLgl/>")),
        [p("甲", 1, 0), p("乙", 1, 1)],
        ["01甲", "01.1乙"],
        office=["01甲", "01.A乙"],
        fault="[MS-DOC] 2.9.150 fLegal：补零的格式保留，其余改为阿拉伯数字；7.4 版未实现",
    ),
    Case("百分号是字", listed(1, level("decimal", "%%1%")), [p("甲", 1, 0)], ["%1%甲"]),
    Case("十不是级", listed(1, level("decimal", "%10")), [p("甲", 1, 0)], ["10甲"]),
    Case(
        "三位数字（自定义格式）",
        listed(
            1,
            '<w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
            'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback>'
            '</mc:AlternateContent><w:lvlText w:val="%1"/>',
        ),
        TWO,
        ["001甲", "002乙"],
    ),
    Case("项目符号", listed(1, level("bullet", "\uf0b7", look=font("Symbol"))), TWO, ["•甲", "•乙"]),
    *(
        Case(
            f"项目符号 {name} {ord(sign):X}",
            listed(1, level("bullet", sign, look=font(name))),
            [p("甲", 1, 0)],
            [f"{seen}甲"],
            office=["•甲"],
            fault="§17.9.11：显示 lvlText 的字符；LibreOffice 导出文本时一律写 •",
        )
        for name, sign, seen in (
            ("Wingdings", "\uf06c", "●"),
            ("Wingdings", "\uf06e", "■"),
            ("Wingdings", "\uf075", "◆"),
            ("Wingdings", "\uf0d8", "➢"),
            ("Wingdings", "\uf0fc", "✓"),
            ("Wingdings", "l", "●"),
            ("Courier New", "o", "◦"),
            ("宋体", "※", "※"),
        )
    ),
]

BROKEN = [
    Case("没有这个表", listed(1, *DECIMAL), [p("甲", 9, 0), p("乙", 1, 0)], ["甲", "1乙"]),
    Case("表没有定义", use(1, 7), [p("甲", 1, 0)], ["甲"], office=["1.甲"], fault="§17.9.15 num：定义不存在，无号可编"),
    Case(
        "定义缺这一级",
        listed(1, DECIMAL[0]),
        [p("甲", 1, 0), p("乙", 1, 3), p("丙", 1, 0)],
        ["1甲", "乙", "2丙"],
        office=["1甲", "1.乙", "2丙"],
        fault="§17.9.6 lvl：没有这一级的定义；LibreOffice 用自己的默认编号",
    ),
    Case("级别超过九级", listed(1, *DECIMAL), [p("甲", 1, 12)], ["1甲"]),
    Case("起始号缺失是零", listed(1, level("decimal", "%1.", None)), TWO, ["0.甲", "1.乙"]),
    Case("起始号为零，罗马数字", listed(1, level("upperRoman", "%1.", 0)), TWO, ["0.甲", "I.乙"]),
    Case("起始号为零，字母", listed(1, level("lowerLetter", "%1)", 0)), TWO, ["0)甲", "a)乙"]),
    Case("起始号为负", listed(1, level("decimal", "%1.", -3)), TWO, ["0.甲", "1.乙"]),
    Case("起始号不是数", listed(1, level("decimal", "%1.", "abc")), TWO, ["0.甲", "1.乙"]),
    Case(
        "起始号十亿",
        listed(1, level("decimal", "%1.", 10**9)),
        TWO,
        ["1000000000.甲", "1000000001.乙"],
        office=["51712.甲", "51713.乙"],
        fault="LibreOffice 的号只有 16 位",
    ),
    Case("没有 numFmt", listed(1, '<w:start w:val="1"/><w:lvlText w:val="%1."/>'), [p("甲", 1, 0)], ["1.甲"]),
    Case("不认识的格式", listed(1, level("martian", "%1.")), [p("甲", 1, 0)], ["1.甲"]),
]

PLAIN_IN_OFFICE = "§17.18.59：LibreOffice 没有这种格式，写成阿拉伯数字"
COUNTED_IN_OFFICE = "§17.18.59：一百以上逐位写（一○一）；LibreOffice 按口语写"
FORMATS = [
    shown("decimal", {1: "1", 10: "10", 1000: "1000"}),
    shown("decimalZero", {1: "01", 9: "09", 10: "10", 100: "100"}),
    shown("decimalHalfWidth", {1: "1", 12: "12"}),
    shown("decimalFullWidth", {1: "１", 10: "１０", 105: "１０５"}),
    shown("decimalFullWidth2", {1: "１", 20: "２０"}, {1: "1", 20: "20"}, PLAIN_IN_OFFICE),
    shown("upperRoman", {1: "I", 4: "IV", 9: "IX", 19: "XIX", 49: "XLIX", 1994: "MCMXCIV"}),
    shown("lowerRoman", {1: "i", 4: "iv", 12: "xii"}),
    shown("upperLetter", {1: "A", 26: "Z", 27: "AA", 28: "BB", 53: "AAA"}),
    shown("lowerLetter", {1: "a", 26: "z", 27: "aa", 28: "bb"}),
    shown("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 4: "4th", 11: "11th", 112: "112th", 121: "121st"},
          {1: "1.", 2: "2.", 3: "3.", 4: "4.", 11: "11.", 112: "112.", 121: "121."},
          "§17.18.59 ordinal：例为 1st, 2nd, 3rd"),
    shown("numberInDash", {1: "- 1 -", 12: "- 12 -"}, {1: "1", 12: "12"}, PLAIN_IN_OFFICE),
    shown("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 21: "二十一", 99: "九十九"}),
    shown("chineseCounting", {100: "一○○", 101: "一○一", 110: "一一○", 1234: "一二三四"},
          {100: "一百", 101: "一百零一", 110: "一百一十", 1234: "一千二百三十四"}, COUNTED_IN_OFFICE),
    shown("chineseCountingThousand", {
        1: "一", 10: "十", 11: "十一", 19: "十九", 20: "二十", 99: "九十九", 100: "一百", 101: "一百零一",
        105: "一百零五", 110: "一百一十", 111: "一百一十一", 200: "二百", 1000: "一千", 1001: "一千零一",
        1010: "一千零一十", 1100: "一千一百",
        1234: "一千二百三十四", 10000: "一万", 10001: "一万零一", 12345: "一万二千三百四十五"}),
    shown("chineseLegalSimplified", {1: "壹", 2: "贰", 3: "叁", 6: "陆", 10: "壹拾", 11: "壹拾壹",
                                     20: "贰拾", 101: "壹佰零壹", 1010: "壹仟零壹拾"}),
    shown("ideographLegalTraditional", {1: "壹", 2: "貳", 3: "參", 6: "陸", 10: "壹拾", 101: "壹佰零壹"}),
    shown("ideographDigital", {1: "一", 9: "九"}),
    shown("ideographDigital", {10: "一〇", 11: "一一", 20: "二〇", 105: "一〇五"},
          {10: "十", 11: "十一", 20: "二十", 105: "一百零五"},
          "§17.18.59 ideographDigital：逐位写；LibreOffice 按口语写"),
    shown("ideographTraditional", {1: "甲", 2: "乙", 3: "丙", 10: "癸"}),
    shown("ideographZodiac", {1: "子", 2: "丑", 3: "寅", 12: "亥"}),
    shown("ideographZodiacTraditional", {1: "甲子", 2: "乙丑", 13: "丙子", 60: "癸亥"},
          {1: "1", 2: "2", 13: "13", 60: "60"},
          PLAIN_IN_OFFICE),
    shown("japaneseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九"}),
    shown("japaneseCounting", {100: "百", 101: "百一", 110: "百十", 1000: "千"},
          {100: "一百", 101: "一百零一", 110: "一百一十", 1000: "一千"},
          "§17.18.59 japaneseCounting：百、千前不写一，中间不写零"),
    shown("japaneseLegal", {1: "壱", 2: "弐", 10: "壱拾", 21: "弐拾壱"}, {10: "壱零", 21: "弐壱"},
          "§17.18.59 japaneseLegal：十位写拾"),
    shown("japaneseDigitalTenThousand", {1: "一", 10: "一〇", 105: "一〇五"}, {1: "1", 10: "10", 105: "105"},
          PLAIN_IN_OFFICE),
    shown("taiwaneseCounting", {1: "一", 10: "十", 11: "十一", 21: "二十一"}),
    shown("taiwaneseCounting", {100: "一○○", 101: "一○一"}, {100: "一百", 101: "一百零一"}, COUNTED_IN_OFFICE),
    shown("taiwaneseCountingThousand", {1: "一", 10: "十", 11: "十一", 101: "一百零一", 1010: "一千零一十"}),
    shown("taiwaneseDigital", {1: "一", 10: "一○", 101: "一○一"}, {1: "1", 10: "10", 101: "101"}, PLAIN_IN_OFFICE),
    shown("koreanDigital2", {1: "一", 10: "一零"}, {1: "일", 10: "십"}, "§17.18.59 koreanDigital2：汉字逐位写"),
    shown("ideographEnclosedCircle", {1: "㈠", 10: "㈩", 11: "11"}, {1: "①", 10: "⑩", 11: "⑪"},
          "[MS-OI29500] 2.1.540：Word 用括号汉字"),
    shown("decimalEnclosedCircle", {1: "①", 10: "⑩", 20: "⑳"}),
    shown("decimalEnclosedCircle", {21: "21"}, {21: "㉑"}, "§17.18.59 decimalEnclosedCircle：二十以上不带圈"),
    shown("decimalEnclosedCircleChinese", {1: "①", 10: "⑩"}),
    shown("decimalEnclosedCircleChinese", {11: "11"}, {11: "⑪"},
          "§17.18.59 decimalEnclosedCircleChinese：十以上不带圈"),
    shown("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}, {1: "1", 20: "20"}, PLAIN_IN_OFFICE),
    shown("decimalEnclosedParen", {1: "⑴", 20: "⒇", 21: "21"}, {1: "1", 20: "20"}, PLAIN_IN_OFFICE),
    shown("russianUpper", {1: "А", 2: "Б"}),
]  # fmt: skip

CASES = [*STRUCTURE, *RESTARTS, *STYLES, *TEXTS, *BROKEN, *FORMATS]
NAMED = [pytest.param(case, i, id=case.name) for i, case in enumerate(CASES)]


# ── The comparisons ───────────────────────────────────────────────────────────────────────────────────────────────────


def squeezed(text: str) -> str:
    return "".join(text.split())


def ours(file: bytes) -> list[str]:
    """The lines of a Word file as our counter numbers them, without blanks."""
    opened = zipfile.ZipFile(io.BytesIO(file))
    numbering, styles, body = (
        etree.fromstring(opened.read(f"word/{n}.xml")) for n in ("numbering", "styles", "document")
    )
    counter = Numbering.parse(numbering, styles).counter()
    lines = (counter.label(each) + "".join(t.text or "" for t in each.iter("{*}t")) for each in body.iter("{*}p"))
    return [squeezed(line) for line in lines if line]


@pytest.fixture(scope="module")
def office_lines(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Mapping[int, list[str]]:
    """What LibreOffice's text export says of every case that it can open, from one run."""
    folder = tmp_path_factory.mktemp("numbering")
    asked = [i for i, case in enumerate(CASES) if case.office != ()]
    for i in asked:
        (folder / f"{i}.docx").write_bytes(CASES[i].file())
    files = [str(folder / f"{i}.docx") for i in asked]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "txt:Text", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return {i: exported(folder / f"{i}.txt") for i in asked}


def exported(file: Path) -> list[str]:
    return [squeezed(line) for line in file.read_text(encoding="utf-8-sig").splitlines() if line.strip()]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40
    assert all(bool(case.fault) == (case.office is not None) for case in CASES)


@pytest.mark.parametrize(("case", "index"), NAMED)
def test_numbers_are_those_of_word(case: Case, index: int) -> None:
    assert ours(case.file()) == [squeezed(line) for line in case.expected]


@pytest.mark.parametrize(("case", "index"), [each for each in NAMED if each.values[0].office != ()])  # type: ignore[union-attr]
def test_numbers_are_those_of_libreoffice(case: Case, index: int, office_lines: Mapping[int, list[str]]) -> None:
    allowed = [[squeezed(line) for line in lines] for lines in (case.expected, case.office) if lines is not None]
    assert office_lines[index] in allowed


# ── Single rules ──────────────────────────────────────────────────────────────────────────────────────────────────────


def root(name: str, inside: str) -> etree._Element:
    return etree.fromstring(f"<w:{name} {SPACES}>{inside}</w:{name}>")


def labels(lists: str, *paragraphs: str, styles: str = "") -> list[str]:
    counter = Numbering.parse(root("numbering", lists), root("styles", styles)).counter()
    return [counter.label(root("body", each)[0]) for each in paragraphs]


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("%1、", "tab", "一、"), ("（%1）", "tab", "（一）"), ("%1．", "tab", "一．"), ("第%1条", "tab", "第一条 "),
        ("第%1条　", "tab", "第一条　"),
        ("第%1条", "space", "第一条 "), ("第%1条", "nothing", "第一条"), ("%1、", "space", "一、 "),
        ("", "space", ""),
    ],
)  # fmt: skip
def test_what_follows_the_number(text: str, suffix: str, expected: str) -> None:
    lists = listed(1, level("chineseCountingThousand", text, more=followed(suffix)))
    assert labels(lists, p("总则", 1, 0)) == [expected]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("chineseCountingThousand", 0, "○"), ("chineseCounting", 0, "○"), ("japaneseCounting", 0, "〇"),
        ("chineseLegalSimplified", 0, "零"), ("ideographTraditional", 11, "11"), ("ideographTraditional", 0, "0"),
        ("ideographZodiac", 13, "13"), ("ideographZodiacTraditional", 61, "61"), ("upperRoman", 32768, "32768"),
        ("chineseCountingThousand", 10010, "一万零一十"), ("chineseCountingThousand", 101000, "十万一千"),
        ("chineseCountingThousand", 100000, "十万"), ("chineseCountingThousand", 10**8 + 5, "一亿零五"),
        ("chineseCountingThousand", 2_0000_0500, "二亿零五百"), ("chineseCountingThousand", 10**12, "1000000000000"),
        ("japaneseCounting", 11111, "一万千百十一"), ("decimalEnclosedCircle", 0, "0"), ("lowerLetter", 781, "a"),
        ("decimal", -5, "-5"), ("chineseCountingThousand", -5, "-5"), ("001", 12, "012"), ("", 3, "3"),
    ],
)  # fmt: skip
def test_numbers_at_the_edges(name: str, value: int, expected: str) -> None:
    assert render(value, name) == expected


@pytest.mark.parametrize(
    ("picture", "expected"),
    [
        ("001, 002, 003, ...", "001"), ("01, 02, 03, ...", "01"), ("一, 十, 一百(简), ...", "chineseCountingThousand"),
        ("甲, 乙, 丙, ...", "ideographTraditional"), ("①, ②, ③, ...", "decimalEnclosedCircle"), ("х, y, z, ...", ""),
        ("", ""), ("12", ""), ("0" * 5000 + "1", ""),
    ],
)  # fmt: skip
def test_pictures_of_formats(picture: str, expected: str) -> None:
    assert pictured(picture) == expected


def test_old_properties_of_a_tracked_change_do_not_count() -> None:
    changed = f"<w:pPrChange><w:pPr>{points(1, 0)}</w:pPr></w:pPrChange>"
    assert labels(listed(1, *DECIMAL), paragraph("文", changed), p("文", 1, 0)) == ["", "1 "]


def test_stories_count_by_themselves() -> None:
    numbering = Numbering.parse(root("numbering", listed(1, *DECIMAL)), None)
    body, notes = numbering.counter(), numbering.counter()
    each = root("body", p("文", 1, 0))[0]
    assert [body.label(each), body.label(each), notes.label(each)] == ["1 ", "2 ", "1 "]


def test_strict_files_are_read_alike() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    text = etree.tostring(root("numbering", listed(1, *OFFICIAL)), encoding="unicode").replace(W, strict)
    each = etree.tostring(root("body", p("文", 1, 1)), encoding="unicode").replace(W, strict)
    assert Numbering.parse(etree.fromstring(text), None).counter().label(etree.fromstring(each)[0]) == "一、"


def test_nothing_is_known() -> None:
    counter = Numbering.parse(None, None).counter()
    assert [counter.label(root("body", each)[0]) for each in (p("文"), p("文", 1, 0), "<w:p/>")] == ["", "", ""]


def test_links_that_go_round_end() -> None:
    lists = definition(1, more='<w:numStyleLink w:val="A"/>') + definition(2, more='<w:numStyleLink w:val="B"/>')
    styles = style("A", points(2), kind="numbering") + style("B", points(1), kind="numbering")
    assert labels(lists + use(1, 1) + use(2, 2), p("文", 1, 0), p("文", 2, 0), styles=styles) == ["", ""]


def test_long_chains_and_long_documents_are_quick() -> None:
    chain = "".join(style(f"S{i}", based=f"S{i + 1}") for i in range(5000))
    lists = definition(1, *DECIMAL) + "".join(use(i, 1, begin(10**9, i % 9)) for i in range(1, 5000))
    counter = Numbering.parse(root("numbering", lists), root("styles", chain)).counter()
    body = root("body", "".join(p("", i % 5000, i % 9, style=f"S{i % 5000}") for i in range(10_000)))
    begun = time.process_time()
    assert all(len(counter.label(each)) < 200 for each in body)
    assert time.process_time() - begun < 5


NAMES = [
    "w:ilvl",
    "w:numId",
    "w:lvl",
    "w:start",
    "w:numFmt",
    "w:lvlText",
    "w:lvlRestart",
    "w:suff",
    "w:pStyle",
    "w:isLgl",
]
VALUES = [
    "",
    "0",
    "1",
    "-1",
    "9",
    "99999999999",
    "９",
    "1e3",
    "%1%2%9",
    "%",
    "bullet",
    "none",
    "custom",
    "\U0010ffff",
    "A",
]


def test_garbage_never_raises() -> None:
    chance = random.Random(3)
    text = (
        listed(1, *OFFICIAL)
        + definition(2, more='<w:numStyleLink w:val="A"/>')
        + use(2, 2, begin(3), instead(DECIMAL[1], 1))
    )
    for _ in range(400):
        numbering, styles = root("numbering", text), root("styles", style("A", points(1, 1), based="A"))
        body = root("body", p("文", 1, 0, style="A") + p("", 2, 1) + p("文", None, 3, style="A"))
        for tree in (numbering, styles, body):
            spoil(tree, chance)
        counter = Numbering.parse(numbering, styles).counter()
        assert all(isinstance(counter.label(each), str) for each in body.iter())


def spoil(tree: etree._Element, chance: random.Random) -> None:
    """Change, double, move or drop some elements."""
    for _ in range(chance.randint(1, 4)):
        element = chance.choice([each for each in tree.iter() if each.getparent() is not None] or [tree])
        if chance.random() < 0.6:
            name = chance.choice([str(key) for key in element.attrib] or [f"{{{W}}}val"])
            element.set(name, chance.choice(VALUES))
        elif chance.random() < 0.5:
            element.append(root(chance.choice(NAMES)[2:], ""))
        elif (parent := element.getparent()) is not None:
            parent.remove(element)
