"""HTML of the report: elements made as a tree, so that no text can become markup; one look, without script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lxml import etree

Child = str | etree._Element
Row = Sequence[Child]

_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What cannot stand in XML; the readers make it U+FFFD in texts, but names of files keep it."""
_STYLE = """
:root { color-scheme: light; --ink: #221d18; --soft: #5d5348; --rule: #ddd2bf; --red: #961b1b; --tint: #f6ece0; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.2rem 1rem 3rem; max-width: 54rem; font: 18px/1.7 "PingFang SC", "Microsoft YaHei",
  "Source Han Sans SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; color: var(--ink); background: #fbf8f1;
  overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.4; }
h1 { margin: .4em 0; font-size: 1.5em; color: var(--red); }
h2 { margin: 1.8em 0 .6em; padding-bottom: .2em; font-size: 1.2em; border-bottom: 2px solid var(--red); }
h3 { margin: 1.4em 0 .2em; font-size: 1em; }
p { margin: .5em 0; }
a { color: var(--red); text-underline-offset: .2em; }
.soft { color: var(--soft); font-size: .9em; }
.inner { padding: .5em .8em; background: var(--tint); border-left: 4px solid var(--red); font-size: .9em; }
h3 .badge { margin-left: .6em; }
.badge { display: inline-block; padding: 0 .5em; font-size: .85em; border: 1px solid currentcolor; border-radius: .2em;
  white-space: nowrap; }
.error, .warning { color: var(--red); font-weight: 700; }
.info { color: var(--soft); }
code { user-select: all; }
ul { margin: .4em 0; padding-left: 1.3em; }
ul.plain { margin-top: 0; padding: 0; list-style: none; }
ul.plain > li { padding: .6em 0; border-bottom: 1px solid var(--rule); }
ul.plain > li > p { margin: .15em 0; }
table { width: 100%; border-collapse: collapse; font-size: .95em; }
th, td { padding: .4em .6em; text-align: left; vertical-align: top; border-bottom: 1px solid var(--rule); }
th { font-weight: 700; background: var(--tint); }
table.facts th { width: 7em; background: none; }
table.facts th, table.places th:first-child, table.places td:first-child { white-space: nowrap; }
table.places th:first-child { width: 8em; }
table.counts { width: auto; }
table.counts :is(th, td):nth-child(n + 2) { min-width: 5em; text-align: right; font-variant-numeric: tabular-nums; }
details { margin: .6em 0; }
summary { padding: .5em 0; font-weight: 700; cursor: pointer; }
details > ul { margin-top: 0; }
table.list :is(th, td):nth-child(n + 3) { white-space: nowrap; }
table.list th:nth-child(2) { width: 34%; }
@media (max-width: 40em) {
  table.counts { width: 100%; }
  table.counts :is(th, td):nth-child(n + 2) { min-width: 0; }
  table.counts :is(th, td):first-child { white-space: nowrap; }
  table.list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.list tr { display: block; padding: .6em 0; border-bottom: 1px solid var(--rule); }
  table.list td { display: block; padding: .1em 0; border: 0; }
  table.list td:nth-child(n + 3) { display: inline-block; margin-right: 1em; }
  table.list td[data-name]::before { content: attr(data-name) "："; color: var(--soft); }
  table.facts th { width: 5.5em; padding-left: 0; }
  table.places th:first-child { width: 5em; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 11pt; background: #fff; }
  tr, ul.plain > li { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
"""


def element(tag: str, *children: Child, style: str = "", **attributes: str) -> etree._Element:
    """An element with texts and elements in it; `style` is its class, `_` in an attribute's name stands for `-`."""
    made = etree.Element(tag, {name.replace("_", "-"): _fit(value) for name, value in attributes.items()})
    if style:
        made.set("class", style)
    for child in children:
        if not isinstance(child, str):
            made.append(child)
        elif len(made):
            made[-1].tail = (made[-1].tail or "") + _fit(child)
        else:
            made.text = (made.text or "") + _fit(child)
    return made


def link(words: str, target: str) -> etree._Element:
    """A link to a file beside the page."""
    return element("a", words, href=target)


def table(style: str, head: Sequence[str], rows: Iterable[Row], *, named: Sequence[str] = ()) -> etree._Element:
    """A table; `named` repeats column names before the cells where a narrow screen shows them one below another."""
    names = [*named, *[""] * (len(head) - len(named))]
    body = (element("tr", *(_cell(cell, name) for cell, name in zip(row, names, strict=True))) for row in rows)
    top = element("thead", element("tr", *(element("th", name) for name in head)))
    return element("table", top, element("tbody", *body), style=style)


def facts(rows: Iterable[tuple[str, Child]]) -> etree._Element:
    """Names and what they are, one a row."""
    made = (element("tr", element("th", name), element("td", value)) for name, value in rows)
    return element("table", element("tbody", *made), style="facts")


def page(title: str, *body: Child) -> bytes:
    """The file."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="robots", content="noindex"),
        element("title", title),
        element("style", _STYLE),
    )
    whole = element("html", head, element("body", *body), lang="zh-CN")
    return etree.tostring(whole, method="html", doctype="<!DOCTYPE html>", encoding="utf-8") + b"\n"


def _cell(content: Child, name: str) -> etree._Element:
    return element("td", content, **({"data_name": name} if name else {}))


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
