"""What may stand in front of an article reference: the table of citation forms without book-title marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .articles import N

RULE = (
    r"(?:法典|基本法|组织法|法|条例|规定|办法|细则|规则|准则|章程|解释|决定|通则|规范|守则|标准|规划|方案|预案|意见|通知"
    r"|公约|大纲|制度|公告|通告|纲要|要点|章|节|编)"
)
SERIAL = r"(?<![目以之提日先此从年天月周眼当向生午史空])"
"""前 of a time or a place is no reference: 目前条件, 以前条例."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One form of citation."""

    name: str
    pattern: re.Pattern[str]
    """On the folded view; stands right before the article reference, or alone if `alone`."""
    example: str
    alone: bool = False


PATTERNS: tuple[Pattern, ...] = (
    Pattern("own", re.compile(rf"本{RULE}(?:总则|分则|附则)?\s?$"), "本条例第六条"),
    Pattern("article", re.compile(r"本条\s?$"), "本条第二款"),
    Pattern("said", re.compile(r"(?:该|同|上述)(法|条例|规定|办法|细则|规则|准则|章程|解释|决定)\s?$"), "该条例第六条"),
    Pattern(
        "former",
        re.compile(rf"{SERIAL}前(?P<many>{N}|两)?(?P<unit>[条款项])(?![件例约令目文理幅形状款项式线])"),
        "前款第一项",
        alone=True,
    ),
)
"""《…》 (`brackets.py`) and names known to be a document's (刑法第五条) are the other forms, 第五条 alone the last."""

# Words that may stand in front of a name or an article; any other character would belong to the name: 社会|保险法.
LEFT = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|依照|依据|根据|按照|参照|比照|遵照|违反|符合|适用|执行|遵守|触犯|实施|修改|修正|修订|删去|删除|废止"
    r"|关于|对于|属于|由于|基于|以及|及其|或者|并且|具有|享有|犯有|构成|达到|列入|援引|引用|包括|除了|改为|履行|履行了|贯彻"
    r"|落实|学习|国家|我国|新|原|原来的|现行|[照据按反合将在对和与及或有犯以由于自因除为是把从经受用并且但至应即如则到的了])$"
)


def stands_free(text: str, start: int) -> bool:
    """Whether what begins at `start` is not the end of a longer name."""
    return bool(LEFT.search(text[max(0, start - 4) : start]))
