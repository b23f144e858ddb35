"""The labels under which government websites print what is known about a document. Pure.

国务院办公厅《政府信息公开目录系统》 gives 索引号, 信息名称, 文号, 发布机构, 生成日期; sites add their own.
"""

from __future__ import annotations

import re

FIELDS: dict[str, str] = {
    "标题": "title", "名称": "title", "信息名称": "title", "文件名称": "title", "文件标题": "title", "公文名称": "title",
    "政策名称": "title", "信息标题": "title",
    "发文机关": "issuer", "发文单位": "issuer", "发文机构": "issuer", "制发机关": "issuer", "制定机关": "issuer",
    "制发单位": "issuer", "发布机构": "issuer", "发布机关": "issuer", "发布单位": "issuer", "颁布机构": "issuer",
    "公开主体": "issuer", "印发机关": "issuer",
    "发文字号": "number", "发文文号": "number", "文件文号": "number", "公文文号": "number", "文号": "number", "文件编号": "number",
    "文件字号": "number", "发文号": "number",
    "成文日期": "date", "成文时间": "date", "印发日期": "date", "印发时间": "date", "签发日期": "date", "签发时间": "date",
    "发文日期": "date", "发文时间": "date", "制定日期": "date", "颁布日期": "date",
    "发布日期": "published", "发布时间": "published", "公开日期": "published", "公开时间": "published",
    "公布日期": "published", "生成日期": "published", "生成时间": "published", "发稿时间": "published", "上网日期": "published",
    "更新时间": "published", "更新日期": "published",
    **dict.fromkeys((
        "索引号", "索引码", "信息索引号", "目录编号", "序列号", "统一编号", "规范性文件编号", "登记号", "统一登记号",
        "主题分类", "主题", "主题词", "关键词", "关键字", "体裁分类", "体裁", "组配分类", "服务对象分类", "服务对象", "信息分类", "信息类别",
        "所属主题", "分类", "公文种类", "文种", "文件类型", "公文类型", "所属栏目", "栏目分类", "效力级别", "行业分类",
        "有效性", "效力状态", "时效性", "文件状态", "是否有效", "实施日期", "施行日期", "生效日期", "失效日期", "废止日期", "终止日期",
        "有效期", "失效时间", "生效时间", "实施时间",
        "公开方式", "公开形式", "公开程度", "公开范围", "公开类型", "公开属性", "公开时限", "公开责任部门", "责任部门", "公开部门",
        "内容概述", "信息来源", "来源", "文章来源", "信息员", "作者", "编辑", "责任编辑", "责编", "审核", "审核人", "校对", "初审", "复审", "终审",
        "一审", "二审", "三审", "签发人", "供稿", "供稿单位", "稿件来源", "发布人", "录入", "录入者", "撰稿",
        "浏览次数", "浏览量", "浏览", "阅读次数", "阅读量", "阅读", "阅读数", "点击数", "点击率", "点击量", "点击次数", "访问次数", "访问量",
        "字号", "字体", "字体大小", "视力保护色", "打印", "分享", "分享到", "信息编号", "记录形式", "载体类型", "发布层级",
    ), ""),
}  # fmt: skip
"""Label without blanks → what it tells; empty = nothing that Yandu uses."""

BYLINE = frozenset(
    "来源 文章来源 信息来源 稿件来源 发布时间 发布日期 发稿时间 更新时间 更新日期 公开日期 浏览次数 浏览量 浏览 阅读次数 阅读量 阅读 阅读数 "
    "点击数 点击率 点击量 点击次数 访问次数 访问量 字号 字体 字体大小 视力保护色 打印 分享 分享到 责任编辑 责编 编辑 审核 审核人 校对 "
    "初审 复审 终审 一审 二审 三审 供稿 供稿单位 发布人 录入 录入者 信息员 撰稿 发布单位 发布机构 作者 生成日期 成文日期".split()
)
"""Labels of the line below a title and of the one behind the text."""

SURE = frozenset(
    "索引号 信息索引号 主题分类 发文机关 成文日期 发文字号 发布日期 发布机构 公开方式 公开程度 公开范围 主题词 组配分类 体裁分类 有效性 "
    "效力状态 文号 信息名称 生成日期 服务对象分类 公开责任部门 公文种类 时效性".split()
)
"""Labels that stand in the box above a document and hardly anywhere else."""

_BLANKS = re.compile("[\\s\u3000\xa0\u200b\ufeff]+")
_WORD = "[\u4e00-\u9fff](?:[\\s\u3000\xa0]*[\u4e00-\u9fff]){1,8}"
_LABEL = re.compile(rf"\s*[【\[［]?\s*({_WORD})\s*[】\]］]?\s*[:：]?\s*")
PAIR = re.compile(rf"(?:(?<=[\s\u3000\xa0|｜【\[（(;；])|^)\s*[【\[［（(]?\s*({_WORD})\s*[】\]］]?\s*[:：]")
"""A label with its colon, at the beginning of a text or behind a blank."""


def label(text: str) -> str:
    """The label that a text is, blanks and colon left out: `索 引 号：` → 索引号; empty when it is none."""
    match = _LABEL.fullmatch(text) if len(text) < 40 else None
    word = _BLANKS.sub("", match[1]) if match else ""
    return word if word in FIELDS else ""


def pairs(text: str) -> tuple[tuple[str, str], ...]:
    """(label, value) of every `label：value` in a text that begins with one and consists of them; else nothing."""
    found = [match for match in PAIR.finditer(text) if _BLANKS.sub("", match[1]) in FIELDS]
    if not found or text[: found[0].start()].strip():
        return ()
    ends = [match.start() for match in found[1:]] + [len(text)]
    return tuple(
        (_BLANKS.sub("", match[1]), text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    )
