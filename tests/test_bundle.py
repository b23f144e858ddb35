"""The bundle: the site and nothing else, byte for byte, for any path; it says what is wrong."""

from __future__ import annotations

import gzip
import subprocess
import zipfile
from hashlib import sha256
from pathlib import Path

import brotli
import pytest

from generator import cli
from generator.commands import terminal
from generator.delivery import bundle, servers
from generator.output import write
from generator.publishing import csp


@pytest.fixture(scope="module")
def packed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("bundle") / "site.zip"
    made, found = bundle.bundle(sample, target, "/xuexi/")
    assert made and not found and made.size == target.stat().st_size
    return target


def contents(file: Path) -> dict[str, bytes]:
    """Path below the bundle's top → bytes."""
    with zipfile.ZipFile(file) as zip:
        return {name.removeprefix(f"{bundle.TOP}/"): zip.read(name) for name in zip.namelist()}


def test_it_holds_the_site_unchanged(sample: Path, packed: Path) -> None:
    files = contents(packed)
    site = {path.relative_to(sample / "site").as_posix(): path for path in (sample / "site").rglob("*")}
    own = {name: path for name, path in site.items() if path.is_file() and not path.name.startswith(".")}
    for name, path in own.items():
        if name != "404.html":
            assert files[f"site/{name}"] == path.read_bytes(), name
    packings = {f"site/{name}{suffix}" for name in own for suffix in (".br", ".gz")}
    extra = {name for name in files if name.startswith("site/")} - {f"site/{name}" for name in own} - packings
    assert extra == {"site/web.config"}


def test_packed_forms_unpack_to_the_files_beside_them(packed: Path) -> None:
    files = contents(packed)
    for suffix, unpack in ((".br", brotli.decompress), (".gz", gzip.decompress)):
        names = [name for name in files if name.endswith(suffix)]
        assert len(names) > 200
        for name in names:
            assert unpack(files[name]) == files[name.removesuffix(suffix)]


def test_the_list_of_hashes_is_right_and_names_are_safe(packed: Path) -> None:
    files = contents(packed)
    sums = dict(line.split("  ")[::-1] for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: sha256(data).hexdigest() for name, data in files.items()}
    for name in files:
        assert name.isascii() and len(f"{bundle.TOP}/{name}") <= bundle.LONGEST and name == name.replace("\\", "/")


def test_the_same_site_gives_the_same_bytes(sample: Path, packed: Path, tmp_path: Path) -> None:
    bundle.bundle(sample, tmp_path / "again.zip", "/xuexi/")
    assert (tmp_path / "again.zip").read_bytes() == packed.read_bytes()


def test_the_page_for_lost_readers_knows_the_path_and_its_scripts_run(packed: Path) -> None:
    page = contents(packed)["site/404.html"].decode()
    assert 'href="/xuexi/assets/' in page and 'href="/assets/' not in page
    assert csp.read(page) == csp.policy(csp.inline_scripts(page))
    assert 'new URL("/xuexi/",location)' in page


def test_the_way_to_update_that_it_tells_can_be_gone_any_number_of_times(packed: Path, tmp_path: Path) -> None:
    told = contents(packed)["README.txt"].decode()
    (line,) = (line.strip() for line in told.splitlines() if "cp -a" in line)
    assert line == bundle.UPDATE.format(servers.FOLDER)
    served = tmp_path / "srv" / "site"
    (tmp_path / "site").mkdir()
    served.mkdir(parents=True)
    for version in ("一", "二", "三", "四"):
        (tmp_path / "site" / "index.html").write_text(version, encoding="utf-8")
        subprocess.run(["sh", "-c", bundle.UPDATE.format(served)], cwd=tmp_path, check=True)
        assert (served / "index.html").read_text(encoding="utf-8") == version
    assert sorted(path.name for path in served.parent.iterdir()) == ["site", "site.old"]
    assert [path.name for path in (served.parent / "site.old").iterdir()] == ["index.html"]


def site(folder: Path, *pages: str) -> Path:
    """A site of bare pages."""
    write.claim(folder / "build", folder / "content")
    for name in ("index.html", *pages):
        (folder / "build/site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "build/site" / name).write_text("<p>页</p>", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: 试\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("path", ["xuexi", "/xuexi", "//evil/", "/学习/", '/a"b/', "/../"])
def test_a_path_that_is_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str) -> None:
    arguments = ["bundle", "--config", str(site(tmp_path) / "mkdocs.yml"), f"--path={path}"]
    assert cli.main(arguments) == terminal.UNPUBLISHED
    assert "E118" in capsys.readouterr().err


def test_an_address_that_is_too_long_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["bundle", "--config", str(site(tmp_path, f"{'a' * 90}/index.html") / "mkdocs.yml")]
    assert cli.main(arguments) == terminal.UNPUBLISHED
    assert "E119" in capsys.readouterr().err


def test_without_a_site_there_is_nothing_to_pack(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: 试\n", encoding="utf-8")
    assert cli.main(["bundle", "--config", str(tmp_path / "mkdocs.yml")]) == terminal.UNPUBLISHED
    assert "E117" in capsys.readouterr().err


def test_the_command_says_where_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["bundle", "--config", str(site(tmp_path) / "mkdocs.yml"), "--output", str(tmp_path / "a" / "b.zip")]
    assert cli.main(arguments) == terminal.FINE
    assert str(tmp_path / "a" / "b.zip") in capsys.readouterr().out and (tmp_path / "a" / "b.zip").is_file()
