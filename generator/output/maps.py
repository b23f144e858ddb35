"""Keeps the maps of a site (sections.json, manifest.json, pages.json) with the site they describe (effect).

They lie in BUILD/maps/<hash>/, the site names its hash in a file, and so site and maps change places in one step. The
copies in BUILD are for other programs.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from .layout import STAGED

FOLDER = "maps"
STAMPS = "stamps.json"
"""How the files of a site lay on the disk: says nothing of the site itself and is no part of its label."""
SHOWN = ("sections.json", "manifest.json", "pages.json")
"""Those that other programs look for in BUILD."""
LABEL = ".yandu-maps"
"""File of a site that names its maps."""


def folder(build: Path, site: Path) -> Path:
    """Where the maps of a site lie; BUILD itself for a site without a label."""
    try:
        name = (site / LABEL).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError):
        return build
    return build / FOLDER / name if re.fullmatch("[0-9a-f]{32}", name) else build


def attach(build: Path, site: Path) -> None:
    """Gives a site that waits to be published the maps that were written for it."""
    staged = {name: build / waiting for name, waiting in STAGED.items() if (build / waiting).exists()}
    if not staged:
        return
    told = [_content(waiting) for name, waiting in staged.items() if name != STAMPS]
    digest = sha256(b"\0".join(told)).hexdigest()[:32]
    target = build / FOLDER / digest
    target.mkdir(parents=True, exist_ok=True)
    for name, waiting in staged.items():
        os.replace(waiting, target / name)
    (site / LABEL).write_text(f"{digest}\n", encoding="ascii")


def _content(path: Path) -> bytes:
    """What a map says of the site; where the documents lie on this machine is left out."""
    text = path.read_text(encoding="utf-8")
    data = json.loads(text)
    named = isinstance(data, dict) and "documents" in data
    return json.dumps(data["documents"]).encode() if named else text.encode()


def show(build: Path, site: Path) -> None:
    """Copies of a site's maps where other programs look for them; a site of an older Yandu may lack some."""
    lying = folder(build, site)
    for name in SHOWN if lying != build else ():
        if not (lying / name).exists():
            (build / name).unlink(missing_ok=True)
            continue
        beside = build / f"{name}.tmp"
        shutil.copyfile(lying / name, beside)
        os.replace(beside, build / name)


def tidy(build: Path, sites: Iterable[Path]) -> None:
    """Removes the maps that none of these sites names."""
    kept = {folder(build, site) for site in sites}
    for lying in sorted((build / FOLDER).iterdir()) if (build / FOLDER).is_dir() else ():
        if lying not in kept:
            shutil.rmtree(lying)
