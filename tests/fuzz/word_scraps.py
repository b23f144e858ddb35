"""What is put into Word files where it may not belong."""

from __future__ import annotations

from ..formats.ooxml import numbered, paragraph
from .word_seeds import cell, field, picture, row, run, table, text_box

WRAPPERS = (
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", '<w:ins w:id="9">{}</w:ins>', '<w:del w:id="9">{}</w:del>',
    '<w:moveFrom w:id="9">{}</w:moveFrom>', '<w:moveTo w:id="9">{}</w:moveTo>', "<w:smartTag>{}</w:smartTag>",
    "<w:customXml>{}</w:customXml>", '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    '<w:fldSimple w:instr="TOC">{}</w:fldSimple>', "<w:p>{}</w:p>", "<w:r>{}</w:r>",
    "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:tbl>{}</w:tbl>", "<w:tr>{}</w:tr>", "<w:tc>{}</w:tc>",
    "<w:r><w:ruby><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>", "<m:oMath>{}</m:oMath>", "<w:t>{}</w:t>",
    '<mc:AlternateContent><mc:Choice Requires="wps">{}</mc:Choice></mc:AlternateContent>',
    "<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", "<w:txbxContent>{}</w:txbxContent>",
    "<w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r>", "<w:pPr>{}</w:pPr>",
    "<w:rPr>{}</w:rPr>", '<w:footnote w:id="1">{}</w:footnote>', "<w:body>{}</w:body>", "<w:unknown>{}</w:unknown>",
    "<w:bdo>{}</w:bdo>", "<w:object>{}</w:object>",
)  # fmt: skip
SNIPPETS = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r>", "<w:r><w:fldChar w:fldCharType='separate'/></w:r>",
    "<w:r><w:fldChar w:fldCharType='end'/></w:r>", "<w:r><w:fldChar/></w:r>",
    "<w:r><w:instrText>TOC \\o</w:instrText></w:r>", "<w:footnoteReference w:id='1'/>",
    "<w:r><w:footnoteReference w:id='77'/></w:r>", "<w:r><w:endnoteReference/></w:r>", "<w:br/>",
    "<w:r><w:br w:type='column'/></w:r>", "<w:tab/>", "<w:cr/>", "<w:softHyphen/>", "<w:noBreakHyphen/>", "<w:ptab/>",
    "<w:sym w:char='F06C' w:font='Wingdings'/>", "<w:sym/>", "<w:sym w:char='zz'/>", "<w:sym w:char='110000'/>",
    "<w:sym w:char='D800'/>", "<w:altChunk r:id='rId1'/>", "<w:subDoc r:id='rId1'/>", "<w:lastRenderedPageBreak/>",
    "<w:bookmarkStart w:id='1' w:name='a'/>", "<w:sectPr><w:type w:val='continuous'/><w:cols w:num='2'/></w:sectPr>",
    "<w:vanish/>", "<w:vanish w:val='0'/>", "<w:specVanish/>", "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:del/></w:rPr>",
    "<w:pPr><w:rPr><w:ins/></w:rPr></w:pPr>", "<w:webHidden/>", "<w:caps/>", "<w:numPr/>",
    "<w:pPr><w:numPr><w:ilvl w:val='12'/><w:numId w:val='1'/></w:numPr></w:pPr>",
    "<w:numPr><w:numId w:val='0'/></w:numPr>", "<w:pStyle w:val='Heading1'/>",
    "<w:pPr><w:pStyle w:val='Heading2'/></w:pPr>", "<w:pPr><w:outlineLvl w:val='77'/></w:pPr>",
    "<w:basedOn w:val='Heading2'/>", "<w:basedOn w:val='Heading1'/>", "<w:numStyleLink w:val='List1'/>",
    "<w:styleLink w:val='List1'/>", "<w:lvlRestart w:val='0'/>", "<w:lvlRestart w:val='9'/>", "<w:isLgl/>",
    "<w:suff w:val='nothing'/>", "<w:pStyle w:val='Normal'/>",
    "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='99999'/></w:lvlOverride>", "<w:lvlOverride/>", "<w:lvl/>",
    "<w:lvl w:ilvl='1'/>", "<w:abstractNumId w:val='2'/>", "<w:num w:numId='5'><w:abstractNumId w:val='9'/></w:num>",
    "<w:numFmt w:val='japaneseCounting'/>", "<w:numFmt w:val='custom' w:format='001, 002'/>",
    "<w:lvlText w:val='%1%2%3%4%5%6%7%8%9'/>", "<w:lvlText/>", "<w:start w:val='0'/>", "<w:start w:val='123456789'/>",
    "<w:gridSpan w:val='3'/>", "<w:vMerge/>", "<w:vMerge w:val='restart'/>", "<w:hMerge w:val='continue'/>",
    "<w:gridBefore w:val='2'/>", "<w:gridAfter w:val='60000'/>", "<w:gridSpan w:val='60000'/>", "<w:tbl/>", "<w:tr/>",
    "<w:tc/>", "<w:p/>", "<w:r/>", "<w:t/>", "<w:t xml:space='preserve'> 　 </w:t>", "<w:delText>删</w:delText>",
    "<w:tab w:val='9'/>", "<w:framePr/>", "<!-- 注 -->", "<?a b?>", "<w:ruby/>", "<w:drawing/>",
    "<w:pict><v:imagedata r:id='rIdPicture'/></w:pict>", "<m:oMathPara/>",
    "<w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj>", "<w:trPr><w:del/></w:trPr>",
    "<w:cellDel/>", "<w:cellMerge/>", paragraph("附件1"), paragraph("　　一、加进来的一段"),
    numbered("加进来的编号", 2, 1), numbered("越界", 99, 8), picture("rId404"), picture(), field("PAGE", "3"),
    field("TOC", "目录一……1"), run("甲\t乙"), table(row(cell(paragraph("格")))),
    text_box(table(row(cell(paragraph("框"))))),
)  # fmt: skip
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
DOCTYPES = (
    '<!DOCTYPE a [<!ENTITY b "乙">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!DOCTYPE a>",
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://example.invalid/">%p;]>',
)  # fmt: skip
TARGETS = (
    'Target="file:///etc/passwd" Old=', 'TargetMode="External" Target=', 'Id="rIdLink" Old=', "/word/document.xml",
    "../document.xml", "document.xml", "http://example.invalid/a.xml", "missing.xml", "", "media/image1.png", "%00",
)  # fmt: skip
"""Where relations may lead, or what their entries may become."""
RELATED = (
    "Target=", "Id=", "Type=", "TargetMode=", "word/document.xml", "styles.xml", "numbering.xml", "footnotes.xml",
)  # fmt: skip
"""What stands in files of relations."""
BREAKS = (
    "&#0;", "&#8203;", "&#xD800;", "&b;", "&amp;#0;", "&#x10FFFF;", "<![CDATA[甲]]>", "</w:p>", "\x01",
)  # fmt: skip
"""Put into XML, most of these break it."""


def large(depth: int) -> tuple[str, ...]:
    """Insides of a body that are deep or long: the limits' concern."""
    return (
        "<w:r>" * depth + "</w:r>" * depth,
        "<w:sdt><w:sdtContent>" * depth + "</w:sdtContent></w:sdt>" * depth,
        paragraph("甲") * depth,
        numbered("乙", 1, 1) * depth,
        "<w:p/>" * (depth * 10),
        run("字" * depth * 100),
        table(row(cell(paragraph("格")) * 60) * 40),
        table(row(cell("<w:p/>", '<w:gridSpan w:val="99"/>')) * 60),
    )
