"""The only module that writes Markdown: everything a document says goes through `escape`.

The text is written by others and Python-Markdown is a hostile place for it, so every ASCII punctuation mark becomes a
numeric reference: no mark is left that could open a heading, a list, a link, an attribute list, a table or a tag. What
remains special on a page was therefore written by this module, which is why pieces of Markdown may be cut and joined
here with simple patterns. Callers make inline Markdown with `escape`, `link` and `strong`, blocks with the others, and
a file with `page`; names and addresses are cut down to safe characters, so nothing here raises for bad content.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape as html_escape
from json import dumps
from urllib.parse import quote
from zlib import crc32

EXTENSIONS: dict[str, dict[str, object]] = {
    "toc": {"marker": "", "permalink": False},
    "tables": {},
    "attr_list": {},
    "admonition": {},
}
"""The Markdown extensions a site may use, with their settings, for `markdown_extensions` of mkdocs.yml.

toc makes the list of headings (its `[TOC]` marker is off, no sign is added to headings); tables and admonition are
layout that text cannot open; attr_list carries our ids and classes, and text cannot write a brace. MkDocs itself adds
fenced_code, which needs marks that text cannot write either. Everything else is refused:

* pymdownx.snippets reads files of the machine into a page, macros and jinja run code;
* md_in_html, pymdownx.blocks, attr_list's likes for raw blocks let text choose tags and attributes;
* pymdownx.arithmatex writes script elements, pymdownx.critic deletes text, meta swallows a page's first lines;
* abbr, footnotes, wikilinks, magiclink, emoji, smarty, smartsymbols, keys, progressbar, nl2br, sane_lists change what a
  text shows, some of them without any punctuation mark;
* codehilite and superfences bring highlighting, style and script for code that no official document has.
"""

LIMIT = 2000
"""References in one block at most: Python-Markdown needs quadratic time within a block."""

LONGEST_ALT = 300
"""Characters of a picture's description: screen readers speak it in one go."""

_MARKS = re.compile(r"[!-/:-@\[-`{-~\t]|\A\s|\s\Z|(?<=\s)\s")
_BREAKS = re.compile(r"\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_UNSAFE_NAME = re.compile(r"[^A-Za-z0-9_-]+")
_ATOMS = re.compile(r"\*\*[^*]*\*\*|\[[^\]]*\]\([^)]*\)(?:\{:[^}]*\})?|&#\d+;|[^*\[&]+|.", re.DOTALL)
_PLAIN = re.compile("[A-Za-z0-9#-]*")
"""Values of attributes in which Markdown sees nothing."""
_YAML_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Bullets = Sequence[tuple[str, "Bullets"]]
"""A nested list: (inline Markdown, the items below it)."""


def escape(text: str) -> str:
    """Inline Markdown that renders as exactly `text`, line breaks as blanks (a test holds it to that).

    Blanks at the ends and repeated ones are written as references too, because Markdown gives them a meaning.
    """
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", _BREAKS.sub(" ", text))


def link(text: str, target: str, classes: Sequence[str] = (), data: Sequence[tuple[str, str]] = ()) -> str:
    """A link with plain `text` to `target`, a relative path to a .md file, `#id` allowed.

    It stays relative: a colon is quoted, so no scheme can arise. A text beyond any sense becomes several links side by
    side.
    """
    tail = f"]({quote(target.lstrip('/'), safe='/#?=%')})" + _attributes("", classes, data)
    return "".join("[" + escape(part) + tail for part in _parts(text))


def image(text: str, target: str, *, lazy: bool = True) -> str:
    """A picture at its own size; `target` is a relative path, `text` says in plain words what it shows.

    A lazy one is loaded when the reader comes near it: not for pages that are printed.
    """
    words = escape(" ".join(text.split())[:LONGEST_ALT])
    return f"![{words}]({quote(target.lstrip('/'), safe='/')})" + ("{: loading=lazy }" if lazy else "")


def strong(text: str) -> str:
    """Plain `text` in bold."""
    return "".join("**" + escape(part) + "**" for part in _parts(text) if part.strip())


def heading(
    level: int, inline: str, *, id: str = "", classes: Sequence[str] = (), data: Sequence[tuple[str, str]] = ()
) -> str:
    """A heading of `level` 1 to 6; what exceeds the limit follows as paragraphs of the same classes.

    Without an id one is made from a checksum: toc would make it from the words, and words must not be able to name an
    element on which the page's scripts rely.
    """
    first, *rest = _cut(inline) or [""]
    if not first:
        return ""
    head = f"{'#' * level} {first} {_attributes(id or f'h-{crc32(inline.encode()):08x}', classes, data)}"
    return _blocks((head, *(paragraph(part, classes=classes) for part in rest)))


def paragraph(inline: str, *, id: str = "", classes: Sequence[str] = (), data: Sequence[tuple[str, str]] = ()) -> str:
    """A paragraph; more than `LIMIT` references make several, the first of which has the id. Nothing for no text."""
    first, *rest = _cut(inline) or [""]
    if not first:
        return ""
    lines = [first, _attributes(id, classes, data)]
    others = (paragraph(part, classes=classes) for part in rest)
    return _blocks(("\n".join(filter(None, lines)), *others))


def bullets(items: Bullets) -> str:
    """A nested list; items without text are left out together with what is below them."""
    return "\n".join(_bullet_lines(items, 0))


def table(head: Sequence[str], rows: Sequence[Sequence[str]], classes: Sequence[str] = ("t",)) -> str:
    """A table of inline cells, without alignment; every cell that has text carries the classes.

    Short rows are filled up. A table with a cell beyond the limit is written as paragraphs, one a cell.
    """
    lines = [head, *rows]
    if any(len(_cut(cell)) > 1 for line in lines for cell in line):
        return _blocks(paragraph(cell, classes=classes) for line in lines for cell in line)
    width = max(map(len, lines))
    first, *others = (_row(line, width, _attributes("", classes, ())) for line in lines)
    return "\n".join((first, "|" + " --- |" * width, *others))


def details(summary: str, lines: Iterable[str], classes: Sequence[str] = ("y-why",)) -> str:
    """A folded list as raw HTML; `summary` and `lines` are plain text."""
    names = " ".join(map(_name, classes))
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f'<details class="{names}"><summary>{escape(summary)}</summary><ul>{items}</ul></details>'


def element(name: str, *inside: str, **attributes: object) -> str:
    """An element as raw HTML or SVG on one line; `inside` holds elements and `words`, nothing else.

    Names of attributes are written with `_` for `-`, and `class_` for class; an empty value leaves one out. An inline
    element may be a block of its own only if all its words are ours: Markdown looks for marks in it.
    """
    pairs = ((_name(key.rstrip("_").replace("_", "-")), str(value)) for key, value in attributes.items())
    given = "".join(f' {key}="{html_escape(_BREAKS.sub(" ", value))}"' for key, value in pairs if value)
    return f"<{_name(name)}{given}>{''.join(inside)}</{_name(name)}>"


def words(text: str) -> str:
    """Plain text for the inside of an `element`."""
    return html_escape(_BREAKS.sub(" ", text))


def drawing(*inside: str, classes: Sequence[str] = ()) -> str:
    """A block with inline SVG made of `element`s: one line, which Python-Markdown takes over as it is."""
    return element("figure", *inside, class_=" ".join(map(_name, classes)))


def front_matter(title: str, description: str = "", **more: object) -> str:
    """YAML front matter; all its words are HTML-escaped.

    Material prints title, description and tags of a page as they are, inside elements and attributes, so they must
    arrive there as HTML. `more` holds words, numbers, truth values, lists and dicts of them. The title is always
    written: without one, MkDocs takes the heading's, which Material un-escapes and so turns into tags again.
    """
    fields = {"title": title, **({"description": description} if description else {}), **more}
    return "\n".join(("---", *(f"{_name(key)}: {_yaml(value)}" for key, value in fields.items()), "---"))


def page(*blocks: str) -> str:
    """The file: front matter and blocks with a blank line between them; empty blocks vanish."""
    return _blocks(blocks) + "\n"


def _blocks(blocks: Iterable[str]) -> str:
    """Blocks with a blank line between them."""
    return "\n\n".join(filter(None, blocks))


def _parts(text: str) -> Iterable[str]:
    """`text` in stretches that cannot exceed the limit."""
    return (text[start : start + LIMIT] for start in range(0, len(text), LIMIT))


def _cut(inline: str) -> list[str]:
    """`inline` in pieces of at most `LIMIT` references; a link or bold stretch stays in one piece."""
    inline = inline.strip()
    if inline.count("&#") + inline.count("](") <= LIMIT:
        return [inline] if inline else []
    pieces, weight = [[""]], 0
    for atom in _ATOMS.findall(inline):
        weight += atom.count("&#") + atom.startswith("[")
        if weight > LIMIT:
            pieces.append([])
            weight = atom.count("&#") + atom.startswith("[")
        pieces[-1].append(atom)
    return [text for text in ("".join(piece).strip() for piece in pieces) if text]


def _name(text: str) -> str:
    """`text` as a name that needs no quotes in attribute lists, HTML and YAML."""
    return _UNSAFE_NAME.sub("-", text)


def _attributes(id: str, classes: Sequence[str], data: Sequence[tuple[str, str]]) -> str:
    """An attribute list `{: #id .class data-x="…" }`, empty for no attributes."""
    words = [f"#{_name(id)}"] if id else []
    words += [f".{_name(name)}" for name in classes]
    words += [f'data-{_name(key)}="{value if _PLAIN.fullmatch(value) else escape(value)}"' for key, value in data]
    return "{: " + " ".join(words) + " }" if words else ""


def _row(cells: Sequence[str], width: int, attributes: str) -> str:
    """One line of a table."""
    filled = [*cells, *[""] * (width - len(cells))]
    return "|" + "|".join(f" {cell} {attributes} " if cell.strip() else " " for cell in filled) + "|"


def _bullet_lines(items: Bullets, depth: int) -> Iterable[str]:
    """The lines of a list, four blanks of indent a level."""
    for inline, children in items:
        for part in _cut(inline):
            yield "    " * depth + "- " + part
        yield from _bullet_lines(children, depth + 1)


def _yaml(value: object) -> str:
    """`value` in YAML's flow form, which for these values is JSON; words HTML-escaped."""
    if isinstance(value, str):
        quoted = dumps(html_escape(_BREAKS.sub(" ", value)), ensure_ascii=False)
        return _YAML_UNSAFE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_yaml(str(key))}: {_yaml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_yaml, value)) + "]"
    return dumps(value)
