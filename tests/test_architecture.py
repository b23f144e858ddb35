"""The house rules: who may import whom, who may touch the world, how large a room may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.order import ORDER

PACKAGE = Path(__file__).parent.parent / "generator"
EFFECTS = {
    "program", "memo", "workers", "intake", "each", "preview.draft", "preview.drafting", "preview.previewing",
    "remote", "output.docs", "verifying.losses", "renew", "engines.made_of", "engines.reuse", "engines.share",
    "engines.shares", "shipped", "health", "delivery.beginning", "commands.beginning", "readers", "readers.child",
    "readers.sandbox", "readers.office", "readers.folder", "config", "output.mkdocs_yml", "publishing.strict",
    "output.maps", "output.write", "engines.zensical", "engines.engine", "engines.command", "output.removal",
    "publishing.publish", "delivery.bundle",
    "commands.publishing", "verifying.built", "verifying.verify", "preview.serve", "browsing.kinds", "browsing.host",
    "browsing.walk", "browsing.audit", "pipeline", "reviewing", "commands.terminal", "commands.building",
    "commands.looking", "commands.reviewing", "cli", "__main__",
}  # fmt: skip
WORLD = {
    "os", "io", "pathlib", "subprocess", "shutil", "tempfile", "socket", "time", "datetime", "random", "logging", "sys",
    "ctypes", "signal", "resource", "threading", "pickle", "importlib", "select", "atexit",
    "multiprocessing", "concurrent",
}  # fmt: skip
ROOMS = ("readers.docx", "readers.html", "readers.pdf")
"""Readers of one format each, strangers to one another."""
ALLOWED = {
    ("text", "sys"),  # sys.maxunicode is a constant
    ("knowledge.idf", "sys"),  # sys.intern keeps equal words once
    ("options", "pathlib"),  # paths are what some options are
    ("spreadsheet", "io"),
    ("cards", "io"),
    ("readers.docx.package", "io"),
    ("readers.pdf.opening", "io"),
    ("readers.pdf.opening", "logging"),  # the libraries' remarks on broken files are silenced
}  # and io.BytesIO, which makes bytes in memory readable
ACTIONS = {"print", "open", "input", "exec", "eval", "__import__"}
LONGEST = 300


def module_name(path: Path) -> str:
    """`readers.plain` for generator/readers/plain.py, `readers` for its package."""
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}
MODULES.pop("__init__", None)


def own_imports(name: str) -> Iterator[str]:
    """Modules of this package that a module imports."""
    is_package = MODULES[name].name == "__init__.py"
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = name.split(".") if is_package else name.split(".")[:-1]
            base = parts[: len(parts) - node.level + 1]
            module = [*base, *(node.module.split(".") if node.module else [])]
            for alias in node.names:
                full = ".".join([*module, alias.name])
                yield full if full in MODULES else ".".join(module)


def outside_imports(name: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.split(".")[0]


def test_every_module_has_its_place() -> None:
    assert sorted(MODULES) == sorted(ORDER)


@pytest.mark.parametrize("name", sorted(MODULES))
def test_imports_only_from_above(name: str) -> None:
    place = {module: i for i, module in enumerate(ORDER)}
    wrong = {i for i in own_imports(name) if i and i != name and place[i] > place[name]}
    assert not wrong


def room(name: str) -> str:
    """The reader of one format to which a module belongs; empty = none."""
    return next((room for room in ROOMS if f"{name}.".startswith(f"{room}.")), "")


@pytest.mark.parametrize("name", [name for name in sorted(MODULES) if room(name)])
def test_readers_of_formats_do_not_know_one_another(name: str) -> None:
    assert not {i for i in own_imports(name) if room(i) not in ("", room(name))}


def test_every_limit_is_used() -> None:
    """A limit that nothing asks for protects nothing."""
    limits = ast.parse(MODULES["readers.limits"].read_text(encoding="utf-8"))
    targets = [t for n in ast.walk(limits) for t in (n.targets if isinstance(n, ast.Assign) else ())]
    declared = {target.id for target in targets if isinstance(target, ast.Name) and target.id.isupper()}
    fields = {n.target.id for n in ast.walk(limits) if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    used = {name for module in MODULES for name in loaded(module)}
    assert declared and fields and declared | fields <= used
    assert {"memory", "cpu", "wall", "files"} <= set(loaded("readers.office"))


def loaded(name: str) -> Iterator[str]:
    """Names and attributes that a module asks for."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
            yield node.id if isinstance(node, ast.Name) else node.attr


@pytest.mark.parametrize("name", sorted(set(MODULES) - EFFECTS))
def test_pure_modules_touch_nothing(name: str) -> None:
    assert not {i for i in outside_imports(name) if i in WORLD and (name, i) not in ALLOWED}
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    calls = {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not calls & ACTIONS


@pytest.mark.parametrize("name", sorted(MODULES))
def test_rooms_stay_small_and_say_what_they_are(name: str) -> None:
    text = MODULES[name].read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert not list(silent(ast.parse(text)))


def silent(node: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Public functions, classes and methods without a docstring."""
    for child in node.body:
        if isinstance(child, ast.FunctionDef | ast.ClassDef) and not child.name.startswith("_"):
            if not ast.get_docstring(child):
                yield child.name
            if isinstance(child, ast.ClassDef):
                yield from silent(child)


def test_functions_are_short() -> None:
    """Nine in ten within 25 lines, none above 60."""
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    )
    assert lengths[int(len(lengths) * 0.9)] <= 25
    assert lengths[-1] <= 60
