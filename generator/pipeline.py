"""The map of Yandu: read `build` top to bottom and you have seen the whole flow.

    content/ ─readers─▶ Source ─structure─▶ Document ─knowledge─▶ Corpus ─pages─▶ Site ─write, engine, publish─▶ site

Between reading and writing everything returns (value, diagnostics) and touches nothing but the cores (`workers`) and
what earlier builds worked out (`memo`). A module imports only from those above
it in `order.py`; `tests/test_architecture.py` holds us to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path

from . import (
    accepted,
    assets,
    attached,
    each,
    gate,
    intake,
    memo,
    pages,
    readers,
    renew,
    report,
    search,
    slugs,
    workers,
)
from .config import Config
from .corpus import Corpus
from .gate import wanted
from .knowledge import study as knowledge
from .knowledge import topics
from .memo import Memo
from .model import Document
from .output import write
from .pages.common import Context
from .plan import plan
from .progress import Track, plainly
from .publishing import publish
from .records import records
from .results import Sheet, Site, Tag
from .review import addresses, compare, sheets, telling
from .search import vocabulary
from .source import Diagnostic, Source
from .verifying import built

__all__ = ["Outcome", "build", "check", "everything", "read", "render", "study", "survey", "tagged", "understand"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    published: bool
    documents: int
    pages: int
    findings: accepted.Settled
    report: Path | None = None
    """Start page of the clerk's report; None when it could not be written."""
    context: Context | None = None
    """What all pages know, for a draft that follows; None when no page was made."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be looked at: all that nobody has accepted."""
        return self.findings.open


CHECKED = "RFOMTCG"
"""Families of codes that a check looks for; a build that is published has looked for all."""
BUILT = CHECKED + "PES"


def build(
    config: Config,
    *,
    engine_name: str = "mkdocs",
    force: bool = False,
    track: Track = plainly,
    found: tuple[Diagnostic, ...] = (),
    kept: Memo | None = None,
    executor: Executor | None = None,
) -> Outcome:
    """Read, understand, write and publish one site. The old site stays unless the new one is complete.

    `found`: what is known already, of the site's set-up; it is settled and told with the rest. `kept`: what builds of
    this process worked out; None = what is found below BUILD. `executor`: who reads the documents; None = all cores.
    """
    refused = write.claim(config.build, config.content)
    kept = Memo(None if refused else config.build / memo.FOLDER) if kept is None else kept
    sources, unread = read(config, track, kept, executor)
    corpus, more = study(sources, config, track, kept)
    found += unread + more
    if refused:
        return _outcome(corpus, 0, _settled(found + refused, sources, config))
    with publish.locked(config.build) as busy:
        if busy:
            return _outcome(corpus, 0, _settled(found + busy, sources, config))
        before, context = _before(config.build), survey(corpus, config)
        site = workers.later(partial(render, context, config))
        published, last, whole = renew.renew(site, context, renew.Run(config, engine_name, force, track, kept))
        findings = _settled(found + last, sources, config, BUILT if published else CHECKED)
        outcome = replace(_outcome(corpus, len(whole.paths), findings, published), context=context)
        return _reported(outcome, corpus, whole, config.build, _told(before, whole))


def check(config: Config, *, track: Track = plainly, found: tuple[Diagnostic, ...] = ()) -> accepted.Settled:
    """What there is to say of the documents without a site being made; `found` as in `build`."""
    sources, unread = read(config, track)
    _, more = study(sources, config, track)
    return _settled(found + unread + more, sources, config)


def _settled(
    found: Sequence[Diagnostic], sources: Sequence[Source], config: Config, families: str = CHECKED
) -> accepted.Settled:
    return accepted.settle(found, config.waivers, accepted.Places(sources), families)


def _outcome(corpus: Corpus, pages: int, findings: accepted.Settled, published: bool = False) -> Outcome:
    return Outcome(published, len(corpus.documents), pages, findings)


def _before(build: Path) -> tuple[list[compare.Seen], list[Sheet]]:
    """The sections and the pages of the site that readers see; none when there is no such site."""
    sections = (compare.from_row(row) for row in built.rows(build, "sections.json"))
    pages = (sheets.from_row(row) for row in built.rows(build, "pages.json"))
    return [seen for seen in sections if seen], [page for page in pages if page]


def _told(before: tuple[list[compare.Seen], list[Sheet]], site: Site) -> telling.Told | None:
    """What is different from the site before; None when there was none."""
    sections, pages = before
    if not sections:
        return None
    changed = compare.compare(sections, map(compare.from_record, site.records))
    known = sheets.readdressed(pages, changed.moved)
    return telling.told(changed, sheets.compare(known, sheets.of_site(site)) if pages else None)


def _reported(outcome: Outcome, corpus: Corpus, site: Site, build: Path, told: telling.Told | None) -> Outcome:
    """The outcome with the report that tells of it, published or not."""
    files = report.files(corpus.documents, site.paths, outcome.findings, published=outcome.published, told=told)
    problems = write.folder(build, report.FOLDER, files)
    start = None if problems else build / report.FOLDER / report.START
    findings = replace(outcome.findings, open=outcome.diagnostics + problems)
    return replace(outcome, findings=findings, report=start)


def read(
    config: Config, track: Track = plainly, kept: Memo | None = None, executor: Executor | None = None
) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """All readable documents of the content folder; a file may hold several."""
    paths, found = readers.find(config.content)
    sources: list[Source] = []
    taken = intake.take_all(config.content, paths, Memo() if kept is None else kept, executor)
    for _, one in zip(track(paths, "读取文件"), taken, strict=True):
        sources += one.sources
        found += one.found
    return tuple(sources), found


def study(
    sources: Sequence[Source], config: Config, track: Track = plainly, kept: Memo | None = None, *, all: bool = False
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Find out what the documents speak of; `all`: of those too that must not be published."""
    kept = Memo() if kept is None else kept
    documents, found = understand(sources, track, kept)
    resolved = addresses.resolve(config.decisions, documents)
    found += tuple(addresses.diagnostics(resolved, documents))
    documents, secret = (documents, ()) if all else publishable(documents, sources, config)
    tags, problems = tagged(documents, config, resolved.topics, kept)
    said = each.said(documents, config.terms, kept)
    known, notes = knowledge.study(documents, config.terms, [one.own for _, one in said], workers.CORES)
    asked = [finding for _, one in said for finding in one.asked]
    between = gate.between(documents, wanted.wishes(documents, known.citations))
    stamps = {document.id: key for document, (key, _) in zip(documents, said, strict=True)}
    corpus = Corpus(documents, config.lexicon.topics, tags, known, stamps)
    return corpus, (*found, *secret, *problems, *notes, *asked, *between)


def publishable(
    documents: tuple[Document, ...], sources: Sequence[Source], config: Config
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """The documents that may be published, and why others must not."""
    secret = gate.withheld(documents)
    return accepted.cleared(documents, secret, config.waivers, accepted.Places(sources)), secret


def understand(
    sources: Sequence[Source], track: Track = plainly, kept: Memo | None = None
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """The documents with their addresses, taken apart."""
    names, found = slugs.assign(sources)
    kept = Memo() if kept is None else kept
    documents = []
    for source in track(sorted(sources, key=lambda source: source.path), "分析结构"):
        document, problems = intake.understand(source, names[source.key], kept)
        found += problems
        documents += [document] if document else []
    return tuple(documents), found


def tagged(
    documents: Sequence[Document],
    config: Config,
    decisions: Mapping[str, topics.Decisions],
    kept: Memo | None = None,
) -> tuple[dict[tuple[str, str], tuple[Tag, ...]], tuple[Diagnostic, ...]]:
    """(document id, section id) → its topics; `decisions`: document id → what the clerk decided for its sections."""
    found = (topics.check(document, config.lexicon, decisions.get(document.id)) for document in documents)
    tags: dict[tuple[str, str], tuple[Tag, ...]] = {}
    each_tagged = each.tags(documents, config.lexicon, decisions, Memo() if kept is None else kept)
    for document, own in zip(documents, each_tagged, strict=True):
        for section, group in groupby(own, key=lambda tag: tag.section):
            tags[document.id, section] = tuple(group)
    return tags, tuple(chain.from_iterable(found))


def survey(corpus: Corpus, config: Config) -> Context:
    """Which section stands on which page, and what else all pages need to know."""
    plans = {document.id: plan(document, config.page_characters) for document in corpus.documents}
    entries = topics.by_topic(corpus.documents, corpus.tags)
    return Context(corpus, plans, entries, config.lexicon, config.site_name, config.originals)


def render(context: Context, config: Config) -> Site:
    """The pages that are no document's own, the map of the site, the search files and all other files."""
    rows, documents = tuple(records(context)), context.corpus.documents
    words = workers.later(partial(vocabulary.build, rows, config.terms, config.lexicon.points))
    taken = readers.copies(config.content, attached.originals(documents)) if config.originals else ()
    hubs, beside = pages.hubs(context), (*attached.files(documents), *pages.files(context), *taken)
    shipped = search.files(rows, config.search_carrier, words, site_name=config.site_name, also=config.search_also)
    return Site(hubs, rows, (*shipped, *beside, *assets.bundles(config.assets)))


def everything(corpus: Corpus, config: Config) -> Site:
    """All that is written for the engine, in memory."""
    context = survey(corpus, config)
    return replace(render(context, config), pages=pages.render(context))
