"""What a child process says of a document, as bytes: JSON, and behind it the pictures as they are. Pure.

A child that was taken over may say anything. Nothing comes of it here but records of `source` whose every field has
its declared type and which speak of the file that was asked for: it can lie about the words of its document, no more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from itertools import chain, pairwise
from struct import Struct
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from ..codes import CODES
from ..source import Diagnostic, Line, Source
from .limits import RESULT_TEXT

Reading = tuple[Source | None, tuple[Diagnostic, ...]]
_HEAD = Struct("!Q")
"""Heads an answer: length of its JSON."""
_MOST = 1 << 40
"""Above all numbers of lines, columns, levels."""
_PICTURE = re.compile(r"[0-9a-f]{8}\.(?:png|jpg|gif|webp|bmp)", re.ASCII)


class Lie(ValueError):
    """What a child said is no reading of its file."""


def packed(reading: object) -> bytes:
    """A reading as bytes. TypeError for what is neither records nor plain values."""
    pictures: list[bytes] = []
    plain = _plain(reading, pictures)
    words = json.dumps([plain, [len(data) for data in pictures]], ensure_ascii=False, separators=(",", ":")).encode()
    return b"".join((_HEAD.pack(len(words)), words, *pictures))


def unpacked(said: bytes, path: str, checksum: str) -> Reading:
    """The reading of the file with that path and SHA-256; any exception for anything else."""
    (length,) = _HEAD.unpack_from(said)
    if length > RESULT_TEXT:
        raise Lie("too long")
    end = _HEAD.size + length
    plain, sizes = json.loads(said[_HEAD.size : end])
    source, found = plain
    data = _cut(said, end, _built(tuple[int, ...], sizes, ()))
    reading = (_built(Source | None, source, data), _built(tuple[Diagnostic, ...], found, data))
    _check(reading, path, checksum)
    return reading


def _plain(value: Any, pictures: list[bytes]) -> Any:
    """A value without records and bytes: a record is the list of its fields, bytes are their place in `pictures`."""
    if is_dataclass(value):
        record: Any = type(value)
        return [_plain(getattr(value, name), pictures) for name in _names(record)]
    if isinstance(value, tuple | list):
        return [_plain(one, pictures) for one in value]
    if isinstance(value, bytes):
        pictures.append(value)
        return len(pictures) - 1
    return value


def _cut(said: bytes, start: int, sizes: Sequence[int]) -> tuple[bytes, ...]:
    """The pictures behind the JSON."""
    found = []
    for size in sizes:
        found.append(said[start : start + size])
        start += size
    if start != len(said):
        raise Lie("length")
    return tuple(found)


# -- types -------------------------------------------------------------------------------------------------------------


@cache
def _types(record: Any) -> tuple[Any, ...]:
    """Declared types of a record's fields."""
    hints = get_type_hints(record)
    return tuple(hints[name] for name in _names(record))


@cache
def _names(record: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(record))


@cache
def _form(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    return get_origin(kind), get_args(kind)


def _built(kind: Any, value: Any, data: Sequence[bytes]) -> Any:
    """A plain value as what its declared type says; `Lie` when it is something else."""
    if kind is bytes:
        return data[_built(int, value, data)]
    if kind in (str, bool, int, NoneType):
        if type(value) is not kind or (kind is int and not 0 <= value < _MOST):
            raise Lie(kind.__name__)
        return value
    origin, inner = _form(kind)
    if origin is None:
        return _record(kind, value, data)
    if origin is tuple:
        return tuple([_built(inner[0], one, data) for one in _list(value)])
    if origin is Literal and type(value) is str and value in inner:
        return value
    if origin is UnionType:
        return None if value is None else _built(inner[0], value, data)
    raise Lie(str(kind))


def _record(kind: Any, value: Any, data: Sequence[bytes]) -> Any:
    known = _types(kind)
    if len(_list(value)) != len(known):
        raise Lie(kind.__name__)
    return kind(*[_built(field, one, data) for field, one in zip(known, value, strict=True)])


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise Lie("list")
    return value


# -- meanings ----------------------------------------------------------------------------------------------------------


def _check(reading: Reading, path: str, checksum: str) -> None:
    """Refuses what has the right types and would still do harm in those who use it."""
    source, found = reading
    wrong = chain(_wrong_findings(found, path), _wrong_source(source, path, checksum) if source else ())
    for reason in wrong:
        raise Lie(reason)


def _wrong_findings(found: Iterable[Diagnostic], path: str) -> Iterable[str]:
    for one in found:
        if one.loc.file != path:
            yield "path"
        if one.code not in CODES:
            yield "code"
        CODES[one.code].message.format(*one.args)  # IndexError when there are too few


def _wrong_source(source: Source, path: str, checksum: str) -> Iterable[str]:
    """What a reader in a child never says: another file, addresses and topics, which only the clerk gives."""
    given = source.given
    if (source.path, source.sha256) != (path, checksum):
        yield "path"
    if not source.lines or source.part or given.slug is not None or given.split is not None or given.topics:
        yield "source"
    cells = (cell for line in source.lines for cell in line.cells)
    if any(cell.cells for cell in cells) or not all(map(_is_whole, _all_lines(source))):
        yield "line"
    if not all(_PICTURE.fullmatch(picture.name) for picture in source.pictures):
        yield "picture"
    if not all(omission.reason in CODES for omission in source.omitted):
        yield "omission"


def _all_lines(source: Source) -> Iterable[Line]:
    for line in (*source.lines, *source.notes):
        yield line
        yield from line.cells


def _is_whole(line: Line) -> bool:
    """Whether a line is one line and has a place."""
    places = [piece.offset for piece in line.pieces]
    ascending = places[:1] == [0] and all(before < after for before, after in pairwise(places))
    return ascending and "\n" not in line.text and "\r" not in line.text
