"""Small Word files made from their XML, for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_KINDS = {
    "styles": "styles+xml", "numbering": "numbering+xml", "footnotes": "footnotes+xml", "endnotes": "endnotes+xml",
    "comments": "comments+xml", "settings": "settings+xml", "header1": "header+xml", "footer1": "footer+xml",
}  # fmt: skip
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def paragraph(text: str = "", properties: str = "", run: str = "") -> str:
    """One w:p with one run; `properties` is the inside of w:pPr, `run` that of w:rPr."""
    words = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>"


def numbered(text: str, num: int = 1, level: int = 0) -> str:
    """A paragraph with automatic numbering."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def docx(
    body: str,
    *,
    parts: Mapping[str, str] = {},
    files: Mapping[str, bytes] = {},
    relations: str = "",
) -> bytes:
    """A .docx with the inside of w:body.

    `parts`: name without suffix (styles, numbering, footnotes, comments, header1 …) → the inside of its root element.
    `files`: further members by their path in the archive. `relations`: further Relationship elements of the document.
    """
    roots = {"footnotes": "footnotes", "endnotes": "endnotes", "header1": "hdr", "footer1": "ftr"}
    members = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": _package_relations(),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/_rels/document.xml.rels": _document_relations(parts, relations),
    }
    for name, inside in parts.items():
        root = roots.get(name, name)
        members[f"word/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
    return archive({**{name: _xml(text) for name, text in members.items()}, **files})


def archive(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of these members, in order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return data.getvalue()


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}'.encode()


def _content_types(parts: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}{_KINDS[name]}"/>'
        for name in parts
        if name in _KINDS
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}document.main+xml"/>{rows}</Types>'
    )


def _package_relations() -> str:
    return (
        f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )


def _document_relations(parts: Mapping[str, str], more: str) -> str:
    rows = "".join(
        f'<Relationship Id="part-{name}" Type="{_OFFICE}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in parts
    )
    return f'<Relationships xmlns="{_RELATIONS}">{rows}{more}</Relationships>'
