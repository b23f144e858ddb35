"""What is left out of a text: how each kind is called, and how much of it the site may say.

A site is read by everyone, and what an author deleted, hid or remarked was not written for everyone: only words that
stand in plain sight on the original are listed there. A kind that is not in the table is private. The clerk's own
report and `yandu show source` say everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, get_args

from .source import Omission

Shown = Literal["words", "count", "clerk", "nothing"]
ALL: tuple[Shown, ...] = get_args(Shown)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is left out."""

    name: str
    """In a clerk's words: 页码、页眉、网页按钮."""
    shown: Shown
    """What the site tells of it: the words and their places; the number; nothing, since only the clerk should know;
    nothing, since format marks hold no words."""
    why: str = ""
    """Why it is no text, for the clerk."""


KINDS: dict[str, Kind] = {
    "O109": Kind("页码、页眉、网页按钮", "words", "这些是打印或网页带上的，不是正文。网站的文件页上列出，可以核对。"),
    "R130": Kind("注释（<!-- … -->）", "clerk", "注释写给编辑的人，不是正文。"),
    "R131": Kind("格式记号（横线、表格线、代码框）", "nothing", "只是记号，没有文字。"),
    "R132": Kind("链接的网址", "count", "链接的文字在正文里；网址没有发布，可能是内部的。"),
    "R133": Kind("没有发布的图片", "words", "图片不在这份文件里，只有它的网址。"),
    "R134": Kind("排版用的标签", "nothing", "只管加粗、居中、换行，文字没有变动。"),
    "R135": Kind("文首的资料说明", "nothing", "已经读取，见“读出了什么”。"),
    "R168": Kind("修订中删除的文字", "clerk", "修订时已经删去。要保留的，请在 Word 里拒绝这处修订。"),
    "R169": Kind("隐藏的文字", "clerk", "作者设成了“隐藏”，打印时看不见。"),
    "R170": Kind("批注", "clerk", "批注写给改稿的人，不是正文。"),
    "R171": Kind("页眉、页脚", "count", "每页重复，不是正文。"),
    "R172": Kind("插入的别的文件", "count", "里面的文字没有读取。"),
    "R173": Kind("没有发布的图片", "count", "只发布存在文件里的 PNG、JPEG、GIF、WebP、BMP 图片。"),
    "R174": Kind("图表、图示、嵌入的对象", "count", "不是文字，也不是图片。"),
    "R176": Kind("后面没有文字的自动编号", "words", "多半是多按了回车。"),
    "R177": Kind("没有结果的域", "count", "域要在 Word 里更新以后才有文字。"),
    "R178": Kind("汉字上的注音", "words", "汉字本身在正文里。"),
    "R186": Kind("页眉、页脚、页码", "words", "每页重复，不是正文。"),
    "R187": Kind("水印、斜排的字、页面以外的字", "count", "印在正文底下或旁边，或者看不见，不成段落。"),
    "R189": Kind("批注、表单里填的字、附带的文件", "clerk", "不是正文；附带的文件没有读取。"),
    "R192": Kind("网页的导航、按钮、推荐链接、页脚", "count", "网页上每一页都有，不是正文。"),
    "R193": Kind("网页里隐藏或已删除的文字", "clerk", "在浏览器里看不见。"),
    "R194": Kind("资料说明（发文机关、文号、日期、来源等）", "words", "已经读取，见“读出了什么”。"),
    "R195": Kind("网页上的图片和嵌入的内容", "count", "不在这个文件里，只有它的网址。"),
    "R200": Kind("没有发布的图片", "count", "PDF 里的图片不取出来。"),
}
"""Diagnostic code → its kind."""
OTHER = Kind("其他不作正文的内容", "count")


def kind(code: str) -> Kind:
    """The kind of an omission by its reason."""
    return KINDS.get(code, OTHER)


def grouped(omitted: Iterable[Omission], *shown: Shown) -> Iterator[tuple[Kind, tuple[Omission, ...]]]:
    """Omissions of which the site tells so much, those of one kind together, in the order of their codes."""
    wanted = sorted((o for o in omitted if kind(o.reason).shown in shown), key=lambda o: o.reason)
    for code, group in groupby(wanted, key=lambda o: o.reason):
        yield kind(code), tuple(group)
