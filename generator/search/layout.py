"""Where the search's files lie below the site's root.

`LISTING` has a fixed name and is asked for anew on every visit. It names the folder of all others, which is called
after their content: browsers may keep them for good, and no page ever mixes the files of two builds.
"""

from __future__ import annotations

CODE = "assets/search/"
"""The scripts that read them."""
FOLDER = "assets/search-data/"
FORMAT = 1
"""Of the files: the scripts read no other, and sites are searched together only where it is the same (`base.js`)."""
LISTING = FOLDER + "listing.js"
TRADITIONAL = FOLDER + "traditional.js"
"""Traditional characters: needed on every page that marks words, the same for all sites."""


def folder(version: str) -> str:
    """Folder of a build's files."""
    return f"{FOLDER}{version}/"


def name(kind: str, number: int | None = None) -> str:
    """`documents.js`, `sections-0.js`, `texts-12.js`, `pairs-3.js`."""
    return f"{kind}.js" if number is None else f"{kind}-{number}.js"
