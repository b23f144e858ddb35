"""`python -m tests.fuzz --reader docx --count 10000 --seed 1 [--keep FOLDER]`: figures, and the inputs that failed."""

from __future__ import annotations

import argparse
import faulthandler
import resource
import sys
from pathlib import Path

from .run import TARGETS, number_of, run

MEMORY = 4 * 1024**3
"""Bytes of address space: more and the input fails with a MemoryError instead of taking the machine with it."""
HUNG = 120
"""Seconds after which a whole block of inputs is given up, with a traceback: code in C that never comes back."""
BLOCK = 20


def main() -> int:
    """Parse the arguments, run, print; 1 when an input failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--reader", choices=sorted(TARGETS), required=True)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first input")
    parser.add_argument("--keep", type=Path, help="folder for the inputs that failed")
    parser.add_argument("--write", type=Path, help="only write the first input to this file")
    arguments = parser.parse_args()
    if arguments.write:
        arguments.write.write_bytes(number_of(arguments.reader, arguments.seed, arguments.first))
        return 0
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.RLIM_INFINITY))
    faulthandler.enable()
    tally = run(arguments.reader, arguments.count, arguments.seed, arguments.first, arguments.keep)
    print(tally.line(arguments.reader))
    for failure, count in tally.failures.most_common():
        print(f"  {count:5} × {failure} (first: no. {tally.first[failure]})")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
