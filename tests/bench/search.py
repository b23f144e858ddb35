"""Our search against the others, in one run: python -m tests.bench.search CONTENT [--pages N] [--without NAME …]

CONTENT is a folder of documents. Its first N pages (documents in a random order that is always the same) are searched
in headless Chromium by our two carriers, by Material for MkDocs with jieba, and by Pagefind as it comes and fed with
pairs of characters (`pip install pagefind[extended]`, or leave both out: `--without Pagefind`). For each: processor
seconds to build the index, its size on disk; bytes of the search and milliseconds until the first hit, in a browser
that has seen nothing yet (the median of some queries); milliseconds of later queries, median and 95th percentile;
memory of the page beyond an empty one's; pages (with ours: sections of pages) missed and wrongly found.
"""

from __future__ import annotations

import argparse
import functools
import html
import http.server
import io
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from generator import config, pipeline, search
from generator.knowledge import topics
from generator.pages.common import Context
from generator.plan import plan
from generator.records import records
from generator.results import Record
from tests.conftest import QUIET, ROOT, Silent

QUERIES = 60
COLD = 5
"""Of them the first, each in a browser that has seen nothing."""
SETTINGS = "site_name: x\ntheme: {{name: material, font: false, language: zh{custom}}}\nplugins: [{plugins}]\n"
SETTINGS += "nav: [{{x: index.md}}]\nnot_in_nav: /**\nmarkdown_extensions: [attr_list]\n"


@dataclass(frozen=True)
class Engine:
    """One search. `page` is opened first; `ask`, given a query, answers in the page with the number of hits."""

    name: str
    build: Callable[[Sequence[Record], Path], Path]
    """Builds a site in a folder; the part of it that is the index."""
    page: str
    ask: str
    whole: bool = True
    """Whether it answers with pages; we answer with the sections on them."""


# -- building ----------------------------------------------------------------------------------------------------------


def rows(content: Path, pages: int) -> list[Record]:
    """The sections of so many pages."""
    site, _ = config.load(ROOT / "mkdocs.yml", content=content, build=content / "none")
    sources, _ = pipeline.read(site)
    corpus, _ = pipeline.study(sources, site)
    plans = {document.id: plan(document, site.page_characters) for document in corpus.documents}
    context = Context(corpus, plans, topics.by_topic(corpus.documents, corpus.tags), site.lexicon, site.site_name)
    documents = [list(group) for _, group in groupby(records(context), key=lambda record: record.source)]
    random.Random(1).shuffle(documents)
    found = [record for document in documents for record in document]
    known = set(list(dict.fromkeys(map(page_of, found)))[:pages])
    return [record for record in found if page_of(record) in known]


def page_of(record: Record) -> str:
    """Address of the page on which a section stands."""
    return record.url.partition("#")[0]


def merged(sections: Sequence[Record]) -> list[Record]:
    """The pages, each with the words of all sections on it."""
    groups: dict[str, list[Record]] = {}
    for record in sections:
        groups.setdefault(page_of(record), []).append(record)
    return [replace(group[0], text="\n".join(record.text for record in group)) for group in groups.values()]


def ours(carrier: str) -> Callable[[Sequence[Record], Path], Path]:
    """Our search page and the files of a carrier."""

    def build(sections: Sequence[Record], top: Path) -> Path:
        pages = {
            "index.md": "# x",
            "terms/index.md": "# 术语",
            "search.md": '# 搜索 {#search}\n\n<div id="yandu-search" data-search-root="../"></div>',
        }
        mkdocs(top, pages, custom=f", custom_dir: {ROOT / 'overrides'}")
        for path, text in search.files(sections, carrier):
            put(top / "site" / path, text)
        return top / "site" / search.FOLDER

    return build


def material(sections: Sequence[Record], top: Path) -> Path:
    """A page for every section, and the theme's own search."""
    pages = {"index.md": "# x"} | {f"{i}.md": f"# {md(r.title)}\n\n{md(r.text)}" for i, r in enumerate(sections)}
    mkdocs(top, pages, plugins="{search: {lang: zh}}", custom=", features: [search.share]")
    return top / "site" / "search"


def pagefind(pairs: bool) -> Callable[[Sequence[Record], Path], Path]:
    """A page for every section, its words as they are or as pairs of neighbouring characters."""

    def build(sections: Sequence[Record], top: Path) -> Path:
        for i, record in enumerate(sections):
            flat = search.normalise(record.text)
            words = " ".join(flat[at : at + 2] for at in range(len(flat))) if pairs else record.text
            head = f'<html lang="{"x" if pairs else "zh"}"><title>{html.escape(record.title)}</title>'
            put(top / f"site/{i}.html", f"{head}<body><p>{html.escape(words)}</p></body></html>")
        put(top / "site/index.html", "<html><body></body></html>")
        options = ["--force-language", "unknown"] if pairs else []
        run("-m", "pagefind", "--site", str(top / "site"), *options)
        return top / "site" / "pagefind"

    return build


def mkdocs(top: Path, pages: dict[str, str], plugins: str = "", custom: str = "") -> None:
    for path, text in pages.items():
        put(top / "docs" / path, text)
    put(top / "mkdocs.yml", SETTINGS.format(plugins=plugins, custom=custom))
    run("-m", "mkdocs", "build", "-q", "-f", str(top / "mkdocs.yml"))


def run(*arguments: str) -> None:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", errors="replace")


def md(text: str) -> str:
    return html.escape(text).replace("\n", "\n\n")


# -- measuring ---------------------------------------------------------------------------------------------------------

OURS = """async query => {
    const { find, open, query: { parse }, rank } = yandu, site = await open(), wanted = parse(query);
    const found = await find(site, wanted), hits = rank(site, found.hits, wanted, found.words);
    await Promise.all(hits.slice(0, 3).map(hit => site.section(hit.section)));
    return hits.length;
}"""
PAGEFIND = """async query => {
    window.pf = window.pf || await import("/pagefind/pagefind.js");
    const found = await pf.search(query);
    await Promise.all(found.results.slice(0, 3).map(one => one.data()));
    return found.results.length;
}"""
MATERIAL = """async query => {
    const input = document.querySelector("[data-md-component=search-query]");
    const words = () => document.querySelector(".md-search-result__meta").textContent.trim();
    const until = async what => { while (!what()) await new Promise(later => setTimeout(later, 1)); };
    const type = text => { input.value = text; input.dispatchEvent(new Event("keyup")); };
    document.querySelector("#__search").checked || document.querySelector("[for=__search]").click();
    input.focus();
    type("");
    await until(() => words() === "键入以开始搜索");
    type(query);
    await until(() => words() !== "键入以开始搜索");
    return Number((words().match(/\\d+/) || [0])[0]);
}"""
ENGINES = (
    Engine("我们的 scan", ours("scan"), "search/?q=", OURS, whole=False),
    Engine("我们的 index", ours("index"), "search/?q=", OURS, whole=False),
    Engine("Pagefind 原样", pagefind(False), "", PAGEFIND),
    Engine("Pagefind 双字", pagefind(True), "", PAGEFIND),
    Engine("Material + jieba", material, "", MATERIAL),
)
READY = {"search/?q=": ".y-result mark"}


@dataclass(frozen=True)
class Figures:
    """What was measured; bytes, seconds, milliseconds."""

    build: float = 0
    size: int = 0
    cold_bytes: int = 0
    cold: float = 0
    warm: tuple[float, ...] = ()
    memory: int = 0
    missed: int = 0
    wrong: int = 0

    def __str__(self) -> str:
        p95 = sorted(self.warm)[int(len(self.warm) * 0.95)]
        parts = (
            f"建 {self.build:5.1f} s {self.size / 1e6:5.1f} MB",
            f"首次 {self.cold_bytes / 1e3:6.0f} KB {self.cold:5.0f} ms",
            f"再查 中位 {statistics.median(self.warm):6.1f} ms p95 {p95:6.1f} ms",
            f"内存 {self.memory / 1e6:5.0f} MB",
            f"漏 {self.missed} 误 {self.wrong}",
        )
        return " | ".join(parts)


def measure(engine: Engine, sections: Sequence[Record], phrases: Sequence[str], browser: Browser, top: Path) -> Figures:
    """All figures of one engine."""
    began = time.process_time() + children()
    index = engine.build(sections, top)
    built = time.process_time() + children() - began
    size = sum(file.stat().st_size for file in index.rglob("*") if file.is_file())
    with counted(top / "site") as root:
        colds = [cold(engine, root, phrase, browser) for phrase in phrases[1:COLD]]
        page = browser.new_context().new_page()
        empty = memory()
        colds.append(opened(engine, root, phrases[0], page))
        middle = [statistics.median_low(column) for column in zip(*colds, strict=True)]
        figures = Figures(built, size, int(middle[0]), middle[1])
        figures = later(engine, page, sections, phrases[COLD:], figures)
        figures = replace(figures, memory=figures.memory - empty)
        page.context.close()
    return figures


def cold(engine: Engine, root: str, phrase: str, browser: Browser) -> tuple[float, float]:
    """What `opened` gives, in a browser of its own that has seen nothing."""
    context = browser.new_context()
    found = opened(engine, root, phrase, context.new_page())
    context.close()
    return found


def opened(engine: Engine, root: str, phrase: str, page: Page) -> tuple[float, float]:
    """Bytes of the search and milliseconds until the first hit."""
    Counting.received = 0
    began = time.perf_counter()
    page.goto(root + engine.page + (quote(phrase) if engine.page else ""))
    first(engine, page, phrase)
    return Counting.received, (time.perf_counter() - began) * 1000


def first(engine: Engine, page: Page, phrase: str) -> None:
    """Waits for the first hit of the first query."""
    if engine.page in READY:
        page.wait_for_selector(READY[engine.page], timeout=120_000)
    else:
        page.evaluate(engine.ask, spelled(engine, phrase))


def later(engine: Engine, page: Page, sections: Sequence[Record], phrases: Sequence[str], so_far: Figures) -> Figures:
    """Later queries, and whether they find what stands there."""
    flats = [search.normalise(record.text) for record in sections]
    warm, missed, wrong = [], 0, 0
    for phrase in phrases:
        began = time.perf_counter()
        many = page.evaluate(engine.ask, spelled(engine, phrase))
        warm.append((time.perf_counter() - began) * 1000)
        true = sum(phrase in flat for flat in flats)
        missed, wrong = missed + max(0, true - many), wrong + max(0, many - true)
    return replace(so_far, warm=tuple(warm), memory=memory(), missed=missed, wrong=wrong)


def spelled(engine: Engine, phrase: str) -> str:
    """A query as an engine wants it."""
    if engine.name != "Pagefind 双字":
        return phrase
    return '"' + " ".join(phrase[at : at + 2] for at in range(max(1, len(phrase) - 1))) + '"'


def asked(sections: Sequence[Record]) -> Iterator[str]:
    """Random phrases of the texts, always the same."""
    chance = random.Random(20)
    while True:
        for _ in range(QUERIES + 1):
            text = search.normalise(chance.choice(sections).text)
            size = chance.choice([2, 2, 3, 4, 4, 5, 6, 8])
            if len(text) > size:
                at = chance.randrange(len(text) - size)
                yield text[at : at + size]
        return


class Counting(Silent):
    """Serves files and counts the bytes of the search's own: its scripts and data, nothing of the theme's."""

    received = 0

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        found = super().send_head()
        if found and any(
            part in self.path for part in ("/assets/search", "/search/search_index", "/workers/", "/pagefind/")
        ):
            Counting.received += os.path.getsize(self.translate_path(self.path))
        return found


@contextmanager
def counted(folder: Path) -> Iterator[str]:
    """A folder over http on this machine; its root address."""
    Counting.received = 0
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Counting, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def memory() -> int:
    """Resident bytes of the largest page process below this one (Linux)."""
    sizes = [0]
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (folder / "cmdline").read_bytes() and is_ours(int(folder.name)):
                sizes.append(field(int(folder.name), "VmRSS") * 1024)
        except (OSError, StopIteration):
            continue
    return max(sizes)


def is_ours(process: int) -> bool:
    """Whether a process descends from this one."""
    while process > 1 and process != os.getpid():
        process = field(process, "PPid")
    return process == os.getpid()


def field(process: int, name: str) -> int:
    """A number in a process's status."""
    lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith(name + ":")).split()[1])


def children() -> float:
    """Processor seconds of the programs that were started."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Prints a line for every engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("content", type=Path)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--without", action="append", default=[], help="part of an engine's name")
    options = parser.parse_args()
    sections = rows(options.content, options.pages)
    pages, phrases = merged(sections), list(asked(sections))
    print(f"{len(pages)} 页，{len(sections)} 节，{sum(len(record.text) for record in sections)} 字", flush=True)
    with sync_playwright() as playwright:
        for engine in ENGINES:
            if any(part in engine.name for part in options.without):
                continue
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=QUIET)
            with tempfile.TemporaryDirectory() as folder:
                print(
                    f"{engine.name:18}",
                    measure(engine, pages if engine.whole else sections, phrases, browser, Path(folder)),
                    flush=True,
                )
            browser.close()


if __name__ == "__main__":
    main()
