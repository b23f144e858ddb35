"""The questions of one formula, each kind as its own function; nothing where a good one cannot be made."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...annotations import At, Passage
from ...labels import label
from ...model import Document
from ..mentions import plain
from .certain import Known, Lines, is_numbered, row
from .model import BLANK, Choice, Kind, Question, made
from .wrong import Affixes, Stock, affixes, mixed

WRONG = 3
"""Wrong answers beside a right one."""
LONGEST = 150
"""Characters of the text that a question quotes."""
MOST = 6
"""Items that are put in order, at most."""
RIGHT = 3
"""Right items beside the one that is none."""
RECALLED = 14
"""Characters that a reader can be asked for without choices."""
BARE = 40
"""Characters of a quotation below which it does not say by itself what it speaks of."""
UNORDERED = re.compile(r"情形|情况|类|种|问题|原因|表现")
"""What is counted as it comes: its order says nothing."""
STEPS = re.compile(r"阶段|步骤|步|环节|时期|程序|流程")
"""What is counted in its given order, even where the text has no numbers."""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the questions of one formula."""

    known: Known
    document: Document
    lines: Lines
    stock: Stock

    def questions(self) -> Iterator[Question]:
        """All that can be asked well."""
        yield from self.cloze()
        yield from self.odd()
        yield from self.order()

    # -- kinds

    def cloze(self) -> Iterator[Question]:
        """An item left out; where all items share a word, only what distinguishes them."""
        shared = affixes(self.known.texts)
        is_alike = _is_word(shared) and min(len(shared.bare(text)) for text in self.known.texts) > 1
        place = int(mixed("cloze", self.known.formula.id + self.known.formula.document), 16) % len(self.known.items)
        item = self.known.items[place]
        answer = shared.bare(item.text) if is_alike else item.text
        others = self.stock.beside(self.known, WRONG)
        found = [shared.bare(text) for text in others] if is_alike else others
        quote = self._quoted_without(place, answer, shared.before if is_alike else "")
        if not quote or quote[0] in "的，、；" or plain(answer) in plain(quote):
            return
        start = item.at.start + (len(shared.before) if is_alike else 0)
        right = Choice(answer, self._part(item.at, start, start + len(answer)))
        wrong = [Choice(text) for text in found if plain(text) not in plain(quote)]
        choices = self._mixed([right, *wrong]) if len(wrong) == WRONG else ()
        if choices or len(answer) <= RECALLED:
            places = [choices.index(right)] if choices else []
            yield self._made("cloze", self._ask_blank(quote, answer), quote, choices, places, [answer])

    def odd(self) -> Iterator[Question]:
        """Three items and one that is none."""
        name = self.known.formula.text
        if len(self.known.items) < RIGHT or not (found := self.stock.beside(self.known, 1)):
            return
        wrong = Choice(found[0])
        kept = sorted(self.known.items, key=lambda item: mixed(found[0], item.text))[:RIGHT]
        choices = self._mixed([Choice(item.text, item.at) for item in kept] + [wrong])
        ask = f"{self._where()}“{name}”，下面哪一项不在其中？"
        if not self._tells(ask, choices):
            yield self._made("odd", ask, "", choices, [choices.index(wrong)], [wrong.text])

    def order(self) -> Iterator[Question]:
        """The items in the order of the text, where the text gives them one."""
        items = self.known.items
        name = self.known.formula.text
        given = STEPS.search(name) or (is_numbered(self.known, self.lines) and not UNORDERED.search(name))
        if not given or not 2 < len(items) <= MOST or _shows_order(self.known.texts):
            return
        listed = [Choice(item.text, item.at) for item in items]
        choices = self._mixed(listed)
        if list(choices) == listed:
            choices = (*choices[1:], choices[0])
        ask = f"{self._where()}“{name}”，请按原文的先后排列。"
        if not self._tells(ask, choices):
            right = [choices.index(choice) for choice in listed]
            yield self._made("order", ask, "", choices, right, list(self.known.texts))

    # -- words

    def _title(self) -> str:
        return f"《{(self.document.meta.title or '').strip('《》')}》"

    def _where(self) -> str:
        """Where the formula is spoken of: a mere count needs its section, which has others."""
        section = self._section()
        return f"{self._title()}{f'“{section}”一节' if section and not self.known.is_name else ''}讲到"

    def _section(self) -> str:
        """The name of the section that speaks of the formula; empty = the document itself."""
        section = next(s for s in self.document.sections() if s.id == self.known.mention.section)
        return "" if section.kind == "root" else label(section, self.document)

    def _ask_blank(self, quote: str, answer: str) -> str:
        """Words that may lean on those before them are named with their section, unless that tells the answer."""
        section = "" if self.known.is_name and len(quote) >= BARE else self._section()
        if not section or plain(answer) in plain(section) or plain(section) in plain(quote):
            return f"{self._title()}里的这段话，空格里原文是什么？"
        return f"{self._title()}“{section}”一节的这段话，空格里原文是什么？"

    def _tells(self, ask: str, choices: Sequence[Choice]) -> bool:
        """Whether the question names one of its own answers."""
        return any(plain(choice.text) in plain(ask) for choice in choices)

    def _quoted_without(self, place: int, answer: str, before: str) -> str:
        """The words around an item, which is left out."""
        at = self.known.items[place].at
        if self.known.is_inline:
            begin, end = self._stretch()
            text, start = self.lines[row(at)].text, at.start + len(before)
            quote = text[begin:start] + BLANK + text[start + len(answer) : end]
            return quote.strip() if len(quote) <= LONGEST + len(BLANK) else ""
        mention = self.known.mention
        begin, end = self._passage(mention).sentence(mention.start, mention.end)
        lead = self._passage(mention).text[begin:end].strip()
        texts = [text.replace(answer, BLANK, 1) if n == place else text for n, text in enumerate(self.known.texts)]
        quote = lead + "\n" + "；".join(f"{number}. {text}" for number, text in enumerate(texts, 1))
        return quote if len(quote) <= LONGEST + len(BLANK) else ""

    def _stretch(self) -> tuple[int, int]:
        """First and last character of the sentences that hold the formula and all of its items."""
        every = [self.known.mention, *(item.at for item in self.known.items)]
        return self._passage(self.known.mention).sentence(min(a.start for a in every), max(a.end for a in every))

    def _sentence(self) -> At:
        return self._passage(self.known.mention).part(*self._stretch()) if self.known.is_inline else self._own()

    def _own(self) -> At:
        mention = self.known.mention
        passage = self._passage(mention)
        return passage.part(*passage.sentence(mention.start, mention.end))

    def _passage(self, at: At) -> Passage:
        return self.lines[row(at)]

    def _part(self, at: At, start: int, end: int) -> At:
        return self._passage(at).part(start, end)

    def _mixed(self, choices: Sequence[Choice]) -> tuple[Choice, ...]:
        seed = self.known.formula.document + self.known.formula.id
        return tuple(sorted(choices, key=lambda choice: mixed(seed, choice.text)))

    def _made(
        self, kind: Kind, ask: str, quote: str, choices: Sequence[Choice], right: Sequence[int], answer: Sequence[str]
    ) -> Question:
        formula, at = self.known.formula, self._sentence()
        if kind == "cloze" and not self.known.is_inline:
            at = next(item.at for item in self.known.items if answer[0] in item.text)
        apart = kind != "cloze" and not self.known.is_inline
        said = [item.at for item in self.known.items] if apart else ()
        return made(kind, formula.document, formula.id, (ask, quote), choices, right, answer, at, said)


def _is_word(shared: Affixes) -> bool:
    """Whether what items share is a word: 自信 of 道路自信; 德 of 社会公德 is none, and 社会公 neither."""
    return max(len(shared.before), len(shared.behind)) > 1 and 1 not in (len(shared.before), len(shared.behind))


def _shows_order(texts: Sequence[str]) -> bool:
    """Whether the items tell their order themselves: by numbers, years, first and last."""
    return sum(bool(re.search(r"\d|^[一二三四五六七八九十首先]", text)) for text in texts) > 1
