"""Sound Word files rich in what Word files have, as the members of their archives."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from ..formats.ooxml import SPACES, docx, numbered, paragraph

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645"
    "400000000049454e44ae426082"
)
Members = dict[str, bytes]


@cache
def seeds() -> tuple[Members, ...]:
    """The members of each seed's archive."""
    return tuple(map(_members, (_rule(), _report(), _notice(), _form(), _sums(), _plain())))


def fragment(xml: str) -> str:
    """XML with all prefixes declared, ready to be parsed."""
    return f"<x {SPACES}>{xml}</x>"


def run(text: str, properties: str = "") -> str:
    """One run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str) -> str:
    """A table of rows that are made by `row`."""
    return (
        f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/><w:gridCol w:w='2000'/></w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(*cells: str) -> str:
    """A row of cells that are made by `cell`."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(inside: str, properties: str = "") -> str:
    """A cell with paragraphs in it."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def field(instruction: str, result: str) -> str:
    """A complex field inside a paragraph."""
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds)
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run(result)}{end}"


def picture(relation: str = "rIdPicture") -> str:
    """A drawing inside a run."""
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/>'
        '<wp:docPr id="1" name="图" descr="堤岸示意"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
        f'<a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        f"</w:drawing></w:r>"
    )


def text_box(inside: str) -> str:
    """A text box in both of its forms, the new and the old one."""
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:docPr id="2" name="框"/>'
        "<a:graphic>"
        f"<a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp>"
        f"</a:graphicData>"
        "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>"
        f"{inside}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(number: int, kind: str, text: str, more: str = "") -> str:
    """A level of an abstract numbering."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


_KINDS = (
    ("chineseCountingThousand", "第%1章"), ("chineseCounting", "第%2条"), ("chineseCounting", "（%3）"),
    ("decimal", "%4."), ("decimalEnclosedCircle", "%5"), ("ideographTraditional", "%6"), ("upperRoman", "%7"),
    ("lowerLetter", "%8)"), ("bullet", "●"),
)  # fmt: skip
_LEGAL = (("chineseCounting", "%1、"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
_CHANGED = level(2, "decimalFullWidth", "（%3）", '<w:lvlRestart w:val="0"/>')
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + "".join(level(number, *kind) for number, kind in enumerate(_KINDS))
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + "".join(level(number, *kind, more="<w:isLgl/>" if number else "") for number, kind in enumerate(_LEGAL))
    + '</w:abstractNum><w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="List1"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/>'
    "</w:lvlOverride>"
    f'<w:lvlOverride w:ilvl="2">{_CHANGED}</w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num>'
)
STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="32"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Heading1"/><w:pPr>'
    '<w:numPr><w:ilvl w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:jc w:val="center"/>'
    '</w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="numbering" w:styleId="List1"><w:name w:val="List1"/><w:pPr><w:numPr><w:numId w:val="1"/>'
    "</w:numPr></w:pPr>"
    "</w:style>"
)
NOTES = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>{run("指去年汛前普查的数。")}</w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("两段的脚注。")}{paragraph("第二段。")}</w:footnote>'
)
RELATIONS = (
    '<Relationship Id="rIdPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="media/image1.png"/>'
    '<Relationship Id="rIdLink" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
    'Target="http://example.invalid/" TargetMode="External"/>'
)
FORMATS = (
    "decimal", "decimalZero", "upperRoman", "lowerLetter", "ordinal", "cardinalText", "ordinalText", "hex", "chicago",
    "ideographDigital", "japaneseCounting", "decimalFullWidth", "decimalHalfWidth", "decimalEnclosedCircle",
    "decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle",
    "ideographTraditional", "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting",
    "ideographLegalTraditional", "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "none", "bullet",
    "chineseLegalSimplified", "chineseCountingThousand", "koreanDigital", "numberInDash", "russianLower", "thaiNumbers",
)  # fmt: skip
"""Of ST_NumberFormat (ECMA-376 Part 1 §17.18.59)."""
PARTS = {"styles": STYLES, "numbering": NUMBERING, "footnotes": NOTES}


def _rule() -> bytes:
    """Chapters and articles by automatic numbering."""
    body = paragraph("云溪镇山塘管理办法", '<w:pStyle w:val="Title"/>')
    body += paragraph("目　录") + paragraph("第一章　总则\t1", '<w:pStyle w:val="TOC1"/>')
    for chapter in ("总则", "管护", "附则"):
        body += numbered(chapter)
        for words in ("为了管好山塘，制定本办法。", "山塘分为三类：", "有下列情形之一的，应当报告："):
            body += numbered(words, level=1) + numbered("渗水；", level=2) + numbered("裂缝；", level=3)
    return docx(body + numbered("另起的条", 3, 1) + numbered("款", 3, 2) + numbered("以样式编号", 4), parts=PARTS)


def _report() -> bytes:
    """Headings by styles, notes, pictures, text boxes, fields."""
    reference = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = paragraph("关于山塘整治的报告", '<w:jc w:val="center"/>', '<w:sz w:val="44"/>')
    body += paragraph("总体情况", '<w:pStyle w:val="Heading1"/>') + paragraph("水源", '<w:pStyle w:val="Heading2"/>')
    body += f"<w:p>{run('现有山塘三十二口')}{reference.format(1)}{run('，其中八口带病。')}{reference.format(2)}</w:p>"
    body += (
        f"<w:p>{run('见')}{field('REF a', '下图')}{picture()}</w:p>"
        f"<w:p>{text_box(paragraph('框里的话'))}{run('框外的话')}</w:p>"
    )
    body += (
        f'<w:p><w:hyperlink r:id="rIdLink">{run("公开网页")}</w:hyperlink>'
        f'<w:fldSimple w:instr="DATE">{run("今日")}</w:fldSimple></w:p>'
    )
    body += f"<w:p>{field('HYPERLINK &quot;#a&quot;', field('PAGEREF a', '7'))}</w:p>"
    body += (
        "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"
    )
    return docx(body, parts=PARTS, files={"word/media/image1.png": PNG}, relations=RELATIONS)


def _notice() -> bytes:
    """Tracked changes, hidden words, comments, content controls, running heads."""
    kept = f'<w:ins w:id="1" w:author="甲">{run("新加的字")}</w:ins>'
    gone = '<w:del w:id="2" w:author="甲"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
    moved = f'<w:moveFrom w:id="3">{run("搬走")}</w:moveFrom><w:moveTo w:id="4">{run("搬来")}</w:moveTo>'
    body = paragraph("关于值班的通知", '<w:pStyle w:val="Title"/>') + paragraph("各村：")
    body += f"<w:p>{run('请')}{kept}{gone}{moved}{run('看不见', '<w:vanish/>')}</w:p>"
    body += (
        '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr>' + run("与下段合并") + "</w:p>" + paragraph("的一段。")
    )
    body += f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('一、控件里的话')}</w:sdtContent></w:sdt>"
    body += (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("有批注")}<w:commentRangeEnd w:id="0"/><w:r>'
        f'<w:commentReference w:id="0"/></w:r></w:p>'
    )
    body += (
        f"<w:p>{run('软')}<w:r><w:softHyphen/><w:noBreakHyphen/><w:br/><w:tab/><w:cr/><w:br w:type='page'/>"
        f"</w:r>{run('完')}</w:p>"
    )
    body += paragraph("云溪镇人民政府", '<w:jc w:val="right"/>') + paragraph("2024年3月5日")
    more = {
        "comments": f'<w:comment w:id="0">{paragraph("批注")}</w:comment>',
        "header1": paragraph("页眉"),
        "settings": "",
    }
    return docx(body, parts={**PARTS, **more, "footer1": paragraph("— 1 —")})


def _form() -> bytes:
    """Tables: merged cells, nested ones, ruby, custom XML."""
    down = '<w:vMerge w:val="restart"/>'
    ruby = f"<w:r><w:ruby><w:rt>{run('táng')}</w:rt><w:rubyBase>{run('塘')}</w:rubyBase></w:ruby></w:r>"
    body = paragraph("表1　山塘基本情况")
    body += table(
        row(cell(paragraph("名称"), '<w:gridSpan w:val="2"/>')),
        row(cell(paragraph("东塘"), down), cell(paragraph("三百") + paragraph("立方米"))),
        row(cell("<w:p/>", "<w:vMerge/>"), cell(table(row(cell(paragraph("内")), cell(paragraph("层")))) + "<w:p/>")),
    )
    body += (
        f"<w:p>{run('山')}{ruby}<w:smartTag>{run('甲')}</w:smartTag><w:customXml>{run('乙')}</w:customXml>"
        f"<w:bdo>{run('丙')}</w:bdo></w:p>"
    )
    body += table(row(cell(numbered("表里编号")), cell(f"<w:p>{picture()}</w:p>"))) * 2
    return docx(body, parts=PARTS, files={"word/media/image1.png": PNG}, relations=RELATIONS)


def _sums() -> bytes:
    """Formulas, computed fields, form fields, signs of fonts, endnotes, every format of numbers."""
    letter = "<m:e><m:r><m:t>x</m:t></m:r></m:e>"
    inside = f"<m:f><m:num>{letter}</m:num><m:den><m:r><m:t>a+b</m:t></m:r></m:den></m:f>"
    inside += f"<m:sSup>{letter}<m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup><m:rad><m:deg/>{letter}</m:rad>"
    inside += f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>1</m:t></m:r></m:sub>{letter}</m:nary>'
    body = (
        f"<m:oMathPara><m:oMath>{inside}<m:d>{letter}</m:d></m:oMath></m:oMathPara><w:p>"
        f"<m:oMath>{inside}</m:oMath></w:p>"
    )
    begin = '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    codes = ("EQ \\o\\ac(○,12)", "EQ \\* jc2 \\o\\ad(\\s\\up 9(táng),塘)", "SYMBOL 252", "= 1 + 2", "QUOTE 甲")
    body += "".join(f"<w:p>{run('前')}{begin.format('', code)}{end}</w:p>" for code in codes)
    box = '<w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox></w:ffData>'
    choice = (
        '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲"/><w:listEntry w:val="乙"/>'
        "</w:ddList></w:ffData>"
    )
    body += f"<w:p>{begin.format(box, 'FORMCHECKBOX')}{end}{begin.format(choice, 'FORMDROPDOWN')}{end}</w:p>"
    body += paragraph("\uf0fc\uf0a7", run='<w:rFonts w:ascii="Wingdings"/>') + f"<w:p>{run('有尾注')}"
    body += '<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:object><v:shape/></w:object></w:r></w:p>'
    body += "".join(numbered(kind, 10 + index) for index, kind in enumerate(FORMATS))
    notes = f'<w:endnote w:id="2">{paragraph("尾注的话。")}</w:endnote>'
    return docx(body, parts={**PARTS, "numbering": NUMBERING + _every_format(), "endnotes": notes})


def _every_format() -> str:
    """A numbering for each format of numbers, and two with bullets of a font; all begin high."""
    levels = (
        f'<w:lvl w:ilvl="0"><w:start w:val="19"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1"/></w:lvl>'
        for kind in FORMATS
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{10 + n}">{one}</w:abstractNum>' for n, one in enumerate(levels)
    )
    return abstract + "".join(
        f'<w:num w:numId="{10 + n}"><w:abstractNumId w:val="{10 + n}"/></w:num>' for n in range(len(FORMATS))
    )


def _plain() -> bytes:
    """Nothing but words."""
    texts = (
        "关于做好防汛工作的讲话",
        "同志们：",
        "一、抓早",
        "（一）摸底",
        "一是看；二是查。",
        "二、抓小",
        "附件：名单",
    )
    return docx("".join(map(paragraph, texts)))


def _members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
