"""Sentences that a website, a dealer in texts or a scraper added: disclaimers and watermarks.

In prose the same words mean what they say (利用微信公众号开展宣传, 依法免责, 登录网站 www.…). So they count only in a
line that is nothing else, or in a short clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Document
from ..source import Diagnostic
from ..text import stops
from .lines import Shown, Spot, findings

CLAUSE = 30  # characters of a clause that may be a notice
LINE = 60  # of a line that may be nothing but notices
ENDS = "。；！？;!?，,"

DISCLAIMER = re.compile(
    r"本文(?:系|为|由).{0,12}(?:原创|投稿|整理|撰写|提供)|仅供.{0,8}(?:参考|学习|交流|借鉴|研究)|免责声明"
    r"|请勿.{0,6}(?:照搬|照抄|抄袭|转载|商用)|如有侵权|侵权.{0,6}(?:删除|必究|联系)|联系.{0,6}删除|文责自负|转载请注明"
    r"|未经.{0,10}(?:许可|授权|同意|允许).{0,8}转载|不代表.{0,8}(?:本站|本网|平台|本公众号)|本文由.{0,10}(?:AI|人工智能)"
)
DISCLAIMING = ("本文", "仅供", "免责", "请勿", "侵权", "联系", "文责", "转载", "不代表")
SITES = "百度文库|道客巴巴|豆丁网|原创力文档|人人文库|金锄头文库|淘豆网|爱问共享|360文库|学科网|笔杆子"
WATERMARK = re.compile(
    r"(?:本文|文章|文档|资料|图文|素材|来源|出处|转自|转载自|摘自)(?:来源|来自|源自|转自|转载自|摘自|选自|整理自)?[于自]?\s*:?\s*"
    r".{0,10}(?:网络|互联网|公众号|论坛|文库)\s*(?:[。)】]|$)"
    r"|^[【(]?(?:请|欢迎|扫码|长按|点击|更多.{0,12})?(?:关注|搜索|订阅)[^,。]{0,16}(?:公众号|订阅号|视频号)|公众号\s*[:@]"
    r"|(?:微信|QQ)(?:号|群|交流群)?\s*:?\s*[a-zA-Z0-9]{6,}|下载(?:地址|链接)|免费下载|更多.{0,6}下载|付费下载|会员(?:专享|下载)"
    rf"|点击.{{0,4}}(?:图片|这里|此处|链接|阅读|查看|进入|关注|下载)|阅读原文|(?:{SITES})|(?:范文|文秘|秘书|公文|写作)(?:网|大全|之家)"
    r"|^(?:相关阅读|延伸阅读|推荐阅读|上一篇|下一篇|打印本页|关闭窗口)(?:\s*:|$)"
)
MARKING = (
    "网", "公众号", "论坛", "文库", "订阅号", "视频号", "微信", "QQ", "下载", "会员", "点击", "阅读", "巴巴", "文档",
    "爱问", "笔杆子", "大全", "之家", "一篇", "本页", "窗口",
)  # fmt: skip
ADDRESS = re.compile(r"(?:https?://|www\.)[\w./%?=&#:~+-]+", re.ASCII)
# An official paper names an address on purpose: 登录…, 网址：…, in brackets, among its sources.
NAMED = re.compile(r"网|登录|登陆|邮|平台|系统|链接|信箱|主页|地址|\[[\w /-]+\]|\($")


def disclaimers(document: Document, lines: Sequence[Shown]) -> Iterator[Diagnostic]:
    """G102: 仅供学习参考, 请勿照搬, 免责声明."""
    yield from findings("G102", document, [s for row in lines for s in _notices(row, DISCLAIMER, DISCLAIMING)])


def watermarks(document: Document, lines: Sequence[Shown]) -> Iterator[Diagnostic]:
    """G103: where a text was taken from, calls to follow or to download, addresses of websites."""
    spots = [s for row in lines for s in (*_notices(row, WATERMARK, MARKING), *_addresses(row))]
    yield from findings("G103", document, spots)


def _notices(row: Shown, pattern: re.Pattern[str], signs: tuple[str, ...]) -> Iterator[Spot]:
    """The notices of a line; one without any of `signs` has none."""
    if not any(sign in row.view for sign in signs):
        return
    for start, end in [(0, len(row.view))] if len(row.view) <= LINE else _clauses(row):
        if found := pattern.search(row.view[start:end]):
            yield Spot(row.line, start + found.start(), start + found.end())


def _clauses(row: Shown) -> Iterator[tuple[int, int]]:
    """(start, end) of the short clauses of a line."""
    start = 0
    for stop in [*stops(row.view, ENDS), len(row.view)]:
        if 0 < stop - start <= CLAUSE:
            yield start, stop
        start = stop + 1


def _addresses(row: Shown) -> Iterator[Spot]:
    """Addresses that nothing announces."""
    if "www." in row.view or "://" in row.view:
        for found in ADDRESS.finditer(row.view):
            if not NAMED.search(row.view[: found.start()]):
                yield Spot(row.line, found.start(), found.end())
