"""The sample site from end to end: links of every kind are there, lead to what they promise, and come back."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from generator import config, pipeline, spreadsheet
from generator.corpus import Corpus
from generator.knowledge import formulas
from generator.knowledge.formulas import linking

from .conftest import ROOT

SMALL = 40 * 1024
"""Bytes of a section's page."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    site, _ = config.load(ROOT / "mkdocs.yml")
    return pipeline.study(pipeline.read(site)[0], site)[0]


@pytest.fixture(scope="module")
def site(sample: Path) -> Path:
    return sample / "site"


@cache
def tree(file: Path) -> html.HtmlElement:
    return html.fromstring(file.read_bytes().decode())


def pages(site: Path) -> Iterator[Path]:
    return (file for file in sorted(site.rglob("index.html")))


def target(page: Path, link: html.HtmlElement) -> tuple[Path, str]:
    """The page to which a link leads, and the id on it."""
    path, _, id = link.get("href").partition("#")
    folder = posixpath.normpath(posixpath.join(page.parent.as_posix(), path))
    return Path(folder, "index.html"), id


def links(site: Path, xpath: str) -> list[tuple[Path, html.HtmlElement]]:
    return [(page, link) for page in pages(site) for link in tree(page).xpath(xpath)]


def words(page: Path) -> str:
    return str(tree(page).xpath("string(//article)"))


def test_no_link_lies_in_another(site: Path) -> None:
    """By the tags themselves: a parser would mend it."""
    for page in pages(site):
        depth = 0
        for tag in re.finditer(r"<(/?)a(?=[\s>])", page.read_text(encoding="utf-8")):
            depth += -1 if tag[1] else 1
            assert 0 <= depth <= 1, page


def test_every_term_has_its_page(site: Path) -> None:
    found = links(site, "//*[contains(@class, 't')]//a[contains(@class, 'y-term')][not(@data-y-more)]")
    assert len(found) > 100
    for page, link in found:
        there, _ = target(page, link)
        assert there.parent.parent.name == "terms" and there.is_file()


def test_a_tap_tells_what_the_table_or_the_document_says(site: Path, corpus: Corpus) -> None:
    known = corpus.knowledge
    said = {linking.path(f.id): set[str]() for f in known.formulas}
    for formula in known.formulas:
        said[linking.path(formula.id)].add(linking.formula_note(formula))
    for mention in known.mentions:
        path = linking.path(formulas.identity(mention.term.term))
        said.setdefault(path, set()).add(linking.term_note(mention.term))
    found = links(site, "//a[contains(@class, 'y-term')][@data-y-note][not(@data-y-more)]")
    assert len(found) > 100
    for page, link in found:
        assert link.get("data-y-note") in said[f"terms/{target(page, link)[0].parent.name}.md"]


def test_a_term_is_a_link_once_a_page(site: Path) -> None:
    for page in pages(site):
        found = [link.get("href") for link in tree(page).xpath("//a[contains(@class, 'y-term')][not(@data-y-more)]")]
        assert len(found) == len(set(found)), page


def test_citations_lead_to_what_they_name_and_the_place_is_listed_there(site: Path, corpus: Corpus) -> None:
    known = corpus.knowledge
    citations = [link for found in known.links.values() for link in found if link.kind == "citation"]
    assert citations and {d for link in citations for d in [link.document]} <= {d.id for d in corpus.documents}
    hrefs = links(site, "//*[contains(@class, 't')]//a[contains(., '《')][not(contains(@class, 'y-'))]")
    assert hrefs and all(target(page, link)[0].is_file() for page, link in hrefs)
    for (document, _), places in known.backlinks.items():
        listed = {words(page) for page in pages(site / document)}
        assert any(places[0].words in text and "被引用处" in text for text in listed)


def test_every_section_that_is_cited_says_so(site: Path, corpus: Corpus) -> None:
    summaries = [e.text for _, e in links(site, "//details[contains(@class, 'y-cited')]/summary")]
    assert len(summaries) == len(corpus.knowledge.backlinks) > 0
    assert all(re.fullmatch(r"被引用处（\d+）", words) for words in summaries)


def test_related_sections_share_words(site: Path) -> None:
    found = links(site, "//details[contains(@class, 'y-related')]//li")
    assert found
    for page, row in found:
        there, id = target(page, row.xpath("./a")[0])
        assert not id or tree(there).xpath("//*[@id=$id]", id=id)
        shared = row.xpath("string(./span)").removeprefix("都讲到：").split("、")
        assert len(shared) >= 3 and any(word in words(there) for word in shared)


def test_measures_can_be_taken_along(site: Path, corpus: Corpus) -> None:
    some = [found for found in corpus.knowledge.measures if found.measures]
    assert some
    for found in some:
        page = tree(site / found.document / "measures" / "index.html")
        _, *rows = spreadsheet.read((site / found.document / "measures.csv").read_bytes())
        assert 0 < len(rows) <= len(found.measures)  # a sentence may hold several
        assert len(page.xpath("//tr[td[contains(@class, 'y-measure')]]")) == min(len(rows), 500)
        assert f"举措清单（{len(rows)} 条）" in words(site / found.document / "index.html")
        assert spreadsheet.read((site / found.document / "measures.xlsx").read_bytes())[1:] == rows
        for *_, address in rows:
            path, _, anchor = address.partition("#")
            there = tree(site / path / "index.html")
            assert not anchor or there.xpath("//*[@id=$id]", id=anchor)


def test_home_leads_to_everything(site: Path) -> None:
    home = tree(site / "index.html")
    tiles = {link.get("href") for link in home.xpath("//a[contains(@class, 'y-tile')]")}
    assert {"topics/", "documents/", "terms/", "#newest", "study/", "quiz/"} <= tiles
    tags = {link.get("href") for link in home.xpath("//article//a[contains(@class, 'y-tag')]")}
    assert {"measures/", "timeline/", "references/"} <= tags
    assert home.xpath("//form[@role='search']/@action") == ["search/"]


def test_the_text_comes_first_and_lists_are_folded(site: Path, corpus: Corpus) -> None:
    for document in corpus.documents:
        text = (site / document.id / "index.html").read_text(encoding="utf-8")
        lists = [text.find(f'class="{name}"') for name in ("y-why y-list", "y-map")]
        before = max(text.rfind('class="t'), text.find('id="outline"'))
        assert all(place < 0 or place > before for place in lists), document.id
        assert "<details open" not in text


def test_the_whole_text_has_no_lists(site: Path) -> None:
    for page in site.glob("*/all/index.html"):
        assert not tree(page).xpath("//details | //figure | //@data-y-note")


def test_pages_of_sections_stay_small(site: Path, corpus: Corpus) -> None:
    for document in corpus.documents:
        for page in pages(site / document.id):
            if page.parent.name not in ("all", "measures", "cited"):
                assert page.stat().st_size <= SMALL, page
