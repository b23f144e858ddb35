"""The site's own scripts work in the browsers of old offices: the language of 2017 and what Chromium 60 offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import esprima
import pytest

from tests.conftest import ROOT

ASSETS = ROOT / "overrides" / "assets"
SCRIPTS = sorted(ASSETS.rglob("*.js"))
NEWER = {
    "Object.fromEntries", "Promise.allSettled", "Promise.any", "globalThis", "structuredClone", "queueMicrotask",
    "AbortSignal.timeout", "Array.fromAsync", "Object.hasOwn", "Object.groupBy", "Map.groupBy", "crypto.randomUUID",
    "ResizeObserver", "BigInt", "WeakRef", "requestSubmit",
}  # fmt: skip
"""Globals, and what hangs on them, that Chromium 60 lacks."""
NEWER_METHODS = {
    "flat", "flatMap", "matchAll", "replaceAll", "trimStart", "trimEnd", "at", "findLast", "findLastIndex", "toSorted",
    "toReversed", "toSpliced", "showModal", "showPopover", "setHTML", "checkVisibility",
    "requestSubmit", "finally", "toggleAttribute", "replaceChildren", "getAnimations", "moveBefore", "scrollend",
}  # fmt: skip
"""Methods of values that Chromium 60 lacks."""
ASKED_FOR = re.compile(r"typeof\s+([\w.]+)|\bif\s*\(\s*([\w.]+)|[\"'](\w+)[\"']\s+in\s+\w+|(\w+)\s*&&\s*\1")
REGULAR = re.compile(r"\\[pPk]\{?|\(\?<|/[a-z]*[sdv][a-z]*$")


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of a parsed script."""
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from nodes(value)


def newer(script: str) -> Iterator[str]:
    """What a script uses that is younger than ES2017; the parser itself knows nothing later but what is named here."""
    try:
        tree = esprima.parseScript(script, {"loc": True}).toDict()
    except esprima.Error as error:
        yield f"not ES2017: {error}"
        return
    for node in nodes(tree):
        kind, line = node.get("type"), (node.get("loc") or {}).get("start", {}).get("line")
        if kind == "ObjectExpression" and any(part["type"] == "SpreadElement" for part in node["properties"]):
            yield f"{line}: ...object"
        if kind == "ObjectPattern" and any(part["type"] == "RestElement" for part in node["properties"]):
            yield f"{line}: ...rest of an object"
        if kind == "Import":
            yield f"{line}: import()"
        if kind == "Literal" and node.get("regex") and REGULAR.search(str(node["raw"])):
            yield f"{line}: regular expression {node['raw']}"
        if kind == "CallExpression" and node["callee"].get("type") == "MemberExpression":
            called = node["callee"]["property"].get("name")
            if called in NEWER_METHODS:
                yield f"{line}: .{called}()"


def names(script: str) -> Iterator[str]:
    """Newer globals that a script uses without asking whether they are there."""
    asked = {word for found in ASKED_FOR.findall(script) for word in found if word}
    code = re.sub(r"/\*.*?\*/|//[^\n]*", "", script, flags=re.DOTALL)
    for name in NEWER - asked:
        if re.search(rf"(?<![\w.]){re.escape(name)}\b", code):
            yield name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ASSETS).as_posix())
def test_nothing_newer_than_2017(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert not [*newer(script), *names(script)]


@pytest.mark.parametrize(
    "script",
    [
        "a?.b", "a ?? b", "a ||= b", "x = { ...y }", "const { a, ...b } = c", "try { a() } catch { b() }", "10n",
        "1_000",
        "class A { x = 1 }", "async function* f() {}", "import('x')", "/(?<a>b)/", "/(?<=a)b/", "/./s", "/\\p{L}/u",
        "[1].flat()", "'a'.replaceAll('b', 'c')", "Object.fromEntries(x)", "structuredClone(x)",
    ],
)  # fmt: skip
def test_what_is_newer_is_seen(script: str) -> None:
    assert [*newer(script), *names(script)]


def test_what_is_as_old_is_not() -> None:
    script = "const f = async (a, b,) => { for (const [k, v] of Object.entries(await a)) b(k ** 2, ...v); };"
    assert not [*newer(script), *names(script)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.relative_to(ASSETS).as_posix())
def test_no_words_become_html_and_nothing_is_evaluated(path: Path) -> None:
    code = path.read_text(encoding="utf-8")
    forbidden = r"\.(?:innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|new Function|document\.cookie"
    assert not re.search(forbidden, re.sub(r"/\*.*?\*/", "", code, flags=re.DOTALL))
