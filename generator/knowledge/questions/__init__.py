"""自测: questions made from the documents' own words, without any model and without chance.

    Formula ─certain─▶ Known ─made, wrong, origins─▶ Question

Only formulas whose items a document names itself are asked about. A wrong answer is an item of another formula that
stands nowhere in the sections that are asked about and resembles no right one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...annotations import passages
from ...model import Document
from ..formulas import Formula
from ..mentions import plain
from . import certain, origins
from .certain import row
from .made import Maker
from .model import BLANK, Choice, Kind, Question
from .wrong import Stock

__all__ = ["BLANK", "Choice", "Kind", "Question", "find"]


def find(documents: Sequence[Document], formulas: Iterable[Formula]) -> tuple[Question, ...]:
    """All questions, by document; the same documents give the same questions."""
    lines = {row(passage.at): passage for document in documents for passage in passages(document)}
    every = certain.find(formulas, lines)
    texts: dict[tuple[str, str], str] = {}
    for key, passage in lines.items():
        texts[key[:2]] = texts.get(key[:2], "") + plain(passage.text) + "\n"
    stock, by_id = Stock(every, texts), {document.id: document for document in documents}
    own = [q for known in every for q in Maker(known, by_id[known.formula.document], lines, stock).questions()]
    own += origins.questions(every, documents, lines)
    order = {document.id: number for number, document in enumerate(documents)}
    unique = {question.id: question for question in own}
    return tuple(sorted(unique.values(), key=lambda question: order[question.document]))
