"""Time and memory of a whole build, side by side with one `jieba.cut` pass over the same text in the same run.

    python -m tests.bench.run [--documents 500] [--archive ../shared/corpus/scale.tar.xz | --content FOLDER]

A figure alone says little on a borrowed machine, so every stage is also given as a ratio to jieba's time. The build is
verified at the end: a fast build that loses text is no build.
"""

from __future__ import annotations

import argparse
import logging
import resource
import tarfile
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from generator import config, pipeline
from generator.engines import engine
from generator.output import write
from generator.publishing import publish
from generator.verifying import verify

ROOT = Path(__file__).parent.parent.parent
T = TypeVar("T")


def main() -> None:
    """Parse the arguments, run, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--archive", type=Path, default=ROOT.parent / "shared" / "corpus" / "scale.tar.xz")
    parser.add_argument("--content", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content = arguments.content or unpack(arguments.archive, Path(folder) / "content", arguments.documents)
        measure(content, Path(folder) / "build")


def unpack(archive: Path, content: Path, documents: int) -> Path:
    """An even sample of the archive's .txt and .md files, the same one every time."""
    with tarfile.open(archive) as tar:
        names = sorted(m.name for m in tar.getmembers() if m.isfile() and m.name.endswith((".txt", ".md")))
        chosen = {names[number * len(names) // documents] for number in range(documents)}
        for member in tar:
            if member.name in chosen:
                tar.extract(member, content, filter="data")
    return content


def measure(content: Path, build: Path) -> None:
    """Run the stages one by one and print what each took."""
    site, _ = config.load(ROOT / "mkdocs.yml", content, build)
    timer = Timer()
    sources, found = timer("read", lambda: pipeline.read(site))
    corpus, more = timer("study (outline, checks, topics)", lambda: pipeline.study(sources, site))
    pages = timer("render (pages, map, search files)", lambda: pipeline.everything(corpus, site))
    own = timer.total()
    write.claim(build, content)
    timer("write", lambda: write.write(pages, corpus.documents, content=content, build=build, top=site.top))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    complete, problems = timer("MkDocs", lambda: engine.run(build))
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    publish.publish(build, force=True)
    report, differences = timer("verify", lambda: verify.verify(build))
    text = "\n".join(line.text for source in sources for line in source.lines)
    jieba = timer("jieba.cut of the same text", lambda: cut(text))
    timer.table(len(text), jieba)
    sections = len(pages.records)
    print(f"\n{len(sources)} documents, {sections} sections, {len(pages.pages)} pages, {len(text):,} characters")
    print(
        f"own stages {len(text) / own:,.0f} characters/s; jieba.cut {len(text) / jieba:,.0f}; ratio {jieba / own:.2f}"
    )
    print(f"MkDocs {timer.took['MkDocs'] / len(pages.pages) * 1000:.1f} ms a page, complete: {complete}")
    print(f"peak memory: own stages {memory:.0f} MB, MkDocs {child:.0f} MB")
    print(f"findings {len(found) + len(more)}, engine {len(problems)}, verify: {report} differences {len(differences)}")


def cut(text: str) -> float:
    """Seconds that jieba needs for the text, its dictionary loaded before."""
    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    begin = time.perf_counter()
    for _ in jieba.cut(text):
        pass
    return time.perf_counter() - begin


class Timer:
    """Remembers how long each stage took."""

    def __init__(self) -> None:
        self.took: dict[str, float] = {}

    def __call__(self, name: str, work: Callable[[], T]) -> T:
        """Run and time one stage."""
        begin = time.perf_counter()
        result = work()
        self.took[name] = time.perf_counter() - begin
        return result

    def total(self) -> float:
        """Seconds so far."""
        return sum(self.took.values())

    def table(self, characters: int, jieba: float) -> None:
        """One line a stage: seconds, characters a second, times jieba."""
        print(f"{'stage':36} {'seconds':>8} {'chars/s':>12} {'x jieba':>8}")
        for name, seconds in self.took.items():
            print(f"{name:36} {seconds:8.2f} {characters / seconds:12,.0f} {seconds / jieba:8.2f}")


if __name__ == "__main__":
    main()
