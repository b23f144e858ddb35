"""Changes that must not change what is read: how programs write the same words in another way."""

from __future__ import annotations

import copy
import random
import re
import zlib
from collections.abc import Callable

from lxml import etree

from ..formats.ooxml import W, archive
from .paper_seeds import Book
from .word_seeds import Members, fragment

Tree = etree._Element
_DOCUMENT = "word/document.xml"
_STRICT = (
    ("wordprocessingml/2006/main", "wordprocessingml/main"),
    ("officeDocument/2006/relationships", "officeDocument/relationships"),
    ("officeDocument/2006/math", "officeDocument/math"),
    ("drawingml/2006/main", "drawingml/main"),
    ("drawingml/2006/picture", "drawingml/picture"),
    ("drawingml/2006/wordprocessingDrawing", "drawingml/wordprocessingDrawing"),
)
"""Names of Transitional and of Strict, below their sites."""
_MARKS = (
    "<w:bookmarkStart w:id='7' w:name='_Toc1'/>", "<w:bookmarkEnd w:id='7'/>", "<w:proofErr w:type='spellStart'/>",
    "<w:permStart w:id='3'/>", "<w:r><w:lastRenderedPageBreak/></w:r>", "<w:r/>", "<w:r><w:t/></w:r>",
    "<w:r><w:rPr/></w:r>", "<w:customXmlInsRangeStart w:id='4'/>", "<w:moveToRangeEnd w:id='5'/>", "<!-- x -->",
)  # fmt: skip
_AROUND_RUNS = (
    "<w:smartTag w:element='place'/>", "<w:customXml/>", "<w:ins w:id='8'/>", "<w:moveTo w:id='8'/>",
    "<w:dir w:val='ltr'/>", "<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>", "<w:hyperlink w:anchor='_Toc1'/>",
    "<w:bdo w:val='ltr'/>",
)  # fmt: skip
_AROUND_BLOCKS = ("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>", "<w:customXml w:element='a'/>")
_LOOKS = (
    "<w:b/>",
    "<w:color w:val='FF0000'/>",
    "<w:lang w:eastAsia='zh-CN'/>",
    "<w:spacing w:val='-4'/>",
    "<w:kern w:val='0'/>",
)
_RUN, _TEXT, _PARAGRAPH = (f"{{{W}}}{name}" for name in ("r", "t", "p"))


def docx(members: Members, chance: random.Random) -> bytes:
    """A Word file written in another way."""
    tree = etree.fromstring(members[_DOCUMENT])
    for _ in range(chance.randint(1, 12)):
        chance.choice(_TREE_CHANGES)(tree, chance)
    document = str(etree.tostring(tree, encoding="unicode"))
    changed = {**members, _DOCUMENT: document.encode(chance.choice(("utf-8", "utf-16")))}
    if chance.random() < 0.2:
        changed = {**members, _DOCUMENT: document.encode()}
        changed = {name: _strict(content) for name, content in changed.items()}
    names = list(changed)
    chance.shuffle(names)
    return archive({name: changed[name] for name in names})


def _strict(content: bytes) -> bytes:
    """The names of ISO 29500 Strict."""
    for transitional, strict in _STRICT:
        old, new = "schemas.openxmlformats.org/" + transitional, "purl.oclc.org/ooxml/" + strict
        content = content.replace(old.encode(), new.encode())
    return content


def _made(xml: str) -> Tree:
    return etree.fromstring(fragment(xml))[0]


def _runs(tree: Tree) -> list[Tree]:
    """Runs with text, directly in a paragraph."""
    return [run for run in tree.iter(_RUN) if run.find(_TEXT) is not None and _parent(run).tag == _PARAGRAPH]


def _parent(element: Tree) -> Tree:
    parent = element.getparent()
    assert parent is not None
    return parent


def _mark(tree: Tree, chance: random.Random) -> None:
    """A mark without words between two runs."""
    if runs := _runs(tree):
        chance.choice(runs).addprevious(_made(chance.choice(_MARKS)))


def _cut(tree: Tree, chance: random.Random) -> None:
    """One run as two with the same looks."""
    runs = [run for run in _runs(tree) if len(list(run)) <= 2 and len(run.findtext(_TEXT) or "") > 1]
    if runs:
        first = chance.choice(runs)
        second = copy.deepcopy(first)
        first.addnext(second)
        one, other = first.find(_TEXT), second.find(_TEXT)
        assert one is not None and other is not None and one.text
        place = chance.randrange(1, len(one.text))
        one.text, other.text = one.text[:place], one.text[place:]


def _look(tree: Tree, chance: random.Random) -> None:
    """Looks that say nothing."""
    for run in chance.sample(runs := _runs(tree), min(len(runs), 2)):
        properties = run.find(f"{{{W}}}rPr")
        if properties is not None:
            properties.append(_made(chance.choice(_LOOKS)))


def _wrap_run(tree: Tree, chance: random.Random) -> None:
    """A run in a wrapper without meaning, or a change that was accepted."""
    if runs := _runs(tree):
        _wrap(chance.choice(runs), chance.choice(_AROUND_RUNS))


def _wrap_block(tree: Tree, chance: random.Random) -> None:
    """A paragraph or a table in a wrapper."""
    holders = (f"{{{W}}}body", f"{{{W}}}tc")
    blocks = [block for block in tree.iter(_PARAGRAPH, f"{{{W}}}tbl") if _parent(block).tag in holders]
    if blocks:
        _wrap(chance.choice(blocks), chance.choice(_AROUND_BLOCKS))


def _wrap(element: Tree, wrapper: str) -> None:
    outer = _made(wrapper)
    element.addprevious(outer)
    ([*outer.iter("*")][-1]).append(element)


def _stamp(tree: Tree, chance: random.Random) -> None:
    """The marks that Word leaves for merging."""
    for paragraph in tree.iter(_PARAGRAPH):
        paragraph.set(f"{{{W}}}rsidR", f"{chance.randrange(2**32):08X}")


_TREE_CHANGES: tuple[Callable[[Tree, random.Random], None], ...] = (
    _mark, _mark, _cut, _cut, _look, _wrap_run, _wrap_run, _wrap_block, _stamp,
)  # fmt: skip

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_QUIET = re.compile(r"<(script|style|title|pre|xml)\b.*?</\1>|<!--.*?-->|<!\[.*?\]>", re.DOTALL | re.IGNORECASE)
_BLOCKS = frozenset(("p", "div", "table", "tbody", "thead", "tr", "ul", "ol", "body", "html", "head", "h1", "h3"))
CODECS = (("utf-8", "utf-8"), ("utf-8", "utf-8-sig"), ("gb18030", "gb18030"), ("utf-16", "utf-16"))


def html(page: str, chance: random.Random) -> bytes:
    """A page with a hole for its encoding, written in another way."""
    said, codec = chance.choice(CODECS)
    parts, start = [], 0
    upper, spaced, stamped = (chance.random() < 0.5 for _ in range(3))

    def rewritten(tag: re.Match[str]) -> str:
        """One tag in another hand, perhaps with a comment or blanks behind."""
        name = tag[2].upper() if upper else tag[2]
        more = ' data-x="1"' if stamped and not tag[1] and not tag[3].endswith("/") else ""
        behind = "\n  " if spaced and tag[1] and tag[2].lower() in _BLOCKS else ""
        return f"<{tag[1]}{name}{tag[3]}{more}>{behind}" + ("<!-- x -->" if chance.random() < 0.05 else "")

    page = page.format(said)
    for quiet in _QUIET.finditer(page):
        parts += [_TAG.sub(rewritten, page[start : quiet.start()]), quiet[0]]
        start = quiet.end()
    parts.append(_TAG.sub(rewritten, page[start:]))
    return "".join(parts).encode(codec)


def pdf(book: Book, chance: random.Random) -> bytes:
    """The objects in another order, streams packed, the table of places right, or missing."""
    objects = {
        number: _packed(content) if chance.random() < 0.5 else content for number, content in book.objects.items()
    }
    data, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), dict[int, int]()
    for number in chance.sample(list(objects), len(objects)):
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(data)
    rows = b"".join(b"%010d 00000 n \n" % places.get(number, 0) for number in range(1, max(places) + 1))
    if chance.random() < 0.7:
        data += b"xref\n0 %d\n0000000000 65535 f \n" % (max(places) + 1) + rows
    return bytes(data) + b"trailer\n" + book.trailer + b"\nstartxref\n%d\n%%%%EOF\n" % start


def _packed(content: bytes) -> bytes:
    """An object whose stream is packed."""
    head, mark, body = content.partition(b"stream\n")
    if not mark or b"/Filter" in head:
        return content
    packed = zlib.compress(body.rsplit(b"endstream", 1)[0])
    head = re.sub(rb"/Length \d+", b"/Length %d /Filter /FlateDecode" % len(packed), head, count=1)
    return head + mark + packed + b"\nendstream"
