"""What a file is: its content decides, never its name. Pure.

Only where the content leaves a choice does the name help: text is Markdown in a `.md`, a web page in a `.html`, and
what WPS writes is told from what Word writes by the suffix alone, for the two are one format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from . import ole
from .limits import SNIFFED, ZIP_MEMBERS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is read, or why it is not."""

    format: str
    """What `Source.format` says; the key of the table of readers. Empty = it is not read."""
    words: str
    """What a clerk calls it."""
    refusal: str = ""
    """Code of the diagnostic when it is not read."""


TXT, MARKDOWN = Kind("txt", "纯文本"), Kind("md", "Markdown 文本")
DOCX, DOC, WPS = (
    Kind("docx", "Word 文档（.docx）"),
    Kind("doc", "旧版 Word 文档（.doc）"),
    Kind("wps", "WPS 文档（.wps）"),
)
RTF, ODT, WORD_XML = Kind("rtf", "RTF 文档"), Kind("odt", "ODT 文档"), Kind("xml", "Word 2003 XML 文档")
FLAT_ODT = Kind("fodt", "ODT 文档（XML）")
PDF, HTML, MHT = Kind("pdf", "PDF 文件"), Kind("html", "网页"), Kind("mht", "网页归档文件（.mht）")
READABLE = (TXT, MARKDOWN, DOCX, DOC, WPS, RTF, ODT, FLAT_ODT, WORD_XML, PDF, HTML, MHT)
WORDS = {kind.format: kind.words for kind in READABLE}
"""Format → what a clerk calls it, wherever one is named."""
LOCKED = Kind("", "加密的文档", "R151")


def _other(words: str) -> Kind:
    """A document that no reader is for."""
    return Kind("", words, "R152")


def _foreign(words: str) -> Kind:
    """A file that is no document."""
    return Kind("", words, "R153")


EXCEL, POWERPOINT = _other("Excel 表格"), _other("PowerPoint 演示文稿")

SUFFIXES: dict[str, tuple[str, ...]] = {
    ".txt": ("txt",), ".md": ("md",),
    ".docx": ("docx",), ".docm": ("docx",), ".dotx": ("docx",), ".dotm": ("docx",),
    ".doc": ("doc",), ".dot": ("doc",), ".wps": ("wps",), ".wpt": ("wps",), ".rtf": ("rtf",),
    ".odt": ("odt",), ".ott": ("odt",), ".fodt": ("fodt",), ".xml": ("xml", "fodt"), ".pdf": ("pdf",),
    ".html": ("html",), ".htm": ("html",), ".xhtml": ("html",), ".shtml": ("html",),
    ".mht": ("mht",), ".mhtml": ("mht",),
    ".ofd": (), ".ceb": (), ".cebx": (), ".sep": (), ".gd": (),
}  # fmt: skip
"""Suffixes of documents, lower case → the formats that belong to them. Those without one have no reader."""

NAMED = {
    ".ofd": _other("OFD 版式文件"), ".ceb": _other("方正 CEB 版式文件"), ".cebx": _other("方正 CEBX 版式文件"),
    ".sep": _other("书生版式文件"), ".gd": _other("书生 GD 版式文件"),
}  # fmt: skip
"""Documents that are known by their names only."""

_PICTURE, _SOUND, _PACKED = _foreign("图片"), _foreign("录音或录像"), _foreign("压缩包")
_HEADS = (
    (b"%PDF-", PDF), (b"Founder CEB", NAMED[".ceb"]), (b"\x89PNG", _PICTURE), (b"\xff\xd8\xff", _PICTURE),
    (b"GIF87a", _PICTURE), (b"GIF89a", _PICTURE), (b"II*\0", _PICTURE), (b"MM\0*", _PICTURE),
    (b"OggS\0", _SOUND), (b"\x30\x26\xb2\x75\x8e\x66", _SOUND), (b"Rar!\x1a", _PACKED), (b"7z\xbc\xaf", _PACKED),
    (b"\x1f\x8b", _PACKED), (b"BZh91AY&SY", _PACKED), (b"\xfd7zXZ", _PACKED), (b"MSCF\0", _PACKED),
    (b"PK\x05\x06", _PACKED), (b"\x7fELF", _foreign("程序文件")), (b"L\0\0\0\x01\x14\x02\0", _foreign("快捷方式")),
    (b"SQLite format 3\0", _foreign("数据库文件")),
)  # fmt: skip
"""What a file begins with, where that is enough."""
_PLACED = ((4, b"ftyp", _SOUND), (257, b"ustar", _PACKED))
_HEADED = ((b"BM", _PICTURE), (b"MZ", _foreign("程序文件")), (b"ID3", _SOUND), (b"RIFF", _SOUND))
"""Beginnings that may be words: they count with NUL bytes close by."""

_MEMBERS = (
    ("word/", DOCX), ("xl/", EXCEL), ("ppt/", POWERPOINT), ("visio/", _other("Visio 图")), ("OFD.xml", NAMED[".ofd"]),
    ("META-INF/MANIFEST.MF", _foreign("程序文件")), ("AndroidManifest.xml", _foreign("程序文件")),
    ("Index/Document.iwa", _other("Pages 文稿")),
)  # fmt: skip
"""Beginnings of member names; the first member that fits one decides: what is packed inside comes after."""
_LOCAL_HEADER = re.compile(rb"PK\x03\x04")
_CONTENT_TYPES = "[Content_Types].xml"
_OPEN_DOCUMENT = (
    (b"opendocument.text", ODT), (b"opendocument.spreadsheet", _other("ODS 表格")),
    (b"opendocument.presentation", _other("ODP 演示文稿")), (b"epub+zip", _other("电子书（EPUB）")),
)  # fmt: skip

_PDF_INSIDE = re.compile(rb"%PDF-\d\.\d")
_PDF_OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->)", re.DOTALL)
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_WHOLE_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html)\b.*<(?:body|/head)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(r"[A-Za-z-]{2,40}:\s")
_HEADER_END = re.compile(r"\r?\n[ \t]*\r?\n")
_MIME = re.compile(r"^MIME-Version:", re.I | re.M)
_PARTS = re.compile(r"^Content-Type:\s*multipart/related", re.I | re.M)
_PAGE_OR_PARTS = re.compile(r"^Content-Type:\s*(?:multipart/|text/html)", re.I | re.M)
_XML = (
    (re.compile(r'<\?mso-application\s+progid="Word\.Document"|<w:wordDocument\b'), WORD_XML),
    (re.compile(r'<\?mso-application\s+progid="Excel'), EXCEL),
    (re.compile(r"<office:document\b"), FLAT_ODT),
)
_BINARY = frozenset(
    suffix for suffix, formats in SUFFIXES.items() if not {"txt", "md", "html", "mht", "xml", "fodt"} & set(formats)
)
"""Suffixes of formats that are no plain text: undecodable bytes there are a broken document, no wrong encoding."""


def sniff(data: bytes, suffix: str) -> Kind:
    """The kind of a file; `suffix` is lower case with its dot. What nothing else fits is text."""
    return _binary(data, suffix) or _text(_beginning(data), suffix)


def is_container(start: bytes) -> bool:
    """Whether a file that begins so is told by what it holds (zip, OLE), wherever in it that stands."""
    return start.startswith((b"PK\x03\x04", ole.MAGIC))


def is_document(data: bytes, suffix: str) -> bool:
    """Whether the content, or the first part of it, is that of a document that is read, under a suffix of no document.

    Text is one where the suffix says nothing; under any other it may be a program, a list, a log.
    """
    kind = sniff(data, suffix)
    return bool(kind.format) and (kind != TXT or says_nothing(suffix))


def is_binary(suffix: str) -> bool:
    """Whether a file of that name should not be plain text."""
    return suffix in _BINARY


def expected(kind: Kind, suffix: str) -> bool:
    """Whether a file's name and content agree; a text may have no suffix."""
    return kind.format in SUFFIXES.get(suffix, ()) or (kind == TXT and says_nothing(suffix))


def says_nothing(suffix: str) -> bool:
    """Whether a suffix is none: empty, or the number that ends a name (`讲话.2024`)."""
    return not suffix or suffix[1:].isdecimal()


def _binary(data: bytes, suffix: str) -> Kind | None:
    """The kind of a file that is known by its first bytes; None = it may be text."""
    if data.startswith(ole.MAGIC):
        return _compound(data, suffix)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    start = data[:1024].lstrip(b"\xef\xbb\xbf\0 \t\r\n")
    if start.startswith(b"{\\rtf"):
        return RTF
    by_head = (kind for head, kind in _HEADS if data.startswith(head))
    by_place = (kind for offset, head, kind in _PLACED if data.startswith(head, offset))
    by_nul = (kind for head, kind in _HEADED if data.startswith(head) and b"\0\0" in data[:64])
    return next(chain(by_head, by_place, by_nul, _late_pdf(data, start)), None)


def _late_pdf(data: bytes, start: bytes) -> Iterator[Kind]:
    """A PDF behind blanks or other bytes: its mark may stand anywhere in the first 1,024 (PDF 1.7, appendix H.3)."""
    if start.startswith(b"%PDF-") or (_PDF_INSIDE.search(data[:1024]) and _PDF_OBJECT.search(data[: 16 * SNIFFED])):
        yield PDF


def _compound(data: bytes, suffix: str) -> Kind:
    """The kind of an OLE file, by the streams at its top."""
    streams = ole.contents(data)
    if "EncryptedPackage" in streams:
        return LOCKED
    if "WordDocument" in streams:
        return LOCKED if _is_locked(streams["WordDocument"]) else _word(suffix)
    if {"Workbook", "Book"} & set(streams):
        return EXCEL
    if "PowerPoint Document" in streams:
        return POWERPOINT
    damaged = "WordDocument".encode("utf-16-le") in data
    return _word(suffix) if damaged else _other("旧版 Office 文件")


def _word(suffix: str) -> Kind:
    return WPS if "wps" in SUFFIXES.get(suffix, ()) else DOC


def _is_locked(beginning: bytes) -> bool:
    """Whether a Word text is encrypted or obfuscated: bits F and 15 of FibBase ([MS-DOC] 2.5.2)."""
    return bool(int.from_bytes(beginning[10:12], "little") & 0x8100)


def _archive(data: bytes) -> Kind:
    """The kind of a zip archive, by the names of its members."""
    names = [_member(data, match.start()) for match in islice(_LOCAL_HEADER.finditer(data), ZIP_MEMBERS)]
    if names[:1] and names[0].startswith("mimetype"):
        return next((kind for mark, kind in _OPEN_DOCUMENT if mark in data[30:128]), _PACKED)
    found = (kind for name in names for head, kind in _MEMBERS if name.startswith(head))
    return next(found, DOCX if _CONTENT_TYPES in names else _PACKED)


def _member(data: bytes, start: int) -> str:
    """The name in a local file header (APPNOTE 4.3.7), at most 64 bytes of it."""
    length = int.from_bytes(data[start + 26 : start + 28], "little")
    return data[start + 30 : start + 30 + min(length, 64)].decode("latin-1").replace("\\", "/")


def _beginning(data: bytes) -> str:
    """The first part of a file as if it were text: enough to see marks, which are ASCII in all encodings."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) : SNIFFED].decode(codec, "replace")
    start = data[:SNIFFED]
    if start[1:64:2].count(0) > 8:
        return start.decode("utf-16-le", "replace")
    return start.decode("utf-16-be" if start[0:64:2].count(0) > 8 else "latin-1", "replace")


def _text(start: str, suffix: str) -> Kind:
    """The kind of a file that is text, by how it begins."""
    body = start[_prolog(start) :]
    by_mark = next((kind for mark, kind in _XML if mark.search(start[:4096])), None)
    if by_mark and start.lstrip().startswith("<"):
        return by_mark
    if _is_web_archive(start[:4096].lstrip(), suffix):
        return MHT
    if suffix in (".txt", ".md"):
        return HTML if _WHOLE_PAGE.match(body) else (MARKDOWN if suffix == ".md" else TXT)
    if "html" in SUFFIXES.get(suffix, ()) or _PAGE.match(body):
        return HTML
    return NAMED.get(suffix, TXT)


def _is_web_archive(start: str, suffix: str) -> bool:
    """Whether a file is a MIME message that holds a page (RFC 2557); some programs leave MIME-Version out."""
    header = _HEADER_END.split(start, maxsplit=1)[0]
    if not _MAIL.match(header):
        return False
    whole = _MIME.search(header) and _PAGE_OR_PARTS.search(header)
    return bool("mht" in SUFFIXES.get(suffix, ()) or _PARTS.search(header) or whole)


def _prolog(start: str) -> int:
    """Where a page begins behind its XML declaration and comments."""
    end = 0
    while match := _PROLOG.match(start, end):
        end = match.end()
    return end
