"""Whole builds of many documents: time, memory, size, how they grow, and bare MkDocs + Material beside them (Linux).

    python -m tests.bench.scale [--documents 500 1000 2000 3500] [--again 500 3500] [--bare 3500] [--nav 2000]

Every number of documents is built in full; those of --again also with one document edited, and with nothing changed.
--bare: a number whose Markdown MkDocs + Material renders too, with its own search and jieba, no page in the navigation.
--nav: about so many pages, which it renders likewise, every page in the navigation; beside it both our whole build and
our rendering of the same Markdown alone. 0 leaves a part out. Memory is that of all processes together. Exit code 1
when a build fails; bars are only said to be met or not.
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from generator.output import mkdocs_yml
from generator.verifying import built

from .process import Run, run
from .run import ROOT, unpack

GROWTH, BARE, FASTER, SMALLER = 1.05, 0.7, 10, 25
"""The bars: exponent of growth at most; part of bare MkDocs' time at most; times as fast and as small at least."""
PER_DOCUMENT = 20
"""Pages of a document, as long as none was built."""
NEAR, TRIES = 0.1, 3
"""How far from the pages wanted a build may be, and how many are tried."""
LAST = 15
"""Lines of a failed program's output that are shown."""
PUBLISHED = "已生成"
"""What a build of ours says when it was published."""
TITLES = (
    "documents",
    "pages",
    "sections",
    "M chars",
    "wall s",
    "CPU s",
    "peak MB",
    "site MB",
    "HTML MB",
    "edit s",
    "same s",
)
WIDTH = 10
"""Of a column of the summary."""
EDIT = "\n\n这一段是后来加上的，看改动一处要用多少时间。\n"
ALL: dict[str, Any] = {"plugins": ["search"]}
"""Bare MkDocs with its own search, and all pages in the navigation."""
NONE: dict[str, Any] = ALL | {"nav": ["index.md"], "not_in_nav": "/**"}
"""And with no page in the navigation."""


def main() -> None:
    """Parse the arguments, build, print the summary."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="*", default=[500, 1000, 2000, 3500])
    parser.add_argument("--bare", type=int, default=3500, help="number of documents; it need not be one of those above")
    parser.add_argument(
        "--again",
        type=int,
        nargs="*",
        default=[500, 3500],
        help="numbers of documents that are built again, one edited",
    )
    parser.add_argument("--nav", type=int, default=2000, help="number of pages")
    parser.add_argument("--archive", type=Path, default=ROOT.parent / "shared" / "corpus" / "scale.tar.xz")
    parser.add_argument("--timeout", type=float, default=7200, help="seconds for one build")
    parser.add_argument("--keep", type=Path, help="an empty folder for all that is made, which then stays")
    arguments = parser.parse_args()
    with place(arguments.keep) as folder:
        bench = Bench(folder, arguments.archive, arguments.timeout, keep=bool(arguments.keep))
        bench.repeated = frozenset(arguments.again)
        bench.all(sorted({*arguments.documents, arguments.bare} - {0}), arguments.bare, arguments.nav)
    bench.summary()
    sys.exit(bench.failures > 0)


@contextmanager
def place(keep: Path | None) -> Iterator[Path]:
    """The folder for all that is made."""
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
        return
    with tempfile.TemporaryDirectory(prefix="yandu-scale-") as folder:
        yield Path(folder)


class FailedError(Exception):
    """A build that failed, and the last that it said."""


@dataclass(frozen=True, slots=True)
class Made:
    """A site of ours as it was first built."""

    top: Path
    run: Run
    documents: int
    pages: int
    sections: int
    characters: int
    site: int
    """Bytes; so is the next one."""
    html: int

    @property
    def build(self) -> Path:
        """Where it was built."""
        return self.top / "build"


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure and what it must be."""

    name: str
    value: float
    limit: float
    at_most: bool

    def __str__(self) -> str:
        met = self.value <= self.limit if self.at_most else self.value >= self.limit
        word = "at most" if self.at_most else "at least"
        return f"  {self.name:64} {self.value:8.2f}   {word} {self.limit:g}: {'met' if met else 'NOT MET'}"


class Bench:
    """What is built, and what is found."""

    def __init__(self, folder: Path, archive: Path, timeout: float, *, keep: bool) -> None:
        self.folder, self.archive, self.timeout, self.keep = folder, archive, timeout, keep
        self.made: list[Made] = []
        self.again: dict[Made, tuple[Run, Run]] = {}
        self.bars: list[Bar] = []
        self.failures = 0
        self.repeated: frozenset[int] = frozenset()
        """Numbers of documents that are built again."""

    def all(self, sizes: Sequence[int], bare: int, nav: int) -> None:
        """Every part."""
        for many in sizes:
            self.attempt(partial(self.size, many, beside=many == bare))
        if nav:
            self.attempt(partial(self.nav, nav))

    def attempt(self, part: Callable[[], None]) -> None:
        """A part that, when it fails, does not keep others from being tried."""
        try:
            part()
        except FailedError as failed:
            self.failures += 1
            say(f"FAILED: {failed}")

    # -- parts --------------------------------------------------------------------------------------------------------

    def size(self, many: int, *, beside: bool) -> None:
        """One number of documents: built, if wanted beside bare MkDocs, then edited and left as it is."""
        with self.built(many, str(many)) as made:
            self.made.append(made)
            if beside:
                self.attempt(partial(self.beside_bare, made))
            if many not in self.repeated:
                return
            edit(made.top / "content")
            edited = self.ours(made.top, "one document edited", made.run)
            self.again[made] = edited, self.ours(made.top, "nothing changed", made.run)

    def beside_bare(self, made: Made) -> None:
        """The bar for bare MkDocs with its own search."""
        bare, _ = self.bare(made, "bare, own search", NONE)
        self.bars.append(Bar(f"wall time, ours / bare{beyond(bare)}", made.run.wall / bare.wall, BARE, True))

    def nav(self, pages: int) -> None:
        """About so many pages of ours, and all of them in bare MkDocs' navigation."""
        many = round(pages / self.per_document())
        for left in reversed(range(TRIES)):
            many = max(1, many)
            with self.built(many, f"nav-{many}") as made:
                if not left or abs(made.pages - pages) <= NEAR * pages:
                    return self.beside_nav(made)
            many = round(many * pages / made.pages)

    def beside_nav(self, made: Made) -> None:
        """The bars for all pages in the navigation; of what was not finished, the size is not known."""
        alone = self.rendering(made)
        bare, html = self.bare(made, "bare, all in navigation", ALL)
        name = f"times as fast as bare with all in navigation{beyond(bare)}"
        self.bars.append(Bar(f"{name}, whole build", bare.wall / made.run.wall, FASTER, False))
        self.bars.append(Bar(f"{name}, rendering alone", bare.wall / alone.wall, FASTER, False))
        if not bare.late:
            self.bars.append(
                Bar("times as small as bare with all in navigation (HTML)", html / made.html, SMALLER, False)
            )

    def per_document(self) -> float:
        """Pages of a document, as far as that is known."""
        return self.made[-1].pages / self.made[-1].documents if self.made else PER_DOCUMENT

    # -- builds -------------------------------------------------------------------------------------------------------

    @contextmanager
    def built(self, many: int, name: str) -> Iterator[Made]:
        """A new site of so many documents; its folder goes when all is done with it."""
        top = self.folder / name
        content = unpack(self.archive, top / "content", many)
        try:
            say(f"\n{(documents := len(files(content, '')))} documents")
            made = measured(top, documents, self.ours(top, "full build"))
            say(f"  {made.pages:,} pages, {made.sections:,} sections, {made.characters / 1e6:.2f} M characters")
            say(f"  site {sized(made.site)}, HTML {sized(made.html)}")
            yield made
        finally:
            if not self.keep:
                shutil.rmtree(top, ignore_errors=True)

    def ours(self, top: Path, name: str, full: Run | None = None) -> Run:
        """One build of ours; with errors in documents it is published all the same. `full`: what to compare with."""
        command = ["-m", "generator", "build", "--force", "--config", str(ROOT / "mkdocs.yml")]
        log = top / f"{name}.log"
        found = self.start([*command, "--content", str(top / "content"), "--build", str(top / "build")], log)
        if found.late or PUBLISHED not in log.read_text(encoding="utf-8", errors="replace"):
            raise FailedError(told(name, found, log))
        say(line(name, found) + (f"   {found.wall / full.wall:5.3f} of the full build" if full else ""))
        return found

    def rendering(self, made: Made) -> Run:
        """Our rendering of the same Markdown that bare MkDocs renders."""
        log = made.top / "rendering alone.log"
        found = self.start(["-m", "tests.bench.rendering", str(made.build)], log)
        if found.code:
            raise FailedError(told("rendering alone", found, log))
        say(line("rendering alone", found))
        return found

    def bare(self, made: Made, name: str, settings: dict[str, Any]) -> tuple[Run, int]:
        """Bare MkDocs + Material over the same Markdown: how it went, and bytes of HTML."""
        site, config, log = made.top / name / "site", made.top / name / "mkdocs.yml", made.top / f"{name}.log"
        site.mkdir(parents=True)
        config.write_text(yaml.safe_dump(plain(made.build / "docs", site) | settings), encoding="utf-8")
        found = self.start(["-m", "mkdocs", "build", "--config-file", str(config)], log)
        if found.code and not found.late:
            raise FailedError(told(name, found, log))
        say(f"{line(name, found)}   {made.run.wall / found.wall:5.3f} ours / bare{beyond(found)}")
        say(f"  site {sized(size(files(site, '')))}, HTML {sized(html := size(files(site, '.html')))}")
        return found, html

    def start(self, arguments: Sequence[str], log: Path) -> Run:
        """Runs Python."""
        return run([sys.executable, *arguments], log, self.timeout)

    # -- what came of it ----------------------------------------------------------------------------------------------

    def summary(self) -> None:
        """A table of all sizes, and the bars."""
        say("\n" + "".join(f"{title:>{WIDTH}}" for title in TITLES))
        for made in self.made:
            say("".join(f"{figure:>{WIDTH}}" for figure in self.row(made)))
        say("\n".join(map(str, ["", *self.growth(), *self.bars])))

    def row(self, made: Made) -> Iterator[str]:
        """The figures of one size."""
        yield from map(str, (made.documents, made.pages, made.sections))
        yield f"{made.characters / 1e6:.2f}"
        yield from (f"{seconds:.1f}" for seconds in (made.run.wall, made.run.cpu))
        yield from (f"{count / 1e6:.1f}" for count in (made.run.memory, made.site, made.html))
        yield from (f"{run.wall:.1f}" for run in self.again.get(made, ()))

    def growth(self) -> Iterator[Bar]:
        """Exponents of time against characters: 1 means that twice the text takes twice the time."""
        for name in ("wall", "cpu") if len(self.made) > 1 else ():
            points = [(float(made.characters), float(getattr(made.run, name))) for made in self.made]
            yield Bar(f"growth of {name} time, all sizes", exponent(points), GROWTH, True)
            yield Bar(f"growth of {name} time, first to last", exponent([points[0], points[-1]]), GROWTH, True)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The x with which second ~ first ** x fits best (least squares of the logarithms)."""
    first, second = zip(*points, strict=True)
    return statistics.linear_regression(list(map(math.log, first)), list(map(math.log, second))).slope


def measured(top: Path, documents: int, run: Run) -> Made:
    """What was built there."""
    build = top / "build"
    rows, pages = built.rows(build, "sections.json"), len(built.rows(build, "pages.json"))
    characters = sum(len(row["text"]) for row in rows)
    site = build / "site"
    return Made(top, run, documents, pages, len(rows), characters, size(files(site, "")), size(files(site, ".html")))


def plain(docs: Path, site: Path) -> dict[str, Any]:
    """Settings of MkDocs + Material as they come, where Markdown means what it means for us."""
    own, _ = mkdocs_yml.load(ROOT / "mkdocs.yml")
    theme = {"name": "material", "font": False, "language": "zh"}
    same = {name: own[name] for name in ("markdown_extensions", "exclude_docs")}
    return {"site_name": "x", "docs_dir": str(docs), "site_dir": str(site), "theme": theme} | same


def edit(content: Path) -> None:
    """A paragraph more in the first document."""
    with files(content, "")[0].open("a", encoding="utf-8") as document:
        document.write(EDIT)


def files(folder: Path, ending: str) -> list[Path]:
    """All files below a folder whose names end so."""
    return sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())


def size(paths: Sequence[Path]) -> int:
    """Bytes of all of them."""
    return sum(path.stat().st_size for path in paths)


# -- words -------------------------------------------------------------------------------------------------------------


def line(name: str, run: Run) -> str:
    """How a build went."""
    return f"  {name:24} {run.wall:9.1f} s wall {run.cpu:9.1f} s CPU {run.memory / 1e6:8,.0f} MB peak"


def told(name: str, run: Run, log: Path) -> str:
    """How a build failed."""
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST:]
    ending = "took too long" if run.late else f"exit code {run.code}"
    return "\n    ".join([f"{name}, {ending} after {run.wall:.1f} s", *last])


def beyond(bare: Run) -> str:
    """A word for a ratio that is better still: what we compare with was ended before it was through."""
    return ", ended early: at the worst" if bare.late else ""


def sized(count: int) -> str:
    """Bytes in words."""
    return f"{count / 1e6:,.1f} MB"


def say(words: str) -> None:
    """Prints at once."""
    print(words, flush=True)


if __name__ == "__main__":
    main()
