"""What is delivered with the program: the look, the tables, the set-up and a sample for a new site (effect: read).

In an installed package it all lies in `_shipped/`, laid out as in a checkout; in a checkout it lies where it is made.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
HOME = _PACKAGE / "_shipped" if (_PACKAGE / "_shipped").is_dir() else _PACKAGE.parent
"""Folder with mkdocs.yml, overrides/ and content/ as we deliver them."""
LOOK = HOME / "overrides"
"""Templates, style sheets and scripts: the look of a site whose mkdocs.yml names no folder of its own."""
TABLES = HOME / "content" / "_config"
"""topics.yml and terms.yml."""
SAMPLE = HOME / "content" / "学习" / "严肃党内政治生活学习提纲.txt"
"""A document of our own, so that a new site has something to show."""
