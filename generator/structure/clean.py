"""From a source's lines to paragraphs: page junk set apart, broken lines joined, swallowed line ends found again.

Line numbers never change: every paragraph keeps the physical places of its words.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from ..source import Diagnostic, Line, Loc, Omission, Source
from ..text import is_final
from . import wrapping
from .ordinals import match
from .tables import tabular

EDGE = 20  # lines from either end of a file in which the buttons of a web page stand
CHROME = re.compile(
    r"[\s【\[]*(?:下载|打印|全屏|收藏|分享|关闭|返回|纠错|加大|还原|减小|大|中|小|字号[：:]?|字体[：:]?|打印本页|关闭窗口|返回顶部"
    r"|我要纠错|首页|当前位置[：:]?|扫一扫.{0,16}|分享(?:到.{0,12})?[：:]?|(?:字号|字体)[：:]?[\s\[【]*大[\s|\]】]*中[\s|\]】]*小|A[+-]|[】\]]|\||>>)[\s】\]]*"
)
CRUMB = (">", ">>", "›", "»")  # between the names of a web page's breadcrumb
PAGE_NUMBER = re.compile(
    r"[-—–·.•~\s]+\d{1,4}[-—–·.•~\s]+|[—–-]\s*\d{1,4}|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
)
BARE_NUMBER = re.compile(r"\d{1,4}")
RUNNING_HEAD = 30  # characters at most of a line that a book prints on every page


def clean(source: Source) -> tuple[tuple[Line, ...], tuple[Omission, ...], tuple[Diagnostic, ...]]:
    """The paragraphs of a source, what was set apart from them, and a finding for each kind of repair."""
    junk = _junk(source.lines)
    kept = [line for i, line in enumerate(source.lines) if i not in junk]
    omitted = tuple(Omission(source.lines[i].number, source.lines[i].text, "O109") for i in sorted(junk))
    found = []
    if junk:
        first = source.lines[min(junk)]
        found.append(Diagnostic("O109", Loc(source.path, first.number), (str(len(junk)), first.text[:12])))
    lines, repairs = wrapping.repair(tuple(tabular(kept)), source.path)
    return lines, omitted, (*found, *repairs)


def _junk(lines: tuple[Line, ...]) -> set[int]:
    """Indices of lines that a printer or a web page added: page numbers, running heads, buttons."""
    numbers = {i for i, line in enumerate(lines) if PAGE_NUMBER.fullmatch(line.text)} | _bare_numbers(lines)
    chrome = _chrome(lines, range(min(EDGE, len(lines)))) | _chrome(lines, range(len(lines) - 1, len(lines) - EDGE, -1))
    return numbers | chrome | _running_heads(lines, numbers)


def _chrome(lines: tuple[Line, ...], order: range) -> set[int]:
    """Buttons at one end of the file: two or more, for a single word may be the text's own."""
    edge = [i for i in order if 0 <= i < len(lines)]
    found = {i for i in edge if CHROME.fullmatch(lines[i].text)}
    found |= {
        j
        for i in edge
        if lines[i].text in CRUMB
        for j in (i - 1, i, i + 1)
        if 0 <= j < len(lines) and len(lines[j].text) <= 12
    }
    return found if len(found) > 1 else set()


def _bare_numbers(lines: tuple[Line, ...]) -> set[int]:
    """Lines that are nothing but a number, when at least three of them count the pages upwards by one."""
    found = [i for i, line in enumerate(lines) if BARE_NUMBER.fullmatch(line.text) and not line.cells]
    values = [int(lines[i].text) for i in found]
    rising = len(found) >= 3 and all(b == a + 1 for a, b in pairwise(values))
    apart = all(b - a > 2 for a, b in pairwise(found))
    return set(found) if rising and apart else set()


def _running_heads(lines: tuple[Line, ...], numbers: set[int]) -> set[int]:
    """Short lines repeated at least three times beside a page number."""
    beside = [i for n in numbers for i in (n - 1, n + 1) if 0 <= i < len(lines) and i not in numbers]
    short = [i for i in beside if len(lines[i].text) <= RUNNING_HEAD and not is_final(lines[i].text)]
    often = Counter(lines[i].text for i in short if not match(lines[i].text))
    return {i for i in short if often[lines[i].text] >= 3}
