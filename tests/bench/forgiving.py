"""Mistyped queries, ours and Material's search with jieba side by side, on the same content.

    python -m tests.bench.forgiving [--content FOLDER] [--list tests/golden/search/forgiving.tsv]

A query counts as understood when the meant term stands in one of the first three offers, or in the words shown of one
of the first three hits. Material gets the same pages, its own search switched on with `lang: zh` and jieba.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from generator import config, pipeline
from generator.search import normalise
from tests.conftest import QUIET, ROOT, served

LIST = ROOT / "tests" / "golden" / "search" / "forgiving.tsv"
FIRST = 3
SETTINGS = """INHERIT: {top}
docs_dir: docs
site_dir: material
theme:
  name: material
  custom_dir: {nothing}
  features: []
  language: zh
plugins:
  - search:
      lang: zh
"""


class Row(NamedTuple):
    """A line of the list."""

    query: str
    term: str
    kind: str


def rows(path: Path = LIST) -> tuple[Row, ...]:
    """The list; the lines before its head are remarks."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return tuple(Row(r["query"], r["term"], r["kind"]) for r in csv.DictReader(lines, delimiter="\t"))


def ours(page: Page, root: str, query: str) -> list[str]:
    """The words of the first hits and the first offers."""
    page.goto(f"{root}search/?q={quote(query)}")
    page.wait_for_selector("#yandu-search[data-search-offers]")
    hits = page.locator(".y-result")
    shown = [hits.nth(i).inner_text() for i in range(min(FIRST, hits.count()))]
    offers = page.locator("[data-search-offer]").evaluate_all("all => all.map(a => a.dataset.searchOffer)")
    return [*shown, *offers[:FIRST]]


def material(page: Page, root: str, query: str) -> list[str]:
    """The words of the first results in the box of the theme."""
    page.goto(root)
    page.keyboard.press("f")
    page.locator("input[name=query]").fill(query)
    page.wait_for_function("document.querySelector('.md-search-result__meta').textContent.trim() !== ''")
    page.wait_for_timeout(700)
    return page.locator(".md-search-result__item").all_inner_texts()[:FIRST]


def understood(row: Row, shown: Sequence[str]) -> bool:
    """Whether the meant term is among what is shown."""
    return any(normalise(row.term) in normalise(text) for text in shown)


def build(content: Path | None, build: Path) -> None:
    """Our site, and Material's own beside it, of the same pages."""
    site, _ = config.load(ROOT / "mkdocs.yml", content, build)
    assert pipeline.build(site).published
    nothing = build / "nothing"
    nothing.mkdir()
    shutil.copytree(build / "docs", build / "plain" / "docs", ignore=shutil.ignore_patterns("search", "search-data"))
    settings = SETTINGS.format(top=ROOT / "mkdocs.yml", nothing=nothing)
    (build / "plain" / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "mkdocs", "build", "-q", "-f", str(build / "plain" / "mkdocs.yml")]
    subprocess.run(command, check=True)


def measure(folder: Path, ask: Callable[[Page, str, str], list[str]], wanted: Sequence[Row]) -> Iterator[bool]:
    """Whether each query is understood."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with served(folder) as root, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        page = browser.new_page()
        for row in wanted:
            yield understood(row, ask(page, root, row.query))
        browser.close()


def main() -> None:
    """Parse the arguments, build both sites, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--content", type=Path)
    parser.add_argument("--list", type=Path, default=LIST)
    wanted = rows(parser.parse_args().list)
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder) / "build"
        build(parser.parse_args().content, top)
        mine = list(measure(top / "site", ours, wanted))
        theirs = list(measure(top / "plain" / "material", material, wanted))
    report(wanted, mine, theirs)


def report(wanted: Sequence[Row], mine: Sequence[bool], theirs: Sequence[bool]) -> None:
    """One line a query, then the sums of each kind."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for row, own, other in zip(wanted, map(int, mine), map(int, theirs), strict=True):
        print(f"{row.query}\t{row.term}\t{row.kind}\t{'yes' if own else 'NO'}\t{'yes' if other else 'no'}")
        for kind in (row.kind, "all"):
            sums[kind] = [total + more for total, more in zip(sums[kind], (1, own, other), strict=True)]
    print(f"\n{'kind':12} {'queries':>8} {'ours':>6} {'Material + jieba':>18}")
    for kind, (many, own, other) in sorted(sums.items(), key=lambda item: (item[0] == "all", item[0])):
        print(f"{kind:12} {many:8} {own:6} {other:18}")


if __name__ == "__main__":
    main()
