"""Fields (ECMA-376 Part 1 §17.16): the code is left out, the result is text; some have no result and are shown all the
same. A field may span paragraphs, so its state belongs to the story."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from .wml import BOX, VAL, inside, is_on, number, value, w

_CHAR, _KIND = w("fldChar"), w("fldCharType")
_CONTENTS = re.compile(r"\s*TOC\b", re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\b", re.IGNORECASE)
_CIRCLE = re.compile(r"\\o(?:\\a[cdlr])?\(\s*[○〇◯]\s*[,;，]\s*([^()]{1,4}?)\s*\)", re.IGNORECASE)
_GUIDE = re.compile(r"\\o(?:\\a[a-z])?\(\s*\\s\\up\s*\d*\s*\(([^()]*)\)\s*[,;]\s*([^()]*)\)", re.IGNORECASE)
_CHECKED, _UNCHECKED = "☑", "☐"


@dataclass(slots=True)
class _Open:
    """A field that has begun and not ended."""

    form: etree._Element | None
    code: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    """Text that stands in the code."""
    has_result: bool = False
    is_contents: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a field without result comes to."""

    text: str
    unread: str = ""
    """Its code, when nothing can be shown for it."""


@dataclass(slots=True)
class Fields:
    """The open fields of one story."""

    lost: frozenset[etree._Element] = frozenset()
    """Beginnings without an end: they are no fields, or else the rest of the story would be taken for code."""
    _open: list[_Open] = field(default_factory=list)
    _codes: int = 0
    """Open fields whose result has not begun."""
    _contents: int = 0
    """Open tables of contents."""

    @classmethod
    def of(cls, story: etree._Element) -> Fields:
        """For the story below an element; reads which fields are whole."""
        begun: list[etree._Element] = []
        for mark in marks(story):
            if mark.get(_KIND) == "begin":
                begun.append(mark)
            elif mark.get(_KIND) == "end" and begun:
                begun.pop()
        return cls(frozenset(begun))

    @property
    def in_code(self) -> bool:
        """Whether what comes next is code."""
        return self._codes > 0

    @property
    def in_contents(self) -> bool:
        """Whether what comes next belongs to a table of contents that Word made."""
        return self._contents > 0

    def write(self, code: str) -> None:
        """More of the innermost field's code (w:instrText)."""
        if self._open and not self._open[-1].has_result:
            self._open[-1].code.append(code)

    def swallow(self, words: str) -> None:
        """Text (w:t) that stands in the code: the result of a field inside it."""
        if self._open:
            self._open[-1].words.append(words)

    def mark(self, element: etree._Element) -> Shown | None:
        """A w:fldChar; what the field that ends here shows when it has no result of its own."""
        kind = element.get(_KIND)
        if kind == "begin" and element not in self.lost:
            self._open.append(_Open(element.find(w("ffData"))))
            self._codes += 1
        elif kind == "separate" and self._open and not self._open[-1].has_result:
            self._begin_result(self._open[-1])
        elif kind == "end" and self._open:
            return self._end(self._open.pop())
        return None

    def _begin_result(self, one: _Open) -> None:
        one.has_result = True
        one.is_contents = bool(_CONTENTS.match("".join(one.code)))
        self._codes -= 1
        self._contents += one.is_contents

    def _end(self, ended: _Open) -> Shown | None:
        self._codes -= not ended.has_result
        self._contents -= ended.is_contents
        form = _form(ended.form)
        return form or (None if ended.has_result else _shown("".join(ended.code), "".join(ended.words)))


def marks(story: etree._Element) -> Iterator[etree._Element]:
    """All w:fldChar of a story, without those of text boxes, which are stories of their own."""
    return (found for found in inside(story, lambda element: element.tag in (_CHAR, BOX)) if found.tag == _CHAR)


def _form(form: etree._Element | None) -> Shown | None:
    """A check box or the choice of a list in an old form (§17.16.7, §17.16.12)."""
    if form is None:
        return None
    box, choice = form.find(w("checkBox")), form.find(w("ddList"))
    if box is not None:
        checked = box.find(w("checked"))
        state = box.find(w("default")) if checked is None else checked
        return Shown(_CHECKED if is_on(state) else _UNCHECKED)
    if choice is not None:
        entries = [entry.get(VAL, "") for entry in choice.findall(w("listEntry"))]
        index = number(value(choice, "result"), number(value(choice, "default")))
        return Shown(entries[index] if 0 <= index < len(entries) else "")
    return None


def _shown(code: str, words: str) -> Shown | None:
    """带圈字符, 拼音指南 and other formulas that the code itself says (§17.16.5.17 EQ); other fields show nothing."""
    if not _EQUATION.match(code):
        return Shown("", words.strip()) if words.strip() else None
    circle, guide = _CIRCLE.search(code), _GUIDE.search(code)
    if circle:
        return Shown(_circled(circle[1]))
    return Shown(guide[2].strip()) if guide else Shown("", code.strip())


def _circled(text: str) -> str:
    """A number or sign in a circle as one character, where there is one: ① ㊣; else as it is."""
    plain = unicodedata.normalize("NFKC", text)
    ranges = (range(0x2460, 0x24EB), range(0x3251, 0x32B1))
    return next((chr(code) for codes in ranges for code in codes if _inner(code) == plain), text)


def _inner(code: int) -> str:
    """What stands in the circle of a character; empty for others."""
    form, _, points = unicodedata.decomposition(chr(code)).partition(" ")
    return "".join(chr(int(point, 16)) for point in points.split()) if form == "<circle>" else ""
