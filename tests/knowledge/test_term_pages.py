"""The pages of 术语与提法: what they say, where they lead, and that nothing of a text becomes markup."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import markdown as python_markdown
import pytest

from generator import diagnostics
from generator.corpus import Corpus
from generator.knowledge import formulas, mentions
from generator.knowledge.lexicon import Lexicon
from generator.knowledge.study import study
from generator.knowledge.terms import Term
from generator.markdown import EXTENSIONS
from generator.model import Document
from generator.pages import terms as pages
from generator.pages.common import Context
from generator.plan import plan
from tests.knowledge.small import document

TABLE = (
    Term(
        "四勤",
        "formula",
        "作风",
        "干活的四个习惯。",
        ("勤看", "勤问", "勤记", "勤走"),
        source="镇里",
        certainty="varies",
    ),
    Term("水长制", "concept", "制度", "一条河一个负责人。", certainty="sure"),
    Term("没有出现的词", "concept", "制度", "不应当列出。", certainty="sure"),
)
FIRST = "甲镇方案\n做到“三个看重”：看重水、看重路、看重<b>电</b>。\n落实水长制，坚持四勤，推行“六表两会”。"
SECOND = (
    "乙镇方案\n一、做到“三个看重”\n（一）看重人\n多听。\n（二）看重事\n多做。\n（三）看重钱\n少花。\n下面讲三点意见。"
)


def site(
    *documents: Document, terms: tuple[Term, ...] = TABLE
) -> tuple[Context, dict[str, str], tuple[formulas.Formula, ...]]:
    known = mentions.find(documents, terms)
    found, _ = formulas.find(documents, terms, known)
    given: dict[str, Any] = {
        "corpus": Corpus(documents), "plans": {d.id: plan(d, 1200) for d in documents}, "entries": {},
        "lexicon": Lexicon(()), "site_name": "研读",
    }  # fmt: skip
    context = Context(**{field.name: given[field.name] for field in fields(Context) if field.name in given})
    texts = {page.path: page.text for page in pages.pages(context, formulas.entries(found, known))}
    return context, texts, found


@pytest.fixture(scope="module")
def made() -> tuple[Context, dict[str, str], tuple[formulas.Formula, ...]]:
    return site(document("a", FIRST), document("b", SECOND))


def rendered(text: str) -> str:
    body = text.split("---", 2)[2]
    return python_markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=EXTENSIONS)


def words(text: str) -> str:
    import html

    return html.unescape(re.sub("<[^>]+>", "", rendered(text)))


def page_of(texts: dict[str, str], name: str) -> str:
    return next(text for path, text in texts.items() if f"# {name} " in text and path != pages.INDEX)


def test_only_what_occurs_is_listed(made: tuple[Context, dict[str, str], Any]) -> None:
    index = words(made[1][pages.INDEX])
    assert "水长制" in index and "四勤" in index and "三个看重" in index
    assert "没有出现的词" not in index


def test_letters_lead_to_their_headings(made: tuple[Context, dict[str, str], Any]) -> None:
    html = rendered(made[1][pages.INDEX])
    jumps = re.findall(r'class="y-letter" href="#(letter-[a-z]+)"', html)
    assert jumps == ["letter-l", "letter-s"] and re.findall(r'<h2 id="([^"]+)"', html) == jumps
    assert html.index(">四勤<") > html.index(">三个看重<")  # sān before sì


def test_a_letter_has_one_heading() -> None:
    names = ("1+4体系", "长征精神", "长江十年禁渔", "产业链", "主体责任", "㐂事", "A级河道")
    terms = tuple(Term(name, "concept", certainty="sure") for name in names)
    made_up = document("g", "己镇方案\n" + "\n".join(f"说说{name}。" for name in names))
    _, texts, _ = site(made_up, terms=terms)
    headings = re.findall(r'<h2 id="([^"]+)"', rendered(texts[pages.INDEX]))
    assert headings == ["letter-a", "letter-c", "letter-z", "letter-other"]


def test_a_term_tells_its_items_source_and_doubt(made: tuple[Context, dict[str, str], Any]) -> None:
    text = words(page_of(made[1], "四勤"))
    assert all(part in text for part in ("1. 勤看", "4. 勤走", "出处：镇里", "各地说法不一，请核对"))


def test_two_documents_stand_side_by_side_with_links_to_their_items(
    made: tuple[Context, dict[str, str], Any],
) -> None:
    html = rendered(page_of(made[1], "三个看重"))
    text = re.sub("<[^>]+>", "", html)
    assert "各以本文件为准" in text
    assert text.index("看重水") < text.index("看重人")
    assert re.search(r'href="\.\./b/[^"]*#?[^"]*">2&#46; 看重事|href="\.\./b/[^"]*">2\. 看重事', html)
    assert "2 份文件，2 处" in text


def test_a_document_that_says_what_the_table_says_is_not_set_beside_it() -> None:
    _, texts, _ = site(document("f", "戊镇方案\n做到勤看、勤问、勤记、勤走。"))
    assert "文件里的说法" not in words(page_of(texts, "四勤"))


def test_what_is_unknown_says_so_to_readers_and_asks_the_clerk(made: tuple[Context, dict[str, str], Any]) -> None:
    text = words(page_of(made[1], "六表两会"))
    assert text.count("本站没有收录解释。") == 1 and "待补充" not in text
    assert not [path for path, page in made[1].items() if "yml" in words(page)]
    documents = made[0].corpus.documents
    _, told = study(documents, TABLE)
    (note,) = [one for one in told if one.code == "T131"]
    assert note.args == ("1", "“六表两会”") and "_config/terms.yml" in diagnostics.text(note)
    assert not [one for one in study(documents[1:], TABLE)[1] if one.code == "T131"]


def test_nothing_of_a_text_becomes_markup(made: tuple[Context, dict[str, str], Any]) -> None:
    assert "<b>" not in rendered(page_of(made[1], "三个看重"))
    assert "<b>电</b>" in words(page_of(made[1], "三个看重"))


def test_every_link_has_a_page(made: tuple[Context, dict[str, str], Any]) -> None:
    context, texts, _ = made
    known = {*texts, "index.md", "documents.md"}
    known |= {sheet.path for made_plan in context.plans.values() for sheet in made_plan.sheets}
    for text in texts.values():
        for target in re.findall(r"\]\(([^)#]+)", text):
            assert target.removeprefix("../") in known or f"terms/{target}" in known, target


def test_the_list_of_a_document(made: tuple[Context, dict[str, str], tuple[formulas.Formula, ...]]) -> None:
    context, _, found = made
    first, second = context.corpus.documents
    listed = pages.document_list(context, "a/index.md", first, found)
    names = re.findall(r'<a href="\.\./terms/[^"]+/" class="y-list-name">([^<]+)</a>', listed)
    assert names == ["三个看重", "四勤", "六表两会"]
    assert "数字提法（3）" in listed
    assert "待补充" in listed and "各项见本文" in listed and "各项见术语表" in listed
    assert pages.document_list(context, "b/index.md", second, ()) == ""


def test_many_places_are_cut_into_pages() -> None:
    text = "丙镇方案\n" + "落实水长制。\n" * 450
    _, texts, _ = site(document("c", text))
    numbered = [text for path, text in texts.items() if path != pages.INDEX]
    assert len(numbered) == 3
    assert ["一条河一个负责人" in text for text in numbered] == [True, False, False]


def test_a_collection_without_terms_has_a_list_that_says_so() -> None:
    _, texts, _ = site(document("e", "丁镇方案\n没有什么。"))
    assert list(texts) == [pages.INDEX] and "还没有出现" in texts[pages.INDEX]
