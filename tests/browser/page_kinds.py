"""The looks and sizes in which a page of every kind (`generator.browsing.kinds`) is measured."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from generator.browsing import kinds

PHONE, DESK = (390, 844), (1440, 900)
SIZES = {"390": PHONE, "1440": DESK}
LARGEST = "3"
"""The last step of 大字版."""


@dataclass(frozen=True, slots=True)
class Look:
    """One of the ways in which a reader may see the site."""

    name: str
    dark: bool = False
    size: str = "1"
    """Step of 大字版."""

    @property
    def target(self) -> int:
        """Height in pixels that whatever is to be hit must have."""
        return 60 if self.size == LARGEST else 44


LOOKS = (Look("light"), Look("dark", dark=True), Look("large", size=LARGEST))

HELD = "党员"
"""Words that every site of the tests holds."""


def addresses(site: Path) -> dict[str, str]:
    """Kind → address of its page, relative to the site's root; searches with and without hits count as two kinds."""
    return kinds.addresses(site, HELD)


@contextmanager
def seen(browser: Browser, look: Look, size: tuple[int, int] = PHONE, *, scripts: bool = True) -> Iterator[Page]:
    """A page of a new profile in one look, which says nothing of errors."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if look.dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
    )
    if scripts:
        context.add_init_script(f"try {{ localStorage.setItem('yandu:size', '{look.size}') }} catch (none) {{}}")
    try:
        yield context.new_page()
    finally:
        context.close()


def settled(page: Page, address: str) -> None:
    """Opens a page and waits until its scripts have done what they do by themselves."""
    page.goto(address)
    if "search/?q=" in address:
        page.wait_for_selector("[data-search-state=done]")
