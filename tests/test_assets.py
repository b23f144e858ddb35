"""Bundles of style sheets and scripts: all of the sources, each once, in an order that works, and nothing lost."""

from __future__ import annotations

import re
from pathlib import Path

import esprima
import pytest

from generator import assets, config
from tests.conftest import ROOT

SOURCES, _ = config.load_assets(ROOT / "mkdocs.yml", {"theme": {"custom_dir": "overrides"}})
BUNDLES = dict(assets.bundles(SOURCES))
SCRIPTS = [path for path in SOURCES if path.endswith(".js")]


def tokens(script: str) -> list[tuple[str, str]]:
    return [(token.type, token.value) for token in esprima.tokenize(script)]


def rules(style: str) -> str:
    """A style sheet without comments and white space."""
    return re.sub(r"/\*.*?\*/|\s+", "", style, flags=re.S)


@pytest.mark.parametrize("path", SCRIPTS)
def test_a_lean_script_says_the_same(path: str) -> None:
    lean = assets.lean(SOURCES[path])
    assert tokens(lean) == tokens(SOURCES[path])
    assert not re.search(r"^\s*(/\*|//)|^\s|\n\n", lean, re.M)


def test_every_style_sheet_is_in_the_bundle() -> None:
    styles = {path for path in SOURCES if path.endswith(".css")}
    assert styles == {*assets.STYLES, assets.ON_PAPER}
    bundle = rules(BUNDLES["assets/bundles/site.css"])
    assert bundle == "".join(rules(SOURCES[path]) for path in assets.STYLES) + (
        "@mediaprint{" + rules(SOURCES[assets.ON_PAPER]) + "}"
    )


@pytest.mark.parametrize("name", assets.SCRIPTS)
def test_scripts_are_whole_and_in_order(name: str) -> None:
    expected = [token for part in assets.SCRIPTS[name] for token in tokens(SOURCES[part])]
    assert tokens(BUNDLES[f"assets/bundles/{name}"])[: len(expected)] == expected


def test_every_script_is_shipped_once() -> None:
    bundled = [part for parts in assets.SCRIPTS.values() for part in parts]
    alone = [path.removeprefix("assets/") for path in BUNDLES if not path.startswith(assets.FOLDER)]
    assert sorted(bundled + alone) == sorted(SCRIPTS)


def test_the_parts_of_the_search_are_those_that_its_box_asks_for() -> None:
    box = SOURCES["search/box.js"]
    for name, parts in (("SEARCHING", assets.SEARCHING), ("RESULTS", assets.RESULTS)):
        listed = re.search(rf"const {name} = \[(.*?)\]", box, re.S)
        assert listed and tuple(re.findall(r'"(\w+)"', listed[1])) == parts


def test_a_site_that_names_no_look_has_the_shipped_one() -> None:
    assert config.load_assets(ROOT / "mkdocs.yml", {}) == (SOURCES, ())
    assert assets.bundles({}) == ()


def test_a_style_sheet_that_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "look" / "assets").mkdir(parents=True)
    (tmp_path / "look" / "assets" / "a.css").write_bytes("/* 样式 */".encode("gbk"))
    files, found = config.load_assets(tmp_path / "mkdocs.yml", {"theme": {"custom_dir": "look"}})
    assert files == {} and [one.code for one in found] == ["F205"]
