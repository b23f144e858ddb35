"""How a document gives orders, told by its sentences: by bare verbs, by urging (要…), or only to named parties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from ...annotations import HEADING
from ...model import Document
from .clauses import Text
from .grammar import read
from .scope import ORDERING, PLANS, REPORTS, kind_of

Style = Literal["bare", "sparing", "urging", "naming"]

BARE = 0.25
"""Share of sentences beginning with an order from which on bare verbs order: plans have 0.35 and more, speeches in
prose, books and rules 0.2 and less."""
URGING = 0.2
"""Share of sentences that say what must be done; books have less."""


def style(document: Document, lines: Iterable[Text]) -> Style:
    """`bare`: a sentence without a subject orders; `sparing`: the same, but it must name who, by when or how many;
    `urging`: 要 orders; `naming`: only what a named party must do. A plan is
    `bare`, however it is written."""
    if kind_of(document) in PLANS:
        return "bare"
    count = bare = urging = 0
    for line in lines:
        for sentence in line.sentences if line.passage.at.block != HEADING else ():
            first, *others = (read(clause.text) for clause in sentence)
            count += 1
            bare += first.kind == "order" and not first.modal
            urging += first.modal or any(reading.modal for reading in others)
    if bare >= BARE * count:
        return "sparing" if kind_of(document) in REPORTS else "bare"
    return "urging" if urging >= URGING * count or document.meta.kind in ORDERING else "naming"
