"""Messages about formulas and terms in documents: T130-T149."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {
    "T130": Code(
        "warning",
        "“{0}”说有 {1} 项，这里找到 {2} 项",
        "请核对原文的数目。网站照原文显示，不给它列出各项。",
    ),
    "T131": Code(
        "info",
        "有 {0} 个提法没有解释（{1}），网站上写着“本站没有收录解释”",
        "知道它们指什么的，请在术语表（_config/terms.yml）里照旁边一项的样子各加一项，写上各项和出处，再生成一次。",
    ),
}
