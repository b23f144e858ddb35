"""Inputs for the reader of Word files: trees, parts, relations and archives changed at their joints."""

from __future__ import annotations

import copy
import io
import random
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from html import unescape

from lxml import etree

from ..formats.ooxml import W
from .word_package import CHANGES, archive
from .word_scraps import SNIPPETS, WRAPPERS
from .word_seeds import Members, fragment, seeds
from .words import HOSTILE, ODD, byte_noise, sentence

Tree = etree._Element
_PARTS = ("word/document.xml",) * 6 + (
    "word/numbering.xml",
    "word/numbering.xml",
    "word/styles.xml",
    "word/footnotes.xml",
)
"""Parts that a mutation takes, those more often that matter more."""
_CONTROL = frozenset(odd for odd in ODD if odd < " " or odd in "\uffff\ufdd0")
_VISIBLE = tuple(odd for odd in ODD if odd not in _CONTROL)
"""Odd characters that XML can hold."""


def docx(chance: random.Random) -> bytes:
    """A Word file with one to eight changes in its parts, now and then some in its archive."""
    members = dict(chance.choice(seeds()))
    _change_trees(members, chance)
    while chance.random() < 0.2:
        chance.choice(CHANGES)(members, chance)
    data = archive(members, chance)
    return byte_noise(data, chance) if chance.random() < 0.08 else data


def raw(data: bytes, _: str) -> str:
    """The XML of all sound parts of a file, entities resolved."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        for member in opened.infolist():
            with suppress(zipfile.BadZipFile, zlib.error, NotImplementedError):
                parts.append(unescape(_decoded(opened.read(member))))
    return "".join(parts)


def _decoded(part: bytes) -> str:
    """A part's text; all encodings of the mutations below."""
    if part.startswith((b"\xff\xfe", b"\xfe\xff")):
        return part.decode("utf-16", "replace")
    return part.decode("gb18030" if b'encoding="gb18030"' in part[:60] else "utf-8", "replace")


def _change_trees(members: Members, chance: random.Random) -> None:
    """Mutations of the parts' trees; each part is parsed once."""
    trees: dict[str, Tree] = {}
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 5, 8, 20))):
        name = chance.choice(_PARTS)
        if name not in members:
            continue
        tree = trees.setdefault(name, etree.fromstring(members[name]))
        chance.choice(_TREE_CHANGES)(tree, chance)
    for name, tree in trees.items():
        members[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _any(tree: Tree, chance: random.Random) -> Tree:
    """An element below the root, or the root when there is none."""
    found = [element for element in tree.iter("*") if element is not tree]
    return chance.choice(found) if found else tree


def _drop(tree: Tree, chance: random.Random) -> None:
    element = _any(tree, chance)
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _double(tree: Tree, chance: random.Random) -> None:
    element = _any(tree, chance)
    for _ in range(chance.choice((1, 1, 1, 2, 30)) if len(element) < 50 and element is not tree else 0):
        element.addnext(copy.deepcopy(element))


def _move(tree: Tree, chance: random.Random) -> None:
    """An element, or a copy of it, to another place; never into itself."""
    element, place = _any(tree, chance), _any(tree, chance)
    if chance.random() < 0.5:
        element = copy.deepcopy(element)
    elif element is tree or element is place or element in place.iterancestors():
        return
    place.insert(chance.randint(0, len(place)), element)


def _swap(tree: Tree, chance: random.Random) -> None:
    one, other = _any(tree, chance), _any(tree, chance)
    if one is tree or other is tree or one in other.iterancestors() or other in one.iterancestors() or one is other:
        return
    place, end = one.getparent(), other.getparent()
    if place is not None and end is not None:
        first, second = copy.deepcopy(other), copy.deepcopy(one)
        place.replace(one, first)
        end.replace(other, second)


def _value(tree: Tree, chance: random.Random) -> None:
    """An attribute of an element that has some gets a value that nobody expects, or one from elsewhere."""
    found = [element for element in tree.iter("*") if element.attrib]
    if found:
        element = chance.choice(found)
        name = chance.choice(list(element.attrib))
        element.set(name, chance.choice((*HOSTILE, *chance.choice(found).values())))


def _attribute(tree: Tree, chance: random.Random) -> None:
    """An attribute more, or one less."""
    element = _any(tree, chance)
    if element.attrib and chance.random() < 0.5:
        del element.attrib[chance.choice(list(element.attrib))]
    else:
        name = chance.choice(("val", "id", "ilvl", "numId", "type", "fldCharType", "styleId", "instr", "char", "start"))
        element.set(f"{{{W}}}{name}" if chance.random() < 0.9 else name, chance.choice(HOSTILE))


def _wrap(tree: Tree, chance: random.Random) -> None:
    """An element, or some of its children, put into another one, now and then many deep."""
    element = _any(tree, chance)
    parent = element.getparent()
    if parent is None:
        return
    wrapper = chance.choice(WRAPPERS)
    for _ in range(chance.choice((1, 1, 1, 1, 2, 5, 60, 300))):
        outer = etree.fromstring(fragment(wrapper.format("")))[0]
        inner = next(part for part in reversed(list(outer.iter("*"))))
        element.addprevious(outer)
        inner.append(element)
        if chance.random() < 0.2:
            element = outer


def _unwrap(tree: Tree, chance: random.Random) -> None:
    element = _any(tree, chance)
    parent = element.getparent()
    if parent is not None:
        for child in list(element):
            element.addprevious(child)
        parent.remove(element)


def _rename(tree: Tree, chance: random.Random) -> None:
    """Another element's name, or the same in another space of names."""
    element = _any(tree, chance)
    if chance.random() < 0.8:
        element.tag = _any(tree, chance).tag
    else:
        spaces = ("urn:x", "http://purl.oclc.org/ooxml/wordprocessingml/main", W.upper())
        element.tag = f"{{{chance.choice(spaces)}}}{etree.QName(element).localname}"


def _words(tree: Tree, chance: random.Random) -> None:
    """Text where there is some, or where there should be none."""
    found = list(tree.iter(f"{{{W}}}t")) if chance.random() < 0.8 else list(tree.iter("*"))
    if not found:
        return
    element = chance.choice(found)
    odd = "".join(chance.choices(_VISIBLE, k=chance.choice((1, 1, 3))))
    text = chance.choice(
        (sentence(chance), chance.choice(HOSTILE), (element.text or "") + odd, odd, " ", "\n", "\t甲 \n 乙")
    )
    text = "".join(char for char in text if char not in _CONTROL)
    if chance.random() < 0.9:
        element.text = text
    else:
        element.tail = text


def _insert(tree: Tree, chance: random.Random) -> None:
    """Something that belongs into Word files, at a place where it may not belong."""
    place = _any(tree, chance)
    for part in list(etree.fromstring(fragment(chance.choice(SNIPPETS)))):
        place.insert(chance.choice((0, len(place), chance.randint(0, len(place)))), part)


def _nest(tree: Tree, chance: random.Random) -> None:
    """An element with itself inside, again and again."""
    element = _any(tree, chance)
    if len(list(element.iter())) > 60:
        return
    for _ in range(chance.choice((1, 2, 4, 8))):
        inner = copy.deepcopy(element)
        list(element.iter("*"))[-1].append(inner)
        if len(list(element.iter())) > 2000:
            break


_TREE_CHANGES: tuple[Callable[[Tree, random.Random], None], ...] = (
    _drop, _drop, _double, _move, _move, _swap, _value, _value, _value, _attribute, _wrap, _wrap, _unwrap, _rename,
    _words, _words, _insert, _insert, _insert, _insert, _nest,
)  # fmt: skip
