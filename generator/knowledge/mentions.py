"""Where the words of the clerk's table stand in the documents: longest match, without word borders.

Quotation marks and book-title marks are looked through: “两新”组织 and “两新组织” are both 两新组织. Some names say too
little by themselves (两新, 主体责任, 实施细则): these *weak* ones need a witness near them, for a wrong link is worse
than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..annotations import At, Passage, passages
from ..model import Document
from ..structure import numerals
from ..text import fold
from .terms import Term

MARKS = '“”‘’"「」『』《》〈〉'
NUMERAL = re.compile(r"[二两三四五六七八九十双]|一.{0,3}[一二两三四五六七八九双]|\d")
GENRES = {"实施细则", "实施办法", "条例", "规定", "办法", "规则", "准则", "意见", "通知"}
LAWS = ("regulation", "document")
BEFORE_LAW = "的和与及其按照据行彻实习反守在对由是以了本该新"
"""Han characters that may stand before the short name of a regulation; any other is part of a longer name."""
PREFIXES = ("中国共产党", "中华人民共和国", "中共中央", "国务院", "最新", "新", "关于")
"""What a regulation's full title has before a name of the table."""
AFTER_PAIR = "问教学和与及的等建班"
"""Han characters that may follow a name of two that is not quoted (四风问题); others make a longer word."""

GENERIC = re.compile(
    r"^[一二两三四五六七八九十]{1,2}个?(?:必须|坚持|结合|基本|建设|过硬|能力|本领|巩固|覆盖|转变?|清|有|敢|必)$"
)
"""Names that any office may give to its own points: 五个必须."""
NAMED_ON = re.compile(r"(?:精神|要求|问题|制度|原则|专题教育|学习教育|战略|布局|工作法|思想|标准|[、，].*)?$")
"""What may follow a formula inside its quotation marks; anything else makes another formula (“五个必须坚持”)."""

LONE = re.compile(r"[“‘].[”’][“‘]|[”’][“‘].[”’]")
"""Single characters quoted side by side are no word together: “上”“下”."""

_DROP = str.maketrans("", "", MARKS)
_PAIRS = {"”": "“", "’": "‘", "」": "「", "』": "『", "》": "《", "〉": "〈"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a term, or another name of it, stands."""

    term: Term
    at: At
    """Quotation marks around the whole name are left out."""
    form: str
    """The name as the table has it, without quotation marks."""
    weak: bool = False
    """Whether a witness was needed."""


@dataclass(frozen=True, slots=True)
class _Form:
    """One name of a term."""

    words: str
    term: Term
    weak: bool = False
    other: bool = False
    """Whether the words mean something else: what they cover is no mention."""


@dataclass(frozen=True, slots=True)
class _View:
    """A line without its quotation marks."""

    text: str
    places: Sequence[int]
    """Index in `text` → index in the line."""


def plain(words: str) -> str:
    """Words as they are compared: folded, without quotation marks and book-title marks."""
    return fold(words).translate(_DROP)


Forms = Mapping[str, Sequence[_Form]]
"""First two characters → names that begin so, the longest first."""


def find(documents: Iterable[Document], terms: Iterable[Term]) -> tuple[Mention, ...]:
    """Every mention, in reading order."""
    known = forms(terms)
    return tuple(mention for document in documents for mention in in_document(document, known))


def names(term: Term) -> tuple[str, ...]:
    """A term's names as they are compared, the proper one first: without what stands in brackets behind it."""
    bare = re.sub(r"[（(][^（）()]*[)）]$", "", term.term)
    return tuple(dict.fromkeys(filter(None, map(plain, (term.term, bare, *term.aliases)))))


def forms(terms: Iterable[Term]) -> Forms:
    """The names of the table's terms, to be looked for in documents."""
    index: dict[str, list[_Form]] = {}
    for term in terms:
        own = names(term)[0]
        for words in names(term):
            is_wrapping = words != own and own in words and term.kind == "formula" and bool(NUMERAL.match(own))
            if len(words) > 1 and not is_wrapping:
                index.setdefault(words[:2], []).append(_Form(words, term, _weak(term, words)))
        for words in filter(lambda words: len(words) > 1, map(plain, term.exceptions)):
            index.setdefault(words[:2], []).append(_Form(words, term, other=True))
    for several in index.values():
        several.sort(key=lambda form: -len(form.words))
    return index


def _weak(term: Term, words: str) -> bool:
    """Whether a name may also mean something else: a number without what it counts, a part's name, a mere genre."""
    own = names(term)[0]
    if words == own or own in words:
        return bool(GENERIC.match(words))
    if words in GENRES:
        return True
    is_list = "、" in words
    return not is_list and (bool(NUMERAL.match(words)) or term.kind == "formula")


def in_document(document: Document, forms: Forms) -> Iterator[Mention]:
    """The mentions in one document; a weak one stands when the document has the rest of the name, or its company."""
    if not forms:
        return
    lines = list(passages(document))
    heads = re.compile("[" + re.escape("".join({head[0] for head in forms})) + "]")
    found = [(passage, list(_line(passage, forms, heads))) for passage in lines]
    said = {mention.term.term for _, mentions in found for mention in mentions if not mention.weak}
    for passage, mentions in found:
        for mention in mentions:
            if not mention.weak or _witnessed(mention, mentions, passage, said):
                yield mention


def _witnessed(mention: Mention, others: Sequence[Mention], passage: Passage, said: set[str]) -> bool:
    """Whether a weak name means the term here: its proper name in the document, or kindred terms in the sentence."""
    begin, end = passage.sentence(mention.at.start, mention.at.end)
    sentence = plain(passage.text[begin:end])
    if mention.form in GENRES:
        return mention.term.term.removesuffix(mention.form) in sentence
    if mention.term.term in said or _is_short_name(mention, passage.text):
        return True
    rest = re.split(r"[ ()]", names(mention.term)[0].replace(mention.form, " "))
    around = sentence.replace(mention.form, " ")
    if NUMERAL.match(mention.form) and any(len(part) > 1 and part in around for part in rest):
        return True
    return any(
        other.term.topic == mention.term.topic and other.term != mention.term and not other.weak
        for other in others
        if begin <= other.at.start < end
    )


def _is_short_name(mention: Mention, text: str) -> bool:
    """Whether a quoted name is the end of the proper one and counts as many: “四种形态” of 监督执纪“四种形态”."""
    term, at = mention.term, mention.at
    is_quoted = text[at.start - 1 : at.start] in ("“", "‘") and text[at.end : at.end + 1] in ("”", "’")
    number = numerals.parse(mention.form[:1]) if mention.form[0] in "二三四五六七八九十" else None
    is_whole = is_quoted or mention.form != plain(text[at.start : at.end]) or text[at.start] in "“‘"
    return (
        is_whole
        and len(mention.form) > 3
        and names(term)[0].endswith(mention.form)
        and names(term)[0] != mention.form
        and bool(number)
        and number == len(term.expansion)
    )


def _line(passage: Passage, forms: Forms, heads: re.Pattern[str]) -> Iterator[Mention]:
    """The names in one line in order, none inside a longer one."""
    return iter(sorted(_longest(passage, forms, heads), key=lambda mention: mention.at.start))


def _longest(passage: Passage, forms: Forms, heads: re.Pattern[str]) -> Iterator[Mention]:
    """The names in one line, the longest first."""
    view = _view(passage.text)
    taken: dict[int, list[_Form]] = {}  # place in the view → the names that cover it
    for start, form in sorted(_candidates(view.text, forms, heads), key=lambda hit: (-len(hit[1].words), hit[0])):
        end = start + len(form.words)
        over = [other for place in range(start, end) for other in taken.get(place, ())]
        if over and not _shows_through(form, over):
            continue
        at = _place(passage, view, start, end)
        if not form.other and not (at and _stands_alone(passage.text, at, form)):
            continue
        for place in range(start, end):
            taken.setdefault(place, []).append(form)
        if at and not form.other:
            yield Mention(form.term, at, form.words, form.weak)


def _shows_through(form: _Form, over: Sequence[_Form]) -> bool:
    """Whether a formula within another term is a mention all the same: 四风 in 隐形变异“四风”."""
    is_formula = form.term.kind == "formula" and bool(NUMERAL.match(form.words))
    return is_formula and all(form.words in other.words and other.term.kind != "formula" for other in over)


def _candidates(text: str, forms: Forms, heads: re.Pattern[str]) -> Iterator[tuple[int, _Form]]:
    for head in heads.finditer(text):
        start = head.start()
        for form in forms.get(text[start : start + 2], ()):
            if text.startswith(form.words, start):
                yield start, form


def _view(text: str) -> _View:
    text = fold(text)
    if not any(mark in text for mark in MARKS):
        return _View(text, range(len(text)))
    places = [i for i, char in enumerate(text) if char not in MARKS]
    return _View("".join(text[i] for i in places), places)


def _place(passage: Passage, view: _View, start: int, end: int) -> At | None:
    """The address of a stretch of the view; a mark whose partner is inside is taken in, an unpaired one spoils it."""
    first, last = view.places[start], view.places[end - 1] + 1
    if LONE.search(passage.text, max(0, first - 1), last + 1):
        return None
    text, open_marks, lacking = passage.text, [], 0
    for char in text[first:last]:
        if char in "“‘「『《〈":
            open_marks.append(char)
        elif char in _PAIRS:
            if open_marks:
                open_marks.pop()
            else:
                lacking += 1
    if lacking and first and text[first - 1] in "“‘「『《〈":
        first, lacking = first - 1, lacking - 1
    if open_marks and text[last : last + 1] in _PAIRS:
        last, open_marks = last + 1, open_marks[1:]
    return None if lacking or open_marks else passage.part(first, last)


def _stands_alone(text: str, at: At, form: _Form) -> bool:
    """Whether the words are the name and not part of a longer word, as far as plain rules tell."""
    before, after = text[at.start - 1 : at.start], text[at.end : at.end + 1]
    if form.words[0] in "一二两三四五六七八九十" and (before in "第十百千" or before.isdigit()) and before:
        return False
    if form.term.kind == "formula" and before and before in "“‘「" and not _fills_quotes(text, at, form):
        return False
    if form.term.kind in LAWS:
        return _whole_title(text, at)
    if len(form.words) == 2 and NUMERAL.match(form.words):
        return after in MARKS or not _is_han(after) or after in AFTER_PAIR
    return True


def _fills_quotes(text: str, at: At, form: _Form) -> bool:
    """Whether a quoted name is the formula's: nothing else inside its quotation marks."""
    rest = re.match("[^“”‘’「」]*", text[at.end :])
    more = plain(rest[0]) if rest else ""
    return form.words + more in names(form.term) or bool(NAMED_ON.match(more))


def _whole_title(text: str, at: At) -> bool:
    """Whether a regulation's name fills the book-title marks around it, or begins a word outside of them."""
    opening = text.rfind("《", 0, at.start)
    if opening > text.rfind("》", 0, at.start):
        closing = text.find("》", at.end)
        lead = text[opening + 1 : at.start]
        tail = re.sub(r"[（(〔\[][^）)〕\]]*[）)〕\]]", "", text[at.end : closing if closing > 0 else at.end])
        return not tail and (not lead or lead in PREFIXES)
    before = text[at.start - 1 : at.start]
    return not _is_han(before) or before in BEFORE_LAW or text[: at.start].endswith(PREFIXES)


def _is_han(char: str) -> bool:
    return "一" <= char <= "鿿"
