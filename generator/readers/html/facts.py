"""What a page says about its document beside the text: boxes of labels and values, <meta> and <title>. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from ...source import Line, Meta
from ..normalise import tidy
from . import labels
from .page import Block

_META = {
    "articletitle": "title", "pubdate": "published", "publishdate": "published", "publish_time": "published",
    "article:published_time": "published",
}  # fmt: skip
_DATE = re.compile(r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})")
_NUMBER = re.compile(r".{0,24}[〔\[【（(]\s*\d{4}\s*[〕\]】）)].{0,8}\d+\s*号|.{0,24}第\s*\d+\s*号")
_SITE = re.compile(r"\s?(?:[_|｜]|\s[-–—]+\s|[-–—]{2,}|(?<=.{7}[\u4e00-\u9fff）》”])[-–—](?=[\u4e00-\u9fff])).*$")
_NO_TITLE = re.compile(
    r"无标题(?:文档)?|新建.{0,12}|首页|正文|详情|内容页?|untitled.*|document|index|microsoft word.*|.{0,12}\.docx?|\W*",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"Microsoft (?:Word|Excel)|Word\.Document|WPS|Kingsoft|LibreOffice|OpenOffice", re.I)
_SHORT, _LONGEST = 4, 120
_TELLING = 10
"""Characters of a name that is a title though the text does not say it: shorter ones are names of columns."""
_FEW = 2
"""Labels that make a box; one of them must be of those that stand nowhere else."""
_VALUE = 160
_HEAD, _ENDS = 12, 30
"""Lines at the beginning where a title stands; at either end where number and date stand."""

Facts = dict[str, str]
"""Field of `Meta`, or `published` (when the page was put up), → value."""


def boxes(blocks: Sequence[Block], *, alone: bool = False) -> tuple[frozenset[int], Facts]:
    """Indices of the blocks that are labels and values, and what they say; `alone`: one label is enough."""
    found: set[int] = set()
    facts: Facts = {}
    for run in _runs(blocks):
        pairs = [pair for _, pair in run]
        names = {name for name, _ in pairs}
        if alone or (len(names) >= _FEW and names & labels.SURE):
            found.update(index for index, _ in run)
            note(facts, pairs)
    return frozenset(found), facts


def note(facts: Facts, pairs: Iterable[tuple[str, str]]) -> None:
    """Add what labels say; the first value of a field counts."""
    for name, value in pairs:
        field = labels.FIELDS.get(name, "")
        if field and value:
            facts.setdefault(field, value)


Fact = tuple[int, tuple[str, str]]
"""Index of a block, and a label with its value in it."""


def _runs(blocks: Sequence[Block]) -> Iterator[list[Fact]]:
    """Stretches of blocks, one after the other, that are labels and values."""
    run: list[Fact] = []
    index = 0
    while index < len(blocks):
        taken, pairs = _taken(blocks, index)
        if pairs:
            run += [(i, pair) for i in range(index, index + taken) for pair in pairs]
        elif run:
            yield run
            run = []
        index += taken
    if run:
        yield run


def _taken(blocks: Sequence[Block], index: int) -> tuple[int, tuple[tuple[str, str], ...]]:
    """How many blocks from here on are one statement, and what it says."""
    block = blocks[index]
    if block.look.hidden:
        return 1, ()
    if block.cells:
        return 1, _row(block.cells)
    pairs = labels.pairs(block.text)
    whole = all(len(value) <= _VALUE and not value.endswith("。") for _, value in pairs)
    if pairs and whole and (len(pairs) > 1 or pairs[0][1] or index + 1 == len(blocks)):
        return 1, pairs
    name = labels.label(block.text)
    if not name or not (name in labels.SURE or block.text.rstrip().endswith((":", "："))):
        return 1, ()
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    if after is None or after.cells or labels.label(after.text) or labels.pairs(after.text) or len(after.text) > _VALUE:
        return 1, ((name, ""),)
    return 2, ((name, after.text.strip()),)


def _row(cells: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What a row says whose cells are labels, each with its value behind it; nothing when others stand between."""
    found: list[tuple[str, str]] = []
    open_ = False
    for cell in (words for words in cells if words):
        name = labels.label(cell)
        if name:
            found.append((name, ""))
        elif open_:
            found[-1] = (found[-1][0], cell)
        else:
            pairs = labels.pairs(cell)
            if not pairs:
                return ()
            found += pairs
        open_ = bool(name)
    return tuple(found)


def head(root: etree._Element) -> Facts:
    """What <meta> and <title> say."""
    facts: Facts = {}
    for meta in root.iter("meta"):
        field = _META.get((meta.get("name") or meta.get("property") or "").lower())
        if field and (words := tidy(meta.get("content", ""))):
            facts.setdefault(field, words)
    titles = [title(tidy(element.text or "")) for element in root.iter("title")]
    if titles and titles[0]:
        facts.setdefault("title", titles[0])
    return facts


def is_office(root: etree._Element) -> bool:
    """Whether a text program saved the page: there is no website around it."""
    return any(
        (meta.get("name") or "").lower() in ("generator", "progid") and _OFFICE.search(meta.get("content", ""))
        for meta in root.iter("meta")
    )


def title(words: str) -> str:
    """A page's title without the names of site and column; empty when it says nothing."""
    bare = _SITE.sub("", words).strip()
    return "" if _NO_TITLE.fullmatch(bare) or not _SHORT <= len(bare) <= _LONGEST else bare


def announced(lines: Sequence[Line], facts: Mapping[str, str]) -> Meta:
    """What the page says of its document, as far as the text agrees or is silent: the text rules."""
    meta = Meta()
    ends = [line.text for line in (*lines[:_ENDS], *lines[-_ENDS:])]
    name = tidy(facts.get("title", ""))
    silent = len(name) >= _TELLING and not any(line.hint or line.level == 1 for line in lines[:_HEAD])
    if name and (bare(name) in bare("".join(ends[:_HEAD])) or silent):
        meta = replace(meta, title=name)
    number = tidy(facts.get("number", ""))
    if _NUMBER.fullmatch(number) and (_says(ends, number) or not any(_NUMBER.fullmatch(text) for text in ends)):
        meta = replace(meta, number=number)
    date = iso(facts.get("date", "")) or ("" if any(map(_DATE.search, ends)) else iso(facts.get("published", "")))
    return replace(meta, date=date or None, issuer=tidy(facts.get("issuer", ""))[:60] or None)


def _says(texts: Iterable[str], words: str) -> bool:
    return any(bare(words) in bare(text) for text in texts)


def bare(text: str) -> str:
    """A text without blanks, for comparing."""
    return "".join(text.split())


def iso(words: str) -> str:
    """The first day in a text as 2020-03-18; empty without one."""
    match = _DATE.search(words)
    if not match:
        return ""
    year, month, day = map(int, match.groups())
    if not year or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return ""
    return f"{year:04}-{month:02}-{day:02}"
