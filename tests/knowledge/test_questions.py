"""自测: every question against the text that it comes from, and what is never asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from generator import config, pipeline, workers
from generator.annotations import HEADING, At, passages
from generator.knowledge import formulas, mentions, questions
from generator.knowledge.mentions import plain
from generator.knowledge.questions import BLANK, Question
from generator.knowledge.questions.certain import find as certain
from generator.knowledge.questions.certain import row
from generator.knowledge.terms import Term
from generator.labels import own_text
from generator.model import Document
from generator.pages import quiz
from generator.structure import understand
from tests.conftest import ROOT, source_of
from tests.knowledge.small import documents

Made = tuple[tuple[Document, ...], tuple[formulas.Formula, ...], tuple[Question, ...]]


def made(held: Sequence[Document], terms: Sequence[Term] = ()) -> Made:
    found, _ = formulas.find(held, terms, mentions.find(held, terms))
    return tuple(held), found, questions.find(held, found)


@pytest.fixture(scope="module")
def of_sample() -> Made:
    site, _ = config.load(ROOT / "mkdocs.yml")
    sources, _ = pipeline.read(site)
    held, _ = pipeline.understand(sources)
    return made(held, site.terms)


@pytest.fixture(scope="module")
def of_seed(shared: Path) -> Made:
    seed, _ = understand(source_of(shared / "seed" / "speech.txt"), "seed")
    assert seed
    lexicon, _ = config.load_topics(ROOT / "content")
    terms, _ = config.load_terms(ROOT / "content", lexicon)
    return made((seed,), terms)


def words(held: Sequence[Document], at: At) -> str:
    """The words of an address."""
    section = next(s for d in held if d.id == at.document for s in d.sections() if s.id == at.section)
    line = section.title if at.block == HEADING else section.body[at.block].lines[at.line]
    assert 0 <= at.start < at.end <= len(line.text)
    return line.text[at.start : at.end]


def text_of(held: Sequence[Document], document: str) -> str:
    return "\n".join(own_text(s) for d in held if d.id == document for s in d.sections())


def check(held: Sequence[Document], found: Sequence[formulas.Formula], question: Question) -> None:
    """The answer stands literally where the question says; no wrong answer is right."""
    told = "".join(words(held, at) for at in (question.at, *question.said))
    wrong = [c for n, c in enumerate(question.choices) if n not in question.right]
    same = [f for f in found if f.id == question.formula]
    known = [plain(i.text) for f in same for i in f.items] + [
        plain(t) for f in same if f.term for t in f.term.expansion
    ]
    if question.kind != "origin":
        assert all(choice.text == words(held, choice.at) for choice in question.choices if choice.at)
    assert not question.choices or tuple(question.choices[n].text for n in question.right) == question.answer
    if question.kind == "origin":
        assert words(held, question.at).strip() == question.quote
        holding = {d.meta.title for d in held if plain(question.quote) in plain(text_of(held, d.id))}
        assert holding == {question.answer[0]} and not holding & {c.text for c in wrong}
    elif question.kind == "odd":
        assert len(question.right) == 1 and question.choices[question.right[0]].at is None
        assert plain(question.answer[0]) not in plain(told) and plain(question.answer[0]) not in known
        assert all(choice.text in told and plain(choice.text) in known for choice in wrong)
    elif question.kind == "order":
        places = [choice.at for choice in (question.choices[n] for n in question.right)]
        assert [words(held, at) for at in places if at] == list(question.answer)
        assert places == sorted(places, key=lambda at: place(held, at)) and len(set(places)) == len(places)
        assert list(question.right) != list(range(len(places)))
    else:
        assert question.quote.count(BLANK) == 1 and plain(question.answer[0]) not in plain(question.quote)
        assert plain(question.answer[0]) in plain(told)
        whole, text = question.quote.replace(BLANK, question.answer[0]), text_of(held, question.document)
        assert whole in text or listed(whole, text)
        assert not any(plain(choice.text) in plain(told) for choice in wrong)


def listed(quote: str, text: str) -> bool:
    """Whether a quotation is a line of the text and items of it that we number."""
    lead, _, items = quote.partition("\n")
    return lead in text and all(part in text for part in re.split("(?:^|；)\\d+\\. ", items)[1:])


def place(held: Sequence[Document], at: At | None) -> tuple[int, int, int]:
    """Where an address stands in the reading order of its document."""
    assert at
    ids = [s.id for d in held if d.id == at.document for s in d.sections()]
    return ids.index(at.section), at.block, at.start


def test_every_question_of_the_sample(of_sample: Made) -> None:
    held, found, asked = of_sample
    assert {q.kind for q in asked} == {"cloze", "odd", "order", "origin"} and len(asked) > 30
    for question in asked:
        check(held, found, question)


def test_every_question_of_the_seed(of_seed: Made) -> None:
    held, found, asked = of_seed
    assert len(asked) > 8
    for question in asked:
        check(held, found, question)


FALSE: dict[str, Callable[[Question, Question], Question]] = {
    "another's answer": lambda one, other: replace(one, answer=other.answer[: len(one.answer)]),
    "another's place": lambda one, other: replace(one, at=other.at, said=()),
    "another choice": lambda one, _: replace(one, right=tuple((n + 1) % len(one.choices) for n in one.right)),
    "words that are not the text's": lambda one, _: replace(one, quote=f"不{one.quote}"),
    "an answer told": lambda one, _: replace(one, quote=f"{one.quote}{one.answer[0]}"),
    "in the order shown": lambda one, _: replace(
        one, right=tuple(range(len(one.choices))), answer=tuple(choice.text for choice in one.choices)
    ),
}
FALSIFIED = {
    "cloze": ("another's answer", "another's place", "words that are not the text's", "an answer told"),
    "odd": ("another choice", "another's answer"),
    "order": ("another's answer", "another choice", "in the order shown"),
    "origin": ("another choice", "another's answer", "another's place", "words that are not the text's"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FALSIFIED)
def test_a_false_question_is_seen(of_sample: Made, kind: str) -> None:
    """What the two tests above trust in: nothing that is falsified passes the check."""
    held, found, asked = of_sample
    of_kind = [question for question in asked if question.kind == kind]
    for one, other in zip(of_kind, [q for q in asked if q.document != of_kind[0].document], strict=False):
        for name in FALSIFIED[kind]:
            if one.document == other.document:
                continue
            with pytest.raises(AssertionError):
                check(held, found, FALSE[name](one, other))


def test_questions_are_made_once_for_a_site(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[Sequence[Document]] = []
    find = questions.find

    def counted(held: Sequence[Document], known: Sequence[formulas.Formula]) -> tuple[Question, ...]:
        runs.append(held)
        return find(held, known)

    monkeypatch.setattr(questions, "find", counted)
    monkeypatch.setenv(workers.VARIABLE, "1")
    site, _ = config.load(ROOT / "mkdocs.yml")
    corpus, _ = pipeline.study(pipeline.read(site)[0], site)
    rendered = pipeline.everything(corpus, site)
    assert len(runs) == 1 and any(page.path.startswith("quiz/topic/") for page in rendered.pages)
    assert "quiz/cards.apkg" in dict(rendered.files)


def test_questions_are_the_same_every_time(of_sample: Made) -> None:
    held, found, asked = of_sample
    assert questions.find(held, found) == asked
    assert len({question.id for question in asked}) == len(asked)


def test_only_items_that_the_document_names_itself_are_asked_for(of_sample: Made) -> None:
    _, found, asked = of_sample
    by_place = {(f.document, f.id): f for f in found}
    assert all(by_place[q.document, q.formula].resolution == "document" for q in asked)


@pytest.mark.parametrize(
    ("here", "many", "groups", "told"),
    [
        (1, 1, [], "全站共 1 题。"),
        (3, 5, [], "全站 5 题，这里先做 3 题；全部题目可以从本页末尾下载。"),
        (3, 5, ["文件"], "全站 5 题，这里先做 3 题；更多的题按文件列在下面。"),
        (3, 5, ["主题", "文件"], "全站 5 题，这里先做 3 题；更多的题按文件、按主题列在下面。"),
    ],
)
def test_only_what_is_listed_below_is_said_to_be(here: int, many: int, groups: list[str], told: str) -> None:
    assert quiz._told(here, many, [quiz.Round("quiz/x.md", "x", (), group) for group in groups]) == told


def test_an_unchanged_question_keeps_its_id_when_others_come() -> None:
    one = {"a": "甲镇方案\n一是看。\n做到“三个看重”：看重修水、看重修路、看重通电。"}
    two = {**one, "b": "乙镇方案\n做到“三个看好”：看好庄稼、看好农具、看好粮仓。"}
    alone, both = made(documents(one))[2], made(documents(two))[2]
    free = [question.id for question in alone if not question.choices]
    assert free and set(free) & {question.id for question in both}


FAULTY = {
    "another meaning": "甲镇方案\n三会一课：张贴公告、收集意见、登门走访、公开结果。",
    "too short": "甲镇方案\n修好水、路、电三大设施。",
    "led": "甲镇方案\n抓住“三个重点”：在山区的村子上、护住山林、修好堤坝。",
    "led by a verb": "甲镇方案\n选择村务公开、财务审核、物资采购三项制度开展检查。",
    "only numbers": "甲镇方案\n支部分为三个类别：一类支部、二类支部、三类支部。",
    "unnamed": "甲镇方案\n落实“六表两会”。",
}
CLASSES = (
    Term("三会一课", "formula", "组织", "", ("支部党员大会", "支部委员会会议", "党小组会", "党课"), certainty="sure"),
)


@pytest.mark.parametrize("name", FAULTY)
def test_what_is_doubtful_is_not_asked(name: str) -> None:
    assert made(documents({"a": FAULTY[name]}), CLASSES)[2] == ()


def test_a_list_without_numbers_has_no_order() -> None:
    _, _, asked = made(documents({"a": "甲镇方案\n做到“三个看重”：看重修水、看重修路、看重通电。"}))
    assert {q.kind for q in asked} == {"cloze"}


def test_numbered_items_and_steps_have_one() -> None:
    first = "甲镇方案\n议事经过提出议题、充分讨论、表决公开三个环节。"
    text = f"{first}\n讲三点意见：一是抓好春耕。二是修好水渠。三是管好粮仓。"
    _, _, asked = made(documents({"a": text}))
    orders = {q.answer for q in asked if q.kind == "order"}
    assert orders == {("提出议题", "充分讨论", "表决公开"), ("抓好春耕", "修好水渠", "管好粮仓")}


def test_what_is_counted_as_it_comes_has_no_order() -> None:
    text = "甲镇方案\n有下列三种情形应当报告：一是水位上涨。二是堤坝渗水。三是道路中断。"
    assert "order" not in {q.kind for q in made(documents({"a": text}))[2]}
    text = text.replace("三种情形应当报告", "三项措施")
    assert "order" in {q.kind for q in made(documents({"a": text}))[2]}


def test_long_items_are_not_asked_for_without_choices() -> None:
    items = (
        "把全镇各村的水渠逐条查清楚登记好",
        "请各村的老人一起商量修渠的先后次序",
        "按月把修渠花的钱张榜公布给大家看",
    )
    text = f"甲镇方案\n讲三点意见：一是{items[0]}。二是{items[1]}。三是{items[2]}。"
    assert {q.kind for q in made(documents({"a": text}))[2]} == {"order"}
    short = text.replace(items[0], "查清水渠").replace(items[1], "商量次序").replace(items[2], "公布账目")
    assert {q.kind for q in made(documents({"a": short}))[2]} == {"order", "cloze"}


def test_words_that_lean_on_their_section_are_asked_for_with_it() -> None:
    items = "（一）清淤\n做好。\n（二）筑堤\n做好。\n（三）种树\n做好。"
    text = f"甲镇方案\n一、护河的办法\n要经过三个环节：\n{items}\n二、其他\n完。"
    (cloze,) = (q for q in made(documents({"a": text}))[2] if q.kind == "cloze")
    assert "“一、护河的办法”一节" in cloze.ask


def test_a_wrong_item_looks_like_most_of_the_right_ones() -> None:
    """会场要打扫好 resembles one item only, and is longer."""
    texts = {
        "a": "甲镇方案\n做到“三个管好”：水渠要修好、山林看护好、开好小会。",
        "b": "乙镇方案\n做到“三个开好”：开好大会议、收好种子、备好农具。",
    }
    assert not [q for q in made(documents(texts))[2] if q.kind == "odd" and q.document == "a"]


def test_the_right_choice_stands_where_it_says_without_what_all_items_share() -> None:
    texts = {
        "a": "甲镇方案\n做到“三个提升”：提升学习能力、提升办事能力、提升服务能力。",
        "b": "乙镇方案\n做到“三个练好”：提升说话能力、提升写字能力、提升算账能力。",
    }
    held, found, asked = made(documents(texts))
    (cloze,) = (q for q in asked if q.kind == "cloze" and q.document == "a")
    assert cloze.choices and cloze.choices[cloze.right[0]].text in ("学习", "办事", "服务")
    check(held, found, cloze)


def test_words_that_stand_in_the_sections_asked_about_are_never_wrong() -> None:
    """粮仓要管好 stands beside the formula, though it is none of its items."""
    first = "甲镇方案\n做到“三个看重”：水渠要修好、山林要护好、电路要通好。另外粮仓要管好。"
    texts = {"a": first, "b": "乙镇方案\n做到“三个到家”：粮仓要管好、农具要备好、街道要扫好。"}
    held, found, asked = made(documents(texts))
    offered = {c.text for q in asked if q.document == "a" for c in q.choices}
    assert offered & {"农具要备好", "街道要扫好"} and "粮仓要管好" not in offered
    for question in asked:
        check(held, found, question)


def test_a_sentence_of_two_documents_is_not_asked_for() -> None:
    said = "各村每月做到“三个看重”：看重修水、看重修路、看重通电，逐项登记。"
    held = documents({name: f"{title}\n{said}" for name, title in zip("abcde", TITLES, strict=True)})
    assert not [q for q in made(held)[2] if q.kind == "origin"]
    own = {
        name: f"{title}\n各村每月做到，逐项登记。看重修水、看重修路、看重通电"
        for name, title in zip("abcd", TITLES, strict=False)
    }
    some = made(documents({**own, "e": f"{TITLES[4]}\n{said}"}))[2]
    assert [q.answer for q in some if q.kind == "origin"] == [(TITLES[4],)]


TITLES = ("春季农田工作方案", "夏季防汛工作安排", "秋季收割工作要点", "冬季取暖工作通知", "乡间道路养护办法")


def test_certain_items_stand_at_their_very_places(of_sample: Made) -> None:
    held, found, _ = of_sample
    lines = {row(p.at): p for d in held for p in passages(d)}
    for known in certain(found, lines):
        assert all(words(held, item.at) == item.text for item in known.items)
