"""Word files made to harm, or harmed: each is read right or named and left out, in little time and memory."""

from __future__ import annotations

import functools
import io
import random
import zipfile
from pathlib import Path

import pytest

from generator.readers.ole import MAGIC

from .hostile import Case, Member, case, check, lying_zip
from .ole import compound, word
from .ooxml import SPACES, W, archive, docx, numbered, paragraph
from .rooms import WORDS

P = paragraph(WORDS)
GOOD = docx(P)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RANDOM = random.Random(7)


def members(data: bytes = GOOD) -> dict[str, bytes]:
    """The parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def with_part(name: str, body: bytes | str, data: bytes = GOOD) -> bytes:
    """The file with another content for a part."""
    return archive({**members(data), name: body.encode() if isinstance(body, str) else body})


def without(name: str, data: bytes = GOOD) -> bytes:
    return archive({key: body for key, body in members(data).items() if key != name})


def document(inside: str, prolog: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    """The file with another main part."""
    return with_part("word/document.xml", f"{prolog}<w:document {SPACES}><w:body>{inside}</w:body></w:document>")


def lying(*more: Member, **settings: object) -> bytes:
    """The good file with further members, its headers written by hand."""
    rows = [Member(name, body) for name, body in members().items()]
    return lying_zip([*rows, *more], **settings)  # type: ignore[arg-type]


def with_main(member: Member) -> bytes:
    """The good file with this main part."""
    rows = [Member(name, body) for name, body in members().items() if name != "word/document.xml"]
    return lying_zip([*rows, member])


def relation(kind: str, target: str, external: bool = True, id: str = "x1") -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{id}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def picture(link: str) -> str:
    """A picture by relationship, r:link or r:embed."""
    return (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        f'<a:blip r:{link}="x1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def laughs(levels: int = 9) -> str:
    """The billion laughs, with WORDS at their bottom."""
    rows = [f'<!ENTITY l0 "{WORDS}">']
    rows += [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, levels + 1)]
    return f"<!DOCTYPE d [{''.join(rows)}]>"


def entity_document(doctype: str, entity: str = "e", codec: str = "utf-8") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{codec.upper()}"?>{doctype}<w:document {SPACES}><w:body>{P}'
        f"<w:p><w:r><w:t>&{entity};</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_part("word/document.xml", text.encode(codec))


def cut(share: float) -> bytes:
    data = docx(P + "".join(paragraph(f"第{n}段，内容{RANDOM.random()}") for n in range(300)))
    return data[: int(len(data) * share)]


def flipped(share: float) -> bytes:
    data = bytearray(docx("".join(paragraph(f"第{n}段，内容{RANDOM.random()}") for n in range(300))))
    place = data.index(b"word/document.xml") + 50 + int(4000 * share)
    data[place : place + 4] = bytes(255 - byte for byte in data[place : place + 4])
    return bytes(data)


def styles(*rows: tuple[str, str]) -> str:
    """Paragraph styles, each based on another."""
    return "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>' for name, base in rows
    )


def level(text: str = "%1.", start: str = "1", ilvl: str = "0", format: str = "decimal") -> str:
    return (
        f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/><w:lvlText '
        f'w:val="{text}"/></w:lvl>'
    )


def numbering(inside: str, more: str = "") -> dict[str, str]:
    return {
        "numbering": f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    }


def table(rows: int, columns: int, properties: str = "") -> str:
    cell = f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc>"
    return f"<w:tbl>{f'<w:tr>{cell * columns}</w:tr>' * rows}</w:tbl>"


def nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth


ARCHIVES = [
    case("bomb-in-the-text", lambda: document(" " * 70_000_000), "R164"),
    case("bomb-below-the-limit-of-a-part", lambda: document(P + " " * 30_000_000), "R164"),
    case(
        "bomb-of-all-parts",
        lambda: lying(*(Member(f"word/media/{n}.bin", b"", size=60 << 20) for n in range(6))),
        "R164",
    ),
    case("bomb-in-a-picture-nobody-shows", lambda: with_part("word/media/a.bin", bytes(40 << 20)), "read"),
    case(
        "bomb-in-the-styles",
        lambda: with_part("word/styles.xml", " " * 70_000_000, docx(P, parts={"styles": ""})),
        "R164",
    ),
    case("six-thousand-members", lambda: lying(*(Member(f"a/{n}", b"") for n in range(6000))), "R164"),
    case(
        "length-understated",
        lambda: with_main(Member("word/document.xml", members()["word/document.xml"], size=100)),
        "R162 R165",
    ),
    case(
        "length-overstated",
        lambda: with_main(Member("word/document.xml", members()["word/document.xml"], size=1 << 31)),
        "R164",
    ),
    case(
        "length-understated-bomb",
        lambda: with_main(Member("word/document.xml", bytes(50 << 20), size=100)),
        "R162 R165",
    ),
    case(
        "members-share-their-bytes",
        lambda: lying(*(Member(f"word/{n}.xml", b"x", shared=True) for n in range(1000))),
        "read R162",
    ),
    case(
        "names-disagree", lambda: with_main(Member("word/document.xml", b"<x/>", local_name="word/other.xml")), "R162"
    ),
    case(
        "a-second-directory-in-the-comment",
        lambda: lying(comment=archive({"word/document.xml": b"<x/>"})[-200:]),
        "read R162 R163 R167",
    ),
    case("junk-before", lambda: lying(before=b"PK\x03\x04" + b"\0" * 100), "read R162 R153"),
    case("junk-behind", lambda: GOOD + b"\0" * 1000, "read R162"),
    case(
        "a-file-in-a-file-in-a-file",
        lambda: docx(P, files={"word/embeddings/a.docx": docx(P, files={"word/embeddings/b.docx": GOOD})}),
        "read",
    ),
    case("packed-otherwise", lambda: with_main(Member("word/document.xml", b"BZh9" + b"x" * 99, method=12)), "R162"),
    case("packed-in-no-known-way", lambda: with_main(Member("word/document.xml", b"x" * 99, method=97)), "R162"),
    case("encrypted-members", lambda: lying_zip([Member(n, b, flags=1) for n, b in members().items()]), "R151 R161"),
    case("encrypted-main-part", lambda: with_main(Member("word/document.xml", b"x" * 99, flags=1)), "R151 R161"),
    case("same-name-twice", lambda: lying(Member("word/document.xml", b"<x/>")), "R167"),
    case("same-name-in-capitals", lambda: lying(Member("WORD/Document.xml", b"<x/>")), "R167"),
    case(
        "names-that-climb",
        lambda: docx(P, files={"../../../etc/passwd": b"x", "/etc/shadow": b"x", "C:\\a.exe": b"x"}),
        "read",
    ),
    case("names-without-end", lambda: docx(P, files={"a" * 60_000: b"x", "word/" + "../" * 9000 + "b": b"x"}), "read"),
    case("directory-cut-off", lambda: lying(cut=30), "R162"),
    case("only-the-mark", b"PK\x03\x04", "R153 R162"),
    case("mark-and-noise", b"PK\x03\x04" + RANDOM.randbytes(5000), "R153 R162"),
    case("noise", RANDOM.randbytes(20_000), "R158"),
    case("empty", b"", "R101"),
    case("only-zeros", bytes(100_000), "R101"),
    *(case(f"cut-at-{share}", functools.partial(cut, share), "R162") for share in (0.1, 0.3, 0.5, 0.7, 0.9, 0.99)),
    *(case(f"flipped-at-{share}", functools.partial(flipped, share), "R162 R165") for share in (0.1, 0.5, 0.9)),
]

XML = [
    case("billion-laughs", lambda: entity_document(laughs(), "l9"), "R166"),
    case("laughs-that-nobody-uses", lambda: entity_document(laughs(), "amp"), "R166"),
    case(
        "quadratic-entities",
        lambda: entity_document(f'<!DOCTYPE d [<!ENTITY a "{"甲" * 50_000}">]>', "a;&a" * 1000),
        "R166",
    ),
    case("entity-of-a-file", lambda: entity_document('<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "R166"),
    case(
        "entity-of-an-address",
        lambda: entity_document('<!DOCTYPE d [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>'),
        "R166",
    ),
    case(
        "entity-of-parameters",
        lambda: entity_document('<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'),
        "R166 R165",
    ),
    case("dtd-elsewhere", lambda: entity_document('<!DOCTYPE d SYSTEM "http://127.0.0.1:9/a.dtd">', "amp"), "R166"),
    case("dtd-in-utf-16", lambda: entity_document(laughs(), "l9", "utf-16"), "R166"),
    case(
        "dtd-in-the-styles",
        lambda: with_part("word/styles.xml", laughs() + "<w:styles>&l9;</w:styles>", docx(P, parts={"styles": ""})),
        "R166",
    ),
    case("dtd-in-the-relationships", lambda: with_part("_rels/.rels", laughs() + "<r>&l9;</r>"), "R166"),
    case("dtd-in-the-content-types", lambda: with_part("[Content_Types].xml", laughs() + "<r>&l9;</r>"), "R166"),
    case("entity-without-a-name", lambda: entity_document("", "nowhere"), "R165"),
    case(
        "include",
        lambda: document(
            P + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
        ),
        "read",
    ),
    case(
        "style-sheet",
        lambda: document(P, '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>'),
        "read",
    ),
    case(
        "schema-elsewhere",
        lambda: with_part(
            "word/document.xml",
            members()["word/document.xml"].replace(
                b"<w:document ",
                (
                    b'<w:document xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a '
                    b'http://127.0.0.1:9/a.xsd" '
                ),
            ),
        ),
        "read",
    ),
    case("ten-thousand-deep", lambda: document("<w:sdt>" * 10_000 + "</w:sdt>" * 10_000), "R164"),
    case("a-million-deep", lambda: document("<w:p>" * 1_000_000), "R164 R165"),
    case(
        "two-hundred-deep",
        lambda: document("<w:sdt><w:sdtContent>" * 100 + P + "</w:sdtContent></w:sdt>" * 100),
        "read",
    ),
    case("twenty-million-elements", lambda: document("<w:p/>" * 20_000_000), "R164"),
    case(
        "three-million-elements",
        lambda: document("".join(f"<w:p><w:t>{n}</w:t></w:p>" for n in range(800_000))),
        "R164",
        memory=600,
    ),
    case(
        "thirty-thousand-paragraphs",
        lambda: docx(P + "".join(paragraph(f"第{n}段") for n in range(30_000))),
        "read",
        seconds=10,
    ),
    case(
        "a-hundred-thousand-attributes",
        lambda: document(P.replace("<w:p>", "<w:p " + " ".join(f'a{n}="{n}"' for n in range(100_000)) + ">", 1)),
        "read R165",
    ),
    case("an-attribute-of-ten-million", lambda: document(P + f'<w:p w:rsidR="{"01" * 5_500_000}"/>'), "read R164 R165"),
    case(
        "a-word-of-ten-million",
        lambda: document(P + paragraph("".join(map(str, range(1_500_000))))),
        "read R164 R165 R156",
        seconds=20,
        memory=900,
    ),
    case(
        "fifty-thousand-namespaces",
        lambda: document(P + "<x " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(50_000)) + "/>"),
        "read R165",
    ),
    case("zeros-in-the-text", lambda: document(P.replace(WORDS, WORDS + "\0")), "R165"),
    case(
        "half-a-character",
        lambda: with_part(
            "word/document.xml", members()["word/document.xml"].replace("通知".encode(), "通知".encode()[:-1])
        ),
        "R165",
    ),
    case(
        "another-encoding-than-stated",
        lambda: with_part("word/document.xml", f"<w:document {SPACES}><w:body>{P}</w:body></w:document>".encode("gbk")),
        "R165",
    ),
    case("no-known-encoding", lambda: document(P, '<?xml version="1.0" encoding="x-nowhere"?>'), "R165"),
    case("a-surrogate", lambda: document(P + paragraph("&#xD800;").replace("&amp;", "&")), "R165"),
    case("two-roots", lambda: with_part("word/document.xml", "<a/><b/>"), "R165"),
    case("no-xml", lambda: with_part("word/document.xml", "文字"), "R165"),
    case("no-byte", lambda: with_part("word/document.xml", b""), "R165"),
    case("another-root", lambda: with_part("word/document.xml", f'<w:styles xmlns:w="{W}"/>'), "R160"),
    case("no-body", lambda: with_part("word/document.xml", f'<w:document xmlns:w="{W}"/>'), "R101"),
    case(
        "no-namespace",
        lambda: with_part("word/document.xml", f"<document><body><p><r><t>{WORDS}</t></r></p></body></document>"),
        "R160 R101",
    ),
    case(
        "a-namespace-of-another",
        lambda: with_part(
            "word/document.xml",
            f'<w:document xmlns:w="urn:x"><w:body><w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p></w:body></w:document>',
        ),
        "R160 R101",
    ),
]

PARTS = [
    case("no-main-part", lambda: without("word/document.xml"), "R163"),
    case("no-relationships", lambda: without("_rels/.rels"), "R163"),
    case("no-content-types", lambda: without("[Content_Types].xml"), "R163"),
    case("styles-missing", lambda: without("word/styles.xml", docx(P, parts={"styles": ""})), "R163"),
    case("numbering-missing", lambda: without("word/numbering.xml", docx(P, parts={"numbering": ""})), "R163"),
    case("notes-missing", lambda: without("word/footnotes.xml", docx(P, parts={"footnotes": ""})), "R163 read"),
    case(
        "numbering-broken",
        lambda: with_part("word/numbering.xml", "<w:numbering", docx(P, parts={"numbering": ""})),
        "R165",
    ),
    case(
        "content-of-a-spreadsheet",
        lambda: with_part(
            "[Content_Types].xml",
            members()["[Content_Types].xml"].replace(b"wordprocessingml.document", b"spreadsheetml.sheet"),
        ),
        "R160",
    ),
    case(
        "main-part-elsewhere",
        lambda: with_part("_rels/.rels", members()["_rels/.rels"].replace(b"word/document.xml", b"file:///etc/passwd")),
        "R163",
    ),
    case(
        "main-part-climbs",
        lambda: with_part(
            "_rels/.rels", members()["_rels/.rels"].replace(b"word/document.xml", b"../../../../etc/passwd")
        ),
        "R163",
    ),
    case(
        "main-part-outside",
        lambda: with_part(
            "_rels/.rels",
            members()["_rels/.rels"].replace(
                b'Target="word/document.xml"', b'Target="http://127.0.0.1:9/" TargetMode="External"'
            ),
        ),
        "R163",
    ),
    case(
        "template-outside",
        lambda: docx(
            P,
            parts={"settings": '<w:attachedTemplate r:id="x1"/>'},
            files={
                "word/_rels/settings.xml.rels": (
                    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                    f"{relation('attachedTemplate', 'http://127.0.0.1:9/t.dotm')}</Relationships>"
                ).encode()
            },
        ),
        "read",
    ),
    case(
        "picture-outside",
        lambda: docx(P + picture("link"), relations=relation("image", "http://127.0.0.1:9/a.png")),
        "read",
    ),
    case(
        "picture-of-a-file",
        lambda: docx(P + picture("link"), relations=relation("image", "file:///etc/passwd")),
        "read",
    ),
    case(
        "picture-on-a-share",
        lambda: docx(P + picture("link"), relations=relation("image", r"\\\\127.0.0.1\\a\\b.png")),
        "read",
    ),
    case(
        "picture-that-climbs",
        lambda: docx(P + picture("embed"), relations=relation("image", "../../../../etc/passwd", external=False)),
        "read",
    ),
    case(
        "picture-that-is-a-program",
        lambda: docx(
            P + picture("embed"),
            relations=relation("image", "media/a.png", external=False),
            files={"word/media/a.png": b"MZ" + bytes(999)},
        ),
        "read",
    ),
    case(
        "picture-too-large",
        lambda: docx(
            P + picture("embed"),
            relations=relation("image", "media/a.png", external=False),
            files={"word/media/a.png": b"\x89PNG\r\n\x1a\n" + RANDOM.randbytes(22 << 20)},
        ),
        "read",
    ),
    case(
        "text-from-outside",
        lambda: docx(P + '<w:altChunk r:id="x1"/>', relations=relation("aFChunk", "http://127.0.0.1:9/a.html")),
        "read",
    ),
    case(
        "text-from-a-file",
        lambda: docx(P + '<w:altChunk r:id="x1"/>', relations=relation("aFChunk", "file:///etc/passwd")),
        "read",
    ),
    case(
        "part-of-another-document",
        lambda: docx(P + '<w:p><w:subDoc r:id="x1"/></w:p>', relations=relation("subDocument", "file:///etc/passwd")),
        "read",
    ),
    case(
        "object-outside",
        lambda: docx(
            P
            + (
                '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
                'Type="Link" r:id="x1"/></w:object></w:r></w:p>'
            ),
            relations=relation("oleObject", "http://127.0.0.1:9/x!"),
        ),
        "read",
    ),
    case(
        "program-in-a-field",
        lambda: docx(
            P
            + (
                '<w:p><w:fldSimple w:instr="DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k '
                'calc&quot;"><w:r><w:t>结果</w:t></w:r></w:fldSimple></w:p>'
            )
        ),
        "read",
    ),
    case(
        "file-in-a-field",
        lambda: docx(
            P
            + (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>INCLUDETEXT '
                '"/etc/passwd"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            )
        ),
        "read",
    ),
    case(
        "macro",
        lambda: docx(
            P,
            relations=relation("vbaProject", "vbaProject.bin", external=False),
            files={"word/vbaProject.bin": compound({"VBA": b"Shell"})},
        ),
        "read",
        name="坏.docm",
    ),
    case("locked", lambda: compound({"EncryptedPackage": RANDOM.randbytes(9000), "EncryptionInfo": b"x"}), "R151"),
    case("old-and-locked", lambda: compound({"WordDocument": word(flags=0x100)}), "R151", name="坏.doc"),
    case("old-in-ruins", MAGIC + RANDOM.randbytes(3000), "R152", name="坏.doc"),
    case(
        "old-with-a-directory-in-circles",
        lambda: compound({"a": b""})[:1028] + b"\1\0\0\0" * 2000,
        "R152",
        name="坏.doc",
    ),
]

CONTENTS = [
    case(
        "styles-in-a-circle",
        lambda: docx(
            paragraph(WORDS, '<w:pStyle w:val="a"/>'), parts={"styles": styles(("a", "b"), ("b", "c"), ("c", "a"))}
        ),
        "read",
    ),
    case(
        "a-style-on-itself",
        lambda: docx(paragraph(WORDS, '<w:pStyle w:val="a"/>'), parts={"styles": styles(("a", "a"))}),
        "read",
    ),
    case(
        "styles-without-end",
        lambda: docx(
            paragraph(WORDS, '<w:pStyle w:val="s0"/>'),
            parts={"styles": styles(*((f"s{n}", f"s{n + 1}") for n in range(20_000)))},
        ),
        "read",
    ),
    case(
        "numbering-from-a-billion",
        lambda: docx(numbered(WORDS), parts=numbering(level("第%1条", "1000000000", format="chineseCounting"))),
        "read",
    ),
    case(
        "numbering-from-less-than-nothing",
        lambda: docx(numbered(WORDS), parts=numbering(level("%1.", "-5", format="lowerRoman"))),
        "read",
    ),
    case(
        "letters-from-a-billion",
        lambda: docx(numbered(WORDS), parts=numbering(level("%1.", "999999999", format="lowerLetter"))),
        "read",
    ),
    case(
        "roman-from-a-billion",
        lambda: docx(numbered(WORDS), parts=numbering(level("%1.", "999999999", format="upperRoman"))),
        "read",
    ),
    case("numbering-with-no-number", lambda: docx(numbered(WORDS), parts=numbering(level("%1", "一二三"))), "read"),
    case(
        "numbering-of-level-a-billion",
        lambda: docx(numbered(WORDS, level=1_000_000_000), parts=numbering(level())),
        "read",
    ),
    case(
        "numbering-of-a-level-below", lambda: docx(numbered(WORDS, level=-1), parts=numbering(level(ilvl="-1"))), "read"
    ),
    case(
        "a-pattern-without-end", lambda: docx(numbered(WORDS) * 50, parts=numbering(level("%1%9%%" * 20_000))), "read"
    ),
    case(
        "numbering-in-a-circle",
        lambda: docx(
            numbered(WORDS),
            parts={
                "numbering": (
                    '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="a"/></w:abstractNum><w:num '
                    'w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
                ),
                "styles": (
                    '<w:style w:type="numbering" w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
                    "</w:pPr></w:style>"
                ),
            },
        ),
        "read",
    ),
    case(
        "fifty-thousand-lists",
        lambda: docx(
            numbered(WORDS),
            parts=numbering(
                level(),
                "".join(f'<w:abstractNum w:abstractNumId="{n}">{level()}</w:abstractNum>' for n in range(1, 50_000)),
            ),
        ),
        "read",
        seconds=10,
    ),
    case("a-table-of-ninety-thousand", lambda: docx(P + table(300, 300)), "read R164"),
    case("a-cell-a-billion-wide", lambda: docx(P + table(2, 2, '<w:gridSpan w:val="1000000000"/>')), "read"),
    case("a-cell-less-than-nothing-wide", lambda: docx(P + table(2, 2, '<w:gridSpan w:val="-3"/>')), "read"),
    case(
        "a-row-a-billion-behind",
        lambda: docx(P + table(1, 1).replace("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>')),
        "read",
    ),
    case("cells-that-go-on-from-nothing", lambda: docx(P + table(3, 3, "<w:vMerge/>")), "read"),
    case(
        "rows-of-all-widths",
        lambda: docx(P + "<w:tbl>" + "".join(table(1, n)[7:-8] for n in range(1, 150)) + "</w:tbl>"),
        "read",
    ),
    case("tables-in-tables", lambda: docx(P + nested_tables(75)), "read"),
    case("tables-in-tables-too-deep", lambda: docx(P + nested_tables(5000)), "R164"),
    case("a-table-without-cells", lambda: docx(P + "<w:tbl><w:tr/><w:tr/></w:tbl>"), "read"),
    case(
        "fields-that-never-end",
        lambda: docx(
            P
            + "".join(
                paragraph(f"{RANDOM.random()}").replace("<w:t ", '<w:fldChar w:fldCharType="begin"/><w:t ')
                for _ in range(20_000)
            )
        ),
        "read",
    ),
    case(
        "fields-that-never-began",
        lambda: docx(
            "".join(
                f'<w:p><w:r><w:fldChar w:fldCharType="end"/><w:t>{RANDOM.random()}</w:t></w:r></w:p>'
                for _ in range(20_000)
            )
            + P
        ),
        "read",
    ),
    case(
        "a-note-on-itself",
        lambda: docx(
            P.replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),
            parts={
                "footnotes": (
                    '<w:footnote w:id="2"><w:p><w:r><w:t>注</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
                    "</w:footnote>"
                )
            },
        ),
        "read",
    ),
    case(
        "ten-thousand-signs-to-one-note",
        lambda: docx(
            P + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' * 10_000,
            parts={"footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>'},
        ),
        "read",
    ),
    case(
        "letters-nobody-sees",
        lambda: docx(P + paragraph("\u202e\u2066\ufeff\u200b\U000e0041\ue000￾".replace("￾", ""))),
        "read",
    ),
    case(
        "markup-in-words", lambda: docx(P + paragraph('<script>alert(1)</script>{{ 7*7 }}--8<-- "/etc/passwd"')), "read"
    ),
    case(
        "all-deleted",
        lambda: docx(f'<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>{WORDS}</w:delText></w:r></w:del></w:p>'),
        "R101",
    ),
    case("all-hidden", lambda: docx(paragraph(WORDS, run="<w:vanish/>")), "R101"),
]


@pytest.mark.parametrize("case", [*ARCHIVES, *XML, *PARTS, *CONTENTS])
def test_a_hostile_word_file(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    check(case, tmp_path, monkeypatch)
