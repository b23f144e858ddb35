"""Pictures of every page kind, on a phone and on a desk, light, dark and in the largest letters: `make screenshots`.

    python -m tests.bench.screenshots [--site build/site] [--to build/screenshots] [KIND …]

The names say what is on a picture: topic-390-dark.png. Nothing is compared; they are there to be looked at.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.page_kinds import LOOKS, SIZES, addresses, seen, settled
from tests.conftest import QUIET, ROOT, served

TALLEST = 6000
"""Pixels of a page that are enough to judge it by."""


def main() -> None:
    """Parse the arguments and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, default=ROOT / "build" / "site")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "screenshots")
    parser.add_argument("kinds", nargs="*")
    arguments = parser.parse_args()
    many = take(arguments.site, arguments.to, set(arguments.kinds))
    print(f"{many} 张截图，在 {arguments.to}")


def take(site: Path, folder: Path, kinds: set[str]) -> int:
    """How many pictures were written; no `kinds` means all."""
    folder.mkdir(parents=True, exist_ok=True)
    chosen = {kind: address for kind, address in addresses(site).items() if not kinds or kind in kinds}
    many = 0
    with sync_playwright() as p, served(site) as root:
        browser = p.chromium.launch(executable_path=chromium(), args=QUIET)
        for look in LOOKS:
            with seen(browser, look) as page:
                for kind, address in chosen.items():
                    settled(page, root + address)
                    for name, (width, height) in SIZES.items():
                        page.set_viewport_size({"width": width, "height": height})
                        tall = int(page.evaluate("document.documentElement.scrollHeight"))
                        clip = {"x": 0, "y": 0, "width": width, "height": min(tall, TALLEST)}
                        page.screenshot(path=folder / f"{kind}-{name}-{look.name}.png", full_page=True, clip=clip)  # type: ignore[arg-type]
                        many += 1
        browser.close()
    return many


def chromium() -> str:
    """The browser's path."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or exit("没有找到 Chromium，请先安装")


if __name__ == "__main__":
    main()
