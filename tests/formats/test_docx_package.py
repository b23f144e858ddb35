"""Word files as archives: what is refused whole, and why; pictures; nothing foreign."""

from __future__ import annotations

import io
import re
import time
import warnings
import zipfile
from hashlib import sha256

import pytest

from generator.codes import CODES
from generator.readers import limits
from generator.readers.docx import package, read
from generator.source import Source

from .ooxml import SPACES, archive, docx, paragraph

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {info.filename: opened.read(info) for info in opened.infolist()}


def changed(**parts: bytes | None) -> bytes:
    """A sound file with some members replaced (`document` = word/document.xml …), None = taken out."""
    names = {
        "document": "word/document.xml", "types": "[Content_Types].xml", "rels": "_rels/.rels",
        "own": "word/_rels/document.xml.rels", "styles": "word/styles.xml",
    }  # fmt: skip
    found = members(docx(paragraph("正文"), parts={"styles": ""}))
    for key, content in parts.items():
        found.pop(names[key])
        if content is not None:
            found[names[key]] = content
    return archive(found)


def document(inside: str) -> bytes:
    return f"<w:document {SPACES}><w:body>{inside}</w:body></w:document>".encode()


def refusal(data: bytes) -> str:
    started = time.monotonic()
    found, problems = read(data, "a.docx")
    assert found is None
    assert time.monotonic() - started < 2
    return problems[-1].code


def source(data: bytes) -> Source:
    found, problems = read(data, "a.docx")
    assert found, problems
    return found


SOUND = changed()
LAUGHS = (
    "<!DOCTYPE a [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{i + 1} '{f'&a{i};' * 10}'>" for i in range(9))
    + "]><a b='&a9;'/>"
).encode()
DEEP = document("<w:sdt>" * 300 + paragraph("深") + "</w:sdt>" * 300)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "R162"),
        (b"PK\x03\x04 no archive", "R162"),
        (SOUND[: len(SOUND) // 2], "R162"),
        (SOUND[:-30], "R162"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "R162"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "R162"),
        (changed(types=None), "R163"),
        (changed(rels=None), "R163"),
        (changed(document=None), "R163"),
        (changed(styles=None), "R163"),
        (changed(document=document(paragraph("半份"))[:-20]), "R165"),
        (changed(document=b""), "R165"),
        (changed(document=b"\xff\xfe<"), "R165"),
        (changed(styles=b"<w:styles"), "R165"),
        (changed(document=b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + document(paragraph("&b;"))), "R166"),
        (changed(document=("<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a>" + "<a/>").encode("utf-16")), "R166"),
        (changed(document=LAUGHS), "R166"),
        (changed(document=b"<?xml version='1.0' encoding='UTF-7'?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-"), "R166"),
        (changed(document=DEEP), "R164"),
        (changed(document=document("<w:p/>" * 700_000)), "R164"),
        (changed(document=b"<x/>"), "R160"),
        (changed(document=document("")), "R101"),
    ],
)
def test_what_cannot_be_read_whole_is_left_out_whole(data: bytes, code: str) -> None:
    assert refusal(data) == code


def test_other_documents_of_office_are_named() -> None:
    types = members(SOUND)["[Content_Types].xml"].replace(b"wordprocessingml.document", b"spreadsheetml.sheet")
    _, problems = read(changed(types=types), "a.docx")
    assert [(problem.code, problem.args) for problem in problems] == [("R160", ("Excel 表格",))]


def test_members_that_repeat_are_refused() -> None:
    data = io.BytesIO(SOUND)
    with warnings.catch_warnings(), zipfile.ZipFile(data, "a") as opened:
        warnings.simplefilter("ignore")
        opened.writestr("WORD/document.xml", document(paragraph("另一份")))
    assert refusal(data.getvalue()) == "R167"


def test_too_many_members_are_not_even_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ZIP_MEMBERS", 4)
    assert refusal(SOUND) == "R164"


def test_sizes_are_checked_before_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = document(paragraph("字" * 3_000_000))
    assert refusal(changed(document=bomb)) == "R164"
    monkeypatch.setattr(limits, "ZIP_PART", 100)
    assert refusal(SOUND) == "R164"
    monkeypatch.setattr(limits, "ZIP_PART", limits.ZIP_TOTAL)
    monkeypatch.setattr(limits, "ZIP_TOTAL", 500)
    assert refusal(SOUND) == "R164"


def test_too_many_tags_are_refused_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "XML_TAGS", 10)
    assert refusal(SOUND) == "R164"


def test_a_locked_member_is_a_locked_file() -> None:
    data = bytearray(SOUND)
    for mark, flag in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.find(mark)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(mark, at + 4)
    assert refusal(bytes(data)) == "R151"


def test_the_main_part_is_where_relationships_say() -> None:
    parts = members(SOUND)
    parts["正文/main.xml"] = parts.pop("word/document.xml")
    parts["正文/_rels/main.xml.rels"] = parts.pop("word/_rels/document.xml.rels").replace(
        b"styles.xml", b"/WORD/styles.xml"
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", "正文/main.xml".encode())
    assert [line.text for line in source(archive(parts)).lines] == ["正文"]


def test_a_file_without_further_parts_is_enough() -> None:
    assert [line.text for line in source(changed(own=None, styles=None)).lines] == ["正文"]


def test_macros_are_noted_and_not_read() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    relation = f'<Relationship Id="m" Type="{kind}" Target="vba.bin"/>'
    _, problems = read(docx(paragraph("正文"), relations=relation), "a.docm")
    assert [problem.code for problem in problems] == ["R179"]


# -- pictures


def drawing(id: str, alt: str = "", how: str = "embed") -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="图" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:{how}="{id}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r>"
    )


def image(id: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{id}" Type="{TYPES}/image" Target="{target}" {mode}/>'


def with_pictures(*bodies: str, **files: bytes) -> bytes:
    named = {f"word/media/{name}.bin": content for name, content in files.items()}
    relations = "".join(image(name, f"media/{name}.bin") for name in files)
    relations += image("far", "http://example.com/a.png", 'TargetMode="External"')
    relations += image("near", "media/png.bin", 'TargetMode="External"')
    return docx("".join(bodies), files=named, relations=relations)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PNG, "png"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"GIF89a..", "gif"),
        (b"RIFF0000WEBPVP8", "webp"),
        (b"BM....", "bmp"),
    ],
)
def test_pictures_are_carried_along(content: bytes, suffix: str) -> None:
    body = (paragraph("前"), f"<w:p>{drawing('a', '办事流程')}</w:p>", paragraph("后"))
    (picture,) = source(with_pictures(*body, a=content)).pictures
    assert (picture.line, picture.alt, picture.data) == (1, "办事流程", content)
    assert picture.name == f"{sha256(content).hexdigest()[:8]}.{suffix}"


@pytest.mark.parametrize(
    "body",
    [
        drawing("far", "远方"),
        drawing("far", "远方", "link"),
        drawing("near", "远方"),
        drawing("none", "远方"),
        drawing("emf", "远方"),
        drawing("svg", "远方"),
    ],
)
def test_pictures_that_cannot_be_shown_are_reported(body: str) -> None:
    data = with_pictures(paragraph("前"), f"<w:p>{body}</w:p>", emf=b"\x01\0\0\0", svg=b"<svg/>", png=PNG)
    found, problems = read(data, "a.docx")
    assert found
    assert not found.pictures
    assert [(problem.code, problem.args, problem.loc.line) for problem in problems] == [("R173", ("1",), 2)]
    assert [omission.text for omission in found.omitted] == ["远方"]


def test_pictures_above_the_limits_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    data = with_pictures(paragraph("前"), f"<w:p>{drawing('a')}{drawing('a')}{drawing('b')}</w:p>", a=PNG, b=PNG + b"b")
    monkeypatch.setattr(limits, "PICTURES_TOTAL", len(PNG) + 1)
    found, problems = read(data, "a.docx")
    assert found
    assert [picture.data for picture in found.pictures] == [PNG, PNG]
    assert [problem.code for problem in problems] == ["R173"]
    monkeypatch.setattr(limits, "PICTURE_SIZE", 5)
    assert not source(data).pictures


def test_old_drawings_and_deleted_pictures() -> None:
    old = '<w:r><w:pict><v:shape alt="旧图"><v:imagedata r:id="a"/></v:shape></w:pict></w:r>'
    body = f"<w:p>{old}<w:del>{drawing('a')}</w:del></w:p>{paragraph('后')}"
    assert [(one.line, one.alt) for one in source(with_pictures(body, a=PNG)).pictures] == [(0, "旧图")]


@pytest.mark.parametrize(
    "inside",
    [
        '<w:drawing><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/></w:drawing>',
        '<w:object><v:shape><v:imagedata r:id="a"/></v:shape>'
        '<o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office"/></w:object>',
    ],
)
def test_charts_and_objects_are_reported(inside: str) -> None:
    data = with_pictures(paragraph("前"), f"<w:p><w:r>{inside}</w:r></w:p>", a=PNG)
    found, problems = read(data, "a.docx")
    assert found
    assert not found.pictures
    assert [problem.code for problem in problems] == ["R174"]


CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"


def drawn(*paragraphs: str) -> str:
    """Paragraphs of DrawingML, each of two runs."""
    return "".join(f"<a:p><a:r><a:t>{p[:1]}</a:t></a:r><a:r><a:t>{p[1:]}</a:t></a:r></a:p>" for p in paragraphs)


@pytest.mark.parametrize(
    ("inside", "part", "words"),
    [
        (
            f'<w:drawing><d:relIds xmlns:d="{DIAGRAM}" r:dm="x" r:lo="layout"/></w:drawing>',
            f'<d:dataModel xmlns:d="{DIAGRAM}" xmlns:a="{DRAWING}">{drawn("受理", "审批")}</d:dataModel>',
            "受理 审批",
        ),
        (
            f'<w:drawing><c:chart xmlns:c="{CHART}" r:id="x"/></w:drawing>',
            f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}">{drawn("办件量")}'
            + "<c:cat><c:strCache><c:pt><c:v>一季度</c:v></c:pt><c:pt><c:v>二季度</c:v></c:pt></c:strCache></c:cat>" * 2
            + "<c:val><c:numCache><c:pt><c:v>17</c:v></c:pt></c:numCache></c:val></c:chartSpace>",
            "办件量 一季度 二季度",
        ),
        (f"<w:drawing>{drawn('画布里的字')}</w:drawing>", "<x/>", "画布里的字"),
        (f'<w:drawing><c:chart xmlns:c="{CHART}" r:id="x"/>{drawn("图外的字")}</w:drawing>', "<broken", "图外的字"),
    ],
)
def test_words_of_charts_and_diagrams_are_kept_for_the_clerk(inside: str, part: str, words: str) -> None:
    relation = f'<Relationship Id="x" Type="{TYPES}/any" Target="parts/x.xml"/>'
    body = paragraph("前") + f"<w:p><w:r>{inside}</w:r></w:p>"
    found = source(docx(body, files={"word/parts/x.xml": part.encode()}, relations=relation))
    assert [line.text for line in found.lines] == ["前"]
    assert [(omission.line, omission.text, omission.reason) for omission in found.omitted] == [(2, words, "R174")]


def test_the_words_of_a_chart_are_read_once_however_often_it_is_shown() -> None:
    chart = f'<w:p><w:r><w:drawing><c:chart xmlns:c="{CHART}" r:id="x"/></w:drawing></w:r></w:p>'
    relation = f'<Relationship Id="x" Type="{TYPES}/chart" Target="x.xml"/>'
    part = f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}">{drawn("办件量")}</c:chartSpace>'
    data = docx(paragraph("前") + chart * 2, files={"word/x.xml": part.encode()}, relations=relation)
    found, problems = read(data, "a.docx")
    assert found
    assert [omission.text for omission in found.omitted] == ["办件量"]
    assert [problem.args for problem in problems] == [("2",)]


# -- footnotes, running heads


def with_note(*inside: str, own: str = "", **files: bytes) -> bytes:
    """A text with a footnote; `own`: the footnotes' relationships."""
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{own}'
    more = {"word/_rels/footnotes.xml.rels": f"{relations}</Relationships>".encode()}
    more |= {f"word/media/{name}.bin": content for name, content in files.items()}
    body = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph("后")
    notes = f"<w:footnote w:id='2'>{''.join(inside)}</w:footnote>"
    return docx(body, parts={"footnotes": notes}, files=more, relations=image("a", "media/other.bin"))


def test_graphics_in_footnotes_go_the_way_of_all_graphics() -> None:
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{paragraph('框里的字')}</w:txbxContent></v:textbox></w:pict></w:r>"
    data = with_note(paragraph("脚注"), f"<w:p>{box}{drawing('a', '图')}</w:p>", own=image("a", "media/x.bin"), x=PNG)
    found, problems = read(data, "a.docx")
    assert found
    assert [note.text for note in found.notes] == ["[1] 脚注 框里的字"]
    assert [(one.line, one.data, one.alt) for one in found.pictures] == [(1, PNG, "图")]
    assert not problems


def test_a_lost_picture_in_a_footnote_is_a_lost_picture() -> None:
    _, problems = read(with_note(f"<w:p>{drawing('a')}</w:p>", other=PNG), "a.docx")
    assert [(problem.code, problem.loc.line) for problem in problems] == [("R173", 1)]
    data = members(with_note(paragraph("脚注"))) | {"word/_rels/footnotes.xml.rels": b"<broken"}
    assert [note.text for note in source(archive(data)).notes] == ["[1] 脚注"]


def test_tables_and_formulas_in_footnotes_are_part_of_them() -> None:
    rows = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr><w:tc>{paragraph(word)}</w:tc><w:tc>{paragraph(word * 2)}</w:tc></w:tr>"
        for mark, word in (("", "甲"), ("<w:del/>", "乙"))
    )
    formula = "<m:oMathPara><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></m:oMathPara>"
    found = source(with_note(f"<w:tbl>{rows}</w:tbl>", formula))
    assert [note.text for note in found.notes] == ["[1] 甲 甲甲 a+b"]
    assert [(omission.text, omission.reason) for omission in found.omitted] == [("乙 乙乙", "R168")]


def test_a_comment_in_a_footnote_keeps_its_words() -> None:
    data = with_note("<w:p><w:r><w:t>脚注</w:t></w:r><w:r><w:commentReference w:id='1'/></w:r></w:p>")
    kind = f'<Relationship Id="c" Type="{TYPES}/comments" Target="comments.xml"/></Relationships>'
    parts = members(data)
    parts["word/comments.xml"] = (
        f"<w:comments {SPACES}><w:comment w:id='1'>{paragraph('问')}</w:comment></w:comments>".encode()
    )
    own = "word/_rels/document.xml.rels"
    parts[own] = parts[own].replace(b"</Relationships>", kind.encode())
    assert [(omission.text, omission.reason) for omission in source(archive(parts)).omitted] == [("问", "R170")]


def test_notes_that_are_missing_are_reported() -> None:
    mark = "<w:r><w:{}noteReference w:id='{}'/></w:r>"
    body = f"<w:p><w:r><w:t>甲</w:t></w:r>{mark.format('foot', 1)}{mark.format('foot', 2)}</w:p>"
    body += f"<w:p>{mark.format('end', 1)}</w:p>"
    found, problems = read(docx(body, parts={"footnotes": f"<w:footnote w:id='1'>{paragraph('有')}</w:footnote>"}), "a")
    assert found
    assert [line.text for line in found.lines] == ["甲[1][2]", "[3]"]
    assert [note.text for note in found.notes] == ["[1] 有"]
    assert [(one.code, one.args, one.loc.line) for one in problems] == [("R161", ("2 条注释，第一条是 [2]",), 1)]


@pytest.mark.parametrize("part", [b"<w:hdr", None])
def test_broken_running_heads_are_reported(part: bytes | None) -> None:
    found = members(docx(paragraph("正文"), parts={"header1": "", "footer1": paragraph("某处文件")}))
    del found["word/header1.xml"]
    _, problems = read(archive(found | ({"word/header1.xml": part} if part else {})), "a.docx")
    assert [(problem.code, problem.args) for problem in problems] == [
        ("R171", ("某处文件",)),
        ("R161", ("1 处页眉、页脚",)),
    ]


# -- what the clerk reads


@pytest.mark.parametrize("code", ["R163", "R164", "R165", "R166", "R167", "R177"])
def test_messages_say_first_what_is_wrong_in_plain_words(code: str) -> None:
    plain = re.sub("（[^（）]*）", "", CODES[code].message.replace("{0}", "{0}" if code == "R177" else "word/x.xml"))
    assert not re.search("xml|XML|DTD|压缩|域", plain)
    assert re.search("Word|WPS", CODES[code].hint)


def test_targets_cannot_leave_the_archive() -> None:
    assert package._resolved("word", "../../../etc/passwd") == "etc/passwd"
    assert package._resolved("word", "/word/A.xml") == "word/a.xml"
