"""Documents for LibreOffice made to harm, or harmed: each is read right or named and left out."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from generator.readers import office
from generator.readers.limits import OFFICE

from .hostile import Case, case, check
from .ole import compound, word
from .rooms import WORDS, odt, odt_paragraphs, rtf, rtf_text

RANDOM = random.Random(19)
NOT_READ = "R155 R101"

CASES = [
    case(
        "groups-a-hundred-thousand-deep",
        lambda: rtf(WORDS, raw="{" * 100_000 + "}" * 100_000),
        "R155 read",
        name="坏.rtf",
    ),
    case("groups-that-never-end", lambda: rtf(WORDS, raw="{" * 2000), "R155 read", name="坏.rtf"),
    case(
        "an-object-inside",
        lambda: rtf(WORDS, raw=r"{\object\objemb{\*\objclass Equation.3}{\*\objdata " + "0105" * 2000 + "}}"),
        "R155 read",
        name="坏.rtf",
    ),
    case(
        "bytes-that-never-come",
        lambda: rtf(WORDS, raw=r"{\pict\pngblip\bin999999999 x}"),
        "R155 R101 read",
        name="坏.rtf",
    ),
    case("only-the-mark", b"{\\rtf1", NOT_READ, name="坏.rtf"),
    case("mark-and-noise", b"{\\rtf1 " + RANDOM.randbytes(3000), "R155 R101 R106", name="坏.rtf"),
    case(
        "a-table-without-end",
        lambda: rtf(WORDS, raw=r"\trowd" + r"\cellx99" * 3000 + r"\intbl" + r"a\cell" * 3000 + r"\row\pard "),
        "R155 read",
        name="坏.rtf",
    ),
    case(
        "odt-of-laughs",
        lambda: odt(odt_paragraphs(WORDS), flat=True).replace(
            b"<office:document ", b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><office:document ', 1
        ),
        "R155 read",
        name="坏.fodt",
    ),
    case("odt-in-half", lambda: odt(odt_paragraphs(WORDS))[:300], NOT_READ + " R152 R153", name="坏.odt"),
    case("odt-with-a-macro", lambda: odt("<office:scripts/>" + odt_paragraphs(WORDS)), "R155 read", name="坏.odt"),
    case(
        "old-word-of-noise",
        lambda: compound({"WordDocument": word() + RANDOM.randbytes(4000), "1Table": RANDOM.randbytes(4000)}),
        NOT_READ + " R106",
        name="坏.doc",
    ),
    case("old-word-of-nothing", lambda: compound({"WordDocument": word()}), NOT_READ, name="坏.wps"),
    case(
        "word-xml-in-half",
        b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument',
        NOT_READ,
        name="坏.xml",
    ),
]


@pytest.mark.parametrize("case", CASES)
def test_a_hostile_document_for_libreoffice(
    case: Case, soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "OFFICE", replace(OFFICE, cpu=10, wall=20))
    check(case, tmp_path, monkeypatch)


def test_words_survive_a_hostile_neighbourhood(soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = r"{\field{\*\fldinst HYPERLINK " + '"http://127.0.0.1:9/"' + r"}{\fldrslt " + rtf_text("链接") + "}}"
    verdict = check(case("x", rtf(WORDS, "尾", raw=hidden), "read", name="坏.doc").values[0], tmp_path, monkeypatch)  # type: ignore[arg-type]
    assert verdict.codes == {"R150"}


def test_half_an_archive_is_never_shown_to_libreoffice(soffice: str) -> None:
    """It would be taken for plain text whenever the time in it has the right bytes."""
    word, found = office.convert(odt(odt_paragraphs(WORDS))[:300], "半.odt", "odt")
    assert word is None and [(one.code, one.args[1]) for one in found] == [("R155", "文件不完整")]
