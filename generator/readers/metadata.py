"""What a clerk says about a document beside its text: YAML front matter and the sidecar `name.yml`. Pure.

YAML is only composed into nodes, never constructed: all values stay the words that were typed, whatever they look
like, and no tag can do anything. Nothing here keeps a document from being built.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace

import yaml

from ..source import Diagnostic, Loc, Meta
from .normalise import physical_lines, tidy

Value = str | tuple[str, ...]

KEYS: dict[str, str] = {
    "标题": "title", "题目": "title", "title": "title",
    "副标题": "subtitle", "subtitle": "subtitle",
    "日期": "date", "时间": "date", "date": "date",
    "讲话人": "speaker", "speaker": "speaker",
    "发文机关": "issuer", "issuer": "issuer",
    "文号": "number", "number": "number",
    "类型": "kind", "kind": "kind",
    "地址": "slug", "slug": "slug",
    "主题": "topics", "topics": "topics",
    "拆分": "split", "split": "split",
}  # fmt: skip
"""Every name that an entry may have → the field of `Meta`."""

FRONT_LINES = 100
"""The closing `---` stands within so many lines, else there is no front matter."""
LIMIT = 20_000
"""Characters of YAML that are read; the parser is slow and nobody writes more."""

# A known name with a full-width colon, or without the blank after it, is what people type; YAML wants `name: `.
_COLON = re.compile(rf"^({'|'.join(KEYS)})[ \t]*(?:：|:(?=\S))[ \t]*", re.MULTILINE | re.IGNORECASE)
_KNOWN = re.compile(rf"^(?:{'|'.join(KEYS)})[ \t]*[:：]", re.MULTILINE | re.IGNORECASE)
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_TOPIC_BREAK = re.compile(r"[,，、;；\s]+")
_NOTHING = ("", "~", "null")


def front_matter(text: str, path: str) -> tuple[Meta, int, tuple[Diagnostic, ...]]:
    """What stands between `---` on the first line and the next `---`: (meta, its last line, findings).

    The last line is 0 when there is none: when the block is no mapping, or knows none of our names, it is text.
    """
    if not text.startswith("---"):
        return Meta(), 0, ()
    lines = physical_lines(text)[:FRONT_LINES]
    end = next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "...")), 0)
    block = "\n".join(lines[1 : end - 1]) if end and lines[0].rstrip() == "---" else ""
    entries, fault = _entries(block)
    if not any(_field(name) for name, _, _ in entries):
        broken = (_unreadable(fault + 1, path),) if fault and _KNOWN.search(block) else ()
        return Meta(), 0, broken
    meta, found = _meta(entries, path, shift=1)
    return meta, end, found


def sidecar(text: str, path: str) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """The content of a file `name.yml` that belongs to a document."""
    block = re.sub(r"\n(?:---|\.\.\.)\s*\Z", "\n", "\n".join(physical_lines(text)))
    entries, fault = _entries(block)
    if fault:
        return Meta(), (_unreadable(fault, path),)
    return _meta(entries, path, shift=0)


def merge(strong: Meta, weak: Meta) -> Meta:
    """Both together; where both speak, the first is right."""
    known = {field.name: getattr(strong, field.name) for field in fields(Meta)}
    return replace(weak, **{name: value for name, value in known.items() if value not in (None, ())})


Entry = tuple[str, yaml.Node, int]
"""Name, value, line (1-based, in the block)."""


def _entries(block: str) -> tuple[list[Entry], int]:
    """The entries of a YAML mapping, and the line near which it is broken; 0 = it is sound or empty."""
    if len(block) > LIMIT:
        return [], 1
    try:
        node = yaml.compose(_COLON.sub(r"\1: ", block), Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return [], mark.line + 1 if mark else 1
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return [], 1
    if not isinstance(node, yaml.MappingNode):
        return [], 0 if node is None else 1
    return [(_words(key), value, key.start_mark.line + 1) for key, value in node.value], 0


def _unreadable(line: int, path: str) -> Diagnostic:
    return Diagnostic("R143", Loc(path, line), (str(line),))


def _field(name: str) -> str:
    """Field of `Meta` that a name stands for; empty when unknown."""
    return KEYS.get(name.strip().lower(), "")


def _meta(entries: list[Entry], path: str, shift: int) -> tuple[Meta, tuple[Diagnostic, ...]]:
    """The entries as a record; unknown names (R141) and unusable values (R142) are reported and left out."""
    values: dict[str, Value] = {}
    found = []
    for name, node, line in entries:
        key = _field(name)
        value = _value(key, node) if key else None
        if value:
            values[key] = value
        elif not key:
            found.append(Diagnostic("R141", Loc(path, line + shift), (tidy(name)[:40],)))
        elif _words(node) not in _NOTHING or not isinstance(node, yaml.ScalarNode):
            found.append(Diagnostic("R142", Loc(path, line + shift), (name.strip(), _shown(node))))
    return replace(Meta(), **values), tuple(found)  # type: ignore[arg-type]


def _value(key: str, node: yaml.Node) -> Value | None:
    """The value of a field; None when it is empty or of the wrong form."""
    if key == "topics":
        return _topics(node)
    words = tidy(_words(node))
    return None if words in _NOTHING else _FORMS.get(key, str)(words)


def _words(node: yaml.Node) -> str:
    """The words of a plain value; empty for lists and mappings."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _shown(node: yaml.Node) -> str:
    """A value as a message names it."""
    if isinstance(node, yaml.ScalarNode):
        return f"“{tidy(_words(node))[:40]}”"
    return "一个列表" if isinstance(node, yaml.SequenceNode) else "一组项目"


def _topics(node: yaml.Node) -> tuple[str, ...] | None:
    """A list of words, or words with commas between; None when a member is no word."""
    members = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(member, yaml.ScalarNode) for member in members):
        return None
    return tuple(dict.fromkeys(_split(map(_words, members))))


def _split(texts: Iterator[str]) -> Iterator[str]:
    for text in texts:
        yield from (word for word in _TOPIC_BREAK.split(tidy(text)) if word not in _NOTHING)


def _date(words: str) -> str | None:
    """2020-3-18, 2020/3, 2020年3月18日 … as ISO 8601, as exact as given; None when there is no such day."""
    match = _DATE.fullmatch(words.replace(" ", ""))
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not year or not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"[: (4, 7, 10)[sum(part is not None for part in match.groups()) - 1]]


def _slug(words: str) -> str | None:
    return words if _SLUG.fullmatch(words) else None


def _answer(words: str) -> str | None:
    return _ANSWERS.get(words.lower())


_ANSWERS = {"否": "no", "不": "no", "no": "no", "false": "no"}
_FORMS: dict[str, Callable[[str], str | None]] = {"date": _date, "slug": _slug, "split": _answer}
"""Fields whose words must have a form."""
