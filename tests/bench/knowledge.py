"""Time of the knowledge stages, side by side with one `jieba.cut` pass over the same text in the same run, and growth.

    python -m tests.bench.knowledge [--documents 500 1000 2000 3500] [--archive ../shared/corpus/scale.tar.xz]

Every stage is given per million characters and as a ratio to jieba's time. The last line is the exponent of growth:
1 means that twice the text takes twice the time.
"""

from __future__ import annotations

import argparse
import math
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from generator import config, gate, pipeline
from generator.annotations import passages
from generator.config import Config
from generator.gate import wanted
from generator.knowledge import backlinks, citations, events, formulas, idf, measures, mentions, related, study
from generator.model import Document

from .run import ROOT, T, unpack


def main() -> None:
    """Parse the arguments, measure each size, print the tables and the growth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[500, 3500])
    parser.add_argument("--archive", type=Path, default=ROOT.parent / "shared" / "corpus" / "scale.tar.xz")
    arguments = parser.parse_args()
    found = []
    for many in arguments.documents:
        with tempfile.TemporaryDirectory() as folder:
            site, _ = config.load(ROOT, unpack(arguments.archive, Path(folder) / "content", many), Path(folder))
            found.append(measure(site))
    if len(found) > 1:
        grown(found[0], found[-1])


def measure(site: Config) -> tuple[int, dict[str, float]]:
    """(characters, stage → seconds) of one collection; prints the table."""
    sources, _ = pipeline.read(site)
    documents, _ = pipeline.understand(sources)
    texts = [passage.text for document in documents for passage in passages(document)]
    characters = sum(map(len, texts))
    times: dict[str, float] = {}
    cut = idf.jieba_cutter()
    timed(times, "jieba.cut (one pass)", lambda: [cut(text) for text in texts])
    stages(documents, site, times)
    print(f"\n{len(documents)} documents, {characters / 1e6:.2f} M characters")
    for name, seconds in times.items():
        ratio = seconds / times["jieba.cut (one pass)"]
        print(f"  {name:24} {seconds:8.2f} s  {seconds / characters * 1e6:6.2f} s/M  {ratio:5.2f} × jieba")
    return characters, times


def stages(documents: Sequence[Document], site: Config, times: dict[str, float]) -> None:
    """Every stage as `knowledge.study` calls it, timed one by one."""
    timed(times, "topics", lambda: pipeline.tagged(documents, site, {}))
    known = timed(times, "mentions", lambda: mentions.find(documents, site.terms))
    numbered, _ = timed(times, "formulas", lambda: formulas.find(documents, site.terms, known))
    cited, _ = timed(times, "citations", lambda: citations.find(documents, site.terms))
    pairs = [*backlinks.of_citations(cited), *study.of_formulas(numbered)]
    timed(times, "backlinks", lambda: backlinks.find(documents, pairs))
    timed(times, "related", lambda: related.find(documents))
    timed(times, "measures", lambda: [measures.find(document) for document in documents])
    timed(times, "events", lambda: events.find(documents, site.terms))
    timed(times, "gate", lambda: gate.check(documents, wanted.wishes(documents, cited)))
    times["all of them"] = sum(times.values()) - times["jieba.cut (one pass)"]


def timed(times: dict[str, float], name: str, act: Callable[[], T]) -> T:
    """What `act` returns; its processor time goes into `times`."""
    start = time.process_time()
    made = act()
    times[name] = time.process_time() - start
    return made


def grown(first: tuple[int, Mapping[str, float]], last: tuple[int, Mapping[str, float]]) -> None:
    """Prints the exponent of growth of every stage between two sizes."""
    factor = math.log(last[0] / first[0])
    print(f"\ngrowth from {first[0] / 1e6:.2f} to {last[0] / 1e6:.2f} M characters: time ~ characters^exponent")
    for name, seconds in last[1].items():
        print(f"  {name:24} {math.log(seconds / max(first[1][name], 0.001)) / factor:5.2f}")


if __name__ == "__main__":
    main()
