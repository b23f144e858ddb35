"""Raised and lowered figures as characters of their own: without them 10⁸ would read 108. Pure.

Only stretches that Unicode has whole are changed; the search folds them back (NFKC), so 10⁸ is found by 108 too.
"""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def raised(text: str) -> str:
    """A superscript: ² of m²; words that have no such form stay as they are."""
    return _changed(text, _RAISED)


def lowered(text: str) -> str:
    """A subscript: ₂ of CO₂."""
    return _changed(text, _LOWERED)


def _changed(text: str, forms: dict[int, int]) -> str:
    return text.translate(forms) if all(ord(char) in forms for char in text) else text
