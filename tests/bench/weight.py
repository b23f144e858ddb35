"""How heavy pages are: HTML by page kind on growing sites, and what a first visit loads.

    python -m tests.bench.weight [--sections 100 1000 10000]

The documents are made here, all alike, so that only their number differs. For each size: bytes of the median and of the
heaviest page of every kind, plain and compressed (gzip -6); and what a first visit to home, a section and the search
loads beside the files of the theme.
"""

from __future__ import annotations

import argparse
import gzip
import random
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from generator import config, pipeline
from generator.browsing.kinds import by_kind
from tests.bench.screenshots import chromium
from tests.browser.page_kinds import LOOKS, addresses, seen, settled
from tests.conftest import QUIET, ROOT, served

SECTIONS = 12
"""Of each document made here, in four parts of three."""
NUMERALS = "一二三四五六七八九十"
PHRASES = (
    "坚持把制度建设摆在更加突出的位置", "加强党员教育管理，严格落实“三会一课”制度", "一级抓一级、层层抓落实",
    "深入基层调查研究，听取群众意见", "切实改进工作作风，力戒形式主义", "严明政治纪律和政治规矩",
    "建立健全监督检查机制", "各支部每季度报告一次进展情况", "精简会议和文件，为基层减负", "做好年度考核和结果运用",
)  # fmt: skip
THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def main() -> None:
    """Parse the arguments, build the sites, print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sections", type=int, nargs="+", default=[100, 1000])
    for many in parser.parse_args().sections:
        with tempfile.TemporaryDirectory() as folder:
            report(many, built(many, Path(folder)))


def built(sections: int, folder: Path) -> Path:
    """A site of so many sections; its folder."""
    content = folder / "content"
    content.mkdir()
    for number in range(max(1, sections // SECTIONS)):
        (content / f"{number:05}.txt").write_text(document(number), encoding="utf-8")
    site, _ = config.load(ROOT / "mkdocs.yml", content, folder / "build")
    outcome = pipeline.build(site, force=True)
    assert outcome.published, outcome.diagnostics[:5]
    return folder / "build" / "site"


def document(number: int) -> str:
    """A speech of twelve sections that is like all others and the same every time."""
    chance = random.Random(number)
    lines = [
        f"在第{number}次党建工作会议上的讲话",
        f"（{2015 + number % 11}年{number % 12 + 1}月{number % 28 + 1}日）",
        "同志们：",
    ]
    for part in range(4):
        lines.append(f"{NUMERALS[part]}、{chance.choice(PHRASES)}")
        for item in range(3):
            lines.append(f"（{NUMERALS[item]}）{chance.choice(PHRASES)}")
            lines.append("。".join(chance.choices(PHRASES, k=12)) + "。")
    return "\n".join(lines)


def report(sections: int, site: Path) -> None:
    """One table a site."""
    pages = by_kind(site)
    print(f"\n{sections} sections, {sum(map(len, pages.values()))} pages")
    print(f"{'kind':18} {'pages':>6} {'median KB':>10} {'heaviest':>9} {'gzip':>7}")
    for kind, files in sorted(pages.items()):
        sizes = [file.stat().st_size / 1000 for file in files]
        packed = len(gzip.compress(files[0].read_bytes(), 6)) / 1000
        print(f"{kind:18} {len(files):6} {statistics.median(sizes):10.1f} {max(sizes):9.1f} {packed:7.1f}")
    for kind, (own, theme, packed) in first_visits(site).items():
        print(f"first visit to {kind}: own files {own:.1f} KB ({packed:.1f} KB compressed), the theme's {theme:.1f} KB")


def first_visits(site: Path) -> dict[str, tuple[float, float, float]]:
    """Page kind → kilobytes of our own files that a new browser loads, of the theme's, and of ours when compressed."""
    found = {}
    known = addresses(site)
    with sync_playwright() as p, served(site) as root:
        browser = p.chromium.launch(executable_path=chromium(), args=QUIET)
        for kind in ("home", "section", "topic", "search"):
            loaded = asked_for(browser, root, known[kind])
            found[kind] = weighed(
                site, [url.removeprefix(root).split("?")[0] for url in loaded if url.startswith(root)]
            )
        browser.close()
    return found


def asked_for(browser: Browser, root: str, address: str) -> list[str]:
    """Addresses that a page asks for in a browser that has seen nothing yet."""
    loaded: list[str] = []
    with seen(browser, LOOKS[0]) as page:
        page.on("request", lambda request: loaded.append(request.url))
        settled(page, root + address)
    return loaded


def weighed(site: Path, paths: list[str]) -> tuple[float, float, float]:
    """Kilobytes of our files, of the theme's, and of ours compressed."""
    files = {path: site / (path + "index.html" if path.endswith("/") or not path else path) for path in paths}
    theme = sum(file.stat().st_size for path, file in files.items() if path.startswith(THEME) and file.exists())
    own = [file.read_bytes() for path, file in files.items() if not path.startswith(THEME) and file.exists()]
    return sum(map(len, own)) / 1000, theme / 1000, sum(len(gzip.compress(data, 6)) for data in own) / 1000


if __name__ == "__main__":
    main()
