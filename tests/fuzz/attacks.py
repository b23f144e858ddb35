"""Documents that attack the site they become part of: words that would be markup, code or commands if they were let.

Every document follows from its number and a seed alone. Whatever script of theirs runs sets `CANARY` in its page.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from html import escape

from ..formats.ooxml import docx, paragraph
from .texts import MARKS
from .words import HOSTILE, ODD, SENTENCES

CANARY = "yanduCanary"
RUN = f"window.{CANARY}=1"

HTML = (
    f"<script>{RUN}</script>", f"</title><script>{RUN}</script>", f"<img src=x onerror={RUN}>", f"<svg onload={RUN}>",
    f'"><img src=x onerror="{RUN}">', f"' onmouseover='{RUN}' x='", f'<a href="javascript:{RUN}">甲</a>',
    f'<iframe srcdoc="<script>parent.{CANARY}=1</script>"></iframe>', f"<body onload={RUN}>",
    "<base href=//x.invalid/>",
    f"<details open ontoggle={RUN}>", f"<style>@import '//x.invalid/a.css'</style><style onload={RUN}>", "<!--", "-->",
    '<meta http-equiv="refresh" content="0;url=//x.invalid/">', '<link rel="stylesheet" href="//x.invalid/a.css">',
    f'<object data="data:text/html,<script>{RUN}</script>">', f"<math><mtext><script>{RUN}</script>", "<plaintext>",
    '<form action="//x.invalid/"><input name=q autofocus onfocus=1>', "</textarea></script></style></div></article>",
    f"<![CDATA[<script>{RUN}</script>]]>", "<?php echo 1 ?>", "<p class=t>多出的一段</p>", "&lt;script&gt;",
    "&#60;b&#62;",
    f"\u2028<scr\u200bipt>{RUN}</scr\u200bipt>", f"<ScRiPt\t>{RUN}</ScRiPt\n>", "<b", "<", "&amp", "&#x3c;i&#x3e;",
)  # fmt: skip
MARKDOWN = (
    f"[甲](javascript:{RUN})", "![甲](http://x.invalid/a.png)", f'[甲](a "{RUN}")', "[甲]: //x.invalid/", "[甲][乙]",
    f"<javascript:{RUN}>", "**粗**__重__*斜*~~删~~`码`", "# 假标题", "## 假 {#a}", "===", "---", "| a | b |\n|---|---|",
    '!!! note "题"', "??? a", '=== "页"', "- [ ] 事", "1. 一", "    代码", "```js\n甲\n```", "> 引", "[^1]",
    "[^1]: 注",
    "*[HTML]: x", ":smile:", "^上^~下~", "==亮==", "{++加++}{--减--}{>>注<<}", "[TOC]", "$$x$$", "\\(x\\)", "\\<b\\>",
    "[[wiki]]", "++ctrl+c++", "--8<--", '--8<-- "/etc/passwd"', '-8<- "mkdocs.yml"', ";--8<--", "{!/etc/passwd!}",
)  # fmt: skip
CODE = (
    "{{ 7*7 }}", "{{ config }}", "{% include '/etc/passwd' %}", "{% raw %}", "{# 注 #}", "${7*7}", "#{7*7}",
    "<%= 7*7 %>",
    f"{{: onclick={RUN} }}", f'{{ onclick="{RUN}" .t #a }}', "{.t}", "{: .y-tag }", "[甲](b){: target=_top }",
    "%(a)s", "%s%n",
    "\\u003cscript\\u003e", "\\x3cscript>", "'; DROP TABLE a; --", "$(id)", "`id`", "| id", "../../../etc/passwd",
    "\r\nSet-Cookie: a=b", "</script><!--", "]]>", '"}],"x":"', "\\", "\\n", "__proto__", "constructor",
)  # fmt: skip
HIDDEN = (
    "\u202e文倒\u202c", "\u2067甲\u2069", "甲\u200b乙\u200d丙\ufeff", "\u202d1\u202c", "\U000e0041\U000e0042",
    "e\u0301\u0301\u0301", *(odd for odd in ODD if odd.isprintable() or unicodedata.category(odd[0]) == "Cf"),
)  # fmt: skip
"""Among others what nobody sees and what turns the order of words; control characters are the readers' business."""
FRAGMENTS = (*HTML, *MARKDOWN, *CODE, *HIDDEN, *(value for value in HOSTILE if value.strip() and len(value) < 100))
FRONT = "---\n标题: {0}\n讲话人: {1}\n主题: [{1}, 作风]\n类型: {0}\n---\n"


def documents(count: int, seed: int = 1) -> dict[str, bytes]:
    """File name → bytes; formats by turns."""
    made = {}
    for number in range(count):
        chance = random.Random(f"attacks {seed} {number}")
        suffix, make = tuple(FORMATS.items())[number % len(FORMATS)]
        made[f"{number:03}{_name(chance)}{suffix}"] = make(chance)
        if chance.random() < 0.3:
            side = f"标题: {_quoted(chance)}\n发文机关: {_quoted(chance)}\n文号: {_quoted(chance)}\n"
            made[f"{list(made)[-1].removesuffix(suffix)}.yml"] = side.encode()
    return made


def lines(chance: random.Random) -> list[str]:
    """A document: a title, sections and paragraphs, each with something in it that does not belong there."""
    found = [f"关于{_attacked('做好防汛工作', chance)}的通知", "各村："]
    for ordinal in "一二三四"[: chance.randint(2, 4)]:
        found.append(f"{ordinal}、{_attacked('提高认识', chance)}")
        found += [_attacked(chance.choice(SENTENCES[2:12]), chance) for _ in range(chance.randint(1, 4))]
        found.append(f"（一）{_attacked('落实责任。党员干部要带头值班', chance)}。")
    return found


def _attacked(words: str, chance: random.Random) -> str:
    """Words with one to three attacks before, behind and in them; now and then nothing else."""
    if chance.random() < 0.1:
        return _line(chance.choice(FRAGMENTS))
    for _ in range(chance.choice((1, 1, 2, 3))):
        place = chance.choice((0, len(words), chance.randint(0, len(words))))
        words = words[:place] + _line(chance.choice(FRAGMENTS)) + words[place:]
    return words


def _line(fragment: str) -> str:
    return " ".join(fragment.split("\n"))


def _name(chance: random.Random) -> str:
    """A file name that attacks too."""
    name = chance.choice(FRAGMENTS).replace("/", "∕").replace("\n", " ").replace("\r", " ")
    return name.encode()[:90].decode("utf-8", "ignore")


def _quoted(chance: random.Random) -> str:
    """A value for YAML."""
    return "'" + _line(chance.choice((*HTML, *CODE, *MARKDOWN))).replace("'", "''").replace("\r", " ") + "'"


def _txt(chance: random.Random) -> bytes:
    return "\n".join(lines(chance)).encode("gb18030" if chance.random() < 0.3 else "utf-8")


def _md(chance: random.Random) -> bytes:
    front = FRONT.format(_quoted(chance), _quoted(chance)) if chance.random() < 0.5 else ""
    marked = [chance.choice(MARKS) + line if chance.random() < 0.3 else line for line in lines(chance)]
    return (front + "\n\n".join(marked) + "\n" + chance.choice(MARKDOWN)).encode()


def _html(chance: random.Random) -> bytes:
    """Half of the lines as words of the page, half as they are: those do what they would do in any page."""
    rows = [escape(line) if chance.random() < 0.5 else line for line in lines(chance)]
    head = f"<title>{escape(rows[0])}</title><meta charset=utf-8>"
    whole = "".join(f"<p>{row}</p>\n" for row in ("云溪镇关于做好防汛工作的通知", *rows, "云溪镇人民政府"))
    return f"<html><head>{head}</head><body><h1>{escape(rows[0])}</h1>{whole}</body></html>".encode()


def _docx(chance: random.Random) -> bytes:
    return docx("".join(paragraph(line.replace("\r", " ")) for line in lines(chance)))


FORMATS: dict[str, Callable[[random.Random], bytes]] = {".txt": _txt, ".md": _md, ".html": _html, ".docx": _docx}
