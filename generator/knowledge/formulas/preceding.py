"""Items of a formula in a list right before it: 改革、开放、创新三大动力; 提升…，提升…，提升…三方面."""

from __future__ import annotations

import re

from ...annotations import HEADING
from ...text import STOPS
from .nearby import LONGEST, PARTS, STRETCH, item, led, split
from .shapes import Item, Place

STEERING = re.compile(
    "[抓扭扣守握]住|[抓做打用办建管]好|(?:构|组|搭)建|建[设立]|[推促改]进|推[动行]|坚[持决]|实[施行现]|[执履]行|打造|健全|完善|[强深优转细]化|"
    "[加增]强|激活|围绕|突出|聚[焦力]|依托|统筹|[提扩]升|按照|通过|包括|[制拟]定|[发拓扩开]展|落实|[形生完]成|具[有备]|属于|分为|树立|弘扬|"
    "紧[扣盯]|把握|立足|结合|[经度]过|经历|遵循|展开|布局|发挥|[运利]用|加[快速大]|扩大|培[育养]|壮大|锚定|对接|兼顾|[保确]保?障|确保|支持|引领|"
    "带动|巩固|提[高出]|改善|强调|全面|扎实|深入|积极|持续|着力|大力|进一步|探索|重点|主要|充分|加快|(?:是)?指|不断|做[强优大精实]|从(?![严快轻重来容])|(?<![存现潜所])在(?![线乎])|^[与和把将]|[筑扎夯]牢|(?<=[^是])[了着过]|[①-⑳]"
)
"""Words that lead to a list and are none of it."""


TRAILING = re.compile("(?:等|实现|达到|形成|构成|组成|分别|以及)$")
"""What may stand between a list and its formula."""


PREPOSITION = re.compile("^[对以为是同由向就按经分从在]")
"""What may lead to a list, or begin a word (经济, 就业): it is taken off where the items are then more alike."""
AMOUNT = re.compile(r"[\d.,]+[万亿多余]*[个项家座条批处所位名]?")


def find(place: Place) -> tuple[Item, ...]:
    """The items of the list that ends where the formula begins, when they are as many as it says."""
    text = place.before.removesuffix("”").removesuffix("’")
    ordinal = place.passage.section.ordinal if place.passage.at.block == HEADING else None
    first = text.find(ordinal.text) + len(ordinal.text) if ordinal and ordinal.text in text else 0
    nearest = max(0, len(text) - (place.declared + 1) * STRETCH)
    begin = max([first, nearest, *(text.rfind(stop, nearest) + 1 for stop in STOPS + "：（）“‘”’")])
    clause = TRAILING.sub("", text[begin:])
    if place.declared < 2 or clause.endswith(("、", "，", "和", "与", "及", "的")):
        return ()
    return _list(place, clause, begin) or _clauses(place, clause, begin)


def _list(place: Place, clause: str, begin: int) -> tuple[Item, ...]:
    """A、B、C三大X: the last clause ends with as many parts as are counted."""
    begin += clause.rfind("，") + 1
    clause = clause[clause.rfind("，") + 1 :]
    if place.declared == 2 and "一" in place.text:
        return ()  # 共建国家和地区“一带一路”: the two stand for something else
    ways = (split(clause, separator) for separator in PARTS[1:3])
    spans = next((found for found in ways if len(found) == place.declared), [])
    if not spans:
        return ()
    words = [clause[a:b] for a, b in spans]
    start = None if AMOUNT.fullmatch(words[-1]) else _start(words)
    if start is None or max(map(len, words[1:])) > LONGEST:
        return ()
    ends = [b for _, b in spans]
    ends[-1] = spans[-1][0] + len(_without_more(words))
    starts = [spans[0][0] + start, *(a for a, _ in spans[1:])]
    return tuple(item(place.passage, begin + a, begin + b) for a, b in zip(starts, ends, strict=True))


def _start(words: list[str]) -> int | None:
    """Where the first item begins, behind the words that lead to it; None when no place fits the other items."""
    head, rest = words[0], [len(word) for word in words[1:]]
    first = led(*words) or (0 if any(STEERING.match(word) for word in words[1:]) else _led(head))
    is_led = first == 0 and PREPOSITION.match(head)
    places = {first, first + bool(is_led), *(found.end() for found in STEERING.finditer(head) if found.end() > first)}
    shared = len({word[-2:] for word in words}) == 1 or (rest[0] < 4 and len({word[-1] for word in words}) == 1)
    if len(rest) > 1 and shared and len(set(rest)) == 1 and len(head) > rest[0]:
        places = {len(head) - rest[0]}  # 产业体系、生产体系、经营体系
    mean = sum(rest) / len(rest)
    best = min(places, key=lambda place: abs(len(head) - place - mean))
    left = len(head) - best
    if len(rest) == 1:  # two of a kind: about as long, or with one ending
        fits = min(left, rest[0]) > 1 and (abs(left - rest[0]) <= 2 or head[-1] == words[1][-1])
        return best if fits else None
    return best if 1 <= left <= max(rest) * 2 else None


def _led(head: str) -> int:
    """How far words that lead to a list reach from the beginning: 打好 of 打好大气."""
    end = 0
    while found := STEERING.match(head, end):
        if found.end() == end or found.end() >= len(head):
            break
        end = found.end()
    return end


def _without_more(words: list[str]) -> str:
    """The last item without what belongs to the formula: 瓦解敌军 of 瓦解敌军的政治工作, where no other has 的."""
    last = words[-1]
    return last if len(words) < 3 or any("的" in word for word in words[:-1]) else last.split("的")[0] or last


def _clauses(place: Place, clause: str, begin: int) -> tuple[Item, ...]:
    """Clauses that begin alike, the last one right before the count."""
    spans = split(clause, re.compile("，"))[-place.declared :]
    if len(spans) != place.declared:
        return ()
    last = clause[slice(*spans[-1])]
    starts = [clause.find(last[:2], a, b) for a, b in spans]
    if "、" in clause[spans[0][0] :] or len(last) > LONGEST or -1 in starts or starts[1:] != [a for a, _ in spans[1:]]:
        return ()
    return tuple(item(place.passage, begin + s, begin + b) for s, (_, b) in zip(starts, spans, strict=True))
