"""The site's one configuration, mkdocs.yml: reading it, judging what it switches on, the child that BUILD gets.

MkDocs resolves paths against the file it is given, so the child repeats the ones that the top file means relative to
itself. Only `load` touches a file.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeGuard, cast

import yaml
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from .. import markdown, shipped
from ..source import Diagnostic, Loc
from .layout import DOCS, SITE

EXTENSIONS = frozenset(markdown.EXTENSIONS)
"""Markdown extensions that cannot read files, change a document's words or write scripts."""
PLUGINS = frozenset({"search", "material/search"})
"""Plugins that read nothing but the pages."""
FILE = Loc("mkdocs.yml")


class _Loader(yaml.SafeLoader):
    """Reads the tags MkDocs knows (`!ENV`, `!!python/name:…`) as nothing instead of running them."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def load(path: Path) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
    """The settings in `path` with those it inherits; F201 when they cannot be read."""
    try:
        with path.open("rb") as stream:
            settings: object = cast(Any, yaml_load)(stream, _Loader)
    except (OSError, TypeError, ValueError, RecursionError, ConfigurationError, yaml.YAMLError) as error:
        return {}, (Diagnostic("F201", FILE, (str(error),)),)
    if not isinstance(settings, dict):
        return {}, (Diagnostic("F201", FILE, ("最外层应是“名称: 值”",)),)
    return settings, ()


def vet(settings: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """What the settings switch on beyond the lists above: it might change or leak the documents' words."""
    extensions = (name.removeprefix("markdown.extensions.") for name in _names(settings.get("markdown_extensions")))
    found = [Diagnostic("F202", FILE, (name,)) for name in extensions if name not in EXTENSIONS]
    found += [Diagnostic("F203", FILE, (name,)) for name in _names(settings.get("plugins")) if name not in PLUGINS]
    found += [Diagnostic("F204", FILE, (name,)) for name in _names(settings.get("hooks"))]
    return tuple(found)


def connects(settings: Mapping[str, Any]) -> bool:
    """Whether one page may need to know what is in others, or in files elsewhere: without titles for all pages of the
    navigation, with another theme, with programs beside MkDocs' own.
    """
    theme = settings.get("theme")
    is_ours = theme == "material" or (isinstance(theme, dict) and theme.get("name") == "material")
    foreign = _names(settings.get("plugins", ["search"])) or vet(settings)
    return not is_ours or bool(foreign) or not _titled(settings.get("nav"))


def _titled(nav: object) -> bool:
    """Whether a navigation has entries, all with a title: else a page's own title stands on every other."""
    entries = [entry for item in nav for entry in item.items()] if _is_list_of_mappings(nav) else []
    return bool(entries) and all(isinstance(target, str) or _titled(target) for _, target in entries)


def _is_list_of_mappings(nav: object) -> TypeGuard[list[dict[str, object]]]:
    return isinstance(nav, list) and all(isinstance(item, dict) for item in nav)


def _names(value: object) -> list[str]:
    """Names in a list whose items are names or `{name: options}`, or in a mapping of that form."""
    if isinstance(value, dict):
        return [str(name) for name in value]
    if isinstance(value, list):
        return [str(name) for item in value for name in (item if isinstance(item, dict) else [item])]
    return []


def child(settings: Mapping[str, Any], top: Path, build: Path) -> str:
    """Text of BUILD/mkdocs.yml: inherits `top`, takes the pages in BUILD/docs. No path in it names the machine."""
    own: dict[str, Any] = {"INHERIT": _relative(top, build), "docs_dir": DOCS, "site_dir": SITE}
    theme = settings.get("theme")
    named = {"name": theme} if isinstance(theme, str) else {}
    own["theme"] = named | {"custom_dir": _relative(look(settings, top), build)}
    return "# Written by yandu; edit the mkdocs.yml named here instead.\n" + yaml.safe_dump(
        own, allow_unicode=True, sort_keys=False
    )


def look(settings: Mapping[str, Any], top: Path) -> Path:
    """The folder of templates, style sheets and scripts: `theme.custom_dir` of `top`, else the shipped one.

    A site that names none gets the newer look with a newer Yandu.
    """
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return top.parent / custom if isinstance(custom, str) else shipped.LOOK


def _relative(path: Path, start: Path) -> str:
    """`path` as seen from `start`, links resolved on both sides; absolute where no relative path exists (drives)."""
    path, start = path.resolve(), start.resolve()
    try:
        return Path(os.path.relpath(path, start)).as_posix()
    except ValueError:
        return path.as_posix()
