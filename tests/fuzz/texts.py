"""Inputs for the readers of plain text and Markdown, and for the sidecar in YAML."""

from __future__ import annotations

import random

from .words import HOSTILE, byte_noise, noisy, sentence

CODECS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "big5")
ENDS = ("\n", "\n", "\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\n\n", "")
FRONT = (
    "---\n标题: 讲话\n日期: 2024-03-05\n---\n", "---\n标题：讲话\n", "---\n---\n", "---\n主题: [甲, 乙\n---\n",
    "---\n- 甲\n---\n", "---\n标题: {a: b}\n...\n", "--- \n地址: a-b\n--- \n", "---\n日期: 2024-13-45\n类型: ~\n---\n",
)  # fmt: skip
MARKS = (
    "# ", "## ", "##", "###### ", "####### ", "> ", ">> ", ">", "- ", "* ", "1. ", "1) ", "```", "~~~", "````md", "---",
    "***", "===", "|", "| ", "|---|---|", "| :-: | --- |", "\\", "<!--", "-->", "<!-- 注 -->", "<br>", "<b>", "</b>",
    "<sup>", "&nbsp;", "&#12288;", "&emsp;", "**", "*", "__", "_", "***", "`", "``", "[", "]", "](a.html)",
    "[甲](http://a.b/c)", "![图](a.png)", '![](a.png "注")', "[1]: http://a.b", "[^1]", "~~", "    ", "\t", "　　", "#",
    " ##", "|甲|乙|\n|-|-|\n|1|2|\n", "\\|", "***甲**乙*",
)  # fmt: skip
KEYS = (
    "标题",
    "日期",
    "主题",
    "地址",
    "title",
    "date",
    "文号",
    "类型",
    "讲话人",
    "发文机关",
    "副标题",
    "无此项",
    "<<",
    "?",
    "-",
    "",
)
YAML = (
    ": ", "：", ":", ": |\n  ", ": >-\n  ", ": &a ", ": *a", ": !!python/object/apply:os.system ", ": [", ": {", ": '",
    ': "', "\n  - ", "\n    ", ": !!binary ", ": 0x", ": 2024-3-5", ": 二〇二四年", ": ~", ": - ", "\t: ", " : # ",
    ": %", ": @", ": `",
)  # fmt: skip


def txt(chance: random.Random) -> bytes:
    """A text file: lines of an official document with odd ends, odd characters, odd repetitions, in any encoding."""
    lines = [sentence(chance) for _ in range(chance.randint(0, 30))]
    text = (chance.choice(FRONT) if chance.random() < 0.15 else "") + _ended(_mutated(lines, chance), chance)
    return _encoded(text, chance)


def md(chance: random.Random) -> bytes:
    """A Markdown file: lines in which marks stand where they belong and where they do not."""
    lines = [_marked(sentence(chance), chance) for _ in range(chance.randint(0, 25))]
    text = (chance.choice(FRONT) if chance.random() < 0.15 else "") + _ended(_mutated(lines, chance), chance)
    return _encoded(text, chance)


def yml(chance: random.Random) -> bytes:
    """A sidecar: known and unknown entries, what YAML has to offer, deep nesting."""
    rows = []
    for _ in range(chance.randint(0, 12)):
        value = chance.choice((sentence(chance), chance.choice(HOSTILE), "[甲, 乙]", "{甲: 乙}", "*a", "&a 甲", ""))
        rows.append(chance.choice(KEYS) + chance.choice(YAML) + value)
    if chance.random() < 0.05:
        rows.append("标题: " + chance.choice(("[", "{a: ", "- ", "? ")) * chance.choice((10, 300, 5000)))
    if chance.random() < 0.05:
        rows.append("标题: &a [甲]\n" + "\n".join(f"k{n}: &b{n} [*a, *a]" for n in range(chance.randint(1, 30))))
    return _encoded(_ended(_mutated(rows, chance), chance), chance)


def _marked(text: str, chance: random.Random) -> str:
    """One to five marks put before, behind and into a line."""
    for _ in range(chance.choice((0, 1, 1, 2, 5))):
        place = chance.choice((0, 0, len(text), chance.randint(0, len(text))))
        text = text[:place] + chance.choice(MARKS) * chance.choice((1, 1, 1, 1, 2, 9)) + text[place:]
    return text


def _mutated(lines: list[str], chance: random.Random) -> list[str]:
    """Lines doubled, dropped, moved, joined, made long or odd."""
    for _ in range(chance.randint(0, 6)):
        if not lines:
            break
        index = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines[index:index] = [lines[index]] * chance.choice(
                    (1, 1, 40 if len(lines) * len(lines[index]) < 20_000 else 2)
                )
            case 1:
                del lines[index]
            case 2:
                lines.insert(chance.randrange(len(lines)), lines.pop(index))
            case 3:
                lines[index] = noisy(lines[index], chance)
            case 4:
                lines[index] += lines[chance.randrange(len(lines))]
            case 5:
                lines[index] *= chance.choice((2, 3, 100 if len(lines[index]) < 500 else 2))
            case _:
                lines[index] = lines[index][: chance.randint(0, len(lines[index]))]
    return lines


def _ended(lines: list[str], chance: random.Random) -> str:
    """The lines with line ends of one kind, or of many."""
    usual, mixed = chance.choice(ENDS[:5]), chance.random() < 0.3
    return "".join(line + (chance.choice(ENDS) if mixed else usual) for line in lines)


def _encoded(text: str, chance: random.Random) -> bytes:
    data = text.encode(chance.choice(CODECS), "ignore")
    return byte_noise(data, chance) if chance.random() < 0.1 else data
