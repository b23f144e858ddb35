"""What a question is: words to read, choices, which of them is right, and the place in a text that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from ...annotations import At

Kind = Literal["cloze", "odd", "order", "origin"]
"""cloze: an item of a formula left out; odd: which one is no item of it; order: its items out of order;
origin: which document says so."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that are offered."""

    text: str
    at: At | None = None
    """Where the text has it that is asked about; None = it is none of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question that its document answers word for word."""

    id: str
    """The same for the same words, whatever else is asked."""
    kind: Kind
    document: str
    """Id of the document that answers it."""
    formula: str
    """Id of the formula that it comes from."""
    ask: str
    """What is asked, in our words."""
    quote: str
    """Words of the text that belong to it, `BLANK` where some are left out; empty = none."""
    choices: tuple[Choice, ...]
    """In the order in which they are shown; empty = the reader recalls the words alone."""
    right: tuple[int, ...]
    """Which choices are the answer; of an order all of them, one after another."""
    answer: tuple[str, ...]
    """The answer in words."""
    at: At
    """The sentence that answers it."""
    said: tuple[At, ...] = ()
    """Where the rest of the answer stands: items that have lines of their own."""


BLANK = "（　　　　）"
"""Stands for words that are left out."""


def made(
    kind: Kind,
    document: str,
    formula: str,
    words: tuple[str, str],
    choices: Sequence[Choice],
    right: Sequence[int],
    answer: Sequence[str],
    at: At,
    said: Sequence[At] = (),
) -> Question:
    """A question with its id; `words`: what is asked, and what is quoted with it."""
    told = "\n".join((kind, document, *words, *(choice.text for choice in choices), *answer))
    id = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Question(id, kind, document, formula, *words, tuple(choices), tuple(right), tuple(answer), at, tuple(said))
