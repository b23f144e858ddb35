"""The site's own vocabulary as it is shipped."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import search
from generator.knowledge.terms import Term
from generator.results import Record
from generator.search import layout, numbers, pronounce, script, vocabulary, words

TERMS = (
    Term("中央八项规定", aliases=("八项规定", "“八项规定”精神")),
    Term("《某某工作条例（试行）》", aliases=("工作条例",)),
    Term("四有（县委书记）"),
    Term("无人提起"),
)
TEXTS = (
    "二、落实“三个到位”\n落实中央八项规定，办好“板凳课堂”。",
    "（一）改进作风\n各支部改进作风，做到“四有”，学习某某工作条例。",
    "第三条 改进作风，一看就懂。",
)


def record(text: str, document: str = "某镇 工作要点", headed: bool = True) -> Record:
    return Record("d/", "a.txt", 1, 1, text.split("\n")[0], text, document, (), headed=headed)


def built(*texts: str, terms: tuple[Term, ...] = TERMS) -> dict[str, dict[str, int]]:
    """Kind → word → its count."""
    return unpacked(vocabulary.build([record(text, headed="\n" in text) for text in texts], terms, ["改进作风", "看"]))


def unpacked(data: dict[str, object]) -> dict[str, dict[str, int]]:
    rows = data["words"]
    assert isinstance(rows, list)
    found = {}
    for kind, (names, counts) in zip(vocabulary.KINDS, rows, strict=True):
        some = [name for name in names.split("\n") if name]
        found[kind] = dict(zip(some, numbers.decode(counts), strict=True))
    return found


def test_every_kind_of_word() -> None:
    found = built(*TEXTS)
    assert found["title"] == {"某镇 工作要点": 1}
    assert found["term"] == {
        "改进作风": 2,
        "中央八项规定": 1,
        "八项规定": 1,
        "四有": 1,
        "工作条例": 1,
        "某某工作条例": 1,
    }
    assert found["formula"] == {"三个到位": 1}
    assert found["heading"] == {"落实“三个到位”": 1}  # 改进作风 is a term already
    assert found["word"]["板凳课堂"] == 1


def test_nothing_is_offered_that_stands_nowhere() -> None:
    held = search.normalise("\n".join(TEXTS)) + search.normalise("某镇 工作要点")
    for names in built(*TEXTS).values():
        assert all(search.normalise(name) in held for name in names)
    assert built() == {kind: {} for kind in vocabulary.KINDS}


def test_names_of_one_thing_of_which_one_stands_there() -> None:
    data = vocabulary.build([record(text) for text in TEXTS], TERMS)
    assert data["same"] == [["中央八项规定", "八项规定", "八项规定精神"], ["某某工作条例", "工作条例"]]


def test_words_that_stand_together_and_names_the_dictionary_has_not() -> None:
    found = words.frequent(["推进粤港澳大湾区建设，基层减负。", "粤港澳大湾区和基层减负", "粤港澳大湾区"])
    assert found["粤港澳大湾区"] == 3
    assert found["基层减负"] == 2
    assert not {word for word in found if "和" in word or len(word) < 2}


def test_readings() -> None:
    assert pronounce.readings("重") == ("zhong", "chong")
    assert pronounce.readings("绿") == ("lv", "lu")
    assert pronounce.readings("A") == pronounce.readings("，") == ()
    assert pronounce.table("重中，A") == ("zhong中重", "chong重")
    assert len(pronounce.common()) == 6763
    assert all(map(pronounce.readings, pronounce.common()))


@settings(deadline=None, max_examples=15)
@given(st.lists(st.text("一二三“”、，党建工作\n </script>\ud800a", max_size=30), max_size=5))
def test_any_text_ships_as_a_plain_script(texts: list[str]) -> None:
    data = vocabulary.build([record(text, headed=True) for text in texts], TERMS)
    files = dict(search.files([record(text) for text in texts], "scan", lambda: data))
    path = next(path for path in files if path.endswith("/words.js"))
    files[path].encode()
    assert "</" not in files[path]
    assert script.unpack(files[path])["readings"] == data["readings"]
    assert unpacked(data)


def test_a_change_of_words_is_a_new_folder() -> None:
    words = (None, lambda: vocabulary.build([], TERMS))
    one, two = (dict(search.files([record(TEXTS[0])], "scan", some)) for some in words)
    assert script.unpack(one[layout.LISTING])["words"] is False
    assert script.unpack(two[layout.LISTING])["words"] is True
    assert not {path for path in one if re.search("[0-9a-f]{8}", path)} & set(two)


def test_a_large_site_ships_the_most_used_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"第{i}项工作\n关于事项{chr(0x5000 + i)}{chr(0x6000 + i)}的工作" for i in range(600)]
    records = [*map(record, texts), record("工作", headed=False)]
    limit = weight(vocabulary.build(records)) - 1000
    monkeypatch.setattr(vocabulary, "LIMIT", limit)
    data = vocabulary.build(records)
    assert weight(data) <= limit
    assert "工作" in unpacked(data)["word"]
    assert len(unpacked(data)["heading"]) < 600


def weight(data: dict[str, object]) -> int:
    return len(zlib.compress(script.pack(data).encode(), 9))


def test_titles_are_cut_last_and_a_build_ends_whatever_its_limit() -> None:
    chance = Random(1)
    titles = ["关于" + "".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(16)) for _ in range(8000)]
    longest = titles[0] + "及其补充说明"
    begun = perf_counter()
    data = vocabulary.build([record("工作“三个到位”", title) for title in (*titles, longest)])
    assert perf_counter() - begun < 20
    assert weight(data) <= vocabulary.LIMIT
    found = unpacked(data)
    assert 2000 < len(found["title"]) < 8000
    assert not {*found["word"], *found["heading"], *found["formula"]}
    assert longest not in found["title"]


@pytest.mark.parametrize("limit", [0, 30_000])
def test_a_limit_below_the_weight_of_all_titles(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    monkeypatch.setattr(vocabulary, "LIMIT", limit)
    data = vocabulary.build([record("工作要点", title) for title in ("要点一", "要点二")], TERMS)
    assert unpacked(data) == {kind: {} for kind in vocabulary.KINDS} or weight(data) <= limit


def test_terms_and_formulas_of_a_large_site_are_looked_for_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "SAMPLE", 20)
    records = [record(text) for text in ("工作会议" * 9, "落实中央八项规定，做到“两个到位”", "工作会议" * 9)]
    data = vocabulary.build(records, TERMS)
    assert unpacked(data)["term"] == {"中央八项规定": 1, "八项规定": 1}
    assert unpacked(data)["formula"] == {"两个到位": 1}
    assert data["same"] == [["中央八项规定", "八项规定", "八项规定精神"]]


def test_a_use_is_a_text_however_often_a_word_stands_there() -> None:
    found = built("八项规定、八项规定，“双减双减”", "改进作风。落实“八项规定”“双减双减”", "改进作风")
    assert found["term"] == {"八项规定": 2, "改进作风": 2}
    assert found["formula"] == {"双减双减": 2}


def test_names_that_hold_or_overlap_one_another_are_all_counted() -> None:
    names = {"八项规定", "中央八项规定", "规定精神", "央八", "[a-", "^x", "看"}
    assert vocabulary._standing(names, ["中央八项规定精神", "八项规定[a-^", "看央八"]) == {
        "八项规定": 2, "中央八项规定": 1, "规定精神": 1, "央八": 2, "[a-": 1,
    }  # fmt: skip
    assert not vocabulary._standing([], ["一二"])


def test_a_large_site_is_looked_through_in_part_for_frequent_words(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["工作会议"] * 100
    assert vocabulary._frequent(texts)["工作"] == 100
    monkeypatch.setattr(vocabulary, "SAMPLE", 100)
    monkeypatch.setattr(words, "frequent", lambda some: Counter({"工作": len(some), "所看": 1}))
    assert vocabulary._frequent(texts) == {"工作": 100, "所看": 5}


def test_the_proper_name_comes_first_whatever_the_others_repeat() -> None:
    assert vocabulary._forms(Term("《条例》", aliases=("旧条例", "条例"))) == ["条例", "旧条例"]
