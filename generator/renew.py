"""A new site in the place of the old one: pages written, the engine run, all checked, the two exchanged (effect).

Only what changed is written and rendered; the rest is taken over from the site that readers see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .config import Config
from .engines import engine, made_of, reuse
from .engines.made_of import MadeOf
from .engines.reuse import Todo
from .memo import Memo
from .output import docs, layout, write
from .pages.beside import beside
from .pages.common import Context
from .progress import Track
from .publishing import publish, strict
from .results import Site, url
from .source import Diagnostic, Loc
from .verifying import verify

Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """How a site is to be renewed."""

    config: Config
    engine: str
    force: bool
    track: Track
    kept: Memo


def renew(rest: Callable[[], Site], context: Context, run: Run) -> tuple[bool, Findings, Site]:
    """Whether the site was replaced, what there is to say, and the site with the pages of its documents.

    `rest`: the site without these pages; it is asked for late, for others may still be at work on it.
    """
    try:
        return _renew(rest, context, run)
    except OSError as error:
        publish.drop(run.config.build)
        return False, (Diagnostic("E103", Loc(str(run.config.build)), (write.reason(error),)),), rest()


def _renew(rest: Callable[[], Site], context: Context, run: Run) -> tuple[bool, Findings, Site]:
    config, documents = run.config, context.corpus.documents
    if unusable := publish.usable(len(documents), config.content):
        return False, unusable, rest()
    if not write.is_ours(config.build):
        return False, (Diagnostic("E102", Loc(str(config.build))),), rest()
    write.clear_links(config.build)
    puts, problems = docs.put(beside(context), config.build, run.kept)
    site = replace(rest(), written={one.path: one.checksum for one in puts}, sheets=tuple(one.sheet for one in puts))
    if problems:
        return False, problems, site
    done, found = write.write(site, documents, content=config.content, build=config.build, top=config.top)
    if not done:
        return False, found, site
    published, last = _exchange(site, done.files, run)
    if published:
        run.kept.tidy()
    return published, found + last, site


def _exchange(site: Site, files: Mapping[str, str], run: Run) -> tuple[bool, Findings]:
    """Let the engine make what changed, check the whole and put it in the old site's place.

    When the check finds fault with a site of which parts were taken over, all of it is made once again.
    """
    build = run.config.build
    made = MadeOf(_base(site, run), files)
    before, stamps = made_of.read(build, build / layout.SITE)
    todo = reuse.todo(build / layout.SITE, made, before, stamps)
    complete, found, differences = _made(site, run, todo, run.kept)
    if complete and differences and todo.take:
        todo = reuse.everything(made)
        complete, found, differences = _made(site, run, todo, Memo())
    if not complete:
        publish.drop(build)
        return False, found
    if differences:
        return False, (*found, *differences, Diagnostic("E114", Loc(str(build)), (str(len(differences)),)))
    found += before.remarks(todo.take)
    made_of.keep(build, build / layout.NEXT, made, found)
    published, last = publish.publish(build, force=run.force)
    return published, found + last


def _base(site: Site, run: Run) -> str:
    return made_of.base(run.config.top, run.engine, _depth(site)) if engine.in_parts(run.engine) else ""


def _depth(site: Site) -> int:
    """How many folders below the root the deepest page lies."""
    return max((url(path).count("/") for path in site.paths), default=0)


def _made(site: Site, run: Run, todo: Todo, kept: Memo) -> tuple[bool, Findings, Findings]:
    """Whether the new site is complete, what there is to say of it, what the check of it found."""
    build = run.config.build
    for _ in run.track([f"{len(site.paths)} 个网页"], "生成网页"):
        complete, found = engine.run(build, run.engine, todo)
    if not complete:
        return False, found, ()
    found += strict.enforce(build, map(url, site.paths), frozenset(todo.take))
    if any(one.code == "E103" for one in found):
        return False, found, ()
    return True, found, verify.verify(build, staged=True, kept=kept)[1]
