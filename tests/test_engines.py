"""Two engines, one site: Zensical makes of the same Markdown the same pages as MkDocs; what differs is listed here."""

from __future__ import annotations

import os
import posixpath
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, cast

import pytest
from lxml import etree
from markdown import Markdown
from playwright.sync_api import Page

from generator import config, pipeline
from generator.engines import engine, zensical, zensical_links
from generator.output import layout
from generator.verifying import verify

from .conftest import ROOT, served
from .test_engine import tree, written

DIFFERENT_FILES = re.compile(
    r"assets/(?:javascripts|stylesheets)/.+"  # the theme's own
    r"|search\.json"  # of Zensical's search, which is off: empty
    r"|sitemap\.xml\.gz"  # MkDocs alone packs it
    r"|\.yandu-maps"  # names what the site was made of, the engine too
)
DIFFERENT_PLACES = (
    "//script", "//style",
    "//header",  # Zensical names its buttons for screen readers
    "//a[@class='md-skip']",  # MkDocs leads to the first heading, Zensical to the article
    "//article/a[@id='__skip']",  # where that leads
)  # fmt: skip
"""Parts of a page that are the theme's; all the rest must be the same."""
TOP = f"""INHERIT: {ROOT / "mkdocs.yml"}
theme:
  custom_dir: {ROOT / "overrides"}
extra:
  yandu:
    contact: study@example.gov.cn
    originals: true
"""


@pytest.fixture(scope="module")
def needed() -> None:
    """Zensical is an extra: without it these tests are skipped, under CI they fail."""
    if find_spec("zensical") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("no Zensical: under CI the tests of the second engine must run")
        pytest.skip('needs the second engine: pip install ".[zensical]"')


@pytest.fixture(scope="module")
def sites(needed: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The build folders of the sample site, by engine, with all that mkdocs.yml can switch on."""
    top = tmp_path_factory.mktemp("engines")
    (top / "mkdocs.yml").write_text(TOP, encoding="utf-8")
    for name in engine.ENGINES:
        site, found = config.load(top / "mkdocs.yml", content=ROOT / "content", build=top / name)
        outcome = pipeline.build(site, engine_name=name)
        assert outcome.published, outcome.diagnostics
        assert not [one for one in (*found, *outcome.diagnostics) if one.code[0] in "EPS"]
    return {name: top / name for name in engine.ENGINES}


class Seen(NamedTuple):
    """What a reader has of a page, the theme's own parts left out."""

    title: str
    article: list[str]
    words: list[str]
    """Of the whole page; a kind of blank is as good as another, since Zensical's list of contents keeps them apart."""
    links: list[str]
    ids: list[str]
    classes: list[str]


def seen(site: Path, name: str) -> Seen:
    """A page; links inside the article as paths below the site."""
    root = etree.fromstring((site / name).read_bytes(), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    for path in DIFFERENT_PLACES:
        for element in cast("list[etree._Element]", root.xpath(path)):
            element[:], element.text = [], ""
    links = [target(name, link) for link in texts(root, "//article//@href")]
    words = [" ".join(text.split()) for text in texts(root, "//body//text()")]
    ids = [id for id in texts(root, "//article//@id") if id != "__skip"]
    title, article = "".join(texts(root, "//title//text()")), texts(root, "//article//text()")
    return Seen(title, article, words, links, ids, texts(root, "//article//@class"))


def texts(root: etree._Element, path: str) -> list[str]:
    """What an XPath finds, without what is blank."""
    return [text for found in cast("list[str]", root.xpath(path)) if (text := str(found).strip())]


def target(page: str, link: str) -> str:
    """Where a link leads; `./2/` and `../1/../2/` are one address."""
    path, hash, id = link.partition("#")
    if ":" in path or path.startswith("/") or not path:
        return posixpath.normpath(path or page) + hash + id
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) + hash + id


def different(one: Path, other: Path) -> Iterator[str]:
    """Pages, and what of them is not the same."""
    for name in sorted(path.relative_to(one).as_posix() for path in one.rglob("*.html")):
        pairs = zip(Seen._fields, seen(one, name), seen(other, name), strict=True)
        yield from (f"{name}: {field}" for field, ours, theirs in pairs if ours != theirs)


def test_every_page_is_the_same(sites: dict[str, Path]) -> None:
    assert list(different(sites["mkdocs"] / "site", sites["zensical"] / "site")) == []


def test_every_other_file_is_the_same(sites: dict[str, Path]) -> None:
    one, other = (tree(sites[name] / "site") for name in ("mkdocs", "zensical"))
    names = [name for name in one.keys() | other.keys() if not DIFFERENT_FILES.fullmatch(name)]
    assert len(names) > 300
    assert {name for name in names if (name in one) != (name in other)} == set()
    assert {name for name in names if not name.endswith(".html") and one[name] != other[name]} == set()
    assert b'"items":[]' in other["search.json"]


def test_both_are_made_of_the_same_markdown(sites: dict[str, Path]) -> None:
    assert tree(sites["mkdocs"] / "docs") == tree(sites["zensical"] / "docs")


def test_nothing_is_lost_and_the_search_finds_all(sites: dict[str, Path]) -> None:
    assert verify.verify(sites["zensical"])[1] == ()


def test_all_that_zensical_writes_lies_in_the_build_folder(sites: dict[str, Path]) -> None:
    assert (sites["zensical"] / ".cache").is_dir()
    assert not (ROOT / ".cache").exists() and not (ROOT / "content/.cache").exists()


def test_the_search_page_finds_a_phrase_and_opens_it(page: Page, sites: dict[str, Path]) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with served(sites["zensical"] / "site") as root:
        page.goto(root)
        page.fill("#y-query", "批评和自我批评")
        page.press("#y-query", "Enter")
        page.wait_for_selector("#yandu-search[data-search-state=done]")
        page.locator("a[data-search-hit]").first.click()
        page.wait_for_selector("article mark")
        assert "批评和自我批评" in page.locator("article mark").all_inner_texts()
        page.click("[data-size-switch]")
        assert page.locator("html").get_attribute("data-size") == "2"
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1440])
def test_the_look_is_the_same(page: Page, sites: dict[str, Path], width: int) -> None:
    """Header, contents and text stand where they stand with Material, in the same size."""
    measured = []
    page.set_viewport_size({"width": width, "height": 900})
    for build in sites.values():
        with served(build / "site") as root:
            page.goto(root + "topics/zuzhi/")
            measured.append(page.evaluate(MEASURED))
    assert measured[0] == measured[1]


MEASURED = """() => Object.fromEntries(
    ['.md-header', '.md-header__option', '.y-size__switch', '.md-tabs__link', '.y-search__input',
     '.md-sidebar--secondary .md-nav__link', '.md-sidebar--secondary .md-nav__list', 'article h1', 'article p',
     '.y-footer a']
    .map(name => [name, document.querySelector(name)])
    .map(([name, element]) => [name, [element.getBoundingClientRect().toJSON(), getComputedStyle(element).fontSize,
                                      getComputedStyle(element).color]]))"""


# -- what it says


@pytest.fixture
def place(tmp_path: Path) -> dict[str, Path]:
    """A small site, written and ready for the engine."""
    return written(tmp_path)


@pytest.mark.usefixtures("needed")
def test_a_broken_link_is_told_with_its_place(place: dict[str, Path]) -> None:
    (place["build"] / "docs/index.md").write_text("# 首\n\n[乙](b.md) [丙](a/index.md#none)\n", encoding="utf-8")
    done, problems = engine.run(place["build"], "zensical")
    assert done
    assert {problem.code for problem in problems} == {"E108"}
    assert [problem.args[1] for problem in problems] == [
        "index.md:3: 链接的网页不存在",
        "index.md:3: 链接的位置在那一页上不存在",
    ]


@pytest.mark.usefixtures("needed")
def test_a_broken_template_is_told_without_a_traceback(
    place: dict[str, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    (place["build"].parent / "overrides/main.html").write_text("{{ page.url | nosuch }}", encoding="utf-8")
    done, problems = engine.run(place["build"], "zensical")
    assert not done
    assert [problem.code for problem in problems] == ["E107"]
    assert "nosuch" in problems[0].args[2] and "main.html:1" in problems[0].args[2]
    assert "Traceback" not in problems[0].args[2] and "File " not in problems[0].args[2]
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("needed")
def test_zensical_builds_the_same_bytes_twice(place: dict[str, Path]) -> None:
    assert engine.run(place["build"], "zensical") == (True, ())
    first = tree(place["build"] / layout.NEXT)
    assert {"index.html", "a/index.html", "texts.js", "404.html", "sitemap.xml"} <= set(first)
    assert engine.run(place["build"], "zensical") == (True, ())
    assert tree(place["build"] / layout.NEXT) == first


def test_without_it_the_user_is_told_how_to_install_it(place: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "find_spec", lambda name: None)
    done, problems = engine.run(place["build"], "zensical")
    assert (done, [problem.code for problem in problems]) == (False, ["E120"])
    assert problems[0].args == ("Zensical", f"{sys.executable} -m pip install {zensical.PACKAGE}")
    assert not (place["build"] / zensical.CONFIG).exists()


def test_the_version_that_is_named_is_the_one_that_is_tested() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"]["zensical"] == [zensical.PACKAGE]
    for path in ("README.md", "README.zh-CN.md", ".ci/requirements-test.lock"):
        assert zensical.PACKAGE in (ROOT / path).read_text(encoding="utf-8")
    assert "zensical" not in (ROOT / ".ci/requirements.lock").read_text(encoding="utf-8")


def test_what_it_prints_becomes_a_log() -> None:
    printed = (
        "Build started\n"
        "Warning: page does not exist\n"
        "   ╭─[ a/1.md:9:5 ]\n   │\n 9 │ [x](nope.md)\n   │     ───┬───\n───╯\n"
        'Traceback (most recent call last):\n  File "main.py", line 8\n    build()\nRuntimeError: Aborted\n'
    )
    assert engine.messages(zensical.log(printed)) == [
        ("WARNING", "a/1.md:9: 链接的网页不存在"),
        ("ERROR", "Aborted"),
    ]
    assert engine.messages(zensical.log("Error: Config value\n")) == [("ERROR", "Config value")]


# -- what it needs


@pytest.mark.parametrize("form", ["[toc, attr_list]", "{toc: {}, attr_list: {}}"])
def test_its_configuration_adds_to_that_of_the_site(place: dict[str, Path], form: str) -> None:
    own = zensical.config({"markdown_extensions": {} if form.startswith("{") else []}, "out")
    assert "INHERIT: mkdocs.yml" in own and "site_dir: out" in own
    name = zensical_links.__name__
    assert (f"  {name}: {{}}" if form.startswith("{") else f"- {name}: {{}}") in own


PAGES = ("a/1.md", "a/index.md", "2.md")
ADDRESSES = ("../2/#2-1", "../", "./", "3/", "../#x", "../../t/", "data.csv")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses_of_raw_html_lead_where_they_led(page: str, address: str) -> None:
    """Zensical puts `../` before every path on a page that is not an index.md."""
    written = zensical_links.as_path(address, page)
    assert written and written[0] not in "#?"
    index = page.endswith("index.md")
    url = page.removesuffix("index.md") if index else page.removesuffix(".md") + "/"
    assert target(url, written if index else f"../{written}") == target(url, address)


def test_only_paths_in_raw_html_are_rewritten() -> None:
    class Context:
        page = type("Page", (), {"path": "a/1.md"})

        def run(self, lines: list[str]) -> list[str]:
            return lines

    md = Markdown(extensions=["toc", zensical_links.__name__])
    md.preprocessors.register(Context(), zensical_links.CONTEXT, 0)  # type: ignore[arg-type]
    html = md.convert(
        '# 题\n\n## 二\n\n<nav><a href="../2/">二</a><a href="#x">x</a><a href="mailto:a@b.cn">信</a></nav>\n\n'
        '[三](3.md) <a href="../4/">四</a>'
    )
    assert re.findall('href="([^"]*)"', html) == ["2/", "#x", "mailto:a@b.cn", "3.md", "4/"]
