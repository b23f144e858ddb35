"""Web pages and archives made to harm, or harmed: each is read right or named and left out."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest

from .hostile import Case, case, check
from .rooms import WORDS, mht, web_page

RANDOM = random.Random(13)
ARTICLE = f"<h1>{WORDS}</h1><p>一、总体要求。各级要认真落实，做到事事有人管、件件有着落。</p><p>二、工作措施。</p>"
ADDRESS = "http://127.0.0.1:9/"


def page(more: str = "", head: str = "", before: str = "") -> bytes:
    """The article with something hostile behind, before or in the head."""
    return web_page(before + ARTICLE + more, head)


def data_uri(size: int) -> str:
    return "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + RANDOM.randbytes(size)).decode()


def parts_in_parts(depth: int) -> bytes:
    """A MIME message whose only part is such a message, and so on."""
    head = "MIME-Version: 1.0\r\n"
    rows = "".join(f'Content-Type: multipart/related; boundary="b{n}"\r\n\r\n--b{n}\r\n' for n in range(depth))
    return (head + rows + "Content-Type: text/html; charset=utf-8\r\n\r\n" + ARTICLE).encode()


def many_parts(count: int) -> bytes:
    part = "--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n"
    text = f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{ARTICLE}\r\n"
    return (
        f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n{text}{part * count}--b--'.encode()
    )


GOOD_MHT = mht(web_page(ARTICLE).decode(), ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(50)))

PAGES = [
    case("nothing", b"", "R101"),
    case("only-blanks", b" \r\n\t", "R101 R191"),
    case("only-zeros", bytes(5000), "R101 R103 R105 R158"),
    case("noise", RANDOM.randbytes(20_000), "R103 R104 R105 R106 R158"),
    case("only-tags", b"<html><head></head><body></body></html>", "R191 R101"),
    case("a-script-instead-of-a-page", web_page("<div id=app></div><script>render()</script>"), "R191"),
    case("frames", web_page('<frameset cols="1,*"><frame src="a.html"><frame src="b.html"></frameset>'), "R190"),
    case("a-frame-of-a-file", web_page('<iframe src="file:///etc/passwd"></iframe>'), "R190"),
    case("a-million-tags-deep", lambda: page("<div>" * 1_000_000), "R196 read"),
    case("ten-thousand-deep", lambda: page("<div>" * 10_000 + "底" + "</div>" * 10_000), "R196 read"),
    case("a-million-closing-tags", lambda: page("</b>" * 1_000_000), "R196 read"),
    case("a-million-open-letters", lambda: page("<b><i>" * 300_000), "R196 read"),
    case("tags-crossed", lambda: page("<b><i><p></b></i>" * 20_000), "R196 read", seconds=15),
    case("lists-in-lists", lambda: page("<ul><li>" * 5000), "R196 read"),
    case("tables-in-tables", lambda: page("<table><tr><td>" * 2000), "R196 read"),
    case("forms-in-forms", lambda: page("<form><select><option>" * 5000), "R196 read"),
    case("a-tag-that-never-ends", lambda: page("<a " + "x" * 5_000_000), "R196 read"),
    case("an-attribute-of-ten-million", lambda: page(f'<p title="{"甲" * 3_400_000}">文</p>'), "R196 read"),
    case(
        "twenty-thousand-attributes",
        lambda: page("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">文</p>"),
        "R196 read",
    ),
    case("a-comment-that-never-ends", lambda: page("<!--" + "x" * 1_000_000), "R196 read"),
    case("comments-without-end", lambda: page("<!-- -->" * 200_000), "R196 read"),
    case("a-script-that-never-ends", lambda: page("<script>" + "document.write(1);" * 50_000), "read"),
    case(
        "a-cell-a-billion-wide",
        lambda: page(
            '<table><tr><td colspan="1000000000" rowspan="1000000000">格</td></tr><tr><td>子</td></tr></table>'
        ),
        "R196 read",
    ),
    case(
        "a-cell-less-than-nothing-wide",
        lambda: page('<table><tr><td colspan="-7" rowspan="0">格</td><td>子</td></tr></table>'),
        "read",
    ),
    case(
        "all-cells-wide",
        lambda: page("<table>" + ("<tr>" + '<td colspan="900" rowspan="900">格</td>' * 20 + "</tr>") * 50 + "</table>"),
        "R196 read",
        seconds=10,
    ),
    case(
        "a-table-of-twenty-thousand",
        lambda: page("<table>" + ("<tr>" + "<td>格</td>" * 150 + "</tr>") * 150 + "</table>"),
        "R196 read",
        seconds=10,
    ),
    case("thirty-thousand-paragraphs", lambda: page("<p>段落文字</p>" * 30_000), "R196 read", seconds=10),
    case(
        "a-line-of-two-million",
        lambda: page("<p>" + "字" * 2_000_000 + "</p>"),
        "R196 read R106",
        seconds=15,
        memory=900,
    ),
    case("too-long", lambda: page("<p>" + "x" * 40_000_000 + "</p>"), "R196 R111", memory=900),
    case(
        "laughs",
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
            + page("<p>&b;&b;</p>")
        ),
        "R196 read",
    ),
    case(
        "entity-of-a-file",
        lambda: b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + page("<p>&e;</p>"),
        "read",
    ),
    case("a-million-entities", lambda: page("<p>" + "&amp;&#20013;" * 200_000 + "</p>"), "R196 read R106", seconds=15),
    case("entities-of-no-character", lambda: page("<p>&#0;&#xD800;&#x110000;&#99999999999;&nowhere;&#x;</p>"), "read"),
    case("zeros-between", lambda: page("<p>甲\0乙</p><p>\0\0</p>"), "read R103"),
    case(
        "script-everywhere",
        lambda: page(
            '<script>alert(1)</script><p onclick="x()">甲</p><a href="javascript:x()">乙</a><svg '
            'onload="x()"><script>y</script></svg><math><mtext>丙</mtext></math>'
        ),
        "read",
    ),
    case(
        "things-from-elsewhere",
        lambda: page(
            (
                f'<img src="{ADDRESS}a.png"><iframe src="{ADDRESS}"></iframe><object data="{ADDRESS}x.swf">'
                f'<embed src="{ADDRESS}y"></object><link rel=stylesheet href="{ADDRESS}s.css"><video '
                f'src="{ADDRESS}v"></video>'
            ),
            (
                f'<base href="{ADDRESS}"><link rel=stylesheet href="{ADDRESS}s.css"><meta http-equiv=refresh '
                f'content="0;url={ADDRESS}"><style>@import url({ADDRESS}a.css);</style>'
            ),
        ),
        "read",
    ),
    case(
        "things-from-files",
        lambda: page(
            '<img src="file:///etc/passwd"><img src="../../../etc/passwd"><object data="/etc/passwd"></object>'
        ),
        "read",
    ),
    case(
        "pictures-in-the-page",
        lambda: page(
            f'<img src="{data_uri(1000)}"><img src="data:text/html,<script>x</script>"><img '
            'src="data:image/png;base64,!!!"><img src="data:">'
        ),
        "read",
    ),
    case(
        "a-picture-of-twenty-five-million",
        lambda: page(f'<img src="{data_uri(25_000_000)}">'),
        "read R196 R111",
        memory=900,
        seconds=10,
    ),
    case("another-encoding-than-stated", lambda: web_page(ARTICLE).replace(b"utf-8", b"gb2312"), "read"),
    case("gbk-that-states-utf-8", lambda: web_page(ARTICLE).decode().encode("gbk"), "read"),
    case("no-known-encoding", lambda: web_page(ARTICLE).replace(b"utf-8", b"x-nowhere"), "read"),
    case("a-dangerous-encoding", lambda: web_page(ARTICLE).replace(b"utf-8", b"zlib_codec"), "read"),
    case("utf-7", lambda: web_page(ARTICLE).replace(b'"utf-8"', b'"utf-7"'), "read"),
    case("utf-16", lambda: web_page(ARTICLE).decode().encode("utf-16"), "read"),
    case("half-a-character", lambda: web_page(ARTICLE)[:-30] + "文".encode()[:2] + b"</p></body></html>", "read R104"),
    case("cut-in-a-tag", lambda: web_page(ARTICLE)[:-20] + b"<p clas", "read"),
    case(
        "an-xml-page",
        lambda: (
            b'<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
            + ARTICLE.encode()
            + b"<broken></body>"
        ),
        "read",
    ),
    case(
        "an-include",
        lambda: page(
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" '
            'parse="text"/><!--#include file="/etc/passwd"--><?php readfile("/etc/passwd"); ?>'
        ),
        "read",
    ),
    case("letters-nobody-sees", lambda: page("<p>\u202e甲\u2066\ufeff\u200b\U000e0041\ue000</p>"), "read"),
    case(
        "names-without-end",
        lambda: page("<" + "x" * 100_000 + ">甲</" + "x" * 100_000 + "><o:p xmlns:o=''>乙</o:p>"),
        "R196 read",
    ),
    case("a-template-in-templates", lambda: page("<template>" * 3000 + "甲"), "R196 read"),
    case("noscript", lambda: page("<noscript>" * 3000 + "<p>甲</p>"), "R196 read"),
]

ARCHIVES = [
    case("good", GOOD_MHT, "read", name="坏.mht"),
    *(
        case(
            f"cut-at-{share}",
            GOOD_MHT[: int(len(GOOD_MHT) * share)],
            "R197 R191 R101 read",
            name="坏.mht",
        )
        for share in (0.2, 0.4, 0.9)
    ),
    case("no-page-in-it", lambda: mht("x").replace(b"text/html", b"image/png"), "R197", name="坏.mht"),
    case("parts-in-parts", lambda: parts_in_parts(20_000), "R197 R191", name="坏.mht"),
    case("parts-in-parts-a-little", lambda: parts_in_parts(2), "read", name="坏.mht"),
    case("twenty-thousand-parts", lambda: many_parts(20_000), "read R196 R197", name="坏.mht"),
    case("no-boundary", lambda: GOOD_MHT.replace(b"boundary=", b"bound="), "R197 R191 read", name="坏.mht"),
    case(
        "a-boundary-of-nothing",
        lambda: f'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=""\r\n\r\n--\r\n{ARTICLE}'.encode(),
        "R197 R191 read",
        name="坏.mht",
    ),
    case(
        "a-header-without-end",
        lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html; x=" + b"y" * 5_000_000 + b"\r\n\r\n" + ARTICLE.encode(),
        "R197 R191 read",
        name="坏.mht",
    ),
    case(
        "ten-thousand-headers",
        lambda: (
            b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
            + b"X: y\r\n" * 10_000
            + b"\r\n"
            + ARTICLE.encode()
        ),
        "R197 R191 read",
        name="坏.mht",
    ),
    case(
        "base64-that-is-none",
        lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!! ~~~~",
        "R197 R191 R101",
        name="坏.mht",
    ),
    case(
        "a-part-that-is-elsewhere",
        lambda: (
            "MIME-Version: 1.0\r\nContent-Type: message/external-body; access-type=url; "
            f"URL={ADDRESS}\r\n\r\nContent-Type: text/html\r\n\r\n"
        ).encode(),
        "R197",
        name="坏.mht",
    ),
    case(
        "a-part-with-a-path",
        lambda: mht(
            web_page(ARTICLE + '<img src="cid:part"><img src="file:///etc/passwd">').decode(), ("image/png", b"x")
        ),
        "read",
        name="坏.mht",
    ),
]


@pytest.mark.parametrize("case", [*PAGES, *ARCHIVES])
def test_a_hostile_page(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = check(case, tmp_path, monkeypatch, name="坏.html", plain="正文")
    if verdict.source:
        shown = "".join(line.text for line in verdict.source.lines)
        assert "alert(" not in shown and "root:" not in shown and "document.write" not in shown
