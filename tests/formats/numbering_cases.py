"""Small Word files with automatic numbers, and the lines that a reader sees.

Each case is a whole Word file: the lists that it defines, its paragraphs, and the lines that a reader sees. Where
LibreOffice shows something else than Word, the case says what (`office`) and why that is LibreOffice's fault (`fault`).
"""

from __future__ import annotations

import pytest

from .numbering_texts import BROKEN, FORMATS, TEXTS
from .numbering_words import (
    DECIMAL,
    HAN,
    HIDDEN,
    OFFICIAL,
    RUN_ON,
    TWO,
    Case,
    begin,
    belongs,
    definition,
    instead,
    level,
    listed,
    p,
    points,
    restart,
    style,
    use,
)

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

CASES = [*STRUCTURE, *RESTARTS, *STYLES, *TEXTS, *BROKEN, *FORMATS]
NAMED = [pytest.param(case, i, id=case.name) for i, case in enumerate(CASES)]
