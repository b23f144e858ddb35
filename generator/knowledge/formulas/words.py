"""The words by which formulas are known: numbers, what they count, and what only looks like a formula."""

from __future__ import annotations

import re

from ...structure.numerals import parse

NUMBER = "十[一二三四五六七八九]|[一二两三四五六七八九十双]"
CLASSIFIERS = "个|大|项|条|种|方面|点|级|类|件|篇|支|位一体"
_WORD = "[^一二两三四五六七八九十双\\d、]"
PART = re.compile(rf"({NUMBER}|\d{{1,2}})({CLASSIFIERS})?((?<=个)[一百千万]{_WORD}{{0,8}}|{_WORD}{{1,8}})")
"""One number and what it counts: 五大攻坚战; a formula has one or several (三会一课, 六书两报告两建议)."""
PREFIX = re.compile(rf"(?!全|世界|年度|中国|我国)[^一二两三四五六七八九十双\d、]{{2,4}}(?=(?:{NUMBER})(?:大|个|项|条))")
"""What may stand before the first number: 民生十大工程."""
CIPHER = re.compile(r"\d{3,5}|\d{1,2}(?:\+(?:\d{1,2}|[NnXx])){1,3}|[一二三四五六七八九十]{2,5}")
"""Digits alone; a formula only where what follows says so: “1310”工作思路."""
CIPHER_NOUNS = re.compile(
    r"[”’」\"]?(?:的)?(?:总体|具体|发展|工作|目标|党建|行动|战略|治理|管理|责任|工程)?"
    r"(?:思路|部署|工作法|机制|工程|行动|战略|布局|体系|模式|目标|任务)"
)
PLAN = re.compile(r"(十[一二三四五六七八九]?|[一二三四五六七八九])五(规划|计划|时期|期间|普法)?")
"""Five-year plans: 十四五, 九五."""
MEASURES = re.compile(
    r"年|月|日|天|周|小?时|分钟|秒|岁|米|公里|里|亩|元|块|角|吨|斤|度|倍|成(?!果|效|就)|楼|号|届|次|回|遍|等奖|段线|级市|季|世|"
    r"点半|点钟|尺|连|导师|[条项个件类级]$|分之|百|千|万|亿|手房|手车|审|稿|师型|语|休|轨|等|期|层楼|步(?!骤)|只|张|辆"
)
"""Behind a number: measures and times; 三个月, 二手房."""
THINGS = re.compile(
    r"位(?!置)|名|人|把手|线城|代人|岸|方(?!面|向|案|法|式|针)|边|旁|侧|面(?!向)|头|职(?!责|能)|创|向|重(?!要|点|大|保)|品(?!德|质|牌|格)|"
    r"层(?!次|面|级)|家(?!园)|户|国|省|市(?!场)|县|村|城市|单位|线|经普|人普|农普|地区|企业|部门|乡镇|社区|项目|单元|流域|用户|小区"
)
"""Behind a number: persons, places and things, whose counts are ordinary unless paired (一国两制)."""
MANY = re.compile(r"[二两三四五六七八九十双]|[2-9]|\d\d")
EACH = re.compile(r"一.一[策档议码证卡册图表账单品景业方清亮案查员校队长库]")
"""One for each: 一户一档."""
NAMES = re.compile(
    "八闽|三湘|三秦|三晋|四川|三亚|三沙|三明|三门峡|三峡|三江|九江|九州|六安|四平|双城|双鸭山|五常|六盘水|双流|五指山|两广|五台山|"
    "八达岭|三星堆|六合|三水|双赢|双喜|双手|双眼|双休|四季|五官|五金|六一|七夕|八月|九月|十月"
)
"""Places and words that begin with a numeral and count nothing."""
_IDIOMS = """
两张皮 两面人 两面派 三心二意 五湖四海 四面八方 七嘴八舌 三番五次 一刀两断 四不像 三长两短 五花八门
九牛一毛 十全十美 半斤八两 三令五申 三板斧 三把火 两头热 双刃剑 三不管 二传手 二把手 一把手
三分钟热度 四两拨千斤 七上八下 一心一意 一板一眼 一言一行 一举一动 一点一滴 一朝一夕 一五一十 一分一厘
一草一木 一张一弛 一针一线 一砖一瓦 一碗水 一盘棋 一亩三分地 八股文 八股 三字经 三国演义 九龙治水
双重标准 四分五裂 三三两两 三言两语 五光十色 一石二鸟 一石多鸟 七品 两全其美 一来二去 一穷二白
一清二楚 一清二白 一差二错 三头六臂 两败俱伤 双管齐下 三思而行 四通八达 五谷杂粮 十拿九稳 百里挑一
两手空空 八九不离十 三六九等 九五之尊 四书五经 三教九流 七零八落 两袖清风 双向奔赴 三十而立
"""
IDIOMS = frozenset(_IDIOMS.split())
"""Sayings with numbers: 两张皮, 一碗水."""
SENTENCE = re.compile(r"[，。；：！？,;:!?…]|[·]|是|了|吗|什么|怎么|我们|你|他们|不要|必须有")
"""Signs of a sentence, which no formula has."""
NOT_BEFORE = "第每各这那上前后该此另其某任百千万亿几数〇零点年月日"
"""A number behind one of these counts nothing new: 第三条, 这三个环节, 前两项, 二十条."""
POINTERS = ("上述", "以上", "其中", "这些", "其他", "其余", "等等", "有的")
ABSTRACT = (
    "方面|环节|重点|关键|要点|平台|抓手|体系|机制|能力|动力|优势|原则|理念|意识|自信|维护|工程|行动|战略|目标|任务|要求|"
    "问题|领域|层面|维度|突破|支撑|保障|结合|转变|坚持|着力|导向|阶段|层次|特点|特征|步骤|基本点|条件|标准|统一|建设|制度"
)
"""What unquoted formulas and announcements count; counts of persons, places and things are none."""
NOUN_ENDS = re.compile(
    r"进行|实现|推动|促进|取得|要(?![点求素件务义领])|(?<!未)来|(?<![动职功产性])能(?![力源耗量级])|(?<![空时期])间|会(?!议)|可(?!能)|"
    r"(?<!发)展开|[的是在上下和与及以为有去把对就向由从将都也又着了所等内里外同并而或起再还才应已，。；：、！？“”‘’（）()《》,;:\s]|中(?!心)"
)
"""Where the words behind a number end."""


def total(text: str) -> int:
    """The sum of the numbers in a formula's words: 三会一课 4, 一带一路 2; 0 when there are none."""
    return sum(2 if part[1] == "双" else parse(part[1]) or 0 for part in PART.finditer(text))
