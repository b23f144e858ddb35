"""Tables for Excel and WPS as bytes, and rows from such bytes: CSV (UTF-8 with a mark, so that Excel sees it) and xlsx.

The same rows give the same bytes. What a document says can never become a formula: in xlsx every cell is text by its
type; a CSV has no types, so there an apostrophe goes before a sign that begins a formula, and `read` takes it off.
Codes such as 2-1-3 become dates when Excel opens a CSV: write them so that they begin with a letter, or use xlsx.
"""

from __future__ import annotations

import csv as plain_csv
import re
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

Rows = Sequence[Sequence[str]]

MARK = "\ufeff"
WIDTH = 20
"""Width of a column that none is given for, in digits of the standard font: a Chinese character takes two."""
LONGEST_NAME = 31
LONGEST_LIST = 255
"""Characters that Excel takes in a list to choose from."""
LONGEST_CELL = 32_767
"""Characters that Excel takes in one cell."""
LARGEST = 256 * 1024 * 1024
"""Bytes of an unpacked xlsx that is still opened."""
# OWASP "CSV injection": these begin a formula, the full-width ones too where Excel speaks Chinese or Japanese.
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
WHOLE = re.compile(r"0|[1-9]\d{0,8}")
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DATED = (1980, 1, 1, 0, 0, 0)
"""The date of all files in an xlsx: the earliest that a zip knows."""


BROKEN = (
    BadZipFile, zlib.error, LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, RuntimeError,
)  # fmt: skip
"""What openpyxl and those it asks raise for a damaged workbook."""


class Unreadable(ValueError):
    """A file that is no table; its words say why, in Chinese."""


def csv(rows: Rows) -> bytes:
    """A CSV as Excel expects it: UTF-8 with a mark, commas, lines ending in CR LF."""
    out = StringIO(newline="")
    plain_csv.writer(out).writerows([[_guarded(cell) for cell in row] for row in rows])
    return (MARK + out.getvalue()).encode("utf-8", "replace")


def xlsx(
    rows: Rows, *, title: str, widths: Sequence[int] = (), choices: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """A workbook of one sheet named `title`; the first row is its head: bold, frozen, with filters, on every print.

    All cells are text but plain whole numbers, which can then be sorted. `widths`: see `WIDTH`. `choices`: name of a
    column → words that its cells offer to choose from; other words may be written too.
    """
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in _parts(rows, title, widths, choices or {}).items():
            info = ZipInfo(name, DATED)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
    return out.getvalue()


def read(data: bytes) -> list[list[str]]:
    """The rows of an xlsx (its first sheet) or a CSV, whoever saved it.

    Empty rows at the end are dropped, no row is shorter than the first. A CSV may be UTF-8, UTF-16 or GB18030, its
    cells parted by commas, semicolons or tabs.
    """
    rows = _read_xlsx(data) if data.startswith(b"PK\x03\x04") else _read_csv(data)
    while rows and not any(rows[-1]):
        rows.pop()
    return [row + [""] * (len(rows[0]) - len(row)) for row in rows]


# -- CSV --------------------------------------------------------------------------------------------------------------


def _guarded(cell: str) -> str:
    return "'" + cell if FORMULA.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell) else cell


def _read_csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    lines = plain_csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        return [[_bare(cell) for cell in row] for row in lines]
    except plain_csv.Error as error:
        raise Unreadable("表格里有一格太长，或者引号没有配成对") from error


def _decoded(data: bytes) -> str:
    """The words of a CSV; Excel and WPS save it in the encoding of the machine unless they are told otherwise."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for codec in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise Unreadable("文字的编码认不出来，请另存为“CSV UTF-8（逗号分隔）”")


def _separator(text: str) -> str:
    """The mark that parts the cells of the first line, quoted words left aside."""
    first = re.sub(r'"[^"]*"', "", text).partition("\n")[0]
    return max(",;\t", key=first.count)


# -- xlsx -------------------------------------------------------------------------------------------------------------


def _read_xlsx(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # a third of a second, which only this needs

    try:
        with ZipFile(BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise Unreadable("表格太大了")
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # what WPS says of them is not always true
        return [[_words(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    except BROKEN as error:
        raise error if isinstance(error, Unreadable) else Unreadable("不是 Excel 表格，或已经损坏") from error


def _words(value: object) -> str:
    """A cell as its reader sees it."""
    if value is None or isinstance(value, str):
        return value or ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).removesuffix(" 00:00:00")


def _parts(rows: Rows, title: str, widths: Sequence[int], choices: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The files of a workbook (ECMA-376), as few as Excel, WPS and LibreOffice ask for: path → XML."""
    name = _sheet_name(title)
    last = f"{_letters(max(map(len, rows), default=1) or 1)}{max(len(rows), 1)}"
    book = _BOOK.format(name=quoteattr(name), title=escape(name.replace("'", "''")), last=_absolute(last))
    return {**_FIXED, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": _sheet(rows, widths, choices, last)}


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", NOT_IN_XML.sub(" ", title))[:LONGEST_NAME].strip(" '") or "表格"


def _sheet(rows: Rows, widths: Sequence[int], choices: Mapping[str, Sequence[str]], last: str) -> str:
    many = max(map(len, rows), default=1) or 1
    filled = [*widths[:many], *[WIDTH] * (many - len(widths))]
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(filled, 1))
    lines = "".join(
        f'<row r="{n}">{"".join(_cell(n, column, cell) for column, cell in enumerate(row, 1))}</row>'
        for n, row in enumerate(rows, 1)
    )
    return _SHEET.format(columns=columns, lines=lines, last=last, choices=_choices(rows, choices))


def _choices(rows: Rows, choices: Mapping[str, Sequence[str]]) -> str:
    """The lists to choose from. One that Excel could not read (longer than it takes, or with a comma) is left out."""
    lists = []
    for column, name in enumerate(rows[0] if rows else (), 1):
        words = ",".join(choices.get(name, ()))
        if words and len(words) <= LONGEST_LIST and not any(set(',"') & set(word) for word in choices[name]):
            place = f"{_letters(column)}2:{_letters(column)}{max(len(rows), 2)}"
            lists.append(_CHOICE.format(place=place, words=escape(NOT_IN_XML.sub("�", words))))
    return f'<dataValidations count="{len(lists)}">{"".join(lists)}</dataValidations>' if lists else ""


def _cell(row: int, column: int, cell: str) -> str:
    """One cell; `s` is its style: 1 the head, 2 text that stays text when somebody edits it, 3 a number."""
    place = f"{_letters(column)}{row}"
    if row > 1 and WHOLE.fullmatch(cell):
        return f'<c r="{place}" s="3"><v>{cell}</v></c>'
    words = escape(NOT_IN_XML.sub("�", cell[:LONGEST_CELL]), {"\r": "&#13;"})
    return f'<c r="{place}" s="{1 if row == 1 else 2}" t="inlineStr"><is><t xml:space="preserve">{words}</t></is></c>'


def _letters(column: int) -> str:
    """A for 1, AA for 27."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _absolute(place: str) -> str:
    """$F$65 for F65."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", place)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{_REL}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="12"/><name val="宋体"/></font>'
    '<font><b/><sz val="12"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyFont="1" applyAlignment="1">'
    '<alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyAlignment="1">'
    '<alignment horizontal="left" vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment horizontal="left" vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}
_BOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets><sheet name={{name}} sheetId="1" r:id="r1"/></sheets>'
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
    "'{title}'!$A$1:{last}</definedName>"
    '<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{title}\'!$1:$1</definedName></definedNames></workbook>'
)
_CHOICE = (
    '<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="{place}">'
    '<formula1>"{words}"</formula1></dataValidation>'
)
_SHEET = (
    f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    '<sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><cols>{columns}</cols><sheetData>{lines}</sheetData>"
    '<autoFilter ref="A1:{last}"/>{choices}'
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    '<ignoredErrors><ignoredError sqref="A1:{last}" numberStoredAsText="1"/></ignoredErrors></worksheet>'
)
