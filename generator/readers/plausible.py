"""How much a string looks like written Chinese: what tells a right decoding from a wrong one. Pure.

A reading of some bytes costs bits: few for characters that Chinese texts are full of, many for rare ones. Of several
readings of the same bytes the cheapest is the likeliest (a unigram model in broad classes, so the sizes need no care).
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter, deque

# The 50 most frequent characters of modern Chinese, then 550 more, then the traditional forms of both, counted over
# the word frequencies of jieba's dictionary (MIT).
_TOP = (
    "一是人了不在有大中国和为这上他个地年来我会以到时要出的生学说道民家子也成行下们于后就发自之对得主长可"
    "國爲為這個來會時學說們於後發對長"
)
_COMMON = (
    "过天作分方用多你着部能市等业全里工公经本都而高政法面门动日进区事代那去心小同北定开产前其军还然起种所如现理机体表力好外与文当两实重新三么只"
    "山水关明从化平建又制南内西没此将员名手最东头者月间无安看见各城十相但已些正口通想度加第她合院物性战由位常点海意场武使次二向治因立数样身情入"
    "原问把路被并利石老教万知级量任江及应省资委务元美特期世湖回系比气汉总展电科金先声提品设或义王社很统处四首共马形己儿司太目基领队直计别女权话"
    "少流命至报米给打变果书清活几州华解议更称程今决张导术府才保交放管结师便走达族反再题色五京河接条规式县白它改风光运信受什组听布百济党指论强做"
    "取技黄神选记斯真却职号界件花类何眼兵传带空干农边据集联古广完质阳难增历史专官每住商即步认车台林必死游举线言皇土团收考求德叫近备研争非具李众"
    "连调感转笑革该持始英克士尔让拉思根格造较际亲单朝红型价校约器字段周亚深候则功属积快图火千准究往极育装许参半令吃观鱼精办像帝八复影告远群包整"
    "构料随划算象容示投势热值夫网望源息语股铁断派速怎需片爱律纪支早况病境证编越局推满且列觉服双未居除乐企引标确织初青志率项飞球节察龙响药站施均"
    "消客失轻存低甚般击曾防请离落显罗营足素视护副食创余照兴占巴虽洲村费易试星木黑左宝置跟央识维采六底宫房音环案批切斗富乡另倒若按查故突责严"
    "過業裏經門動進區開產軍還種現機體與當兩實麼關從內沒將員東頭間無見戰點場數樣問並萬級應資務氣漢總電聲設義統處馬兒領隊計別權話報給變書幾華議"
    "稱決張導術結師達題條規縣風運組聽濟黨論強黃選記卻職號類傳帶幹農邊據聯廣質陽難歷專認車臺遊舉線團備爭衆眾連調轉該爾讓較際親單紅價約亞則屬積"
    "圖準極裝許參喫觀魚辦復遠羣群構隨劃勢熱網語鐵斷愛紀況證編滿覺雙樂標確織項飛節龍響藥輕擊請離顯羅營視護創餘興佔雖費試寶識維採宮環鬥鄉責嚴"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》—…　"
_FAULTS = "\x00\ufffd"
_BLANKS = "\t\n\r "


def _codes(codec: str, rows: range, cells: tuple[range, ...]) -> str:
    """The characters of a block of a two-byte code."""
    return "".join(bytes((row, cell)).decode(codec, "ignore") for row in rows for part in cells for cell in part)


GB_LEVEL_1 = _codes("gb2312", range(0xB0, 0xD8), (range(0xA1, 0xFF),))
"""3,755 everyday simplified characters: rows 16 to 55 of GB 2312."""
_GB_LEVEL_2 = _codes("gb2312", range(0xD8, 0xF8), (range(0xA1, 0xFF),))
_GB_SIGNS = _codes("gb2312", range(0xA1, 0xA4), (range(0xA1, 0xFF),))
BIG5_LEVEL_1 = _codes("big5", range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)))
"""5,401 everyday traditional characters: 0xA440 to 0xC67E of Big5."""
_BIG5_SIGNS = _codes("big5", range(0xA1, 0xA2), (range(0x40, 0x7F), range(0xA1, 0xFF)))

# Bits per character, later rows win. ASCII is dear enough to lose against the Han characters its pairs would make.
_CLASSES: tuple[tuple[str, float], ...] = (
    ("".join(map(chr, range(0x4E00, 0xA000))), 20),
    (_GB_LEVEL_2, 17),
    (GB_LEVEL_1 + BIG5_LEVEL_1, 12),
    (_GB_SIGNS + _BIG5_SIGNS, 14),
    (_COMMON, 9),
    (_TOP, 6),
    (_PUNCTUATION, 6),
    ("".join(map(chr, range(0xC0, 0x100))), 10),
    (string.punctuation, 8),
    (string.ascii_uppercase, 7),
    (string.ascii_lowercase + string.digits + _BLANKS, 6),
)  # fmt: skip
_BITS = {char: bits for chars, bits in _CLASSES for char in chars} | dict.fromkeys(_FAULTS, 40.0)
_CATEGORY_BITS = {"Cc": 40.0, "Co": 40.0, "Cn": 40.0, "Cs": 40.0}
_OTHER_BITS = 24.0


def cost(text: str) -> float:
    """Bits that the text costs under a rough model of written Chinese; 40 for a fault (U+FFFD, NUL, unassigned)."""
    return sum(_bits(char) * count for char, count in Counter(text).items())


def _bits(char: str) -> float:
    bits = _BITS.get(char)
    return bits if bits is not None else _CATEGORY_BITS.get(unicodedata.category(char), _OTHER_BITS)


_WINDOW = 12
"""Characters that are looked at together."""
_MANY = 5
"""So many rare ones among them are suspicious."""
_CHEAPER = 0.85
"""A repair is believed when it costs less than this share of what stands there."""

_TRIED = 1000
"""Rare places for which other decodings are tried: half a second's work. Real texts have a few, mojibake thousands."""

# Not ASCII, not everyday Han, no sign, and not of the scripts of China's minorities.
_RARE = re.compile(
    "[^" + re.escape("".join(sorted(set(GB_LEVEL_1 + BIG5_LEVEL_1 + _GB_SIGNS + _BIG5_SIGNS + _COMMON + _TOP))))
    + r"\x09-\x7e\u00a0-\u00b7\u2000-\u206f\u2460-\u24ff\u25a0-\u25ff\u3000-\u303f\uff01-\uff5e"
    + r"\u0600-\u06ff\u0f00-\u0fff\u1800-\u18af\ua000-\ua4cf\uac00-\ud7a3]"
)  # fmt: skip

# Rare characters of one other script: a treaty in Russian, a table drawn with lines, formulas. Mojibake is a mixture.
_ALPHABET = re.compile(
    r"^(?:[\u0370-\u03ff\u1f00-\u1fff]+|[\u0400-\u052f]+|[\u0250-\u02ff]+|[\u0590-\u05ff]+|[\u0900-\u0fff]+"
    r"|[\u3040-\u30ff\u31f0-\u31ff]+|[\u2100-\u245f\u2500-\u25ff\u2a00-\u2aff\u0370-\u03ff]+)$"
)

# (how the text was read, how it should have been read): undoing the first and doing the second repairs it.
_REPAIRS = (
    ("gb18030", "utf-8"), ("cp1252", "utf-8"), ("latin-1", "utf-8"), ("big5", "utf-8"),
    ("cp1252", "gb18030"), ("latin-1", "gb18030"), ("big5", "gb18030"),
    ("gb18030", "big5"), ("latin-1", "big5"),
    ("utf-16-le", "utf-16-be"), ("utf-16-le", "gb18030"), ("utf-16-be", "gb18030"), ("utf-16-le", "utf-8"),
)  # fmt: skip
_CUT = re.compile("^\ufffd{1,2}|\ufffd{1,2}$")
_LOST = re.compile("锟斤拷|\ufffd\ufffd")


def suspicious(text: str) -> tuple[int, ...]:
    """Offsets of windows of 12 characters that hold 5 rare ones: mojibake is like this, lists of rare words are too."""
    rare: deque[int] = deque(maxlen=_MANY)
    found: list[int] = []
    for match in _RARE.finditer(text):
        rare.append(match.start())
        near = len(rare) == _MANY and rare[-1] - rare[0] < _WINDOW
        if near and (not found or rare[0] >= found[-1] + _WINDOW):
            found.append(rare[0])
    return tuple(found)


def garbled(text: str) -> tuple[int, ...]:
    """Offsets of the places that are mojibake: rare characters that another decoding turns into Chinese, or 锟斤拷.

    Of very many rare places only an even choice is looked at.
    """
    places = suspicious(text)
    windows = ((start, text[start : start + _WINDOW]) for start in places[:: len(places) // _TRIED + 1])
    mojibake = (start for start, part in windows if not _ALPHABET.search(_rare(part)) and _repairable(part))
    return tuple(sorted({*mojibake, *(match.start() for match in _LOST.finditer(text))}))


def _rare(text: str) -> str:
    return "".join(_RARE.findall(text))


def _repairable(text: str) -> bool:
    """Whether another decoding of the bytes behind these characters reads much better."""
    limit = _CHEAPER * cost(text)
    return any(cost(_redecoded(text, wrong, right)) < limit for wrong, right in _REPAIRS)


def _redecoded(text: str, wrong: str, right: str) -> str:
    """The text as it would be had its bytes been decoded rightly; characters cut in two at the ends do not count."""
    return _CUT.sub("", text.encode(wrong, "backslashreplace").decode(right, "replace"))
