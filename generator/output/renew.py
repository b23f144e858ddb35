"""A new site in the place of the old one: pages written, the engine run, all checked, the two exchanged (effect).

Only what changed is written and rendered; the rest is taken over from the site that readers see.
"""

from __future__ import annotations

from dataclasses import replace

from ..config import Config
from ..memo import Memo
from ..pages.beside import beside
from ..pages.common import Context
from ..progress import Track
from ..results import Site, url
from ..source import Diagnostic, Loc
from . import docs, engine, publish, reuse, strict, verify, write

Findings = tuple[Diagnostic, ...]


def renew(
    site: Site, context: Context, config: Config, engine_name: str, *, force: bool, track: Track, kept: Memo
) -> tuple[bool, Findings, Site]:
    """Whether the site was replaced, what there is to say, and the site with the pages of its documents."""
    documents = context.corpus.documents
    if unusable := publish.usable(len(documents), config.content):
        return False, unusable, site
    puts, problems = docs.put(beside(context), config.build, kept)
    site = replace(site, written={one.path: one.checksum for one in puts}, sheets=tuple(one.sheet for one in puts))
    if problems:
        return False, problems, site
    done, found = write.write(site, documents, content=config.content, build=config.build, top=config.top)
    if not done:
        return False, found, site
    published, last = _exchange(site, done, config, engine_name, force, track, kept)
    kept.tidy()
    return published, found + last, site


def _exchange(
    site: Site, written: write.Written, config: Config, engine_name: str, force: bool, track: Track, kept: Memo
) -> tuple[bool, Findings]:
    """Let the engine make what changed, check the whole and put it in the old site's place."""
    base = reuse.base(config.top, engine_name, written.files) if engine.in_parts(engine_name) else ""
    made = reuse.MadeOf(base, written.files)
    todo = reuse.todo(config.build, config.build / engine.SITE, made)
    for _ in track([f"{written.pages} 个网页"], "生成网页"):
        complete, found = engine.run(config.build, engine_name, todo)
    if not complete:
        publish.drop(config.build)
        return False, found
    found += strict.enforce(config.build, map(url, site.paths), frozenset(todo.take))
    if any(one.code == "E103" for one in found):
        publish.drop(config.build)
        return False, found
    _, differences = verify.verify(config.build, staged=True, kept=kept)
    if differences:
        many = str(len(differences))
        return False, (*found, *differences, Diagnostic("E114", Loc(str(config.build)), (many,)))
    reuse.keep(config.build, config.build / engine.NEXT, made)
    published, last = publish.publish(config.build, force=force)
    return published, found + last
