"""Renders some pages of a site with MkDocs (effect), in a process that `shares.py` starts, one for each share.

What is not wanted is known to MkDocs, so that links to it resolve, and not made. MkDocs' own `--dirty` forgets what it
does not render; this does not.
"""

from __future__ import annotations

import io
import logging
import os
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from .lean import Lean

SITEMAP = "sitemap.xml"


class Share(NamedTuple):
    """What one process renders."""

    config: Path
    """The child mkdocs.yml in BUILD."""
    out: Path
    """Folder for the result; what is in it goes."""
    wanted: frozenset[str]
    """Paths below docs/, pages and others."""
    theme: bool
    """Whether the theme's own files and its pages of no document (404, the sitemap) are made too."""
    environment: Mapping[str, str]
    """Variables that hold while it works."""
    lean: bool = False
    """Whether the Markdown is all ours, and nothing else looks at it: then what it does not use is left out."""


class Done(NamedTuple):
    """How a share went."""

    code: int
    """As `mkdocs build` would end."""
    log: str


class NoSettings(Config):  # type: ignore[no-untyped-call]
    """Nobody switches this plugin on by hand."""


class Wanted(BasePlugin[NoSettings]):  # type: ignore[no-untyped-call]
    """Lets MkDocs make the wanted files only."""

    def __init__(self, share: Share) -> None:
        self.share = share
        self.pages = Files([])

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Excludes what is not wanted. Called before pages exist, after MkDocs' own exclusions."""
        self.pages = Files(files.documentation_pages())
        for file in files:
            is_theirs = file.src_dir != config.docs_dir
            if not (self.share.theme if is_theirs else file.src_uri in self.share.wanted):
                file.inclusion = InclusionLevel.EXCLUDED
        if not self.share.theme:
            config.theme.static_templates.clear()
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Gives pages of the navigation that are not rendered here the titles that they say in their front matter."""
        for page in nav.pages:
            if page.file.inclusion is InclusionLevel.EXCLUDED:
                page.read_source(config)
        return nav

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """The sitemap names all pages, rendered here or not."""
        if template_name == SITEMAP:
            for file in self.pages:
                _ = file.page or Page(None, file, config)
            return {**context, "pages": list(self.pages)}
        return context


def render(share: Share) -> Done:
    """Makes a share; every fault is told in the log. For a process of its own: it changes folder and variables."""
    os.chdir(share.config.parent)
    os.environ.update(share.environment)
    with _listening() as log:
        try:
            _build(share)
            code = 0
        except (Abort, BuildError, ConfigurationError) as error:
            log.write(f"ERROR    -  {error}\n")
            code = 1
        except Exception:  # a fault of MkDocs, the theme or a plugin: told in its last words, as a program's would be
            log.write(traceback.format_exc())
            code = 1
    return Done(code, log.getvalue())


def _build(share: Share) -> None:
    settings = load_config(str(share.config), site_dir=str(share.out))
    settings.plugins["yandu/share"] = Wanted(share)
    if share.lean:
        settings.markdown_extensions.append(Lean())  # type: ignore[arg-type]  # Python-Markdown takes both
        settings.validation.links.anchors = logging.DEBUG
    settings.plugins.on_startup(command="build", dirty=False)
    try:
        build(settings)
    finally:
        settings.plugins.on_shutdown()


@contextmanager
def _listening() -> Iterator[io.StringIO]:
    """Keeps what MkDocs logs, as its command would print it."""
    log, root = io.StringIO(), logging.getLogger()
    before, root.handlers = root.handlers, [logging.StreamHandler(log)]
    root.handlers[0].setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    root.setLevel(logging.WARNING)
    try:
        yield log
    finally:
        root.handlers = before
