"""Messages about the clerk's decisions on topics: T150-T159."""

from __future__ import annotations

from .code import Code

AGAIN = "要用上它，请在复核表的“改为”里再写一次；原来的决定还留在 _config/tags.csv 里。"

CODES: dict[str, Code] = {
    "T150": Code("error", "复核表读不出来：{0}", "请用 yandu review export 重新导出一份，或另存为 xlsx 再试。"),
    "T151": Code(
        "error",
        "复核表里没有“{0}”这一列，什么也没有导入",
        "第一行的列名不能改，列的次序可以变。请用 yandu review export 重新导出一份。",
    ),
    "T152": Code(
        "warning",
        "这一行“改为”里的“{0}”不是主题，没有用上；可以写的有：{1}、无、自动",
        "几个主题之间用顿号隔开。请改好这一行，再导入一次。",
    ),
    "T153": Code(
        "warning",
        "这一行说的“{0}”在资料里找不到，没有用上",
        "可能是别的网站的表，或者文件已经改动。请用 yandu review export 重新导出一份。",
    ),
    "T154": Code("warning", "“{0}”的文字已经改动，给它定的主题（{1}）没有用上，请再看一遍", AGAIN),
    "T155": Code(
        "warning",
        "“{0}”（{1}）找不到了，给它定的主题（{2}）没有用上",
        "这一节如果确实删去了，可以把 _config/tags.csv 的这一行也删去；放回来以后，决定会重新起作用。",
    ),
    "T156": Code("warning", "有几处文字与“{0}”（{1}）相同，分不清主题（{2}）是给哪一处定的，没有用上", AGAIN),
    "T157": Code("warning", "这一行缺少“{0}”，没有用上", "请照着旁边几行的样子补上；不需要了就整行删去。"),
    "T158": Code("info", "有 {0} 节换了编号或位置，给它们定的主题跟着文字一起移了过去", "不用处理。"),
    "T159": Code("warning", "这一行与第 {0} 行说的是同一节，用的是这一行", "请看看哪一行是对的，改好再导入一次。"),
}
