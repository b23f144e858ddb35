"""The shipped files of the search, and what the files of the site's looks may and may not hold."""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import config, search
from generator.results import Record
from generator.search import arranged, carriers, layout, numbers, pairs, script, sections, texts, vocabulary
from generator.search.normalise import units
from generator.search.traditional import SIMPLIFIED, TRADITIONAL

ASSETS = Path(__file__).parent.parent / "overrides" / "assets"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ASSETS / "search").glob("*.js"))}
ROWS = re.findall("^ {5}([a-z]+(?:, [a-z]+)*)  ", SCRIPTS["base.js"].split("*/")[0], re.MULTILINE)
"""The list at the head of base.js: each line begins with names of scripts, two blanks before what they do."""
STYLES = [path.read_text(encoding="utf-8") for path in (ASSETS / "yandu.css", ASSETS / "search" / "search.css")]
CARRIERS = ("scan", "index")
Texts = st.lists(st.text(st.characters(exclude_categories=[])), max_size=6)


def record(text: str, url: str = "d/1/#1", title: str = "标题") -> Record:
    return Record(
        url, "a.txt", 1, 1, title, text, "某镇工作要点", ("一、总体要求",), ("作风", "纪律"), "2024-03", "要点", True
    )


def some(given: list[str]) -> tuple[Record, ...]:
    return tuple(record(text, f"d/{i}/#s") for i, text in enumerate(given))


# -- the same words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“两学一做”，", "两学一做"),
        ("ＡＢＣ　１＋X", "abc1+x"),
        ("㈠、⼀，①", "一一1"),
        ("党\u200b风\u00a0廉\n政", "党风廉政"),
        ("。，！？", ""),
        ("İ", "i̇"),
        ("黨風廉政建設、群眾路線", "党风廉政建设群众路线"),
        ("乾坤、著作、瞭望", "乾坤著作瞭望"),  # characters of simplified texts stay what they are
    ],
)
def test_normalise(text: str, words: str) -> None:
    assert search.normalise(text) == words


@given(st.text())
def test_normalise_keeps_no_blank_or_punctuation_and_is_stable(text: str) -> None:
    plain = search.normalise(text)
    assert not any(unicodedata.category(c)[0] in "ZPC" for c in plain)
    # Of what a blank parted, two characters may melt into one now.
    assert search.normalise(plain) == unicodedata.normalize("NFKC", plain)


@given(st.text("党黨建，。“”　 \u200bＡａA１1㈠①⼀𠀀"))
def test_what_is_normalised_stays_as_it_is(text: str) -> None:
    plain = search.normalise(text)
    assert search.normalise(plain) == plain


def test_traditional_characters_become_simplified_ones_one_by_one() -> None:
    assert len(TRADITIONAL) == len(SIMPLIFIED) == len(set(TRADITIONAL)) > 2500
    assert not set(TRADITIONAL) & set(SIMPLIFIED)
    assert max(TRADITIONAL + SIMPLIFIED) < "\uffff"
    for char in (*TRADITIONAL, *SIMPLIFIED):
        assert unicodedata.normalize("NFKC", char).lower() == char, char
        assert unicodedata.category(char) == "Lo"


@given(st.text(st.characters(exclude_categories=[])))
def test_units_are_counted_as_javascript_does(text: str) -> None:
    assert len(units(text)) == len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert not units(text) or max(units(text)) <= "\uffff"


# -- the files ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("carrier", CARRIERS)
@given(Texts)
def test_what_is_shipped_is_what_was_given(carrier: str, given: list[str]) -> None:
    records = some(given)
    shipped = search.Shipped(dict(search.files(records, carrier)))
    assert shipped.texts == {r.url: search.normalise(r.text) for r in records}


@given(Texts, st.data(), st.booleans())
def test_the_index_finds_what_stands_there_and_nothing_else(
    given: list[str], data: st.DataObject, read_before: bool
) -> None:
    records = some([*given, "一二一二三", "三", ""])
    shipped = search.Shipped(dict(search.files(records, "index")))
    if read_before:
        shipped.read()
    flats = {r.url: units(search.normalise(r.text)) for r in records}
    pieces = st.sampled_from([flat for flat in flats.values() if flat]).flatmap(
        lambda flat: st.tuples(st.integers(0, len(flat) - 1), st.integers(1, 9)).map(lambda at: flat[at[0] : sum(at)])
    )
    phrase = data.draw(pieces | st.text("一二三", min_size=1, max_size=5))
    assert {url for url in flats if shipped.holds(url, phrase)} == {u for u, flat in flats.items() if phrase in flat}


def test_no_phrase_runs_over_the_end_of_a_text() -> None:
    shipped = search.Shipped(dict(search.files(some(["一二", "三四五"]), "index")))
    for phrase in ("二三", "一二三四", "二三四五"):
        assert not shipped.holds("d/0/#s", phrase)
        assert not shipped.holds("d/1/#s", phrase)
    assert shipped.holds("d/1/#s", "三四五")
    assert shipped.holds("d/0/#s", "二")


@pytest.mark.parametrize("carrier", CARRIERS)
@given(text=st.text(st.sampled_from("</script>\u2028\u2029\"'\\&\ud800a一")))
def test_files_are_plain_scripts(carrier: str, text: str) -> None:
    for path, content in search.files((record(text, title=text),), carrier):
        assert path.isascii()
        content.encode()
        assert "</" not in content
        assert not re.search("[\u2028\u2029]", content)


def test_texts_are_cut_by_size() -> None:
    records = [record("一二三四五", f"d/{i}/") for i in range(7)]
    assert [len(shard) for shard in texts.shards(records, 30)] == [2, 2, 2, 1]
    assert list(texts.shards([], 30)) == []


def test_a_build_has_a_folder_of_its_own_named_by_content() -> None:
    paths = [path for path, _ in search.files(some(["一", "二"]))]
    assert paths[:2] == [layout.LISTING, layout.TRADITIONAL]
    assert all(
        re.fullmatch(r"assets/search-data/[0-9a-f]{8}/(documents|sections-0|texts-0)\.js", path) for path in paths[2:]
    )
    assert [path for path, _ in search.files(some(["一", "二"]))] == paths
    assert not set(paths[2:]) & {path for path, _ in search.files(some(["一", "改了"]))}


def test_the_carrier_goes_by_the_size_of_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    assert search.choose(some(["一二三"])) == "scan"
    monkeypatch.setattr(search, "LARGE", 10)
    assert search.choose(some(["一二三四五六七八九十"])) == "index"
    names = [path.rsplit("/", 1)[1] for path, _ in search.files(some(["一二三四五六七八九十"]))]
    assert names == ["listing.js", "traditional.js", "documents.js", "sections-0.js", "texts-0.js", "pairs-0.js"]


@pytest.mark.parametrize(
    ("setting", "carrier", "codes"),
    [
        ("{carrier: index}", "index", []),
        ("{carrier: scan}", "scan", []),
        ("{carrier: fast}", "auto", ["F101"]),
        ("{carriage: scan}", "auto", ["F101"]),
        ("scan", "auto", ["F101"]),
        ("{carrier: index, also: news, 7: x}", "index", ["F101", "F101"]),
    ],
)
def test_the_carrier_can_be_set(tmp_path: Path, setting: str, carrier: str, codes: list[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  yandu:\n    search: {setting}\n", encoding="utf-8")
    site, found = config.load(tmp_path / "mkdocs.yml")
    assert site.search_carrier == carrier
    assert [one.code for one in found if one.loc.file == "mkdocs.yml"] == codes


@pytest.mark.parametrize(
    ("setting", "also", "codes"),
    [
        ("{also: [/news/, ../party]}", ("/news/", "../party"), []),
        ("{carrier: index, also: []}", (), []),
        ("{also: ['https://news.example/']}", (), ["F101"]),
        ("{also: ['//news.example/']}", (), ["F101"]),
        ("{also: [news]}", (), ["F101"]),
        ("{also: /news/}", (), ["F101"]),
        ("{also: [7]}", (), ["F101"]),
    ],
)
def test_only_sites_of_the_same_server_are_searched_together(
    tmp_path: Path, setting: str, also: tuple[str, ...], codes: list[str]
) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  yandu:\n    search: {setting}\n", encoding="utf-8")
    site, found = config.load(tmp_path / "mkdocs.yml")
    assert site.search_also == also
    assert [one.code for one in found if one.loc.file == "mkdocs.yml"] == codes


def test_each_wrong_setting_is_named_and_the_others_hold(tmp_path: Path) -> None:
    text = "extra:\n  yandu:\n    search: {carrier: fast, also: [/news/], speed: 7}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    site, found = config.load(tmp_path / "mkdocs.yml")
    assert (site.search_carrier, site.search_also) == ("auto", ("/news/",))
    said = [one.args for one in found if one.loc.file == "mkdocs.yml"]
    assert said == [("search.carrier", "fast"), ("search.speed", "7")]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_no_records(carrier: str) -> None:
    assert search.Shipped(dict(search.files((), carrier))).texts == {}


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize("damage", ["", "yandu.arrive({", "yandu.arrive([1]);", "404 not found"])
def test_a_damaged_or_missing_file_holds_nothing(carrier: str, damage: str) -> None:
    whole = dict(search.files((record("一二"),), carrier))
    assert search.Shipped(whole).holds("d/1/#1", "一二")
    for path in whole:
        shipped = search.Shipped(whole | {path: damage})
        assert not shipped.texts or not shipped.holds("d/1/#1", "一二"), path
    assert not search.Shipped({}).holds("d/1/#1", "一二")
    assert search.Shipped({}).lacking == (layout.TRADITIONAL, layout.LISTING)


Change = Callable[[dict[str, Any]], object]
Damage = tuple[str, Change]
DAMAGES: dict[str, Damage] = {
    "nonsense in what is searched by halving": ("listing", lambda data: data.update(pairs=["乱"] * len(data["pairs"]))),
    "no lists": ("listing", lambda data: data.update(pairs=[])),
    "lists that are none": ("listing", lambda data: data.update(pairs=[7])),
    "counts of the files of texts": ("listing", lambda data: data.update(texts=[1] * len(data["texts"]))),
    "their order": ("listing", lambda data: data["texts"].reverse()),
    "how many sections": ("listing", lambda data: data.update(sections=3)),
    "another format": ("listing", lambda data: data.update(format=0)),
    "another carrier": ("listing", lambda data: data.update(carrier="pigeon")),
    "units of documents": ("documents", lambda data: [row.__setitem__(5, 1) for row in data["documents"]]),
    "sections of documents": ("documents", lambda data: [row.__setitem__(4, 1) for row in data["documents"]]),
    "documents of files": ("documents", lambda data: data.update(shards=[0] * len(data["shards"]))),
    "short documents": ("documents", lambda data: data.update(documents=[["某镇"]])),
    "sizes gone": ("sections-0", lambda data: data.pop("sizes")),
    "a size too few": ("sections-0", lambda data: data.update(sizes=data["sizes"][1:])),
    "another size": ("sections-0", lambda data: data.update(sizes="$" + data["sizes"][1:])),
    "a level too few": ("sections-0", lambda data: data.update(levels="##")),
    "topics without names": ("sections-0", lambda data: data.update(mixtures=[[7]])),
    "topics without mixtures": ("sections-0", lambda data: data.update(mixtures=[])),
    "an address too few": ("sections-0", lambda data: data.update(urls=data["urls"].replace(" ", "", 1))),
    "rows gone": ("texts-0", lambda data: data.update(rows=data["rows"][1:])),
    "short rows": ("texts-0", lambda data: data.update(rows=[[""]])),
    "other characters": ("traditional", lambda data: data.update(simplified="一")),
    "no vocabulary": ("words", lambda data: data.pop("same")),
}


@pytest.fixture
def town(monkeypatch: pytest.MonkeyPatch) -> tuple[Record, ...]:
    """Several documents, more of them than fit into a file of anything."""
    monkeypatch.setattr(sections, "SHARD", 3)
    monkeypatch.setattr(pairs, "SHARD", 20)
    monkeypatch.setattr(search, "TEXTS", {"scan": 90, "index": 90})
    return tuple(record(f"{chr(0x4E00 + i)}党建工作要点，{i}" + "纪" * i, f"d{i // 2}/{i}/#s") for i in range(9))


def found_of(rows: Sequence[Record], shipped: search.Shipped, lengths: tuple[int, ...] = (1, 2, 3, 8)) -> int:
    """How many of the sections are found by every piece of their text that is so long."""
    return sum(shipped.texts.get(r.url) == (flat := search.normalise(r.text)) and
               all(shipped.holds(r.url, flat[at : at + n]) for n in lengths for at in range(len(flat) - n + 1))
               for r in rows)  # fmt: skip


LISTS = ("nonsense in what is searched by halving", "no lists")
"""What only the index has."""


@pytest.mark.parametrize(
    ("carrier", "damage"), [(c, damage) for c in CARRIERS for damage in DAMAGES if c == "index" or damage not in LISTS]
)
def test_what_would_mislead_the_browser_is_found(carrier: str, damage: str, town: tuple[Record, ...]) -> None:
    kind, change = DAMAGES[damage]
    files = dict(search.files(town, carrier, lambda: vocabulary.build(town)))
    assert found_of(town, search.Shipped(files)) == len(town)
    path = next(path for path in files if path.endswith(f"/{kind}.js"))
    data = script.unpack(files[path])
    change(data)
    shipped = search.Shipped(files | {path: script.pack(data)})
    assert found_of(town, shipped, (1,)) < len(town)
    assert found_of(town, shipped, (2, 3, 8)) < len(town)


def test_without_first_pairs_nothing_is_found() -> None:
    files = dict(search.files((record("一二"),), "index"))
    listing = script.unpack(files[layout.LISTING]) | {"pairs": []}
    assert not search.Shipped(files | {layout.LISTING: script.pack(listing)}).holds("d/1/#1", "一二")


def test_places_are_kept_in_little_room() -> None:
    shipped = search.Shipped(dict(search.files((record("一二一三一二"),), "index")))
    assert shipped.holds("d/1/#1", "一")
    assert isinstance(shipped._carrier, carriers.Index)
    kept = (*shipped._carrier._pairs.values(), *shipped._carrier._singles.values())
    assert {type(places) for places in kept} == {array}


def test_characters_of_two_units_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "SHARD", 1)
    text = "𠀀𠀁一𠮷𠀀"
    shipped = search.Shipped(dict(search.files((record(text),), "index")))
    for at in range(len(text)):
        assert shipped.holds("d/1/#1", text[at]) and shipped.holds("d/1/#1", text[at : at + 2])
    assert not shipped.holds("d/1/#1", "𠀁𠀀")


def test_scripts_that_are_loaded_and_not_there() -> None:
    there = {search.CODE + name: text for name, text in SCRIPTS.items()}
    assert search.parts.missing(there) == []
    for gone in ("fold.js", "numerals.js", "forgive.js"):
        assert search.parts.missing(there | {search.CODE + gone: ""})[:1] == [search.CODE + gone]
    assert search.parts.missing({}) == []


# -- their parts -------------------------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 2**32 - 1)))
def test_numbers_are_read_as_written(values: list[int]) -> None:
    text = numbers.encode(values)
    assert list(numbers.decode(text)) == values
    assert not set(text) & set('!"\\ \n')


def test_digits_are_told_apart() -> None:
    assert len(set(numbers.LAST + numbers.BEFORE)) == 2 * numbers.BASE
    assert numbers.encode((0, 44, 45, 91125)) == "#OQ#QPP#"


@given(
    st.dictionaries(
        st.text("一二三abc", min_size=1, max_size=2), st.lists(st.integers(0, 10**6), min_size=1, unique=True)
    )
)
def test_lists_are_read_as_written(given: dict[str, list[int]]) -> None:
    found = {pair: sorted(places) for pair, places in given.items()}
    read = {pair: list(pairs.decode(text)) for _, shard in pairs.shards(found) for pair, text in pairs.entries(shard)}
    assert read == found


def test_lists_are_cut_into_shards_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "SHARD", 4)
    cut = list(pairs.shards({"三四": [7], "一二": [0, 3], "一": [9], "一三": [5]}))
    assert cut == [("一", "一! ,!三("), ("一二", "一!二#&!三!四*")]


def flats(records: list[Record]) -> list[str]:
    return [search.normalise(r.text) for r in records]


def read(documents: dict[str, Any], columns: list[dict[str, Any]]) -> tuple[list[str | None], list[int]]:
    """Addresses and sizes as the browser reads them."""
    found = arranged.Arranged(documents, columns)
    return found.urls, list(found.sizes)


@pytest.mark.parametrize(
    "damage",
    [
        {"urls": "$/"},
        {"urls": "# # #"},
        {"sizes": "$$$"},
        {"sizes": "$"},
        {"sizes": "$%"},
        {"sizes": None},
        {"levels": "#$"},
    ],
)
def test_a_damaged_file_takes_only_its_own_sections_away(
    monkeypatch: pytest.MonkeyPatch, damage: dict[str, object]
) -> None:
    monkeypatch.setattr(sections, "SHARD", 2)
    records = [record("一", url) for url in ("a/", "b/", "c/", "d/1/")]
    documents, columns = sections.write(records, flats(records))
    assert read(documents, columns) == (["a/", "b/", "c/", "d/1/"], [1] * 4)
    assert read(documents, [columns[0] | damage, columns[1]]) == ([None, None, "c/", "d/1/"], [0, 0, 1, 1])
    assert read(documents, columns[:1])[0] == ["a/", "b/", None, None]


def test_what_documents_have_in_common_stands_once() -> None:
    records = [record("标题，甲乙", "d/1/#1"), record("丙", "d/1/#1-2"), record("丁", "d/2/"), record("戊", "e/")]
    documents, [columns] = sections.write(records, flats(records))
    common = ("某镇工作要点", "2024-03", "要点")
    assert documents["documents"] == [[common[0], "d/", *common[1:], 3, 9], [common[0], "e/", *common[1:], 1, 2]]
    assert documents["names"] == ["作风", "纪律"]
    assert read(documents, [columns]) == ([r.url for r in records], [4, 1, 1, 1])
    assert list(numbers.decode(str(columns["heads"]))) == [2, 1, 0, 3]
    assert columns["mixtures"] == [(0, 1)]


def test_columns_are_cut_between_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "SHARD", 2)
    records = [record("一", url) for url in ("a/", "b/", "b/1/", "b/2/", "c/")]
    documents, columns = sections.write(records, flats(records))
    assert documents["shards"] == [2, 1]
    assert read(documents, columns) == ([r.url for r in records], [1] * 5)


@given(st.lists(st.sampled_from(["d/", "d/1/", "d/9/#art-9", "d/9/#art-10", "d/10/", "e/x/#2-1", "e/x/#2-2", "e/"])))
def test_addresses_are_read_as_written(urls: list[str]) -> None:
    records = [record("一", url) for url in urls]
    assert read(*sections.write(records, flats(records)))[0] == urls


def test_an_address_that_only_counts_on_takes_no_room() -> None:
    records = [record("一", url) for url in ("d/#art-8", "d/#art-9", "d/#art-10", "d/2/", "d/3/", "d/3/#x")]
    _, [columns] = sections.write(records, flats(records))
    assert columns["urls"] == "##art-8   #2/  %#x"


def test_a_script_that_is_not_whole_gives_nothing() -> None:
    assert script.unpack(script.pack({"a": "(</)"})) == {"a": "(</)"}
    assert script.unpack("<html>(1)") == {}


# -- the files of the looks --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forbidden",
    [
        r"innerHTML", r"outerHTML", r"insertAdjacentHTML", r"document\.write", r"\beval\b", r"new Function",
        r"\bfetch\(", r"XMLHttpRequest", r"sendBeacon", r"WebSocket", r"(local|session)Storage", r"document\.cookie",
        r"https?://", r"\bimport\b", r"\bexport\b",
        r"\?\?", r"\?\.[a-zA-Z(\[]", r"\.replaceAll\(", r"\.flat(Map)?\(", r"\.replaceChildren\(", r"catch \{",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", SCRIPTS)
def test_the_scripts_send_and_keep_nothing_and_run_in_old_browsers(name: str, forbidden: str) -> None:
    if name == "recent.js":  # what was searched for before, in the reader's own browser and as the reader wants it
        forbidden = forbidden.replace("(local|session)", "session")
    assert not re.search(forbidden, SCRIPTS[name])


def test_the_scripts_are_small_rooms_that_are_listed() -> None:
    for name, text in SCRIPTS.items():
        assert len(text.splitlines()) <= 220, name
        assert text.startswith("/* Search: "), name
        assert name.removesuffix(".js") in ", ".join(ROWS).split(", ")


def test_every_script_but_the_first_two_is_loaded_by_another() -> None:
    loading = [SCRIPTS[path.removeprefix(search.CODE)] for path in search.parts.LOADING]
    loaded = {path for text in loading for path in search.parts.named(text)}
    assert loaded == {search.CODE + name for name in SCRIPTS} - {search.CODE + name for name in ("base.js", "box.js")}


@pytest.mark.parametrize("style", STYLES)
def test_nothing_foreign_in_the_style(style: str) -> None:
    assert "@import" not in style
    assert "url(" not in style


def colours(scheme: str) -> dict[str, str]:
    block = re.search(rf'\[data-md-color-scheme="{scheme}"\] \{{(.*?)\}}', STYLES[0], re.DOTALL)
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
