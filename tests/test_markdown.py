"""markdown.py: whatever a document says is shown as it is, and only our tags, ids and classes arrive."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import cast

import lxml.html
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import HtmlElement
from markdown import Markdown

from generator import markdown as md

HOSTILE = (
    "<script>window.pwn=1</script>", "</title><script>window.pwn=1</script>", "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>", "<!-- 注释 -->", "<![CDATA[x]]>", "<?php x ?>", "<!DOCTYPE html>", "<b>粗",
    "</p></div>", "</textarea><script>x</script>", "<details open ontoggle=alert(1)>",
    "<iframe src=//x.example>", "a<b>c", "<", ">", '"><script>x</script>', "' onmouseover='x",
    "<a href=javascript:alert(1)>x</a>", "[x](javascript:alert(1))", "[x](data:text/html,<script>)",
    "![图](http://x.example/i.png)", "<http://x.example>", "http://x.example/a_b_c", "www.x.example",
    "a@x.example", "[甲][乙]", "[甲]: http://x.example", "[^1]", "[^1]: 注", "*[HTML]: 超文本", "[[维基]]",
    "# 一", "#一", "###### 六 #", "标题 #", "标题\n===", "标题\n---", "---", "***", "___", "...", "- 项",
    "* 项", "+ 项", "1. 项", "1) 项", "2020. 年", "1.一", "    代码", "\t代码", "```", "```python\nx\n```",
    "~~~", "`码`", "``", "> 引用", "**粗**", "__粗__", "*斜*", "_斜_", "***", "a_b_c", "~~删~~", "==亮==",
    "^上^", "H~2~O", "{++加++}", "{--减--}", "|甲|乙|", "|甲|乙|\n|---|---|\n|1|2|", "甲 | 乙\n--- | ---", "|",
    "\\|", "{: #x onclick=alert(1) }", "甲{: .t }", "{:.x}", "{.x}", "\n{: #x }", "甲 {: onclick=alert(1) }",
    "} {: .y }", "[TOC]", "!!! note", '!!! note "题"\n    文', "??? note", "/// html | div", "///",
    '--8<-- "/etc/passwd"', ";--8<--", "{{ config }}", "{{ 7*7 }}", "{% raw %}", "{# 注 #}", "${x}", "$$x$$",
    "\\(x\\)", "\\[x\\]", ":smile:", "++ctrl++", "(c)", "(tm)", "[=50%]", ": 定义", "&amp;", "&#60;",
    "&lt;script&gt;", "&#x3c;", "&", "&&#38;", "&nbsp", "\\", "\\\\", "\\*", "甲  \n乙", "甲\\\n乙",
    "title: 甲", "---\ntitle: 甲\n---", "klzzwxh:0000", "wzxhzdk:0", "amp", "　　缩进", "\u00a0", "  ",
    "甲  乙", "甲 　乙", "🀄👨‍👩‍👧", "e\u0301",
)  # fmt: skip

EXAMPLES = max(300, settings.default.max_examples if settings.default else 0)
often = settings(max_examples=EXAMPLES, deadline=None)
signs = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\ufffe\uffff")
marks = st.text("*_`|#{}[]()<>&;: \t\n1一", max_size=12)
pieces = st.one_of(st.sampled_from(HOSTILE), st.text(signs, max_size=12), marks)
texts = st.lists(pieces, max_size=6).map("".join)


def render(text: str) -> str:
    """HTML of Markdown as MkDocs makes it: the allowed extensions and its own fenced_code."""
    return Markdown(extensions=[*md.EXTENSIONS, "fenced_code"], extension_configs=md.EXTENSIONS).convert(text)


def parse(markdown: str) -> HtmlElement:
    return lxml.html.fromstring(f"<div>{render(markdown)}</div>")


def shown(text: str) -> str:
    """What must be visible of `text`."""
    return text.replace("\n", " ")


def tags(root: HtmlElement) -> list[str]:
    return [str(element.tag) for element in root.iterdescendants()]


@often
@given(texts)
@example("".join(HOSTILE))
@example("\n".join(HOSTILE))
def test_paragraph_shows_exactly_the_text(text: str) -> None:
    root = parse(md.paragraph(md.escape(text), id="p-1", classes=("t", "y-item")))
    assert tags(root) == (["p"] if text else [])
    assert root.text_content() == shown(text)
    assert [dict(p.attrib) for p in root] == [{"class": "t y-item", "id": "p-1"}] * len(root)


@often
@given(texts, st.integers(1, 6))
def test_heading_shows_exactly_the_text(text: str, level: int) -> None:
    root = parse(md.heading(level, md.escape(text), id="2-1-3", classes=("t", "y-runin")))
    assert tags(root) == ([f"h{level}"] if text else [])
    assert root.text_content() == shown(text)
    assert [dict(h.attrib) for h in root] == [{"class": "t y-runin", "id": "2-1-3"}] * len(root)


@often
@given(texts, texts, texts)
def test_mixed_inline_keeps_text_and_targets(before: str, inside: str, after: str) -> None:
    inline = md.escape(before) + md.link(inside, "../a/index.md#2-1", ("y-tag",)) + md.escape(after) + md.strong("甲")
    for block in (md.paragraph(inline), md.heading(2, inline, id="x"), md.bullets([(inline, ())])):
        root = parse(block)
        assert root.text_content().strip("\n") == (shown(before + inside + after) + "甲").strip("\n")
        links = [dict(a.attrib) for a in root.iter("a")]
        assert links == [{"href": "../a/index.md#2-1", "class": "y-tag"}] * bool(inside)
        assert set(tags(root)) <= {"p", "h2", "ul", "li", "a", "strong"}


@often
@given(st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=4))
def test_table_cells_show_exactly_their_text(lines: list[list[str]]) -> None:
    head, *rows = [[md.escape(text) for text in line] for line in lines]
    root = parse(md.table(head, rows))
    width = max(map(len, lines))
    expected = [text for line in lines for text in [*line, *[""] * (width - len(line))]]
    cells = found(root, "//td | //th")
    # Markdown adds a row of empty cells below a lonely head.
    assert [cell.text_content() for cell in cells][: len(expected)] == [shown(text) for text in expected]
    assert all(dict(cell.attrib) == ({"class": "t"} if cell.text_content() else {}) for cell in cells)
    assert set(tags(root)) <= {"table", "thead", "tbody", "tr", "th", "td"}


@often
@given(texts, st.lists(texts, max_size=3))
def test_details_show_exactly_their_text(summary: str, lines: list[str]) -> None:
    root = parse(md.page(md.details(summary, lines), md.paragraph("后")))
    assert root.text_content().strip("\n").removesuffix("后").strip("\n") == shown(summary + "".join(lines)).strip("\n")
    assert tags(root) == ["details", "summary", "ul", *["li"] * len(lines), "p"]


@often
@given(texts, texts)
def test_front_matter_gives_back_escaped_words(title: str, tag: str) -> None:
    front = md.front_matter(title, title, tags=[tag], search={"exclude": True}, hide=("toc",))
    assert front.startswith("---\n") and front.endswith("\n---") and front.count("\n---") == 1
    found = yaml.safe_load(front.strip("-"))
    assert lxml.html.fromstring(f"<div><p>{found['title']}</p></div>").xpath("string()") == shown(title)
    assert not set("<>\"'") & set(found["title"] + found["tags"][0] + found.get("description", ""))
    assert (found["search"], found["hide"]) == ({"exclude": True}, ["toc"])


@often
@given(texts)
def test_data_values_arrive(value: str) -> None:
    (p,) = parse(md.paragraph("甲", data=(("k", value),)))
    assert dict(p.attrib) == {"data-k": shown(value)}


@often
@given(st.lists(st.one_of(texts, texts.map(lambda t: "链" + t)), max_size=30), st.integers(1, 9))
def test_cutting_loses_nothing_and_breaks_no_link(parts: list[str], limit: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(md, "LIMIT", limit)
        inline = "".join(md.link(part, "a.md", ("x",)) if part[:1] == "链" else md.escape(part) for part in parts)
        root = parse(md.paragraph(inline, id="x", classes=("t",)))
    assert "".join(root.text_content().split()) == "".join("".join(parts).split())
    assert all(p.tag == "p" and p.get("class") == "t" for p in root)
    assert [p.get("id") for p in root] == ["x", *[None] * (len(root) - 1)][: len(root)]
    assert all(a.get("href") == "a.md" for a in root.iter("a"))


def test_too_long_headings_items_and_cells_keep_their_text() -> None:
    text = "*一" * (2 * md.LIMIT + 5)
    for block in (
        md.heading(1, md.escape(text), classes=("t",)), md.bullets([(md.link(text, "a.md"), [("乙", ())])]),
        md.table(["甲"], [[md.escape(text)]]), md.paragraph(md.strong(text)),
    ):  # fmt: skip
        assert "".join(parse(block).text_content().split()).strip("甲乙") == text


@pytest.mark.parametrize("sign", ["*", "[", " ", "`", "<", "{: ", "|"])
def test_no_block_holds_more_references_than_python_markdown_bears(sign: str) -> None:
    """Its time grows with the square of the references in a block, so blocks are cut (tests/bench shows the time)."""
    text = md.escape("甲" + sign * (20_000 // len(sign)) + "乙")
    written = md.page(md.paragraph(text, classes=("t",)), md.heading(2, text, classes=("t",)))
    blocks = written.split("\n\n")
    assert max(block.count("&#") for block in blocks) <= md.LIMIT < written.count("&#")
    assert parse(written).text_content().count("甲") == 2


def test_targets_can_have_no_scheme_and_stay_in_their_brackets() -> None:
    for target in (
        "javascript:alert(1)",
        'a.md" onclick="x',
        "a.md) <b>",
        "//x.example",
        "a b\n.md",
        "data:text/html,x",
    ):
        (p,) = parse(md.paragraph(md.link("甲", target)))
        address = str(p[0].get("href"))
        assert tags(p) == ["a"] and set(p[0].attrib) == {"href"} and ":" not in address and "//" not in address


def test_a_heading_without_id_gets_one_that_its_words_do_not_choose() -> None:
    (heading,) = parse(md.heading(1, md.escape("__config")))
    assert str(heading.get("id")).startswith("h-")


def test_nested_list_and_table_have_the_form_that_was_asked_for() -> None:
    root = parse(md.bullets([("甲", [("乙", [("丙", [("丁", ())]), ("戊", ())])]), ("己", ())]))
    assert [len(list(li.iterancestors("ul"))) for li in root.iter("li")] == [1, 2, 3, 4, 3, 1]
    root = parse(md.page(md.paragraph("前"), md.table(["甲", ""], [["乙"], ["丙", "丁"]]), md.paragraph("后")))
    assert [[cell.text for cell in row] for row in root.iter("tr")] == [["甲", None], ["乙", None], ["丙", "丁"]]
    assert "style" not in lxml.html.tostring(root, encoding="unicode")


def test_nothing_is_written_for_no_text() -> None:
    assert md.page(md.paragraph(" ", classes=("t",)), md.heading(2, ""), md.bullets([]), md.strong("")) == "\n"


# -- a real build ------------------------------------------------------------------------------------------------------

CONFIG: dict[str, object] = {
    "site_name": "研读", "theme": {"name": "material", "font": False, "language": "zh"}, "plugins": [],
    "markdown_extensions": [{name: options} if options else name for name, options in md.EXTENSIONS.items()],
    "nav": ["index.md", "other.md"], "not_in_nav": "/p/",
}  # fmt: skip


def hostile_page(text: str) -> str:
    """A page that has `text` in every place where a document's words may stand."""
    word = md.escape(text)
    return md.page(
        md.front_matter(text, text, tags=[text]), md.heading(1, word, id="top", classes=("t",)),
        md.paragraph(word, classes=("t",)), md.heading(2, word, id="s-1", classes=("t",)),
        md.table([word, "乙"], [[word, "丁"]]), md.bullets([(md.link(text, "../other.md#top"), ())]),
        md.details(text, [text]),
    )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site built by MkDocs and Material in which each hostile text has a page, beside two of its hub pages."""
    root = tmp_path_factory.mktemp("hostile")
    (root / "mkdocs.yml").write_text(json.dumps(CONFIG), encoding="utf-8")
    (root / "docs" / "p").mkdir(parents=True)
    plain = {"index.md": "平常", "other.md": "</title><script>window.pwn=1</script>", "p/plain.md": "平常"}
    for path, text in chain(plain.items(), ((f"p/{number}.md", text) for number, text in enumerate(HOSTILE))):
        target = "other.md#top" if "/" not in path else "../other.md#top"
        (root / "docs" / path).write_text(hostile_page(text).replace("../other.md#top", target), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    yield root / "site"


def words(element: HtmlElement | None) -> str:
    assert element is not None
    return " ".join(element.text_content().split())


def found(root: HtmlElement, path: str) -> list[HtmlElement]:
    return cast("list[HtmlElement]", root.xpath(path))


def running(root: HtmlElement) -> list[str]:
    """Everything on a page that could run: scripts, handlers, addresses with a scheme."""
    scripts = [lxml.html.tostring(script, encoding="unicode", with_tail=False) for script in root.iter("script")]
    handlers = [f"{e.tag} {name}" for e in root.iter() for name in e.attrib if str(name).startswith("on")]
    schemes = [str(e.get(name)) for e in root.iter() for name in ("href", "src") if ":" in str(e.get(name, ""))]
    return scripts + handlers + schemes


def test_material_shows_hostile_words_in_every_place(site: Path) -> None:
    plain = lxml.html.parse(str(site / "p/plain/index.html"), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    for number, text in enumerate(HOSTILE):
        page = (site / f"p/{number}/index.html").read_text(encoding="utf-8")
        root = lxml.html.fromstring(page)
        visible = " ".join(text.split())
        assert running(root) == running(plain), text
        assert [str(e.tag) for e in root.iter() if isinstance(e.tag, str)] == [
            str(e.tag) for e in plain.iter() if isinstance(e.tag, str)
        ], text
        assert words(root.find(".//title")) == f"{visible} - 研读".strip()
        assert words(root.find(".//h1")) == words(root.find(".//h2")) == visible
        assert found(root, "//meta[@name='description']")[0].get("content", "").split() == visible.split()
        (entry,) = found(root, "//nav[contains(@class, 'md-nav--secondary')]//li//a")
        assert (words(entry), entry.get("href")) == (visible, "#s-1")
        (topic,) = found(root, "//div[@class='md-header__topic'][@data-md-component='header-topic']")
        assert words(topic) == visible
        assert [words(e) for e in found(root, "//*[@class = 't']")] == [visible] * 4 + ["乙", visible, "丁"]
