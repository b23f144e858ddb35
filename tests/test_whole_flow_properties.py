"""From any bytes to the words on the pages, without the engine: what a reader sees is what the file says."""

from __future__ import annotations

from dataclasses import replace

import markdown as python_markdown
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from generator import config, markdown, pipeline, slugs
from generator.readers import markdown as md_reader
from generator.readers import plain
from generator.source import Source
from generator.structure.clean import BARE_NUMBER, CHROME, CRUMB, PAGE_NUMBER
from generator.verifying.compare import Stretch, dense, difference, without

from .conftest import ROOT
from .test_outline_properties import ORDINALS, WORDS

SITE, _ = config.load(ROOT / "mkdocs.yml")
MARKS = [
    *("", "　　", "# ", "## ", "- ", "> ", "**", "|", "\t", "<b>", "&amp;", "\u200b", "{{ x }}", "`", "\\"),
    *("[a](b)", "![x](y)"),
]
line_text = st.builds(
    lambda mark, ordinal, words, tail: mark + ordinal + "".join(words) + tail,
    st.sampled_from(MARKS),
    st.sampled_from(ORDINALS),
    st.lists(st.sampled_from(WORDS), max_size=4),
    st.sampled_from(["", "", "|", "**", "\t甲\t乙", "　　", "— 3 —"]),
)
texts = st.one_of(
    st.lists(line_text, min_size=1, max_size=25).map("\n".join),
    st.lists(line_text, min_size=1, max_size=25).map("　　".join),
    st.text(min_size=1, max_size=80),
)


def shown(page: str) -> list[Stretch]:
    """The words of the document on a page, as Python-Markdown renders it."""
    body = page.split("---\n", 2)[2]
    settings = {name: dict(values) for name, values in markdown.EXTENSIONS.items()}
    out = python_markdown.markdown(body, extensions=list(markdown.EXTENSIONS), extension_configs=settings)
    tree = html.fromstring(f"<div>{out}</div>")
    return [Stretch("p", "".join(map(str, e.itertext()))) for e in tree.iter() if "t" in (e.get("class") or "").split()]


def check(source: Source) -> None:
    """Pages and whole text of a source show its words, in order, and nothing else."""
    corpus, _ = pipeline.study([source], SITE)
    document = corpus.documents[0]
    pages = [page for page in pipeline.everything(corpus, SITE).pages if page.path.startswith(document.id + "/")]
    lines, unknown = without(source, [o for o in document.source.omitted if o not in source.omitted])
    assert not unknown
    whole = [page for page in pages if page.path.rpartition("/")[2].startswith("all")]
    for view in (whole, [page for page in pages if page not in whole]):
        assert difference(dense(lines), dense([s for page in view for s in shown(page.text)])) is None


@given(texts)
def test_plain_text(text: str) -> None:
    source, _ = plain.read(text.encode("utf-8", "replace"), "x.txt")
    if source:
        check(source)


@given(texts)
def test_markdown(text: str) -> None:
    source, _ = md_reader.read(text.encode("utf-8", "replace"), "x.md")
    if source:
        check(source)


@given(texts)
def test_only_junk_is_set_apart(text: str) -> None:
    """Page numbers, buttons and their kind; never a sentence."""
    source, _ = plain.read(text.encode("utf-8", "replace"), "x.txt")
    if source:
        corpus, _ = pipeline.study([source], SITE)
        for omission in set(corpus.documents[0].source.omitted) - set(source.omitted):
            lone = any(form.fullmatch(omission.text) for form in (PAGE_NUMBER, BARE_NUMBER, CHROME))
            assert lone or omission.text in CRUMB or len(omission.text) <= 30


name = st.text("会议纪要通知2024ab/", min_size=1, max_size=8).map(lambda words: f"{words}.txt")
names = st.lists(name, unique=True, max_size=12)


@given(names, names)
def test_no_address_depends_on_other_documents(some: list[str], others: list[str]) -> None:
    source, _ = plain.read("关于工作的通知".encode(), "x.txt")
    assert source
    few, _ = slugs.assign([replace(source, path=path) for path in some])
    many, _ = slugs.assign([replace(source, path=path) for path in dict.fromkeys([*some, *others])])
    assert few == {(path, ""): many[path, ""] for path in some}
    assert len(set(many.values())) == len(many)


def test_a_document_that_was_renamed_keeps_its_address_whoever_comes() -> None:
    source, _ = plain.read("关于工作的通知".encode(), "甲.txt")
    assert source
    old = slugs.slug("甲.txt")
    renamed = replace(source, path="乙.txt", given=replace(source.given, slug=old))
    again = replace(renamed, path="丙.txt")
    assert slugs.assign([renamed]) == ({("乙.txt", ""): old}, ())
    assigned, found = slugs.assign([source, renamed])
    assert assigned == {("甲.txt", ""): slugs.slug("甲.txt", "", 1), ("乙.txt", ""): old} and not found
    assigned, found = slugs.assign([again, renamed])
    assert assigned == {("丙.txt", ""): old, ("乙.txt", ""): slugs.slug("乙.txt")}
    assert [one.code for one in found] == ["M102"]


def test_no_two_documents_have_one_address() -> None:
    source, _ = plain.read("关于工作的通知".encode(), "甲.txt")
    assert source
    names = [f"关于印发全镇年度工作要点的通知并请认真贯彻落实{number}.txt" for number in (56261, 128006)]
    assert slugs.slug(names[0]) == slugs.slug(names[1])  # as checksums may: 32 bits
    assigned, _ = slugs.assign([replace(source, path=name) for name in names])
    assert len(set(assigned.values())) == 2
