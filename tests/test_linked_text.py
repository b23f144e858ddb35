"""Links in the text of documents: the words stay what they are, no link lies in another, each leads where it should."""

from __future__ import annotations

from dataclasses import replace

import markdown as python_markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator import config, pipeline
from generator.annotations import At, Link, longest
from generator.knowledge import study
from generator.knowledge.lexicon import Lexicon
from generator.knowledge.terms import Term
from generator.markdown import EXTENSIONS
from generator.readers import plain
from generator.results import Page, Site

from .conftest import ROOT

NOTE = "各项：1. 看路；2. 修路。“引号” <b>&amp;</b> {: .x } | ](x)"
TERMS = (
    Term("两个看重", "formula", definition=NOTE, certainty="sure", expansion=("看路", "修路")),
    Term("水长制", "concept", definition="一条河一个负责人。", certainty="varies"),
)
RULE = "青石镇河道管理办法\n第一条　河道要清。\n第二条　落实水长制，落实水长制。\n第三条　违反前条的，通报批评。\n"
PLAN = """青石镇护河工作方案
一、做到两个看重，落实水长制
要做到两个看重，按照《青石镇河道管理办法》第二条办。
二、再看*水长制*
村\t办法\t说明
甲村\t水长制，两个看重\t见《青石镇河道管理办法》
乙村\t两个\t看重
"""
BASE, _ = config.load(ROOT / "mkdocs.yml")


def site(*texts: str, linked: bool = True) -> Site:
    """The pages of some documents, with the terms above or without any links."""
    sources = []
    for number, text in enumerate(texts):
        source, _ = plain.read(text.encode(), f"{number}.txt")
        assert source
        sources.append(source)
    own = replace(BASE, terms=TERMS, lexicon=Lexicon(()))
    corpus, _ = pipeline.study(sources, own)
    return pipeline.everything(corpus if linked else replace(corpus, knowledge=study.Knowledge()), own)


def parsed(page: Page) -> html.HtmlElement:
    body = page.text.split("---\n", 2)[2]
    settings = {name: dict(values) for name, values in EXTENSIONS.items()}
    out = python_markdown.markdown(body, extensions=list(EXTENSIONS), extension_configs=settings)
    return html.fromstring(f"<div>{out}</div>")


def page_of(made: Site, source: str, name: str = "index") -> html.HtmlElement:
    """The first page of a document, or its whole text."""
    folder = next(r.url.partition("/")[0] for r in made.records if r.source == source)
    return parsed(next(page for page in made.pages if page.path == f"{folder}/{name}.md"))


def at(tree: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Elements by XPath."""
    return list(tree.xpath(path))


def terms(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """What each link of a term stands in, and its words."""
    return [(e.getparent().tag, e.text_content()) for e in at(tree, "//a[@class='y-term']")]


def test_a_term_is_a_link_where_it_first_stands_on_a_page() -> None:
    tree = page_of(site(RULE, PLAN), "1.txt")
    assert terms(tree) == [("h2", "两个看重"), ("h2", "水长制")]


def test_cells_have_links_too() -> None:
    tree = page_of(site("青石镇护河工作方案\n一、分工\n村\t办法\n甲村\t水长制，两个看重\n乙村\t两个\n"), "0.txt")
    assert terms(tree) == [("td", "水长制"), ("td", "两个看重")]


def test_the_note_arrives_as_it_is() -> None:
    tree = page_of(site(PLAN), "0.txt")
    (note,) = {e.get("data-y-note") for e in at(tree, "//a[@class='y-term'][contains(., '看')]")}
    assert note.startswith(NOTE)
    assert not at(tree, "//b")


def test_what_is_printed_tells_nothing_on_a_tap() -> None:
    tree = page_of(site(RULE, PLAN), "1.txt", "all")
    assert terms(tree)
    assert not tree.xpath("//@data-y-note")
    assert not at(tree, "//details")


def test_a_citation_leads_to_the_article_and_the_article_back() -> None:
    made = site(RULE, PLAN)
    links = {e.text_content(): e.get("href") for e in at(page_of(made, "1.txt"), "//*[@class='t']//a")}
    assert links["《青石镇河道管理办法》第二条"].endswith("/index.md#art-2")
    assert links["《青石镇河道管理办法》"].endswith("/index.md")
    rule = page_of(made, "0.txt")
    assert [e.text_content() for e in at(rule, "//details[contains(@class, 'y-cited')]//mark")] == [
        "《青石镇河道管理办法》", "《青石镇河道管理办法》第二条", "前条",
    ]  # fmt: skip
    assert [e.get("href") for e in at(rule, "//p[@class='t']/a[.='前条']")] == ["#art-2"]


words = st.sampled_from(
    ["两个看重", "水长制", "《青石镇河道管理办法》第二条", "“两个看重”", "一、", "<b>", "*", "\t", "。", "村", "　"]
)
lines = st.lists(st.lists(words, min_size=1, max_size=6).map("".join), min_size=1, max_size=8).map("\n".join)


@given(lines)
def test_links_change_no_word_and_lie_in_no_other(text: str) -> None:
    whole = f"青石镇护河工作方案\n{text}"
    for page, bare in zip(site(RULE, whole).pages, site(RULE, whole, linked=False).pages, strict=False):
        if page.path.partition("/")[0].startswith("1-"):
            assert page.path == bare.path
            assert shown(parsed(page)) == shown(parsed(bare))
            assert len(at(parsed(page), "//a")) == page.text.count("](") + page.text.count("<a ")


def shown(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """The words of the document, each element's apart."""
    return [(e.tag, e.text_content()) for e in at(tree, "//*[contains(concat(' ', @class, ' '), ' t ')]")]


def test_the_longest_of_two_wins_and_all_that_are_free_stay() -> None:
    def link(start: int, end: int) -> Link:
        return Link(At("d", "1", 0, 0, start, end), "term")

    found = longest([link(4, 6), link(0, 3), link(2, 5), link(5, 7), link(8, 9), link(0, 3)])
    assert [(one.at.start, one.at.end) for one in found] == [(0, 3), (4, 6), (8, 9)]
    short_around = longest([link(0, 2), link(1, 6), link(5, 7)])
    assert [(one.at.start, one.at.end) for one in short_around] == [(1, 6)]


def test_a_formula_points_to_its_items_but_not_to_the_sections_below_it() -> None:
    text = "青石镇护河工作方案\n一、总的要求\n要打好“两场硬仗”。\n"
    text += "二、“两场硬仗”\n（一）清淤泥\n多干。\n（二）修水闸\n快干。\n"
    source, _ = plain.read(text.encode(), "0.txt")
    assert source
    corpus, _ = pipeline.study([source], replace(BASE, terms=()))
    (formula,) = [f for f in corpus.knowledge.formulas if f.text == "两场硬仗"]
    assert [item.text for item in formula.items] == ["清淤泥", "修水闸"]
    assert {target for _, target in study.of_formulas([formula])} == {
        (formula.document, "2-1"), (formula.document, "2-2"),
    }  # fmt: skip
    below = replace(formula, mentions=formula.mentions[1:])
    assert not list(study.of_formulas([below]))
