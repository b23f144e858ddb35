"""Whether two texts are the same although their white space and borders differ: characters exactly, blanks by rule."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from ..source import Omission, Source

CONTEXT = 10
"""Characters shown on either side of a difference."""

_BLANKS = re.compile(r"\s+")


class Stretch(NamedTuple):
    """Text between two borders, and the page or physical line it stands on."""

    place: str | int
    text: str


class Dense(NamedTuple):
    """Stretches joined without white space: the form in which texts are compared."""

    text: str
    starts: list[int]
    """Offset of each stretch: the borders."""
    places: list[str | int]
    """Where each stretch stands."""
    blanks: dict[int, str]
    """White space inside stretches, by the offset of the character after it."""

    def place(self, at: int) -> str | int:
        """Where the character at an offset stands; past the end, where the last one stands."""
        return self.places[bisect_right(self.starts, at) - 1] if self.places else 0

    def around(self, at: int) -> str:
        """The text near an offset, white space included."""
        stretch = range(max(at - CONTEXT, 0), min(at + CONTEXT, len(self.text)))
        return "".join(self.blanks.get(i, "") + self.text[i] for i in stretch)


def without(source: Source, cut: Iterable[Omission]) -> tuple[list[Stretch], list[Omission]]:
    """A source's words by physical line, `cut` taken out, its notes at the end; and what of `cut` no line has.

    What the reader itself has left out is no part of the lines and must not be in `cut`. Words that stand in a line
    more than once are taken from its end, where page numbers stand.
    """
    texts: dict[int, list[str]] = {}
    for line in source.lines:
        texts.setdefault(line.number, []).append(line.text)
    numbers = sorted(texts)
    unknown = []
    for omission in cut:
        begun = numbers[max(bisect_right(numbers, omission.line) - 1, 0)] if numbers else 0
        if not _take_out(texts.get(begun, []), omission.text):
            unknown.append(omission)
    stretches = [Stretch(number, text) for number, parts in texts.items() for text in parts]
    return [*stretches, *(Stretch(note.number, note.text) for note in source.notes)], unknown


def _take_out(texts: list[str], words: str) -> bool:
    """Cuts `words` out of the first text that has them, leaving a border; says whether one had."""
    index = next((index for index, text in enumerate(texts) if words and words in text), None)
    if index is None:
        return False
    before, _, after = texts[index].rpartition(words)
    texts[index : index + 1] = [before, after]
    return True


def dense(stretches: Iterable[Stretch]) -> Dense:
    """Words at one place, white space at another."""
    pieces: list[str] = []
    starts: list[int] = []
    places: list[str | int] = []
    blanks: dict[int, str] = {}
    offset = 0
    for place, text in stretches:
        words = text.split()
        gaps = _BLANKS.findall(text.strip()) if len(words) > 1 else []
        starts.append(offset)
        places.append(place)
        for word, gap in zip(words, ["", *gaps], strict=False):
            if gap:
                blanks[offset] = gap
            offset += len(word)
        pieces += words
    return Dense("".join(pieces), starts, places, blanks)


def difference(original: Dense, shown: Dense) -> tuple[str, int] | None:
    """Code and offset of the first difference: P204 for characters, P205 for white space.

    Characters must be equal in order. White space must be equal inside a stretch; at a border of either side there may
    be any or none, since a line may become several elements and several lines one.
    """
    if original.text != shown.text:
        pairs = zip(original.text, shown.text, strict=False)
        shorter = min(len(original.text), len(shown.text))
        return "P204", next((at for at, (ours, theirs) in enumerate(pairs) if ours != theirs), shorter)
    borders = {*original.starts, *shown.starts}
    both = original.blanks.keys() & shown.blanks.keys()
    unequal = {at for at, _ in original.blanks.items() ^ shown.blanks.items()}
    wrong = [at for at in unequal if at in both or at not in borders]
    return ("P205", min(wrong)) if wrong else None
