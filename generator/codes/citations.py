"""Messages about citations: C101-C119."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {
    "C101": Code(
        "info",
        "引用了《{1}》的{0}，收录的文本里没有找到这一处，没有加链接",
        "请核对编号；也可能原文指的是另一年的文本，或收录的文本缺了这一条。",
    ),
    "C102": Code(
        "info",
        "“{0}”可能指收录的这几份文件：{1}，没有加链接",
        "要加链接，请在术语表 terms.yml 里写一项，把它作为其中一份的别名（aliases）。",
    ),
}
