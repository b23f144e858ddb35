"""The map of Yandu: read `build` top to bottom and you have seen the whole flow.

    content/ ─readers─▶ Source ─structure─▶ Document ─knowledge─▶ Corpus ─pages─▶ Site ─write, engine, publish─▶ site

Everything between reading and writing is pure and returns (value, diagnostics). A module imports only from those above
it in `order.py`; `tests/test_architecture.py` holds us to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from . import accepted, assets, attached, gate, pages, readers, report, search, slugs, structure
from .config import Config
from .corpus import Corpus
from .gate import wanted
from .knowledge import study as knowledge
from .knowledge import topics
from .model import Document
from .output import built, engine, publish, strict, verify, write
from .pages.common import Context
from .plan import plan
from .records import records
from .results import Site, Tag
from .review import addresses, compare, sheets, telling
from .search import vocabulary
from .source import Diagnostic, Loc, Source
from .structure import collection

T = TypeVar("T")


class Track(Protocol):
    """Shows the progress of a loop."""

    def __call__(self, items: Sequence[T], words: str, /) -> Iterable[T]:
        """The same items; `words` say what is done with them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    published: bool
    documents: int
    pages: int
    findings: accepted.Settled
    report: Path | None = None
    """Start page of the clerk's report; None when it could not be written."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What is to be looked at: all that nobody has accepted."""
        return self.findings.open


CHECKED = "RFOMTCG"
"""Families of codes that a check looks for; a build that is published has looked for all."""
BUILT = CHECKED + "PES"


def plainly(items: Sequence[T], _: str, /) -> Iterable[T]:
    """A loop without any show of progress."""
    return items


def build(
    config: Config,
    *,
    engine_name: str = "mkdocs",
    force: bool = False,
    track: Track = plainly,
    found: tuple[Diagnostic, ...] = (),
) -> Outcome:
    """Read, understand, write and publish one site. The old site stays unless the new one is complete.

    `found`: what is known already, of the site's set-up; it is settled and told with the rest.
    """
    sources, unread = read(config, track)
    corpus, more = study(sources, config, track)
    site = render(corpus, config)
    found += unread + more
    if refused := write.claim(config.build, config.content):
        return _outcome(corpus, site, _settled(found + refused, sources, config))
    with publish.locked(config.build) as busy:
        if busy:
            return _outcome(corpus, site, _settled(found + busy, sources, config))
        changes = _changes(site, config.build)
        published, last = _publish(corpus, site, config, engine_name, force, track)
        findings = _settled(found + last, sources, config, BUILT if published else CHECKED)
        return _reported(_outcome(corpus, site, findings, published), corpus, site, config.build, changes)


def check(config: Config, *, track: Track = plainly, found: tuple[Diagnostic, ...] = ()) -> accepted.Settled:
    """What there is to say of the documents without a site being made; `found` as in `build`."""
    sources, unread = read(config, track)
    _, more = study(sources, config, track)
    return _settled(found + unread + more, sources, config)


def _settled(
    found: Sequence[Diagnostic], sources: Sequence[Source], config: Config, families: str = CHECKED
) -> accepted.Settled:
    return accepted.settle(found, config.waivers, accepted.Places(sources), families)


def _outcome(corpus: Corpus, site: Site, findings: accepted.Settled, published: bool = False) -> Outcome:
    return Outcome(published, len(corpus.documents), len(site.pages), findings)


def _changes(site: Site, build: Path) -> telling.Told | None:
    """What is different from the site that readers see; None when there is none."""
    before = [seen for row in built.rows(build, "sections.json") if (seen := compare.from_row(row))]
    if not before:
        return None
    sections = compare.compare(before, map(compare.from_record, site.records))
    pages = [page for row in built.rows(build, "pages.json") if (page := sheets.from_row(row))]
    return telling.told(sections, sheets.compare(pages, [*map(sheets.sheet, site.pages)]) if pages else None)


def _reported(outcome: Outcome, corpus: Corpus, site: Site, build: Path, told: telling.Told | None) -> Outcome:
    """The outcome with the report that tells of it, published or not."""
    files = report.files(corpus.documents, site.pages, outcome.findings, published=outcome.published, told=told)
    problems = write.folder(build, report.FOLDER, files)
    start = None if problems else build / report.FOLDER / report.START
    findings = replace(outcome.findings, open=outcome.diagnostics + problems)
    return replace(outcome, findings=findings, report=start)


def read(config: Config, track: Track = plainly) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """All readable documents of the content folder; a file may hold several."""
    paths, found = readers.find(config.content)
    sources: list[Source] = []
    for path in track(paths, "读取文件"):
        source, problems = readers.read(config.content, path)
        parts, more = collection.split(source) if source else ((), ())
        sources += parts
        found += problems + more
    return tuple(sources), found


def study(
    sources: Sequence[Source], config: Config, track: Track = plainly, *, all: bool = False
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Take the documents apart and find what they speak of; `all`: those too that must not be published."""
    documents, found = understand(sources, track)
    resolved = addresses.resolve(config.decisions, documents)
    found += tuple(addresses.diagnostics(resolved, documents))
    secret = () if all else gate.withheld(documents)
    documents = accepted.cleared(documents, secret, config.waivers, accepted.Places(sources))
    tags, problems = tagged(documents, config, resolved.topics)
    known, notes = knowledge.study(documents, config.terms)
    asked = gate.check(documents, wanted.wishes(documents, known.citations))
    corpus = Corpus(documents, config.lexicon.topics, tags, known)
    return corpus, (*found, *secret, *problems, *notes, *asked)


def understand(
    sources: Sequence[Source], track: Track = plainly
) -> tuple[tuple[Document, ...], tuple[Diagnostic, ...]]:
    """The documents with their addresses, taken apart."""
    names, found = slugs.assign(sources)
    documents = []
    for source in track(sorted(sources, key=lambda source: source.path), "分析结构"):
        document, problems = structure.understand(source, names[source.key])
        found += problems
        documents += [document] if document else []
    return tuple(documents), found


def tagged(
    documents: Sequence[Document], config: Config, decisions: Mapping[str, topics.Decisions]
) -> tuple[dict[tuple[str, str], tuple[Tag, ...]], tuple[Diagnostic, ...]]:
    """(document id, section id) → its topics; `decisions`: document id → what the clerk decided for its sections."""
    average = topics.average_length(documents)
    tags: dict[tuple[str, str], tuple[Tag, ...]] = {}
    found: list[Diagnostic] = []
    for document in documents:
        decided = decisions.get(document.id)
        found += topics.check(document, config.lexicon, decided)
        own = topics.tag(document, config.lexicon, average, decided)
        for section, group in groupby(own, key=lambda tag: tag.section):
            tags[document.id, section] = tuple(group)
    return tags, tuple(found)


def render(corpus: Corpus, config: Config) -> Site:
    """Cut the documents into pages and write these, the map of the site and the search files."""
    plans = {document.id: plan(document, config.page_characters) for document in corpus.documents}
    entries = topics.by_topic(corpus.documents, corpus.tags)
    context = Context(corpus, plans, entries, config.lexicon, config.site_name, config.originals)
    rows = tuple(records(context))
    words = vocabulary.build(rows, config.terms, config.lexicon.points)
    shipped = search.files(rows, config.search_carrier, words, site_name=config.site_name, also=config.search_also)
    taken = readers.copies(config.content, attached.originals(corpus.documents)) if config.originals else ()
    beside = (*attached.files(corpus.documents), *pages.files(context), *taken)
    return Site(pages.render(context), rows, (*shipped, *beside, *assets.bundles(config.assets)))


def _publish(
    corpus: Corpus, site: Site, config: Config, engine_name: str, force: bool, track: Track
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Replace the site; the reasons when it was not replaced."""
    unusable = publish.usable(len(corpus.documents), config.content)
    return (False, unusable) if unusable else _replace(corpus, site, config, engine_name, force, track)


def _replace(
    corpus: Corpus, site: Site, config: Config, engine_name: str, force: bool, track: Track
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Write the pages, run the engine beside the old site, check what it made, exchange the two."""
    written, found = write.write(site, corpus.documents, content=config.content, build=config.build, top=config.top)
    if not written:
        return False, found
    for _ in track([f"{written.pages} 个网页"], "生成网页"):
        complete, more = engine.run(config.build, engine_name)
    found += more + (strict.enforce(config.build, (page.url for page in site.pages)) if complete else ())
    if not complete or any(one.code == "E103" for one in found):
        publish.drop(config.build)
        return False, found
    _, differences = verify.verify(config.build, staged=True)
    if differences:
        return False, (
            *found,
            *differences,
            Diagnostic("E114", Loc(str(config.build)), (str(len(differences)),)),
        )
    published, last = publish.publish(config.build, force=force)
    return published, found + last
