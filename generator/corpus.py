"""The collection: all documents and what was found out about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .knowledge.study import Knowledge
from .model import Document
from .results import Tag, Topic


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents and what was found out about them."""

    documents: tuple[Document, ...]
    topics: tuple[Topic, ...] = ()
    tags: Mapping[tuple[str, str], tuple[Tag, ...]] = field(default_factory=dict)
    """(document id, section id) → topics of the section, strongest first; `2-1:3`: of a stretch of a long one."""
    knowledge: Knowledge = field(default_factory=Knowledge)
    stamps: Mapping[str, str] = field(default_factory=dict)
    """Document id → what changes whenever the document does, or what it says by itself."""
