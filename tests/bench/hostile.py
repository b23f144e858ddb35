"""Hostile documents in a real build, and every page of it in Chromium.

    python -m tests.bench.hostile [--documents 200] [--seed 1]

Three rounds: the site as it is (the words of all pages against the sources and against what the browser shows, scripts
that ran, breaches of the policy, foreign requests); searches for the attacks themselves; and all of it again without
the policy, so that escaping alone has to hold. Exit code 1 when anything at all was found.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.parse import quote

from playwright.sync_api import Browser, Page, sync_playwright

from generator import config, pipeline
from generator.browsing import walk
from generator.browsing.walk import Way
from generator.diagnostics import severity
from generator.publishing import csp
from generator.verifying import verify
from generator.verifying.built import Pages
from tests.bench.screenshots import chromium
from tests.conftest import QUIET, ROOT
from tests.fuzz.attacks import CANARY, FRAGMENTS, documents

HERE = Way("", "/")
SHOWN = "[...document.querySelectorAll('.t')].map((element) => element.innerText)"


@dataclass
class Tally:
    """What was looked at, and what was found."""

    pages: int = 0
    ran: list[str] = field(default_factory=list)
    """Pages on which a script of a document ran."""
    different: list[str] = field(default_factory=list)
    """Pages on which the browser shows other words of a document than stand in the file."""
    faults: Counter[str] = field(default_factory=Counter)
    """Codes of `walk`: foreign requests, breaches of the policy, errors, missing files."""
    examples: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The figures on one line."""
        faults = " ".join(f"{code} {many} ({self.examples[code]})" for code, many in sorted(self.faults.items()))
        return (
            f"{self.pages} pages, scripts run on {len(self.ran)} {self.ran[:3]}, "
            f"words differ on {len(self.different)} {self.different[:3]}, other faults: {faults or 0}"
        )

    def clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.ran or self.different or self.faults)


def main() -> None:
    """Parse the arguments, build, look at everything, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    began = perf_counter()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        build = built(Path(folder), documents(arguments.documents, arguments.seed))
        report, found = verify.verify(build)
        print(f"verify: {report} differences {len(found)} {found[:3]}")
        browser = play.chromium.launch(executable_path=chromium(), args=QUIET)
        rounds = [look(browser, build / "site"), searches(browser, build / "site")]
        strip(build / "site")
        rounds += [look(browser, build / "site"), searches(browser, build / "site")]
        browser.close()
    for name, tally in zip(("pages", "searches", "without policy: pages", "searches"), rounds, strict=True):
        print(f"{name}: {tally}")
    print(f"{perf_counter() - began:.0f} s")
    raise SystemExit(bool(found) or not all(tally.clean() for tally in rounds))


def built(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A site of these files; its build folder. None of them may have been left out."""
    content = folder / "content"
    content.mkdir()
    for name, data in files.items():
        (content / name).write_bytes(data)
    site, _ = config.load(ROOT / "mkdocs.yml", content, folder / "build")
    outcome = pipeline.build(site)
    bad = [one for one in outcome.diagnostics if severity(one) == "error"]
    assert outcome.published and not bad, bad[:3]
    print(f"{outcome.documents} documents, {outcome.pages} pages")
    return site.build


def look(browser: Browser, site: Path) -> Tally:
    """Every page of a site, its words as the browser shows them held against the file."""
    return _opened(browser, site, [path.removesuffix("index.html") for path in Pages(site).ending(".html")])


def searches(browser: Browser, site: Path, attacks: Iterable[str] = FRAGMENTS) -> Tally:
    """The attacks as queries: what is typed is shown again."""
    return _opened(browser, site, [f"search/?q={quote(words)}" for words in attacks])


def strip(site: Path) -> None:
    """Takes the policy out of every page."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert csp.read(text)
        page.write_text(csp.without(text), encoding="utf-8")


def _opened(browser: Browser, site: Path, addresses: Iterable[str]) -> Tally:
    tally, pages = Tally(), Pages(site)
    with walk.opened(site, HERE) as root:
        page = browser.new_page()
        page.on("dialog", lambda dialog: dialog.dismiss())
        witness = walk.Witness(page, root)
        for address in addresses:
            _one(page, witness, pages, address, tally)
        page.close()
    return tally


def _one(page: Page, witness: walk.Witness, pages: Pages, address: str, tally: Tally) -> None:
    """Opens a page and adds what is to be said of it."""
    witness.faults = []
    page.goto(witness.root + address, wait_until="load")
    if "?q=" in address:
        page.locator(walk.DONE).wait_for()
    elif _dense(page.evaluate(SHOWN)) != _dense(pages.texts(_file(address))):
        tally.different.append(address)
    if page.evaluate(f"window.{CANARY}") is not None:
        tally.ran.append(address)
    tally.pages += 1
    tally.faults.update(code for code, _ in witness.faults)
    tally.examples |= {code: f"{address}: {what}" for code, what in witness.faults}


def _file(address: str) -> str:
    return f"{address}index.html" if not address or address.endswith("/") else address


def _dense(words: Iterable[str]) -> str:
    """Words without white space."""
    return "".join("".join(words).split())


if __name__ == "__main__":
    main()
