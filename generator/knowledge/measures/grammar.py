"""What a clause does: orders, says what an order is to lead to, frames it, takes a stance, or merely tells.

A clause is read from its beginning: number, connecting words, who must (各支部要…), adverbs, verb, object. No word list
can know every verb; a clause that begins with none known tells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from . import words as w
from .clauses import ordinal
from .deadlines import behind
from .model import Level
from .parties import HEADS, party

Kind = Literal["order", "stance", "frame", "tell", "none"]
REACH = 36
"""Characters within which the word that says "must" stands."""
SHORTEST = 2
"""Characters of an object: 抓落实 has one, 落地 none."""

LEAST = 4
"""Characters behind "must": 都要做 says nothing."""

_CONNECTOR = re.compile(rf"{w.any_of(w.CONNECTORS)}[，,]?")
_GLOSS = re.compile(r"[\u4e00-\u9fff]{1,6}就是(?=\S{4})")
_PRONOUN = re.compile(r"(?:我们|咱们|你们|同志们|大家)(?=[\u4e00-\u9fff])")
_ADVERBS_BEHIND = re.compile(
    r"(?:也|都|还|就|更|又|均|同时|首先|始终|一定|进一步|则|才|既|更加|一律|切实|尤其|特别|今后|接下来|"
    r"下一步|今年|同样|仍然?|务|必)+$"
)
_MANNER = re.compile(rf"{w.any_of(w.MANNERS)}(?:地|的|性地|性)?")
_PREPOSITION = re.compile(w.any_of(w.PREPOSITIONS))
_STANCE = re.compile(w.any_of(w.STANCES))
_SENDING = rf"报(?![名考道纸刊社价])(?=请?[\u4e00-\u9fff]{{0,12}}(?:{w.any_of(HEADS)}|备案|审批|审定|批准|同意)$)"
"""报镇党建办, 报县政府备案: a verb only before the one to whom one reports."""
_VERB = re.compile(
    f"(?!对接[受触收待]|公开透明)(?:{w.any_of({*w.ACTS, *w.EFFECTS, *w.AIMS, *w.GENERAL, *w.CARRYING_OUT})}|{_SENDING})"
)
_ACT = re.compile(w.any_of(verb for verb in w.ACTS if len(verb) > 1))
_AROUND = re.compile("在|当|作为|为|如|若|除|随着|自|由于|因|鉴于|关于|对于|至于")
_LONG_FRAME = re.compile(r"(?:的同时|过程中|基础上|之际|的时候|前提下|以后|之后|以来|后)$")
_CONDITION = re.compile("除|如果|若|要是|一旦|即使|尽管|虽然|由于|因为|只要|凡是|倘若|假如|当")
_QUESTION = re.compile("是否|什么|为何|怎么|怎样|哪些|哪个|[吗呢]$")
_INNER = re.compile(
    rf"(?:{w.any_of(m for m in w.MANNERS if len(m) > 1)}地?"
    "|(?:原则|要求|规定|部署|需要|实际|情况|标准|精神)(?=[^，的和与]))"
    rf"{w.any_of(v for v in w.ACTS if len(v) > 1)}"
)
_FRAME_END = re.compile(
    r"(?:的|时|时候|后|之后|前|之前|中|过程中|基础上|下|上|以来|期间|方面|同时|之际|为[^，]{1,8}|等方式|"
    r"方式|形式|原则|情况|实际|需求|需要|关头|规定|部署|要求|安排|职责|程序|精神|出发|入手|标准)$"
)
_MEANS = re.compile(w.any_of(w.MEANS))
_MANNERED = re.compile(r"(?:采取|采用|运用|利用|参照|参考).*(?:方式|方法|形式|手段|办法)$")
_COPULA = re.compile(
    r"的有(?![效力关机序限益利用名])|的为|(?<![别其特尤凡但于可总就若要便正不都还只老或算硬就])是(?![否非])"
)
_TAKING = re.compile(r"[把将](?![军领士近会来握关脉控牢好])(?=.{5})")


@dataclass(frozen=True, slots=True)
class Reading:
    """A clause, read."""

    kind: Kind
    start: int = 0
    """Where its words begin, in the clause: behind number, connecting words and 我们要."""
    verb: str = ""
    object: str = ""
    who: str = ""
    """The party that stands before the order."""
    modal: bool = False
    """Whether a word says that it must be done."""
    manner: bool = False
    """Whether an adverb stands before the verb."""


@lru_cache(maxsize=1 << 14)  # a document's style is told from its clauses before they are gone through
def read(text: str) -> Reading:
    """What a clause does, its neighbours left aside."""
    start = _behind_connectors(text, ordinal(text))
    if _CONNECTOR.fullmatch(text, start):
        return Reading("none")
    if text.startswith(("以及", "及其"), start):
        return Reading("none")
    if _CONDITION.match(text, start) or _QUESTION.search(text):
        return Reading("frame", start)
    return _with_modal(text, start) or _predicate(text, start)


def _behind_connectors(text: str, start: int) -> int:
    while found := (_CONNECTOR.match(text, start) or _GLOSS.match(text, start)):
        if found.end() >= len(text):
            break
        start = ordinal(text, found.end())
    return start


def _with_modal(text: str, start: int) -> Reading | None:
    """A clause that says that something must be done, and who must."""
    found = next((m for m in w.MODAL.finditer(text, start, start + REACH) if not _is_quoted(text, m.start())), None)
    if not found or (found[0] == "将" and found.start() == start):
        return None
    subject = _ADVERBS_BEHIND.sub("", text[start : found.start()])
    name = _PRONOUN.sub("", subject, count=1) if _PRONOUN.match(subject) else subject
    who = party(name.removeprefix("由")) if name else ""
    if found[0] in ("将", "负责", "牵头") and not who:
        return None
    rest = _predicate(text, found.end())
    forbids = found[0] in w.HARD
    if found[0][0] in "不切决绝" and not forbids:
        return Reading("tell" if subject else "stance", start, modal=not subject)
    if rest.kind == "tell" and not (who or forbids):
        return Reading("tell", start)
    kind: Kind = "order" if rest.kind in ("tell", "frame") and (who or forbids) else rest.kind
    if who and rest.verb in w.ACTS:
        kind = "order"
    if rest.kind == "frame" and (_MANNERED.search(text) or _FRAME_END.search(text)):
        kind = "frame"
    if len(text) - found.end() < LEAST:
        kind = "tell"
    begin = start if who else (found.start() if forbids else rest.start)
    if subject and not who and subject not in ("我们", "咱们", "大家") and _PREPOSITION.match(subject):
        begin, kind = start, "order" if rest.kind == "tell" else rest.kind
    if subject == "大家":
        who, begin = "大家", start
    return Reading(kind, begin, rest.verb or found[0], rest.object or text[found.end() :], who, True, rest.manner)


def _is_quoted(text: str, at: int) -> bool:
    before = text[:at]
    return any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）", "‘’"))


def _predicate(text: str, start: int) -> Reading:
    """What the words from `start` on do, a subject being none of them."""
    at, pattern = _beginning(text, start)
    is_framed = bool(_PREPOSITION.match(text, start))
    if (
        text.endswith("的")
        or _LONG_FRAME.search(text)
        or (is_framed and _FRAME_END.search(text))
        or _MANNERED.match(text, at)
    ):
        return Reading("frame", start)
    if pattern is _TAKING:
        return _taking(text, start, at)
    if pattern and (found := pattern.match(text, at)):
        if pattern is _STANCE:
            return Reading("stance", start, found[0], text[found.end() :])
        return _order(text, start, found, manner=at > start)
    if is_framed:
        inner = None if _AROUND.match(text, start) else _INNER.search(text, start)
        return Reading("order", start, inner[0], text[inner.end() :]) if inner else Reading("frame", start)
    return Reading("tell", start)


def _beginning(text: str, start: int) -> tuple[int, re.Pattern[str] | None]:
    """Where the verb begins behind adverbs, and of which kind it is: the longest reading wins, of equals the first.

    Many an adverb is a verb too: 加强监管, 深入各村, but 深入开展.
    """
    places = [start, behind(text, start)]
    while found := _MANNER.match(text, places[-1]):
        places.append(found.end())
    best: tuple[int, re.Pattern[str] | None] = (start, None)
    reach = 0
    for place in places:
        for pattern in (_STANCE, _TAKING, _VERB):
            match = pattern.match(text, place)
            if match and match[0] in w.NOUN_VERBS and w.NOUNS.match(text, match.end()) and best[1]:
                continue
            if match and match.end() > reach:
                best, reach = (place, pattern), match.end()
    return best


def _taking(text: str, start: int, at: int) -> Reading:
    """把…分解到…: an order when what is done to the thing is an act."""
    rest = text[at + 1 :]
    acts = _ACT.search(rest, 2) and not w.TAKEN.search(rest)
    return Reading("order" if acts else "stance", start, text[at], rest)


def _order(text: str, start: int, found: re.Match[str], *, manner: bool) -> Reading:
    verb, rest = found[0], text[found.end() :].rstrip("等")
    if (
        len(rest) < SHORTEST
        or rest[0] in "的了过着"
        or _COPULA.search(rest)
        or _is_noun(verb, rest)
        or w.HERE.match(rest)
    ):
        return Reading("tell", start, verb, rest)
    if verb in w.CARRYING_OUT and (w.EMPTY.search(rest) or rest[0] in "到在"):
        return Reading("stance", start, verb, rest)
    if w.CONCRETE.search(rest):
        return Reading("order", start, verb, rest, manner=manner)
    if verb in w.GENERAL or (verb in w.STRENGTHENING and w.ABSTRACT.search(rest)):
        return Reading("stance", start, verb, rest, manner=manner)
    if verb in w.AIMS or w.NAMELESS.fullmatch(rest) or w.GENERAL_ORDER.fullmatch(text, found.start()):
        return Reading("stance", start, verb, rest, manner=manner)
    return Reading("order", start, verb, rest, manner=manner)


def _is_noun(verb: str, rest: str) -> bool:
    """Whether the verb is a noun here, or a noun with it: 服务业…, 全面深化改革取得新突破."""
    if w.REACHED.search(rest) and verb not in w.EFFECTS:
        return True
    return verb in w.NOUN_VERBS and bool(w.NOUNS.match(rest) or w.FIGURE.search(rest))


def is_effect(reading: Reading) -> bool:
    """Whether the clause, standing behind a measure, says what that is to bring about."""
    if reading.verb == "形成" and not w.WHOLE.search(reading.object):
        return False
    return reading.kind == "order" and not reading.modal and not reading.manner and reading.verb in w.EFFECTS


def is_means(text: str, reading: Reading) -> bool:
    """Whether a framing clause belongs to the order behind it."""
    return bool(_MEANS.match(text, reading.start)) or bool(reading.who)


def level(reading: Reading, *, is_task: bool = False) -> Level:
    """Whether an order names an act, or demands what holds for good: carry out a spirit, take a thing in hand.

    Where no verb is known, a date or a figure (`is_task`) says that it is an act.
    """
    if not reading.verb or w.MODAL.fullmatch(reading.verb):
        return "concrete" if is_task else "requirement"
    standing = reading.verb in w.STANDING or (reading.verb in w.CARRYING_OUT and w.SPIRIT.search(reading.object))
    return "requirement" if standing or w.GENERAL_OBJECT.search(reading.object) else "concrete"
