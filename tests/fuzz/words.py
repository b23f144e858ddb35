"""What all generators draw from: invented text, odd characters, hostile values."""

from __future__ import annotations

import random

SENTENCES = (
    "关于做好云溪镇防汛值守工作的通知",
    "各村（居）、镇直各单位：",
    "现将有关事项通知如下。",
    "一、总体要求",
    "（一）压实责任",
    "1.每天两次巡查堤岸，做好记录。",
    "（1）物资清点到人。",
    "①备足编织袋。",
    "第一章　总　则",
    "第一条　为了规范山塘管理，制定本办法。",
    "第二条　本办法所称山塘，是指蓄水量不足一万立方米的塘坝。",
    "二、几点打算。一是摸清底数；二是修旧补新；三是建好台账。",
    "表1　山塘基本情况",
    "附件：1.值班表",
    "附件1",
    "目　录",
    "第一章　总则……………………1",
    "云溪镇人民政府",
    "2024年3月5日",
    "（此件公开发布）",
    "云政办〔2024〕3号",
    "同志们：",
    "责任单位：镇水利站，联系人：苏某某",
    "Windows 10 与 Office 2016 均可。",
    "",
)

ODD = (
    "\x00", "\x01", "\x07", "\x0b", "\x0c", "\r", "\x1f", "\x7f", "\x85", "\xa0", "\xad", "\u034f", "\u061c", "\u200b",
    "\u200d", "\u2028", "\u2029", "\u202e", "\u2066", "\u3000", "\ue004", "\ufdd0", "\ufeff", "\ufffc", "\ufffd",
    "\uffff", "\U0001f600", "\U00020bb7", "\U000e0041", "\U000f0001", "\U0010fffd", "e\u0301", "\u0f42", "\u05d0", "\t",
)  # fmt: skip
"""Characters that nobody sees, that a page cannot hold, or that lie outside the first plane."""

HOSTILE = (
    "", " ", "0", "-1", "1", "2", "9", "255", "65536", "2147483647", "-2147483648", "99999999999999999999", "1e9",
    "0.5", "NaN", "true", "false", "none", "null", "%1", "%9", "%10%11", "%%", "第%1条", "（%2）", "{0}", "{}",
    "../../etc/passwd", "file:///etc/passwd", "http://example.invalid/x.png", "\\\\host\\share", "&", "<", "]]>", "'",
    '"', "一", "十百千", "x" * 5000, "rId1", "rId999", "w:p", "Heading1", "a" * 40 + " " + "b" * 40,
)  # fmt: skip
"""Values that no attribute expects."""


def sentence(chance: random.Random) -> str:
    """A line of an official document, now and then with an odd character in it."""
    text = chance.choice(SENTENCES)
    return noisy(text, chance) if chance.random() < 0.1 else text


def noisy(text: str, chance: random.Random) -> str:
    """The text with an odd character somewhere."""
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(ODD) * chance.choice((1, 1, 1, 3)) + text[place:]


def byte_noise(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four of them changed, dropped, doubled, moved, or the end cut off."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        if not changed:
            break
        first = chance.randrange(len(changed))
        last = min(len(changed), first + chance.choice((1, 1, 4, 32, 256)))
        stretch = changed[first:last]
        match chance.randrange(6):
            case 0:
                changed[first] = chance.randrange(256)
            case 1:
                del changed[first:last]
            case 2:
                changed[first:first] = stretch * chance.choice((1, 2, 50))
            case 3:
                changed[first:last] = bytes(chance.randrange(256) for _ in stretch)
            case 4:
                del changed[first:last]
                place = chance.randint(0, len(changed))
                changed[place:place] = stretch
            case _ if chance.random() < 0.3:
                del changed[first:]
    return bytes(changed)
