"""Messages about formulas and terms in documents: T130-T149."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {
    "T130": Code(
        "warning",
        "“{0}”说有 {1} 项，这里找到 {2} 项",
        "请核对原文的数目。网站照原文显示，不给它列出各项。",
    ),
}
