"""Messages about what kind of file it is, limits and converting: R150-R159."""

from __future__ import annotations

from .code import Code

CODES: dict[str, Code] = {
    "R150": Code(
        "info",
        "扩展名是 {0}，内容却是{1}，已按内容读取",
        "请看一眼网页上的文字对不对。改成相符的扩展名，就不再有这条说明。",
    ),
    "R151": Code(
        "error", "文件加了密码，读不出来", "请用 Word、WPS 或 PDF 阅读器输入密码打开，去掉密码后另存一份，再放进来。"
    ),
    "R152": Code(
        "error",
        "这是{0}，研读还不能读",
        "请用原来的程序打开，把要发布的文字另存为 .docx（OFD 等版式文件可以导出为 .docx 或 .pdf），再放进来。",
    ),
    "R153": Code(
        "error",
        "这是{0}，不是文字资料",
        "压缩包请先解压；照片、扫描件请先做文字识别（OCR），存成 .docx 或 .txt；不需要发布的，请移出资料文件夹。",
    ),
    "R154": Code(
        "error",
        "读{0}要用 LibreOffice，这台电脑上没有找到",
        "请安装 LibreOffice（Debian、Ubuntu：sudo apt-get install libreoffice-writer），"
        "或者在 Word、WPS 里打开这份文件，另存为 .docx 再放进来。",
    ),
    "R155": Code(
        "error",
        "LibreOffice 没能转换这份文件（{0}）：{1}",
        "文件可能已损坏。请在 Word、WPS 里打开核对，另存为 .docx 再放进来。",
    ),
    "R156": Code(
        "error",
        "读这份文件用的{0}超过了上限（{1}），已停下",
        "文件可能已损坏，或者太长。请在原来的程序里打开核对，分成几份另存为 .docx 再放进来。",
    ),
    "R157": Code(
        "error",
        "研读读这份文件时出了错（{0}）",
        "这多半是研读的毛病。请在 Word、WPS 里另存为 .docx 再试；也请把这条提示告诉开发者。",
    ),
    "R158": Code(
        "error",
        "扩展名是 {0}，内容却认不出来",
        "文件可能已损坏、没有复制完整，或者扩展名不对。请重新取一份，在原来的程序里打开核对。",
    ),
    "R159": Code("info", "没有读取：这是网页附带的文件夹（{0}）", "里面是网页的图片和样式，不影响正文。"),
}
