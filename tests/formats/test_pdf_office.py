"""PDF made by LibreOffice from texts of ours: the paragraphs that come back are those that went in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from generator.readers import pdf, plain
from generator.show import outline as shown
from generator.source import Source
from generator.structure import outline

from ..conftest import ROOT
from .pdf_pages import read, texts

SPACES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office", "style": "style", "text": "text", "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }.items()
)  # fmt: skip
PAGE_NUMBER = '<text:page-number text:select-page="current">1</text:page-number>'


@dataclass(frozen=True)
class Look:
    """How a text is set."""

    size: float
    pitch: str
    indent: bool
    margins: tuple[str, str, str, str]
    foot: str
    head: str = ""
    white: str = "0pt"
    columns: int = 1
    align: str = "justify"


LOOKS = {
    # GB/T 9704-2012: 三号, 22 lines of 28 characters, page number between dashes
    "official": Look(16, "28.95pt", True, ("37mm", "35mm", "28mm", "26mm"), "— {} —"),
    "head": Look(12, "20pt", True, ("25mm", "25mm", "30mm", "30mm"), "第 {} 页", head="学习资料汇编"),
    "spaced": Look(12, "150%", False, ("20mm", "20mm", "20mm", "20mm"), "{}", white="8pt"),
    "columns": Look(10.5, "16pt", True, ("20mm", "20mm", "20mm", "20mm"), "{}", head="内部学习", columns=2),
    "ragged": Look(14, "24pt", True, ("25mm", "25mm", "25mm", "25mm"), "- {} -", align="start"),
}

TITLE = "在学习教育动员会上的讲话"


def paragraphs() -> list[str]:
    """A long document: sections of different depth, items, paragraphs of all lengths."""
    clauses = (
        "坚持把学习摆在首位", "认真研读原著原文", "结合实际查找“短板”", "逐条对照检查", "明确责任和时限",
        "做到边学边改", "把成果转化为工作成效", "全年开展集中学习12次", "覆盖党员98.5%以上", "形成《学习台账》",
        "不搞形式主义",
    )  # fmt: skip
    found = [TITLE, "同志们："]
    for part, name in enumerate("一二三四"):
        found.append(f"{name}、提高认识，切实抓好第{name}方面的工作")
        for step, sub in enumerate("一二三"):
            found.append(f"（{sub}）加强第{sub}项建设。" + sentence(clauses, part * 5 + step, 4 + 3 * step + part))
            found += [f"{index}．{sentence(clauses, part + step + index, index * 2 + part)}" for index in (1, 2, 3)]
        found.append(sentence(clauses, part * 7, 17 - part))
    return [*found, "同志们，让我们行动起来，为完成各项任务而努力奋斗！"]


def sentence(clauses: tuple[str, ...], start: int, length: int) -> str:
    """Some clauses as sentences."""
    chosen = [clauses[(start + index * 3) % len(clauses)] for index in range(length)]
    return "，".join(chosen) + "。" if length < 8 else "；".join(("，".join(chosen[:6]), "，".join(chosen[6:]))) + "。"


def flat_document(lines: list[str], look: Look) -> str:
    """A text as a flat OpenDocument file."""
    fonts = 'style:font-name="L" style:font-name-asian="F" style:language-asian="zh" style:country-asian="CN"'
    indent = 2 * look.size if look.indent else 0
    body = "".join(
        f'<text:p text:style-name="{"B" if index else "T"}">{escape(line)}</text:p>' for index, line in enumerate(lines)
    )
    edges = " ".join(
        f'fo:margin-{side}="{m}"' for side, m in zip(("top", "bottom", "left", "right"), look.margins, strict=True)
    )
    head = f'<style:header><text:p text:style-name="H">{look.head}</text:p></style:header>' if look.head else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document{SPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'Noto Serif CJK SC'"/>
<style:font-face style:name="L" svg:font-family="'Liberation Serif'"/></office:font-face-decls><office:styles>
<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:text-indent="{indent}pt"
fo:line-height="{look.pitch}" fo:margin-bottom="{look.white}" fo:text-align="{look.align}" fo:orphans="0" fo:widows="0"
style:punctuation-wrap="simple"/><style:text-properties {fonts} fo:font-size="{look.size}pt"
style:font-size-asian="{look.size}pt"/></style:style>
<style:style style:name="T" style:family="paragraph"><style:paragraph-properties fo:text-align="center"
fo:margin-bottom="20pt"/><style:text-properties {fonts} fo:font-size="18pt" style:font-size-asian="18pt"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties {fonts} fo:font-size="9pt" style:font-size-asian="9pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="210mm"
fo:page-height="297mm" {edges}><style:columns fo:column-count="{look.columns}" fo:column-gap="10mm"/>
</style:page-layout-properties><style:header-style><style:header-footer-properties fo:margin-bottom="5mm"/>
</style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="5mm"/></style:footer-style>
</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard"
style:page-layout-name="P">{head}<style:footer><text:p text:style-name="H">{look.foot.format(PAGE_NUMBER)}</text:p>
</style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


@pytest.fixture(scope="module")
def printed(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Source]:
    """The same text in all looks, printed by LibreOffice and read."""
    folder = tmp_path_factory.mktemp("pdf")
    files = [folder / f"{name}.fodt" for name in LOOKS]
    for file in files:
        file.write_text(flat_document(paragraphs(), LOOKS[file.stem]), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return {name: read((folder / f"{name}.pdf").read_bytes()) for name in LOOKS}


@pytest.mark.parametrize("look", LOOKS)
def test_paragraphs_come_back(look: str, printed: dict[str, Source]) -> None:
    assert texts(printed[look]) == paragraphs()


@pytest.mark.parametrize("look", LOOKS)
def test_the_outline_is_that_of_the_text(look: str, printed: dict[str, Source]) -> None:
    source, _ = plain.read("\n".join(paragraphs()).encode(), "a.txt")
    assert source
    expected, actual = (shown(outline.parse(one, "x")[0]) for one in (source, printed[look]))
    keys = ("kind", "ordinal", "heading", "parent")
    assert actual["title"] == expected["title"] == TITLE
    assert [[row[key] for key in keys] for row in actual["sections"]] == [
        [row[key] for key in keys] for row in expected["sections"]
    ]


def test_heads_and_page_numbers_are_left_out(printed: dict[str, Source]) -> None:
    for name, source in printed.items():
        each = 2 if LOOKS[name].head else 1
        assert len(source.omitted) == each * len(source.pages), name


def test_the_seed_sample_in_official_form(soffice: str, tmp_path: Path) -> None:
    """The speech that comes with Yandu: every character and every paragraph."""
    sample = next((ROOT / "content").rglob("*.txt"))
    source, _ = plain.read(sample.read_bytes(), sample.name)
    assert source
    file = tmp_path / "a.fodt"
    file.write_text(flat_document(["题", *texts(source)], LOOKS["official"]), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert texts(read((tmp_path / "a.pdf").read_bytes()))[1:] == texts(source)


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """Another reader of PDF, for comparison."""
    found = shutil.which("pdftotext")
    if found:
        return found
    if os.environ.get("CI") == "true":
        pytest.fail("no pdftotext: under CI the comparison must run")
    pytest.skip("需要 pdftotext：Debian/Ubuntu 用 apt-get install poppler-utils 安装")


def folded(text: str) -> str:
    return "".join(text.split())


def test_real_documents_have_the_words_that_pdftotext_finds(shared: Path, pdftotext: str) -> None:
    """Nothing but the running heads and page numbers is missing, and these are reported."""
    files = sorted((shared / "corpus" / "dev").glob("*.pdf"))
    assert files
    for file in files:
        command = [pdftotext, "-layout", str(file), "-"]
        expected = folded(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode())
        source, _ = pdf.read(file.read_bytes(), file.name)
        assert source
        rows = sorted(
            [(*line.at(piece.offset), piece_text(line.text, line.pieces, index))
             for line in source.lines for index, piece in enumerate(line.pieces)]
            + [(omission.line, 0, omission.text) for omission in source.omitted]
        )  # fmt: skip
        assert folded("".join(words for *_, words in rows)) == expected
        assert all(re.fullmatch(r"\d+", omission.text) for omission in source.omitted)


def piece_text(text: str, pieces: tuple[object, ...], index: int) -> str:
    """The words of one printed line of a paragraph."""
    ends = [*(getattr(piece, "offset", 0) for piece in pieces[1:]), len(text)]
    return text[getattr(pieces[index], "offset", 0) : ends[index]]
