"""What earlier builds worked out and need not be worked out again (effect: files below BUILD/kept).

A value is kept under the name of its stage and a key made of all that it depends on, so that what is kept is right or
unused; what a build does not ask for is dropped at its end. A file that was tampered with runs no code: nothing comes
out of it but records of ours and plain values, and one of another type is no value. No link is followed.
"""

from __future__ import annotations

import io
import os
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import is_dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

from . import program
from .cores import Spread

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


def packed(value: Any) -> bytes:
    """A value as it is kept."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


class Memo:
    """The values of one site. Without a folder they are kept only as long as the memo lives."""

    def __init__(self, folder: Path | None = None) -> None:
        """`folder`: where files may be laid, BUILD/kept; it need not be there."""
        self._folder = folder
        self._values: dict[tuple[str, str], Any] = {}
        self._asked: set[tuple[str, str]] = set()

    def get(self, stage: str, key: str, type: type[T]) -> T | None:
        """What was kept, if it is of that type; None = nothing."""
        name = stage, key
        self._asked.add(name)
        if name not in self._values and isinstance(value := self._read(name), type):
            self._values[name] = value
        found = self._values.get(name)
        return found if isinstance(found, type) else None

    def put(self, stage: str, key: str, value: Any, data: bytes = b"") -> None:
        """Keeps a value; `data` is what `packed` made of it, if that is known.

        A disk that is full or may not be written to costs nothing but time in the next build.
        """
        name = stage, key
        self._asked.add(name)
        self._values[name] = value
        with suppress(OSError):
            self._write(name, value, data)

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
        for stage in self._stages():
            for file in os.scandir(stage):
                if (stage.name, file.name) not in self._asked and not file.is_dir(follow_symlinks=False):
                    with suppress(OSError):
                        os.unlink(file)
        self._asked.clear()

    def _stages(self) -> list[os.DirEntry[str]]:
        """The folders of the stages; none that is a link or lies behind one, for that leads to others' files."""
        if self._folder is None or self._folder.is_symlink() or not self._folder.is_dir():
            return []
        return [entry for entry in os.scandir(self._folder) if entry.is_dir(follow_symlinks=False)]

    def _place(self, stage: str, key: str) -> Path | None:
        """Where a value lies or will lie; None = nowhere."""
        if self._folder is None or self._folder.is_symlink() or (self._folder / stage).is_symlink():
            return None
        return self._folder / stage / key

    def _read(self, name: tuple[str, str]) -> Any | None:
        file = self._place(*name)
        if file is None:
            return None
        try:
            return _Reader(io.BytesIO(file.read_bytes())).load()
        except Exception:  # a damaged file: whichever way it falls apart, the value is made again
            return None

    def _write(self, name: tuple[str, str], value: Any, data: bytes) -> None:
        file = self._place(*name)
        if file is None:
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.tmp")
        beside.write_bytes(data or packed(value))
        os.replace(beside, file)


def remembered(
    kept: Memo, stage: str, keys: Sequence[str], make: Callable[[int], T], spread: Spread, type: type[T],
    holds: Callable[[T], bool] = lambda value: True,
) -> list[T]:  # fmt: skip
    """The value of each key: what is kept and still `holds`, else what is made for its number."""
    known = [kept.get(stage, key, type) for key in keys]
    found: list[T | None] = [value if value is not None and holds(value) else None for value in known]
    missing = [number for number, value in enumerate(found) if value is None]
    for number, data in zip(missing, spread(partial(_made, make), missing), strict=True):
        found[number] = value = pickle.loads(data)
        kept.put(stage, keys[number], value, data)
    return [value for value in found if value is not None]


def _made(make: Callable[[int], T], number: int) -> bytes:
    """A value packed by the one who made it, for it is sent that way, and kept."""
    return packed(make(number))


class _Reader(pickle.Unpickler):
    """Makes nothing but records of this package and plain values."""

    def find_class(self, module: str, name: str, /) -> Any:
        if (module, name) in _BUILTINS:
            return _BUILTINS[module, name]
        if module.startswith(f"{__package__}."):
            found = getattr(sys.modules.get(module), name, None)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
