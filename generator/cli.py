"""The command line: arguments in, words and an exit code out. All printing happens here.

Exit codes: 0 fine · 1 published, but documents were left out, or warnings under --strict · 2 wrong usage or
configuration · 3 not published, the old site stays · 4 another build is running.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from rich.console import Console
from rich.progress import track as progress

from . import __version__, codes, config, diagnostics, options, pipeline, readers, reviewing, show
from .accepted import Settled
from .config import Config
from .output import mkdocs_yml, serve, verify
from .output.publish import BUSY
from .report.sorting import left_out, passed_over
from .review import decisions
from .source import Diagnostic, Loc, Source
from .structure import collection

FINE, FLAWED, USAGE, UNPUBLISHED, LOCKED = 0, 1, options.WRONG, 3, 4
T = TypeVar("T")
STAGES = ("source", "outline", "topics", "terms", "citations", "pages")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    arguments = parser().parse_args(argv)
    command: Callable[[argparse.Namespace], int] = arguments.command
    try:
        return command(arguments)
    except KeyboardInterrupt:
        _say("已中断，原来的网站没有变动。")
        return UNPUBLISHED
    except BrokenPipeError:
        return FINE


def parser() -> options.Parser:
    """The commands and their options."""
    top = options.Parser(prog="yandu", description="研读：把一个文件夹的学习文件变成可搜索的学习网站。")
    top.add_argument("--version", action="version", version=__version__, help="显示版本")
    commands = top.add_subparsers(required=True, metavar="命令", title="命令")
    build = options.command(commands, "build", "生成网站", _build)
    options.for_site(build)
    options.for_force(build)
    options.for_accepting(build)
    serving = options.command(commands, "serve", "生成并预览网站，文件一改就更新", _serve)
    options.for_site(serving)
    serving.add_argument("--host", default=serve.HOST, help="预览地址（默认只有本机能看）")
    serving.add_argument("--port", type=int, default=serve.PORT, help="预览端口")
    options.for_force(serving)
    options.for_accepting(serving)
    check = options.command(commands, "check", "只检查文件，不生成网站", _check)
    options.for_site(check)
    options.for_accepting(check)
    options.for_format(check)
    verifying = options.command(commands, "verify", "核对已生成的网站：一字不差、链接有效、无外网请求、搜得到", _verify)
    options.for_site(verifying)
    options.for_format(verifying)
    showing = options.command(commands, "show", "显示一份文件处理到某一步的结果", _show)
    showing.add_argument("stage", choices=STAGES, metavar="步骤", help="、".join(STAGES))
    showing.add_argument("file", type=Path, metavar="文件")
    showing.add_argument("--json", action="store_true", help="输出 JSON")
    options.for_config(showing)
    options.for_review(commands, _export, _import)
    explaining = options.command(commands, "explain", "解释一个提示代码（不写代码则列出全部）", _explain)
    explaining.add_argument("code", nargs="?", metavar="代码")
    return top


# -- commands ---------------------------------------------------------------------------------------------------------


def _build(arguments: argparse.Namespace) -> int:
    site, found = _load(arguments)
    if site is None:
        _say(f"没有发布，原来的网站没有变动。{_sum(found)}")
        return USAGE
    outcome = pipeline.build(site, engine_name=arguments.engine, force=arguments.force, track=_track, found=found)
    found = outcome.diagnostics
    _report(found, "text", site.content.name, outcome.findings.lines(all=arguments.accept_lines))
    if outcome.published:
        made = f"已生成 {outcome.documents} 份文件、{outcome.pages} 个网页，在 {site.build / 'site'}。"
        _say(made + _missing(found) + _sum(found) + _accepted(outcome.findings))
    else:
        _say(f"没有发布，原来的网站没有变动。{_sum(found)}")
    if outcome.report:
        _say(f"详细报告：{outcome.report}")
    return _exit_code(outcome, found, arguments.strict)


def _missing(found: Sequence[Diagnostic]) -> str:
    """How many files are not on the site, as the report counts them; only the first kind is a failure."""
    left, passed = len(left_out(found)), len(passed_over(found))
    out = f"有 {left} 份文件没有收进去，见前面的提示。" if left else ""
    return out + (f"另有 {passed} 个不作资料读取。" if passed else "")


def _exit_code(outcome: pipeline.Outcome, found: Iterable[Diagnostic], strict: bool) -> int:
    codes = {d.code for d in found}
    if BUSY in codes:
        return LOCKED
    if not outcome.published:
        return UNPUBLISHED
    return _flaws(found, strict)


def _flaws(found: Iterable[Diagnostic], strict: bool) -> int:
    grades = {diagnostics.severity(d) for d in found}
    return FLAWED if "error" in grades or (strict and "warning" in grades) else FINE


def _serve(arguments: argparse.Namespace) -> int:
    site, _ = _load(arguments)
    if site is None:
        return USAGE
    watched = [site.content, site.top, site.top.parent / "overrides"]
    problems = serve.serve(
        lambda: _build(arguments), watched, site.build / "site", arguments.host, arguments.port, _say
    )
    _report(problems, "text")
    return USAGE if problems else FINE


def _check(arguments: argparse.Namespace) -> int:
    form = "json" if arguments.json else arguments.format
    site, found = _load(arguments, form)
    if site is None:
        return USAGE
    findings = pipeline.check(site, track=_track, found=found)
    _report(findings.open, form, site.content.name, findings.lines(all=arguments.accept_lines))
    if form == "text":
        _say(f"检查完毕。{_sum(findings.open)}{_accepted(findings)}")
        if findings.offers and not arguments.accept_lines:
            _say("核对过、不用改的警告可以接受：加上 --accept-lines，每条下面会写出要抄的一行。")
    return _flaws(findings.open, arguments.strict)


def _verify(arguments: argparse.Namespace) -> int:
    site, found = _load(arguments)
    if site is None:
        return USAGE
    report, found = verify.verify(site.build)
    form = "json" if arguments.json else arguments.format
    _report(found, form)
    if form == "text":
        _say(f"{report}{_sum(found)}")
    return UNPUBLISHED if _flaws(found, arguments.strict) else FINE


def _export(arguments: argparse.Namespace) -> int:
    site, found = _load(arguments)
    if site is None:
        return USAGE
    file = arguments.file or site.build / reviewing.NAME
    if file.suffix.lower() not in reviewing.SUFFIXES:
        _say(f"复核表的扩展名要用 .xlsx 或 .csv：{file}")
        return USAGE
    count, problems = reviewing.export(site, file, force=arguments.force, track=_track)
    _report((*found, *problems), "text", site.content.name)
    if not count:
        _say("没有导出。")
        return UNPUBLISHED
    _say(f"已导出 {count} 节，在 {file}。")
    _say(f"请用 Excel 或 WPS 打开，在“改为”一列写上主题，存盘以后运行 yandu review import {file}")
    return _flaws(problems, False)


def _import(arguments: argparse.Namespace) -> int:
    site, found = _load(arguments)
    if site:
        _report(found, "text", site.content.name)
    damaged = decisions.TABLE in {one.loc.file for one in found}
    if site is None or damaged:
        _say("没有导入，什么也没有改动。" + ("请先按上面的提示改好 tags.csv。" if damaged else ""))
        return USAGE
    imported, problems = reviewing.take(site, arguments.file, track=_track)
    _report(problems, "text")
    if imported is None:
        _say("没有导入，原来的决定没有变。")
        return UNPUBLISHED if any(one.code.startswith("E") for one in problems) else USAGE
    count, file = len(imported.decisions), site.content / decisions.TABLE
    _say(f"用上了 {imported.taken} 行。现在有 {count} 节的主题由您定，写在 {file}。")
    _say(f"{_sum(problems)}请运行 yandu build，网站就会用上。")
    return _flaws(problems, arguments.strict)


def _show(arguments: argparse.Namespace) -> int:
    source, found = readers.read_file(arguments.file)
    if source is None:
        _report(found, "text")
        return FLAWED
    if arguments.stage == "source" and not arguments.json:
        print("\n".join(show.source_text(source)))
    else:
        rows = _stage(arguments.stage, source, arguments.config)
        print(json.dumps(rows, ensure_ascii=False, indent=None if arguments.json else 1))
    if not arguments.json:
        _report(found, "text")
    return FINE


def _stage(stage: str, source: Source, top: Path) -> show.Row:
    if stage == "source":
        return show.source(source)
    site, _ = config.load(top)
    parts, _ = collection.split(source)
    corpus, _ = pipeline.study(parts, site, all=True)
    if stage == "outline":
        return show.together([show.outline(document) for document in corpus.documents])
    if stage == "topics":
        return show.together([show.topics(document, corpus.tags, site.lexicon.topics) for document in corpus.documents])
    if stage in ("terms", "citations"):
        return (show.terms if stage == "terms" else show.citations)(corpus, source.path)
    return {
        "source": source.path,
        "pages": [{"url": p.url, "path": p.path} for p in pipeline.render(corpus, site).pages],
    }


def _explain(arguments: argparse.Namespace) -> int:
    asked = [arguments.code.upper()] if arguments.code else list(codes.CODES)
    for code in asked:
        if code not in codes.CODES:
            _say(f"没有 {code} 这个代码。不写代码可以列出全部。")
            return USAGE
        print(diagnostics.explained(code, whole=bool(arguments.code)))
    return FINE


# -- words ------------------------------------------------------------------------------------------------------------


def _load(arguments: argparse.Namespace, form: str = "text") -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """The site's set-up; None when it cannot be used, and then the reasons are printed."""
    if arguments.command in (_build, _serve, _export, _import) and not arguments.config.is_file():
        missing = (Diagnostic("F103", Loc(str(arguments.config))),)
        _report(missing, form)
        return None, missing
    site, found = config.load(arguments.config, arguments.content, arguments.build)
    settings, _ = mkdocs_yml.load(arguments.config)
    if not getattr(arguments, "force", False):
        found += mkdocs_yml.vet(settings)
    if any(diagnostics.severity(d) == "error" for d in found):
        _report(found, form, site.content.name)
        return None, found
    return site, found


def _report(
    found: Sequence[Diagnostic], form: str, folder: str = "", offers: Mapping[Diagnostic, str] | None = None
) -> None:
    """Print all findings in one of the forms.

    `offers`: finding → the line that accepts it, printed with it.
    """
    if form == "json":
        print(json.dumps([diagnostics.record(d) for d in found], ensure_ascii=False, indent=1))
    for d in found if form != "json" else ():
        print(
            diagnostics.github(d) if form == "github" else diagnostics.text(d, folder, (offers or {}).get(d, "")),
            file=sys.stderr,
        )


def _sum(found: Iterable[Diagnostic]) -> str:
    grades = [diagnostics.severity(d) for d in found]
    counts = [(name, grades.count(grade)) for grade, name in diagnostics.SEVERITY_NAMES.items()]
    return "、".join(f"{name} {count} 处" for name, count in counts if count) + (
        "。" if any(c for _, c in counts) else ""
    )


def _accepted(findings: Settled) -> str:
    return f"已接受 {len(findings.accepted)} 处。" if findings.accepted else ""


def _say(words: str) -> None:
    print(words, flush=True)


def _track(items: Sequence[T], words: str, /) -> Iterable[T]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = Console(stderr=True)
    return progress(items, words, console=console, transient=True) if console.is_terminal else items
