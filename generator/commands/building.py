"""`yandu build` and `yandu serve`."""

from __future__ import annotations

import argparse
import webbrowser
from collections.abc import Iterable, Sequence
from pathlib import Path

from .. import config, pipeline, remote, report
from ..accepted import Settled
from ..config import Config
from ..memo import Memo
from ..output import mkdocs_yml, write
from ..output.layout import SITE
from ..preview import previewing, serve
from ..publishing.publish import BUSY, VANISHING
from ..report.sorting import left_out, passed_over
from ..source import Diagnostic
from . import terminal


def build(arguments: argparse.Namespace) -> int:
    """Make the site and say what came of it."""
    return make(arguments)[0]


def make(arguments: argparse.Namespace, kept: Memo | None = None) -> tuple[int, pipeline.Outcome | None]:
    """The same: the exit code, and what came of it, if anything; `kept`: what this process worked out before."""
    site, found = terminal.load(arguments, needed=True)
    if site is None:
        terminal.say(f"没有发布，已有的网站不受影响。{terminal.counted(found)}")
        _open(_refused(arguments, found) if getattr(arguments, "open", False) else None)
        return terminal.USAGE, None
    with remote.workers_of(getattr(arguments, "scheduler", "")) as (executor, problems):
        if problems:
            terminal.report(problems, "text")
            return terminal.USAGE, None
        outcome = pipeline.build(
            site, engine_name=arguments.engine, force=arguments.force, track=terminal.track, found=found, kept=kept,
            executor=executor,
        )  # fmt: skip
    return _told(outcome, site, arguments), outcome


def _told(outcome: pipeline.Outcome, site: Config, arguments: argparse.Namespace) -> int:
    """Say what came of a build; the exit code."""
    found = outcome.diagnostics
    terminal.report(found, "text", site.content.name, outcome.findings.lines(all=arguments.accept_lines))
    if outcome.published:
        made = f"已生成 {outcome.documents} 份文件、{outcome.pages} 个网页，在 {site.build / SITE}。"
        terminal.say(made + missing(found) + terminal.counted(found) + terminal.settled(outcome.findings))
    else:
        terminal.say(f"没有发布，已有的网站不受影响。{terminal.counted(found)}")
    if outcome.report:
        terminal.say(f"详细报告：{outcome.report}")
    _open(outcome.report if getattr(arguments, "open", False) else None)
    return _exit_code(outcome, found, arguments.strict)


def _refused(arguments: argparse.Namespace, found: Sequence[Diagnostic]) -> Path | None:
    """A report that says why the set-up cannot be used, for a clerk who sees no terminal."""
    site, _ = config.load(arguments.config, arguments.content, arguments.build)
    files = report.files((), (), Settled(tuple(found), ()), published=False)
    problems = write.claim(site.build, site.content) or write.folder(site.build, report.FOLDER, files)
    return None if problems else site.build / report.FOLDER / report.START


def _open(page: Path | None) -> None:
    """Show a file in the browser; None = nothing to show."""
    if page and not webbrowser.open(page.resolve().as_uri()):
        terminal.say("打不开浏览器，请自己打开上面写的报告。")


def missing(found: Sequence[Diagnostic]) -> str:
    """How many files are not on the site, as the report counts them; only the first kind is a failure."""
    left, passed = len(left_out(found)), len(passed_over(found))
    out = f"有 {left} 份文件没有收进去，见前面的提示。" if left else ""
    return out + (f"另有 {passed} 个不作资料读取。" if passed else "")


def _exit_code(outcome: pipeline.Outcome, found: Iterable[Diagnostic], strict: bool) -> int:
    codes = {d.code for d in found}
    if BUSY in codes:
        return terminal.LOCKED
    if VANISHING in codes:
        return terminal.VANISHING
    if not outcome.published:
        return terminal.UNPUBLISHED
    return terminal.flaws(found, strict)


def serve_site(arguments: argparse.Namespace) -> int:
    """Make the site, show it and keep it fresh."""
    site, _ = terminal.load(arguments, needed=True)
    if site is None:
        return terminal.USAGE
    watched = [site.content, site.top, mkdocs_yml.look(mkdocs_yml.load(site.top)[0], site.top)]
    preview = previewing.Preview(arguments, site.build, make)
    folder = site.build / SITE
    try:
        problems = serve.serve(preview.refresh, watched, folder, arguments.host, arguments.port, terminal.say)
    finally:
        preview.end()
    terminal.report(problems, "text")
    return terminal.USAGE if problems else terminal.FINE
