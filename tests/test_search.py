"""The shipped texts of the search, and what the files of the site's looks may and may not hold."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import search
from generator.results import Record

ASSETS = Path(__file__).parent.parent / "overrides" / "assets"
SCRIPT = (ASSETS / "search.js").read_text(encoding="utf-8")
STYLE = (ASSETS / "yandu.css").read_text(encoding="utf-8")


def record(text: str, url: str = "d/1/#1", title: str = "标题") -> Record:
    return Record(
        url, "a.txt", 1, 1, title, text, "某镇工作要点", ("一、总体要求",), ("作风", "纪律"), "2024-03", "要点"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“两学一做”，", "两学一做"),
        ("ＡＢＣ　１＋X", "abc1+x"),
        ("㈠、⼀，①", "一一1"),
        ("党\u200b风\u00a0廉\n政", "党风廉政"),
        ("。，！？", ""),
        ("İ", "i̇"),
    ],
)
def test_normalise(text: str, words: str) -> None:
    assert search.normalise(text) == words


@given(st.text())
def test_normalise_keeps_no_blank_or_punctuation_and_is_stable(text: str) -> None:
    plain = search.normalise(text)
    assert not any(unicodedata.category(c)[0] in "ZPC" for c in plain)
    assert search.normalise(plain) == search.normalise(search.normalise(plain))


@given(st.lists(st.text(st.characters(exclude_categories=[])), max_size=6))
def test_what_is_shipped_is_what_was_given(texts: list[str]) -> None:
    records = tuple(record(text, f"d/{i}/#s") for i, text in enumerate(texts))
    assert search.shipped(dict(search.files(records))) == [(r.url, search.normalise(r.text)) for r in records]


@given(st.text(st.sampled_from("</script>\u2028\u2029\"'\\&\ud800a")))
def test_files_are_plain_scripts(text: str) -> None:
    for path, content in search.files((record(text, title=text),)):
        assert path.isascii()
        content.encode()
        assert "</" not in content
        assert not re.search("[\u2028\u2029]", content)


def test_files_are_cut_by_size_and_named_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "CHUNK", 30)
    records = tuple(record("一二三四五", f"d/{i}/") for i in range(7))
    paths = [path for path, _ in search.files(records)]
    assert paths[0] == search.INDEX
    assert len(paths) == 1 + 4
    assert all(re.fullmatch(r"assets/search/texts-\d-[0-9a-f]{8}\.js", path) for path in paths[1:])
    changed = [path for path, _ in search.files((record("改了", "d/0/"), *records[1:]))]
    assert set(changed) & set(paths[1:]) == set()  # the cut moved
    assert [path for path, _ in search.files(records)] == paths


def test_no_records() -> None:
    assert search.shipped(dict(search.files(()))) == []


@pytest.mark.parametrize("damage", ["", "yanduSearch(0,{", "yanduSearch(0,[1]);", "404 not found"])
def test_a_damaged_or_missing_file_gives_no_rows(damage: str) -> None:
    (index, listing), (path, _) = search.files((record("一"),))
    assert search.shipped({index: listing, path: damage}) == []
    assert search.shipped({index: listing}) == []
    assert search.shipped({index: damage}) == []


@pytest.mark.parametrize(
    "forbidden",
    [
        r"innerHTML", r"outerHTML", r"insertAdjacentHTML", r"document\.write", r"\beval\b", r"new Function",
        r"\bfetch\(", r"XMLHttpRequest", r"sendBeacon", r"WebSocket", r"(local|session)Storage", r"document\.cookie",
        r"https?://", r"\bimport\b", r"\bexport\b",
        r"\?\?", r"\?\.[a-zA-Z(\[]", r"\.replaceAll\(", r"\.flat(Map)?\(", r"\.replaceChildren\(", r"catch \{",
    ],
)  # fmt: skip
def test_the_script_sends_and_keeps_nothing_and_runs_in_old_browsers(forbidden: str) -> None:
    assert not re.search(forbidden, SCRIPT)


def test_nothing_foreign_in_the_style() -> None:
    assert "@import" not in STYLE
    assert "url(" not in STYLE


def colours(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', STYLE, re.DOTALL)
    assert block
    return dict(re.findall(r"--y-([a-z-]+): #([0-9a-f]{6})", block[1]))


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)


@pytest.mark.parametrize("scheme", ["default", "slate"])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink in ("ink", "soft", "red") for ground in ("paper", "card", "tint")]
    + [("ink", "mark"), ("red", "mark"), ("on-red", "red")],
)
def test_contrast(scheme: str, ink: str, ground: str) -> None:
    found = colours(scheme)
    light, dark = sorted((luminance(found[ink]), luminance(found[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
