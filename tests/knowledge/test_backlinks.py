"""Backlinks: pairs of a place and what it points to, turned round."""

from __future__ import annotations

from generator.annotations import At, passages
from generator.knowledge import backlinks, citations
from generator.knowledge.backlinks import LONGEST, Pair
from generator.model import Document
from tests.knowledge.small import document, documents

TEXTS = {
    "banfa": "云溪镇河道办法\n第一条 河道要清。\n第二条 依照本办法第一条清理。\n第三条 违反前条的，通报。",
    "yaodian": "工作要点\n一、抓河道\n先开会。"
    "要按《云溪镇河道办法》第一条、第一条和第二条办，再按《云溪镇河道办法》办。后检查。",
}


def place(made: Document, words: str) -> At:
    """The first place of some words in a document."""
    passage = next(p for p in passages(made) if words in p.text)
    start = passage.text.index(words)
    return passage.part(start, start + len(words))


def test_each_section_knows_who_points_to_it() -> None:
    made = documents(TEXTS)
    found, _ = citations.find(made)
    links = backlinks.find(made, backlinks.of_citations(found))
    told = {target: [(b.before, b.words, b.after, b.label) for b in several] for target, several in links.items()}
    sentence = "要按《云溪镇河道办法》第一条、第一条和第二条办，再按《云溪镇河道办法》办。"
    own = ("依照", "本办法第一条", "清理。", "第二条 依照本办法第一条清理")
    assert set(told) == {("banfa", ""), ("banfa", "art-1"), ("banfa", "art-2")}
    assert told["banfa", "art-1"] == [("要按", "《云溪镇河道办法》第一条", sentence[14:], "一、抓河道"), own]
    assert [words for _, words, _, _ in told["banfa", "art-2"]] == ["第二条", "前条"]
    assert "".join(told["banfa", ""][0][:3]) == sentence


def test_any_pairs_will_do() -> None:
    """Items of formulas come as bare pairs; what points to its own section, or from nowhere, is left out."""
    made = documents(TEXTS)
    here, there = place(made[1], "后检查"), place(made[0], "河道要清")
    gone = At("gone", "1", 0, 0, 0, 2)
    pairs: list[Pair] = [(here, ("banfa", "art-3")), (there, ("banfa", "art-1")), (gone, ("banfa", "art-2"))]
    assert {target: [b.at for b in several] for target, several in backlinks.find(made, pairs).items()} == {
        ("banfa", "art-3"): [here]
    }


def test_long_sentences_are_cut_around_the_place() -> None:
    text = "甲" * 400 + "见《云溪镇河道办法》" + "乙" * 400
    made = (document("long", f"讲话\n{text}。"), documents(TEXTS)[0])
    found, _ = citations.find(made)
    ((link,),) = backlinks.find(made, backlinks.of_citations(c for c in found if c.kind == "held")).values()
    assert link.before.startswith("…甲") and link.after.endswith("乙…")
    assert len(link.before + link.words + link.after) <= LONGEST + 2
