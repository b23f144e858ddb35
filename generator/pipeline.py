"""The map of Yandu: read `build` top to bottom and you have seen the whole flow.

    content/ ─readers─▶ Source ─clean, outline─▶ Document ─topics─▶ Corpus ─pages─▶ Site ─write, engine, publish─▶ site

Everything between reading and writing is pure and returns (value, diagnostics). A module imports only from those above
it in ORDER; `tests/test_architecture.py` holds us to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from . import pages, readers, search, slugs
from .config import Config
from .knowledge import topics
from .model import Document
from .output import engine, publish, verify, write
from .pages.common import Context
from .plan import plan
from .records import records
from .results import Corpus, Site, Tag
from .source import Diagnostic, Loc, Source
from .structure import checks, outline

ORDER = (
    "source", "model", "results",  # the words of the trade
    "codes.code", "codes.text", "codes.files", "codes.docx", "codes.pdf", "codes.html", "codes.study", "codes.site",
    "codes", "diagnostics", "text",  # what is said, and folded text
    "readers.normalise", "readers.plausible", "readers.encoding", "readers.marks", "readers.metadata", "readers.plain",
    "readers.regions", "readers.markdown", "readers",  # bytes → Source (effect: read)
    "structure.numerals", "structure.ordinals", "structure.headings", "structure.series", "structure.tables",
    "structure.wrapping", "structure.clean", "structure.forms", "structure.contents", "structure.frontmatter",
    "structure.nesting", "structure.items", "structure.parts", "structure.outline", "structure.checks",
    "structure",  # Source → Document
    "knowledge.lexicon", "knowledge.topic_table", "knowledge.topics", "knowledge",  # Document → what it speaks of
    "slugs", "labels", "markdown", "plan", "pages.common", "pages.document", "pages.topic", "pages.hub", "pages",
    "show", "records", "search",  # → pages, the map of the site, search files
    "output.mkdocs_yml", "config",  # the site's set-up (effect: read)
    "output.write", "output.engine", "output.publish", "output.compare", "output.rendered",
    "output.built", "output.verify", "output.serve", "output",  # → build/ (effects)
    "pipeline", "cli", "__main__",
)  # fmt: skip

T = TypeVar("T")
Track = Callable[[Sequence[T], str], Iterable[T]]
"""Shows the progress of a loop: (items, what is done) → the same items."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build came to."""

    published: bool
    documents: int
    pages: int
    diagnostics: tuple[Diagnostic, ...]


def plainly(items: Sequence[T], _: str) -> Iterable[T]:
    """A loop without any show of progress."""
    return items


def build(config: Config, *, engine_name: str = "mkdocs", force: bool = False, track: Track[str] = plainly) -> Outcome:
    """Read, understand, write and publish one site. The old site stays unless the new one is complete."""
    sources, found = read(config, track)
    corpus, more = study(sources, config, track)
    site = render(corpus, config)
    published, last = _publish(corpus, site, config, engine_name, force, track)
    return Outcome(published, len(corpus.documents), len(site.pages), found + more + last)


def read(config: Config, track: Track[str] = plainly) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """All readable documents of the content folder."""
    paths, found = readers.find(config.content)
    sources = []
    for path in track(paths, "读取文件"):
        source, problems = readers.read(config.content, path)
        found += problems
        if source:
            sources.append(source)
    return tuple(sources), found


def study(
    sources: Sequence[Source], config: Config, track: Track[str] = plainly
) -> tuple[Corpus, tuple[Diagnostic, ...]]:
    """Take the documents apart and find their topics."""
    names, found = slugs.assign(sources)
    by_path = {source.path: source for source in sources}
    documents = []
    for path in track(sorted(by_path), "分析结构"):
        document, problems = outline.parse(by_path[path], names[path])
        documents.append(document)
        found += problems + checks.check(document) + topics.check(document, config.lexicon)
    return _tagged(tuple(documents), config), found


def _tagged(documents: tuple[Document, ...], config: Config) -> Corpus:
    average = topics.average_length(documents)
    tags: dict[tuple[str, str], tuple[Tag, ...]] = {}
    for document in documents:
        for section, group in groupby(topics.tag(document, config.lexicon, average), key=lambda tag: tag.section):
            tags[document.id, section] = tuple(group)
    return Corpus(documents, config.lexicon.topics, tags)


def render(corpus: Corpus, config: Config) -> Site:
    """Cut the documents into pages and write these, the map of the site and the search files."""
    plans = {document.id: plan(document, config.page_characters) for document in corpus.documents}
    context = Context(corpus, plans, topics.by_topic(corpus), config.lexicon, config.site_name)
    rows = tuple(records(context))
    return Site(pages.render(context), rows, search.files(rows))


def _publish(
    corpus: Corpus, site: Site, config: Config, engine_name: str, force: bool, track: Track[str]
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """With the build folder to ourselves, replace the site; the reasons when it was not replaced."""
    refused = write.claim(config.build, config.content) or publish.usable(len(corpus.documents), config.content)
    if refused:
        return False, refused
    with publish.locked(config.build) as busy:
        return (False, busy) if busy else _replace(corpus, site, config, engine_name, force, track)


def _replace(
    corpus: Corpus, site: Site, config: Config, engine_name: str, force: bool, track: Track[str]
) -> tuple[bool, tuple[Diagnostic, ...]]:
    """Write the pages, run the engine beside the old site, check what it made, exchange the two."""
    written, found = write.write(site, corpus.documents, content=config.content, build=config.build, top=config.top)
    if not written:
        return False, found
    for _ in track([f"{written.pages} 个网页"], "生成网页"):
        complete, more = engine.run(config.build, engine_name)
    if not complete:
        return False, found + more
    _, differences = verify.verify(config.build, staged=True)
    if differences:
        return False, (
            *found,
            *more,
            *differences,
            Diagnostic("E114", Loc(str(config.build)), (str(len(differences)),)),
        )
    published, last = publish.publish(config.build, force=force)
    return published, found + more + last
