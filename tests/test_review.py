"""The clerk's review: the table out and in, decisions that follow their text, what changed between two builds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import config, diagnostics, review, slugs, spreadsheet, structure
from generator.knowledge import topics
from generator.model import Document
from generator.readers.normalise import normalise
from generator.results import Record, Tag
from generator.review import addresses, compare, decisions, keys, table, telling
from generator.review.decisions import Decision
from generator.source import Diagnostic, Source
from generator.structure import collection

from .conftest import ROOT

LEXICON, _ = config.load_topics(ROOT / "content")
SPEECH = """在全镇党建工作会议上的讲话

同志们：
今天开会，是为了把今年的党建工作安排下去。
一、提高政治站位
要学好政治理论，把政治建设摆在首位，不断提高政治判断力。
（一）抓好学习
各支部每月集中学习一次，做到人员、时间、内容都落实。
（二）抓好落实
学了就要用，办一件成一件，年底要拿出看得见的成绩来。
二、严明纪律规矩
纪律要挺在前面，发现苗头就提醒，触犯纪律就处理，不留情面。
三、改进工作作风
少开会，开短会，多到群众中去，听一听大家到底有什么难处。
"""
PATH = "讲话/党建讲话.txt"


def documents(*texts: tuple[str, str]) -> tuple[Document, ...]:
    """Documents of (path, text), collections cut."""
    found = []
    for path, text in texts:
        lines, _ = normalise(text, path)
        parts, _ = collection.split(Source(path, "", "txt", "utf-8", lines))
        for part in parts:
            document, _ = structure.understand(part, slugs.slug(*part.key))
            assert document
            found.append(document)
    return tuple(found)


def automatic(held: Sequence[Document]) -> dict[tuple[str, str], tuple[Tag, ...]]:
    average = topics.average_length(held)
    tags: dict[tuple[str, str], tuple[Tag, ...]] = {}
    for document in held:
        for tag in topics.tag(document, LEXICON, average):
            tags[document.id, tag.section] = (*tags.get((document.id, tag.section), ()), tag)
    return tags


def exported(held: Sequence[Document], older: Sequence[Decision] = ()) -> list[list[str]]:
    return table.rows(held, automatic(held), LEXICON, addresses.resolve(older, held))


def change(rows: list[list[str]], wishes: dict[str, str]) -> list[list[str]]:
    """The table with 改为 filled in, by place."""
    head = rows[0]
    at, to = head.index(table.PLACE), head.index(table.CHANGE)
    assert set(wishes) <= {row[at] for row in rows[1:]}
    return [head, *([*row[:to], wishes.get(row[at], ""), *row[to + 1 :]] for row in rows[1:])]


def decided(held: Sequence[Document], wishes: dict[str, str], older: Sequence[Decision] = ()) -> tuple[Decision, ...]:
    imported = review.merge(older, change(exported(held, older), wishes), "复核.csv", held, LEXICON)
    assert not imported.diagnostics
    assert imported.taken == len(wishes)
    return stored(imported.decisions)


def stored(some: Sequence[Decision]) -> tuple[Decision, ...]:
    """Through tags.csv and back."""
    read, found = decisions.read(spreadsheet.read(spreadsheet.csv(decisions.rows(some))))
    assert not found
    return read


def standing(some: Sequence[Decision], held: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """Section id → topics, of the only document."""
    found = addresses.resolve(some, held).topics
    return next(iter(found.values())) if found else {}


def codes(some: Sequence[Decision], held: Sequence[Document]) -> list[str]:
    return told(addresses.diagnostics(addresses.resolve(some, held), held))


def told(found: Iterable[Diagnostic]) -> list[str]:
    rows = list(found)
    assert all(diagnostics.text(one) for one in rows)
    return [one.code for one in rows]


# -- the table --------------------------------------------------------------------------------------------------------


def test_every_section_has_a_row() -> None:
    held = documents((PATH, SPEECH))
    head, *rows = exported(held)
    assert tuple(head) == table.HEAD
    assert [row[2] for row in rows] == ["全文开头", "一", "一（一）", "一（二）", "二", "三"]
    assert [row[8] for row in rows] == ["节", "节1", "节1-1", "节1-2", "节2", "节3"]
    assert {row[0] for row in rows} == {PATH}
    assert rows[4][3] == "严明纪律规矩"
    assert rows[4][4].startswith("纪律 ")
    assert "纪律×" in rows[4][5] and "（标题）" in rows[4][5]


def test_nothing_in_a_row_can_be_mangled_by_a_spreadsheet() -> None:
    """No key looks like a date, a number or a formula."""
    for row in exported(documents(("3-4.txt", SPEECH)))[1:]:
        for key in (row[8], row[9]):
            assert not key[0].isascii() or key[0] == "h"


def test_the_decision_that_stands_is_shown_beside_the_suggestion() -> None:
    held = documents((PATH, SPEECH))
    some = decided(held, {"二": "作风、政治", "三": "无"})
    rows = {row[2]: row for row in exported(held, some)[1:]}
    assert rows["二"][4].startswith("纪律 ") and rows["二"][6] == "作风、政治"
    assert rows["三"][6] == "无" and not rows["一"][6]
    edited = documents((PATH, SPEECH.replace("不留情面", "一视同仁")))
    assert "文字已改" in {row[2]: row for row in exported(edited, some)[1:]}["二"][6]


def test_a_section_with_another_number_and_other_words_is_known_by_its_heading() -> None:
    held = documents((PATH, SPEECH))
    some = decided(held, {"二": "作风"})
    front = SPEECH.replace("一、提高", "一、开场\n大家好。\n二、提高", 1).replace("二、严明", "三、严明")
    edited = documents((PATH, front.replace("纪律要挺在前面", "规矩要摆在前面").replace("\n三、改进", "\n四、改进")))
    resolved = addresses.resolve(some, edited)
    assert [key[1] for key in resolved.changed] == ["3"] and not resolved.standing and not resolved.lost


def test_topics_can_be_written_in_many_ways() -> None:
    held = documents((PATH, SPEECH))
    some = decided(held, {"一": "作风建设； 纪律", "二": "作风,政治/纪律", "三": "总论", "一（一）": "政治 政治"})
    assert standing(some, held) == {"1": ("作风", "纪律"), "2": ("作风", "政治", "纪律"), "3": (), "1-1": ("政治",)}


def test_what_cannot_be_used_is_said_with_its_row_and_the_rest_goes_on() -> None:
    held = documents((PATH, SPEECH))
    rows = change(exported(held), {"一": "天气", "二": "作风", "三": "无、政治"})
    foreign = exported(documents(("别处/别的讲话.txt", SPEECH.replace("全镇", "全县").replace("要", "该"))))
    rows += [[*row[:7], "政治", *row[8:]] for row in foreign[2:3]]
    rows += [[PATH, "", "", "", "", "", "", "政治", "", ""]]
    imported = review.merge((), rows, "复核.csv", held, LEXICON)
    assert [(d.code, d.loc.file, d.loc.line) for d in imported.diagnostics] == [
        ("T152", "复核.csv", 3), ("T152", "复核.csv", 7), ("T153", "复核.csv", 9), ("T153", "复核.csv", 8),
    ]  # fmt: skip
    assert standing(imported.decisions, held) == {"2": ("作风",)}
    assert told(imported.diagnostics)


@pytest.mark.parametrize("column", ["文件", "节号", "校验码", "改为"])
def test_a_table_without_a_column_is_refused(column: str) -> None:
    held = documents((PATH, SPEECH))
    rows = change(exported(held), {"一": "作风"})
    at = rows[0].index(column)
    cut = [[*row[:at], *row[at + 1 :]] for row in rows]
    imported = review.merge((), cut, "复核.csv", held, LEXICON)
    assert told(imported.diagnostics) == ["T151"] and not imported.decisions


def test_two_rows_on_one_section() -> None:
    held = documents((PATH, SPEECH))
    rows = change(exported(held), {"一": "作风"})
    again = [*rows, [*rows[2][:7], "纪律", *rows[2][8:]]]
    imported = review.merge((), again, "复核.csv", held, LEXICON)
    assert told(imported.diagnostics) == ["T159"]
    assert standing(imported.decisions, held) == {"1": ("纪律",)}


@given(st.lists(st.lists(st.text(max_size=8), max_size=10), max_size=6), st.booleans())
def test_no_table_makes_it_fail(rows: list[list[str]], headed: bool) -> None:
    whole = [list(table.HEAD), *rows] if headed else rows
    held = documents((PATH, SPEECH))
    assert not review.merge((), whole, "x", held, LEXICON).decisions
    assert all(diagnostics.text(one) for one in decisions.read(whole)[1])


# -- the round trip ---------------------------------------------------------------------------------------------------

FIVE = {"全文开头": "总论", "一（一）": "思想、组织", "一（二）": "作风", "二": "纪律、政治", "三": "无"}
WANTED: dict[str, tuple[str, ...]] = {
    "": (), "1-1": ("思想", "组织"), "1-2": ("作风",), "2": ("纪律", "政治"), "3": (),
}  # fmt: skip


def test_a_workbook_that_was_edited_comes_back() -> None:
    """Five rows filled in, the rows sorted, a column moved and one added, by the hand of another program."""
    held = documents((PATH, SPEECH))
    data = spreadsheet.xlsx(exported(held), title="主题复核", widths=table.WIDTHS)
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book.worksheets[0]
    head = [cell.value for cell in sheet[1]]
    at = {name: number for number, name in enumerate(head, 1)}
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, at["改为"]).value = FIVE.get(str(sheet.cell(row, at["位置"]).value))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    lines = sorted(([*row[4:], *row[:4], "备注"] for row in rows[1:]), key=str, reverse=True)
    sheet.delete_rows(1, sheet.max_row)
    for line in ([*head[4:], *head[:4], "我的备注"], *lines):
        sheet.append(line)
    out = BytesIO()
    book.save(out)
    imported = review.merge((), spreadsheet.read(out.getvalue()), "复核.xlsx", held, LEXICON)
    assert not imported.diagnostics and imported.taken == 5
    assert standing(stored(imported.decisions), held) == WANTED


def test_what_was_decided_goes_into_the_tags() -> None:
    """As the flow asks for it."""
    held = documents((PATH, SPEECH))
    found = addresses.resolve(decided(held, FIVE), held).topics
    tags = topics.tag(held[0], LEXICON, 200.0, found[held[0].id])
    names = {topic.id: topic.name for topic in LEXICON.topics}
    by_section = {
        id: tuple(names[tag.topic] for tag in tags if tag.section == id) for id in ("", "1-1", "1-2", "2", "3")
    }
    assert by_section == WANTED


def test_later_decisions_are_added_to_older_ones() -> None:
    held = documents((PATH, SPEECH))
    some = decided(held, {"一": "作风", "二": "政治"})
    more = decided(held, {"二": "纪律", "三": "组织"}, some)
    assert standing(more, held) == {"1": ("作风",), "2": ("纪律",), "3": ("组织",)}
    assert standing(decided(held, {"二": "自动"}, more), held) == {"1": ("作风",), "3": ("组织",)}
    assert decided(held, {}, more) == more


def test_the_file_of_decisions_reads_well() -> None:
    some = decided(documents((PATH, SPEECH)), {"二": "作风、政治", "三": "无"})
    rows = decisions.rows(some)
    assert rows[0] == ["文件", "其中的一份", "节号", "校验码", "主题", "开头"]
    assert rows[1][:3] + rows[1][4:] == [PATH, "", "节2", "作风、政治", "严明纪律规矩纪律要挺在前面，发现苗头就提"]
    assert rows[2][4] == "无"


def test_a_row_without_its_keys_is_told() -> None:
    some, found = decisions.read([list(decisions.HEAD), [PATH, "", "节2", "", "作风"], [], ["", "", ""]])
    assert not some and [(d.code, d.loc.line, d.args) for d in found] == [("T157", 2, ("校验码",))]
    assert decisions.read([]) == ((), ())


# -- texts that change ------------------------------------------------------------------------------------------------


def test_blanks_and_widths_do_not_matter() -> None:
    held = documents((PATH, SPEECH))
    some = decided(held, FIVE)
    wider = documents((PATH, SPEECH.replace("多到", "　多 到").replace("，", ",").replace("一、", "一、　")))
    assert standing(some, wider) == WANTED and not codes(some, wider)


def test_a_section_that_was_renumbered_keeps_its_topics() -> None:
    """A new first part: 二 is now 三, 一（一） is now 二（一）."""
    some = decided(documents((PATH, SPEECH)), FIVE)
    new = SPEECH.replace("三、改进", "四、改进").replace("二、严明", "三、严明").replace("一、提高", "二、提高")
    later = documents((PATH, new.replace("二、提高", "一、认清形势\n形势喜人，形势逼人，不进就会退。\n二、提高")))
    want = {"": (), "2-1": ("思想", "组织"), "2-2": ("作风",), "3": ("纪律", "政治"), "4": ()}
    assert standing(some, later) == want
    (moved,) = addresses.diagnostics(addresses.resolve(some, later), later)
    assert (moved.code, moved.args) == ("T158", ("4",))
    fresh = stored(review.merge(some, exported(later, some), "x", later, LEXICON).decisions)
    assert not codes(fresh, later), "an import writes the new addresses"


def test_a_section_that_was_moved_keeps_its_topics() -> None:
    first, second = "（一）抓好学习\n各支部每月集中学习一次，做到人员、时间、内容都落实。\n", "（二）抓好落实\n"
    swapped = (
        SPEECH.replace(first, "")
        .replace(second, "（一）抓好落实\n")
        .replace("二、严明", "（二）抓好学习\n" + first.split("\n")[1] + "\n二、严明")
    )
    some = decided(documents((PATH, SPEECH)), FIVE)
    later = documents((PATH, swapped))
    assert standing(some, later) == {**WANTED, "1-1": ("作风",), "1-2": ("思想", "组织")}


def test_a_text_that_changed_is_told_and_not_tagged() -> None:
    some = decided(documents((PATH, SPEECH)), FIVE)
    later = documents((PATH, SPEECH.replace("不留情面", "一视同仁")))
    assert standing(some, later) == {id: names for id, names in WANTED.items() if id != "2"}
    (told,) = addresses.diagnostics(addresses.resolve(some, later), later)
    assert (told.code, told.loc.file, told.loc.line) == ("T154", PATH, 11)
    assert told.args == ("二、严明纪律规矩", "纪律、政治")
    kept = stored(review.merge(some, exported(later, some), "x", later, LEXICON).decisions)
    assert standing(kept, documents((PATH, SPEECH))) == WANTED, "nothing is forgotten when the text comes back"
    again = decided(later, {"二": "纪律"}, some)
    assert standing(again, later)["2"] == ("纪律",) and not codes(again, later)


def test_a_section_that_vanished_is_told_and_kept() -> None:
    some = decided(documents((PATH, SPEECH)), FIVE)
    later = documents((PATH, SPEECH.partition("三、")[0]))
    assert codes(some, later) == ["T155"]
    kept = stored(review.merge(some, exported(later, some), "x", later, LEXICON).decisions)
    assert standing(kept, documents((PATH, SPEECH))) == WANTED


def test_a_document_that_was_renamed_keeps_its_topics() -> None:
    """The short ones too: the long ones say which document it is."""
    text = SPEECH + "四、散会\n抓紧去办。\n"
    some = decided(documents((PATH, text)), {**FIVE, "四": "组织"})
    later = documents(("存档/2024年讲话.txt", text))
    assert standing(some, later) == {**WANTED, "4": ("组织",)}
    assert codes(some, later) == ["T158"]


def test_a_renamed_document_is_not_mistaken_for_one_that_stayed() -> None:
    """Two copies, one with decisions of its own: nothing is guessed."""
    held = documents(("A.txt", SPEECH), ("甲.txt", SPEECH))
    rows = exported(held)
    to = rows[0].index("改为")
    for row in rows[1:]:
        row[to] = {"A.txt": "作风", "甲.txt": "纪律"}[row[0]] if row[2] == "二" else ""
    some = stored(review.merge((), rows, "x", held, LEXICON).decisions)
    later = documents(("甲.txt", SPEECH))
    assert standing(some, later) == {"2": ("纪律",)}
    assert codes(some, later) == ["T155"]
    assert codes(
        decided(documents((PATH, SPEECH)), {"二": "作风"}), documents(("乙.txt", SPEECH), ("丙.txt", SPEECH))
    ) == ["T155"]


def test_short_words_are_not_known_again_in_another_document() -> None:
    some = decided(documents((PATH, SPEECH + "四、散会\n抓紧去办。\n")), {"四": "组织"})
    assert codes(some, documents(("别的.txt", "通知\n各村：\n一、散会\n抓紧去办。\n二、天气\n注意防雨。\n"))) == [
        "T155"
    ]


def test_a_text_that_was_moved_to_another_document_keeps_its_topics() -> None:
    other = "工作要点\n一、水利\n疏通沟渠，备足物资。\n"
    some = decided(documents((PATH, SPEECH), ("要点.txt", other)), {"三": "组织"})
    head, _, tail = SPEECH.partition("三、改进")
    later = documents((PATH, head), ("要点.txt", f"{other}二、改进{tail}"))
    assert addresses.resolve(some, later).topics == {later[1].id: {"2": ("组织",)}}
    assert codes(some, later) == ["T158"]


COPY = "讲话/党建讲话（改）.txt"
LAST = "三、改进工作作风\n少开会，开短会，多到群众中去，听一听大家到底有什么难处。\n"


@pytest.mark.parametrize(
    ("edited", "code"),
    [
        (SPEECH.replace("纪律要挺在前面，发现", "规矩要立在前面，看到"), "T154"),
        (SPEECH.replace("严明纪律规矩\n纪律要挺在前面", "守住规矩底线\n规矩要立在前面"), "T154"),
        (SPEECH.replace(LAST, ""), "T155"),
    ],
    ids=["body", "heading and body", "gone"],
)
def test_a_decision_does_not_jump_to_a_copy(edited: str, code: str) -> None:
    """The other file had these words when the clerk decided for this one."""
    copied = SPEECH.replace("不断提高政治判断力", "越学越明白")
    held = documents((PATH, SPEECH), (COPY, copied))
    rows = exported(held)
    to = rows[0].index("改为")
    place = "三" if code == "T155" else "二"
    for row in rows[1:]:
        row[to] = "组织" if row[0] == PATH and row[2] == place else ""
    some = stored(review.merge((), rows, "x", held, LEXICON).decisions)
    later = documents((PATH, edited), (COPY, copied))
    assert not addresses.resolve(some, later).standing
    assert codes(some, later) == [code]
    kept = review.merge(some, exported(later, some), "x", later, LEXICON).decisions
    assert {one.path for one in kept} == {PATH}, "an import does not write the copy's name"


def test_one_of_two_with_the_same_words_is_left() -> None:
    """Nobody knows which of the two decisions is the one for it."""
    twice = "工作要点\n一、东村\n（一）修路\n备料开工。\n二、西村\n（一）修路\n备料开工。\n三、南村\n栽树。\n"
    some = decided(documents((PATH, twice)), {"一（一）": "作风", "二（一）": "纪律"})
    once = twice.replace("（一）修路\n备料开工。\n二、", "挖渠。\n二、").replace(
        "（一）修路", "（一）栽花\n浇水。\n（二）修路"
    )
    assert codes(some, documents((PATH, once))) == ["T156", "T156"]


def test_the_same_words_twice() -> None:
    """Each of two sections with the same words keeps its own topics; when one is gone it is not guessed which."""
    twice = "工作要点\n一、东村\n（一）修路\n备料开工。\n二、西村\n（一）修路\n备料开工。\n三、南村\n栽树。\n"
    some = decided(documents((PATH, twice)), {"一（一）": "作风", "二（一）": "纪律"})
    front = twice.replace("三、", "四、").replace("二、", "三、").replace("一、", "二、")
    later = documents((PATH, front.replace("要点\n", "要点\n一、北村\n挖渠引水。\n")))
    assert set(standing(some, later).values()) == {("作风",), ("纪律",)}
    one = decided(documents((PATH, twice)), {"一（一）": "作风"})
    moved = twice.replace("一、东村\n（一）修路", "一、东村\n（一）栽花\n浇水。\n（二）修路").replace(
        "西村\n（一）修路", "西村\n（一）栽花\n浇水。\n（二）修路"
    )
    assert codes(one, documents((PATH, moved))) == ["T156"]


def test_documents_of_one_file_are_told_apart() -> None:
    def letter(name: str, text: str) -> str:
        head = f"关于做好{name}工作的通知\n云政发〔2024〕{len(name)}号\n各村民委员会：\n"
        return f"{head}一、要求\n{text}\n二、时间\n月底以前办完。\n"

    both = letter("防火", "看好山林，管住火源，有火速报。") + letter("防汛抗旱", "查看堤坝，备足沙袋，值守到位。")
    held = documents(("通知.txt", both))
    assert len(held) == 2
    rows = exported(held)
    to = rows[0].index("改为")
    for row in rows[1:]:
        row[to] = "作风" if "防火" in row[1] and row[2] == "二" else ""
    imported = review.merge((), rows, "x", held, LEXICON)
    assert addresses.resolve(stored(imported.decisions), held).topics == {held[0].id: {"2": ("作风",)}}


def test_a_large_collection_is_resolved_quickly() -> None:
    """Ten thousand decisions look every section up, they do not search for it."""
    articles = "".join(f"第{n}条　各村应当在{n}日内办结第{n}类事项。\n" for n in range(1, 2001))
    (held,) = documents(("规定.txt", "办事时限规定\n" + articles))
    some = [
        Decision("规定.txt", "", f"x{place.section.id}", place.mark, ("作风",), place.section.id)
        for place in keys.places(held)
    ]
    assert len(addresses.resolve(some, (held,)).standing) >= 2000


# -- between two builds -----------------------------------------------------------------------------------------------


def row(url: str, text: str, *names: str, source: str = PATH) -> compare.Seen:
    return compare.from_record(Record(url, source, 1, 1, text.partition("\n")[0], text, "讲话", (), names))


BEFORE = [
    row("a/", "讲话\n开个短会"), row("a/1/", "一、政治\n讲政治", "政治"), row("a/2/", "二、纪律\n守纪律", "纪律"),
    row("a/3/", "三、作风\n改作风", "作风"), row("b/", "旧文件", source="旧.txt"),
]  # fmt: skip


def changed(found: compare.Changes) -> dict[str, telling.Group]:
    return {group.heading: group for group in telling.told(found, None) if group.count}


def test_nothing_changed() -> None:
    assert not changed(compare.compare(BEFORE, BEFORE))


def test_what_changed_is_told() -> None:
    after = [
        BEFORE[0], row("a/1/", "一、形势\n看形势"), row("a/2/", "二、政治\n讲政治", "政治", "纪律"),
        row("a/3/", "三、纪律\n守纪律，守规矩", "纪律"), row("c/", "新文件", source="新.txt"),
    ]  # fmt: skip
    found = compare.compare(BEFORE, after)
    assert (found.arrived, found.gone) == (("新.txt",), ("旧.txt",))
    assert [(a.url, b.url) for a, b in found.retagged] == [("a/1/", "a/2/")]
    assert [(a.url, b.url) for a, b in found.edited] == [("a/2/", "a/3/")]
    assert [one.url for one in found.new] == ["a/1/"]
    assert [one.url for one in found.vanished] == ["a/3/"]
    assert found.altered == {"a": PATH}
    groups = changed(found)
    assert [item.words for item in groups["主题有变的节（1）"].items] == [f"{PATH}　二、政治：政治 → 政治、纪律"]


def test_a_document_under_another_name_is_the_same_document() -> None:
    after = [*BEFORE[:4], row("c/", "旧文件", source="新名.txt"), row("d/", "旧文件", source="又一份.txt")]
    found = compare.compare(BEFORE, after)
    assert [(a.source, b.source, keep) for a, b, keep in found.renamed] == [("旧.txt", "新名.txt", True)]
    assert (found.moved, found.arrived, found.gone) == ({"b": "c"}, ("又一份.txt",), ())
    (item,) = changed(found)["换了网址的文件（1）"].items
    assert item == telling.Item("新名.txt（原名 旧.txt）：原来的网址不再可用；要保留，请在文件说明里写“地址: b”", "c/")
    after = [*BEFORE[:4], row("c/", "旧文件", source="旧.txt")]
    groups = changed(compare.compare(BEFORE, after))
    assert groups["换了网址的文件（1）"].items[0].words == "旧.txt：原来的网址不再可用"


def test_documents_that_share_a_file_cannot_be_given_addresses() -> None:
    after = [*BEFORE[:4], row("c/", "旧文件", source="合集.txt"), row("d/", "又一份", source="合集.txt")]
    (item,) = changed(compare.compare(BEFORE, after))["换了网址的文件（1）"].items
    assert item.words == "合集.txt（原名 旧.txt）：原来的网址不再可用"


def test_another_section_at_the_same_address_is_another_section() -> None:
    after = [*BEFORE[:3], row("a/3/", "三、安全\n查隐患", "作风"), BEFORE[4]]
    found = compare.compare(BEFORE, after)
    assert [one.url for one in (*found.new, *found.vanished)] == ["a/3/", "a/3/"]
    assert not found.edited
    edited = [*BEFORE[:3], row("a/3/", "三、作风建设\n改作风，见行动", "作风"), BEFORE[4]]
    assert [b.url for _, b in compare.compare(BEFORE, edited).edited] == ["a/3/"]


def test_a_renumbered_section_is_the_same() -> None:
    after = [BEFORE[0], row("a/1/", "一、纪律\n守纪律", "纪律"), row("a/2/", "二、政治\n讲政治", "政治"), *BEFORE[3:]]
    assert not changed(compare.compare(BEFORE, after))


def test_rows_of_the_map_of_the_site() -> None:
    good = {"url": "a/1/#1-1", "source": PATH, "title": "甲", "text": "（一）甲 乙", "topics": ["政治"], "line": 3}
    assert compare.from_row(good) == compare.Seen(PATH, "a", "a/1/#1-1", "甲", "甲乙", ("政治",))
    assert compare.from_row({**good, "text": None}) is None
    assert compare.from_row({}) is None


def test_long_lists_are_cut() -> None:
    after = [*BEFORE, *(row(f"a/{n}/", f"第{n}件事") for n in range(10, 90))]
    groups = changed(compare.compare(BEFORE, after))
    assert list(groups) == ["有改动的文件（1）", "新增的节（80）"]
    assert len(groups["新增的节（80）"].items) == telling.LISTED and groups["新增的节（80）"].rest == 30


def test_marks_know_only_the_words() -> None:
    (one,) = documents((PATH, SPEECH))
    section = one.root.children[0]
    other = replace(section, ordinal=None, title=replace(section.title, text=section.heading))
    assert keys.own_words(one, section) == keys.own_words(one, other)
    assert keys.mark("甲") != keys.mark("乙") and len(keys.mark("甲")) == 13
