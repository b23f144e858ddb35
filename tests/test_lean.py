"""What rendering leaves out: raw HTML taken by lines gives what Python-Markdown gives; other raw HTML is left to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.preprocessors import HtmlBlockPreprocessor

from generator import markdown
from generator.engines.lean import Lean
from generator.output import layout

ALONE = "<div class='a'><p>一</p></div>"
TAKEN = [
    ALONE,
    "<ul><li>一<ul><li>二</li></ul></li></ul>",
    "<figure><svg viewBox='0 0 1 1'><path d='M0'></path></svg></figure>",
    "<p>一<path>二</path></p>",
]
LEFT = [
    f"{ALONE}{ALONE}",
    f"{ALONE}二",
    f"{ALONE}\n二",
    f"二\n{ALONE}",
    f"{ALONE}\n{ALONE}",
    "<div>一",
    "<div>一\n\n二</div>",
    "<div>一</div></div>",
    f"{ALONE}\n\u3000\n二",
    "<hr>",
    "</div>",
    "<div>一</p>",
]
OTHER = ["二", "## 三", "<a href='#x'>四</a>", "<mark>五</mark>六", "- 七", "&lt;div&gt;", ""]


@pytest.mark.parametrize("block", [*TAKEN, *LEFT, *OTHER])
def test_a_block_between_others(block: str) -> None:
    page = f"一\n\n{block}\n\n<section>二</section>\n\n三"
    assert Markdown(extensions=[Lean()]).convert(page) == Markdown().convert(page)


@given(
    st.lists(st.sampled_from([*TAKEN, *LEFT, *OTHER]), max_size=5), st.sampled_from(["\n", "\n\n", "\n \n", "\n\n\n"])
)
def test_any_page(blocks: list[str], between: str) -> None:
    page = between.join(blocks)
    assert Markdown(extensions=[Lean()]).convert(page) == Markdown().convert(page)


WORDS = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("<>&\"'`*\\\x02\x03\x0b\u2028\u3000\t\n"))


@given(WORDS, WORDS, st.sampled_from(["div", "details", "ul", "nav", "figure", "p"]))
def test_any_words_of_ours(text: str, value: str, name: str) -> None:
    inside = markdown.element(name, markdown.words(value), markdown.element("a", markdown.words(text), href=value))
    inline = markdown.escape(text) + markdown.strong(value) + markdown.link(text, value)
    page = markdown.page(
        markdown.paragraph(inline), markdown.element(name, inside, title=text), markdown.image(text, value)
    )
    assert Markdown(extensions=[Lean()]).convert(page) == Markdown().convert(page)


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Pages that were left to the library."""
    pages: list[object] = []

    def run(self: object, lines: list[str]) -> list[str]:
        pages.append(lines)
        return lines

    monkeypatch.setattr(HtmlBlockPreprocessor, "run", run)
    return pages


@pytest.mark.parametrize("block", TAKEN)
def test_what_stands_alone_is_taken(block: str, left: list[object]) -> None:
    assert block in Markdown(extensions=[Lean()]).convert(f"一\n\n{block}\n\n二")
    assert not left


@pytest.mark.parametrize("block", LEFT)
def test_all_else_is_left_to_the_library(block: str, left: list[object]) -> None:
    Markdown(extensions=[Lean()]).convert(f"一\n\n{block}\n\n二")
    assert len(left) == 1


def test_no_page_of_ours_is_left_to_it(sample: Path, left: list[object]) -> None:
    pages = list((sample / layout.DOCS).rglob("*.md"))
    for page in pages:
        Markdown(extensions=[Lean()]).convert(page.read_text(encoding="utf-8"))
    assert len(pages) > 60 and not left
