"""Where a heading ends: per line, never per level (a document mixes stand-alone and run-in headings freely)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ..text import STOPS, stops

LONGEST = 60  # characters of a stand-alone heading; GB/T 9704 titles stay well below
RUN_IN = 40  # characters of a heading that ends in 。 (seed: 6–20)
COLON = 25
TRAILING = re.compile(r"\s*(?:</(?:b|strong)>|\*\*)?\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    """How a line after its ordinal divides."""

    kind: Literal["heading", "runin", "numpara"]
    end: int
    """Where the heading's words end."""
    cut: int
    """Where the text after it begins, closing stop and blanks passed; = len(text) when the line is all heading."""
    stop: str = ""
    """The mark that closes the heading: 。 ： or a blank."""


def split(text: str) -> Heading:
    """Divide the words after an ordinal into heading and text (the five rules of the structure grammar)."""
    whole = len(TRAILING.sub("", text))
    body = text[:whole]
    return _colon(body, text) or _blank(body, text) or _stop(body, text)


def _colon(body: str, text: str) -> Heading | None:
    """工作目标：到2020年底… and the line-final 主要任务："""
    colon = next(iter(stops(body, "：:")), -1)
    first = next(iter(stops(body)), len(body))
    if colon <= 0 or colon > first:
        return None
    plain = colon <= COLON and not re.search("[，,]", body[:colon])
    if colon == len(body) - 1:
        return Heading("heading", colon, len(text), "：") if plain or colon <= COLON else Heading("numpara", 0, 0)
    return Heading("runin", colon, colon + 1, "：") if plain else None


def _blank(body: str, text: str) -> Heading | None:
    """指导思想　以…为指导，…。: plain words, a full-width or double blank, a sentence."""
    found = re.match(r"([^\s，。；：！？,;:]{2,20})(?:\u3000|\s{2,})\s*(?=\S)", body)
    if not found or not re.search(f"[，,{STOPS}]", body[found.end() :]):
        return None
    return Heading("runin", found.end(1), found.end(), "space")


def _stop(body: str, text: str) -> Heading:
    found = stops(body)
    if not found:
        kind: Literal["heading", "numpara"] = "heading" if len(body) <= LONGEST else "numpara"
        return Heading(kind, len(body), len(text) if kind == "heading" else 0)
    first = found[0]
    if body[first] != "。" or first > RUN_IN or first == 0:
        return _question(body, text, first)
    if first < len(body) - 1:
        return Heading("runin", first, first + 1, "。")
    return Heading("numpara", 0, 0) if re.search("[，,]", body) else Heading("heading", first, len(text), "。")


def _question(body: str, text: str, first: int) -> Heading:
    """A title may end in ？！ (GB/T 15834 B.4), and a study guide answers its question on the same line; anything else
    that stops late is a numbered paragraph."""
    if first <= RUN_IN and body[first] in "？！?!" and first == len(body) - 1:
        return Heading("heading", first + 1, len(text))
    if first <= RUN_IN and body[first] in "？?":
        return Heading("runin", first + 1, first + 1)
    return Heading("numpara", 0, 0)
