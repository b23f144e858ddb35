"""Has the Markdown of a finished build rendered once more, and nothing else done; the site stays as it is.

    python -m tests.bench.rendering BUILD

For a comparison with what plain MkDocs does, which neither reads documents nor looks for anything in them.
"""

from __future__ import annotations

import sys
from pathlib import Path

from generator.engines import engine, made_of, reuse
from generator.output import layout, removal


def main() -> None:
    """Render, clear away what came of it; exit code 1 when it was not complete."""
    build = Path(sys.argv[1])
    made, _ = made_of.read(build, build / layout.SITE)
    complete, problems = engine.run(build, todo=reuse.everything(made))
    removal.clear(build)
    print(f"{len(made.pages)} pages, complete: {complete}", *problems, sep="\n")
    sys.exit(not complete)


if __name__ == "__main__":
    main()
