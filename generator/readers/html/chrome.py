"""What a website puts around an article, by its words and by the names of its elements: tables. Pure.

Repetitions are possessive or bounded, so that no line takes longer than its length.
"""

from __future__ import annotations

import re

from . import labels
from .page import Region

_BUTTONS = (
    r"打\s?印(?:本页|此页|文章|预览|本文)?", r"关\s?闭(?:本页|窗口|此页|页面)?", r"收\s?藏(?:本页|本文|此页)?",
    "收起", "返回(?:顶部|列表|首页|上一?[页级]|目录|页首|栏目)?", "回到顶部", "TOP", "加入收藏", "设为首页",
    "保存(?:本页|网页)?", "分享(?:到|至|文章|本页)?", "转发", "点赞", "赞", "在看", "复制(?:链接|全文)?", "导出",
    "下载(?:全文|文字版|图片版|WORD版?|PDF版?)?", "我要(?:纠错|评论|留言|咨询)", "(?:网页?)?纠错", "全屏", "放大",
    "缩小", "加大", "还原", "减小", "默认", "正常", "特大", "较大", "超大", "大", "中", "小", "标准", "A[+-]?",
    r"(?:页面)?字\s?[号体](?:大小)?", "繁[體体]?版?", "简体?版?", "无障碍(?:浏览|阅读)?", "适老化", "长者(?:模式|版)",
    "朗读", "语音(?:播报|朗读)?", "听全文", "微信(?:公众号)?", "(?:新浪|腾讯)?微博", "QQ(?:空间|好友)?", "朋友圈",
    "豆瓣", "人人网", "更多", r"\+1", "扫一扫", "扫码", "视力保护色", "背景色", "登录", "注册", "RSS", "English",
    "EN", "邮箱", "手机版", "移动版", "客户端", "(?:发表)?评论", "播报", "暂停", "展开(?:全文)?", "联系我们",
    "关于我们", "网站声明", "隐私保护", "使用帮助", "网站地图",
)  # fmt: skip
"""Names of buttons; of two that begin alike the longer comes first."""
_GAP = r"[\s|｜【】\[\]［］()（）:：·•/、>《》<+—–-]*+"
_ONLY_BUTTONS = re.compile(rf"{_GAP}(?:(?>{'|'.join(_BUTTONS)}){_GAP})++", re.IGNORECASE)
_SAYINGS = (
    ".{0,8}(?:扫一扫|扫码|扫描.{0,4}二维码)[^。]{0,24}", "手机(?:扫码|浏览|阅读)(?:本[文页])?",
    ".{0,6}分享[到至][^。]{0,24}", r"[【\[（(]?\s?(?:上|下|前|后)一[篇条则页]\s?[】\])）]?(?:[\s:：>].{0,80})?",
    r"(?:您|你)?(?:当前|现在|所在)?的?(?:所在)?(?:页面)?位置[是为]?\s?[:：].{0,120}",
    "(?:您|你)(?:现在)?所?在的位置.{0,120}", r"(?:网站)?首\s?页\s?[>＞›»/→-].{0,120}",
    r".{0,40}(?:版权所有|Copyright|©|ICP\s?备|公网安备|网站标识码|网站地图|建议使用.{0,30}浏览).{0,160}",
    r"(?:技术支持|网站管理|网站维护)\s?[:：].{0,60}", r"(?:免责)?声明\s?[:：].{0,12}(?:转载|本网|本站).{0,200}",
    "凡(?:本网|注明).{0,200}", "(?:附件)?请?(?:点击)?(?:此处)?(?:下载|查看)(?:附件|原文|原图|全文)",
    "(?:阅读|查看)原文", "点击(?:这里|此处).{0,16}", "[本此][文页条]已?被?(?:浏览|阅读|点击|访问).{0,20}",
    r"(?:浏览|阅读|点击|访问)(?:次数|量|数|率)\s?[:：]?\s?\d*\s?次?",
    r"(?:浏览|阅读|点击|访问)\s?[:：]?\s?\d+\s?次?(?:\s?在看)?", r"共?\s?\d+\s?[人次](?:浏览|阅读|点赞|在看)",
    r"\d{1,3}(?:\s\d{1,3}){0,20}\s?(?:下一页|尾页|末页).{0,40}", r"(?:首页|上一页)(?:\s?\d{1,3}){0,20}.{0,40}",
    ".{0,10}继续滑动看下一个.{0,10}", "(?:轻触|长按)阅读.{0,12}", "预览时标签不可点", ".{0,8}关注[该本]?公众号.{0,8}",
)  # fmt: skip
"""What only websites say."""
_SAID = re.compile("|".join(_SAYINGS), re.IGNORECASE)
_LONGEST = 240
_LISTS = (
    "相关(?:报道|新闻|阅读|链接|稿件|文章|信息|资讯|内容|专题|推荐|解读|政策|文件|文档|图解|资料)", "政策解读",
    "解读回应", "图解", "推荐(?:阅读|文章|新闻|内容)?", "延伸阅读", "热门(?:新闻|文章|推荐|点击|信息)?",
    "最新(?:新闻|文章|信息|动态|公开|发布|文件)", "猜你喜欢", "大家都在看", "更多(?:新闻|推荐)",
    "关联(?:稿件|文件|信息|阅读)", "友情链接", "精彩推荐", "(?:点击|阅读)排行", "网友评论", "我要评论", "上下篇",
)  # fmt: skip
"""Headings of lists of other pages."""
_LIST = re.compile(rf"[【\[■●▶>\s]*(?:{'|'.join(_LISTS)})[】\]\s]*[:：]?[\s>]*")
_FILES = "docx?|xlsx?|pptx?|pdf|wps|et|ofd|ceb|zip|rar|jpg|png"
_ATTACHED = re.compile(
    rf"\s?[【\[（(]?\s?(?:相关)?附\s?[件表图录]|.{{1,80}}\.(?:{_FILES})\s?(?:[（(\[].{{0,24}})?$", re.IGNORECASE
)
_MOMENT = re.compile(
    r"\d{4}\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}\s?日?(?P<hour>\s{0,4}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_VALUE = 40
"""Characters that source, time or editor take at most."""
_TAGS = frozenset(("nav", "footer", "aside", "button", "select", "menu", "textarea"))
_OWN = (
    "share", "bshare", r"bdshare\w*", r"jiathis\w*", "print", "dayin", "qrcode", "qr", "ewm", "erweima", "saoyisao",
    "related", "relate", "xgwz", "xgbd", "xgzx", "xgyd", "xgjd", r"recommend\w*", "toolbar", "fontsize", "ziti",
    "zihao", "fenxiang", "copyright", "comments?", "pinglun", "prevnext", "crumbs?", "breadcrumbs?",
    r"rich_media_tool\w*", r"rich_media_meta\w*",
)  # fmt: skip
"""Parts of ids and classes that stand for something else than text, even inside an article's element."""
_AROUND = (
    "nav", "navi?bar", "topnav", "menu", "dqwz", "weizhi", "location", "social", "xgwj", "hot", "rank", "sidebar",
    "side", "aside", "foot", "footer", "banner", "tools?", "search", "login", "reply", "pager?", "paging",
    "pagination", "prev", "next", "sxp", "tags?", "ads?", r"advert\w*", "gg", "links?", "friendlink", "yqlj",
    "header", "topbar", "sitemap", "lang", "backtop", "gotop", "totop", "float", "popup", "modal", "dialog", "mask",
    "tips?", "copy", "bq", "banquan", "support", "jiucuo", "zrbj", r"profile\w*",
)  # fmt: skip
"""The same, around an article."""
_SURE = re.compile(rf"(?:^|[-_\d])(?:{'|'.join(_OWN)})(?:$|[-_\d])")
_LIKELY = re.compile(rf"(?:^|[-_\d])(?:{'|'.join((*_OWN, *_AROUND))})(?:$|[-_\d])")
_NAME = 60
"""Characters of an id or a class that are looked at."""


def is_button(text: str) -> bool:
    """Whether a line consists of names of buttons, or is something that only websites say."""
    return len(text) <= _LONGEST and bool(_ONLY_BUTTONS.fullmatch(text) or _SAID.fullmatch(text.strip()))


def heads_links(text: str) -> bool:
    """Whether a line is the heading of a list of other pages: 相关报道."""
    return len(text) <= 20 and bool(_LIST.fullmatch(text))


def is_attachment(text: str) -> bool:
    """Whether a line names an attached file."""
    return bool(_ATTACHED.match(text))


def byline(text: str) -> tuple[tuple[str, str], ...]:
    """(label, value) of a line below a title or behind a text: 来源：新华社　发布时间：2024-01-02　字号：大 中 小."""
    words = text.strip(" \u3000\xa0（()）【】[]|") if len(text) <= _LONGEST else ""
    moment = _MOMENT.match(words)
    rest = words[moment.end() :].strip(" \u3000\xa0|") if moment else words
    found = labels.pairs(rest)
    date = (("发布时间", moment[0]),) if moment else ()
    if moment and (moment["hour"] or found) and (not rest or is_button(rest)):
        return date
    short = all(name in labels.BYLINE and len(value) <= _VALUE and "。" not in value for name, value in found)
    enough = len(found) + len(date) > 1 or (found and found[0][0] in labels.ALONE)
    return (*date, *found) if found and short and enough else ()


def surrounds(region: Region, *, sure: bool = False) -> bool:
    """Whether an element is by its tag or its name a website's own; `sure` = it is so even inside an article."""
    if sure:
        return region.tag in ("button", "select", "nav") or any(_SURE.search(name[:_NAME]) for name in region.names)
    return region.tag in _TAGS or any(_LIKELY.search(name[:_NAME]) for name in region.names)
