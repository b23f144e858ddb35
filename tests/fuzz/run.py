"""Runs a reader over many made inputs, each under a watchdog, and counts what went wrong."""

from __future__ import annotations

import importlib
import random
import resource
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from generator.codes import CODES
from generator.readers import READERS, metadata, sniff
from generator.readers.encoding import decode
from generator.source import Meta

from . import contract, old, paper, texts, web, word

Trial = Callable[[bytes, str], bool]
"""Reads an input under a path and raises when something is wrong; whether there is a source."""
LIMIT = 5.0
"""Seconds of computing that one input may take, reading and outline together."""


@dataclass(frozen=True, slots=True)
class Target:
    """What makes inputs of a kind, and what is done with them."""

    make: Callable[[random.Random], bytes]
    suffix: str
    trial: Trial


@dataclass(slots=True)
class Tally:
    """What came of a run."""

    inputs: int = 0
    read: int = 0
    """Inputs that gave a source; the others were left out with an error."""
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_number: int = -1
    failures: Counter[str] = field(default_factory=Counter)
    """What went wrong → how often."""
    first: dict[str, int] = field(default_factory=dict)
    """What went wrong → number of the first input."""

    def line(self, name: str) -> str:
        """The figures on one line."""
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return (
            f"{name:5} {self.inputs:7} inputs {self.inputs / max(self.seconds, 1e-9):7.1f}/s  read {self.read:6}  "
            f"failures {self.failures.total():4}  slowest {self.slowest:5.2f} s (no. {self.slowest_number})  "
            f"max RSS {memory:4.0f} MB"
        )


class TooLong(BaseException):
    """The watchdog's bark; no `Exception`, so that no reader can swallow it."""


def number_of(name: str, seed: int, number: int) -> bytes:
    """One input; the same for the same arguments."""
    return TARGETS[name].make(random.Random(f"{name} {seed} {number}"))


def inputs(name: str, count: int, seed: int, first: int = 0) -> Iterator[tuple[int, bytes]]:
    """Numbered inputs of a reader."""
    return ((number, number_of(name, seed, number)) for number in range(first, first + count))


def run(name: str, count: int, seed: int, first: int = 0, keep: Path | None = None) -> Tally:
    """Read all inputs; the failing ones are kept in a folder, one file for each kind of failure and up to nine more."""
    target, tally = TARGETS[name], Tally()
    for number, data in inputs(name, count, seed, first):
        if keep:
            (keep / "now").write_text(f"{name} --seed {seed} --first {number} --count 1\n", encoding="utf-8")
        failure = attempt(target, data, tally, number)
        if failure:
            tally.failures[failure] += 1
            tally.first.setdefault(failure, number)
            if keep and tally.failures[failure] <= 10:
                (keep / f"{name}-{seed}-{number}{target.suffix}").write_bytes(data)
    return tally


def attempt(target: Target, data: bytes, tally: Tally, number: int) -> str:
    """One input under the watchdog; what went wrong, in words that are the same for the same fault."""
    begin = time.process_time()
    failure = ""
    try:
        with watched(LIMIT):
            tally.read += target.trial(data, "甲" + target.suffix)
    except contract.Broken as broken:
        failure = f"contract: {broken}".split(": ")[1]
    except TooLong:
        failure = f"over {LIMIT:.0f} s"
    except Exception as error:  # whatever it is: this is what we are looking for
        failure = _signature(error)
    took = time.process_time() - begin
    tally.inputs += 1
    tally.seconds += took
    if took > tally.slowest:
        tally.slowest, tally.slowest_number = took, number
    return failure or (f"over {LIMIT:.0f} s" if took > LIMIT else "")


@contextmanager
def watched(seconds: float) -> Iterator[None]:
    """Raises `TooLong` in what runs longer; code in C is only stopped when it comes back."""

    def bark(_: int, __: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGPROF, bark)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _signature(error: Exception) -> str:
    """Type of an exception and where it was raised, the last place of ours named."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/generator/" in frame.filename] or list(frames)
    return f"{type(error).__name__} in {Path(ours[-1].filename).name}:{ours[-1].lineno} {ours[-1].name}"


def _reader(module: str, *, is_text: bool = False, raw: Callable[[bytes, str], str] | None = None) -> Trial:
    """The reader in a module of `generator.readers`, and the contract; `raw` = all words of a file in some codec."""

    def trial(data: bytes, path: str) -> bool:
        source, found = importlib.import_module(f"generator.readers.{module}").read(data, path)
        contract.check(source, found, decode(data, path)[0] if is_text else None)
        if source and raw:
            contract.not_doubled(source, raw(data, source.encoding))
        return source is not None

    return trial


def _sidecar(data: bytes, path: str) -> bool:
    """The sidecar's way: decoded, then read; it makes no source."""
    text, _, found = decode(data, path)
    meta, notes = metadata.sidecar(text, path) if text is not None else (Meta(), ())
    contract.diagnostics((*found, *notes))
    contract.given(meta)
    return text is not None


def _kind(data: bytes, _: str) -> bool:
    """The telling of the kind under some name; what is text is read."""
    suffix = sorted(sniff.SUFFIXES)[len(data) % len(sniff.SUFFIXES)]
    kind = sniff.sniff(data, suffix)
    if not kind.refusal:
        contract.demand(kind.format in READERS, "a kind without a reader", kind)
    contract.demand(not kind.refusal or kind.refusal in CODES, "a refusal without words", kind)
    return kind.format in ("txt", "md") and _reader("markdown", is_text=True)(data, "甲" + suffix)


TARGETS: dict[str, Target] = {
    "txt": Target(texts.txt, ".txt", _reader("plain", is_text=True)),
    "md": Target(texts.md, ".md", _reader("markdown", is_text=True)),
    "yml": Target(texts.yml, ".yml", _sidecar),
    "docx": Target(word.docx, ".docx", _reader("docx", raw=word.raw)),
    "html": Target(web.html, ".html", _reader("html", raw=web.raw)),
    "mht": Target(web.mht, ".mht", _reader("html")),
    "pdf": Target(paper.pdf, ".pdf", _reader("pdf")),
    "old": Target(old.old, ".doc", _kind),
}
