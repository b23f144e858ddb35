"""How long each format takes to read: `python -m tests.bench.formats FOLDER`, all files below it, one after another.

The time is that of `readers.read`: sniffing, the child process or LibreOffice, and the records' way back.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from generator import readers
from generator.diagnostics import severity


@dataclass
class Row:
    """What was measured of one format."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0
    characters: int = 0


def measure(folder: Path, skip: str) -> tuple[dict[str, Row], Counter[str]]:
    """Format → measures, and how often each finding that leaves a document out came up."""
    rows: dict[str, Row] = defaultdict(Row)
    refused: Counter[str] = Counter()
    paths, _ = readers.find(folder)
    for path in paths:
        if skip and skip in path:
            continue
        began = perf_counter()
        source, found = readers.read(folder, path)
        row = rows[source.format if source else "left out"]
        row.seconds.append(perf_counter() - began)
        row.size += (folder / path).stat().st_size
        row.characters += sum(len(line.text) for line in source.lines) if source else 0
        refused.update(problem.code for problem in found if severity(problem) == "error")
    return rows, refused


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--skip", default="", help="leave out paths that hold this")
    arguments = parser.parse_args()
    rows, refused = measure(arguments.folder, arguments.skip)
    print(f"{'format':10}{'files':>7}{'MB':>8}{'characters':>13}{'s':>9}{'ms/file':>10}{'longest':>9}{'chars/s':>12}")
    for name, row in sorted(rows.items()):
        total = sum(row.seconds)
        print(
            f"{name:10}{len(row.seconds):7}{row.size / 1e6:8.1f}{row.characters:13,}{total:9.2f}"
            f"{1000 * total / len(row.seconds):10.1f}{max(row.seconds):9.2f}{row.characters / total:12,.0f}"
        )
    print("left out because of:", dict(refused) or "nothing", file=sys.stderr)


if __name__ == "__main__":
    main()
