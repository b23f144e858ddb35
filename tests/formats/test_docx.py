"""Word files: what of a paragraph is text and what is not."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest

from generator.readers.docx import read
from generator.source import Source

from .ooxml import W, archive, docx, paragraph

LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'


def source(data: bytes) -> Source:
    found, problems = read(data, "a.docx")
    assert found, problems
    return found


def texts(body: str, **more: object) -> list[str]:
    return [line.text for line in source(docx(body, **more)).lines]  # type: ignore[arg-type]


def codes(body: str, **more: object) -> dict[str, tuple[str, ...]]:
    return {found.code: found.args for found in read(docx(body, **more), "a.docx")[1]}  # type: ignore[arg-type]


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def field(code: str, result: str | None) -> str:
    middle = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{middle}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


# -- what is text


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (f"<w:ins>{run('插入')}</w:ins>{run('的字')}", "插入的字"),
        (f"{run('前')}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>{run('后')}", "前后"),
        (f"<w:moveTo>{run('移来')}</w:moveTo><w:moveFrom>{run('移走')}</w:moveFrom>", "移来"),
        (f"<w:ins><w:del>{run('先插后删')}</w:del></w:ins>{run('留下')}", "留下"),
        (f"<w:hyperlink r:id='x'>{run('链接')}</w:hyperlink>", "链接"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>", "控件"),
        (f"<w:smartTag><w:smartTagPr/>{run('标记')}</w:smartTag><w:customXml>{run('包裹')}</w:customXml>", "标记包裹"),
        (f"<w:bdo w:val='ltr'>{run('左')}</w:bdo><w:dir w:val='ltr'>{run('右')}</w:dir>", "左右"),
        (f"<w:fldSimple w:instr='DATE'>{run('结果')}</w:fldSimple>", "结果"),
        (f"<w:subDoc r:id='x'/>{run('主文件')}", "主文件"),
        (f"<w:unheard>{run('没听说过的包裹')}</w:unheard>", "没听说过的包裹"),
        (run("甲") + "<w:r><w:tab/></w:r>" + run("乙"), "甲 乙"),
        ("<w:r><w:t>三</w:t><w:noBreakHyphen/><w:t>四</w:t></w:r>", "三-四"),
        ("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连</w:t></w:r>", "软连"),
        ("<w:r><w:t>  没有说留空格  </w:t></w:r>" + run("乙"), "没有说留空格乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("同意"), "☑同意"),
        ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
        ('<w:r><w:sym w:font="宋体" w:char="2460"/></w:r>', "①"),
        ('<w:r><w:sym w:font="某某符号" w:char="F0FE"/></w:r>', "\ufffd"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>\uf0fc</w:t></w:r>', "✓"),
        (
            f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('yù')}</w:rt><w:rubyBase>{run('喻')}</w:rubyBase></w:ruby></w:r>",
            "喻",
        ),
        ("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", "a+b"),
        (
            "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
            "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n</m:t></m:r></m:sup></m:sSup></m:oMath>",
            "(a+b)/2x^n",
        ),
        (field("PAGE", "7") + run("页"), "7页"),
        (field(r"EQ \o\ac(○,3)", None) + run("圈"), "③圈"),
        (field(r"EQ \* jc2 \o\ad(\s\up 9(pīn),拼)", None), "拼"),
        (field("IF 1 = " + "</w:instrText></w:r>" + field("PAGE", "9") + "<w:r><w:instrText>", "是"), "是"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/>'
            '</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("同意"),
            "☑同意",
        ),
        (BEGIN + run("没有结束的域不吞字"), "没有结束的域不吞字"),
        (
            f'{BEGIN}<w:del><w:r><w:fldChar w:fldCharType="end"/></w:r></w:del>{run("结束被删也不吞字")}',
            "结束被删也不吞字",
        ),
        (run("看不见的", "<w:vanish/>") + run("看得见的", '<w:vanish w:val="0"/>'), "看得见的"),
        (run("网页里才隐藏", "<w:webHidden/>"), "网页里才隐藏"),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:t>新</w:t></mc:Choice>"
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "新",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice Requires='v'><w:t>懂</w:t></mc:Choice>"
            "<mc:Fallback><w:t>旧</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "旧",
        ),
    ],
)
def test_what_of_a_paragraph_is_text(inside: str, expected: str) -> None:
    assert texts(p(inside) + paragraph("别的段落。")) == [expected, "别的段落。"]


def test_what_is_left_out_is_counted_and_kept() -> None:
    body = (
        p(run("一") + "<w:del><w:r><w:delText>删一</w:delText></w:r></w:del>")
        + p(run("二") + "<w:del><w:r><w:delText>删二</w:delText></w:r></w:del>" + run("藏", "<w:vanish/>"))
        + p(run("三") + "<w:r><w:commentReference w:id='4'/></w:r>" + field("EQ \\x(甲)", None))
        + p(f"<w:r><w:ruby><w:rt>{run('yù')}</w:rt><w:rubyBase>{run('喻')}</w:rubyBase></w:ruby></w:r>")
        + "<w:altChunk r:id='z'/>"
    )
    data = docx(body, parts={"comments": f"<w:comment w:id='4'>{paragraph('请核实')}</w:comment>"})
    found = source(data)
    assert [(omission.line, omission.text, omission.reason) for omission in found.omitted] == [
        (1, "删一", "R168"), (2, "删二", "R168"), (2, "藏", "R169"), (3, "EQ \\x(甲)", "R177"), (3, "请核实", "R170"),
        (4, "yù", "R178"),
    ]  # fmt: skip
    problems = {problem.code: (problem.loc.line, problem.args) for problem in read(data, "a.docx")[1]}
    assert problems == {
        "R168": (1, ("2",)), "R169": (2, ("1",)), "R170": (3, ("1",)), "R177": (3, ("1",)), "R178": (4, ("1",)),
        "R172": (4, ("1",)),
    }  # fmt: skip


def test_hidden_by_style() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="h2"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="hp"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = (
        p(run("甲", '<w:rStyle w:val="h"/>') + run("乙", '<w:rStyle w:val="h2"/>') + run("丙"))
        + p(run("丁"), '<w:pStyle w:val="hp"/>')
        + p(run("两次隐藏又出现", '<w:rStyle w:val="h"/>'), '<w:pStyle w:val="hp"/>')
    )
    assert texts(body, parts={"styles": styles}) == ["丙", "两次隐藏又出现"]
    defaults = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    assert texts(p(run("甲") + run("乙", '<w:vanish w:val="0"/>')), parts={"styles": defaults}) == ["乙"]


# -- lines and their places


def test_paragraphs_are_counted_empty_ones_too_and_lines_run_on() -> None:
    body = (
        paragraph("一")
        + paragraph()
        + p(run("二") + "<w:r><w:br/></w:r>" + run(" 二之二") + '<w:r><w:br w:type="page"/></w:r>' + run("二之三"))
        + f"<w:sdt><w:sdtContent>{paragraph('控件里的段落')}</w:sdtContent></w:sdt>"
        + paragraph("末")
    )
    lines = source(docx(body)).lines
    assert [(line.number, line.column, line.text) for line in lines] == [
        (1, 0, "一"), (3, 0, "二"), (3, 3, "二之二"), (3, 7, "二之三"), (4, 0, "控件里的段落"), (5, 0, "末"),
    ]  # fmt: skip


def test_numbers_stand_before_the_words() -> None:
    body = p(run("总则"), NUMBERED) + p(run("附则"), NUMBERED)
    assert texts(body, parts={"numbering": LIST}) == ["一、总则", "二、附则"]


def test_a_number_without_words_is_no_line() -> None:
    body = p(run("总则"), NUMBERED) + p("", NUMBERED) + p(run("附则"), NUMBERED)
    assert texts(body, parts={"numbering": LIST}) == ["一、总则", "三、附则"]
    assert codes(body, parts={"numbering": LIST})["R176"] == ("1",)


def test_paragraphs_whose_mark_is_deleted_go_on_in_the_next() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        p(run("甲"), NUMBERED + gone)
        + p("", NUMBERED + gone)
        + p(run("乙"), NUMBERED)
        + p(run("丙"), NUMBERED)
        + p(run("尾"), gone)
    )
    found = source(docx(body, parts={"numbering": LIST})).lines
    assert [(line.number, line.text) for line in found] == [(3, "一、甲乙"), (4, "二、丙"), (5, "尾")]


def test_odd_characters_go_the_way_of_all_text() -> None:
    body = p(run("零\u200b宽和自造\ue001字"))
    assert texts(body) == ["零宽和自造字"]
    assert codes(body) == {"R121": ("1",), "R122": ("1",)}
    assert texts(p(run("上\u2028下"))) == ["上", "下"]


# -- beside the text


def test_footnotes_and_endnotes() -> None:
    body = (
        p(run("甲") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("乙"))
        + p(run("丙") + "<w:r><w:endnoteReference w:id='2'/></w:r>")
        + p(run("丁") + "<w:r><w:footnoteReference w:id='3' w:customMarkFollows='1'/></w:r>" + run("*"))
        + p(run("藏") + "<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id='3'/></w:r>")
        + p(run("又见") + "<w:r><w:footnoteReference w:id='2'/></w:r>")
    )
    parts = {
        "footnotes": "<w:footnote w:id='0' w:type='separator'><w:p/></w:footnote>"
        f"<w:footnote w:id='2'>{paragraph('脚注')}{paragraph('第二段')}</w:footnote>"
        f"<w:footnote w:id='3'>{paragraph('* 自定的')}</w:footnote>",
        "endnotes": f"<w:endnote w:id='2'>{paragraph('尾注')}</w:endnote>",
    }
    found = source(docx(body, parts=parts))
    assert [line.text for line in found.lines] == ["甲[1]乙", "丙[2]", "丁*", "藏", "又见[1]"]
    assert [(note.number, note.text) for note in found.notes] == [
        (1, "[1] 脚注 第二段"), (2, "[2] 尾注"), (3, "* 自定的"),
    ]  # fmt: skip


def test_running_heads_are_named_and_page_numbers_are_not() -> None:
    parts = {"header1": paragraph("某市文件"), "footer1": p(run("— ") + field("PAGE", "1") + run(" —"))}
    found, problems = read(docx(paragraph("正文"), parts=parts), "a.docx")
    assert found
    assert [(omission.text, omission.reason) for omission in found.omitted] == [("某市文件", "R171")]
    assert [problem.args for problem in problems if problem.code == "R171"] == [("某市文件",)]


def test_of_running_heads_what_is_deleted_or_hidden_is_told_apart() -> None:
    inside = run("某市") + f"<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run('密', '<w:vanish/>')}"
    inside += BOX.format(paragraph("框里的页眉"))
    found = source(docx(paragraph("正文"), parts={"header1": p(inside)}))
    assert sorted((omission.reason, omission.text) for omission in found.omitted) == [
        ("R168", "旧"), ("R169", "密"), ("R171", "某市 框里的页眉"),
    ]  # fmt: skip


# -- text boxes

BOX = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent>"
    "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>"
    "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def test_text_boxes_come_once_after_their_paragraph() -> None:
    inner = paragraph("框一") + paragraph("框二")
    body = p(run("前") + BOX.format(inner) + run("后")) + paragraph("下段")
    lines = source(docx(body)).lines
    assert [(line.number, line.text) for line in lines] == [(1, "前后"), (1, "框一"), (1, "框二"), (2, "下段")]
    assert [line.column for line in lines] == [0, 3, 6, 0]


def test_text_boxes_in_old_drawings_and_inside_one_another() -> None:
    box = f"<v:textbox><w:txbxContent>{paragraph('旧框')}</w:txbxContent></v:textbox>"
    old = f"<w:r><w:pict><v:shape>{box}</v:shape></w:pict></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="艺术字"/></v:shape></w:pict></w:r>'
    assert texts(p(old + art)) == ["旧框", "艺术字"]
    assert texts(p(BOX.format(p(run("外") + BOX.format(paragraph("内")))))) == ["外", "内"]


def test_a_field_that_does_not_end_in_a_text_box_ends_with_it() -> None:
    open_field = p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("框"))
    assert texts(p(BOX.format(open_field)) + paragraph("下")) == ["框", "下"]


# -- looks

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="22"><w:name w:val="二级"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c1"><w:name w:val="toc 1"/></w:style>'
)
LONG = "这一段是正文，写得比标题长，用句号结束，好让人知道它不是标题，也不会被当作标题来看待。"


def hints(body: str) -> list[tuple[str, int, str]]:
    lines = source(docx(body, parts={"styles": STYLES})).lines
    return [(line.text[:6], line.level, line.hint) for line in lines if line.level or line.hint]


def test_levels_are_those_of_styles_and_their_bases() -> None:
    body = (
        paragraph("关于试点的通知", '<w:jc w:val="center"/>', '<w:sz w:val="44"/>')
        + paragraph(LONG)
        + paragraph("工作目标", '<w:pStyle w:val="1"/>')
        + paragraph("总体", '<w:pStyle w:val="22"/>')
        + paragraph("直接说的", '<w:outlineLvl w:val="2"/>')
        + paragraph(LONG, '<w:pStyle w:val="1"/>')
        + paragraph("不是标题了", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        + paragraph(LONG) * 3
    )
    assert hints(body) == [
        ("关于试点的通", 0, "title"), ("工作目标", 2, ""), ("总体", 3, ""), ("直接说的", 4, ""),
    ]  # fmt: skip


def test_a_title_in_a_heading_style_is_a_title() -> None:
    body = (
        paragraph("某某市", '<w:pStyle w:val="1"/>')
        + paragraph("工作要点", '<w:pStyle w:val="1"/>')
        + paragraph("一、总则", '<w:pStyle w:val="1"/>')
        + paragraph(LONG) * 5
    )
    assert hints(body) == [("某某市", 0, "title"), ("工作要点", 0, "title"), ("一、总则", 2, "")]


def test_a_heading_style_that_most_lines_have_says_nothing() -> None:
    body = paragraph("标题", '<w:pStyle w:val="t"/>') + paragraph("一句话", '<w:pStyle w:val="1"/>') * 9
    assert hints(body) == [("标题", 0, "title")]


def test_contents_by_style_and_by_field() -> None:
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    body = (
        paragraph("目录")
        + p(begin + run("第一章") + "<w:r><w:tab/></w:r>" + field("PAGEREF a", "3"))
        + p(run("第二章") + "<w:r><w:tab/></w:r>" + field("PAGEREF b", "5"))
        + p('<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + paragraph("第三章", '<w:pStyle w:val="c1"/>')
        + paragraph("第一章")
    )
    assert hints(body) == [("第一章 3", 0, "toc"), ("第二章 5", 0, "toc"), ("第三章", 0, "toc")]


# -- the whole


def test_strict_files_are_read_alike() -> None:
    body = p(run("严") + f"<w:ins>{run('格')}</w:ins>") + p(run("总则"), NUMBERED)
    plain = docx(body, parts={"numbering": LIST})
    name = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    strict = {member: data.replace(W.encode(), name) for member, data in unpack(plain).items()}
    assert W.encode() not in b"".join(strict.values())
    assert [line.text for line in source(archive(strict)).lines] == ["严格", "一、总则"]


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def test_nothing_is_imported_while_reading() -> None:
    """A child process under limits can open no file, modules included."""
    body = p(run("甲") + field(r"EQ \o\ac(○,3)", None) + BOX.format(paragraph("框"))) + p(run("总则"), NUMBERED)
    data = docx(body, parts={"numbering": LIST, "styles": STYLES})
    program = (
        "import sys; from generator.readers.docx import read; data = sys.stdin.buffer.read(); "
        "before = set(sys.modules); assert read(data, 'a.docx')[0]; read(data[:-9], 'a.docx'); "
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True, check=True)
    assert done.stdout.decode().strip() == "[]"


def test_no_text_at_all() -> None:
    found, problems = read(docx(paragraph()), "a.docx")
    assert found is None
    assert [problem.code for problem in problems] == ["R101"]


def test_raised_and_lowered_figures_stay_so() -> None:
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    words = "".join(
        f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"
        for text, look in (
            ("1.86×10", ""),
            ("8", up),
            ("m", ""),
            ("3", up),
            ("，CO", ""),
            ("2", down),
            ("，37", ""),
            ("o", up),
        )
    )
    assert texts(f"<w:p>{words}</w:p>") == ["1.86×10⁸m³，CO₂，37o"]


def test_struck_words_are_shown_and_named() -> None:
    body = "<w:p>" + run("5月6日") + run("5月8日", "<w:strike/>") + run("开会", '<w:strike w:val="0"/>') + "</w:p>"
    assert texts(body) == ["5月6日5月8日开会"]
    assert codes(body)["R210"] == ("1",)
