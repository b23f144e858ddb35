"""`yandu check`, `verify`, `show` and `explain`: they look and change nothing."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .. import codes, config, diagnostics, pipeline, readers, show
from ..browsing import audit
from ..output.layout import SITE
from ..publishing import strict
from ..source import Source
from ..structure import collection
from ..verifying import verify
from . import terminal

STAGES = ("source", "outline", "topics", "terms", "citations", "pages")


def check(arguments: argparse.Namespace) -> int:
    """Say what there is to say of the documents."""
    form = "json" if arguments.json else arguments.format
    site, found = terminal.load(arguments, form)
    if site is None:
        return terminal.USAGE
    findings = pipeline.check(site, track=terminal.track, found=found)
    terminal.report(findings.open, form, site.content.name, findings.lines(all=arguments.accept_lines))
    if form == "text":
        terminal.say(f"检查完毕。{terminal.counted(findings.open)}{terminal.settled(findings)}")
        if findings.offers and not arguments.accept_lines:
            terminal.say("核对过、不用改的警告可以接受：加上 --accept-lines，每条下面会写出要抄的一行。")
    return terminal.flaws(findings.open, arguments.strict)


def verify_site(arguments: argparse.Namespace) -> int:
    """Hold the built site against its sources, and see what a browser says of it."""
    site, found = terminal.load(arguments)
    if site is None:
        return terminal.USAGE
    form = "json" if arguments.json else arguments.format
    if arguments.browser and (lacking := audit.lacking()):
        terminal.report(lacking, form)
        return terminal.USAGE
    report, found = verify.verify(site.build)
    looked, seen = audit.audit(site.build) if arguments.browser else ("", ())
    found = (*found, *strict.loose(site.build / SITE), *(one for one in seen if one not in found))
    terminal.report(found, form)
    if form == "text":
        terminal.say(f"{report}{looked}{terminal.counted(found)}")
    return terminal.UNPUBLISHED if terminal.flaws(found, arguments.strict) else terminal.FINE


def show_stage(arguments: argparse.Namespace) -> int:
    """Print what one stage makes of one file."""
    source, found = readers.read_file(arguments.file)
    if source is None:
        terminal.report(found, "text")
        return terminal.FLAWED
    if arguments.stage == "source" and not arguments.json:
        print("\n".join(show.source_text(source)))
    else:
        rows = _stage(arguments.stage, source, arguments.config)
        print(json.dumps(rows, ensure_ascii=False, indent=None if arguments.json else 1))
    if not arguments.json:
        terminal.report(found, "text")
    return terminal.FINE


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
        "pages": [{"url": p.url, "path": p.path} for p in pipeline.everything(corpus, site).pages],
    }


def explain(arguments: argparse.Namespace) -> int:
    """Explain one code, or all of them."""
    asked = [arguments.code.upper()] if arguments.code else list(codes.CODES)
    for code in asked:
        if code not in codes.CODES:
            terminal.say(f"没有 {code} 这个代码。不写代码可以列出全部。")
            return terminal.USAGE
        print(diagnostics.explained(code, whole=bool(arguments.code)))
    return terminal.FINE
