"""A build that takes over what did not change gives the same bytes as one that makes everything anew.

One site goes through all kinds of change, one after another; after each, a build into an empty folder must come to the
same site. The changes build on each other, as they do in an office.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator import config, memo, pipeline, spreadsheet
from generator.engines import engine, reuse
from generator.model import Document
from generator.output import layout
from generator.publishing import publish
from generator.review import decisions, keys
from generator.source import Diagnostic

from .conftest import ROOT

SPEECH, RULE, PLAN = "讲话.txt", "制度/办法.md", "方案/方案.txt"
FILES = {
    SPEECH: "讲话/在全镇警示教育大会上的讲话.txt",
    RULE: "制度/云溪镇村级小微权力监督管理办法.md",
    PLAN: "方案/云溪镇深化整治形式主义为基层减负专项工作方案.txt",
    "报告.txt": "云溪镇党委2023年工作报告.txt",
    "提纲.txt": "学习/严肃党内政治生活学习提纲.txt",
}
MEETING = (
    "镇党委会议纪要\n\n一、学习\n会议学习了《云溪镇村级小微权力监督管理办法》，强调坚持“四个从严”。\n"
    "二、部署\n会议要求抓好落实。\n"
)
SECTION = "\n五、几点要求\n要加强作风建设，反对形式主义。\n"
NORM = (
    "关于新形势下党内政治生活的若干准则\n\n一、坚定理想信念\n共产党员要坚定理想信念。\n"
    "二、坚持党的基本路线\n要坚持党的基本路线。\n"
)


class Site:
    """A site whose files are changed by its clerk."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content, self.top = folder, folder / "content", folder / "mkdocs.yml"
        for name, source in FILES.items():
            self.write(name, (ROOT / "content" / source).read_text(encoding="utf-8-sig"))
        shutil.copytree(ROOT / "content" / "_config", self.content / "_config")
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        shutil.copy(ROOT / "mkdocs.yml", self.top)

    def write(self, name: str, text: str, encoding: str = "utf-8") -> None:
        file = self.content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding=encoding)

    def read(self, name: str) -> str:
        return (self.content / name).read_text(encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        assert old in self.read(name)
        self.write(name, self.read(name).replace(old, new, 1))

    def set(self, old: str, new: str) -> None:
        """Change the site's set-up."""
        said = self.top.read_text(encoding="utf-8")
        assert old in said
        self.top.write_text(said.replace(old, new, 1), encoding="utf-8")

    def look(self, name: str, more: str) -> None:
        with (self.folder / "overrides" / name).open("a", encoding="utf-8") as file:
            file.write(more)

    def template(self, old: str, new: str) -> None:
        file = self.folder / "overrides" / "main.html"
        assert old in file.read_text(encoding="utf-8")
        file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def inherit(self) -> None:
        """Say all in another file."""
        self.top.rename(self.folder / "base.yml")
        self.top.write_text('"INHERIT": base.yml\n', encoding="utf-8")

    def set_inherited(self, old: str, new: str) -> None:
        file = self.folder / "base.yml"
        file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    def deface(self, name: str) -> None:
        """Somebody writes into a file of the site that readers see."""
        file = self.folder / "build" / "site" / name
        file.write_bytes(file.read_bytes().replace(b"<body", b"<body class='defaced'") if "html" in name else b"")

    def move(self, old: str, new: str) -> None:
        (self.content / new).parent.mkdir(exist_ok=True)
        (self.content / old).rename(self.content / new)

    def decided(self) -> tuple[str, str]:
        """Slug of the speech and id of its first section, on which the clerk decides."""
        document = self._speech()
        return document.id, document.root.children[0].id

    def decide(self) -> None:
        """Give the first section of the speech another topic."""
        document = self._speech()
        section = document.root.children[0]
        mark = keys.mark(keys.own_words(document, section))
        decision = decisions.Decision(SPEECH, "", section.id, mark, ("组织",))
        (self.content / decisions.TABLE).write_bytes(spreadsheet.csv(decisions.rows([decision])))

    def _speech(self) -> Document:
        site, _ = config.load(self.top, build=self.folder / "build")
        documents, _ = pipeline.understand(pipeline.read(site)[0])
        return next(document for document in documents if document.source.path == SPEECH)


def build(site: Site, folder: str) -> Path:
    """The site that comes of a build below a folder."""
    return built(site, folder)[0]


def built(site: Site, folder: str) -> tuple[Path, list[str]]:
    """The same, and what there was to say."""
    settings, found = config.load(site.top, build=site.folder / folder)
    outcome = pipeline.build(settings, force=True, found=found)
    assert outcome.published, outcome.diagnostics
    return settings.build / layout.SITE, sorted(map(repr, outcome.diagnostics))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def swap(site: Site) -> None:
    """Two files change their words."""
    one, other = site.read(PLAN), site.read("报告.txt")
    site.write(PLAN, other)
    site.write("报告.txt", one)


def damage(site: Site) -> None:
    """What was kept is no longer what it was."""
    for number, file in enumerate(sorted((site.folder / "build" / memo.FOLDER).rglob("*"))):
        if file.is_file() and number % 3 == 0:
            file.write_bytes(file.read_bytes()[: number % 50])


CHANGES: dict[str, Callable[[Site], object]] = {
    "nothing": lambda site: None,
    "a word": lambda site: site.edit(SPEECH, "同志们", "各位同志"),
    "only the time": lambda site: os.utime(site.content / SPEECH, (1, 1)),
    "a paragraph that cites": lambda site: site.write(
        SPEECH, site.read(SPEECH) + "\n要认真执行《云溪镇村级小微权力监督管理办法》第三条，落实中央八项规定精神。\n"),
    "a new section": lambda site: site.write(SPEECH, site.read(SPEECH) + SECTION),
    "a section less": lambda site: site.edit(SPEECH, "\n五、几点要求\n", "\n"),
    "a title": lambda site: site.edit(RULE, "村级小微权力监督管理办法", "村级小微权力运行监督管理办法"),
    "the title back": lambda site: site.edit(RULE, "村级小微权力运行监督管理办法", "村级小微权力监督管理办法"),
    "a new document": lambda site: site.write("纪要.txt", MEETING),
    "a new document that others cite": lambda site: site.write("准则.txt", NORM),
    "another name": lambda site: site.move("纪要.txt", "会议纪要.txt"),
    "another folder": lambda site: site.move("会议纪要.txt", "会议/会议纪要.txt"),
    "another format": lambda site: site.move("会议/会议纪要.txt", "会议/会议纪要.md"),
    "another encoding": lambda site: site.write("提纲.txt", site.read("提纲.txt"), "gb18030"),
    "a sidecar with a title": lambda site: site.write("提纲.yml", "标题: 严肃党内政治生活学习提纲（2025年）\n"),
    "a sidecar with an address": lambda site: site.write("提纲.yml", "slug: tigang\n"),
    "a sidecar with topics": lambda site: site.write("提纲.yml", "主题: [纪律]\n"),
    "no sidecar": lambda site: (site.content / "提纲.yml").unlink(),
    "front matter": lambda site: site.write("会议/会议纪要.md", "---\n日期: 2025-03-01\n---\n" + MEETING),
    "a near copy": lambda site: site.write("副本.txt", site.read("报告.txt").replace("2023年", "2022年", 1)),
    "a document less": lambda site: (site.content / "副本.txt").unlink(),
    "two documents exchanged": swap,
    "words of a topic": lambda site: site.write(
        "_config/topics.yml", site.read("_config/topics.yml").replace("形式主义", "形式主义 台账", 1)),
    "a term": lambda site: site.write(
        "_config/terms.yml", site.read("_config/terms.yml") + "\n- term: 村务监督\n  kind: practice\n  topic: 纪律\n"
        "  definition: 用身边的案例教育身边的人。\n  expansion: []\n  aliases: []\n  source: ''\n  certainty: sure\n"),
    "what a term means": lambda site: site.edit("_config/terms.yml", "用身边的案例教育身边的人。", "以案说纪。"),
    "a decision on topics": Site.decide,
    "a finding accepted": lambda site: site.write("_config/accepted.yml", '- G107 讲话.txt "" 知道了\n'),
    "the name of the site": lambda site: site.set("site_name: 研读", "site_name: 云溪研读"),
    "the size of pages": lambda site: site.set("page_characters: 1200", "page_characters: 600"),
    "the carrier of the search": lambda site: site.set("carrier: auto", "carrier: index"),
    "the files to take along": lambda site: site.set("originals: false", "originals: true"),
    "a mail address": lambda site: site.set('contact: ""', "contact: xuexi@example.gov.cn"),
    "a template": lambda site: site.template("要找的词", "要找的话"),
    "a link in the look": lambda site: (site.folder / "overrides/partials/x.html").symlink_to(site.top),
    "a set-up in two files": lambda site: site.inherit(),
    "the other file of the set-up": lambda site: site.set_inherited("site_name: 云溪研读", "site_name: 云溪学习"),
    "a style sheet": lambda site: site.look("assets/yandu.css", "\n.y-other { color: red; }\n"),
    "no Markdown left": lambda site: shutil.rmtree(site.folder / "build" / "docs"),
    "one page of Markdown lost": lambda site: next((site.folder / "build/docs").rglob("all.md")).unlink(),
    "a page of the site lost": lambda site: (site.folder / "build/site/topics/index.html").unlink(),
    "a list of the site altered": lambda site: site.deface("documents/index.html"),
    "a style sheet of the site emptied": lambda site: site.deface("assets/yandu.css"),
    "a page of a document altered": lambda site: site.deface(f"{site.decided()[0]}/index.html"),
    "kept things damaged": damage,
    "one step back": lambda site: publish.rollback(site.folder / "build"),
    "another document less": lambda site: (site.content / "准则.txt").unlink(),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    made = Site(tmp_path_factory.mktemp("incremental"))
    build(made, "build")
    return made


UNSEEN = {
    "nothing", "only the time", "another encoding", "a finding accepted", "no Markdown left",
    "one page of Markdown lost", "a page of the site lost", "a list of the site altered",
    "a style sheet of the site emptied", "a page of a document altered", "kept things damaged", "one step back",
    "a link in the look", "a set-up in two files",
}  # fmt: skip
"""Changes that must change nothing on the site."""


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_bytes_as_a_build_from_nothing(site: Site, name: str) -> None:
    before = tree(site.folder / "build" / "site")
    CHANGES[name](site)
    (kept, told), (fresh, said) = built(site, "build"), built(site, "fresh")
    old, new = tree(kept), tree(fresh)
    shutil.rmtree(site.folder / "fresh")
    assert old.keys() == new.keys()
    assert [path for path in old if old[path] != new[path]] == []
    assert told == said
    label = {".yandu-maps": b""}
    assert (before | label == old | label) == (name in UNSEEN), "the change is none, or not none"


def test_only_what_changed_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = Site(tmp_path)
    build(site, "build")
    asked: list[reuse.Todo] = []
    run = engine.run

    def noted(build: Path, name: str, todo: reuse.Todo) -> tuple[bool, tuple[Diagnostic, ...]]:
        asked.append(todo)
        return run(build, name, todo)

    monkeypatch.setattr(engine, "run", noted)
    site.write(SPEECH, site.read(SPEECH) + "\n最后再强调一遍。\n")
    build(site, "build")
    [todo] = asked
    pages = [path for path in todo.render if path.endswith(".md")]
    assert 1 <= len(pages) <= 12 and len(todo.take) > 100
    build(site, "build")
    assert not asked[1].render and not asked[1].theme
