"""Labels and brackets that say who does, and by when, what stands before them.

（责任单位：市教育局）, （教育部牵头，财政部配合，6月底前完成）, and without brackets 牵头单位：…；完成时限：….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .deadlines import finishing
from .parties import several

_ROLE = "责任|牵头|主办|承办|主责|落实|实施|配合|协办|协作|参加|参与|完成|负责|督办|主管"
_KIND = "单位|部门|领导|人|主体|机构|科室|处室|股室|站所"
_WHO = rf"(?:{_ROLE})(?:{_KIND})"
_WHEN = r"(?:完成|办结|整改|落实|工作|推进)?(?:时限|期限)(?:要求)?|(?:完成|办结|整改)(?:时间|日期)|时间(?:要求|节点)"
_COLON = r"\s*[：:]\s*"
_LABEL = re.compile(rf"(?P<when>{_WHEN}){_COLON}|(?P<who>{_WHO}|(?:{_ROLE})(?=\s*[：:])){_COLON}")
_OPEN, _CLOSE = "（(〔[【", "）)〕]】"
_NO_BRACKET = f"[^{re.escape(_OPEN + _CLOSE)}]"
_BRACKETED = re.compile(
    rf"[{re.escape(_OPEN)}](?P<inner>(?:{_NO_BRACKET}|[{re.escape(_OPEN)}]{_NO_BRACKET}*[{re.escape(_CLOSE)}]){{2,200}})"
    rf"[{re.escape(_CLOSE)}]"
)
_PLAIN = re.compile(
    rf"(?:(?<=[。；;，,！])|(?<=\s)|^)\s*(?:{_WHO}|{_WHEN}){_COLON}[^。；;]{{2,120}}"
    rf"(?:[；;]\s*(?:{_WHO}|{_WHEN}){_COLON}[^。；;]{{2,120}})*[。；;]?"
)
_DOING = re.compile(r"[^：:]*(?:负责|牵头|配合|落实|参与|参加|实施)(?=[，,；;。]|$)[^：:]*")
_ROLE_END = re.compile(
    r"(?:按照?(?:各自)?职责(?:分工)?)?(?:分工|分别|共同)?(?:牵头|负责|配合|落实|参与|参加|实施)$|"
    r"按(?:照)?职责(?:分工)?$|等(?:单位|部门)?$|[：:]$"
)
_SENTENCE = re.compile("[，,；;]")


@dataclass(frozen=True, slots=True)
class Tail:
    """Who is responsible for what stands before it, and by when."""

    start: int
    end: int
    who: tuple[str, ...] = ()
    when: str = ""


def tails(text: str) -> Iterator[Tail]:
    """The tails of a line, in order."""
    found = [tail for match in _BRACKETED.finditer(text) if (tail := _of_brackets(match))]
    for match in _PLAIN.finditer(text):
        if not any(tail.start <= match.start() < tail.end for tail in found):
            found.append(_labelled(match[0], match.start(), match.end()))
    yield from sorted((tail for tail in found if tail.who or tail.when), key=lambda tail: tail.start)


def _of_brackets(match: re.Match[str]) -> Tail | None:
    inner = match["inner"].strip()
    if _LABEL.match(inner):
        return _labelled(inner, match.start(), match.end())
    if _DOING.fullmatch(inner):
        parts = [part.strip() for part in _SENTENCE.split(inner)]
        when = next(filter(None, map(finishing, parts)), "")
        return Tail(match.start(), match.end(), _names(part for part in parts if not finishing(part)), when)
    when = finishing(inner)
    return Tail(match.start(), match.end(), (), when) if when and "完成" in inner else None


def _labelled(text: str, start: int, end: int) -> Tail:
    """What the labels of a stretch say: each goes as far as the next one."""
    labels = list(_LABEL.finditer(text))
    ends = [label.start() for label in labels[1:]] + [len(text)]
    values = [
        (label, text[label.end() : stop].strip(" 　。；;，,、")) for label, stop in zip(labels, ends, strict=True)
    ]
    who = _names(value for label, value in values if label["who"])
    when = next((value for label, value in values if label["when"]), "")
    return Tail(start, end, who, when)


def _names(values: Iterator[str]) -> tuple[str, ...]:
    names = (name for value in values for part in several(value) for name in several(_bare(part)))
    return tuple(dict.fromkeys(filter(None, names)))


def _bare(name: str) -> str:
    """A name without what it does: 市教育局 of 由市教育局牵头."""
    while (short := _ROLE_END.sub("", name)) != name:
        name = short
    return name.strip(" 。；，").removeprefix("由")
