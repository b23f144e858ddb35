"""What a citation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ...annotations import At

Kind = Literal["held", "absent", "placeholder", "self"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place where a text names a document, or a part of one."""

    at: At
    """The name with its marks and the article behind it; of further members of a list (第三条、第五条) the article."""
    name: str
    """The name as it is written, without marks; 本办法, 前款, or empty for 第五条 alone."""
    kind: Kind
    """held: a document of this collection; absent: not in it; placeholder: 《X关于…》; self: the document itself."""
    proper: str
    """The document's proper name as far as it is known, without marks; of a placeholder the name as it is written."""
    document: str = ""
    """Id of the document that is meant; empty when it is not held."""
    sections: tuple[str, ...] = ()
    """Ids of the sections meant, in order; empty = the document as a whole, or an article that it has not."""
    article: str = ""
    """The part in full words: 第三十条第一款第（二）项."""
    year: str = ""
    """Year of the edition that the text asks for; empty when it names none, or that one is held."""
    official: bool = False
    """Whether the name is an official document's, not a book's or a newspaper's."""

    @property
    def section(self) -> str:
        """Where a link leads: the first of the sections."""
        return self.sections[0] if self.sections else ""
