"""Inputs for the reader of PDF files: objects, tokens, streams and tables of places changed."""

from __future__ import annotations

import random
import re
import zlib

from .paper_seeds import Book, books
from .words import byte_noise

_TOKEN = re.compile(
    rb"<<|>>|\[|\]|/[^\s/<>\[\]()]*|\d+ 0 R|[+-]?\d*\.?\d+|\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|[A-Za-z'\"*]+|\s+|.",
    re.DOTALL,
)
_REFERENCE = re.compile(rb"(\d+) 0 R")
VALUES = (
    b"0", b"1", b"-1", b"65535", b"2147483648", b"99999999999999999999", b"1e400", b"0.00001", b"-99999", b"null",
    b"true", b"<< >>", b"[ ]", b"()", b"<>", b"(\\377\\376)", b"<FEFF4E00>", b"<D8>", b"/", b"/Name", b"/Type",
    b"[ [ [ [ ] ] ] ]", b"NaN", b"--5", b"1 0 R", b"2 0 R", b"9999 0 R", b"0 0 R", b"<< /Length 5 /Filter /Unknown >>",
    b"/#00", b"/" + b"A" * 300,
)  # fmt: skip
"""Values that stand in no such place."""
KEYS = (
    b"/Kids 2 0 R", b"/Kids [ 1 0 R 2 0 R 3 0 R 4 0 R 5 0 R 6 0 R ]", b"/Parent 1 0 R", b"/Count -1",
    b"/Count 999999999", b"/Length 0", b"/Length 99999999", b"/Length 1 0 R", b"/Filter /FlateDecode",
    b"/Filter /LZWDecode", b"/Filter /ASCII85Decode", b"/Filter /ASCIIHexDecode", b"/Filter /RunLengthDecode",
    b"/Filter /CCITTFaxDecode", b"/Filter /DCTDecode", b"/Filter /JBIG2Decode", b"/Filter /Crypt",
    b"/Filter [ /FlateDecode /FlateDecode /FlateDecode ]", b"/DecodeParms << /Predictor 15 /Columns 99999999 >>",
    b"/DecodeParms << /Predictor 12 /Colors 0 >>", b"/MediaBox [ 0 0 0 0 ]", b"/MediaBox [ 0 0 1e9 1e9 ]",
    b"/MediaBox [ a b ]", b"/Rotate 90", b"/Rotate 45", b"/Encoding /Identity-H", b"/Encoding /UniGB-UCS2-H",
    b"/Encoding /../../etc/passwd", b"/Encoding 3 0 R", b"/ToUnicode 3 0 R", b"/Contents [ ]", b"/Contents 1 0 R",
    b"/Contents 2 0 R", b"/Resources 2 0 R", b"/Font << >>", b"/Font 1 0 R", b"/Type /ObjStm /N 5 /First 20",
    b"/Type /XRef /W [ 1 2 1 ] /Size 9", b"/Type /XRef /W [ 0 0 0 ] /Index [ 0 99999999 ]", b"/Subtype /Form",
    b"/Subtype /Type3", b"/Subtype /Type0", b"/Subtype /Image", b"/DescendantFonts [ 1 0 R ]",
    b"/W [ 1 [ 500 ] 2 99999999 500 ]", b"/W [ 0 [ a ] ]", b"/FirstChar -5", b"/Widths [ ]",
    b"/Encrypt << /Filter /Standard /V 9 >>", b"/Root 3 0 R", b"/Prev 0", b"/Prev 9", b"/XRefStm 9", b"/Size -1",
    b"/ID [ ]", b"/UserUnit 1e9", b"/Annots 2 0 R",
    b"/Names << /EmbeddedFiles << /Names [ (a) 1 0 R ] /Kids [ 1 0 R ] >> >>", b"/StructTreeRoot 2 0 R",
    b"/Outlines 2 0 R", b"/FontMatrix [ 0 0 0 0 0 0 ]", b"/DW (a)", b"/FontDescriptor 1 0 R", b"/FontFile2 3 0 R",
    b"/FontFile 3 0 R", b"/CIDToGIDMap /Identity", b"/WMode 1",
)  # fmt: skip
OPERATORS = (
    b"BT", b"ET", b"q", b"Q", b"q " * 300, b"Q " * 30, b"T*", b"Tj", b"(a) Tj", b"<4E00> Tj",
    b"[ (a) -9999999 (b) ] TJ", b"[ ] TJ", b"(a) '", b"1 2 (a) \"", b"1 0 0 1 0 0 cm", b"0 0 0 0 0 0 cm",
    b"1e30 0 0 1e30 0 0 cm", b"0 -1 1 0 0 0 Tm", b"-1 0 0 1 300 0 Tm", b"1 0 0 1 1e9 1e9 Tm", b"0 0 0 0 0 0 Tm",
    b"/F1 0 Tf", b"/F9 12 Tf", b"/F1 -12 Tf", b"/F1 1e9 Tf", b"3 Tr", b"9 Tr", b"999 Tc", b"-5 Tw", b"0 Tz", b"-100 Tz",
    b"99 Ts", b"/Fm1 Do", b"/X Do", b"BI /W 1 /H 1 ID x EI", b"BI /W 9", b"BMC",
    b"/Span << /ActualText <FEFF4E00> >> BDC", b"EMC", b"0 0 m 9 9 l S", b"0 0 99 99 re f", b"0 0 1e9 1 re f", b"re",
    b"W n", b"sh", b"d0", b"1 2 3 4 5 6 7 8 9", b"%", b"(", b"<", b"[", b"<<", b")", b"]", b">>", b"\0",
    b"0 0 10 10 re S " * 300, b"0 0 m 0 500 l S 500 0 m 500 500 l S 0 0 m 500 0 l S",
    b"BT /F1 12 Tf 90 700 Td (a) Tj ET " * 100, b"true", b"null", b"/Name",
    b"1 beginbfrange <00> <FFFFFFFF> <0000> endbfrange",
    b"2 beginbfrange <0000> <FFFF> <4E00> <0000> <00FF> [ <4E00> ] endbfrange",
    b"1 begincidrange <00000000> <7FFFFFFF> 1 endcidrange", b"1 beginbfchar <01> <D800> <02> <> endbfchar",
    b"/Identity-H usecmap",
)  # fmt: skip


def pdf(chance: random.Random) -> bytes:
    """A PDF file: a sound one's objects changed and put together again, or its bytes."""
    book = chance.choice(books())
    if chance.random() < 0.06:
        return byte_noise(book.whole, chance)
    objects = dict(book.objects)
    trailer = book.trailer
    for _ in range(chance.choice((0, 1, 1, 2, 3, 5, 10))):
        _change(objects, chance)
    if chance.random() < 0.06:
        trailer = _tokens_changed(trailer, chance)
    data = _together(Book(objects, trailer, book.whole), chance)
    return byte_noise(data, chance) if chance.random() < 0.05 else data


def _change(objects: dict[int, bytes], chance: random.Random) -> None:
    """One change of an object, mostly inside of it."""
    if not objects:
        return
    number = chance.choice(list(objects))
    match chance.randrange(20):
        case 0:
            del objects[number]
        case 1:
            objects[number] = chance.choice(list(objects.values()))
        case 2:
            objects[chance.choice(list(objects))] = objects.pop(number)
        case 3 | 4:
            objects[number] = _key_added(objects[number], chance)
        case 5:
            references = _REFERENCE.findall(objects[number])
            if references:
                old, new = chance.choice(references), str(chance.choice(list(objects))).encode()
                objects[number] = objects[number].replace(old + b" 0 R", new + b" 0 R", chance.choice((1, 9)))
        case 6:
            objects[number] = _repacked(objects[number], chance)
        case 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15:
            _change_stream(objects, chance)
        case _:
            objects[number] = _tokens_changed(objects[number], chance)


def _key_added(content: bytes, chance: random.Random) -> bytes:
    """An entry more in the object's dictionary: at its beginning, or where it overrules what was there."""
    place = content.find(b"<<") + 2 if chance.random() < 0.5 else content.rfind(b">>")
    return content[:place] + b" " + chance.choice(KEYS) + b" " + content[place:] if place > 1 else chance.choice(KEYS)


def _change_stream(objects: dict[int, bytes], chance: random.Random) -> None:
    """An operator more, less, or elsewhere in what is drawn on a page."""
    streams = [number for number, content in objects.items() if b"stream\n" in content]
    if not streams:
        return
    number = chance.choice(streams)
    head, _, body = objects[number].partition(b"stream\n")
    inside = body.rsplit(b"endstream", 1)[0]
    rows = inside.split(b"\n")
    index = chance.randrange(len(rows))
    match chance.randrange(5):
        case 0:
            del rows[index]
        case 1:
            rows[index:index] = [rows[index]] * chance.choice((1, 2, 100))
        case 2:
            rows.insert(chance.randrange(len(rows)), rows.pop(index))
        case 3:
            rows.insert(index, chance.choice(OPERATORS))
        case _:
            rows[index] = _tokens_changed(rows[index], chance)
    objects[number] = head + b"stream\n" + b"\n".join(rows) + b"endstream"


def _tokens_changed(content: bytes, chance: random.Random) -> bytes:
    """Tokens dropped, doubled, exchanged, replaced."""
    tokens = list[bytes](_TOKEN.findall(content[:20_000]))
    for _ in range(chance.choice((1, 1, 2, 4))):
        if not tokens:
            break
        index, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                del tokens[index]
            case 1:
                tokens[index:index] = [tokens[index]] * chance.choice((1, 3, 200))
            case 2:
                tokens[index], tokens[other] = tokens[other], tokens[index]
            case _:
                tokens[index] = b" " + chance.choice(VALUES) + b" "
    return b"".join(tokens) + content[20_000:]


def _repacked(content: bytes, chance: random.Random) -> bytes:
    """A stream packed, and then perhaps damaged, cut off, or packed twice; its length may lie."""
    head, mark, body = content.partition(b"stream\n")
    inside = body.rsplit(b"endstream", 1)[0]
    if not mark:
        return content
    packed = zlib.compress(inside * chance.choice((1, 1, 1, 50)))
    filters = b"/FlateDecode"
    match chance.randrange(4):
        case 0:
            packed = packed[: chance.randint(0, len(packed))]
        case 1:
            packed = byte_noise(packed, chance)
        case 2:
            packed, filters = zlib.compress(packed), b"[ /FlateDecode /FlateDecode ]"
    length = str(chance.choice((len(packed), len(packed), 0, 5, 10**9))).encode()
    place = head.rfind(b">>")
    return head[:place] + b" /Filter " + filters + b" /Length " + length + b" >> stream\n" + packed + b"\nendstream"


def _together(book: Book, chance: random.Random) -> bytes:
    """The objects as a file; the table of their places is right, wrong, or missing."""
    data, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), dict[int, int]()
    wrong = chance.choice((0,) * 17 + (1, -7, 10**6))
    for number, content in book.objects.items():
        places[number] = len(data) + wrong
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    if chance.random() < 0.9:
        size = max(places, default=0) + 1
        rows = (
            b"%010d %05d %c \n" % ((places[n], 0, b"n"[0]) if n in places else (0, 65535, b"f"[0])) for n in range(size)
        )
        data += b"xref\n0 %d\n" % size + b"".join(rows)
    if chance.random() < 0.95:
        data += b"trailer\n" + book.trailer + b"\n"
    return bytes(data) + b"startxref\n%d\n%%%%EOF\n" % chance.choice((start,) * 17 + (0, 5, 10**9))
