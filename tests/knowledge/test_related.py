"""Related sections: the words that two sections share, and when these are enough.

The thresholds were set by reading 60 pairs drawn at random from real documents of many kinds: at a likeness of 0.2
between documents, with two rare words among three shared ones, 56 of 60 pairs spoke of the same thing; between sections
of one document, which share that document's own matter anyway, only pairs from 0.4 did.
"""

from __future__ import annotations

from random import Random
from time import process_time

from generator.knowledge import idf, related
from generator.labels import own_text
from generator.model import Document
from tests.knowledge.small import document, documents

RIVER = "{}每月组织护河员巡查河道，清理水葫芦和漂浮垃圾，发现排污口及时上报水利站处理。"
ROAD = "{}每季度养护村道，修补坑洼，疏通边沟，更换损坏的路灯和反光标牌，保障校车通行。"
BOOKS = "{}图书室周末开放，组织学生阅读竞赛，更新报刊和少儿读物，请退休教师讲故事。"
FILLING = ("茶园采摘", "大棚育苗", "稻田灌溉", "鱼塘增氧", "果树嫁接", "蜂箱搬迁", "菌菇烘干", "竹林抚育")


def plan(name: str, *texts: str) -> Document:
    body = "".join(f"{number}、第{number}件事\n{text}\n" for number, text in zip("一二三四五六", texts, strict=False))
    return document(name, f"{name}工作方案\n{body}")


def filling(count: int) -> tuple[Document, ...]:
    """Documents about other things: without them no word would be rare."""
    text = "请农技员讲解{}技术{}要点，安排合作社{}号示范户观摩学习，年底总结经验做法，表彰先进。"
    texts = [[text.format(FILLING[(n + i) % 8], n, i) for i in range(6)] for n in range(count)]
    return tuple(plan(f"其他{n}", *own) for n, own in enumerate(texts))


def test_sections_of_the_same_matter_find_each_other() -> None:
    made = (
        plan("甲村", RIVER.format("我村"), ROAD.format("村里")),
        plan("乙村", RIVER.format("全村"), BOOKS.format("")),
    )
    found = related.find((*made, *filling(12)))
    (one,) = [r for r in found["甲村", "1"] if r.document == "乙村"]
    assert (one.section, one.label) == ("1", "一、第一件事")
    assert 0.2 <= one.likeness <= 1
    assert {"河道", "漂浮"} & set(one.words)
    assert len(one.words) <= related.REASONS
    assert not [r for r in found.get(("甲村", "2"), ()) if r.document == "乙村"]
    assert ("乙村", "2") not in found


def test_short_sections_have_none() -> None:
    short = "护河员巡查河道，清理水葫芦和漂浮垃圾。"
    made = (plan("甲村", short), plan("乙村", short))
    assert len(own_text(made[0].root.children[0])) < related.LEAST
    assert not [key for key in related.find((*made, *filling(12))) if key[0] in ("甲村", "乙村")]


def test_sections_of_one_document_must_share_more() -> None:
    river, others = RIVER[2:24], (ROAD.format(""), BOOKS.format(""))
    apart = (plan("甲村", river + others[0]), plan("乙村", river + others[1]))
    assert ("甲村", "1") in related.find((*apart, *filling(12)))
    together = plan("甲村", *(river + other for other in others))
    assert ("甲村", "1") not in related.find((together, *filling(12)))


def test_few_and_first_of_others() -> None:
    more = ("", "中午轮班。", "夜间值守。", "汛期加密。")
    made = tuple(plan(f"村{n}", *(RIVER.format(f"{n}组") + words for words in more)) for n in range(2))
    made += tuple(plan(f"村{n}", RIVER.format("") + words) for n, words in enumerate(more, 2))
    found = related.find((*made, *filling(110)))
    assert len(found["村0", "1"]) == related.MOST
    assert all(len(several) <= related.MOST for several in found.values())
    for (own, section), several in found.items():
        others = [r.document for r in several if r.document != own]
        assert [r.document for r in several][: len(others)] == others
        assert all(others.count(other) <= 2 for other in others)
        assert (own, section) not in [(r.document, r.section) for r in several]


def test_words_of_every_rule_are_no_reason() -> None:
    rule = "{}\n第一条 根据有关法律、行政法规的规定，制定本条例。"
    rule += "本条例所称有关人员，应当依照法律法规的规定适用。\n第二条 {}"
    made = documents({"a": rule.format("甲条例", "早睡"), "b": rule.format("乙条例", "早起")})
    assert not related.find((*made, *filling(12))).get(("a", "art-1"))


def test_words_cut_before_are_used() -> None:
    made = (plan("甲村", RIVER.format("我村")), plan("乙村", RIVER.format("全村")), *filling(12))
    assert related.find(made, [related.words(document) for document in made]) == related.find(made)
    assert not related.find(made, [{} for _ in made])


def test_the_cost_grows_with_the_sections_and_not_with_their_square() -> None:
    """4,000 sections of a language with as many rare words as a real one need about twice the time of 2,000."""
    chance = Random(5)
    words = [chr(0x4E00 + i) + chr(0x4E00 + j) for i in range(200) for j in range(200)]
    keys = [(f"d{n // 20}", f"s{n % 20}") for n in range(4000)]
    texts = [{chance.choice(words): 1 for _ in range(40)} for _ in keys]
    assert _seconds(keys, texts) < 6 * max(_seconds(keys[:2000], texts[:2000]), 0.05)


def _seconds(keys: list[tuple[str, str]], words: list[dict[str, int]]) -> float:
    weights = idf.weights(words)
    start = process_time()
    texts = related._weighed(words, weights)
    named = documents({"甲": "甲\n乙"})[0]
    index = related._Index(
        tuple(keys), tuple((named.root, named) for _ in keys), texts, related._places(texts), related._rare(weights)
    )
    related._related(index)
    return process_time() - start
