"""Dates on which something happened, meetings, and a document's own dates (adopted, revised, signed): the timeline.

No year is guessed. A year alone counts only beside a verb of event (成立, 印发 …): 比2025年压减10% tells of none.
A day without a year takes the year of a date before it in the same sentence. A year or month behind the document's own
date is a plan; an exact day of its own year is an appointment: a meeting, the day it comes into force. A meeting has a
date when `terms.yml` gives one (kind `meeting` or `campaign`), or not at all. What is still to be done by a date is
left to the measures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ..annotations import HEADING, At, Passage, passages
from ..model import Document
from ..structure import numerals
from ..text import fold
from .terms import Term

Kind = Literal["date", "meeting", "paper"]


@dataclass(frozen=True, slots=True)
class Event:
    """A date or a meeting, where a text mentions it."""

    at: At
    kind: Kind
    words: str
    """As written: 2018年3月, 十九届二中、三中全会."""
    name: str
    """A date in full, a meeting by its proper name, a paper's date with what was done: 2025年11月8日　修订."""
    date: str
    """ISO 8601, as exact as known: `2018`, `2018-03`, `2018-03-18`; empty = unknown."""
    sentence: str


_CN = "〇○零一二三四五六七八九"
_DATE = re.compile(
    rf"(?<![\d〔(\[])(?P<year>1[5-9]\d\d|20\d\d|一[八九][{_CN}]{{2}}|二[〇○零][{_CN}]{{2}})\s?年"
    r"(?:\s?(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s?月(?:\s?(?P<day>\d{1,2}|"
    r"[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s?日)?)?(?![级版度份]|代)"
)
_DAY = re.compile(r"(?<![\d年])(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日")
_STOP = re.compile("[。！？；!?;]")
_AHEAD = re.compile(r"(?:到|至|展望|面向|力争|争取|截至|截止|于)\s*$")
_LIMITED = re.compile(r"\s?(?:底|末|初|年底|上半年|下半年)?(?:前|以前|之前|为止|底|末)")
_BOOK = re.compile("《[^《》]*》")
_NUMBER = "[一二三四五六七八九十]{1,3}"
_HAPPENED = re.compile(
    "召开|成立|印发|施行|通过|修订|发布|公布|颁布|签署|签订|签约|制定|出台|实施|启动|开工|动工|竣工|建成|通水|通车|创办|设立|"
    "组建|解放|爆发|诞生|逝世|提出|批准|加入|撤销|改为|改名|更名|生效|废止|举行|举办|开幕|闭幕|当选|发表|恢复|完成|投产|上线"
)
"""Verbs of event: beside one a year alone is a date."""
_SPAN = re.compile(r"\s*(?:以[来后前]|之[后前]|起|至|到|底|末|是|作为|计划|拟|将|力争|[—–~～)）-])")
"""Behind a year that is a span's edge, a topic, or still to come."""
_CLAUSE_END = re.compile("[，,。；;！？!?)）]")
_NEAR = 24
"""Characters behind a year within its clause where the verb stands."""
_PAPER = re.compile(
    r"\s*(?:起|由[^，。；）)]{2,40}?|[^\d，。；（）()]{0,40}?(?:会议|全体会议|委员会|大会|全会|次会议|公布|令)?)"
    r"(?P<deed>审议通过|通过|修订|修正|批准|施行|生效|公布|发布|印发|签署|签订)"
)
"""What was done to a paper, behind its date in the lines below its title."""
_ALONE = re.compile(rf"\s*[（(]?\s*{_DATE.pattern}\s*[）)]?\s*")
_CONGRESS = re.compile(
    rf"(?:党的|我们党的|中共)(?P<n>{_NUMBER})大(?!常委|纪律|任务|工程|行动|要求|原则|优势|领域|方面|举措|体系|建设|关系|能力|作风|"
    rf"战略|理念|历史|成就|变化|问题|矛盾|风险|考验|危险|法宝|传统|群众|奋斗|制度|规矩|种|类|项|个|块|条)|中国共产党第(?P<full>{_NUMBER})次全国代表大会|"
    rf"(?<![{_CN}十百第的个])(?P<bare>十[一二三四五六七八九]|二十)大(?=以来|精神|报告|[后前上的和及、,。]|"
    rf"召开|闭幕|胜利|提出|部署|代表|确定|作出|指出|通过|党章|期间)"
)
_PLENUMS = re.compile(rf"(?P<term>{_NUMBER})届(?P<list>{_NUMBER}中(?:[、和及]{_NUMBER}中)*)(?:、{_NUMBER}中)*全会")
_WHERE = (
    r"(?:党中央|中共中央|中央|全国|国务院|中国共产党|中国|全党|全军|全省|全市|全区|全县|全镇|"
    r"[省市区县镇乡州]委|[^\W\d_召开在的年月日号于是由经从和与及了]{0,3}[省市县镇乡](?!场)|自治区|上级|本[省市县镇]|我[省市区县镇])"
)
_ENDING = (
    "(?:代表大会|代表会议|党代会|全体会议|工作会议|党建会议|常委会会议|常务会议|座谈会|动员会|推进会|"
    "部署会|总结会|表彰会|现场会|扩大会议|"
    "务虚会|集体学习|总结大会|动员大会|表彰大会|庆祝大会|政治局会议|全委会|(?<=次)全会)"
)
_INSIDE = r"[^\W\d_要也对将按实行不能向这召在及的与了和列由]"
"""A character in the middle of a meeting's name; the others begin something else."""
# Places are taken as a whole (?>…): one that can be read in two ways, twenty in a row, would take a million ways.
_NAMED = re.compile(
    rf"(?:{_WHERE}(?:[、和](?>{_WHERE})){{0,9}}(?:{_INSIDE}|和(?=[一-鿿]{{2,4}}(?:工作|"
    rf"建设))){{0,16}}?(?:第(?:{_NUMBER}|\d{{1,3}})[次届]{_INSIDE}{{0,8}}?)?{_ENDING}"
    r"|(?:遵义|古田|瓦窑堡|洛川|八七|三湾|万隆|雅尔塔)会议)"
)
_CALLED = re.compile(
    r"(?:召开|举行|出席|参加|主持)了?(?P<name>(?!的)[^\d,，。;；:：!！?？、()《》“”\s]{4,30}?(?:会议|大会|"
    r"座谈会|论坛))(?![室员的])"
)
_GENERAL = re.compile(
    r"^(?:国务院|[省市县区]?)?(?:全体会议|常务会议|常委会会议|工作会议|座谈会|全会|代表大会|党代会|党员大会|"
    r"会议)$|人民代表大会$|政治协商会议|"
    r"^(?:重要|各种|各类|有关|专题|定期|两次|一次|本次|这次|此次|职工|村民|党员|各界|全国性|"
    r"中国共产党全国代表|全国代表大会)|(?:有关|专题|各类)会议$"
)
_CAMPAIGN = re.compile("(?:教育|活动|行动|斗争|整治|工程|会议?)$")
"""Ends a campaign's name; without it the words are only its motto."""
_STARTED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def find(documents: Sequence[Document], terms: Sequence[Term] = ()) -> tuple[Event, ...]:
    """Every date and every meeting that the documents mention, in reading order."""
    known = calendar(terms)
    return tuple(event for document in documents for event in in_document(document, known))


def in_document(document: Document, known: Mapping[str, tuple[str, str]]) -> Iterator[Event]:
    """The same of one document; `known` is the `calendar` of the terms."""
    yield from _of_paper(document)
    for passage in passages(document):
        yield from _of(passage, known)


def calendar(terms: Sequence[Term]) -> Mapping[str, tuple[str, str]]:
    """Name or alias → (proper name, date) of all meetings and campaigns in the table."""
    found: dict[str, tuple[str, str]] = {}
    for term in terms:
        if term.kind in ("meeting", "campaign"):
            started = _STARTED.match(term.source)
            names = (term.term, *term.aliases)
            for name in names if term.kind == "meeting" else filter(_CAMPAIGN.search, names):
                found.setdefault(fold(name), (term.term, started[0] if started else ""))
    return found


def of_document(events: Sequence[Event], document: str) -> tuple[Event, ...]:
    """The events of one document, each name once, the newest first; those without a date come last."""
    own = {event.name: event for event in reversed(events) if event.at.document == document}
    named = sorted(own.values(), key=lambda event: event.name)
    return tuple(sorted(named, key=lambda event: event.date, reverse=True))


def _of(passage: Passage, known: Mapping[str, tuple[str, str]]) -> Iterator[Event]:
    text = fold(passage.text)
    if _ALONE.fullmatch(text.replace("(", " ")):
        return
    found = [*_dates(text, passage.document.meta.date or "9999"), *_meetings(text, known)]
    taken: list[tuple[int, int]] = []
    for start, end, kind, name, date in sorted(set(found), key=lambda f: (f[0] - f[1], f[0])):
        inside = any(a <= start and end <= b and (start, end) != (a, b) for a, b in taken)
        if not inside:
            taken.append((start, end))
            begin, finish = passage.sentence(start, end)
            words, sentence = passage.text[start:end], passage.text[begin:finish]
            yield Event(passage.part(start, end), kind, words, name, date, sentence)


_Found = tuple[int, int, Kind, str, str]


def _dates(text: str, latest: str) -> Iterator[_Found]:
    """Dates, and days whose year stands before them in the same sentence; what lies behind `latest` is a plan."""
    books = [found.span() for found in _BOOK.finditer(text)]
    full = [m for m in _DATE.finditer(text) if not any(a <= m.start() < b for a, b in books)]
    for found in full:
        date = _iso(numerals.parse(found["year"]), found["month"], found["day"])
        ahead = _AHEAD.search(text, 0, found.start()) and not found["day"]
        told = bool(found["month"]) or _tells(text, found.end())
        planned = ahead or _planned(date, latest)
        if told and date and not planned and not _LIMITED.match(text, found.end()):
            yield found.start(), found.end(), "date", _spoken(date), date
    for found in _DAY.finditer(text):
        before = [m for m in full if m.end() <= found.start()]
        near = before and not _STOP.search(text, before[-1].end(), found.start())
        date = _iso(numerals.parse(before[-1]["year"]), found["month"], found["day"]) if near else ""
        if date:
            yield found.start(), found.end(), "date", _spoken(date), date


def _planned(date: str, latest: str) -> bool:
    """Whether a date is behind the document's own, as far as both are known; an exact day only by its year."""
    known = min(4 if len(date) > len("2029-05") else len(date), len(latest))
    return date[:known] > latest[:known]


def _tells(text: str, end: int) -> bool:
    """Whether a verb of event stands behind a year, in its clause or the next."""
    if _SPAN.match(text, end):
        return False
    stop = _CLAUSE_END.search(text, end + text.startswith(("，", ","), end))
    return bool(_HAPPENED.search(text, end, min(end + _NEAR, stop.start() if stop else len(text))))


def _iso(year: int | None, month: str | None, day: str | None) -> str:
    """The date, empty when the calendar has no such day."""
    parts = [str(year)] if year else []
    for words, most in ((month, 12), (day, 31)):
        if words is None:
            break
        value = numerals.parse(words) or 0
        if not 1 <= value <= most:
            return ""
        parts.append(f"{value:02}")
    return "-".join(parts)


def _spoken(date: str) -> str:
    return "".join(part.lstrip("0") + unit for part, unit in zip(date.split("-"), "年月日", strict=False))


def _meetings(text: str, known: Mapping[str, tuple[str, str]]) -> Iterator[_Found]:
    """Congresses, plenums, meetings of the table, and others with a name of their own."""
    for found in _CONGRESS.finditer(text):
        name = f"党的{found['n'] or found['full'] or found['bare']}大"
        yield found.start(), found.end(), "meeting", *known.get(name, (name, ""))
    for found in _PLENUMS.finditer(text):
        for number in re.findall(_NUMBER + "(?=中)", found[0].partition("届")[2]):
            name = f"{found['term']}届{number}中全会"
            yield found.start(), found.end(), "meeting", *known.get(name, (name, ""))
    for name in known:
        for start in _places(text, name):
            yield start, start + len(name), "meeting", *known[name]
    yield from _named(text, known)


def _places(text: str, name: str) -> Iterator[int]:
    if name[0] in "十二一" and name.endswith("大"):
        return  # 十九大 stands in 五十九大项 too: _CONGRESS looks at what is around it
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + 1)


def _named(text: str, known: Mapping[str, tuple[str, str]]) -> Iterator[_Found]:
    spans = [(m.start("name"), m.end("name")) for m in _CALLED.finditer(text)]
    for start, end in [*spans, *(m.span() for m in _NAMED.finditer(text))]:
        name = text[start:end]
        if not _GENERAL.search(name) and name not in known:
            yield start, end, "meeting", name, ""


def _of_paper(document: Document) -> Iterator[Event]:
    """When the document was adopted, revised, signed, by the lines below its title and the date under its end."""
    seen: set[str] = set()
    for at, text in _paper_lines(document):
        plain = fold(text).replace("(", " ").replace("[", " ")
        for found in _DATE.finditer(plain):
            date = _iso(numerals.parse(found["year"]), found["month"], found["day"])
            deed = _deed(plain, found) if found["month"] and date else ""
            name = f"{_spoken(date)}　{deed}"
            if deed and name not in seen:
                seen.add(name)
                place = replace(at, start=found.start(), end=found.end())
                yield Event(place, "paper", found[0], name, date, text.strip())


def _paper_lines(document: Document) -> Iterator[tuple[At, str]]:
    """The lines between title and text, and those of the closing words that are a date and nothing else."""
    for paragraph in document.front:
        for line in paragraph.lines:
            yield At(document.id, document.root.id, HEADING, 0, 0, 0), line.text
    for passage in passages(document):
        if _ALONE.fullmatch(fold(passage.text).replace("(", " ")):
            yield passage.at, passage.text


def _deed(text: str, found: re.Match[str]) -> str:
    """What was done on a date: 通过, 修订; a date that stands alone is that of the paper."""
    if _ALONE.fullmatch(text):
        return "成文"
    if text.startswith("在", found.end()):
        return "会上所作"
    deed = _PAPER.match(text, found.end())
    return deed["deed"].removeprefix("审议") if deed else ""


def by_year(events: Sequence[Event]) -> tuple[tuple[str, tuple[Event, ...]], ...]:
    """(year, its events, the newest first), the newest year first; events without a date are left out."""
    dated = sorted((event for event in events if event.date), key=lambda event: event.date, reverse=True)
    edges = [0, *(n for n, (a, b) in enumerate(pairwise(dated), 1) if a.date[:4] != b.date[:4]), len(dated)]
    groups = [tuple(dated[a:b]) for a, b in pairwise(edges) if b > a]
    return tuple((group[0].date[:4], group) for group in groups)
