"""The shipped texts of the search: plain scripts that the result page loads and looks through (the scan carrier).

Texts are matched, not tokens: a query finds every section whose `normalise`d text holds its `normalise`d words.
`overrides/assets/search.js` does the same in the browser, on the raw texts written here, so that an excerpt can show
the original characters. The files are scripts and not JSON because a page opened from a disk may only load scripts.

`assets/search/index.js` has a fixed name and lists the others, whose names change with their content.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256

from .results import Record

FOLDER = "assets/search/"
INDEX = FOLDER + "index.js"
CHUNK = 1_000_000
"""Bytes of text (UTF-8) after which the next file begins."""

_CALL = "yanduSearch({name},{data});\n"
_NOT_IN_SCRIPTS = re.compile("</|[\u2028\u2029\ud800-\udfff]")
"""What a script must not hold raw: the end of a script element, line ends of old JavaScript, lone surrogates."""


def normalise(text: str) -> str:
    """What counts as the same words: NFKC, lower case, without blanks, punctuation and control characters.

    >>> normalise("“两学一做”，ＡＢＣ　１+X")
    '两学一做abc1+x'
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if unicodedata.category(c)[0] not in "ZPC")


def files(records: tuple[Record, ...]) -> tuple[tuple[str, str], ...]:
    """The search's files as (path below docs/, content): `INDEX` first, then the texts in the order of the records."""
    texts = tuple(_texts_file(number, chunk) for number, chunk in enumerate(_chunks(records)))
    names = [path.removeprefix(FOLDER) for path, _ in texts]
    return (INDEX, _script("index", {"files": names, "records": len(records)})), *texts


def shipped(contents: Mapping[str, str]) -> list[tuple[str, str]]:
    """(address, normalised text) of every section that the browser would look through, in order.

    `contents` maps site-relative paths to file contents, as `files` returns them. A file that is missing or damaged
    gives no rows, as it would give the browser none: the self-test then misses its sections.
    """
    index = _data(contents.get(INDEX, ""))
    tables = (_data(contents.get(FOLDER + str(name), "")) for name in index.get("files", ()))
    return [(str(row[0]), normalise(str(row[-1]))) for table in tables for row in table.get("rows", ())]


def _chunks(records: tuple[Record, ...]) -> Iterator[list[Record]]:
    """The records in stretches of about `CHUNK` bytes of text."""
    chunk: list[Record] = []
    size = 0
    for record in records:
        chunk.append(record)
        size += len(record.text.encode("utf-8", "surrogatepass"))
        if size >= CHUNK:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _texts_file(number: int, chunk: list[Record]) -> tuple[str, str]:
    """One file of texts, named after its content so that browsers may keep it for good."""
    content = _script(number, _table(chunk))
    digest = sha256(content.encode()).hexdigest()[:8]
    return f"{FOLDER}texts-{number}-{digest}.js", content


def _table(chunk: list[Record]) -> dict[str, object]:
    """Rows [url, title, document, date, kind, places, topics, text]; what repeats is a number in `strings`."""
    strings: dict[str, int] = {}

    def number(text: str) -> int:
        return strings.setdefault(text, len(strings))

    def row(r: Record) -> list[object]:
        shared = [number(r.document), number(r.date), number(r.kind), [*map(number, r.place)], [*map(number, r.topics)]]
        return [r.url, r.title, *shared, r.text]

    rows = [row(record) for record in chunk]
    return {"strings": list(strings), "rows": rows}


def _script(name: str | int, data: object) -> str:
    """A script that hands `data` to the page."""
    packed = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _CALL.format(name=json.dumps(name), data=_NOT_IN_SCRIPTS.sub(_escaped, packed))


def _escaped(found: re.Match[str]) -> str:
    return "<\\/" if found[0] == "</" else f"\\u{ord(found[0]):04x}"


def _data(script: str) -> dict[str, list[list[object]]]:
    """What `_script` packed; nothing when it is not whole."""
    try:
        data = json.loads(script[script.index(",") + 1 : script.rindex(")")])
    except ValueError:
        return {}
    return data if isinstance(data, dict) else {}
