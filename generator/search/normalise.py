"""What counts as the same words in a search. overrides/assets/search/fold.js does the same in the browser."""

from __future__ import annotations

import unicodedata

from .traditional import SIMPLIFIED, TRADITIONAL


class _Table(dict[int, str | None]):
    """What becomes of a character, found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = None if unicodedata.category(char)[0] in "ZPC" else char
        self[code] = kept
        return kept


_TABLE = _Table(zip(map(ord, TRADITIONAL), SIMPLIFIED, strict=True))


def plain(text: str) -> str:
    """What words in quotation marks are matched by: NFKC and lower case, punctuation and order kept."""
    return unicodedata.normalize("NFKC", text).lower()


def normalise(text: str) -> str:
    """What all other words are matched by: besides, no blanks, punctuation, control characters, and simplified.

    >>> normalise("“两学一做”，ＡＢＣ　１+X 黨建")
    '两学一做abc1+x党建'
    """
    return plain(text).translate(_TABLE)


def units(text: str) -> str:
    """The text in units of UTF-16, as JavaScript counts: a character above U+FFFF becomes its two surrogates."""
    if not text or max(text) <= "\uffff":
        return text
    data = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(data[i] | data[i + 1] << 8) for i in range(0, len(data), 2))
