"""Lists that people write by hand in YAML: every entry keeps its line, and a bad one does not spoil the others.

Values are words as they are written: 2020-02-03 is no date here, and 1e3 is no number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ENTRY = re.compile(r"( *)-(?:\s|$)")
EMPTY = ("", "~", "null")
COLON, TAB, TIGHT = "冒号要用半角“:”，后面空一格", "缩进要用空格，不能用 Tab 键", "“:”和“-”后面要空一格"
PROBLEMS = (
    ("mapping values", "这一行多了一个冒号，或者与上一行没有对齐；话里有冒号的，请用引号括起来"),
    ("quoted scalar", "引号没有配上对"),
    ("flow", "括号没有配上对，或者中间的标点不是半角"),
    ("cannot start any token", "这一行开头的符号要用引号括起来"),
    ("alias", "这一行开头的“*”要用引号括起来"),
    ("tag", "这一行开头的“!”要用引号括起来"),
    ("control characters", "里面有看不见的字符，请删去重新打一遍"),
)
"""What YAML says of a fault, and what that means."""
LONE = "这里要写成“名称: 内容”的样子"
OTHERWISE = "写法与别处不一样，请看看缩进和标点"


class Row(dict[str, object]):
    """A mapping that knows on which line it begins, and each of its keys."""

    def __init__(self, values: dict[str, object], line: int, lines: dict[str, int]) -> None:
        super().__init__(values)
        self.line, self.lines = line, lines


def line(row: object, key: str = "") -> int:
    """The line of a mapping or of one of its keys, 1-based; 0 when it does not know."""
    return row.lines.get(key, row.line) if isinstance(row, Row) else 0


@dataclass(frozen=True, slots=True)
class Slip:
    """Why a part of a text cannot be read."""

    line: int
    """1-based."""
    reason: str
    """For the one who wrote it."""


def load(text: str, keys: Collection[str]) -> tuple[object, tuple[Slip, ...]]:
    """The list in a text, without the entries that cannot be read, and why these cannot.

    `keys`: what entries may say. A text that is no list of lines with `- ` is read as a whole.
    """
    lines = text.splitlines()
    starts = _starts(lines)
    if not starts:
        value, slip = _read(lines, 1, keys)
        return value, (slip,) if slip else ()
    parts = [
        _read(lines[start:end], start + 1, keys) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    rows = [row for value, _ in parts for row in (value if isinstance(value, list) else ())]
    found = [slip for _, slip in parts if slip]
    found += [Slip(start + 1, LONE) for start, (value, _) in zip(starts, parts, strict=True) if not _is_entry(value)]
    return [row for row in rows if isinstance(row, Row)], (*_astray(lines[: starts[0]]), *found)


def slip(lines: Sequence[str], error: Exception, keys: Collection[str] = ()) -> Slip:
    """What is wrong with lines that YAML cannot read; `line` counts from 1 in them."""
    for number, text in enumerate(lines, 1):
        if reason := _fault(text, keys):
            return Slip(number, reason)
    told = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')} {error}"
    reason = next((reason for words, reason in PROBLEMS if words in told), OTHERWISE)
    opened = "quoted" in told or "flow" in told
    mark = (getattr(error, "context_mark", None) if opened else None) or getattr(error, "problem_mark", None)
    return Slip(min(mark.line + 1, len(lines)) if mark else 1, reason)


def _is_entry(value: object) -> bool:
    """Whether an entry could not be read, which is told elsewhere, or is a mapping."""
    return value is None or (isinstance(value, list) and all(isinstance(row, Row) for row in value))


def _starts(lines: Sequence[str]) -> list[int]:
    """Indices of the lines that begin an entry: those with a dash as far in as the first."""
    found = [(index, len(mark[1])) for index, text in enumerate(lines) if (mark := ENTRY.match(text))]
    return [index for index, indent in found if indent == found[0][1]]


def _astray(lines: Sequence[str]) -> Iterator[Slip]:
    """Words before the first entry."""
    for number, text in enumerate(lines, 1):
        if text.strip() and not text.lstrip().startswith(("#", "---", "%")):
            yield Slip(number, "它不属于任何一项")


def _read(lines: Sequence[str], first: int, keys: Collection[str]) -> tuple[object, Slip | None]:
    """What some lines say, the first of which has the number `first`."""
    wide = next((number for number, text in enumerate(lines, first) if _key(text, "：", keys)), 0)
    if wide:
        return None, Slip(wide, COLON)
    try:
        return _value(yaml.compose("\n".join(lines), LOADER), first, set()), None
    except _Twice as error:
        return None, Slip(error.line, f"“{error}”写了两次，是不是漏了“- ”")
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        found = slip(lines, error, keys)
        return None, Slip(found.line + first - 1, found.reason)


def _key(text: str, colon: str, keys: Collection[str]) -> bool:
    found = re.match(rf"\s*(?:-\s*)?(\w+)\s*{colon}", text)
    return found is not None and found[1] in keys


def _fault(text: str, keys: Collection[str]) -> str:
    """What people often mistype, where a line shows it."""
    if _key(text, "：", keys):
        return COLON
    if re.match(r" *(?:- *)?\t", text):
        return TAB
    return TIGHT if _key(text, r":(?=\S)", keys) or (_key(text, ":", keys) and re.match(r"\s*-\S", text)) else ""


class _Twice(Exception):
    """A key that stands twice in one mapping."""

    def __init__(self, key: str, line: int) -> None:
        super().__init__(key)
        self.line = line


def _value(node: yaml.Node | None, first: int, seen: set[int]) -> object:
    """What a node says; one that is repeated by an alias says nothing the second time."""
    if node is None or id(node) in seen:
        return None
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, first, seen) for part in node.value]
    if isinstance(node, yaml.MappingNode):
        return _row(node, first, seen)
    plain = isinstance(node, yaml.ScalarNode) and not node.style
    return None if plain and node.value in EMPTY else str(node.value)


def _row(node: yaml.MappingNode, first: int, seen: set[int]) -> Row:
    values: dict[str, object] = {}
    lines: dict[str, int] = {}
    for name, part in node.value:
        key, number = str(name.value), first + name.start_mark.line
        if key in values:
            raise _Twice(key, number)
        values[key], lines[key] = _value(part, first, seen), number
    return Row(values, first + node.start_mark.line, lines)
