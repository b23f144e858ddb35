"""What LibreOffice converts is read; what it does besides stays without effect; without it there is advice."""

from __future__ import annotations

import os
import struct
import subprocess
import tempfile
import time
import zipfile
import zlib
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest

from generator.diagnostics import text
from generator.readers import office, read_bytes
from generator.readers.limits import OFFICE

from .ooxml import archive, docx, paragraph
from .rooms import WORDS, listening, odt, odt_paragraphs, rtf, rtf_text, web_page

BODY = "一、总体要求"
SECRET = "a.png"
WORD_XML = (
    '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?>'
    '<w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body>'
    f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p><w:p><w:r><w:t>{BODY}</w:t></w:r></w:p></w:body></w:wordDocument>"
).encode()


@pytest.fixture(autouse=True)
def _forget() -> None:
    office._cache.clear()


@pytest.fixture(scope="session")
def made(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two real .doc, written by LibreOffice: one plain, one that links a picture at `SECRET` there."""
    room = tmp_path_factory.mktemp("doc")
    (room / SECRET).write_bytes(png(1))
    (room / "a.docx").write_bytes(docx(paragraph(WORDS) + paragraph(BODY)))
    (room / "linked.odt").write_bytes(odt(odt_paragraphs(WORDS) + image(room.as_uri())))
    profile = (room / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc", "--outdir", str(room)]
    files = [str(room / name) for name in ("a.docx", "linked.odt")]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=120)
    return room


@pytest.fixture(scope="session")
def old_word(made: Path) -> bytes:
    """A real .doc."""
    return (made / "a.doc").read_bytes()


def png(shade: int) -> bytes:
    """A picture of one grey dot."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(bytes((0, shade)))))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (*chunks, (b"IEND", b""))
    )


def texts(data: bytes, name: str) -> list[str]:
    source, found = read_bytes(data, name)
    assert source, [text(problem) for problem in found]
    return [line.text for line in source.lines]


@pytest.mark.parametrize(
    ("data", "name", "format"),
    [
        (rtf(WORDS, BODY), "甲.rtf", "rtf"),
        (rtf(WORDS, BODY), "甲.doc", "rtf"),
        (odt(odt_paragraphs(WORDS, BODY)), "甲.odt", "odt"),
        (odt(odt_paragraphs(WORDS, BODY), flat=True), "甲.fodt", "fodt"),
        (WORD_XML, "甲.xml", "xml"),
        (WORD_XML, "甲.doc", "xml"),
    ],
)
def test_converted_documents_are_read(soffice: str, data: bytes, name: str, format: str) -> None:
    source, _ = read_bytes(data, name)
    assert source and (source.format, source.path) == (format, name)
    assert [line.text for line in source.lines] == [WORDS, BODY]


@pytest.mark.parametrize(("name", "format"), [("甲.doc", "doc"), ("甲.wps", "wps"), ("甲.docx", "doc")])
def test_old_word_files_are_read(old_word: bytes, name: str, format: str) -> None:
    source, found = read_bytes(old_word, name)
    assert source and source.format == format
    assert [line.text for line in source.lines] == [WORDS, BODY]
    assert [p.code for p in found if p.code == "R150"] == (["R150"] if name == "甲.docx" else [])


def test_the_checksum_is_that_of_the_file_itself(soffice: str) -> None:
    data = rtf(WORDS)
    source, _ = read_bytes(data, "甲.rtf")
    assert source and source.sha256 == sha256(data).hexdigest()


def test_without_libreoffice_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, "/nowhere/soffice")
    for data, name, word in ((rtf(WORDS), "甲.rtf", "RTF"), (odt(""), "甲.odt", "ODT")):
        source, (problem,) = read_bytes(data, name)
        assert source is None and problem.code == "R154"
        assert word in text(problem) and "libreoffice-writer" in text(problem) and "另存为 .docx" in text(problem)


# -- a LibreOffice that misbehaves: a script in its place ------------------------------------------------------------


def pretend(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Puts a shell script in LibreOffice's place; `$OUT` is the folder where the result belongs."""
    program = folder / "soffice"
    find_out = 'OUT=; for word; do [ "$before" = --outdir ] && OUT=$word; before=$word; done; mkdir -p "$OUT"'
    program.write_text(f"#!/bin/sh\n{find_out}\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv(office.VARIABLE, str(program))


POSIX = pytest.mark.skipif(os.name != "posix", reason="the stand-ins are shell scripts")


@POSIX
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 0", "没有得到结果"),
        ("exit 77", "意外退出，代号 77"),
        ("kill -SEGV $$", "意外退出"),
        (': > "$OUT/document.docx"', "结果不是 Word 文件"),
        ('echo 文字 > "$OUT/document.docx"', "结果不是 Word 文件"),
        ('ln -s /etc/passwd "$OUT/document.docx"', "没有得到结果"),
        ('mkdir "$OUT/document.docx"', "没有得到结果"),
        ("sleep 600", "超过 2 秒"),
        ("trap '' TERM INT HUP; while :; do sleep 1; done", "超过 2 秒"),
        ("while :; do :; done", ""),
    ],
)
def test_a_conversion_that_fails_is_told(
    script: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(tmp_path, monkeypatch, script)
    monkeypatch.setattr(office, "OFFICE", replace(OFFICE, cpu=1, wall=2))
    started = time.perf_counter()
    source, (problem,) = read_bytes(rtf(WORDS), "甲.rtf")
    assert source is None and problem.code == "R155" and reason in text(problem)
    assert time.perf_counter() - started < 5


@POSIX
def test_what_it_starts_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note = tmp_path / "child"
    pretend(tmp_path, monkeypatch, f'sleep 600 & echo $! > "{note}"; exit 0')
    read_bytes(rtf(WORDS), "甲.rtf")
    number = note.read_text(encoding="utf-8").strip()
    time.sleep(0.2)
    state = subprocess.run(["ps", "-o", "stat=", "-p", number], capture_output=True, text=True).stdout
    assert not state.strip() or state.startswith("Z")


@POSIX
def test_it_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = tmp_path / "temporary"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    pretend(tmp_path, monkeypatch, 'echo x > "$TMPDIR/left"; echo x > "$HOME/left"; exit 0')
    read_bytes(rtf(WORDS), "甲.rtf")
    assert list(room.iterdir()) == []


@POSIX
def test_it_sees_nothing_of_our_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "do-not-tell")
    pretend(tmp_path, monkeypatch, f'env > "{tmp_path}/env"; exit 0')
    read_bytes(rtf(WORDS), "甲的名字.rtf")
    seen = (tmp_path / "env").read_text(encoding="utf-8")
    assert "do-not-tell" not in seen and str(Path.home()) + "\n" not in seen


@POSIX
def test_a_file_that_was_converted_is_not_converted_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = tmp_path / "ready.docx"
    ready.write_bytes(docx(paragraph(WORDS)))
    pretend(tmp_path, monkeypatch, f'echo x >> "{tmp_path}/runs"; cp "{ready}" "$OUT/document.docx"')
    for _ in range(3):
        assert office.convert(b"1", "甲.rtf", "rtf")[0]
    assert office.convert(b"2", "甲.rtf", "rtf")[0]
    assert (tmp_path / "runs").read_text(encoding="utf-8").count("x") == 2


@POSIX
def test_what_is_remembered_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = tmp_path / "ready.docx"
    ready.write_bytes(docx(paragraph(WORDS)))
    pretend(tmp_path, monkeypatch, f'cp "{ready}" "$OUT/document.docx"')
    monkeypatch.setattr(office, "OFFICE_CACHE", 2 * ready.stat().st_size)
    for number in range(4):
        office.convert(b"%d" % number, "甲.rtf", "rtf")
    assert len(office._cache) == 2


@POSIX
def test_a_result_that_is_no_word_file_inside_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = tmp_path / "ready.docx"
    ready.write_bytes(archive({"xl/workbook.xml": b""}))
    pretend(tmp_path, monkeypatch, f'cp "{ready}" "$OUT/document.docx"')
    source, found = read_bytes(rtf(WORDS), "甲.rtf")
    assert source is None and found


# -- the real one, and documents that reach out ----------------------------------------------------------------------


def linking(*addresses: str) -> dict[str, bytes]:
    """Documents that link pictures, sections, texts and a template at addresses; each says WORDS besides."""
    return {
        "联.odt": odt(odt_paragraphs(WORDS) + "".join(image(a) + section(a, n) for n, a in enumerate(addresses))),
        "联.fodt": odt(odt_paragraphs(WORDS) + "".join(map(image, addresses)), flat=True),
        "联.rtf": rtf(WORDS, raw="".join(map(rtf_fields, addresses))),
    }


def image(address: str) -> str:
    link = f'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" xlink:href="{address}/a.png"'
    return f'<text:p><draw:frame text:anchor-type="as-char"><draw:image {link}/></draw:frame></text:p>'


def section(address: str, number: int) -> str:
    source = f'<text:section-source xlink:type="simple" xlink:show="embed" xlink:href="{address}/section.odt"/>'
    return f'<text:section text:name="s{number}">{source}<text:p>旧</text:p></text:section>'


def rtf_fields(address: str) -> str:
    """A template, a linked picture and a linked text."""
    fields = (rf'INCLUDEPICTURE "{address}/a.png" \\* MERGEFORMAT \\d', f'INCLUDETEXT "{address}/text.rtf"')
    linked = "".join(r"{\field{\*\fldinst " + field + r"}{\fldrslt }}\par " for field in fields)
    return r"{\*\template " + address + r"/t.dot}" + linked


def word_picture(address: str) -> str:
    """A linked picture of Word 2003 XML."""
    shape = f'<v:shape style="width:9pt;height:9pt"><v:imagedata src="{address}/{SECRET}" o:title="x"/></v:shape>'
    spaces = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    return f"<w:p><w:r><w:pict {spaces}>{shape}</w:pict></w:r></w:p>"


@pytest.mark.parametrize("enclosed", [True, False])
def test_nothing_is_fetched(
    soffice: str, made: Path, enclosed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither from the network nor from this machine: once shut in, once where the system cannot shut it in."""
    if not enclosed:
        monkeypatch.setattr(office, "_can_enclose", lambda program: False)
    elif not office.encloses():
        pytest.skip("this system lets no program have a view of its own of the files")
    secret = "绝密内容不得外传"
    (tmp_path / SECRET).write_bytes(png(2))
    (made / SECRET).write_bytes(png(2))
    (tmp_path / "section.odt").write_bytes(odt(odt_paragraphs(secret)))
    (tmp_path / "text.rtf").write_bytes(rtf(secret))
    local = [*tmp_path.iterdir(), made / SECRET]
    for file in local:
        os.utime(file, ns=(1, 2))  # not yet read since it was written
    aside = os.path.relpath(tmp_path, Path(tempfile.gettempdir()) / "room")
    with listening() as listener:
        addresses = (listener.url, tmp_path.as_uri(), str(tmp_path), aside)
        pictures = "".join(map(word_picture, addresses))
        documents = {
            **linking(*addresses),
            "联.xml": WORD_XML.replace(b"</w:body>", pictures.encode() + b"</w:body>"),
            "联.doc": (made / "linked.doc").read_bytes(),
        }
        for name, data in documents.items():
            source, _ = read_bytes(data, name)
            assert source and WORDS in [line.text for line in source.lines]
            assert not any(secret in line.text for line in source.lines)
            assert not source.pictures
    assert listener.seen == []
    if enclosed:
        assert [file for file in local if file.stat().st_atime_ns != 1] == []


def test_a_page_named_doc_takes_no_picture_from_this_machine(tmp_path: Path) -> None:
    (tmp_path / SECRET).write_bytes(png(2))
    page = web_page(f'<p>{WORDS}</p><p><img src="{tmp_path.as_uri()}/{SECRET}"><img src="{tmp_path}/{SECRET}"></p>')
    source, _ = read_bytes(page, "甲.doc")
    assert source and source.format == "html" and not source.pictures


def test_what_is_not_shut_in_takes_local_pictures(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the test above proves nothing: the same document, converted in sight of the file."""
    monkeypatch.setattr(office, "_can_enclose", lambda program: False)
    (tmp_path / SECRET).write_bytes(png(2))
    data = linking(str(tmp_path))["联.rtf"]
    word, _ = office.convert(data, "联.rtf", "rtf")
    assert word and any(name.startswith("word/media/") for name in zipfile.ZipFile(BytesIO(word)).namelist())
    source, found = read_bytes(data, "联.rtf")
    assert source and not source.pictures and "R173" in [problem.code for problem in found]


def test_pictures_inside_a_document_are_kept(soffice: str) -> None:
    if not office.encloses():
        pytest.skip("this system lets no program have a view of its own of the files")
    inside = "{\\pict\\pngblip\\picw100\\pich100\\picwgoal100\\pichgoal100 " + png(3).hex() + "}\\par "
    source, _ = read_bytes(rtf(WORDS, raw=inside), "甲.rtf")
    assert source and len(source.pictures) == 1


def test_the_listener_would_have_seen_it(soffice: str, tmp_path: Path) -> None:
    """The same picture, converted by a LibreOffice that nothing holds back: else the test above proves nothing."""
    with listening() as listener:
        (tmp_path / "a.odt").write_bytes(linking(listener.url)["联.odt"])
        command = [soffice, f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "docx"]
        subprocess.run([*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "a.odt")], timeout=120, check=True)
    assert listener.seen


def test_an_old_word_file_cut_anywhere_is_no_crash(old_word: bytes) -> None:
    for size in (600, 2000, len(old_word) // 2, len(old_word) - 600):
        source, found = read_bytes(old_word[:size], "甲.doc")
        assert source or found[-1].code in ("R152", "R155")


def test_fields_that_start_programs_stay_words(soffice: str, tmp_path: Path) -> None:
    made = tmp_path / "made"
    command = rf'DDEAUTO "/bin/sh" "-c" "touch {made}"'
    data = rtf(WORDS, BODY, raw=r"{\field{\*\fldinst " + command + r"}{\fldrslt " + rtf_text("结果") + r"}}\par ")
    assert WORDS in texts(data, "甲.rtf")
    assert not made.exists()
