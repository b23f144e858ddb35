"""自测: questions made from the texts, one page for a mixed round, one a document and one a topic; each as a sheet too.

Without scripts a page is a list whose answers are folded; overrides/assets/quiz/quiz.js asks one at a time. Paths:
`quiz/document/…`, `quiz/topic/…`, sheets below `quiz/sheet/`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .. import cards, spreadsheet
from .. import markdown as md
from ..annotations import HEADING, At
from ..knowledge.questions import Question
from ..labels import label
from ..model import Document, Section
from ..results import Page
from .common import Context, crumbs, relative
from .matrix import address

FIRST, SHEET = "quiz/index.md", "quiz/sheet/index.md"
TITLE = "自测"
ENOUGH, MOST, MIXED = 4, 40, 12
"""Questions that a document or topic must have for a page; those that are shown of it; those of the mixed round."""
KINDS = {"cloze": "填空", "odd": "选出不属于的一项", "order": "排顺序", "origin": "找出处"}
ABOUT = "题目和答案都取自站内文件的原文。做完一题，可以点开看答案和出处。成绩只留在您自己的浏览器里。"
LETTERS = "ABCDEFGH"
HEAD = ("编号", "题型", "题目", "原文", "选项", "答案", "出处", "网页")
PACKAGE, TABLE = "quiz/cards.apkg", "quiz/cards.csv"


@dataclass(frozen=True, slots=True)
class Round:
    """The questions of one page."""

    path: str
    name: str
    """The title of a document, the name of a topic; empty = the mixed round."""
    questions: tuple[Question, ...]
    group: str = ""

    @property
    def sheet(self) -> str:
        """The path of its sheet."""
        return self.path.replace("quiz/", "quiz/sheet/", 1)

    @property
    def title(self) -> str:
        """What its page is called."""
        return f"{TITLE}：{self.name}" if self.name else TITLE


def pages(context: Context) -> Iterator[Page]:
    """The mixed round with the list of the others, and those."""
    every = context.corpus.knowledge.questions
    writer = _Writer(context)
    others = tuple(_rounds(context, every))
    mixed = Round(FIRST, "", _mixed(every))
    yield writer.first(mixed, others, len(every))
    for one in others:
        yield writer.page(one)
    for one in (mixed, *others):
        if one.questions:
            yield writer.sheet(one)


def files(context: Context) -> Iterator[tuple[str, bytes]]:
    """All questions as cards for Anki and as a table."""
    every = context.corpus.knowledge.questions
    if every:
        writer = _Writer(context)
        rows = [writer.row(number, question) for number, question in enumerate(every, 1)]
        yield TABLE, spreadsheet.csv([HEAD, *rows])
        yield PACKAGE, cards.package(context.site_name, [writer.card(question) for question in every])


def _mixed(every: Sequence[Question]) -> tuple[Question, ...]:
    """Some of all, evenly spread over the documents, no formula twice."""
    once = list({question.formula: question for question in sorted(every, key=lambda q: q.id)}.values())
    return tuple(once[:MIXED])


def _rounds(context: Context, every: Sequence[Question]) -> Iterator[Round]:
    """A round for each document and each topic that has enough questions."""
    for document in context.corpus.documents:
        own = [question for question in every if question.document == document.id]
        if len(own) >= ENOUGH:
            yield Round(
                f"quiz/document/{document.id}.md", document.meta.title or document.id, tuple(own[:MOST]), "文件"
            )
    for topic in context.lexicon.topics:
        own = [question for question in every if topic.id in _topics(context, question)]
        if len(own) >= ENOUGH:
            spread = sorted(own, key=lambda question: question.id)
            yield Round(f"quiz/topic/{topic.id}.md", topic.name, tuple(spread[:MOST]), "主题")


def _told(here: int, many: int, others: Sequence[Round]) -> str:
    """How many questions there are; the lists below are named only where there are some."""
    if here == many:
        return f"全站共 {many} 题。"
    groups = "、".join(f"按{group}" for group in ("文件", "主题") if any(one.group == group for one in others))
    more = f"更多的题{groups}列在下面。" if groups else "全部题目可以从本页末尾下载。"
    return f"全站 {many} 题，这里先做 {here} 题；{more}"


def _topics(context: Context, question: Question) -> set[str]:
    """The topics of the section that answers a question."""
    return {tag.topic for tag in context.corpus.tags.get((question.document, question.at.section), ())}


class _Writer:
    """Writes the pages."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.documents = {document.id: document for document in context.corpus.documents}

    def first(self, mixed: Round, others: Sequence[Round], many: int) -> Page:
        """The mixed round, what else there is, and the files to take along."""
        told = _told(len(mixed.questions), many, others) + ABOUT if many else "现有的文件里还没有适合出题的内容。"
        return Page(FIRST, md.page(
            md.front_matter(TITLE, hide=["toc"]),
            crumbs(FIRST, md.escape(TITLE)),
            md.heading(1, md.escape(TITLE), id="quiz"),
            md.paragraph(md.escape(told), classes=("y-meta",)),
            *(self.round(mixed) if many else ()),
            *(block for group in ("文件", "主题") for block in self.list(others, group)),
            *(self.downloads(many) if many else ()),
        ))  # fmt: skip

    def page(self, one: Round) -> Page:
        """The round of a document or a topic."""
        return Page(one.path, md.page(
            md.front_matter(one.title, hide=["toc"]),
            crumbs(one.path, md.link(TITLE, relative(one.path, FIRST)), md.escape(one.name)),
            md.heading(1, md.escape(one.title), id="quiz"),
            md.paragraph(md.escape(ABOUT), classes=("y-meta",)),
            *self.round(one),
        ))  # fmt: skip

    def round(self, one: Round) -> Iterator[str]:
        """The questions, and the way to the sheet."""
        inside = [self.question(one.path, number, question) for number, question in enumerate(one.questions, 1)]
        yield md.element("div", *inside, class_="y-quiz", data_quiz=one.path.removesuffix(".md"))
        yield md.paragraph(md.link("打印成试卷（答案另页）", relative(one.path, one.sheet)), classes=("y-whole",))

    def list(self, others: Sequence[Round], group: str) -> Iterator[str]:
        """The rounds of documents, or of topics."""
        own = [one for one in others if one.group == group]
        if own:
            yield md.heading(2, md.escape(f"按{group}做题"), id="by-document" if group == "文件" else "by-topic")
            yield md.bullets(
                [(md.link(f"{one.name}（{len(one.questions)} 题）", relative(FIRST, one.path)), []) for one in own]
            )

    def downloads(self, many: int) -> Iterator[str]:
        """The files to take along."""
        yield md.heading(2, md.escape("带走题目"), id="files")
        yield md.paragraph(
            md.escape(f"全部 {many} 题。Anki 是一种卡片记忆软件，手机和电脑上都有。"), classes=("y-meta",)
        )
        names = (("下载 Anki 卡片（apkg）", PACKAGE), ("下载 CSV 表格", TABLE))
        links = [md.link(name, relative(FIRST, path), classes=("y-tile",)) for name, path in names]
        yield md.paragraph(" ".join(links), classes=("y-tiles",))

    def question(self, page: str, number: int, question: Question) -> str:
        """One question with its folded answer."""
        name = f"quiz-{question.id}"
        head = md.element("h2", md.words(f"第 {number} 题（{KINDS[question.kind]}）"), class_="y-quiz-head", id=name)
        answer = md.element(
            "details",
            md.element("summary", md.words("看答案")),
            md.element("p", md.words(f"答案：{self.answer(question)}"), class_="y-quiz-right"),
            md.element("p", md.words(f"原文：{self.sentence(question)}"), class_="y-quiz-said"),
            md.element("p", self.source(page, question)),
            class_="y-quiz-answer",
        )
        right = " ".join(map(str, question.right))
        inside = (head, *self.asked(question), answer)
        return md.element(
            "section", *inside, class_="y-quiz-one", aria_labelledby=name, data_kind=question.kind, data_right=right
        )

    def asked(self, question: Question) -> Iterator[str]:
        """What is asked, with what is quoted and offered."""
        yield md.element("p", md.words(question.ask), class_="y-quiz-ask")
        for line in filter(None, question.quote.split("\n")):
            yield md.element("p", md.words(line), class_="y-quiz-quote")
        if question.choices:
            items = (md.element("li", md.words(choice.text)) for choice in question.choices)
            yield md.element("ol", *items, class_="y-quiz-choices", type="A")

    def sheet(self, one: Round) -> Page:
        """The questions for paper, and on a sheet of their own the answers."""
        path = one.sheet
        asked = [
            md.element("section", md.element("p", md.words(f"{n}.（{KINDS[q.kind]}）"), class_="y-quiz-number"),
                       *self.asked(q), *self.room(q), class_="y-quiz-one")
            for n, q in enumerate(one.questions, 1)
        ]  # fmt: skip
        answers = [
            md.element("li", md.words(f"{self.answer(q)}　"), md.element("span", self.source(path, q)))
            for q in one.questions
        ]
        back = md.link("在网页上做", relative(path, one.path))
        return Page(path, md.page(
            md.front_matter(f"试卷 · {one.title}", hide=["toc"]),
            crumbs(path, md.link(TITLE, relative(path, FIRST)), md.escape("试卷")),
            md.heading(1, md.escape(one.title), id="quiz"),
            md.paragraph(back + md.escape("　打印：按 Ctrl+P，或用浏览器菜单里的“打印”。"), classes=("y-quiz-back",)),
            md.element("p", md.words("姓名：＿＿＿＿＿＿　日期：＿＿＿＿＿＿　得分：＿＿＿＿"), class_="y-quiz-name"),
            md.element("div", *asked, class_="y-quiz-sheet"),
            md.heading(2, md.escape("参考答案"), id="answers", classes=("y-quiz-answers",)),
            md.element("ol", *answers, class_="y-quiz-key"),
        ))  # fmt: skip

    def room(self, question: Question) -> Iterator[str]:
        """Where an answer is written on paper, when the quotation has no blank for it."""
        if question.choices:
            words = "顺序：＿＿＿＿＿＿＿＿" if question.kind == "order" else "答案：＿＿＿＿"
            yield md.element("p", md.words(words), class_="y-quiz-room")

    # -- words

    def answer(self, question: Question) -> str:
        """The answer in words, with its letter where letters were offered."""
        letters = [LETTERS[place] for place in question.right]
        if question.kind == "order":
            return "；".join(f"{letter}. {text}" for letter, text in zip(letters, question.answer, strict=True))
        return (f"{letters[0]}. " if letters else "") + question.answer[0]

    def sentence(self, question: Question) -> str:
        """The words that answer it."""
        return "　".join(map(self.words, (question.at, *question.said)))

    def section(self, at: At) -> Section:
        """The section of an address."""
        return next(s for s in self.documents[at.document].sections() if s.id == at.section)

    def words(self, at: At) -> str:
        """The words of a stretch."""
        section = self.section(at)
        line = section.title if at.block == HEADING else section.body[at.block].lines[at.line]
        return line.text[at.start : at.end].strip()

    def place(self, question: Question) -> str:
        """The document and the section that answer it."""
        document = self.documents[question.document]
        section = self.section(question.at)
        name = "" if section.kind == "root" else label(section, document)
        return f"《{_bare(document)}》{name}"

    def source(self, page: str, question: Question) -> str:
        """A link to the place that answers it."""
        path, anchor = self.context.plans[question.document].places[question.at.section]
        return md.element("a", md.words(f"出处：{self.place(question)}"), href=address(page, path, anchor))

    def row(self, number: int, question: Question) -> tuple[str, ...]:
        """A question as a row of the table."""
        path, anchor = self.context.plans[question.document].places[question.at.section]
        choices = "；".join(f"{LETTERS[n]}. {choice.text}" for n, choice in enumerate(question.choices))
        return (
            str(number), KINDS[question.kind], question.ask, question.quote, choices,
            self.answer(question), self.place(question), address("index.md", path, anchor),
        )  # fmt: skip

    def card(self, question: Question) -> cards.Card:
        """A question as a card of its document's deck."""
        choices = tuple(f"{LETTERS[n]}. {choice.text}" for n, choice in enumerate(question.choices))
        front = (question.ask, *filter(None, question.quote.split("\n")), *choices)
        back = (self.answer(question), f"原文：{self.sentence(question)}")
        return cards.Card(question.id, _bare(self.documents[question.document]), front, back, self.place(question))


def _bare(document: Document) -> str:
    """A title without marks around it."""
    return (document.meta.title or document.id).strip("《》")
