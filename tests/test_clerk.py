"""The clerk at the command line: topics reviewed in a table, findings accepted, what changed since the last site."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import html

from generator import accepted, cli, spreadsheet
from generator.commands import terminal
from generator.review import decisions, table
from generator.source import Diagnostic, Loc

from .conftest import ROOT
from .test_review import SPEECH

PATH = "讲话/党建讲话.txt"
OTHER = "通知/防汛.txt"
NOTICE = """关于做好防汛工作的通知
各村：
一、提高认识
汛期将至，各村党支部要高度重视，把群众的安全放在心上。
二、落实责任
党员干部要带头值班，发现险情马上报告，不得擅自离岗。
"""
WISHES = {
    (PATH, "一"): "纪律、作风", (PATH, "二"): "作风", (PATH, "三"): "无",
    (OTHER, "一"): "组织建设", (OTHER, "二"): "纪律",
}  # fmt: skip


class Clerk:
    """Runs commands on a site of their own and keeps what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.said = folder, capsys, ""
        self.content, self.built = folder / "content", folder / "build"
        self.table = self.built / "review.xlsx"
        self.tags = self.content / decisions.TABLE
        self.waivers = self.content / accepted.FILE

    def write(self, path: str, text: str) -> None:
        (self.content / path).parent.mkdir(parents=True, exist_ok=True)
        (self.content / path).write_text(text, encoding="utf-8")

    def run(self, *command: str | Path) -> int:
        places = ["--config", str(ROOT / "mkdocs.yml"), "--content", str(self.content), "--build", str(self.built)]
        code = cli.main([*map(str, command), *places])
        printed = self.capsys.readouterr()
        self.said = printed.out + printed.err
        assert "Traceback" not in self.said
        return code

    def fill(self, wishes: Mapping[tuple[str, str], str]) -> None:
        """Write into 改为 as a person does: open, type, save."""
        book = openpyxl.load_workbook(self.table)
        sheet = book.worksheets[0]
        head = [cell.value for cell in sheet[1]]
        at = {name: head.index(name) for name in ("文件", table.PLACE, table.CHANGE)}
        rows = {(row[at["文件"]].value, row[at[table.PLACE]].value): row for row in sheet.iter_rows(min_row=2)}
        for place, words in wishes.items():
            rows[place][at[table.CHANGE]].value = words
        book.save(self.table)

    def topics(self) -> dict[str, list[str]]:
        """Titles of the published sections → their topics."""
        rows = json.loads((self.built / "sections.json").read_text(encoding="utf-8"))
        return {row["title"]: row["topics"] for row in rows}

    def report(self) -> html.HtmlElement:
        return html.fromstring((self.built / "report" / "index.html").read_bytes())


@pytest.fixture
def clerk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Clerk:
    made = Clerk(tmp_path, capsys)
    made.write(PATH, SPEECH)
    made.write(OTHER, NOTICE)
    return made


def test_review_goes_out_and_comes_back_and_holds_for_the_words_that_were_read(clerk: Clerk) -> None:
    assert clerk.run("build") == 0
    assert clerk.topics()["二、严明纪律规矩"] == ["纪律"]
    assert clerk.run("review", "export") == 0
    assert f"已导出 9 节，在 {clerk.table}。" in clerk.said
    clerk.fill(WISHES)
    assert clerk.run("review", "import", clerk.table) == 0
    assert "用上了 5 行。现在有 5 节的主题由您定" in clerk.said

    assert clerk.run("build", "--strict") == 0
    topics = clerk.topics()
    assert set(topics["一、提高政治站位"]) == {"作风", "纪律"}
    assert topics["二、严明纪律规矩"] == ["作风"] and topics["三、改进工作作风"] == []
    assert topics["一、提高认识"] == ["组织"] and topics["二、落实责任"] == ["纪律"]
    words = clerk.report().text_content()
    assert "与这台电脑上一次生成的网站相比" in words and "主题有变的节（5）" in words

    # A section is put in front, one is edited, a file is moved.
    edited = SPEECH.replace("不留情面", "一视同仁").replace("一、提高", "一、开场\n大家好。\n二、提高", 1)
    clerk.write(PATH, edited.replace("\n二、严明", "\n三、严明").replace("\n三、改进", "\n四、改进"))
    (clerk.content / OTHER).rename(clerk.content / "防汛通知.txt")
    clerk.run("build", "--force")
    topics = clerk.topics()
    assert set(topics["二、提高政治站位"]) == {"作风", "纪律"} and topics["四、改进工作作风"] == []
    assert topics["一、提高认识"] == ["组织"] and topics["二、落实责任"] == ["纪律"]
    assert topics["三、严明纪律规矩"] == ["纪律"]
    assert set(re.findall(r"(\S+): (T15\d)", clerk.said)) == {
        (f"content/{PATH}:13", "T154"),
        (f"content/{PATH}", "T158"),
        ("content/防汛通知.txt", "T158"),
    }
    assert clerk.run("build", "--strict") == terminal.FLAWED


def test_decisions_can_be_taken_back(clerk: Clerk) -> None:
    clerk.run("review", "export")
    clerk.fill(WISHES)
    clerk.run("review", "import", clerk.table)
    assert clerk.run("review", "export") == 0
    clerk.fill(dict.fromkeys(WISHES, table.AUTOMATIC))
    assert clerk.run("review", "import", clerk.table) == 0
    assert "现在有 0 节的主题由您定" in clerk.said
    assert decisions.read(spreadsheet.read(clerk.tags.read_bytes())) == ((), ())


def test_what_is_not_imported_yet_is_not_written_over(clerk: Clerk) -> None:
    assert clerk.run("review", "export") == 0
    assert clerk.run("review", "export") == 0
    clerk.fill(WISHES)
    before = clerk.table.read_bytes()
    assert clerk.run("review", "export") == terminal.UNPUBLISHED
    assert "E115" in clerk.said and "5 处“改为”还没有导入" in clerk.said
    assert clerk.table.read_bytes() == before
    clerk.run("review", "import", clerk.table)
    assert clerk.run("review", "export") == 0
    clerk.fill({(PATH, "一"): "天气"})
    clerk.run("review", "import", clerk.table)
    assert "T152" in clerk.said
    assert clerk.run("review", "export") == terminal.UNPUBLISHED
    assert clerk.run("review", "export", "--force") == 0


def test_other_files_are_not_written_over(clerk: Clerk) -> None:
    book = clerk.folder / "名册.xlsx"
    book.write_bytes(spreadsheet.xlsx([["姓名"], ["某人"]], title="名册"))
    broken = clerk.folder / "坏.xlsx"
    broken.write_bytes(b"PK")
    for file in (book, broken):
        before = file.read_bytes()
        assert clerk.run("review", "export", file) == terminal.UNPUBLISHED
        assert "E115" in clerk.said and file.read_bytes() == before
    assert clerk.run("review", "export", clerk.content / PATH) == terminal.USAGE
    assert (clerk.content / PATH).read_text(encoding="utf-8") == SPEECH


def test_a_table_may_be_the_first_thing_in_the_build_folder(clerk: Clerk) -> None:
    assert clerk.run("review", "export") == 0
    assert clerk.run("build") == 0
    assert clerk.table.exists()
    foreign = clerk.folder / "mine"
    foreign.mkdir()
    (foreign / "x.txt").write_text("x", encoding="utf-8")
    clerk.built = foreign
    assert clerk.run("review", "export") == terminal.UNPUBLISHED
    assert [file.name for file in foreign.iterdir()] == ["x.txt"]


def test_a_csv_goes_out_and_comes_back(clerk: Clerk) -> None:
    file = clerk.folder / "复核.csv"
    assert clerk.run("review", "export", file) == 0
    rows = spreadsheet.read(file.read_bytes())
    rows[2][rows[0].index(table.CHANGE)] = "反腐败"
    file.write_bytes(spreadsheet.csv(rows))
    assert clerk.run("review", "import", file) == 0
    assert clerk.run("build") == 0
    assert clerk.topics()["一、提高政治站位"] == ["反腐败"]


def test_a_table_that_cannot_be_used_changes_nothing(clerk: Clerk) -> None:
    clerk.run("review", "export")
    clerk.fill(WISHES)
    clerk.run("review", "import", clerk.table)
    before = clerk.tags.read_bytes()
    broken, headless = clerk.folder / "坏.xlsx", clerk.folder / "缺.csv"
    broken.write_bytes(clerk.table.read_bytes()[:300])
    headless.write_bytes(spreadsheet.csv([["文件", "主题"], [PATH, "作风"]]))
    for file, code in ((broken, "T150"), (headless, "T151"), (clerk.folder / "没有.xlsx", "T150")):
        assert clerk.run("review", "import", file) == terminal.USAGE
        assert code in clerk.said and file.name in clerk.said
        assert clerk.tags.read_bytes() == before


def test_damaged_decisions_stop_everything_rather_than_be_lost(clerk: Clerk) -> None:
    clerk.run("review", "export")
    clerk.fill(WISHES)
    clerk.run("review", "import", clerk.table)
    whole = clerk.tags.read_bytes()
    for damaged in (b"PK\x03\x04", whole.split(b"\n", 1)[1]):
        clerk.tags.write_bytes(damaged)
        for command in (("build",), ("check",), ("review", "export"), ("review", "import", str(clerk.table))):
            assert clerk.run(*command) == terminal.USAGE
            assert "_config/tags.csv" in clerk.said and "F104" in clerk.said
        assert clerk.tags.read_bytes() == damaged
    clerk.tags.write_bytes(whole.replace("节1".encode(), b"", 1))
    assert clerk.run("build") == 0 and "T157" in clerk.said
    assert clerk.run("review", "import", clerk.table) == terminal.USAGE


def test_an_import_can_be_strict(clerk: Clerk) -> None:
    clerk.run("review", "export")
    clerk.fill({(PATH, "一"): "天气", (PATH, "二"): "作风"})
    assert clerk.run("review", "import", clerk.table, "--strict") == terminal.FLAWED
    assert "T152" in clerk.said and "用上了 1 行" in clerk.said


def test_the_table_offers_the_topics() -> None:
    rows = [["甲", "改为"], ["a", ""], ["b", ""]]
    offered = {"改为": ("政治", "A&B", "无")}
    sheet = openpyxl.load_workbook(BytesIO(spreadsheet.xlsx(rows, title="表", choices=offered))).worksheets[0]
    (one,) = sheet.data_validations.dataValidation
    assert (one.type, one.formula1, str(one.sqref), one.showErrorMessage) == ("list", '"政治,A&B,无"', "B2:B3", False)
    for words in (["甲,乙"], ['"'], ["长" * 300]):
        sheet = openpyxl.load_workbook(BytesIO(spreadsheet.xlsx(rows, title="表", choices={"改为": words})))
        assert not sheet.worksheets[0].data_validations.dataValidation


# -- findings ---------------------------------------------------------------------------------------------------------

GAP = NOTICE.replace("二、落实责任", "三、落实责任")


def test_the_line_that_is_shown_accepts_the_finding(clerk: Clerk) -> None:
    clerk.write(OTHER, GAP)
    assert clerk.run("check", "--strict") == terminal.FLAWED
    assert "--accept-lines" in clerk.said and "接受：-" not in clerk.said
    clerk.run("check", "--accept-lines")
    lines = re.findall(r"^    接受：(- .*)$", clerk.said, re.MULTILINE)
    assert lines == [f'- O101 {OTHER}:5 "三、落实责任"']
    clerk.write(accepted.FILE, "\n".join(["# 说明", *lines, ""]))
    assert clerk.run("check", "--strict") == 0
    assert "O101" not in clerk.said and "已接受 1 处。" in clerk.said
    assert clerk.run("check", "--json") == 0
    assert clerk.run("build", "--strict") == 0
    assert "已接受 1 处。" in clerk.said and "R1" not in clerk.said


SECRET = "秘密★一年\n" + NOTICE.replace("防汛", "防火")


def test_a_file_with_a_grade_of_secrecy_is_published_when_that_is_accepted(clerk: Clerk) -> None:
    clerk.write("通知/防火.txt", SECRET)
    line = '- G112 通知/防火.txt:1 "秘密★一年"'
    assert clerk.run("check") == terminal.FLAWED
    assert "您接受以前不发布" in clerk.said and f"接受：{line}\n" in clerk.said, (
        "the line is ready without being asked for"
    )
    assert clerk.run("build") == terminal.FLAWED
    assert "已生成 2 份文件" in clerk.said and "有 1 份文件没有收进去" in clerk.said
    assert f"接受：{line}\n" in clerk.said
    published = [file for file in (clerk.built / "site").rglob("*") if file.is_file()]
    assert not [file for file in published if "防火".encode() in file.read_bytes()]
    assert not list((clerk.built / "report").glob("*防火*"))
    words = clerk.report().text_content()
    assert "没有收进去的文件（1 个）" in words and line in words and "对整个网站的提示" not in words
    assert clerk.run("verify") == 0
    clerk.write(accepted.FILE, f"{line} 已经解密\n")
    assert clerk.run("build", "--strict") == 0
    assert "已生成 3 份文件" in clerk.said and "已接受 1 处。" in clerk.said
    assert clerk.run("check", "--strict") == 0


def test_one_grade_keeps_a_whole_file_off_the_site(clerk: Clerk) -> None:
    """A file that holds several documents; what stands in accepted.yml for it is not called idle."""
    first, second = (
        f"关于做好{what}工作的通知\n云政发〔2024〕{number}号\n各村民委员会：\n一、要求\n抓紧去办。\n二、时间\n月底以前办完。\n"
        for what, number in (("护林", 1), ("修路", 2))
    )
    clerk.write("汇编.txt", f"{first}秘密★一年\n{second}")
    clerk.write(accepted.FILE, '- O101 汇编.txt "三、"\n')
    assert clerk.run("build") == terminal.FLAWED
    assert "已生成 2 份文件" in clerk.said and "G133" not in clerk.said and "P210" not in clerk.said


def test_decisions_on_a_file_that_stays_out_are_not_lost(clerk: Clerk) -> None:
    clerk.run("review", "export")
    clerk.fill(WISHES)
    clerk.run("review", "import", clerk.table)
    clerk.write(OTHER, f"秘密★一年\n{NOTICE}")
    clerk.run("check")
    assert "G112" in clerk.said and "T155" not in clerk.said


def test_the_report_shows_the_line_and_what_was_accepted(clerk: Clerk) -> None:
    clerk.write(OTHER, GAP)
    clerk.run("build")
    pages = [html.fromstring(file.read_bytes()) for file in (clerk.built / "report").iterdir()]
    lines = [code.text for page in pages for code in page.iter("code")]
    assert lines == [f'- O101 {OTHER}:5 "三、落实责任"']
    clerk.write(accepted.FILE, f"{lines[0]} 原件就缺第二条\n")
    clerk.run("build")
    words = clerk.report().text_content()
    assert "已接受的提示（1 处）" in words and "原件就缺第二条" in words


def test_a_line_that_accepts_nothing_is_said_where_all_was_looked_at(clerk: Clerk) -> None:
    clerk.write(accepted.FILE, f'- O101 {OTHER} "三、"\n- E108 mkdocs.yml ""\n')
    assert clerk.run("check", "--strict") == terminal.FLAWED
    assert re.findall(r"accepted.yml:(\d): G133", clerk.said) == ["1"]
    assert clerk.run("build") == 0
    assert re.findall(r"accepted.yml:(\d): G133", clerk.said) == ["1", "2"]
    clerk.waivers.write_bytes("- O101 通知里的一句话".encode("gb18030"))
    assert clerk.run("build") == terminal.USAGE and "F105" in clerk.said


def test_a_slip_in_a_table_of_the_site(clerk: Clerk) -> None:
    """One term less, or no new site and a word that the old one stands; one way to name a file."""
    terms = "- term: 甲乙\n  kind：concept\n- term: 村党支部\n  note: 话\n"
    clerk.write("_config/terms.yml", terms)
    assert clerk.run("build") == 0
    assert "content/_config/terms.yml:2: T127" in clerk.said and "冒号要用半角" in clerk.said
    assert "_config/terms.yml:2" in clerk.report().text_content()
    (clerk.content / "_config/terms.yml").write_bytes(terms.encode("gb18030"))
    assert clerk.run("build") == terminal.USAGE
    assert "content/_config/terms.yml: T120" in clerk.said and "没有发布，已有的网站不受影响。" in clerk.said
    clerk.write("_config/terms.yml", "[]")
    clerk.write("_config/topics.yml", "topics:\n- id: jia\n  name：甲\n  strong: [甲词]\n")
    assert clerk.run("build") == terminal.USAGE
    assert "content/_config/topics.yml:3: F102 错误：主题词表读不出来：冒号要用半角" in clerk.said
    assert "没有发布，已有的网站不受影响。错误 1 处。" in clerk.said
    assert clerk.run("check") == terminal.USAGE and "content/_config/topics.yml:3: F102" in clerk.said


def test_findings_on_the_set_up_are_settled_and_reported_too(clerk: Clerk) -> None:
    clerk.write(decisions.TABLE, "文件,节号,校验码,主题\n讲话.txt,,h1,作风\n")
    assert clerk.run("build") == 0 and "T157" in clerk.said
    assert "T157" in clerk.report().text_content()
    clerk.write(accepted.FILE, f'- T157 {decisions.TABLE} "节号" 留着\n')
    assert clerk.run("build", "--strict") == 0 and "已接受 1 处。" in clerk.said


def test_the_gate_is_asked(clerk: Clerk) -> None:
    clerk.write(OTHER, NOTICE.replace("各村党支部", "XX村党支部"))
    assert clerk.run("check") == 0
    assert "G101" in clerk.said and "XX村" in clerk.said


def test_only_warnings_are_offered() -> None:
    found = [Diagnostic(code, Loc("a.txt", 1), ("甲", "乙")) for code in ("O106", "O101", "R101")]
    assert [d.code for d in accepted.settle(found, (), accepted.Places(()), "RO").offers] == ["O101"]


def test_the_first_site_is_compared_with_nothing(clerk: Clerk) -> None:
    clerk.run("build")
    assert "相比" not in clerk.report().text_content()
    clerk.run("build")
    assert "与这台电脑上一次生成的网站相比没有变化。" in clerk.report().text_content()
    clerk.write("新.txt", NOTICE.replace("防汛", "防火"))
    clerk.run("build")
    assert "新增的文件（1）" in clerk.report().text_content()
    (clerk.built / "sections.json").write_text("[{", encoding="utf-8")
    assert clerk.run("build") == 0
