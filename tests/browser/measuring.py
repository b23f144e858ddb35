# ruff: noqa: E501 -- the measuring itself is script
"""What is measured on a page by its computed styles: contrast of every word, size of every text and every target.

axe-core judges contrast, too, but gives up where colours lie above one another, and knows nothing of 44 px.
"""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page

COMMON = r"""
  const box = (e) => e.getBoundingClientRect();
  const style = (e) => getComputedStyle(e);
  const name = (e) => e.tagName.toLowerCase() + (typeof e.className === "string" && e.className.trim()
    ? "." + e.className.trim().split(/\s+/).join(".") : "") + " " + (e.textContent || e.value || "").trim().slice(0, 16);
  const shown = (e) => {
    if (e.closest("[hidden], noscript, script, style, [aria-hidden=true], [inert]")) return false;
    if (e.checkVisibility && !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const at = box(e);
    return at.width > 1 && at.height > 1 && at.right > 0 && at.left < innerWidth;
  };
"""
WORDS = (
    COMMON
    + r"""
  const rgba = (text) => { const n = text.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n.length > 3 ? n[3] : 1]; };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const opaque = (e) => { let all = 1; for (; e; e = e.parentElement) all *= parseFloat(style(e).opacity); return all; };
  const behind = (e) => {
    const layers = [];
    for (; e; e = e.parentElement) layers.push(rgba(style(e).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = (c) => [0, 1, 2].map((i) => c[i] / 255).map((v) => v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((m, n) => n - m); return (x + 0.05) / (y + 0.05); };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement, range = document.createRange();
    if (!node.data.trim() || !shown(e)) continue;
    range.selectNodeContents(node);
    if (!range.getClientRects().length) continue;
    const ground = behind(e), ink = rgba(style(e).color);
    ink[3] *= opaque(e);
    found.push({ what: name(e), body: !!e.closest(".t"), mark: !!e.closest("sup, sub"),
                 size: parseFloat(style(e).fontSize), contrast: ratio(over(ink, ground), ground) });
  }
  return found;
"""
)
TARGETS = (
    COMMON
    + r"""
  const inLine = (e) => {
    if (!/^inline/.test(style(e).display) || style(e).display !== "inline") return false;
    const whole = e.closest("p, li, td, th, dd, dt, blockquote, figcaption, h1, h2, h3, h4, h5, h6, summary, div");
    return !!whole && whole.textContent.trim().length > e.textContent.trim().length;
  };
  const found = [];
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, label[for], [role=button], [tabindex='0']")) {
    if (!shown(e) || inLine(e) || e.closest(".md-skip")) continue;
    const label = e.tagName === "INPUT" && e.closest("label"), at = box(label || e);
    found.push({ what: name(e), height: at.height, width: at.width });
  }
  return found;
"""
)


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of visible text."""

    what: str
    body: bool
    """Whether it is the words of a document."""
    mark: bool
    """Whether it stands raised or lowered, as the marks of footnotes do."""
    size: float
    contrast: float


@dataclass(frozen=True, slots=True)
class Target:
    """What can be hit, unless it stands within a line of text (WCAG 2.2, 2.5.8 excepts those)."""

    what: str
    height: float
    width: float


def words(page: Page) -> list[Words]:
    """All visible text of a page."""
    return [Words(**found) for found in page.evaluate(f"() => {{ {WORDS} }}")]


def targets(page: Page) -> list[Target]:
    """All that can be hit on a page and stands by itself."""
    return [Target(**found) for found in page.evaluate(f"() => {{ {TARGETS} }}")]
