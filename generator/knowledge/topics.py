"""Which topics the sections of a document have, and why (the rule for one section: `scoring.py`).

A section is judged by its heading and its own paragraphs; one that is only a heading, by the heading alone; the root
by the document's title and the preamble. A document's title hands down nothing: a meeting's names its agenda. Notes
are judged by nothing: they explain words of other sections. Long sections are judged in stretches as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Document, Section
from ..results import Reason, Tag, Topic
from ..source import Diagnostic, Loc
from ..text import CLOSING, stops
from . import scoring
from .lexicon import Lexicon
from .scoring import Scale, Spoken, body_text
from .stretches import stretches

Entry = tuple[Document, Section, Tag]
"""A section of a topic, in its document, and why."""
Decisions = Mapping[str, Sequence[str]]
"""Section id → names of the topics that the clerk decided on; none = it has no topic."""
SHORTEST_USUAL, LONGEST_USUAL = 150.0, 250.0
"""Between these a body's usual length stays, whatever is in the collection: a single speech of long sections would
else set its own measure."""
PART = 2000
"""Characters from which a part of the first level is measured by itself: a report has chapters on everything."""


def average_length(documents: Iterable[Document]) -> float:
    """Usual number of characters in a body: the mean of those that have any, within the bounds; 0.0 for none.

    In tens, so that the topics of all documents do not hang on every character of each.
    """
    bodies = (body_text(section) for document in documents for section in document.sections())
    lengths = [len(body) for body in bodies if body]
    mean = round(sum(lengths) / len(lengths), -1) if lengths else 0.0
    return min(max(mean, SHORTEST_USUAL), LONGEST_USUAL) if lengths else 0.0


def tag(document: Document, lexicon: Lexicon, average: float, decisions: Decisions | None = None) -> tuple[Tag, ...]:
    """The topics of all sections in reading order, a section's strongest first; one that has none is 总论.

    The stretches of a long section follow it, under ids of their own. `average` is what `average_length` found. Topics
    that the clerk gave the document stand for all its sections; what is decided for a section goes before all else.
    """
    decided = decisions or {}
    given = _known(document.meta.topics, lexicon)
    if given or lexicon.general in document.meta.topics:
        found: Iterable[Tag] = (_by_hand(s.id, t) for s in document.sections() if s.id not in decided for t in given)
    else:
        found = _automatic(document, lexicon, average)
    by_section: dict[str, list[Tag]] = {}
    for one in found:
        by_section.setdefault(one.section, []).append(one)
    return tuple(t for s in places(document) for t in _decided(s.id, by_section.get(s.id, []), decided, lexicon))


def places(document: Document) -> Iterator[Section]:
    """Every section in reading order, a long one followed by its stretches: all that may have topics."""
    for part in document.parts:
        for section in part.walk():
            yield section
            yield from stretches(section) if part.kind != "notes" else ()


def telling_sentence(section: Section, topic: str, lexicon: Lexicon) -> str:
    """The sentence of a section's own text that says most about a topic, the first of equal ones; empty for none."""
    sentences = [s for block in section.body for line in block.lines for s in _sentences(line.text)]
    rated = [(lexicon.total(sentence, topic), sentence) for sentence in sentences]
    best = max(rated, key=lambda one: one[0], default=(0.0, ""))
    return best[1] if best[0] else next(iter(sentences), "")


def by_topic(documents: Iterable[Document], tags: Mapping[tuple[str, str], Sequence[Tag]]) -> dict[str, list[Entry]]:
    """Topic id → its sections: the document that speaks most clearly of it first, within it the strongest section.

    `tags`: (document id, section id) → topics of the section; those of stretches are in no list.
    """
    found: dict[str, list[Entry]] = {}
    best: dict[tuple[str, str], float] = {}
    for document in documents:
        for section in document.sections():
            for tag in tags.get((document.id, section.id), ()):
                found.setdefault(tag.topic, []).append((document, section, tag))
                key = tag.topic, document.id
                best[key] = max(best.get(key, 0.0), tag.score)
    for topic, entries in found.items():
        entries.sort(key=lambda e: (-best[topic, e[0].id], e[0].id, -e[2].score))
    return found


def check(document: Document, lexicon: Lexicon, decisions: Decisions | None = None) -> tuple[Diagnostic, ...]:
    """A warning for each topic that the clerk gave the document or a section and the table does not know."""
    names = "、".join((*(topic.name for topic in lexicon.topics), lexicon.general))
    told = [*document.meta.topics, *(name for some in (decisions or {}).values() for name in some)]
    unknown = dict.fromkeys(n for n in told if n != lexicon.general and not lexicon.topic(n))
    return tuple(Diagnostic("T107", Loc(document.source.path), (name, names)) for name in unknown)


def _known(names: Iterable[str], lexicon: Lexicon) -> list[Topic]:
    """The topics of these names, each once, in order; unknown names left out."""
    return list(dict.fromkeys(topic for name in names if (topic := lexicon.topic(name))))


def _by_hand(section: str, topic: Topic) -> Tag:
    """A topic by the clerk's decision: nothing was counted."""
    return Tag(section, topic.id, 0.0, (Reason(topic.name, 1, "given", 0.0),))


def _decided(id: str, found: list[Tag], decided: Decisions, lexicon: Lexicon) -> list[Tag]:
    """The tags of a section after the clerk's decision; stretches have none of their own where there is one."""
    section, _, stretch = id.partition(":")
    if section not in decided:
        return found
    return [] if stretch else [_by_hand(id, topic) for topic in _known(decided[section], lexicon)]


def _automatic(document: Document, lexicon: Lexicon, average: float) -> Iterator[Tag]:
    """The tags that the words give."""
    root = replace(document.root, heading=document.meta.title or "")
    tops = (root, *(part for part in document.parts[1:] if part.kind != "notes"))
    clear = {
        section.id: (scoring.clear_points(text, lexicon), len(text))
        for top in tops for section in top.walk()
        for text in [f"{section.heading or section.title.text}\n{body_text(section)}"]
    }  # fmt: skip
    points, characters = (sum(column) for column in zip(*clear.values(), strict=True))
    whole = Scale(lexicon, average, scoring.threshold(points, characters, lexicon.params))
    for top in tops:
        yield from _tree(top, (), whole, clear)


def _tree(
    section: Section, above: tuple[Spoken, ...], scale: Scale, clear: Mapping[str, tuple[float, int]]
) -> Iterator[Tag]:
    """The tags of a section, its stretches and all below it; `above` holds the headings above it, nearest first."""
    heading = scoring.heading_words(section, scale.lexicon)
    yield from scoring.tags(section, heading, above, scale)
    handed = () if section.kind in ("root", "attachment") else (heading, *above[:1])
    for stretch in stretches(section):
        yield from scoring.tags(stretch, {}, handed, scale)
    for child in section.children:
        own = _scale_of_part(child, scale, clear) if section.kind == "root" else scale
        yield from _tree(child, handed, own, clear)


def _scale_of_part(part: Section, scale: Scale, clear: Mapping[str, tuple[float, int]]) -> Scale:
    """A large part of a document is measured by its own words, a small one by the document's."""
    points, characters = (sum(column) for column in zip(*(clear[s.id] for s in part.walk()), strict=True))
    if characters < PART:
        return scale
    return replace(scale, threshold=scoring.threshold(points, int(characters), scale.lexicon.params))


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a line with their stops."""
    start = 0
    for stop in [*stops(text), len(text)]:
        end = stop + 1
        while end < len(text) and text[end] in CLOSING:
            end += 1
        if sentence := text[start:end].strip():
            yield sentence
        start = end
