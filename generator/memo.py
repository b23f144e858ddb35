"""What earlier builds worked out and need not be worked out again (effect: files below BUILD/kept).

A value is kept under the name of its stage and a key made of all that it depends on, so nothing kept is ever wrong,
only unused; what a build does not ask for is dropped at its end. Files that were tampered with can hold nothing but
records of ours: no code comes out of them.
"""

from __future__ import annotations

import io
import os
import pickle
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import is_dataclass
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

from . import program

T = TypeVar("T")
FOLDER = "kept"
_BUILTINS = {("collections", "Counter"): Counter, ("builtins", "frozenset"): frozenset, ("builtins", "set"): set}


def key(*parts: str | bytes) -> str:
    """A key made of these, and of the programs that work on them."""
    whole = blake2b(program.stamp().encode(), digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()


class Memo:
    """The values of one site. Without a folder they are kept only as long as the memo lives."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: where files may be laid, BUILD/kept; it need not be there."""
        self._folder = folder
        self._values: dict[tuple[str, str], Any] = {}
        self._asked: set[tuple[str, str]] = set()

    def get(self, stage: str, key: str) -> Any | None:
        """What was kept; None = nothing."""
        name = stage, key
        self._asked.add(name)
        if name not in self._values and (value := self._read(name)) is not None:
            self._values[name] = value
        return self._values.get(name)

    def put(self, stage: str, key: str, value: Any) -> None:
        """Keeps a value. A disk that is full or may not be written to costs nothing but time in the next build."""
        name = stage, key
        self._asked.add(name)
        self._values[name] = value
        with suppress(OSError):
            self._write(name, value)

    def cached(self, stage: str, key: str, make: Callable[[], T]) -> T:
        """What was kept, else what is made now, in memory only: it costs less to make than to read."""
        name = stage, key
        self._asked.add(name)
        if name not in self._values:
            self._values[name] = make()
        value: T = self._values[name]
        return value

    def tidy(self) -> None:
        """Drops what nobody asked for since the last call."""
        self._values = {name: value for name, value in self._values.items() if name in self._asked}
        for file in self._folder.glob("*/*") if self._folder else ():
            if (file.parent.name, file.name) not in self._asked:
                with suppress(OSError):
                    file.unlink()
        self._asked.clear()

    def _read(self, name: tuple[str, str]) -> Any | None:
        if self._folder is None:
            return None
        try:
            return _Reader(io.BytesIO((self._folder / name[0] / name[1]).read_bytes())).load()
        except Exception:  # a damaged file: whichever way it falls apart, the value is made again
            return None

    def _write(self, name: tuple[str, str], value: Any) -> None:
        if self._folder is None:
            return
        file = self._folder / name[0] / name[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.tmp")
        beside.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        os.replace(beside, file)


class _Reader(pickle.Unpickler):
    """Makes nothing but records of this package and plain values."""

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) in _BUILTINS:
            return _BUILTINS[module, name]
        if module.startswith(f"{__package__}."):
            found = getattr(import_module(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
