"""The words of one paragraph: a walk over its runs with everything that Word puts between and into them.

What cannot be seen is told apart on the way: deleted by a tracked change, hidden, a field's code, phonetic guides.
ECMA-376 Part 1 §17.3.3 (runs), §17.13.5 (revisions), §17.3.3.25 (ruby).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..scripts import lowered, raised
from . import wml
from .fields import Fields
from .math import linear
from .styles import Style, Styles
from .symbols import symbol, translated
from .wml import M, w

UNKNOWN = "\ufffd"
"""Shown for a symbol that nobody can tell."""
BREAK = "\n"
"""Stands where a line, a column or a page ends inside a paragraph."""
_BLANK = " "
"""Stands for a tab: lines with tabs would be taken for a table, numbers parted from their words for its cells."""
_ENDS = str.maketrans(dict.fromkeys("\t\r\n", _BLANK) | dict.fromkeys("\x85\u2028\u2029", BREAK))
"""Blanks of XML are blanks; other line ends in the words part lines."""
_ALIGNED = {"superscript": raised, "subscript": lowered}
_LOOK = w("rPr")
_STRIKES = (w("strike"), w("dstrike"))
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\r\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A reference to a footnote or an endnote."""

    kind: str
    """footnotes or endnotes."""
    id: str
    is_marked: bool
    """Whether the author's own mark follows in the text."""


@dataclass(slots=True)
class Words:
    """What a paragraph consists of."""

    text: list[str] = field(default_factory=list)
    """Its visible words in order, `BREAK` between lines."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    """(code of a message, words)."""
    graphics: list[etree._Element] = field(default_factory=list)
    """w:drawing, w:pict, w:object in order."""
    comments: list[str] = field(default_factory=list)
    """Ids."""
    sizes: Counter[int] = field(default_factory=Counter)
    """Half points → characters."""
    style: Style = field(default_factory=Style)
    """The paragraph's."""
    in_contents: bool = False
    """Whether a table of contents that Word made has words here."""


@dataclass(slots=True)
class Speller:
    """Reads the paragraphs of one story in order."""

    styles: Styles
    fields: Fields
    note: Callable[[Note], str] = lambda _: ""
    """The mark that stands in the text for a note."""
    all_hidden: bool = False
    """Whether all that is read is hidden: a row of a table."""
    _words: Words = field(default_factory=Words)
    _look: etree._Element | None = None
    _hidden: bool = False
    _covered: list[str] = field(default_factory=list)
    """Hidden words that have not been reported yet."""

    def read(self, paragraph: etree._Element) -> Words:
        """The words of a w:p."""
        self._words = Words(style=self.styles.of(paragraph))
        self._walk(paragraph)
        self._uncover()
        return self._words

    def _walk(self, top: etree._Element) -> None:
        """All elements below one in order, each handled by its name; a wrapper of any other name is looked through."""
        stack: list[tuple[Iterator[etree._Element], bool, etree._Element | None]] = [(iter(top), self.all_hidden, None)]
        while stack:
            rest, self._hidden, self._look = stack[-1]
            element = next(rest, None)
            if element is None:
                stack.pop()
                continue
            if element.tag == wml.RUN:
                look = element.find(_LOOK)
                hidden = self.all_hidden or self.styles.is_hidden(look, self._words.style)
                stack.append((iter(element), hidden, look))
                continue
            handle = _HANDLERS.get(str(element.tag))
            below = handle(self, element) if handle else element
            if below is not None:
                stack.append((iter(below), self._hidden, self._look))

    def _put(self, text: str) -> None:
        """Visible words, unless they are a field's code or hidden."""
        if not text:
            return
        if self.fields.in_code:
            self.fields.swallow(text)
        elif self._hidden:
            self._covered.append(text)
        else:
            self._uncover()
            self._words.text.append(text)
            self._words.in_contents |= self.fields.in_contents
            self._words.sizes[self.styles.size(self._look, self._words.style)] += len(text)

    def _uncover(self) -> None:
        """Report a stretch of hidden words."""
        words = "".join(self._covered).strip()
        self._covered.clear()
        if words:
            self._words.left_out.append(("R169", words))

    # -- one method for each kind of element; what it returns is walked through next

    def text(self, element: etree._Element) -> None:
        """w:t: blanks at its ends count only when it says so (§17.3.3.31)."""
        text = element.text or ""
        if element.get(_SPACE) != "preserve":
            text = text.strip(_XML_BLANKS)
        if self._look is not None and any("\uf020" <= char <= "\uf0ff" for char in text):
            fonts = self._look.find(w("rFonts"))
            font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
            text = translated(text, font)
        if self._is_struck() and text.strip() and not (self._hidden or self.fields.in_code):
            self._words.left_out.append(("R210", ""))
        self._put(self._placed(text.translate(_ENDS)))

    def _is_struck(self) -> bool:
        """Whether a line is drawn through the words (w:strike, §17.3.2.37): they are shown, the line is not."""
        return self._look is not None and any(wml.is_on(self._look.find(tag)) for tag in _STRIKES)

    def _placed(self, text: str) -> str:
        """The text as raised or lowered figures where it is so (w:vertAlign, §17.3.2.42)."""
        align = None if self._look is None else self._look.find(w("vertAlign"))
        change = None if align is None else _ALIGNED.get(align.get(w("val"), ""))
        return change(text) if change else text

    def symbol(self, element: etree._Element) -> None:
        """w:sym: a place in a font."""
        code = element.get(w("char"), "")
        place = int(code, 16) if len(code) <= 6 and code.isalnum() and not set(code.upper()) - _HEX else -1
        found = symbol(element.get(w("font"), ""), place)
        if found is None and not self._hidden:
            self._words.left_out.append(("R175", ""))
        self._put(UNKNOWN if found is None else found)

    def blank(self, _: etree._Element) -> None:
        """w:tab, w:ptab."""
        self._put(_BLANK)

    def line_end(self, _: etree._Element) -> None:
        """w:br of any kind and w:cr."""
        self._put(BREAK)

    def hyphen(self, _: etree._Element) -> None:
        """w:noBreakHyphen."""
        self._put("-")

    def nothing(self, _: etree._Element) -> None:
        """What has no words of its own."""

    def deleted(self, element: etree._Element) -> None:
        """w:del, w:moveFrom, and w:delText where it stands alone."""
        words = element.text or "" if element.tag == w("delText") else wml.plain_words(element)
        if words.strip():
            self._words.left_out.append(("R168", words.strip()))

    def foreign(self, _: etree._Element) -> None:
        """w:subDoc: another file that Word would show here (§17.17.2.1)."""
        self._words.left_out.append(("R172", ""))

    def field(self, element: etree._Element) -> None:
        """w:fldChar."""
        shown = self.fields.mark(element)
        if shown is not None:
            if shown.unread and not self._hidden:
                self._words.left_out.append(("R177", shown.unread))
            self._put(shown.text)

    def code(self, element: etree._Element) -> None:
        """w:instrText."""
        self.fields.write(element.text or "")

    def reference(self, element: etree._Element) -> None:
        """w:footnoteReference, w:endnoteReference."""
        if self._hidden or self.fields.in_code:
            return
        kind = "footnotes" if element.tag == w("footnoteReference") else "endnotes"
        marked = element.get(w("customMarkFollows"), "0").lower() in ("1", "true", "on")
        self._put(self.note(Note(kind, element.get(w("id"), ""), marked)))

    def comment(self, element: etree._Element) -> None:
        """w:commentReference."""
        self._words.comments.append(element.get(w("id"), ""))

    def formula(self, element: etree._Element) -> None:
        """m:oMath; several in one m:oMathPara stand one below the other."""
        self._put(linear(element))

    def graphic(self, element: etree._Element) -> None:
        """w:drawing, w:pict, w:object: read by those who know pictures and text boxes."""
        if self._hidden or self.fields.in_code:
            self._covered.append(wml.plain_words(element))
        else:
            self._words.graphics.append(element)

    def alternate(self, element: etree._Element) -> etree._Element | None:
        """mc:AlternateContent."""
        return wml.branch(element)

    def ruby(self, element: etree._Element) -> etree._Element | None:
        """w:ruby: the characters, without the guide above them."""
        guide = element.find(w("rt"))
        words = "" if guide is None else wml.plain_words(guide)
        if words and not self._hidden:
            self._words.left_out.append(("R178", words))
        return element.find(w("rubyBase"))


_HEX = frozenset("0123456789ABCDEF")
_Handler = Callable[[Speller, etree._Element], etree._Element | None]
_HANDLERS: dict[str, _Handler] = {
    wml.TEXT: Speller.text,
    w("sym"): Speller.symbol,
    w("tab"): Speller.blank,
    w("ptab"): Speller.blank,
    w("br"): Speller.line_end,
    w("cr"): Speller.line_end,
    w("noBreakHyphen"): Speller.hyphen,
    w("delText"): Speller.deleted,
    w("del"): Speller.deleted,
    w("moveFrom"): Speller.deleted,
    w("subDoc"): Speller.foreign,
    w("fldChar"): Speller.field,
    w("instrText"): Speller.code,
    w("delInstrText"): Speller.nothing,
    w("footnoteReference"): Speller.reference,
    w("endnoteReference"): Speller.reference,
    w("commentReference"): Speller.comment,
    w("drawing"): Speller.graphic,
    w("pict"): Speller.graphic,
    w("object"): Speller.graphic,
    w("ruby"): Speller.ruby,
    wml.ALTERNATE: Speller.alternate,
    f"{{{M}}}oMath": Speller.formula,
    **dict.fromkeys(wml.PROPERTIES, Speller.nothing),
}
