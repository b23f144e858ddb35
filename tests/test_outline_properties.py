"""Invariants of the outline on random mixtures of our own ordinals: nothing lost, nothing moved, never an exception."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator import plan
from generator.labels import own_text
from generator.model import Document, Paragraph
from generator.source import Line, Piece, Source
from generator.structure import checks, outline

ORDINALS = [
    *(
        "一、",
        "二、",
        "三、",
        "四、",
        "十一、",
        "一.",
        "（一）",
        "（二）",
        "(三)",
        "㈠",
        "1.",
        "2.",
        "3、",
        "１．",
        "⒈",
    ),
    *("（1）", "⑵", "①", "②、", "第一章 ", "第二章　", "第一节 ", "第一条 ", "第二条　", "第三条之一 ", "第一部分 "),
    *(
        "1.1 ",
        "1.1.2 ",
        "1 ",
        "a.",
        "b)",
        "一是",
        "二是",
        "第一，",
        "第二，",
        "首先，",
        "——",
        "- ",
        "附件1",
        "附件：1.",
    ),
    *("目　录", "《", "“", "”", ""),
]
WORDS = [
    *("总　则", "提高认识", "加强领导，落实责任", "工作目标：按期完成。", "本办法自发布之日起施行。", "情节较重的；"),
    *("有下列情形之一的：", "同志们：", "同志们，大家一起努力", "2024年3月5日", "云溪镇党委", "（责任单位：党建办）"),
    *("现将《工作办法》印发给你们。", "工作办法", "依托三个平台，一是学，二是做。", "", "X", "一、二、三等奖"),
    *("（四）、（五）项所列", "第三条的规定", "3个月", "<b>", "**", "# "),
]
BEFORE = ["", "　　", "# ", "**"]
line_text = st.builds(
    lambda before, ordinal, words: before + ordinal + "".join(words),
    st.sampled_from(BEFORE),
    st.sampled_from(ORDINALS),
    st.lists(st.sampled_from(WORDS), max_size=3),
)


def source_from(texts: list[str]) -> Source:
    lines = [Line(t.strip(), (Piece(0, i, 0),)) for i, t in enumerate(texts, 1) if t.strip()]
    return Source("x.txt", "0" * 64, "txt", "utf-8", tuple(lines))


def flow(document: Document) -> str:
    """All words of a document in reading order."""
    front = [p.line.text for p in document.front]
    return "".join([*front, *(own_text(s) for s in document.sections())])


def squeezed(text: str) -> str:
    return "".join(text.split())


sources = st.lists(line_text, max_size=30).map(source_from)


@given(sources)
def test_nothing_is_lost_or_moved(source: Source) -> None:
    document, _ = outline.parse(source, "d")
    omitted = {o.line for o in document.source.omitted}
    kept = "".join(line.text for line in source.lines if line.number not in omitted)
    assert squeezed(flow(document)) == squeezed(kept)


@given(sources)
def test_ids_are_unique_and_every_section_has_a_place(source: Source) -> None:
    document, _ = outline.parse(source, "d")
    checks.check(document)
    blocks = [b.id for s in document.sections() for b in s.body if isinstance(b, Paragraph) and b.id]
    ids = [*(s.id for s in document.sections()), *blocks]
    assert len(set(ids)) == len(ids)
    for limit in (1, 40, 1200):
        cut = plan.plan(document, limit)
        assert set(cut.places) == {s.id for s in document.sections()}
        assert len({sheet.path for sheet in cut.sheets}) == len(cut.sheets)


@given(sources)
def test_every_place_is_where_it_says(source: Source) -> None:
    document, _ = outline.parse(source, "d")
    physical = {line.number: line.text for line in source.lines}
    lines = [p.line for p in document.front]
    for section in document.sections():
        lines += [section.title, *(b.line for b in section.body if isinstance(b, Paragraph))]
    for line in lines:
        for offset, char in enumerate(line.text):
            number, column = line.at(offset)
            assert physical[number][column] == char or char == " "


@given(st.lists(st.integers(0, 4), min_size=1, max_size=5), st.data())
def test_a_new_paragraph_moves_no_address(shape: list[int], data: st.DataObject) -> None:
    texts = ["关于做好工作的通知"]
    for first, many in zip("一二三四五", shape, strict=False):
        texts += [f"{first}、做好第{first}类工作", "这一部分讲总的要求，大家要认真领会。"]
        texts += [f"（{second}）抓好落实。各单位要按时完成。" for second in "一二三四"[:many]]
    place = data.draw(st.integers(2, len(texts)))
    more = [*texts[:place], "这是后来补充的一段话，说明有关情况。", *texts[place:]]
    before, after = (outline.parse(source_from(t), "d")[0] for t in (texts, more))
    assert [s.id for s in before.sections()] == [s.id for s in after.sections()]
