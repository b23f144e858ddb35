"""The picture of topics and documents, and what `markdown` writes it with."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import markdown as python_markdown
import pytest

from generator import markdown as md
from generator.corpus import Corpus
from generator.knowledge import topics
from generator.model import Document
from generator.pages import matrix, topic
from generator.pages.common import Context
from generator.plan import plan
from tests.test_topics import document, section, small


def speech(number: int, date: str | None, title: str = "讲话") -> Document:
    """A document with two sections on 纪律 and one on 组织."""
    made = document(section("1", "纪律"), section("2", "处分"), section("3", "组织"))
    return replace(made, id=f"d{number:03}", meta=replace(made.meta, title=title, date=date))


def context(*documents: Document) -> Context:
    lexicon = small()
    tags = {
        (d.id, s.id): found
        for d in documents
        for s in d.sections()
        if (found := tuple(t for t in topics.tag(d, lexicon, 0) if t.section == s.id))
    }
    corpus = Corpus(documents, lexicon.topics, tags)
    plans = {d.id: plan(d, 1200) for d in documents}
    return Context(corpus, plans, topics.by_topic(corpus.documents, corpus.tags), lexicon, "研读")


def index(*documents: Document) -> str:
    """The list of topics as HTML."""
    page = next(page for page in topic.pages(context(*documents)) if page.path == "topics/index.md")
    text = page.text.split("---", 2)[2]
    return python_markdown.markdown(text, extensions=list(md.EXTENSIONS))


def pictures(html: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall("<svg.*?</svg>", html, re.DOTALL)]


def squares(picture: ElementTree.Element) -> list[tuple[str, str]]:
    links = [a for a in picture.iter("a") if any(r.get("class") == "y-matrix-box" for r in a.iter("rect"))]
    return [(a.get("href", ""), a.get("aria-label", "")) for a in links]


def test_a_square_tells_how_many_sections_and_leads_to_them() -> None:
    (picture,) = pictures(index(speech(1, "2024-05-01", "在动员会上的讲话")))
    assert squares(picture) == [
        ("jilv/#d001", "在动员会上的讲话：纪律 2 节"),
        ("zuzhi/#d001", "在动员会上的讲话：组织 1 节"),
    ]
    assert [t.text for t in picture.iter("text") if t.get("class") == "y-matrix-count"] == ["2", "1"]


def test_a_topic_without_sections_has_no_column() -> None:
    (picture,) = pictures(index(speech(1, "2024")))
    assert [t.text for t in picture.iter("text") if t.get("class") == "y-matrix-topic"] == ["纪律", "组织"]


def test_of_many_documents_the_newest_are_drawn_and_all_are_added_up_by_year() -> None:
    many = [speech(n, f"{2000 + n % 20}-01-01") for n in range(60)] + [speech(99, None)]
    years, newest = pictures(index(*many))
    assert ("jilv/?year=2019", "2019 年：纪律 6 节") in squares(years)
    assert ("jilv/", f"{matrix.UNDATED}：纪律 2 节") in squares(years)
    assert sum(int(words.split()[-2]) for _, words in squares(years)) == 61 * 3
    assert len(squares(newest)) == matrix.NEWEST * 2
    assert all(int(address[-3:]) % 20 >= 6 for address, _ in squares(newest))


def test_a_document_beyond_the_first_page_is_linked_where_its_sections_begin() -> None:
    one = replace(document(section("1", "纪律")), id="d000")
    many = [one, *(speech(n, "2025" if n > 90 else "2024") for n in range(1, 121))]  # more than a page holds
    listed = {
        id: page.path.removeprefix("topics/").removesuffix(".md")
        for page in reversed([p for p in topic.pages(context(*many)) if p.path.startswith("topics/jilv")])
        for id in re.findall(r"^## .*#(d\d+) ", page.text, re.MULTILINE)
    }
    _, newest = pictures(index(*many))
    linked = [a for a, _ in squares(newest) if a.startswith("jilv")]
    assert set(listed.values()) > {"jilv", "jilv-2"}
    assert linked == [f"{listed[a.partition('#')[2]]}/#{a.partition('#')[2]}" for a in linked]


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", '"><a href="javascript:x">', "a\n\nb", "&amp;{{7}}*_`"])
def test_titles_are_words_whatever_they_hold(title: str) -> None:
    html = index(speech(1, "2024", title))
    (picture,) = pictures(html)
    shown = title.replace("\n", " ")
    assert any(t.text == shown for t in picture.iter("title"))
    assert "<script" not in html and 'javascript:x"' not in html.replace("&quot;", "'")


def test_without_topics_there_is_no_picture() -> None:
    assert "<svg" not in index(document(section("1", "修路")))


@pytest.mark.parametrize(
    ("page", "target", "anchor", "expected"),
    [
        ("topics/index.md", "topics/jilv.md", "d1", "jilv/#d1"),
        ("topics/index.md", "d1/index.md", "", "../d1/"),
        ("d1/2-1.md", "topics/index.md", "", "../../topics/"),
        ("index.md", "documents.md", "", "documents/"),
        ("topics/jilv.md", "topics/jilv.md", "x", "./#x"),
    ],
)
def test_addresses_are_those_the_browser_sees(page: str, target: str, anchor: str, expected: str) -> None:
    assert matrix.address(page, target, anchor) == expected


def test_an_element_escapes_words_and_attributes() -> None:
    made = md.drawing(md.element("text", md.words('<&"\n'), data_x='"><b>', y=0, class_=""), classes=("y",))
    assert made == '<figure class="y"><text data-x="&quot;&gt;&lt;b&gt;" y="0">&lt;&amp;&quot; </text></figure>'
    assert python_markdown.markdown(made, extensions=list(md.EXTENSIONS)) == made


@pytest.mark.parametrize(
    ("dates", "kinds", "menus"),
    [
        (["2024-05-01", "2024-06-01"], ["讲话", "讲话"], 0), (["2024-05-01", None], ["讲话", None], 0),
        (["2024-05-01", "2025-05-01"], ["讲话", "讲话"], 1), (["2024-05-01", "2025-05-01"], ["讲话", "方案"], 2),
    ],
)  # fmt: skip
def test_room_is_kept_for_menus_that_offer_a_choice(
    dates: list[str | None], kinds: list[str | None], menus: int
) -> None:
    made = [speech(number, date) for number, date in enumerate(dates, 1)]
    shown = context(*(replace(d, meta=replace(d.meta, kind=kind)) for d, kind in zip(made, kinds, strict=True)))
    kept = {n for page in topic.pages(shown) for n in re.findall(r'data-topic-menus="(\d)"', page.text)}
    assert kept == {str(menus)}


def test_menus_ask_only_for_files_that_are_there() -> None:
    """A topic without sections has nothing to choose from, and no file that says so."""
    shown = context(speech(1, "2024-05-01"))
    there = {name.rpartition("/")[2] for name, _ in topic.files(shown)}
    asked = {page.path: re.findall(r'data-topic-filters="([^"?]+)', page.text) for page in topic.pages(shown)}
    assert {name for names in asked.values() for name in names} == there
    assert len(there) < len(shown.lexicon.topics)
