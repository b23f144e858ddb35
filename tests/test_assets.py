"""Bundles of style sheets and scripts: all of the sources, each once, in an order that works."""

from __future__ import annotations

import pytest

from generator import assets, config
from tests.conftest import ROOT

SOURCES = config.load_assets(ROOT / "mkdocs.yml", {"theme": {"custom_dir": "overrides"}})
BUNDLES = dict(assets.bundles(SOURCES))


def test_every_style_sheet_is_in_the_bundle() -> None:
    styles = {path for path in SOURCES if path.endswith(".css")}
    assert styles == {*assets.STYLES, assets.ON_PAPER}
    assert all(SOURCES[path].strip() in BUNDLES["assets/bundles/site.css"] for path in styles)


def test_what_is_for_paper_rules_on_paper_only() -> None:
    screen, _, paper = BUNDLES["assets/bundles/site.css"].partition("@media print {\n" + SOURCES[assets.ON_PAPER][:40])
    assert paper and SOURCES[assets.ON_PAPER][40:200] not in screen
    assert paper.count("{") + 1 == paper.count("}")


@pytest.mark.parametrize("name", assets.SCRIPTS)
def test_scripts_are_whole_and_in_order(name: str) -> None:
    text = BUNDLES[f"assets/bundles/{name}"]
    places = [text.index(SOURCES[part].strip()) for part in assets.SCRIPTS[name]]
    assert places == sorted(places)


def test_no_script_runs_twice() -> None:
    parts = [part for parts in assets.SCRIPTS.values() for part in parts]
    assert len(parts) == len(set(parts)) and set(parts) <= set(SOURCES)


def test_a_site_without_our_theme_has_none() -> None:
    assert config.load_assets(ROOT / "mkdocs.yml", {}) == {}
    assert assets.bundles({}) == ()
