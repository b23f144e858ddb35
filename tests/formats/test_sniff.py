"""What a file is, told from its content; what its name says beside it."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import text
from generator.readers import READERS, read_bytes
from generator.readers.sniff import SUFFIXES, sniff

from .ole import compound, word
from .ooxml import archive, docx, paragraph
from .rooms import mht

WORD = docx(paragraph("正文"))
PAGE = "<!DOCTYPE html>\n<html><head><title>甲</title></head><body><p>正文文字</p></body></html>"
MHT = "From: <Saved by X>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n boundary=x\r\n\r\n--x"
WORD_XML = '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n<w:wordDocument xmlns:w="x"/>'
EXCEL_XML = '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook/>'
FLAT = '<?xml version="1.0"?>\n<office:document xmlns:office="x"/>'
ODT = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}


def stored(members: dict[str, bytes]) -> bytes:
    """An archive whose first member is not compressed, as the OpenDocument standard wants its mimetype."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as opened:
        for name, body in members.items():
            opened.writestr(name, body)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "format"),
    [
        (WORD, ".docx", "docx"),
        (WORD, ".doc", "docx"),
        (WORD, ".txt", "docx"),
        (WORD[:200], ".docx", "docx"),
        (archive({"[Content_Types].xml": b"", "doc/main.xml": b""}), ".docx", "docx"),
        (archive({"word\\document.xml": b""}), ".docx", "docx"),
        (archive({"word/document.xml": b"", "word/embeddings/a.xlsx": stored({"xl/workbook.xml": b""})}), "", "docx"),
        (compound({"1Table": b"", "WordDocument": word()}), ".doc", "doc"),
        (compound({"WordDocument": word(), "1Table": b""}), ".docx", "doc"),
        (compound({"WordDocument": word()}), ".wps", "wps"),
        (compound({"WordDocument": word()})[:1500], ".doc", "doc"),
        (stored(ODT), ".odt", "odt"),
        (b"{\\rtf1\\ansi}", ".doc", "rtf"),
        (b"\xef\xbb\xbf {\\rtf1\\ansi}", ".rtf", "rtf"),
        (b"%PDF-1.7\n", ".pdf", "pdf"),
        (b"\r\n\r\n%PDF-1.4\n", ".pdf", "pdf"),
        (b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n1 0 obj\n", ".pdf", "pdf"),
        ("关于 %PDF-1.4 的说明".encode(), ".txt", "txt"),
        (PAGE.encode(), ".html", "html"),
        (PAGE.encode("gbk"), ".doc", "html"),
        (PAGE.encode("utf-16"), ".doc", "html"),
        (PAGE.encode("utf-16-le"), ".doc", "html"),
        (PAGE.encode("utf-16-be"), ".doc", "html"),
        (b"\xef\xbb\xbf<!-- saved from url=(0014)about:internet --><?xml version='1.0'?>\n<html>", ".doc", "html"),
        (b"<meta charset=gbk><p>", ".docx", "html"),
        ("只有文字".encode(), ".html", "html"),
        (PAGE.encode(), ".txt", "html"),
        (PAGE.encode(), ".md", "html"),
        ("<!DOCTYPE html>\n<p>文字</p>".encode(), ".txt", "txt"),
        ("<html>是网页的记号。".encode(), ".txt", "txt"),
        ('<div align="center">\n\n# 标题'.encode(), ".md", "md"),
        (MHT.encode(), ".mht", "mht"),
        (MHT.encode(), ".doc", "mht"),
        (MHT.replace("MIME-Version: 1.0\r\n", "").encode(), ".mht", "mht"),
        (MHT.replace("MIME-Version: 1.0\r\n", "").encode(), ".doc", "mht"),
        ("Note: 甲\n\nContent-Type: multipart/related".encode(), ".txt", "txt"),
        ("注意: 甲\nMIME-Version: 1.0".encode(), ".txt", "txt"),
        (WORD_XML.encode(), ".xml", "xml"),
        (WORD_XML.encode("utf-16"), ".doc", "xml"),
        (FLAT.encode(), ".fodt", "fodt"),
        ("一、总体要求".encode(), ".txt", "txt"),
        ("# 标题".encode(), ".md", "md"),
        ("一、总体要求".encode("utf-16-le"), ".txt", "txt"),
        ("ID3 算法，BM 公司，MZ 与 RIFF".encode(), ".txt", "txt"),
        (b"", ".docx", "txt"),
        (b"\0" * 4096, ".docx", "txt"),
    ],
)
def test_the_content_decides(data: bytes, suffix: str, format: str) -> None:
    assert sniff(data, suffix).format == format


@pytest.mark.parametrize(
    ("data", "name", "code", "word"),
    [
        (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "甲.docx", "R151", "密码"),
        (compound({"WordDocument": word(flags=0x0100)}), "甲.doc", "R151", "密码"),
        (compound({"WordDocument": word(flags=0x8100)}), "甲.wps", "R151", "密码"),
        (compound({"Workbook": b"", "WordDocument ": b""}), "甲.doc", "R152", "Excel"),
        (compound({"PowerPoint Document": b""}), "甲.doc", "R152", "PowerPoint"),
        (compound({"VisioDocument": b""}), "甲.doc", "R152", "旧版 Office"),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b"", "xl/a.docx": WORD}), "甲.docx", "R152", "Excel"),
        (archive({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "甲.docx", "R152", "PowerPoint"),
        (archive({"OFD.xml": b"", "Doc_0/Document.xml": b""}), "甲.ofd", "R152", "OFD"),
        (stored({"mimetype": b"application/epub+zip"}), "甲.docx", "R152", "EPUB"),
        (stored({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "甲.odt", "R152", "ODS"),
        (archive({"通知.docx": WORD}), "甲.docx", "R153", "压缩包"),
        (archive({"META-INF/MANIFEST.MF": b"", "a.class": b""}), "甲.docx", "R153", "程序"),
        (b"PK\x05\x06" + b"\0" * 18, "甲.docx", "R153", "压缩包"),
        (b"Rar!\x1a\x07\0", "甲.doc", "R153", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "甲.doc", "R153", "压缩包"),
        (b"\x1f\x8b\x08\0", "甲.doc", "R153", "压缩包"),
        (b"\0" * 257 + b"ustar\0", "甲.doc", "R153", "压缩包"),
        (b"\x89PNG\r\n\x1a\n", "甲.pdf", "R153", "图片"),
        (b"\xff\xd8\xff\xe0", "甲.docx", "R153", "图片"),
        (b"BM\x36\0\0\0\0\0", "甲.txt", "R153", "图片"),
        (b"\0\0\0\x18ftypmp42", "甲.doc", "R153", "录像"),
        (b"ID3\x03\0\0\0\0\x0f", "甲.txt", "R153", "录音"),
        (b"MZ\x90\0\x03\0\0\0", "甲.doc", "R153", "程序"),
        (b"Founder CEB 2.0", "甲.ceb", "R152", "CEB"),
        (EXCEL_XML.encode(), "甲.xml", "R152", "Excel"),
        (b"\x01\x02gd", "甲.gd", "R152", "书生"),
        (b"<settings/>", "甲.xml", "R112", ".xml"),
        ("文字".encode(), "甲.csv", "R112", ".csv"),
        (bytes(range(128, 256)) * 9, "甲.docx", "R158", ".docx"),
        (b"\x07\x08\0\x01" * 50, "甲.pdf", "R158", ".pdf"),
        (b"", "甲.docx", "R101", ""),
        (b"\0" * 4096, "甲.doc", "R101", ""),
        (b" \r\n", "甲.pdf", "R101", ""),
    ],
)
def test_what_is_not_read_is_named(data: bytes, name: str, code: str, word: str) -> None:
    source, (problem,) = read_bytes(data, name)
    assert source is None and problem.code == code and word in text(problem)


def test_text_under_another_name_is_read_and_said() -> None:
    source, found = read_bytes("一、总体要求和主要目标".encode("gbk"), "甲.doc")
    assert source and (source.format, source.encoding) == ("txt", "gb18030")
    assert [(p.code, p.args) for p in found] == [("R150", (".doc", "纯文本"))]


@pytest.mark.parametrize("name", ["甲.mht", "甲.html", "甲.doc"])
def test_a_web_archive_without_its_version_is_read(name: str) -> None:
    whole = mht("<html><body><p>一、总体要求和主要目标</p></body></html>", ("image/png", b"\x89PNG"))
    data = b"\n".join(row for row in whole.split(b"\n") if not row.startswith(b"MIME-Version"))
    assert data != whole
    source, _ = read_bytes(data, name)
    assert source and [line.text for line in source.lines] == ["一、总体要求和主要目标"]
    assert source.sha256 == sha256(data).hexdigest()


def test_a_suffix_in_capitals_is_the_same_suffix() -> None:
    source, found = read_bytes("一、总体要求".encode(), "甲.TXT")
    assert source and not found


def test_every_format_has_a_reader() -> None:
    assert {format for formats in SUFFIXES.values() for format in formats} == set(READERS)


FRAGMENTS = [
    b"PK\x03\x04", b"word/document.xml", b"%PDF-1.4", b"1 0 obj", b"{\\rtf", b"<html", b"<body", b"<?xml ?>", b"<!--",
    b"-->", b"MIME-Version:", b"\nContent-Type: text/html", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\0", b"\xff\xfe",
    b"From: ", compound({"WordDocument": b""})[:700], struct.pack("<I", 0), b"\t\0\x06\0", b"mimetype",
]  # fmt: skip


@given(
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.binary(max_size=20)), max_size=12),
    st.sampled_from(sorted(SUFFIXES)),
)
def test_any_bytes_are_of_some_kind(parts: list[bytes], suffix: str) -> None:
    kind = sniff(b"".join(parts), suffix)
    assert bool(kind.format) != bool(kind.refusal)
    assert not kind.format or kind.format in READERS


@pytest.mark.parametrize(
    "part",
    [b"PK\x03\x04", b"<!--", b"<!-- -->", b"<?xml ?>", b"From: a\nMIME-Version:", b"<html", b" ", b"%PDF-1.4", b"1 "],
)
def test_telling_kinds_takes_no_time(part: bytes) -> None:
    data = part * (4_000_000 // len(part))
    started = time.perf_counter()
    for suffix in (".docx", ".txt", ".html"):
        sniff(data, suffix)
        sniff(b"From: a\n" + data, suffix)
    assert time.perf_counter() - started < 5


def test_a_directory_that_runs_in_circles_ends() -> None:
    data = bytearray(compound({"WordDocument": word(), "1Table": b""}))
    data[512 + 4 : 512 + 8] = struct.pack("<I", 1)  # the directory's sector follows itself
    data[1024 + 128 + 72 : 1024 + 128 + 76] = struct.pack("<I", 0)  # a stream's neighbour is the root
    assert sniff(bytes(data), ".doc").format == "doc"


def test_real_compound_files(shared: Path) -> None:
    for path in (shared / "corpus/dev").glob("*.doc"):
        assert sniff(path.read_bytes(), ".doc").format == "doc"
