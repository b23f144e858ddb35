"""The labels under which government websites print what is known about a document. Pure.

国务院办公厅《政府信息公开目录系统》 gives 索引号, 信息名称, 文号, 发布机构, 生成日期; sites add their own.
"""

from __future__ import annotations

import re

_TITLE = ("标题", "名称", "信息名称", "文件名称", "文件标题", "公文名称", "政策名称", "信息标题")
_ISSUER = (
    "发文机关", "发文单位", "发文机构", "制发机关", "制定机关", "制发单位", "发布机构", "发布机关", "发布单位",
    "颁布机构", "公开主体", "印发机关",
)  # fmt: skip
_NUMBER = ("发文字号", "发文文号", "文件文号", "公文文号", "文号", "文件编号", "文件字号", "发文号")
_DATE = (
    "成文日期", "成文时间", "印发日期", "印发时间", "签发日期", "签发时间", "发文日期", "发文时间", "制定日期",
    "颁布日期",
)  # fmt: skip
_PUBLISHED = (
    "发布日期", "发布时间", "公开日期", "公开时间", "公布日期", "生成日期", "生成时间", "发稿时间", "上网日期",
    "更新时间", "更新日期", "时间", "日期",
)  # fmt: skip
_CATALOGUE = (
    "索引号", "索引码", "信息索引号", "目录编号", "序列号", "统一编号", "规范性文件编号", "登记号", "统一登记号",
    "主题分类", "主题", "主题词", "关键词", "关键字", "体裁分类", "体裁", "组配分类", "服务对象分类", "服务对象",
    "信息分类", "信息类别", "所属主题", "分类", "公文种类", "文种", "文件类型", "公文类型", "所属栏目", "栏目分类",
    "效力级别", "行业分类", "有效性", "效力状态", "时效性", "文件状态", "是否有效", "实施日期", "施行日期",
    "生效日期", "失效日期", "废止日期", "终止日期", "有效期", "失效时间", "生效时间", "实施时间", "公开方式",
    "公开形式", "公开程度", "公开范围", "公开类型", "公开属性", "公开时限", "公开责任部门", "责任部门", "公开部门",
    "内容概述", "信息编号", "记录形式", "载体类型", "发布层级", "签发人",
)  # fmt: skip
_SOURCES = ("来源", "来源于", "文章来源", "信息来源", "稿件来源")
_COUNTS = (
    "浏览次数", "浏览量", "浏览", "阅读次数", "阅读量", "阅读", "阅读数", "点击数", "点击率", "点击量", "点击次数",
    "访问次数", "访问量", "字号", "字体", "字体大小", "视力保护色", "打印", "分享", "分享到",
)  # fmt: skip
_EDITORS = (
    "责任编辑", "责编", "编辑", "审核", "校对", "初审", "复审", "终审", "一审", "二审", "三审", "信息员", "录入",
)  # fmt: skip
_PEOPLE = ("审核人", "供稿", "供稿单位", "发布人", "录入者", "撰稿", "作者")

FIELDS: dict[str, str] = {
    **dict.fromkeys(_TITLE, "title"),
    **dict.fromkeys(_ISSUER, "issuer"),
    **dict.fromkeys(_NUMBER, "number"),
    **dict.fromkeys(_DATE, "date"),
    **dict.fromkeys(_PUBLISHED, "published"),
    **dict.fromkeys((*_CATALOGUE, *_SOURCES, *_COUNTS, *_EDITORS, *_PEOPLE), ""),
}
"""Label without blanks → what it tells; empty = nothing that Yandu uses."""

ALONE = frozenset((*_SOURCES, *_COUNTS, *_EDITORS, "发布时间", "发布日期", "发稿时间", "更新时间", "更新日期"))
"""Labels that make a line below a title, or behind the text, by themselves."""

BYLINE = ALONE | frozenset((*_PEOPLE, "公开日期", "发布单位", "发布机构", "生成日期", "成文日期", "时间", "日期"))
"""Labels that may stand in such a line."""

SURE = frozenset((
    "索引号", "信息索引号", "主题分类", "发文机关", "成文日期", "发文字号", "发布日期", "发布机构", "公开方式",
    "公开程度", "公开范围", "主题词", "组配分类", "体裁分类", "有效性", "效力状态", "文号", "信息名称", "生成日期",
    "服务对象分类", "公开责任部门", "公文种类", "时效性",
))  # fmt: skip
"""Labels that stand in the box above a document and hardly anywhere else."""

_BLANKS = re.compile("[\\s\u200b\ufeff]+")
_WORD = r"[\u4e00-\u9fff](?:\s{0,6}[\u4e00-\u9fff]){1,8}"
_LABEL = re.compile(rf"\s*[【\[［]?\s*({_WORD})\s*[】\]］]?\s*[:：]?\s*")
_PAIR = re.compile(rf"(?:(?<=[\s|｜【\[（(;；])|^)[【\[［（(]?({_WORD})\s{{0,6}}[】\]］]?\s{{0,6}}[:：]")
_LONGEST = 1000
"""Characters of a text of labels and values at most."""


def label(text: str) -> str:
    """The label that a text is, blanks and colon left out: `索 引 号：` → 索引号; empty when it is none."""
    match = _LABEL.fullmatch(text) if len(text) < 40 else None
    word = _BLANKS.sub("", match[1]) if match else ""
    return word if word in FIELDS else ""


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """(label, value) of every `label：value` in a text that begins with one; nothing when it does not."""
    if len(text) > _LONGEST:
        return ()
    found = [match for match in _PAIR.finditer(text) if _BLANKS.sub("", match[1]) in FIELDS]
    if not found or text[: found[0].start()].strip("\ufeff\u200b|｜ \t\u3000\xa0【[（("):
        return ()
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        (_BLANKS.sub("", match[1]), text[match.end() : end].strip()) for match, end in zip(found, ends, strict=True)
    )
