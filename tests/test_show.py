"""`yandu show source`: everything that was read, for the eye and for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator import cli, show

from .test_notes_and_pictures import SECRET, SMALL, source

DOCUMENT = """---
发文机关: 某镇
主题: [作风, 纪律]
---
# 关于防汛的通知

一、提高认识

| 村 | 人 |
|---|---|
| 东 | 甲 |

<!-- 待核 -->
"""


def test_for_the_eye() -> None:
    shown = list(show.source_text(source()))
    assert shown[0] == "防汛.docx（docx），行首的数是第几段："
    assert "     7  | 村名 | 责任人[2] |" in shown
    assert shown[shown.index("注释（2 条）：") + 2] == "     7  [2] 指第一责任人。"
    pictures = shown.index("图片（4 张）：")
    assert shown[pictures + 1] == "     0  aaaa0000.png，1 KB，印章"
    assert shown[pictures + 4] == "     7  cccc2222.png，1 KB，没有替代文字"
    assert shown[shown.index("没有放进正文：修订中删除的文字（1 处）") + 1] == f"     4  {SECRET}"


def test_json_is_complete() -> None:
    read = source()
    row = show.source(read)
    assert [line["text"] for line in row["lines"]] == [line.text for line in read.lines]
    assert row["lines"][6] == {
        "line": 7, "start": 100, "text": "村名\t责任人[2]", "head": True, "cells": ["村名", "责任人[2]"],
    }  # fmt: skip
    assert [note["text"] for note in row["notes"]] == [note.text for note in read.notes]
    assert row["pictures"][3] == {"line": 7, "name": "cccc2222.png", "bytes": len(SMALL), "alt": ""}
    assert [(o["text"], o["reason"]) for o in row["omitted"]] == [(o.text, o.reason) for o in read.omitted]
    json.dumps(row)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "通知.md"
    file.write_text(DOCUMENT, encoding="utf-8")
    assert cli.main(["show", "source", str(file)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines()[:6] == [
        "通知.md（md，编码 utf-8），行首的数是行号：", "发文机关：某镇", "主题：作风、纪律", "     5  # 关于防汛的通知",
        "     7  一、提高认识",
        "     9  | 村 | 人 |",
    ]  # fmt: skip
    assert "没有放进正文：注释（<!-- … -->）（1 处）\n    13  <!-- 待核 -->" in printed.out
    assert "R130" in printed.err
    assert cli.main(["show", "source", "--json", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["given"] == {"issuer": "某镇", "topics": ["作风", "纪律"]}


def test_terms_and_citations_with_their_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "要点.txt"
    file.write_text(
        "云溪镇2025年工作要点\n\n一、总的要求\n　　落实“两个维护”，学好《云溪镇用水规定》第三条。\n"
        "　　抓住两个关键，一是抓清淤。二是抓管护。\n",
        encoding="utf-8",
    )
    assert cli.main(["show", "terms", "--json", str(file)]) == 0
    shown = json.loads(capsys.readouterr().out)
    (term,) = shown["terms"]
    assert term == {"text": "两个维护", "section": "1", "line": 4, "start": 5, "term": "两个维护", "kind": "formula"}
    counted = {row["formula"]: row for row in shown["formulas"]}
    assert counted["两个关键"]["items"] == ["抓清淤", "抓管护"]
    assert counted["两个关键"]["mentions"] == [{"text": "两个关键", "section": "1", "line": 5, "start": 4}]
    assert cli.main(["show", "citations", "--json", str(file)]) == 0
    (cited,) = json.loads(capsys.readouterr().out)["citations"]
    assert cited["text"] == "《云溪镇用水规定》第三条"
    assert (cited["kind"], cited["line"], cited["start"]) == ("absent", 4, 13)


@pytest.mark.parametrize("stage", ["outline", "topics", "pages"])
def test_a_file_that_must_not_be_published_is_shown_to_the_clerk(
    stage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "通知.txt"
    file.write_text(
        "秘密★一年\n关于防汛的通知\n各村：\n一、提高认识\n抓紧去办。\n二、备足物资\n不得拖延。\n", encoding="utf-8"
    )
    assert cli.main(["show", stage, str(file), "--json"]) == 0
    assert "1" in json.dumps(json.loads(capsys.readouterr().out))
