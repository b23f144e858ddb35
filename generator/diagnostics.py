"""The table of all messages, and the forms in which a diagnostic is printed. A code is a row."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Diagnostic, Severity

SEVERITY_NAMES: dict[Severity, str] = {"error": "错误", "warning": "警告", "info": "说明"}


@dataclass(frozen=True, slots=True)
class Code:
    """Severity, message and advice of one kind of finding; `{0}`, `{1}` … stand for a diagnostic's args."""

    severity: Severity
    message: str
    hint: str


# An error means: this file was left out whole. Families: R reading, F configuration, O outline, M metadata,
# T topics, P pages, E engine, S search.
CODES: dict[str, Code] = {
    # -- R reading
    "R101": Code("error", "文件里没有文字", "文件是空的，或只有空格和空行。请换成有内容的文件，或把它移出资料文件夹。"),
    "R102": Code(
        "error",
        "这不是纯文本文件，看起来是{0}",
        "请用原来的程序（如 Word、WPS）打开，另存为“纯文本”，编码选 UTF-8，再放进资料文件夹。",
    ),
    "R103": Code(
        "error",
        "文件中间有空字节（NUL），在第 {0} 个字节处",
        "文件可能没有复制完整，或已经损坏。请重新取一份；也可用记事本打开核对后另存为 UTF-8。",
    ),
    "R104": Code(
        "error",
        "第 {0} 个字节（{1}）无法解读，文件其余部分像是 {2} 编码",
        "文件可能损坏、没有复制完整，或混用了两种编码。请用记事本打开这一行核对，再另存为 UTF-8。",
    ),
    "R105": Code(
        "error",
        "这不像是文本文件：从第 {0} 个字节起有大量无法解读的内容",
        "请确认这是文字资料。若是 Word、WPS 或 PDF 文件，请先另存为“纯文本”，编码选 UTF-8。",
    ),
    "R106": Code(
        "error", "文字像是乱码：“{0}”", "文件多半用错误的编码转换过。请找到原来的文件，用记事本另存为 UTF-8，再放进来。"
    ),
    "R107": Code("warning", "这一处像是乱码：“{0}”", "全文仍照原样发布。请对照原件，改正这一处。"),
    "R108": Code(
        "info", "文字很少，编码是推测的（{0}）", "请看一眼网页上的文字对不对；用记事本另存为 UTF-8 就不用推测了。"
    ),
    "R109": Code(
        "warning",
        "内容像是网页（HTML），标签会照原样显示",
        "请用浏览器打开它，复制其中的文字，另存为纯文本文件。",
    ),
    "R110": Code("error", "文件读不出来：{0}", "请检查文件是否还在、是否有读取权限、是否正被别的程序占用。"),
    "R111": Code("error", "文件太大（{0} MB，上限 {1} MB）", "请把它分成几个文件，或删去其中不是文字的内容。"),
    "R112": Code(
        "warning",
        "本版本还不能读取这种文件（{0}）",
        "请另存为 .txt（编码选 UTF-8）或 .md；不需要发布的，请移出资料文件夹。",
    ),
    "R113": Code("warning", "没有读取：这是一个链接（{0}）", "请把文件本身复制到资料文件夹里来，不要用链接。"),
    "R114": Code("warning", "没有读取：这不是普通文件（{0}）", "请把它移出资料文件夹。"),
    "R115": Code(
        "error", "文件名里有无法识别的字符", "多半是解压时编码不对。请把文件改名（用汉字、字母、数字都可以）。"
    ),
    "R116": Code("info", "按约定不读取（{0}）", "名字以 _ 开头的文件和文件夹不发布；~$ 开头和 .tmp 结尾的是临时文件。"),
    "R117": Code(
        "warning", "这个资料说明文件没有对应的正文", "它应当与正文同名，例如 讲话.txt 配 讲话.yml。请改名或删去。"
    ),
    "R118": Code("error", "文件夹打不开：{0}", "请检查文件夹是否存在、是否有读取权限。"),
    "R119": Code(
        "error",
        "本版本还不能读取 {0} 文件，没有发布",
        "请在 Word 或 WPS 里打开，另存为 .txt（编码选 UTF-8），再放进资料文件夹。",
    ),
    "R120": Code(
        "warning", "有 {0} 个控制字符，已显示为“�”，首处在这里", "多半是转换格式时带进来的。请对照原件删去或改正。"
    ),
    "R121": Code("info", "去掉了 {0} 个看不见的字符（零宽、方向控制等），首处在这里", "不影响阅读，不用处理。"),
    "R122": Code(
        "warning",
        "去掉了 {0} 个自造字（私有区字符），首处在这里",
        "别的电脑上显示不出这种字。请对照原件，换成通用的字。",
    ),
    "R130": Code(
        "info", "去掉了注释（<!-- … -->），共 {0} 行，首处在这里", "注释不是正文。要发布其中的文字，请去掉注释记号。"
    ),
    "R131": Code("info", "去掉了 {0} 行格式记号（横线、表格线、代码框），首处在这里", ""),
    "R132": Code("info", "去掉了 {0} 个链接的网址，文字保留，首处在这里", "网址要给读者看的，请直接写进正文。"),
    "R133": Code("warning", "有 {0} 张图片没有发布，首处在这里", "本版本只发布文字。图片里的要紧内容，请写成文字。"),
    "R134": Code("info", "去掉了 {0} 个排版用的标签，首处在这里", "只去掉加粗、居中、换行这类标签，文字没有变动。"),
    "R135": Code("info", "文首的资料说明（第 1—{0} 行）已读取，不作正文", ""),
    "R141": Code(
        "warning",
        "资料说明里有不认识的项目“{0}”",
        "可以用的项目：标题、副标题、日期、讲话人、发文机关、文号、类型、地址、主题。其余的已略去。",
    ),
    "R142": Code(
        "warning",
        "资料说明里“{0}”的内容不能用：{1}",
        "已略去这一项。日期写成 2020-03-18；地址用小写字母、数字和短横，例如 xuexi-2020；主题用顿号隔开。",
    ),
    "R143": Code(
        "warning",
        "资料说明没有读懂，已略去：第 {0} 行附近写法不对",
        "每行写成“标题: 内容”。内容里有冒号、方括号时，请用英文双引号把整个内容括起来。",
    ),
    "R144": Code("warning", "资料说明文件读不出来：{0}", "正文照常发布。请用记事本重写这个文件，另存为 UTF-8。"),
    # -- F configuration
    "F101": Code(
        "warning",
        "extra.yandu 里的“{0}: {1}”不认识或写法不对，没有用上",
        "可以写 content、build（文件夹名）和 page_characters（大于 0 的整数）。",
    ),
    "F102": Code("error", "主题词表读不出来：{0}", "请检查缩进和冒号；改好之前所有文件都没有主题。"),
    "F103": Code(
        "error", "这里没有网站的配置文件", "请先进入网站的文件夹（里面有 mkdocs.yml），或用 --config 指明它在哪里。"
    ),
    "F201": Code(
        "error", "配置文件读不出来：{0}", "请检查这一处的缩进、冒号和引号；改不好时，用安装时带的 mkdocs.yml 换回来。"
    ),
    "F202": Code(
        "error",
        "用了不在许可名单里的 Markdown 扩展：{0}",
        "它可能改动文件的原文或读取别的文件。请从 markdown_extensions 里删去；确实需要，加 --force。",
    ),
    "F203": Code("error", "用了不在许可名单里的插件：{0}", "请从 plugins 里删去；确实需要，加 --force。"),
    "F204": Code("error", "用了会运行程序的 hooks：{0}", "请删去 hooks；确实需要，加 --force。"),
    # -- O outline
    "O101": Code("warning", "编号不连续：{0} 之前是{1}", "请核对原文是否漏了一段；网站保留原编号，不会重新编号。"),
    "O102": Code("warning", "编号重复：{0} 出现两次", "请核对原文；两处都会保留，各有自己的网址。"),
    "O103": Code("warning", "“{0}”与前面的编号接不上，没有当作标题", "如果它是标题，请核对前面是否漏了一个编号。"),
    "O104": Code(
        "info",
        "有 {0} 处换行丢失（如“第二条”接在上一条句末），已按编号分开",
        "文字没有改动；如分得不对，请在原文件中换行。",
    ),
    "O105": Code("info", "全文写在一行里，已按全角空格分成 {0} 段以上", "文字没有改动；如分得不对，请在原文件中换行。"),
    "O106": Code("info", "有 {0} 处硬换行，已接成完整段落", "文字没有改动；如接得不对，请在段落之间空一行或缩进两格。"),
    "O107": Code("warning", "前面说有 {0} 项，实际找到 {1} 项", "请核对原文的数目；网站照原文显示。"),
    "O108": Code("warning", "全文 {0} 字没有找到编号，整篇作为一节", "如果文件本有编号，请检查编号是否写在行首。"),
    "O109": Code(
        "info", "有 {0} 行页码、页眉或网页按钮（如“{1}”）没有放进正文", "全部列在该文件页面的末尾，可以核对。"
    ),
    # -- M metadata
    "M101": Code("info", "没有找到标题，暂用“{0}”", "可在同名的 .yml 文件里写“标题: …”。"),
    "M102": Code("warning", "地址“{0}”已被别的文件使用，改用自动地址", "请在 .yml 文件里换一个“地址”。"),
    # -- T topics
    "T101": Code(
        "warning",
        "主题词表里“{0}”的写法不对，这一处没有用上：应当是{1}",
        "请照着旁边几行的样子改。缩进用空格；冒号用半角，后面空一格。",
    ),
    "T102": Code(
        "warning", "主题词表里有不认识的“{0}”（在“{1}”里），没有用上；这里可以写的有：{2}", "是不是写错了字？"
    ),
    "T103": Code("warning", "“{0}”在主题词表里已经写过，“{1}”里的这一处没有用上", "请只留一处。"),
    "T104": Code(
        "warning", "主题词表的“{0}”里，没有叫“{1}”的主题，这一项没有用上；已有的主题：{2}", "请改成已有主题的名称。"
    ),
    "T105": Code("warning", "主题词表里“{0}”的数写成了“{1}”，没有用上", "请写一个不小于 0 的数，例如 3 或 0.5。"),
    "T106": Code(
        "warning",
        "主题“{0}”没有用上：缺名称，或名称、id 与别的主题重复，或 id“{1}”不能做网址",
        "请写好 name；id 只用小写英文字母、数字和连字符，以字母开头，不要与别的主题相同。",
    ),
    "T107": Code(
        "warning", "给这份文件指定的主题“{0}”不在主题词表里，没有用上；可以写的有：{1}", "请改正文件说明里的 topics。"
    ),
    "T108": Code(
        "info", "主题“{1}”的例外词“{0}”里，没有这个主题的任何词，写了也不起作用", "请看看是不是写错了字；不需要就删去。"
    ),
    "T109": Code("warning", "主题“{0}”一个词也没有，不会给任何段落", "请在 strong 或 weak 下面加几个词。"),
    "T110": Code(
        "warning",
        "“{0}”只有一个字，到处都会碰上，“{1}”里的这一处没有用上",
        "请写两个字以上的词；词里误敲了空格的，请把空格删去。",
    ),
    # -- P pages
    "P201": Code(
        "error", "没有完整的网站可以核对：这个文件不在、已损坏或不能读", "请先运行 yandu build，成功以后再核对。"
    ),
    "P202": Code(
        "error", "原文读不出来，无法核对", "生成网站以后，这个文件是不是移动或改动过？请重新运行 yandu build。"
    ),
    "P203": Code("error", "网站上缺少这份文件的网页：{0}", "请重新运行 yandu build。"),
    "P204": Code(
        "error",
        "网站上的文字与原文不一样：原文“{0}”，网站“{1}”（{2}）",
        "如果生成网站以后改过原文，请重新运行 yandu build；没有改过，这是研读的错误，请报告。",
    ),
    "P205": Code(
        "error",
        "网站上的空格与原文不一样：原文“{0}”，网站“{1}”（{2}）",
        "如果生成网站以后改过原文，请重新运行 yandu build；没有改过，这是研读的错误，请报告。",
    ),
    "P206": Code(
        "error", "说是没有放进正文的文字，原文这一行里没有：“{0}”", "如果生成网站以后改过原文，请重新运行 yandu build。"
    ),
    "P207": Code(
        "error", "链接打不开：{0}（共 {1} 个网页有这个链接）", "请重新运行 yandu build；自己写的页面，请改正链接。"
    ),
    "P208": Code(
        "error",
        "链接指向的位置不存在：{0}（共 {1} 个网页有这个链接）",
        "请重新运行 yandu build；自己写的页面，请改正链接。",
    ),
    "P209": Code(
        "error",
        "网页要访问外面的网址：{0}（共 {1} 处）",
        "内网打不开，也会泄露访问情况。请检查 mkdocs.yml 和 overrides 里后加的字体、脚本、图片、链接。",
    ),
    # -- E engine
    "E101": Code("error", "生成文件夹与存放文件的文件夹 {0} 互相包含", "两者要分开放，请用 --build 另指定一个文件夹。"),
    "E102": Code(
        "error",
        "这个文件夹里有不是研读生成的东西，没有动它",
        "请用 --build 另指定一个空文件夹；确认里面的东西不要了，就先把它清空。",
    ),
    "E103": Code(
        "error", "写不进去：{0}", "请腾出磁盘空间，或请管理员给这个文件夹写入权限，然后再试。原来的网站没有变。"
    ),
    "E104": Code("error", "网页地址不能用：{0}", "如果这个地址是您在文件说明里写的，请只用英文字母、数字和连字符。"),
    "E105": Code("error", "两个网页要用同一个地址：{0}", "请在其中一份文件的说明里另写一个地址（slug）。"),
    "E106": Code("error", "没有叫“{0}”的网页生成工具，现有：{1}", "请改正 --engine 后面的名称。"),
    "E107": Code(
        "error",
        "网页生成工具 {0} 没有成功（返回 {1}）：\n{2}",
        "原来的网站没有变。请先看上面有没有关于 mkdocs.yml 的话；看不懂时，把这段话发给维护的人。",
    ),
    "E108": Code("warning", "网页生成工具 {0} 提醒：{1}", ""),
    "E109": Code("error", "另一次生成正在进行（进程号 {0}）", "请等它结束再试。"),
    "E110": Code(
        "error",
        "原来的 {1} 个网页会有 {0} 个不见，超过三成，没有发布",
        "请看看存放文件的文件夹是不是指错了、空了。确实要这样，加 --force 再生成一次。",
    ),
    "E111": Code(
        "error",
        "没有一份可用的文件，没有发布",
        "请把 .txt 或 .md 文件放进这个文件夹；已有文件时，请看前面的提示。原来的网站没有变。",
    ),
    "E112": Code("error", "新网站已生成，但换不上去：{0}", "请关掉正打开着网站文件夹的程序再试。原来的网站没有变。"),
    "E113": Code(
        "error",
        "网址 {0} 用不了：{1}",
        '请关掉占用它的程序，或换一个端口号：yandu serve --port 8001，或 make serve ARGS="--port 8001"。',
    ),
    # -- S search
    "S201": Code("error", "搜索“{0}”找不到这一节（{1}）", "请重新运行 yandu build；再出现，这是研读的错误，请报告。"),
    "S202": Code(
        "error", "搜索用的文字与这一节不一致（{0}）", "请重新运行 yandu build；再出现，这是研读的错误，请报告。"
    ),
}


def text(found: Diagnostic, folder: str = "") -> str:
    """One finding in words: `content/x.txt:41: O101 警告：…` and, on a second line, the advice."""
    code = CODES[found.code]
    is_document = folder and found.code[0] not in "EF"  # those two name their file themselves
    place = (f"{folder}/" if is_document else "") + found.loc.file + (f":{found.loc.line}" if found.loc.line else "")
    head = f"{place}: {found.code} {SEVERITY_NAMES[code.severity]}：{code.message.format(*found.args)}"
    return f"{head}\n    提示：{code.hint}" if code.hint else head


def record(found: Diagnostic) -> dict[str, object]:
    """The same as a JSON object."""
    code = CODES[found.code]
    return {
        "code": found.code, "severity": code.severity, "file": found.loc.file, "line": found.loc.line,
        "column": found.loc.column, "message": code.message.format(*found.args), "hint": code.hint,
    }  # fmt: skip


def github(found: Diagnostic) -> str:
    """The same as an annotation of GitHub's workflow commands."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[severity(found)]
    message = CODES[found.code].message.format(*found.args)
    return f"::{level} file={found.loc.file},line={found.loc.line},title={found.code}::{message}"


def severity(found: Diagnostic) -> Severity:
    """How grave a finding is."""
    return CODES[found.code].severity
