"""A few pages written by hand, and their search files: a site that needs nothing of the pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from generator import assets, config, search
from generator.results import Record
from tests.conftest import ROOT

SPEECH = "在全镇作风建设会议上的讲话"
TEXTS = {
    "d1/#d1": (SPEECH, (), f"{SPEECH}\n同志们：\n今天开会，讲三点意见。"),
    "d1/2/#2": ("二、改进作风", (), "二、改进作风\n作风问题，说到底是同群众的关系问题。要一刻不停地抓。"),
    "d1/2/#2-1": (
        "（一）力戒形式主义",
        ("二、改进作风",),
        "（一）力戒形式主义。\n会议能合并的一律合并。坚决反对形式主义、官僚主义，不搞“材料出政绩”，不以留痕代替实绩！把时间还给基层。",
    ),
    "d1/2/#2-2": ("（二）联系群众", ("二、改进作风",), "（二）联系群众。\n反对官僚主义，办好Ｗｉ－Ｆｉ进村㈠期。"),
    "d2/#evil": ("<b>条</b>", (), "<b>条</b>\n<img src=x onerror=alert(1)></script>&amp;符号{{7*7}}。"),
}
PAGES = {
    "index.md": "# 首页 {#home}\n\n[按主题看](topics/index.md){.y-tile} [按文件看](documents.md){.y-tile}\n{.y-tiles}",
    "topics/index.md": "# 主题 {#topics}\n\n[作风](index.md){.y-tag}\n{.y-tags}",
    "documents.md": "# 文件 {#documents}\n\n- [讲话](d1/index.md)",
    "terms/index.md": "# 术语与提法 {#terms}",
    "search.md": '# 搜索 {#search}\n\n<div id="yandu-search" data-search-root="../"></div>\n\n'
    "<noscript><p>搜索要打开脚本。</p></noscript>",
    "d1/index.md": f"[首页](../index.md) › 讲话\n{{.y-crumbs}}\n\n# {SPEECH} {{.t #d1}}\n\n同志们：\n{{.t}}\n\n"
    "今天开会，讲三点意见。\n{.t}\n\n## 目录 {.y-outline #outline}\n\n"
    "- [二、改进作风](2.md)\n    - [（一）](2.md#2-1)\n\n"
    "[下一页](2.md){.y-next}\n{.y-pager}",
    "d1/2.md": "# 二、改进作风 {.t #2}\n\n作风问题，说到底是同群众的关系问题。要一刻不停地抓。\n{.t}\n\n"
    + "下面是别的内容。\n{.t}\n\n" * 40
    + "## （一）力戒形式主义。 {.t .y-runin #2-1}\n\n"
    "会议能合并的一律合并。坚决反对[形式主义](index.md)、官僚主义，不搞“材料出政绩”，"
    "不以留痕代替实绩！把时间还给基层。\n{.t}\n\n为什么：形式主义（标题）\n{.y-meta}\n\n"
    "## （二）联系群众。 {.t .y-runin #2-2}\n\n反对官僚主义，办好Ｗｉ－Ｆｉ进村㈠期。\n{.t}",
}


def data(carrier: str) -> tuple[tuple[str, str], ...]:
    """The search's files for these pages."""
    return search.files(records(), carrier)


def records() -> tuple[Record, ...]:
    """The sections of the pages above, and more that only the search knows."""
    known = [
        Record(url, "a.txt", 1, 1, title, text, SPEECH, place, ("作风",), "2024-03-18", "讲话", True)
        for url, (title, place, text) in TEXTS.items()
    ]
    more = [
        Record(f"d3/{i}/", "b.txt", 1, 1, f"第{i}节", f"第{i}节\n" + "，工作" * (i % 7 + 1), "要点", (), date="2023")
        for i in range(120)
    ]
    rules = [
        Record(f"d4/#art-{i}", "c.txt", 1, 1, f"第{i}条", f"第{i}条\n会议要开短。", "规则", (), ("制度",), "2022-05")
        for i in range(1, 6)
    ]
    return (*known, *more, *rules)


def bundled() -> tuple[tuple[str, str], ...]:
    """The files that every page's style sheet and scripts are put together in."""
    return assets.bundles(config.load_assets(ROOT / "mkdocs.yml", {"theme": {"custom_dir": "overrides"}})[0])


def build(top: Path) -> Path:
    """Builds the site below `top`; its folder."""
    for path, text in [*PAGES.items(), *data("scan"), *bundled()]:
        file = top / "docs" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    settings = (
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ndocs_dir: docs\nsite_dir: site\ntheme:\n  custom_dir: {ROOT / 'overrides'}\n"
    )
    (top / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(top / "mkdocs.yml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "nav" not in done.stderr
    return top / "site"
