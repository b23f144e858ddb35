"""The publishing gate: each check on sentences written for it, duplicates, empty headings, accepted findings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import accepted, diagnostics, gate, readers, slugs, structure
from generator.accepted import Places, offer, parse, settle
from generator.codes import CODES
from generator.gate import duplicates, wanted
from generator.knowledge import citations
from generator.model import Document
from generator.readers.normalise import normalise
from generator.source import Diagnostic, Loc, Meta, Omission, Picture, Source
from generator.structure import collection

CASES = Path(__file__).parent / "cases" / "gate.txt"
TITLE = "在全镇工作会议上的讲话\n\n同志们：\n"
FILLER = (
    "今天我们开一个短会，把下一步的工作说清楚。\n一、抓好春耕\n要早作准备，不误农时。\n"
    "二、抓好水利\n要疏通沟渠，备足物资。\n"
)


def document(text: str, path: str = "讲话/甲.txt", **more: object) -> Document:
    """A document as the flow makes it of a text."""
    lines, _ = normalise(text, path)
    source = replace(Source(path, "", "txt", "utf-8", lines), **more)  # type: ignore[arg-type]
    found, _ = structure.understand(source, slugs.slug(path))
    assert found
    return found


def codes(*documents: Document) -> list[str]:
    found = gate.check(documents)
    for one in found:
        assert diagnostics.text(one)
        assert one.args[0] == "" or one.args[0].strip()
    return [one.code for one in found]


def cases() -> list[tuple[str, bool, str]]:
    """(code, whether it is to be found, sentence) from the file of cases."""
    found, code = [], ""
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=="):
            code = line.split()[1]
        elif line and not line.startswith("#"):
            found.append((code, line.startswith("报"), line[2:]))
    return found


@pytest.mark.parametrize(("code", "bad", "sentence"), cases(), ids=[case[2] for case in cases()])
def test_sentences(code: str, bad: bool, sentence: str) -> None:
    """In the middle of a speech, between two paragraphs."""
    found = codes(
        document(f"{TITLE}{FILLER}三、抓好落实\n请大家记住下面的话。\n{sentence}\n就讲到这里，请大家抓紧去办。\n")
    )
    assert (code in found) is bad
    assert bad or not found


def test_there_are_enough_sentences_of_each_kind() -> None:
    for code in ("G101", "G102", "G103", "G104"):
        assert len([1 for case in cases() if case[0] == code and case[1]]) >= 5
        assert len([1 for case in cases() if case[0] == code and not case[1]]) >= 5


def test_a_finding_tells_file_line_and_words() -> None:
    (found,) = gate.check([document(f"{TITLE}{FILLER}三、抓好落实\n由XX村负责。\n")])
    assert (found.loc.file, found.loc.line) == ("讲话/甲.txt", 10)
    assert found.args == ("由XX村负责。", "")


def test_many_of_one_kind_are_one_finding() -> None:
    lines = "\n".join(f"第{n}件事由X村去办，抓紧时间。" for n in "甲乙丙丁戊")
    (found,) = gate.check([document(f"{TITLE}{lines}\n")])
    assert found.args[0] == "X"
    assert "共 5 处：第 4 行、第 5 行" in found.args[1]


def test_people_without_names_are_meant() -> None:
    """某某公司 is a leftover in a speech, and no leftover in a document about cases."""
    line = "某某公司承建了这座桥。\n"
    assert "G101" in codes(document(TITLE + FILLER + line))
    case = "张某受贿，李某行贿，王某介绍贿赂，均已判决。\n"
    assert "G101" not in codes(document(TITLE + FILLER + case + line))


def test_forms_of_a_rule_are_meant() -> None:
    """A rule prescribes names and forms; in a rule that was copied and not filled in the placeholder stays one."""
    articles = "".join(f"第{n}条　各村应当按时办理。\n" for n in "一二三四五")
    form, leftover = "第六条　机构名称为“××事务所”。\n", "第六条　XX镇负责组织实施。\n"
    assert "G101" not in codes(document("事务所管理办法\n" + articles + form))
    assert "G101" in codes(document("事务所管理办法\n" + articles + leftover))


def test_blanks_of_forms_are_meant() -> None:
    text = "关于报名的通知\n各村：\n请按时报名，逾期不候。\n附件1\n报名表\n姓名：＿＿＿＿　　年　月　日\n"
    assert "G101" not in codes(document(text))


# -- marks of secrecy -------------------------------------------------------------------------------------------------


NOTICE = "关于开展清查的通知\n各村：\n请抓紧清查，按时上报。\n"


@pytest.mark.parametrize(
    "line",
    [
        "机密★一年",
        "秘密",
        "绝密级",
        "【机密】",
        "密级：秘密",
        "000012　机密★1年",
        "秘密★长期　特急",
        "机密 三年",
        "秘密　特急",
    ],
)
def test_a_grade_of_secrecy_keeps_a_document_off_the_site(line: str) -> None:
    """Above the title, in the text, or where nothing is published; told once."""
    omitted = (Omission(3, line, "R187"),)
    for one in (
        document(f"{line}\n{NOTICE}"),
        document(f"{NOTICE}请收好。\n{line}\n到此为止。\n"),
        document(NOTICE, omitted=omitted),
    ):
        (found,) = gate.withheld([one])
        assert found.code == "G112" and found.loc.line and found.args[0] in f"{line}　".replace("　", " ")
        assert not {"G104", "G105"} & set(codes(one))


@pytest.mark.parametrize(
    "line",
    [
        "严守党和国家的秘密。", "绝密级国家秘密的保密期限不超过三十年。", "秘密 传送要求",
        "内部资料　注意保存", "不得外传",
        "国家秘密的标志为“★”，如“机密★10年”，应当标注在首页左上角，不得省略。",
    ],
)  # fmt: skip
def test_what_is_no_grade_is_published(line: str) -> None:
    assert not gate.withheld([document(f"{line}\n{NOTICE}"), document(f"{NOTICE}请收好。\n{line}\n到此为止。\n")])


def test_a_grade_in_a_table_says_how_papers_are_filed() -> None:
    table = "| 秘密 | 3年 |\n| --- | --- |\n| 机密 | 5年 |\n"
    source, _ = readers.read_bytes(f"{NOTICE}\n{table}".encode(), "a.md")
    assert source
    held, _ = structure.understand(source, "a")
    assert held and not gate.withheld([held])


def test_a_second_grade_is_told_when_the_first_is_accepted() -> None:
    assert codes(document(f"秘密★一年\n{NOTICE}机密★三年\n")) == ["G104"]


def test_an_inner_mark_above_the_title_is_told_once() -> None:
    assert codes(document(f"内部资料　注意保存\n{NOTICE}")) == ["G104"]


def test_no_message_says_that_the_site_was_made_already() -> None:
    """A check says the same words."""
    assert not [code for code, row in CODES.items() if code[0] in "GM" and "发布了" in row.message]


def test_a_mark_in_what_was_left_out_is_told() -> None:
    omitted = (Omission(1, "第 1 页", "R171"), Omission(2, "内部资料　严禁外传", "R187"))
    (found,) = gate.check([document(TITLE + FILLER, omitted=omitted)])
    assert (found.code, found.loc.line) == ("G105", 2)


# -- empty headings ---------------------------------------------------------------------------------------------------

EMPTY = "要点\n一、春耕\n早作准备，不误农时。\n二、水利\n疏通沟渠，备足物资。\n三、防火\n四、交通\n修好村道。\n"


def test_a_heading_without_text_among_others_with_text() -> None:
    (found,) = gate.check([document(EMPTY)])
    assert (found.code, found.loc.line, found.args) == ("G106", 6, ("三、防火",))


@pytest.mark.parametrize(
    "text",
    [
        EMPTY.replace("三、防火\n", "三、防火\n（一）备水\n备足水源。\n（二）备人\n排好值班。\n"),
        EMPTY.replace("三、防火\n", "三、防火工作，事关全镇稳定：查隐患，备物资和排值班\n"),
        EMPTY.replace("修好村道。\n", ""),
        EMPTY.replace("三、防火", "三、本要点自公布之日起施行。"),
        "购物清单\n一、铁锹\n二、水桶\n三、草帽\n四、手套\n",
    ],
    ids=["小标题下有内容", "一段话", "两处都空", "一句话", "清单"],
)
def test_what_is_no_empty_heading(text: str) -> None:
    assert "G106" not in codes(document(text))


def test_a_picture_is_content() -> None:
    assert codes(document(EMPTY, pictures=(Picture(6, "a.png", b""),))) == []


# -- near duplicates --------------------------------------------------------------------------------------------------

SENTENCES = [
    f"{a}{b}要在{c}以前{d}好，不得拖延。\n" for a in ("东村", "西村", "南村")
    for b in ("水渠", "道路", "林地") for c in ("三月", "五月") for d in ("修整", "清查")
]  # fmt: skip
LONG = "全镇工作方案\n" + "".join(SENTENCES)


def pair(first: str, second: str, **dates: str) -> list[Diagnostic]:
    a = document(first, "旧.txt", given=Meta(date=dates.get("a")))
    b = document(second, "新.txt", given=Meta(date=dates.get("b")))
    return list(gate.check([b, a]))


def test_two_versions_of_a_document() -> None:
    edited = LONG.replace("东村水渠", "东村堤坝").replace("不得拖延", "不得拖延", 1)
    (found,) = pair(LONG, edited, a="2023-01", b="2024-02")
    assert found.code == "G110" and found.loc.file == "旧.txt"
    assert found.args[:2] == ("全镇工作方案", "新.txt")
    assert 75 <= int(found.args[2]) < 100
    assert "两个版本；那一份较新（2024-02，这一份是 2023-01）" in found.args[3]


def test_a_text_that_another_holds_whole() -> None:
    other = "".join(
        f"{n}号仓库的{what}，由专人登记。\n" for n in range(40) for what in ("防潮设施要换成新的", "器材每月查看")
    )
    (found,) = pair(LONG.replace("工作方案", "分工方案"), LONG + other)
    assert (found.code, found.loc.file, found.args[2]) == ("G111", "旧.txt", "100")


def test_documents_that_only_share_phrases() -> None:
    phrases = "以上意见，请结合实际认真贯彻执行。\n各村要加强组织领导，压实工作责任。\n"
    other = "".join(f"第{n}组的同志负责看护{n}号林区的幼苗。\n" for n in range(30))
    assert not pair(LONG + phrases, "林业工作方案\n" + other + phrases)
    assert not pair("通知\n各村：\n" + phrases, "通知\n各村：\n" + phrases), "too short to be compared"


def test_documents_that_have_a_part_in_common() -> None:
    half = "".join(SENTENCES[:18])
    rest = "".join(f"第{n}组看护{n}号林区的幼苗，每天记录。\n" for n in range(30))
    assert not pair(LONG, "林业方案\n" + half + rest)
    few = "短方案\n" + "".join(SENTENCES[:12])
    assert not pair(few, few), "too short to be compared"


def test_the_closest_of_several_versions_is_named() -> None:
    near, far = LONG.replace("东村水渠", "东村堤坝"), LONG.replace("东村", "河边")
    held = [document(text, path, given=Meta(date=date)) for text, path, date in
            ((near, "近.txt", "2024"), (LONG, "旧.txt", "2020"), (far, "远.txt", "2023"))]  # fmt: skip
    (old,) = [one for one in gate.check(held) if one.loc.file == "旧.txt"]
    assert old.args[1] == "近.txt"


def test_many_copies_give_one_finding_each() -> None:
    found = gate.check([document(LONG, f"{n}.txt") for n in range(5)])
    assert [one.code for one in found] == ["G110"] * 4


def test_versions_are_known_by_their_title() -> None:
    name = duplicates._name(document("管理办法（试行）\n" + FILLER))
    assert name == duplicates._name(document("管理办法（2024年修订）\n" + FILLER))
    assert name != duplicates._name(document("管理办法（二）\n" + FILLER))


# -- wishes -----------------------------------------------------------------------------------------------------------


def test_what_is_cited_and_not_held() -> None:
    cited = [(f"《第{n}号办法》", Loc("a.txt", n), n) for n in range(1, 31)]
    found = list(wanted.check(cited))
    assert [one.code for one in found] == ["G107"] * wanted.NAMED + ["G108"]
    assert found[0].args == ("《第30号办法》", "30") and found[0].loc == Loc("a.txt", 30)
    assert found[-1].args[1] == "10"
    assert not list(wanted.check([]))
    (once,) = wanted.check([("《小事办法》", Loc("a.txt", 1), 1)])
    assert once.code == "G108"


def test_a_second_copy_cites_nothing_anew() -> None:
    """Twice in one document is twice; the same paragraphs in another file add nothing."""
    line = "要认真落实《中华人民共和国黄河保护法》的各项规定。\n"
    one = document(f"{TITLE}{FILLER}三、抓好落实\n{line}四、抓好宣传\n{line}", "甲.txt")
    copy = document(f"{TITLE}{FILLER}三、抓好落实\n{line}四、大力宣传\n{line}", "乙.txt")
    other = document(f"{TITLE}{FILLER}三、抓好宣讲\n讲清《中华人民共和国黄河保护法》。\n", "丙.txt")
    for held, count in (((one,), 2), ((one, copy), 2), ((one, copy, other), 3)):
        cited, _ = citations.find(held, ())
        ((_, _, places),) = wanted.wishes(held, cited)
        assert places == count


# -- accepted findings ------------------------------------------------------------------------------------------------


def settled(text: str, waivers: str, families: str = "G") -> tuple[list[str], list[str]]:
    """(codes that stay open, codes that are accepted) of one document."""
    one = document(text)
    entries, wrong = parse(waivers)
    result = settle((*gate.check([one]), *wrong), entries, Places([one.source]), families)
    return [d.code for d in result.open], [d.code for d, _ in result.accepted]


BAD = f"{TITLE}{FILLER}三、抓好落实\n由XX村负责修好水渠。\n（此处插入照片）\n"


def test_the_line_that_is_offered_accepts_the_finding() -> None:
    one = document(BAD)
    places = Places([one.source])
    found = gate.check([one])
    lines = [offer(d, places.since(d.loc)) for d in found]
    assert lines[0] == '- G101 讲话/甲.txt:10 "由XX村负责修好水渠。"'
    assert settled(BAD, "\n".join(f"{line} 原件如此" for line in lines)) == ([], ["G101", "G101"])
    assert settled(BAD, lines[0]) == (["G101"], ["G101"])


@pytest.mark.parametrize(
    "line",
    [
        '- G101 讲话/甲.txt:10 "XX村"', '- G101 讲话/甲.txt "XX村" 理由',
        '-  g101  讲话/甲.txt：9999  “XX村” 改不了',
        '- G101 content/讲话/甲.txt:10 "由 XX 村"',
        '- G101 讲话/甲.txt "ＸＸ村"', '\ufeff# 注释\n\n- G101 讲话/甲.txt "XX村"',
    ],
)  # fmt: skip
def test_ways_to_write_a_line(line: str) -> None:
    assert settled(BAD, line) == (["G101"], ["G101"])


def test_few_words_accept_much() -> None:
    assert settled(BAD, '- G101 讲话/甲.txt ""') == ([], ["G101", "G101"])


def test_a_line_holds_when_the_text_moves_and_not_when_it_changes() -> None:
    line = '- G101 讲话/甲.txt:10 "由XX村负责"\n- G101 讲话/甲.txt:11 "此处插入照片"'
    assert settled(BAD.replace("同志们：\n", "同志们：\n\n大家好。\n"), line) == ([], ["G101", "G101"])
    assert settled(BAD.replace("由XX村", "由XXX镇"), line) == (["G101", "G133"], ["G101"])
    assert settled(BAD.replace("由XX村", "由东村"), line) == (["G133"], ["G101"])


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("- 看不懂", "G130"), ("G101 a.txt 'x'", "G130"), ('- G999 a.txt "x"', "G131"), ('- R101 a.txt "x"', "G132"),
        ('- G101 别的.txt "x"', "G133"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_is_said(line: str, code: str) -> None:
    still, _ = settled(TITLE + FILLER, line)
    assert still == [code]


def test_waivers_for_what_was_not_looked_at_stay() -> None:
    """A run that finds no O codes says nothing of waivers for them, nor of those for a file that was left out."""
    assert settled(TITLE + FILLER, '- O101 讲话/甲.txt "x"') == ([], [])
    entries, _ = parse('- O101 坏.txt "x"')
    broken = Diagnostic("R101", Loc("坏.txt"))
    assert settle([broken], entries, Places([]), "RO").open == (broken,)


def test_waivers_work_for_every_family() -> None:
    """O101 is known by the words at its place, which its message does not quote."""
    text = "工作要点\n一、春耕\n早作准备，不误农时。\n三、水利建设\n疏通沟渠，备足物资。\n"
    lines, _ = normalise(text, "a.txt")
    source = Source("a.txt", "", "txt", "utf-8", lines)
    _, found = structure.understand(source, "a")
    (gap,) = [one for one in found if one.code == "O101"]
    places = Places([source])
    assert offer(gap, places.since(gap.loc)) == '- O101 a.txt:4 "三、水利建设"'
    entries, _ = parse(offer(gap, places.since(gap.loc)))
    assert not settle([gap], entries, places, "O").open


def test_errors_are_never_accepted() -> None:
    for code, row in CODES.items():
        line = offer(Diagnostic(code, Loc("a.txt", 1), ("甲", "乙", "丙", "丁")), "原文")
        assert bool(line) is (row.severity != "error" or row.until_accepted)
        assert not line or parse(line)[0][0].code == code


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_file_makes_it_fail(text: str, more: str) -> None:
    waivers, found = parse(f"{text}\n- G101 {more}")
    result = settle([Diagnostic("G101", Loc(more, 1), (text, ""))], waivers, Places([]), "G")
    assert result.open or result.accepted
    assert all(diagnostics.text(one) for one in (*found, *result.open))


@given(st.text(alphabet="X×*○某_年月日县（此处）《》【】★机密1+光、 \t\n一、二。：", max_size=120))
def test_no_text_makes_it_fail(text: str) -> None:
    lines, _ = normalise(text, "a.txt")
    read, _ = structure.understand(Source("a.txt", "", "txt", "utf-8", lines), "a")
    for one in gate.check([read] if read else []):
        assert diagnostics.text(one)


# -- real documents ---------------------------------------------------------------------------------------------------

REAL = {"G101", "G102", "G103", "G104", "G105", "G106"}


def test_real_documents_are_mostly_clean(shared: Path) -> None:
    """Half of the documents, and more, pass without a remark; the anonymised speech is told of once for all its X."""
    root = shared / "corpus" / "dev"
    remarked = {}
    for path in sorted(root.iterdir()):
        source, _ = readers.read(root, path.name)
        parts, _ = collection.split(source) if source else ((), ())
        held = [d for part in parts if (d := structure.understand(part, part.part or "x")[0])]
        remarked[path.name] = [one for one in gate.check(held) if one.code in REAL]
    assert sum(not found for found in remarked.values()) >= 18
    assert sum(map(len, remarked.values())) <= 20
    seed, _ = readers.read(shared / "seed", "speech.txt")
    assert seed
    speech, _ = structure.understand(seed, "x")
    assert speech
    assert [one.code for one in gate.check([speech])] == ["G101", "G102"]


def test_the_file_of_accepted_findings_has_a_name() -> None:
    assert accepted.FILE == "_config/accepted.yml"
