"""Inputs for the readers of web pages and web archives: pages cut at their tags, and soup made of nothing but tags."""

from __future__ import annotations

import base64
import quopri
import random
import re
from html import unescape

from .web_seeds import MAIL, SEEDS
from .words import HOSTILE, ODD, byte_noise, sentence

CODECS = (
    ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gbk"),
    ("gb18030", "gb18030"), ("gbk", "utf-8"), ("utf-8", "gbk"), ("big5", "big5"), ("no-such", "utf-8"),
    ("utf-16", "utf-16"), ("utf-8", "utf-16"), ("iso-8859-1", "gbk"), ("", "gb18030"), ("utf-7", "utf-8"),
    ("x" * 300, "utf-8"),
)  # fmt: skip
"""(what the page says, what it is in)."""
TAGS = (
    "p", "p", "p", "div", "div", "span", "br", "table", "tr", "td", "th", "tbody", "thead", "caption", "colgroup",
    "col", "ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h6", "b", "strong", "i", "u", "em", "font", "center", "a",
    "img", "sup", "sub", "ruby", "rt", "rp", "rb", "pre", "blockquote", "hr", "form", "input", "select", "option",
    "textarea", "button", "label", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg",
    "math", "mi", "title", "meta", "link", "base", "head", "body", "html", "article", "section", "main", "nav",
    "header", "footer", "aside", "figure", "figcaption", "details", "summary", "plaintext", "xmp", "listing",
    "frameset", "frame", "noframes", "marquee", "video", "audio", "source", "canvas", "map", "area", "del", "ins", "s",
    "q", "bdo", "wbr", "nobr", "o:p", "w:sdt", "x-y", "image", "isindex",
)  # fmt: skip
ATTRIBUTES = (
    "class", "id", "style", "align", "colspan", "rowspan", "href", "src", "alt", "name", "content", "charset",
    "http-equiv", "hidden", "value", "type", "start", "dir", "lang", "onclick", "title", "xmlns", "xml:lang", "width",
    "aria-hidden", "reversed", "data-a", "border", "<", '"', "=", "甲", "/",
)  # fmt: skip
VALUES = (
    "TRS_Editor", "UCAP-CONTENT", "article", "content", "nav", "footer", "share", "hidden", "display:none",
    "display: none !important", "visibility:hidden", "text-align:center", "font-size:22pt", "text-indent:2em",
    "mso-list:l0 level1 lfo1", "mso-hide:all", "mso-element:footnote", "ArticleTitle", "PubDate", "description", "1",
    "2", "1000", "65536", "-1", "0", "1e9", "javascript:f()", "data:image/png;base64,AAAA", "data:image/svg+xml,<svg>",
    "data:image/png;base64,!!", "file:///etc/passwd", "http://example.invalid/x.png", "text/html; charset=gbk",
    "refresh", "0;url=http://example.invalid/",
)  # fmt: skip
ENTITIES = (
    "&nbsp;", "&emsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#0;", "&#x0;", "&#128;", "&#xD800;", "&#x110000;",
    "&#99999999999;", "&#8203;", "&#x202e;", "&#xE004;", "&#12288;", "&#x3000", "&copy", "&unknown;", "&", "&#", "&#x",
    "&;", "&amp;lt;p&amp;gt;", "&ensp;&ensp;", "&shy;", "&zwj;", "&#13;", "&#10;", "&#x85;", "&lang;",
)  # fmt: skip
SNIPPETS = (
    "<!--", "-->", "<!-- 注 -->", "<!-->", "<![CDATA[甲]]>", "<?xml version='1.0'?>", "<?php a ?>",
    "<!DOCTYPE html [<!ENTITY a 'b'>]>", "</p>", "</div></div></div>", "</body>", "</html>", "<body>", "<td>格",
    "<tr><td>甲<td>乙<tr><td>丙", "<table><tr><td rowspan=3 colspan=2>跨</td></tr></table>", "<table>无行</table>",
    "<table><caption>题</caption><tr></tr></table>", "<td rowspan=65535 colspan=65535>大</td>",
    "<td rowspan=0 colspan=0>零</td>", "<ol start=9 type=I><li>九</ol>", "<ol reversed><li>一<li>二</ol>",
    "<ol type=一><li value=x>一</ol>", "<script>", "</script>", "<style>", "<textarea><p>", "<title>", "<plaintext>",
    "<a href=x>", "<svg><script>1</script><text>图字</text></svg>", "<math><mi>x</mi></math>",
    "<template><p>模</p></template>", "<img alt='图 一' src=a.png>", "<base href=//x/>", "<p>发文机关：云溪镇</p>",
    "<p>附件：1.名单</p><p>附件1</p>", "<span style='display:none'>", "<p hidden>", "<br><br/><br />", "<p>　　</p>",
    "<p>&nbsp;</p>", "<input value=甲>", "<meta charset=gbk>",
    "<meta http-equiv=content-type content='text/html;charset=big5'>", "<pre>\n\t一\r\n二</pre>",
    "<p\n\nclass\n=\n'a'\n>", "<p/>", "<p <p>", "< p>", "<>", "</>",
)  # fmt: skip
_TOKEN = re.compile(r"<[^<>]*>|[^<]+|<")


def html(chance: random.Random) -> bytes:
    """A web page: a sound one changed, or soup, in an encoding that it may or may not name."""
    said, codec = chance.choice(CODECS)
    page = _soup(chance) if chance.random() < 0.25 else _changed(chance.choice(SEEDS).format(said), chance)
    data = page.encode(codec, "ignore")
    return byte_noise(data, chance) if chance.random() < 0.08 else data


def raw(data: bytes, codec: str) -> str:
    """The whole page, entities resolved."""
    return unescape(data.decode(codec, "replace"))


def mht(chance: random.Random) -> bytes:
    """A web archive: a page in a mail, whose headers, borders and transfer may be wrong."""
    said, codec = chance.choice(CODECS)
    page = _changed(chance.choice(SEEDS).format(said), chance).encode(codec, "ignore")
    transfer = chance.choice(("quoted-printable", "base64", "8bit", "7bit", "binary", "x-uuencode", ""))
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(transfer, bytes)(page)
    head, tail = MAIL.split("{page}")
    data = head.format(charset=said, transfer=transfer).encode() + packed + tail.encode()
    lines = data.split(b"\r\n")
    for _ in range(chance.choice((0, 0, 1, 1, 3))):
        _change_mail(lines, chance)
    data = chance.choice((b"\r\n", b"\r\n", b"\n")).join(lines)
    return byte_noise(data, chance) if chance.random() < 0.15 else data


def _change_mail(lines: list[bytes], chance: random.Random) -> None:
    """A line of the mail's frame dropped, doubled, moved or replaced."""
    short = [index for index, line in enumerate(lines) if len(line) < 100]
    if not short:
        return
    index = chance.choice(short)
    match chance.randrange(4):
        case 0:
            del lines[index]
        case 1:
            lines[index:index] = [lines[index]] * chance.choice((1, 20))
        case 2:
            lines.insert(chance.randrange(len(lines)), lines.pop(index))
        case _:
            odd = (
                "Content-Type: multipart/mixed; boundary=",
                "Content-Type: text/html; charset=",
                "------=_Part",
                "Content-Type: message/rfc822",
            )
            more = (
                'Content-Type: multipart/related; boundary="----=_Part"',
                "Content-Transfer-Encoding: base64",
                "",
                "\tfolded",
                "X: =?gbk?B?!!?=",
            )
            lines[index] = chance.choice(odd + more).encode()


def _soup(chance: random.Random) -> str:
    """Tags, words and entities in any order."""
    parts = [chance.choice(("", "<html>", "<!doctype html><body>", "<html><meta charset=utf-8>"))]
    for _ in range(chance.randint(1, 120)):
        parts.append(_piece(chance))
    return "".join(parts)


def _piece(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.4:
        return _tag(chance)
    if kind < 0.55:
        return f"</{chance.choice(TAGS)}>"
    if kind < 0.8:
        return sentence(chance)
    return chance.choice(chance.choice((ENTITIES, SNIPPETS, ODD)))


def _tag(chance: random.Random) -> str:
    """An opening tag with up to four attributes, quoted one way or another, now and then never closed."""
    parts = [chance.choice(TAGS)]
    for _ in range(chance.choice((0, 0, 1, 1, 2, 4))):
        quote = chance.choice(('"', '"', "'", ""))
        value = chance.choice(VALUES if chance.random() < 0.8 else HOSTILE)
        parts.append(f"{chance.choice(ATTRIBUTES)}={quote}{value}{quote if chance.random() < 0.97 else ''}")
    name = " ".join(parts)
    return "<" + (name.upper() if chance.random() < 0.1 else name) + chance.choice((">", ">", ">", ">", ">", "/>", ""))


def _changed(page: str, chance: random.Random) -> str:
    """A page with some of its tags and texts changed."""
    tokens = _TOKEN.findall(page)
    for _ in range(chance.choice((0, 1, 2, 3, 5, 8, 30))):
        if tokens:
            _change(tokens, chance.randrange(len(tokens)), chance)
    return "".join(tokens)


def _change(tokens: list[str], index: int, chance: random.Random) -> None:
    match chance.randrange(11):
        case 0:
            del tokens[index]
        case 1:
            tokens[index:index] = [tokens[index]] * chance.choice((1, 1, 3, 200))
        case 2:
            tokens.insert(chance.randrange(len(tokens)), tokens.pop(index))
        case 3:
            other = chance.randrange(len(tokens))
            tokens[index], tokens[other] = tokens[other], tokens[index]
        case 4 | 5:
            tokens.insert(index, _piece(chance))
        case 6:
            depth = chance.choice((1, 2, 10, 400, 3000))
            end = min(len(tokens), index + chance.randint(1, 20))
            name = chance.choice(TAGS)
            tokens[end:end] = [f"</{name}>"] * depth
            tokens[index:index] = [f"<{name}>"] * depth
        case 7:
            tokens[index] = tokens[index].replace(chance.choice("<>/=\"'"), "", 1)
        case 8:
            end = min(len(tokens), index + chance.randint(1, 30))
            tokens[index:index] = tokens[index:end] * chance.choice((1, 2, 20))
        case 9:
            text = tokens[index]
            place = chance.randint(0, len(text))
            tokens[index] = text[:place] + chance.choice((chance.choice(ODD), chance.choice(ENTITIES))) + text[place:]
        case _:
            tokens[index] = _tag(chance) if tokens[index].startswith("<") else sentence(chance)
