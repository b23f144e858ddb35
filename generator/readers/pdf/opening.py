"""From the bytes of a PDF to its pages: what is not one, broken, encrypted or too large is refused. Pure.

The libraries write remarks on broken files into the log; a reader's findings are diagnostics, so that log is silenced.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator

import pypdf
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from ...source import Diagnostic, Loc
from ..limits import PDF_LOOKUPS, PDF_OBJECTS, PDF_PAGES, PDF_STREAM_SIZE
from .fonts import is_endless

for _library in ("pdfminer", "pypdf"):
    logging.getLogger(_library).setLevel(logging.CRITICAL + 1)

_HEAD = 1024
"""Bytes in which the mark %PDF- stands (ISO 32000-1, annex H.3.4.1)."""
_OBJECT = re.compile(rb"\bobj\b")
_STREAM = re.compile(rb"stream\r?\n")
_RATIO = 1032
"""How much zlib can shrink at most: a shorter stream cannot become too long."""
_STEP = 1 << 20


class Refused(Exception):
    """The file is left out whole; the argument is the diagnostic that says why."""

    def __init__(self, code: str, path: str, *args: str) -> None:
        super().__init__(code)
        self.finding = Diagnostic(code, Loc(path), args)


class _Counted(PDFDocument):
    """A document that counts how often it is asked: the library follows circles of references for ever."""

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        self._asked = 0
        super().__init__(PDFParser(io.BytesIO(data)), password="")

    def getobj(self, objid: int) -> object:
        """The object of a number; raises Refused when it is one too many."""
        self._asked += 1
        if self._asked > PDF_LOOKUPS:
            raise Refused("R184", self._path, f"内部引用超过 {PDF_LOOKUPS} 次")
        found = super().getobj(objid)
        if is_endless(found):
            raise Refused("R180", self._path, "字体里的字比能有的还多")
        return found


def document(data: bytes, path: str) -> PDFDocument:
    """The document in some bytes; raises Refused."""
    try:
        return _Counted(data, path)
    except PDFPasswordIncorrect:
        raise Refused("R181", path) from None
    except PDFEncryptionError:
        raise Refused("R180", path, "加密方式不认识") from None


def inspect(data: bytes, path: str) -> None:
    """Refuse what can be told to be unreadable before anything is taken apart; raises Refused."""
    if b"%PDF-" not in data[:_HEAD]:
        raise Refused("R180", path, "开头不是 PDF 的标记")
    if data.rfind(b"startxref") < data.rfind(b"endobj"):
        raise Refused("R180", path, "文件不完整，后面缺了一截")
    if sum(1 for _ in _OBJECT.finditer(data)) > 2 * PDF_OBJECTS:
        raise Refused("R184", path, f"里面的对象超过 {PDF_OBJECTS} 个")
    if any(_bursts(data, match) for match in _STREAM.finditer(data)):
        raise Refused("R184", path, f"有一处内容解压以后超过 {PDF_STREAM_SIZE // _STEP} MB")


def _bursts(data: bytes, match: re.Match[bytes]) -> bool:
    """Whether a compressed stream, pictures apart, is longer than its limit when it is unpacked."""
    start = match.end()
    end = data.find(b"endstream", start)
    head = data[max(0, match.start() - 400) : match.start()].rpartition(b"obj")[2]
    if end - start < PDF_STREAM_SIZE // _RATIO or b"/Image" in head:
        return False
    unpacker = zlib.decompressobj()
    length, chunk = 0, data[start:end]
    try:
        while chunk and length <= PDF_STREAM_SIZE:
            length += len(unpacker.decompress(chunk, _STEP))
            chunk = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return length > PDF_STREAM_SIZE


def pages(opened: PDFDocument, path: str) -> Iterator[PDFPage]:
    """The pages in order; raises Refused when there are too many."""
    for index, page in enumerate(PDFPage.create_pages(opened)):
        if index >= PDF_PAGES:
            raise Refused("R184", path, f"超过 {PDF_PAGES} 页")
        yield page


def rewritten(data: bytes) -> bytes | None:
    """The same document as another library reads it, written anew without encryption; None when that fails.

    Some files that are protected against changes only, and some with a broken table of objects, become readable so.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        written = io.BytesIO()
        pypdf.PdfWriter(clone_from=reader).write(written)
        return written.getvalue()
    except Exception:  # whatever a broken file does to the library: it is only the second try
        return None
