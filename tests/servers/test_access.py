"""Only those who may read come in: the recipes of `access.txt`, followed to the letter, on real servers."""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Callable
from functools import partial
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from generator.delivery import access
from generator.delivery.access import Recipe

from . import doors
from .machines import PASSWORD, PATHS, USER, Start, found

START = "/oauth2/start?rd="


def of_way(way: str) -> list[Recipe]:
    return [recipe for recipe in access.RECIPES if recipe.way == way]


def named(recipe: Recipe) -> str:
    return recipe.server


def change(recipe: Recipe, path: str, **other: str) -> Callable[[str], str]:
    """What an administrator does: follows the recipe, writes other names into it."""

    def changed(text: str) -> str:
        text = doors.followed(recipe, text).replace("@PATH@", path)
        for name, value in other.items():
            assert OURS[name] in text
            text = text.replace(OURS[name], value)
        return text

    return changed


OURS = {
    "proxy": "127.0.0.1:4180", "directory": "ldap.example.cn", "provider": "https://sso.example.cn",
}  # fmt: skip
"""What an administrator has under other names."""


@pytest.mark.parametrize("recipe", of_way("certificate"), ids=named)
def test_only_those_with_a_certificate_come_in(recipe: Recipe, start: Start, work: Path) -> None:
    ours, theirs = doors.authority(work, "ours"), doors.authority(work, "theirs")
    own = doors.certificate(work, "own", ours)
    right, wrong = doors.certificate(work, "right", ours), doors.certificate(work, "wrong", theirs)
    folder = f"/etc/{recipe.server}/"
    follow = change(recipe, "/")
    port = start(recipe.server, "/", lambda text: _with_files(follow(text), folder, own, ours)).port
    knock = partial(status, port, ours)
    assert knock(right) == 200
    assert knock(None) in (None, 400, 403) and knock(wrong) in (None, 400, 403)


def _with_files(text: str, folder: str, own: Path, authority: Path) -> str:
    for name, file in (("yandu-ca.crt", authority), ("yandu.crt", own), ("yandu.key", own)):
        text = text.replace(f"{folder}{name}", str(file))
    return text


def status(port: int, authority: Path, certificate: Path | None) -> int | None:
    """What the server answers over TLS; None when it does not talk to us."""
    context = ssl.create_default_context(cafile=str(authority))
    if certificate:
        context.load_cert_chain(str(certificate))
    connection = HTTPSConnection("localhost", port, context=context, timeout=10)
    try:
        connection.request("GET", "/topics/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


@pytest.mark.parametrize("path", PATHS)
def test_only_those_in_the_directory_come_in(path: str, start: Start, work: Path) -> None:
    (recipe,) = of_way("ldap")
    with doors.directory(work) as address:
        server = start(recipe.server, path, change(recipe, path, directory=address))
        right, wrong = (f"Basic {b64encode(f'{USER}:{word}'.encode()).decode()}" for word in (PASSWORD, "guess"))
        assert server.get(path).status == server.get(f"{path}topics/", Authorization=wrong).status == 401
        assert server.get(f"{path}topics/", Authorization=right).status == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("recipe", [one for one in of_way("oidc") if one.server != "apache2"], ids=named)
def test_only_those_whom_the_proxy_knows_come_in(recipe: Recipe, path: str, start: Start) -> None:
    with doors.listening(doors.Proxy) as address:
        server = start(recipe.server, path, change(recipe, path, proxy=address))
        for page in (path, f"{path}topics/", f"{path}nowhere/"):
            sent = server.get(page)
            if sent.headers["location"].startswith(START):  # the browser goes there by itself
                assert sent.headers["location"] == START + page
                sent = server.get(sent.headers["location"])
            assert sent.status == 302 and sent.headers["location"] == doors.LOGIN
        assert server.get(f"{path}topics/", Cookie=doors.COOKIE).status == 200
        lost = server.get(f"{path}nowhere/", Cookie=doors.COOKIE)
        assert lost.status == 404 and "没有这一页" in lost.body.decode()


@pytest.mark.parametrize("path", PATHS)
def test_only_those_who_logged_in_come_in(path: str, start: Start, work: Path) -> None:
    found("mod_auth_openidc.so")
    (recipe,) = (one for one in of_way("oidc") if one.server == "apache2")
    doors.Provider.key = doors.authority(work, "provider").with_suffix(".key")
    with doors.listening(doors.Provider) as address:
        server = start(recipe.server, path, change(recipe, path, provider=f"http://{address}"))
        sent = server.get(f"{path}topics/", Accept="text/html")  # as a browser asks for a page, not for a part of it
        asked = doors.asked(sent.headers["location"])
        assert sent.status == 302 and asked["redirect_uri"].endswith(f"{path}denglu")
        doors.Provider.nonces["code"] = asked["nonce"]
        cookies = sent.headers["set-cookie"].partition(";")[0]
        back = server.get(f"{path}denglu?code=code&state={asked['state']}", Cookie=cookies)
        assert back.status == 302 and back.headers["location"].endswith(f"{path}topics/")
        session = next(part for part in back.headers["set-cookie"].split("; ") if "mod_auth_openidc_session" in part)
        assert server.get(f"{path}topics/", Cookie=session).status == 200
        assert server.get(f"{path}topics/", Cookie="mod_auth_openidc_session=guess").status == 401
