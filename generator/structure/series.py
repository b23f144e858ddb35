"""Enumerations inside a paragraph: 一是…二是…, 第一，…第二，…, 首先…其次…, and unnumbered parallels.

Unnumbered ones need a declared count before them (三级责任：强化…。强化…。强化…。). All are found, never cut out: the
text stays one paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Item, Series, Span
from ..text import fold
from .numerals import parse

DIGIT = "一二三四五六七八九十"
VERBS = "是|要|靠|看|抓|在于|为|则|来|从|以|把|防|查|改"
ORDER = {"首先": 1, "其次": 2, "再次": 3, "另一个是": 2, "一个是": 1, "一方面": 1, "另一方面": 2}
LAST = ("最后", "此外", "同时")
TOKEN = re.compile(
    rf"(?P<word>另一个是|一个是|另一方面|一方面|首先[,:]|其次[,:]|再次[,:]|最后[,:])|第(?P<di>[{DIGIT}]{{1,3}})(?:[,:、]|是)"
    rf"|其(?P<qi>[{DIGIT}])(?:[,:、])|(?P<n>[{DIGIT}]{{1,3}})(?:{VERBS})|\((?P<b>\d{{1,2}}|[{DIGIT}]{{1,2}})\)|(?P<c>[①-⑳])"
)
BOUNDARY = "。；：，！？、）,;:!?)”—… "
NOT_BEFORE = "统唯同之单专归第每任某万百千年月日另十一二三四五六七八九两这那哪"
FORMULA = re.compile(rf"[“‘\"]([{DIGIT}]{{2,5}})[”’\"]")
COUNT = re.compile(
    rf"(?<![\d第])([{DIGIT}两]|\d{{1,3}})(?:个|方面|点|项|条|大|级|种|件|类|步|层|手|重)([^,。;:，；：”’]{{0,10}})[”’]?[,:，：]?$"
)
TITLE_STOP = re.compile("[。，；：！？,;:!?]")
GLOSSED = 400  # characters behind a series within which its items are explained
LONGEST_LEAD = 30


@dataclass(frozen=True, slots=True)
class _Token:
    family: str
    number: int
    start: int
    end: int
    bounded: bool


def find(text: str) -> tuple[Series, ...]:
    """The series of a paragraph, in order of their first items."""
    every = list(_tokens(text))
    tokens = [t for t in every if t.bounded or t.number == 1 or text[t.start : t.end] == "另一个是"]
    gloss = _digit_gloss(text, [t for t in every if t.family == "n"])
    rest = [t for t in tokens if not gloss or not any(i.span.start == t.start for i in gloss.items)]
    runs = [_series(text, run) for run in _runs(rest)]
    found = sorted([*([gloss] if gloss else []), *runs], key=lambda s: s.items[0].span.start)
    return tuple(found) or _parallels(text)


def first_token(text: str) -> tuple[str, int, str] | None:
    """(family, number, printed words) of an enumerating word at the very start of a paragraph (第一，… 一是…)."""
    found = next((t for t in _tokens(text[:8]) if t.start == 0), None)
    is_mark = found and found.family in "n第其"
    return (found.family, found.number, text[: found.end]) if found and is_mark else None


def _tokens(text: str) -> Iterator[_Token]:
    for found in TOKEN.finditer(fold(text)):
        before = text[found.start() - 1] if found.start() else "。"
        bounded = before in BOUNDARY
        family, number = _reading(found)
        # 首先…其次…第三，… is one series for its reader, though editors call the mixture wrong.
        if number and (bounded or before not in NOT_BEFORE):
            yield _Token(family, number, found.start(), found.end(), bounded)


def _reading(found: re.Match[str]) -> tuple[str, int]:
    group = found.lastgroup or ""
    if group == "word":
        word = found["word"].rstrip(",:")
        family = "n" if "个是" in word else "面" if "方面" in word else "第"
        return family, ORDER.get(word, -1)
    family = {"di": "第", "qi": "其"}.get(group, group)
    value = ord(found[group]) - ord("①") + 1 if group == "c" else parse(found[group]) or 0
    return family, value


def _runs(tokens: list[_Token]) -> Iterator[list[_Token]]:
    """Tokens that count on from 1, two or more, one open run for each family."""
    runs: dict[str, list[_Token]] = {}
    for token in tokens:
        run = runs.get(token.family, [])
        if run and (token.number == run[-1].number + 1 or token.number == -1):
            run.append(
                token if token.number > 0 else _Token(token.family, run[-1].number + 1, token.start, token.end, True)
            )
        elif token.number == 1:
            if len(run) > 1:
                yield run
            runs[token.family] = [token]
    yield from (run for run in runs.values() if len(run) > 1)


def _series(text: str, run: list[_Token], formula: str | None = None) -> Series:
    ends = [*(t.start for t in run[1:]), len(text)]
    items = _before_glosses(text, tuple(_item(text, t.start, t.end, end) for t, end in zip(run, ends, strict=True)))
    return Series(items, None if formula else declared(text[: run[0].start]), formula)


def _item(text: str, start: int, words: int, end: int) -> Item:
    stop = TITLE_STOP.search(text, words, end)
    return Item(text[start:words], Span(start, end), Span(words, stop.start() if stop else end))


def _before_glosses(text: str, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """一个是上传另一个是下达，上传就是…: where the items are explained behind the last one, that one ends before."""
    *others, last = items
    rest = text[last.title.end : last.title.end + GLOSSED]
    if any(f"{text[i.title.start : i.title.end]}就是" in rest for i in others):
        return (*others, Item(last.ordinal, Span(last.span.start, last.title.end), last.title))
    return items


def declared(lead: str) -> int | None:
    """The count that the words before a series announce (依托三个平台， → 3)."""
    found = COUNT.search(lead[-LONGEST_LEAD:])
    return parse(found[1]) if found else None


def _digit_gloss(text: str, tokens: list[_Token]) -> Series | None:
    """总体思路是“一三五”：一是…三是…五是…: the ordinals spell the formula, they are not a broken 1-2-3."""
    for formula in FORMULA.finditer(text):
        digits = [parse(d) for d in formula[1]]
        first = bisect_left(tokens, formula.end(), key=lambda t: t.start)
        after = tokens[first : first + len(digits)]
        if digits != list(range(1, len(digits) + 1)) and [t.number for t in after] == digits:
            return _series(text, after, formula[1])
    return None


def _parallels(text: str) -> tuple[Series, ...]:
    """Unnumbered items under a declared count: clauses with a common beginning, or with the formula's own last word."""
    lead = re.match(rf"[^。；：]{{0,{LONGEST_LEAD}}}：", text)
    count = COUNT.search(lead[0]) if lead else None
    number = parse(count[1]) if count else None
    if not lead or not count or not number or number < 2:
        return ()
    for starts in (
        _same_start(text, lead.end()),
        _same_end(text, lead.end(), count[2][-2:]),
        _same_start(text, lead.end(), True),
    ):
        if len(starts) == number:
            ends = [*starts[1:], len(text)]
            return (Series(tuple(_item(text, s, s, e) for s, e in zip(starts, ends, strict=True)), number),)
    return ()


def _same_start(text: str, begin: int, plain: bool = False) -> list[int]:
    """Starts of the sentences that begin as the first one does; `plain`: only those without a comma."""
    head = text[begin : begin + 2]
    starts = [begin, *(m.end() for m in re.finditer("[。；]", text) if m.end() > begin)]
    alike = [s for s in starts if text.startswith(head, s) and head]
    return [s for s in alike if not plain or "，" not in re.split("[。；]", text[s:], maxsplit=1)[0]]


def _same_end(text: str, begin: int, tail: str) -> list[int]:
    """Starts of the clauses that begin with the first one's character and end with `tail`."""
    clauses = [(m.start(), m[0]) for m in re.finditer("[^。；，：]+", text[begin:])]
    return [begin + s for s, words in clauses if tail and words[0] == text[begin] and words.endswith(tail)]
