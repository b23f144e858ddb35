"""Documents made of a few lines, for the tests of what is found in them."""

from __future__ import annotations

from collections.abc import Mapping

from generator import readers
from generator.model import Document
from generator.structure import understand


def document(name: str, text: str) -> Document:
    """The document that a text file of this name holds; its id is the name."""
    source, found = readers.read_bytes(text.encode(), f"{name}.txt")
    assert source, found
    made, _ = understand(source, name)
    assert made
    return made


def documents(texts: Mapping[str, str]) -> tuple[Document, ...]:
    """Name → text, each as a document."""
    return tuple(document(name, text) for name, text in texts.items())
