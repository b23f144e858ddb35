"""Bytes to text: exact, or refused with a place. Every fault has a tiny example."""

from __future__ import annotations

import random
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.codes import CODES
from generator.readers import plausible
from generator.readers.encoding import decode
from generator.readers.plausible import GB_LEVEL_1, cost, garbled

TEXT = "各级党组织要把作风建设摆在突出位置，坚持不懈、久久为功。\n一、总体要求\n"
TRADITIONAL = "各級單位要認真學習有關規定，結合實際抓好落實。\n一、總體要求\n"


def codes(data: bytes) -> list[str]:
    return [found.code for found in decode(data, "甲.txt")[2]]


@pytest.mark.parametrize(
    ("data", "text", "codec"),
    [
        (TEXT.encode(), TEXT, "utf-8"),
        (TEXT.encode("utf-8-sig"), TEXT, "utf-8-sig"),
        (TEXT.encode("gbk"), TEXT, "gb18030"),
        ((TEXT + "𠮷㐀").encode("gb18030"), TEXT + "𠮷㐀", "gb18030"),
        (("\ufeff" + TEXT).encode("gb18030"), TEXT, "gb18030"),
        (TEXT.encode("utf-16-le"), TEXT, "utf-16-le"),
        (TEXT.encode("utf-16-be"), TEXT, "utf-16-be"),
        (("\ufeff" + TEXT).encode("utf-16-le"), TEXT, "utf-16-le"),
        (("\ufeff" + TEXT).encode("utf-16-be"), TEXT, "utf-16-be"),
        (("\ufeff" + TEXT).encode("utf-32-le"), TEXT, "utf-32-le"),
        (TRADITIONAL.encode("big5"), TRADITIONAL, "big5"),
        ((TRADITIONAL + "恒裏€").encode("cp950"), TRADITIONAL + "恒裏€", "cp950"),
        (b"only ASCII 1234", "only ASCII 1234", "utf-8"),
        ("联通".encode("gbk"), "联通", "gb18030"),
        ("中国".encode("gbk"), "中国", "gb18030"),
    ],
)
def test_each_encoding_is_read_exactly(data: bytes, text: str, codec: str) -> None:
    assert decode(data, "甲.txt")[:2] == (text, codec)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("padding", [1, 2, 3, 512])
def test_nul_padding_at_the_end_is_dropped_exactly(codec: str, padding: int) -> None:
    assert decode(TEXT.encode(codec) + b"\0" * padding, "甲.txt")[0] == TEXT


@pytest.mark.parametrize(
    ("data", "code", "line", "words"),
    [
        (b"", "R101", 0, ()),
        (b"\xef\xbb\xbf", "R101", 0, ()),
        (b" \r\n\t\xe3\x80\x80\n", "R101", 0, ()),
        (b"\0\0\0\0", "R101", 0, ()),
        (b"PK\x03\x04....word/document.xml", "R102", 0, ("Word 文档（.docx）",)),
        (b"PK\x03\x04....a.txt", "R102", 0, ("压缩包（.zip）",)),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "R102", 0, None),
        (b"%PDF-1.7\n", "R102", 0, ("PDF 文件",)),
        (b"{\\rtf1\\ansi", "R102", 0, ("RTF 文档",)),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "R102", 0, ("图片（PNG）",)),
        ("第一行\n第二\0行，后面还有不少文字".encode(), "R103", 2, ("17",)),
        ("第一行\n第二\0行，后面还有不少文字".encode("gbk"), "R103", 2, ("12",)),
        ("第一行文字\n第二行".encode() + b"\xff" + "文字".encode(), "R104", 2, ("26", "0xFF", "utf-8")),
        ("第一行文字\n第二行".encode("gbk") + b"\xff\n" + "文字".encode("gbk"), "R104", 2, ("18", "0xFF", "gb18030")),
        (TEXT.encode()[:-2] + b"\n", "R104", 2, None),
        (b"\xef\xbb\xbf" + "各级要".encode("gbk") + b"\n" + "各级要".encode() * 20, "R104", 1, ("4", "0xB8", "utf-8")),
        (bytes(range(128, 256)) * 9, "R105", 0, None),
        (b"SQLite format 3\0\x10\0\x02\x02\0@  \0\0\0\xdb" + b"\0" * 40 + b"\x01", "R105", 0, None),
        (TEXT.encode().decode("gbk", "replace").encode(), "R106", 1, None),
        (TEXT.encode("gbk").decode("latin-1").encode(), "R106", 1, None),
        (("锟斤拷" * 5).encode(), "R106", 1, None),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    data: bytes, code: str, line: int, words: tuple[str, ...] | None
) -> None:
    text, _, (found,) = decode(data, "甲.txt")
    assert text is None
    assert (found.code, found.loc.file, found.loc.line) == (code, "甲.txt", line)
    assert words is None or found.args == words
    assert CODES[code].severity == "error"


def test_a_garbled_place_in_a_long_text_is_only_a_warning() -> None:
    bad = "加强基层组织建设".encode().decode("gb18030", "replace")
    text, _, (found,) = decode((TEXT * 20 + bad).encode(), "甲.txt")
    assert text == TEXT * 20 + bad
    assert (found.code, found.loc.line) == ("R107", 41)


def test_few_characters_in_a_legacy_encoding_are_noted() -> None:
    assert codes("会议纪要".encode("gbk")) == ["R108"]
    assert codes("会议纪要".encode()) == []
    assert codes("关于会议的纪要".encode("gbk")) == []


@pytest.mark.parametrize(
    "text",
    [
        "镧、铈、镨、钕、钷、钐、铕、钆、铽、镝、钬、铒、铥、镱、镥、钪、钇等元素的总称",
        "བོད་ལྗོངས་ཀྱི་མི་དམངས་སྲིད་གཞུང་གི་ལས་དོན་སྙན་ཞུ།",
        "شىنجاڭ ئۇيغۇر ئاپتونوم رايونلۇق خەلق ھۆكۈمىتى",
        "Résumé, naïve café, Müller: plain text in Latin letters",
        "Договор о мире. Стороны развивают отношения дружбы и сотрудничества.\n" * 9,
        "Монгол Улсын Үндсэн хууль, 蒙古国宪法，Қазақстан Республикасы\n" * 9,
        "┌────┬────┐\n│年份│户数│\n├────┼────┤\n│2023│ 118│\n└────┴────┘\n" * 9,
        "∑∏∫√∞≈≠≤≥αβγδε，其中 λμπσφω 为系数\n" * 9,
    ],
)
def test_rare_words_and_other_scripts_are_no_mojibake(text: str) -> None:
    assert decode(text.encode(), "甲.txt") == (text, "utf-8", ())


def test_the_work_on_texts_full_of_rare_characters_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def repairable(part: str) -> bool:
        tried.append(part)
        return False

    monkeypatch.setattr(plausible, "_repairable", repairable)
    garbled("".join(chr(code) for code in range(0x3400, 0x4DB5)) * 20)
    assert 500 < len(tried) <= 1000


def test_a_text_costs_less_than_what_a_wrong_encoding_makes_of_it() -> None:
    assert cost(TEXT) < cost(TEXT.encode("gbk").decode("big5", "replace"))
    assert cost(TEXT) < cost(TEXT.encode().decode("gbk", "replace"))


@given(st.text(alphabet=GB_LEVEL_1 + "，。、的一是在有" * 40 + "\n", min_size=16, max_size=120))
def test_chinese_comes_back_from_every_encoding(text: str) -> None:
    if not text.strip():
        return
    for codec in ("utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(codec), "甲.txt")[0] == text


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused_with_a_reason(data: bytes) -> None:
    text, _, found = decode(data, "甲.txt")
    assert text or any(CODES[problem.code].severity == "error" for problem in found)
    assert "\0" not in (text or "")


SAMPLED = ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16-le", "utf-16-be", "le+bom", "be+bom", "big5")
BARE = {"le+bom": "utf-16-le", "be+bom": "utf-16-be"}


def real_texts(shared: Path) -> list[str]:
    files = [shared / "seed/speech.txt", *sorted((shared / "corpus/dev").glob("*.txt"))]
    texts = (decode(file.read_bytes(), file.name)[0] for file in files)
    return [text for text in texts if text]


def sample(text: str, codec: str, chance: random.Random) -> str:
    """4 to 200 characters of a text, only such as the codec knows; a character of four bytes in every gb18030 one."""
    length = chance.choice((chance.randint(4, 16), chance.randint(4, 200)))
    start = chance.randrange(len(text) - length)
    part = text[start : start + length]
    if codec in ("big5", "gbk"):
        part = part.encode(codec, "ignore").decode(codec)
    return part + "㐀" if codec == "gb18030" else part


def samples(shared: Path, count: int) -> Iterator[tuple[str, bytes]]:
    chance = random.Random(1)
    texts = real_texts(shared)
    for number in range(count):
        codec = SAMPLED[number % len(SAMPLED)]
        text = sample(chance.choice(texts), codec, chance)
        bare = BARE.get(codec, codec)
        if len(text.strip()) >= 8:
            yield text, (("\ufeff" + text) if codec in BARE else text).encode(bare)


def test_at_least_999_of_1000_real_samples_are_exact(shared: Path) -> None:
    tried = [(text, decode(data, "甲.txt")[0]) for text, data in samples(shared, 4000)]
    wrong = [pair for pair in tried if pair[0] != pair[1]]
    assert len(wrong) <= 0.001 * len(tried), wrong[:5]


def test_real_texts_hold_no_mojibake_and_their_mojibake_is_seen(shared: Path) -> None:
    chance = random.Random(2)
    for text in real_texts(shared):
        assert not garbled(text)
        start = chance.randrange(len(text) - 60)
        part = "".join(char for char in text[start : start + 60] if char not in string.printable)
        for right, wrong in (("utf-8", "gb18030"), ("utf-8", "cp1252"), ("gb18030", "latin-1")):
            assert len(part) < 24 or garbled(part.encode(right).decode(wrong, "replace")), part
