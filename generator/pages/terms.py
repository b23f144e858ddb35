"""术语与提法: a page for every term and formula that the collection uses, and their list by pinyin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pypinyin import lazy_pinyin

from .. import markdown as md
from ..annotations import At, Passage, line_of
from ..knowledge.formulas import SHOWN, Entry, Formula, Item
from ..knowledge.formulas.linking import UNKNOWN, path
from ..knowledge.mentions import plain
from ..knowledge.terms import Term
from ..labels import label
from ..model import Document, Section
from ..results import Page
from .common import Context, crumbs, cut, list_pager, relative, section_link
from .matrix import address

INDEX, COUNTS = "terms/index.md", "terms/counts.md"
TITLE = "术语与提法"
INTRODUCTION = "站内文件里出现过的术语和数字提法，按拼音排列。点开可以看到它指什么、从哪里来、在哪些句子里出现。"
CERTAINTIES = {
    "sure": "有把握",
    "likely": "大致可靠，引用前请核对",
    "varies": "各地说法不一，请核对",
    "unknown": "没有查到可靠的说法，待补充",
}
"""What the table's `certainty` is in words."""
RESOLUTIONS = {"document": "各项见本文", "table": "各项见术语表", "unknown": "待补充", "count": "文中的数目"}
"""Where the items of a formula are, in the list of a document."""
QUOTED = 60
"""Characters before and behind a word that its quotation shows at most."""
COMPARED = 50
"""Uses that are set side by side at most."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def pages(context: Context, entries: Sequence[Entry]) -> Iterator[Page]:
    """The list by pinyin, the list of mere counts, and the page (pages, when long) of each."""
    ordered = sorted(entries, key=lambda entry: (*_order(entry.name), entry.id))
    yield _index([entry for entry in ordered if not entry.is_announcement], len(entries))
    yield from _counts([entry for entry in ordered if entry.is_announcement])
    sections = {(d.id, s.id): (d, s) for d in context.corpus.documents for s in d.sections()}
    for entry in ordered:
        yield from _Writer(context, entry, sections).pages()


def document_list(context: Context, page: str, document: Document, formulas: Sequence[Formula]) -> str:
    """The formulas of one document, folded: each with its page, where it comes first, what is known of its items.

    Nothing when it has none. `formulas` may hold those of other documents.
    """
    own = {f.id: f for f in reversed(formulas) if f.document == document.id and f.kind in SHOWN}
    if not own:
        return ""
    names = {section.id: label(section, document) for section in document.sections()}
    names[document.root.id] = "标题与开头"
    rows = [_listed(page, found, names[found.mentions[0].section]) for found in reversed(own.values())]
    summary = md.element("summary", md.words(f"数字提法（{len(own)}）"))
    return md.element("details", summary, md.element("ul", *rows), class_="y-why y-list")


def _listed(page: str, found: Formula, place: str) -> str:
    told = RESOLUTIONS["count" if found.kind == "announcement" else found.resolution]
    link = md.element("a", md.words(found.text), href=address(page, path(found.id)), class_="y-list-name")
    return md.element("li", link, md.element("span", md.words(f"{told}　首见于：{place}"), class_="y-shared"))


def _place_link(context: Context, page: str, document: Document, section: Section) -> str:
    """A link to a section; the root is not called by the document's title a second time."""
    if section.kind == "root":
        return md.link("标题与开头", relative(page, f"{document.id}/index.md"))
    return section_link(page, context.plans[document.id], section)


def _index(entries: Sequence[Entry], many: int) -> Page:
    """Terms and formulas from A to Z."""
    groups = [(letter, list(group)) for letter, group in groupby(entries, key=lambda entry: _letter(entry.name))]
    jumps = " ".join(
        md.link(letter, relative(INDEX, INDEX, _anchor(letter)), classes=("y-letter",)) for letter, _ in groups
    )
    body = [
        block
        for letter, group in groups
        for block in (md.heading(2, md.escape(letter), id=_anchor(letter)), *(_row(INDEX, entry) for entry in group))
    ]
    more = md.link("文中的数目（讲三点意见一类）", relative(INDEX, COUNTS), classes=("y-more",))
    return Page(INDEX, md.page(
        md.front_matter(TITLE),
        crumbs(INDEX, md.escape(TITLE)),
        md.heading(1, md.escape(TITLE), id="terms"),
        md.paragraph(md.escape(INTRODUCTION if entries else "站内文件里还没有出现术语表里的词。"), classes=("y-meta",)),
        md.paragraph(jumps, classes=("y-letters",)),
        *body,
        md.paragraph(more) if many > len(entries) else "",
    ))  # fmt: skip


def _counts(entries: Sequence[Entry]) -> Iterator[Page]:
    """Counts that announce items, apart from the names."""
    title = "文中的数目"
    for name, part, number, many in cut(entries, COUNTS) if entries else ():
        yield Page(name, md.page(
            md.front_matter(title),
            crumbs(name, md.link(TITLE, relative(name, INDEX)), md.escape(title)),
            md.heading(1, md.escape(title), id="counts"),
            md.paragraph(md.escape("文件里先说数目、再分项讲的地方，例如“讲三点意见”。"), classes=("y-meta",)),
            *(_row(name, entry) for entry in part),
            list_pager(COUNTS, number, many),
        ))  # fmt: skip


def _row(page: str, entry: Entry) -> str:
    kind = "提法" if entry.is_formula else "术语"
    doubt = "待补充" if entry.is_unknown else ""
    told = "，".join(filter(None, (kind, f"{entry.documents} 份文件 {len(entry.places)} 处", doubt)))
    link = md.link(entry.name, relative(page, path(entry.id)), classes=("y-entry",))
    return md.paragraph(f"{link} {md.escape(told)}", classes=("y-entries",))


def _order(name: str) -> tuple[bool, str]:
    """What an entry is sorted by: its letters; names that begin with none come last."""
    spelled = " ".join(lazy_pinyin(plain(name))).lower()
    return _letter(name) == "#", spelled


def _letter(name: str) -> str:
    """The letter under which a name stands: of the whole name's pinyin, for 长 alone would be zhang in 长征, too."""
    first = "".join(lazy_pinyin(plain(name)))[:1].upper()
    return first if first and first in LETTERS else "#"


def _anchor(letter: str) -> str:
    return "letter-other" if letter == "#" else f"letter-{letter.lower()}"


class _Writer:
    """Writes the page of one entry."""

    def __init__(
        self, context: Context, entry: Entry, sections: dict[tuple[str, str], tuple[Document, Section]]
    ) -> None:
        self.context, self.entry, self.sections = context, entry, sections

    def pages(self) -> Iterator[Page]:
        """The page, cut when it has many places; what it means stands on the first."""
        for name, part, number, many in cut(self.entry.places, path(self.entry.id)):
            yield Page(name, md.page(
                md.front_matter(self.entry.name),
                crumbs(name, md.link(TITLE, relative(name, INDEX)), md.escape(self.entry.name)),
                md.heading(1, md.escape(self.entry.name), id="term"),
                *(self.meaning(name) if number == 1 else ()),
                md.heading(2, md.escape("出现的地方"), id="places"),
                md.paragraph(md.escape(self.summary()), classes=("y-meta",)),
                *self.places(name, part),
                list_pager(path(self.entry.id), number, many),
            ))  # fmt: skip

    def summary(self) -> str:
        """How often it occurs."""
        return f"{self.entry.documents} 份文件，{len(self.entry.places)} 处。"

    def meaning(self, page: str) -> Iterator[str]:
        """What it means: by the table, and in each document that says so itself."""
        if self.entry.term:
            yield from _of_table(self.entry.term)
        own = [formula for formula in self.entry.formulas if _says_more(formula)]
        if len(own) > 1:
            yield md.heading(2, md.escape("各文件里的说法"), id="uses")
            yield md.paragraph(md.escape("字面相同，所指可能不同；各以本文件为准。"), classes=("y-meta",))
            head = [md.escape(word) for word in ("文件", "指什么")]
            yield md.table(head, [self.row(page, formula) for formula in own[:COMPARED]], classes=("y-uses",))
            more = f"另有 {len(own) - COMPARED} 处，见下面各句。" if len(own) > COMPARED else ""
            yield md.paragraph(md.escape(more), classes=("y-meta",))
        elif own:
            yield md.heading(2, md.escape("文件里的说法"), id="uses")
            yield from self.use(page, own[0])
        if self.entry.is_unknown:
            yield md.paragraph(md.escape(UNKNOWN), classes=("y-unknown",))

    def use(self, page: str, formula: Formula) -> Iterator[str]:
        """What the only document that says so means by it, each item with a link to its place."""
        yield md.paragraph(self.origin(page, formula), classes=("y-hit",))
        if formula.explained:
            yield md.paragraph(md.escape(self.words(formula.explained)), classes=("y-quote",))
        for number, item in enumerate(formula.items, 1):
            yield md.paragraph(self.item(page, number, item), classes=("y-part",))

    def row(self, page: str, formula: Formula) -> list[str]:
        """What one of several documents means by it, as a row of a table."""
        listed = [self.item(page, number, item) for number, item in enumerate(formula.items, 1)]
        said = md.escape(self.words(formula.explained)) if formula.explained else ""
        return [self.origin(page, formula), " ".join(listed) or said]

    def origin(self, page: str, formula: Formula) -> str:
        """The document and the section in which a formula is first named."""
        document, section = self.sections[formula.document, formula.mentions[0].section]
        return f"{md.escape(document.meta.title or '')} {_place_link(self.context, page, document, section)}"

    def item(self, page: str, number: int, item: Item) -> str:
        """One item, leading to its place."""
        text = f"{number}. {item.text}"
        if not item.at:
            return md.escape(text)
        place, anchor = self.context.plans[item.at.document].places[item.at.section]
        return md.link(text, relative(page, place, anchor))

    def places(self, page: str, part: Sequence[At]) -> Iterator[str]:
        """Occurrences in their sentences, by document."""
        for id, group in groupby(part, key=lambda at: at.document):
            found = list(group)
            document, _ = self.sections[id, found[0].section]
            plan = self.context.plans[id]
            yield md.heading(3, section_link(page, plan, document.root), id=id)
            for at in found:
                _, section = self.sections[id, at.section]
                yield md.paragraph(_place_link(self.context, page, document, section), classes=("y-hit",))
                yield md.paragraph(self.quotation(at), classes=("y-quote",))

    def quotation(self, at: At) -> str:
        """The sentence around an occurrence, the words themselves in bold."""
        passage = self.passage(at)
        begin, end = passage.sentence(at.start, at.end)
        first, last = max(begin, at.start - QUOTED), min(end, at.end + QUOTED)
        text = passage.text
        before = ("…" if first > begin else "") + text[first : at.start]
        behind = text[at.end : last] + ("…" if last < end else "")
        return md.escape(before) + md.strong(text[at.start : at.end]) + md.escape(behind)

    def words(self, at: At) -> str:
        """The words of a stretch."""
        return self.passage(at).text[at.start : at.end]

    def passage(self, at: At) -> Passage:
        """The line of an address."""
        document, section = self.sections[at.document, at.section]
        line = line_of(section, at)
        return Passage(document, section, line, At(at.document, at.section, at.block, at.line, 0, len(line.text)))


def _says_more(formula: Formula) -> bool:
    """Whether a document says itself what a formula means, and not just what the table says."""
    known = [plain(text) for text in formula.term.expansion] if formula.term else []
    return formula.resolution == "document" and [plain(item.text) for item in formula.items] != known


def _of_table(term: Term) -> Iterator[str]:
    """What the clerk's table says of a term."""
    if term.definition:
        yield md.paragraph(md.escape(term.definition))
    yield from (
        md.paragraph(md.escape(f"{number}. {text}"), classes=("y-part",))
        for number, text in enumerate(term.expansion, 1)
    )
    facts = [f"出处：{term.source}" if term.source else "", f"可靠程度：{CERTAINTIES[term.certainty]}", term.note]
    yield from (md.paragraph(md.escape(fact), classes=("y-meta",)) for fact in facts if fact)
