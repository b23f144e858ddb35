"""The file around a page: encodings that are declared, missing or wrong; web archives; limits."""

from __future__ import annotations

import base64
import quopri

import pytest

from generator.readers import html
from generator.readers.limits import PAGE_SIZE, PAGE_TAGS
from generator.source import Diagnostic, Source

from . import web_pages
from .test_html import PNG
from .web_pages import TEXT


def read(data: bytes) -> tuple[Source, tuple[Diagnostic, ...]]:
    source, found = html.read(data, "文.html")
    assert source, found
    assert {line.text for line in source.lines} >= set(TEXT)
    return source, found


def page(charset: str) -> str:
    """A page that says it is in an encoding; nothing when that is empty."""
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{declared}<title>通知</title></head><body>{web_pages.fragment()}</body></html>"


# --- encodings


@pytest.mark.parametrize(
    ("codec", "declared", "expected", "warned"),
    [
        ("utf-8", "utf-8", "utf-8", False), ("utf-8", "", "utf-8", False), ("utf-8-sig", "gb2312", "utf-8-sig", True),
        ("gbk", "gb2312", "gb18030", False), ("gbk", "GBK", "gb18030", False), ("gbk", "", "gb18030", False),
        ("gbk", "utf-8", "gb18030", True), ("utf-8", "gb2312", "utf-8", True), ("gb18030", "big5", "gb18030", True),
        ("utf-16", "unicode", "utf-16-le", False), ("utf-8", "no-such-thing", "utf-8", False),
        ("gbk", "base64", "gb18030", False),
    ],
)  # fmt: skip
def test_what_the_bytes_are_goes_before_what_the_page_says(
    codec: str, declared: str, expected: str, warned: bool
) -> None:
    source, found = read(page(declared).encode(codec))
    assert source.encoding == expected
    assert [problem.code for problem in found] == (["R199"] if warned else [])


def test_a_short_page_is_what_it_says() -> None:
    data = '<meta charset="big5"><p>法規</p>'.encode("big5")
    source, found = html.read(data, "文.html")
    assert source
    assert ([line.text for line in source.lines], source.encoding, found) == (["法規"], "big5", ())


def test_xhtml_says_its_encoding_in_the_declaration() -> None:
    text = f'<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body>{web_pages.fragment()}</body></html>'
    assert read(text.encode("gbk"))[0].encoding == "gb18030"


def test_a_character_cut_in_two_in_the_head_does_not_keep_the_page_out() -> None:
    """Old systems cut descriptions after so many bytes."""
    data = (
        page("gb2312")
        .encode("gbk")
        .replace("<title>通知".encode("gbk"), '<meta content="通'.encode("gbk")[:-1] + b'"><title>')
    )
    source, found = read(data)
    assert source.encoding == "gb18030"
    assert [(problem.code, problem.args[0]) for problem in found] == [("R198", "1")]


def test_a_page_with_many_bad_bytes_is_left_out() -> None:
    data = page("utf-8").encode().replace("考核".encode(), "考核".encode()[:-1])
    source, found = html.read(data, "文.html")
    assert source is None
    assert found[0].code in ("R104", "R105")


def test_garbled_text_is_left_out() -> None:
    text = web_pages.fragment().encode().decode("gb18030", "replace")
    source, found = html.read(f"<html><body>{text}</body></html>".encode(), "文.html")
    assert source is None
    assert {problem.code for problem in found} == {"R106"}


def test_lost_characters_here_and_there_are_named_and_the_page_is_read() -> None:
    """Pictures of faces that a system could not store."""
    text = web_pages.fragment().replace("考核内容", "\ufffd\ufffd考核内容")
    source, found = html.read(text.encode(), "文.html")
    assert source and len(source.lines) == len(TEXT)
    assert [(problem.code, problem.loc.line) for problem in found] == [("R107", 5)]


def test_what_is_garbled_in_scripts_does_not_matter() -> None:
    script = "<script>var a='" + "锟斤拷" * 50 + "'</script>"
    assert read((script + web_pages.fragment()).encode())[1] == ()


# --- web archives


def archive(html_part: bytes, *parts: bytes, kind: str = "related") -> bytes:
    """A MIME message of parts."""
    kinds = f'Content-Type: multipart/{kind};\r\n\ttype="text/html";\r\n\tboundary="--=_x"'
    head = f"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n{kinds}\r\n\r\n"
    body = b"".join(b"----=_x\r\n" + part + b"\r\n" for part in (html_part, *parts))
    return head.encode() + body + b"----=_x--\r\n"


def part(content: bytes, head: str, encoding: str) -> bytes:
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(content)
    return f"{head}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + coded


PICTURE = part(
    PNG, "Content-Type: image/png\r\nContent-Location: http://a.example/x/1.png\r\nContent-ID: <p1@x>", "base64"
)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("codec", ["utf-8", "gbk", "utf-16"])
def test_the_page_of_an_archive_is_read(encoding: str, codec: str) -> None:
    if codec == "utf-16" and encoding == "8bit":
        return
    content = page("").encode(codec)
    source, found = read(archive(part(content, f'Content-Type: text/html; charset="{codec}"', encoding)))
    assert (source.format, found) == ("html", ())


@pytest.mark.parametrize("address", ["http://a.example/x/1.png", "cid:p1@x", "1.png", "x_files/1.png"])
def test_pictures_of_an_archive_are_kept(address: str) -> None:
    content = page("utf-8").replace("</p>", f'<img src="{address}"></p>', 1).encode()
    source, found = read(archive(part(content, "Content-Type: text/html", "quoted-printable"), PICTURE))
    assert ([picture.data for picture in source.pictures], found) == ([PNG], ())


def test_parts_in_parts_are_found() -> None:
    inner = archive(part(page("utf-8").encode(), "Content-Type: text/html", "8bit"), kind="alternative")
    assert read(archive(inner.partition(b"MIME-Version: 1.0\r\n")[2].replace(b"--=_x", b"==_y")))[0].lines


def test_an_archive_without_a_page_says_so() -> None:
    source, found = html.read(archive(PICTURE), "文.mht")
    assert (source, [problem.code for problem in found]) == (None, ["R197"])


def test_an_archive_cut_short_is_read_as_far_as_it_goes() -> None:
    data = archive(part(page("utf-8").encode(), "Content-Type: text/html", "8bit"))
    assert read(data[: data.rindex(b"</body>")])[0].lines


# --- limits


@pytest.mark.parametrize(
    "text", ["<b></b>" * (PAGE_TAGS // 2 + 1), "甲" * (PAGE_SIZE + 1), "<table><tr><td>" * 3000 + "甲"]
)
def test_pages_beyond_the_limits_are_named(text: str) -> None:
    source, found = html.read(text.encode(), "文.html")
    assert (source, [problem.code for problem in found]) == (None, ["R196"])


@pytest.mark.parametrize(
    "text",
    ["<div>" * 100_000 + "甲", "<b>甲" * 3000, "<span><font>甲</font>" * 5000, "<ol><li>甲" * 500],
    ids=["div", "b", "span", "ol"],
)  # fmt: skip
def test_tags_that_are_never_closed_lose_nothing(text: str) -> None:
    source, _ = html.read(text.encode(), "文.html")
    assert source
    assert sum(line.text.count("甲") for line in source.lines) == text.count("甲")


@pytest.mark.parametrize(
    "line",
    [
        "&nbsp;" * 200_000, "发文机关：市政府 " * 20_000, "打印【" * 79 + "甲", "A+" * 119 + "甲", "大中小" * 79,
        "第" * 200_000,
        "来 源 " * 50_000, "&#" * 300_000, "2023-" * 100_000, "首页>" * 60,
    ],
    ids=lambda line: line[:8],
)  # fmt: skip
def test_lines_made_to_be_slow_are_not(line: str) -> None:
    """Whatever takes more than its length in time would not come back from this."""
    assert html.read(f"<p>{line}</p><p>正文</p>".encode(), "文.html")[0]
