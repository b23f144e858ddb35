"""What rendering leaves out: raw HTML taken by lines gives what Python-Markdown gives, or is left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.engines.lean import Lean

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


@pytest.mark.parametrize("block", TAKEN)
def test_what_stands_alone_is_not_looked_through(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("markdown.preprocessors.HtmlBlockPreprocessor.run", None)
    assert block in Markdown(extensions=[Lean()]).convert(f"一\n\n{block}\n\n二")
