"""Parties: bodies and people that may have to do something, known by the last word of their names."""

from __future__ import annotations

import re

from .words import ACTS, NOUN_VERBS, any_of, words

HEADS = words(
    "党委 党组 党支部 支部 党组织 党总支 总支 纪委 监委 政府 部门 单位 机关 机构 干部 党员 书记 委员 班子 成员",
    "小组 专班 专责组 工作组 工作队 领导组 中心组 办公室",
    "街道 社区 村 各村 乡镇 镇 乡 县 县区 市 市州 区 省 地区 企业 国企 国有企业 公司 学校 高校 院校 医院 银行",
    "金融机构 协会 学会 商会 联合会 团体 组织 群众 大家 同志 同志们 人员 负责人 领导 领导干部",
    "委员会 指挥部 厅局 部委 站 所 队 室 校 局 厅 院 处 科 股 办 中心 国务院 党中央 中央 法院 检察院 公安机关",
    "司法机关 工会 共青团 团委 妇联 残联 科协 工商联 人大 政协 人大常委会 武装部 教师 师生 学生 职工 农民",
    "上下 各地 各级 各方 各方面 全党 全镇 全市 全省 全区 全县 全军 全社会 我镇 我市 我省 我县 我区 我校 我局 地方",
    "基层 站所 网格员 村民 居民 家长 牵头人 责任人 负责同志 一把手 主要领导 班长 队伍 人民 志愿者 合作社 经营者",
    "运营者 主体",
    "主任 局长 镇长 乡长 县长 区长 市长 科长 处长 站长",
    "所长 校长 院长 组长 部长 队长 秘书长 主席 支书 管委会 居委会 村委会",
    "委会 业委会 海关 司 总队 支队 专员 联络员 党委会 常委会 联席会议",
    "发展改革委 卫生健康委 国资委 农业农村部 教育部 财政部 公安部 民政部 商务部 中宣部 组织部 宣传部 统战部 政法委",
    "部 委",
)
"""Last words of a party's name."""

SHORT = words("司 站 所 队 室 校 部 委 局 厅 院 处 科 股 办 村 镇 乡 县 市 区 省")
"""Heads that are names only behind two characters or more: 教育局, 各村."""
_HEAD = re.compile(rf"{any_of(HEADS)}$")
_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z×（）()“”〇]{1,28}")
_PEOPLE = re.compile("(?:干部|党员|群众|同志|书记|教师|学生|职工|农民|村民|居民|队伍|领导|人民)$")
_ACT = re.compile(any_of(verb for verb in ACTS if len(verb) > 1))
_NOT_IN_NAME = re.compile(
    "^的|否则|现在|当干部|要求|集体领导|[是使让把将被从对向为给以由]|(?<!中)的(?!同志|党员|干部|人员|单位|"
    "部门|领导)|这|那些|认识|通过|推动|加强|工作中|落实|没有|什么|(?:干部|党员|人才|教师)队伍$|保护区$"
)
_ALSO_NAMES = words(
    "督查 检查 调查 巡察 巡视 指导 联合 采购 征收 整治 公开 联络 帮扶 救助 救援 防控 值班 统一 统筹 主导"
)
_VERB_FIRST = re.compile(any_of(act for act in ACTS if len(act) > 1 and act not in {*NOUN_VERBS, *_ALSO_NAMES}))
"""A verb with which no name begins: 健全党委统一领导."""
AND = re.compile("、|以及|及其|及|和|与|同")
NOBODY = words("我们 我 咱们 你们 他们 它们 她们 自己 大家都 人们 有人 有的 他 它 她 谁 其")
SEPARATORS = re.compile("[、，,；;/ ]|以及|及其|会同")


def party(words: str) -> str:
    """The words if they name a party (or several), else nothing: 组织部门和各级党组织."""
    name = words.strip(" ，,、：:")
    parts = [part for part in AND.split(name) if part]
    if not parts or not _is_name(parts[-1]) or not _NAME.fullmatch(name.replace("、", "").replace("，", "")):
        return ""
    if len(parts) > 1 and _VERB_FIRST.match(name):
        return ""
    if _NOT_IN_NAME.search(name) or name in NOBODY or (_ACT.match(name) and _PEOPLE.search(name)):
        return ""
    return name


def _is_name(name: str) -> bool:
    head = _HEAD.search(name)
    return bool(head) and not (head[0] in SHORT and len(name) == 1) if head else False


def several(words: str) -> tuple[str, ...]:
    """The parties of a list, each apart: 组织部门和各级党组织 → two. 和 inside a name parts nothing: 工业和信息化部."""
    found: list[str] = []
    for part in SEPARATORS.split(words):
        found += _split_and(part.strip())
    return tuple(dict.fromkeys(filter(None, found)))


def _split_and(name: str) -> list[str]:
    for joint in re.finditer("[和与及]", name):
        before, after = name[: joint.start()], name[joint.end() :]
        if _is_name(before) and _is_name(after) and len(before) > 1:
            return [before, *_split_and(after)]
    return [name]
